// Interpolation between points, as functions that can be called.

import Arrays
import Engine

/// What `linear_interpolation`, `cubic_spline_interpolation` and `pchip` give.
final class InterpolationObject: HostObject {
  enum Curve {
    case linear(PiecewiseLinear)
    case cubic(PiecewiseCubic)
  }

  private let name: String
  private let curve: Curve
  private let beyond: Extrapolation

  init(_ name: String, _ curve: Curve, _ beyond: Extrapolation) {
    self.name = name
    self.curve = curve
    self.beyond = beyond
  }

  private var knots: Vector<Double> {
    switch curve {
    case .linear(let curve): curve.knots
    case .cubic(let curve): curve.knots
    }
  }

  private var values: Vector<Double> {
    switch curve {
    case .linear(let curve): curve.values
    case .cubic(let curve): curve.values
    }
  }

  override var type: DataType { .named(name) }
  override var byteCount: Int { 96 + 24 * knots.count }
  override var propertyNames: [String] { ["x", "y"] }

  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    switch name {
    case "x": machine.heap.vector(knots.elements)
    case "y": machine.heap.vector(values.elements)
    default: nil
    }
  }

  override func call(_ arguments: [Value], _ machine: Machine) throws -> Value? {
    guard arguments.count == 1, let x = arguments.first else { return nil }
    if x.isArray || x.tag == .range { return try machine.mapElements(x) { try self.value(at: $0, machine) } }
    guard x.isNumber else { return nil }
    return try value(at: x, machine)
  }

  private func value(at x: Value, _ machine: Machine) throws -> Value {
    guard let place = machine.primalDouble(x) else { throw machine.noMethod(name, [x], hint: "it is a function of a real number") }
    try machine.countStep(1)
    if place.isNaN { return Value(Double.nan) }
    let (first, last) = (knots[0], knots[knots.count - 1])
    if place < first || place > last, beyond == .none {
      throw RuntimeError.domain(
        x, text: try machine.compactText(of: x), "the points reach from \(first) to \(last)",
        hint: "extrapolation = :line goes on beyond them, extrapolation = :nearest stays at the nearest value")
    }
    guard x.tag == .dual else {
      switch curve {
      case .linear(let curve): return Value(curve.value(at: place, beyond: beyond))
      case .cubic(let curve): return Value(curve.value(at: place, beyond: beyond))
      }
    }
    return try value(at: x, place, machine)
  }

  /// The value at a number with derivatives, by the arithmetic of such numbers.
  private func value(at x: Value, _ place: Double, _ machine: Machine) throws -> Value {
    let (knots, values) = (knots, values)
    if beyond == .nearest, place < knots[0] || place > knots[knots.count - 1] {
      return try machine.add(machine.multiply(Value(0.0), x), Value(place < knots[0] ? values[0] : values[values.count - 1]))
    }
    var (low, high) = (0, knots.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if knots[middle] <= place { low = middle } else { high = middle }
    }
    let h = knots[low + 1] - knots[low]
    let slope = (values[low + 1] - values[low]) / h
    let t = try machine.subtract(x, Value(knots[low]))
    var coefficients = [values[low], slope]
    if case .cubic(let curve) = curve {
      let (left, right) = (curve.slopes[low], curve.slopes[low + 1])
      coefficients = [values[low], left, (3 * slope - 2 * left - right) / h, (left + right - 2 * slope) / (h * h)]
    }
    var result = Value(coefficients[coefficients.count - 1])
    for coefficient in coefficients.dropLast().reversed() {
      result = try machine.add(machine.multiply(result, t), Value(coefficient))
    }
    return result
  }

  /// The integral between two places within the points.
  func integral(_ a: Double, _ b: Double, _ machine: Machine) throws -> Double {
    let (first, last) = (knots[0], knots[knots.count - 1])
    guard min(a, b) >= first, max(a, b) <= last else {
      throw RuntimeError.argument("the bounds \(a) and \(b) must lie between the first point, \(first), and the last, \(last)")
    }
    switch curve {
    case .cubic(let curve): return curve.integral(from: a, to: b)
    case .linear(let line):
      // The cubic with these slopes would not be the lines; trapezia are.
      let (from, to) = (min(a, b), max(a, b))
      let places = [from] + knots.elements.filter { $0 > from && $0 < to } + [to]
      try machine.countStep(knots.count / 4)
      let heights = places.map { line.value(at: $0) }
      let sum = places.indices.dropLast().reduce(0.0) {
        $0 + (places[$1 + 1] - places[$1]) * (heights[$1] + heights[$1 + 1]) / 2
      }
      return a <= b ? sum : -sum
    }
  }

  override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    guard let other = other.host as? InterpolationObject, name == other.name, beyond == other.beyond else { return false }
    switch (curve, other.curve) {
    case (.linear(let a), .linear(let b)): return a == b
    case (.cubic(let a), .cubic(let b)): return a == b
    default: return false
    }
  }

  override func text(_ machine: Machine) throws -> String {
    "\(name) of \(knots.count) points from \(knots[0]) to \(knots[knots.count - 1])"
  }
}

extension Library {
  /// Binds interpolation.
  mutating func addInterpolations() {
    packages.formUnion(["Interpolations", "DataInterpolations"])
    let common = """
       The result is a function of a number. Beyond the points it is a `DomainError`, unless `extrapolation` is `:line`, which \
      goes on, or `:nearest`. The `x` ascend.
      """
    add(
      "linear_interpolation(x, y; extrapolation)", "The straight lines through the points `(x[i], y[i])`." + common, arity: 2,
      keywords: ["extrapolation"], example: "f = linear_interpolation([1, 2, 4], [1, 3, 7]); f(3)  # => 5.0\nf.([1, 1.5])  # => [1.0, 2.0]"
    ) { call in
      let (x, y) = try call.points()
      return call.heap.adopt(
        InterpolationObject(
          "LinearInterpolation", .linear(try call.machine.linear { try PiecewiseLinear(x, y) }), try call.extrapolation()))
    }
    alias("LinearInterpolation", of: "linear_interpolation")
    add(
      "cubic_spline_interpolation(x, y; bc, extrapolation)", """
        The cubic spline through the points `(x[i], y[i])`, whose second derivative is continuous. At its ends `bc` is `:natural` \
        (the second derivative is zero), `:notaknot` (the third is continuous at the next points), `:clamped` (the first is \
        zero) or a pair of slopes.
        """ + common, arity: 2, keywords: ["bc", "extrapolation"],
      example: "f = cubic_spline_interpolation(0:3, (0:3) .^ 3; bc = :notaknot); f(1.5)  # => 3.375\nf'(2) ≈ 12  # => true",
      source: "de Boor, A Practical Guide to Splines, chapter IV"
    ) { call in
      let (x, y) = try call.points()
      let boundary = try call.boundary()
      return call.heap.adopt(
        InterpolationObject(
          "CubicSpline", .cubic(try call.machine.linear { try PiecewiseCubic(spline: x, y, boundary) }), try call.extrapolation()))
    }
    alias("CubicSpline", of: "cubic_spline_interpolation")
    add(
      "pchip(x, y; extrapolation)", "The cubics through the points `(x[i], y[i])` that ascend and descend only where the points do." + common,
      arity: 2, keywords: ["extrapolation"], example: "f = pchip([0, 1, 2], [0, 0, 1]); f(0.5)  # => 0.0",
      source: "Fritsch & Butland 1984"
    ) { call in
      let (x, y) = try call.points()
      return call.heap.adopt(
        InterpolationObject(
          "PCHIPInterpolation", .cubic(try call.machine.linear { try PiecewiseCubic(monotone: x, y) }), try call.extrapolation()))
    }
    alias("PCHIPInterpolation", of: "pchip")
  }
}

extension Call {
  /// The points of an interpolation.
  fileprivate func points() throws -> (x: Vector<Double>, y: Vector<Double>) {
    let (x, y) = (try floatArray(0), try floatArray(1))
    guard x.rank == 1, y.rank == 1 else { throw noMethod() }
    guard x.count == y.count else { throw RuntimeError.dimensionMismatch("x has \(x.count) values and y has \(y.count)") }
    guard x.count >= 2 else { throw RuntimeError.argument("an interpolation needs at least two points") }
    try machine.countStep(x.count)
    try machine.heap.reserve(count: x.count, stride: 96)
    // What is changed later in the arrays does not change the function.
    return (x.map { $0 }, y.map { $0 })
  }

  fileprivate func extrapolation() throws -> Extrapolation {
    guard let given = keyword("extrapolation"), !given.isNothing else { return .none }
    switch given.symbol?.name {
    case "none", "throw": return .none
    case "line": return .extended
    case "nearest", "flat": return .nearest
    default:
      throw RuntimeError.argument("extrapolation is :none, :line or :nearest, not \(try machine.compactText(of: given))")
    }
  }

  fileprivate func boundary() throws -> SplineBoundary {
    guard let given = keyword("bc"), !given.isNothing else { return .natural }
    if let slopes = given.tuple?.elements, slopes.count == 2, let first = machine.realDouble(slopes[0]),
      let last = machine.realDouble(slopes[1])
    {
      guard first.isFinite, last.isFinite else { throw RuntimeError.argument("the slopes at the ends must be finite") }
      return .clamped(first: first, last: last)
    }
    switch given.symbol?.name {
    case "natural": return .natural
    case "notaknot": return .notAKnot
    case "clamped": return .clamped(first: 0, last: 0)
    default:
      throw RuntimeError.argument(
        "bc is :natural, :notaknot, :clamped or a pair of slopes, not \(try machine.compactText(of: given))")
    }
  }
}
