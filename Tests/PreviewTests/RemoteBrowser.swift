// Chromium without a window, which is asked what a page shows (Chrome DevTools Protocol).

import Foundation
import Testing

/// A page in a browser of its own; both go with the value.
final class RemoteBrowser {
  private let process = Process()
  private let profile: String
  private let client: Client
  private var number = 0
  /// What the page said on the console.
  private var said: [String] = []

  static let program: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    return names.flatMap { name in folders.map { "\($0)/\(name)" } }.first(where: FileManager.default.isExecutableFile)
  }()

  init(_ page: String) throws {
    profile = NSTemporaryDirectory() + "nabla-browser-" + UUID().uuidString
    process.executableURL = URL(fileURLWithPath: try #require(RemoteBrowser.program))
    var arguments = [
      "--headless", "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--disable-component-update",
      "--no-first-run", "--window-size=1400,900", "--user-data-dir=\(profile)", "--remote-debugging-port=0",
    ]
    // Chromium refuses its sandbox to the administrator, as in containers.
    if geteuid() == 0 { arguments.append("--no-sandbox") }
    process.arguments = arguments + ["about:blank"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let deadline = Date(timeIntervalSinceNow: 60)
    var port: UInt16?
    while port == nil, Date() < deadline {
      usleep(20_000)
      let text = (try? String(contentsOfFile: profile + "/DevToolsActivePort", encoding: .utf8)) ?? ""
      port = text.split(separator: "\n").first.flatMap { UInt16($0) }
    }
    let debugging = try #require(port, "the browser did not start")
    let list = try Client(debugging)
    try list.send("GET /json/list HTTP/1.1\r\nHost: 127.0.0.1:\(debugging)\r\n\r\n")
    let body = try list.response().body
    let address = #/"webSocketDebuggerUrl":\s*"ws:\/\/[^\/]*(\/devtools\/page\/[^"]*)"/#
    let target = try #require(body.firstMatch(of: address)?.output.1, "\(body)")
    client = try Client(debugging)
    let upgrade = try client.upgrade(String(target), port: debugging)
    try #require(upgrade.status == 101)
    _ = try call("Runtime.enable")
    _ = try call("Log.enable")
    _ = try call("Page.navigate", ["url": page])
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: profile)
  }

  private func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    number += 1
    let message = try JSONSerialization.data(withJSONObject: ["id": number, "method": method, "params": parameters])
    try client.sendFrame(opcode: 1, String(decoding: message, as: UTF8.self))
    while true {
      let answer = try JSONSerialization.jsonObject(with: Data(try client.frame().payload.utf8)) as? [String: Any] ?? [:]
      if ["Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"].contains(answer["method"] as? String) {
        said.append("\(answer["params"] ?? "")")
      }
      if answer["id"] as? Int == number { return answer["result"] as? [String: Any] ?? ["error": answer] }
    }
  }

  /// The value of an expression of JavaScript, as text.
  func evaluate(_ expression: String) throws -> String {
    let answer = try call("Runtime.evaluate", ["expression": expression, "returnByValue": true, "awaitPromise": true])
    guard let result = answer["result"] as? [String: Any], answer["exceptionDetails"] == nil else {
      throw Client.Failure(what: "\(answer)")
    }
    return result["value"].map { "\($0)" } ?? ""
  }

  /// Waits until a condition holds.
  func wait(for condition: String) throws {
    let deadline = Date(timeIntervalSinceNow: 30)
    while Date() < deadline {
      if (try? evaluate("Boolean(\(condition))")) == "1" { return }
      usleep(10_000)
    }
    throw Client.Failure(what: "never: \(condition)\n\(said.first?.prefix(500) ?? "")")
  }

  /// What the page said on the console.
  func messages() throws -> [String] {
    _ = try evaluate("0")
    return said
  }
}
