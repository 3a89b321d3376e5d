/// Finds where a function of two variables changes its sign or class over a rectangle: a coarse grid first, finer
/// where something changes, the place of each change by bracketing.
///
/// Errors of the function are passed on; a value that is not finite means that it is not defined there.
public struct PlaneSampler: Hashable, Sendable {
  public var x: Limits
  public var y: Limits
  /// Cells along each side of the coarse grid, on which every component must leave a mark.
  public var coarse = 64
  /// How much finer cells with a change are; 64 · 8 = 512 cells are about 1 px each.
  public var refinement = 8

  public init(x: Limits, y: Limits) throws(FigureError) {
    for (name, limits) in [("x", x), ("y", y)] {
      guard limits.span > 0, limits.span.isFinite else {
        throw .invalidOption(name, "a function of the plane is drawn over an interval of finite length")
      }
    }
    self.x = x
    self.y = y
  }

  /// The curves `function` = 0, in data coordinates. Sign changes at poles and jumps are not zeros.
  public func zeros(_ function: (Double, Double) throws -> Double) rethrows -> [Polyline] {
    var run = PlaneTracing(self, change: .zero)
    try run.trace(function)
    return run.lines()
  }

  /// Closed outlines of the region where `function` is positive, to be filled by the even-odd rule, and the part of them inside
  /// the rectangle.
  public func region(
    _ function: (Double, Double) throws -> Double
  ) rethrows -> (outlines: [Polyline], border: [Polyline]) {
    var run = PlaneTracing(self, change: .sign)
    try run.trace(function)
    return (run.outlines(above: 0), run.lines())
  }

  /// Closed outlines of the regions in which `function` takes each of its values, which are few, and the lines between them.
  public func classes(
    _ function: (Double, Double) throws -> Double
  ) rethrows -> ClassRegions {
    var run = PlaneTracing(self, change: .value)
    try run.trace(function)
    return run.classes()
  }
}

/// A rectangle divided by the values of a function.
public struct ClassRegions: Hashable, Sendable {
  /// The values, ascending.
  public var values: [Double]
  /// For each value the outlines of its region, for the even-odd rule.
  public var outlines: [[Polyline]]
  /// Lines between regions.
  public var borders: [Polyline]
  /// The values at the centres of a fine grid, for borders too many to draw.
  var grid: Grid
}
