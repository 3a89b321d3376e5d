// Hermite and Smith forms and reduced lattice bases, by their definitions.

import Exact
import Testing

@Suite struct NormalFormTests {
  private func isUnimodular(_ matrix: IntegerMatrix) throws -> Bool { try matrix.determinant().magnitude == 1 }

  private func expectHermite(_ form: IntegerMatrix) {
    var last = -1
    for i in 0..<form.rows {
      guard let pivot = (0..<form.columns).first(where: { !form[i, $0].isZero }) else {
        last = form.columns
        continue
      }
      #expect(pivot > last && form[i, pivot] > 0)
      for above in 0..<i { #expect(form[above, pivot] >= 0 && form[above, pivot] < form[i, pivot]) }
      last = pivot
    }
  }

  @Test func `Hermite forms have their shape and come from unimodular matrices`() throws {
    var random = RandomMatrices(seed: 5)
    for _ in 0..<100 {
      let matrix = try random.ofAnyShape()
      let hermite = try matrix.hermiteFormWithTransformation()
      expectHermite(hermite.form)
      #expect(try hermite.form == matrix.hermiteForm())
      #expect(try hermite.transformation.multiplied(by: matrix) == hermite.form)
      #expect(try isUnimodular(hermite.transformation))
    }
    #expect(try integerMatrix([[2, 3, 6, 2], [5, 6, 1, 6], [8, 3, 1, 1]]).hermiteForm().words
      == [1, 0, 50, -11, 0, 3, 28, -2, 0, 0, 61, -13])
  }

  @Test func `Smith forms are diagonal chains of divisors and come from unimodular matrices`() throws {
    var random = RandomMatrices(seed: 6)
    for _ in 0..<100 {
      let matrix = try random.ofAnyShape()
      let smith = try matrix.smithFormWithTransformations()
      #expect(try smith.form == matrix.smithForm(), "\(matrix)")
      #expect(try smith.left.multiplied(by: matrix).multiplied(by: smith.right) == smith.form)
      #expect(try isUnimodular(smith.left) && isUnimodular(smith.right))
      for i in 1..<max(1, min(matrix.rows, matrix.columns)) { #expect(smith.form[i - 1, i - 1].divides(smith.form[i, i])) }
    }
    let large = try random.integers(12, 12, within: 50)
    let smith = try large.smithFormWithTransformations()
    #expect(try smith.left.multiplied(by: large).multiplied(by: smith.right) == smith.form)
    #expect(try IntegerMatrix.diagonal([4, 6]).smithFormWithTransformations().form == .diagonal([2, 12]))
    #expect(try IntegerMatrix.diagonal([0, -6]).smithFormWithTransformations().form == .diagonal([6, 0]))
  }

  @Test func `Reduced bases span the same lattice and are short`() throws {
    var random = RandomMatrices(seed: 7)
    for _ in 0..<50 {
      let matrix = try random.ofAnyShape()
      let reduced = try matrix.latticeReduced()
      #expect(reduced.basis.rows == (try matrix.rank()))
      #expect(try reduced.transformation.multiplied(by: matrix) == reduced.basis)
      // One lattice, one Hermite form.
      let form = try matrix.hermiteForm()
      let kept = form.elements.prefix(reduced.basis.elements.count)
      #expect(try reduced.basis.hermiteForm().elements == Array(kept))
    }
    // An integer relation: (1 + √5) / 2 is a root of x² − x − 1.
    let relation = try integerMatrix([[1, 0, 0, 1_000_000], [0, 1, 0, 1_618_034], [0, 0, 1, 2_618_034]]).latticeReduced()
    let first = relation.basis.row(0).prefix(3).map { $0 * relation.basis[0, 0] }
    #expect(Array(first) == [1, 1, -1])
  }

  @Test func `Huge elements`() throws {
    let huge = BigInteger(1) << 4000
    let matrix = try IntegerMatrix([[huge + 1, huge], [huge - 3, huge + 7]])
    #expect(try matrix.determinant() == (huge + 1) * (huge + 7) - huge * (huge - 3))
    let smith = try matrix.smithFormWithTransformations()
    #expect(try smith.left.multiplied(by: matrix).multiplied(by: smith.right) == smith.form)
    let reduced = try matrix.latticeReduced()
    #expect(try reduced.transformation.multiplied(by: matrix) == reduced.basis)
    // The difference of the rows is short.
    #expect(reduced.basis.row(0).map(\.magnitude) == [4, 7])
    #expect(try RationalMatrix(matrix).multiplied(by: matrix.inverse()) == .identity(2))
    let system = try RationalMatrix(matrix).eigenSystem()
    #expect(system.eigenvalues.count == 2)
    for eigenvalue in system.eigenvalues {
      let product = try QuadraticMatrix(RationalMatrix(matrix)).multiplied(by: eigenvalue.eigenvectors)
      #expect(product == eigenvalue.eigenvectors.scaled(by: eigenvalue.value))
    }
  }
}
