// Types of arrays as functions: `Vector{Int}(undef, 3)`, `Matrix(x)`, `Array{Float64}(…)`.

import Arrays
import Engine

/// `undef`: elements that nobody has given a value.
final class UndefinedInitializer: HostObject {
  override var type: DataType { .named("UndefInitializer") }
  override func text(_ machine: Machine) throws -> String { "UndefInitializer(): array initializer with undefined values" }
}

extension Library {
  mutating func addArrayConstructors() {
    add(constant: "undef", "Stands for elements without a value: `Vector{Int}(undef, 3)`; numbers are zero then.") {
      $0.adopt(UndefinedInitializer())
    }
    add("#new:Array(T, x, dims...)", "", arity: Arity(1...)) { call in
      let machine = call.machine
      guard let type = call[0].type else { throw call.noMethod() }
      var element: DataType?
      if case .type(let parameter)? = type.parameters.first { element = parameter }
      var rank: Int?
      if type.parameters.count > 1, case .integer(let count) = type.parameters[1] { rank = count }
      if call.count == 1 { return machine.heap.emptyArray(of: element ?? .any, shape: Array(repeating: 0, count: rank ?? 1)) }
      if call[1].host is UndefinedInitializer || call[1].isNothing || call[1].isMissing {
        let shape = try call.sizes(from: 2)
        if let rank, rank != shape.count {
          throw machine.noMethod("\(type)", Array(call.values.dropFirst()), hint: "a \(type) has \(rank) dimension\(rank == 1 ? "" : "s")")
        }
        if call[1].host == nil {
          return try machine.filledArray(with: call[1], ofType: element ?? call[1].dataType, shape: shape)
        }
        return try machine.uninitialized(element ?? .any, shape: shape)
      }
      if let identity = call[1].host as? IdentityObject {
        let sizes = try call.sizes(from: 2)
        guard sizes.count == 2 else { throw machine.noMethod("\(type)", Array(call.values.dropFirst())) }
        let count = try machine.heap.reserve(shape: sizes, stride: 16)
        let zero = identity.scale.tag == .boolean ? Value(false) : try machine.multiply(Value(0), identity.scale)
        let elements = (0..<count).map { $0 % sizes[0] == $0 / sizes[0] ? identity.scale : zero }
        let result = try machine.promoted(elements, shape: sizes)
        return try element.map { try machine.convertElements(of: result, to: Value($0)) } ?? result
      }
      guard call.count == 2 else { throw machine.noMethod("\(type)", Array(call.values.dropFirst())) }
      var result: Value
      if call[1].isArray || call[1].range != nil || call[1].tag == .iterator || call[1].tag == .set || call[1].tag == .string {
        guard call[1].tag != .string else { throw machine.noMethod("\(type)", [call[1]], hint: "collect(s) gives the characters") }
        result = try machine.collect(call[1])
      } else if let full = try call[1].host?.apply("Matrix", [call[1]], machine) {
        result = full
      } else {
        throw machine.noMethod("\(type)", [call[1]], hint: "collect(x) makes an array of the elements; [x] is a vector of one")
      }
      result.array?.setForm(.plain)
      if let rank, let shape = result.array?.shape, shape.count != rank {
        if rank == 2, shape.count == 1 {
          result = result.array.map { machine.heap.adopt($0.sharing(shape: [shape[0], 1], heap: machine.heap)) } ?? result
        } else {
          throw machine.noMethod("\(type)", [call[1]], hint: "vec(A) is a matrix as a vector")
        }
      }
      return try element.map { try machine.convertElements(of: result, to: Value($0)) } ?? result
    }
    add("#new:BitArray(T, x, dims...)", "", arity: Arity(1...)) { call in
      let machine = call.machine
      let result: Value
      if call.count > 1, !(call[1].host is UndefinedInitializer) {
        result = try machine.convertElements(of: try machine.collect(call[1]), to: Value(DataType.bool))
      } else {
        result = try machine.filledArray(with: Value(false), ofType: .bool, shape: call.count > 1 ? try call.sizes(from: 2) : [0])
      }
      result.array?.setForm(.bits)
      return result
    }
  }
}
