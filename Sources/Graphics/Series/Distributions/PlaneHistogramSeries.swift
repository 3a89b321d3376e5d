/// Points counted in rectangles and shown by colour (`histogram2d`); empty cells are left out.
public struct PlaneHistogramSeries: Series {
  public let histogram: PlaneHistogram
  public var style: SeriesStyle {
    get { cells?.style ?? SeriesStyle(label: "") }
    set { cells?.style = newValue }
  }
  /// The cells, unless there are none.
  private var cells: HeatmapSeries?

  public init(
    _ histogram: PlaneHistogram, colorMap: ColorMap? = nil, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    self.histogram = histogram
    guard histogram.xEdges.count > 1, histogram.yEdges.count > 1 else { return }
    func centres(_ edges: [Double]) -> [Double] { zip(edges, edges.dropFirst()).map { $0 + ($1 - $0) / 2 } }
    let x = centres(histogram.xEdges)
    let y = centres(histogram.yEdges)
    let grid = try Grid(rows: y.count, columns: x.count, values: histogram.heights, x: x, y: y)
    cells = try HeatmapSeries(grid, colorMap: colorMap, style: style)
    cells?.xEdges = histogram.xEdges
    cells?.yEdges = histogram.yEdges
  }

  public var kind: String { "histogram2d" }
  public var noun: String {
    "two-dimensional histogram of \(max(0, histogram.yEdges.count - 1)) × \(max(0, histogram.xEdges.count - 1)) cells"
  }
  public var paletteSlots: Int { 0 }
  public var columns: [DataColumn] {
    [
      DataColumn("x edges", histogram.xEdges), DataColumn("y edges", histogram.yEdges),
      DataColumn("height", histogram.heights),
    ]
  }

  public var colorDemand: ColorDemand? { cells?.colorDemand }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    cells?.demand(x: x, y: y) ?? RangeDemand(x: nil, y: nil)
  }

  public func draw(on canvas: inout Canvas) { cells?.draw(on: &canvas) }
  public func legendEntries(on canvas: Canvas) -> [LegendEntry] { [] }

  public func warnings(x: AxisScale, y: AxisScale) -> [String] {
    histogram.outside > 0 ? ["\(histogram.outside) points lie outside the bins"] : []
  }
}
