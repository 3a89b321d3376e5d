// Operations on text that need no machine; places in text are byte offsets counted from zero.

/// What strings can do, by Unicode scalar as Julia's strings do.
enum StringOperations {
  /// The number of characters.
  static func length(_ text: String) -> Int { text.unicodeScalars.count }

  static func reversed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: text.unicodeScalars.reversed())
    return String(result)
  }

  /// The first n characters, or all if there are fewer.
  static func first(_ text: String, _ n: Int) -> String { String(text.unicodeScalars.prefix(max(0, n))) }

  /// The last n characters, or all if there are fewer.
  static func last(_ text: String, _ n: Int) -> String { String(text.unicodeScalars.suffix(max(0, n))) }

  /// The text without its first and last characters.
  static func dropping(_ text: String, first head: Int, last tail: Int) -> String {
    String(text.unicodeScalars.dropFirst(max(0, head)).dropLast(max(0, tail)))
  }

  // MARK: - Case

  /// A character mapped where the mapping is one character, as Julia does; `ß` stays.
  private static func mapped(_ scalar: Unicode.Scalar, _ mapping: String) -> Unicode.Scalar {
    let scalars = mapping.unicodeScalars
    return scalars.count == 1 ? scalars.first ?? scalar : scalar
  }

  static func uppercase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    mapped(scalar, scalar.properties.uppercaseMapping)
  }
  static func lowercase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    mapped(scalar, scalar.properties.lowercaseMapping)
  }
  static func titlecase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    mapped(scalar, scalar.properties.titlecaseMapping)
  }

  static func map(_ text: String, _ transform: (Unicode.Scalar) -> Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(transform(scalar)) }
    return String(result)
  }

  /// Each word with a capital; `strict` makes the other letters small.
  static func titlecase(_ text: String, strict: Bool, isSeparator: (Unicode.Scalar) throws -> Bool) rethrows -> String {
    var result = String.UnicodeScalarView()
    var isStart = true
    for scalar in text.unicodeScalars {
      if try isSeparator(scalar) {
        isStart = true
        result.append(scalar)
      } else {
        result.append(isStart ? titlecase(scalar) : strict ? lowercase(scalar) : scalar)
        isStart = false
      }
    }
    return String(result)
  }

  static func changingFirst(_ text: String, _ transform: (Unicode.Scalar) -> Unicode.Scalar) -> String {
    var scalars = Substring(text).unicodeScalars
    guard let first = scalars.popFirst() else { return text }
    var result = String.UnicodeScalarView([transform(first)])
    result.append(contentsOf: scalars)
    return String(result)
  }

  // MARK: - Trimming

  static func stripped(
    _ text: String, leading: Bool, trailing: Bool, where isRemoved: (Unicode.Scalar) throws -> Bool
  ) rethrows -> String {
    var scalars = Substring(text).unicodeScalars
    if leading { while let first = scalars.first, try isRemoved(first) { scalars.removeFirst() } }
    if trailing { while let last = scalars.last, try isRemoved(last) { scalars.removeLast() } }
    return String(Substring(scalars))
  }

  /// The text without one line break at its end.
  static func chomp(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars
    if scalars.last == "\n" {
      scalars.removeLast()
      if scalars.last == "\r" { scalars.removeLast() }
    }
    return String(Substring(scalars))
  }

  /// So many characters of a pattern that is repeated, its last repetition cut.
  static func padding(_ pattern: String, width: Int) -> String {
    let unit = pattern.unicodeScalars
    if width <= 0 || unit.isEmpty { return "" }
    let (repetitions, rest) = width.quotientAndRemainder(dividingBy: unit.count)
    return String(repeating: pattern, count: repetitions) + String(unit.prefix(rest))
  }

  // MARK: - Byte offsets

  /// Whether a character begins at a byte.
  static func isStart(_ bytes: [UInt8], _ offset: Int) -> Bool {
    offset >= 0 && offset < bytes.count && bytes[offset] & 0xC0 != 0x80
  }

  /// The offset of the character after the one that begins at or holds a byte.
  static func next(_ bytes: [UInt8], _ offset: Int) -> Int {
    var next = offset + 1
    while next < bytes.count, bytes[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }

  /// The offset of the character before the one at an offset.
  static func previous(_ bytes: [UInt8], _ offset: Int) -> Int {
    var previous = offset - 1
    while previous > 0, previous < bytes.count, bytes[previous] & 0xC0 == 0x80 { previous -= 1 }
    return previous
  }

  /// The character that begins at a byte.
  static func scalar(_ bytes: [UInt8], _ offset: Int) -> Unicode.Scalar {
    let lead = bytes[offset]
    if lead < 0x80 { return Unicode.Scalar(lead) }
    let count = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    var code = UInt32(lead) & (0xFF >> UInt32(count + 1))
    for index in 1..<count {
      code = code << 6 | UInt32(offset + index < bytes.count ? bytes[offset + index] & 0x3F : 0)
    }
    return Unicode.Scalar(code) ?? "\u{FFFD}"
  }

  static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Where a byte string occurs at or after an offset.
  static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBufferPointer { find(needle, in: $0, from: start) }
  }

  /// Where a byte string occurs at or after an offset.
  static func find(_ needle: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let last = bytes.count - needle.count
    if start < 0 || start > last { return nil }
    guard let head = needle.first else { return start }
    return needle.withUnsafeBufferPointer { needle in
      for offset in start...last where bytes[offset] == head {
        var length = 1
        while length < needle.count, bytes[offset + length] == needle[length] { length += 1 }
        if length == needle.count { return offset }
      }
      return nil
    }
  }
}
