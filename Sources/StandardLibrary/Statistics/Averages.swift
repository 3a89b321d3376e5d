// Means: arithmetic, weighted, geometric, harmonic; the middle of a sample.

import Arrays
import Engine

extension Library {
  mutating func addAverages() {
    add("mean(f, xs; dims)", "The arithmetic mean, or that of `f` of each; `mean(xs, weights)` weighs the elements.", arity: Arity(1...2), keywords: ["dims", "weights"], example: "mean([1, 2, 6])  # => 3.0") { call in
      let machine = call.machine
      if let result = try call[0].host?.apply("mean", call.values, machine), !(call[0].host is CompositionObject) { return result }
      if call.count == 2, !machine.isFunctionLike(call[0]) { return try machine.weightedMean(call[0], call[1]) }
      if let weights = call.keyword("weights") { return try machine.weightedMean(call[0], weights) }
      let reduction = try Reduction(call)
      if let axes = reduction.axes, axes.count == 1, reduction.function == nil, let dense = reduction.source.array?.denseFloats, axes[0] < dense.rank {
        return call.heap.array(dense.sum(along: axes[0]).map { $0 / Double(dense.shape[axes[0]]) })
      }
      return try reduction.alongDimensions(machine) { elements in
        try machine.mean(reduction.function.map { try machine.map($0, [elements]) } ?? elements)
      }
    }
    add("median(xs; dims)", "The middle of the sorted elements, or the mean of the two in the middle.", arity: 1, keywords: ["dims"], example: "median([3, 1, 2, 10])  # => 2.5") { call in
      let machine = call.machine
      if let result = try call[0].host?.apply("median", call.values, machine) { return result }
      return try Reduction(call).alongDimensions(machine) { try machine.median($0) }
    }
    add("median!(v)", "The median; `v` may be reordered.", arity: 1, example: "median!([3, 1, 2])  # => 2.0") { try $0.machine.median($0[0]) }
    add("middle(a, b)", "The mean of two numbers, or of the extrema of a collection.", arity: Arity(1...2), example: "middle(1, 4)  # => 2.5") { call in
      let machine = call.machine
      if call.count == 2 { return try machine.middle(call[0], call[1]) }
      if call[0].isNumber { return try machine.divide(call[0], Value(1)) }
      let pair = try machine.list(try machine.callLibrary("extrema", [call[0]]))
      return try machine.middle(pair[0], pair[1])
    }
  }
}

extension Machine {
  /// The mean of all elements.
  func mean(_ source: Value) throws -> Value {
    if source.isNumber { return try divide(source, Value(1)) }
    if let range = source.range, range.count > 0, range.isInteger || range.isFloat {
      // Both ends weigh the same; halved first where their sum overflows.
      let sum = try add(range.first, range.last)
      return try divide(sum, Value(2))
    }
    var source = source
    if source.tag == .iterator || source.tag == .set { source = try collect(source) }
    let count = try length(source) ?? list(source).count
    if count == 0 {
      if source.isArray { return Value(Double.nan) }
      throw emptyReduction
    }
    return try divide(try callLibrary("sum", [source]), Value(count))
  }

  func median(_ source: Value) throws -> Value {
    if source.isNumber { return source }
    if let range = source.range { return range.count == 0 ? Value(Double.nan) : try mean(source) }
    let array = try asArray(source)
    if array.count == 0 { throw RuntimeError.argument("median of an empty array is undefined, \(try compactText(of: source))") }
    let elements = (0..<array.count).map { array.element($0, heap) }
    if elements.contains(where: \.isMissing) { return .missing }
    if let nan = elements.first(where: { primalDouble($0)?.isNaN == true }) { return nan }
    let sorted: [Value]
    if let dense = array.denseFloats {
      sorted = dense.sorted().elements.map { Value($0) }
    } else {
      sorted = try StableSort.order(count: elements.count) { try isLess(elements[$0], elements[$1]) }.map { elements[$0] }
    }
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return try divide(sorted[middle], Value(1)) }
    let (a, b) = (sorted[middle - 1], sorted[middle])
    return try self.middle(a, b)
  }

  /// Half of each, which does not overflow as their sum may.
  func middle(_ a: Value, _ b: Value) throws -> Value { try add(divide(a, Value(2)), divide(b, Value(2))) }

  /// The mean with weights.
  func weightedMean(_ source: Value, _ weights: Value) throws -> Value {
    let values = try list(source)
    let weights = try list(weights)
    guard values.count == weights.count else {
      throw RuntimeError.dimensionMismatch("there are \(values.count) elements and \(weights.count) weights")
    }
    if values.isEmpty { return Value(Double.nan) }
    let products = try promoted(zip(values, weights).map { try multiply($0, $1) }, shape: [values.count])
    return try divide(try callLibrary("sum", [products]), try callLibrary("sum", [promoted(weights, shape: [weights.count])]))
  }
}
