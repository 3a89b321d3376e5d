/// What can be said about one axis.
public struct AxisOptions: Hashable, Sendable {
  /// The axis title; it may hold `$…$`.
  public var label = ""
  /// Ends of the axis; `nil` leaves an end to the data.
  public var lower: Double?
  public var upper: Double?
  public var scale: AxisScale = .identity
  public var ticks: Ticks = .automatic
  public var minorTicks = false
  /// Fainter grid lines between those at the ticks.
  public var minorGrid = false
  /// How the numbers at the ticks are written; labels that `ticks` gives stay.
  public var format: TickFormat = .automatic
  /// Whether tick labels and the title are shown; of plots with common axes only the outer ones need them.
  public var showsLabels = true
  public var isFlipped = false
  /// Degrees by which tick labels are turned; `nil` turns them only when they would collide.
  public var rotation: Double?
  /// Grid lines at the ticks; `nil` follows `SubplotOptions.grid`.
  public var grid: Bool?

  /// Logarithmic axes have ticks between the others of themselves; those for a grid only are not drawn.
  var showsMinorTicks: Bool { minorTicks || !minorGrid }

  public init() {}
}

/// The lines around the plot area, by Plots.jl's names.
public enum FrameStyle: String, Hashable, Sendable, CaseIterable {
  /// Lines at the left and at the bottom.
  case axes
  /// Lines on all four sides.
  case box
  /// As `axes`.
  case semi
  /// Axes through the origin.
  case origin
  /// Lines through the origin within `axes`.
  case zerolines
  /// Grid and labels only.
  case grid
  case none
}

/// Where the legend stands, by Plots.jl's names.
public enum LegendPosition: String, Hashable, Sendable, CaseIterable {
  /// The emptiest place inside; to the right of the plot when there is none.
  case best
  case topright, topleft, bottomright, bottomleft, top, bottom, left, right
  case outertopright, outerright, outerbottomright
  /// Below the plot, in rows.
  case outerbottom
  case none

  /// A name of Plots.jl; `inside`, `outer` and `inline` are read generously.
  public init?(named name: String) {
    switch name {
    case "false", "none": self = .none
    case "true", "best", "inside", "default": self = .best
    case "outer", "outertop", "outertopleft", "outerleft": self = .outertopright
    default: self.init(rawValue: name)
    }
  }

  var isOutside: Bool {
    switch self {
    case .outertopright, .outerright, .outerbottomright, .outerbottom: true
    default: false
    }
  }
}

/// The relation of px per unit on both axes.
public enum AspectRatio: Hashable, Sendable {
  case automatic
  /// A unit is equally long on both axes: circles are round.
  case equal
  /// A unit of y is `ratio` times as long as a unit of x.
  case ratio(Double)

  var value: Double? {
    switch self {
    case .automatic: nil
    case .equal: 1
    case .ratio(let ratio): ratio
    }
  }
}
