// Matrices whose elements are exact.

/// A matrix of exact elements, held row by row. Indices count from zero.
///
/// Either size may be zero. The functions beyond the shape are in extensions for one kind of element each.
public struct ExactMatrix<Element: ExactRing>: Hashable, Sendable {
  /// The number of rows.
  public let rows: Int

  /// The number of columns.
  public let columns: Int

  /// The elements, row after row.
  public internal(set) var elements: [Element]

  /// The matrix with these elements, row after row; as many as the sizes say, and sizes are not negative.
  public init(rows: Int, columns: Int, elements: [Element]) throws(ExactMatrixError) {
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !overflow, count == elements.count else {
      throw .dimensionMismatch("\(elements.count) elements do not fill a \(rows)×\(columns) matrix")
    }
    self.init(rows, columns, elements)
  }

  /// The matrix with these elements, column after column.
  public init(rows: Int, columns: Int, columnMajor elements: [Element]) throws(ExactMatrixError) {
    self = try ExactMatrix(rows: columns, columns: rows, elements: elements).transposed
  }

  /// The matrix with these rows, all of one length.
  public init(_ rows: [[Element]]) throws(ExactMatrixError) {
    let columns = rows.first?.count ?? 0
    guard rows.allSatisfy({ $0.count == columns }) else {
      throw .dimensionMismatch("the rows of a matrix have one length")
    }
    self.init(rows.count, columns, rows.flatMap { $0 })
  }

  /// A matrix of one column.
  public init(column: [Element]) { self.init(column.count, 1, column) }

  init(_ rows: Int, _ columns: Int, _ elements: [Element]) {
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  init(_ rows: Int, _ columns: Int, _ element: (Int, Int) -> Element) {
    var elements: [Element] = []
    elements.reserveCapacity(rows * columns)
    for i in 0..<rows {
      for j in 0..<columns { elements.append(element(i, j)) }
    }
    self.init(rows, columns, elements)
  }

  /// The matrix of zeros.
  public static func zero(rows: Int, columns: Int) -> ExactMatrix { ExactMatrix(rows, columns) { _, _ in .zero } }

  /// The identity matrix of an order.
  public static func identity(_ order: Int) -> ExactMatrix { diagonal(Array(repeating: .one, count: order)) }

  /// The identity matrix that a computation has as its result, if it fits in memory.
  static func identityWithinMemory(_ order: Int) throws(ExactMatrixError) -> ExactMatrix {
    try ExactCost(steps: 0, bytes: Double(order) * Double(order) * 32).require()
    return identity(order)
  }

  /// The square matrix with these elements on its diagonal.
  public static func diagonal(_ values: [Element]) -> ExactMatrix {
    ExactMatrix(values.count, values.count) { $0 == $1 ? values[$0] : .zero }
  }
}

// MARK: - Parts

extension ExactMatrix {
  public internal(set) subscript(row: Int, column: Int) -> Element {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  public var isSquare: Bool { rows == columns }

  /// Whether all elements are zero.
  public var isZero: Bool { elements.allSatisfy(\.isZero) }

  /// Whether the matrix equals its transpose.
  public var isSymmetric: Bool { isSquare && (0..<rows).allSatisfy { i in (0..<i).allSatisfy { self[i, $0] == self[$0, i] } } }

  /// The elements, column after column.
  public var columnMajorElements: [Element] { transposed.elements }

  public var transposed: ExactMatrix { ExactMatrix(columns, rows) { self[$1, $0] } }

  public func row(_ index: Int) -> [Element] { Array(elements[index * columns..<(index + 1) * columns]) }

  public func column(_ index: Int) -> [Element] { (0..<rows).map { self[$0, index] } }

  /// The columns of these indices, in this order.
  public func selecting(columns indices: [Int]) -> ExactMatrix {
    ExactMatrix(rows, indices.count) { self[$0, indices[$1]] }
  }

  /// The columns of this matrix and then those of another with as many rows.
  public func appending(columns other: ExactMatrix) throws(ExactMatrixError) -> ExactMatrix {
    guard rows == other.rows else {
      throw .dimensionMismatch("a matrix of \(rows) and one of \(other.rows) rows do not stand side by side")
    }
    return ExactMatrix(rows, columns + other.columns) { $1 < columns ? self[$0, $1] : other[$0, $1 - columns] }
  }

  /// The matrix with each element replaced.
  public func map<Other>(_ transform: (Element) -> Other) -> ExactMatrix<Other> {
    ExactMatrix<Other>(rows, columns, elements.map(transform))
  }

  func requireSquare() throws(ExactMatrixError) {
    guard isSquare else { throw .notSquare(rows: rows, columns: columns) }
  }
}

// MARK: - Arithmetic

extension ExactMatrix {
  /// The sum of two matrices of one shape.
  public func adding(_ other: ExactMatrix) throws(ExactMatrixError) -> ExactMatrix { try combined(other, +) }

  /// The difference of two matrices of one shape.
  public func subtracting(_ other: ExactMatrix) throws(ExactMatrixError) -> ExactMatrix { try combined(other, -) }

  private func combined(
    _ other: ExactMatrix, _ operation: (Element, Element) -> Element
  ) throws(ExactMatrixError) -> ExactMatrix {
    guard rows == other.rows, columns == other.columns else {
      throw .dimensionMismatch("a \(rows)×\(columns) and a \(other.rows)×\(other.columns) matrix have different shapes")
    }
    return ExactMatrix(rows, columns, zip(elements, other.elements).map(operation))
  }

  /// The matrix with every element multiplied by one factor.
  public func scaled(by factor: Element) -> ExactMatrix { map { $0 * factor } }

  func requireProduct(_ other: ExactMatrix) throws(ExactMatrixError) {
    guard columns == other.rows else {
      throw .dimensionMismatch("the inner dimensions of a \(rows)×\(columns) and a \(other.rows)×\(other.columns) matrix differ")
    }
  }

  /// The product by its definition.
  func productByDefinition(_ other: ExactMatrix) throws(ExactMatrixError) -> ExactMatrix {
    try requireProduct(other)
    return ExactMatrix(rows, other.columns) { i, j in
      var sum = Element.zero
      for k in 0..<columns where !self[i, k].isZero && !other[k, j].isZero { sum = sum + self[i, k] * other[k, j] }
      return sum
    }
  }
}
