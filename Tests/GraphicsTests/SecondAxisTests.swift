// Axes at the right and at the top, common limits of several plots, texts in space.

import Testing

@testable import Graphics

@Suite struct SecondAxisTests {
  private func withTop(_ change: (inout Subplot, inout Subplot) -> Void = { _, _ in }) throws -> Figure {
    var plot = Subplot([try LineSeries(x: [0, 100], y: [1, 5])])
    var top = Subplot([try LineSeries(x: [32, 212], y: [0, 9], style: SeriesStyle(label: "F"))])
    top.options.x.label = "Fahrenheit"
    change(&plot, &top)
    plot.upperTwin = top
    return Figure([plot])
  }

  @Test func theYAxisIsCommon() throws {
    let plots = try withTop().data.plots
    #expect(plots.count == 2 && plots[0].y == plots[1].y)
    #expect(plots[0].y.lower < 0 && plots[0].y.upper > 9 && plots[0].x.upper < 110 && plots[1].x.upper > 212)
    let svg = try withTop().svg()
    #expect(svg.contains("top x axis") && svg.contains("Fahrenheit") && isWellFormed(svg))
    #expect(try withTop().alternativeText.contains("At the top, x axis “Fahrenheit”"))
  }

  @Test func titlesStandAboveTheAxis() throws {
    let figure = try withTop { plot, _ in
      plot.options.title = "Title"
      plot.options.y.label = "y"
    }
    let layout = try FigureLayout(figure)
    let plain = try FigureLayout(try withTop { plot, top in
      plot.options.title = "Title"
      top.options.x.label = ""
      top.options.x.ticks = .none
    })
    #expect(layout.frame(of: 0).minY > plain.frame(of: 0).minY + 20)
  }

  @Test func bothOtherAxes() throws {
    var plot = try withTop().subplots[0]
    plot.twin = Subplot([try LineSeries(x: [0, 50], y: [1000, 2000])])
    let data = try Figure([plot]).data.plots
    #expect(data.count == 3 && data[1].x == data[0].x && data[2].y == data[0].y)
    #expect(isWellFormed(try Figure([plot]).svg()))
    for style in FrameStyle.allCases {
      plot.options.frameStyle = style
      #expect(isWellFormed(try Figure([plot]).svg()))
    }
    plot.upperTwin?.options.x.scale = .log10
    #expect(isWellFormed(try Figure([plot]).svg()))
  }

  @Test func axesOverOthersHaveMinorGrids() throws {
    func lines(_ change: (inout Subplot) -> Void) throws -> Int {
      var plot = try withTop().subplots[0]
      plot.twin = Subplot([try LineSeries(x: [0, 50], y: [1000, 2000])])
      change(&plot)
      var count = 0
      func visit(_ node: SceneNode) {
        if case .group(let group) = node { group.children.forEach(visit) }
        if case .shape(let shape) = node, shape.stroke?.opacity == 0.5, case .lines(let lines) = shape.geometry {
          count += lines.count
        }
      }
      try FigureLayout(Figure([plot])).scene().nodes.forEach(visit)
      return count
    }
    let none = try lines { _ in }
    #expect(try lines { $0.twin?.options.y.minorGrid = true } > none + 3)
    #expect(try lines { $0.upperTwin?.options.x.minorGrid = true } > none + 3)
  }

  @Test func theOrderOfSeriesDoesNotCountInSpace() throws {
    var style = SeriesStyle()
    style.zOrder = 1
    let line = try SpaceLineSeries(x: [0, 1], y: [0, 1], z: [0, 1], style: style)
    #expect(try figure(line).render().warnings.count == 1)
  }

  @Test func allLimitsAreLinked() throws {
    let grids = [[0.0, 1, 2, 3], [-5, 1, 2, 9]].map { try? Grid(rows: 2, columns: 2, values: $0) }.compactMap(\.self)
    var figure = Figure(grids.map { Subplot([SurfaceSeries($0)]) })
    figure.link = .all
    let layout = try FigureLayout(figure)
    #expect(layout.plots[0].space?.limits == layout.plots[1].space?.limits)
    #expect(layout.plots[0].colorScale?.limits == Limits(-5, 9) && layout.plots[1].colorScale?.limits == Limits(-5, 9))
    figure.link = .z
    let own = try FigureLayout(figure)
    #expect(own.plots[0].space?.limits == own.plots[1].space?.limits && own.plots[0].colorScale?.limits == Limits(0, 3))
    figure = Figure(try grids.map { Subplot([try HeatmapSeries($0)]) } + [Subplot([try LineSeries(y: [1, 2])])])
    figure.link = .color
    let colors = try FigureLayout(figure).plots.map(\.colorScale?.limits)
    #expect(colors == [Limits(-5, 9), Limits(-5, 9), nil])
  }

  @Test func textsInSpace() throws {
    let line = try SpaceLineSeries(x: [0, 1], y: [0, 1], z: [0, 1])
    let text = Annotation(x: 0.5, y: 0.5, z: 0.5, text: "middle")
    let svg = try figure(line) { $0.annotations = [text] }.svg()
    #expect(svg.contains("middle") && svg.contains("annotations"))
    let outside = Annotation(x: 0.5, y: 0.5, z: 7, text: "far")
    #expect(try figure(line) { $0.annotations = [outside] }.render().warnings.count == 1)
    #expect(throws: FigureError.self) { try figure(line) { $0.annotations = [Annotation(x: 0, y: 0, text: "flat")] }.svg() }
    #expect(throws: FigureError.self) { try figure(try LineSeries(y: [1, 2])) { $0.annotations = [text] }.svg() }
  }
}
