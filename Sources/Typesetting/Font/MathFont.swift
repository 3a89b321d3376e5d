// The mathematical font of a page: the glyphs that it uses of Latin Modern Math, as WOFF2.
//
// Decided by measuring (two cores, HarfBuzz 6.0.0, Brotli 1.0.9, medians, release build): every page gets a subset of
// its own.
//
//   a page with 100 characters, 199 glyphs with variants         1.4 ms, 20 KB (26 KB as Base64)
//   the same in a fresh process, with loading the libraries      4.2 ms, some 7 MB more at the peak
//   a page with 12 characters                                    4 KB
//   306 characters, all that 388 formulas of textbooks use       52 KB
//   libraries linked instead of loaded on demand                 1.3 ms at the start of every process
//   Brotli at quality 11 instead of 5                            50 ms for 7 % less
//
// A base subset made once would save the 4 ms, but every page would carry 50 to 110 KB, a build product would have to
// be installed and found, and pages with other characters would need this code all the same. The WOFF2 container is
// written here because libwoff2 reports each font on standard error and brings the C++ library along.

import CFonts

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Subsets of an OpenType font with a MATH table, without which browsers lay formulas out badly.
public enum MathFont {
  /// Where Debian's `fonts-lmodern` keeps Latin Modern Math.
  public static let latinModernMath = "/usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf"

  /// The family name under which a page's style sheet declares the subset.
  public static let family = "nabla math"

  /// The value of `font-family` for `math` elements: the page's own subset, else a mathematical font of the reader's
  /// system.
  public static let fontStack =
    "\"nabla math\",\"Latin Modern Math\",\"STIX Two Math\",\"Cambria Math\",math"

  /// Loads what makes subsets ahead of the first one: a page with formulas can have it done while something else is computed.
  public static func load() { cfonts_load() }

  /// A font that holds the given characters with their script and stretched variants.
  ///
  /// The same characters give the same bytes on the same versions of font and libraries. Takes some 3 ms.
  ///
  /// - Parameters:
  ///   - characters: As `TypesetFormula.characters`, in any order.
  ///   - path: The OpenType font to take glyphs from.
  /// - Throws: Why there is no font; the page is still readable with a font of the reader's system.
  public static func webFont(
    covering characters: some Sequence<Unicode.Scalar>, from path: String = latinModernMath
  ) throws(Failure) -> WebFont {
    let wanted = Set(characters).sorted()
    var glyphs = [UInt32](repeating: 0, count: wanted.count)
    let isPrime = wanted.map { primes.contains($0) ? UInt8(1) : 0 }
    let font = try bytes(path: path) { output, length in
      cfonts_subset(path, wanted.map(\.value), isPrime, wanted.count, &glyphs, &output, &length)
    }
    let pairs = Array(zip(wanted, glyphs))
    let present = pairs.filter { $0.1 != 0 }
    let woff2 = try WOFF2.encode(font, replacing: replacements(in: font, present), path: path)
    return WebFont(woff2: woff2, missing: pairs.filter { $0.1 == 0 }.map(\.0))
  }

  /// The tables that differ from the subset's own: only the wanted characters are mapped, and TeX's metrics apply.
  private static func replacements(
    in font: [UInt8], _ pairs: [(scalar: Unicode.Scalar, glyph: UInt32)]
  ) -> [String: [UInt8]] {
    var tables = ["cmap": characterMap(pairs)]
    guard let math = WOFF2.table("MATH", of: font), let head = WOFF2.table("head", of: font).map(Array.init),
      let horizontalHeader = WOFF2.table("hhea", of: font).map(Array.init),
      let horizontalMetrics = WOFF2.table("hmtx", of: font),
      let unitsPerEm = FontMetrics.read16(head, 18), let metricCount = FontMetrics.read16(horizontalHeader, 34)
    else { return tables }
    let slanted = Set(pairs.lazy.filter { ItalicCorrection.isInAdvance($0.scalar) }.map { Int($0.glyph) })
    tables["MATH"] = FontMetrics.withTeXParameters(math, unitsPerEm: unitsPerEm, glyphs: slanted)
    tables["hmtx"] = FontMetrics.withItalicCorrections(
      horizontalMetrics, metricCount: metricCount, math: math, glyphs: slanted)
    return tables
  }

  /// Primes stand in superscripts only, for which the font has glyphs of their own; no browser chooses them unasked.
  private static let primes: Set<Unicode.Scalar> = ["′", "″", "‴", "⁗", "‵"]

  /// A `cmap` table that gives each character its glyph (format 12, Unicode).
  private static func characterMap(_ pairs: [(Unicode.Scalar, UInt32)]) -> [UInt8] {
    var groups: [(start: UInt32, end: UInt32, glyph: UInt32)] = []
    for (scalar, glyph) in pairs {
      if let last = groups.last, last.end + 1 == scalar.value, last.glyph + scalar.value - last.start == glyph {
        groups[groups.count - 1].end = scalar.value
      } else {
        groups.append((scalar.value, scalar.value, glyph))
      }
    }
    var table = BigEndianBytes()
    // One subtable: platform 3, encoding 10, at offset 12.
    for value: UInt16 in [0, 1, 3, 10] { table.append(value) }
    table.append(12 as UInt32)
    table.append(12 as UInt16)
    table.append(0 as UInt16)
    table.append(UInt32(16 + 12 * groups.count))
    table.append(0 as UInt32)
    table.append(UInt32(groups.count))
    for group in groups {
      table.append(group.start)
      table.append(group.end)
      table.append(group.glyph)
    }
    return table.bytes
  }

  /// Why there is no font.
  public enum Failure: Error, Hashable, CustomStringConvertible {
    case noFont(path: String)
    case noSubsetter
    case noCompressor
    case failed(path: String)

    public var description: String {
      switch self {
      case .noFont(let path): "the mathematical font \(path) cannot be read"
      case .noSubsetter: "the library libharfbuzz-subset.so.0 cannot be loaded"
      case .noCompressor: "the library libbrotlienc.so.1 cannot be loaded"
      case .failed(let path): "the mathematical font \(path) cannot be subset"
      }
    }

    /// What to install.
    public var hint: String {
      switch self {
      case .noFont, .failed: "on Debian: apt install fonts-lmodern"
      case .noSubsetter: "on Debian: apt install libharfbuzz-subset0"
      case .noCompressor: "on Debian: apt install libbrotli1"
      }
    }
  }

  /// Runs a function of the C target and takes over the bytes that it allocates.
  static func bytes(
    path: String, _ body: (inout UnsafeMutablePointer<UInt8>?, inout Int) -> cfonts_status
  ) throws(Failure) -> [UInt8] {
    var output: UnsafeMutablePointer<UInt8>?
    var length = 0
    let status = body(&output, &length)
    defer { free(output) }
    switch status {
    case CFONTS_OK: return Array(UnsafeBufferPointer(start: output, count: length))
    case CFONTS_NO_FONT: throw .noFont(path: path)
    case CFONTS_NO_SUBSETTER: throw .noSubsetter
    case CFONTS_NO_COMPRESSOR: throw .noCompressor
    default: throw .failed(path: path)
    }
  }
}

/// A font that a page carries.
public struct WebFont: Sendable, Hashable {
  /// The font as a WOFF2 file.
  public var woff2: [UInt8]
  /// The characters that the font lacks, ascending; a browser takes them from another font.
  public var missing: [Unicode.Scalar]

  /// The font as the address of a style sheet's `src`.
  public var dataURI: String {
    "data:font/woff2;base64," + Base64.encode(woff2)
  }

  /// The `@font-face` rule that gives the font to a page's formulas.
  ///
  /// - Parameter address: The font file's address when it lies beside the page; the rule holds the font itself when
  ///   absent.
  public func fontFace(address: String? = nil) -> String {
    "@font-face{font-family:\"\(MathFont.family)\";src:url(\"\(address ?? dataURI)\") format(\"woff2\")}"
  }
}
