// Ticks of logarithmic axes: decades, the 2 and 5 between them when there are few, every n-th when there are many.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension TickFinder {
  func logarithmic() -> TickSet {
    let base = scale.base
    let low = scale.forward(limits.lower)
    let high = scale.forward(limits.upper)
    let first = Int((low - 1e-9).rounded(.up))
    let last = Int((high + 1e-9).rounded(.down))
    let decades = last - first + 1

    if decades < 2, scale != .log2, scale != .ln {
      // Less than two labelled decades: 1, 2, 5, and when even those are few, evenly spaced numbers.
      let between = values([1, 2, 5], from: low, to: high)
      if between.count > 2 { return powers(between, minor: values([3, 4, 6, 7, 8, 9], from: low, to: high)) }
      return linear()
    }
    if decades < 2 { return linear() }

    let room = max(2, Int(length / (horizontal ? 45 : 26)))
    let every = (decades + room - 1) / room
    var major: [Double] = []
    for exponent in first...last where (exponent - first) % every == 0 || every == 1 {
      major.append(pow(base, Double(exponent)))
    }
    if every > 1 {
      major = (first...last).filter { $0 % every == 0 }.map { pow(base, Double($0)) }
    }
    var minor: [Double] = []
    if scale == .log10 {
      if decades <= 2 {
        let between = values([2, 5], from: low, to: high)
        if length / (high - low) > (horizontal ? 150 : 90) {
          return powers((major + between).sorted(), minor: values([3, 4, 6, 7, 8, 9], from: low, to: high))
        }
      }
      // As many as stay apart: 9 and 10 are a twentieth of a decade from each other, 2 and 5 are two fifths.
      let decade = length / (high - low)
      if every == 1, decade >= 24 { minor = values(decade >= 44 ? [2, 3, 4, 5, 6, 7, 8, 9] : [2, 5], from: low, to: high) }
    }
    return powers(major, minor: minor)
  }

  /// `digit · 10^n` within the limits.
  private func values(_ digits: [Int], from low: Double, to high: Double) -> [Double] {
    var result: [Double] = []
    for exponent in Int(low.rounded(.down))...Int(high.rounded(.up)) {
      for digit in digits {
        let value = Double(digit) * pow(10, Double(exponent))
        if isShown(value) { result.append(value) }
      }
    }
    return result
  }

  /// Plain numbers while they are short, powers otherwise.
  private func powers(_ values: [Double], minor: [Double]) -> TickSet {
    let plain = values.allSatisfy { $0 >= 9e-4 && $0 < 1.01e4 } && scale != .ln
    let ticks = values.map { value in
      TickSet.Tick(value: value, label: plain ? NumberLabel.short(value) : power(value))
    }
    return TickSet(major: ticks, minor: minor, factor: nil)
  }

  private func power(_ value: Double) -> String {
    switch scale {
    case .log2: return "2" + NumberLabel.superscript(Int(log2(value).rounded()))
    case .ln: return "e" + NumberLabel.superscript(Int(log(value).rounded()))
    default:
      let exponent = NumberLabel.decimalExponent(value * 1.000001)
      let mantissa = Int((value / pow(10, Double(exponent))).rounded())
      let text = "10" + NumberLabel.superscript(exponent)
      return mantissa == 1 ? text : "\(mantissa)·" + text
    }
  }

  func symmetric(_ threshold: Double) -> TickSet {
    let base = NumberLabel.decimalExponent(threshold)
    let low = scale.forward(limits.lower)
    let high = scale.forward(limits.upper)
    let room = max(3, Int(length / (horizontal ? 50 : 28)))
    let needed = max(1, Int(high - low) / room + 1)
    var values: [Double] = []
    let span = Int(max(low.magnitude, high.magnitude).rounded(.up))
    // Where decades are left out the ones at the threshold are too close to 0.
    for step in stride(from: needed > 1 ? needed : 0, through: span, by: needed) {
      let value = threshold / pow(10, Double(base)) * pow(10, Double(base + step))
      values.append(value)
      values.append(-value)
    }
    values.append(0)
    let shown = values.filter { isShown($0) }.sorted()
    if shown.count < 3 { return linear() }
    let isPlain = shown.allSatisfy { $0 == 0 || ($0.magnitude >= 9e-4 && $0.magnitude < 1.01e4) }
    return TickSet(
      major: shown.map { value in
        if isPlain || value == 0 { return TickSet.Tick(value: value, label: NumberLabel.short(value)) }
        return TickSet.Tick(value: value, label: (value < 0 ? NumberLabel.minus : "") + power(value.magnitude))
      }, minor: [], factor: nil)
  }
}

// MARK: - Multiples of a unit

extension TickFinder {
  /// Fractions of π when both limits are multiples of π/2, as for `plot(sin, -π, π)`.
  func multiplesOfPi() -> TickSet? {
    guard horizontal else { return nil }
    let half = Double.pi / 2
    for limit in [limits.lower, limits.upper] {
      let multiple = limit / half
      guard multiple.magnitude < 100, (multiple - multiple.rounded()).magnitude < 1e-12 * max(1, multiple.magnitude)
      else { return nil }
    }
    return multiples(of: .pi, "π")
  }

  func multiples(of unit: Double, _ symbol: String) -> TickSet? {
    guard unit > 0, unit.isFinite, limits.span / unit < 1e4 else { return nil }
    let wanted = limits.span / unit / wantedCount
    let steps: [(numerator: Int, denominator: Int)] = [
      (1, 8), (1, 4), (1, 2), (1, 1), (2, 1), (5, 1), (10, 1), (20, 1), (50, 1), (100, 1), (200, 1), (500, 1),
    ]
    let step =
      steps.min {
        func badness(_ s: (numerator: Int, denominator: Int)) -> Double {
          let ratio = Double(s.numerator) / Double(s.denominator) / wanted
          return max(ratio, 1 / ratio)
        }
        return badness($0) < badness($1)
      } ?? (1, 1)
    let size = Double(step.numerator) / Double(step.denominator) * unit
    var result = TickSet()
    var index = Int((limits.lower / size - 1e-9).rounded(.up))
    while Double(index) * size <= limits.upper + limits.span * 1e-9 {
      let label = fraction(index * step.numerator, step.denominator, symbol)
      result.major.append(TickSet.Tick(value: Double(index) * size, label: label))
      index += 1
    }
    return result.major.count > 1 ? result : nil
  }

  private func fraction(_ numerator: Int, _ denominator: Int, _ symbol: String) -> String {
    if numerator == 0 { return "0" }
    var a = numerator.magnitude
    var b = denominator.magnitude
    while b != 0 { (a, b) = (b, a % b) }
    let top = Int(numerator.magnitude / a)
    let bottom = Int(denominator.magnitude / a)
    let sign = numerator < 0 ? NumberLabel.minus : ""
    return sign + (top == 1 ? symbol : "\(top)\(symbol)") + (bottom == 1 ? "" : "/\(bottom)")
  }
}
