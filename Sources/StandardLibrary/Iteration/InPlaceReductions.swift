// Reductions stored in an array, whose dimensions of size 1 are reduced: `sum!(r, A)`.

import Engine

extension Library {
  mutating func addInPlaceReductions() {
    for (name, result) in [
      ("sum", "[3, 7]"), ("prod", "[2, 12]"), ("maximum", "[2, 4]"), ("minimum", "[1, 3]"), ("mean", "[1.5, 3.5]"),
      ("extrema", "[(1, 2), (3, 4)]"),
    ] {
      let zero = name == "mean" ? "[0.0, 0.0]" : name == "extrema" ? "[(0, 0), (0, 0)]" : "[0, 0]"
      add(
        "\(name)!(r, A)", "The \(name) of `A` along the dimensions in which `r` has size 1, stored in `r`.", arity: 2,
        keywords: ["init"], example: "\(name)!(\(zero), [1 2; 3 4])  # => \(result)"
      ) { call in
        try call.machine.reduce(call[1], into: call[0], by: name, [], call.noMethod())
        return call[0]
      }
    }
    for (name, result) in [("count", "[1, 2]"), ("any", "[true, true]"), ("all", "[false, true]")] {
      let zero = name == "count" ? "[0, 0]" : "[false, false]"
      add(
        "\(name)!(p, r, A)", "`\(name)` of `A` along the dimensions in which `r` has size 1, stored in `r`.",
        arity: Arity(2...3), keywords: ["init"], example: "\(name)!(>(1), \(zero), [1 2; 3 4])  # => \(result)"
      ) { call in
        let (target, source) = (call[call.count - 2], call[call.count - 1])
        try call.machine.reduce(source, into: target, by: name, call.count == 3 ? [call[0]] : [], call.noMethod())
        return target
      }
    }
  }
}

extension Machine {
  /// Reduces `source` along the dimensions that have size 1 in `target`, and stores the result there.
  fileprivate func reduce(
    _ source: Value, into target: Value, by name: String, _ function: [Value], _ failure: @autoclosure () -> RuntimeError
  ) throws {
    guard let into = target.array, let array = source.array else { throw failure() }
    func size(_ axis: Int) -> Int { axis < into.rank ? into.shape[axis] : 1 }
    let axes = array.shape.indices.filter { size($0) == 1 && array.shape[$0] != 1 }
    for axis in 0..<max(array.rank, into.rank) where !axes.contains(axis) {
      let own = axis < array.rank ? array.shape[axis] : 1
      if own != size(axis) {
        throw RuntimeError.dimensionMismatch("cannot reduce an array of size \(array.shape) into one of size \(into.shape)")
      }
    }
    let result = try reduceSlices(array, axes) { try callLibrary(name, function + [$0]) }
    try store(result, into: target, failure())
  }
}
