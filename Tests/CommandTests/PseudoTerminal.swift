// The built program at a terminal that a test types into, and whose screen it reads.

import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// What a terminal shows: rows of characters, as escape sequences arrange them.
struct ScreenText {
  private(set) var rows: [[Character]] = [[]]
  private(set) var row = 0
  private(set) var column = 0
  private let width: Int
  private var pending: [UInt8] = []

  init(width: Int) { self.width = width }

  /// The rows without blanks at their ends, the empty ones at the end left out.
  var text: String {
    var lines = rows.map { line -> String in
      var line = String(line)
      while line.last == " " { line.removeLast() }
      return line
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// The row of the cursor up to the cursor.
  var beforeCursor: String { String(rows[row].prefix(column)) }

  mutating func write(_ bytes: [UInt8]) {
    pending += bytes
    while let first = pending.first {
      if first == 0x1B {
        guard let length = sequenceLength() else { return }
        apply(Array(pending[..<length]))
        pending.removeFirst(length)
        continue
      }
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      guard pending.count >= length else { return }
      show(Character(String(decoding: pending[..<length], as: UTF8.self)))
      pending.removeFirst(length)
    }
  }

  private mutating func show(_ character: Character) {
    switch character {
    case "\r\n":
      column = 0
      moveDown()
    case "\r": column = 0
    case "\n": moveDown()
    case "\u{7}", "\u{8}": break
    default:
      if column >= width {
        column = 0
        moveDown()
      }
      while rows[row].count <= column { rows[row].append(" ") }
      rows[row][column] = character
      column += 1
    }
  }

  private mutating func moveDown() {
    row += 1
    if row == rows.count { rows.append([]) }
  }

  /// The length of the escape sequence at the front, `nil` if it has not come whole.
  private func sequenceLength() -> Int? {
    guard pending.count > 1 else { return nil }
    guard pending[1] == UInt8(ascii: "[") else { return 2 }
    guard let final = pending.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
    return final + 1
  }

  private mutating func apply(_ sequence: [UInt8]) {
    let parameters = String(decoding: sequence.dropFirst(2).dropLast(), as: UTF8.self)
    let count = max(1, Int(parameters) ?? 1)
    switch sequence.last {
    case UInt8(ascii: "A"): row = max(0, row - count)
    case UInt8(ascii: "B"): for _ in 0..<count { moveDown() }
    case UInt8(ascii: "C"): column = min(width - 1, column + count)
    case UInt8(ascii: "D"): column = max(0, column - count)
    case UInt8(ascii: "H"): (row, column) = (0, 0)
    case UInt8(ascii: "K"): rows[row] = Array(rows[row].prefix(column))
    case UInt8(ascii: "J"):
      if parameters == "2" {
        rows = [[]]
        (row, column) = (0, 0)
      } else {
        rows[row] = Array(rows[row].prefix(column))
        rows.removeSubrange((row + 1)...)
      }
    default: break
    }
  }
}

/// A process whose terminal is the test's.
final class PseudoTerminal {
  private let descriptor: Int32
  private var process: pid_t = 0
  private(set) var screen: ScreenText
  /// Everything that came, escape sequences included.
  private(set) var bytes: [UInt8] = []

  // Numbers of Linux that its module for Swift leaves out: TIOCSPTLCK, TIOCGPTN and POSIX_SPAWN_SETSID.
  private static let unlock = UInt(0x4004_5431)
  private static let getNumber = UInt(0x8004_5430)
  private static let newSession = Int16(0x80)

  struct Failure: Error, CustomStringConvertible { var description: String }

  init(_ arguments: [String], home: String, columns: Int = 80, rows: Int = 24) throws {
    screen = ScreenText(width: columns)
    descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var lock: Int32 = 0
    var number: Int32 = 0
    guard descriptor >= 0, ioctl(descriptor, Self.unlock, &lock) == 0, ioctl(descriptor, Self.getNumber, &number) == 0
    else { throw Failure(description: "no pseudo-terminal") }
    let name = "/dev/pts/\(number)"
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    posix_spawn_file_actions_addclose(&actions, descriptor)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A session of its own, so that the terminal becomes its terminal and Control-C reaches it.
    posix_spawnattr_setflags(&attributes, Self.newSession)
    var environment = ["HOME=\(home)", "TERM=xterm-256color", "PATH=/usr/bin:/bin"]
    if let path = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] {
      environment.append("LD_LIBRARY_PATH=\(path)")
    }
    let words = ([Program.path] + arguments).map { strdup($0) } + [nil]
    let settings = environment.map { strdup($0) } + [nil]
    defer { for text in words + settings { free(text) } }
    guard posix_spawn(&process, Program.path, &actions, &attributes, words, settings) == 0 else {
      throw Failure(description: "the program does not start")
    }
  }

  deinit {
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    close(descriptor)
  }

  func type(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Reads what comes until the screen is as wanted.
  func wait(_ what: String, seconds: Double = 20, until isReached: (ScreenText) -> Bool) throws {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while !isReached(screen) {
      guard Date() < deadline else { throw Failure(description: "no \(what) on the screen:\n\(screen.text)") }
      read(milliseconds: 20)
    }
  }

  /// Waits until the screen shows a text.
  func expect(_ text: String) throws { try wait(text) { $0.text.contains(text) } }

  /// Waits until the cursor stands behind a text on its row.
  func expectCursor(behind text: String) throws { try wait("cursor behind \(text)") { $0.beforeCursor == text } }

  /// The exit code when the program ends by itself.
  func exitCode(seconds: Double = 20) -> Int32? {
    let deadline = Date(timeIntervalSinceNow: seconds)
    var status: Int32 = 0
    while Date() < deadline {
      read(milliseconds: 10)
      if waitpid(process, &status, WNOHANG) == process { return status & 0x7F == 0 ? status >> 8 & 0xFF : nil }
    }
    return nil
  }

  private func read(milliseconds: Int32) {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    guard count > 0 else {
      usleep(1_000)
      return
    }
    bytes += buffer[..<count]
    screen.write(Array(buffer[..<count]))
  }
}
