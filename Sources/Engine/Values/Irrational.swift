// The named irrational constants: exact until they meet a number of some precision.

import Exact

/// A constant that is known to any number of digits. In arithmetic it is a `Float64`, beside a `BigFloat` it is exact to
/// that number's precision.
public enum Irrational: UInt8, Sendable, CaseIterable {
  case pi, e, eulerGamma, goldenRatio, catalan

  /// The name by which it is shown, as in `Irrational{:π}`.
  public var name: String {
    switch self {
    case .pi: "π"
    case .e: "ℯ"
    case .eulerGamma: "γ"
    case .goldenRatio: "φ"
    case .catalan: "catalan"
    }
  }

  /// The nearest double.
  public var double: Double {
    switch self {
    case .pi: Double.pi
    case .e: 0x1.5bf0a8b145769p+1
    case .eulerGamma: 0x1.2788cfc6fb619p-1
    case .goldenRatio: 0x1.9e3779b97f4a8p+0
    case .catalan: 0x1.d4f9713e8135dp-1
    }
  }

  /// The constant to the precision of a context.
  public func value(in context: BigFloat.Context) -> BigFloat {
    switch self {
    case .pi: context.value(of: .pi)
    case .e: context.value(of: .e)
    case .eulerGamma: context.value(of: .eulerGamma)
    case .goldenRatio: context.value(of: .goldenRatio)
    case .catalan: context.value(of: .catalan)
    }
  }

  /// How it is written in TeX.
  var tex: String {
    switch self {
    case .pi: "\\pi"
    case .e: "\\mathrm{e}"
    case .eulerGamma: "\\gamma"
    case .goldenRatio: "\\varphi"
    case .catalan: "G"
    }
  }
}
