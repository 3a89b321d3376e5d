// Exact matrices against SymPy, and by what must hold for all.

import Exact
import Testing

@Suite struct ExactMatrixTests {
  @Test func `Echelon forms, determinants and polynomials agree with SymPy`() throws {
    for reference in exactMatrixReference {
      let matrix = try rationalMatrix(reference.matrix)
      let form = try matrix.reducedRowEchelonForm()
      #expect(form.matrix == (try rationalMatrix(reference.reduced)), "\(reference.matrix)")
      #expect(form.pivots == reference.pivots)
      #expect(try matrix.rank() == reference.pivots.count)
      if let determinant = reference.determinant { #expect(try matrix.determinant() == rational(determinant)) }
      if let characteristic = reference.characteristic {
        #expect(try matrix.characteristicPolynomial().coefficients == rationals(characteristic))
      }
      if let integers = matrix.integers {
        #expect(try integers.reducedRowEchelonForm() == form)
        #expect(try integers.invariantFactors().map(\.asInt) == (reference.invariantFactors ?? []))
        #expect(try integers.rank() == form.rank)
      }
    }
  }

  @Test func `A matrix times its null space is zero, and the dimensions add up`() throws {
    var random = RandomMatrices(seed: 1)
    for _ in 0..<100 {
      let matrix = try random.ofAnyShape()
      let nullspace = try matrix.nullspace()
      #expect(try matrix.multiplied(by: nullspace).isZero)
      #expect(try nullspace.columns + matrix.rank() == matrix.columns)
      #expect(try nullspace.rank() == nullspace.columns)
      for k in 0..<nullspace.columns {
        #expect(nullspace.column(k).reduce(BigInteger(0)) { $0.greatestCommonDivisor($1) } == 1)
      }
      let fractions = try RationalMatrix(matrix).nullspace()
      #expect(try RationalMatrix(matrix).multiplied(by: fractions).isZero && fractions.columns == nullspace.columns)
      #expect(try matrix.columnSpace().rank() == matrix.rank())
      #expect(try matrix.columnSpace().columns == matrix.rank())
    }
    // As a textbook writes it.
    let textbook = try integerMatrix([[1, 2, 3], [4, 5, 6]]).nullspace()
    #expect(textbook.column(0) == [1, -2, 1])
    #expect(try integerMatrix([[2, -1, 3]]).nullspace().words == [1, -3, 2, 0, 0, 2])
  }

  @Test func `Inverses, powers and products fit together`() throws {
    var random = RandomMatrices(seed: 2)
    for order in 1...6 {
      let matrix = try random.fractions(order, order)
      guard try !matrix.determinant().isZero else { continue }
      #expect(try matrix.multiplied(by: matrix.inverse()) == .identity(order))
      #expect(try matrix.power(-2).multiplied(by: matrix.power(3)) == matrix)
      #expect(try matrix.power(5) == matrix.power(2).multiplied(by: matrix.power(3)))
      let integers = try random.integers(order, order)
      #expect(try RationalMatrix(integers.power(4)) == RationalMatrix(integers).power(4))
      #expect(try matrix.multiplied(by: RationalMatrix(integers)).determinant()
        == matrix.determinant() * BigRational(integers.determinant()))
    }
  }

  @Test func `A matrix is a root of its minimal and characteristic polynomials`() throws {
    var random = RandomMatrices(seed: 3)
    for order in 1...5 {
      let matrix = try random.fractions(order, order)
      let (minimal, characteristic) = (try matrix.minimalPolynomial(), try matrix.characteristicPolynomial())
      #expect(try minimal.value(at: matrix).isZero && characteristic.value(at: matrix).isZero)
      #expect(characteristic.coefficient(0) == (try matrix.determinant()) * (order % 2 == 0 ? 1 : -1))
    }
    // The degree of the minimal polynomial is the number of independent powers.
    for _ in 0..<40 {
      let blocks = try random.integers(4, 4, within: 1)
      let matrix = try IntegerMatrix((0..<4).map { i in (0..<4).map { i > $0 ? 0 : i == $0 ? blocks[i, i] : blocks[i, $0] } })
      let powers = try (0...4).map { try matrix.power($0).elements }
      #expect(try matrix.minimalPolynomial().degree == IntegerMatrix(powers).rank(), "\(matrix)")
      #expect(try matrix.minimalPolynomial().value(at: RationalMatrix(matrix)).isZero)
    }
    let scalar = RationalMatrix.diagonal([rational("2/3"), rational("2/3"), 5])
    #expect(try scalar.minimalPolynomial() == RationalPolynomial([rational("10/3"), rational("-17/3"), 1]))
    #expect(try scalar.characteristicPolynomial().degree == 3)
    #expect(try RationalMatrix.zero(rows: 3, columns: 3).minimalPolynomial() == .variable)
  }

  @Test func `Systems have one solution, many, or none`() throws {
    let matrix = try rationalMatrix("1 2 3; 4 5 6; 7 8 9")
    #expect(try matrix.solutions([1, 1, 2]) == .inconsistent)
    guard case .general(let particular, let nullspace, let free) = try matrix.solutions([6, 15, 24]) else {
      Issue.record("the system has many solutions")
      return
    }
    #expect(particular == [0, 3, 0] && nullspace.column(0) == [1, -2, 1] && free == [2])
    #expect(try matrix.multiplied(by: particular) == [6, 15, 24])
    #expect(try rationalMatrix("2 1; 1 3").solutions([3, 5]) == .unique([rational("4/5"), rational("7/5")]))
    #expect(try rationalMatrix("1 1; 1 -1; 2 0").solve([3, 1, 4]) == [2, 1])
    #expect(throws: ExactMatrixError.singular) { try matrix.solve([1, 1, 2]) }
    #expect(throws: ExactMatrixError.inconsistent) { try rationalMatrix("1; 1").solve([1, 2]) }
    #expect(throws: ExactMatrixError.notUnique) { try rationalMatrix("1 1").solve([1]) }
    var random = RandomMatrices(seed: 4)
    for _ in 0..<30 {
      let matrix = try random.ofAnyShape()
      let x = try random.integers(matrix.columns, 1)
      let b = try matrix.multiplied(by: x)
      switch try matrix.solutions(b.elements) {
      case .unique(let solution): #expect(solution == RationalMatrix(x).elements)
      case .general(let particular, let nullspace, _):
        #expect(try RationalMatrix(matrix).multiplied(by: particular) == RationalMatrix(b).elements)
        #expect(try RationalMatrix(matrix).multiplied(by: nullspace).isZero)
      case .inconsistent: Issue.record("the system has a solution")
      }
    }
  }

  @Test func `Shapes and orders of elements`() throws {
    let matrix = try integerMatrix([[1, 2, 3], [4, 5, 6]])
    #expect(matrix.columnMajorElements == [1, 4, 2, 5, 3, 6] && matrix.transposed.words == [1, 4, 2, 5, 3, 6])
    #expect(try IntegerMatrix(rows: 2, columns: 3, columnMajor: [1, 4, 2, 5, 3, 6]) == matrix)
    #expect(try matrix.appending(columns: matrix.selecting(columns: [2])).row(1) == [4, 5, 6, 6])
    #expect(try matrix.adding(matrix) == matrix.scaled(by: 2) && matrix.subtracting(matrix).isZero)
    #expect(matrix.tex == "\\begin{bmatrix}1 & 2 & 3 \\\\ 4 & 5 & 6\\end{bmatrix}")
    #expect(try rationalMatrix("1/2 -3; 10 4").description == "1/2  -3\n 10   4")
  }
}
