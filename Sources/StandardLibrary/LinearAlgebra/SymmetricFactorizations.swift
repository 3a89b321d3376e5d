// Factorisations of symmetric matrices with pivots: Bunch–Kaufman's L D Lᵀ, and Cholesky's of semidefinite ones.

import Arrays
import Engine

extension Library {
  mutating func addSymmetricFactorizations() {
    add(
      "bunchkaufman(A)", """
        The factorisation `A[p, p] = U * D * U'` of a symmetric or Hermitian matrix, definite or not, with blocks of one or two \
        in `D`: `F.U`, `F.D`, `F.p`. Of `Symmetric(A, :L)` it is `L * D * L'` with `F.L`.
        """, arity: 1, example: "F = bunchkaufman([0.0 1; 1 0]); F.U * F.D * F.U' ≈ [0.0 1; 1 0][F.p, F.p]  # => true",
      source: "LAPACK sytrf_rk; Golub & Van Loan, section 4.4"
    ) { call in try call.bunchKaufman(call[0].array?.keepsLowerTriangle == true ? .lower : .upper) }
    add(
      "ldlt(A)", """
        The factorisation `L * D * L'` of a symmetric or Hermitian matrix: of a dense one as `bunchkaufman` gives it, of a \
        sparse one without pivots, as `A[p, p]`.
        """, arity: 1, example: "F = ldlt([2.0 1; 1 3]); F.L * F.D * F.L' ≈ [2.0 1; 1 3][F.p, F.p]  # => true",
      source: "LAPACK sytrf_rk; Golub & Van Loan, section 4.4"
    ) { call in try call.bunchKaufman(.lower) }
    add(
      "lowrankupdate(C, v)", "The Cholesky factorisation of `A + v * v'` from that of `A`, without beginning again.", arity: 2,
      example: "C = cholesky([2.0 0; 0 1]); lowrankupdate(C, [1.0, 0]).L[1, 1] ≈ √3  # => true",
      source: "Golub & Van Loan, section 6.5.4"
    ) { call in
      guard let result = try call.appliedByHost() else { throw call.noMethod() }
      return result
    }
    add(
      "lowrankdowndate(C, v)", "The Cholesky factorisation of `A - v * v'` from that of `A`.", arity: 2,
      example: "C = cholesky([2.0 0; 0 1]); lowrankdowndate(C, [1.0, 0]).L[1, 1] ≈ 1  # => true",
      source: "Golub & Van Loan, section 6.5.4"
    ) { call in
      guard let result = try call.appliedByHost() else { throw call.noMethod() }
      return result
    }
  }
}

extension Call {
  fileprivate func bunchKaufman(_ triangle: Triangle) throws -> Value {
    let matrix = try floatingMatrix()
    return machine.factorization(try machine.linear { try matrix.bunchKaufmanContents(triangle) })
  }
}

extension LinearArray {
  /// A[p, p] = U D Uᴴ or L D Lᴴ.
  func bunchKaufmanContents(_ triangle: Triangle) throws -> Contents {
    let decomposition = try dense.bunchKaufman(triangle: triangle)
    let n = dense.rows
    let (name, form) = triangle == .upper ? ("U", ArrayObject.Form.unitUpperTriangular) : ("L", .unitLowerTriangular)
    let order = decomposition.permutation
    var contents = Contents(
      type: .factorization("BunchKaufman", [elementType, matrixType, .array(.int64, rank: 1)]), size: [n, n],
      properties: [
        ("D", { try $0.structured("Tridiagonal", $0.heap.linear(decomposition.blockDiagonal)) }),
        (name, { $0.heap.linear(decomposition.unitTriangular, form: form) }),
        ("p", { $0.heap.vector(order.map { $0 + 1 }) }),
        ("P", { $0.heap.array(Matrix<Double>(rows: n, columns: n) { i, j in order[i] == j ? 1 : 0 }) }),
      ],
      iterated: ["D", name, "p"], sections: [("D factor:", "D"), ("\(name) factor:", name), ("permutation:", "p")],
      product: { machine in
        try machine.linear {
          let product = try decomposition.unitTriangular.multiplied(by: decomposition.blockDiagonal)
            .multiplied(by: decomposition.unitTriangular.adjoint())
          return machine.heap.linear(product.reordered(back: order))
        }
      })
    contents.operations = [
      "det": { _, _ in Value(decomposition.determinant) },
      "logabsdet": { _, machine in
        let (logarithm, sign) = decomposition.logarithmicDeterminant
        return machine.heap.tuple([Value(logarithm), Value(sign)])
      },
      "issuccess": { _, _ in Value(decomposition.zeroPivot == nil) },
      "inv": { _, machine in
        machine.heap.linear(try machine.linear { try decomposition.solve(Matrix<Scalar>.identity(n)) })
      },
      "\\": { arguments, machine in
        try machine.solution(arguments) { try decomposition.solve($0) }
      },
    ]
    return contents
  }

  /// A[p, p] = L Lᴴ, as far as the rank goes.
  func pivotedCholeskyContents(check: Bool, _ machine: Machine) throws -> Contents {
    let decomposition = try dense.pivotedCholesky()
    let n = dense.rows
    if check, decomposition.rank < n {
      throw RuntimeError(
        "RankDeficientException", "matrix is rank deficient: its rank is \(decomposition.rank), and its order \(n)",
        hint: "`check = false` gives the factorisation nevertheless")
    }
    let order = decomposition.permutation
    let square = Matrix<Scalar>(rows: n, columns: n) { i, j in j < decomposition.rank ? decomposition.lower[i, j] : .zero }
    var contents = Contents(
      type: .factorization("CholeskyPivoted", [elementType, matrixType, .array(.int64, rank: 1)]), size: [n, n],
      properties: [
        ("L", { $0.heap.linear(square, form: .lowerTriangular) }), ("U", { $0.heap.linear(square.adjoint(), form: .upperTriangular) }),
        ("p", { $0.heap.vector(order.map { $0 + 1 }) }),
        ("P", { $0.heap.array(Matrix<Double>(rows: n, columns: n) { i, j in order[j] == i ? 1 : 0 }) }),
        ("rank", { _ in Value(decomposition.rank) }),
      ],
      iterated: ["L", "U"], sections: [("U factor with rank \(decomposition.rank):", "U"), ("permutation:", "p")],
      product: { machine in
        try machine.linear { machine.heap.linear(try square.multiplied(by: square.adjoint()).reordered(back: order)) }
      })
    contents.operations = [
      "rank": { _, _ in Value(decomposition.rank) },
      "issuccess": { _, _ in Value(decomposition.rank == n) },
      "\\": { arguments, machine in
        try machine.solution(arguments) { try decomposition.solve($0) }
      },
    ]
    return contents
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// A from A[p, p].
  fileprivate func reordered(back order: [Int]) -> DenseArray {
    var place = [Int](repeating: 0, count: order.count)
    for (i, row) in order.enumerated() { place[row] = i }
    return DenseArray(rows: rows, columns: columns) { i, j in self[place[i], place[j]] }
  }
}
