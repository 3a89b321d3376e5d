// Elementary and special functions of floats of any precision, each correctly rounded.
import CFLINT

extension BigFloat {
  /// A function of one number, by its usual short name.
  public enum Function: String, Sendable, CaseIterable {
    case sqrt, cbrt, exp, exp2, exp10, expm1, log, log2, log10, log1p
    case sin, cos, tan, sec, csc, cot, asin, acos, atan, sinpi, cospi, tanpi
    /// Angles in degrees.
    case sind, cosd, tand, asind, acosd, atand
    case sinh, cosh, tanh, sech, csch, coth, asinh, acosh, atanh
    case gamma, loggamma, digamma, zeta, erf, erfc, besselj0, besselj1, bessely0, bessely1, airyai, eint, dilogarithm

    fileprivate var isPeriodic: Bool {
      switch self {
      case .sin, .cos, .tan, .sec, .csc, .cot: true
      default: false
      }
    }

    /// Whether the time grows so fast with precision and argument that both are kept small.
    fileprivate var isSpecial: Bool {
      switch self {
      case .gamma, .loggamma, .digamma, .zeta, .erf, .erfc, .besselj0, .besselj1, .bessely0, .bessely1, .airyai, .eint,
        .dilogarithm:
        true
      default: false
      }
    }
  }

  /// A number whose digits are known without end.
  public enum Constant: Sendable, Hashable {
    case pi, e, eulerGamma, goldenRatio, catalan
  }
}

extension BigFloat.Context {
  /// The function at x, correctly rounded: NaN outside its domain, `nil` where computing it would take too long (a
  /// circular function of an angle beyond 2^65536, a special function beyond 2^13 bits or far from zero).
  public func value(of function: BigFloat.Function, at x: BigFloat) -> BigFloat? {
    if let exponent = x.exponent {
      if function.isPeriodic, exponent > 1 << 16 { return nil }
      if function.isSpecial {
        // Series and recurrences that are long far from zero.
        let limit = function == .loggamma || function == .erf || function == .erfc ? 1 << 10 : 20
        if precision > 1 << 13 || exponent > limit || exponent < -(1 << 16) { return nil }
      }
    }
    switch function {
    case .sqrt: return result(x, mpfr_sqrt)
    case .cbrt: return result(x, mpfr_cbrt)
    case .exp: return result(x, mpfr_exp)
    case .exp2: return result(x, mpfr_exp2)
    case .exp10: return result(x, mpfr_exp10)
    case .expm1: return result(x, mpfr_expm1)
    case .log: return result(x, mpfr_log)
    case .log2: return result(x, mpfr_log2)
    case .log10: return result(x, mpfr_log10)
    case .log1p: return result(x, mpfr_log1p)
    case .sin: return result(x, mpfr_sin)
    case .cos: return result(x, mpfr_cos)
    case .tan: return result(x, mpfr_tan)
    case .sec: return result(x, mpfr_sec)
    case .csc: return result(x, mpfr_csc)
    case .cot: return result(x, mpfr_cot)
    case .asin: return result(x, mpfr_asin)
    case .acos: return result(x, mpfr_acos)
    case .atan: return result(x, mpfr_atan)
    case .sinpi: return result(x, mpfr_sinpi)
    case .cospi: return result(x, mpfr_cospi)
    case .tanpi: return result(x, mpfr_tanpi)
    case .sind: return result(x) { mpfr_sinu($0, $1, 360, $2) }
    case .cosd: return result(x) { mpfr_cosu($0, $1, 360, $2) }
    case .tand: return result(x) { mpfr_tanu($0, $1, 360, $2) }
    case .asind: return result(x) { mpfr_asinu($0, $1, 360, $2) }
    case .acosd: return result(x) { mpfr_acosu($0, $1, 360, $2) }
    case .atand: return result(x) { mpfr_atanu($0, $1, 360, $2) }
    case .sinh: return result(x, mpfr_sinh)
    case .cosh: return result(x, mpfr_cosh)
    case .tanh: return result(x, mpfr_tanh)
    case .sech: return result(x, mpfr_sech)
    case .csch: return result(x, mpfr_csch)
    case .coth: return result(x, mpfr_coth)
    case .asinh: return result(x, mpfr_asinh)
    case .acosh: return result(x, mpfr_acosh)
    case .atanh: return result(x, mpfr_atanh)
    case .gamma: return result(x, mpfr_gamma)
    case .loggamma:
      var sign: Int32 = 0
      return result(x) { mpfr_lgamma($0, &sign, $1, $2) }
    case .digamma: return result(x, mpfr_digamma)
    case .zeta: return result(x, mpfr_zeta)
    case .erf: return result(x, mpfr_erf)
    case .erfc: return result(x, mpfr_erfc)
    case .besselj0: return result(x, mpfr_j0)
    case .besselj1: return result(x, mpfr_j1)
    case .bessely0: return result(x, mpfr_y0)
    case .bessely1: return result(x, mpfr_y1)
    case .airyai: return result(x, mpfr_ai)
    case .eint: return result(x, mpfr_eint)
    case .dilogarithm: return result(x, mpfr_li2)
    }
  }

  /// The constant, correctly rounded.
  public func value(of constant: BigFloat.Constant) -> BigFloat {
    switch constant {
    case .pi: return BigFloat(precision: precision) { _ = mpfr_const_pi($0, rounding.mode) }
    case .eulerGamma: return BigFloat(precision: precision) { _ = mpfr_const_euler($0, rounding.mode) }
    case .catalan: return BigFloat(precision: precision) { _ = mpfr_const_catalan($0, rounding.mode) }
    case .e: return BigFloat(precision: precision) { target in BigFloat(1.0).query { _ = mpfr_exp(target, $0, rounding.mode) } }
    case .goldenRatio:
      // (1 + √5)/2 with guard bits, rounded twice: the second rounding goes wrong only if 62 bits in a row of the
      // expansion agree with a tie.
      let wide = BigFloat.Context(precision: min(precision + 64, BigFloat.precisions.upperBound))
      let root = wide.result(BigFloat(5.0), mpfr_sqrt)
      return scaled(wide.sum(root, BigFloat(1.0)), byPowerOfTwo: -1)
    }
  }
}
