// What is previewed: the pages there are, those that are open, and the watch over their files.

import Dispatch
import Engine
import Notebooks
import Publishing
import Synchronization

final class PreviewedFolder: Sendable {
  /// So many environments are kept; beyond, those go that nobody looked at for the longest time.
  private static let openLimit = 12
  /// How often the files of open pages are looked at, and the whole folder.
  private static let pageInterval = 8
  private static let folderInterval = 500

  private let path: String
  private let isSite: Bool
  private let state: Mutex<State>
  private let timers: Mutex<[any DispatchSourceTimer]> = Mutex([])

  private struct State {
    var pages: LivePages
    var open: [String: OpenPage] = [:]
    var folder: FolderState?
    var nextLook = ContinuousClock.now
    /// What the pages that were shown need of the shared font.
    var characters: Set<Unicode.Scalar> = []
    var sharedFiles: (characters: Set<Unicode.Scalar>, files: [String: [UInt8]])?
    var searchEntries: [String: String] = [:]
  }

  init(_ path: String) throws(UnreadableFile) {
    self.path = path
    isSite = isFolder(path)
    // A file that is missing at the start is more likely misspelled than to be written soon.
    if !isSite { _ = try readBytes(path) }
    if !isSite, !path.hasSuffix(".md") { throw UnreadableFile(path: path, reason: .other("this is not a Markdown file")) }
    let folder = isSite ? FolderState([path]) : nil
    let pages = isSite ? try LivePages(folder: path) : LivePages(file: path)
    if pages.firstAddress == nil {
      throw UnreadableFile(path: path, reason: .other("there are no Markdown files in this folder"))
    }
    state = Mutex(State(pages: pages, folder: folder))
  }

  /// Stops all that runs.
  func close() {
    timers.withLock { timers in
      for timer in timers { timer.cancel() }
      timers = []
    }
    let open = state.withLock { Array($0.open.values) }
    for page in open { page.close() }
  }

  var pages: LivePages { state.withLock { $0.pages } }

  // MARK: - Pages

  /// The page at an address, if there is one or was one when it was opened.
  func page(at address: String) -> OpenPage? {
    let (page, closed): (OpenPage?, [OpenPage]) = state.withLock { state in
      if let page = state.open[address] { return (page, []) }
      guard state.pages.number(at: address) != nil else { return (nil, []) }
      let page = OpenPage(address, { [weak self, pages = state.pages] in self?.pages ?? pages }) { [weak self] page in
        self?.note(page, at: address)
      }
      state.open[address] = page
      let idle = state.open.values.filter { $0 !== page && !$0.isWatched }.sorted { $0.lastUse < $1.lastUse }
      let closed = Array(idle.prefix(max(0, state.open.count - PreviewedFolder.openLimit)))
      for page in closed { state.open[page.address] = nil }
      return (page, closed)
    }
    for page in closed { page.close() }
    return page
  }

  /// A page whose cells have not run yet.
  func pageWithoutResults(at address: String) async -> String {
    let pages = pages
    let page = await aside { pages.number(at: address).flatMap { number in try? pages.write(number) { NotebookRun($0) } } }
    if let page { note(page, at: address) }
    return page?.html ?? LivePages.page(title: "There is no page at /\(address) any more.")
  }

  private func note(_ page: LivePages.Page, at address: String) {
    state.withLock { state in
      state.characters.formUnion(page.mathematicalCharacters)
      if let entry = page.searchEntry { state.searchEntries[address] = entry }
    }
  }

  /// A number that changes with the shared style.
  var styleVersion: Int { state.withLock { $0.characters.count } }

  /// A file that the pages of a site share.
  func sharedFile(at address: String) async -> [UInt8]? {
    guard isSite, LivePages.isShared(address) else { return nil }
    if address == LivePages.searchAddress {
      let (pages, known) = state.withLock { ($0.pages, $0.searchEntries) }
      return await aside { pages.searchIndex(known) }
    }
    let characters = state.withLock { $0.characters }
    if let made = state.withLock({ $0.sharedFiles }), made.characters == characters { return made.files[address] }
    let files = await aside { LivePages.sharedFiles(covering: characters) }
    state.withLock { $0.sharedFiles = (characters, files) }
    return files[address]
  }

  /// A file that a cell of an open page wrote.
  func savedFile(at address: String) -> [UInt8]? {
    for page in state.withLock({ Array($0.open.values) }) {
      if let bytes = page.savedFile(at: address) { return bytes }
    }
    return nil
  }

  /// Does what takes long, while others are answered.
  private func aside<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: EngineThread.run(body)) }
    }
  }

  /// Whether a file may be shown. Beside a notebook by itself these are only the files that it links to: its folder may be
  /// somebody's home.
  func shows(_ file: String) async -> Bool {
    if isSite { return true }
    let pages = pages
    return await aside { pages.linkedFiles() }.contains(file)
  }

  // MARK: - The watch

  /// Begins to look at the files. Looking finds changes by all editors and on all file systems, also those that come with a new
  /// file under the old name.
  func watch() {
    every(PreviewedFolder.pageInterval) { [weak self] in
      for page in self?.state.withLock({ Array($0.open.values) }) ?? [] where page.isWatched { page.look() }
    }
    guard isSite else { return }
    every(PreviewedFolder.folderInterval) { [weak self] in self?.lookAtFolder() }
  }

  private func every(_ milliseconds: Int, _ body: @escaping @Sendable () -> Void) {
    timers.withLock { timers in
      let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "watch"))
      timer.schedule(deadline: .now(), repeating: .milliseconds(milliseconds), leeway: .milliseconds(1))
      timer.setEventHandler(handler: body)
      timer.resume()
      timers.append(timer)
    }
  }

  /// Finds out what pages there are now, if anything in the folder changed, and makes open pages anew that show it.
  private func lookAtFolder() {
    let start = ContinuousClock.now
    let (old, next) = state.withLock { ($0.folder, $0.nextLook) }
    if start < next { return }
    let folder = FolderState([path])
    // Looking takes a twentieth of the time at most, however large the folder is.
    let end = ContinuousClock.now
    state.withLock { $0.nextLook = end + (end - start) * 20 }
    if folder == old { return }
    // A folder that cannot be read is looked at again when it changes.
    let pages = EngineThread.run { try? LivePages(folder: path) }
    let open = state.withLock { state in
      defer {
        state.folder = folder
        if let pages { state.pages = pages }
      }
      let concernsAll = pages.map { $0.fingerprint != state.pages.fingerprint } ?? false
      return concernsAll || folder.paths != old?.paths ? Array(state.open.values) : []
    }
    for page in open { page.refresh() }
  }
}
