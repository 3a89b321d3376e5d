// All positions of an array of several dimensions, as an array.

/// `CartesianIndices((2, 3))`: all positions of an array, the first index fastest.
public final class CartesianIndicesObject: LazyArray {
  /// The indices along each dimension.
  public let ranges: [RangeObject]

  public init(_ ranges: [RangeObject], heap: Heap) {
    self.ranges = ranges
    let kind = DataType.parametric(
      "CartesianIndices", [.integer(ranges.count), .type(.tuple(ranges.map(\.type)))],
      supertype: .abstractArray([.type(CartesianIndexObject.type(rank: ranges.count)), .integer(ranges.count)]))
    super.init(kind, shape: ranges.map(\.count), heap: heap) { [unowned heap] position in
      var rest = position
      return heap.adopt(
        CartesianIndexObject(
          ranges.map { range in
            defer { rest /= range.count }
            return range.element(rest % range.count).unsafeInteger
          }))
    }
  }

  public override func text(_ machine: Machine) throws -> String {
    let parts = ranges.map { range in
      if case .unit(1, true) = range.elements { return "\(range.count)" }
      if case .step(let start, let step) = range.elements { return "\(start):\(step):\(range.last.integer ?? start)" }
      return "\(range.first.integer ?? 1):\((range.first.integer ?? 1) + range.count - 1)"
    }
    return "CartesianIndices((\(parts.joined(separator: ", "))\(parts.count == 1 ? ",))" : "))")"
  }
}

extension Machine {
  /// The positions between two corners: `I:J`, `I:step:J`.
  func box(from first: [Int], step: [Int]?, to last: [Int]) throws -> Value? {
    guard first.count == last.count else { return nil }
    var ranges: [RangeObject] = []
    for (dimension, (start, stop)) in zip(first, last).enumerated() {
      if let step {
        guard step.count == first.count, step[dimension] != 0 else { return nil }
        guard let range = try makeRange(Value(start), step: Value(step[dimension]), Value(stop)).range else { return nil }
        ranges.append(range)
      } else {
        ranges.append(RangeObject(from: start, to: stop))
      }
    }
    return heap.adopt(CartesianIndicesObject(ranges, heap: heap))
  }
}
