// Exact eigenvalues, diagonal and Jordan forms, and discs about the roots of polynomials.

import Exact
import Testing

@Suite struct EigenvalueTests {
  @Test func `Rational and quadratic eigenvalues agree with SymPy`() throws {
    for reference in exactMatrixReference {
      guard let expected = reference.eigenvalues else { continue }
      let matrix = try rationalMatrix(reference.matrix)
      let system = try matrix.eigenSystem()
      let values = Set(expected.map { row in
        "\(QuadraticNumber(rational(row[0]), rational(row[1]), radicand: BigInteger(row[2])!)) × \(row[3])"
      })
      #expect(Set(system.eigenvalues.map { "\($0.value) × \($0.multiplicity)" }) == values, "\(reference.matrix)")
      for eigenvalue in system.eigenvalues {
        let product = try QuadraticMatrix(matrix).multiplied(by: eigenvalue.eigenvectors)
        #expect(product == eigenvalue.eigenvectors.scaled(by: eigenvalue.value))
        if !eigenvalue.value.isRational {
          let rows = (0..<matrix.rows).map { i in
            (0..<matrix.rows).map { QuadraticNumber(matrix[i, $0]) - (i == $0 ? eigenvalue.value : 0) }
          }
          #expect(try QuadraticMatrix(rows).nullspace() == eigenvalue.eigenvectors)
        }
        #expect((1...eigenvalue.multiplicity).contains(eigenvalue.geometricMultiplicity))
      }
      let degrees = system.factors.map { ($0.polynomial.degree ?? 0) * $0.multiplicity }
      #expect(degrees.reduce(0, +) == matrix.rows)
    }
  }

  /// P J P⁻¹ for integer P with determinant ±1.
  private func conjugated(_ form: RationalMatrix, _ random: inout RandomMatrices) throws -> RationalMatrix {
    let n = form.rows
    let lower = try random.integers(n, n, within: 2)
    let upper = try random.integers(n, n, within: 2)
    func triangle(_ m: IntegerMatrix, _ isKept: (Int, Int) -> Bool) throws -> RationalMatrix {
      try RationalMatrix((0..<n).map { i in (0..<n).map { i == $0 ? 1 : isKept(i, $0) ? BigRational(m[i, $0]) : 0 } })
    }
    let p = try triangle(lower, >).multiplied(by: triangle(upper, <))
    return try p.multiplied(by: form).multiplied(by: p.inverse())
  }

  private func expectJordan(_ matrix: RationalMatrix, _ sizes: [[Int]]) throws {
    let jordan = try matrix.jordanForm()
    #expect(jordan.blocks.map(\.size) == sizes.flatMap { $0 })
    // Column by column: different square roots do not meet.
    let left = try QuadraticMatrix(matrix).multiplied(by: jordan.transformation)
    for k in 0..<matrix.rows {
      let isJoined = k > 0 && !jordan.form[k - 1, k].isZero
      let column = jordan.transformation.column(k).enumerated().map { i, x in
        x * jordan.form[k, k] + (isJoined ? jordan.transformation[i, k - 1] : 0)
      }
      #expect(left.column(k) == column)
    }
    // P⁻¹ A = J P⁻¹ row by row.
    let right = try jordan.inverse.multiplied(by: QuadraticMatrix(matrix))
    for k in 0..<matrix.rows {
      let isJoined = k + 1 < matrix.rows && !jordan.form[k, k + 1].isZero
      let row = jordan.inverse.row(k).enumerated().map { j, x in
        jordan.form[k, k] * x + (isJoined ? jordan.inverse[k + 1, j] : 0)
      }
      #expect(right.row(k) == row)
    }
    let radicands = Set(jordan.blocks.map(\.eigenvalue.radicand)).subtracting([1])
    if radicands.count <= 1 {
      #expect(try jordan.inverse.multiplied(by: jordan.transformation) == .identity(matrix.rows))
      let product = try jordan.transformation.multiplied(by: jordan.form).multiplied(by: jordan.inverse)
      #expect(product == QuadraticMatrix(matrix))
    }
  }

  @Test func `Jordan forms of every structure of small blocks`() throws {
    var random = RandomMatrices(seed: 8)
    let structures: [[(Int, [Int])]] = [
      [(2, [1])], [(2, [2])], [(2, [2, 1])], [(0, [3])], [(3, [2, 2])], [(1, [3, 1]), (-2, [1])], [(5, [2]), (7, [2, 1])],
      [(0, [1, 1, 1]), (4, [2])], [(1, [3, 2])], [(-1, [4])], [(2, [2, 2, 1])],
    ]
    for structure in structures {
      let structure = structure.sorted { $0.0 < $1.0 }
      let n = structure.reduce(0) { $0 + $1.1.reduce(0, +) }
      var rows = [[BigRational]](repeating: [BigRational](repeating: 0, count: n), count: n)
      var k = 0
      for (value, sizes) in structure {
        for size in sizes {
          for i in 0..<size {
            rows[k][k] = BigRational(BigInteger(value))
            if i > 0 { rows[k - 1][k] = 1 }
            k += 1
          }
        }
      }
      let matrix = try conjugated(RationalMatrix(rows), &random)
      try expectJordan(matrix, structure.map(\.1))
      let isDiagonal = structure.allSatisfy { $0.1.allSatisfy { $0 == 1 } }
      #expect(try matrix.isDiagonalisable() == isDiagonal)
      switch try matrix.diagonalised() {
      case .diagonalisable: #expect(isDiagonal)
      case .defective(let eigenvalues): #expect(!isDiagonal && !eigenvalues.isEmpty)
      }
    }
  }

  @Test func `Jordan forms with quadratic eigenvalues, also of two fields`() throws {
    var random = RandomMatrices(seed: 9)
    // The companion matrix of (x² − x − 1)² has two blocks of order two.
    let golden = try rationalMatrix("0 0 0 -1; 1 0 0 -2; 0 1 0 1; 0 0 1 2")
    try expectJordan(golden, [[2], [2]])
    try expectJordan(conjugated(golden, &random), [[2], [2]])
    let fields = try rationalMatrix("0 2 0 0 0; 1 0 0 0 0; 0 0 0 -1 0; 0 0 1 0 0; 0 0 0 0 3")
    let matrix = try conjugated(fields, &random)
    try expectJordan(matrix, [[1], [1], [1], [1], [1]])
    guard case .diagonalisable(let form) = try matrix.diagonalised() else {
      Issue.record("the matrix is diagonalisable")
      return
    }
    #expect(form.eigenvalues.map(\.text) == ["-√2", "-i", "i", "√2", "3"])
    let rotation = try rationalMatrix("0 -1; 1 0")
    guard case .diagonalisable(let rotated) = try rotation.diagonalised() else { return }
    #expect(try rotated.eigenvectors.multiplied(by: rotated.diagonal).multiplied(by: rotated.inverse)
      == QuadraticMatrix(rotation))
  }

  @Test func `Random matrices with random rational eigenvalues are diagonalised`() throws {
    var random = RandomMatrices(seed: 10)
    for _ in 0..<20 {
      let values = try random.fractions(1, 4).elements
      let matrix = try conjugated(.diagonal(values), &random)
      guard case .diagonalisable(let form) = try matrix.diagonalised() else {
        Issue.record("the matrix is diagonalisable")
        continue
      }
      #expect(form.eigenvalues.compactMap(\.asRational) == values.sorted())
      #expect(try form.inverse.multiplied(by: QuadraticMatrix(matrix)).multiplied(by: form.eigenvectors) == form.diagonal)
    }
  }

  @Test func `Factors of higher degree are told with their roots`() throws {
    let matrix = try rationalMatrix("0 0 2 0; 1 0 0 0; 0 1 0 0; 0 0 0 5")
    let system = try matrix.eigenSystem()
    #expect(system.eigenvalues.map(\.value) == [5])
    let cubic = RationalPolynomial([-2, 0, 0, 1])
    #expect(system.unresolved == [PolynomialFactor(polynomial: cubic, multiplicity: 1)])
    #expect(throws: ExactMatrixError.eigenvaluesBeyondQuadratic([cubic])) { try matrix.jordanForm() }
    #expect(try matrix.isDiagonalisable())
    #expect(try matrix.eigenSteps().diagonalisability == nil)
    let roots = try cubic.rootEnclosures(precision: 100)
    #expect(roots.map(\.isReal) == [false, false, true])
    let expected = BigFloat.Context(precision: 2000).value(of: .cbrt, at: BigFloat(2.0))
    let distance = try #require(expected.map { ($0 - roots[2].real).magnitude })
    #expect(distance <= roots[2].radius && roots[2].radius < BigFloat(0x1p-99))
  }

  @Test func `Discs hold the roots of hard polynomials`() throws {
    // Wilkinson's polynomial has the roots 1, …, 20.
    let wilkinson = (1...20).reduce(RationalPolynomial.one) { $0 * RationalPolynomial([BigRational(BigInteger(-$1)), 1]) }
    let roots = try wilkinson.rootEnclosures()
    for (k, root) in roots.enumerated() {
      #expect(root.isReal && (root.real - BigFloat(Double(k + 1))).magnitude <= root.radius)
    }
    // Mignotte's polynomial x⁷ − 2 (50 x − 1)² has two roots very near 1/50.
    let near = RationalPolynomial([-2, 200, -5000, 0, 0, 0, 0, 1])
    let pair = try near.rootEnclosures().filter { $0.isReal && $0.real > BigFloat(0.01) && $0.real < BigFloat(0.03) }
    #expect(pair.count == 2)
    // Roots of very different size, zero among them.
    let scales = [0, 1, 1000, -7].reduce(RationalPolynomial.one) { product, k in
      product * RationalPolynomial([BigRational(k == 0 ? 0 : -(BigInteger(k) << 200)), 1])
    }
    let spread = try scales.rootEnclosures()
    #expect(spread.map(\.isReal) == [true, true, true, true] && spread[1].real.isZero)
    // Roots of unity.
    let unity = try RationalPolynomial([-1] + [BigRational](repeating: 0, count: 10) + [1]).rootEnclosures()
    #expect(unity.count == 11 && unity.count { $0.isReal } == 1)
    #expect(throws: ExactMatrixError.multipleRoots) { try RationalPolynomial([1, 2, 1]).rootEnclosures() }
    #expect(throws: ExactMatrixError.multipleRoots) { try RationalPolynomial([0, 0, 1]).rootEnclosures() }
    #expect(try RationalPolynomial([5]).rootEnclosures().isEmpty && RationalPolynomial.zero.rootEnclosures().isEmpty)
  }

  @Test func `Polynomials are factored and written`() throws {
    let polynomial = RationalPolynomial([rational("-1/2"), 0, rational("1/2")]) * RationalPolynomial([1, 0, 1])
    let (constant, factors) = polynomial.factored()
    #expect(constant == rational("1/2") && factors.map(\.polynomial.text) == ["λ - 1", "λ + 1", "λ^2 + 1"])
    #expect(RationalPolynomial([-2, -5, 1]).tex == "\\lambda^{2} - 5 \\lambda - 2")
    #expect(RationalPolynomial([0, rational("-3/2"), -1]).text(variable: "x") == "-x^2 - 3/2 x")
    #expect(RationalPolynomial.zero.text == "0" && RationalPolynomial([0, 0]).degree == nil)
    #expect(RationalPolynomial.zero.factored() == (0, []))
  }
}
