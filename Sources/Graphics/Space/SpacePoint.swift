/// A position in space, in data or in box coordinates.
public struct SpacePoint: Hashable, Sendable {
  public var x: Double
  public var y: Double
  public var z: Double

  public init(_ x: Double, _ y: Double, _ z: Double) {
    self.x = x
    self.y = y
    self.z = z
  }

  var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite }

  static func + (a: SpacePoint, b: SpacePoint) -> SpacePoint { SpacePoint(a.x + b.x, a.y + b.y, a.z + b.z) }
  static func - (a: SpacePoint, b: SpacePoint) -> SpacePoint { SpacePoint(a.x - b.x, a.y - b.y, a.z - b.z) }
  static func * (factor: Double, a: SpacePoint) -> SpacePoint { SpacePoint(factor * a.x, factor * a.y, factor * a.z) }

  func dot(_ other: SpacePoint) -> Double { x * other.x + y * other.y + z * other.z }

  func cross(_ other: SpacePoint) -> SpacePoint {
    SpacePoint(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
  }

  var length: Double { dot(self).squareRoot() }

  /// The direction; the point itself when it has none.
  var normalized: SpacePoint { length > 0 ? (1 / length) * self : self }

  func interpolated(to other: SpacePoint, _ fraction: Double) -> SpacePoint { self + fraction * (other - self) }

  subscript(axis: Int) -> Double { axis == 0 ? x : axis == 1 ? y : z }
}

/// Where a plot in space is seen from (`camera`), in degrees as in Plots.jl.
public struct Camera: Hashable, Sendable {
  /// How far the viewer has gone round the box anticlockwise, from where x runs to the right.
  public var azimuth: Double
  /// How high the viewer stands: 0 beside the box, 90 above it, −90 below.
  public var elevation: Double

  public init(azimuth: Double = 30, elevation: Double = 30) {
    self.azimuth = azimuth
    self.elevation = elevation
  }

  /// Unit vectors of the picture in box coordinates: to the right, upwards, and towards the viewer.
  var directions: (right: SpacePoint, up: SpacePoint, toward: SpacePoint) {
    let sine = Trigonometry.sine(azimuth - 90)
    let cosine = Trigonometry.cosine(azimuth - 90)
    let high = Trigonometry.sine(elevation)
    let flat = Trigonometry.cosine(elevation)
    return (
      SpacePoint(-sine, cosine, 0), SpacePoint(-high * cosine, -high * sine, flat),
      SpacePoint(flat * cosine, flat * sine, high)
    )
  }
}
