// The decompositions of complex matrices give back their matrices, and need no memory behind that of their thread.
import Arrays
import Foundation
import Testing

private typealias ComplexMatrix = Matrix<Complex<Double>>

/// Errors of identities, each relative to its bound.
private struct Errors: Sendable {
  private(set) var worst: [String: Double] = [:]

  mutating func add(_ name: String, _ error: Double, _ bound: Double) {
    worst[name] = max(worst[name] ?? 0, error.isNaN ? .infinity : error / bound)
  }

  mutating func add(_ other: Errors) {
    for (name, error) in other.worst { add(name, error, 1) }
  }
}

/// What a thread found, for the one that waits for it.
private final class Outcome: @unchecked Sendable {
  private let lock = NSLock()
  private var errors = Result<Errors, any Error>.success(Errors())

  func add(_ more: Result<Errors, any Error>) {
    lock.withLock {
      guard case .success(var sum) = errors else { return }
      guard case .success(let new) = more else { return errors = more }
      sum.add(new)
      errors = .success(sum)
    }
  }

  func get() throws -> Errors { try lock.withLock { try errors.get() } }
}

/// Runs `body` on several new threads, with memory of their own of which they have taken so many bytes before.
private func onThreads(taking sizes: [Int], _ body: @escaping @Sendable () throws -> Errors) throws -> Errors {
  let (outcome, group) = (Outcome(), DispatchGroup())
  for size in sizes {
    group.enter()
    let thread = Thread {
      let taken = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
      outcome.add(Result { try body() })
      taken.deallocate()
      group.leave()
    }
    thread.start()
  }
  group.wait()
  return try outcome.get()
}

extension BackwardErrorTests {
  private static func sample(_ m: Int, _ n: Int, seed: UInt64 = 1) -> ComplexMatrix {
    let (x, y) = (sampleMatrix(m, n, seed: seed), sampleMatrix(m, n, seed: seed + 100))
    return Matrix(rows: m, columns: n) { Complex(x[$0, $1], y[$0, $1]) }
  }

  private static func product(_ factors: ComplexMatrix...) throws -> ComplexMatrix {
    try factors.dropFirst().reduce(factors[0]) { try $0.multiplied(by: $1) }
  }

  private static func scaled(_ a: ComplexMatrix, _ values: Vector<Complex<Double>>) -> ComplexMatrix {
    Matrix(rows: a.rows, columns: values.count) { a[$0, $1] * values[$1] }
  }

  private static func checkSquare(_ n: Int) throws -> Errors {
    let (a, b, bound) = (sample(n, n), sample(n, n, seed: 3), bound(n))
    var errors = Errors()

    let inverse = try a.adding(ComplexMatrix.identity(n).map { $0 * Complex(Double(n), 0) }).lu()
    errors.add("inverse", distance(
      try product(inverse.inverse(), inverse.lower, inverse.upper),
      ComplexMatrix.identity(n).selecting([inverse.permutation, Array(0..<n)]).adjoint()), bound)

    let schur = try a.schur()
    errors.add("Schur", distance(try product(schur.vectors, schur.form, schur.vectors.adjoint()), a), bound)
    let reordered = try schur.reordered(selecting: (0..<n).map { $0 % 2 == 1 })
    errors.add("reordered Schur", distance(
      try product(reordered.vectors, reordered.form, reordered.vectors.adjoint()), a), bound)
    let hessenberg = try a.hessenberg()
    let q = hessenberg.orthogonal
    errors.add("Hessenberg", distance(try product(q, hessenberg.form, q.adjoint()), a), bound)
    errors.add("Hessenberg Q", try orthogonality(q), bound)
    let eigen = try a.eigen()
    errors.add("eigen", distance(try product(a, eigen.vectors), scaled(eigen.vectors, eigen.values)), bound)
    errors.add("eigenvalues", try relativeError(a.eigenvalues(), eigen.values), 10 * bound)

    let hermitian = try a.adding(a.adjoint())
    let symmetric = try hermitian.symmetricEigen()
    let vectors = symmetric.vectors
    errors.add("Hermitian eigen", distance(
      try product(scaled(vectors, symmetric.values.asComplex), vectors.adjoint()), hermitian), bound)
    errors.add("Hermitian eigenvectors", try orthogonality(vectors), bound)
    errors.add("Hermitian eigenvalues", try relativeError(hermitian.symmetricEigenvalues(), symmetric.values), bound)
    let indefinite = try hermitian.bunchKaufman()
    errors.add("Bunch–Kaufman", distance(
      try product(indefinite.unitTriangular, indefinite.blockDiagonal, indefinite.unitTriangular.adjoint()),
      hermitian.selecting([indefinite.permutation, indefinite.permutation])), bound)
    let positive = try a.multiplied(by: a, transposing: .adjoint).adding(.identity(n))
    let semidefinite = try positive.pivotedCholesky()
    errors.add("pivoted Cholesky", distance(
      try product(semidefinite.lower, semidefinite.lower.adjoint()),
      positive.selecting([semidefinite.permutation, semidefinite.permutation])), bound)

    let pair = try a.eigen(with: b)
    errors.add("pair", distance(
      try product(a, scaled(pair.vectors, pair.denominators)), try product(b, scaled(pair.vectors, pair.numerators))),
      bound)
    let qz = try a.schur(with: b)
    errors.add("first of QZ", distance(try product(qz.left, qz.first, qz.right.adjoint()), a), bound)
    errors.add("second of QZ", distance(try product(qz.left, qz.second, qz.right.adjoint()), b), bound)
    let metric = try hermitian.symmetricEigen(with: positive)
    errors.add("Hermitian pair", distance(
      try product(hermitian, metric.vectors), try product(positive, scaled(metric.vectors, metric.values.asComplex))),
      10 * bound)
    return errors
  }

  private static func checkRectangular(_ m: Int, _ n: Int) throws -> Errors {
    let (a, bound, k) = (sample(m, n), bound(max(m, n)), min(m, n))
    var errors = Errors()
    for pivoting in [false, true] {
      let qr = try a.qr(pivoting: pivoting)
      let columns = qr.permutation ?? Array(0..<n)
      let q = try qr.orthogonal()
      errors.add("QR", distance(try product(q, qr.upper), a.selecting([Array(0..<m), columns])), bound)
      errors.add("full Q", try orthogonality(qr.orthogonal(full: true)), bound)
      errors.add("Q Qᴴ", distance(try qr.applyOrthogonal(to: qr.applyOrthogonal(to: a, adjoint: true)), a), bound)
    }

    var singularValues: [Vector<Double>] = [try a.singularValues()]
    for full in [false, true] {
      let svd = try a.svd(full: full)
      singularValues.append(svd.values)
      let left = scaled(svd.left, svd.values.asComplex)
      errors.add("singular values and vectors", distance(try product(left, svd.rightAdjoint[0..<k, 0..<n]), a), bound)
      errors.add("left singular vectors", try orthogonality(svd.left), bound)
      errors.add("right singular vectors", try orthogonality(svd.right), bound)
    }
    // The one that stands in where divide and conquer does not converge.
    let (scratch, u, vt) = (
      ComplexMatrix(repeating: .zero, shape: [m, n]), ComplexMatrix(repeating: .zero, shape: [m, k]),
      ComplexMatrix(repeating: .zero, shape: [k, n])
    )
    let values = Vector(repeating: 0.0, shape: [k])
    for (i, element) in a.elements.enumerated() { scratch.buffer[i] = element }
    let info = withExtendedLifetime((scratch, u, vt, values)) {
      Complex<Double>.gesvd(
        "S", Int32(m), Int32(n), scratch.buffer.baseAddress, Int32(m), values.buffer.baseAddress, u.buffer.baseAddress,
        Int32(m), vt.buffer.baseAddress, Int32(k))
    }
    errors.add("end of QR iteration", Double(info), 1)
    errors.add("QR iteration", distance(try product(scaled(u, values.asComplex), vt), a), bound)
    singularValues.append(values)
    for others in singularValues { errors.add("singular values", relativeError(others, values), bound) }

    // Of full and of lower rank.
    let lower = try product(sample(m, (k + 1) / 2, seed: 5), sample((k + 1) / 2, n, seed: 6))
    for matrix in [a, lower] {
      let right = sample(m, 3, seed: 7)
      let x = try matrix.leastSquares(right)
      let rest = try product(matrix.adjoint(), try product(matrix, x).adding(right.map { -$0 }))
      errors.add(
        "least squares", rest.norm() / (matrix.norm() * (matrix.norm() * x.norm() + right.norm())), bound)
    }
    return errors
  }

  /// The orders about the smallest for which LAPACK works in blocks, where it lays matrices into its workspace.
  @Test(arguments: [1, 2, 5] + Array(33...40) + [70])
  func `complex decompositions have small backward errors on every thread`(n: Int) throws {
    let errors = try onThreads(taking: [0, 1 << 10, 1 << 14, 1 << 16]) {
      var errors = try Self.checkSquare(n)
      for (rows, columns) in [(n, n), (2 * n + 3, n), (n, 2 * n + 3)] {
        errors.add(try Self.checkRectangular(rows, columns))
      }
      return errors
    }
    for (name, error) in errors.worst { #expect(error < 1, "\(name)") }
  }
  /// Of workspaces all over the 128 KB by which the memory of a thread grows some end within a column of its end, where
  /// reading further is a segmentation fault.
  @Test(arguments: [34, 38, 61]) func `a workspace may lie at the end of the memory of a thread`(n: Int) throws {
    let a = Self.sample(n, n)
    let hermitian = try a.adding(a.adjoint())
    let expected = try hermitian.symmetricEigenvalues()
    for size in stride(from: 0, to: 1 << 17, by: 1 << 10) {
      let errors = try onThreads(taking: [size, size + (1 << 9)]) {
        var errors = Errors()
        errors.add("eigenvalues", relativeError(try hermitian.symmetricEigenvalues(), expected), Self.bound(n))
        return errors
      }
      for (name, error) in errors.worst { #expect(error < 1, "\(name)") }
    }
  }
}
