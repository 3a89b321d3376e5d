// What was typed before, kept in a file from one session to the next.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The entries of earlier sessions and this one, oldest first.
struct History {
  static let limit = 10_000

  private(set) var entries: [String] = []
  /// The file, `nil` where there is no place for it.
  private let path: String?

  init() {
    path = Self.defaultPath
    guard let path, let text = Self.read(path) else { return }
    let lines = text.split(separator: "\n")
    entries = lines.suffix(Self.limit).map { Self.decoded($0) }
    // Entries are only ever added to the file, so now and then it is cut.
    if lines.count > 2 * Self.limit { rewrite() }
  }

  /// Adds an entry, unless it repeats the last one.
  mutating func add(_ entry: String) {
    guard !entry.isEmpty, entry != entries.last else { return }
    entries.append(entry)
    guard let path else { return }
    Self.makeFolders(of: path)
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    Self.write(Self.encoded(entry) + "\n", to: file)
    close(file)
  }

  /// The newest entry before `index` that begins with `prefix`, going towards older or newer ones.
  func index(from index: Int, step: Int, prefix: String) -> Int? {
    var place = index + step
    while entries.indices.contains(place) {
      if entries[place].hasPrefix(prefix), index >= entries.count || entries[place] != entries[index] { return place }
      place += step
    }
    return nil
  }

  /// The newest entry at or before `index` that contains the text.
  func search(_ text: String, before index: Int) -> Int? {
    guard !text.isEmpty else { return nil }
    return entries[..<min(index, entries.count)].lastIndex { $0.contains(text) }
  }

  // MARK: - The file

  private static var defaultPath: String? {
    if let state = getenv("XDG_STATE_HOME").map({ String(cString: $0) }), state.hasPrefix("/") {
      return state + "/nabla/history"
    }
    return getenv("HOME").map { String(cString: $0) + "/.local/state/nabla/history" }
  }

  /// One line for each entry: line breaks and backslashes are escaped.
  private static func encoded(_ entry: String) -> String {
    var result = ""
    for scalar in entry.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func decoded(_ line: Substring) -> String {
    var result = ""
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped {
        result.unicodeScalars.append(scalar == "n" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func read(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = Glibc.read(file, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func write(_ text: String, to file: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  private func rewrite() {
    guard let path else { return }
    let temporary = path + ".part-\(getpid())"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    Self.write(entries.map { Self.encoded($0) + "\n" }.joined(), to: file)
    close(file)
    if rename(temporary, path) != 0 { unlink(temporary) }
  }

  private static func makeFolders(of path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o700)
    }
  }
}
