// Iterative solvers and extreme eigenvalues.
@testable import Arrays
import Testing

private func residual<Element: LinearAlgebraScalar>(
  _ a: SparseMatrix<Element>, _ x: Vector<Element>, _ b: Vector<Element>
) throws -> Double { try a.multiplied(by: x).subtracting(b).norm() / b.norm() }

@Test func `Conjugate gradients converge, faster with a preconditioner`() throws {
  let a = try gridLaplacian(20)
  let b = Vector<Double>((0..<400).map { Double($0 % 5) - 1.5 })
  let limits = IterationLimits(relativeTolerance: 1e-12)
  let plain = try IterativeSolver.conjugateGradients(a.map, b, limits: limits)
  let jacobi = try IterativeSolver.conjugateGradients(a.map, b, preconditioner: .jacobi(a), limits: limits)
  let cholesky = try IterativeSolver.conjugateGradients(a.map, b, preconditioner: .incompleteCholesky(a), limits: limits)
  for result in [plain, jacobi, cholesky] {
    #expect(try result.isConverged && residual(a, result.solution, b) <= 1e-12)
    #expect(result.residualNorms.first == b.norm() && result.residualNorms.count == result.iterations + 1)
  }
  #expect(cholesky.iterations < plain.iterations / 2)
  let again = try IterativeSolver.conjugateGradients(a.map, b, from: plain.solution, limits: limits)
  #expect(again.iterations == 0 && again.isConverged)
  let short = try IterativeSolver.conjugateGradients(a.map, b, limits: IterationLimits(iterations: 3))
  #expect(short.iterations == 3 && !short.isConverged)
  let factors = try a.cholesky()
  let exact = try IterativeSolver.conjugateGradients(a.map, b, preconditioner: .map { try factors.solve($0) })
  #expect(exact.iterations <= 2 && exact.isConverged)
}

private func general<Element: LinearAlgebraScalar>(_ type: Element.Type) throws {
  var numbers = TestNumbers(4)
  let a: SparseMatrix<Element> = try numbers.sparse(120, 120, density: 0.05, diagonal: 4)
  let b: Vector<Element> = numbers.vector(120)
  let limits = IterationLimits(relativeTolerance: 1e-11)
  let results = [
    try IterativeSolver.generalizedMinimalResidual(a.map, b, limits: limits),
    try IterativeSolver.generalizedMinimalResidual(a.map, b, restart: 5, limits: limits),
    try IterativeSolver.generalizedMinimalResidual(a.map, b, preconditioner: .jacobi(a), limits: limits),
    try IterativeSolver.stabilizedBiconjugateGradients(a.map, b, limits: limits),
    try IterativeSolver.stabilizedBiconjugateGradients(a.map, b, preconditioner: .jacobi(a), limits: limits),
  ]
  for result in results { #expect(try result.isConverged && residual(a, result.solution, b) <= 1e-11) }
  let adjoint = a.adjoint()
  let hermitian = try a.adding(adjoint).subtracting(.identity(120).scaled(by: 9))
  let minimal = try IterativeSolver.minimalResidual(
    hermitian.map, b, limits: IterationLimits(relativeTolerance: 1e-11, iterations: 1000))
  #expect(try minimal.isConverged && residual(hermitian, minimal.solution, b) <= 1e-11)
  for result in [results[0], minimal] {
    let norms = result.residualNorms.dropLast()
    #expect(zip(norms, norms.dropFirst()).allSatisfy { $1 <= $0 * (1 + 1e-12) })
  }
  // Without restarts the method ends after as many steps as there are equations.
  let full = try IterativeSolver.generalizedMinimalResidual(
    hermitian.map, b, restart: 120, limits: IterationLimits(relativeTolerance: 1e-13, iterations: 120))
  #expect(try residual(hermitian, full.solution, b) <= 1e-12)
  let positive = try a.multiplied(by: a, transposing: .adjoint)
  let cholesky = try Preconditioner.incompleteCholesky(positive)
  let result = try IterativeSolver.conjugateGradients(positive.map, b, preconditioner: cholesky, limits: limits)
  #expect(try result.isConverged && residual(positive, result.solution, b) <= 1e-11)
}

@Test func `Krylov methods solve general systems`() throws {
  try general(Double.self)
  try general(Complex<Double>.self)
}

@Test func `Iterations end where they cannot converge`() throws {
  let indefinite = try SparseMatrix<Double>(Matrix(rows: [[1, 2], [2, 1]]))
  #expect(throws: LinearAlgebraError.self) { try IterativeSolver.conjugateGradients(indefinite.map, [1, -1]) }
  let singular = try SparseMatrix<Double>(Matrix(rows: [[1, 0], [0, 0]]))
  #expect(try !IterativeSolver.generalizedMinimalResidual(singular.map, [1, 1]).isConverged)
  #expect(try !IterativeSolver.minimalResidual(singular.map, [1, 1]).isConverged)
  #expect(try !IterativeSolver.stabilizedBiconjugateGradients(singular.map, [1, 1]).isConverged)
  // A cyclic shift, for which restarted steps gain nothing.
  let shift = try SparseMatrix<Double>(diagonals: [(1, [1, 1, 1, 1]), (-4, [1])])
  let stuck = try IterativeSolver.generalizedMinimalResidual(shift.map, [1, 0, 0, 0, 0], restart: 2)
  #expect(!stuck.isConverged && stuck.solution.isFinite)
  #expect(try IterativeSolver.generalizedMinimalResidual(shift.map, [1, 0, 0, 0, 0], restart: 5).isConverged)
  #expect(throws: LinearAlgebraError.notFinite) { try IterativeSolver.conjugateGradients(indefinite.map, [.nan, 1]) }
  #expect(throws: LinearAlgebraError.self) { try IterativeSolver.conjugateGradients(indefinite.map, [1, 2, 3]) }
  #expect(throws: LinearAlgebraError.notFinite) {
    try IterativeSolver<Double>.generalizedMinimalResidual({ $0.map { _ in .nan } }, [1, 2])
  }
  let zero = try IterativeSolver.generalizedMinimalResidual(indefinite.map, [0, 0])
  #expect(zero.isConverged && zero.solution == [0, 0] && zero.iterations == 0)
  #expect(try IterativeSolver.conjugateGradients({ $0 }, Vector<Double>([])).isConverged)
  #expect(throws: LinearAlgebraError.self) { try Preconditioner.jacobi(singular) }
  #expect(throws: LinearAlgebraError.self) { try Preconditioner.incompleteCholesky(singular) }
}

@Test func `Extreme eigenvalues of a grid, double ones included`() throws {
  let a = try gridLaplacian(12)
  let largest = try a.extremeEigenpairs(5)
  let smallest = try a.extremeEigenpairs(5, at: .smallestReal)
  let inverse = try a.extremeEigenpairs(5, at: .smallestMagnitude)
  #expect(relativeError(Vector(largest.values), gridEigenvalues[5...].reversed()) < 1e-14)
  #expect(relativeError(Vector(smallest.values), Array(gridEigenvalues[..<5])) < 1e-13)
  #expect(relativeError(Vector(inverse.values), Array(gridEigenvalues[..<5])) < 2e-14)
  for pairs in [largest, smallest, inverse] {
    #expect(pairs.residualNorms.allSatisfy { $0 < 1e-12 })
    let gram = try pairs.vectors.multiplied(by: pairs.vectors, transposing: .adjoint)
    #expect(try gram.subtracting(.identity(5)).norm() < 1e-13)
  }
}

@Test func `Extreme eigenvalues of matrices with few different ones`() throws {
  #expect(try SparseMatrix<Double>.identity(30).extremeEigenpairs(4).values.allSatisfy { ($0 - 1).magnitude < 1e-14 })
  #expect(try SparseMatrix<Double>(rows: 5, columns: 5).extremeEigenpairs(5).values == [0, 0, 0, 0, 0])
  let diagonal = try SparseMatrix<Double>(diagonals: [(0, [3, -7, 3, 1, 0, -7, 2])])
  #expect(relativeError(Vector(try diagonal.extremeEigenpairs(7).values), [-7, -7, 3, 3, 2, 1, 0]) < 1e-14)
  #expect(relativeError(Vector(try diagonal.extremeEigenpairs(2, at: .largestReal).values), [3, 3]) < 1e-14)
  let h = try complexSparseSystems[0].matrix()
  let all = try h.extremeEigenpairs(3, at: .largestReal)
  #expect(relativeError(Vector(all.values), Array(try h.dense().symmetricEigenvalues().elements.suffix(3).reversed())) < 1e-13)
  #expect(try h.extremeEigenpairs(0).values.isEmpty)
  #expect(throws: LinearAlgebraError.self) { try h.extremeEigenpairs(11) }
  #expect(throws: LinearAlgebraError.notHermitian) { try h.upperTriangle().extremeEigenpairs(1) }
  #expect(throws: LinearAlgebraError.self) { try diagonal.extremeEigenpairs(1, at: .smallestMagnitude) }
}

private func singularValues<Element: LinearAlgebraScalar>(_ type: Element.Type) throws {
  var numbers = TestNumbers(6)
  for (m, n) in [(60, 40), (40, 60), (5, 5)] {
    let a: SparseMatrix<Element> = try numbers.sparse(m, n, density: 0.2)
    let (left, values, right) = try a.largestSingularValues(4)
    #expect(relativeError(values, Array(try a.dense().singularValues().elements.prefix(4))) < 1e-13)
    let product = try a.multiplied(by: right)
    for k in 0..<4 {
      let scaled = left.column(k).scaled(by: Element(real: values[k]))
      #expect(try product.column(k).subtracting(scaled).norm() < 1e-12)
    }
  }
}

@Test func `The largest singular values`() throws {
  try singularValues(Double.self)
  try singularValues(Complex<Double>.self)
}

private func generalEigenvalues<Element: LinearAlgebraScalar>(_ type: Element.Type) throws {
  var numbers = TestNumbers(9)
  let isReal = !Element.isComplex
  for n in [1, 3, 40, 150] {
    let a: SparseMatrix<Element> = try numbers.sparse(n, n, density: n > 40 ? 0.05 : 0.4, diagonal: n > 40 ? 0 : 0.5)
    let all = try a.dense().eigenvalues().elements
    for end in [SpectrumEnd.largestMagnitude, .largestReal, .smallestReal, .largestImaginary, .smallestMagnitude] {
      if end == .smallestMagnitude, all.contains(where: { $0.length < 1e-10 }) { continue }
      let count = min(n, 4)
      let pairs = try a.generalEigenpairs(count, at: end)
      let wanted = all.map { end.rank($0, isReal: isReal) }.sorted(by: >)
      #expect(pairs.values.count == count && pairs.residualNorms.allSatisfy { $0 < 1e-9 })
      for (k, value) in pairs.values.enumerated() {
        #expect((end.rank(value, isReal: isReal) - wanted[k]).magnitude < 1e-8, "\(n) \(end) \(k)")
        #expect((pairs.vectors.column(k).norm() - 1).magnitude < 1e-12)
      }
    }
  }
}

@Test func `Extreme eigenvalues of matrices that are not Hermitian`() throws {
  try generalEigenvalues(Double.self)
  try generalEigenvalues(Complex<Double>.self)
}

@Test func `Multiple and defective eigenvalues, and those on a circle`() throws {
  let few = try SparseMatrix<Double>(diagonals: [(0, [3, -7, 3, 1, 0, -7, 2])])
  let all = try few.generalEigenpairs(7).values
  #expect(zip(all.map(\.real).sorted(), [-7, -7, 0, 1, 2, 3, 3]).allSatisfy { ($0 - $1).magnitude < 1e-12 })
  #expect(try SparseMatrix<Double>.identity(60).generalEigenpairs(3).values.allSatisfy { ($0 - 1).length < 1e-12 })
  // A cyclic permutation: the roots of unity.
  let n = 24
  let cycle = try SparseMatrix<Double>(diagonals: [(-1, Vector(repeating: 1, shape: [n - 1])), (n - 1, [1])])
  let values = try cycle.generalEigenpairs(3, at: .largestReal).values
  #expect((values[0] - 1).length < 1e-12 && (values[1] - Complex.exp(Complex(0, 2 * .pi / Double(n)))).length < 1e-12)
  #expect(values[2] == values[1].conjugate)
  // One chain of 12 vectors: the eigenvalue has a twelfth of the digits.
  let chain = try SparseMatrix<Double>(diagonals: [(0, Vector(repeating: 2, shape: [12])), (1, Vector(repeating: 1, shape: [11]))])
  #expect(try chain.generalEigenpairs(1).values.allSatisfy { ($0 - 2).length < 0.2 })
  #expect(try few.generalEigenpairs(0).values.isEmpty)
  #expect(throws: LinearAlgebraError.self) { try few.generalEigenpairs(8) }
  #expect(throws: LinearAlgebraError.self) { try few.generalEigenpairs(1, at: .smallestMagnitude) }
  #expect(throws: LinearAlgebraError.self) { try SparseMatrix<Double>(rows: 2, columns: 3).generalEigenpairs(1) }
}
