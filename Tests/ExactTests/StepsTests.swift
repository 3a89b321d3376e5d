// Computations step by step, as a textbook shows them.

import Exact
import Testing

@Suite struct StepsTests {
  @Test func `The reduction of a matrix is the textbook's`() throws {
    // Lay, Linear Algebra and Its Applications, section 1.2, example 3.
    let matrix = try rationalMatrix("0 3 -6 6 4 -5; 3 -7 8 -5 8 9; 3 -9 12 -9 6 15")
    let steps = try matrix.rowReductionSteps()
    #expect(steps.result == (try rationalMatrix("1 0 -2 3 0 -24; 0 1 -2 2 0 -7; 0 0 0 0 1 4")))
    #expect(steps.steps.map(\.operation.description) == [
      "R1 ↔ R2", "R3 ← R3 - R1", "R3 ← R3 + 2/3 R2", "R3 ← 3/2 R3", "R2 ← R2 - 4 R3", "R1 ← R1 - 8 R3", "R2 ← 1/3 R2",
      "R1 ← R1 + 7 R2", "R1 ← 1/3 R1",
    ])
    #expect(steps.steps[2].operation.tex == "R_{3} \\leftarrow R_{3} + \\tfrac{2}{3} R_{2}")
    #expect(steps.steps[2].phase == .forward && steps.steps[3].phase == .backward)
    #expect(steps.pivots.map(\.column) == [0, 1, 4])
  }

  @Test func `Each operation leads from one matrix to the next, and the last one is the reduced form`() throws {
    var random = RandomMatrices(seed: 11)
    for _ in 0..<50 {
      let matrix = RationalMatrix(try random.ofAnyShape())
      let reduction = try matrix.rowReductionSteps()
      let form = try matrix.reducedRowEchelonForm()
      #expect(reduction.result == form.matrix && reduction.pivots.map(\.column) == form.pivots)
      var current = matrix
      for step in reduction.steps {
        var rows = (0..<matrix.rows).map { current.row($0) }
        switch step.operation {
        case .exchange(let i, let j): rows.swapAt(i, j)
        case .scale(let i, let factor): rows[i] = rows[i].map { $0 * factor }
        case .add(let multiple, let source, let target):
          rows[target] = zip(rows[target], rows[source]).map { $0 + multiple * $1 }
        }
        let next = try RationalMatrix(rows)
        #expect(next == step.matrix && next != current)
        current = next
      }
    }
  }

  @Test func `Systems end in back substitution, in free variables, or in a contradiction`() throws {
    let matrix = try rationalMatrix("1 -2 1; 0 2 -8; -4 5 9")
    let steps = try matrix.solutionSteps([0, 8, -9])
    guard case .unique(let solution, let substitutions) = steps.outcome else {
      Issue.record("one solution")
      return
    }
    #expect(solution == [29, 16, 3])
    #expect(substitutions.map(\.text) == ["x3 = 3", "x2 = (8 + 8 · 3) / 2 = 16", "x1 = 2 · 16 - 3 = 29"])
    #expect(substitutions[1].tex == "x_{2} = \\frac{8 + 8 \\cdot 3}{2} = 16")
    let none = try rationalMatrix("0 1 -4; 2 -3 2; 5 -8 7").solutionSteps([8, 1, 1])
    #expect(none.outcome == .inconsistent(row: 2) && none.conclusionTeX == ["0 = \\tfrac{5}{2}"])
    let many = try rationalMatrix("1 2 3; 4 5 6; 7 8 9").solutionSteps([6, 15, 24])
    guard case .general(let particular, let nullspace, let free) = many.outcome else {
      Issue.record("many solutions")
      return
    }
    #expect(particular == [0, 3, 0] && nullspace.column(0) == [1, -2, 1] && free == [2])
    #expect(many.conclusionTeX[0] == "x_{3} = t_{1}")
    var random = RandomMatrices(seed: 12)
    for _ in 0..<50 {
      let matrix = RationalMatrix(try random.ofAnyShape())
      let b = try random.fractions(matrix.rows, 1).elements
      switch (try matrix.solutions(b), try matrix.solutionSteps(b).outcome) {
      case (.unique(let x), .unique(let y, _)): #expect(x == y)
      case (.general(let p, let n, let f), .general(let q, let m, let g)): #expect(p == q && n == m && f == g)
      case (.inconsistent, .inconsistent): break
      default: Issue.record("\(matrix)")
      }
    }
  }

  @Test func `Determinants by elimination and by definition agree`() throws {
    var random = RandomMatrices(seed: 13)
    for order in [1, 2, 3, 3, 3, 4, 5] {
      let matrix = try random.fractions(order, order)
      let value = try matrix.determinant()
      let steps = try matrix.determinantSteps()
      #expect(steps.value == value)
      for step in steps.steps {
        #expect(try step.matrix.determinant() * BigRational(BigInteger(step.sign)) == value)
      }
      if order <= 3 { #expect(matrix.sarrusExpansion?.value == value) }
      if order == 2 || order == 3 { #expect(matrix.cofactorExpansion?.value == value) }
    }
    let matrix = try rationalMatrix("0 2; 3 -4")
    #expect(try matrix.determinantSteps().tex.contains("\\overset{R_{1} \\leftrightarrow R_{2}}{=}\\; -\\begin{vmatrix}"))
    #expect(matrix.sarrusExpansion?.tex
      == "\\begin{vmatrix}0 & 2 \\\\ 3 & -4\\end{vmatrix} = 0 \\cdot \\left(-4\\right) - 2 \\cdot 3 = -6")
    let third = try #require(try rationalMatrix("1 2 3; 4 5 6; 7 8 10").sarrusExpansion)
    #expect(third.terms.map(\.product) == [50, 84, 96, 105, 48, 80] && third.value == -3)
  }

  @Test func `Inverses and triangular factors multiply back`() throws {
    var random = RandomMatrices(seed: 14)
    for order in 1...5 {
      let matrix = try random.fractions(order, order)
      let steps = try matrix.inverseSteps()
      if let inverse = steps.inverse { #expect(try inverse == matrix.inverse()) }
      #expect(try (steps.inverse == nil) == matrix.determinant().isZero)
    }
    for _ in 0..<50 {
      let matrix = RationalMatrix(try random.ofAnyShape())
      let lu = try matrix.luSteps()
      #expect(try lu.lower.multiplied(by: lu.upper) == lu.permutation.multiplied(by: matrix))
      for step in lu.steps {
        let permuted = try RationalMatrix(step.order.map { matrix.row($0) })
        #expect(try step.lower.multiplied(by: step.upper) == permuted)
      }
    }
    #expect(try rationalMatrix("2 1; 4 3").luSteps().order == [0, 1])
  }

  @Test func `Gram and Schmidt's columns are orthonormal, and Q R is the matrix`() throws {
    var random = RandomMatrices(seed: 15)
    for _ in 0..<30 {
      let matrix = RationalMatrix(try random.ofAnyShape())
      let steps = try matrix.gramSchmidtSteps()
      let q = steps.orthonormal
      #expect(q.columns == (try matrix.rank()))
      #expect(try q.multiplied(by: steps.triangle) == QuadraticMatrix(matrix))
      #expect(try q.transposed.multiplied(by: q) == .identity(q.columns))
    }
    let steps = try rationalMatrix("1 1 0; 1 0 1; 0 1 1").gramSchmidtSteps()
    #expect(steps.orthonormal[0, 0].text == "√2/2" && steps.triangle[1, 1].text == "√6/2")
    #expect(steps.steps[1].orthogonal == [rational("1/2"), rational("-1/2"), 1])
  }

  @Test func `Cholesky factors multiply back, and others are refused`() throws {
    var random = RandomMatrices(seed: 16)
    for order in 1...4 {
      let root = try random.fractions(order, order)
      let matrix = try root.transposed.multiplied(by: root).adding(.identity(order))
      let steps = try matrix.choleskySteps()
      #expect(try steps.factor.multiplied(by: steps.factor.transposed) == QuadraticMatrix(matrix))
      let product = try steps.lower.multiplied(by: .diagonal(steps.diagonal)).multiplied(by: steps.lower.transposed)
      #expect(product == matrix)
      for entry in steps.entries {
        let rest = QuadraticNumber(entry.products.reduce(entry.element, -))
        #expect(entry.value * (entry.divisor ?? entry.value) == rest)
      }
    }
    let steps = try rationalMatrix("4 12 -16; 12 37 -43; -16 -43 98").choleskySteps()
    #expect(steps.factor.rationals == (try rationalMatrix("2 0 0; 6 1 0; -8 5 3")))
    #expect(steps.entries[3].tex == "c_{2,2} = \\sqrt{37 - 36} = 1")
    #expect(throws: ExactMatrixError.notPositiveDefinite(minor: 2)) { try rationalMatrix("1 2; 2 1").choleskySteps() }
    #expect(throws: ExactMatrixError.notPositiveDefinite(minor: 1)) { try rationalMatrix("0").choleskySteps() }
    #expect(throws: ExactMatrixError.notSymmetric) { try rationalMatrix("1 2; 3 9").choleskySteps() }
  }

  @Test func `Eigenvalues step by step`() throws {
    let steps = try rationalMatrix("4 1; 2 3").eigenSteps()
    #expect(steps.characteristicMatrix.tex == "\\begin{bmatrix}4 - \\lambda & 1 \\\\ 2 & 3 - \\lambda\\end{bmatrix}")
    #expect(steps.polynomial.text == "λ^2 - 7 λ + 10" && steps.expansion?.value == steps.polynomial)
    #expect(steps.factoredText == "(λ - 5) (λ - 2)" && steps.text.hasPrefix("A - λI =\n4 - λ      1\n    2  3 - λ\n\n"))
    #expect(steps.factoredTeX == "\\left(\\lambda - 5\\right) \\left(\\lambda - 2\\right)")
    #expect(steps.eigenvectors.map(\.eigenvalue.value) == [2, 5])
    #expect(steps.eigenvectors[1].eigenvalue.eigenvectors.column(0) == [1, 1])
    let odd = try rationalMatrix("2 0 0; 1 2 1; -1 0 1").eigenSteps()
    #expect(odd.polynomial.coefficient(3) == -1 && odd.factoredTeX.hasPrefix("-"))
    #expect(odd.expansion?.value == odd.polynomial)
    guard case .diagonalisable = odd.diagonalisability else {
      Issue.record("the matrix is diagonalisable")
      return
    }
    let golden = try rationalMatrix("1 1; 1 0").eigenSteps()
    #expect(golden.eigenvectors[1].reduction.result[0, 1].text == "(-1 - √5)/2")
  }
}
