// Programs from outside that some tests need; where one is missing, its tests are skipped.

import Foundation

struct Tool {
  let path: String

  /// The first program of these names that the search path has.
  init?(_ names: String...) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let places = names.flatMap { name in folders.map { "\($0)/\(name)" } }
    guard let path = places.first(where: FileManager.default.isExecutableFile) else { return nil }
    self.path = path
  }

  /// What a run prints on standard output and standard error; it is ended after two minutes.
  func run(_ arguments: [String]) throws -> (output: String, errors: String, exitCode: Int32) {
    let folder = try TemporaryFolder(["out": "", "err": ""])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: folder.path + "/out")
    process.standardError = FileHandle(forWritingAtPath: folder.path + "/err")
    try process.run()
    let deadline = Date(timeIntervalSinceNow: 120)
    while process.isRunning, Date() < deadline { usleep(2_000) }
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    return (try folder.text("out"), try folder.text("err"), process.terminationStatus)
  }
}

/// Chromium without a window and without a network.
struct Chromium {
  private let tool: Tool

  static let shared = Chromium()

  init?() {
    guard let tool = Tool("chromium", "chromium-browser", "google-chrome", "google-chrome-stable") else { return nil }
    self.tool = tool
  }

  /// A page as it stands after its script has run, with all that it said and all that it asked for elsewhere.
  struct Visit {
    var document: String
    var messages: [String]
    var requests: [String]
  }

  func visit(_ page: String, options: [String] = []) throws -> Visit {
    let folder = try TemporaryFolder(["made": ""])
    var arguments = [
      "--headless", "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--disable-component-update",
      "--no-first-run",
      "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(folder.path)/profile", "--log-net-log=\(folder.path)/net.json",
      "--enable-logging=stderr", "--v=0", "--virtual-time-budget=3000", "--dump-dom",
    ]
    // Chromium refuses its sandbox to the administrator, as in containers.
    if geteuid() == 0 { arguments.append("--no-sandbox") }
    let run = try tool.run(arguments + options + [URL(fileURLWithPath: page).absoluteString])
    let messages = run.errors.split(separator: "\n").filter { $0.contains(":CONSOLE") }.map(String.init)
    // What the browser does for itself has no origin.
    let requests = try folder.text("net.json").split(separator: "\n").filter { line in
      line.contains("\"initiator\":\"") && !line.contains("\"initiator\":\"not an origin\"")
    }
    return Visit(document: run.output, messages: messages, requests: requests.map(String.init))
  }
}
