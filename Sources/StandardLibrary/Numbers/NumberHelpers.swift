// Smaller functions of numbers: polynomials by Horner's rule, products of powers, reciprocal functions of degrees.

import Engine

extension Library {
  mutating func addNumberHelpers() {
    add(
      "evalpoly(x, p)", "The polynomial with the coefficients `p` (the constant first) at `x`, by Horner's rule.", arity: 2,
      example: "evalpoly(2, (1, 2, 3))  # => 17"
    ) { call in
      let machine = call.machine
      let coefficients = try machine.list(call[1])
      guard var result = coefficients.last else {
        throw RuntimeError.argument("evalpoly needs at least one coefficient")
      }
      for coefficient in coefficients.dropLast().reversed() {
        result = try machine.add(machine.multiply(result, call[0]), coefficient)
      }
      return result
    }
    add("oftype(x, y)", "`y` as a value of the type of `x`.", arity: 2, example: "oftype(1.5, 3)  # => 3.0") { call in
      try call.machine.convert(call[1], to: call[0].dataType)
    }
    add(
      "nextprod(factors, n)", "The least product of powers of the factors that is not less than `n`.", arity: 2,
      example: "nextprod((2, 3), 105)  # => 108"
    ) { call in
      let factors = try call.machine.list(call[0]).compactMap(\.integer)
      guard factors.allSatisfy({ $0 > 1 }) else {
        throw RuntimeError.argument("the factors must be integers greater than 1")
      }
      let goal = try call.int(1)
      guard !factors.isEmpty, goal <= 1 << 62 else { throw call.noMethod() }
      return Value(try leastProduct(of: factors, notBelow: max(1, goal), call.machine))
    }
    for (name, base) in [("secd", "cosd"), ("cscd", "sind"), ("cotd", "tand")] {
      add("\(name)(x)", "1/\(base)(x), with `x` in degrees.", arity: 1, example: "\(name)(45) ≈ 1 / \(base)(45)  # => true") {
        call in
        try call.machine.divide(Value(1.0), call.machine.callLibrary(base, [call[0]]))
      }
    }
    for (name, base) in [("asecd", "asec"), ("acscd", "acsc"), ("acotd", "acot")] {
      add("\(name)(x)", "The angle in degrees that `\(base)` gives in radians.", arity: 1, example: "\(name)(2) ≈ rad2deg(\(base)(2))  # => true") {
        call in
        try call.machine.callLibrary("rad2deg", [call.machine.callLibrary(base, [call[0]])])
      }
    }
  }
}

/// The least product of powers of the factors that is not below `goal`, by a search over exponents.
private func leastProduct(of factors: [Int], notBelow goal: Int, _ machine: Machine) throws -> Int {
  var best = Int.max
  func search(_ position: Int, _ product: Int) throws {
    try machine.countStep(1)
    if product >= goal {
      best = min(best, product)
      return
    }
    guard position < factors.count else { return }
    var current = product
    while true {
      try search(position + 1, current)
      let (next, overflow) = current.multipliedReportingOverflow(by: factors[position])
      if current >= goal || overflow || next >= best { return }
      current = next
    }
  }
  try search(0, 1)
  return best
}
