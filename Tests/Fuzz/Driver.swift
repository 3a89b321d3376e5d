// Runs sessions in processes of their own, and finds out which one ended a process.

import Foundation

/// What a process with sessions left behind.
enum Ending: Equatable {
  case finished
  /// It crashed, hung or found a problem in the session that it had announced.
  case failed(session: Int, reason: String)
}

/// A session that must not be as it is.
struct Finding {
  var session: Int
  var reason: String

  /// The reason without its numbers: findings of one kind most likely have one cause.
  var kind: String { Finding.kind(reason) }

  static func kind(_ reason: String) -> String { reason.filter { !$0.isNumber } }
}

/// Starts workers on stretches of session numbers and watches them.
final class Driver: @unchecked Sendable {
  // What changes while threads run is behind the lock.
  let program: String
  let options: Options

  init(program: String, options: Options) {
    self.program = program
    self.options = options
    next = options.first
  }

  private let lock = NSLock()
  private var next: Int
  private var cellCount = 0
  /// Bytes that workers held at their end beyond those after their first sessions, and the cells between.
  private var growth = (bytes: 0, cells: 0)
  private var findings: [Finding] = []
  private let start = Date()

  /// Sessions that one process takes before another begins.
  private static let stretch = 1_000

  /// Runs sessions until enough cells were run; what was found, in order.
  func run() -> [Finding] {
    let group = DispatchGroup()
    for _ in 0..<options.processes {
      let thread = Thread { [self] in
        while let range = takeRange() { run(range) }
        group.leave()
      }
      group.enter()
      thread.start()
    }
    group.wait()
    return findings.sorted { $0.session < $1.session }
  }

  /// What was run, in words.
  var summary: String {
    lock.lock()
    defer { lock.unlock() }
    let seconds = max(1, Int(Date().timeIntervalSince(start)))
    let kept = growth.cells == 0 ? "" : ", \(growth.bytes / growth.cells) bytes a cell kept for the life of the process"
    return "seed \(options.seed), sessions \(options.first)..<\(next): \(cellCount) cells in \(seconds) s"
      + " (\(cellCount / seconds) a second)\(kept), \(findings.count) findings"
  }

  private func takeRange() -> Range<Int>? {
    lock.lock()
    defer { lock.unlock() }
    if cellCount >= options.cells || Set(findings.map(\.kind)).count >= options.failureLimit { return nil }
    // The last stretches are as long as the cells that are still wanted.
    let rest = (options.cells - cellCount) / InputSource.cellsPerSession + 1
    let range = next..<next + min(Driver.stretch, rest)
    next = range.upperBound
    return range
  }

  private func run(_ range: Range<Int>) {
    var first = range.lowerBound
    while first < range.upperBound {
      let progress = Progress()
      let ending = runProcess(["--work", "\(first)", "\(range.upperBound)"], timeout: options.timeout, progress)
      lock.lock()
      cellCount += progress.cellCount
      growth.bytes += progress.growth.bytes
      growth.cells += progress.growth.cells
      if case .failed(let session, let reason) = ending {
        findings.append(Finding(session: session, reason: reason))
        Fuzz.say("session \(session): \(reason)")
        first = session + 1
      } else {
        first = range.upperBound
      }
      lock.unlock()
    }
    Fuzz.say(summary)
  }

  /// Runs this program again and waits until it ends or shows no progress for `timeout` seconds.
  func runProcess(_ arguments: [String], timeout: Double, _ progress: Progress = Progress()) -> Ending {
    let errors = NSTemporaryDirectory() + "fuzz-\(getpid())-\(UUID().uuidString)"
    defer { unlink(errors) }
    let all = [program] + arguments + ["--seed", "\(options.seed)", "--lessons", options.lessons]
    lock.lock()
    let spawned = Driver.spawn(all, errors: errors)
    lock.unlock()
    guard let child = spawned else { return .failed(session: 0, reason: "the program cannot be started") }
    defer { close(child.output) }

    var isHung = false
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var descriptor = pollfd(fd: child.output, events: Int16(POLLIN), revents: 0)
      if poll(&descriptor, 1, 200) > 0 {
        let count = read(child.output, &buffer, buffer.count)
        if count <= 0 { break }
        progress.add(buffer[..<count])
      } else if progress.idleSeconds > timeout {
        isHung = true
        kill(child.process, SIGKILL)
        break
      }
    }
    var status: Int32 = 0
    while waitpid(child.process, &status, 0) < 0, errno == EINTR {}
    if isHung { return .failed(session: progress.lastSession, reason: "no end within \(Int(timeout)) s") }
    if status == 0 { return .finished }
    let report = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
    return .failed(session: progress.lastSession, reason: Driver.reason(report, status: status))
  }

  /// Starts a program whose output is read from a pipe, and whose errors go to a file.
  private static func spawn(_ arguments: [String], errors: String) -> (process: pid_t, output: Int32)? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    defer { close(ends[1]) }
    // Other children must not inherit the ends, or the reader would wait for them too.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    // Leaks show in the audit and in what the process holds at its end; the leak checker would stop every process for long.
    // Swift's own report of a trap does not end under the sanitizer; `Fuzz --replay` in a debugger shows the place.
    let settings = [
      "ASAN_OPTIONS": "detect_leaks=0:quarantine_size_mb=32:allocator_may_return_null=1:malloc_context_size=2",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    let environment = ProcessInfo.processInfo.environment.merging(settings) { _, new in new }
    func strings(_ list: [String]) -> [UnsafeMutablePointer<CChar>?] { list.map { strdup($0) } + [nil] }
    let (given, variables) = (strings(arguments), strings(environment.map { "\($0.key)=\($0.value)" }))
    defer { for string in given + variables { free(string) } }
    var process = pid_t()
    guard posix_spawn(&process, arguments[0], &actions, nil, given, variables) == 0 else {
      close(ends[0])
      return nil
    }
    return (process, ends[0])
  }

  /// The line of a crash report that says most, with the innermost places of the product.
  private static func reason(_ report: String, status: Int32) -> String {
    let lines = report.split(separator: "\n").map(String.init)
    let telling = lines.first { $0.contains("Fatal error") || $0.contains("ERROR: AddressSanitizer") || $0.hasPrefix("PROBLEM") }
    let frames = lines.filter { $0.contains("/Sources/") && ($0.contains(" in ") || $0.contains(" at /")) }.prefix(3)
    let places = frames.map { " " + $0.split(separator: "/").suffix(2).joined(separator: "/").prefix(80) }
    let words = telling.map { line in line.split(separator: " on address").first.map { String($0.prefix(200)) } ?? line }
    return (words ?? "signal \(status & 0x7F), exit \(status >> 8)") + places.joined()
  }
}

/// What a worker announced so far.
final class Progress: @unchecked Sendable {
  private let lock = NSLock()
  private var rest: [UInt8] = []
  private var session = 0
  private var cells = 0
  private var bytes = (bytes: 0, cells: 0)
  private var time = Date()

  /// Reads lines: the number of a session, `.` for a cell of it, and at the end what was kept.
  func add(_ data: ArraySlice<UInt8>) {
    lock.lock()
    defer { lock.unlock() }
    time = Date()
    rest += data
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = String(decoding: rest[..<end], as: UTF8.self)
      rest.removeFirst(end + 1)
      if line == "." {
        cells += 1
      } else if line.hasPrefix("kept ") {
        let numbers = line.split(separator: " ").compactMap { Int($0) }
        if numbers.count == 2 { bytes = (numbers[0], numbers[1]) }
      } else if let number = Int(line) {
        session = number
      }
    }
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return body()
  }

  var lastSession: Int { locked { session } }
  /// How many cells were begun.
  var cellCount: Int { locked { cells } }
  /// The bytes that the worker kept, and how many cells it ran meanwhile.
  var growth: (bytes: Int, cells: Int) { locked { bytes } }
  var idleSeconds: Double { locked { Date().timeIntervalSince(time) } }
}
