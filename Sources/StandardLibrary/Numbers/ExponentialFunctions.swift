// Exponentials, logarithms and roots.

import Arrays
import Engine
import Exact

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Library {
  mutating func addExponentials() {
    add(
      elementary: "exp", "The exponential e^x; of a square matrix, the matrix exponential.",
      example: "exp(1.0)  # => 2.718281828459045",
      real: { VectorLoops.exponential($0) }, complex: { $0.exponential },
      source: "P. T. P. Tang, ACM Transactions on Mathematical Software 15 (1989)"
    ) { _, _, y in y }
    add(
      elementary: "exp2", "2^x.", example: "exp2(5)  # => 32.0", real: { exp2($0) },
      complex: { (0.6931471805599453 * $0).exponential }
    ) { machine, _, y in try machine.multiply(Value(0.6931471805599453), y) }
    add(
      elementary: "exp10", "10^x.", example: "exp10(2)  # => 100.0", real: { RealFunctions.exp10($0) },
      complex: { (2.302585092994046 * $0).exponential }
    ) { machine, _, y in try machine.multiply(Value(2.302585092994046), y) }
    add(
      elementary: "expm1", "e^x - 1, exact for small x.", example: "expm1(1e-20)  # => 1.0e-20", real: { expm1($0) },
      complex: { $0.exponentialMinusOne }
    ) { machine, _, y in try machine.add(y, Value(1.0)) }
    addLogarithms()
    addRoots()
  }

  /// Julia's words for a logarithm or root of a negative number.
  private func negative(_ name: String, _ condition: String = "a negative real argument") -> (
    message: String, hint: String
  ) {
    (
      "\(name) was called with \(condition) but will only return a complex result if called with a complex argument. "
        + "Try \(name)(Complex(x)).", "for the complex result use \(name)(complex(x))"
    )
  }

  private mutating func addLogarithms() {
    let isNotNegative: @Sendable (Double) -> Bool = { $0 >= 0 }
    /// The logarithm of an integer beyond the range of floats, by a constant for powers of two.
    @Sendable func logOfLarge(_ integer: BigInteger) -> Double {
      let shift = max(0, integer.bitWidth - 1000)
      return log(Double(integer >> shift)) + Double(shift) * 0.6931471805599453
    }
    let logarithm = ElementaryFunction(
      name: "log", real: { log($0) }, domain: isNotNegative, outside: negative("log"), complex: { $0.logarithm },
      slope: { machine, x, _ in try machine.reciprocal(x) }, big: logOfLarge)
    add(
      "log(b, x)", "The natural logarithm of `x`; with two arguments, the logarithm of `x` to the base `b`.",
      arity: Arity(1...2), example: "log(ℯ)  # => 1.0\nlog(2, 8)  # => 3.0",
      elementary: .init(body: { log($0) }, domain: isNotNegative)
    ) { call in
      let machine = call.machine
      guard call.count == 2 else {
        if call[0].tag == .float, call[0].unsafeFloat >= 0 { return Value(log(call[0].unsafeFloat)) }
        if let result = try logarithm.value(at: call[0], machine) { return result }
        if let result = try call[0].host?.apply("log", [call[0]], machine) { return result }
        if call[0].isArray, machine.library.functions["#matrix:log"] != nil {
          return try machine.callLibrary("#matrix:log", [call[0]])
        }
        throw call.noMethod(hint: call[0].isArray || call[0].tag == .range ? "for each element write `log.(…)`" : nil)
      }
      for argument in call.values {
        if let result = try argument.host?.apply("log", call.values, machine) { return result }
      }
      if call[0].irrational == .e { return try machine.callLibrary("log", [call[1]]) }
      // Exact where the base is 2 or 10 and the C library is.
      if let base = call[0].integer, base == 2 || base == 10, call[1].isNumber {
        return try machine.apply(base == 2 ? "log2" : "log10", call[1])
      }
      guard let base = try logarithm.value(at: call[0], machine), let x = try logarithm.value(at: call[1], machine)
      else {
        throw call.noMethod()
      }
      return try machine.divide(x, base)
    }
    add(
      elementary: "log2", "The logarithm to the base 2.", example: "log2(8)  # => 3.0", real: { log2($0) },
      complex: { 1.4426950408889634 * $0.logarithm }, domain: isNotNegative, outside: negative("log2"),
      big: { integer in
        let shift = max(0, integer.bitWidth - 1000)
        return log2(Double(integer >> shift)) + Double(shift)
      }
    ) { machine, x, _ in try machine.reciprocal(machine.multiply(x, Value(0.6931471805599453))) }
    add(
      elementary: "log10", "The logarithm to the base 10.", example: "log10(1000)  # => 3.0", real: { log10($0) },
      complex: { 0.4342944819032518 * $0.logarithm }, domain: isNotNegative, outside: negative("log10"),
      big: { logOfLarge($0) * 0.4342944819032518 }
    ) { machine, x, _ in try machine.reciprocal(machine.multiply(x, Value(2.302585092994046))) }
    add(
      elementary: "log1p", "log(1 + x), exact for small x.", example: "log1p(1e-20)  # => 1.0e-20", real: { log1p($0) },
      complex: { $0.logarithmOfOnePlus }, domain: { $0 >= -1 }, outside: negative("log1p", "a real argument < -1")
    ) { machine, x, _ in try machine.reciprocal(machine.add(Value(1.0), x)) }
  }

  private mutating func addRoots() {
    add(
      elementary: "sqrt", "The square root; of a square matrix, the principal square root.",
      example: "sqrt(16)  # => 4.0\nsqrt(-1 + 0im)  # => 0.0 + 1.0im", real: { $0.squareRoot() },
      complex: { $0.squareRoot }, domain: { $0 >= 0 },
      outside: negative("sqrt"),
      big: { integer in
        let shift = max(0, integer.bitWidth - 1000) & ~1
        return scalbn(Double(integer >> shift).squareRoot(), Int32(clamping: shift / 2))
      }
    ) { machine, _, y in try machine.divide(Value(0.5), y) }
    alias("√", of: "sqrt")
    add(elementary: "cbrt", "The real cube root.", example: "cbrt(-27)  # => -3.0", real: RealFunctions.cubeRoot) {
      machine, _, y in
      try machine.reciprocal(machine.multiply(Value(3.0), machine.square(y)))
    }
    alias("∛", of: "cbrt")
    add(
      elementary: "fourthroot", "The fourth root.", example: "fourthroot(81)  # => 3.0",
      real: { $0.squareRoot().squareRoot() },
      domain: { $0 >= 0 }, outside: negative("fourthroot")
    ) { machine, _, y in try machine.divide(Value(0.25), machine.multiply(y, machine.square(y))) }
    alias("∜", of: "fourthroot")
  }
}
