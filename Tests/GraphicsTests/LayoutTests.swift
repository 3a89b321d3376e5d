// No text of any figure overlaps another or leaves the picture.

import Testing

@testable import Graphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct LayoutTests {
  @Test(arguments: try Examples.all().map(\.name))
  func textsOfExamplesKeepApart(_ name: String) throws {
    let example = try #require(try Examples.all().first { $0.name == name })
    #expect(try TextBox.problems(example.figure) == [])
  }

  private static let sentence = "The quick brown fox jumps over the lazy dog and then runs back again to its den in the hills"

  private static let plain: [Double] = [3, 1, 4, 1, 5]

  private static func names(_ count: Int, _ words: String) -> [String] { (1...count).map { "\(words) \($0)" } }

  private static func bars(_ count: Int, _ words: String, isHorizontal: Bool = false) throws -> [any Series] {
    [
      try BarSeries(
        categories: names(count, words), values: [(0..<count).map { Double($0 % 7 + 1) }], isHorizontal: isHorizontal)
    ]
  }

  /// Figures with every kind of trouble for texts.
  static func nasty() throws -> [Example] {
    var result: [Example] = []
    func add(_ name: String, _ figure: Figure) { result.append(Example(name: name, figure: figure)) }
    let line: [any Series] = [try LineSeries(y: plain)]

    add("long title", figure(line) { $0.title = sentence + " " + sentence })
    add("long word as title", figure(line) { $0.title = String(repeating: "abcdefghij", count: 20) })
    add("title of two lines", figure(line) { $0.title = "first\nsecond" })
    var titled = figure(line) { $0.title = sentence }
    titled.title = sentence + " " + sentence
    add("long figure title", titled)
    add("long labels", figure(line) { ($0.x.label, $0.y.label) = (sentence + sentence, sentence + sentence) })
    add(
      "TeX",
      figure(line) {
        $0.title = "$\\frac{a}{b} + \\sqrt{\\frac{c}{d}}$ and more"
        ($0.x.label, $0.y.label) = ("$\\frac{x_1^2}{y}$", "$\\frac{\\partial f}{\\partial x}$")
        $0.x.ticks = .labelled([1, 3, 5], ["$\\frac{1}{2}$", "$x^2$", "$\\sqrt{x}$"])
        $0.y.ticks = .labelled([1, 3, 5], ["$\\frac{1}{2}$", "$x^2$", "$\\sqrt{x}$"])
      })
    add("long tick labels", figure(line) { $0.x.ticks = .labelled([1, 2, 3, 4, 5], names(5, sentence)) })
    add("long tick labels of y", figure(line) { $0.y.ticks = .labelled([1, 2, 3, 4, 5], names(5, sentence)) })
    add("crowded ticks of y", figure(line) { $0.y.ticks = .labelled((0..<200).map { 1 + Double($0) / 50 }, names(200, "tick")) })
    add("crowded ticks", figure(line) { $0.x.ticks = .values((0..<400).map { 1 + Double($0) / 100 }) })
    add("crowded ticks of y as values", figure(line) { $0.y.ticks = .values((0..<400).map { 1 + Double($0) / 100 }) })
    add("ticks of two lines", figure(line) { $0.x.ticks = .labelled([1, 2, 3, 4, 5], names(5, "first line\nsecond")) })
    add(
      "many ticks of two lines",
      figure(line) { $0.x.ticks = .labelled((0..<40).map { 1 + Double($0) / 10 }, names(40, "first line\nsecond")) })
    for degrees in [30.0, 45, 90, -45, 180] {
      add(
        "turned by \(degrees)",
        figure(line) {
          $0.x.ticks = .labelled([1, 2, 3, 4, 5], names(5, "a long name"))
          $0.x.rotation = degrees
        })
    }
    for count in [3, 12, 40, 400, 3000] {
      add("\(count) categories", figure(try bars(count, "category")))
      add("\(count) categories across", figure(try bars(count, "category", isHorizontal: true)))
    }
    add("long categories", figure(try bars(6, sentence)))
    add("long categories across", figure(try bars(6, sentence, isHorizontal: true)))
    add("middling categories", figure(try bars(5, "a category of some length")))
    func lines(_ count: Int, _ label: String) throws -> [any Series] {
      try (0..<count).map { k in
        try LineSeries(y: plain.map { $0 + Double(k) }, style: SeriesStyle(label: "\(label) \(k)"))
      }
    }
    for position in [LegendPosition.best, .topright, .left, .outertopright, .outerbottom, .bottom] {
      add("long legend \(position)", figure(try lines(3, sentence)) { $0.legend = position })
      add("many entries \(position)", figure(try lines(60, "entry")) { $0.legend = position })
      add(
        "legend title \(position)",
        figure(try lines(2, "entry")) {
          $0.legend = position
          $0.legendTitle = sentence
        })
    }
    for (width, height) in [(60.0, 60.0), (100, 100), (160, 120), (120, 400), (640, 90), (3000, 2000)] {
      for name in ["plain", "labelled"] {
        var small = figure(line) {
          if name == "labelled" { ($0.title, $0.x.label, $0.y.label) = ("Title", "time", "value") }
        }
        small.size = Size(width, height)
        add("\(name) \(width) × \(height)", small)
      }
    }
    var many = Figure(
      try (0..<16).map { k in
        var subplot = Subplot([try LineSeries(y: plain.map { $0 * pow(10, Double(k)) })])
        subplot.options.title = "plot number \(k) of sixteen, with a long title"
        subplot.options.y.label = "value"
        return subplot
      })
    many.title = "Sixteen"
    add("many plots", many)
    add("offsets", figure([try LineSeries(y: plain.map { 1e6 + $0 * 1e-3 })]))
    add("factors", figure([try LineSeries(x: plain.map { $0 * 1e9 }, y: plain.map { $0 * 1e-9 })]) {
      ($0.title, $0.x.label, $0.y.label) = ("Title", "time", "value")
    })
    add("wide numbers", figure([try LineSeries(x: plain.map { $0 * 123_456 }, y: plain.map { $0 * 123_456 })]))
    for flips in [(true, false), (false, true), (true, true)] {
      add("flipped \(flips)", figure([try LineSeries(x: plain.map { $0 * 1e5 }, y: plain)]) {
        ($0.x.isFlipped, $0.y.isFlipped) = flips
        $0.x.ticks = .labelled([1e5, 3e5, 5e5], ["the first of all", "the middle", "the last of all"])
      })
    }
    for decades in [1.0, 3, 8, 20, 100, 300] {
      let values = [1, pow(10, decades / 2), pow(10, decades)]
      add("\(decades) decades", figure([try LineSeries(x: values, y: values)]) {
        ($0.x.scale, $0.y.scale) = (.log10, .log10)
      })
      add("\(decades) octaves", figure([try LineSeries(x: values, y: values)]) {
        ($0.x.scale, $0.y.scale) = (.log2, .ln)
      })
      let both = values + values.map { -$0 }
      add("\(decades) decades on both sides", figure([try LineSeries(x: both, y: both)]) {
        ($0.x.scale, $0.y.scale) = (.symlog(threshold: 1), .symlog(threshold: 1))
      })
    }
    add("annotations at the border", figure(line) {
      $0.annotations = [(1, 1), (5, 5), (5, 1), (1, 5), (3, 5), (3, 1), (1, 3), (5, 3)].map {
        Annotation(x: $0.0, y: $0.1, text: "a long note")
      }
    })
    add("annotation with anchors", figure(line) {
      $0.annotations = [
        Annotation(x: 5, y: 2, text: "begins at the right", anchor: .start),
        Annotation(x: 1, y: 3, text: "ends at the left", anchor: .end),
        Annotation(x: 5, y: 4.9, text: "turned at the corner", rotation: 90),
      ]
    })
    let axis = Examples.line(0, 1, 12)
    add("colour bar", figure([try HeatmapSeries(try Grid(x: axis, y: axis) { $0 * $1 * 1e7 })]) {
      ($0.colorbarTitle, $0.title, $0.y.label) = (sentence, "Title", "value")
    })
    let points = try ScatterSeries(x: plain, y: plain, markerZ: plain)
    var both = points
    both.style.label = "points"
    add("colour bar and legend", figure([both, try LineSeries(y: plain, style: SeriesStyle(label: "line"))]) {
      ($0.legend, $0.colorbarTitle) = (.outertopright, "depth")
    })
    for style in FrameStyle.allCases {
      add("frame \(style)", figure([try LineSeries(x: [-3, 0, 3], y: [-3e6, 1e6, 3e6])]) {
        $0.frameStyle = style
        ($0.x.label, $0.y.label, $0.title) = ("x", "y", "Title")
      })
    }
    let days = (0..<60).map { 19_700 + 30 * Double($0) }
    for (name, count) in [("days", 2), ("months", 12), ("years", 60)] {
      let x = Array(days.prefix(count))
      add("dates, \(name)", figure([try LineSeries(x: x, y: x)]) { ($0.x.ticks, $0.y.ticks) = (.dates, .dates) })
    }
    add("dates turned", figure([try LineSeries(x: days, y: days)]) { ($0.x.ticks, $0.x.rotation) = (.dates, 90) })
    return result
  }

  private static let all = (try? nasty()) ?? []

  @Test(arguments: try nasty().map(\.name))
  func nastyTextsKeepApart(_ name: String) throws {
    let example = try #require(LayoutTests.all.first { $0.name == name })
    do {
      #expect(try TextBox.problems(example.figure).prefix(4) == [])
      // The texts leave room for the data.
      let data = try FigureLayout(example.figure)
      let size = try FigureLayout.size(example.figure)
      if example.figure.subplots.count == 1, size.width >= 300, size.height >= 200 {
        #expect(data.frame(of: 0).width > 0.35 * size.width && data.frame(of: 0).height > 0.35 * size.height)
      }
    } catch let error as FigureError {
      // Where there is no room at all, that is said.
      #expect(error == .noRoom, "\(error)")
      let size = try FigureLayout.size(example.figure)
      #expect(size.width < 200 || size.height < 120, "there is room for it")
    }
  }
}
