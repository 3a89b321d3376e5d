// A text as words and numbers, so that the last digits of a computation may differ from machine to machine.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A text taken apart: what is no number, and the numbers between.
struct NumericText {
  /// One more than there are numbers.
  private(set) var words: [Substring] = []
  private(set) var numbers: [Number] = []

  struct Number {
    var text: Substring
    /// Whether it is written without point and exponent.
    var isInteger: Bool
    var value: Double
  }

  /// How far apart numbers may be: a part of their size, or a distance, whichever is more. Integers have to be equal.
  struct Tolerance {
    var relative: Double
    var absolute: Double
  }

  init(_ text: Substring) {
    let bytes = text.utf8
    var place = bytes.startIndex
    var wordStart = place
    /// What stands before the place.
    var previous = UInt8(ascii: " ")
    func digits(from start: Substring.Index) -> Substring.Index {
      bytes[start...].firstIndex { !isDigit($0) } ?? bytes.endIndex
    }
    while place < bytes.endIndex {
      let byte = bytes[place]
      let next = bytes.index(after: place)
      let isSigned = byte == UInt8(ascii: "-") && !NumericText.endsOperand(previous) && next < bytes.endIndex && isDigit(bytes[next])
      guard isSigned || isDigit(byte) && !NumericText.isLetter(previous) else {
        previous = byte
        place = next
        continue
      }
      let start = place
      var end = digits(from: isSigned ? next : place)
      var isInteger = true
      if end < bytes.endIndex, bytes[end] == UInt8(ascii: ".") {
        let fraction = bytes.index(after: end)
        if fraction < bytes.endIndex, isDigit(bytes[fraction]) {
          end = digits(from: fraction)
          isInteger = false
        }
      }
      if end < bytes.endIndex, bytes[end] | 0x20 == UInt8(ascii: "e") {
        var exponent = bytes.index(after: end)
        if exponent < bytes.endIndex, bytes[exponent] == UInt8(ascii: "-") || bytes[exponent] == UInt8(ascii: "+") {
          exponent = bytes.index(after: exponent)
        }
        if exponent < bytes.endIndex, isDigit(bytes[exponent]) {
          end = digits(from: exponent)
          isInteger = false
        }
      }
      words.append(text[wordStart..<start])
      numbers.append(Number(text: text[start..<end], isInteger: isInteger, value: Double(text[start..<end]) ?? .nan))
      wordStart = end
      place = end
      previous = UInt8(ascii: "0")
    }
    words.append(text[wordStart...])
  }

  /// The largest of the numbers that are finite.
  var scale: Double { numbers.reduce(0) { $1.value.isFinite ? max($0, abs($1.value)) : $0 } }

  /// The text with a mark in place of each number, and one blank for many: what two results share that differ in digits.
  var skeleton: String {
    var text = ""
    var isBehindBlank = true
    func add(_ word: Substring) {
      for character in word {
        if character.isWhitespace {
          if !isBehindBlank { text.append(" ") }
          isBehindBlank = true
        } else {
          text.append(character)
          isBehindBlank = false
        }
      }
    }
    for (index, word) in words.enumerated() {
      add(word)
      if index < numbers.count { add("\u{1}") }
    }
    if isBehindBlank, !text.isEmpty { text.removeLast() }
    return text
  }

  /// The first two numbers that are too far apart; the texts have the same words.
  func differingNumbers(from other: NumericText, _ tolerance: Tolerance) -> (Number, Number)? {
    for (own, its) in zip(numbers, other.numbers) where own.text != its.text {
      if own.isInteger, its.isInteger { return (own, its) }
      let (x, y) = (own.value, its.value)
      if x == y || abs(x - y) <= max(tolerance.relative * max(abs(x), abs(y)), tolerance.absolute) { continue }
      return (own, its)
    }
    return nil
  }

  /// The first difference from another text in words or numbers, as words for the reader.
  func difference(from other: NumericText, _ tolerance: Tolerance) -> String? {
    if words.count == other.words.count, zip(words, other.words).allSatisfy(==) {
      return differingNumbers(from: other, tolerance).map { NumericText.describe($0.0, $0.1) }
    }
    for (own, its) in zip(words, other.words) where own != its { return "`\(own.suffix(60))` and `\(its.suffix(60))`" }
    return "\(words.count) and \(other.words.count) pieces"
  }

  /// By how much two numbers differ.
  static func describe(_ own: Number, _ other: Number) -> String {
    let distance = abs(own.value - other.value)
    let part = distance / max(abs(own.value), abs(other.value))
    let percent = part.isFinite && part >= 1e-5 ? ", \((part * 100_000).rounded() / 1_000) %" : ""
    return "`\(other.text)` and `\(own.text)`, off by \(rounded(distance))\(percent)"
  }

  /// Three digits are enough to say how far apart two numbers are.
  private static func rounded(_ distance: Double) -> String {
    guard distance > 0, distance.isFinite else { return "\(distance)" }
    let exponent = Int(log10(distance).rounded(.down)) - 2
    return "\(Double("\(Int((distance / pow(10, Double(exponent))).rounded()))e\(exponent)") ?? distance)"
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  /// Whether a minus behind this is one of two operands.
  private static func endsOperand(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || [UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "-")].contains(byte)
  }
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
