// The documents: well-formed, unique ids, escaped, deterministic, small.

import CZLIB
import Foundation
import Testing

@testable import Graphics

@Suite struct SVGTests {
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

  /// A picture comes back out of its file, of few colours (two pixels a byte) and of many.
  @Test(arguments: [5, 16, 17, 256], [40, 41]) func imagesAreValidPNG(colors: Int, columns: Int) throws {
    let pixels = (0..<(columns * 30)).map { UInt8(($0 / 3) % colors) }
    let palette = (0..<colors).map { RGB(UInt8($0), 0, 0, alpha: $0 == 0 ? 0 : 1) }
    let png = PNGEncoder.encode(columns: columns, rows: 30, pixels: pixels, palette: palette)
    #expect(Array(png.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    var chunks: [String: [UInt8]] = [:]
    var rest = png.dropFirst(8)
    while rest.count >= 12 {
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      let body = rest.dropFirst(4).prefix(length + 4)
      let checksum = rest.dropFirst(8 + length).prefix(4).reduce(0) { $0 << 8 | UInt($1) }
      #expect(crc32(0, Array(body), UInt32(body.count)) == checksum)
      chunks[String(decoding: body.prefix(4), as: UTF8.self)] = Array(body.dropFirst(4))
      rest = rest.dropFirst(12 + length)
    }
    #expect(rest.isEmpty && Set(chunks.keys) == ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"])
    let data = try #require(chunks["IDAT"])
    let line = colors <= 16 ? (columns + 1) / 2 : columns
    var length = UInt(30 * (line + 1))
    var lines = [UInt8](repeating: 0, count: Int(length))
    #expect(uncompress(&lines, &length, data, UInt(data.count)) == Z_OK && length == 30 * (line + 1))
    let read = (0..<30).flatMap { row -> [UInt8] in
      let bytes = lines[(row * (line + 1) + 1)..<((row + 1) * (line + 1))]
      return Array((colors <= 16 ? bytes.flatMap { [$0 >> 4, $0 & 15] } : Array(bytes)).prefix(columns))
    }
    #expect(read == pixels)
  }

  @Test func base64MatchesFoundation() {
    for count in 0..<10 {
      let bytes = (0..<count).map { UInt8($0 * 37 & 255) }
      #expect(Base64.encode(bytes) == Data(bytes).base64EncodedString())
    }
  }
}
