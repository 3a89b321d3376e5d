/// One set of data drawn in one way. A new kind of chart is a new type in a file of its own: it says which ranges it
/// needs and draws itself with the primitives of `Canvas`.
public protocol Series: Sendable {
  /// The kind's name, as in Plots.jl: `path`, `scatter`, `histogram`.
  var kind: String { get }
  /// The kind in words, for descriptions: `line`, `points`.
  var noun: String { get }
  /// Whether the noun says how many values there are.
  var nounCounts: Bool { get }
  var style: SeriesStyle { get set }
  /// How many colours of the palette it uses up.
  var paletteSlots: Int { get }
  /// The values that its colours stand for, when they stand for any.
  var colorDemand: ColorDemand? { get }
  /// The values that the sizes of its markers stand for, when they stand for any.
  var sizeDemand: SizeDemand? { get }
  /// The ranges that its data need on axes of the given scales.
  func demand(x: AxisScale, y: AxisScale) -> RangeDemand
  func draw(on canvas: inout Canvas)
  func legendEntries(on canvas: Canvas) -> [LegendEntry]
  /// The data that it carries, for verification and for descriptions.
  var columns: [DataColumn] { get }
  /// What cannot be shown on axes of these scales, in words.
  func warnings(x: AxisScale, y: AxisScale) -> [String]
}

extension Series {
  public var nounCounts: Bool { false }
  public var paletteSlots: Int { 1 }
  public var colorDemand: ColorDemand? { nil }
  public var sizeDemand: SizeDemand? { nil }
  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [LegendEntry(label: style.label, stroke: canvas.stroke)]
  }
  public func warnings(x: AxisScale, y: AxisScale) -> [String] { [] }
}

/// What a series asks of both axes.
public struct RangeDemand: Sendable {
  public var x: AxisDemand?
  public var y: AxisDemand?
  /// Whether grid lines across the x axis help to read it.
  public var wantsXGrid = true
  public var wantsYGrid = true

  public init(x: AxisDemand?, y: AxisDemand?) {
    self.x = x
    self.y = y
  }
}

/// A range on one axis; exact ends get no padding.
public struct AxisDemand: Sendable {
  public var limits: Limits
  public var exactLower: Bool
  public var exactUpper: Bool
  /// Names for positions on the axis.
  public var categories: [(position: Double, name: String)] = []

  public init(_ limits: Limits, exactLower: Bool = false, exactUpper: Bool = false) {
    self.limits = limits
    self.exactLower = exactLower
    self.exactUpper = exactUpper
  }

  /// The range of `values` on a scale, or `nil` when nothing of them can be shown.
  public init?(_ values: some Sequence<Double>, on scale: AxisScale) {
    guard let limits = Limits(of: values, on: scale) else { return nil }
    self.init(limits)
  }

  /// The demand with `value` made an exact end, if it lies beyond the data.
  func pinned(at value: Double, on scale: AxisScale) -> AxisDemand {
    guard scale.admits(value) else { return self }
    var result = self
    if value <= limits.lower {
      result.limits.lower = value
      result.exactLower = true
    } else if value >= limits.upper {
      result.limits.upper = value
      result.exactUpper = true
    }
    return result
  }

  /// The smallest range for both; an end is exact when the demand that decides it says so.
  func union(_ other: AxisDemand) -> AxisDemand {
    var result = self
    if other.limits.lower < limits.lower {
      result.limits.lower = other.limits.lower
      result.exactLower = other.exactLower
    } else if other.limits.lower == limits.lower {
      result.exactLower = exactLower || other.exactLower
    }
    if other.limits.upper > limits.upper {
      result.limits.upper = other.limits.upper
      result.exactUpper = other.exactUpper
    } else if other.limits.upper == limits.upper {
      result.exactUpper = exactUpper || other.exactUpper
    }
    result.categories += other.categories
    return result
  }
}

/// What the colour bar has to show.
public struct ColorDemand: Sendable {
  public var limits: Limits
  public var map: ColorMap
  /// Borders of discrete bands; empty for a continuous bar.
  public var bands: [Double] = []
  /// Whether lines or markers have the colours, which must stand out from the page, and not a field that covers it.
  public var isForMarks = false

  public init(limits: Limits, map: ColorMap, bands: [Double] = [], isForMarks: Bool = false) {
    self.limits = limits
    self.map = map
    self.bands = bands
    self.isForMarks = isForMarks
  }
}

/// A row of the legend.
public struct LegendEntry: Sendable {
  /// `nil` for the default `y1`, `y2`, …
  public var label: String?
  public var stroke: Stroke?
  public var fill: Fill?
  public var marker: Marker?
  /// Whether the marker is as large as those of the plot, since its size says something.
  public var isToScale = false

  public init(label: String?, stroke: Stroke? = nil, fill: Fill? = nil, marker: Marker? = nil) {
    self.label = label
    self.stroke = stroke
    self.fill = fill
    self.marker = marker
  }
}

/// A named list of numbers, one entry for each datum.
public struct DataColumn: Hashable, Sendable {
  public var name: String
  public var values: [Double]

  public init(_ name: String, _ values: [Double]) {
    self.name = name
    self.values = values
  }
}

extension Series {
  /// The usual warning about values that a logarithmic axis cannot show.
  func logarithmWarnings(_ values: [Double], axis: String, scale: AxisScale) -> [String] {
    guard scale.isLogarithmic else { return [] }
    let count = values.reduce(into: 0) { if $1 <= 0 { $0 += 1 } }
    guard count > 0, count < values.count else { return [] }
    return ["\(count) of \(values.count) \(axis) values are not positive and have no place on a logarithmic axis"]
  }
}
