/// What the commands of a label stand for.
enum MathSymbols {
  /// Lower-case Greek slants like a variable.
  static let letters: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "φ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "ell": "ℓ",
  ]

  static let signs: [String: String] = [
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "infty": "∞", "partial": "∂", "nabla": "∇",
    "sum": "∑", "prod": "∏", "int": "∫", "ldots": "…", "dots": "…", "cdots": "⋯", "prime": "′", "degree": "°",
    "circ": "∘", "top": "⊤", "perp": "⊥", "emptyset": "∅", "forall": "∀", "exists": "∃", "langle": "⟨",
    "rangle": "⟩", "lVert": "‖", "rVert": "‖", "Vert": "‖", "lvert": "|", "rvert": "|", "vert": "|", "mid": "|",
    "hbar": "ℏ", "Re": "Re", "Im": "Im",
  ]

  static let relations: [String: String] = [
    "cdot": "·", "times": "×", "pm": "±", "mp": "∓", "div": "÷", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥",
    "neq": "≠", "ne": "≠", "approx": "≈", "equiv": "≡", "sim": "∼", "propto": "∝", "in": "∈", "to": "→",
    "rightarrow": "→", "leftarrow": "←", "mapsto": "↦", "Rightarrow": "⇒", "cup": "∪", "cap": "∩",
    "subset": "⊂", "subseteq": "⊆", "ll": "≪", "gg": "≫", "oplus": "⊕", "otimes": "⊗",
  ]

  /// Combining characters that follow their letter.
  static let accents: [String: String] = [
    "hat": "\u{302}", "widehat": "\u{302}", "bar": "\u{304}", "overline": "\u{304}", "tilde": "\u{303}",
    "dot": "\u{307}", "ddot": "\u{308}", "vec": "\u{20D7}",
  ]

  static func doubleStruck(_ text: String) -> String {
    let known: [Character: Character] = [
      "C": "ℂ", "E": "𝔼", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
    ]
    return String(text.map { known[$0] ?? $0 })
  }

  /// The ordinary character for a Unicode superscript or subscript digit or sign.
  static func scriptDigit(_ character: Character) -> (Character, raised: Bool)? {
    // Comparing characters takes normal forms into account, which these do not have.
    guard let scalar = character.unicodeScalars.first, !scalar.isASCII else { return nil }
    return switch scalar {
    case "⁰": ("0", true)
    case "¹": ("1", true)
    case "²": ("2", true)
    case "³": ("3", true)
    case "⁴": ("4", true)
    case "⁵": ("5", true)
    case "⁶": ("6", true)
    case "⁷": ("7", true)
    case "⁸": ("8", true)
    case "⁹": ("9", true)
    case "⁻": ("−", true)
    case "⁺": ("+", true)
    case "₀": ("0", false)
    case "₁": ("1", false)
    case "₂": ("2", false)
    case "₃": ("3", false)
    case "₄": ("4", false)
    case "₅": ("5", false)
    case "₆": ("6", false)
    case "₇": ("7", false)
    case "₈": ("8", false)
    case "₉": ("9", false)
    case "₋": ("−", false)
    default: nil
    }
  }
}
