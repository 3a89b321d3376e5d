// Fractions: making them, their parts, and the simplest one near a float.

import Engine
import Exact

extension Library {
  mutating func addRationals() {
    add("//(a, b)", "The exact fraction a/b.", arity: 2, example: "6//9  # => 2//3") { call in
      try call.machine.ratio(call[0], call[1])
    }
    add("numerator(q)", "The numerator in lowest terms.", arity: 1, example: "numerator(4//6)  # => 2") { call in
      if let result = try call[0].host?.apply("numerator", call.values, call.machine) { return result }
      guard let parts = call.machine.fraction(call[0]) else {
        throw call.noMethod(hint: call.machine.floatHint(call[0]))
      }
      return call[0].rational == nil
        ? call[0] : parts.isBig ? call.heap.big(parts.numerator) : call.heap.integer(parts.numerator)
    }
    add("denominator(q)", "The denominator in lowest terms.", arity: 1, example: "denominator(4//6)  # => 3") { call in
      if let result = try call[0].host?.apply("denominator", call.values, call.machine) { return result }
      guard let parts = call.machine.fraction(call[0]) else {
        throw call.noMethod(hint: call.machine.floatHint(call[0]))
      }
      return parts.isBig ? call.heap.big(parts.denominator) : call.heap.integer(parts.denominator)
    }
    add(
      "rationalize(T, x; tol)", "The simplest fraction within `tol` (eps(x) if left out) of a float.",
      arity: Arity(1...2), keywords: ["tol"],
      example: "rationalize(0.1)  # => 1//10\nrationalize(3.1416, tol = 0.01)  # => 22//7"
    ) { call in
      let machine = call.machine
      let x = call[call.count - 1]
      let isBig = call.count == 2 && call[0].type === DataType.bigInt
      if call.count == 2, call[0].type == nil { throw call.noMethod() }
      if let parts = machine.fraction(x), call.keyword("tol") == nil {
        return try machine.rational(parts.numerator, parts.denominator, isBig: isBig || parts.isBig)
      }
      guard let number = x.asDouble else { throw call.noMethod() }
      if number.isNaN { throw RuntimeError.argument("NaN is no fraction") }
      if number.isInfinite { return try machine.rational(number < 0 ? -1 : 1, 0, isBig: isBig) }
      let tolerance = try call.double(keyword: "tol") ?? (x.tag == .float32 ? Double(Float(number).ulp) : number.ulp)
      guard tolerance >= 0 else { throw RuntimeError.argument("negative tolerance \(tolerance)") }
      guard let result = BigRational(number, tolerance: tolerance) else { throw call.noMethod() }
      return try machine.rational(result.numerator, result.denominator, isBig: isBig)
    }
  }
}

extension Machine {
  fileprivate func floatHint(_ x: Value) -> String? {
    x.tag == .float ? "a float is no fraction: rationalize(x) is the simplest one near it" : nil
  }

  /// a//b, for integers, fractions, complex numbers of them, and element by element over arrays.
  func ratio(_ a: Value, _ b: Value) throws -> Value {
    if a.isMissing || b.isMissing { return .missing }
    if let x = a.exactInteger, let y = b.exactInteger {
      let isBig = a.tag == .bigInteger || b.tag == .bigInteger
      return try rational(x, y, isBig: isBig)
    }
    if let x = fraction(a), let y = fraction(b) {
      return try rational(x.numerator * y.denominator, x.denominator * y.numerator, isBig: x.isBig || y.isBig)
    }
    if a.complex != nil || b.complex != nil {
      guard let y = b.complex else {
        guard let x = a.complex else { throw noMethod("//", [a, b]) }
        return try complex(ratio(x.real, b), ratio(x.imaginary, b))
      }
      // a conj(b) // |b|².
      let norm = try add(square(y.real), square(y.imaginary))
      let product = try multiply(a, heap.complex(y.real, negate(y.imaginary)))
      return try ratio(product, norm)
    }
    if let host = a.host ?? b.host, let result = try host.apply("//", [a, b], self) ?? host.apply("/", [a, b], self) {
      return result
    }
    if a.isArray || a.range != nil { return try mapElements(a) { try self.ratio($0, b) } }
    throw noMethod("//", [a, b], hint: floatHint(a) ?? floatHint(b))
  }
}
