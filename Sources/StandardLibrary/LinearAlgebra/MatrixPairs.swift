// Pairs of matrices: A v = λ B v, both forms of Schur's decomposition at once, and common singular values.

import Arrays
import Engine

extension Call {
  /// The first two arguments as matrices of one kind of numbers; `nil` unless there are two matrices.
  func matrixPair() throws -> (any LinearArray, any LinearArray)? {
    guard count == 2, self[1].array?.rank == 2, self[0].array?.rank == 2 else { return nil }
    let (a, b) = (try floatingMatrix(), try floatingMatrix(1))
    return a.matched(with: b)
  }
}

extension LinearArray {
  /// A V = B V diag(λ); real and sorted where A is Hermitian and B positive definite.
  func eigenContents(with other: any LinearArray, _ machine: Machine) throws -> Contents? {
    guard let b = same(other) else { return nil }
    let n = dense.rows
    if dense.isHermitian, b.isHermitian {
      do {
        let decomposition = try dense.symmetricEigen(with: b)
        return Contents(
          generalizedEigen: { $0.array(decomposition.values) }, { $0.linear(decomposition.vectors) },
          [elementType, .float64, matrixType, .array(.float64, rank: 1)], order: n)
      } catch {
        switch error {
        case .notPositiveDefinite: break  // The general decomposition takes every B.
        default: throw error
        }
      }
    }
    let decomposition = try machine.linear { try dense.eigen(with: b) }
    // Parts of infinite numbers, which belong to a singular second matrix, are NaN unless they are taken as they lie in memory.
    let isReal = !isComplex && decomposition.values.elements.allSatisfy { $0.rawStorage.y == 0 }
    let type: DataType = isReal ? .float64 : .complexF64
    return Contents(
      generalizedEigen: { isReal ? $0.vector(decomposition.values.elements.map(\.rawStorage.x)) : $0.array(decomposition.values) },
      { isReal ? $0.array(decomposition.vectors.realParts) : $0.array(decomposition.vectors) },
      [type, type, .array(type, rank: 2), .array(type, rank: 1)], order: n)
  }

  /// A = Q S Zᴴ and B = Q T Zᴴ.
  func schurContents(with other: any LinearArray, _ machine: Machine) throws -> Contents? {
    guard let b = same(other) else { return nil }
    let decomposition = try machine.linear { try dense.schur(with: b) }
    let n = dense.rows
    let quotients = (0..<n).map { decomposition.numerators[$0] / decomposition.denominators[$0] }
    let complexVector = DataType.array(.complexF64, rank: 1)
    return Contents(
      type: .factorization("GeneralizedSchur", [elementType, matrixType, complexVector, vectorType]), size: [n, n],
      properties: [
        ("S", { $0.heap.linear(decomposition.first) }), ("T", { $0.heap.linear(decomposition.second) }),
        ("Q", { $0.heap.linear(decomposition.left) }), ("Z", { $0.heap.linear(decomposition.right) }),
        ("left", { $0.heap.linear(decomposition.left) }), ("right", { $0.heap.linear(decomposition.right) }),
        ("alpha", { $0.heap.array(decomposition.numerators) }), ("α", { $0.heap.array(decomposition.numerators) }),
        ("beta", { $0.heap.array(decomposition.denominators) }), ("β", { $0.heap.array(decomposition.denominators) }),
        ("values", { $0.heap.array(Vector(quotients)) }),
      ],
      iterated: ["S", "T", "Q", "Z", "α", "β"],
      sections: [("S factor:", "S"), ("T factor:", "T"), ("Q factor:", "Q"), ("Z factor:", "Z"), ("α:", "α"), ("β:", "β")],
      product: { machine in
        try machine.linear {
          machine.heap.linear(
            try decomposition.left.multiplied(by: decomposition.first).multiplied(by: decomposition.right.adjoint()))
        }
      })
  }

  /// A = U D₁ R₀ Qᴴ and B = V D₂ R₀ Qᴴ.
  func svdContents(with other: any LinearArray, _ machine: Machine) throws -> Contents? {
    guard let b = same(other) else { return nil }
    let decomposition = try machine.linear { try dense.svd(with: b) }
    let names = ["U", "V", "Q", "D1", "D2", "R0"]
    return Contents(
      type: .factorization("GeneralizedSVD", [elementType, matrixType, .float64, .array(.float64, rank: 1)]),
      size: [dense.rows, dense.columns],
      properties: [
        ("U", { $0.heap.linear(decomposition.left) }), ("V", { $0.heap.linear(decomposition.right) }),
        ("Q", { $0.heap.linear(decomposition.common) }), ("D1", { $0.heap.linear(decomposition.firstDiagonal) }),
        ("D2", { $0.heap.linear(decomposition.secondDiagonal) }), ("R0", { $0.heap.linear(decomposition.paddedTriangle) }),
        ("R", { $0.heap.linear(decomposition.triangle) }), ("vals", { $0.heap.array(decomposition.values) }),
        ("a", { $0.heap.array(decomposition.cosines) }), ("alpha", { $0.heap.array(decomposition.cosines) }),
        ("b", { $0.heap.array(decomposition.sines) }), ("beta", { $0.heap.array(decomposition.sines) }),
        ("k", { _ in Value(decomposition.k) }), ("l", { _ in Value(decomposition.l) }),
      ], iterated: names, sections: names.map { ("\($0) factor:", $0) },
      product: { machine in throw machine.noMethod("Matrix", [], hint: "a pair of matrices has no product") })
  }
}

extension Contents {
  fileprivate init(
    generalizedEigen values: @escaping (Heap) -> Value, _ vectors: @escaping (Heap) -> Value, _ parameters: [DataType], order n: Int
  ) {
    self.init(
      type: .factorization("GeneralizedEigen", parameters), size: [n, n],
      properties: [("values", { values($0.heap) }), ("vectors", { vectors($0.heap) })], iterated: ["values", "vectors"],
      sections: [("values:", "values"), ("vectors:", "vectors")],
      product: { machine in throw machine.noMethod("Matrix", [], hint: "a pair of matrices has no product") })
    operations = ["eigvals": { _, machine in values(machine.heap) }, "eigvecs": { _, machine in vectors(machine.heap) }]
  }
}
