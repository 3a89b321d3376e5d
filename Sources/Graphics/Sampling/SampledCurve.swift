/// Points of a curve, chosen where it bends; a point that is not a number ends one branch and begins the next.
public struct SampledCurve: Hashable, Sendable {
  public var x: [Double]
  public var y: [Double]
  /// The third coordinate of curves in space; empty in the plane.
  public var z: [Double] = []
  /// The parameter at each point of a parametric curve.
  public var parameters: [Double] = []
  /// The part of y worth showing, when there are poles.
  public var yView: Limits?
  /// Places where the curve has a pole.
  public var poles: [Double] = []
  /// Places where the curve jumps.
  public var jumps: [Double] = []
  /// Whether x is the variable, rather than a coordinate of a parametric curve.
  public var isFunctionOfX = true
  /// How often the function was called.
  public var evaluations = 0

  public init(x: [Double], y: [Double]) {
    self.x = x
    self.y = y
  }
}
