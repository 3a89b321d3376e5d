// A sparse matrix or vector as a value of the language.

import Arrays
import Engine

/// What a sparse matrix is for the language: itself, the vector that is its only column, or the adjoint or transpose of a
/// vector, which is its only row.
enum SparseForm {
  case matrix, vector, adjoint, transpose
}

/// What `sparse` and its relatives give: Julia's `SparseMatrixCSC` and `SparseVector`.
final class SparseObject: HostObject {
  private(set) var matrix: any SparseStorage
  let kind: SparseElement
  let form: SparseForm

  /// The matrix must be complex if the kind is, and of one column or row if the form is one.
  init(_ matrix: any SparseStorage, _ kind: SparseElement, _ form: SparseForm = .matrix) {
    self.matrix = matrix
    self.kind = kind
    self.form = form
  }

  var isVector: Bool { form == .vector }
  /// Whether this is the adjoint or transpose of a vector.
  var isRow: Bool { form == .adjoint || form == .transpose }

  /// Throws `OverflowError` unless integers up to this magnitude are exact as floats. Sums that cancel are exact where the
  /// sum of the magnitudes is.
  static func requireExact(_ largest: Double) throws {
    guard largest < 0x1p53 else {
      throw RuntimeError(
        "OverflowError", "the integers of a sparse matrix are exact below 2^53 only",
        hint: "float.(A) is a matrix of floats, Matrix(A) a dense one")
    }
  }

  override var type: DataType {
    let element = DataType.Parameter.type(kind.type)
    let own = DataType.sparseArray(element, .type(.int64), rank: form == .matrix ? 2 : 1)
    guard isRow else { return own }
    return .parametric(
      form == .adjoint ? "Adjoint" : "Transpose", [element, .type(own)], supertype: .abstractArray([element, .integer(2)]))
  }

  override var byteCount: Int { matrix.byteCount }
  override var writableShape: [Int]? { shape }
  override var yieldsToArray: Bool { isVector }

  /// The sizes as the language sees them.
  var shape: [Int] { isVector ? [rows] : matrix.shape }

  var rows: Int { matrix.shape[0] }
  var columns: Int { matrix.shape[1] }

  override var propertyNames: [String] {
    switch form {
    case .matrix: ["m", "n", "colptr", "rowval", "nzval"]
    case .vector: ["n", "nzind", "nzval"]
    case .adjoint, .transpose: ["parent"]
    }
  }

  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    guard propertyNames.contains(name) else { return nil }
    switch name {
    case "parent": return try transposed(conjugating: form == .adjoint, machine)
    case "n" where isVector: return Value(rows)
    case "m": return Value(rows)
    case "n": return Value(columns)
    case "colptr":
      try machine.heap.reserve(count: columns, stride: 16)
      return machine.heap.vector(matrix.columnStarts.map { $0 + 1 })
    case "rowval", "nzind":
      try machine.heap.reserve(count: matrix.storedCount, stride: 16)
      return machine.heap.vector(matrix.rowIndices.map { $0 + 1 })
    case "nzval": return try machine.denseValue(matrix.storedValues().copied, kind)
    default: return nil
    }
  }

  // MARK: - Elements

  override func elements(_ machine: Machine) throws -> [Value]? {
    let count = try machine.heap.reserve(shape: matrix.shape, stride: 32)
    try machine.countStep(count / 8)
    return try machine.elements(full(machine))
  }

  /// The dense matrix or vector.
  func full(_ machine: Machine) throws -> Value {
    let count = try machine.heap.reserve(shape: matrix.shape, stride: 32)
    try machine.countStep(count / 16)
    let value = try machine.denseValue(try machine.linear { try matrix.dense() }, kind)
    if isVector, let array = value.array { return machine.heap.adopt(array.sharing(shape: shape, heap: machine.heap)) }
    if isRow { value.array?.setForm(form == .adjoint ? .adjoint : .transpose, isOfVector: true) }
    return value
  }

  override func denseArray(_ machine: Machine) throws -> Value? { try full(machine) }

  override func element(_ indices: [Value], _ machine: Machine) throws -> Value? {
    var indices = indices
    if indices.count == 1, let cartesian = indices[0].host as? CartesianIndexObject { indices = cartesian.indices.map { Value($0) } }
    while indices.count > shape.count, machine.exactInt(indices[indices.count - 1]) == 1 { indices.removeLast() }
    if indices.count == 1, let array = indices[0].array, array.rank > 1, array.denseBooleans == nil {
      return try machine.index(full(machine), indices)
    }
    if indices.count == 1, !isVector { return try element(at: indices[0], machine) }
    return try element(inColumns: indices, machine)
  }

  /// The element or part of a matrix at a row and a column, or of a vector at an index.
  private func element(inColumns given: [Value], _ machine: Machine) throws -> Value? {
    let indices = isVector && given.count == 1 ? [given[0], Value(1)] : given
    guard indices.count == 2 else { return nil }
    if let i = machine.exactInt(indices[0]), let j = machine.exactInt(indices[1]) {
      guard i >= 1, i <= rows, j >= 1, j <= columns else { throw outOfBounds(given, machine) }
      return matrix.element(i - 1, j - 1, kind, machine)
    }
    let (i, j) = (try places(indices[0], rows, given, machine), try places(indices[1], columns, given, machine))
    let block: any SparseStorage
    if let p = i.range, let q = j.range {
      try machine.countStep(q.count / 8 + 1)
      block = matrix.block(p, q)
      try machine.countStep(block.storedCount / 8)
    } else {
      try machine.countStep((i.count + j.count + (i.isAll ? 0 : rows)) / 8 + 1)
      try machine.heap.reserve(count: i.count + j.count + rows, stride: 16)
      block = try machine.linear { try matrix.selecting(rows: i.list, columns: j.list) }
    }
    if j.isOne { return try machine.sparse(block, kind, .vector) }
    return i.isOne
      ? try machine.sparse(block.transposed(conjugating: false), kind, .vector) : try machine.sparse(block, kind)
  }

  /// An element of a matrix by its place in storage order, or several as a vector.
  private func element(at index: Value, _ machine: Machine) throws -> Value? {
    let length = [rows, columns].clampedElementCount
    if let place = machine.exactInt(index) {
      guard place >= 1, place <= length, rows > 0 else { throw outOfBounds([index], machine) }
      return matrix.element((place - 1) % rows, (place - 1) / rows, kind, machine)
    }
    if index.tag == .colon { return try flattened(machine) }
    let list = try places(index, length, [index], machine).list
    try machine.countStep(list.count)
    try machine.heap.reserve(count: list.count, stride: 48)
    return try machine.sparse(machine.linear { try matrix.picking(list) }, kind, .vector)
  }

  /// All elements in storage order as a vector.
  func flattened(_ machine: Machine) throws -> Value {
    try machine.countStep((matrix.storedCount + columns) / 8)
    try machine.heap.reserve(count: matrix.storedCount, stride: 40)
    return try machine.sparse(isVector ? matrix : machine.linear { try matrix.flattened() }, kind, .vector)
  }

  /// The transpose or adjoint: of a vector a row, and of that a vector again.
  func transposed(conjugating: Bool, _ machine: Machine) throws -> Value {
    try machine.countStep((matrix.storedCount + rows + columns) / 8)
    try machine.heap.reserve(count: matrix.storedCount + rows + columns, stride: 24)
    let form: SparseForm =
      switch form {
      case .matrix: .matrix
      case .vector: conjugating ? .adjoint : .transpose
      case .adjoint, .transpose: .vector
      }
    return try machine.sparse(matrix.transposed(conjugating: conjugating), kind, form)
  }

  /// What an index selects along a dimension.
  private struct Places {
    var list: [Int] { positions ?? Array(range ?? 0..<0) }
    var range: Range<Int>?
    var positions: [Int]?
    var isOne = false
    var isAll = false
    var count: Int { positions?.count ?? range?.count ?? 0 }
  }

  private func places(_ index: Value, _ length: Int, _ indices: [Value], _ machine: Machine) throws -> Places {
    if index.tag == .colon { return Places(range: 0..<length, isAll: true) }
    if let place = machine.exactInt(index), index.tag != .boolean {
      guard place >= 1, place <= length else { throw outOfBounds(indices, machine) }
      return Places(range: place - 1..<place, isOne: true)
    }
    let index = try index.host?.denseArray(machine) ?? index
    if let mask = index.array?.denseBooleans {
      guard mask.count == length else { throw outOfBounds(indices, machine) }
      return Places(positions: (0..<length).filter { mask[$0] })
    }
    guard index.tag == .range || index.isArray, let elements = try machine.elements(index) else {
      throw RuntimeError.argument("invalid index: \(try machine.compactText(of: index)) of type \(index.dataType)")
    }
    let positions = try elements.map { element -> Int in
      guard let place = machine.exactInt(element), element.tag != .boolean else {
        throw RuntimeError.argument("invalid index: \(try machine.compactText(of: element)) of type \(element.dataType)")
      }
      guard place >= 1, place <= length else { throw outOfBounds(indices, machine) }
      return place - 1
    }
    if let first = positions.first, index.range?.step.integer == 1 {
      return Places(range: first..<first + positions.count)
    }
    return Places(positions: positions)
  }

  func outOfBounds(_ indices: [Value], _ machine: Machine) -> RuntimeError {
    let texts = indices.map { $0.tag == .colon ? ":" : (try? machine.compactText(of: $0)) ?? "…" }
    return RuntimeError(
      "BoundsError", "attempt to access \(header) at index [\(texts.joined(separator: ", "))]",
      fields: [("a", Value(host: self)), ("i", machine.heap.tuple(indices))])
  }

  /// Stores elements: one, or as many as the indices select.
  func store(_ value: Value, at given: [Value], _ machine: Machine) throws {
    let indices = isVector && given.count == 1 ? [given[0], Value(1)] : given
    if indices.count == 1, let place = machine.exactInt(indices[0]) {
      guard place >= 1, place <= [rows, columns].clampedElementCount, rows > 0 else { throw outOfBounds(indices, machine) }
      return try store(value, at: [Value((place - 1) % rows + 1), Value((place - 1) / rows + 1)], machine)
    }
    guard indices.count == 2 else { throw machine.noMethod("setindex!", [Value(host: self), value] + indices) }
    let (i, j) = (try places(indices[0], rows, given, machine), try places(indices[1], columns, given, machine))
    var values: [Value]
    if i.isOne, j.isOne {
      values = [value]
    } else {
      let count = try machine.heap.reserve(shape: [i.count, j.count], stride: 16)
      guard let elements = value.isNumber ? nil : try machine.elements(value) else {
        throw RuntimeError.argument(
          "indexed assignment with a single value to possibly many locations is not supported",
          hint: "assign an array of the same size")
      }
      guard elements.count == count else {
        let destinations = isVector ? "\(i.count)" : "\(i.count)×\(j.count)"
        throw RuntimeError.dimensionMismatch("tried to assign \(elements.count) elements to \(destinations) destinations")
      }
      values = elements
    }
    values = try values.map { try machine.convert($0, to: kind.type) }
    if kind == .integer { try SparseObject.requireExact(values.reduce(0.0) { max($0, ($1.asDouble ?? 0).magnitude) }) }
    // Each new element may move all that are stored.
    try machine.countCost(Double(values.count) * Double(matrix.storedCount + columns) / 100)
    try machine.heap.reserve(bytes: matrix.byteCount + values.count * 24)
    machine.heap.noteChange(of: self)
    let before = byteCount
    let numbers = values.map { machine.complexDouble($0) ?? .zero }
    matrix = matrix.storing(numbers, rows: i.list, columns: j.list)
    machine.heap.adjust(bytes: byteCount - before)
  }

  /// Replaces the matrix by one that has the same elements, or all but those that are dropped.
  func replace(by matrix: any SparseStorage, _ machine: Machine) {
    machine.heap.noteChange(of: self)
    let before = byteCount
    self.matrix = matrix
    machine.heap.adjust(bytes: byteCount - before)
  }

  /// Takes over the matrix of another of the same shape and a kind of numbers that this one holds.
  override func assign(_ value: Value, _ machine: Machine) throws -> Bool {
    if value.isNumber, try machine.isZero(value) {
      replace(by: matrix.scaled(by: .zero).droppingZeros(), machine)
      return true
    }
    guard let other = value.host as? SparseObject, other.shape == shape, other.kind <= kind, other.form == form else { return false }
    replace(by: kind == .complex ? other.matrix.asComplex() : other.matrix, machine)
    return true
  }

  // MARK: - Comparing

  override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    if let other = other.host as? SparseObject {
      guard shape == other.shape else { return false }
      try machine.countStep((matrix.storedCount + other.matrix.storedCount + columns) / 16)
      let (a, b) = matrix.matched(with: other.matrix)
      return try a.isEqual(to: b)
    }
    if let identity = other.host as? IdentityObject {
      return rows == columns ? try machine.isEqual(Value(host: self), machine.sparse(identity, order: rows)) : false
    }
    // Another object that stands for an array knows how it becomes a sparse matrix.
    if other.host?.writableShape != nil { return nil }
    guard other.isArray || other.tag == .range, try machine.shape(other) == shape else { return false }
    return try machine.isEqual(full(machine), other)
  }

  /// Whether the matrices have the same shape and elements that are the same as keys.
  func isSameKey(as other: SparseObject, _ machine: Machine) throws -> Bool {
    guard shape == other.shape else { return false }
    try machine.countStep((matrix.storedCount + other.matrix.storedCount + columns) / 4)
    try machine.heap.reserve(count: matrix.storedCount + other.matrix.storedCount + columns, stride: 48)
    let (a, b) = (matrix.droppingZeros(), other.matrix.droppingZeros())
    guard a.columnStarts == b.columnStarts, a.rowIndices == b.rowIndices else { return false }
    return Equality.isEqualAsKeys(
      try machine.denseValue(a.storedValues(), kind), try machine.denseValue(b.storedValues(), other.kind))
  }

  /// Up to so many elements are compared with those of other keys; larger matrices are keys by themselves.
  private static let keyLimit = 1_000_000

  override var keySequence: (shape: [Int], count: Int, element: (Int) -> Value)? {
    let count = matrix.shape.clampedElementCount
    guard count <= SparseObject.keyLimit else { return nil }
    let (matrix, rows) = (matrix, rows)
    // Complex numbers count as two.
    guard kind == .complex else {
      return (shape, count, { Value(matrix.number($0 % rows, $0 / rows).rawStorage.x) })
    }
    return (
      shape + [2], 2 * count,
      { place in
        let number = matrix.number(place / 2 % rows, place / 2 / rows)
        return Value(place & 1 == 0 ? number.rawStorage.x : number.rawStorage.y)
      }
    )
  }

  override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    try applied(operation, arguments, machine)
  }

  override func broadcast(
    _ operands: [Value], _ machine: Machine, element: ([Value]) throws -> Value, whole: ([Value]) throws -> Value
  ) throws -> Value? {
    try SparseBroadcast(operands, machine).result(element: element, whole: whole)
  }

  // MARK: - Text

  override var header: String {
    let count = matrix.storedCount
    if isRow {
      let parent = DataType.sparseArray(.type(kind.type), .type(.int64), rank: 1)
      return "1×\(columns) \(form == .adjoint ? "adjoint" : "transpose")(::\(parent)) with eltype \(kind.type)"
    }
    let size = isVector ? "\(rows)-element" : "\(rows)×\(columns)"
    return "\(size) \(type) with \(count) stored \(count == 1 ? "entry" : "entries")"
  }

  /// From this many rows or columns on, the text is a pattern of dots.
  private static let gridLimit = 16

  override func text(_ machine: Machine) throws -> String {
    if rows == 0 || columns == 0 { return header }
    if isVector { return try vectorText(machine) }
    if !isRow, max(rows, columns) >= SparseObject.gridLimit { return header + ":\n" + BraillePattern.text(matrix) }
    let (matrix, kind, isRow) = (matrix, kind, isRow)
    let grid = MatrixGrid(rows: rows, columns: columns, of: kind.type, dotted: { !isRow && !matrix.isStored($0, $1) }) {
      matrix.element($0, $1, kind, machine)
    }
    return try header + ":\n" + machine.text(of: grid)
  }

  /// Up to this many stored elements are told inside a container.
  private static let lineLimit = 20

  override func lineText(_ machine: Machine) throws -> String? {
    matrix.storedCount <= SparseObject.lineLimit && (!isRow || columns <= SparseObject.lineLimit)
      ? try printedText(machine) : nil
  }

  override func printedText(_ machine: Machine) throws -> String? {
    if isRow { return try machine.printedText(of: full(machine)) }
    let (i, j) = matrix.indices
    let list = { (numbers: [Int]) in
      numbers.isEmpty ? "Int64[]" : "[" + numbers.map { String($0 + 1) }.joined(separator: ", ") + "]"
    }
    try machine.heap.reserve(count: matrix.storedCount, stride: 64)
    let values = try machine.compactText(of: machine.denseValue(matrix.storedValues(), kind))
    if isVector { return "sparsevec(\(list(i)), \(values), \(rows))" }
    return "sparse(\(list(i)), \(list(j)), \(values), \(rows), \(columns))"
  }

  override func faces(_ machine: Machine) throws -> Faces {
    max(rows, columns) < SparseObject.gridLimit && min(rows, columns) > 0 ? try machine.faces(of: full(machine)) : Faces()
  }
}

extension SparseStorage {
  var storedCount: Int { sparse.storedCount }
  var columnStarts: [Int] { sparse.columnStarts.elements }
  var rowIndices: [Int] { sparse.rowIndices.elements }

  /// The rows and columns of the stored elements.
  var indices: (rows: [Int], columns: [Int]) { (sparse.rowIndices.elements, sparse.triplets.columns.elements) }

  var byteCount: Int { 64 + (sparse.columns + 1 + sparse.storedCount) * 8 + sparse.storedCount * MemoryLayout<Scalar>.stride }

  func element(_ row: Int, _ column: Int, _ kind: SparseElement, _ machine: Machine) -> Value {
    machine.sparseValue(sparse[row, column], kind)
  }

  func number(_ row: Int, _ column: Int) -> Complex<Double> { sparse[row, column].asComplex }

  func isStored(_ row: Int, _ column: Int) -> Bool {
    let starts = sparse.columnStarts
    return (starts[column]..<starts[column + 1]).contains { sparse.rowIndices[$0] == row }
  }

  /// The matrix with other elements at the given rows and columns, the rows changing first.
  func storing(_ numbers: [Complex<Double>], rows: [Int], columns: [Int]) -> any SparseStorage {
    var result = sparse
    var next = numbers.makeIterator()
    for column in columns {
      for row in rows {
        guard let number = next.next() else { return result }
        result[row, column] = (number as? Scalar) ?? Scalar(real: number.realPart)
      }
    }
    return result
  }

  /// The elements at some places, counted in storage order, as one column.
  func picking(_ places: [Int]) throws -> any SparseStorage {
    try SparseMatrix(Vector(places.map { sparse[$0 % sparse.rows, $0 / sparse.rows] }))
  }

  /// All elements in storage order as one column.
  func flattened() throws -> any SparseStorage {
    let (i, j, values) = sparse.triplets
    let rows = sparse.rows
    return try SparseMatrix(
      rows: shape.clampedElementCount, columns: 1, columnStarts: Vector([0, values.count]),
      rowIndices: Vector(zip(i.elements, j.elements).map { $0 + $1 * rows }), values: values)
  }
}

extension Machine {
  /// A sparse matrix, or the vector or row that it holds, as a value.
  /// - Throws: `OverflowError` for integers that floats do not hold exactly, `MemoryLimit`.
  func sparse(_ matrix: any SparseStorage, _ kind: SparseElement, _ form: SparseForm = .matrix) throws -> Value {
    if kind == .integer { try SparseObject.requireExact(matrix.largest) }
    let matrix = kind == .complex && !matrix.isComplex ? matrix.asComplex() : matrix
    try heap.reserve(bytes: matrix.byteCount)
    return heap.adopt(SparseObject(matrix, kind, form))
  }

  /// The identity of an order times a number.
  func sparse(_ identity: IdentityObject, order n: Int) throws -> Value {
    try countStep(n / 8)
    try heap.reserve(count: n, stride: 48)
    return try multiply(sparse(linear { try SparseMatrix<Double>.identity(n) }, .integer), identity.scale)
  }

  /// A sparse or dense matrix, or a vector as a column, as a sparse one; `nil` for anything else.
  func sparseOperand(_ value: Value) throws -> (matrix: any SparseStorage, kind: SparseElement)? {
    if let object = value.host as? SparseObject { return (object.matrix, object.kind) }
    guard let (array, kind) = try sparseNumbers(value), array.rank <= 2 else { return nil }
    try heap.reserve(count: array.count, stride: 16)
    return (try linear { try array.asSparse() }, kind)
  }
}
