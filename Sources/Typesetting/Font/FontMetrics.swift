// TeX's metrics in a subset of an OpenType font: what the MATH table lacks or says differently is written into it.
//
// Two things make formulas in Latin Modern Math differ from TeX's in a browser. The MATH table asks for subscripts
// that sink below every descender and superscripts that rise above every ascender (x² and d² differ in height), where
// Computer Modern's parameters keep them level. And browsers leave out the italic correction of letters, so that
// `f(x)` and `V W` collide. The subset therefore carries Computer Modern's parameters, and the advance widths of its
// slanted letters hold their italic corrections; `ItalicCorrection` takes them back before subscripts.

/// Edits tables of an OpenType font, given as bytes.
enum FontMetrics {
  /// Constants of the MATH table by their number in it, in thousandths of an em: how far subscripts go down, and how
  /// far scripts follow the depth and height of what carries them. They are Computer Modern's σ16 and σ18; in the place
  /// of σ19, 50, which TeX applies to boxes only, stands what keeps subscripts level below letters with descenders.
  private static let constants: [(index: Int, value: Int)] = [(4, 150), (6, -50), (10, 386)]

  /// The MATH table with TeX's parameters for scripts, and without the italic corrections of `glyphs`.
  static func withTeXParameters(_ math: ArraySlice<UInt8>, unitsPerEm: Int, glyphs: Set<Int>) -> [UInt8] {
    var table = Array(math)
    for (glyph, _, offset) in italicCorrections(in: table) where glyphs.contains(glyph) {
      (table[offset], table[offset + 1]) = (0, 0)
    }
    guard let start = read16(table, 4) else { return table }
    for (index, value) in constants {
      // Four plain numbers precede the constants, each of which is a number and the offset of a device table.
      let offset = start + 8 + 4 * index
      guard offset + 2 <= table.count else { continue }
      let scaled = value * unitsPerEm / 1_000
      (table[offset], table[offset + 1]) = (UInt8(scaled >> 8 & 0xFF), UInt8(scaled & 0xFF))
    }
    return table
  }

  /// The hmtx table with the italic corrections of `glyphs` added to their advance widths.
  ///
  /// - Parameters:
  ///   - metricCount: How many glyphs have an advance width of their own (`numberOfHMetrics` of hhea).
  ///   - math: The MATH table, which holds the corrections.
  static func withItalicCorrections(
    _ horizontalMetrics: ArraySlice<UInt8>, metricCount: Int, math: ArraySlice<UInt8>, glyphs: Set<Int>
  ) -> [UInt8] {
    var table = Array(horizontalMetrics)
    for (glyph, correction, _) in italicCorrections(in: Array(math)) where glyphs.contains(glyph) {
      // The last width is also that of all glyphs after it.
      guard glyph < metricCount - 1, let advance = read16(table, 4 * glyph) else { continue }
      let sum = min(0xFFFF, advance + correction)
      (table[4 * glyph], table[4 * glyph + 1]) = (UInt8(sum >> 8), UInt8(sum & 0xFF))
    }
    return table
  }

  private static func italicCorrections(in math: [UInt8]) -> [(glyph: Int, correction: Int, offset: Int)] {
    guard let glyphInfo = read16(math, 6), glyphInfo > 0,
      let infoOffset = read16(math, glyphInfo), infoOffset > 0
    else { return [] }
    let info = glyphInfo + infoOffset
    guard let coverageOffset = read16(math, info), let count = read16(math, info + 2) else { return [] }
    var result: [(glyph: Int, correction: Int, offset: Int)] = []
    for (index, glyph) in coverage(in: math, at: info + coverageOffset).prefix(count).enumerated() {
      let offset = info + 4 + 4 * index
      guard let value = read16(math, offset) else { break }
      // Negative corrections do not occur in letters.
      if value < 0x8000 { result.append((glyph, value, offset)) }
    }
    return result
  }

  /// The glyphs of a coverage table, in order.
  private static func coverage(in table: [UInt8], at offset: Int) -> [Int] {
    guard let format = read16(table, offset), let count = read16(table, offset + 2) else { return [] }
    var glyphs: [Int] = []
    for index in 0..<count {
      if format == 1 {
        guard let glyph = read16(table, offset + 4 + 2 * index) else { return glyphs }
        glyphs.append(glyph)
      } else {
        guard let first = read16(table, offset + 4 + 6 * index), let last = read16(table, offset + 6 + 6 * index),
          first <= last
        else { return glyphs }
        glyphs += first...last
      }
    }
    return glyphs
  }

  static func read16(_ bytes: [UInt8], _ offset: Int) -> Int? {
    offset >= 0 && offset + 2 <= bytes.count ? Int(bytes[offset]) << 8 | Int(bytes[offset + 1]) : nil
  }
}
