// Sparse matrices put together from others, and their rows and columns in another order.

import Arrays
import Engine

extension Library {
  mutating func addSparseJoining() {
    for (name, joined, place) in [("sparse_hcat", "hcat", "beside"), ("sparse_vcat", "vcat", "below")] {
      add(
        "\(name)(A...)", "The matrices and vectors \(place) each other, sparse or not, as a sparse one.", arity: Arity(1...),
        example: joined == "hcat"
          ? "A = sparse_hcat([1, 0], [0, 2]); (issparse(A), Matrix(A))  # => (true, [1 0; 0 2])"
          : "A = sparse_vcat([1 0], [0 2]); (issparse(A), Matrix(A))  # => (true, [1 0; 0 2])"
      ) { call in
        guard let result = try call.machine.sparseJoined(call.values, horizontally: joined == "hcat") else {
          throw call.noMethod()
        }
        return result
      }
    }
    add(
      "sparse_hvcat(rows, A...)", """
        The matrices joined to rows of the given numbers of blocks, and the rows below each other, as a sparse matrix.
        """, arity: Arity(2...),
      example: "A = sparse_hvcat((2, 1), [1, 2], [0, 3], [4 0]); Matrix(A)  # => [1 0; 2 3; 4 0]"
    ) { call in
      let machine = call.machine
      let blocks = try call.values.dropFirst().map { block -> Value in
        guard let result = try machine.sparseJoined([block], horizontally: true) else { throw call.noMethod() }
        return result
      }
      return try machine.callLibrary("hvcat", [call[0]] + blocks)
    }
    add(
      "permute(A, p, q)", "The sparse matrix `A[p, q]`, for permutations `p` of its rows and `q` of its columns.", arity: 3,
      example: "Matrix(permute(sparse([1 2; 0 4]), [2, 1], [1, 2]))  # => [0 4; 1 2]"
    ) { call in
      let machine = call.machine
      let object = try call.sparseObject()
      guard object.form == .matrix, let p = try machine.indexList(call[1]), let q = try machine.indexList(call[2]) else {
        throw call.noMethod()
      }
      for (list, count, kind) in [(p, object.rows, "row"), (q, object.columns, "column")] {
        guard list.count == count else {
          throw RuntimeError.argument(
            "the \(kind)-permutation has \(list.count) entries, and the matrix \(count) \(kind)\(count == 1 ? "" : "s")")
        }
        guard Set(list).count == count, list.allSatisfy({ $0 >= 0 && $0 < count }) else {
          throw RuntimeError.argument("the \(kind)-permutation must be a permutation of 1:\(count)")
        }
      }
      return try machine.sparse(machine.linear { try object.matrix.selecting(rows: p, columns: q) }, object.kind)
    }
  }
}

extension Machine {
  /// Matrices, vectors and numbers beside or below each other; vectors below each other make a vector. `nil` if one of the
  /// values is something else.
  func sparseJoined(_ values: [Value], horizontally: Bool) throws -> Value? {
    var (matrices, kind, isVector): ([any SparseStorage], SparseElement, Bool) = ([], .boolean, !horizontally)
    for value in values {
      let value = value.isNumber ? try promoted([value], shape: [1]) : value.iterator is LazyArray ? try collect(value) : value
      guard let operand = try sparseOperand(value) else { return nil }
      matrices.append(operand.matrix)
      kind = max(kind, operand.kind)
      if try sizes(of: value)?.count != 1 { isVector = false }
    }
    if matrices.contains(where: \.isComplex) { matrices = matrices.map { $0.isComplex ? $0 : $0.asComplex() } }
    let count = matrices.reduce(0) { $0 + $1.storedCount }
    try countStep((count + matrices.reduce(0) { $0 + $1.shape[1] }) / 8)
    try heap.reserve(count: count, stride: 24)
    let joined = try linear { try matrices[0].joined(matrices, horizontally: horizontally) }
    return try sparse(joined, kind, isVector ? .vector : .matrix)
  }
}
