// What describes a sample besides its mean and variance: mode, shape, standard error, counts, scores.

import Arrays
import Engine

extension Library {
  mutating func addMoments() {
    add("mode(xs)", "The most frequent element, the first of those that are.", arity: 1, example: "mode([1, 2, 2, 3])  # => 2") { call in
      let machine = call.machine
      if let result = try call[0].host?.apply("mode", call.values, machine) { return result }
      guard let most = try machine.frequencies(call[0]).modes.first else { throw RuntimeError.argument("mode is not defined for empty collections") }
      return most
    }
    add("modes(xs)", "All elements that are most frequent.", arity: 1, example: "modes([1, 2, 2, 3, 3])  # => [2, 3]") { call in
      let machine = call.machine
      if let result = try call[0].host?.apply("modes", call.values, machine) { return result }
      let modes = try machine.frequencies(call[0]).modes
      if modes.isEmpty { throw RuntimeError.argument("mode is not defined for empty collections") }
      return machine.collected(modes)
    }
    add(
      "countmap(xs)", "A dictionary of how often each element occurs.", arity: 1,
      example: "countmap([\"a\", \"b\", \"a\"])[\"a\"]  # => 2"
    ) { call in
      let machine = call.machine
      let counts = try machine.frequencies(call[0]).counts
      let result = DictionaryObject(keyType: machine.elementType(call[0]), valueType: .int64)
      let value = call.heap.adopt(result)
      for (key, count) in counts.pairs { result.set(key, count, call.heap) }
      return value
    }
    add(
      "proportionmap(xs)", "A dictionary of the share that each element has.", arity: 1,
      example: "proportionmap([\"a\", \"b\", \"a\", \"a\"])[\"a\"]  # => 0.75"
    ) { call in
      let machine = call.machine
      let counts = try machine.frequencies(call[0]).counts.pairs
      let total = counts.reduce(0) { $0 + ($1.value.integer ?? 0) }
      let result = DictionaryObject(keyType: machine.elementType(call[0]), valueType: .float64)
      let value = call.heap.adopt(result)
      for (key, count) in counts { result.set(key, Value(Double(count.integer ?? 0) / Double(total)), call.heap) }
      return value
    }
    func moment(_ name: String, _ help: String, _ example: String, _ body: @escaping @Sendable (DenseArray<Double>) -> Double) {
      add("\(name)(xs)", help, arity: 1, example: example) { call in
        if let result = try call[0].host?.apply(name, call.values, call.machine) { return result }
        if try call.machine.list(call[0]).contains(where: \.isMissing) { return .missing }
        return Value(body(try call.floatSample(0)))
      }
    }
    moment("skewness", "The skewness of a sample, m₃ / m₂^(3/2) with central moments mₖ; 0 for symmetric samples.", "skewness([1, 2, 3, 4, 10])  # => 1.1384199576606166") { xs in
      let (second, third, _) = xs.centralMoments()
      return third / (second * second.squareRoot())
    }
    moment("kurtosis", "The excess kurtosis of a sample, m₄ / m₂² - 3 with central moments mₖ; 0 for normal samples.", "kurtosis([1, 2, 3, 4, 5])  # => -1.3") { xs in
      let (second, _, fourth) = xs.centralMoments()
      return fourth / (second * second) - 3
    }
    add("sem(xs)", "The standard error of the mean, s / √n.", arity: 1, example: "sem([1, 2, 3])  # => 0.5773502691896257") { call in
      let machine = call.machine
      if let result = try call[0].host?.apply("sem", call.values, machine) { return result }
      let count = Value(try machine.list(call[0]).count)
      return try machine.callLibrary("sqrt", [machine.divide(machine.variance(call[0]), count)])
    }
    add(
      "autocor(xs, lags)", """
        The autocorrelations of a series, Σ (xᵢ - m)(xᵢ₊ₖ - m) / Σ (xᵢ - m)² with the mean m at the lags k: of one lag a \
        number, of several a vector; by default from 0 to 10 log₁₀(n).
        """, arity: Arity(1...2), example: "autocor([1, 2, 3, 4], [0, 1])  # => [1.0, 0.25]",
      source: "G. E. P. Box, G. M. Jenkins, Time Series Analysis, section 2.1.5"
    ) { call in
      let machine = call.machine
      let xs = try call.floatSample(0)
      let isOne = call.count == 2 && call[1].tag == .integer
      let lags = try call.count == 1
        ? Array(0..<max(1, min(xs.count, Int((10 * Double.log10(Double(max(xs.count, 1)))).rounded()) + 1)))
        : (isOne ? [call[1]] : machine.list(call[1])).map { lag in
          guard let k = machine.exactInt(lag), k >= 0, k < xs.count else {
            throw RuntimeError.domain(lag, text: try machine.compactText(of: lag), "a lag is a whole number from 0 to \(max(0, xs.count - 1))")
          }
          return k
        }
      try machine.countCost(Double(xs.count) * Double(lags.count))
      let reading = xs.suitsDecimals ? DecimalReading.decimal : .binary
      let values = lags.map { xs.accurateAutocorrelation(lag: $0, reading) }
      return isOne ? Value(values[0]) : call.heap.vector(values)
    }
    add("variation(xs)", "The coefficient of variation: the standard deviation over the mean.", arity: 1, example: "variation([1, 2, 3])  # => 0.5") { call in
      try call.machine.divide(call.machine.callLibrary("std", [call[0]]), call.machine.mean(call[0]))
    }
    add("mad(xs; center, normalize)", "The median absolute deviation from the median; divided by 0.6745 unless `normalize = false`, it estimates the standard deviation of a normal sample.", arity: 1, keywords: ["center", "normalize"], example: "mad([1, 2, 3, 4, 100], normalize = false)  # => 1.0") { call in
      let machine = call.machine
      let center = try call.keyword("center") ?? machine.median(call[0])
      let deviations = try machine.list(call[0]).map { try machine.callLibrary("abs", [machine.subtract($0, center)]) }
      let median = try machine.median(try machine.promoted(deviations, shape: [deviations.count]))
      // 1 / Φ⁻¹(3/4)
      return try call.flag("normalize", default: true) ? machine.multiply(median, Value(1.4826022185056018)) : median
    }
    add(
      "zscore(xs, mean, std)", "How many standard deviations each element lies from the mean.", arity: Arity(1...3),
      example: "zscore([1, 2, 3])  # => [-1.0, 0.0, 1.0]"
    ) { call in
      let machine = call.machine
      guard call.count != 2 else { throw call.noMethod() }
      let center = call.count == 3 ? call[1] : try machine.mean(call[0])
      let scale = call.count == 3 ? call[2] : try machine.callLibrary("std", [call[0]])
      let scores = try machine.list(call[0]).map { try machine.divide(machine.subtract($0, center), scale) }
      return try machine.promoted(scores, shape: machine.sizes(of: call[0]) ?? [scores.count])
    }
    add("rle(v)", "The values of the runs of equal elements, and the lengths of the runs.", arity: 1, example: "rle([1, 1, 2, 2, 2])  # => ([1, 2], [2, 3])") { call in
      var (values, lengths): ([Value], [Int]) = ([], [])
      for element in try call.machine.list(call[0]) {
        if let last = values.last, Equality.isEqualAsKeys(last, element) {
          lengths[lengths.count - 1] += 1
        } else {
          values.append(element)
          lengths.append(1)
        }
      }
      return call.heap.tuple([call.machine.arrayOf(values, like: call.machine.elementType(call[0])), call.heap.vector(lengths)])
    }
    add("inverse_rle(values, lengths)", "The vector whose runs have these values and lengths.", arity: 2, example: "inverse_rle([1, 2], [2, 1])  # => [1, 1, 2]") { call in
      let machine = call.machine
      let values = try machine.list(call[0])
      let lengths = try machine.list(call[1]).map { length -> Int in
        guard let n = machine.exactInt(length), n >= 0 else { throw call.noMethod(hint: "lengths are integers that are not negative") }
        return n
      }
      guard values.count == lengths.count else { throw RuntimeError.dimensionMismatch("there are \(values.count) values and \(lengths.count) lengths") }
      var total = 0
      for n in lengths {
        let (sum, overflow) = total.addingReportingOverflow(n)
        total = overflow ? Int.max / 16 : sum
      }
      _ = try call.heap.reserve(shape: [total], stride: 16)
      return machine.arrayOf(zip(values, lengths).flatMap { Array(repeating: $0, count: $1) }, like: machine.elementType(call[0]))
    }
    add("span(xs)", "The range of integers from the least to the greatest element.", arity: 1, example: "span([3, 1, 5])  # => 1:5") { call in
      let pair = try call.machine.list(call.machine.callLibrary("extrema", [call[0]]))
      return try call.machine.makeRange(pair[0], step: nil, pair[1])
    }
    addWeights()
  }

  private mutating func addWeights() {
    let kinds: [(name: String, short: String, kind: WeightsObject.Kind, meaning: String)] = [
      ("Weights", "weights", .plain, "Weights of observations, of no particular meaning."),
      ("FrequencyWeights", "fweights", .frequency, "Weights that say how often each observation was made."),
      ("AnalyticWeights", "aweights", .analytic, "Weights that say how exact each observation is, as for averages of several."),
      ("ProbabilityWeights", "pweights", .probability, "Weights that are inverse to the chance of each observation to be made."),
    ]
    for (name, short, kind, meaning) in kinds {
      add(
        "\(name)(w)", "\(meaning) `mean`, `var`, `std` and `sample` take them.", arity: 1,
        example: "mean([1, 2], \(name)([3, 1]))  # => 1.25"
      ) { call in
        guard call[0].isArray || call[0].tag == .range else { throw call.noMethod() }
        if try call.machine.list(call[0]).contains(where: { call.machine.realDouble($0) == nil }) { throw call.noMethod() }
        return call.heap.adopt(WeightsObject(kind, call[0], heap: call.heap))
      }
      alias(short, of: name)
    }
  }
}

extension Machine {
  /// How often each element occurs, in the order of their first occurrence, and those that occur most.
  func frequencies(_ source: Value) throws -> (counts: DictionaryObject, modes: [Value]) {
    let counts = DictionaryObject(keyType: .any, valueType: .int64)
    _ = heap.adopt(counts)
    for element in try list(source) { counts.set(element, Value((counts[element]?.integer ?? 0) + 1), heap) }
    let most = counts.pairs.reduce(0) { max($0, $1.value.integer ?? 0) }
    return (counts, counts.pairs.filter { $0.value.integer == most }.map(\.key))
  }
}

extension Call {
  /// A sample as floats: an array or anything that is iterated.
  fileprivate func floatSample(_ position: Int) throws -> DenseArray<Double> {
    if let array = try machine.floatArray(self[position]) { return array }
    return DenseArray(try machine.list(self[position]).map { value in
      guard let number = machine.realDouble(value) else { throw noMethod() }
      return number
    })
  }
}

extension DenseArray<Double> {
  /// The second, third and fourth central moments, Σ (x - m)ᵏ / n; NaN if there are no elements.
  fileprivate func centralMoments() -> (second: Double, third: Double, fourth: Double) {
    let n = Double(count)
    let mean = sum() / n
    let deviations = map { $0 - mean }
    return (
      deviations.map { $0 * $0 }.sum() / n, deviations.map { $0 * $0 * $0 }.sum() / n,
      deviations.map { $0 * $0 * $0 * $0 }.sum() / n
    )
  }
}
