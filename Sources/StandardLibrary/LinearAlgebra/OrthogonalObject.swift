// The orthogonal factor of `qr`, `lq` and `hessenberg`, kept as the reflections that it is made of.

import Arrays
import Engine

/// `F.Q` of a factorisation: a square orthogonal or unitary matrix that is applied reflection by reflection and formed only
/// where its elements are asked for, as Julia's `AbstractQ`.
final class OrthogonalObject: HostObject {
  /// The product of reflections H₁ H₂ … of one factorisation.
  struct Reflections {
    /// The type of the factor in the language.
    let type: () -> DataType
    let elementType: DataType
    /// The number of rows, and of columns.
    let order: Int
    /// How many of the columns the factorisation needs.
    let width: Int
    /// What the reflections take of memory.
    let byteCount: Int
    /// The determinant where the elements are real.
    let determinant: Double?
    /// The product, or its adjoint, times an array of `order` rows; `nil` for what is no array of numbers.
    let applied: (_ side: Value, _ isAdjoint: Bool, Machine) throws -> Value?
    /// All columns, or the first `width` of them.
    let columns: (_ isFull: Bool, Machine) throws -> any LinearArray
  }

  private let reflections: Reflections
  /// Whether this is the adjoint of the product.
  private let isTurned: Bool
  /// Whether this is the adjoint of the factor that the factorisation has.
  private let isAdjoint: Bool
  /// Whether the factored matrix is one of `Float32`.
  var isSingle: Bool

  init(_ reflections: Reflections, isTurned: Bool = false, isAdjoint: Bool = false, isSingle: Bool = false) {
    self.reflections = reflections
    self.isTurned = isTurned
    self.isAdjoint = isAdjoint
    self.isSingle = isSingle
    super.init()
  }

  /// The adjoint, which is the inverse too.
  private var turned: OrthogonalObject {
    OrthogonalObject(reflections, isTurned: !isTurned, isAdjoint: !isAdjoint, isSingle: isSingle)
  }

  override var type: DataType {
    let factor = reflections.type()
    let type = isAdjoint ? .parametric("LinearAlgebra.AdjointQ", [.type(reflections.elementType), .type(factor)], supertype: .any) : factor
    return isSingle ? type.inSinglePrecision : type
  }

  private var elementType: DataType { isSingle ? reflections.elementType.inSinglePrecision : reflections.elementType }
  private var order: Int { reflections.order }
  // The columns that are kept once they are formed count from the beginning.
  override var byteCount: Int { reflections.byteCount + 16 * order * reflections.width }
  override var writableShape: [Int]? { [order, order] }
  override var yieldsToArray: Bool { true }

  // MARK: - Elements

  /// The columns of the product of reflections that the factorisation needs.
  private var needed: (any LinearArray)?

  /// The columns of the product of reflections; those that the factorisation needs are formed once.
  private func columns(isFull: Bool, _ machine: Machine) throws -> any LinearArray {
    let isFull = isFull && reflections.width < order
    if let needed, !isFull { return needed }
    let shape = [order, isFull ? order : reflections.width]
    try machine.heap.reserve(shape: shape, stride: 32)
    try machine.declareCubicWork(shape)
    let columns = try reflections.columns(isFull, machine)
    if !isFull { needed = columns }
    return columns
  }

  /// Some columns of the product of reflections, counted from zero, formed alone.
  private func columns(_ positions: [Int], _ machine: Machine) throws -> (any LinearArray)? {
    try machine.heap.reserve(shape: [order, positions.count], stride: 32)
    let units = DenseArray<Double>(repeating: 0, shape: [order, positions.count])
    for (j, position) in positions.enumerated() { units.buffer.baseAddress[position + j * order] = 1 }
    return try reflections.applied(machine.heap.array(units), false, machine).flatMap { try machine.floatingOperand($0) }
  }

  /// The square matrix, or what the factorisation needs of it: the first columns of `Q` in `Q R`, the first rows in `L Q`.
  private func matrix(isFull: Bool, _ machine: Machine) throws -> Value {
    let columns = try columns(isFull: isFull, machine)
    let matrix = isTurned ? columns.adjoint(machine.heap) : columns.copied.value(machine.heap)
    return isSingle ? try machine.inSinglePrecision(matrix) : matrix
  }

  override func denseArray(_ machine: Machine) throws -> Value? { try matrix(isFull: true, machine) }

  override func elements(_ machine: Machine) throws -> [Value]? { try machine.elements(matrix(isFull: true, machine)) }

  override func element(_ indices: [Value], _ machine: Machine) throws -> Value? {
    let (positions, shape) = try machine.positions(indices, in: [order, order], of: Value(host: self))
    let places = positions.map { isTurned ? (row: $0 / order, column: $0 % order) : (row: $0 % order, column: $0 / order) }
    let wanted = Set(places.map(\.column)).sorted()
    let isThin = wanted.allSatisfy { $0 < reflections.width }
    // A few columns that the factorisation does not need are no reason to form them all.
    var columns: any LinearArray
    var position: [Int: Int] = [:]
    if !isThin, wanted.count <= order / 8 + 1, let few = try self.columns(wanted, machine) {
      columns = few
      for (j, column) in wanted.enumerated() { position[column] = j }
    } else {
      columns = try self.columns(isFull: !isThin, machine)
    }
    let elements = try places.map { place in
      let element = columns.element(place.row, position[place.column] ?? place.column, conjugated: isTurned, machine.heap)
      return isSingle ? try machine.inSinglePrecision(element) : element
    }
    if shape.isEmpty, let element = elements.first { return element }
    return machine.heap.array(of: elementType, elements, shape: shape)
  }

  override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    if let identity = other.host as? IdentityObject {
      return try machine.isEqual(matrix(isFull: true, machine), machine.banded(identity, order: order))
    }
    let other = try other.host?.denseArray(machine) ?? other
    guard other.isArray else { return nil }
    return try machine.shape(other) == [order, order] && machine.isEqual(matrix(isFull: true, machine), other)
  }

  // MARK: - Operations

  override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    let isFirst = arguments.first?.host === self
    switch (operation, arguments.count) {
    case ("*", 2):
      let other = arguments[isFirst ? 1 : 0]
      if let identity = other.host as? IdentityObject {
        return try machine.multiply(matrix(isFull: true, machine), identity.scale)
      }
      guard let side = try array(other, machine) else {
        return other.isNumber ? try applyToDense(operation, arguments, machine) : nil
      }
      return try isFirst ? product(side, machine) : machine.plainAdjoint(turned.product(machine.adjoint(side), machine))
    case ("\\", 2) where isFirst:
      return try array(arguments[1], machine).map { try turned.product($0, machine) }
    case ("/", 2) where !isFirst:
      return try array(arguments[0], machine).map { try machine.plainAdjoint(product(machine.adjoint($0), machine)) }
    case ("+", 2), ("-", 1...2), ("^", 2), ("hcat", _), ("vcat", _): return try applyToDense(operation, arguments, machine)
    case ("'", 1), ("adjoint", 1), ("inv", 1): return machine.heap.adopt(turned)
    case ("transpose", 1): return reflections.elementType === DataType.float64 ? machine.heap.adopt(turned) : nil
    case ("copy", 1), ("deepcopy", 1): return arguments[0]
    case ("eltype", 1): return Value(elementType)
    case ("Matrix", 1), ("Array", 1): return try matrix(isFull: isAdjoint, machine)
    case ("size", 1): return machine.heap.tuple([Value(order), Value(order)])
    case ("length", 1): return Value([order, order].clampedElementCount)
    case ("det", 1): return try reflections.determinant.map { try known(Value($0), machine) }
    case ("logabsdet", 1):
      return try reflections.determinant.map { try known(machine.heap.tuple([Value(0.0), Value($0)]), machine) }
    default: return nil
    }
  }

  private func known(_ value: Value, _ machine: Machine) throws -> Value {
    isSingle ? try machine.inSinglePrecision(value) : value
  }

  private func applyToDense(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value {
    try machine.callLibrary(operation, arguments.map { try ($0.host as? OrthogonalObject)?.denseArray(machine) ?? $0 })
  }

  /// The other operand of a product as an array.
  private func array(_ value: Value, _ machine: Machine) throws -> Value? {
    let value = try value.host?.denseArray(machine) ?? value
    return value.isArray || value.tag == .range ? value : nil
  }

  /// The matrix times an array with as many rows, or with as many as it has needed columns, which zeros follow then.
  private func product(_ side: Value, _ machine: Machine) throws -> Value {
    guard let shape = try machine.shape(side), (1...2).contains(shape.count) else {
      throw machine.noMethod("*", [Value(host: self), side])
    }
    let width = reflections.width
    guard shape[0] == order || !isTurned && shape[0] == width else {
      let names = isTurned || width == order ? "\(order)" : "\(order) or \(width)"
      throw RuntimeError.dimensionMismatch(
        "the orthogonal factor of order \(order) cannot be multiplied with an array of \(shape[0]) rows",
        hint: "it takes \(names) rows")
    }
    var full = side
    if shape[0] != order {
      let zeros = DenseArray<Double>(repeating: 0, shape: [order - width] + shape.dropFirst())
      full = try machine.concatenate([side, machine.heap.array(zeros)], dimension: 1)
    }
    try machine.countCost(Double(order) * Double(width) * Double(shape.count > 1 ? shape[1] : 1) / 50)
    try machine.heap.reserve(shape: [order] + shape.dropFirst(), stride: 64)
    guard let result = try reflections.applied(full, isTurned, machine) else {
      throw machine.noMethod("*", [Value(host: self), side])
    }
    return isSingle && side.tag != .floatArray && side.tag != .complexArray ? try machine.inSinglePrecision(result) : result
  }

  // MARK: - Text

  /// Up to this order the elements are shown.
  private static let textLimit = 100

  override func text(_ machine: Machine) throws -> String {
    guard (1...OrthogonalObject.textLimit).contains(order) else { return header }
    let text = try machine.text(of: matrix(isFull: true, machine))
    return header + ":" + text.drop { $0 != "\n" }
  }

  override func lineText(_ machine: Machine) throws -> String? {
    order <= OrthogonalObject.textLimit ? try machine.compactText(of: matrix(isFull: true, machine)) : header
  }

  override func printedText(_ machine: Machine) throws -> String? { try lineText(machine) }

  override func faces(_ machine: Machine) throws -> Faces {
    order <= OrthogonalObject.textLimit ? try machine.faces(of: matrix(isFull: true, machine)) : Faces()
  }
}

extension QRDecomposition {
  /// The reflections of this factorisation for `F.Q`, of a type with the name.
  func reflections(type: @escaping @autoclosure () -> DataType) -> OrthogonalObject.Reflections {
    OrthogonalObject.Reflections(
      type: type, elementType: Element.isComplex ? .complexF64 : .float64, order: factors.rows,
      width: min(factors.rows, factors.columns), byteCount: 16 * factors.count,
      determinant: Element.isComplex ? nil : reflectors.elements.reduce(1) { $1 == .zero ? $0 : -$0 },
      applied: { side, isAdjoint, machine in
        try machine.solution([.nothing, side]) { try applyOrthogonal(to: $0, adjoint: isAdjoint) }
      },
      columns: { isFull, machine in try machine.linear { try orthogonal(full: isFull) } })
  }
}

extension HessenbergDecomposition {
  /// Its orthogonal factor, which has been formed.
  func reflections(type: @escaping @autoclosure () -> DataType) -> OrthogonalObject.Reflections {
    OrthogonalObject.Reflections(
      type: type, elementType: Element.isComplex ? .complexF64 : .float64, order: form.rows, width: form.rows, byteCount: 16 * form.count,
      determinant: nil,
      applied: { side, isAdjoint, machine in
        try machine.solution([.nothing, side]) { try (isAdjoint ? orthogonal.adjoint() : orthogonal).multiplied(by: $0) }
      },
      columns: { _, _ in orthogonal })
  }
}

extension LinearArray {
  fileprivate func adjoint(_ heap: Heap) -> Value { heap.linear(dense.adjoint()) }

  fileprivate func element(_ row: Int, _ column: Int, conjugated: Bool, _ heap: Heap) -> Value {
    heap.linear(conjugated ? dense[row, column].conjugated : dense[row, column])
  }
}

extension Machine {
  /// The adjoint as a plain matrix, or of a vector as a row.
  func plainAdjoint(_ value: Value) throws -> Value {
    let result = try adjoint(value)
    if let array = result.array, !array.wrapsVector { array.setForm(.plain) }
    return result
  }
}
