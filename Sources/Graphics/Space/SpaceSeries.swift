/// A series of a plot with three axes. One of them in a plot gives it its box; all draw into that box, where what is
/// nearer hides what is farther.
public protocol SpaceSeries: Series {
  func demand(x: AxisScale, y: AxisScale, z: AxisScale) -> SpaceDemand
  /// What kind of faces it draws: lines and dots only unless it says otherwise.
  var faces: SpaceFaces { get }
  func draw(on canvas: inout SpaceCanvas)
}

/// What may hide something in a plot in space.
public enum SpaceFaces: Hashable, Sendable {
  /// Lines and dots only.
  case none
  /// The graph of a function over a rectangular grid, whose faces the distance in the ground plane orders exactly.
  case graph
  /// Faces that may lie anywhere, and pass through one another.
  case free
}

extension SpaceSeries {
  public var faces: SpaceFaces { .none }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    let demand = demand(x: x, y: y, z: .identity)
    return RangeDemand(x: demand.x, y: demand.y)
  }

  /// Nothing: it is drawn in the box.
  public func draw(on canvas: inout Canvas) {}
}

/// What a series asks of three axes.
public struct SpaceDemand: Sendable {
  public var x: AxisDemand?
  public var y: AxisDemand?
  public var z: AxisDemand?

  public init(x: AxisDemand?, y: AxisDemand?, z: AxisDemand?) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// The ranges of the coordinates of points.
  init(_ xs: [Double], _ ys: [Double], _ zs: [Double], on scales: (AxisScale, AxisScale, AxisScale)) {
    self.init(x: AxisDemand(xs, on: scales.0), y: AxisDemand(ys, on: scales.1), z: AxisDemand(zs, on: scales.2))
  }
}

/// The third axis of a plot in space.
struct SpaceAxis: Sendable {
  let limits: Limits
  let ticks: Ticks
}
