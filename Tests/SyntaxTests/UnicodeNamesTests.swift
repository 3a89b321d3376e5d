// The characters behind `\alpha` and its like.

import Syntax
import Testing

@Suite struct UnicodeNamesTests {
  @Test func `names give the characters that Julia's prompt gives`() {
    let expected: KeyValuePairs = [
      "alpha": "α", "Omega": "Ω", "epsilon": "ϵ", "varepsilon": "ε", "in": "∈", "notin": "∉", "cup": "∪", "cap": "∩",
      "le": "≤", "ge": "≥", "ne": "≠", "approx": "≈", "cdot": "⋅", "times": "×", "circ": "∘", "sqrt": "√", "cbrt": "∛",
      "sum": "∑", "prod": "∏", "partial": "∂", "nabla": "∇", "infty": "∞", "pm": "±", "to": "→", "euler": "ℯ",
      "_1": "₁", "^2": "²", "_i": "ᵢ", "^T": "ᵀ", "_12": "₁₂", "^-1": "⁻¹", "bfx": "𝐱", "bbR": "ℝ", "scrL": "ℒ",
      "frakg": "𝔤",
      "itx": "𝑥", "bfalpha": "𝛂", "tta": "𝚊", "hat": "\u{302}", "bar": "\u{304}", "prime": "′",
    ]
    for (name, character) in expected { #expect(UnicodeNames.character(named: name) == character, "\(name)") }
    #expect(UnicodeNames.character(named: "nosuchname") == nil)
    #expect(UnicodeNames.character(named: "_") == nil)
  }

  @Test func `names are found by their beginning`() {
    #expect(UnicodeNames.names(withPrefix: "alp") == ["alpha"])
    #expect(UnicodeNames.names(withPrefix: "eps") == ["epsilon"])
    #expect(UnicodeNames.names(withPrefix: "").count > 900)
  }

  @Test func `each name gives one character`() {
    for name in UnicodeNames.names(withPrefix: "") {
      let character = UnicodeNames.character(named: name) ?? ""
      #expect(character.unicodeScalars.count == 1, "\(name): \(character)")
    }
  }
}
