// The keys of a terminal, read from the bytes that it sends.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What somebody typed.
enum Key: Equatable {
  case text(String)
  /// Text between the marks of a bracketed paste.
  case paste(String)
  case enter, tab, backspace, delete
  case up, down, left, right, home, end, wordLeft, wordRight
  /// Control with a small letter, or with `_`.
  case control(Character)
  case alt(Character)
  case altEnter, altBackspace
  case escape
  case endOfInput
  /// A key that means nothing here.
  case other
}

/// Reads keys from standard input, which is in raw mode.
struct KeyReader {
  private var bytes: [UInt8] = []
  private var position = 0

  /// Whether more has come that was not read yet, so that the screen need not be drawn in between.
  var hasMore: Bool { position < bytes.count || isReady(milliseconds: 0) }

  mutating func next() -> Key {
    guard let first = nextByte() else { return .endOfInput }
    switch first {
    case 0x0D, 0x0A: return .enter
    case 0x09: return .tab
    case 0x08, 0x7F: return .backspace
    case 0x1B: return escapeSequence()
    case 0x1F: return .control("_")
    case 0x00..<0x20: return .control(Character(Unicode.Scalar(first | 0x60)))
    default: return .text(text(from: first))
    }
  }

  // MARK: - Bytes

  private mutating func nextByte() -> UInt8? {
    if position == bytes.count {
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = read(0, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return nil }
        bytes = Array(buffer[..<count])
        position = 0
        break
      }
    }
    defer { position += 1 }
    return bytes[position]
  }

  /// The next byte, if it comes soon: what belongs to an escape sequence comes at once.
  private mutating func soonByte() -> UInt8? {
    guard position < bytes.count || isReady(milliseconds: 50) else { return nil }
    return nextByte()
  }

  private func isReady(milliseconds: Int32) -> Bool {
    var request = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }

  /// The text that begins with a byte: one character, and all that came with it and is no key of another kind.
  private mutating func text(from first: UInt8) -> String {
    var collected = [first]
    var missing = Self.following(first)
    while missing > 0, let byte = nextByte() {
      collected.append(byte)
      missing -= 1
    }
    while position < bytes.count, bytes[position] >= 0x20, bytes[position] != 0x7F {
      let count = Self.following(bytes[position]) + 1
      guard position + count <= bytes.count else { break }
      collected += bytes[position..<position + count]
      position += count
    }
    return String(decoding: collected, as: UTF8.self)
  }

  /// How many bytes of a character follow its first one.
  private static func following(_ first: UInt8) -> Int {
    switch first {
    case 0xC0..<0xE0: 1
    case 0xE0..<0xF0: 2
    case 0xF0...: 3
    default: 0
    }
  }

  // MARK: - Escape sequences

  private mutating func escapeSequence() -> Key {
    guard let second = soonByte() else { return .escape }
    switch second {
    case UInt8(ascii: "["): return controlSequence()
    case UInt8(ascii: "O"):
      switch soonByte() {
      case UInt8(ascii: "A"): return .up
      case UInt8(ascii: "B"): return .down
      case UInt8(ascii: "C"): return .right
      case UInt8(ascii: "D"): return .left
      case UInt8(ascii: "H"): return .home
      case UInt8(ascii: "F"): return .end
      default: return .other
      }
    case 0x0D, 0x0A: return .altEnter
    case 0x08, 0x7F: return .altBackspace
    case 0x20..<0x7F: return .alt(Character(Unicode.Scalar(second)))
    default: return .other
    }
  }

  /// What follows `ESC [`: parameters and a letter or `~`.
  private mutating func controlSequence() -> Key {
    var parameters: [UInt8] = []
    var final: UInt8 = 0
    while let byte = soonByte() {
      if (0x40...0x7E).contains(byte) {
        final = byte
        break
      }
      parameters.append(byte)
      if parameters.count > 32 { return .other }
    }
    let numbers = parameters.split(separator: UInt8(ascii: ";")).map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    let isModified = numbers.count > 1 && numbers[1] > 1
    switch final {
    case UInt8(ascii: "A"): return .up
    case UInt8(ascii: "B"): return .down
    case UInt8(ascii: "C"): return isModified ? .wordRight : .right
    case UInt8(ascii: "D"): return isModified ? .wordLeft : .left
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .end
    case UInt8(ascii: "~"):
      switch numbers.first {
      case 1, 7: return .home
      case 4, 8: return .end
      case 3: return .delete
      case 200: return pasted()
      default: return .other
      }
    default: return .other
    }
  }

  /// The text up to the mark that ends a paste.
  private mutating func pasted() -> Key {
    let mark = Array("\u{1B}[201~".utf8)
    var text: [UInt8] = []
    while let byte = nextByte() {
      text.append(byte)
      if byte == mark[mark.count - 1], text.count >= mark.count, text.suffix(mark.count).elementsEqual(mark) {
        text.removeLast(mark.count)
        break
      }
    }
    var result: [UInt8] = []
    for (index, byte) in text.enumerated() {
      if byte == 0x0D {
        if index + 1 >= text.count || text[index + 1] != 0x0A { result.append(0x0A) }
      } else if byte >= 0x20 || byte == 0x0A || byte == 0x09 {
        result.append(byte)
      }
    }
    return .paste(String(decoding: result, as: UTF8.self))
  }
}
