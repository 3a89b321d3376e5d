// Approximate equality.

import Arrays
import Engine
import Exact

extension Library {
  mutating func addApproximation() {
    add(
      "isapprox(x, y; atol, rtol, nans)",
      "Whether |x - y| ≤ max(atol, rtol · max(|x|, |y|)); `rtol` is √eps if neither is given. Arrays are compared by "
        + "their norm.",
      arity: Arity(1...2), keywords: ["atol", "rtol", "nans", "norm"],
      example: "0.1 + 0.2 ≈ 0.3  # => true\nisapprox(1, 1.1, atol = 0.2)  # => true"
    ) { call in
      if call.count == 1 { return call.machine.partial(call.function, call[0]) }
      let tolerance = Machine.Tolerance(
        absolute: try call.double(keyword: "atol"), relative: try call.double(keyword: "rtol"),
        nansAreEqual: try call.flag("nans"))
      return try call.machine.isApproximate(call[0], call[1], tolerance)
    }
    alias("≈", of: "isapprox")
    add("≉(x, y)", "Whether `x` and `y` are not approximately equal.", arity: Arity(1...2), example: "1 ≉ 2  # => true")
    { call in
      if call.count == 1 { return call.machine.partial(call.function, call[0]) }
      return try call.machine.not(call.machine.isApproximate(call[0], call[1], .init()))
    }
  }
}

extension Machine {
  struct Tolerance {
    var absolute: Double?
    var relative: Double?
    var nansAreEqual = false

    /// Julia's default: √eps of the coarser type, 0 for exact numbers or where an absolute tolerance is given.
    func relative(_ x: Value, _ y: Value) -> Double {
      if let relative { return relative }
      if let absolute, absolute > 0 { return 0 }
      return max(Tolerance.unit(x), Tolerance.unit(y))
    }

    /// Whether two values are as close as asked for, given their distance and their norms.
    func holds(_ distance: Double, _ x: Value, _ normX: Double, _ y: Value, _ normY: Double) -> Bool {
      distance <= max(absolute ?? 0, relative(x, y) * max(normX, normY))
    }

    private static func unit(_ x: Value) -> Double {
      switch x.tag {
      case .host: return (x.host as? SparseObject).map { $0.kind < .float ? 0 : Double.ulpOfOne.squareRoot() } ?? 0
      case .float: return Double.ulpOfOne.squareRoot()
      case .float32: return Double(Float.ulpOfOne.squareRoot())
      case .float16: return Double(Float16.ulpOfOne).squareRoot()
      case .bigFloat: return BigFloat.ulpOfOne(precision: x.bigFloat?.value.precision ?? 256).double().squareRoot()
      case .irrational: return Double.ulpOfOne.squareRoot()
      case .complex: return x.complex.map { unit($0.real) } ?? 0
      case .dual: return Double.ulpOfOne.squareRoot()
      case .floatArray, .complexArray: return Double.ulpOfOne.squareRoot()
      case .range: return x.range?.isFloat == true ? Double.ulpOfOne.squareRoot() : 0
      case .array: return x.array?.slots.reduce(0) { max($0, unit($1)) } ?? 0
      default: return 0
      }
    }
  }

  /// The value of `x ≈ y`.
  func isApproximate(_ x: Value, _ y: Value, _ tolerance: Tolerance) throws -> Value {
    if x.isMissing || y.isMissing { return .missing }
    if x.isNumber, y.isNumber { return Value(try areClose(x, y, tolerance)) }
    // The identity takes the size of the matrix that it is compared with.
    if let identity = x.host as? IdentityObject, let array = y.array, array.rank == 2, array.shape[0] == array.shape[1] {
      return try isApproximate(identity.matrix(array.shape[0], self), y, tolerance)
    }
    if y.host is IdentityObject, x.isArray { return try isApproximate(y, x, tolerance) }
    if x.iterator is LazyArray { return try isApproximate(collect(x), y, tolerance) }
    if y.iterator is LazyArray { return try isApproximate(x, collect(y), tolerance) }
    if let a = x.host as? BandedObject, let b = y.host as? BandedObject, let result = try areBandedClose(a, b, tolerance) { return result }
    if x.host is SparseObject || y.host is SparseObject, let result = try areSparseClose(x, y, tolerance) { return result }
    if x.host is PolynomialObject || y.host is PolynomialObject, let p = try polynomialOperand(x),
      let q = try polynomialOperand(y)
    {
      let count = max(p.numbers.count, q.numbers.count)
      let padded = { (numbers: [Value]) in numbers + Array(repeating: Value(0), count: count - numbers.count) }
      return try isApproximate(
        promoted(padded(p.numbers), shape: [count]), promoted(padded(q.numbers), shape: [count]), tolerance)
    }
    let isArrayLike = { (value: Value) in value.isArray || value.tag == .range }
    if isArrayLike(x), isArrayLike(y) { return Value(try areArraysClose(x, y, tolerance)) }
    if x.tag == .tuple, y.tag == .tuple, let a = x.tuple, let b = y.tuple {
      throw noMethod(
        "isapprox", [x, y],
        hint: a.elements.count == b.elements.count ? "compare tuples by all(x .≈ y)" : nil)
    }
    throw noMethod(
      "isapprox", [x, y], hint: isArrayLike(x) != isArrayLike(y) ? "to compare each element write `.≈`" : nil)
  }

  private func areClose(_ x: Value, _ y: Value, _ tolerance: Tolerance) throws -> Bool {
    if Equality.areEqualNumbers(x, y) { return true }
    if x.bigFloat != nil || y.bigFloat != nil, let a = bigFloat(x), let b = bigFloat(y), a.isFinite, b.isFinite {
      let distance = (a - b).magnitude
      let bound = BigFloat(tolerance.relative(x, y)) * max(a.magnitude, b.magnitude)
      return distance <= max(BigFloat(tolerance.absolute ?? 0), bound)
    }
    if x.complex == nil, y.complex == nil, let a = primalDouble(x), let b = primalDouble(y) {
      if !a.isFinite || !b.isFinite {
        return tolerance.nansAreEqual && a.isNaN && b.isNaN || a == b && a.isInfinite && x.tag == y.tag
      }
      var distance = abs(a - b)
      if x.isInteger || x.rational != nil, y.isInteger || y.rational != nil {
        distance = primalDouble(try subtract(x, y)).map { abs($0) } ?? distance
      }
      return distance <= max(tolerance.absolute ?? 0, tolerance.relative(x, y) * max(abs(a), abs(b)))
    }
    guard let a = x.complexNumber, let b = y.complexNumber else { throw noMethod("isapprox", [x, y]) }
    guard a.isFinite, b.isFinite else {
      let isNaN = { (z: ComplexNumber) in z.re.isNaN || z.im.isNaN }
      return tolerance.nansAreEqual && isNaN(a) && isNaN(b)
    }
    return (a - b).magnitude <= max(tolerance.absolute ?? 0, tolerance.relative(x, y) * max(a.magnitude, b.magnitude))
  }

  /// Two banded matrices are compared by their diagonals.
  private func areBandedClose(_ x: BandedObject, _ y: BandedObject, _ tolerance: Tolerance) throws -> Value? {
    guard x.order == y.order, x.main.tag != .array, y.main.tag != .array else { return nil }
    let (a, b) = (Value(host: x), Value(host: y))
    let norms = try [subtract(a, b), a, b].map { realDouble(try callLibrary("norm", [$0])) ?? .nan }
    return norms.allSatisfy(\.isFinite) ? Value(tolerance.holds(norms[0], x.main, norms[1], y.main, norms[2])) : nil
  }

  /// Two sparse matrices are compared by what they store, one and another array or the identity as such; `nil` for what is none.
  private func areSparseClose(_ x: Value, _ y: Value, _ tolerance: Tolerance) throws -> Value? {
    guard let a = x.host as? SparseObject else { return try areSparseClose(y, x, tolerance) }
    if let identity = y.host as? IdentityObject {
      guard !a.isVector, a.rows == a.columns else { return nil }
      return try isApproximate(x, sparse(identity, order: a.rows), tolerance)
    }
    guard let b = y.host as? SparseObject else {
      return y.isArray || y.tag == .range ? try isApproximate(a.full(self), y, tolerance) : nil
    }
    guard a.shape == b.shape else {
      throw RuntimeError.dimensionMismatch(
        "arrays of different sizes cannot be compared by ≈: \(a.header) and \(b.header)")
    }
    try countStep((a.matrix.storedCount + b.matrix.storedCount + a.columns) / 8)
    try heap.reserve(count: a.matrix.storedCount + b.matrix.storedCount + a.columns, stride: 24)
    let (p, q) = a.matrix.matched(with: b.matrix)
    let distance = try linear { try p.subtracting(q) }.norm(2)
    guard distance.isFinite else { return try isApproximate(a.full(self), b.full(self), tolerance) }
    return Value(tolerance.holds(distance, x, p.norm(2), y, q.norm(2)))
  }

  /// ‖x - y‖ ≤ max(atol, rtol · max(‖x‖, ‖y‖)), element by element where the norm is not finite.
  private func areArraysClose(_ x: Value, _ y: Value, _ tolerance: Tolerance) throws -> Bool {
    guard let shapeX = try shape(x), let shapeY = try shape(y), shapeX == shapeY else {
      throw RuntimeError.dimensionMismatch(
        "arrays of different sizes cannot be compared by ≈: \(try summary(x)) and \(try summary(y))")
    }
    guard let a = try elements(x), let b = try elements(y) else { return false }
    var difference = ScaledNorm()
    var (normX, normY) = (ScaledNorm(), ScaledNorm())
    for (u, v) in zip(a, b) {
      if let p = u.complexNumber, let q = v.complexNumber {
        difference.add((p - q).magnitude)
        normX.add(p.magnitude)
        normY.add(q.magnitude)
      } else if let p = primalDouble(u), let q = primalDouble(v) {
        difference.add(abs(p - q))
        normX.add(abs(p))
        normY.add(abs(q))
      } else {
        if u.isArray, v.isArray {
          // Arrays of arrays: every pair must be close.
          return try zip(a, b).allSatisfy { u, v in try descend { try isApproximate(u, v, tolerance) }.boolean == true }
        }
        throw noMethod("isapprox", [x, y])
      }
    }
    if difference.value.isFinite { return tolerance.holds(difference.value, x, normX.value, y, normY.value) }
    return try zip(a, b).allSatisfy { try areClose($0, $1, tolerance) }
  }
}

/// The square root of a sum of squares, scaled so that it neither overflows nor underflows.
struct ScaledNorm {
  private var scale = 0.0
  private var sum = 0.0

  mutating func add(_ magnitude: Double) {
    if magnitude == 0 { return }
    if !magnitude.isFinite {
      scale = .infinity
      sum = magnitude.isNaN ? .nan : 1
    } else if magnitude > scale {
      let ratio = scale / magnitude
      sum = 1 + sum * ratio * ratio
      scale = magnitude
    } else {
      let ratio = magnitude / scale
      sum += ratio * ratio
    }
  }

  var value: Double { scale == 0 ? 0 : scale * sum.squareRoot() }
}
