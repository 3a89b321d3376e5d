// The program as a process that evaluates hostile calls under small limits, and is watched while it does.

import Foundation
import Testing

/// A running `nabla eval --session`, replaced by a new one when it dies or is stopped.
final class HostileWorker {
  /// Why an answer is none.
  enum Problem: Error, CustomStringConvertible {
    case died(String)
    case didNotEnd(seconds: Double)
    case memory(mebibytes: Int)

    var description: String {
      switch self {
      case .died(let text): "the program died\(text.isEmpty ? "" : " (\(text))")"
      case .didNotEnd(let seconds): "no answer within \(seconds) s of processor time"
      case .memory(let mebibytes): "\(mebibytes) MiB were used"
      }
    }
  }

  private static let memoryLimit = 200
  /// What the program may use besides the values that it counts.
  private static let memoryAllowance = 250
  private static let seconds = 5.0

  private var process = Process()
  private var input = FileHandle.nullDevice
  private var output = FileHandle.nullDevice
  private var pending = Data()

  init() throws { try start() }
  deinit { stop() }

  /// What is wrong with the answer to `code`, `nil` if nothing.
  func problem(with code: String) throws -> Problem? {
    do {
      _ = try answer(to: code)
    } catch let problem as Problem {
      stop()
      try start()
      return problem
    }
    if let used = memoryUsed, used > HostileWorker.memoryLimit + HostileWorker.memoryAllowance {
      stop()
      try start()
      return .memory(mebibytes: used)
    }
    return nil
  }

  /// The line that answers `code`.
  func answer(to code: String) throws -> String {
    try input.write(contentsOf: JSONEncoder().encode(["code": code]) + Data("\n".utf8))
    let begin = processorTime ?? 0
    let deadline = Date(timeIntervalSinceNow: 60)
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: pending[..<end], as: UTF8.self)
        pending = Data(pending[pending.index(after: end)...])
        return line
      }
      var poll = pollfd(fd: output.fileDescriptor, events: Int16(POLLIN), revents: 0)
      if Foundation.poll(&poll, 1, 200) > 0 {
        let more = output.availableData
        if more.isEmpty { throw Problem.died("") }
        pending.append(more)
      } else if (processorTime ?? 0) - begin > HostileWorker.seconds || Date() > deadline {
        throw Problem.didNotEnd(seconds: HostileWorker.seconds)
      }
    }
  }

  private func start() throws {
    process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = [
      "eval", "--session", "--steps", "2000000", "--memory", "\(HostileWorker.memoryLimit)", "--timeout", "30",
    ]
    let (to, from) = (Pipe(), Pipe())
    process.standardInput = to
    process.standardOutput = from
    process.standardError = FileHandle.nullDevice
    input = to.fileHandleForWriting
    output = from.fileHandleForReading
    pending = Data()
    try process.run()
  }

  private func stop() {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// Seconds that the process has computed, where the system tells.
  private var processorTime: Double? {
    guard let text = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8),
      let name = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[name...].split(separator: " ")
    guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return nil }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// The most memory that the process has used, in MiB, where the system tells.
  private var memoryUsed: Int? {
    guard let text = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8) else {
      return nil
    }
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }.map { $0 / 1024 }
  }
}
