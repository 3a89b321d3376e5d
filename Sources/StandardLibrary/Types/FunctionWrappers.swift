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

/// `Base.Fix1(f, x)` and `Base.Fix2(f, x)`: a function of two arguments with one of them given.
final class FixedObject: HostObject {
  let function: Value
  let given: Value
  let isFirst: Bool

  init(_ function: Value, _ given: Value, isFirst: Bool, heap: Heap) {
    self.function = function
    self.given = given
    self.isFirst = isFirst
    super.init()
    heap.retain(function)
    heap.retain(given)
  }

  override func releaseChildren(_ heap: Heap) {
    heap.release(function)
    heap.release(given)
  }

  override var type: DataType {
    .parametric("Base.Fix\(isFirst ? 1 : 2)", [.type(function.dataType), .type(given.dataType)], supertype: .function)
  }

  override var propertyNames: [String] { ["f", "x"] }

  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    name == "f" ? function : name == "x" ? given : nil
  }

  override func call(_ arguments: [Value], _ machine: Machine) throws -> Value? {
    guard arguments.count == 1 else { throw machine.noMethod("\(type.name)", arguments, hint: "it takes one argument") }
    return try machine.call(function, isFirst ? [given, arguments[0]] : [arguments[0], given])
  }

  override func text(_ machine: Machine) throws -> String {
    "Base.Fix\(isFirst ? 1 : 2){\(function.dataType), \(given.dataType)}(\(try machine.compactText(of: function)), "
      + "\(try machine.compactText(of: given)))"
  }
}

extension Library {
  mutating func addFixedFunctions() {
    for (name, isFirst) in [("Fix1", true), ("Fix2", false)] {
      add(
        "\(name)(f, x)", "The function of one argument that `f` is where its \(isFirst ? "first" : "second") argument is `x`.",
        arity: 2, example: "map(Base.\(name)(-, 1), [5, 6])  # => \(isFirst ? "[-4, -5]" : "[4, 5]")"
      ) { call in
        call.heap.adopt(FixedObject(call[0], call[1], isFirst: isFirst, heap: call.heap))
      }
    }
  }
}
