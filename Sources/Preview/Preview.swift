// A notebook or a folder of them in a browser, as it is being written.

import Notebooks
import Publishing
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A server of pages that follow their files.
///
/// A page is written when somebody asks for it, and then again whenever one of its files changes: only the cells that the change
/// concerns run. Its script is told, asks for the new page, and puts what differs in place of what was there.
public struct Preview: Sendable {
  /// Where the first port is that a preview takes, if nobody says which.
  public static let firstPort: UInt16 = 4711
  /// Where the script, and what it is told, are found; no file of a folder is shown at a hidden path.
  private static let scriptPath = ".nabla/preview.js"
  private static let livePath = ".nabla/live/"

  private let folder: PreviewedFolder
  private let server: HTTPServer
  private let requestGuard: RequestGuard

  /// Opens a folder or a notebook, and takes a port.
  ///
  /// - Parameter port: 0 for any that is free; `nil` for the first one that is free of ten.
  public init(_ path: String, port: UInt16? = nil) throws {
    folder = try PreviewedFolder(path)
    server = try HTTPServer(ports: port.map { $0...$0 } ?? Preview.firstPort...(Preview.firstPort + 9))
    requestGuard = RequestGuard(port: server.port)
  }

  public var port: UInt16 { server.port }

  /// What a browser opens.
  public var address: String { "http://127.0.0.1:\(port)/" }

  /// Opens the first page in the browser of the person at this machine.
  public func openBrowser() throws(NoBrowser) { try BrowserWindow.open(address) }

  /// Serves until the task is cancelled; then nothing runs any more.
  public func run() async throws {
    folder.watch()
    defer { folder.close() }
    try await server.run { await answer($0) }
  }

  /// Serves until the program is told to end, by Control-C or by `SIGTERM`.
  public func runUntilSignal() throws {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    // Before there are other threads, so that none of them is interrupted.
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let failure = Failure()
    let serving = Task.detached {
      do {
        try await run()
      } catch {
        if Task.isCancelled { return }
        failure.error.withLock { $0 = error }
        kill(getpid(), SIGTERM)
      }
    }
    var signal: Int32 = 0
    while sigwait(&signals, &signal) == EINTR {}
    serving.cancel()
    folder.close()
    if let error = failure.error.withLock(\.self) { throw error }
  }

  /// Why the server ended by itself.
  private final class Failure: Sendable {
    let error = Mutex<(any Error)?>(nil)
  }

  // MARK: - Answers

  private func answer(_ request: HTTPRequest) async -> Answer {
    do throws(HTTPRequest.Refusal) {
      guard let path = request.path else { throw HTTPRequest.Refusal(status: .badRequest, reason: "this is no path") }
      let address = String(path.dropFirst())
      let isLive = address.hasPrefix(Preview.livePath)
      try requestGuard.check(request, isUpgrade: isLive)
      if isLive, let page = folder.page(at: String(address.dropFirst(Preview.livePath.count))) { return .messages(page.messages()) }
      return .response(await show(address))
    } catch {
      return .response(HTTPResponse(error))
    }
  }

  private func show(_ address: String) async -> HTTPResponse {
    if address == Preview.scriptPath { return HTTPResponse(type: MediaType.of(address), bytes: Array(PreviewScript.text.utf8)) }
    let pages = folder.pages
    let pageAddress = address.isEmpty || address.hasSuffix("/") ? address + "index.html" : address
    if let page = folder.page(at: pageAddress) { return await show(page) }
    if address.isEmpty, let first = pages.firstAddress { return HTTPResponse(to: "/" + FileAddress.encode(first)) }
    if let bytes = await folder.sharedFile(at: address) {
      return HTTPResponse(type: MediaType.of(address), bytes: PreviewScript.refreshingFont(bytes, of: address, folder.styleVersion))
    }
    if let bytes = folder.savedFile(at: address) { return HTTPResponse(type: MediaType.of(address), bytes: bytes) }
    if await folder.shows(address), let file = OpenFile(address, below: pages.root) { return HTTPResponse(file) }
    if OpenFile.isPlain(address), pages.number(at: address + "/index.html") != nil {
      return HTTPResponse(to: "/" + FileAddress.encode(address) + "/")
    }
    // Browsers ask for it by themselves, and complain where they find none.
    if address == "favicon.ico" { return .nothing }
    return HTTPResponse(.notFound, type: "text/html; charset=utf-8", pages.missingPage())
  }

  /// A page with the script that keeps it up to date. One whose cells take long is shown without their results at first.
  private func show(_ page: OpenPage) async -> HTTPResponse {
    page.refreshIfChanged()
    let hasPage = await page.settled(within: .zero).page != nil
    let (made, version, trouble) = await page.settled(within: .milliseconds(hasPage ? 50 : 300))
    let html: String
    if let made {
      html = made.html
    } else if let trouble {
      html = LivePages.page(title: trouble)
    } else {
      html = await folder.pageWithoutResults(at: page.address)
    }
    let served = PreviewScript.added(
      to: html, page: page.address, version: made == nil ? "" : version, styleVersion: folder.styleVersion)
    return HTTPResponse(type: "text/html; charset=utf-8", served)
  }
}
