// Every factorisation gives its matrix back to a few rounding errors, and every solve solves a system that near.
import Arrays
import Foundation
import Testing

@Suite struct BackwardErrorTests {
  /// Orders up to 10, and 50, for every family and 200 for some; with `LARGE_MATRICES` set, all orders up to 500 for every one.
  static let cases: [(HardMatrix, Int)] = HardMatrix.allCases.flatMap { kind in
    let all = ProcessInfo.processInfo.environment["LARGE_MATRICES"] != nil
    let large = all ? [200, 500] : ([.hilbert, .graded, .random].contains(kind) ? [200] : [])
    return (Array(1...10) + [50] + large).map { (kind, $0) }
  }

  /// A bound of 10 n ε, of which small orders get a little more.
  static func bound(_ n: Int) -> Double { 10 * Double(max(n, 3)) * Double.ulpOfOne }

  /// ‖A − B‖ / ‖B‖ in the Frobenius norm.
  static func distance<Element: LinearAlgebraScalar>(
    _ a: Matrix<Element>, _ b: Matrix<Element>
  ) -> Double {
    guard a.shape == b.shape else { return .infinity }
    let difference = Matrix(rows: b.rows, columns: b.columns) { a[$0, $1] - b[$0, $1] }
    return b.norm() == 0 ? difference.norm() : difference.norm() / b.norm()
  }

  static func orthogonality<Element: LinearAlgebraScalar>(_ q: Matrix<Element>) throws -> Double {
    distance(try q.multiplied(by: q, transposing: .adjoint), .identity(q.columns))
  }

  /// ‖b − A x‖∞ / (‖A‖∞ ‖x‖∞ + ‖b‖∞)
  private static func residual(
    _ a: Matrix<Double>, _ x: Vector<Double>, _ b: Vector<Double>
  ) throws -> Double {
    let product = try a.multiplied(by: x)
    let difference = Vector((0..<b.count).map { b[$0] - product[$0] })
    let norm = try #require(try a.operatorNorm(.infinity))
    return difference.norm(.infinity) / (norm * x.norm(.infinity) + b.norm(.infinity))
  }

  @Test(arguments: Array(1...12) + [16, 17, 31, 32, 33])
  func `small matrices with repeated, zero, tiny and huge values are decomposed`(n: Int) throws {
    let random = sampleMatrix(n, n)
    let orthogonal = try random.qr().orthogonal()
    func matrix(_ values: (Int) -> Double) throws -> Matrix<Double> {
      let scaled = Matrix(rows: n, columns: n) { orthogonal[$0, $1] * values($1) }
      let product = try scaled.multiplied(by: orthogonal, transposing: .none, .adjoint)
      return Matrix(rows: n, columns: n) { (product[$0, $1] + product[$1, $0]) / 2 }
    }
    let matrices = [
      .identity(n), Matrix(repeating: 0, shape: [n, n]), Matrix(repeating: 1, shape: [n, n]), try matrix { $0 < 3 ? 2 : 2 + 1e-14 },
      try matrix { $0 % 2 == 0 ? 1 : -1 }, try matrix { $0 < n / 2 ? 0 : 1 }, try matrix { Double.pow(10, -3 * Double($0)) },
      try matrix { 1e-90 * Double($0 + 1) }, try matrix { 1e90 * Double($0 + 1) },
      try matrix { Double.pow(1e20, Double(min($0, 12) - min(n, 12) / 2)) },
      try matrix { 1e300 * Double($0 + 1) / Double(n) }, try matrix { 1e-300 * Double($0 + 1) },
    ]
    for a in matrices {
      let eigen = try a.symmetricEigen()
      let turned = Matrix(rows: n, columns: n) { eigen.vectors[$0, $1] * eigen.values[$1] }
      #expect(Self.distance(try turned.multiplied(by: eigen.vectors, transposing: .none, .adjoint), a) < Self.bound(n))
      #expect(try Self.orthogonality(eigen.vectors) < Self.bound(n))
      #expect(eigen.values.elements == eigen.values.elements.sorted())
      let svd = try a.svd()
      let scaled = Matrix(rows: n, columns: n) { svd.left[$0, $1] * svd.values[$1] }
      #expect(Self.distance(try scaled.multiplied(by: svd.rightAdjoint), a) < Self.bound(n))
      #expect(try Self.orthogonality(svd.left) < Self.bound(n) && Self.orthogonality(svd.right) < Self.bound(n))
      #expect(svd.values.elements == svd.values.elements.sorted(by: >))
      #expect(Self.distance(try a.singularValues(), svd.values) < Self.bound(n))
      #expect(Self.distance(try a.symmetricEigenvalues(), eigen.values) < Self.bound(n))
    }
  }

  @Test(arguments: [(1, 5), (5, 1), (2, 3), (7, 4), (4, 7), (32, 10), (10, 32), (31, 30), (33, 2), (2, 33)])
  func `small matrices of any shape have singular values`(m: Int, n: Int) throws {
    let random = sampleMatrix(m, n)
    let families: [(Int, Int) -> Double] = [
      { random[$0, $1] }, { _, _ in 1 }, { i, j in i == 0 ? 0 : random[i, j] }, { i, j in random[i, min(j, 1)] },
      { i, j in random[i, j] * Double.pow(10, -Double(i + j)) }, { i, j in random[i, j] * Double.pow(10, Double(i + j)) },
    ]
    for family in families {
      let a = Matrix(rows: m, columns: n, family)
      let svd = try a.svd()
      let scaled = Matrix(rows: m, columns: min(m, n)) { svd.left[$0, $1] * svd.values[$1] }
      #expect(Self.distance(try scaled.multiplied(by: svd.rightAdjoint), a) < Self.bound(max(m, n)))
      #expect(try Self.orthogonality(svd.left) < Self.bound(m) && Self.orthogonality(svd.right) < Self.bound(n))
      #expect(svd.values.elements == svd.values.elements.sorted(by: >))
      #expect(Self.distance(try a.singularValues(), svd.values) < Self.bound(max(m, n)))
    }
  }

  @Test(arguments: cases) func `factorisations have small backward errors`(kind: HardMatrix, n: Int) throws {
    let (a, bound) = (kind.matrix(n), Self.bound(n))
    let every = Array(0..<n)
    // With the growth of the elements, up to 1.7ⁿ⁻¹ here, that of the errors is no fault.
    let growth = kind == .growing ? Double.pow(1.7, Double(n)) : 1

    let lu = try a.lu()
    if growth < 1e8 {
      #expect(Self.distance(try lu.lower.multiplied(by: lu.upper), a.selecting([lu.permutation, every])) < bound * growth)
    }
    for pivoting in [false, true] {
      let qr = try a.qr(pivoting: pivoting)
      let q = try qr.orthogonal()
      #expect(Self.distance(try q.multiplied(by: qr.upper), a.selecting([every, qr.permutation ?? every])) < bound)
      #expect(try Self.orthogonality(q) < bound)
    }
    let svd = try a.svd()
    let scaled = Matrix(rows: n, columns: n) { svd.left[$0, $1] * svd.values[$1] }
    #expect(Self.distance(try scaled.multiplied(by: svd.rightAdjoint), a) < bound)
    #expect(try Self.orthogonality(svd.left) < bound && Self.orthogonality(svd.right) < bound)

    let schur = try a.schur()
    let product = try schur.vectors.multiplied(by: schur.form)
      .multiplied(by: schur.vectors, transposing: .none, .adjoint)
    #expect(try Self.distance(product, a) < bound && Self.orthogonality(schur.vectors) < bound)
    let hessenberg = try a.hessenberg()
    let turned = try hessenberg.orthogonal.multiplied(by: hessenberg.form)
      .multiplied(by: hessenberg.orthogonal, transposing: .none, .adjoint)
    #expect(try Self.distance(turned, a) < bound && Self.orthogonality(hessenberg.orthogonal) < bound)
    let polar = try a.polar()
    #expect(try Self.orthogonality(polar.unitary) < bound && polar.hermitian.isSymmetric)
    #expect(Self.distance(try polar.unitary.multiplied(by: polar.hermitian), a) < bound)

    let other = sampleMatrix(n, n, seed: 9)
    let qz = try a.schur(with: other)
    for (form, matrix) in [(qz.first, a), (qz.second, other)] {
      let back = try qz.left.multiplied(by: form).multiplied(by: qz.right, transposing: .none, .adjoint)
      #expect(Self.distance(back, matrix) < bound)
    }
    #expect(try Self.orthogonality(qz.left) < bound && Self.orthogonality(qz.right) < bound)
  }

  @Test(arguments: cases) func `symmetric factorisations have small backward errors`(kind: HardMatrix, n: Int) throws {
    let (matrix, bound) = (kind.matrix(n), Self.bound(n))
    let a = Matrix(rows: n, columns: n) { matrix[$0, $1] + matrix[$1, $0] }
    let eigen = try a.symmetricEigen()
    let scaled = Matrix(rows: n, columns: n) { eigen.vectors[$0, $1] * eigen.values[$1] }
    let product = try scaled.multiplied(by: eigen.vectors, transposing: .none, .adjoint)
    #expect(try Self.distance(product, a) < bound && Self.orthogonality(eigen.vectors) < bound)

    let indefinite = try a.bunchKaufman()
    let blocks = try indefinite.unitTriangular.multiplied(by: indefinite.blockDiagonal)
      .multiplied(by: indefinite.unitTriangular, transposing: .none, .adjoint)
    #expect(Self.distance(blocks, a.selecting([indefinite.permutation, indefinite.permutation])) < bound)
    let inertia = indefinite.inertia
    #expect(inertia.positive + inertia.negative + inertia.zero == n)
    let safe = eigen.values.elements.filter { $0.magnitude > eigen.values.norm(.infinity) * 1e-13 }
    #expect(inertia.positive >= safe.count { $0 > 0 } && inertia.negative >= safe.count { $0 < 0 })

    let gram = try matrix.multiplied(by: matrix, transposing: .adjoint)
    let semidefinite = try gram.pivotedCholesky()
    let order = semidefinite.permutation
    let back = try semidefinite.lower.multiplied(by: semidefinite.lower, transposing: .none, .adjoint)
    #expect(Self.distance(back, gram.selecting([order, order])) < bound * Double(n))
    let positive = Matrix(rows: n, columns: n) { gram[$0, $1] + ($0 == $1 ? gram.norm() + 1 : 0) }
    let cholesky = try positive.cholesky()
    #expect(Self.distance(try cholesky.lower.multiplied(by: cholesky.upper), positive) < bound)

    let pair = try a.symmetricEigen(with: positive)
    let left = try a.multiplied(by: pair.vectors)
    let right = try positive.multiplied(by: Matrix(rows: n, columns: n) { pair.vectors[$0, $1] * pair.values[$1] })
    #expect(Self.distance(left, right) < 10 * bound || pair.values.norm(.infinity) == 0)
    let metric = try pair.vectors.multiplied(by: positive, transposing: .adjoint).multiplied(by: pair.vectors)
    #expect(Self.distance(metric, .identity(n)) < 10 * bound)
  }

  @Test(arguments: cases) func `solves have small backward errors`(kind: HardMatrix, n: Int) throws {
    let (a, bound) = (kind.matrix(n), Self.bound(n))
    let b = sampleMatrix(n, 1, seed: 5).flattened()
    let growth = kind == .growing ? Double.pow(1.7, Double(n)) : 1
    guard growth < 1e8 else { return }
    do {
      let x = try a.solve(b)
      if x.isFinite { #expect(try Self.residual(a, x, b) < bound * growth) }
      let told = try a.solveWithCondition(b)
      #expect(told.solution == x && told.reciprocalCondition >= 0 && told.reciprocalCondition <= 1)
      let qr = try a.qr(pivoting: true)
      #expect(try Self.residual(a, qr.solve(b, tolerance: 0), b) < bound)
    } catch LinearAlgebraError.singular {
      #expect(try #require(try a.conditionNumber()) > 1e15)
    }
    let symmetric = Matrix(rows: n, columns: n) { a[$0, $1] + a[$1, $0] }
    let indefinite = try symmetric.bunchKaufman()
    if indefinite.zeroPivot == nil { #expect(try Self.residual(symmetric, indefinite.solve(b), b) < bound) }
  }
}
