// Empty, mismatched and oversized input of exact matrices.

import Exact
import Testing

@Suite struct ExactMatrixErrorTests {
  @Test func `Functions of square matrices refuse others`() throws {
    let matrix = try integerMatrix([[1, 2, 3], [4, 5, 6]])
    let fractions = RationalMatrix(matrix)
    let error = ExactMatrixError.notSquare(rows: 2, columns: 3)
    #expect(throws: error) { try matrix.determinant() }
    #expect(throws: error) { try matrix.inverse() }
    #expect(throws: error) { try matrix.power(2) }
    #expect(throws: error) { try matrix.trace() }
    #expect(throws: error) { try matrix.characteristicPolynomial() }
    #expect(throws: error) { try matrix.minimalPolynomial() }
    #expect(throws: error) { try fractions.determinant() }
    #expect(throws: error) { try fractions.inverse() }
    #expect(throws: error) { try fractions.power(0) }
    #expect(throws: error) { try fractions.eigenSystem() }
    #expect(throws: error) { try fractions.diagonalised() }
    #expect(throws: error) { try fractions.jordanForm() }
    #expect(throws: error) { try fractions.minimalPolynomial() }
    #expect(throws: error) { try fractions.determinantSteps() }
    #expect(throws: error) { try fractions.inverseSteps() }
    #expect(throws: error) { try fractions.eigenSteps() }
    #expect(throws: error) { try fractions.choleskySteps() }
    #expect(fractions.sarrusExpansion == nil && fractions.cofactorExpansion == nil)
    #expect(error.description == "the matrix is not square: it is 2×3")
  }

  @Test func `Mismatched sizes are told`() throws {
    let matrix = RationalMatrix(try integerMatrix([[1, 2, 3], [4, 5, 6]]))
    func isMismatch(_ error: any Error) -> Bool {
      if case ExactMatrixError.dimensionMismatch = error { true } else { false }
    }
    #expect(performing: { try matrix.multiplied(by: matrix) }, throws: isMismatch)
    #expect(performing: { try matrix.adding(matrix.transposed) }, throws: isMismatch)
    #expect(performing: { try matrix.appending(columns: matrix.transposed) }, throws: isMismatch)
    #expect(performing: { try matrix.solutions([1, 2, 3]) }, throws: isMismatch)
    #expect(performing: { try matrix.solve([1]) }, throws: isMismatch)
    #expect(performing: { try matrix.solutionSteps([]) }, throws: isMismatch)
    #expect(performing: { try IntegerMatrix([[1, 2], [3]] as [[Int]]) }, throws: isMismatch)
    #expect(performing: { try IntegerMatrix(rows: 2, columns: 2, elements: [1, 2, 3]) }, throws: isMismatch)
    #expect(performing: { try IntegerMatrix(rows: -1, columns: -1, elements: [1]) }, throws: isMismatch)
    #expect(performing: { try IntegerMatrix(rows: .max, columns: 3, elements: [1]) }, throws: isMismatch)
  }

  @Test func `Singular matrices have no inverse`() throws {
    let matrix = try integerMatrix([[1, 2], [2, 4]])
    #expect(throws: ExactMatrixError.singular) { try matrix.inverse() }
    #expect(throws: ExactMatrixError.singular) { try RationalMatrix(matrix).power(-1) }
    #expect(throws: ExactMatrixError.invalidExponent(-1)) { try matrix.power(-1) }
    #expect(throws: ExactMatrixError.invalidExponent(.min)) { try RationalMatrix(matrix).power(.min) }
    #expect(try RationalMatrix(matrix).inverseSteps().inverse == nil)
  }

  @Test func `Matrices without elements`() throws {
    let empty = try IntegerMatrix([] as [[Int]])
    let fractions = RationalMatrix(empty)
    #expect(try empty.determinant() == 1 && fractions.determinant() == 1 && empty.rank() == 0)
    #expect(try empty.inverse() == fractions && fractions.inverse() == fractions && empty.power(3) == empty)
    #expect(try empty.characteristicPolynomial() == .one && fractions.minimalPolynomial() == .one)
    #expect(try fractions.eigenSystem().eigenvalues.isEmpty)
    #expect(try fractions.jordanForm().blocks.isEmpty && fractions.jordanForm().form.rows == 0)
    #expect(try fractions.determinantSteps().value == 1 && fractions.choleskySteps().entries.isEmpty)
    #expect(try fractions.inverseSteps().inverse == fractions && fractions.luSteps().lower == fractions)
    #expect(try fractions.gramSchmidtSteps().steps.isEmpty && fractions.eigenSteps().polynomial == .one)
    #expect(try fractions.solutions([]) == .unique([]))
    #expect(try empty.smithFormWithTransformations().form == empty && empty.latticeReduced().basis == empty)
    for (rows, columns) in [(0, 3), (3, 0)] {
      let flat = try IntegerMatrix(rows: rows, columns: columns, elements: [] as [Int])
      #expect(try flat.rank() == 0 && flat.nullspace() == (rows == 0 ? .identity(3) : empty))
      #expect(try RationalMatrix(flat).nullspace().columns == (rows == 0 ? 3 : 0))
      #expect(try flat.smithFormWithTransformations().left.rows == rows && flat.hermiteForm() == flat)
      #expect(try flat.latticeReduced().basis.rows == 0 && flat.reducedRowEchelonForm().pivots.isEmpty)
      #expect(try flat.transposed.multiplied(by: flat).isZero)
      #expect(try RationalMatrix(flat).luSteps().order.count == rows)
      #expect(try RationalMatrix(flat).gramSchmidtSteps().orthonormal.columns == 0)
    }
    let flat = try RationalMatrix(rows: 2, columns: 0, elements: [])
    #expect(try flat.solutions([0, 0]) == .unique([]) && flat.solutions([0, 1]) == .inconsistent)
    #expect(try flat.solutionSteps([0, 1]).outcome == .inconsistent(row: 1))
  }

  @Test func `Work beyond memory is refused before it begins`() throws {
    let matrix = try integerMatrix([[3, 1], [1, 3]])
    #expect(matrix.cost(of: .power(1 << 50)).bytes > 1 << 48)
    #expect(performing: { try matrix.power(1 << 50) }, throws: { error in
      if case ExactMatrixError.tooLarge = error { true } else { false }
    })
    #expect(performing: { try RationalMatrix(matrix).power(.max) }, throws: { error in
      if case ExactMatrixError.tooLarge = error { true } else { false }
    })
    let wide = try IntegerMatrix(rows: 0, columns: 1 << 40, elements: [] as [Int])
    #expect(throws: ExactMatrixError.self) { try wide.nullspace() }
    #expect(throws: ExactMatrixError.self) { try RationalMatrix(wide).nullspace() }
    #expect(throws: ExactMatrixError.self) { try wide.smithFormWithTransformations() }
    // What does not grow is not refused.
    #expect(try integerMatrix([[0, 1], [1, 0]]).power(.max).words == [0, 1, 1, 0])
    #expect(try integerMatrix([[0, 9], [0, 0]]).power(3).isZero)
    #expect(ExactCost.of(.inverse, rows: .max, columns: .max, bits: .max).bytes == .max)
    let small = ExactCost.of(.reducedRowEchelonForm, rows: 4, columns: 4, bits: 4)
    #expect(small.bytes < 10_000 && small.steps < 10_000)
    #expect(ExactCost.of(.steps, rows: 100, columns: 100, bits: 64).bytes > ExactCost.maximumBytes)
  }
}
