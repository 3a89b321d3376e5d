// A one-line definition as a formula: what a page shows of `f(x) = …` instead of the name of its type.

import Syntax

extension Expression {
  /// The definition `f(x) = …` as TeX; `nil` for anything else, and where the body is more than mathematics: strings,
  /// dotted operators, keyword arguments, several statements.
  public var definitionTeX: String? {
    guard case .function(let function) = kind, function.form == .short, case .name(let name)? = function.name?.kind,
      function.keywords.isEmpty, function.returnType == nil, let body = function.body
    else { return nil }
    var parameters: [String] = []
    for parameter in function.parameters {
      guard case .name(let name)? = parameter.pattern?.kind, parameter.defaultValue == nil, !parameter.isVariadic
      else { return nil }
      parameters.append(NameTeX.variable(name).tex)
    }
    guard let right = FormulaWriter().formula(body, depth: 0) else { return nil }
    let formula = "\(NameTeX.function(name))(\(parameters.joined(separator: ", "))) = \(right.tex)"
    return formula.utf8.count <= FormulaWriter.lengthLimit ? formula : nil
  }
}

/// Writes a tree as TeX, in the notation of a text book: fractions, roots, powers, sums, cases.
struct FormulaWriter {
  /// How tightly the outermost operation of a formula binds.
  enum Strength: Int, Comparable {
    case choice, or, and, comparison, sum, product, power, atom

    static func < (a: Strength, b: Strength) -> Bool { a.rawValue < b.rawValue }
  }

  struct Formula {
    var tex: String
    var strength = Strength.atom
    /// Whether it ends in a sum or product over a range, which would take in what follows.
    var isOpen = false
  }

  /// Longer formulas do not fit a page.
  static let lengthLimit = 600
  private static let depthLimit = 40
  /// Whether fractions are written on one line, as in exponents.
  var isInline = false

  func formula(_ expression: Expression, depth: Int) -> Formula? {
    if depth > FormulaWriter.depthLimit { return nil }
    func inner(_ expression: Expression) -> Formula? { formula(expression, depth: depth + 1) }
    switch expression.kind {
    case .integer(let literal): return literal.radix == 10 ? number(literal.digits) : nil
    case .float(let value): return number(TeXWriter.number(FloatText.text(value)))
    case .name(let name): return NameTeX.variable(name)
    case .block(let statements): return statements.count == 1 ? inner(statements[0]) : nil
    case .unary(let operation, let operand) where !operation.isDotted:
      return unary(operation.name, operand, inner)
    case .binary(let operation, let left, let right) where !operation.isDotted:
      return binary(operation.name, left, right, depth)
    case .associative(let operation, let operands) where !operation.isDotted:
      return operation.name == "+" ? sum(operands.map { ($0, "+") }, inner)
        : operation.name == "*" ? product(operands, inner) : nil
    case .juxtaposition(let left, let right): return product([left, right], inner)
    case .comparison(let operands, let operators): return comparison(operands, operators, inner)
    case .and(let left, let right): return infix("\\land", left, right, .and, inner)
    case .or(let left, let right): return infix("\\lor", left, right, .or, inner)
    case .conditional: return cases(expression, inner)
    case .adjoint(let operand):
      return inner(operand).map { Formula(tex: parenthesized($0, .atom) + "'", strength: .power) }
    case .index(let base, let indices): return subscripted(base, indices, inner)
    case .call(let callee, let arguments): return call(callee, arguments, depth)
    case .tuple(let elements): return list(elements, inner).map { Formula(tex: enclosed("(", $0, ")")) }
    case .vector(let elements, element: nil): return matrix(elements.map { [$0] }, inner)
    case .concatenation(let pieces, let dimension, element: nil):
      if dimension == 2 { return matrix([pieces], inner) }
      return dimension == 1 ? matrix(pieces.map(row), inner) : nil
    default: return nil
    }
  }

  // MARK: - Parentheses

  func parenthesized(_ formula: Formula, _ least: Strength) -> String {
    formula.strength < least ? enclosed("(", formula.tex, ")") : formula.tex
  }

  /// Between brackets, which grow where something inside is tall.
  func enclosed(_ left: String, _ tex: String, _ right: String) -> String {
    let isTall = ["\\frac", "\\sum", "\\prod", "\\begin"].contains { tex.contains($0) }
    return isTall ? "\\left\(left)\(tex)\\right\(right)" : "\(left)\(tex)\(right)"
  }

  func list(_ expressions: [Expression], _ inner: (Expression) -> Formula?) -> String? {
    var parts: [String] = []
    for expression in expressions {
      guard let part = inner(expression) else { return nil }
      parts.append(part.tex)
    }
    return parts.joined(separator: ", ")
  }

  private func number(_ tex: String) -> Formula {
    Formula(tex: tex, strength: tex.hasPrefix("-") ? .sum : tex.contains("\\times") ? .product : .atom)
  }

  // MARK: - Operators

  private func unary(_ operation: String, _ operand: Expression, _ inner: (Expression) -> Formula?) -> Formula? {
    guard let formula = inner(operand) else { return nil }
    switch operation {
    case "-", "+":
      return Formula(tex: operation + parenthesized(formula, .product), strength: .sum, isOpen: formula.isOpen)
    case "!": return Formula(tex: "\\lnot " + parenthesized(formula, .atom), strength: .product)
    case "√": return Formula(tex: "\\sqrt{\(formula.tex)}")
    case "∛": return Formula(tex: "\\sqrt[3]{\(formula.tex)}")
    default: return nil
    }
  }

  private func binary(_ operation: String, _ left: Expression, _ right: Expression, _ depth: Int) -> Formula? {
    func inner(_ expression: Expression) -> Formula? { formula(expression, depth: depth + 1) }
    switch operation {
    case "+", "-": return sum([(left, "+"), (right, operation)], inner)
    case "*": return product([left, right], inner)
    case "/", "//": return quotient(left, right, inner)
    case "^": return power(left, right, depth)
    case "÷": return infix("\\div", left, right, .product, inner)
    case "%": return infix("\\mathbin{\\%}", left, right, .product, inner)
    case "\\": return infix("\\backslash", left, right, .product, inner)
    case "⋅": return infix("\\cdot", left, right, .product, inner)
    case "×": return infix("\\times", left, right, .product, inner)
    case "∘": return infix("\\circ", left, right, .product, inner)
    case "∩": return infix("\\cap", left, right, .product, inner)
    case "∪": return infix("\\cup", left, right, .sum, inner)
    case "±": return infix("\\pm", left, right, .sum, inner)
    default: return nil
    }
  }

  private func infix(
    _ operation: String, _ left: Expression, _ right: Expression, _ strength: Strength,
    _ inner: (Expression) -> Formula?
  ) -> Formula? {
    guard let a = inner(left), let b = inner(right) else { return nil }
    // What stands on the right is grouped by parentheses also where it binds as tightly.
    let next = Strength(rawValue: strength.rawValue + 1) ?? .atom
    let first = a.isOpen ? enclosed("(", a.tex, ")") : parenthesized(a, strength)
    return Formula(tex: "\(first) \(operation) \(parenthesized(b, next))", strength: strength, isOpen: b.isOpen)
  }

  private func sum(_ terms: [(Expression, String)], _ inner: (Expression) -> Formula?) -> Formula? {
    var tex = ""
    var isOpen = false
    for (position, (term, sign)) in terms.enumerated() {
      guard let formula = inner(term) else { return nil }
      let isLast = position == terms.count - 1
      let needsParentheses = formula.strength < (position == 0 ? .sum : .product) || formula.isOpen && !isLast
      let text = needsParentheses ? enclosed("(", formula.tex, ")") : formula.tex
      tex += position == 0 ? text : " \(sign) \(text)"
      isOpen = formula.isOpen && !needsParentheses
    }
    return Formula(tex: tex, strength: .sum, isOpen: isOpen)
  }

  private func product(_ factors: [Expression], _ inner: (Expression) -> Formula?) -> Formula? {
    var tex = ""
    var strength = Strength.product
    var isOpen = false
    for (position, factor) in factors.enumerated() {
      guard let formula = inner(factor) else { return nil }
      let isLast = position == factors.count - 1
      // A sign may stand before a whole product.
      let isSigned = position == 0 && formula.tex.hasPrefix("-") && formula.strength == .sum && factor.isNegated
      if isSigned { strength = .sum }
      let needsParentheses = formula.strength < .product && !isSigned || formula.isOpen && !isLast
      let text = needsParentheses ? enclosed("(", formula.tex, ")") : formula.tex
      tex += position == 0 ? text : FormulaWriter.multiplication(tex, text) + text
      isOpen = formula.isOpen && !needsParentheses
    }
    return Formula(tex: tex, strength: strength, isOpen: isOpen)
  }

  /// What stands between two factors: nothing, as far as that cannot be misread.
  private static func multiplication(_ left: String, _ right: String) -> String {
    if right.first?.isNumber == true || right.hasPrefix("\\sqrt[") && left.last?.isNumber == true { return " \\cdot " }
    if left.hasSuffix("}") && left.contains("\\mathrm") || right.hasPrefix("\\mathrm") { return " \\, " }
    return " "
  }

  private func quotient(_ left: Expression, _ right: Expression, _ inner: (Expression) -> Formula?) -> Formula? {
    if case .unary(let operation, let operand) = left.kind, operation.name == "-", !operation.isDotted {
      return quotient(operand, right, inner).map { Formula(tex: "-" + $0.tex, strength: .sum) }
    }
    guard let numerator = inner(left), let denominator = inner(right) else { return nil }
    if isInline {
      let first = numerator.isOpen ? enclosed("(", numerator.tex, ")") : parenthesized(numerator, .product)
      return Formula(tex: first + "/" + parenthesized(denominator, .power), strength: .product)
    }
    return Formula(tex: "\\frac{\(numerator.tex)}{\(denominator.tex)}", strength: .product)
  }

  private func power(_ base: Expression, _ exponent: Expression, _ depth: Int) -> Formula? {
    var writer = self
    writer.isInline = true
    guard let above = writer.formula(exponent, depth: depth + 1) else { return nil }
    // The power of a sine stands at its name.
    if case .call(let callee, let arguments) = base.kind, case .name(let name) = callee.kind,
      case .integer = exponent.kind, NameTeX.takesPowers(name), arguments.keywords.isEmpty,
      let list = list(arguments.positional, { formula($0, depth: depth + 1) })
    {
      return Formula(tex: "\(NameTeX.function(name))^{\(above.tex)}\(enclosed("(", list, ")"))")
    }
    guard let below = formula(base, depth: depth + 1) else { return nil }
    return Formula(tex: "\(parenthesized(below, .atom))^{\(above.tex)}", strength: .power)
  }

  private func comparison(
    _ operands: [Expression], _ operators: [Operator], _ inner: (Expression) -> Formula?
  ) -> Formula? {
    var tex = ""
    for (position, operand) in operands.enumerated() {
      guard let formula = inner(operand) else { return nil }
      if position > 0 {
        let operation = operators[position - 1]
        guard !operation.isDotted, let sign = FormulaWriter.relations[operation.name] else { return nil }
        tex += " \(sign) "
      }
      tex += parenthesized(formula, .sum)
    }
    return Formula(tex: tex, strength: .comparison)
  }

  private static let relations = [
    "<": "<", ">": ">", "<=": "\\le", "≤": "\\le", ">=": "\\ge", "≥": "\\ge", "==": "=", "!=": "\\ne", "≠": "\\ne",
    "≈": "\\approx", "≉": "\\not\\approx", "===": "\\equiv", "≡": "\\equiv", "in": "\\in", "∈": "\\in", "∉": "\\notin",
    "⊆": "\\subseteq", "⊇": "\\supseteq",
  ]

  // MARK: - Choices, indices, matrices

  /// `a ? b : c ? d : e` as one brace.
  private func cases(_ expression: Expression, _ inner: (Expression) -> Formula?) -> Formula? {
    if isInline { return nil }
    var lines: [String] = []
    var rest = expression
    while case .conditional(let condition, let value, let otherwise) = rest.kind {
      guard lines.count < 10, let first = inner(value), let second = inner(condition) else { return nil }
      lines.append("\(first.tex) & \\text{if } \(second.tex)")
      rest = otherwise
    }
    guard let last = inner(rest) else { return nil }
    lines.append("\(last.tex) & \\text{otherwise}")
    return Formula(
      tex: "\\begin{cases} \(lines.joined(separator: " \\\\ ")) \\end{cases}", strength: .choice)
  }

  private func subscripted(_ base: Expression, _ indices: [Expression], _ inner: (Expression) -> Formula?) -> Formula? {
    guard let below = inner(base), let list = list(indices, inner) else { return nil }
    let body = parenthesized(below, .atom)
    return Formula(tex: "\(body.contains("_") ? "{\(body)}" : body)_{\(list)}")
  }

  private func row(_ piece: Expression) -> [Expression] {
    if case .concatenation(let elements, dimension: 2, element: nil) = piece.kind { return elements }
    return [piece]
  }

  private func matrix(_ rows: [[Expression]], _ inner: (Expression) -> Formula?) -> Formula? {
    guard !isInline, let width = rows.first?.count, rows.allSatisfy({ $0.count == width }), max(rows.count, width) <= 10
    else { return nil }
    var lines: [String] = []
    for row in rows {
      var cells: [String] = []
      for element in row {
        guard let cell = inner(element) else { return nil }
        cells.append(cell.tex)
      }
      lines.append(cells.joined(separator: " & "))
    }
    return Formula(tex: "\\begin{bmatrix} \(lines.joined(separator: " \\\\ ")) \\end{bmatrix}")
  }
}

extension Expression {
  /// Whether a minus sign before it is that of the whole.
  fileprivate var isNegated: Bool {
    switch kind {
    case .unary(let operation, _): operation.name == "-"
    case .binary(let operation, let left, _): operation.name == "/" && left.isNegated
    case .integer, .float: true
    default: false
    }
  }
}
