// Arithmetic of a range and a number, which gives a range.

extension Machine {
  /// The value of a dotted `+`, `-`, `*` or `/` of a range and a real number, or of two ranges of integers; `nil` where
  /// that is no range.
  func rangeBroadcast(_ code: Code, _ values: [Value]) -> Value? {
    guard values.count <= 2, values.contains(where: { $0.tag == .range }), let kernel = code.kernel else { return nil }
    func operand(_ expression: KernelExpression) -> Value? {
      switch expression {
      case .register(let position): values.indices.contains(position) ? values[position] : nil
      case .constant(let value): value
      default: nil
      }
    }
    switch kernel {
    case .negate(let inner):
      guard let range = operand(inner)?.range else { return nil }
      return rangeArithmetic(.multiply, range, Value(-1))
    case .arithmetic(let operation, let left, let right):
      guard let a = operand(left), let b = operand(right) else { return nil }
      if let x = a.range, let y = b.range { return combined(operation, x, y) }
      if let range = a.range { return rangeArithmetic(operation, range, b) }
      guard let range = b.range else { return nil }
      switch operation {
      case .add, .multiply: return rangeArithmetic(operation, range, a)
      case .subtract:
        guard let negative = rangeArithmetic(.multiply, range, Value(-1))?.range else { return nil }
        return rangeArithmetic(.add, negative, a)
      default: return nil
      }
    default: return nil
    }
  }

  /// The range that an operation on each element of a range gives; `nil` where that is none, or not a real number.
  public func rangeArithmetic(_ operation: ArithmeticOperation, _ range: RangeObject, _ number: Value) -> Value? {
    if range.isInteger, number.tag == .integer {
      return integers(operation, range, number.unsafeInteger).map { heap.adopt($0) }
    }
    guard range.count < 1 << 52, range.isInteger || range.isFloat, number.tag == .integer || number.tag == .float,
      let c = number.asDouble, c.isFinite
    else { return nil }
    let transform: (Double) -> Double
    var step = range.step.asDouble ?? 0
    switch operation {
    case .add: transform = { $0 + c }
    case .subtract: transform = { $0 - c }
    case .multiply where c != 0:
      transform = { $0 * c }
      step *= c
    case .divide where c != 0:
      transform = { $0 / c }
      step /= c
    default: return nil
    }
    let start = transform(range.float(0))
    guard start.isFinite, step.isFinite, step != 0, transform(range.float(max(0, range.count - 1))).isFinite else { return nil }
    if case .linear(let first, let last, let isNamed) = range.elements {
      return heap.adopt(
        RangeObject(.linear(start: transform(first), stop: transform(last), isNamed: isNamed), count: range.count))
    }
    if let (a, b, denominator) = Machine.commonFraction(start, step) {
      return heap.adopt(RangeObject(.quotient(numerator: a, step: b, denominator: denominator), count: range.count))
    }
    return heap.adopt(RangeObject(.float(start: start, step: step), count: range.count))
  }

  private func integers(_ operation: ArithmeticOperation, _ range: RangeObject, _ number: Int) -> RangeObject? {
    let (first, step) = (range.element(0).unsafeInteger, range.step.unsafeInteger)
    let isUnit = if case .unit = range.elements { true } else { false }
    func made(_ start: (partialValue: Int, overflow: Bool), _ step: (partialValue: Int, overflow: Bool)) -> RangeObject? {
      guard !start.overflow, !step.overflow, step.partialValue != 0 else { return nil }
      let length = step.partialValue.multipliedReportingOverflow(by: max(0, range.count - 1))
      guard !length.overflow, !start.partialValue.addingReportingOverflow(length.partialValue).overflow else { return nil }
      if isUnit, step.partialValue == 1, operation != .multiply {
        return RangeObject(.unit(start: start.partialValue, isOneTo: false), count: range.count)
      }
      return RangeObject(.step(start: start.partialValue, step: step.partialValue), count: range.count)
    }
    switch operation {
    case .add: return made(first.addingReportingOverflow(number), (step, false))
    case .subtract: return made(first.subtractingReportingOverflow(number), (step, false))
    case .multiply: return made(first.multipliedReportingOverflow(by: number), step.multipliedReportingOverflow(by: number))
    case .divide:
      guard number > 0, max(first.magnitude, step.magnitude, number.magnitude) < 1 << 50 else { return nil }
      return RangeObject(
        .quotient(numerator: Double(first), step: Double(step), denominator: Double(number)), count: range.count)
    default: return nil
    }
  }

  /// The range that the sum or difference of two ranges is; `nil` where that is none.
  func combined(_ operation: ArithmeticOperation, _ a: RangeObject, _ b: RangeObject) -> Value? {
    guard operation == .add || operation == .subtract, a.count == b.count else { return nil }
    let sign = operation == .add ? 1 : -1
    guard a.isInteger, b.isInteger else {
      guard let x = a.fraction, let y = b.fraction, x.denominator * y.denominator < 0x1p40 else { return nil }
      func combined(_ p: Double, _ q: Double) -> Double { p * y.denominator + Double(sign) * q * x.denominator }
      let (start, step) = (combined(x.start, y.start), combined(x.step, y.step))
      guard step != 0, max(start.magnitude, step.magnitude * Double(a.count)) < 0x1p52 else { return nil }
      return heap.adopt(
        RangeObject(.quotient(numerator: start, step: step, denominator: x.denominator * y.denominator), count: a.count))
    }
    let (start, overflow) = a.element(0).unsafeInteger.addingReportingOverflow(sign * b.element(0).unsafeInteger)
    let step = a.step.unsafeInteger + sign * b.step.unsafeInteger
    guard !overflow, step != 0, abs(step) < 1 << 31, a.count < 1 << 31, start.magnitude < 1 << 62 else { return nil }
    return heap.adopt(RangeObject(.step(start: start, step: step), count: a.count))
  }
}

extension RangeObject {
  /// The first element and the step as integers over a common denominator; `nil` for other numbers.
  fileprivate var fraction: (start: Double, step: Double, denominator: Double)? {
    switch elements {
    case .unit, .step: (float(0), step.asDouble ?? 1, 1)
    case .quotient(let numerator, let step, let denominator): (numerator, step, denominator)
    default: nil
    }
  }
}
