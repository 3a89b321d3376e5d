/// What can be said about one plot besides its data.
public struct SubplotOptions: Hashable, Sendable {
  public var title = ""
  public var x = AxisOptions()
  public var y = AxisOptions()
  /// The third axis, of plots in space.
  public var z = AxisOptions()
  /// Where a plot in space is seen from.
  public var camera = Camera()
  /// What x and y mean.
  public var projection: Projection = .cartesian
  /// How the angles of a polar plot are written.
  public var angleUnit: AngleUnit = .radians
  /// `nil`: `.best` when there are several labelled series or a label was given, else none.
  public var legend: LegendPosition?
  public var legendTitle = ""
  public var aspectRatio: AspectRatio = .automatic
  public var frameStyle: FrameStyle = .axes
  /// Grid lines; `nil` leaves them to the series.
  public var grid: Bool?
  public var tickDirection: TickDirection = .out
  /// px around the plot beyond what its labels need.
  public var margin = 0.0
  public var palette: Palette?
  /// Whether values shown by colour get a colour bar.
  public var colorbar = true
  public var colorbarTitle = ""
  /// Ends of the colour scale; `nil` for the range of the data.
  public var colorLimits: Limits?
  /// What values shown by size mean; it stands above their sizes in the legend.
  public var sizeTitle = ""
  public var annotations: [Annotation] = []

  public init() {}
}

/// A text at a place of the plot, in data coordinates.
public struct Annotation: Hashable, Sendable {
  public var x: Double
  public var y: Double
  /// Its height, in plots in space only.
  public var z: Double?
  /// It may hold `$…$` and line breaks.
  public var text: String
  public var color: Color
  /// px.
  public var size: Double?
  public var anchor: TextAnchor
  /// Degrees, anticlockwise as in Plots.jl.
  public var rotation: Double

  public init(
    x: Double, y: Double, z: Double? = nil, text: String, color: Color = .role(.ink), size: Double? = nil,
    anchor: TextAnchor = .middle, rotation: Double = 0
  ) {
    self.x = x
    self.y = y
    self.z = z
    self.text = text
    self.color = color
    self.size = size
    self.anchor = anchor
    self.rotation = rotation
  }
}
