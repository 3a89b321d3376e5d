// What the core functions do beyond a line: identity, views, tests, exceptions.

import Arrays
import Syntax

extension Machine {
  /// A library function with its last argument given.
  public func partial(_ native: NativeFunction, _ value: Value) -> Value {
    let function = heap.adopt(FunctionObject(name: native.name, native: native))
    return heap.adopt(PartialObject(function, [value], heap: heap) { try $0.call($1, $2) })
  }

  /// Shows a value as the last line of a block would.
  public func display(_ value: Value) throws {
    if let onDisplay { return try onDisplay(value) }
    try print(try text(of: value) + "\n")
  }

  /// The type variable of a name and bound, the same each time.
  func typeVariable(_ name: String, bound: DataType) -> DataType {
    if let known = typeVariables["\(name)<:\(bound)"] { return known }
    let variable = DataType.variable(name, bound: bound)
    typeVariables["\(name)<:\(bound)"] = variable
    return variable
  }

  // MARK: - Views

  /// The elements at the indices, shared: writing to either is seen in both.
  public func view(_ value: Value, _ indices: [Value]) throws -> Value {
    if value.tag == .structure || value.tag == .iterator, let array = try elementStore(value) { return try view(array, value, indices) }
    if let host = value.host, let shape = host.writableShape { return try view(host, of: shape, indices) }
    guard let array = value.array else { return try index(value, indices) }
    let indices = flattened(indices)
    if let (first, shape) = viewedRun(array, indices) {
      let window = array.window(from: first, shape: shape)
      let result = heap.adopt(window)
      window.setOrigin(value, indices, heap: heap)
      return result
    }
    let (positions, shape) = try viewPositions(array, value, indices)
    let isRun = zip(positions, positions.dropFirst()).allSatisfy { $0 + 1 == $1 }
    if isRun, array.tag != .array, let first = positions.first {
      let window = array.window(from: first, shape: shape)
      let result = heap.adopt(window)
      window.setOrigin(value, indices, heap: heap)
      return result
    }
    var parent = array
    var places = positions
    if let outer = array.view {
      parent = outer.parent
      places = positions.map { outer.positions[$0] }
    }
    let elements = places.map { parent.element($0, heap) }
    let result = ArrayObject(
      DenseArray(columnMajor: elements, shape: shape), elementType: parent.slotType, heap: heap)
    result.view = ArrayObject.View(parent: parent, positions: places)
    result.maker = parent.maker
    let view = heap.adopt(result)
    result.setOrigin(value, indices, heap: heap)
    return view
  }

  /// The positions that the indices select, and the shape that they leave.
  private func viewPositions(_ array: ArrayObject, _ value: Value, _ indices: [Value]) throws -> (positions: [Int], shape: [Int]) {
    if indices.isEmpty {
      _ = try index(value, indices)
      return ([0], [])
    }
    if indices.count == 1 {
      let selection = try selection(indices[0], length: array.count, of: value, indices)
      return ((0..<selection.count(of: array.count)).map { selection.position($0) }, selection.resultShape(of: array.count))
    }
    let selections = try selections(indices, of: array, value)
    let lengths = effectiveShape(array, count: indices.count)
    return (positions(selections, lengths), zip(selections, lengths).flatMap { $0.resultShape(of: $1) })
  }

  /// Where the elements begin that the indices select, if they are consecutive: nothing is listed or copied.
  private func viewedRun(_ array: ArrayObject, _ indices: [Value]) -> (first: Int, shape: [Int])? {
    func run(_ index: Value, _ length: Int) -> (first: Int, count: Int)? {
      if index.tag == .colon { return (0, length) }
      guard let range = index.range, range.isInteger, range.count > 0, range.step.unsafeInteger == 1,
        range.first.unsafeInteger >= 1
      else { return nil }
      let first = range.first.unsafeInteger - 1
      return first + range.count <= length ? (first, range.count) : nil
    }
    guard array.tag != .array, array.count > 0 else { return nil }
    if indices.count == 1 { return run(indices[0], array.count).map { ($0.first, [$0.count]) } }
    guard indices.count == 2, array.rank == 2, let rows = run(indices[0], array.shape[0]) else { return nil }
    if let column = indices[1].integer {
      return column >= 1 && column <= array.shape[1] ? ((column - 1) * array.shape[0] + rows.first, [rows.count]) : nil
    }
    guard rows.count == array.shape[0], let columns = run(indices[1], array.shape[1]) else { return nil }
    return (columns.first * array.shape[0], [rows.count, columns.count])
  }

  // MARK: - Exceptions

  /// The exception of a type of the library.
  func makeException(_ arguments: [Value]) throws -> Value {
    guard let type = arguments[0].type else { return .nothing }
    let rest = Array(arguments.dropFirst())
    let error: RuntimeError
    switch type.name {
    case "DomainError":
      guard let value = rest.first else { throw noMethod(type.name, rest) }
      let message = rest.count > 1 ? try printedText(of: rest[1]) : ""
      let text = try compactText(of: value)
      error = message.isEmpty
        ? RuntimeError(type.name, "with \(text):", fields: [("val", value)])
        : .domain(value, text: text, message)
    case "KeyError":
      guard let key = rest.first else { throw noMethod(type.name, rest) }
      error = RuntimeError(type.name, "key \(try compactText(of: key)) not found", fields: [("key", key)])
    case "BoundsError":
      let what = try rest.first.map { try summary($0) } ?? ""
      let place = try rest.dropFirst().map { try compactText(of: $0) }.joined(separator: ", ")
      error = RuntimeError(
        type.name, rest.isEmpty ? "" : "attempt to access \(what)\(place.isEmpty ? "" : " at index [\(place)]")",
        fields: zip(["a", "i"], rest).map { ($0, $1) })
    case "UndefVarError":
      error = rest.first?.symbol.map { .undefined($0.name) } ?? RuntimeError(type.name, "")
    case "UndefKeywordError":
      let name = rest.first?.symbol?.name ?? ""
      error = RuntimeError(type.name, "keyword argument `\(name)` not assigned", fields: rest.first.map { [("var", $0)] } ?? [])
    case "InexactError":
      let (name, value) = (rest.first?.symbol?.name ?? "", try rest.last.map { try compactText(of: $0) } ?? "")
      error = RuntimeError(
        type.name, "\(name)(\(value))", fields: zip(["func", "T", "val"], rest).map { ($0, $1) })
    case "TypeError" where rest.count == 4 || rest.count == 3:
      let place = try rest.dropLast(2).map { try printedText(of: $0) }.filter { !$0.isEmpty }.joined(separator: ", in ")
      let wanted = try printedText(of: rest[rest.count - 2])
      error = RuntimeError(
        type.name, "in \(place), expected \(wanted), got a value of type \(rest[rest.count - 1].dataType)",
        fields: zip(rest.count == 4 ? ["func", "context", "expected", "got"] : ["func", "expected", "got"], rest).map { ($0, $1) })
    case "MethodError":
      guard rest.count >= 2 else {
        error = RuntimeError(type.name, try rest.map { try printedText(of: $0) }.joined(separator: ", "))
        break
      }
      error = noMethod(rest[0].function?.name ?? "\(rest[0].dataType)", rest[1].tuple?.elements ?? [])
    case "StackOverflowError", "OutOfMemoryError", "EOFError", "InterruptException", "UndefRefError":
      let texts = ["EOFError": "read end of file", "UndefRefError": "access to undefined reference"]
      error = RuntimeError(type.name, texts[type.name] ?? "")
    case "DivideError": error = RuntimeError(type.name, "integer division error")
    default:
      error = RuntimeError(type.name, try rest.map { try printedText(of: $0) }.joined(separator: ", "))
    }
    return heap.adopt(ExceptionObject(error, heap: heap))
  }

  static func seconds(_ duration: Duration) -> String {
    let value = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    return "\((value * 1e6).rounded() / 1e6)"
  }
}
