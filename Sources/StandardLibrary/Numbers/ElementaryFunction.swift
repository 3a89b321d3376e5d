// What an elementary function is to the library: one definition for floats, exact and complex numbers, derivatives.

import Engine
import Exact

/// A function of one number, by what it does to each kind of number.
struct ElementaryFunction: Sendable {
  let name: String
  /// The function on the reals; called only where `domain` allows.
  let real: @Sendable (Double) -> Double
  /// Where the function is defined; `nil` if everywhere.
  var domain: (@Sendable (Double) -> Bool)?
  /// The rest of Julia's message after the argument, and a hint, where it is not.
  var outside: (message: String, hint: String)?
  var complex: (@Sendable (ComplexNumber) -> ComplexNumber)?
  /// The derivative at x, where the function has the value y.
  let slope: @Sendable (_ machine: Machine, _ x: Value, _ y: Value) throws -> Value
  /// The value at an exact integer that is too large for a float.
  var big: (@Sendable (BigInteger) -> Double)?

  /// The value at any number, `nil` for what is no number.
  func value(at x: Value, _ machine: Machine) throws -> Value? {
    switch x.tag {
    case .float: return Value(try checked(x.unsafeFloat, x, machine))
    case .float32: return Value(Float(try checked(Double(x.unsafeFloat32), x, machine)))
    case .float16: return Value(Float16(try checked(Double(x.unsafeFloat16), x, machine)))
    case .bigFloat: return try precise(x, machine)
    case .irrational:
      if let exact = PreciseFunctions.exactValue(name, x) { return exact }
      return Value(try checked(x.asDouble ?? .nan, x, machine))
    case .missing: return x
    case .complex:
      if x.hasBigParts { return try PreciseFunctions.complexValue(name, x, machine) }
      guard let complex, let z = x.complexNumber else { return nil }
      return machine.value(complex(z))
    case .dual:
      guard let dual = x.dual, let y = try value(at: dual.value, machine) else { return nil }
      return try machine.chain(dual, value: y, slope: slope(machine, dual.value, y))
    case .bigInteger:
      if x.isExplicitBig { return try precise(x, machine) }
      guard let number = x.asDouble, let integer = x.exactInteger else { return nil }
      if number.isInfinite, let big, !integer.isNegative { return Value(big(integer)) }
      return Value(try checked(number, Value(number), machine))
    default:
      guard x.isNumber, let number = x.asDouble else { return nil }
      return Value(try checked(number, Value(number), machine))
    }
  }

  /// The value in the precision that `BigFloat`s are now made with.
  private func precise(_ x: Value, _ machine: Machine) throws -> Value? {
    guard let number = machine.bigFloat(x), let result = try PreciseFunctions.value(name, number, machine) else {
      throw machine.noMethod(name, [x], hint: "\(name) is known to double precision only: \(name)(Float64(x))")
    }
    if result.isNaN, !number.isNaN {
      let (message, hint) = outside ?? ("NaN result for non-NaN input.", "")
      throw RuntimeError.domain(
        x, text: try machine.compactText(of: x), message, hint: hint.isEmpty ? nil : hint)
    }
    return machine.heap.big(result)
  }

  private func checked(_ x: Double, _ value: Value, _ machine: Machine) throws -> Double {
    if let domain, !domain(x), !x.isNaN {
      let (message, hint) = outside ?? ("\(name) is not defined here.", "")
      throw RuntimeError.domain(
        value, text: try machine.compactText(of: value), message, hint: hint.isEmpty ? nil : hint)
    }
    return real(x)
  }
}

extension Value {
  /// A real or complex number as a pair of floats.
  var complexNumber: ComplexNumber? {
    if let object = complex {
      guard let re = object.real.asDouble, let im = object.imaginary.asDouble else { return nil }
      return ComplexNumber(re, im)
    }
    return asDouble.map { ComplexNumber($0, 0) }
  }
}

extension Machine {
  func value(_ number: ComplexNumber) -> Value { heap.complex(Value(number.re), Value(number.im)) }

  /// The value of a library function of one argument.
  func apply(_ name: String, _ x: Value) throws -> Value { try callLibrary(name, [x]) }

  func square(_ x: Value) throws -> Value { try multiply(x, x) }
  func reciprocal(_ x: Value) throws -> Value { try divide(Value(1.0), x) }
}

extension Library {
  /// Binds an elementary function.
  ///
  /// - Parameters:
  ///   - domain: where the function is defined; the message of the `DomainError` elsewhere follows Julia's.
  ///   - slope: the derivative from x and y = f(x).
  mutating func add(
    elementary name: String, _ help: String, example: String, real: @escaping @Sendable (Double) -> Double,
    complex: (@Sendable (ComplexNumber) -> ComplexNumber)? = nil, domain: (@Sendable (Double) -> Bool)? = nil,
    outside: (message: String, hint: String)? = nil, big: (@Sendable (BigInteger) -> Double)? = nil,
    source: String? = nil, slope: @escaping @Sendable (Machine, Value, Value) throws -> Value
  ) {
    let function = ElementaryFunction(
      name: name, real: real, domain: domain, outside: outside, complex: complex, slope: slope, big: big)
    add(
      "\(name)(x)", help, arity: 1, example: example, source: source, real: domain == nil ? real : nil,
      elementary: .init(body: real, domain: domain)
    ) { call in
      let x = call[0]
      if x.tag == .float, domain == nil { return Value(real(x.unsafeFloat)) }
      if let result = try function.value(at: x, call.machine) { return result }
      if let result = try x.host?.apply(name, [x], call.machine) { return result }
      // Functions of matrices belong to linear algebra, which binds them beside these.
      if x.isArray || x.host != nil, call.machine.library.functions["#matrix:" + name] != nil {
        return try call.machine.callLibrary("#matrix:" + name, [x])
      }
      let isArrayLike = x.isArray || x.tag == .range || x.tag == .tuple
      throw call.noMethod(hint: isArrayLike ? "for each element write `\(name).(…)`" : nil)
    }
  }
}
