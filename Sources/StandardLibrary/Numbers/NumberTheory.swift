// Divisors, powers modulo n, factorials, binomials, primes.

import Arrays
import Engine
import Exact

extension Library {
  mutating func addNumberTheory() {
    addDivisors()
    addCounting()
    addPrimes()
  }

  private mutating func addDivisors() {
    add(
      "gcd(a, b...)",
      "The greatest common divisor, positive; of fractions, the largest number of which both are multiples.",
      arity: Arity(1...), example: "gcd(6, 9)  # => 3\ngcd(1//3, 2//3)  # => 1//3"
    ) { call in
      try call.machine.foldIntegers(
        call, { $0.greatestCommonDivisor($1) }, numerator: { $0.greatestCommonDivisor($1) },
        denominator: { $0.leastCommonMultiple($1) })
    }
    add("lcm(a, b...)", "The least common multiple, positive.", arity: Arity(1...), example: "lcm(4, 6)  # => 12") {
      call in
      try call.machine.foldIntegers(
        call, { $0.leastCommonMultiple($1).magnitude }, numerator: { $0.leastCommonMultiple($1).magnitude },
        denominator: { $0.greatestCommonDivisor($1) })
    }
    add(
      "gcdx(a, b)", "`(d, u, v)` with d = gcd(a, b) = u·a + v·b.", arity: Arity(2...),
      example: "gcdx(12, 42)  # => (6, -3, 1)"
    ) { call in
      let machine = call.machine
      var integers: [BigInteger] = []
      for value in call.values {
        guard let integer = value.exactInteger else { throw call.noMethod() }
        integers.append(integer)
      }
      var divisor = integers[0]
      var factors = [BigInteger(1)]
      for next in integers.dropFirst() {
        try machine.countDivision(of: divisor, next, rounds: Double(min(divisor.bitWidth, next.bitWidth)))
        let (d, u, v) = NumberTheory.extendedGCD(divisor, next)
        factors = factors.map { $0 * u } + [v]
        divisor = d
      }
      let (a, b) = (call[0], call[1])
      return call.heap.tuple(([divisor] + factors).map { machine.integer($0, like: a, b) })
    }
    add("powermod(x, p, m)", "x^p modulo m, without the power itself.", arity: 3, example: "powermod(2, 6, 5)  # => 4")
    { call in
      guard let x = call[0].exactInteger, let p = call[1].exactInteger, let m = call[2].exactInteger else {
        throw call.noMethod()
      }
      if m.isZero { throw call.machine.divisionByZero("powermod") }
      try call.machine.countDivision(of: x, m, rounds: Double(p.bitWidth) + 20)
      var base = x
      if p.isNegative {
        guard let inverse = x.inverse(modulo: m.magnitude) else {
          throw RuntimeError(
            "DomainError", "with \(x):\nGreatest common divisor is \(x.greatestCommonDivisor(m)).",
            hint: "\(x) has no inverse modulo \(m)")
        }
        base = inverse
      }
      guard let power = base.power(p.magnitude, modulo: m.magnitude) else { throw call.noMethod() }
      return call.machine.integer(power.flooredRemainder(dividingBy: m), like: call[0], call[2])
    }
    add("invmod(x, m)", "The inverse of x modulo m.", arity: 2, example: "invmod(3, 7)  # => 5") { call in
      guard let x = call[0].exactInteger, let m = call[1].exactInteger else { throw call.noMethod() }
      if m.isZero { throw RuntimeError("DomainError", "with 0:\n`m` must not be 0.") }
      try call.machine.countDivision(of: x, m, rounds: 20)
      guard let inverse = x.inverse(modulo: m.magnitude) else {
        throw RuntimeError(
          "DomainError", "with (\(x), \(m)):\nGreatest common divisor is \(x.greatestCommonDivisor(m)).",
          hint: "only numbers coprime to \(m) have an inverse")
      }
      return call.machine.integer(m.isNegative && !inverse.isZero ? inverse + m : inverse, like: call[0], call[1])
    }
    add("isqrt(n)", "The square root of a non-negative integer, rounded down.", arity: 1, example: "isqrt(17)  # => 4")
    { call in
      guard let n = call[0].exactInteger else { throw call.noMethod() }
      guard let root = n.integerSquareRoot else {
        throw RuntimeError.domain(
          call[0], text: "\(n)", "`n` must not be negative", hint: "sqrt(complex(n)) is imaginary")
      }
      return call.machine.integer(root, like: call[0], call[0])
    }
  }

  private mutating func addCounting() {
    add(
      "factorial(n)", "1 · 2 · … · n, exact.", arity: 1,
      example: "factorial(20)  # => 2432902008176640000\nfactorial(25)  # => 15511210043330985984000000"
    ) { call in
      let machine = call.machine
      if call[0].isMissing { return .missing }
      if let result = try call[0].host?.apply("factorial", call.values, machine) { return result }
      guard call[0].isNumber,
        let n = call[0].isInteger
          ? call[0].exactInteger : call[0].asDouble.flatMap({ $0 == $0.rounded() ? BigInteger(exactly: $0) : nil })
      else { throw call.noMethod(hint: call[0].isNumber ? "for other numbers Γ(x + 1) = gamma(x + 1)" : nil) }
      if n.isNegative {
        throw RuntimeError.domain(call[0], text: try machine.compactText(of: call[0]), "`n` must not be negative.")
      }
      guard call[0].isInteger else { throw call.noMethod(hint: "the argument must be an integer: factorial(\(n))") }
      guard let count = Int(exactly: n), let bits = BigInteger.factorialBitWidth(UInt(count)),
        bits < BigInteger.maximumBitWidth
      else {
        throw machine.heap.memoryLimit(requested: Int.max)
      }
      try machine.heap.reserve(bytes: bits / 4)
      try machine.countStep(bits / 256)
      return machine.integer(BigInteger.factorial(UInt(count)), like: call[0], call[0])
    }
    add(
      "binomial(n, k)", "The number of ways to choose k of n, exact; `n` may be negative or real.", arity: 2,
      example: "binomial(5, 2)  # => 10"
    ) { call in
      let machine = call.machine
      if let result = try (call[0].host ?? call[1].host)?.apply("binomial", call.values, machine) { return result }
      guard let k = machine.exactInt(call[1]) else { throw call.noMethod() }
      guard let n = call[0].exactInteger else {
        guard call[0].isReal else { throw call.noMethod() }
        // n (n - 1) … (n - k + 1) / k! for real n.
        if k < 0 { return try machine.zero(like: call[0]) }
        var result = try machine.number(1, ofType: call[0].dataType) ?? Value(1.0)
        for i in 0..<k {
          try machine.countStep(1)
          result = try machine.divide(machine.multiply(result, machine.subtract(call[0], Value(i))), Value(i + 1))
        }
        return result
      }
      if k < 0 { return machine.integer(0, like: call[0], call[0]) }
      let isReflected = n.isNegative
      // C(-n, k) = (-1)^k C(n + k - 1, k).
      let top = isReflected ? BigInteger(k) - n - 1 : n
      guard let m = Int(exactly: top) else { throw RuntimeError.argument("binomial: n is too large") }
      if k > m { return machine.integer(0, like: call[0], call[0]) }
      let smaller = min(k, m - k)
      let bits = Double(smaller) * (Double(m.bitWidth - m.leadingZeroBitCount) + 2)
      try machine.heap.reserve(bytes: bits > 1e15 ? Int.max / 2 : Int(min(bits, Double(m)) / 4))
      try machine.countStep(Int(min(bits, Double(m), 1e15) / 64))
      let result = BigInteger.binomial(UInt(m), UInt(smaller))
      return machine.integer(isReflected && k % 2 == 1 ? -result : result, like: call[0], call[0])
    }
    add("fibonacci(n)", "The n-th Fibonacci number.", arity: 1, example: "fibonacci(10)  # => 55") { call in
      let n = try call.int(0)
      guard n >= 0 else { throw RuntimeError.domain(call[0], text: "\(n)", "`n` must not be negative.") }
      try call.heap.reserve(bytes: n / 8)
      try call.machine.countStep(n / 64)
      return call.machine.integer(BigInteger.fibonacci(UInt(n)), like: call[0], call[0])
    }
    add(
      "nextpow(a, x)", "The smallest power of `a` that is not less than `x`.", arity: 2,
      example: "nextpow(2, 7)  # => 8"
    ) { call in
      try call.machine.nearestPower(call, isUp: true)
    }
    add(
      "prevpow(a, x)", "The largest power of `a` that is not greater than `x`.", arity: 2,
      example: "prevpow(2, 7)  # => 4"
    ) { call in
      try call.machine.nearestPower(call, isUp: false)
    }
    add(
      "nextprod(factors, n)", "The smallest product of powers of the factors that is not less than `n`.", arity: 2,
      example: "nextprod((2, 3), 105)  # => 108"
    ) { call in
      let machine = call.machine
      let n = try call.int(1)
      let factors = try machine.list(call[0]).map { value -> Int in
        guard let factor = machine.exactInt(value) else { throw call.noMethod() }
        guard factor > 1 else { throw RuntimeError.argument("the factors must be greater than 1, not \(factor)") }
        return factor
      }
      guard let first = factors.min() else { throw RuntimeError.argument("there are no factors") }
      guard n <= 1 << 60 else { throw RuntimeError.argument("unsafe for n > 2^60, got \(n)") }
      // A power of the smallest factor is a first bound; products above the best one are not followed.
      var best = 1
      while best < n {
        let (next, overflow) = best.multipliedReportingOverflow(by: first)
        best = overflow ? Int.max : next
      }
      func extend(_ product: Int, _ rest: ArraySlice<Int>) throws {
        try machine.countStep(1)
        if product >= n {
          best = min(best, product)
          return
        }
        guard let factor = rest.first else { return }
        var product = product
        while product < best {
          try extend(product, rest.dropFirst())
          let (next, overflow) = product.multipliedReportingOverflow(by: factor)
          if overflow { return }
          product = next
        }
      }
      try extend(1, factors.sorted(by: >)[...])
      guard best < Int.max else { throw RuntimeError.argument("the product is larger than \(Int.max)") }
      return Value(best)
    }
  }
}

extension Machine {
  /// Counts the steps of so many divisions of long numbers.
  func countDivision(of a: BigInteger, _ b: BigInteger, rounds: Double) throws {
    let words = Double(max(a.bitWidth, b.bitWidth)) / 64
    if words > 4 { try countCost(rounds * words * max(1, naturalLogarithm(words)) / 4) }
  }

  /// gcd and lcm over integers and fractions.
  fileprivate func foldIntegers(
    _ call: borrowing Call, _ integers: (BigInteger, BigInteger) -> BigInteger,
    numerator: (BigInteger, BigInteger) -> BigInteger, denominator: (BigInteger, BigInteger) -> BigInteger
  ) throws -> Value {
    if call.values.contains(where: \.isMissing) { return .missing }
    var values = call.values
    for value in values { if let result = try value.host?.apply(call.function.name, values, self) { return result } }
    if values.count == 1, values[0].isArray || values[0].range != nil, let elements = try elements(values[0]) {
      values = elements
      if values.isEmpty { return Value(call.function.name == "gcd" ? 0 : 1) }
    }
    guard var result = values.first else { throw call.noMethod() }
    if values.count == 1, let integer = result.exactInteger {
      return self.integer(integer.magnitude, like: result, result)
    }
    for value in values.dropFirst() {
      try countStep(1)
      if let a = result.exactInteger, let b = value.exactInteger {
        try countDivision(of: a, b, rounds: 20)
        result = integer(integers(a, b), like: result, value)
      } else if let a = fraction(result), let b = fraction(value) {
        result = try rational(
          numerator(a.numerator, b.numerator), denominator(a.denominator, b.denominator), isBig: a.isBig || b.isBig)
      } else {
        throw call.noMethod()
      }
    }
    return result
  }

  fileprivate func nearestPower(_ call: borrowing Call, isUp: Bool) throws -> Value {
    guard call[0].isReal, call[1].isReal, let base = primalDouble(call[0]), let x = primalDouble(call[1]) else {
      throw call.noMethod()
    }
    guard base > 1 else {
      throw RuntimeError.domain(call[0], text: try compactText(of: call[0]), "`a` must be greater than 1.")
    }
    guard isUp ? x > 0 : x >= 1 else {
      throw RuntimeError.domain(
        call[1], text: try compactText(of: call[1]), isUp ? "`x` must be positive." : "`x` must be ≥ 1.")
    }
    guard x.isFinite else { throw RuntimeError.domain(call[1], text: "\(x)", "`x` must be finite.") }
    var power = try number(1, ofType: call[0].dataType) ?? Value(1)
    while true {
      try countStep(1)
      let order = Equality.compareReals(power, call[1]) ?? 0
      if isUp && order >= 0 { return power }
      let next = try multiply(power, call[0])
      if !isUp, (Equality.compareReals(next, call[1]) ?? 1) > 0 { return power }
      power = next
    }
  }
}

/// Number theory that is not in the exact integers themselves.
enum NumberTheory {
  /// (d, u, v) with d = u a + v b, the factors as Euclid's algorithm finds them.
  static func extendedGCD(_ a: BigInteger, _ b: BigInteger) -> (BigInteger, BigInteger, BigInteger) {
    var (r0, r1) = (a, b)
    var (s0, s1) = (BigInteger(1), BigInteger(0))
    var (t0, t1) = (BigInteger(0), BigInteger(1))
    while !r1.isZero {
      let q = r0 / r1
      (r0, r1) = (r1, r0 - q * r1)
      (s0, s1) = (s1, s0 - q * s1)
      (t0, t1) = (t1, t0 - q * t1)
    }
    return r0.isNegative ? (-r0, -s0, -t0) : (r0, s0, t0)
  }
}
