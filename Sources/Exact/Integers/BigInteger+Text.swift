// Reading and writing integers in a radix from 2 to 36.
import CFLINT

extension BigInteger: LosslessStringConvertible {
  /// The value in base ten.
  public var description: String { description(radix: 10) }

  /// The digits in `radix` (2…36), lower case, with a minus sign if negative.
  public func description(radix: Int) -> String {
    precondition((2...36).contains(radix), "a radix lies between 2 and 36")
    if case .word(let word) = representation { return String(word, radix: radix) }
    return flintQuery { source in
      guard let text = fmpz_get_str(nil, Int32(radix), source) else { return "" }
      defer { flint_free(text) }
      return String(cString: text)
    }
  }

  /// The integer that `text` spells in base ten.
  public init?(_ text: String) { self.init(text, radix: 10) }

  /// The integer that `text` spells in `radix` (2…36): an optional sign, then digits in either case and nothing else.
  public init?(_ text: some StringProtocol, radix: Int) {
    precondition((2...36).contains(radix), "a radix lies between 2 and 36")
    if let word = Int(text, radix: radix) {
      self.init(word)
      return
    }
    var digits = Array(text.utf8)
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    guard !digits.isEmpty, digits.allSatisfy({ Self.isDigit($0, radix: radix) }) else { return nil }
    digits.append(0)
    var value: fmpz = 0
    let status = digits.withUnsafeBytes { bytes in
      fmpz_set_str(&value, bytes.assumingMemoryBound(to: CChar.self).baseAddress, Int32(radix))
    }
    guard status == 0 else {
      fmpz_clear(&value)
      return nil
    }
    let parsed = BigInteger(owning: value)
    self = isNegative ? -parsed : parsed
  }

  private static func isDigit(_ byte: UInt8, radix: Int) -> Bool {
    let digit: Int
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = Int(byte) - 48
    case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = Int(byte) - 87
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = Int(byte) - 55
    default: return false
    }
    return digit < radix
  }
}
