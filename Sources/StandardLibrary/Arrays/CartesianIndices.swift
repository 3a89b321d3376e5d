// Positions in arrays of several dimensions.

import Arrays
import Engine

/// `CartesianIndex(2, 3)`.
final class CartesianIndexObject: HostObject {
  let indices: [Int]

  init(_ indices: [Int]) { self.indices = indices }

  static func type(rank: Int) -> DataType { .parametric("CartesianIndex", [.integer(rank)], supertype: .any) }
  override var type: DataType { CartesianIndexObject.type(rank: indices.count) }

  override func element(_ indices: [Value], _ machine: Machine) throws -> Value? {
    guard indices.count == 1, let position = indices[0].integer, position >= 1, position <= self.indices.count else { return nil }
    return Value(self.indices[position - 1])
  }

  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    name == "I" ? machine.heap.tuple(indices.map { Value($0) }) : nil
  }
  override var propertyNames: [String] { ["I"] }

  override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    let parts = arguments.map { ($0.host as? CartesianIndexObject)?.indices }
    switch operation {
    case "Tuple": return machine.heap.tuple(indices.map { Value($0) })
    case "+", "-":
      if arguments.count == 2, let a = parts[0], let b = parts[1], a.count == b.count {
        return machine.heap.adopt(CartesianIndexObject(zip(a, b).map { operation == "+" ? $0 &+ $1 : $0 &- $1 }))
      }
      if arguments.count == 1 { return machine.heap.adopt(CartesianIndexObject(indices.map { operation == "-" ? -$0 : $0 })) }
      return nil
    case "*":
      guard let k = arguments.lazy.compactMap(\.integer).first else { return nil }
      return machine.heap.adopt(CartesianIndexObject(indices.map { $0 &* k }))
    case "length": return Value(indices.count)
    default: return nil
    }
  }

  override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    (other.host as? CartesianIndexObject).map { $0.indices == indices } ?? false
  }

  override func text(_ machine: Machine) throws -> String {
    "CartesianIndex(\(indices.map(String.init).joined(separator: ", ")))"
  }
}

extension Library {
  mutating func addCartesianIndices() {
    add("CartesianIndex(i...)", "A position in an array of several dimensions.", arity: Arity(0...), example: "CartesianIndex(1, 2)[2]  # => 2") { call in
      call.heap.adopt(CartesianIndexObject(try call.sizes(from: 0)))
    }
    add("CartesianIndices(A)", "All positions of an array, or of an array of the given sizes.", arity: Arity(1...), example: "length(CartesianIndices((2, 3)))  # => 6") { call in
      let machine = call.machine
      var ranges: [[Int]] = []
      if call[0].tag == .tuple {
        for part in try machine.list(call[0]) {
          if let count = part.integer { ranges.append(Array(1...max(1, count)).prefix(max(0, count)).map { $0 }) } else { ranges.append(try machine.list(part).compactMap(\.integer)) }
        }
      } else {
        guard let shape = try machine.sizes(of: call[0]) else { throw call.noMethod() }
        ranges = shape.map { Array(0..<$0).map { $0 + 1 } }
      }
      let shape = ranges.map(\.count)
      let count = try call.heap.reserve(shape: shape, stride: 64)
      let indices = (0..<count).map { position -> Value in
        var rest = position
        return call.heap.adopt(CartesianIndexObject(ranges.map { range in
          defer { rest /= range.count }
          return range[rest % range.count]
        }))
      }
      return call.heap.array(of: CartesianIndexObject.type(rank: shape.count), indices, shape: shape)
    }
    add("LinearIndices(A)", "The array of linear positions.", arity: 1, example: "LinearIndices([5 6; 7 8])[1, 2]  # => 3") { call in
      let machine = call.machine
      let shape = call[0].tag == .tuple ? try call.sizes(from: 0) : try machine.sizes(of: call[0])
      guard let shape else { throw call.noMethod() }
      let count = try call.heap.reserve(shape: shape)
      return call.heap.array(DenseArray(columnMajor: (0..<count).map { $0 + 1 }, shape: shape))
    }
  }
}

extension Machine {
  /// The index along each dimension of a position counted from zero.
  func cartesian(_ position: Int, _ shape: [Int]) -> Value {
    var rest = position
    return heap.adopt(CartesianIndexObject(shape.map { length in
      defer { rest /= max(1, length) }
      return rest % max(1, length) + 1
    }))
  }
}
