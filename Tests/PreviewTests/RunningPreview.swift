// The program as it previews files of a test.

import Foundation
import Testing

@testable import Preview

/// A preview in a process of its own, and the files that it shows; both go with the value.
final class RunningPreview {
  let folder: String
  let port: UInt16
  let process = Process()

  /// - Parameter path: what is previewed, in the folder; empty for the folder.
  init(_ files: [String: String], _ path: String = "") throws {
    folder = NSTemporaryDirectory() + "nabla-preview-" + UUID().uuidString
    for (name, text) in files {
      let url = URL(fileURLWithPath: folder + "/" + name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = ["preview", path.isEmpty ? folder : folder + "/" + path, "--port", "0"]
    // Nothing of the tests' own streams: whoever reads those would wait for this process too.
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var line = ""
    while !line.hasSuffix("\n"), let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty {
      line += String(decoding: byte, as: UTF8.self)
    }
    port = try #require(line.firstMatch(of: #/127\.0\.0\.1:(\d+)/#).flatMap { UInt16($0.output.1) }, "\(line)")
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// The built program, which lies beside the tests.
  static let program: String = {
    let test = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    var url = URL(fileURLWithPath: test).deletingLastPathComponent()
    while url.path != "/", !FileManager.default.isExecutableFile(atPath: url.path + "/nabla") { url.deleteLastPathComponent() }
    return url.path + "/nabla"
  }()

  // MARK: - Files

  /// Saves a file as some editors do, a new one under the old name, or as others do, in its place.
  func save(_ text: String, to name: String, inPlace: Bool = false) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name), options: inPlace ? [] : .atomic)
  }

  // MARK: - Requests

  func get(
    _ target: String, method: String = "GET", host: String? = nil, headers: [String] = []
  ) throws -> Client.Response {
    let client = try Client(port)
    let lines = ["\(method) \(target) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(port)")"] + headers + ["", ""]
    try client.send(lines.joined(separator: "\r\n"))
    return try client.response(hasBody: method != "HEAD")
  }

  /// What a page's script is told.
  final class Live {
    let client: Client

    init(_ preview: RunningPreview, _ page: String) throws {
      client = try Client(preview.port)
      let response = try client.upgrade("/.nabla/live/\(page)", port: preview.port, origin: "http://127.0.0.1:\(preview.port)")
      guard response.status == 101 else { throw Client.Failure(what: "status \(response.status)") }
    }

    func next() throws -> PageState { try JSONDecoder().decode(PageState.self, from: Data(try client.frame().payload.utf8)) }

    /// The first state that is as it is waited for.
    @discardableResult func wait(_ isWanted: (PageState) -> Bool) throws -> PageState {
      while true {
        let state = try next()
        if isWanted(state) { return state }
      }
    }

    /// The state when nothing runs, with another version of the page.
    func version(after version: String) throws -> PageState { try wait { !$0.isRunning && $0.version != version } }
  }

  func live(_ page: String) throws -> Live { try Live(self, page) }
}
