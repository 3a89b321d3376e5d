// A position in an array of several dimensions as one value.

/// `CartesianIndex(2, 3)`.
public final class CartesianIndexObject: HostObject {
  /// The index along each dimension, counted from 1.
  public let indices: [Int]

  public init(_ indices: [Int]) { self.indices = indices }

  public override var byteCount: Int { 40 + 8 * indices.count }

  public static func type(rank: Int) -> DataType { .parametric("CartesianIndex", [.integer(rank)], supertype: .any) }
  public override var type: DataType { CartesianIndexObject.type(rank: indices.count) }

  public override var parts: [Value] { indices.map { Value($0) } }

  public override func element(_ indices: [Value], _ machine: Machine) throws -> Value? {
    guard indices.count == 1, let position = indices[0].integer, position >= 1, position <= self.indices.count else {
      return nil
    }
    return Value(self.indices[position - 1])
  }

  public override func property(_ name: String, _ machine: Machine) throws -> Value? {
    name == "I" ? machine.heap.tuple(indices.map { Value($0) }) : nil
  }
  public override var propertyNames: [String] { ["I"] }

  public override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    let parts = arguments.map { ($0.host as? CartesianIndexObject)?.indices }
    func made(_ indices: [Int]) -> Value { machine.heap.adopt(CartesianIndexObject(indices)) }
    func combined(_ operation: (Int, Int) -> Int) -> Value? {
      guard arguments.count == 2, let a = parts[0], let b = parts[1], a.count == b.count else { return nil }
      return made(zip(a, b).map(operation))
    }
    switch operation {
    case "Tuple": return machine.heap.tuple(indices.map { Value($0) })
    case "+", "-":
      if arguments.count == 1 { return made(indices.map { operation == "-" ? 0 &- $0 : $0 }) }
      return combined { operation == "+" ? $0 &+ $1 : $0 &- $1 }
    case "*":
      guard let k = arguments.lazy.compactMap(\.integer).first else { return nil }
      return made(indices.map { $0 &* k })
    case ":":
      guard let first = parts.first ?? nil, let last = parts.last ?? nil else { return nil }
      if arguments.count == 2 { return try machine.box(from: first, step: nil, to: last) }
      return try parts[1].flatMap { try machine.box(from: first, step: $0, to: last) }
    case "min": return combined { min($0, $1) }
    case "max": return combined { max($0, $1) }
    case "abs": return made(indices.map { Int(clamping: $0.magnitude) })
    case "length": return Value(indices.count)
    case "zero": return made(indices.map { _ in 0 })
    case "oneunit", "one": return made(indices.map { _ in 1 })
    case "<", "isless":
      // The last index counts most, as in storage order.
      guard arguments.count == 2, let a = parts[0], let b = parts[1], a.count == b.count else { return nil }
      return Value(a.reversed().lexicographicallyPrecedes(b.reversed()))
    default: return nil
    }
  }

  public override var isImmutable: Bool { true }

  public override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    (other.host as? CartesianIndexObject).map { $0.indices == indices } ?? false
  }

  public override func text(_ machine: Machine) throws -> String {
    "CartesianIndex(\(indices.map(String.init).joined(separator: ", ")))"
  }
}

extension Machine {
  /// The indices with each `CartesianIndex` as the integers that it stands for.
  func flattened(_ indices: [Value]) -> [Value] {
    guard indices.contains(where: { $0.tag == .host }) else { return indices }
    return indices.flatMap { index in
      (index.host as? CartesianIndexObject).map { $0.indices.map { Value($0) } } ?? [index]
    }
  }

  /// The place in storage order, counted from zero, of a position; `nil` outside.
  public func linearPosition(_ position: CartesianIndexObject, shape: [Int]) -> Int? {
    var place = 0
    var stride = 1
    for (dimension, index) in position.indices.enumerated() {
      let length = dimension < shape.count ? shape[dimension] : 1
      guard index >= 1, index <= length else { return nil }
      place += (index - 1) * stride
      stride *= length
    }
    return position.indices.count >= shape.count ? place : nil
  }
}
