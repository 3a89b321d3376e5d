/// `I`, the identity of any size, times a number.
public final class IdentityObject: HostObject {
  public let scale: Value

  public init(scale: Value, heap: Heap) {
    self.scale = scale
    super.init()
    heap.retain(scale)
  }

  public override func releaseChildren(_ heap: Heap) { heap.release(scale) }

  public override var type: DataType {
    .parametric("UniformScaling", [.type(scale.dataType)], supertype: .any)
  }

  public override func text(_ machine: Machine) throws -> String {
    "\(type)\n\(try machine.compactText(of: scale))*I"
  }

  public override func lineText(_ machine: Machine) throws -> String? { "\(type)(\(try machine.compactText(of: scale)))" }

  public override func printedText(_ machine: Machine) throws -> String? { try lineText(machine) }

  public override func element(_ indices: [Value], _ machine: Machine) throws -> Value? {
    guard indices.count == 2 else { return nil }
    if let i = indices[0].integer, let j = indices[1].integer { return i == j ? scale : try machine.multiply(Value(0), scale) }
    let isIndex = { (index: Value) in index.isInteger || index.tag == .range || index.isArray }
    guard indices.allSatisfy(isIndex), let rows = try machine.elements(indices[0]),
      let columns = try machine.elements(indices[1])
    else { return nil }
    try machine.heap.reserve(shape: [rows.count, columns.count], stride: 32)
    let entries = try columns.flatMap { column in
      try rows.map { row in try machine.isEqual(row, column) ? scale : try machine.multiply(Value(0), scale) }
    }
    return try machine.promoted(entries, shape: [rows, columns].map(\.count).enumerated().filter { !indices[$0.offset].isNumber }.map(\.element))
  }

  public override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    switch (operation, arguments.count) {
    case ("-", 1): return machine.heap.adopt(IdentityObject(scale: try machine.negate(scale), heap: machine.heap))
    case ("eltype", 1): return Value(scale.dataType)
    case ("isone", 1): return Value(try machine.isEqual(scale, Value(1)))
    case ("'", 1), ("transpose", 1):
      return machine.heap.adopt(IdentityObject(scale: try machine.adjoint(scale), heap: machine.heap))
    default: return nil
    }
  }

  public override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    if let identity = other.host as? IdentityObject { return try machine.isEqual(scale, identity.scale) }
    if let array = other.array, array.rank == 2, array.shape[0] == array.shape[1] {
      return try machine.isEqual(matrix(array.shape[0], machine), other)
    }
    // Other objects may know.
    return other.host == nil ? false : nil
  }

  /// `I(n)`: the n×n diagonal matrix.
  public override func call(_ arguments: [Value], _ machine: Machine) throws -> Value? {
    guard arguments.count == 1, let n = machine.exactInt(arguments[0]) else { return nil }
    if n < 0 { throw RuntimeError.argument("the size of an identity matrix must not be negative, got \(n)") }
    try machine.heap.reserve(count: n, stride: 32)
    try machine.countStep(n / 16)
    let diagonal = try machine.promoted(Array(repeating: scale, count: n), shape: [n])
    return try machine.callLibrary("#new:Diagonal", [.nothing, n == 0 ? machine.heap.emptyArray(of: scale.dataType) : diagonal])
  }

  /// The n×n matrix.
  public func matrix(_ n: Int, _ machine: Machine) throws -> Value {
    try machine.heap.reserve(shape: [n, n], stride: 32)
    try machine.countStep(n * n / 16)
    let zero = scale.tag == .boolean ? Value(false) : try machine.multiply(Value(0), scale)
    return try machine.promoted(
      (0..<n * n).map { $0 % (n + 1) == 0 ? scale : zero }, shape: [n, n])
  }

  func combined(_ operation: ArithmeticOperation, _ a: Value, _ b: Value, _ machine: Machine) throws -> Value? {
    func scaled(_ value: Value) -> Value { machine.heap.adopt(IdentityObject(scale: value, heap: machine.heap)) }
    let left = a.host as? IdentityObject
    let right = b.host as? IdentityObject
    if let left, let right {
      switch operation {
      case .add, .subtract, .multiply, .divide: return scaled(try machine.arithmetic(operation, left.scale, right.scale))
      default: return nil
      }
    }
    let other = left == nil ? a : b
    if other.isNumber {
      switch operation {
      case .multiply: return scaled(try machine.multiply(scale, other))
      case .divide where left != nil: return scaled(try machine.divide(scale, other))
      case .power where left != nil: return scaled(try machine.power(scale, other))
      default: return nil
      }
    }
    guard let shape = try machine.shape(other), other.isArray else { return nil }
    switch operation {
    case .multiply: return try machine.multiply(scale, other)
    case .divide where right != nil: return try machine.divide(other, scale)
    case .add, .subtract:
      guard shape.count == 2, shape[0] == shape[1] else {
        throw RuntimeError.dimensionMismatch("matrix is not square: dimensions are (\(shape.map(String.init).joined(separator: ", ")))")
      }
      let full = try matrix(shape[0], machine)
      return left == nil ? try machine.arithmetic(operation, other, full) : try machine.arithmetic(operation, full, other)
    default: return nil
    }
  }
}
