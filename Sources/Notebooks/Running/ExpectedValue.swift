// `# => value`: an expected value, compared with the one that came to the precision that is written.

import Engine
import StandardLibrary
import Syntax

/// The right side of a `# =>`.
struct ExpectedValue {
  struct Tolerance {
    var relative: Double?
    var absolute: Double?
  }

  struct Comparison {
    var holds: Bool
    var actual: String
    var detail: String?
  }

  private let text: String
  private let tolerance: Tolerance
  /// What the value may differ by.
  let equivalences: [CellOptions.Equivalence]
  let constants = ExpectedConstants()

  init(_ text: String, tolerance: Tolerance = Tolerance(), upTo equivalences: [CellOptions.Equivalence] = []) {
    self.text = text
    self.tolerance = tolerance
    self.equivalences = equivalences
  }

  /// The text after `# =>` and its place in the cell, if the comment is an expectation.
  static func text(of comment: Comment) -> (text: String, span: Span)? {
    var body = comment.text.dropFirst()
    while body.first == " " { body = body.dropFirst() }
    guard body.hasPrefix("=>") else { return nil }
    body = body.dropFirst(2)
    while body.first?.isWhitespace == true { body = body.dropFirst() }
    if body.hasSuffix("# hide") { body = body.dropLast(6) }
    while body.last?.isWhitespace == true { body = body.dropLast() }
    let start = comment.span.start + comment.text.utf8.distance(from: comment.text.startIndex, to: body.startIndex)
    return (String(body), Span(start, start + body.utf8.count))
  }

  /// Expectations that end no statement of the program and would never be compared.
  static func unattached(in program: Program) -> [Diagnostic] {
    let attached = Set(program.statements.compactMap(\.trailingComment?.span))
    return program.comments.compactMap { comment in
      guard !attached.contains(comment.span), let (_, span) = text(of: comment) else { return nil }
      return Diagnostic(
        .error, "unattached-expectation", "this expected result ends no statement of the cell, so it is never compared", at: span,
        hint: "write it on the statement's last line; inside a function or loop use `@test`")
    }
  }

  func compare(_ value: Value, _ machine: Machine) -> Comparison {
    let actual = (try? machine.compactText(of: value)) ?? "…"
    if text == "…" { return Comparison(holds: true, actual: actual) }
    let program = Parser.parseExpression(text)
    if program.diagnostics.isEmpty, program.statements.count == 1 {
      let (source, expression) = (program.source, program.statements[0].expression)
      func difference(_ expression: Expression, _ value: Value) -> String? { differs(expression, value, source, machine, depth: 0) }
      if let detail = difference(expression, value) {
        if agrees(expression, value, source, machine, difference) { return Comparison(holds: true, actual: actual) }
        // What cannot be read as a value may still be what is shown.
        if isShown(value, machine) { return Comparison(holds: true, actual: actual) }
        return Comparison(holds: false, actual: actual, detail: detail.isEmpty ? nil : detail)
      }
      return Comparison(holds: true, actual: actual)
    }
    return Comparison(holds: isShown(value, machine), actual: actual)
  }

  /// Whether the text is what the value shows, blanks aside.
  private func isShown(_ value: Value, _ machine: Machine) -> Bool {
    func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
    let texts = [try? machine.text(of: value), try? machine.compactText(of: value), try? machine.printedText(of: value)]
    return texts.contains { $0.map { words($0) == words(text) } ?? false }
  }

  /// Why the value is not what the expression says, `nil` if it is; empty where there is no more to say.
  private func differs(
    _ expression: Expression, _ value: Value, _ source: SourceText, _ machine: Machine, depth: Int
  ) -> String? {
    if depth > 200 { return "nested too deeply" }
    func inner(_ expression: Expression, _ value: Value) -> String? {
      differs(expression, value, source, machine, depth: depth + 1)
    }
    // `…` is read as an operator's name.
    if source[expression.span] == "…" { return nil }
    if value.host != nil { return evaluated(expression, value, source, machine) }
    switch expression.kind {
    case .integer, .float: return number(source[expression.span], value, machine, negative: false)
    case .unary(let operation, let operand) where operation.name == "-":
      switch operand.kind {
      case .integer, .float: return number(source[operand.span], value, machine, negative: true)
      default: return evaluated(expression, value, source, machine)
      }
    case .vector(let elements, element: nil):
      return sequence(elements, value, machine, inner)
    case .tuple(let elements):
      guard let tuple = value.tuple, value.tag == .tuple else { return "a tuple was expected" }
      return all(elements, tuple.elements, inner)
    case .namedTuple(let fields):
      guard let tuple = value.tuple, value.tag == .namedTuple, tuple.names?.map(\.name) == fields.map({ $0.name ?? "" })
      else { return "a named tuple with these names was expected" }
      return all(fields.map(\.value), tuple.elements, inner)
    case .concatenation(_, _, element: nil): return matrix(expression, value, machine, inner)
    case .binary(let operation, let left, let right) where operation.name == "+" || operation.name == "-":
      // A complex number: both parts to their written precision.
      if let complex = value.complex, let imaginary = right.imaginaryPart {
        let minus = operation.name == "-"
        return inner(left, complex.real)
          ?? number(source[imaginary.span], complex.imaginary, machine, negative: minus)
      }
      return evaluated(expression, value, source, machine)
    case .associative(let operation, let operands) where operation.name == "+" && operands.count == 2:
      if let complex = value.complex, let imaginary = operands[1].imaginaryPart {
        return inner(operands[0], complex.real) ?? number(source[imaginary.span], complex.imaginary, machine, negative: false)
      }
      return evaluated(expression, value, source, machine)
    case .binary(let operation, let left, let right) where operation.name == "=>":
      guard value.tag == .pair, let pair = value.tuple else { return "a pair was expected" }
      return inner(left, pair.elements[0]) ?? inner(right, pair.elements[1])
    case .call:
      let elements = ExpectedValue.unorderedElements(of: expression, value)
      if let elements, let values = try? machine.elements(value), ExpectedValue.canPair(elements, values, inner) { return nil }
      return evaluated(expression, value, source, machine)
    default: return evaluated(expression, value, source, machine)
    }
  }

  private func all(_ expressions: [Expression], _ values: [Value], _ compare: (Expression, Value) -> String?) -> String? {
    if expressions.count != values.count { return "\(values.count) values instead of \(expressions.count)" }
    for (position, (expression, value)) in zip(expressions, values).enumerated() {
      if let detail = compare(expression, value) { return detail.isEmpty ? "element \(position + 1) differs" : "element \(position + 1): \(detail)" }
    }
    return nil
  }

  private func sequence(
    _ elements: [Expression], _ value: Value, _ machine: Machine, _ compare: (Expression, Value) -> String?
  ) -> String? {
    guard let shape = try? machine.shape(value), shape.count == 1 || (value.array?.isRowVector ?? false),
      value.isArray || value.tag == .range, let values = try? machine.elements(value)
    else { return "a vector was expected" }
    return all(elements, values, compare)
  }

  /// The entries of `[a b; c d]` row by row, or of a vector as a column; `nil` where the columns are not of one length.
  func matrixRows(of expression: Expression, vector isVector: Bool = false) -> [[Expression]]? {
    if isVector, case .vector(let elements, element: nil) = expression.kind { return elements.map { [$0] } }
    guard case .concatenation(let pieces, let dimension, element: nil) = expression.kind else { return nil }
    let columns = pieces.compactMap { piece -> [Expression]? in
      if case .concatenation(let column, 1, _) = piece.kind { return column }
      return nil
    }
    if dimension == 2, columns.count == pieces.count, let height = columns.first?.count {
      // `[1; 2;; 3; 4]`: column by column.
      guard columns.allSatisfy({ $0.count == height }) else { return nil }
      return (0..<height).map { row in columns.map { $0[row] } }
    }
    if dimension == 2 { return [pieces] }
    return pieces.map { piece in
      if case .concatenation(let row, 2, _) = piece.kind { return row }
      return [piece]
    }
  }

  private func matrix(
    _ expression: Expression, _ value: Value, _ machine: Machine, _ compare: (Expression, Value) -> String?
  ) -> String? {
    guard let rows = matrixRows(of: expression) else { return "columns of one length were expected" }
    guard let array = value.array, let values = try? machine.elements(value) else { return "a matrix was expected" }
    let width = rows.first?.count ?? 0
    let shape = array.rank == 1 ? [array.count, 1] : array.shape
    if shape != [rows.count, width] || rows.contains(where: { $0.count != width }) {
      return "the size is \(array.shape.map(String.init).joined(separator: "×")), not \(rows.count)×\(width)"
    }
    for (i, row) in rows.enumerated() {
      for (j, expression) in row.enumerated() {
        if let detail = compare(expression, values[i + j * rows.count]) {
          return "entry (\(i + 1), \(j + 1))" + (detail.isEmpty ? " differs" : ": \(detail)")
        }
      }
    }
    return nil
  }

  /// A written number: an integer demands equality, a decimal agreement to half a unit of its last digit.
  private func number(_ written: String, _ value: Value, _ machine: Machine, negative: Bool) -> String? {
    let digits = written.replacing("_", with: "").replacing("f0", with: "")
    guard let wanted = Double(digits) else { return evaluatedText(negative ? "-" + written : written, value, machine) }
    guard value.isNumber, let got = machine.realDouble(value) ?? (value.complex.flatMap { z in
      machine.realDouble(z.imaginary) == 0 ? machine.realDouble(z.real) : nil
    }) else { return "a number was expected" }
    let expected = negative ? -wanted : wanted
    if got == expected || got.isNaN && expected.isNaN { return nil }
    if tolerance.relative != nil || tolerance.absolute != nil {
      let allowed = max(tolerance.absolute ?? 0, (tolerance.relative ?? 0) * abs(expected))
      return abs(got - expected) <= allowed ? nil : difference(got, expected)
    }
    if !digits.contains(where: { ".eE".contains($0) }) {
      return evaluatedText((negative ? "-" : "") + digits, value, machine).map { _ in difference(got, expected) }
    }
    // Half a unit of the last written digit, with room for the rounding of the comparison itself.
    let unit = ExpectedValue.lastDigitUnit(digits)
    let allowed = unit / 2 + abs(expected) * 4e-16
    return abs(got - expected) <= allowed ? nil : difference(got, expected)
  }

  private func difference(_ got: Double, _ expected: Double) -> String {
    let distance = abs(got - expected)
    let scale = distance >= 1e-3 && distance < 1e6 ? 1e6 : 0
    return scale > 0 ? "off by \((distance * scale).rounded() / scale)" : "off by \(distance)"
  }

  /// The value of the last digit of a decimal: 0.01 for `1.25`, 10 for `1.2e2`.
  static func lastDigitUnit(_ digits: String) -> Double {
    let lower = digits.lowercased()
    let parts = lower.split(separator: "e", maxSplits: 1)
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let mantissa = parts.first ?? ""
    let decimals = mantissa.firstIndex(of: ".").map { mantissa.distance(from: $0, to: mantissa.endIndex) - 1 } ?? 0
    return Double("1e\(exponent - max(decimals, 0))") ?? 0
  }

  /// Compares with the value of an expression that is evaluated on its own, without the notebook's names.
  private func evaluated(_ expression: Expression, _ value: Value, _ source: SourceText, _ machine: Machine) -> String? {
    evaluatedText(source[expression.span], value, machine)
  }

  private func evaluatedText(_ text: String, _ value: Value, _ machine: Machine) -> String? {
    guard let (expression, wanted) = constants.value(of: text, machine.library) else { return "" }
    if let host = value.host, let agreement = try? host.agreement(with: wanted, machine) {
      switch agreement {
      case .equal: return nil
      case .different(let detail): return detail
      case .undecided: return "it could not be decided whether they are equal"
      }
    }
    if let text = value.string, let expected = wanted.string { return text == expected ? nil : "" }
    if (try? machine.isEqual(value, wanted)) == true { return nil }
    if value.isMissing, wanted.isMissing { return nil }
    if let x = machine.realDouble(value), let y = machine.realDouble(wanted) {
      if x.isNaN, y.isNaN { return nil }
      // A constant such as π/4 or sqrt(2) agrees to rounding.
      let allowed = max(tolerance.absolute ?? 0, (tolerance.relative ?? 1e-12) * abs(y))
      return !expression.isIntegerLiteral && abs(x - y) <= allowed ? nil : difference(x, y)
    }
    return ""
  }
}

/// The values of expressions, worked out without the names of the notebook, each once.
final class ExpectedConstants {
  private var machine: Machine?
  private var known: [String: (Expression, KeptValue)?] = [:]

  deinit {
    known = [:]
    machine?.heap.close()
  }

  /// An expression with its value; `nil` where that fails.
  func value(of text: String, _ library: Library) -> (Expression, Value)? {
    let constant = known[text] ?? evaluate(text, library)
    known[text] = .some(constant)
    return constant.map { ($0, $1.value) }
  }

  private func evaluate(_ text: String, _ library: Library) -> (Expression, KeptValue)? {
    let program = Parser.parseExpression(text)
    guard let statement = program.statements.first, program.diagnostics.isEmpty else { return nil }
    let machine = self.machine ?? Machine(library: library)
    self.machine = machine
    machine.limits.steps = 1_000_000
    machine.resetSteps()
    let unit = machine.addUnit(program.source)
    return (try? machine.run(statement.expression, unit: unit)).map { (statement.expression, KeptValue($0, heap: machine.heap)) }
  }
}

extension Expression {
  /// Whether it gives eigenvectors, of which every sign is as good: `eigvecs(A)`, `eigen(A).vectors`.
  var givesEigenvectors: Bool {
    switch kind {
    case .assignment(_, let value): value.givesEigenvectors
    case .call(let callee, _): if case .name("eigvecs") = callee.kind { true } else { false }
    case .field(let base, "vectors"):
      if case .call(let callee, _) = base.kind, case .name("eigen") = callee.kind { true } else { false }
    default: false
    }
  }

  /// The number in `2im` or `2.5im`.
  fileprivate var imaginaryPart: Expression? {
    if case .juxtaposition(let number, let unit) = kind, case .name("im") = unit.kind { return number }
    return nil
  }

  fileprivate var isIntegerLiteral: Bool {
    switch kind {
    case .integer: true
    case .unary(_, let operand): operand.isIntegerLiteral
    default: false
    }
  }
}
