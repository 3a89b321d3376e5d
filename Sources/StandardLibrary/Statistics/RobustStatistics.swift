// Statistics that leave the extremes out, ranks, and measures of information and of distance.

import Arrays
import Engine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Library {
  mutating func addRobustStatistics() {
    for (name, isTrim) in [("trim", true), ("winsor", false)] {
      let help = isTrim ? "The elements without the extremes" : "The elements, the extremes replaced by the nearest that are kept"
      for suffix in ["", "!"] {
        add(
          "\(name)\(suffix)(x; prop, count)", help + ": a share `prop`, or `count`, at each end.", arity: 1,
          keywords: ["prop", "count"], example: "collect(\(name)([5, 2, 3, 4, 1], prop = 0.2))  # => \(isTrim ? "[2, 3, 4]" : "[4, 2, 3, 4, 2]")"
        ) { call in
          let machine = call.machine
          let values = try machine.list(call[0])
          let (low, high) = try call.bounds(values)
          var kept: [Value] = []
          for value in values {
            let isBelow = try machine.isLess(value, low)
            let isAbove = try machine.isLess(high, value)
            if !isBelow, !isAbove { kept.append(value) } else if !isTrim { kept.append(isBelow ? low : high) }
          }
          return machine.collected(kept, emptyType: machine.elementType(call[0]))
        }
      }
    }
    let kinds: [(String, String, String)] = [
      ("ordinalrank", "of equal values the earlier one has the lower rank", "[2, 1, 3]"),
      ("competerank", "equal values have the lowest of their ranks", "[2, 1, 2]"),
      ("denserank", "equal values have one rank, and no rank is left out", "[2, 1, 2]"),
      ("tiedrank", "equal values have the mean of their ranks", "[2.5, 1.0, 2.5]"),
    ]
    for (name, meaning, result) in kinds {
      add(
        "\(name)(x; by, lt, rev)", "The rank of each element in increasing order; \(meaning).", arity: 1,
        keywords: SortOrder.keywords, example: "\(name)([20, 10, 20])  # => \(result)"
      ) { call in
        let machine = call.machine
        let values = try machine.list(call[0])
        let order = try SortOrder(call)
        let sorted = try order.permutation(values, machine)
        var ranks = [Value](repeating: .nothing, count: values.count)
        var start = 0
        var dense = 0
        while start < sorted.count {
          var end = start + 1
          let key = try order.key(values[sorted[start]], machine)
          while end < sorted.count, try !order.isBefore(key, order.key(values[sorted[end]], machine), machine) { end += 1 }
          dense += 1
          for position in start..<end {
            ranks[sorted[position]] =
              switch name {
              case "ordinalrank": Value(position + 1)
              case "competerank": Value(start + 1)
              case "denserank": Value(dense)
              default: Value(Double(start + 1 + end) / 2)
              }
          }
          start = end
        }
        return machine.collected(ranks, emptyType: name == "tiedrank" ? .float64 : .int64)
      }
    }
    addInformation()
    addDistances()
  }

  private mutating func addInformation() {
    add(
      "entropy(p, b)", "The entropy of a distribution, -Σ p log p, in nats or to the base `b`.", arity: Arity(1...2),
      example: "entropy([0.5, 0.5], 2)  # => 1.0", source: "Shannon (1948)"
    ) { call in
      let p = try call.doubles(0)
      let total = p.reduce(0.0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
      return Value(call.count == 2 ? total / log(try call.double(1)) : total)
    }
    for name in ["crossentropy", "kldivergence"] {
      add(
        "\(name)(p, q, b)",
        name == "crossentropy" ? "-Σ p log q, in nats or to the base `b`." : "The divergence of Kullback and Leibler, Σ p log(p/q), in nats or to the base `b`.",
        arity: Arity(2...3), example: "\(name)([0.5, 0.5], [0.5, 0.5], 2)  # => \(name == "crossentropy" ? "1.0" : "0.0")"
      ) { call in
        let (p, q) = try call.twoArrays()
        var total = 0.0
        for (a, b) in zip(p, q) where a > 0 { total += name == "crossentropy" ? -a * log(b) : a * log(a / b) }
        return Value(call.count == 3 ? total / log(try call.double(2)) : total)
      }
    }
    for (name, help, example) in [
      ("geomean", "The geometric mean.", "geomean([1, 4, 16]) ≈ 4  # => true"),
      ("harmmean", "The harmonic mean.", "harmmean([1, 4, 4])  # => 2.0"),
    ] {
      add("\(name)(x)", help, arity: 1, example: example) { call in
        let x = try call.doubles(0)
        if x.isEmpty { throw RuntimeError.argument("\(name) of an empty collection") }
        if name == "harmmean" { return Value(Double(x.count) / x.reduce(0.0) { $0 + 1 / $1 }) }
        if x.contains(where: { $0 < 0 }) { throw RuntimeError.argument("the geometric mean needs numbers that are not negative") }
        return Value(exp(x.reduce(0.0) { $0 + log($1) } / Double(x.count)))
      }
    }
    add("genmean(x, p)", "The power mean of exponent `p`.", arity: 2, example: "genmean([3, 4], 2)  # => 3.5355339059327378") { call in
      let x = try call.doubles(0)
      let p = try call.double(1)
      if p == 0 { return try call.machine.callLibrary("geomean", [call[0]]) }
      return Value(pow(x.reduce(0.0) { $0 + pow($1, p) } / Double(x.count), 1 / p))
    }
  }

  private mutating func addDistances() {
    func distance(
      _ name: String, _ help: String, _ example: String, _ body: @escaping @Sendable ([Double]) -> Double
    ) {
      add("\(name)(a, b)", help, arity: 2, example: example) { call in
        let (a, b) = try call.twoArrays()
        return Value(body(zip(a, b).map { $0 - $1 }))
      }
    }
    distance("L1dist", "Σ |aᵢ - bᵢ|.", "L1dist([1, 2], [3, 5])  # => 5.0") { $0.reduce(0) { $0 + abs($1) } }
    distance("L2dist", "√Σ (aᵢ - bᵢ)².", "L2dist([0, 0], [3, 4])  # => 5.0") { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    distance("sqL2dist", "Σ (aᵢ - bᵢ)².", "sqL2dist([0, 0], [3, 4])  # => 25.0") { $0.reduce(0) { $0 + $1 * $1 } }
    distance("Linfdist", "The largest |aᵢ - bᵢ|.", "Linfdist([0, 0], [3, 4])  # => 4.0") { $0.reduce(0) { max($0, abs($1)) } }
    distance("meanad", "The mean of |aᵢ - bᵢ|.", "meanad([0, 0], [3, 5])  # => 4.0") { $0.reduce(0) { $0 + abs($1) } / Double($0.count) }
    distance("maxad", "The largest |aᵢ - bᵢ|.", "maxad([0, 0], [3, 5])  # => 5.0") { $0.reduce(0) { max($0, abs($1)) } }
    distance("msd", "The mean of (aᵢ - bᵢ)².", "msd([0, 0], [3, 4])  # => 12.5") { $0.reduce(0) { $0 + $1 * $1 } / Double($0.count) }
    for (name, isEqual) in [("counteq", true), ("countne", false)] {
      add("\(name)(a, b)", "At how many places two collections \(isEqual ? "are equal" : "differ").", arity: 2, example: "\(name)([1, 2, 3], [1, 5, 3])  # => \(isEqual ? 2 : 1)") {
        call in
        let (a, b) = (try call.machine.list(call[0]), try call.machine.list(call[1]))
        guard a.count == b.count else { throw RuntimeError.dimensionMismatch("Inconsistent array lengths.") }
        var count = 0
        for (x, y) in zip(a, b) where try call.machine.isEqual(x, y) == isEqual { count += 1 }
        return Value(count)
      }
    }
    add("eweights(t, λ; scale)", "Exponential weights of times `t` (or `1:n`), the later the heavier; with `scale` the last weighs 1.", arity: 2, keywords: ["scale"], example: "eweights(1:3, 0.5, scale = true).values  # => [0.25, 0.5, 1.0]") {
      call in
      if let count = call[0].integer { try call.heap.reserve(count: count, stride: 16) }
      let times = try call[0].integer.map { Array(1...max(1, $0)) } ?? call.machine.list(call[0]).compactMap(\.integer)
      let rate = try call.double(1)
      guard rate > 0, rate <= 1 else { throw RuntimeError.argument("Smoothing factor must be between 0 and 1") }
      let last = times.max() ?? 0
      let isScaled = try call.flag("scale")
      let weights = times.map { time in
        isScaled ? pow(1 - rate, Double(last - time)) : rate * pow(1 - rate, Double(1 - time))
      }
      return call.heap.adopt(WeightsObject(.plain, call.heap.vector(weights), heap: call.heap))
    }
    add("corspearman(x, y)", "The rank correlation of Spearman.", arity: 2, example: "corspearman([1, 2, 3], [1, 4, 9])  # => 1.0") { call in
      let machine = call.machine
      let ranks = try [call[0], call[1]].map { try machine.callLibrary("tiedrank", [$0]) }
      return try machine.callLibrary("cor", ranks)
    }
    for (name, second) in [("mean_and_var", "var"), ("mean_and_std", "std")] {
      add("\(name)(x)", "The mean and the \(second == "var" ? "variance" : "standard deviation").", arity: 1, example: "\(name)([1, 2, 3])  # => (2.0, 1.0)") {
        call in
        let machine = call.machine
        return call.heap.tuple([try machine.callLibrary("mean", [call[0]]), try machine.callLibrary(second, [call[0]])])
      }
    }
  }
}

extension Call {
  /// The bounds that `prop` or `count` leave.
  fileprivate func bounds(_ values: [Value]) throws -> (Value, Value) {
    let share = try double(keyword: "prop") ?? 0
    guard share >= 0, share < 0.5 else { throw RuntimeError.argument("prop must satisfy 0 ≤ prop < 0.5") }
    let count = try int(keyword: "count") ?? Int((Double(values.count) * share).rounded(.down))
    guard count >= 0, count < (values.count + 1) / 2 else {
      throw RuntimeError.argument("number to trim must satisfy 0 ≤ count < length(x)/2")
    }
    let order = try StableSort.order(count: values.count) { try machine.isLess(values[$0], values[$1]) }
    return (values[order[count]], values[order[values.count - 1 - count]])
  }

  /// The elements of a collection of real numbers.
  fileprivate func doubles(_ position: Int) throws -> [Double] {
    let array = try floatArray(position)
    return withExtendedLifetime(array) { Array(array.buffer.elements) }
  }

  /// Two collections of real numbers of one length.
  fileprivate func twoArrays() throws -> ([Double], [Double]) {
    let (a, b) = (try doubles(0), try doubles(1))
    guard a.count == b.count else { throw RuntimeError.dimensionMismatch("Inconsistent array lengths.") }
    return (a, b)
  }
}
