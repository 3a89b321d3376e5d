// Primes: tests, factors, sieves, and the primes next to a number.

import Arrays
import Engine
import Exact

extension Library {
  mutating func addPrimes() {
    add(
      "isprime(n)", "Whether an integer is prime.", arity: 1, example: "isprime(97)  # => true",
      source: "deterministic Miller–Rabin below 2^64, Baillie–PSW and APRCL above (FLINT)"
    ) { call in
      guard let n = call[0].exactInteger else { throw call.noMethod() }
      try call.machine.countPrimality(of: n)
      guard n.isProbablePrime else { return Value(false) }
      try call.machine.countPrimalityProof(of: n)
      return Value(n.isPrime)
    }
    add(
      "primes(lo, hi)", "The primes from `lo` (1 if left out) to `hi`.", arity: Arity(1...2),
      example: "primes(20)  # => [2, 3, 5, 7, 11, 13, 17, 19]"
    ) { call in
      let low = call.count == 2 ? try call.int(0) : 1
      let high = try call.int(call.count - 1)
      let width = max(0, max(high, 0) - max(low, 0))
      // The sieve takes a byte for each number up to the root, the result 8 bytes for one number in five at most.
      try call.heap.reserve(bytes: width / 4 + Int(Double(max(high, 0)).squareRoot()))
      try call.machine.countCost(Double(width) / 16 + Double(max(high, 0)).squareRoot() / 16)
      return call.heap.vector(NumberTheory.primes(from: low, to: high))
    }
    add(
      "factor(n)",
      "The prime factors: a dictionary from each to its exponent; `factor(Vector, n)` lists them with repetition.",
      arity: Arity(1...2), example: "factor(Vector, 60)  # => [2, 2, 3, 5]"
    ) { call in
      let machine = call.machine
      let value = call[call.count - 1]
      guard let n = value.exactInteger, call.count == 1 || call[0].type != nil else { throw call.noMethod() }
      try machine.countCost(Double(n.bitWidth) * Double(n.bitWidth))
      guard let factors = n.factored() else {
        throw RuntimeError.argument("could not factor \(n) in reasonable time")
      }
      let all = n.isNegative ? [PrimePower(prime: -1, exponent: 1)] + factors.filter { $0.prime != -1 } : factors
      if let type = call.count == 2 ? call[0].type : nil, type.name == "Array" {
        let values = all.flatMap { factor in
          (0..<factor.exponent).map { _ in machine.integer(factor.prime, like: value, value) }
        }
        return values.isEmpty ? machine.heap.vector([Int]()) : try machine.makeVector(values)
      }
      if let type = call.count == 2 ? call[0].type : nil, type.name == "Set" {
        let set = SetObject(elementType: value.dataType)
        let result = machine.heap.adopt(set)
        for factor in all { set.insert(machine.integer(factor.prime, like: value, value), machine.heap) }
        return result
      }
      let dictionary = DictionaryObject(keyType: value.dataType, valueType: .int64)
      let result = machine.heap.adopt(dictionary)
      for factor in all {
        dictionary.set(machine.integer(factor.prime, like: value, value), Value(factor.exponent), machine.heap)
      }
      return result
    }
    add(
      "nextprime(n, i; interval)",
      "The i-th prime that is not less than `n`; with an interval, among the numbers that differ from `n` by "
        + "multiples of it.",
      arity: Arity(1...2), keywords: ["interval"], example: "nextprime(8)  # => 11"
    ) { call in
      try call.machine.prime(near: call, isUp: true)
    }
    add(
      "prevprime(n, i; interval)",
      "The i-th prime that is not greater than `n`; with an interval, among the numbers that differ from `n` by "
        + "multiples of it.",
      arity: Arity(1...2), keywords: ["interval"], example: "prevprime(8)  # => 7"
    ) { call in
      try call.machine.prime(near: call, isUp: false)
    }
    add("prime(i)", "The i-th prime.", arity: 1, example: "prime(10)  # => 29") { call in
      let i = try call.int(0)
      guard i > 0 else { throw RuntimeError.argument("prime numbers are counted from 1, not \(i)") }
      // p_i < i (ln i + ln ln i) for i ≥ 6 (Rosser 1941).
      let x = Double(i)
      guard i < 1 << 40 else { throw call.heap.memoryLimit(requested: .max) }
      let bound = i < 6 ? 13 : Int(x * (naturalLogarithm(x) + naturalLogarithm(naturalLogarithm(x)))) + 1
      try call.machine.countStep(bound / 16)
      try call.heap.reserve(bytes: bound / 4)
      return Value(NumberTheory.primes(from: 1, to: bound)[i - 1])
    }
    add(
      "ismersenneprime(n)", "Whether a number 2^p - 1 is prime.", arity: 1,
      example: "ismersenneprime(2^13 - 1)  # => true",
      source: "Lucas (1878), Lehmer (1930)"
    ) { call in
      guard let n = call[0].exactInteger else { throw call.noMethod() }
      guard !n.isNegative, (n + 1).nonzeroBitCount == 1, n > 1 else {
        throw RuntimeError.argument("The argument given is not a valid Mersenne Number (`M = 2^p - 1`).")
      }
      let p = n.bitWidth
      guard BigInteger(p).isPrime else { return Value(false) }
      if p == 2 { return Value(true) }
      var s = BigInteger(4)
      for _ in 2..<p {
        try call.machine.countCost(1 + Double(p) * Double(p) / 4096)
        s = (s * s - 2).flooredRemainder(dividingBy: n)
      }
      return Value(s.isZero)
    }
    add("totient(n)", "Euler's φ: how many of 1 … n are coprime to n.", arity: 1, example: "totient(36)  # => 12") {
      call in
      guard let n = call[0].exactInteger, !n.isNegative else { throw call.noMethod() }
      try call.machine.countCost(Double(n.bitWidth) * Double(n.bitWidth))
      guard let factors = n.factored() else { throw RuntimeError.argument("could not factor \(n) in reasonable time") }
      let result = factors.reduce(n) { $0 / $1.prime * ($1.prime - 1) }
      return call.machine.integer(result, like: call[0], call[0])
    }
    add(
      "divisors(n)", "The positive divisors in increasing order.", arity: 1,
      example: "divisors(12)  # => [1, 2, 3, 4, 6, 12]"
    ) { call in
      guard let n = call[0].exactInteger, !n.isZero else { throw call.noMethod() }
      try call.machine.countCost(Double(n.bitWidth) * Double(n.bitWidth))
      guard let factors = n.magnitude.factored() else {
        throw RuntimeError.argument("could not factor \(n) in reasonable time")
      }
      var result = [BigInteger(1)]
      for factor in factors where factor.prime > 1 {
        let known = result
        var power = BigInteger(1)
        for _ in 0..<factor.exponent {
          power = power * factor.prime
          try call.machine.countStep(known.count)
          result += known.map { $0 * power }
        }
        try call.heap.reserve(bytes: result.count * 16)
      }
      let machine = call.machine
      let value = call[0]
      return try machine.makeVector(result.sorted().map { machine.integer($0, like: value, value) })
    }
  }
}

extension Machine {
  /// Counts the steps of tests of numbers of this size, whose powers take b³ operations on bits.
  fileprivate func countPrimality(of n: BigInteger, tests: Double = 1) throws {
    let bits = Double(n.bitWidth)
    try countCost(max(1, tests) * (1 + bits * bits * bits / 30_000))
  }

  /// Counts the steps of the proof that a long number is prime, which grows a little faster than b⁴.
  fileprivate func countPrimalityProof(of n: BigInteger) throws {
    let size = Double(n.bitWidth) / 100
    if size > 1 { try countCost(1000 * size * size * size * size * size.squareRoot()) }
  }

  /// The value of `nextprime` or `prevprime`.
  fileprivate func prime(near call: borrowing Call, isUp: Bool) throws -> Value {
    guard var n = call[0].exactInteger else { throw call.noMethod() }
    let count = call.count == 2 ? try call.int(1) : 1
    guard count > 0 else { throw RuntimeError.domain(call[1], text: "\(count)", "`i` must be positive.") }
    let interval = try call.int(keyword: "interval") ?? 1
    guard interval > 0 else { throw RuntimeError.argument("the interval must be positive") }
    let none = RuntimeError.argument("There is no prime \(isUp ? "among these numbers" : "less than 2").")
    for round in 0..<count {
      if interval == 1 {
        // One number in some 0.35 b is a prime; the sieve leaves a tenth of them to test.
        try countPrimality(of: n, tests: Double(n.bitWidth) / 30)
        if isUp {
          n = round == 0 ? n - 1 : n
          n = n < 2 ? 2 : n.nextPrime
        } else {
          n = round == 0 ? n + 1 : n
          guard n > 2, let previous = n.previousPrime else { throw none }
          n = previous
        }
        continue
      }
      let step = BigInteger(isUp ? interval : -interval)
      // Numbers that share a factor with the interval hold at most that factor as a prime.
      let divisor = n.greatestCommonDivisor(BigInteger(interval))
      if round > 0 { n = n + step }
      while !n.isProbablePrime {
        try countPrimality(of: n)
        if !isUp, n < 2 { throw none }
        if isUp, divisor > 1, n > divisor { throw none }
        n = n + step
      }
    }
    return integer(n, like: call[0], call[0])
  }
}

extension NumberTheory {
  /// The primes of an interval, by the sieve of Eratosthenes over windows of odd numbers.
  static func primes(from low: Int, to high: Int) -> [Int] {
    if high < 2 || high < low { return [] }
    let low = max(low, 2)
    var root = Int(Double(high).squareRoot())
    while root * root > high { root -= 1 }
    var small: [Int] = []
    var isComposite = [Bool](repeating: false, count: root + 1)
    for p in stride(from: 2, through: root, by: 1) where !isComposite[p] {
      small.append(p)
      for multiple in stride(from: p * p, through: root, by: p) { isComposite[multiple] = true }
    }
    var result: [Int] = []
    let window = max(1 << 16, root)
    var start = low
    while true {
      let end = start.addingReportingOverflow(window - 1).overflow ? high : min(high, start + window - 1)
      var marks = [Bool](repeating: false, count: end - start + 1)
      for p in small {
        if p * p > end { break }
        let first = max(p * p, (start + p - 1) / p * p)
        if first > end { continue }
        for multiple in stride(from: first - start, to: marks.count, by: p) { marks[multiple] = true }
      }
      for (offset, isMarked) in marks.enumerated() where !isMarked { result.append(start + offset) }
      if end >= high { return result }
      start = end + 1
    }
  }
}
