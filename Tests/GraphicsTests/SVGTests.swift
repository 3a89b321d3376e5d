// The documents: well-formed, unique ids, escaped, deterministic, small.

import FoundationXML
import Foundation
import Testing

@testable import Graphics

@Suite struct SVGTests {
  private func isWellFormed(_ svg: String) -> Bool {
    XMLParser(data: Data(svg.utf8)).parse()
  }

  private func ids(_ svg: String) -> [String] {
    svg.components(separatedBy: " id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }

  @Test func pagesOfFiguresAreWellFormedAndHaveUniqueIds() throws {
    var all: [String] = []
    for (index, example) in try Examples.all().enumerated() {
      for target in [SVGTarget.inline, .standalone] {
        #expect(isWellFormed(try example.figure.svg(target)), "\(example.name)")
      }
      for copy in 0..<2 { all += ids(try example.figure.svg(.inline, instance: 2 * index + copy)) }
    }
    #expect(all.count > 50)
    #expect(Set(all).count == all.count)
  }

  @Test func equalFiguresGiveEqualBytes() throws {
    for example in try Examples.all() {
      #expect(try example.figure.svg() == example.figure.svg())
    }
  }

  @Test func hostileTextIsEscaped() throws {
    let hostile = "<script>alert(\"&'\")</script>\u{0}\u{8}]]>$\\alpha<b>$"
    var figure = Figure([Subplot([try LineSeries(y: [1, 2], style: SeriesStyle(label: hostile))])])
    figure.title = hostile
    figure.options.title = hostile
    figure.options.x.label = hostile
    figure.options.legendTitle = hostile
    figure.options.annotations = [Annotation(x: 1, y: 1, text: hostile)]
    let svg = try figure.svg()
    #expect(isWellFormed(svg))
    #expect(!svg.contains("<script") && !svg.contains("<b>"))
  }

  @Test func linePlotsAreSmall() throws {
    let curve = AdaptiveSampler().sample(-10.0...10.0) { sin($0) * exp(-$0 * $0 / 40) }
    #expect(try Figure([Subplot([LineSeries(curve)])]).svg().utf8.count < 12_000)
    let noise = (0..<100_000).map { Double(($0 &* 7919) % 10_007) }
    #expect(try Figure([Subplot([LineSeries(y: noise)])]).svg().utf8.count < 40_000)
    let dots = (0..<10_000).map { Double(($0 &* 7919) % 10_007) }
    #expect(try Figure([Subplot([ScatterSeries(x: dots, y: dots.reversed())])]).svg().utf8.count < 200_000)
  }

  @Test func numbersAreShort() {
    var buffer = SVGBuffer()
    for value in [0, -0.0, 1, -1.5, 0.25, 100.004, -0.001, 1234.567, 0.05, .nan, 1e300] {
      buffer.number(value)
      buffer.raw(" ")
    }
    #expect(buffer.finish(salt: 0) == "0 0 1 -1.5 .25 100 0 1234.57 .05 0 1000000000 ")
  }

  @Test func inlineFiguresFollowThePageAndFilesStandAlone() throws {
    let figure = Figure([Subplot([try LineSeries(y: [1, 2])])])
    let inline = try figure.svg(.inline)
    #expect(inline.contains("var(--nabla-c1,#0072b2)") && !inline.contains("<style>") && !inline.contains("<rect"))
    let file = try figure.svg(.standalone)
    #expect(!file.contains("var(") && file.contains("prefers-color-scheme:dark") && file.contains("<rect"))
  }

  @Test func imagesAreValidPNG() {
    // Runs and repeated rows, read back by the decoder below.
    let pixels = (0..<(40 * 30)).map { UInt8(($0 / 3) % 5) }
    let png = PNGEncoder.encode(columns: 40, rows: 30, pixels: pixels, palette: (0..<5).map { RGB(UInt8($0), 0, 0) })
    #expect(Array(png.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(Inflate.decode(png: png, columns: 40, rows: 30) == pixels)
  }

  @Test func base64MatchesFoundation() {
    for count in 0..<10 {
      let bytes = (0..<count).map { UInt8($0 * 37 & 255) }
      #expect(Base64.encode(bytes) == Data(bytes).base64EncodedString())
    }
  }
}

/// A decoder for the blocks of fixed codes that the encoder writes (RFC 1951).
private enum Inflate {
  static func decode(png: [UInt8], columns: Int, rows: Int) -> [UInt8]? {
    guard let start = find("IDAT", in: png) else { return nil }
    let length = png[(start - 4)..<start].reduce(0) { $0 << 8 | Int($1) }
    let data = Array(png[(start + 6)..<(start + 4 + length - 4)])
    var position = 0
    func bit() -> Int {
      defer { position += 1 }
      return position / 8 < data.count ? Int(data[position / 8] >> UInt8(position % 8)) & 1 : 0
    }
    func bits(_ count: Int) -> Int { (0..<count).reduce(0) { $0 | bit() << $1 } }
    guard bits(1) == 1, bits(2) == 1 else { return nil }
    var output: [UInt8] = []
    while position / 8 < data.count {
      var code = (0..<7).reduce(0) { value, _ in value << 1 | bit() }
      var symbol: Int
      if code <= 23 {
        symbol = 256 + code
      } else {
        code = code << 1 | bit()
        if code >= 0x30, code <= 0xBF {
          symbol = code - 0x30
        } else if code >= 0xC0, code <= 0xC7 {
          symbol = 280 + code - 0xC0
        } else {
          code = code << 1 | bit()
          symbol = 144 + code - 0x190
        }
      }
      if symbol == 256 { break }
      if symbol < 256 {
        output.append(UInt8(symbol))
        continue
      }
      let bases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
      ]
      let extras = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
      symbol -= 257
      let length = bases[symbol] + bits(extras[symbol])
      let distanceCode = (0..<5).reduce(0) { value, _ in value << 1 | bit() }
      let extra = max(0, distanceCode / 2 - 1)
      let base = distanceCode < 4 ? distanceCode + 1 : (2 + distanceCode % 2) << extra + 1
      let distance = base + bits(extra)
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
    guard output.count == rows * (columns + 1) else { return nil }
    return (0..<rows).flatMap { output[($0 * (columns + 1) + 1)..<(($0 + 1) * (columns + 1))] }
  }

  private static func find(_ name: String, in bytes: [UInt8]) -> Int? {
    let key = Array(name.utf8)
    return bytes.indices.first { $0 + 4 <= bytes.count && Array(bytes[$0..<($0 + 4)]) == key }
  }
}
