// The factorisations of linear algebra, made into objects of the language.

import Arrays
import Engine

typealias Contents = FactorizationObject.Contents

extension LinearArray {
  /// P A = L U.
  func luContents(_ decomposition: LUDecomposition<Scalar>) -> Contents {
    let (m, n) = (dense.rows, dense.columns)
    func permutation(_ machine: Machine) -> Value { machine.heap.vector(decomposition.permutation.map { $0 + 1 }) }
    var contents = Contents(
      type: .factorization("LU", [elementType, matrixType, .array(.int64, rank: 1)]), size: [m, n],
      properties: [
        ("L", { $0.heap.linear(decomposition.lower) }), ("U", { $0.heap.linear(decomposition.upper) }),
        ("p", permutation),
        (
          "P",
          { machine in
            let order = decomposition.permutation
            return machine.heap.array(Matrix<Double>(rows: m, columns: m) { i, j in order[i] == j ? 1 : 0 })
          }
        ),
        ("factors", { $0.heap.linear(decomposition.factors) }),
        ("ipiv", { $0.heap.vector(decomposition.exchanges.map { $0 + 1 }) }),
        ("info", { _ in Value(decomposition.zeroPivot ?? 0) }),
      ],
      iterated: ["L", "U", "p"], sections: [("L factor:", "L"), ("U factor:", "U")],
      product: { machine in
        try machine.linear {
          let product = try decomposition.lower.multiplied(by: decomposition.upper)
          var back = [Int](repeating: 0, count: m)
          for (i, row) in decomposition.permutation.enumerated() { back[row] = i }
          return machine.heap.linear(Matrix<Scalar>(rows: m, columns: n) { i, j in product[back[i], j] })
        }
      })
    contents.operations = [
      "det": { _, machine in
        _ = try machine.squareOrder([m, n])
        return machine.heap.linear(decomposition.determinant)
      },
      "logabsdet": { _, machine in
        _ = try machine.squareOrder([m, n])
        let (logarithm, sign) = decomposition.logarithmicDeterminant
        return machine.heap.tuple([Value(logarithm), machine.heap.linear(sign)])
      },
      "inv": { _, machine in machine.heap.linear(try machine.linear { try decomposition.inverse() }) },
      "\\": { arguments, machine in
        try machine.solution(arguments) { try decomposition.solve($0) }
      },
      "issuccess": { _, _ in Value(decomposition.zeroPivot == nil) },
    ]
    return contents
  }

  /// A = Q R or A[:, p] = Q R.
  func qrContents(_ decomposition: QRDecomposition<Scalar>) throws -> Contents {
    let (m, n) = (dense.rows, dense.columns)
    let r = decomposition.upper
    let isPivoted = decomposition.permutation != nil
    let order = decomposition.permutation ?? Array(0..<n)
    let name = isPivoted ? "QRPivoted" : "LinearAlgebra.QRCompactWY"
    let parameters = isPivoted
      ? [elementType, matrixType, vectorType, .array(.int64, rank: 1)] : [elementType, matrixType, matrixType]
    let reflections = decomposition.reflections(
      type: isPivoted
        ? .orthogonalFactor("QRPackedQ", [elementType, matrixType, vectorType].map { .type($0) })
        : .orthogonalFactor("QRCompactWYQ", [elementType, matrixType, matrixType].map { .type($0) }))
    var contents = Contents(
      type: .factorization(name, parameters), size: [m, n],
      properties: [
        ("Q", { $0.heap.adopt(OrthogonalObject(reflections)) }), ("R", { $0.heap.linear(r) }),
        ("factors", { decomposition.factors.copied.value($0.heap) }), ("τ", { decomposition.reflectors.copied.value($0.heap) }),
      ],
      iterated: ["Q", "R"], sections: [("Q factor:", "Q"), ("R factor:", "R")],
      product: { machine in
        try machine.linear {
          let product = try decomposition.orthogonal().multiplied(by: r)
          var back = [Int](repeating: 0, count: n)
          for (j, column) in order.enumerated() { back[column] = j }
          return machine.heap.linear(Matrix<Scalar>(rows: m, columns: n) { i, j in product[i, back[j]] })
        }
      })
    if isPivoted {
      for name in ["p", "jpvt"] { contents.properties.append((name, { $0.heap.vector(order.map { $0 + 1 }) })) }
      contents.properties.append(
        ("P", { $0.heap.array(Matrix<Double>(rows: n, columns: n) { i, j in order[j] == i ? 1 : 0 }) }))
      contents.iterated.append("p")
      contents.sections.append(("permutation:", "p"))
    }
    contents.operations = [
      "\\": { arguments, machine in
        try machine.solution(arguments) { try decomposition.solve($0) }
      },
      "inv": { _, machine in
        _ = try machine.squareOrder([m, n])
        if let zero = (0..<n).first(where: { r[$0, $0] == .zero }) { throw machine.singular(zero + 1) }
        return machine.heap.linear(try machine.linear { try decomposition.solve(Matrix<Scalar>.identity(n)) })
      },
    ]
    return contents
  }

  /// A = L Q: the adjoint of the QR factorisation of the adjoint.
  func lqContents() throws -> Contents {
    let decomposition = try dense.adjoint().qr()
    let (m, n) = (dense.rows, dense.columns)
    let lower = decomposition.upper.adjoint()
    let reflections = decomposition.reflections(type: .orthogonalFactor("LQPackedQ", [elementType, matrixType, vectorType].map { .type($0) }))
    // What the language changes in the matrix later is none of the factorisation's business.
    let matrix = DenseArray(buffer: dense.buffer.copy(), shape: dense.shape)
    var contents = Contents(
      type: .factorization("LQ", [elementType, matrixType, vectorType]), size: [m, n],
      properties: [
        ("L", { $0.heap.linear(lower) }), ("Q", { $0.heap.adopt(OrthogonalObject(reflections, isTurned: true)) }),
      ],
      iterated: ["L", "Q"], sections: [("L factor:", "L"), ("Q factor:", "Q")],
      product: { machine in
        machine.heap.linear(try machine.linear { try lower.multiplied(by: decomposition.orthogonal().adjoint()) })
      })
    contents.operations = [
      "\\": { arguments, machine in try machine.solution(arguments) { try matrix.solve($0) } },
      "inv": { _, machine in try machine.callLibrary("inv", [machine.heap.linear(matrix)]) },
    ]
    return contents
  }

  /// A = L Lᴴ.
  func choleskyContents(_ decomposition: CholeskyDecomposition<Scalar>, isLower: Bool) -> Contents {
    let n = dense.rows
    var contents = Contents(
      type: .factorization("Cholesky", [elementType, matrixType]), size: [n, n],
      properties: [
        ("L", { $0.heap.linear(decomposition.lower, form: .lowerTriangular) }),
        ("U", { $0.heap.linear(decomposition.upper, form: .upperTriangular) }),
        ("UL", { $0.heap.linear(isLower ? decomposition.lower : decomposition.upper, form: isLower ? .lowerTriangular : .upperTriangular) }),
        ("uplo", { _ in Value(isLower ? "L" as Unicode.Scalar : "U") }), ("info", { _ in Value(0) }),
        ("factors", { $0.heap.linear(isLower ? decomposition.lower : decomposition.upper) }),
      ],
      iterated: ["L", "U"], sections: [isLower ? ("L factor:", "L") : ("U factor:", "U")],
      product: { machine in
        machine.heap.linear(try machine.linear { try decomposition.lower.multiplied(by: decomposition.upper) })
      })
    contents.operations = [
      "isposdef": { _, _ in Value(true) },
      "det": { _, _ in Value(decomposition.determinant) },
      "logdet": { _, _ in Value(decomposition.logarithmicDeterminant) },
      "logabsdet": { _, machine in
        machine.heap.tuple([Value(decomposition.logarithmicDeterminant), Value(1.0)])
      },
      "inv": { _, machine in
        machine.heap.linear(try machine.linear { try decomposition.solve(Matrix<Scalar>.identity(n)) })
      },
      "\\": { arguments, machine in
        try machine.solution(arguments) { try decomposition.solve($0) }
      },
    ]
    for (name, isSum) in [("lowrankupdate", true), ("lowrankdowndate", false)] {
      contents.operations[name] = { arguments, machine in
        guard let v = try machine.floatingOperand(arguments[1])?.array(of: Scalar.self) else { return nil }
        let changed = try machine.linear { try isSum ? decomposition.updated(by: v) : decomposition.downdated(by: v) }
        return machine.factorization(self.choleskyContents(changed, isLower: isLower))
      }
    }
    return contents
  }

  /// What is left of a factorisation that ended at a minor that is not positive: that it failed.
  func failedCholesky(minor: Int) -> Contents {
    func failure(_ machine: Machine) -> RuntimeError { machine.runtimeError(LinearAlgebraError.notPositiveDefinite(minor: minor)) }
    var contents = Contents(
      type: .factorization("Cholesky", [elementType, matrixType]), size: shape,
      properties: [("info", { _ in Value(minor) })] + ["L", "U"].map { (name: $0, make: { throw failure($0) }) }, iterated: [],
      sections: [("Failed factorization; info:", "info")], product: { throw failure($0) })
    contents.operations = ["issuccess": { _, _ in Value(false) }, "isposdef": { _, _ in Value(false) }]
    for name in ["\\", "det", "logdet", "logabsdet", "inv"] { contents.operations[name] = { throw failure($1) } }
    return contents
  }

  /// A = U diag(σ) Vᴴ.
  func svdContents(_ decomposition: SingularValueDecomposition<Scalar>) -> Contents {
    let (m, n) = (dense.rows, dense.columns)
    var contents = Contents(
      type: .factorization("SVD", [elementType, .float64, matrixType, .array(.float64, rank: 1)]), size: [m, n],
      properties: [
        ("U", { $0.heap.linear(decomposition.left) }), ("S", { $0.heap.array(decomposition.values) }),
        ("Vt", { $0.heap.linear(decomposition.rightAdjoint) }),
        ("V", { try $0.adjoint($0.heap.linear(decomposition.rightAdjoint)) }),
      ],
      iterated: ["U", "S", "V"], sections: [("U factor:", "U"), ("singular values:", "S"), ("Vt factor:", "Vt")],
      product: { machine in
        machine.heap.linear(
          try machine.linear {
            let k = decomposition.values.count
            let scaled = Matrix<Scalar>(rows: m, columns: k) { i, j in
              decomposition.left[i, j] * Scalar(real: decomposition.values[j])
            }
            return try scaled.multiplied(by: Matrix<Scalar>(rows: k, columns: n) { decomposition.rightAdjoint[$0, $1] })
          })
      })
    contents.operations = [
      "\\": { arguments, machine in
        try machine.solution(arguments) { try decomposition.solve($0) }
      },
      "inv": { _, machine in
        _ = try machine.squareOrder([m, n])
        if let zero = decomposition.values.elements.firstIndex(of: 0) { throw machine.singular(zero + 1) }
        return machine.heap.linear(try machine.linear { try decomposition.pseudoinverse(tolerance: 0) })
      },
      "pinv": { _, machine in machine.heap.linear(try machine.linear { try decomposition.pseudoinverse() }) },
      "svdvals": { _, machine in machine.heap.array(decomposition.values) },
      "rank": { _, _ in Value(decomposition.rank()) },
      "cond": { _, _ in
        guard let largest = decomposition.values.elements.first, let smallest = decomposition.values.elements.last
        else { return Value(0.0) }
        return Value(largest / smallest)
      },
    ]
    return contents
  }

  /// A = Z T Zᴴ.
  func schurContents() throws -> Contents { schurContents(try dense.schur()) }

  private func schurContents(_ decomposition: SchurDecomposition<Scalar>) -> Contents {
    let n = dense.rows
    let hasRealValues = !isComplex && decomposition.values.elements.allSatisfy { $0.imaginary == 0 }
    func values(_ machine: Machine) -> Value {
      hasRealValues ? machine.heap.array(decomposition.values.realParts) : machine.heap.array(decomposition.values)
    }
    func form(_ machine: Machine) -> Value { machine.heap.linear(decomposition.form) }
    func vectors(_ machine: Machine) -> Value { machine.heap.linear(decomposition.vectors) }
    var contents = Contents(
      type: .factorization("Schur", [elementType, matrixType, .array(hasRealValues ? .float64 : .complexF64, rank: 1)]),
      size: [n, n],
      properties: [
        ("T", form), ("Schur", form), ("Z", vectors), ("vectors", vectors), ("values", values),
      ],
      iterated: ["T", "Z", "values"],
      sections: [("T factor:", "T"), ("Z factor:", "Z"), ("eigenvalues:", "values")],
      product: { machine in
        machine.heap.linear(
          try machine.linear {
            try decomposition.vectors.multiplied(by: decomposition.form).multiplied(by: decomposition.vectors.adjoint())
          })
      })
    contents.operations["ordschur"] = { arguments, machine in
      guard arguments.count == 2 else { return nil }
      let chosen = try machine.list(arguments[1]).compactMap { $0.boolean ?? $0.integer.map { $0 != 0 } }
      return machine.factorization(schurContents(try machine.linear { try decomposition.reordered(selecting: chosen) }))
    }
    return contents
  }

  /// A = Q H Qᴴ.
  func hessenbergContents() throws -> Contents {
    let decomposition = try dense.hessenberg()
    let n = dense.rows
    let reflections = decomposition.reflections(
      type: .orthogonalFactor("HessenbergQ", [.type(elementType), .type(matrixType), .type(vectorType), .symbol("false")]))
    func orthogonal(_ machine: Machine) -> Value { machine.heap.adopt(OrthogonalObject(reflections)) }
    func form(_ machine: Machine) -> Value { machine.heap.linear(decomposition.form, form: .upperHessenberg) }
    var contents = Contents(
      type: .factorization(
        "Hessenberg",
        [elementType, .factorization("UpperHessenberg", [elementType, matrixType]), matrixType, vectorType, .bool]),
      size: [n, n], properties: [("Q", orthogonal), ("H", form)], iterated: ["Q", "H"],
      sections: [("Q factor:", "Q"), ("H factor:", "H")],
      product: { machine in
        machine.heap.linear(
          try machine.linear {
            try decomposition.orthogonal.multiplied(by: decomposition.form)
              .multiplied(by: decomposition.orthogonal.adjoint())
          })
      })
    contents.operations = [
      "\\": { arguments, machine in
        let side = try machine.callLibrary("\\", [orthogonal(machine), arguments[1]])
        return try machine.multiply(orthogonal(machine), machine.callLibrary("\\", [form(machine), side]))
      },
      "det": { _, machine in try machine.callLibrary("det", [form(machine)]) },
    ]
    return contents
  }
}

extension Contents {
  /// Eigenvalues and eigenvectors, real where they are by nature.
  init(eigen decomposition: EigenDecomposition, order n: Int) {
    let vectorType: DataType = decomposition.hasRealVectors ? .float64 : .complexF64
    let valueType: DataType = decomposition.hasRealValues ? .float64 : .complexF64
    self.init(
      type: .factorization(
        "Eigen", [vectorType, valueType, .array(vectorType, rank: 2), .array(valueType, rank: 1)]),
      size: [n, n], properties: [("values", { decomposition.values($0.heap) }), ("vectors", { decomposition.vectors($0.heap) })],
      iterated: ["values", "vectors"], sections: [("values:", "values"), ("vectors:", "vectors")],
      product: { machine in
        let heap = machine.heap
        let diagonal = Matrix(diagonal: decomposition.values)
        let product = try machine.linear {
          try decomposition.vectors.multiplied(by: diagonal).multiplied(by: decomposition.vectors.inverse())
        }
        return decomposition.hasRealVectors ? heap.array(product.realParts) : heap.array(product)
      })
    operations = [
      "det": { _, machine in
        let product = decomposition.values.elements.reduce(Complex(1)) { $0 * $1 }
        return decomposition.hasRealValues ? Value(product.real) : machine.heap.complex(product)
      },
      "inv": { _, machine in
        let heap = machine.heap
        let reciprocals = Vector(decomposition.values.elements.map { Complex<Double>(1) / $0 })
        if let zero = decomposition.values.elements.firstIndex(of: .zero) { throw machine.singular(zero + 1) }
        let product = try machine.linear {
          try decomposition.vectors.multiplied(by: Matrix(diagonal: reciprocals))
            .multiplied(by: decomposition.vectors.inverse())
        }
        return decomposition.hasRealVectors ? heap.array(product.realParts) : heap.array(product)
      },
      "isposdef": { _, _ in Value(decomposition.hasRealValues && decomposition.values.elements.allSatisfy { $0.real > 0 }) },
      "eigvals": { _, machine in decomposition.values(machine.heap) },
      "eigvecs": { _, machine in decomposition.vectors(machine.heap) },
    ]
  }
}

extension EigenDecomposition {
  /// The eigenvalues as an array of the language, real where they are by nature.
  func values(_ heap: Heap) -> Value { realValues.map { heap.array($0) } ?? heap.array(values) }

  /// The eigenvectors in the same way.
  func vectors(_ heap: Heap) -> Value { realVectors.map { heap.array($0) } ?? heap.array(vectors) }
}

extension Machine {
  func factorization(_ contents: Contents) -> Value {
    heap.adopt(FactorizationObject(contents, heap: heap))
  }

  /// A factorisation of a matrix with so many elements, whose contents are made when they are asked for.
  func factorization(count: Int, _ make: @escaping () -> Contents) -> Value {
    heap.adopt(FactorizationObject(count: count, make))
  }

  /// `F \ b` for a factorisation of numbers of one kind; a complex right side of a real matrix is solved for its two parts.
  func solution<Scalar: LinearAlgebraScalar>(
    _ arguments: [Value], _ solve: (DenseArray<Scalar>) throws -> DenseArray<Scalar>
  ) throws -> Value? {
    guard arguments.count == 2, let b = try floatingOperand(arguments[1]) else { return nil }
    if let same = b.array(of: Scalar.self) { return heap.linear(try linear { try solve(same) }) }
    if Scalar.isComplex, let converted = b.asComplex.same(as: Scalar.self) {
      return heap.linear(try linear { try solve(converted) })
    }
    guard let real = b.asComplex.realParts.same(as: Scalar.self),
      let imaginary = b.asComplex.imaginaryParts.same(as: Scalar.self)
    else { return nil }
    let (x, y) = try linear { (try solve(real), try solve(imaginary)) }
    return heap.array(
      DenseArray(columnMajor: (0..<x.count).map { Complex(x[$0].realPart, y[$0].realPart) }, shape: x.shape))
  }
}
