// Named numbers.

import Engine

extension Library {
  mutating func addConstants() {
    func irrational(_ names: [String], _ help: String, _ number: Irrational) {
      for name in names {
        add(constant: name, help + " Exact beside a `BigFloat`, a `Float64` beside any other number.") { _ in Value(number) }
      }
    }
    irrational(["π", "pi"], "The ratio of a circle's circumference to its diameter.", .pi)
    irrational(["ℯ"], "Euler's number, the base of the natural logarithm.", .e)
    irrational(["γ", "eulergamma"], "The Euler–Mascheroni constant.", .eulerGamma)
    irrational(["φ", "golden"], "The golden ratio, (1 + √5)/2.", .goldenRatio)
    irrational(["catalan"], "Catalan's constant, Σ (-1)^k / (2k + 1)².", .catalan)
    add(constant: "MathConstants", "The module of the mathematical constants: `π`, `ℯ`, `γ`, `φ`, `catalan`.") { heap in
      heap.adopt(MathConstants())
    }
    for name in ["∞", "Inf64"] { add(constant: name, "Positive infinity.") { _ in Value(Double.infinity) } }
    add(constant: "NaN64", "Not a number.") { _ in Value(Double.nan) }
    add(constant: "Inf32", "Positive infinity in single precision.") { _ in Value(Float.infinity) }
    add(constant: "NaN32", "Not a number in single precision.") { _ in Value(Float.nan) }
    add(constant: "Inf16", "Positive infinity in half precision.") { _ in Value(Float16.infinity) }
    add(constant: "NaN16", "Not a number in half precision.") { _ in Value(Float16.nan) }
  }
}

/// `MathConstants`: the constants by all their names, also those that would be in the way of a notebook's variables.
final class MathConstants: HostObject {
  private static let numbers: [(names: [String], number: Irrational)] = [
    (["π", "pi"], .pi), (["ℯ", "e"], .e), (["γ", "eulergamma"], .eulerGamma), (["φ", "golden"], .goldenRatio),
    (["catalan"], .catalan),
  ]

  override var type: DataType { .named("Module") }
  override var propertyNames: [String] { MathConstants.numbers.flatMap(\.names) }

  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    MathConstants.numbers.first { $0.names.contains(name) }.map { Value($0.number) }
  }

  override func text(_ machine: Machine) throws -> String { "Base.MathConstants" }
}
