// Tick positions by the extended Wilkinson algorithm.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The search of Talbot, Lin and Hanrahan, "An extension of Wilkinson's algorithm for positioning tick labels on
/// axes" (InfoVis 2010): of all labellings by nice steps the one that best weighs simplicity, coverage, density and
/// legibility.
public struct WilkinsonTicks: Sendable {
  /// Equally spaced values, exact multiples of the step.
  public struct Labelling: Hashable, Sendable {
    /// The values are `(first + k·skip)·digit·10^exponent` for k in 0 ..< count; `digit` is an integer.
    var first: Int
    var skip: Int
    var digit: Int
    var exponent: Int
    public var count: Int

    public var values: [Double] {
      (0..<count).map { scaled(Double((first + $0 * skip) * digit)) }
    }

    public var step: Double { scaled(Double(skip * digit)) }

    /// How far people are from counting in such steps: 0 for 1, 2, 5 and 25, 2 for 3 and 4, 3 for 6, 8 and 15, for 2.5 where
    /// whole numbers would do, and for multiples of the step to which something is added.
    var awkwardness: Double {
      if first % skip != 0 { return 3 }
      var digits = skip * digit
      var exponent = exponent
      while digits > 9, digits % 10 == 0 {
        digits /= 10
        exponent += 1
      }
      switch digits {
      case 1, 2, 5: return 0
      case 25: return exponent == -1 ? 3 : 0
      case 3, 4: return 2
      default: return 3
      }
    }

    // Dividing by an exact power of ten is correctly rounded, so 3·0.1 is 0.3.
    private func scaled(_ integer: Double) -> Double {
      exponent >= 0
        ? integer * WilkinsonTicks.power(exponent) : integer / WilkinsonTicks.power(-exponent)
    }
  }

  /// Wanted number of ticks.
  public var count: Double
  /// Whether all ticks must lie within the range (axes with fixed limits).
  public var inside: Bool

  public init(count: Double, inside: Bool) {
    self.count = max(2, count)
    self.inside = inside
  }

  private static let simplicityWeight = 0.25
  private static let coverageWeight = 0.2
  private static let densityWeight = 0.5
  private static let legibilityWeight = 0.05
  /// The nice numbers in order of preference, as integers and a power of ten.
  private static let steps: [(q: Double, digit: Int, exponent: Int)] = [
    (1, 1, 0), (5, 5, 0), (2, 2, 0), (2.5, 25, -1), (4, 4, 0), (3, 3, 0),
  ]

  /// The best labelling of `lower … upper`, or `nil` when doubles cannot tell such ticks apart. `legibility` scores
  /// a candidate at most 1; minus infinity forbids it.
  public func search(
    _ lower: Double, _ upper: Double, legibility: (Labelling) -> Double = { _ in 1 }
  ) -> Labelling? {
    let range = upper - lower
    guard range.isFinite, range > 1e-290, range > max(lower.magnitude, upper.magnitude) * 1e-12 else { return nil }
    var best: Labelling?
    var bestScore = -2.0
    let others = WilkinsonTicks.coverageWeight + WilkinsonTicks.densityWeight + WilkinsonTicks.legibilityWeight

    skips: for skip in 1..<100 {
      for (index, step) in WilkinsonTicks.steps.enumerated() {
        let simplest = simplicity(index, skip, hasZero: true)
        if WilkinsonTicks.simplicityWeight * simplest + others < bestScore { break skips }
        var number = 2
        while number < 1000 {
          let densest = Double(number) >= count ? 2 - Double(number - 1) / (count - 1) : 1
          if score(simplest, 1, densest, 1) < bestScore { break }
          let delta = range / Double(number + 1) / Double(skip) / step.q
          var power = Int(log10(delta).rounded(.up))
          while power < 310 {
            let width = Double(skip) * step.q * WilkinsonTicks.signedPower(power)
            if score(simplest, mostCoverage(range, width * Double(number - 1)), densest, 1) < bestScore { break }
            let lowest = (upper / width).rounded(.down) * Double(skip) - Double((number - 1) * skip)
            let highest = (lower / width).rounded(.up) * Double(skip)
            if lowest <= highest, lowest.magnitude < 1e14, highest.magnitude < 1e14, highest - lowest < 1e4 {
              for first in Int(lowest)...Int(highest) {
                let start = Double(first) * (width / Double(skip))
                let end = start + width * Double(number - 1)
                if inside, start < lower - range * 1e-10 || end > upper + range * 1e-10 { continue }
                let hasZero = first % skip == 0 && start <= 0 && end >= 0
                let bound = score(
                  simplicity(index, skip, hasZero: hasZero), coverage(lower, upper, start, end),
                  density(number, lower, upper, start, end), 1)
                guard bound > bestScore else { continue }
                let candidate = Labelling(
                  first: first, skip: skip, digit: step.digit, exponent: power + step.exponent, count: number)
                let total = bound - WilkinsonTicks.legibilityWeight * (1 - legibility(candidate))
                if total > bestScore {
                  bestScore = total
                  best = candidate
                }
              }
            }
            power += 1
          }
          number += 1
        }
      }
    }
    return best
  }

  private func score(_ simplicity: Double, _ coverage: Double, _ density: Double, _ legibility: Double) -> Double {
    WilkinsonTicks.simplicityWeight * simplicity + WilkinsonTicks.coverageWeight * coverage
      + WilkinsonTicks.densityWeight * density + WilkinsonTicks.legibilityWeight * legibility
  }

  private func simplicity(_ index: Int, _ skip: Int, hasZero: Bool) -> Double {
    1 - Double(index) / Double(WilkinsonTicks.steps.count - 1) - Double(skip) + (hasZero ? 1 : 0)
  }

  private func coverage(_ lower: Double, _ upper: Double, _ start: Double, _ end: Double) -> Double {
    let tenth = 0.1 * (upper - lower)
    let above = (upper - end) / tenth
    let below = (lower - start) / tenth
    return 1 - 0.5 * (above * above + below * below)
  }

  private func mostCoverage(_ range: Double, _ span: Double) -> Double {
    guard span > range else { return 1 }
    let half = (span / range - 1) / 0.2
    return 1 - half * half
  }

  private func density(_ number: Int, _ lower: Double, _ upper: Double, _ start: Double, _ end: Double) -> Double {
    let actual = Double(number - 1) / (end - start)
    let wanted = (count - 1) / (max(end, upper) - min(start, lower))
    return 2 - max(actual / wanted, wanted / actual)
  }

  private static func power(_ exponent: Int) -> Double {
    exponent <= 22 ? NumberLabel.power10(exponent) : pow(10, Double(exponent))
  }

  private static func signedPower(_ exponent: Int) -> Double {
    exponent >= 0 ? power(exponent) : 1 / power(-exponent)
  }
}
