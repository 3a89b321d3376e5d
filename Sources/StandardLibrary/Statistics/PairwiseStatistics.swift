// A function of all pairs of vectors, and tables of which value is where.

import Arrays
import Engine

extension Library {
  mutating func addPairwiseStatistics() {
    let keywords = ["symmetric", "skipmissing"]
    add(
      "pairwise(f, x, y; symmetric, skipmissing)",
      "The matrix of `f(x[i], y[j])`; with `skipmissing = :pairwise` or `:listwise` without the places where a value is missing.",
      arity: Arity(2...3), keywords: keywords, example: "pairwise((a, b) -> sum(a .* b), [[1, 2], [3, 4]])  # => [5 11; 11 25]"
    ) { call in
      let results = try call.pairs(function: call[0], x: call[1], y: call.count == 3 ? call[2] : nil)
      return call.machine.collected(results.values, shape: results.shape)
    }
    add(
      "pairwise!(f, dest, x, y; symmetric, skipmissing)", "Stores `pairwise(f, x, y)` in `dest`.", arity: Arity(3...4),
      keywords: keywords, example: "pairwise!((a, b) -> a * b, zeros(2, 2), [1, 2])  # => [1 2; 2 4]"
    ) { call in
      let results = try call.pairs(function: call[0], x: call[2], y: call.count == 4 ? call[3] : nil)
      guard let target = call[1].array, target.shape == results.shape else {
        throw RuntimeError.dimensionMismatch("dest has the wrong size: \(results.shape) is needed")
      }
      for (position, value) in results.values.enumerated() {
        target.store(try call.machine.converted(value, for: target), at: position, call.heap)
      }
      return call[1]
    }
    add(
      "indicatormat(x, k)",
      "The matrix that is true where the value of a column is that of the row: for values `1:k`, for the values in a vector, or for all that occur.",
      arity: Arity(1...2), keywords: ["sparse"], example: "indicatormat([1, 2, 2], 2)  # => Bool[1 0 0; 0 1 1]"
    ) { call in
      let machine = call.machine
      let values = try machine.list(call[0])
      var levels: [Value]
      if call.count == 2, let count = call[1].integer {
        try call.heap.reserve(count: max(0, count), stride: 64)
        levels = (0..<max(0, count)).map { Value($0 + 1) }
      } else if call.count == 2 {
        levels = try machine.list(call[1])
      } else {
        let distinct = try machine.callLibrary("unique", [machine.collected(values)])
        levels = try machine.list(machine.callLibrary("sort", [distinct]))
      }
      try call.machine.countStep(try call.heap.reserve(shape: [levels.count, values.count], stride: 1) / 16)
      var rows: [Key: Int] = [:]
      for (row, level) in levels.enumerated() { rows[Key(level)] = row }
      var entries = [Bool](repeating: false, count: levels.count * values.count)
      for (column, value) in values.enumerated() {
        guard let row = rows[Key(value)] else {
          throw RuntimeError.argument("the value \(try machine.compactText(of: value)) is not among the levels")
        }
        entries[row + column * levels.count] = true
      }
      return call.heap.array(DenseArray(columnMajor: entries, shape: [levels.count, values.count]))
    }
  }
}

extension Call {
  /// `f` of every pair, column by column.
  fileprivate func pairs(function: Value, x: Value, y: Value?) throws -> (values: [Value], shape: [Int]) {
    let rows = try machine.list(x)
    let columns = try y.map { try machine.list($0) } ?? rows
    let isSymmetric = try flag("symmetric")
    if isSymmetric, y != nil { throw RuntimeError.argument("symmetric=true only makes sense passing a single set of variables") }
    let mode = keyword("skipmissing")?.symbol?.name ?? "none"
    guard ["none", "pairwise", "listwise"].contains(mode) else {
      throw RuntimeError.argument("skipmissing must be one of :none, :pairwise or :listwise")
    }
    var complete: [Bool]?
    if mode == "listwise" {
      for vector in rows + columns {
        let present = try machine.list(vector).map { !$0.isMissing }
        complete = complete.map { zip($0, present).map { $0 && $1 } } ?? present
      }
    }
    let isCorrelation = function.function?.libraryFunction?.name == "cor" && y == nil
    var values = [Value](repeating: .nothing, count: try heap.reserve(shape: [rows.count, columns.count], stride: 32))
    for column in columns.indices {
      for row in rows.indices {
        let place = row + column * rows.count
        if isSymmetric, row < column {
          continue
        } else if isCorrelation, row == column {
          values[place] = Value(1.0)
        } else if mode == "none" {
          values[place] = try machine.call(function, [rows[row], columns[column]])
        } else {
          let (a, b) = (try machine.list(rows[row]), try machine.list(columns[column]))
          guard a.count == b.count else { throw RuntimeError.dimensionMismatch("the vectors have different lengths") }
          let kept = a.indices.filter { complete?[$0] ?? (!a[$0].isMissing && !b[$0].isMissing) }
          values[place] = try machine.call(
            function, [machine.collected(kept.map { a[$0] }), machine.collected(kept.map { b[$0] })])
        }
        if isSymmetric, row > column { values[column + row * rows.count] = values[place] }
      }
    }
    return (values, [rows.count, columns.count])
  }
}
