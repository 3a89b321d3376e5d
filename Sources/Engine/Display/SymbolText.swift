// Names as the language writes them: `:x`, `:+`, `Symbol("two words")`, `var"two words"`.

enum SymbolText {
  /// A symbol as an expression that gives it.
  static func quoted(_ name: String) -> String {
    if needsParentheses.contains(name) { return ":(\(name))" }
    return isIdentifier(name) || isOperator(name) ? ":\(name)" : "Symbol(\(QuotedText.string(name)))"
  }

  /// The name of a field.
  static func field(_ name: String) -> String { isIdentifier(name) ? name : "var\(QuotedText.string(name))" }

  private static let needsParentheses: Set<String> = [":", "::", "="]

  static func isIdentifier(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, isStart(first) else { return false }
    return name.unicodeScalars.dropFirst().allSatisfy { scalar in
      isStart(scalar) || scalar == "!" || scalar.properties.isXIDContinue || ("′"..."‷").contains(scalar)
    }
  }

  private static func isStart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "_" || scalar.properties.isAlphabetic { return true }
    if scalar.isASCII { return false }
    // Names such as ∇f, ∂, ∞.
    return "∂∇∞∅∑∏∫".unicodeScalars.contains(scalar) || scalar.properties.generalCategory == .otherSymbol
  }

  static func isOperator(_ name: String) -> Bool {
    let scalars = name.unicodeScalars
    guard !scalars.isEmpty else { return false }
    return scalars.allSatisfy { scalar in
      if scalar.isASCII { return "+-*/\\^%<>=!&|~.:$?".unicodeScalars.contains(scalar) }
      return scalar.properties.generalCategory == .mathSymbol || scalar == "÷" || scalar == "·" || scalar == "…"
    }
  }
}
