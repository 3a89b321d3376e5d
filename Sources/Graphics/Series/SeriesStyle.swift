/// How a series looks; what is `nil` follows the theme. The fields are Plots.jl's keywords.
public struct SeriesStyle: Hashable, Sendable {
  /// The legend's text: `nil` for `y1`, `y2`, …; empty to leave the series out of the legend.
  public var label: String?
  /// Colour of everything that has no colour of its own; `nil` for the next of the palette.
  public var color: Color?
  /// Opacity of lines, markers and fills, 0 … 1.
  public var alpha: Double?
  /// px.
  public var lineWidth: Double?
  public var lineStyle: LineStyle?
  public var markerShape: MarkerShape?
  /// Radius in px.
  public var markerSize: Double?
  public var markerColor: Color?
  public var markerAlpha: Double?
  /// px, 0 for none.
  public var markerStrokeWidth: Double?
  public var markerStrokeColor: Color?
  public var fillColor: Color?
  public var fillAlpha: Double?
  /// What has a higher number is drawn later, and so in front (`z_order`); among equals the order of the series decides.
  public var zOrder = 0

  public init(
    label: String? = nil, color: Color? = nil, alpha: Double? = nil, lineWidth: Double? = nil,
    lineStyle: LineStyle? = nil, markerShape: MarkerShape? = nil, markerSize: Double? = nil,
    markerColor: Color? = nil, markerAlpha: Double? = nil, markerStrokeWidth: Double? = nil,
    markerStrokeColor: Color? = nil, fillColor: Color? = nil, fillAlpha: Double? = nil
  ) {
    self.label = label
    self.color = color
    self.alpha = alpha
    self.lineWidth = lineWidth
    self.lineStyle = lineStyle
    self.markerShape = markerShape
    self.markerSize = markerSize
    self.markerColor = markerColor
    self.markerAlpha = markerAlpha
    self.markerStrokeWidth = markerStrokeWidth
    self.markerStrokeColor = markerStrokeColor
    self.fillColor = fillColor
    self.fillAlpha = fillAlpha
  }
}

/// The pattern of a line, by Plots.jl's names.
public enum LineStyle: String, Hashable, Sendable, CaseIterable {
  case solid, dash, dot, dashdot, dashdotdot
  /// No line at all.
  case none

  /// Dashes and gaps in px.
  var dash: [Double] {
    switch self {
    case .solid, .none: []
    case .dash: [6, 3]
    case .dot: [2, 3]
    case .dashdot: [8, 3, 2, 3]
    case .dashdotdot: [8, 3, 2, 3, 2, 3]
    }
  }
}

/// The shape of a marker, by Plots.jl's names.
public enum MarkerShape: String, Hashable, Sendable, CaseIterable {
  case none, circle, rect, diamond, utriangle, dtriangle, ltriangle, rtriangle
  case cross, xcross, star4, star5, star6, pentagon, hexagon, vline, hline

  /// A name of Plots.jl, also `square`, `+`, `x`, `o` and `auto`.
  public init?(named name: String) {
    switch name {
    case "square": self = .rect
    case "+": self = .cross
    case "x": self = .xcross
    case "o", "auto", "circ": self = .circle
    case "star", "*": self = .star5
    case "triangle": self = .utriangle
    default: self.init(rawValue: name)
    }
  }
}
