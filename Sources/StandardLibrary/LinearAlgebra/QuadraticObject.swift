// Numbers a + b√d as values: exact among themselves and with fractions, floats where they meet floats.

import Arrays
import Engine
import Exact

/// A number a + b√d: an exact eigenvalue, or an element of an exact factor.
final class QuadraticObject: HostObject {
  static let dataType = DataType.named("QuadraticNumber", supertype: .number)

  let number: QuadraticNumber
  private let components: [Value]

  fileprivate init(_ number: QuadraticNumber, components: [Value], heap: Heap) {
    self.number = number
    self.components = components
    super.init()
    for component in components { heap.retain(component) }
  }

  override func releaseChildren(_ heap: Heap) {
    for component in components { heap.release(component) }
  }

  override var byteCount: Int {
    let rational = number.rational
    let coefficient = number.coefficient
    return 96 + (rational.numerator.bitWidth + rational.denominator.bitWidth + coefficient.numerator.bitWidth
      + coefficient.denominator.bitWidth + number.radicand.bitWidth) / 8
  }

  override var type: DataType { QuadraticObject.dataType }
  override var isImmutable: Bool { true }
  override var parts: [Value] { components }
  override var propertyNames: [String] { ["a", "b", "d"] }

  /// The parts of a + b√d.
  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    switch name {
    case "a": components[0]
    case "b": components[1]
    case "d": components[2]
    default: nil
    }
  }

  override func text(_ machine: Machine) throws -> String { number.text }
  override func faces(_ machine: Machine) throws -> Faces { Faces(tex: number.tex) }

  override func floatingNumber(_ machine: Machine) throws -> Value? {
    if number.isReal { return Double(number).map { Value($0) } }
    let (real, imaginary) = number.complexParts
    return machine.heap.complex(Complex(real, imaginary))
  }

  override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    if let other = other.host as? QuadraticObject { return number == other.number }
    guard other.isNumber else { return false }
    return try machine.exactValue(number).map { Equality.areEqualNumbers($0, other) } ?? false
  }

  override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    if arguments.count == 1 { return try applied(operation, machine) }
    guard arguments.count == 2 else { return nil }
    let (a, b) = (arguments[0], arguments[1])
    switch operation {
    case "+", "-", "*", "/", "\\", "^":
      if a.isArray || b.isArray { return try scaled(operation, a, b, machine) }
      return try machine.quadraticArithmetic(operation, a, b)
    case "<", "<=", ">", ">=":
      if let x = machine.comparedNumber(a), let y = machine.comparedNumber(b) {
        return x.compare(y).map { Value(QuadraticObject.holds(operation, $0, 0)) }
      }
      guard let x = try machine.floating(a, beside: b)?.asDouble, let y = try machine.floating(b, beside: a)?.asDouble
      else { return nil }
      return Value(QuadraticObject.holds(operation, x, y))
    default: return nil
    }
  }

  private static func holds<Number: Comparable>(_ operation: String, _ x: Number, _ y: Number) -> Bool {
    switch operation {
    case "<": x < y
    case "<=": x <= y
    case ">": x > y
    default: x >= y
    }
  }

  private func applied(_ operation: String, _ machine: Machine) throws -> Value? {
    switch operation {
    case "+": return Value(host: self)
    case "-": return try machine.quadratic(-number)
    case "float": return try floatingNumber(machine)
    case "big": return BigFloat(number, in: machine.floatContext).map { machine.heap.big($0) }
    case "real": return try machine.quadratic(number.realPart)
    case "imag": return try machine.quadratic(number.imaginaryPart)
    case "conj", "'": return try machine.quadratic(number.isReal ? number : number.conjugate)
    case "abs":
      guard let sign = number.signum else { return nil }
      return try machine.quadratic(sign < 0 ? -number : number)
    case "abs2": return try machine.quadratic(number.isReal ? number * number : QuadraticNumber(number.norm))
    case "zero": return try machine.quadratic(0)
    case "one": return try machine.quadratic(1)
    case "sign": return number.signum.map { Value($0) }
    default: return nil
    }
  }

  /// A multiple of an array.
  private func scaled(_ operation: String, _ a: Value, _ b: Value, _ machine: Machine) throws -> Value? {
    switch operation {
    case "*": return try machine.mapElements(a.isArray ? a : b) { try machine.multiply(a.isArray ? $0 : a, a.isArray ? b : $0) }
    case "/" where a.isArray: return try machine.mapElements(a) { try machine.divide($0, b) }
    case "\\" where b.isArray: return try machine.mapElements(b) { try machine.divide($0, a) }
    default: return nil
    }
  }
}

extension Machine {
  /// A quadratic number as a value of its own type, also where it is rational.
  func quadratic(_ number: QuadraticNumber) throws -> Value {
    let components = [
      try fractionValue(number.rational, isBig: false), try fractionValue(number.coefficient, isBig: false),
      heap.integer(number.radicand),
    ]
    return heap.adopt(QuadraticObject(number, components: components, heap: heap))
  }

  /// The number as a fraction or complex fraction, if it is one.
  fileprivate func exactValue(_ number: QuadraticNumber) throws -> Value? {
    if let rational = number.asRational { return try fractionValue(rational, isBig: false) }
    guard number.radicand == -1 else { return nil }
    return heap.complex(
      try fractionValue(number.rational, isBig: false), try fractionValue(number.coefficient, isBig: false))
  }

  /// A quadratic number, fraction, integer or complex fraction as a quadratic number.
  fileprivate func quadraticNumber(_ value: Value) -> QuadraticNumber? {
    func rational(_ value: Value) -> BigRational? {
      fraction(value).flatMap { BigRational($0.numerator, over: $0.denominator) }
    }
    if let object = value.host as? QuadraticObject { return object.number }
    if let object = value.complex {
      guard let real = rational(object.real), let imaginary = rational(object.imaginary) else { return nil }
      return QuadraticNumber(real, imaginary, radicand: -1)
    }
    return rational(value).map { QuadraticNumber($0) }
  }

  /// The same, with floats as the fractions that they are.
  fileprivate func comparedNumber(_ value: Value) -> QuadraticNumber? {
    value.float.flatMap { BigRational(exactly: $0) }.map { QuadraticNumber($0) } ?? quadraticNumber(value)
  }

  /// A quadratic number in floating point, in as many digits as the other number has; any other number as it is.
  fileprivate func floating(_ value: Value, beside other: Value) throws -> Value? {
    guard let object = value.host as? QuadraticObject else { return value.isNumber ? value : nil }
    if other.bigFloat != nil, let number = BigFloat(object.number, in: floatContext) { return heap.big(number) }
    return try object.floatingNumber(self)
  }

  /// The value of an operator on two numbers of which one is quadratic: exact where both are, and the result is too.
  fileprivate func quadraticArithmetic(_ operation: String, _ a: Value, _ b: Value) throws -> Value? {
    if operation == "\\" { return try quadraticArithmetic("/", b, a) }
    if let x = quadraticNumber(a), let y = quadraticNumber(b) {
      try countLong(bits: x.bitWidth + y.bitWidth, stepsPerBit: 8)
      switch operation {
      case "+": if let sum = QuadraticNumber.sum(x, y) { return try quadratic(sum) }
      case "-": if let difference = QuadraticNumber.sum(x, -y) { return try quadratic(difference) }
      case "*": if let product = QuadraticNumber.product(x, y) { return try quadratic(product) }
      case "/": if let quotient = QuadraticNumber.quotient(x, y) { return try quadratic(quotient) }
      default: if let exponent = exactInt(b), let power = try quadraticPower(x, exponent) { return try quadratic(power) }
      }
    }
    guard let x = try floating(a, beside: b), let y = try floating(b, beside: a) else { return nil }
    switch operation {
    case "+": return try add(x, y)
    case "-": return try subtract(x, y)
    case "*": return try multiply(x, y)
    case "/": return try divide(x, y)
    default: return try power(x, y)
    }
  }

  /// A power with an integer exponent by squaring; `nil` for a negative power of zero.
  private func quadraticPower(_ base: QuadraticNumber, _ exponent: Int) throws -> QuadraticNumber? {
    guard exponent > .min, var square = exponent < 0 ? base.reciprocal : base else { return nil }
    let bits = Double(base.bitWidth) * Double(exponent.magnitude)
    try countCost(bits / 4)
    try heap.reserve(bytes: Int(min(bits, 1e18)))
    var (rest, result) = (exponent.magnitude, QuadraticNumber.one)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }
}

extension QuadraticNumber {
  /// The bits of all its parts.
  fileprivate var bitWidth: Int {
    [rational, coefficient].reduce(radicand.bitWidth) { $0 + $1.numerator.bitWidth + $1.denominator.bitWidth }
  }
}
