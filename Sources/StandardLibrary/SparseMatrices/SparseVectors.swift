// Making sparse vectors, and what only they have.

import Arrays
import Engine

extension Library {
  mutating func addSparseVectors() {
    add(
      "sparsevec(I, V, n, combine)", """
        The sparse vector with `V[k]` at the index `I[k]`, of length `n` or as long as it must be; elements of one index are \
        added, or combined by `combine`. `sparsevec(d, n)` takes a dictionary of indices and values, `sparsevec(A)` the elements \
        of another vector or matrix.
        """, arity: Arity(1...4),
      example: """
        v = sparsevec([1, 4, 4], [2.0, 1, 5]); Vector(v)  # => [2.0, 0, 0, 6]
        Vector(sparsevec(Dict(2 => 7), 3))  # => [0, 7, 0]
        """
    ) { call in try call.machine.sparseVector(call) }
    add("#new:SparseVector(T, v)", "", arity: Arity(2...4)) { call in
      let machine = call.machine
      if call.count == 4 {
        guard let places = try machine.indexList(call[2]), let (array, kind) = try machine.sparseNumbers(call[3]) else {
          throw call.noMethod()
        }
        let length = try call.int(1)
        let matrix = try machine.linear {
          try array.compressed(rows: length, columns: 1, starts: [0, places.count], indices: places)
        }
        return try machine.converted(machine.sparse(matrix, kind, .vector), for: call[0])
      }
      guard call.count == 2, let result = try machine.sparseVector(of: call[1]) else { throw call.noMethod() }
      return try machine.converted(result, for: call[0])
    }
    add(
      "nonzeroinds(v)", "The indices of the stored elements of a sparse vector.", arity: 1,
      example: "nonzeroinds(sparse([0, 7, 5]))  # => [2, 3]"
    ) { call in
      let object = try call.sparseObject()
      guard object.isVector else { throw call.noMethod(hint: "rowvals(A) has the rows of a matrix") }
      return call.heap.vector(object.matrix.rowIndices.map { $0 + 1 })
    }
  }
}

extension Machine {
  fileprivate func sparseVector(_ call: borrowing Call) throws -> Value {
    if let dictionary = call[0].dictionary, call.count <= 2 {
      let keys = dictionary.pairs.map { exactInt($0.key) }
      let indices = keys.compactMap { $0 }
      guard indices.count == keys.count else { throw call.noMethod(hint: "the keys are the indices, which are integers") }
      let values = try indices.isEmpty
        ? filledArray(with: Value(0.0), shape: [0]) : promoted(dictionary.pairs.map(\.value), shape: [indices.count])
      return try sparseVector(indices.map { $0 &- 1 }, values, length: call.count > 1 ? call.int(1) : nil, combine: nil, call)
    }
    if call.count == 1 {
      if let result = try sparseVector(of: call[0]) { return result }
      throw call.noMethod(hint: "sparsevec(v) takes a vector, sparsevec(I, V) the indices and values of its elements")
    }
    guard let indices = try indexList(call[0]) else { throw call.noMethod() }
    let values = call[1].isNumber ? try filledArray(with: call[1], shape: [indices.count]) : call[1]
    return try sparseVector(
      indices, values, length: call.count > 2 ? call.int(2) : nil, combine: call.count > 3 ? call[3] : nil, call)
  }

  /// The elements of a vector, or of a matrix in storage order, as a sparse vector; `nil` for what is neither.
  fileprivate func sparseVector(of value: Value) throws -> Value? {
    guard let copy = try sparseCopy(value), let object = copy.host as? SparseObject else { return nil }
    return try object.flattened(self)
  }

  /// The vector with values at indices counted from zero.
  private func sparseVector(
    _ indices: [Int], _ values: Value, length given: Int?, combine: Value?, _ call: borrowing Call
  ) throws -> Value {
    guard let (array, kind) = try sparseNumbers(values) else { throw call.noMethod() }
    guard array.count == indices.count else {
      throw RuntimeError.argument(
        "index and value vectors must be the same length, got \(indices.count) indices and \(array.count) values")
    }
    let length = given ?? indices.max().map { $0 &+ 1 } ?? 0
    guard length >= 0 else { throw RuntimeError.argument("vector length must be non-negative, got \(length)") }
    if let odd = indices.first(where: { $0 < 0 || $0 >= length }) {
      throw RuntimeError.argument("An index is out of bound: \(odd &+ 1) does not lie in 1:\(length)")
    }
    let columns = [Int](repeating: 0, count: indices.count)
    return try sparse(
      gathered(array, kind, rows: length, columns: 1, indices, columns, combine: combine), kind, .vector)
  }
}
