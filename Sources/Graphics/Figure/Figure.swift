/// A picture of one or more plots, as a value: series and options, from which SVG, a description and data are derived.
///
///     var figure = Figure()
///     figure.add(try LineSeries(x: [0, 1, 2], y: [0, 1, 4], style: SeriesStyle(label: "squares")))
///     figure.options.title = "Growth"
///     let svg = try figure.svg(.inline)
public struct Figure: Sendable {
  /// The plots, row by row.
  public var subplots: [Subplot]
  /// How they are arranged; `nil` for a grid as square as possible.
  public var layout: GridLayout?
  /// The title above all plots.
  public var title = ""
  /// px; `nil` for the theme's: 640 × 400, at most 440 × 440 for equal axes, more for several plots.
  public var size: Size?
  public var theme: Theme = .nabla
  public var link: AxisLink = .none
  /// Replaces the generated description.
  public var alternative: String?
  /// Painted behind everything; `nil` for none inside pages and the theme's in files.
  public var background: Color?

  public init(_ subplots: [Subplot] = [Subplot()]) {
    self.subplots = subplots
  }

  /// Adds a series to the last plot.
  public mutating func add(_ series: some Series) {
    if subplots.isEmpty { subplots.append(Subplot()) }
    subplots[subplots.count - 1].series.append(series)
  }

  /// The options of the last plot.
  public var options: SubplotOptions {
    get { subplots.last?.options ?? SubplotOptions() }
    set {
      if subplots.isEmpty { subplots.append(Subplot()) }
      subplots[subplots.count - 1].options = newValue
    }
  }

  /// The figure in another size. A side that is not given follows from the other, so that the proportions stay.
  public func resized(width: Double?, height: Double?) throws(FigureError) -> Figure {
    let own = try FigureLayout.size(self)
    var copy = self
    copy.size = Size(
      width ?? height.map { $0 * own.width / own.height } ?? own.width,
      height ?? width.map { $0 * own.height / own.width } ?? own.height)
    return copy
  }

  /// The figure as SVG. `instance` tells apart the ids of equal figures on one page.
  public func svg(_ target: SVGTarget = .inline, instance: Int = 0) throws(FigureError) -> String {
    try render(target, instance: instance).svg
  }

  /// The figure as SVG, with what the reader ought to know about it.
  public func render(_ target: SVGTarget = .inline, instance: Int = 0) throws(FigureError) -> Rendering {
    let layout = try FigureLayout(self)
    let scene = scene(layout, target)
    return Rendering(
      svg: SVGWriter.write(scene, target, salt: instance), alternativeText: scene.description, data: FigureData(self, layout),
      warnings: layout.warnings)
  }

  func scene(_ target: SVGTarget) throws(FigureError) -> Scene { scene(try FigureLayout(self), target) }

  private func scene(_ layout: FigureLayout, _ target: SVGTarget) -> Scene {
    var scene = layout.scene()
    scene.title = FigureDescription.title(of: self)
    scene.description = alternative ?? FigureDescription.text(of: self, layout.plots)
    scene.data = FigureData(self, layout).summary.text
    switch (background, target) {
    case (let color?, _): scene.background = theme.paint(color)
    case (nil, .inline) where theme.appearance == .page: scene.background = nil
    case (nil, _): scene.background = theme.paint(.role(.background))
    }
    return scene
  }

  /// Where the axes of a plot have ticks with numbers.
  public func tickValues(subplot: Int) throws(FigureError) -> (x: [Double], y: [Double]) {
    let layout = try FigureLayout(self)
    guard layout.plots.indices.contains(subplot) else { return ([], []) }
    let (x, y) = layout.ticks(of: subplot)
    return (x.major.map(\.value), y.major.map(\.value))
  }

  /// A description for those who do not see the picture.
  public var alternativeText: String {
    if let alternative { return alternative }
    guard let layout = try? FigureLayout(self) else { return FigureDescription.title(of: self) }
    return FigureDescription.text(of: self, layout.plots)
  }
}

/// One pair of axes with what is drawn on them.
public struct Subplot: Sendable {
  public var series: [any Series]
  public var options: SubplotOptions
  /// Figures within the plot area.
  public var insets: [Inset] = []
  private var twins: [Subplot] = []
  private var upperTwins: [Subplot] = []

  /// What is drawn in the same place over a y axis of its own, at the right; the x axis is common.
  public var twin: Subplot? {
    get { twins.first }
    set { twins = newValue.map { [$0] } ?? [] }
  }

  /// What is drawn in the same place over an x axis of its own, at the top; the y axis is common.
  public var upperTwin: Subplot? {
    get { upperTwins.first }
    set { upperTwins = newValue.map { [$0] } ?? [] }
  }

  public init(_ series: [any Series] = [], options: SubplotOptions = SubplotOptions()) {
    self.series = series
    self.options = options
  }

  public mutating func add(_ new: some Series) { series.append(new) }
}

/// A figure within a plot area.
public struct Inset: Sendable {
  /// Where it stands, in parts of the plot area: (0, 0) is the lower left corner and (1, 1) the upper right one.
  public var place: Rect
  public var figure: Figure
  /// What it enlarges of the plot that it stands in, in data coordinates, if it is a lens: framed there, and joined to it.
  public var source: Rect?

  public init(_ figure: Figure, at place: Rect, enlarging source: Rect? = nil) {
    self.figure = figure
    self.place = place
    self.source = source
  }
}

/// Rows and columns of plots of equal size, unless weights say otherwise.
public struct GridLayout: Hashable, Sendable {
  /// The rows and columns that a plot covers.
  public struct Span: Hashable, Sendable {
    public var rows: Range<Int>
    public var columns: Range<Int>

    public init(rows: Range<Int>, columns: Range<Int>) {
      self.rows = rows
      self.columns = columns
    }
  }

  public var rows: Int
  public var columns: Int
  /// Relative sizes; empty for equal ones.
  public var widths: [Double]
  public var heights: [Double]
  /// Where each plot stands; empty for one plot in each place, row by row.
  public var spans: [Span] = []

  /// How many plots it has places for.
  public var capacity: Int { spans.isEmpty ? rows * columns : spans.count }

  func span(_ index: Int) -> Span {
    if spans.indices.contains(index) { return spans[index] }
    let (row, column) = index.quotientAndRemainder(dividingBy: columns)
    return Span(rows: row..<(row + 1), columns: column..<(column + 1))
  }

  public init(rows: Int, columns: Int, widths: [Double] = [], heights: [Double] = []) {
    self.rows = rows
    self.columns = columns
    self.widths = widths
    self.heights = heights
  }
}

/// What of a figure's plots has common limits.
public enum AxisLink: String, Hashable, Sendable, CaseIterable {
  case none, x, y, both
  /// The third axes of plots in space.
  case z
  /// The colours of values.
  case color
  /// All axes, colours, and sizes of markers.
  case all

  var linksX: Bool { self == .x || self == .both || self == .all }
  var linksY: Bool { self == .y || self == .both || self == .all }
  var linksZ: Bool { self == .z || self == .all }
  var linksColor: Bool { self == .color || self == .all }
}

/// A rendered figure.
public struct Rendering: Hashable, Sendable {
  public var svg: String
  public var alternativeText: String
  public var data: FigureData
  /// Data that could not be shown, and the like.
  public var warnings: [String]
}
