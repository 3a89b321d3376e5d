// Functions made from functions: `passmissing(f)` and `splat(f)`.

import Engine

/// `passmissing(f)`.
final class PassMissingObject: HostObject {
  let function: Value

  init(_ function: Value, heap: Heap) {
    self.function = function
    super.init()
    heap.retain(function)
  }

  override func releaseChildren(_ heap: Heap) { heap.release(function) }

  override var type: DataType { .parametric("PassMissing", [.type(function.dataType)], supertype: .function) }

  override func call(_ arguments: [Value], _ machine: Machine) throws -> Value? {
    arguments.contains(where: \.isMissing) ? .missing : try machine.call(function, arguments)
  }

  override func text(_ machine: Machine) throws -> String { "passmissing(\(try machine.compactText(of: function)))" }
}

/// `splat(f)`.
final class SplatObject: HostObject {
  let function: Value

  init(_ function: Value, heap: Heap) {
    self.function = function
    super.init()
    heap.retain(function)
  }

  override func releaseChildren(_ heap: Heap) { heap.release(function) }

  override var type: DataType { .parametric("Base.Splat", [.type(function.dataType)], supertype: .function) }

  override func call(_ arguments: [Value], _ machine: Machine) throws -> Value? {
    guard arguments.count == 1, let elements = try machine.elements(arguments[0]) else {
      throw machine.noMethod("splat", arguments, hint: "it takes one collection, whose elements become the arguments")
    }
    return try machine.call(function, elements)
  }

  override func text(_ machine: Machine) throws -> String { "splat(\(try machine.compactText(of: function)))" }
}
