// Values that stand for others: `Some(x)` for one that may be `nothing`, `Val(x)` for a choice of method.

import Engine

/// `Some(x)`.
final class SomeObject: HostObject {
  let value: Value

  init(_ value: Value, heap: Heap) {
    self.value = value
    super.init()
    heap.retain(value)
  }

  override func releaseChildren(_ heap: Heap) { heap.release(value) }

  override var type: DataType { .parametric("Some", [.type(value.dataType)], supertype: .any) }
  override var parts: [Value] { [value] }

  override func property(_ name: String, _ machine: Machine) throws -> Value? { name == "value" ? value : nil }
  override var propertyNames: [String] { ["value"] }

  override var isImmutable: Bool { true }

  override func text(_ machine: Machine) throws -> String { "Some(\(try machine.compactText(of: value)))" }
}

/// `Val(x)`.
final class ValObject: HostObject {
  let parameter: DataType.Parameter

  init(_ parameter: DataType.Parameter) { self.parameter = parameter }

  override var type: DataType { .parametric("Val", [parameter], supertype: .any) }

  /// The number of `Val(n)`.
  var integer: Int? {
    if case .integer(let value) = parameter { return value }
    return nil
  }

  override var isImmutable: Bool { true }

  override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    (other.host as? ValObject)?.parameter == parameter
  }

  override func text(_ machine: Machine) throws -> String { "\(type)()" }
}

extension Library {
  mutating func addValueWrappers() {
    add(
      "Some(x)", "`x` in a wrapper, which tells a value that is `nothing` from no value.", arity: 1,
      example: "something(nothing, Some(nothing))  # => nothing"
    ) { call in call.heap.adopt(SomeObject(call[0], heap: call.heap)) }
    add("#new:Val(T, x)", "", arity: Arity(1...2)) { call in
      if call.count == 1, let given = call[0].type?.parameters.first, given != .open {
        return call.heap.adopt(ValObject(given))
      }
      guard call.count == 2 else { throw call.noMethod() }
      if let integer = call[1].integer { return call.heap.adopt(ValObject(.integer(integer))) }
      if let flag = call[1].boolean { return call.heap.adopt(ValObject(.symbol("\(flag)"))) }
      if let symbol = call[1].symbol { return call.heap.adopt(ValObject(.symbol(symbol.name))) }
      if let type = call[1].type { return call.heap.adopt(ValObject(.type(type))) }
      throw call.noMethod(hint: "it takes an integer, a symbol, a Boolean or a type")
    }
  }
}
