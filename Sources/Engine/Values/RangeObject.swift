// Ranges: arithmetic progressions that are indexed and iterated without being stored.

/// `1:5`, `0:0.1:1`, `'a':'z'`, `range(0, 1, length = 5)`.
public final class RangeObject: HeapObject {
  public enum Elements: Sendable {
    /// `start:stop` with step 1; `isOneTo` marks what `axes` gives.
    case unit(start: Int, isOneTo: Bool)
    case step(start: Int, step: Int)
    /// (numerator + i · step) / denominator, exact integers held in doubles: how `0:0.1:1` reaches 0.3.
    case quotient(numerator: Double, step: Double, denominator: Double)
    /// start + i · step.
    case float(start: Double, step: Double)
    /// start + i · (stop - start) / (count - 1), both ends exact; `isNamed` marks a `LinRange`.
    case linear(start: Double, stop: Double, isNamed: Bool)
    case characters(start: UInt32, step: Int)
  }

  public let elements: Elements
  public let count: Int

  public init(_ elements: Elements, count: Int) {
    self.elements = elements
    self.count = max(0, count)
    super.init(tag: .range)
  }

  /// `start:stop`.
  public convenience init(from start: Int, to stop: Int) {
    self.init(.unit(start: start, isOneTo: false), count: stop < start ? 0 : RangeObject.count(start, stop, 1))
  }

  /// `Base.OneTo(count)`: the axes of an array.
  public static func oneTo(_ count: Int) -> RangeObject { RangeObject(.unit(start: 1, isOneTo: true), count: count) }

  /// The number of elements of an integer range, clamped where it passes `Int.max`.
  static func count(_ start: Int, _ stop: Int, _ step: Int) -> Int {
    if step > 0 ? stop < start : stop > start { return 0 }
    let distance = step > 0 ? UInt(bitPattern: stop &- start) : UInt(bitPattern: start &- stop)
    let steps = distance / step.magnitude
    return steps >= UInt(Int.max) ? Int.max : Int(steps) + 1
  }

  /// The element at a position counted from zero.
  public func element(_ position: Int) -> Value {
    switch elements {
    case .unit(let start, _): return Value(start &+ position)
    case .step(let start, let step): return Value(start &+ position &* step)
    case .quotient, .float, .linear: return Value(float(position))
    case .characters(let start, let step):
      return Value(Unicode.Scalar(UInt32(truncatingIfNeeded: Int(start) &+ position &* step)) ?? "\u{FFFD}")
    }
  }

  /// The element of a range of numbers as a float.
  public func float(_ position: Int) -> Double {
    let i = Double(position)
    switch elements {
    case .unit(let start, _): return Double(start &+ position)
    case .step(let start, let step): return Double(start &+ position &* step)
    case .quotient(let numerator, let step, let denominator): return (numerator + i * step) / denominator
    case .float(let start, let step): return start.addingProduct(i, step)
    case .linear(let start, let stop, _):
      if position == 0 { return start }
      if position == count - 1 { return stop }
      let t = i / Double(count - 1)
      return (1 - t) * start + t * stop
    case .characters(let start, let step): return Double(Int(start) &+ position &* step)
    }
  }

  public var isInteger: Bool {
    switch elements {
    case .unit, .step: true
    default: false
    }
  }

  public var isFloat: Bool {
    switch elements {
    case .quotient, .float, .linear: true
    default: false
    }
  }

  public var first: Value { element(0) }
  public var last: Value { element(count - 1) }

  public var step: Value {
    switch elements {
    case .unit: Value(1)
    case .step(_, let step), .characters(_, let step): Value(step)
    case .quotient(_, let step, let denominator): Value(step / denominator)
    case .float(_, let step): Value(step)
    case .linear(let start, let stop, _): Value(count > 1 ? (stop - start) / Double(count - 1) : 0)
    }
  }

  /// The positions from `positions`, itself a range counted from zero.
  func slice(first: Int, step: Int, count: Int) -> RangeObject {
    switch elements {
    case .unit(let start, _) where step == 1: RangeObject(.unit(start: start &+ first, isOneTo: false), count: count)
    case .unit(let start, _): RangeObject(.step(start: start &+ first, step: step), count: count)
    case .step(let start, let own): RangeObject(.step(start: start &+ first &* own, step: own &* step), count: count)
    case .quotient(let numerator, let own, let denominator):
      RangeObject(
        .quotient(numerator: numerator + Double(first) * own, step: own * Double(step), denominator: denominator),
        count: count)
    case .float, .linear:
      RangeObject(.float(start: float(first), step: self.step.unsafeFloat * Double(step)), count: count)
    case .characters(let start, let own):
      RangeObject(
        .characters(start: UInt32(truncatingIfNeeded: Int(start) &+ first &* own), step: own &* step), count: count)
    }
  }

  /// The element type.
  public var elementType: DataType {
    switch elements {
    case .unit, .step: .int64
    case .quotient, .float, .linear: .float64
    case .characters: .character
    }
  }

  public var type: DataType {
    let int = DataType.Parameter.type(.int64)
    switch elements {
    case .unit(_, let isOneTo): return .range(isOneTo ? "OneTo" : "UnitRange", [int], element: int)
    case .step: return .range("StepRange", [int, int], element: int)
    case .linear(_, _, isNamed: true):
      return .range("LinRange", [.type(.float64), int], element: .type(.float64))
    case .quotient, .float, .linear:
      let float = DataType.Parameter.type(.float64)
      let precise = DataType.Parameter.type(
        .parametric("Base.TwicePrecision", [float], supertype: .number))
      return .range("StepRangeLen", [float, precise, precise, int], element: float)
    case .characters: return .range("StepRange", [.type(.character), int], element: .type(.character))
    }
  }
}
