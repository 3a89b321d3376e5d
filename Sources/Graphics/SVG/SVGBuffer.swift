/// Bytes of an SVG document: numbers without a locale, escaped text, and places to be filled with the document's id.
struct SVGBuffer {
  private(set) var bytes: [UInt8] = []
  private var idPlaces: [Int] = []

  init() { bytes.reserveCapacity(8192) }

  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func raw(byte: UInt8) { bytes.append(byte) }

  /// Text between tags, or in an attribute with double quotes; characters that XML forbids are dropped.
  mutating func escaped(_ text: String, inAttribute: Bool = true) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": raw("&amp;")
      case "<": raw("&lt;")
      case ">": raw("&gt;")
      case "\"" where inAttribute: raw("&quot;")
      case "\t", "\n", "\r": raw(byte: 0x20)
      default:
        if scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF { continue }
        bytes.append(contentsOf: Array(String(Character(scalar)).utf8))
      }
    }
  }

  /// px with at most two decimals; `-0` is `0`.
  mutating func number(_ value: Double) { hundredths(SVGBuffer.hundredths(value)) }

  static func hundredths(_ value: Double) -> Int {
    guard value.isFinite else { return 0 }
    return Int((min(1e9, max(-1e9, value)) * 100).rounded())
  }

  mutating func hundredths(_ value: Int) {
    var rest = value.magnitude
    if value < 0 { raw(byte: UInt8(ascii: "-")) }
    let fraction = rest % 100
    rest /= 100
    if rest > 0 || fraction == 0 { integer(rest) }
    if fraction > 0 {
      raw(byte: UInt8(ascii: "."))
      raw(byte: UInt8(48 + fraction / 10))
      if fraction % 10 > 0 { raw(byte: UInt8(48 + fraction % 10)) }
    }
  }

  /// A number of at most nine decimals in the plainest form.
  mutating func number(_ value: Double, decimals: Int) {
    let unit = (0..<decimals).reduce(1) { one, _ in one * 10 }
    let scaled = value.isFinite ? Int((min(1e6, max(-1e6, value)) * Double(unit)).rounded()) : 0
    if scaled < 0 { raw(byte: UInt8(ascii: "-")) }
    let (whole, fraction) = Int(scaled.magnitude).quotientAndRemainder(dividingBy: unit)
    if whole > 0 || fraction == 0 { integer(UInt(whole)) }
    guard fraction > 0 else { return }
    var digits = String(fraction + unit).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    raw("." + digits)
  }

  private mutating func integer(_ value: UInt) {
    if value >= 10 { integer(value / 10) }
    raw(byte: UInt8(48 + value % 10))
  }

  /// The document's id, known only when all is written.
  mutating func id() {
    raw(byte: UInt8(ascii: "n"))
    idPlaces.append(bytes.count)
    raw("00000000")
  }

  /// Fills in the id: eight hexadecimal digits of the FNV-1a hash of the content.
  mutating func finish(salt: Int) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bitPattern: Int64(salt))
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    let digits = Array("0123456789abcdef".utf8)
    for place in idPlaces {
      for offset in 0..<8 { bytes[place + offset] = digits[Int(hash >> UInt64(28 - 4 * offset) & 15)] }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
