// Parts of matrices in place: diagonals as views, bands, triangles that are copied, and checks of sizes.

import Engine

extension Library {
  mutating func addMatrixParts() {
    add(
      "checksquare(A...)", "The order of a square matrix, or those of several; an error for a matrix that is not square.",
      arity: Arity(1...), example: "checksquare([1 2; 3 4])  # => 2"
    ) { call in
      let orders = try call.values.map { value in
        guard let shape = try call.machine.shape(value) else { throw call.noMethod() }
        return try call.machine.squareOrder(shape)
      }
      return orders.count == 1 ? Value(orders[0]) : call.heap.vector(orders)
    }
    add(
      "diagind(A, k)", "The linear indices of diagonal `k` of a matrix.", arity: Arity(1...3),
      example: "A = [1 2; 3 4]; A[diagind(A)]  # => [1, 4]\ndiagind(zeros(3, 3), -1)  # => 2:4:6"
    ) { call in
      let machine = call.machine
      guard let shape = try machine.shape(call[0]), shape.count == 2 else { throw call.noMethod() }
      return machine.heap.adopt(RangeObject.diagonal(try call.diagonal(of: shape), of: shape))
    }
    add(
      "diagview(A, k)", "Diagonal `k` of a matrix as a view: writing to it changes `A`.", arity: Arity(1...2),
      example: "A = [1 2; 3 4]; diagview(A) .= 0; A  # => [0 2; 3 0]"
    ) { call in
      guard let array = call[0].array, array.rank == 2 else { throw call.noMethod() }
      let k = try call.diagonal(of: array.shape)
      if array.form.isStructured, k != 0 || array.form.hasUnitDiagonal {
        throw RuntimeError.argument(
          "diagonal \(k) of a matrix of type \(call[0].dataType) cannot be written", hint: "diag(A, k) is a copy of it")
      }
      let column = try call.machine.callLibrary("vec", [call[0]])
      return try call.machine.view(column, [call.heap.adopt(RangeObject.diagonal(k, of: array.shape))])
    }
    add(
      "fillband!(A, x, l, u)", "Stores `x` in the diagonals `l` to `u` of a matrix.", arity: 4,
      example: "fillband!(zeros(2, 2), 1, 0, 1)  # => [1.0 1; 0 1]"
    ) { call in
      let (lower, upper) = (try call.int(2), try call.int(3))
      return try call.fill(call[1]) { i, j in j - i >= lower && j - i <= upper }
    }
    add(
      "fillstored!(A, x)", "Stores `x` in all entries that the structure of a matrix lets differ from zero.", arity: 2,
      example: "fillstored!(UpperTriangular([1 2; 3 4]), 5)  # => [5 5; 0 5]"
    ) { call in
      let form = call[0].array?.form ?? .plain
      return try call.fill(call[1]) { i, j in !form.isZero(row: i, column: j) && !(i == j && form.hasUnitDiagonal) }
    }
    add(
      "copytrito!(B, A, uplo)", "Copies the upper (`'U'`) or lower (`'L'`) triangle of `A` to that of `B`.", arity: 3,
      example: "copytrito!(zeros(Int, 2, 2), [1 2; 3 4], 'L')  # => [1 0; 3 4]"
    ) { call in
      let machine = call.machine
      guard let source = call[1].array, let target = call[0].array, source.rank == 2, target.rank == 2 else { throw call.noMethod() }
      let side = call[2].character ?? call[2].symbol?.name.unicodeScalars.first
      guard side == "U" || side == "L" else { throw RuntimeError.argument("uplo argument must be 'U' (upper) or 'L' (lower)") }
      guard target.shape[0] >= source.shape[0], target.shape[1] >= source.shape[1] else {
        throw RuntimeError.dimensionMismatch(
          "B of size \(target.shape[0])×\(target.shape[1]) is smaller than A of size \(source.shape[0])×\(source.shape[1])")
      }
      for j in 0..<source.shape[1] {
        for i in 0..<source.shape[0] where side == "U" ? i <= j : i >= j {
          try machine.setIndex(call[0], [Value(i + 1), Value(j + 1)], source.element(i + j * source.shape[0], call.heap))
        }
      }
      return call[0]
    }
  }
}

extension Call {
  /// The diagonal that the second argument names, the main one without it.
  fileprivate func diagonal(of shape: [Int]) throws -> Int {
    let k = count >= 2 ? try int(1) : 0
    guard k >= -shape[0], k <= shape[1] else {
      throw RuntimeError.argument(
        "requested diagonal, \(k), must be at least \(-shape[0]) and at most \(shape[1]) in an \(shape[0])-by-\(shape[1]) matrix")
    }
    return k
  }

  /// Stores a value in the entries of the first argument that the condition names by row and column, in all or in none.
  fileprivate func fill(_ value: Value, where condition: (Int, Int) -> Bool) throws -> Value {
    guard let array = self[0].array, array.rank == 2 else { throw noMethod() }
    try machine.countStep(array.count)
    try heap.reserve(count: array.count, stride: 16)
    var elements: [Value] = []
    elements.reserveCapacity(array.count)
    for j in 0..<array.shape[1] {
      for i in 0..<array.shape[0] {
        elements.append(condition(i, j) ? value : array.element(i + j * array.shape[0], heap))
      }
    }
    try machine.store(all: elements, in: array)
    return self[0]
  }
}

extension RangeObject {
  /// The linear indices of a diagonal of a matrix, which must lie between its corners.
  fileprivate static func diagonal(_ k: Int, of shape: [Int]) -> RangeObject {
    let (rows, columns) = (shape[0], shape[1])
    let count = max(0, min(rows - max(0, -k), columns - max(0, k)))
    return RangeObject(.step(start: (k >= 0 ? k * rows : -k) + 1, step: rows + 1), count: count)
  }
}
