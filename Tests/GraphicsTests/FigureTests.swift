// Figures as a whole: limits, errors, odd data, descriptions and data.

import Testing

@testable import Graphics

@Suite struct FigureTests {
  @Test func limitsLeaveRoomAroundData() throws {
    let data = try figure(LineSeries(x: [0, 10], y: [0, 100])).data
    #expect(data.plots[0].x.lower == -0.5 && data.plots[0].x.upper == 10.5)
    #expect(data.plots[0].y.lower == -5 && data.plots[0].y.upper == 105)
  }

  @Test func barsStandOnZero() throws {
    let data = try figure(BarSeries(categories: ["a", "b"], values: [[3, 5]])).data
    #expect(data.plots[0].y.lower == 0)
    #expect(data.plots[0].x.names == ["a", "b"])
  }

  @Test func functionsFillTheirInterval() throws {
    let data = try figure(LineSeries(AdaptiveSampler().sample(-2.0...2.0) { $0 * $0 })).data
    #expect(data.plots[0].x.lower == -2 && data.plots[0].x.upper == 2)
  }

  @Test func logarithmicLimitsArePadded() throws {
    var plot = figure(try LineSeries(x: [1, 2, 3], y: [1, 10, 100]))
    plot.options.y.scale = .log10
    let axis = try plot.data.plots[0].y
    #expect(axis.lower > 0.7 && axis.lower < 1)
    #expect(axis.upper > 100 && axis.upper < 140)
  }

  @Test func impossibleFiguresAreRefused() throws {
    #expect(throws: FigureError.mismatchedLengths("x", 2, "y", 3)) { try LineSeries(x: [1, 2], y: [1, 2, 3]) }
    var logarithmic = figure(try LineSeries(y: [-1, -2]))
    logarithmic.options.y.scale = .log10
    #expect(throws: FigureError.notPositive(axis: "y")) { try logarithmic.svg() }
    var large = figure()
    large.size = Size(1e6, 10)
    #expect(throws: FigureError.sizeOutOfRange(1e6, 10)) { try large.svg() }
    large.size = Size(.nan, 100)
    #expect(throws: FigureError.self) { try large.svg() }
    var crowded = Figure([Subplot(), Subplot(), Subplot()])
    crowded.layout = GridLayout(rows: 1, columns: 2)
    #expect(throws: FigureError.self) { try crowded.svg() }
    var limits = figure(try LineSeries(y: [1, 2]))
    limits.options.x.lower = .nan
    #expect(throws: FigureError.self) { try limits.svg() }
    #expect(throws: FigureError.self) { try ScatterSeries(x: [1], y: [1], markerSizes: [1, 2]) }
    #expect(throws: FigureError.self) { try Grid(rows: 2, columns: 2, values: [1]) }
    #expect(throws: FigureError.self) { try Grid(rows: 1, columns: 3, values: [1, 2, 3], x: [1, 1, 2]) }
  }

  @Test func oddDataIsDrawn() throws {
    let lists: [[Double]] = [
      [], [1], [.nan], [.infinity, -.infinity], [0, 0, 0],
      [Double.leastNonzeroMagnitude, 4 * Double.leastNonzeroMagnitude], [1e300, -1e300], [1e308, -1e308],
      [1e16, 1e16 + 2], [.nan, 1, .nan, 2, 3], [-0.0], [Double.leastNonzeroMagnitude],
    ]
    for values in lists {
      let all: [any Series] = [
        try LineSeries(y: values), try ScatterSeries(x: values, y: values), try HistogramSeries(values),
        try StickSeries(x: values, y: values), try StepSeries(x: values, y: values), try DensitySeries(values),
        try BarSeries(positions: values.indices.map(Double.init), values: [values]),
        try AreaSeries(x: values, layers: [values, values]),
        try QuiverSeries(x: values, y: values, u: values, v: values),
        try ReferenceLineSeries(.horizontal(values)), try ReferenceLineSeries(.vertical(values)),
        try TextSeries(x: values, y: values, texts: values.map { "\($0)" }),
        try HeatmapSeries(Grid(rows: 1, columns: values.count, values: values)),
        try ContourSeries(Grid(rows: 1, columns: values.count, values: values)),
        try ContourSeries(Grid(rows: values.count, columns: 1, values: values), isFilled: true),
      ]
      for series in all {
        let svg = try figure(series).drawing()
        #expect(!svg.contains("nan") && !svg.contains("inf"), "\(series.kind) \(values)")
        #expect(svg.utf8.count < 30_000)
        for scale in [AxisScale.symlog(threshold: 1)] {
          var scaled = figure(series)
          scaled.options.x.scale = scale
          scaled.options.y.scale = scale
          #expect(try scaled.svg().isEmpty == false)
        }
        var logarithmic = figure(series)
        logarithmic.options.y.scale = .log10
        do { _ = try logarithmic.svg() } catch { #expect(error == .notPositive(axis: "y")) }
      }
    }
  }

  @Test func invisibleValuesAreReported() throws {
    var plot = figure(try LineSeries(x: [1, 2, 3], y: [0, 10, 100]))
    plot.options.y.scale = .log10
    #expect(try plot.render().warnings.count == 1)
  }

  @Test func legendsAppearWhenTheyHelp() throws {
    let one = try figure(LineSeries(y: [1, 2])).svg()
    #expect(!one.contains("legend"))
    let two = try figure(LineSeries(y: [1, 2]), LineSeries(y: [2, 1])).svg()
    #expect(two.contains("legend") && two.contains(">y1<") && two.contains(">y2<"))
    let named = try figure(LineSeries(y: [1, 2], style: SeriesStyle(label: "loss"))).svg()
    #expect(named.contains(">loss<"))
    let hidden = try figure(
      LineSeries(y: [1, 2], style: SeriesStyle(label: "")), LineSeries(y: [2, 1], style: SeriesStyle(label: ""))
    ).svg()
    #expect(!hidden.contains("legend"))
  }

  @Test func legendLeavesWhenThereIsNoRoom() throws {
    let dense = (0..<40).map { k in
      (0..<60).map { Double($0 % 2 == 0 ? k : 40 - k) }
    }
    var series: [any Series] = []
    for values in dense.prefix(6) { series.append(try ScatterSeries(x: values.indices.map(Double.init), y: values)) }
    for k in 0..<40 {
      series.append(try LineSeries(x: [0, 59], y: [Double(k), Double(k)], style: SeriesStyle(label: "")))
    }
    let layout = try FigureLayout(Figure([Subplot(series)]))
    #expect(layout.plots.count == 1)
    #expect(try Figure([Subplot(series)]).svg().contains("legend"))
  }

  @Test func equalAspectMakesEqualUnits() throws {
    var plot = figure(try LineSeries(x: [0, 10], y: [0, 1]))
    plot.options.aspectRatio = .equal
    plot.size = Size(600, 300)
    let data = try plot.data.plots[0]
    #expect(data.y.upper - data.y.lower > 3)
  }

  @Test func linkedPlotsShareLimits() throws {
    var plot = Figure([Subplot([try LineSeries(y: [0, 1])]), Subplot([try LineSeries(y: [0, 9, 3])])])
    plot.link = .both
    let data = try plot.data
    #expect(data.plots[0].y == data.plots[1].y)
    #expect(data.plots[0].x == data.plots[1].x)
  }

  @Test func descriptionsSayWhatIsShown() throws {
    var plot = figure(try LineSeries(x: [0, 1, 2], y: [3, -1, 5], style: SeriesStyle(label: "$\\sin x$")))
    plot.options.x.label = "time"
    #expect(
      plot.alternativeText
        == "x axis “time” from −0.1 to 2.1; y axis from −1.3 to 5.3. "
        + "Line “sin x”: 3 values, y from −1 at x = 1 to 5 at x = 2.")
    plot.alternative = "A curve."
    #expect(plot.alternativeText == "A curve.")
    #expect(try plot.svg().contains("<desc id=\""))
  }

  @Test func dataSurviveAsText() throws {
    var plot = Figure([
      Subplot([
        try LineSeries(x: [0, 0.1, .nan], y: [1e-17, -.infinity, 3], style: SeriesStyle(label: "a \"b\"\n\\c"))
      ]),
      Subplot([try BarSeries(categories: ["x y", "z"], values: [[1, 2]])]),
    ])
    plot.title = "Title"
    let data = try plot.data
    guard let again = FigureData(text: data.text) else { return #expect(Bool(false), "\(data.text)") }
    #expect(again.text == data.text)
    #expect(data.differences(from: again).isEmpty)
    #expect(FigureData(text: "nonsense") == nil)
  }

  @Test func differencesAreNamed() throws {
    let a = try figure(LineSeries(x: [1, 2], y: [1, 2])).data
    let b = try figure(LineSeries(x: [1, 2], y: [1, 2.5])).data
    let c = try figure(LineSeries(x: [1, 2], y: [1, 2 + 1e-12])).data
    #expect(a.differences(from: c).isEmpty)
    #expect(a.differences(from: b).contains("series 1 y: value 2 is 2.0, expected 2.5"))
  }

  @Test func themesDecideColours() throws {
    var figure = Figure([Subplot([try LineSeries(y: [1, 3, 2])])])
    #expect(try figure.svg().contains("var(--nabla-c1"))
    figure.theme = .dark
    let dark = try figure.svg()
    #expect(!dark.contains("var(") && dark.contains("fill=\"#16181d\"") && dark.contains("stroke=\"#3391d1\""))
    figure.theme = .paper
    let paper = try figure.svg(.standalone)
    #expect(paper.contains("fill=\"#ffffff\"") && paper.contains("font-size=\"12\"") && paper.contains("stroke=\"#000000\""))
    #expect(Theme.names.allSatisfy { Theme(named: $0) != nil } && Theme(named: "x") == nil)
  }

  @Test func whatIsNotShownIsTold() throws {
    var figure = Figure([Subplot([try LineSeries(y: [-1, 0, 1, 10])])])
    figure.options.y.scale = .log10
    #expect(try figure.svg().contains("2 of 4 y values are not positive"))
    figure.options.y.scale = .identity
    #expect(try !figure.svg().contains("not positive"))
    figure.options.annotations = [Annotation(x: 2, y: 99, text: "far")]
    let rendering = try figure.render()
    #expect(rendering.warnings.count == 1 && rendering.svg.contains("“far” stands outside of the plot"))
  }
}
