// Numbers that are made of numbers: fractions, complex numbers, numbers with derivatives, ranges.

extension Printer {
  func showRational(_ number: RationalObject, _ context: Context) {
    write(number.numerator.description)
    // In an array of fractions an integer stands for itself.
    if number.denominator == 1, context.knownType.withoutSpecials.isRational { return }
    write("//" + number.denominator.description)
  }

  func showComplex(_ number: ComplexObject, _ context: Context) throws {
    let (real, imaginary) = (number.real, number.imaginary)
    if imaginary.tag == .boolean {
      if !real.unsafeBoolean, imaginary.unsafeBoolean { return write("im") }
      return write("Complex(\(real.unsafeBoolean),\(imaginary.unsafeBoolean))")
    }
    try show(real, context)
    let isNegative = isNegative(imaginary)
    write(context.compact ? (isNegative ? "-" : "+") : isNegative ? " - " : " + ")
    write(try magnitude(of: imaginary, context))
    let isPlain =
      switch imaginary.tag {
      case .float: imaginary.unsafeFloat.isFinite
      case .float32: imaginary.unsafeFloat32.isFinite
      case .float16: imaginary.unsafeFloat16.isFinite
      case .bigFloat: imaginary.unsafe(BigFloatObject.self).value.isFinite
      default: imaginary.isInteger
      }
    write(isPlain ? "im" : "*im")
  }

  /// Whether a minus sign is in front; NaN has none.
  private func isNegative(_ value: Value) -> Bool {
    switch value.tag {
    case .float: value.unsafeFloat.sign == .minus && !value.unsafeFloat.isNaN
    case .float32: value.unsafeFloat32.sign == .minus && !value.unsafeFloat32.isNaN
    case .float16: value.unsafeFloat16.sign == .minus && !value.unsafeFloat16.isNaN
    case .bigFloat: value.unsafe(BigFloatObject.self).value.hasMinusSign
    case .rational: value.unsafe(RationalObject.self).numerator.isNegative
    case .dual: isNegative(value.unsafe(DualObject.self).value)
    default: value.exactInteger?.isNegative ?? false
    }
  }

  /// The text without the minus sign in front.
  private func magnitude(of value: Value, _ context: Context) throws -> String {
    let text = try captured { try show(value, context) }
    return isNegative(value) && text.hasPrefix("-") ? String(text.dropFirst()) : text
  }

  func showDual(_ number: DualObject, _ context: Context) throws {
    write("Dual(")
    try show(number.value, context)
    for partial in number.partials {
      write(", ")
      try show(partial, context)
    }
    write(")")
  }

  func showRange(_ range: RangeObject, _ context: Context) throws {
    let inner = context.knowing(range.elementType)
    switch range.elements {
    case .unit(_, let isOneTo) where isOneTo: write("Base.OneTo(\(range.count))")
    case .unit(let start, _): write("\(start):\(start &+ (range.count &- 1))")
    case .step(let start, let step):
      // An empty range is shown as ending just before it starts.
      let stop = range.count > 0 ? range.last.unsafeInteger : start &- step.signum()
      write("\(start):\(step):\(stop)")
    case .linear(let start, let stop, isNamed: true):
      write("LinRange{Float64}(")
      try show(Value(start), inner)
      write(", ")
      try show(Value(stop), inner)
      write(", \(range.count))")
    case .quotient, .float, .linear:
      try show(Value(range.float(0)), inner)
      write(":")
      try show(range.step, inner)
      write(":")
      try show(Value(range.float(range.count - 1)), inner)
    case .characters(let start, let step):
      func quoted(_ code: Int) -> String {
        QuotedText.character(Unicode.Scalar(UInt32(truncatingIfNeeded: code)) ?? "\u{FFFD}")
      }
      let stop = range.count > 0 ? Int(start) + (range.count - 1) * step : Int(start) - step.signum()
      write("\(quoted(Int(start))):\(step):\(quoted(stop))")
    }
  }
}
