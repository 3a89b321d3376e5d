// Sparse matrices: construction, elements, structure and arithmetic, against dense ones.
import Arrays
import Testing

private func check<Element: LinearAlgebraScalar>(_ type: Element.Type) throws {
  var numbers = TestNumbers(1)
  for (m, n) in [(1, 1), (5, 3), (3, 6), (40, 30), (0, 3), (4, 0)] {
    let a: SparseMatrix<Element> = try numbers.sparse(m, n, density: 0.3)
    let b: SparseMatrix<Element> = try numbers.sparse(m, n, density: 0.2)
    let c: SparseMatrix<Element> = try numbers.sparse(n, 7, density: 0.3)
    let (denseA, denseB, denseC) = (try a.dense(), try b.dense(), try c.dense())
    #expect(try SparseMatrix(denseA) == a && a.shape == denseA.shape)
    #expect(try a.transposed().dense() == denseA.transposed() && a.adjoint().dense() == denseA.adjoint())
    #expect(try a.adding(b).dense() == denseA.adding(denseB) && a.subtracting(a).storedCount == 0)
    #expect(try a.subtracting(b).dense() == denseA.subtracting(denseB))
    #expect(try a.multipliedElementwise(by: b).dense() == denseA.combined(with: denseB) { $0 * $1 })
    #expect(try a.scaled(by: 3).dense() == denseA.scaled(by: 3))
    #expect(relativeError(try a.multiplied(by: c).dense(), try denseA.multiplied(by: denseC)) < 1e-15)
    #expect(relativeError(try a.multiplied(by: denseC), try denseA.multiplied(by: denseC)) < 1e-15)
    #expect(relativeError(try denseA.multiplied(by: c), try denseA.multiplied(by: denseC)) < 1e-15)
    #expect(try a.kronecker(b).dense() == denseA.kronecker(denseB))
    #expect(try SparseMatrix.horizontally([a, b, a]).dense() == Matrix.horizontally([denseA, denseB, denseA]))
    #expect(try SparseMatrix.vertically([a, b]).dense() == Matrix.vertically([denseA, denseB]))
    for operation in [MatrixOperation.transpose, .adjoint] {
      let expected = try denseA.multiplied(by: denseB, transposing: operation)
      #expect(relativeError(try a.multiplied(by: b, transposing: operation).dense(), expected) < 1e-15)
      #expect(relativeError(try a.multiplied(by: denseB, transposing: operation), expected) < 1e-15)
      let left = try denseB.multiplied(by: denseA, transposing: .none, operation)
      #expect(relativeError(try denseB.multiplied(by: a, transposing: operation), left) < 1e-15)
    }
    for k in [-50, -2, -1, 0, 1, 2, 50] {
      #expect(try a.upperTriangle(diagonal: k).dense() == denseA.upperTriangle(diagonal: k))
      #expect(try a.lowerTriangle(diagonal: k).dense() == denseA.lowerTriangle(diagonal: k))
      #expect(a.diagonal(k) == denseA.diagonal(k))
    }
    #expect((a.norm() - denseA.norm()).magnitude <= 1e-15 * denseA.norm() && a.norm(.infinity) == denseA.norm(.infinity))
    for p in [1, Double.infinity] {
      #expect(((a.operatorNorm(p) ?? .nan) - (try denseA.operatorNorm(p) ?? .nan)).magnitude <= 1e-14)
    }
    guard m > 1, n > 1 else { continue }
    #expect(try a[1..<m, 0..<n - 1].dense() == denseA[1..<m, 0..<n - 1])
    #expect(try a.row(1).dense().flattened() == denseA.row(1) && a.column(1).dense().flattened() == denseA.column(1))
    let (rows, columns) = ([m - 1, 0, m - 1, 1], [n - 1, 0, 0])
    #expect(try a.selecting(rows: rows, columns: columns).dense() == denseA.selecting([rows, columns]))
    let triplets = a.triplets
    let rebuilt = try SparseMatrix(
      rows: m, columns: n, rowIndices: triplets.rows, columnIndices: triplets.columns, values: triplets.values)
    #expect(rebuilt == a)
  }
}

@Test func `Sparse matrices do what dense ones do`() throws {
  try check(Double.self)
  try check(Complex<Double>.self)
}

@Test func `Triplets of one place are combined in their order`() throws {
  let a = try SparseMatrix<Double>(
    rows: 3, columns: 2, rowIndices: [2, 0, 2, 2, 1], columnIndices: [1, 0, 1, 1, 0], values: [1, 2, 3, 4, 0])
  #expect(a[2, 1] == 8 && a[0, 0] == 2 && a.storedCount == 3 && a.nonzeroCount == 2)
  #expect(a.rowIndices == [0, 1, 2] && a.columnStarts == [0, 2, 3])
  let last = try SparseMatrix<Double>(
    rows: 1, columns: 1, rowIndices: [0, 0, 0], columnIndices: [0, 0, 0], values: [1, 2, 3]) { $1 }
  #expect(last[0, 0] == 3)
  // A column longer than what is sorted by insertion.
  let long = try SparseMatrix<Double>(
    rows: 50, columns: 1, rowIndices: Vector((0..<100).map { ($0 * 37) % 50 }),
    columnIndices: Vector(repeating: 0, shape: [100]), values: Vector((0..<100).map(Double.init)))
  #expect(long.rowIndices.elements == Array(0..<50) && long.sum() == 4950)
}

@Test func `Elements are read and written`() throws {
  var a = try SparseMatrix<Double>(rows: 3, columns: 3)
  let empty = a
  for (i, j, value) in [(1, 1, 5.0), (0, 1, 4), (2, 2, 9), (2, 0, 1), (1, 1, 6)] { a[i, j] = value }
  a[0, 2] = 0
  #expect(try a.dense() == Matrix(rows: [[0, 4, 0], [0, 6, 0], [1, 0, 9]]) && a.storedCount == 4)
  #expect(empty.storedCount == 0 && a[0, 2] == 0 && a.density == 4.0 / 9)
  a[2, 2] = 0
  #expect(a.storedCount == 4 && a.nonzeroCount == 3 && a.droppingZeros().storedCount == 3)
  #expect(a == a.droppingZeros() && a.dropping(below: 4).storedCount == 1 && a.isFinite)
  a[0, 1] = .nan
  #expect(a.dropping(below: 10).storedCount == 1 && !a.isFinite && a.norm().isNaN)
}

@Test func `Diagonals make matrices`() throws {
  let a = try SparseMatrix<Double>(diagonals: [(0, [1, 2, 3]), (1, [4, 5]), (-2, [6]), (0, [10])])
  #expect(try a.dense() == Matrix(rows: [[11, 4, 0], [0, 2, 5], [6, 0, 3]]))
  #expect(try SparseMatrix<Double>(diagonals: [(2, [1])]).shape == [3, 3])
  #expect(try SparseMatrix<Double>(diagonals: [(1, [1, 2])], rows: 2, columns: 4).shape == [2, 4])
  #expect(throws: LinearAlgebraError.self) { try SparseMatrix<Double>(diagonals: [(1, [1, 2])], rows: 2, columns: 2) }
  #expect(throws: LinearAlgebraError.self) { try SparseMatrix<Double>(diagonals: [(.min, [1])]) }
  #expect(try SparseMatrix<Double>.identity(2, columns: 3).dense() == Matrix(rows: [[1, 0, 0], [0, 1, 0]]))
}

@Test func `Structure is recognised`() throws {
  let a = try gridLaplacian(3)
  #expect(a.isSymmetric && a.isHermitian && !a.isDiagonal && !a.isUpperTriangular() && a.isUpperTriangular(diagonal: -3))
  #expect(a.upperTriangle().isUpperTriangular() && !a.upperTriangle().isLowerTriangular() && a.storedCount == 33)
  #expect(try SparseMatrix<Double>.identity(3).isDiagonal && a.trace() == 36)
  let h = try SparseMatrix<Complex<Double>>(
    rows: 2, columns: 2, rowIndices: [0, 1, 1], columnIndices: [1, 0, 1],
    values: [Complex(0, 1), Complex(0, -1), 2])
  #expect(h.isHermitian && !h.isSymmetric)
  #expect(try !SparseMatrix<Double>(rows: 2, columns: 3).isSymmetric && SparseMatrix<Double>(rows: 0, columns: 0).isSymmetric)
}

@Test func `Reductions know the zeros that are not stored`() throws {
  let a = try SparseMatrix<Double>(Matrix(rows: [[0, -2, 3], [0, -5, 1]]))
  #expect(a.sum() == -3 && a.sum(along: 0) == [[0], [-7], [4]].flatMap { $0 }.row && a.sum(along: 1).elements == [1, -4])
  #expect(a.maximum(along: 0).elements == [0, -2, 3] && a.minimum(along: 0).elements == [0, -5, 0 + 1])
  #expect(a.maximum(along: 1).elements == [3, 1] && a.minimum(along: 1).elements == [-2, -5])
  #expect(a.maximum() == 3 && a.minimum() == -5 && a.product(along: 0).elements == [0, 10, 3])
  #expect(a.product(along: 1).elements == [0, 0] && a.storedCounts(along: 0).elements == [0, 2, 2])
  #expect(try SparseMatrix<Double>(rows: 2, columns: 2).maximum() == 0)
  #expect(try SparseMatrix<Double>(rows: 0, columns: 2).maximum() == nil)
  #expect(a.norm(1) == 11 && a.norm(-.infinity) == 0 && a.norm(0) == 4)
}

extension Array where Element == Double {
  fileprivate var row: Matrix<Double> { Matrix(columnMajor: self, shape: [1, count]) }
}

@Test func `Impossible sparse matrices are refused`() throws {
  #expect(throws: LinearAlgebraError.self) { try SparseMatrix<Double>(rows: -1, columns: 2) }
  #expect(throws: LinearAlgebraError.self) { try SparseMatrix<Double>(rows: 2, columns: .max) }
  #expect(throws: LinearAlgebraError.self) { try SparseMatrix<Double>(rows: .max, columns: 2) }
  #expect(throws: LinearAlgebraError.self) { try SparseMatrix<Double>.identity(1 << 50) }
  let wide = try SparseMatrix<Double>(rows: 1 << 20, columns: 1 << 20)
  #expect(throws: LinearAlgebraError.tooMuchMemory(bytes: 1 << 43)) { try wide.dense() }
  #expect(throws: LinearAlgebraError.self) { try wide.kronecker(wide) }
  #expect(throws: LinearAlgebraError.self) { try wide.adding(.identity(3)) }
  #expect(throws: LinearAlgebraError.self) { try wide.multiplied(by: Vector<Double>([1, 2])) }
  #expect(throws: LinearAlgebraError.self) { try wide.multiplied(by: SparseMatrix.identity(3)) }
  #expect(throws: LinearAlgebraError.self) { try SparseMatrix.horizontally([wide, .identity(3)]) }
  for (row, column) in [(2, 0), (0, 2), (-1, 0), (0, .min)] {
    #expect(throws: LinearAlgebraError.self) {
      try SparseMatrix<Double>(rows: 2, columns: 2, rowIndices: [row], columnIndices: [column], values: [1])
    }
  }
  for (starts, rows) in [([0, 1], [0]), ([0, 2, 2], [1, 0]), ([0, 2, 1], [0]), ([0, 1, 2], [0, 5]), ([1, 1, 2], [0, 0])] {
    #expect(throws: LinearAlgebraError.self) {
      try SparseMatrix<Double>(
        rows: 2, columns: 2, columnStarts: Vector(starts), rowIndices: Vector(rows),
        values: Vector(repeating: 1, shape: [rows.count]))
    }
  }
  #expect(throws: (any Error).self) {
    try SparseMatrix<Double>.random(rows: 2, columns: 2, density: 1.5, uniform: { 0.5 }, value: { 1 })
  }
}

@Test func `Random sparse matrices have the density asked for`() throws {
  var numbers = TestNumbers(5)
  let a: SparseMatrix<Double> = try numbers.sparse(300, 200, density: 0.05)
  #expect((Double(a.storedCount) - 3000).magnitude < 250)
  #expect(a.storedCounts(along: 0).elements.allSatisfy { $0 < 40 })
  let full = try SparseMatrix<Double>.random(rows: 3, columns: 2, density: 1, uniform: { 0.99 }, value: { 1 })
  let none = try SparseMatrix<Double>.random(rows: 3, columns: 2, density: 0, uniform: { 0 }, value: { 1 })
  #expect(full.storedCount == 6 && none.storedCount == 0)
}
