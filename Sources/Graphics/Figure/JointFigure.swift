// Two variables together, with the distribution of each at the margins.

/// Figures of points with marginal distributions (`marginalhist`, `marginalscatter`, `marginalkde`): the third plot is the main
/// one, above it stands the distribution of x and beside it that of y.
public enum JointFigure {
  /// Where the main plot is among the subplots.
  public static let main = 2

  /// A two-dimensional histogram with histograms in the same bins.
  public static func histogram(
    x: [Double], y: [Double], xBins: BinRule = .freedmanDiaconis, yBins: BinRule = .freedmanDiaconis,
    colorMap: ColorMap? = nil, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) -> Figure {
    let plane = try PlaneHistogram(x: x, y: y, xBins: xBins, yBins: yBins)
    return figure(
      [try PlaneHistogramSeries(plane, colorMap: colorMap)],
      top: try margin(x, plane.xEdges, style), right: try margin(y, plane.yEdges, style),
      xLimits: Limits(of: plane.xEdges), yLimits: Limits(of: plane.yEdges))
  }

  /// Points with histograms.
  public static func scatter(
    x: [Double], y: [Double], xBins: BinRule = .freedmanDiaconis, yBins: BinRule = .freedmanDiaconis,
    style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) -> Figure {
    let points = try ScatterSeries(x: x, y: y, style: style)
    let xEdges = try Histogram(x, bins: xBins).edges
    let yEdges = try Histogram(y, bins: yBins).edges
    return figure(
      [points], top: try margin(x, xEdges, style), right: try margin(y, yEdges, style),
      xLimits: Limits(of: xEdges + x)?.padded, yLimits: Limits(of: yEdges + y)?.padded)
  }

  /// Contours of the estimated density, which enclose a tenth to nine tenths of its mass, with densities.
  public static func density(
    x: [Double], y: [Double], colorMap: ColorMap? = nil, isFilled: Bool = false, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) -> Figure {
    let plane = try PlaneDensity(x: x, y: y)
    let levels = plane.levels(outside: [0.05, 0.1, 0.25, 0.5, 0.75, 0.9])
    let contours = try ContourSeries(
      plane.grid, levels: .values(levels.isEmpty ? [0] : levels), isFilled: isFilled, colorMap: colorMap)
    var top = try DensitySeries(x, isFilled: true, style: hidden(style))
    top.style.label = ""
    var right = try DensitySeries(y, isFilled: true, style: hidden(style))
    right.isHorizontal = true
    // As far as the outermost contour may reach.
    func range(_ values: [Double], _ bandwidth: Double) -> Limits? {
      Limits(of: values).map { Limits($0.lower - 1.5 * bandwidth, $0.upper + 1.5 * bandwidth) }
    }
    return figure(
      [contours], top: top, right: right, xLimits: range(x, plane.bandwidths.x),
      yLimits: range(y, plane.bandwidths.y))
  }

  private static func hidden(_ style: SeriesStyle) -> SeriesStyle {
    var style = style
    style.label = ""
    return style
  }

  /// A histogram in given bins; `nil` when there are none.
  private static func margin(_ values: [Double], _ edges: [Double], _ style: SeriesStyle) throws(FigureError) -> HistogramSeries {
    try HistogramSeries(values, bins: edges.count > 1 ? .edges(edges) : .freedmanDiaconis, style: hidden(style))
  }

  private static func figure(
    _ main: [any Series], top: any Series, right: any Series, xLimits: Limits?, yLimits: Limits?
  ) -> Figure {
    var right = right
    if var histogram = right as? HistogramSeries {
      histogram.isHorizontal = true
      right = histogram
    }
    var bare = SubplotOptions()
    bare.frameStyle = .none
    var above = Subplot([top], options: bare)
    var centre = Subplot(main)
    var beside = Subplot([right], options: bare)
    centre.options.colorbar = false
    if let xLimits = xLimits?.shown, xLimits.isDistinct {
      (above.options.x.lower, above.options.x.upper) = (xLimits.lower, xLimits.upper)
      (centre.options.x.lower, centre.options.x.upper) = (xLimits.lower, xLimits.upper)
    }
    if let yLimits = yLimits?.shown, yLimits.isDistinct {
      (beside.options.y.lower, beside.options.y.upper) = (yLimits.lower, yLimits.upper)
      (centre.options.y.lower, centre.options.y.upper) = (yLimits.lower, yLimits.upper)
    }
    var figure = Figure([above, Subplot(options: bare), centre, beside])
    figure.layout = GridLayout(rows: 2, columns: 2, widths: [4, 1], heights: [1, 4])
    figure.size = Size(480, 480)
    figure.theme.panelGap = 8
    return figure
  }
}

extension Limits {
  /// With a twentieth of the span on both sides.
  var padded: Limits { Limits(lower - span / 20, upper + span / 20).shown }

  /// Whether doubles tell the ends apart well enough for an axis.
  var isDistinct: Bool { span > max(lower.magnitude * 1e-12, upper.magnitude * 1e-12, 1e-290) }

  /// The part that an axis can show.
  var shown: Limits { Limits(max(lower, -AxisScale.largest), min(upper, AxisScale.largest)) }
}
