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
}
