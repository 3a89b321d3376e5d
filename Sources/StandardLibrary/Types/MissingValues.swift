// Collections without their missing values.

import Engine

/// `skipmissing(xs)`: an iterator, which can also be indexed where the element is not missing.
final class SkipMissingObject: HostObject {
  let source: Value

  init(_ source: Value, heap: Heap) {
    self.source = source
    super.init()
    heap.retain(source)
  }

  override func releaseChildren(_ heap: Heap) { heap.release(source) }

  override var type: DataType { .parametric("Base.SkipMissing", [.type(source.dataType)], supertype: .any) }
  override var parts: [Value] { [source] }

  override func elements(_ machine: Machine) throws -> [Value]? {
    guard let all = try machine.elements(source) else { throw machine.noMethod("iterate", [source]) }
    return all.filter { !$0.isMissing }
  }

  override func element(_ indices: [Value], _ machine: Machine) throws -> Value? {
    let value = try machine.index(source, indices)
    if value.isMissing {
      let place = try indices.map { try machine.compactText(of: $0) }.joined(separator: ", ")
      throw RuntimeError("MissingException", "the value at index (\(place)\(indices.count == 1 ? "," : "")) is missing")
    }
    return value
  }

  override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    // Positions are those of the whole collection.
    guard let all = try machine.elements(source) else { return nil }
    let kept = all.indices.filter { !all[$0].isMissing }
    switch operation {
    case "keys", "eachindex": return machine.heap.vector(kept.map { $0 + 1 })
    case "argmax", "argmin", "findmax", "findmin":
      guard arguments.count == 1 else { return nil }
      let elements = machine.heap.tuple(kept.map { all[$0] })
      let result = try machine.callLibrary(operation, [elements])
      func place(_ value: Value) -> Value { value.integer.map { Value(kept[$0 - 1] + 1) } ?? value }
      if let pair = result.tuple?.elements, pair.count == 2 { return machine.heap.tuple([pair[0], place(pair[1])]) }
      return place(result)
    default: return nil
    }
  }

  override func text(_ machine: Machine) throws -> String { "skipmissing(\(try machine.compactText(of: source)))" }
}
