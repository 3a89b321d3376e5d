// The font that a page carries.

import Testing

@testable import Typesetting

@Suite struct MathFontTests {
  private static let hasFont = (try? MathFont.webFont(covering: ["x"])) != nil

  @Test(.enabled(if: hasFont)) func holdsTheCharactersOfAPage() throws {
    let characters = Formula.typeset(#"\left( \sum_{i=1}^n x_i' \right)"#, display: true).characters
    let font = try MathFont.webFont(covering: characters)
    #expect(font.missing.isEmpty)
    #expect(Array(font.woff2[0..<4]) == Array("wOF2".utf8))
    // The stretched variants of the parenthesis and the large sum are in it, and still it is small.
    #expect(font.woff2.count > 3_000)
    #expect(font.woff2.count < 12_000)
    #expect(font.dataURI.hasPrefix("data:font/woff2;base64,d09GMk9UVE8"))
  }

  @Test(.enabled(if: hasFont)) func theSameCharactersGiveTheSameBytes() throws {
    let forward = try MathFont.webFont(covering: ["a", "b", "∑", "a"])
    let backward = try MathFont.webFont(covering: ["∑", "b", "a"])
    #expect(forward == backward)
  }

  @Test(.enabled(if: hasFont)) func theHeaderAgreesWithTheFile() throws {
    let bytes = try MathFont.webFont(covering: ["x", "(", "√"]).woff2
    func number(_ offset: Int) -> Int { bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) } }
    #expect(number(4) == 0x4F54_544F)
    #expect(number(8) == bytes.count)
    #expect(bytes.count % 4 == 0)
    #expect(number(20) < bytes.count)
  }

  @Test(.enabled(if: hasFont)) func tellsWhichCharactersItLacks() throws {
    #expect(try MathFont.webFont(covering: ["x", "あ", "\u{10FFFF}"]).missing == ["あ", "\u{10FFFF}"])
    #expect(try MathFont.webFont(covering: []).missing.isEmpty)
  }

  @Test(.enabled(if: hasFont)) func aMissingFontIsNamed() {
    #expect(throws: MathFont.Failure.noFont(path: "/nowhere/font.otf")) {
      try MathFont.webFont(covering: ["x"], from: "/nowhere/font.otf")
    }
    #expect(throws: MathFont.Failure.noFont(path: "/dev/null")) {
      try MathFont.webFont(covering: ["x"], from: "/dev/null")
    }
    #expect(MathFont.Failure.noFont(path: "f").description == "the mathematical font f cannot be read")
  }

  @Test func base64() {
    #expect(Base64.encode([]) == "")
    #expect(Base64.encode(Array("f".utf8)) == "Zg==")
    #expect(Base64.encode(Array("fo".utf8)) == "Zm8=")
    #expect(Base64.encode(Array("foobar".utf8)) == "Zm9vYmFy")
  }

  @Test func variableLengthNumbers() {
    func encoded(_ value: UInt32) -> [UInt8] {
      var bytes = BigEndianBytes()
      bytes.appendBase128(value)
      return bytes.bytes
    }
    #expect(encoded(0) == [0])
    #expect(encoded(127) == [0x7F])
    #expect(encoded(128) == [0x81, 0])
    #expect(encoded(.max) == [0x8F, 0xFF, 0xFF, 0xFF, 0x7F])
  }

  @Test func slantedLettersHoldTheirItalicCorrection() {
    // A MATH table with constants at 10 and the corrections of glyphs 1 and 2 at 74.
    var math = BigEndianBytes()
    for value: UInt16 in [1, 0, 10, 72, 0] { math.append(value) }
    math.bytes += [UInt8](repeating: 0, count: 62)
    for value: UInt16 in [2, 12, 2, 100, 0, 50, 0, 1, 2, 1, 2] { math.append(value) }
    let metrics = [UInt8]([0x01, 0, 0, 0, 0x02, 0, 0, 0, 0x02, 0, 0, 0, 0x03, 0, 0, 0])
    let widened = FontMetrics.withItalicCorrections(
      metrics[...], metricCount: 4, math: math.bytes[...], glyphs: [1])
    #expect(widened[4..<6] == [0x02, 100])
    #expect(widened[8..<10] == [0x02, 0])
    let changed = FontMetrics.withTeXParameters(math.bytes[...], unitsPerEm: 1_000, glyphs: [1])
    #expect(FontMetrics.read16(changed, 78) == 0)
    #expect(FontMetrics.read16(changed, 82) == 50)
    #expect(FontMetrics.read16(changed, 10 + 8 + 4 * 4) == 150)
    #expect(FontMetrics.read16(changed, 10 + 8 + 4 * 6) == 0x10000 - 50)
  }

  @Test func brokenTablesAreLeftAlone() {
    for bytes in [[], [0], [UInt8](repeating: 0xFF, count: 40), [UInt8](repeating: 0, count: 200)] {
      _ = FontMetrics.withTeXParameters(bytes[...], unitsPerEm: 1_000, glyphs: [0, 1])
      #expect(FontMetrics.withItalicCorrections(bytes[...], metricCount: 9, math: bytes[...], glyphs: [0, 1]) == bytes)
    }
  }

  @Test func correctionsOfLetters() {
    #expect(ItalicCorrection.value("𝑉") == 0.214)
    #expect(ItalicCorrection.value("𝑥") == 0)
    #expect(ItalicCorrection.value("𝛾") == 0.053)
    #expect(ItalicCorrection.value("V") == 0)
  }
}
