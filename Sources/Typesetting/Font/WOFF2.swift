// The WOFF2 container around a font's tables (W3C, WOFF File Format 2.0). Fonts with CFF outlines need none of the
// format's table transforms, so that it is a header, a directory and one Brotli stream.

import CFonts

enum WOFF2 {
  /// Brotli's quality: 5 takes about a millisecond for a page's subset, 11 saves 7 % of the size and takes fifty.
  private static let quality: Int32 = 5

  /// Wraps an OpenType font with CFF outlines.
  ///
  /// - Parameters:
  ///   - font: The font's file.
  ///   - replacements: What stands in the place of some of its tables.
  ///   - path: Where the font comes from, for errors.
  static func encode(
    _ font: [UInt8], replacing replacements: [String: [UInt8]], path: String
  ) throws(MathFont.Failure) -> [UInt8] {
    guard let tables = tables(of: font) else { throw .failed(path: path) }
    let replacements = Dictionary(uniqueKeysWithValues: replacements.map { (tag($0), $1) })
    var stream: [UInt8] = []
    var directory = BigEndianBytes()
    var uncompressedSize = 12 + 16 * tables.count
    stream.reserveCapacity(font.count)
    for table in tables {
      let start = stream.count
      stream += replacements[table.tag]?[...] ?? font[table.range]
      let size = stream.count - start
      // Bit 11 of head.flags says that the font went through a lossless compression.
      if table.tag == tag("head"), size > 17 { stream[start + 16] |= 0x08 }
      let number = knownNumber(of: table.tag)
      directory.bytes.append(number ?? 63)
      if number == nil { directory.append(table.tag) }
      directory.appendBase128(UInt32(size))
      uncompressedSize += (size + 3) & ~3
    }
    let compressed = try MathFont.bytes(path: path) { output, length in
      cfonts_compress(stream, stream.count, quality, &output, &length)
    }
    let end = 48 + directory.bytes.count + compressed.count
    var output = BigEndianBytes()
    output.bytes.reserveCapacity(end + 3)
    output.append(tag("wOF2"))
    output.bytes += font[0..<4]
    output.append(UInt32((end + 3) & ~3))
    output.append(UInt16(tables.count))
    output.append(0 as UInt16)
    output.append(UInt32(uncompressedSize))
    output.append(UInt32(compressed.count))
    // The file's version, then neither metadata nor private data.
    output.bytes += [UInt8](repeating: 0, count: 24)
    output.bytes += directory.bytes
    output.bytes += compressed
    while output.bytes.count % 4 != 0 { output.bytes.append(0) }
    return output.bytes
  }

  /// The content of one table; nil when the font lacks it.
  static func table(_ name: String, of font: [UInt8]) -> ArraySlice<UInt8>? {
    tables(of: font)?.first { $0.tag == tag(name) }.map { font[$0.range] }
  }

  private struct Table {
    var tag: UInt32
    var range: Range<Int>
  }

  /// The directory of an OpenType font; nil when it is not one, or has TrueType outlines.
  private static func tables(of font: [UInt8]) -> [Table]? {
    guard font.count >= 12, read32(font, 0) == tag("OTTO") else { return nil }
    let count = Int(font[4]) << 8 | Int(font[5])
    guard font.count >= 12 + 16 * count else { return nil }
    var tables: [Table] = []
    for index in 0..<count {
      let entry = 12 + 16 * index
      let start = Int(read32(font, entry + 8))
      let end = start + Int(read32(font, entry + 12))
      guard end <= font.count else { return nil }
      tables.append(Table(tag: read32(font, entry), range: start..<end))
    }
    return tables
  }

  /// The format's short numbers of the tables that such a font has; others are spelled out.
  private static func knownNumber(of tag: UInt32) -> UInt8? {
    knownTags.first { self.tag($0.0) == tag }?.1
  }

  private static let knownTags: [(String, UInt8)] = [
    ("cmap", 0), ("head", 1), ("hhea", 2), ("hmtx", 3), ("maxp", 4), ("name", 5), ("OS/2", 6), ("post", 7),
    ("CFF ", 13), ("GDEF", 26), ("GPOS", 27), ("GSUB", 28), ("MATH", 31),
  ]

  private static func tag(_ name: String) -> UInt32 {
    name.utf8.reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func read32(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
  }
}

/// Bytes in the order of font files.
struct BigEndianBytes {
  var bytes: [UInt8] = []

  mutating func append(_ value: UInt32) {
    append(UInt16(value >> 16))
    append(UInt16(value & 0xFFFF))
  }

  mutating func append(_ value: UInt16) {
    bytes.append(UInt8(value >> 8))
    bytes.append(UInt8(value & 0xFF))
  }

  /// Appends one of WOFF2's variable-length numbers: seven bits a byte, the highest first.
  mutating func appendBase128(_ value: UInt32) {
    var shift: UInt32 = 28
    while shift > 0, value >> shift == 0 { shift -= 7 }
    while shift > 0 {
      bytes.append(UInt8(value >> shift & 0x7F) | 0x80)
      shift -= 7
    }
    bytes.append(UInt8(value & 0x7F))
  }
}
