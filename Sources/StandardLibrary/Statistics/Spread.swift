// How far values scatter: variance, standard deviation, covariance, correlation.

import Arrays
import Engine

extension Library {
  mutating func addSpread() {
    let options = """
       `corrected = false` divides by n instead of n - 1; `mean` is the mean if it is known. Numbers that differ in their \
      last digits only count as the decimals that they are written as.
      """
    for (name, isDeviation) in [("var", false), ("std", true)] {
      add("\(name)(xs; corrected, mean, dims)", (isDeviation ? "The standard deviation of a sample." : "The variance of a sample.") + options,
        arity: Arity(1...2), keywords: ["corrected", "mean", "dims"], example: "\(name)([1, 2, 3])  # => 1.0",
        source: "two passes: T. F. Chan, G. H. Golub, R. J. LeVeque, Algorithms for Computing the Sample Variance, The American Statistician 37 (1983)"
      ) { call in
        let machine = call.machine
        if let result = try call[0].host?.apply(name, call.values, machine) { return result }
        let corrected = try call.flag("corrected", default: true)
        let given = call.keyword("mean").flatMap { $0.isNothing ? nil : $0 }
        func root(_ value: Value) throws -> Value { isDeviation ? try machine.callLibrary("sqrt", [value]) : value }
        if call.count == 2, call[1].isArray || call[1].host is WeightsObject {
          return try root(try machine.weightedVariance(call[0], call[1], corrected: corrected))
        }
        if let axes = try call.axes() {
          let array = try machine.asArray(call[0])
          let means = try given.map { try machine.list($0) }
          var group = 0
          return try machine.reduceSlices(array, axes) { slice in
            defer { group += 1 }
            return try root(try machine.variance(slice, mean: means.flatMap { group < $0.count ? $0[group] : nil }, corrected: corrected))
          }
        }
        return try root(try machine.variance(call[0], mean: given, corrected: corrected))
      }
    }
    add("varm(xs, m; corrected)", "The variance about a known mean.", arity: 2, keywords: ["corrected"], example: "varm([1, 2, 3], 2)  # => 1.0") { call in
      try call.machine.variance(call[0], mean: call[1], corrected: try call.flag("corrected", default: true))
    }
    add("stdm(xs, m; corrected)", "The standard deviation about a known mean.", arity: 2, keywords: ["corrected"], example: "stdm([1, 2, 3], 2)  # => 1.0") { call in
      let machine = call.machine
      return try machine.callLibrary("sqrt", [machine.variance(call[0], mean: call[1], corrected: try call.flag("corrected", default: true))])
    }
    add("cov(x, y; corrected, dims)", "The covariance of two samples, or the covariance matrix of the columns of a matrix.", arity: Arity(1...2), keywords: ["corrected", "dims"], example: "cov([1, 2, 3], [2, 4, 6])  # => 2.0") { call in
      let machine = call.machine
      return try machine.comoments(call.values, axis: try call.int(keyword: "dims") ?? 1, corrected: try call.flag("corrected", default: true), isCorrelation: false, call.noMethod())
    }
    add("cor(x, y; dims)", "Pearson's correlation of two samples, or the correlation matrix of the columns of a matrix.", arity: Arity(1...2), keywords: ["dims"], example: "cor([1, 2, 3], [2, 4, 6])  # => 1.0") { call in
      let machine = call.machine
      return try machine.comoments(call.values, axis: try call.int(keyword: "dims") ?? 1, corrected: true, isCorrelation: true, call.noMethod())
    }
  }
}

extension Machine {
  /// Σ |x - m|² / (n - 1), or / n.
  func variance(_ source: Value, mean given: Value? = nil, corrected: Bool = true) throws -> Value {
    if source.isNumber { return Value(Double.nan) }
    if source.array.map({ $0.isPackedReal }) ?? true, let dense = try floatArray(source) {
      if dense.count == 0 { return Value(Double.nan) }
      let mean = try given.flatMap { $0.asDouble } ?? self.mean(source).asDouble ?? .nan
      let variance = dense.sumOfSquaredDeviations(from: mean) / Double(dense.count - (corrected ? 1 : 0))
      if given == nil, DenseArray.suitsDecimals(mean, variance) {
        try countCost(Double(dense.count) * 4)
        return Value(dense.accurateVariance(corrected: corrected, .decimal))
      }
      return Value(variance)
    }
    let values = try list(source)
    if values.isEmpty { throw emptyReduction }
    let mean = try given ?? self.mean(try promoted(values, shape: [values.count]))
    if mean.isMissing { return .missing }
    let squares = try values.map { try callLibrary("abs2", [try subtract($0, mean)]) }
    let sum = try callLibrary("sum", [try promoted(squares, shape: [squares.count])])
    return try divide(sum, Value(values.count - (corrected ? 1 : 0)))
  }

  /// The variance with weights, about the weighted mean.
  func weightedVariance(_ source: Value, _ weights: Value, corrected: Bool) throws -> Value {
    let mean = try weightedMean(source, weights)
    let values = try list(source)
    let w = try list(weights)
    let terms = try zip(values, w).map { try multiply($1, try callLibrary("abs2", [try subtract($0, mean)])) }
    let total = try callLibrary("sum", [try promoted(w, shape: [w.count])])
    let sum = try callLibrary("sum", [try promoted(terms, shape: [terms.count])])
    guard corrected, let kind = (weights.host as? WeightsObject)?.kind else { return try divide(sum, total) }
    switch kind {
    case .plain: throw RuntimeError.argument("Weights type does not support bias correction", hint: "give corrected = false, or FrequencyWeights")
    case .frequency: return try divide(sum, try subtract(total, Value(1)))
    case .analytic:
      let squares = try callLibrary("sum", [try promoted(try w.map { try multiply($0, $0) }, shape: [w.count])])
      return try divide(sum, try subtract(total, try divide(squares, total)))
    case .probability:
      let n = Value(w.filter { ($0.asDouble ?? 1) != 0 }.count)
      return try divide(try multiply(n, sum), try multiply(total, try subtract(n, Value(1))))
    }
  }

  /// Covariances or correlations: of two vectors a number, with a matrix a matrix.
  func comoments(
    _ arguments: [Value], axis: Int, corrected: Bool, isCorrelation: Bool, _ failure: @autoclosure () -> RuntimeError
  ) throws -> Value {
    func columns(_ value: Value) throws -> [DenseArray<Double>]? {
      guard let dense = try floatArray(value) else { return nil }
      if dense.rank == 1 { return [dense] }
      guard dense.rank == 2, axis == 1 || axis == 2 else { return nil }
      return axis == 1 ? (0..<dense.columns).map { dense.column($0) } : (0..<dense.rows).map { dense.row($0) }
    }
    if arguments.contains(where: { value in value.isArray && (value.array?.tag == .array) }) {
      let elements = try arguments.flatMap { try list($0) }
      if elements.contains(where: \.isMissing) { return .missing }
      // Exact and long numbers stay what they are.
      if elements.allSatisfy(\.isNumber), elements.contains(where: { !$0.isMachineReal }) {
        return try exactComoments(arguments, axis: axis, corrected: corrected, isCorrelation: isCorrelation)
      }
    }
    guard let xs = try columns(arguments[0]), let ys = try arguments.count == 2 ? columns(arguments[1]) : xs else { throw failure() }
    let count = xs.first?.count ?? 0
    if let other = (xs + ys).first(where: { $0.count != count }) {
      throw RuntimeError.dimensionMismatch("the samples have \(count) and \(other.count) observations")
    }
    func centred(_ x: DenseArray<Double>) -> DenseArray<Double> {
      let mean = x.sum() / Double(x.count)
      return x.map { $0 - mean }
    }
    let a = xs.map(centred)
    let b = arguments.count == 2 ? ys.map(centred) : a
    func moment(_ x: DenseArray<Double>, _ y: DenseArray<Double>) throws -> Double {
      let product = try linear { try x.dot(y) }
      guard isCorrelation else { return product / Double(count - (corrected ? 1 : 0)) }
      let (xx, yy) = (x.sumOfSquares(), y.sumOfSquares())
      // One root rounds less than two, where the product is in range.
      let scale = (1e-280...1e280).contains(xx * yy) ? (xx * yy).squareRoot() : xx.squareRoot() * yy.squareRoot()
      let correlation = product / scale
      // Not `min` and `max`, which pass over NaN.
      return correlation.magnitude > 1 ? (correlation > 0 ? 1 : -1) : correlation
    }
    let isMatrix = arguments.contains { ($0.array?.rank ?? 1) == 2 }
    if !isMatrix {
      if arguments.count == 1, isCorrelation { return Value(1.0) }
      let value = try moment(a[0], b[0])
      return Value(value)
    }
    var result: [Double] = []
    for (j, y) in b.enumerated() {
      for (i, x) in a.enumerated() {
        result.append(isCorrelation && arguments.count == 1 && i == j ? 1 : try moment(x, y))
      }
    }
    return heap.array(DenseArray(columnMajor: result, shape: [a.count, b.count]))
  }

  /// The same in the arithmetic of the elements: BigFloat, rational, complex. The second factor is the conjugated one.
  private func exactComoments(_ arguments: [Value], axis: Int, corrected: Bool, isCorrelation: Bool) throws -> Value {
    func centredColumns(_ value: Value) throws -> [[Value]] {
      let values = try list(value)
      var columns = [values]
      if let array = value.array, array.rank == 2 {
        let (rows, count) = (array.shape[0], array.shape[1])
        columns = axis == 1
          ? (0..<count).map { j in Array(values[j * rows..<(j + 1) * rows]) }
          : (0..<rows).map { i in (0..<count).map { j in values[i + j * rows] } }
      }
      return try columns.map { column in
        let mean = try self.mean(try promoted(column, shape: [column.count]))
        return try column.map { try subtract($0, mean) }
      }
    }
    let a = try centredColumns(arguments[0])
    let b = arguments.count == 2 ? try centredColumns(arguments[1]) : a
    let count = a.first?.count ?? 0
    if let other = (a + b).first(where: { $0.count != count }) {
      throw RuntimeError.dimensionMismatch("the samples have \(count) and \(other.count) observations")
    }
    func product(_ x: [Value], _ y: [Value]) throws -> Value {
      let terms = try zip(x, y).map { try multiply($0, try callLibrary("conj", [$1])) }
      return try callLibrary("sum", [try promoted(terms, shape: [terms.count])])
    }
    func moment(_ x: [Value], _ y: [Value]) throws -> Value {
      guard isCorrelation else { return try divide(try product(x, y), Value(count - (corrected ? 1 : 0))) }
      let squares = try [x, y].map { try callLibrary("real", [try product($0, $0)]) }
      return try divide(try product(x, y), try callLibrary("sqrt", [try multiply(squares[0], squares[1])]))
    }
    if !arguments.contains(where: { ($0.array?.rank ?? 1) == 2 }) { return try moment(a[0], b[0]) }
    let moments = try b.flatMap { y in try a.map { x in try moment(x, y) } }
    return try promoted(moments, shape: [a.count, b.count])
  }
}

extension ArrayObject {
  /// Whether doubles stand for all elements: exact and long numbers stay what they are.
  fileprivate var isPackedReal: Bool { tag != .array || slots.allSatisfy { !$0.isNumber || $0.isMachineReal } }
}

extension DenseArray<Double> {
  /// Whether a sample varies so little that it has to be read in decimals: a deviation below a millionth of the mean has lost
  /// six digits and more to the rounding of the numbers.
  static func suitsDecimals(_ mean: Double, _ variance: Double) -> Bool { variance.isNormal && variance < mean * mean * 1e-12 }

  var suitsDecimals: Bool {
    let mean = sum() / Double(count)
    return Self.suitsDecimals(mean, sumOfSquaredDeviations(from: mean) / Double(count))
  }
}

extension Value {
  /// Whether the number is a real one of at most 64 bits, which a `Double` stands for.
  fileprivate var isMachineReal: Bool { tag != .bigInteger && asDouble != nil && bigFloat == nil && rational == nil }
}

/// Weights of observations, by what they mean.
final class WeightsObject: HostObject {
  enum Kind: String { case plain = "Weights", frequency = "FrequencyWeights", analytic = "AnalyticWeights", probability = "ProbabilityWeights" }
  let kind: Kind
  let weights: Value

  init(_ kind: Kind, _ weights: Value, heap: Heap) {
    self.kind = kind
    self.weights = weights
    super.init()
    heap.retain(weights)
  }

  override func releaseChildren(_ heap: Heap) { heap.release(weights) }
  override var type: DataType {
    let element = weights.array?.elementType ?? weights.range?.elementType ?? .any
    return .parametric(
      kind.rawValue, [.type(element), .type(element), .type(weights.dataType)],
      supertype: .abstractArray([.type(element), .integer(1)]))
  }
  override func elements(_ machine: Machine) throws -> [Value]? { try machine.elements(weights) }
  override func element(_ indices: [Value], _ machine: Machine) throws -> Value? { try machine.index(weights, indices) }
  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    switch name {
    case "values": weights
    case "sum": try machine.callLibrary("sum", [weights])
    default: nil
    }
  }
  override var propertyNames: [String] { ["values", "sum"] }
  override func text(_ machine: Machine) throws -> String {
    let lines = try machine.text(of: weights).split(separator: "\n").dropFirst()
    return "\(lines.count)-element \(type):\n" + lines.joined(separator: "\n")
  }
}
