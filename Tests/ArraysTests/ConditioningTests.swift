// Condition estimates beside their exact values, and what a solve says of its digits.
import Arrays
import Testing

@Suite struct ConditioningTests {
  static let cases: [(HardMatrix, Int)] = HardMatrix.allCases.flatMap { kind in [1, 2, 4, 5, 8, 12, 13, 30].map { (kind, $0) } }

  @Test(arguments: cases) func `estimates are within a factor of three of the condition`(kind: HardMatrix, n: Int) throws {
    let a = kind.matrix(n)
    guard let exact = try a.conditionNumber(1), exact < 1e14 else { return }
    let estimates = [
      try a.lu().reciprocalCondition(), try a.qr().reciprocalCondition,
      try a.asComplex.lu().reciprocalCondition(),
    ]
    for (estimate, isExact) in zip(estimates, [true, false, true]) {
      // That of R in QR is of another matrix with the same singular values.
      let factor = isExact ? 3.2 : 3.2 * Double(n)
      #expect(estimate * exact > 0.9 / (isExact ? 1 : Double(n)) && estimate * exact < factor, "\(estimate * exact)")
    }
    let positive = try a.multiplied(by: a, transposing: .adjoint).adding(.identity(n))
    guard let norm = try positive.conditionNumber(1) else { return }
    for estimate in [try positive.cholesky().reciprocalCondition, try positive.bunchKaufman().reciprocalCondition] {
      #expect(estimate * norm > 0.9 && estimate * norm < 5)
    }
  }

  @Test(arguments: cases) func `a solve loses half of the digits where the condition says so`(kind: HardMatrix, n: Int) throws {
    let (a, b) = (kind.matrix(n), sampleMatrix(n, 1, seed: 5).flattened())
    for matrix in [a, a.upperTriangle(), try a.adding(.identity(n))] {
      guard let told = try? matrix.solveWithCondition(b), told.solution.isFinite, let moduli = try? matrix.inverse(),
        moduli.isFinite, let exact = try matrix.skeelConditionNumber(told.solution.map { $0.magnitude })
      else { continue }
      // A bound may be far above the condition, but only where that is no matter; an estimate is at least a third of it.
      #expect(told.reciprocalCondition * exact < 3.2 || exact > 1e13)
      #expect(told.reciprocalCondition >= 1e-7 || told.reciprocalCondition * exact > 0.9 || exact > 1e13)
    }
  }

  @Test func `a solve tells the digits that are left`() throws {
    let hilbert = Matrix<Double>(rows: 8, columns: 8) { 1 / Double($0 + $1 + 1) }
    let b = try hilbert.multiplied(by: Vector(repeating: 1, shape: [8]))
    let told = try hilbert.solveWithCondition(b)
    #expect(told.digitsLeft > 5 && told.digitsLeft < 7.5 && told.losesHalfOfTheDigits && told.rank == 8)
    #expect(relativeError(told.solution, [Double](repeating: 1, count: 8)) < 1e-5)
    #expect(try !Matrix<Double>(rows: [[2, 1], [1, 3]]).solveWithCondition([3, 5]).losesHalfOfTheDigits)
    let near = try Matrix<Double>(rows: [[1, 1], [1, 1 + 1e-12]]).solveWithCondition([2, 2])
    #expect(near.digitsLeft > 3 && near.digitsLeft < 4.5)
    // Units cost no digits: neither those of the equations nor those of the unknowns.
    for matrix: Matrix<Double> in [
      [[1, 0], [0, 1e-20]], [[1e-12, 2e-12], [3, 4]], [[1e-12, 2], [3e-12, 4]],
    ].map(Matrix.init(rows:)) {
      #expect(try matrix.solveWithCondition([1, 1]).digitsLeft > 14)
    }
    #expect(try Matrix<Double>(rows: [[1, 2], [3, 5]]).solveWithCondition([0, 0]).reciprocalCondition == 1)
  }

  @Test func `it does so for every kind of system`() throws {
    let tall = Matrix<Double>(rows: 6, columns: 2) { $1 == 0 ? 1 : 1 + 1e-9 * Double($0) }
    let told = try tall.solveWithCondition(Vector<Double>([1, 2, 3, 4, 5, 7]))
    #expect(told.rank == 2 && told.digitsLeft > 5.5 && told.digitsLeft < 7.5 && told.losesHalfOfTheDigits)
    let scaled = Matrix<Double>(rows: 6, columns: 2) { $1 == 0 ? 1 : 1e-12 * Double($0) }
    #expect(try scaled.solveWithCondition(Vector<Double>([1, 2, 3, 4, 5, 7])).digitsLeft > 14)
    let deficient = Matrix<Double>(rows: 3, columns: 3) { Double($0 + 1) * Double($1 + 1) }
    #expect(throws: LinearAlgebraError.self) { try deficient.solveWithCondition([1, 2, 3]) }
    #expect(try deficient[0..<2, 0..<3].solveWithCondition([1, 2]).rank == 1)
    let complex = Matrix<Complex<Double>>(rows: [[1, Complex(0, 1)], [Complex(0, -1), Complex(1 + 1e-10, 0)]])
    let solution = try complex.solveWithCondition([1, 1])
    #expect(solution.digitsLeft > 5 && solution.digitsLeft < 7)
    let large = Matrix<Double>(rows: 40, columns: 40) { $0 >= $1 ? 1 : 0 }
    #expect(try large.solveWithCondition(Matrix<Double>.identity(40)).digitsLeft > 13)
    let several = try Matrix<Double>(rows: [[1, 1], [1, 1 + 1e-12]]).solveWithCondition(.identity(2))
    #expect(several.solution.shape == [2, 2] && several.digitsLeft < 4.5)
    let empty = Matrix<Double>(repeating: 0, shape: [0, 0])
    #expect(try empty.solveWithCondition([]).reciprocalCondition == 1)
    #expect(throws: LinearAlgebraError.notFinite) { try large.solveWithCondition(Vector(repeating: .nan, shape: [40])) }
    #expect(throws: LinearAlgebraError.self) { try large.solveWithCondition([1, 2]) }
  }

  /// The order of a tridiagonal matrix and what is on its diagonal beside elements of −1, or by how much that of random ones
  /// outweighs what is beside it.
  static let tridiagonal: [(n: Int, diagonal: Double, isRandom: Bool)] = [1, 2, 3, 40].flatMap { n in
    [2.0, 2.001, 2 + 1e-9, 4, -4, 0.5, 0].map { (n, $0, false) } + [0.1, 1, 3].map { (n, $0, true) }
  }

  @Test(arguments: tridiagonal) func `tridiagonal systems tell as much as dense ones`(
    n: Int, size: Double, isRandom: Bool
  ) throws {
    let (sample, b) = (sampleMatrix(n, 3, seed: 3), sampleMatrix(n, 2, seed: 5))
    let (lower, upper) = (sample[0..<n - 1, 0..<1].flattened(), sample[0..<n - 1, 2..<3].flattened())
    let minus = Vector<Double>(repeating: -1, shape: [n - 1])
    let matrix = try TridiagonalMatrix<Double>(
      lower: isRandom ? lower : minus,
      diagonal: isRandom ? sample[0..<n, 1..<2].flattened().map { size * (1 + $0) } : Vector(repeating: size, shape: [n]),
      upper: isRandom ? upper : minus)
    let dense = matrix.dense
    guard let inverse = try? dense.inverse(), inverse.isFinite else {
      #expect(throws: LinearAlgebraError.self) { try matrix.solveWithCondition(b) }
      return
    }
    let told = try matrix.solveWithCondition(b)
    var exact = 1.0
    for j in 0..<2 {
      let column = told.solution[0..<n, j..<j + 1].flattened()
      exact = max(exact, try dense.skeelConditionNumber(column.map { $0.magnitude }) ?? 1)
    }
    func isTold(_ reciprocal: Double) -> Bool {
      reciprocal * exact < 3.2 && (reciprocal >= 1e-7 || reciprocal * exact > 0.3)
    }
    #expect(isTold(told.reciprocalCondition))
    let residual = try dense.multiplied(by: told.solution).subtracting(b)
    let largest = told.solution.elements.reduce(1) { max($0, $1.magnitude) }
    #expect(residual.elements.allSatisfy { $0.magnitude <= 1e-14 * largest })
    // The same matrix between a unitary diagonal one and its adjoint.
    let turned = try TridiagonalMatrix<Complex<Double>>(
      lower: matrix.lower.map { Complex(0, $0) }, diagonal: matrix.diagonal.map { Complex($0, 0) },
      upper: matrix.upper.map { Complex(0, -$0) })
    #expect(try isTold(turned.solveWithCondition(b.asComplex).reciprocalCondition))
  }

  @Test func `sums beyond the range are no bound`() throws {
    let huge = 0.9e308
    let near = Matrix<Double>(rows: [[huge, huge, 0], [1, 0, 1], [0, 1, -1 + 1e-12]])
    #expect(try near.solveWithCondition([0, 1, -1]).losesHalfOfTheDigits)
    // The solution is too large for a number.
    let tiny = try TridiagonalMatrix<Double>(lower: [0], diagonal: [.leastNormalMagnitude / 16, 1], upper: [0]).solveWithCondition(Vector<Double>([1, 1]))
    #expect(!tiny.solution.isFinite && tiny.losesHalfOfTheDigits)
  }

  @Test func `rows of a tridiagonal matrix may have units of their own`() throws {
    let scaled = try TridiagonalMatrix<Double>(lower: [1e-12, 1e10], diagonal: [4e-200, 4e-12, 4e10], upper: [1e-200, 1e-12])
    let told = try scaled.solveWithCondition(Vector<Double>([5e-200, 6e-12, 5e10]))
    #expect(relativeError(told.solution, [1, 1, 1]) < 1e-15 && told.digitsLeft > 15)
    #expect(throws: LinearAlgebraError.singular(pivot: 1)) {
      try TridiagonalMatrix<Double>(lower: [0], diagonal: [0, 1], upper: [0]).solveWithCondition(Vector<Double>([1, 1]))
    }
    #expect(throws: LinearAlgebraError.notFinite) { try scaled.solveWithCondition(Vector<Double>([1, .nan, 1])) }
    #expect(throws: LinearAlgebraError.self) { try scaled.solveWithCondition(Vector<Double>([1, 1])) }
  }
}
