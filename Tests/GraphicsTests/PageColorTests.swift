// Colours on light and on dark pages: colour maps of lines and markers, pictures, and the shades of the palette for lines.

import Foundation
import Testing

@testable import Graphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct PageColorTests {
  private let page = Theme.colors(of: .background)
  private let grid: Grid

  init() throws {
    grid = try Grid(x: [0, 1, 2, 3], y: [0, 1, 2, 3]) { $0 * $0 + 2 * $1 }
  }

  private func occurrences(_ text: String, in svg: String) -> Int { svg.components(separatedBy: text).count - 1 }

  // MARK: - Colour maps

  @Test(arguments: ColorMap.names) func linesOfEveryMapStandOut(_ name: String) throws {
    let map = try #require(ColorMap(named: name))
    for background in [page.light, page.dark] {
      let colors = map.colors(on: background)
      #expect(colors.count == 256)
      let least = try #require(colors.map { $0.contrast(with: background) }.min())
      #expect(least >= 3, "\(name) \(least)")
      // The order of lightness is that of the map, up to rounding.
      let old = map.table.map { cbrt(OKLab.luminance($0)) }
      let new = colors.map { cbrt(OKLab.luminance($0)) }
      let order = old.indices.sorted { old[$0] < old[$1] }
      for (a, b) in zip(order, order.dropFirst()) { #expect(new[b] - new[a] > -0.006, "\(name) \(a) \(b)") }
      for (a, b) in zip(order, order.dropFirst(32)) where old[b] - old[a] > 0.05 { #expect(new[b] > new[a]) }
    }
  }

  @Test func mapsThatStandOutStayAsTheyAre() throws {
    let map = try #require(ColorMap([RGB(hex: 0xD55E00), RGB(hex: 0x009E73)]))
    #expect(map.colors(on: page.light) == map.table && map.colors(on: page.dark) == map.table)
    // Of one colour, and of the page's own.
    for color in [page.light, page.dark, RGB(0, 0, 255), RGB(255, 255, 0)] {
      let plain = try #require(ColorMap([color, color]))
      for background in [page.light, page.dark] {
        let colors = Set(plain.colors(on: background))
        #expect(colors.count == 1 && colors.allSatisfy { $0.contrast(with: background) >= 3 })
      }
    }
  }

  @Test func hueStays() {
    for background in [page.light, page.dark] {
      for (old, new) in zip(ColorMap.viridis.table, ColorMap.viridis.colors(on: background)) {
        let (a, b) = (OKLab(old), OKLab(new))
        let turn = atan2(a.a * b.b - a.b * b.a, a.a * b.a + a.b * b.b)
        #expect(turn.magnitude < 0.12)
      }
    }
  }

  @Test func fieldsKeepTheMapAndLinesDoNot() throws {
    func scale(_ series: [any Series], _ theme: Theme = .nabla) throws -> ColorScale {
      try #require(try ResolvedPlot(Subplot(series), theme: theme).colorScale)
    }
    let lines = try ContourSeries(grid)
    let field = try HeatmapSeries(grid)
    let exact = ColorMap.viridis.table.map { Paint.fixed($0) }
    #expect(try scale([field]).paints == exact)
    #expect(try scale([ContourSeries(grid, isFilled: true)]).paints == exact)
    // Over a field, marks have its colours.
    #expect(try scale([field, lines]).paints == exact)
    let paints = try scale([lines]).paints
    #expect(paints[0].light.contrast(with: page.light) >= 3 && paints[0].dark.contrast(with: page.dark) >= 3)
    #expect(paints[0].dark != paints[0].light)
    #expect(try scale([lines], .paper).paints == ColorMap.viridis.colors(on: page.light).map { .fixed($0) })
    #expect(try scale([lines], .dark).paints == ColorMap.viridis.colors(on: page.dark).map { .fixed($0) })
  }

  @Test func pagesAndFilesCarryBothColors() throws {
    var figure = Figure([Subplot([try ContourSeries(grid)])])
    let inline = try figure.svg(.inline)
    #expect(inline.contains(" style=\"stroke:light-dark(#") && inline.contains(" style=\"stop-color:light-dark(#"))
    #expect(!inline.contains("<style"))
    let file = try figure.svg(.standalone)
    #expect(!file.contains("light-dark") && file.contains(" stroke=\"rgb(") && file.contains(" [stroke=\"rgb("))
    #expect(file.utf8.count < 12_000)
    for theme in [Theme.paper, .dark] {
      figure.theme = theme
      let (inline, file) = (try figure.svg(.inline), try figure.svg(.standalone))
      #expect(!inline.contains("light-dark") && !file.contains("rgb("))
    }
    // Of fills and strokes there is one style.
    var writer = SVGWriter(target: .inline)
    let paint = Paint.pair(light: RGB(1, 2, 3), dark: RGB(4, 5, 6))
    let square = Polyline([Point(0, 0), Point(1, 0), Point(1, 1)], closed: true)
    writer.write(
      .shape(SceneShape(geometry: .lines([square]), stroke: Stroke(paint, width: 1), fill: Fill(paint))), inherited: nil)
    let shape = String(decoding: writer.buffer.bytes, as: UTF8.self)
    #expect(shape.contains(" style=\"fill:light-dark(#010203,#040506);stroke:light-dark(#010203,#040506)\""))
  }

  /// The gradient of the colour bar passes near every colour of the scale.
  @Test(arguments: ColorMap.names) func colorBarsShowTheColorsOfTheMarks(_ name: String) throws {
    let series = try ContourSeries(grid, colorMap: ColorMap(named: name))
    let plot = try ResolvedPlot(Subplot([series]), theme: .nabla)
    let scale = try #require(plot.colorScale)
    let stops = ColorBarMark(scale: scale, title: "", theme: .nabla).stops
    #expect(stops.count < 60 && stops.first?.place == 0 && stops.last?.place == 1)
    for (entry, paint) in scale.paints.enumerated() {
      let place = Double(entry) / 255
      let upper = try #require(stops.first { $0.place >= place })
      let lower = try #require(stops.last { $0.place <= place })
      let share = upper.place > lower.place ? (place - lower.place) / (upper.place - lower.place) : 0
      for look in [\Paint.light, \Paint.dark] {
        let (a, b, c) = (lower.paint[keyPath: look], upper.paint[keyPath: look], paint[keyPath: look])
        for channel in [\RGB.red, \RGB.green, \RGB.blue] {
          let mixed = Double(a[keyPath: channel]) * (1 - share) + Double(b[keyPath: channel]) * share
          #expect((mixed - Double(c[keyPath: channel])).magnitude < 3)
        }
      }
    }
  }

  // MARK: - Pictures

  @Test func fewColorsAreTurnedExactly() throws {
    let light = [RGB(0, 0x72, 0xB2), RGB(0xD5, 0x5E, 0), RGB(0, 0x9E, 0x73), RGB(0xCC, 0x79, 0xA7)]
    let dark = [RGB(0x33, 0x91, 0xD1), RGB(0xD5, 0x5E, 0), RGB(0, 0x9E, 0x73), RGB(0xFF, 0, 0x40)]
    for count in 1...4 {
      let matrix = try #require(ColorMatrix(from: Array(light.prefix(count)), to: Array(dark.prefix(count))))
      for (old, new) in zip(light, dark).prefix(count) { #expect(matrix.applied(to: old) == new) }
    }
    #expect(ColorMatrix(from: light, to: light) == nil)
    #expect(ColorMatrix(from: [RGB(1, 2, 3, alpha: 0)], to: [RGB(4, 5, 6, alpha: 0)]) == nil)
  }

  /// The colours of a map on dark pages follow from those on light pages nearly by an affine map.
  @Test(arguments: ColorMap.names) func picturesInAMapStandOutOnDarkPages(_ name: String) throws {
    let map = try #require(ColorMap(named: name))
    let (light, dark) = (map.colors(on: page.light), map.colors(on: page.dark))
    let matrix = try #require(ColorMatrix(from: light, to: dark))
    var square = 0.0
    for (old, new) in zip(light, dark) {
      let turned = matrix.applied(to: old)
      #expect(turned.contrast(with: page.dark) >= 2.9)
      for channel in [\RGB.red, \RGB.green, \RGB.blue] {
        let difference = (Double(turned[keyPath: channel]) - Double(new[keyPath: channel])) / 255
        square += difference * difference / 768
      }
    }
    #expect(square.squareRoot() < 0.05, "\(name) \(square.squareRoot())")
  }

  @Test func picturesOfDotsFollowThePage() throws {
    let (x, y) = (Examples.noise(6000), Examples.noise(6000, seed: 5))
    for z in [nil, x] {
      var figure = Figure([Subplot([try ScatterSeries(x: x, y: y, markerZ: z)])])
      let inline = try figure.svg(.inline)
      #expect(occurrences("<image", in: inline) == 1 && inline.contains("<image filter=\"url(#"))
      #expect(inline.contains("flood-color:light-dark(transparent,#000)"))
      let file = try figure.svg(.standalone)
      #expect(occurrences("<image", in: file) == 1 && file.contains("<image class=\"p") && file.contains("{filter:url(#"))
      #expect(isWellFormed(inline) && isWellFormed(file))
      for theme in [Theme.paper, .dark] {
        figure.theme = theme
        let (inline, file) = (try figure.svg(.inline), try figure.svg(.standalone))
        #expect(!inline.contains("filter") && !file.contains("filter"))
      }
    }
    // Colours that are the same on both pages need none.
    let style = SeriesStyle(color: .rgb(RGB(200, 0, 0)))
    let plain = try Figure([Subplot([try ScatterSeries(x: x, y: y, style: style)])]).svg()
    #expect(!plain.contains("filter"))
  }

  @Test func numbersOfManyDecimalsAreShort() {
    var buffer = SVGBuffer()
    for value in [0, 1, -0.5, 0.1234, 12.00009, -0.00001, 0.05, .nan, 2] {
      buffer.number(value, decimals: 4)
      buffer.raw(" ")
    }
    #expect(buffer.finish(salt: 0) == "0 1 -.5 .1234 12.0001 0 .05 0 2 ")
  }

  // MARK: - The palette

  /// Machado, Oliveira and Fernandes (2009): what protanopes, deuteranopes and tritanopes see, on linear light.
  private static let visions: [[[Double]]] = [
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
  ]

  private func seen(_ color: RGB, _ vision: [[Double]]) -> RGB {
    let light = [color.red, color.green, color.blue].map { channel -> Double in
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let channels = vision.map { row -> UInt8 in
      let value = min(1, max(0, zip(row, light).reduce(0) { $0 + $1.0 * $1.1 }))
      return UInt8(((value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055) * 255).rounded())
    }
    return RGB(channels[0], channels[1], channels[2])
  }

  /// The least OKLab distance of two colours, times 100, for the kind of vision for which it is least.
  private func distance(_ colors: [RGB]) -> Double {
    var least = Double.infinity
    for vision in PageColorTests.visions {
      let labs = colors.map { OKLab(seen($0, vision)) }
      for (index, a) in labs.enumerated() {
        for b in labs.dropFirst(index + 1) {
          let difference = SIMD3(a.l - b.l, a.a - b.a, a.b - b.b)
          least = min(least, 100 * (difference * difference).sum().squareRoot())
        }
      }
    }
    return least
  }

  @Test func linesInEveryColorStandOutAndApart() {
    let theme = Theme.nabla
    let lines = (1...7).map { theme.paint(.palette($0)).forLines }
    for paint in lines {
      #expect(paint.light.contrast(with: page.light) >= 3)
      #expect(paint.dark.contrast(with: page.dark) >= 3)
    }
    #expect((distance(Palette.okabeIto.colors.prefix(6) + []) - 7.6).magnitude < 0.1)
    #expect(distance(lines.prefix(6).map(\.light)) >= 7)
    // What the same colours would be, merely darker.
    #expect(distance(Palette.okabeIto.colors.prefix(4) + [RGB(hex: 0xC08500), RGB(hex: 0x3A96CC)]) < 4)
  }

  @Test func linesAndMarkersHaveTheShadesAndAreasTheColors() throws {
    func series(_ make: (SeriesStyle) throws -> any Series) throws -> String {
      var figure = Figure([Subplot([try make(SeriesStyle(color: .palette(5)))])])
      figure.options.legend = LegendPosition.none
      return try figure.svg(.inline)
    }
    let line = try series { try LineSeries(y: [1, 2], style: $0) }
    let dots = try series { try ScatterSeries(x: [1, 2], y: [1, 2], style: $0) }
    let bars = try series { try BarSeries(positions: [1, 2], values: [[1, 2]], style: $0) }
    #expect(line.contains("var(--nabla-c5-line,#844e00)") && dots.contains("var(--nabla-c5-line,#844e00)"))
    #expect(bars.contains("var(--nabla-c5,#e69f00)") && !bars.contains("c5-line"))
    #expect(Theme.nabla.variables(dark: false).contains("--nabla-c5-line:#844e00;"))
    #expect(Theme.nabla.variables(dark: true).contains("--nabla-c5-line:#e69f00;"))
    // A chosen palette is as it is, and so is a chosen colour.
    #expect(Theme.nabla.paint(.palette(5), palette: .okabeIto).forLines == .fixed(RGB(hex: 0xE69F00)))
    #expect(Theme.nabla.paint(.rgb(RGB(hex: 0xE69F00))).forLines == .fixed(RGB(hex: 0xE69F00)))
  }

  /// Colour is not the only thing that tells series apart from the fifth on.
  @Test func laterSeriesDifferInDashAndShapeToo() throws {
    let x = [1.0, 2, 3]
    let lines = try Figure([Subplot((1...6).map { k in try LineSeries(y: x.map { $0 * Double(k) }) })]).svg()
    #expect(occurrences("stroke-dasharray", in: lines) == 4, "two lines and their swatches")
    let dots = try Figure([Subplot((1...6).map { k in try ScatterSeries(x: x, y: x.map { $0 * Double(k) }) })]).svg()
    #expect(dots.contains("fill=\"var(--nabla-c5-line,") && !dots.contains("stroke=\"var(--nabla-c5-line,"))
  }
}
