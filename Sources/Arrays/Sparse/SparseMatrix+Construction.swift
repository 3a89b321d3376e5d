// Sparse matrices from triplets, dense matrices, diagonals and random numbers.
import RealModule

extension SparseMatrix {
  /// The matrix with `values[k]` in row `rowIndices[k]` and column `columnIndices[k]`; what falls into one place is
  /// combined, in the order given, by addition unless told otherwise.
  ///
  /// Throws `dimensionMismatch` for lists of different lengths and indices outside of the matrix.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  public init(
    rows: Int, columns: Int, rowIndices: Vector<Int>, columnIndices: Vector<Int>, values: Vector<Element>,
    combining combine: (Element, Element) -> Element = { $0 + $1 }
  ) throws(LinearAlgebraError) {
    try Self.requireShape(rows, columns)
    let count = values.count
    guard rowIndices.count == count, columnIndices.count == count else {
      throw .dimensionMismatch(
        "\(rowIndices.count) row indices, \(columnIndices.count) column indices and \(count) values do not fit")
    }
    let (row, column) = (rowIndices.buffer.baseAddress, columnIndices.buffer.baseAddress)
    // How many elements each column has, and then where its next one goes.
    let next = ArrayStorage<Int>(repeating: 0, count: columns + 1)
    let position = next.baseAddress
    for k in 0..<count {
      guard row[k] >= 0, row[k] < rows, column[k] >= 0, column[k] < columns else {
        throw .dimensionMismatch(
          "row \(row[k] &+ 1) and column \(column[k] &+ 1) lie outside of a \(rows)×\(columns) matrix")
      }
      position[column[k] + 1] += 1
    }
    for j in 0..<columns { position[j + 1] += position[j] }
    let places = ArrayStorage<Int>(uninitializedCount: count)
    let (order, value) = (places.baseAddress, values.pointer)
    for k in 0..<count {
      order[position[column[k]]] = k
      position[column[k]] += 1
    }
    let result = SparseColumns<Element>(rows: rows, columns: columns, capacity: count)
    var start = 0
    for j in 0..<columns {
      let end = position[j]
      for p in start..<end { result.append(row[order[p]], value[order[p]]) }
      result.endUnsortedColumn(combine)
      start = end
    }
    self = result.matrix()
  }

  /// The elements of a dense matrix, or of a vector as one column, that are not zero. Throws `wrongRank`.
  public init(_ dense: DenseArray<Element>) throws(LinearAlgebraError) {
    guard dense.rank == 1 || dense.rank == 2 else { throw .wrongRank(dense.rank) }
    try Self.requireShape(dense.rows, dense.columns)
    let (m, n, a) = (dense.rows, dense.columns, dense.pointer)
    let result = SparseColumns<Element>(rows: m, columns: n)
    for j in 0..<n {
      for i in 0..<m where a[i + j * m] != .zero { result.append(i, a[i + j * m]) }
      result.endColumn()
    }
    self = result.matrix()
  }

  /// The dense matrix with the same elements. Throws `tooMuchMemory`.
  public func dense() throws(LinearAlgebraError) -> Matrix<Element> {
    try MemoryBudget.requireDense(shape, of: Element.self)
    let result = Matrix<Element>(repeating: .zero, shape: shape)
    for j in 0..<columns {
      for p in range(j) { result.pointer[rowIndices.buffer.baseAddress[p] + j * rows] = values.pointer[p] }
    }
    return result
  }

  /// The matrix with the given diagonals: 0 is the main one, positive ones are above it and negative ones below. Elements
  /// for one diagonal that is given twice are added. It is as small as its diagonals allow unless a shape is given.
  ///
  /// Throws `dimensionMismatch` if a diagonal does not fit into the shape.
  public init(
    diagonals: [(offset: Int, elements: Vector<Element>)], rows: Int? = nil, columns: Int? = nil
  ) throws(LinearAlgebraError) {
    var (height, width, count) = (rows ?? 0, columns ?? 0, 0)
    for (offset, elements) in diagonals {
      guard offset.magnitude < UInt(Int.max / 4) else {
        throw .dimensionMismatch("a matrix with diagonal \(offset) is too large")
      }
      let (neededRows, neededColumns) = (elements.count + max(0, -offset), elements.count + max(0, offset))
      if rows == nil { height = max(height, neededRows) }
      if columns == nil { width = max(width, neededColumns) }
      guard neededRows <= height, neededColumns <= width else {
        throw .dimensionMismatch("\(elements.count) elements on diagonal \(offset) do not fit a \(height)×\(width) matrix")
      }
      count += elements.count
    }
    if rows == nil, columns == nil { (height, width) = (max(height, width), max(height, width)) }
    let rowIndices = Vector<Int>(uninitializedShape: [count])
    let columnIndices = Vector<Int>(uninitializedShape: [count])
    let values = Vector<Element>(uninitializedShape: [count])
    var k = 0
    for (offset, elements) in diagonals {
      for i in 0..<elements.count {
        rowIndices.buffer.baseAddress[k] = i + max(0, -offset)
        columnIndices.buffer.baseAddress[k] = i + max(0, offset)
        values.pointer[k] = elements.pointer[i]
        k += 1
      }
    }
    try self.init(rows: height, columns: width, rowIndices: rowIndices, columnIndices: columnIndices, values: values)
  }

  /// The matrix with ones on its main diagonal, square unless the number of columns is given.
  public static func identity(_ rows: Int, columns: Int? = nil) throws(LinearAlgebraError) -> SparseMatrix {
    let width = columns ?? rows
    try requireShape(rows, width)
    let count = min(rows, width)
    try requireStorage(count)
    return SparseMatrix(
      unchecked: rows, width, columnStarts: Vector((0...width).map { min($0, count) }),
      rowIndices: Vector(0..<count), values: Vector(repeating: 1, shape: [count]))
  }

  /// A random matrix in which each element is stored with probability `density`, independently of the others.
  ///
  /// - Parameters:
  ///   - uniform: Gives numbers in 0..<1, one for each stored element and one more.
  ///   - value: Gives the stored elements, column by column.
  public static func random(
    rows: Int, columns: Int, density: Double, uniform: () throws -> Double, value: () throws -> Element
  ) throws -> SparseMatrix {
    try requireShape(rows, columns)
    guard density >= 0, density <= 1 else {
      throw LinearAlgebraError.undefined("the density of a matrix lies between 0 and 1, not at \(density)")
    }
    let (total, overflow) = rows.multipliedReportingOverflow(by: columns)
    let expected = density * Double(rows) * Double(columns)
    guard !overflow, expected < 0x1p62 else { throw LinearAlgebraError.tooMuchMemory(bytes: nil) }
    try requireStorage(Int(expected))
    let result = SparseColumns<Element>(rows: rows, columns: columns, capacity: Int(expected * 1.01) + 8)
    // The gaps between stored elements have a geometric distribution.
    let logarithm = Double.log(onePlus: -density)
    func gap() throws -> Int {
      if density == 1 { return 0 }
      let steps = (Double.log(onePlus: -(try uniform())) / logarithm).rounded(.down)
      return steps < Double(total) ? max(0, Int(steps)) : total
    }
    var place = density == 0 ? total : try gap()
    for _ in 0..<columns {
      while place < rows {
        result.append(place, try value())
        let (next, overflow) = place.addingReportingOverflow(1 + (try gap()))
        place = overflow ? .max : next
      }
      place -= rows
      result.endColumn()
    }
    return result.matrix()
  }
}
