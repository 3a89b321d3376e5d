// Quantiles of a sample and what is read off them.

import Engine

extension Library {
  mutating func addQuantiles() {
    add(
      "quantile(xs, p; alpha, beta, sorted)",
      "The value below which a share `p` of the sample lies, interpolated between the elements; of a vector of shares, a vector. The quantile of a distribution inverts its `cdf`.",
      arity: Arity(1...3), keywords: ["alpha", "beta", "sorted"],
      example: "quantile([1, 2, 3, 4], 0.25)  # => 1.75\nquantile(0:10, [0.1, 0.5])  # => [1.0, 5.0]",
      source: "definition 7 of R. J. Hyndman, Y. Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996)"
    ) { call in
      let machine = call.machine
      if let result = try call[0].host?.apply("quantile", call.values, machine) { return result }
      guard call.count == 2 else { throw call.noMethod() }
      let alpha = try call.double(keyword: "alpha") ?? 1
      let beta = try call.double(keyword: "beta") ?? alpha
      guard (0...1).contains(alpha), (0...1).contains(beta) else {
        throw RuntimeError.argument("alpha and beta parameters must be in [0, 1], got \(alpha) and \(beta)")
      }
      return try machine.quantiles(call[0], call[1], alpha: alpha, beta: beta, isSorted: try call.flag("sorted"))
    }
    // Here the sample stays as it is, which the contract of the name allows.
    alias("quantile!", of: "quantile")
    add("iqr(xs)", "The distance from the lower to the upper quartile.", arity: 1, example: "iqr([1, 2, 3, 4])  # => 1.5") { call in
      let machine = call.machine
      let quartiles = try machine.list(machine.callLibrary("quantile", [call[0], call.heap.vector([0.25, 0.75])]))
      return try machine.subtract(quartiles[1], quartiles[0])
    }
    add(
      "percentile(xs, p)", "The quantile of a share given in percent.", arity: 2, example: "percentile([1, 2, 3, 4], 25)  # => 1.75"
    ) { call in
      let machine = call.machine
      let share = call[1].isNumber ? try machine.divide(call[1], Value(100)) : try machine.promoted(machine.list(call[1]).map { try machine.divide($0, Value(100)) }, shape: [machine.list(call[1]).count])
      return try machine.callLibrary("quantile", [call[0], share])
    }
    add(
      "nquantile(xs, n)", "The `n + 1` quantiles that divide the sample into `n` parts.", arity: 2,
      example: "nquantile([1, 2, 3, 4, 5], 4)  # => [1.0, 2.0, 3.0, 4.0, 5.0]"
    ) { call in
      let n = try call.int(1)
      guard n >= 1, n <= 1_000_000 else { throw RuntimeError.argument("the number of parts must be positive, got \(n)") }
      return try call.machine.callLibrary("quantile", [call[0], call.heap.vector((0...n).map { Double($0) / Double(n) })])
    }
  }
}

extension Machine {
  /// The quantiles of a sample for one share, or for a collection of them in its shape.
  func quantiles(_ source: Value, _ shares: Value, alpha: Double = 1, beta: Double = 1, isSorted: Bool = false) throws -> Value {
    var values = try list(source)
    if values.isEmpty { throw RuntimeError.argument("empty data vector") }
    if values.contains(where: \.isMissing) {
      throw RuntimeError.argument("quantiles are undefined in presence of missing values", hint: "leave them out: quantile(skipmissing(xs), p)")
    }
    if values.contains(where: { primalDouble($0)?.isNaN == true }) { throw RuntimeError.argument("quantiles are undefined in presence of NaNs") }
    if !isSorted { values = try StableSort.order(count: values.count) {
      try countStep(1)
      return try isLess(values[$0], values[$1])
    }.map { values[$0] } }
    func quantile(_ share: Value) throws -> Value {
      guard let p = realDouble(share) else { throw noMethod("quantile", [source, share]) }
      guard p >= 0, p <= 1 else { throw RuntimeError.argument("input probability out of [0,1] range") }
      let n = Double(values.count)
      let place = n * p + alpha + p * (1 - alpha - beta)
      // The nudge keeps p = k/n on element k where its product is a rounding short of it.
      let lower = min(max((place + 4 * place.ulp).rounded(.down), 1), max(n - 1, 1))
      let fraction = min(max(place - lower, 0), 1)
      let a = values[Int(lower) - 1]
      let b = values[min(Int(lower), values.count - 1)]
      if let x = primalDouble(a), let y = primalDouble(b), x.isFinite, y.isFinite {
        return try add(a, multiply(Value(fraction), subtract(b, a)))
      }
      return try add(multiply(Value(1 - fraction), a), multiply(Value(fraction), b))
    }
    if shares.isNumber { return try quantile(shares) }
    let results = try list(shares).map(quantile)
    if shares.tag == .tuple { return heap.tuple(results) }
    if results.isEmpty { return heap.emptyArray(of: .float64) }
    return try promoted(results, shape: try sizes(of: shares) ?? [results.count])
  }
}
