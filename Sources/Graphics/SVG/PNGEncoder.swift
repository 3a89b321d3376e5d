// Palette images as PNG (ISO/IEC 15948), compressed by run-length matches and the fixed codes of DEFLATE (RFC 1951).

enum PNGEncoder {
  /// `pixels` row by row from the top, indices into at most 256 colours.
  static func encode(columns: Int, rows: Int, pixels: [UInt8], palette: [RGB]) -> [UInt8] {
    var png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    chunk("IHDR", bigEndian(UInt32(columns)) + bigEndian(UInt32(rows)) + [8, 3, 0, 0, 0], to: &png)
    chunk("PLTE", palette.flatMap { [$0.red, $0.green, $0.blue] }, to: &png)
    if palette.contains(where: { $0.alpha < 1 }) {
      chunk("tRNS", palette.map { UInt8(($0.alpha * 255).rounded()) }, to: &png)
    }
    var rowsWithFilter: [UInt8] = []
    rowsWithFilter.reserveCapacity((columns + 1) * rows)
    for row in 0..<rows {
      rowsWithFilter.append(0)
      rowsWithFilter.append(contentsOf: pixels[(row * columns)..<((row + 1) * columns)])
    }
    chunk("IDAT", zlib(rowsWithFilter, rowLength: columns + 1), to: &png)
    chunk("IEND", [], to: &png)
    return png
  }

  private static func chunk(_ name: String, _ data: [UInt8], to png: inout [UInt8]) {
    let body = Array(name.utf8) + data
    png += bigEndian(UInt32(data.count)) + body + bigEndian(crc32(body))
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
  }

  private static let crcTable: [UInt32] = (0..<256).map { index in
    var value = UInt32(index)
    for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    return value
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes { crc = crcTable[Int((crc ^ UInt32(byte)) & 255)] ^ (crc >> 8) }
    return ~crc
  }

  // MARK: - DEFLATE

  /// One block of fixed codes; matches are sought one byte back (runs) and one row back (repeated rows).
  private static func zlib(_ data: [UInt8], rowLength: Int) -> [UInt8] {
    var output = BitWriter(bytes: [0x78, 0x01])
    output.bits(1, 1)
    output.bits(1, 2)
    var index = 0
    while index < data.count {
      var best = (length: 0, distance: 0)
      for distance in [1, rowLength] where distance <= index && distance <= 32768 {
        var length = 0
        while length < 258, index + length < data.count, data[index + length] == data[index + length - distance] {
          length += 1
        }
        if length > best.length { best = (length, distance) }
      }
      if best.length >= 3 {
        output.match(length: best.length, distance: best.distance)
        index += best.length
      } else {
        output.literal(Int(data[index]))
        index += 1
      }
    }
    output.literal(256)
    var bytes = output.finished()
    var a: UInt32 = 1
    var b: UInt32 = 0
    for byte in data {
      a = (a + UInt32(byte)) % 65521
      b = (b + a) % 65521
    }
    bytes += bigEndian(b << 16 | a)
    return bytes
  }
}

/// Bits in the order of DEFLATE, with its fixed codes.
private struct BitWriter {
  var bytes: [UInt8]
  private var accumulator: UInt32 = 0
  private var count: UInt32 = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func bits(_ value: UInt32, _ width: UInt32) {
    accumulator |= value << count
    count += width
    while count >= 8 {
      bytes.append(UInt8(accumulator & 255))
      accumulator >>= 8
      count -= 8
    }
  }

  /// Huffman codes go most significant bit first.
  private mutating func code(_ value: Int, _ width: Int) {
    for bit in stride(from: width - 1, through: 0, by: -1) { bits(UInt32(value >> bit & 1), 1) }
  }

  mutating func literal(_ symbol: Int) {
    switch symbol {
    case ..<144: code(0x30 + symbol, 8)
    case ..<256: code(0x190 + symbol - 144, 9)
    case ..<280: code(symbol - 256, 7)
    default: code(0xC0 + symbol - 280, 8)
    }
  }

  mutating func match(length: Int, distance: Int) {
    if length == 258 {
      literal(285)
    } else {
      let (symbol, extra, rest) = BitWriter.bucket(length - 3, groups: 4)
      literal(257 + symbol)
      bits(UInt32(rest), UInt32(extra))
    }
    let (symbol, extra, rest) = BitWriter.bucket(distance - 1, groups: 2)
    code(symbol, 5)
    bits(UInt32(rest), UInt32(extra))
  }

  /// The code, the number of extra bits and their value: each doubling is divided into `groups` codes.
  private static func bucket(_ value: Int, groups: Int) -> (Int, Int, Int) {
    guard value >= 2 * groups else { return (value, 0, 0) }
    var extra = 0
    while value >> extra >= 2 * groups { extra += 1 }
    let symbol = groups * (extra + 1) + (value >> extra) - groups
    return (symbol, extra, value & (1 << extra - 1))
  }

  mutating func finished() -> [UInt8] {
    if count > 0 { bytes.append(UInt8(accumulator & 255)) }
    return bytes
  }
}
