/// Bars (`bar`, `barh`, `groupedbar`): one column of values, or several side by side or on top of each other.
public struct BarSeries: Series {
  /// How several columns share a position.
  public enum Arrangement: String, Hashable, Sendable, CaseIterable {
    /// Side by side.
    case dodge
    case stack
  }

  /// Centres of the bars along their axis.
  public let positions: [Double]
  /// Names of the positions, empty for numbers.
  public let categories: [String]
  /// One list for each column, as long as `positions`.
  public let values: [[Double]]
  /// Names of the columns, for the legend.
  public let columnLabels: [String]
  /// Colours of the columns; `nil` or missing for those of the palette.
  public var columnColors: [Color?] = []
  public var arrangement: Arrangement
  public var isHorizontal: Bool
  /// The part of the spacing that bars take, 0 … 1.
  public var barWidth: Double
  public var style: SeriesStyle
  public var yError: ErrorExtent?

  /// Bars at the given positions.
  public init(
    positions: [Double], values: [[Double]], columnLabels: [String] = [], categories: [String] = [],
    arrangement: Arrangement = .dodge, isHorizontal: Bool = false, barWidth: Double = 0.8,
    style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    for column in values { try FigureLimit.checkSame("x", positions.count, "y", column.count) }
    try FigureLimit.check(positions.count * max(1, values.count), "bars", FigureLimit.elements)
    if !categories.isEmpty { try FigureLimit.checkSame("categories", categories.count, "y", positions.count) }
    if !columnLabels.isEmpty { try FigureLimit.checkSame("labels", columnLabels.count, "columns", values.count) }
    guard barWidth > 0, barWidth.isFinite else { throw .invalidOption("bar_width", "the width of bars is positive") }
    self.positions = positions
    self.categories = categories
    self.values = values
    self.columnLabels = columnLabels
    self.arrangement = arrangement
    self.isHorizontal = isHorizontal
    self.barWidth = barWidth
    self.style = style
  }

  /// Bars for named categories, at 1, 2, 3, …
  public init(
    categories: [String], values: [[Double]], columnLabels: [String] = [], arrangement: Arrangement = .dodge,
    isHorizontal: Bool = false, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    try self.init(
      positions: categories.indices.map { Double($0 + 1) }, values: values, columnLabels: columnLabels,
      categories: categories, arrangement: arrangement, isHorizontal: isHorizontal, style: style)
  }

  public var kind: String { isHorizontal ? "barh" : "bar" }
  public var noun: String { "bars" }
  public var paletteSlots: Int { max(1, values.count) }

  public var columns: [DataColumn] {
    [DataColumn("x", positions)]
      + values.enumerated().map { index, column in
        DataColumn(columnLabels.isEmpty ? (values.count == 1 ? "y" : "y\(index + 1)") : columnLabels[index], column)
      }
  }

  /// The smallest distance between positions.
  private var spacing: Double {
    let sorted = positions.filter(\.isFinite).sorted()
    let gaps = zip(sorted, sorted.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }
    return gaps.min() ?? 1
  }

  /// Where each bar begins and ends along the value axis.
  private func spans(_ index: Int) -> [(low: Double, high: Double)] {
    guard arrangement == .stack else { return values.map { (0, $0[index]) } }
    var positive = 0.0
    var negative = 0.0
    return values.map { column in
      let value = column[index].isFinite ? column[index] : 0
      if value >= 0 {
        positive += value
        return (positive - value, positive)
      }
      negative += value
      return (negative - value, negative)
    }
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    let along = isHorizontal ? y : x
    let across = isHorizontal ? x : y
    let half = spacing * max(barWidth, 1) / 2 + spacing * (1 - min(1, barWidth)) / 4
    var place = AxisDemand(positions.flatMap { [$0 - half, $0 + half] }, on: along)
    place?.exactLower = true
    place?.exactUpper = true
    place?.categories = zip(positions, categories).map { ($0, $1) }
    var ends = positions.indices.flatMap { spans($0).flatMap { [$0.low, $0.high] } }
    if let yError, let column = values.first, values.count == 1 { ends += yError.ends(around: column) }
    let value = AxisDemand(ends, on: across)?.pinned(at: 0, on: across)
    var demand = isHorizontal ? RangeDemand(x: value, y: place) : RangeDemand(x: place, y: value)
    if isHorizontal { demand.wantsYGrid = false } else { demand.wantsXGrid = false }
    return demand
  }

  public func draw(on canvas: inout Canvas) {
    let across = isHorizontal ? canvas.x : canvas.y
    let floor = across.scale.isLogarithmic ? across.limits.lower : -Double.infinity
    let width = spacing * barWidth
    let slots = arrangement == .dodge ? Double(max(1, values.count)) : 1
    let spans = positions.indices.map { self.spans($0) }
    for column in values.indices {
      var bars: [Rect] = []
      for (index, position) in positions.enumerated() {
        let span = spans[index][column]
        let start = position - width / 2 + (arrangement == .dodge ? Double(column) * width / slots : 0)
        let low = max(span.low, floor)
        let high = max(span.high, floor)
        guard low != high else { continue }
        let end = start + width / slots
        let a = isHorizontal ? canvas.point(low, start) : canvas.point(start, low)
        let b = isHorizontal ? canvas.point(high, end) : canvas.point(end, high)
        var rect = Rect(corner: a, b)
        // Neighbours stay apart by a hair.
        if slots > 1 { rect = isHorizontal ? rect.insetBy(0, 0.5) : rect.insetBy(0.5, 0) }
        bars.append(rect)
      }
      canvas.rects(bars, fill: fill(column, canvas))
    }
    if let yError, values.count == 1, !isHorizontal {
      var dark = canvas
      dark.style.color = .role(.ink)
      dark.nodes = []
      dark.errorBars(x: positions, y: values[0], xError: nil, yError: yError)
      canvas.nodes += dark.nodes
    }
    drawBase(on: &canvas)
  }

  /// The line that bars of both signs stand on.
  private func drawBase(on canvas: inout Canvas) {
    let across = isHorizontal ? canvas.x : canvas.y
    guard across.scale == .identity, across.limits.lower < 0, across.limits.upper > 0 else { return }
    let frame = canvas.frame
    let zero = across.position(0)
    let line =
      isHorizontal
      ? (Point(zero, frame.minY), Point(zero, frame.maxY)) : (Point(frame.minX, zero), Point(frame.maxX, zero))
    canvas.rules([line], stroke: Stroke(canvas.paint(.role(.axis)), width: 1))
  }

  private func fill(_ column: Int, _ canvas: Canvas) -> Fill {
    if values.count == 1 { return canvas.fill(opacity: style.alpha ?? 0.88) }
    let own = column < columnColors.count ? columnColors[column] : nil
    return Fill(canvas.paint(own ?? .palette(canvas.slot + column)), opacity: style.fillAlpha ?? style.alpha ?? 0.88)
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    values.indices.map { column in
      let label = values.count == 1 ? style.label : columnLabels.isEmpty ? nil : columnLabels[column]
      return LegendEntry(label: label, fill: fill(column, canvas))
    }
  }
}
