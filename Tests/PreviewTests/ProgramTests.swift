// How the program begins and ends.

import Foundation
import Testing

@testable import Preview

@Suite struct ProgramTests {
  private func run(_ arguments: [String]) throws -> (code: Int32, errors: String) {
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(fileURLWithPath: RunningPreview.program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    let text = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  @Test func aPortInUseIsOneClearError() throws {
    let preview = try RunningPreview(["one.md": "# One\n"])
    let outcome = try run(["preview", preview.folder, "--port", "\(preview.port)"])
    #expect(outcome.code == 1)
    #expect(outcome.errors == "error: port \(preview.port) is in use; --port takes another one, 0 any that is free\n")
  }

  @Test func whatIsNotThereIsAnError() throws {
    let preview = try RunningPreview(["one.md": "# One\n", "empty/file.txt": "x"])
    let missing = try run(["preview", preview.folder + "/missing.md"])
    #expect(missing.code == 1 && missing.errors == "error: \(preview.folder)/missing.md: no such file\n")
    let empty = try run(["preview", preview.folder + "/empty"])
    #expect(empty.code == 1 && empty.errors == "error: \(preview.folder)/empty: there are no Markdown files in this folder\n")
    for port in ["-1", "65536", "x"] { #expect(try run(["preview", preview.folder, "--port=\(port)"]).code == 2, "\(port)") }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aSignalEndsIt(signal: Int32) throws {
    let preview = try RunningPreview(["one.md": "# One\n"])
    let live = try preview.live("one.html")
    _ = try live.version(after: "")
    kill(preview.process.processIdentifier, signal)
    preview.process.waitUntilExit()
    #expect(preview.process.terminationReason == .exit && preview.process.terminationStatus == 0)
  }
}
