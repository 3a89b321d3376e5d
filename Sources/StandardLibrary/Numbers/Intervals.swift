// Closed intervals: a..b, what lies in them, and arithmetic that loses no result.

import Engine
import Exact

extension Library {
  mutating func addIntervals() {
    add(
      "..(a, b)", "The closed interval of the numbers from `a` to `b`; empty where `a > b`.", arity: 2,
      example: "2.5 in 1..3  # => true\n(1..3) ∩ (2..5)  # => 2..3"
    ) { call in try call.machine.interval(call[0], call[1]) }
    func part(
      _ name: String, _ help: String, _ example: String, _ body: @escaping @Sendable (IntervalObject, Machine) throws -> Value
    ) {
      add("\(name)(I)", help, arity: 1, example: example) { call in
        guard let interval = call[0].host as? IntervalObject else { throw call.noMethod() }
        return try body(interval, call.machine)
      }
    }
    part("leftendpoint", "The left end of an interval.", "leftendpoint(1..3)  # => 1") { interval, _ in interval.low }
    part("rightendpoint", "The right end of an interval.", "rightendpoint(1..3)  # => 3") { interval, _ in interval.high }
    part("endpoints", "Both ends of an interval.", "endpoints(1..3)  # => (1, 3)") { interval, machine in
      machine.heap.tuple([interval.low, interval.high])
    }
    part("width", "The length of an interval, 0 for an empty one.", "width(1..3)  # => 2") { interval, machine in
      let width = try machine.subtract(interval.high, interval.low)
      return try interval.isEmpty(machine) ? machine.zero(like: width) : width
    }
    add(constant: "ClosedInterval", "The type of the intervals `a..b`.") { _ in
      Value(DataType.parametric("ClosedInterval", [.open], supertype: .any))
    }
  }
}

/// The closed interval from `low` to `high`, both of one type of real numbers.
final class IntervalObject: HostObject {
  let low: Value
  let high: Value

  /// The ends are retained.
  init(_ low: Value, _ high: Value, heap: Heap) {
    self.low = low
    self.high = high
    super.init()
    heap.retain(low)
    heap.retain(high)
  }

  override func releaseChildren(_ heap: Heap) {
    heap.release(low)
    heap.release(high)
  }

  override var type: DataType { .parametric("ClosedInterval", [.type(low.dataType)], supertype: .any) }
  override var propertyNames: [String] { ["left", "right"] }

  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    name == "left" ? low : name == "right" ? high : nil
  }

  func isEmpty(_ machine: Machine) throws -> Bool { try machine.compare(.greater, low, high).boolean == true }

  override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    guard let other = other.host as? IntervalObject else { return false }
    if try isEmpty(machine) || other.isEmpty(machine) { return try isEmpty(machine) == other.isEmpty(machine) }
    return Equality.areEqualNumbers(low, other.low) && Equality.areEqualNumbers(high, other.high)
  }

  override func text(_ machine: Machine) throws -> String {
    "\(try machine.compactText(of: low))..\(try machine.compactText(of: high))"
  }

  override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    switch operation {
    case "in": return Value(try contains(arguments[0], machine))
    case "isempty": return Value(try isEmpty(machine))
    case "minimum", "maximum", "extrema":
      if try isEmpty(machine) { throw RuntimeError.argument("the interval is empty") }
      return operation == "minimum" ? low : operation == "maximum" ? high : machine.heap.tuple([low, high])
    case "mean": return try machine.divide(machine.add(low, high), Value(2))
    case "rand":
      guard arguments.count == 1, let a = low.asDouble, let b = high.asDouble, a <= b, (b - a).isFinite else { return nil }
      return Value(min(b, a + (b - a) * machine.random.uniform()))
    case "union", "intersect", "issubset", "isdisjoint":
      guard arguments.count == 2, let one = arguments[0].host as? IntervalObject,
        let other = arguments[1].host as? IntervalObject
      else { return nil }
      return try machine.combined(operation, one, other)
    case "+", "-", "*", "/", "^": return try IntervalArithmetic(machine).value(operation, arguments)
    default: return nil
    }
  }

  func contains(_ value: Value, _ machine: Machine) throws -> Bool {
    if let inner = value.host as? IntervalObject {
      return try inner.isEmpty(machine) || contains(inner.low, machine) && contains(inner.high, machine)
    }
    guard value.isReal else { return false }
    return try machine.compare(.lessEqual, low, value).boolean == true
      && machine.compare(.lessEqual, value, high).boolean == true
  }
}

extension Machine {
  func interval(_ a: Value, _ b: Value) throws -> Value {
    guard a.isReal, b.isReal, a.dual == nil, b.dual == nil else { throw noMethod("..", [a, b]) }
    if primalDouble(a)?.isNaN == true || primalDouble(b)?.isNaN == true {
      throw RuntimeError.argument("the ends of an interval must not be NaN")
    }
    let type = promotedType(a.dataType, b.dataType)
    let ends = try a.tag == b.tag && a.tag != .irrational ? (a, b) : (convert(a, to: type), convert(b, to: type))
    return heap.adopt(IntervalObject(ends.0, ends.1, heap: heap))
  }

  /// What the functions of sets say of two intervals.
  fileprivate func combined(_ operation: String, _ one: IntervalObject, _ other: IntervalObject) throws -> Value {
    let low = try extremum(one.low, other.low, isMaximum: operation != "union", name: "max")
    let high = try extremum(one.high, other.high, isMaximum: operation == "union", name: "min")
    switch operation {
    case "issubset": return Value(try other.contains(Value(host: one), self))
    case "intersect": return try interval(low, high)
    case "isdisjoint": return Value(try compare(.greater, low, high).boolean == true)
    default:
      if try one.isEmpty(self) { return Value(host: other) }
      if try other.isEmpty(self) { return Value(host: one) }
      let (left, right) = try (extremum(one.low, other.low, isMaximum: true, name: "max"),
        extremum(one.high, other.high, isMaximum: false, name: "min"))
      if try compare(.greater, left, right).boolean == true {
        throw RuntimeError.argument("the union of intervals that do not meet is no interval")
      }
      return try interval(low, high)
    }
  }
}
