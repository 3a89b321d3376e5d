// Transposes, triangles and other parts of sparse matrices, and questions about their structure.
import ComplexModule

// MARK: - Transposes

extension SparseMatrix {
  /// The transpose.
  public func transposed() -> SparseMatrix { transposed(conjugating: false) }

  /// The conjugate transpose.
  public func adjoint() -> SparseMatrix { transposed(conjugating: Element.isComplex) }

  /// The elements counted row by row and put there in the order of their columns (Gustavson, 1978).
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  private func transposed(conjugating: Bool) -> SparseMatrix {
    let (count, row, value) = (storedCount, rowIndices.buffer.baseAddress, values.pointer)
    let starts = Vector<Int>(repeating: 0, shape: [rows + 1])
    let next = ArrayStorage<Int>(repeating: 0, count: rows + 1)
    let (start, position) = (starts.buffer.baseAddress, next.baseAddress)
    for p in 0..<count { start[row[p] + 1] += 1 }
    for i in 0..<rows {
      start[i + 1] += start[i]
      position[i] = start[i]
    }
    let indices = Vector<Int>(uninitializedShape: [count])
    let elements = Vector<Element>(uninitializedShape: [count])
    let (column, target) = (indices.buffer.baseAddress, elements.pointer)
    for j in 0..<columns {
      for p in range(j) {
        let q = position[row[p]]
        position[row[p]] = q + 1
        column[q] = j
        target[q] = conjugating ? value[p].conjugated : value[p]
      }
    }
    return SparseMatrix(unchecked: columns, rows, columnStarts: starts, rowIndices: indices, values: elements)
  }
}

// MARK: - Parts

extension SparseMatrix {
  /// The stored elements for which `isKept` holds.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  public func filtered(_ isKept: (_ row: Int, _ column: Int, _ value: Element) -> Bool) -> SparseMatrix {
    let result = SparseColumns<Element>(rows: rows, columns: columns, capacity: storedCount)
    for j in 0..<columns {
      for p in range(j) {
        let (row, value) = (rowIndices.buffer.baseAddress[p], values.pointer[p])
        if isKept(row, j, value) { result.append(row, value) }
      }
      result.endColumn()
    }
    return result.matrix()
  }

  /// The elements on and above diagonal `k`: 0 is the main one, positive ones are above it.
  public func upperTriangle(diagonal k: Int = 0) -> SparseMatrix {
    let k = Matrix<Element>.clampedDiagonal(k)
    return filtered { row, column, _ in column - row >= k }
  }

  /// The elements on and below diagonal `k`.
  public func lowerTriangle(diagonal k: Int = 0) -> SparseMatrix {
    let k = Matrix<Element>.clampedDiagonal(k)
    return filtered { row, column, _ in column - row <= k }
  }

  /// The matrix that stores no zeros.
  public func droppingZeros() -> SparseMatrix { filtered { $2 != .zero } }

  /// The matrix without elements whose modulus is at most `tolerance`; NaN stays.
  public func dropping(below tolerance: Double) -> SparseMatrix { filtered { !($2.modulus <= tolerance) } }

  /// The elements of diagonal `k` as a dense vector.
  public func diagonal(_ k: Int = 0) -> Vector<Element> {
    let k = Matrix<Element>.clampedDiagonal(k)
    let (firstRow, firstColumn) = (max(0, -k), max(0, k))
    let length = max(0, min(rows - firstRow, columns - firstColumn))
    return Vector((0..<length).map { self[firstRow + $0, firstColumn + $0] })
  }

  /// The sum of the main diagonal of a square matrix.
  public func trace() throws(LinearAlgebraError) -> Element {
    try requireSquare()
    return (0..<rows).reduce(.zero) { $0 + self[$1, $1] }
  }

  /// Column `j` as a matrix of one column.
  public func column(_ j: Int) -> SparseMatrix { self[0..<rows, j..<j + 1] }

  /// Row `i` as a matrix of one row.
  public func row(_ i: Int) -> SparseMatrix { self[i..<i + 1, 0..<columns] }

  /// The block in the given rows and columns; traps outside of the matrix.
  public subscript(rowRange: Range<Int>, columnRange: Range<Int>) -> SparseMatrix {
    precondition(
      rowRange.lowerBound >= 0 && rowRange.upperBound <= rows && columnRange.lowerBound >= 0
        && columnRange.upperBound <= columns, "block out of range")
    let result = SparseColumns<Element>(rows: rowRange.count, columns: columnRange.count)
    for j in columnRange {
      for p in position(rowRange.lowerBound, j)..<position(rowRange.upperBound, j) {
        result.append(rowIndices[p] - rowRange.lowerBound, values[p])
      }
      result.endColumn()
    }
    return result.matrix()
  }

  /// The matrix of the listed rows and columns, which may repeat and be in any order; traps outside of the matrix.
  public func selecting(rows rowList: [Int], columns columnList: [Int]) throws(LinearAlgebraError) -> SparseMatrix {
    precondition(rowList.allSatisfy { $0 >= 0 && $0 < rows }, "row index out of range")
    precondition(columnList.allSatisfy { $0 >= 0 && $0 < columns }, "column index out of range")
    // Where in the result each row goes: the places of row i are `places[starts[i]..<starts[i + 1]]`.
    var starts = [Int](repeating: 0, count: rows + 1)
    for row in rowList { starts[row + 1] += 1 }
    for i in 0..<rows { starts[i + 1] += starts[i] }
    var next = starts
    var places = [Int](repeating: 0, count: rowList.count)
    for (place, row) in rowList.enumerated() {
      places[next[row]] = place
      next[row] += 1
    }
    let result = SparseColumns<Element>(rows: rowList.count, columns: columnList.count)
    for j in columnList {
      for p in range(j) {
        let row = rowIndices[p]
        for place in places[starts[row]..<starts[row + 1]] { result.append(place, values[p]) }
      }
      result.endUnsortedColumn()
      try Self.requireStorage(result.indices.count)
    }
    return result.matrix()
  }
}

// MARK: - Questions

extension SparseMatrix {
  /// Whether the matrix equals its transpose exactly.
  public var isSymmetric: Bool { rows == columns && self == transposed() }

  /// Whether the matrix equals its conjugate transpose exactly.
  public var isHermitian: Bool { rows == columns && self == adjoint() }

  /// Whether all elements below diagonal `k` are zero.
  public func isUpperTriangular(diagonal k: Int = 0) -> Bool {
    let k = Matrix<Element>.clampedDiagonal(k)
    return hasOnlyZeros { row, column in column - row < k }
  }

  /// Whether all elements above diagonal `k` are zero.
  public func isLowerTriangular(diagonal k: Int = 0) -> Bool {
    let k = Matrix<Element>.clampedDiagonal(k)
    return hasOnlyZeros { row, column in column - row > k }
  }

  /// Whether all elements off the main diagonal are zero.
  public var isDiagonal: Bool { hasOnlyZeros { $0 != $1 } }

  private func hasOnlyZeros(where isAsked: (_ row: Int, _ column: Int) -> Bool) -> Bool {
    let indices = rowIndices.buffer.baseAddress
    for j in 0..<columns {
      for p in range(j) where isAsked(indices[p], j) && values.pointer[p] != .zero { return false }
    }
    return true
  }

  func requireSquare() throws(LinearAlgebraError) {
    guard rows == columns else { throw .notSquare(rows: rows, columns: columns) }
  }
}
