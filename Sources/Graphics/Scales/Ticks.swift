/// Where an axis has ticks and what they say.
public enum Ticks: Hashable, Sendable {
  /// Chosen from the limits and the room there is.
  case automatic
  /// Chosen from the whole numbers, where nothing lies between them: the rows of a matrix.
  case whole
  case none
  /// At these values, labelled with the numbers.
  case values([Double])
  /// At these values with these labels (equally many); labels may hold `$…$`.
  case labelled([Double], [String])
  /// At multiples of `unit`, written as fractions of `symbol`: `.multiples(of: .pi, symbol: "π")`.
  case multiples(of: Double, symbol: String)
  /// At dates; the axis counts days since 1970-01-01.
  case dates
  /// At dates and times; the axis counts seconds since 1970-01-01.
  case datetimes
}

/// The ticks of one axis, ready to be drawn.
public struct TickSet: Hashable, Sendable {
  public struct Tick: Hashable, Sendable {
    public var value: Double
    public var label: String
  }

  public var major: [Tick] = []
  public var minor: [Double] = []
  /// What all labels are to be multiplied by, such as `×10⁵`.
  public var factor: String?

  /// Leaves the marks only.
  mutating func removeLabels() {
    for index in major.indices { major[index].label = "" }
    factor = nil
  }
}

/// Finds the ticks of an axis of a given length.
struct TickFinder {
  let scale: AxisScale
  let limits: Limits
  /// px along the axis.
  let length: Double
  let horizontal: Bool
  let fontSize: Double
  var minorTicks = false
  var format: TickFormat = .automatic

  /// Labels need this much room between them, px.
  var gap: Double { 0.75 * fontSize }

  func ticks(_ wanted: Ticks) -> TickSet {
    var result = chosen(wanted)
    if case .labelled = wanted { return result }
    guard format != .automatic else { return result }
    for (index, label) in format.labels(result.major.map(\.value)).enumerated() { result.major[index].label = label }
    result.factor = nil
    return result
  }

  private func chosen(_ wanted: Ticks) -> TickSet {
    switch wanted {
    case .none: return TickSet()
    case .values(let values):
      let shown = values.filter { isShown($0) }
      return labelled(shown, values: shown)
    case .labelled(let values, let labels):
      return TickSet(
        major: zip(values, labels).filter { isShown($0.0) }.map { TickSet.Tick(value: $0.0, label: $0.1) })
    case .multiples(let unit, let symbol): return multiples(of: unit, symbol) ?? automatic()
    case .dates, .datetimes: return wanted.secondsPerUnit.flatMap { dates(secondsPerUnit: $0) } ?? automatic()
    case .automatic: return automatic()
    case .whole: return scale == .identity ? linear(isWhole: true) : automatic()
    }
  }

  /// About one tick for each 80 px across and 45 px up, but five or four where they fit.
  var wantedCount: Double {
    let least = length < 90 ? 3 : horizontal ? min(5, max(4, length / 50)) : 4
    return min(10, max(least, length / (horizontal ? 80 : 45)))
  }

  private func automatic() -> TickSet {
    if scale.isLogarithmic { return logarithmic() }
    if case .symlog(let threshold) = scale { return symmetric(threshold) }
    if let result = multiplesOfPi() { return result }
    return linear()
  }

  /// The equally spaced numbers that are chosen for an axis, where such are wanted.
  func labelling(_ wanted: Ticks) -> WilkinsonTicks.Labelling? {
    guard scale == .identity else { return nil }
    switch wanted {
    case .automatic: return multiplesOfPi() == nil ? labelling() : nil
    case .whole: return labelling(isWhole: true)
    case .none, .values, .labelled, .multiples, .dates, .datetimes: return nil
    }
  }

  /// The best equally spaced numbers.
  private func labelling(isWhole: Bool = false) -> WilkinsonTicks.Labelling? {
    WilkinsonTicks(count: wantedCount, inside: true).search(limits.lower, limits.upper) {
      isWhole && !$0.values.allSatisfy({ $0 == $0.rounded() }) ? -.infinity : legibility($0)
    }
  }

  func linear(isWhole: Bool = false) -> TickSet {
    guard let best = (isWhole ? labelling(isWhole: true) : nil) ?? labelling() else {
      let values = limits.span > 0 ? [limits.lower, limits.upper] : [limits.lower]
      return TickSet(
        major: values.map { TickSet.Tick(value: $0, label: NumberLabel.short($0, digits: 12)) })
    }
    return ticks(best)
  }

  private func ticks(_ labelling: WilkinsonTicks.Labelling) -> TickSet {
    var result = labelled(labelling.values, values: labelling.values)
    if minorTicks { result.minor = subdivisions(of: labelling) }
    return result
  }

  /// Fewer digits are better, and steps that nobody counts in are worse; labels that would touch are forbidden.
  private func legibility(_ candidate: WilkinsonTicks.Labelling) -> Double {
    let format = NumberFormat(multiples: candidate)
    if horizontal, candidate.count > 1 {
      let values = candidate.values
      let pitch = candidate.step / limits.span * length
      let widest =
        [values[0], values[values.count - 1]]
        .map { FontMetrics.width(format.text($0), size: fontSize) }.max() ?? 0
      if widest + gap > pitch { return -.infinity }
    } else if !horizontal, candidate.count > 1, candidate.step / limits.span * length < 1.5 * fontSize {
      return -.infinity
    }
    return 1 - 0.15 * Double(format.decimals) - candidate.awkwardness
  }

  /// Ticks at all multiples of the step of `other`; `nil` when they are too few, or their labels would touch.
  func linear(as other: WilkinsonTicks.Labelling) -> TickSet? {
    let step = other.step
    let first = (limits.lower / step - 1e-9).rounded(.up)
    let last = (limits.upper / step + 1e-9).rounded(.down)
    guard first.isFinite, last - first >= 1, last - first < 40, max(first.magnitude, last.magnitude) < 1e12 else { return nil }
    var own = other
    own.first = Int(first) * other.skip
    own.count = Int(last - first) + 1
    return legibility(own) > -.infinity ? ticks(own) : nil
  }

  private func labelled(_ shown: [Double], values: [Double]) -> TickSet {
    let format = NumberFormat(values)
    return TickSet(
      major: shown.map { TickSet.Tick(value: $0, label: format.text($0)) }, minor: [],
      factor: format.exponent == 0 ? nil : "×10" + NumberLabel.superscript(format.exponent))
  }

  private func subdivisions(of labelling: WilkinsonTicks.Labelling) -> [Double] {
    let step = labelling.step / (labelling.digit == 4 ? 4 : 5)
    guard step > 0, limits.span / step < 400 else { return [] }
    var minor: [Double] = []
    var index = (limits.lower / step).rounded(.up)
    while index * step <= limits.upper {
      minor.append(index * step)
      index += 1
    }
    return minor
  }

  func isShown(_ value: Double) -> Bool {
    guard scale.admits(value) else { return false }
    let (low, place, high) = (scale.forward(limits.lower), scale.forward(value), scale.forward(limits.upper))
    let slack = (high - low) * 1e-9
    return place >= low - slack && place <= high + slack
  }
}

/// One way of writing all numbers of an axis: the same decimals, and a common power of ten when they are far from 1.
struct NumberFormat: Hashable {
  var decimals: Int
  /// The power of ten taken out, 0 for none.
  var exponent: Int

  /// The fewest decimals (up to 12) that tell `values` apart from their roundings.
  init(_ values: [Double]) {
    let finite = values.filter(\.isFinite)
    let largest = finite.map(\.magnitude).max() ?? 0
    let magnitude = NumberLabel.decimalExponent(largest)
    exponent = 0
    decimals = NumberFormat.decimals(finite, largest)
    if magnitude >= 6 || magnitude <= -5 {
      let unit = NumberLabel.power10(magnitude.magnitude > 22 ? 0 : Int(magnitude.magnitude))
      let scaled = finite.map { magnitude > 0 ? $0 / unit : $0 * unit }
      let reduced = NumberFormat.decimals(scaled, 10)
      if reduced <= 4 || magnitude > 14 || magnitude < -9 {
        exponent = magnitude
        decimals = NumberFormat.decimals(finite.map { NumberFormat.scaled($0, magnitude) }, 10)
      }
    }
  }

  /// The format of equally spaced ticks.
  init(multiples labelling: WilkinsonTicks.Labelling) {
    self.init(labelling.values)
  }

  func text(_ value: Double) -> String {
    NumberLabel.fixed(NumberFormat.scaled(value, exponent), decimals: decimals)
  }

  private static func scaled(_ value: Double, _ exponent: Int) -> Double {
    if exponent == 0 { return value }
    // In two steps, so that 10^exponent neither overflows nor vanishes.
    var rest = exponent
    var result = value
    while rest > 0 {
      result /= NumberLabel.power10(min(rest, 22))
      rest -= min(rest, 22)
    }
    while rest < 0 {
      result *= NumberLabel.power10(min(-rest, 22))
      rest += min(-rest, 22)
    }
    return result
  }

  static func decimals(_ values: [Double], _ largest: Double) -> Int {
    for decimals in 0..<12 {
      let unit = NumberLabel.power10(decimals)
      let exact = values.allSatisfy {
        let scaled = $0 * unit
        return (scaled - scaled.rounded()).magnitude <= 1e-9 * max(1, scaled.magnitude) && scaled.magnitude < 1e15
      }
      if exact { return decimals }
    }
    return largest >= 1e6 ? 3 : 6
  }
}
