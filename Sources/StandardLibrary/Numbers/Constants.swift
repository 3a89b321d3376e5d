// Named numbers.

import Engine

extension Library {
  mutating func addConstants() {
    func number(_ names: [String], _ help: String, _ value: Double) {
      for name in names { add(constant: name, help) { _ in Value(value) } }
    }
    number(["π", "pi"], "The ratio of a circle's circumference to its diameter, as a float.", .pi)
    number(["ℯ"], "Euler's number, the base of the natural logarithm.", 2.718281828459045)
    number(["γ", "eulergamma"], "The Euler–Mascheroni constant.", 0.5772156649015329)
    number(["φ", "golden"], "The golden ratio, (1 + √5)/2.", 1.618033988749895)
    number(["catalan"], "Catalan's constant, Σ (-1)^k / (2k + 1)².", 0.915965594177219)
    number(["∞"], "Positive infinity.", .infinity)
    number(["Inf64"], "Positive infinity.", .infinity)
    number(["NaN64"], "Not a number.", .nan)
    add(constant: "Inf32", "Positive infinity in single precision.") { _ in Value(Float.infinity) }
    add(constant: "NaN32", "Not a number in single precision.") { _ in Value(Float.nan) }
  }
}
