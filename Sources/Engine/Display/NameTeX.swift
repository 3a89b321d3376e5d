// Names in formulas: Greek letters, accents, indices, and words upright.

enum NameTeX {
  /// A variable: `x₁` and `x1` with an index, `x̂` with its accent, `n_max` with a word below.
  static func variable(_ name: String) -> FormulaWriter.Formula {
    if let constant = constants[name] { return FormulaWriter.Formula(tex: constant) }
    var stem = ""
    var below = ""
    var above = ""
    var accents: [String] = []
    for scalar in name.unicodeScalars {
      if let digit = subscripts[scalar] {
        below.unicodeScalars.append(digit)
      } else if let digit = superscripts[scalar] {
        above.unicodeScalars.append(digit)
      } else if let accent = NameTeX.accents[scalar], !stem.isEmpty {
        accents.append(accent)
      } else if scalar == "′" {
        above += "\\prime "
      } else {
        stem.unicodeScalars.append(scalar)
      }
    }
    if below.isEmpty {
      if let line = stem.dropFirst().firstIndex(of: "_"), stem.index(after: line) < stem.endIndex {
        below = word(String(stem[stem.index(after: line)...]))
        stem = String(stem[..<line])
      } else if let first = stem.dropFirst().firstIndex(where: \.isNumber), stem[first...].allSatisfy(\.isNumber) {
        below = String(stem[first...])
        stem = String(stem[..<first])
      }
    }
    var tex = accents.reduce(word(stem)) { "\($1){\($0)}" }
    if !below.isEmpty { tex += "_{\(below)}" }
    if !above.isEmpty { tex += "^{\(above.last == " " ? String(above.dropLast()) : above)}" }
    return FormulaWriter.Formula(tex: tex, strength: above.isEmpty ? .atom : .power)
  }

  /// A function before its arguments.
  static func function(_ name: String) -> String {
    if let known = functions[name] { return known }
    if name.hasPrefix("∇"), name.count > 1 { return "\\nabla " + function(String(name.dropFirst())) }
    let tex = variable(name).tex
    return tex.hasPrefix("\\mathrm{") ? "\\operatorname{" + tex.dropFirst("\\mathrm{".count) : tex
  }

  /// Whether a power of the function's value is written at its name: $\sin^2(x)$.
  static func takesPowers(_ name: String) -> Bool {
    ["sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh"].contains(name)
  }

  /// One letter as it is, several upright.
  private static func word(_ name: String) -> String {
    guard let first = name.unicodeScalars.first else { return "" }
    if name.unicodeScalars.count == 1 { return greek[first].map { "\\\($0)" } ?? (first == "_" ? "\\_" : name) }
    return "\\mathrm{\(name.replacing("_", with: "\\_"))}"
  }

  private static let constants = ["π": "\\pi", "pi": "\\pi", "∞": "\\infty", "Inf": "\\infty", "ℯ": "e", "im": "i"]

  private static let functions = [
    "sin": "\\sin", "cos": "\\cos", "tan": "\\tan", "sec": "\\sec", "csc": "\\csc", "cot": "\\cot",
    "sinh": "\\sinh", "cosh": "\\cosh", "tanh": "\\tanh", "coth": "\\coth",
    "asin": "\\arcsin", "acos": "\\arccos", "atan": "\\arctan",
    "log": "\\log", "log2": "\\log_{2}", "log10": "\\log_{10}", "min": "\\min", "max": "\\max", "gcd": "\\gcd",
    "det": "\\det", "real": "\\operatorname{Re}", "imag": "\\operatorname{Im}", "sign": "\\operatorname{sgn}",
  ]

  private static let greek: [Unicode.Scalar: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ϑ": "vartheta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
    "ρ": "rho", "σ": "sigma", "ς": "varsigma", "τ": "tau", "υ": "upsilon", "φ": "varphi", "ϕ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma",
    "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega", "ℓ": "ell", "ħ": "hbar", "∂": "partial",
  ]

  private static let accents: [Unicode.Scalar: String] = [
    "\u{302}": "\\hat", "\u{303}": "\\tilde", "\u{304}": "\\bar", "\u{305}": "\\bar", "\u{307}": "\\dot",
    "\u{308}": "\\ddot", "\u{20D7}": "\\vec",
  ]

  private static let subscripts = table("₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-aehijklmnoprstuvx")
  private static let superscripts = table("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁱⁿᵀ", "0123456789+-inT")

  private static func table(_ keys: String, _ values: String) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(uniqueKeysWithValues: zip(keys.unicodeScalars, values.unicodeScalars))
  }
}
