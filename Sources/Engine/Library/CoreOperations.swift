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
      error = RuntimeError(type.name, rest.isEmpty ? "" : "attempt to access \(what) at index [\(place)]")
    case "UndefVarError":
      error = RuntimeError(type.name, rest.first?.symbol.map { "`\($0.name)` not defined" } ?? "")
    case "DivideError": error = RuntimeError(type.name, "integer division error")
    default:
      error = RuntimeError(type.name, try rest.map { try printedText(of: $0) }.joined(separator: ", "))
    }
    return heap.adopt(ExceptionObject(error, heap: heap))
  }

  // MARK: - Tests

  /// Runs an `@test`: `[text, function]`, or `[text, function of the operands, operator, options]`.
  func test(_ arguments: [Value]) throws -> Value {
    let text = try printedText(of: arguments[0])
    var detail = ""
    var verdict = Value.nothing
    if arguments.count > 2 {
      let operands = try call(arguments[1], [])
      let values = operands.tuple?.elements ?? []
      let options = arguments.count > 3 ? arguments[3].tuple : nil
      verdict = try call(arguments[2], values, names: options?.names ?? [], values: options?.elements ?? [])
      if verdict.boolean != true {
        detail = try values.map { try compactText(of: $0) }.joined(separator: " \(arguments[2].function?.name ?? "and") ")
      }
    } else {
      verdict = try call(arguments[1], [])
    }
    guard let passed = verdict.boolean else {
      throw RuntimeError("TypeError", "non-boolean (\(verdict.dataType)) used in a test: \(text)")
    }
    tests.append(TestResult(text: text, passed: passed, detail: detail))
    if passed { return heap.adopt(TestPassed()) }
    throw RuntimeError("TestFailure", detail.isEmpty ? "\(text) is false" : "\(text) is false: \(detail)")
  }

  func testThrows(_ expected: Value, _ text: Value, _ function: Value) throws -> Value {
    let source = try printedText(of: text)
    do {
      _ = try call(function, [])
    } catch let error as RuntimeError {
      if error.isLimit { throw error }
      let type = error.thrown?.dataType ?? TypeNames.exception(error.type)
      let matches: Bool
      if let wanted = expected.type {
        matches = type.isSubtype(of: wanted)
      } else if let message = expected.string {
        matches = error.message.contains(message)
      } else {
        matches = try isEqual(exceptionValue(error), expected)
      }
      tests.append(TestResult(text: source, passed: matches, detail: "\(error.type)"))
      if matches { return heap.adopt(TestPassed()) }
      throw RuntimeError("TestFailure", "\(source) threw \(error.type), not \(try compactText(of: expected))")
    }
    tests.append(TestResult(text: source, passed: false, detail: "nothing was thrown"))
    throw RuntimeError("TestFailure", "\(source) threw nothing; expected \(try compactText(of: expected))")
  }

  static func seconds(_ duration: Duration) -> String {
    let value = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    return "\((value * 1e6).rounded() / 1e6)"
  }
}

/// What a test that passed shows.
final class TestPassed: HostObject {
  override var type: DataType { .named("Test.Pass") }
  override func text(_ machine: Machine) throws -> String { "Test Passed" }
}
