/// What the two coordinates of a plot mean.
public enum Projection: String, Hashable, Sendable, CaseIterable {
  /// Across and upwards.
  case cartesian
  /// x is an angle, anticlockwise from the right, and y the distance from the middle.
  case polar
  /// x = 1, 2, … are spokes, clockwise from the top, and y the distance from the middle.
  case radar
}

/// The unit of the angles of a polar plot's data is always the radian; their labels may be in degrees.
public enum AngleUnit: String, Hashable, Sendable, CaseIterable {
  case radians, degrees
}

/// A series that can be drawn around a middle, because it places everything with `Canvas.point`.
public protocol PolarSeries: Series {}

extension LineSeries: PolarSeries {}
extension ScatterSeries: PolarSeries {}
