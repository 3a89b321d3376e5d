// Functions made from functions and values: `passmissing(f)`, `splat(f)`, `Returns(x)`.

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
  override var parts: [Value] { [function] }

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
  override var parts: [Value] { [function] }

  override func call(_ arguments: [Value], _ machine: Machine) throws -> Value? {
    guard arguments.count == 1, let elements = try machine.elements(arguments[0]) else {
      throw machine.noMethod("splat", arguments, hint: "it takes one collection, whose elements become the arguments")
    }
    return try machine.call(function, elements)
  }

  override func text(_ machine: Machine) throws -> String { "splat(\(try machine.compactText(of: function)))" }
}

/// `Returns(x)`.
final class ReturnsObject: HostObject {
  let value: Value

  init(_ value: Value, heap: Heap) {
    self.value = value
    super.init()
    heap.retain(value)
  }

  override func releaseChildren(_ heap: Heap) { heap.release(value) }

  override var type: DataType { .parametric("Returns", [.type(value.dataType)], supertype: .function) }
  override var parts: [Value] { [value] }

  override func property(_ name: String, _ machine: Machine) throws -> Value? { name == "value" ? value : nil }
  override var propertyNames: [String] { ["value"] }

  override func call(_ arguments: [Value], _ machine: Machine) throws -> Value? { value }

  override func text(_ machine: Machine) throws -> String { "\(type)(\(try machine.compactText(of: value)))" }
}
