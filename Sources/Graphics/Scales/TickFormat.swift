/// How the numbers at the ticks of an axis are written.
public enum TickFormat: String, Hashable, Sendable, CaseIterable {
  /// Short, with a common power of ten where numbers are far from 1.
  case automatic = "auto"
  /// All digits.
  case plain
  /// Each with a power of ten of its own.
  case scientific
  /// In hundredths: 0.25 as 25 %.
  case percent

  func labels(_ values: [Double]) -> [String] {
    switch self {
    case .automatic:
      let format = NumberFormat(values)
      return values.map { format.text($0) }
    case .plain:
      let decimals = NumberFormat.decimals(values.filter(\.isFinite), values.reduce(0) { max($0, $1.magnitude) })
      return values.map { NumberLabel.fixed($0, decimals: decimals) }
    case .scientific: return values.map { NumberLabel.scientific($0, digits: 4) }
    case .percent:
      let format = NumberFormat(values.map { 100 * $0 })
      return values.map { NumberLabel.fixed(100 * $0, decimals: format.exponent == 0 ? format.decimals : 0) + " %" }
    }
  }
}

/// On which side of an axis its ticks stand, by Plots.jl's names.
public enum TickDirection: String, Hashable, Sendable, CaseIterable {
  case out
  /// Into the plot area.
  case `in`
  case none

  /// px outwards of a tick that is as long as `length`.
  func reach(_ length: Double) -> Double {
    switch self {
    case .out: length
    case .in: -length
    case .none: 0
    }
  }
}
