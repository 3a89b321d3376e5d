/// Places the plots of a figure: margins from measured labels, plot areas aligned along rows and columns.
struct FigureLayout {
  let figure: Figure
  private(set) var plots: [ResolvedPlot]
  private let grid: GridLayout
  private var size: Size
  private var decorations: [PlotDecorations] = []
  /// The areas for which the decorations were measured last, and the plot areas in them.
  private var arranged: [Rect] = []
  private var frames: [Rect] = []
  /// What stands within the plots.
  private(set) var insets: [[PlacedInset]] = []

  init(_ figure: Figure) throws(FigureError) {
    self.figure = figure
    try FigureLimit.check(figure.subplots.count, "subplots", FigureLimit.subplots)
    var insetCount = 0
    try FigureLayout.countInsets(figure, &insetCount)
    var plots: [ResolvedPlot] = []
    for subplot in figure.subplots { plots.append(try ResolvedPlot(subplot, theme: figure.theme)) }
    FigureLayout.link(&plots, figure.link)
    self.plots = plots
    grid = try FigureLayout.grid(figure)
    size = try FigureLayout.size(figure, grid)
    try solve()
    trim()
    for index in plots.indices {
      var placed: [PlacedInset] = []
      for inset in figure.subplots[index].insets { placed.append(try PlacedInset(inset, in: frames[index], figure.theme)) }
      insets.append(placed)
    }
  }

  /// Insets within insets multiply: each may hold copies of all before.
  private static func countInsets(_ figure: Figure, _ count: inout Int) throws(FigureError) {
    for subplot in figure.subplots {
      count += subplot.insets.count
      try FigureLimit.check(count, "insets", FigureLimit.subplots)
      for inset in subplot.insets { try countInsets(inset.figure, &count) }
    }
  }

  // MARK: - Size and grid

  /// How large a figure is drawn.
  static func size(_ figure: Figure) throws(FigureError) -> Size {
    isTrimmed(figure) ? try FigureLayout(figure).size : try size(figure, try grid(figure))
  }

  private static func grid(_ figure: Figure) throws(FigureError) -> GridLayout {
    let count = figure.subplots.count
    if let layout = figure.layout {
      guard layout.rows > 0, layout.columns > 0, layout.rows <= 100, layout.columns <= 100, layout.capacity >= count,
        layout.spans.allSatisfy({ span in
          !span.rows.isEmpty && !span.columns.isEmpty && span.rows.lowerBound >= 0 && span.rows.upperBound <= layout.rows
            && span.columns.lowerBound >= 0 && span.columns.upperBound <= layout.columns
        })
      else { throw .layoutTooSmall(rows: layout.rows, columns: layout.columns, subplots: count) }
      if !layout.widths.isEmpty { try FigureLimit.checkSame("widths", layout.widths.count, "columns", layout.columns) }
      if !layout.heights.isEmpty { try FigureLimit.checkSame("heights", layout.heights.count, "rows", layout.rows) }
      for weight in layout.widths + layout.heights where !(weight > 0 && weight.isFinite) {
        throw .invalidOption("layout", "sizes of rows and columns are positive numbers")
      }
      return layout
    }
    let columns = count <= 3 ? max(1, count) : Int(Double(count).squareRoot().rounded(.up))
    return GridLayout(rows: max(1, (count + columns - 1) / columns), columns: columns)
  }

  private static func size(_ figure: Figure, _ grid: GridLayout) throws(FigureError) -> Size {
    var size = Size(640, 400)
    if let chosen = figure.size {
      size = chosen
    } else if grid.rows * grid.columns > 1 {
      let cell = grid.columns == 1 ? Size(640, 220) : grid.columns == 2 ? Size(340, 250) : Size(260, 210)
      size = Size(cell.width * Double(grid.columns), max(240, cell.height * Double(grid.rows)))
    } else if let plot = figure.subplots.first {
      if plot.series.contains(where: { $0 is any SpaceSeries }) {
        size = Size(540, 440)
      } else if plot.series.contains(where: { $0 is PieSeries }) {
        // Its names stand beside the circle.
        size = Size(440, 380)
      } else if plot.options.aspectRatio != .automatic || plot.options.projection != .cartesian {
        size = Size(440, 440)
      }
    }
    guard size.width >= 60, size.height >= 60, size.width <= 8000, size.height <= 8000 else {
      throw .sizeOutOfRange(size.width, size.height)
    }
    return size
  }

  private static func isTrimmed(_ figure: Figure) -> Bool {
    guard figure.size == nil, figure.subplots.count == 1, let options = figure.subplots.first?.options else { return false }
    return options.aspectRatio != .automatic && options.projection == .cartesian
  }

  /// Takes away the room that a plot of fixed proportions leaves empty.
  private mutating func trim() {
    guard FigureLayout.isTrimmed(figure), let area = arranged.first, let frame = frames.first else { return }
    let width = max(240, size.width - (area.width - frame.width).rounded())
    let height = max(180, size.height - (area.height - frame.height).rounded())
    guard width < size.width || height < size.height else { return }
    var trimmed = self
    trimmed.size = Size(min(width, size.width), min(height, size.height))
    trimmed.arranged = []
    // What stands around it may need the room.
    if (try? trimmed.solve()) != nil { self = trimmed }
  }

  private static func link(_ plots: inout [ResolvedPlot], _ link: AxisLink) {
    guard link != .none else { return }
    let x = Limits(around: plots.map(\.xLimits))
    let y = Limits(around: plots.map(\.yLimits))
    let z = Limits(around: plots.compactMap(\.space?.limits))
    let colors = Limits(around: plots.compactMap(\.colorScale?.limits))
    let sizes = SizeScale(plots.flatMap { $0.subplot.series.compactMap(\.sizeDemand) })
    for index in plots.indices {
      plots[index].setLimits(x: link.linksX ? x : nil, y: link.linksY ? y : nil)
      plots[index].share(
        z: link.linksZ ? z : nil, colors: link.linksColor ? colors : nil, sizes: link == .all ? sizes : nil)
    }
  }

  // MARK: - Margins

  /// Ticks depend on the length of an axis and lengths on the labels of the ticks: two rounds settle it.
  private mutating func solve() throws(FigureError) {
    decorations = plots.map { PlotDecorations($0) }
    for _ in 0..<2 { try arrange() }
    var movesLegend = false
    for index in plots.indices where decorations[index].legend?.position == .best {
      let canvas = plots[index].draw(in: try areas()[index])
      if decorations[index].placeLegend(on: canvas) { movesLegend = true }
    }
    if movesLegend {
      arranged = []
      try arrange()
    }
    try arrange()
  }

  /// Measures the decorations in the areas that they leave, unless that was done for the same areas.
  private mutating func arrange() throws(FigureError) {
    let areas = try areas()
    if areas == arranged { return }
    arranged = areas
    frames = areas
    for index in plots.indices {
      plots[index].fitAspect(to: &frames[index])
      decorations[index].measure(plots[index], in: frames[index])
    }
  }

  /// The title of the figure as it fits.
  private var title: [LabelLayout] {
    let theme = figure.theme
    guard !figure.title.isEmpty else { return [] }
    return LabelLayout.lines(
      LabelLayout.fitted(
        figure.title, width: size.width - 2 * theme.padding, size: theme.titleSize, bold: true, lines: 2), bold: true)
  }

  /// What could not be shown, told below the plots: a line for each, and for the rest how many there are.
  private var notes: [String] {
    let all = plots.flatMap(\.warnings)
    let shown = all.count <= 3 ? all : Array(all.prefix(2)) + ["and \(all.count - 2) more that cannot be shown"]
    return shown.map {
      LabelLayout.fitted($0, width: size.width - 2 * figure.theme.padding, size: figure.theme.fontSize)
    }
  }

  private var notesHeight: Double {
    let count = notes.count
    return count == 0 ? 0 : 8 + 1.3 * figure.theme.fontSize * Double(count)
  }

  private var titleHeight: Double {
    let title = title
    guard let first = title.first else { return 0 }
    let more = 1.2 * Double(title.count - 1) + max(0, first.ascent - 0.72)
    return figure.theme.titleSize * (1.1 + more) + 14
  }

  private func areas() throws(FigureError) -> [Rect] {
    let theme = figure.theme
    var left = [Double](repeating: 0, count: grid.columns)
    var right = left
    var top = [Double](repeating: 0, count: grid.rows)
    var bottom = top
    for (index, decoration) in decorations.enumerated() {
      let span = grid.span(index)
      let (first, last) = (span.columns.lowerBound, span.columns.upperBound - 1)
      let (upper, lower) = (span.rows.lowerBound, span.rows.upperBound - 1)
      left[first] = max(left[first], decoration.margins.left)
      right[last] = max(right[last], decoration.margins.right)
      top[upper] = max(top[upper], decoration.margins.top)
      bottom[lower] = max(bottom[lower], decoration.margins.bottom)
    }
    let gapsX = theme.panelGap * Double(grid.columns - 1)
    let gapsY = theme.panelGap * Double(grid.rows - 1)
    let width = size.width - 2 * theme.padding - gapsX - left.reduce(0, +) - right.reduce(0, +)
    let height =
      size.height - 2 * theme.padding - gapsY - titleHeight - notesHeight - top.reduce(0, +) - bottom.reduce(0, +)
    guard width / Double(grid.columns) >= 8, height / Double(grid.rows) >= 8 else { throw .noRoom }
    let widths = FigureLayout.shares(width, grid.widths, grid.columns)
    let heights = FigureLayout.shares(height, grid.heights, grid.rows)

    // Where the plot areas of each column and row begin and end.
    let across = FigureLayout.intervals(from: theme.padding, left, widths, right, gap: theme.panelGap)
    let down = FigureLayout.intervals(from: theme.padding + titleHeight, top, heights, bottom, gap: theme.panelGap)
    return decorations.indices.map { index in
      let span = grid.span(index)
      let (x, y) = (across[span.columns.lowerBound].start, down[span.rows.lowerBound].start)
      let (right, bottom) = (across[span.columns.upperBound - 1].end, down[span.rows.upperBound - 1].end)
      return Rect(x: x.rounded(), y: y.rounded(), width: (right - x).rounded(), height: (bottom - y).rounded())
    }
  }

  private static func intervals(
    from origin: Double, _ before: [Double], _ lengths: [Double], _ after: [Double], gap: Double
  ) -> [(start: Double, end: Double)] {
    var place = origin
    return lengths.indices.map { index in
      let start = place + before[index]
      let end = start + lengths[index]
      place = end + after[index] + gap
      return (start, end)
    }
  }

  private static func shares(_ total: Double, _ weights: [Double], _ count: Int) -> [Double] {
    guard !weights.isEmpty else { return [Double](repeating: total / Double(count), count: count) }
    // Against the largest, as sums of very large ones overflow.
    let largest = weights.max() ?? 1
    let sum = weights.reduce(0) { $0 + $1 / largest }
    return weights.map { total * ($0 / largest) / sum }
  }

  func ticks(of plot: Int) -> (x: TickSet, y: TickSet) { (decorations[plot].xTicks, decorations[plot].yTicks) }

  /// Where the legend of a plot is, `nil` if it has none.
  func legendPosition(of plot: Int) -> LegendPosition? { decorations[plot].legend?.place }

  /// What could not be shown.
  var warnings: [String] { plots.flatMap(\.warnings) + insets.flatMap { $0.flatMap(\.layout.warnings) } }

  // MARK: - Drawing

  /// The plot area of a subplot.
  func frame(of index: Int) -> Rect { frames[index] }

  func scene() -> Scene {
    var nodes: [SceneNode] = []
    let title = title
    var baseline = figure.theme.padding + figure.theme.titleSize * max(0.8, title.first?.ascent ?? 0)
    for line in title {
      nodes.append(
        .text(
          SceneText(
            layout: line, position: Point(size.width / 2, baseline), anchor: .middle,
            style: TextStyle(size: figure.theme.titleSize, paint: figure.theme.paint(.role(.ink)), bold: true))))
      baseline += 1.2 * figure.theme.titleSize
    }
    for index in plots.indices {
      var content = PlotRenderer(plot: plots[index], decorations: decorations[index], frame: frames[index]).nodes()
      if !insets[index].isEmpty {
        let canvas = plots[index].canvas(in: frames[index])
        content += insets[index].flatMap { $0.linkNodes(on: canvas, figure.theme) }
        content += insets[index].map { $0.node(in: frames[index], figure.theme) }
      }
      if plots.count == 1 {
        nodes += content
      } else {
        let title = LabelLayout.plain(plots[index].options.title)
        nodes.append(.group(SceneGroup(label: title.isEmpty ? "plot \(index + 1)" : title, children: content)))
      }
    }
    let theme = figure.theme
    var place = size.height - theme.padding - notesHeight + 8 + 0.9 * theme.fontSize
    for note in notes {
      nodes.append(
        .text(
          SceneText(
            layout: LabelLayout(note), position: Point(theme.padding, place), anchor: .start,
            style: TextStyle(size: theme.fontSize, paint: theme.paint(.role(.muted))))))
      place += 1.3 * theme.fontSize
    }
    return Scene(size: size, title: "", description: "", background: nil, nodes: nodes)
  }
}

extension ResolvedPlot {
  /// Makes units on both axes as long as the aspect ratio says: by widening the limits that the data left open, else by
  /// shrinking the plot area, which keeps a pixel.
  mutating func fitAspect(to frame: inout Rect) {
    guard isCartesian, let ratio = options.aspectRatio.value, ratio > 0, ratio.isFinite,
      options.x.scale == .identity, options.y.scale == .identity
    else { return }
    xLimits = demandedX
    yLimits = demandedY
    let xUnit = frame.width / xLimits.span
    let yUnit = frame.height / (yLimits.span * ratio)
    guard xUnit.isFinite, yUnit.isFinite, xUnit > 0, yUnit > 0, (xUnit / yUnit - 1).magnitude > 1e-9 else { return }
    if xUnit > yUnit {
      if xIsFree {
        xLimits = xLimits.widened(to: frame.width / yUnit)
      } else {
        let width = max(1, xLimits.span * yUnit)
        frame = Rect(x: frame.midX - width / 2, y: frame.minY, width: width, height: frame.height)
      }
    } else if yIsFree {
      yLimits = yLimits.widened(to: frame.height / (xUnit * ratio))
    } else {
      let height = max(1, yLimits.span * ratio * xUnit)
      frame = Rect(x: frame.minX, y: frame.midY - height / 2, width: frame.width, height: height)
    }
  }
}

extension Limits {
  fileprivate func widened(to span: Double) -> Limits {
    let middle = (lower + upper) / 2
    return Limits(middle - span / 2, middle + span / 2)
  }
}
