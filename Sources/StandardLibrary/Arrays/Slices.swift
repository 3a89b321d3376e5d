// The slices of an array as an array: rows, columns, and what `eachslice` gives.

import Engine

extension Machine {
  /// The views of an array at each index along some dimensions, counted from zero.
  func slices(of source: Value, _ array: ArrayObject, along axes: [Int]) throws -> Value {
    let shape = axes.map { $0 < array.rank ? array.shape[$0] : 1 }
    let rank = max(array.rank, (axes.max() ?? 0) + 1)
    let slice = { [unowned self] (position: Int) throws -> Value in
      var indices = [Value](repeating: .colon, count: rank)
      var rest = position
      for (axis, size) in zip(axes, shape) {
        indices[axis] = Value(rest % size + 1)
        rest /= size
      }
      return try view(source, indices)
    }
    let elementType = shape.contains(0) ? .any : try slice(0).dataType
    let axesType = DataType.tuple(shape.map { _ in RangeObject.oneTo(1).type })
    let elements = DataType.Parameter.type(elementType)
    var parameters: [DataType.Parameter] = [.type(source.dataType), .type(axesType), elements]
    var name = "Slices"
    if array.rank == 2, axes.count == 1 {
      name = axes[0] == 0 ? "RowSlices" : "ColumnSlices"
    } else {
      let pattern = (0..<rank).map { axes.firstIndex(of: $0) == nil ? DataType.colon : .int64 }
      parameters = [.type(source.dataType), .type(.tuple(pattern)), .type(axesType), elements, .integer(axes.count)]
    }
    let above = DataType.parametric(
      "AbstractSlices", [elements, .integer(axes.count)], supertype: .abstractArray([elements, .integer(axes.count)]),
      isAbstract: true)
    let kind = DataType.parametric(name, parameters, supertype: above)
    return heap.adopt(LazyArray(kind, shape: shape, sources: [source], heap: heap, slice))
  }
}
