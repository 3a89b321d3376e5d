// Runs the built program as a process, in a folder of its own.

import Foundation
import Testing

/// What a run of the program left behind.
struct Outcome {
  var exitCode: Int32
  var output: String
  var errors: String
  /// Whether it ended by a signal (a crash, or the time that a test allows) and not by itself.
  var wasKilled: Bool
}

/// A temporary folder that goes with the value.
final class Workplace {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "nabla-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    try? FileManager.default.removeItem(atPath: cache)
  }

  var cache: String { path + "-cache" }

  /// Writes a file and the folders above it.
  func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  func write(_ data: Data, to name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

  /// The names of all files below, in order.
  func files() -> [String] {
    (FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []).sorted()
  }

  func nabla(_ arguments: String..., input: String = "") throws -> Outcome {
    try run(Program.path, arguments, input: input)
  }

  /// Runs a command with the program's folder first in the search path.
  func shell(_ command: String) throws -> Outcome { try run("/bin/sh", ["-c", command], input: "") }

  private func run(_ executable: String, _ arguments: [String], input: String) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    var environment = ProcessInfo.processInfo.environment
    // What is remembered of pages lies beside the folder and goes with it.
    environment["XDG_CACHE_HOME"] = cache
    environment["PATH"] = Program.folder + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    process.environment = environment
    // Files and not pipes: a pipe that nobody empties would stop the program.
    let streams = NSTemporaryDirectory() + "nabla-streams-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: streams, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: streams) }
    try Data(input.utf8).write(to: URL(fileURLWithPath: streams + "/in"))
    for name in ["out", "err"] { _ = FileManager.default.createFile(atPath: streams + "/" + name, contents: nil) }
    process.standardInput = FileHandle(forReadingAtPath: streams + "/in")
    process.standardOutput = FileHandle(forWritingAtPath: streams + "/out")
    process.standardError = FileHandle(forWritingAtPath: streams + "/err")
    try process.run()
    let deadline = Date(timeIntervalSinceNow: 60)
    while process.isRunning, Date() < deadline { usleep(1_000) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return Outcome(
      exitCode: process.terminationStatus, output: try text(streams + "/out"), errors: try text(streams + "/err"),
      wasKilled: process.terminationReason == .uncaughtSignal)
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }
}

enum Program {
  /// The folder of the test bundle, where the build puts the program too.
  static let folder: String = {
    var path = CommandLine.arguments.first ?? ""
    if let resolved = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") { path = resolved }
    var url = URL(fileURLWithPath: path).deletingLastPathComponent()
    for _ in 0..<6 {
      if FileManager.default.isExecutableFile(atPath: url.path + "/nabla") { return url.path }
      url.deleteLastPathComponent()
    }
    // A runner that lives elsewhere (as on macOS) names the bundle in its arguments.
    for argument in CommandLine.arguments where argument.contains(".xctest") {
      guard let bundle = argument.range(of: ".xctest") else { continue }
      return URL(fileURLWithPath: String(argument[..<bundle.upperBound])).deletingLastPathComponent().path
    }
    return URL(fileURLWithPath: path).deletingLastPathComponent().path
  }()

  static var path: String { folder + "/nabla" }

  /// The folder of the package.
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
}
