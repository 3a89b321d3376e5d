// Ranges by their ends, step and length.

import Engine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Library {
  mutating func addRanges() {
    add("range(start, stop; length, step)", "An arithmetic progression: any of `start`, `stop`, `step`, `length` that determine it.", arity: Arity(0...3), keywords: ["start", "stop", "length", "step"], example: "range(0, 1, length = 5)  # => [0, 0.25, 0.5, 0.75, 1]\nrange(1, 10, step = 3)  # => [1, 4, 7, 10]") { call in
      let isStop = call.count == 1 && call.keywords.isEmpty
      let start = isStop ? Value(1) : call.given(0, "start")
      let stop = isStop ? call[0] : call.given(1, "stop")
      var count = call.count == 3 ? try call.int(2) : try call.int(keyword: "length")
      if let float = call.keyword("length")?.float { count = Int(exactly: float) }
      if let count, count < 0 { throw RuntimeError.argument("range length was specified as \(count), but must be non-negative") }
      // `range(6)`, `range(; stop = 6)` and `range(; length = 6)` count from one.
      let only = start == nil || isStop ? (stop?.integer ?? (stop == nil ? count : nil)) : nil
      if let only, call.keyword("step") == nil, (stop == nil) != (count == nil) {
        return call.heap.adopt(RangeObject.oneTo(max(0, only)))
      }
      return try call.machine.range(start, stop, step: call.keyword("step").flatMap { $0.isNothing ? nil : $0 }, count)
    }
    add("LinRange(start, stop, n)", "`n` numbers evenly spaced from `start` to `stop`.", arity: 3, example: "LinRange(0, 1, 3)  # => [0.0, 0.5, 1.0]") { call in
      let count = try call.int(2)
      if count < 0 { throw RuntimeError.argument("range(…, length=\(count)): negative length") }
      return call.heap.adopt(RangeObject(.linear(start: try call.double(0), stop: try call.double(1), isNamed: true), count: count))
    }
    add("logrange(start, stop, n)", "`n` numbers from `start` to `stop` whose ratios are equal.", arity: Arity(2...3), keywords: ["length"], example: "collect(logrange(1, 100, 3))  # => [1.0, 10.0, 100.0]") { call in
      guard let count = call.count == 3 ? try call.int(2) : try call.int(keyword: "length"), count >= 0 else { throw call.noMethod() }
      let (a, b) = (try call.double(0), try call.double(1))
      guard a > 0, b > 0 else { throw RuntimeError("DomainError", "with (\(a), \(b)):\nlogrange(start, stop, length) needs positive ends") }
      let isSingle = call[0].tag == .float32 && (call[1].tag == .float32 || call[1].isInteger)
      let part = DataType.Parameter.type(isSingle ? .float32 : .float64)
      let precise = isSingle ? .type(.float64) : DataType.Parameter.type(.parametric("Base.TwicePrecision", [part], supertype: .number))
      let kind = DataType.parametric(
        "Base.LogRange", [part, precise], supertype: .abstractArray([part, .integer(1)]))
      return call.heap.adopt(NumberSequence(kind, shape: [count], heap: call.heap) { position in
        let value = logarithmicStep(from: a, to: b, position, of: count)
        return isSingle ? Value(Float(value)) : Value(value)
      })
    }
    add("step(r)", "The step of a range.", arity: 1, example: "step(1:2:9)  # => 2") { call in
      guard let range = call[0].range else { throw call.noMethod() }
      return range.step
    }
    for name in ["UnitRange", "StepRange", "StepRangeLen"] {
      add("#new:\(name)(T, xs...)", "", arity: Arity(2...4)) { call in
        if call.count == 2, call[1].range != nil { return call[1] }
        return try call.machine.makeRange(call[1], step: call.count == 4 ? call[2] : nil, call[call.count - 1])
      }
    }
    add("OneTo(n)", "The range `1:n`.", arity: 1, example: "Base.OneTo(3)  # => [1, 2, 3]") { call in
      call.heap.adopt(RangeObject(.unit(start: 1, isOneTo: true), count: try call.int(0)))
    }
  }
}

extension Call {
  /// An argument by position or keyword, `nil` if it was not given or is `nothing`.
  fileprivate func given(_ position: Int, _ name: String) -> Value? {
    let value = count > position ? self[position] : keyword(name)
    return value.flatMap { $0.isNothing ? nil : $0 }
  }
}

extension Machine {
  func range(_ start: Value?, _ stop: Value?, step: Value?, _ count: Int?) throws -> Value {
    guard let count else {
      guard let stop else { throw RuntimeError.argument("At least `length` or `stop` must be specified") }
      return try makeRange(start ?? Value(1), step: step, stop)
    }
    if start != nil, stop != nil, step != nil { throw RuntimeError.argument("Too many arguments specified; try passing only one of `stop` or `length`") }
    let steps = Value(count - 1)
    if let start, let stop {
      guard let a = start.asDouble, let b = stop.asDouble else { throw noMethod("range", [start, stop]) }
      if count > 1, start.bigFloat != nil || stop.bigFloat != nil {
        let by = try divide(subtract(stop, start), Value(count - 1))
        try heap.reserve(count: count, stride: 96)
        return try promoted(
          (0..<count).map { try $0 == count - 1 ? convert(stop, to: .bigFloat) : add(start, multiply(Value($0), by)) },
          shape: [count])
      }
      if count == 1, a != b { throw RuntimeError.argument("range(\(a), stop=\(b), length=1): endpoints differ") }
      if count > 1 {
        let by = (b - a) / Double(count - 1)
        // The decimal fractions that were meant, if they reach both ends.
        if by != 0, by.isFinite, let value = try? makeRange(Value(a), step: Value(by), Value(b)), let range = value.range,
          range.count == count, range.float(count - 1) == b
        { return value }
      }
      return heap.adopt(RangeObject(.linear(start: a, stop: b, isNamed: false), count: count))
    }
    let by = step ?? Value(1)
    if let start {
      if count == 0 { return try makeRange(start, step: step, try subtract(start, by)) }
      return try progression(start, by, count, hasStep: step != nil)
    }
    guard let stop else { return heap.adopt(RangeObject.oneTo(count)) }
    return try progression(try subtract(stop, try multiply(steps, by)), by, count, hasStep: step != nil)
  }

  private func progression(_ start: Value, _ by: Value, _ count: Int, hasStep: Bool) throws -> Value {
    let stop = try add(start, try multiply(Value(count - 1), by))
    if start.isInteger, by.isInteger { return try makeRange(start, step: hasStep ? by : nil, stop) }
    let value = try makeRange(start, step: by, stop)
    if value.range?.count == count { return value }
    guard let a = start.asDouble, let b = by.asDouble else { return value }
    return heap.adopt(RangeObject(.float(start: a, step: b), count: count))
  }
}

/// The element at a position of `count` numbers from `a` to `b` whose ratios are equal; both ends are exact.
private func logarithmicStep(from a: Double, to b: Double, _ position: Int, of count: Int) -> Double {
  if position == 0 { return a }
  if position == count - 1 { return b }
  if 2 * position == count - 1 {
    let product = a * b
    if product.isFinite, product >= Double.leastNormalMagnitude { return product.squareRoot() }
  }
  let t = Double(position) / Double(count - 1)
  return exp2((1 - t) * log2(a) + t * log2(b))
}
