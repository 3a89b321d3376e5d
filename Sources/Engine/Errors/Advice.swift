// What to tell the reader about an error that ended a statement, from the source around its place.

import Syntax

extension Machine {
  /// The error with the hint that its place in the source suggests. Only errors that nobody caught are looked at.
  func advised(_ error: RuntimeError) -> RuntimeError {
    if error.isLimit || error.thrown != nil { return error }
    var error = error
    // The call lacks the keyword, not the function that asks for it.
    if error.type == "UndefKeywordError", error.trace.count > 1 { error.trace.removeFirst() }
    for position in error.trace.indices where error.trace[position].function.hasPrefix("#") {
      error.trace[position].function = "anonymous function"
    }
    guard let place = error.trace.first else { return error }
    let advice = Advice(machine: self, error: error, source: source(unit: place.unit), span: place.span)
    if let hint = advice.hint { error.hint = hint }
    if let span = advice.narrowerSpan { error.trace[0].span = span }
    return error
  }
}

/// An error with the syntax around its place.
struct Advice {
  let machine: Machine
  let error: RuntimeError
  let source: SourceText
  /// The nodes that hold the place, outermost first; the last is the node itself.
  let path: [Expression]

  init(machine: Machine, error: RuntimeError, source: SourceText, span: Span) {
    self.machine = machine
    self.error = error
    self.source = source
    path = Advice.path(to: span, in: Parser.parse(String(decoding: source.utf8, as: UTF8.self)))
  }

  static func path(to span: Span, in program: Program) -> [Expression] {
    func holds(_ expression: Expression) -> Bool { expression.span.start <= span.start && expression.span.end >= span.end }
    guard var node = program.statements.first(where: { holds($0.expression) })?.expression else { return [] }
    var path = [node]
    while true {
      var inner: Expression?
      node.forEachChild { if inner == nil, holds($0) { inner = $0 } }
      guard let inner else { return path }
      path.append(inner)
      node = inner
    }
  }

  /// A hint that is better than the one that the error has, if there is one.
  var hint: String? {
    switch error.type {
    case "UndefVarError": error.hint ?? nameHint
    case "FieldError": memberHint
    case "MethodError": methodHint
    case "DimensionMismatch": operandHint
    case "ArgumentError": argumentHint
    case "UndefKeywordError": keywordHint
    case "KeyError": error.hint ?? "`haskey(d, key)` asks whether it is there, `get(d, key, default)` gives a default"
    case "InexactError":
      error.hint ?? DataType.integerBounds[String(error.message.prefix { $0 != "(" })].map { "it holds integers from \($0)" }
    default: nil
    }
  }

  /// The part of the place that is wrong, where the message tells which.
  var narrowerSpan: Span? {
    guard case .call(_, let arguments)? = node?.kind, error.message.contains("has no keyword argument"),
      let name = error.message.split(separator: "`").last
    else { return nil }
    return arguments.keywords.first { $0.name.map { $0 == name } ?? false }?.span
  }

  // MARK: - The source around

  var node: Expression? { path.last }

  /// The node around the one `distance` steps from the innermost.
  func around(_ distance: Int = 1) -> Expression? { path.count > distance ? path[path.count - 1 - distance] : nil }

  func text(_ expression: Expression) -> String { source[expression.span] }

  /// The text of an expression that is short enough to repeat, with parentheses where a postfix or operator would need them.
  func shortText(_ expression: Expression) -> String? {
    let text = text(expression)
    guard text.utf8.count <= 24, !text.contains("\n") else { return nil }
    switch expression.kind {
    case .name, .call, .index, .field, .vector, .concatenation, .comprehension, .string, .integer, .float, .adjoint, .tuple:
      return text
    default: return text.hasPrefix("(") && text.hasSuffix(")") ? text : "(" + text + ")"
    }
  }

  /// The text between the parentheses of a call.
  func argumentText(_ arguments: Arguments) -> String? {
    let spans = arguments.positional.map(\.span) + arguments.keywords.map(\.span)
    guard let first = spans.first else { return "" }
    let text = source[spans.reduce(first) { $0.union($1) }]
    return text.utf8.count <= 40 && !text.contains("\n") ? text : nil
  }

  // MARK: - Single types

  private var argumentHint: String? {
    if let hint = error.hint { return hint }
    if error.message.hasPrefix("invalid base 10 digit '.'") { return "`parse(Float64, s)` reads a decimal number" }
    if error.message.hasPrefix("invalid base") || error.message.hasPrefix("cannot parse") {
      if error.message.hasSuffix("as Float64"), error.message.contains(",") {
        return "decimals are written with a point: `replace(s, \",\" => \".\")`"
      }
      return "`tryparse` gives `nothing` where the text is no number"
    }
    if error.message.contains("empty collection") { return "`init = …` gives the value for no elements" }
    return nil
  }

  private var keywordHint: String? {
    guard case .call(let callee, let arguments)? = node?.kind,
      let name = error.message.split(separator: "`").dropFirst().first
    else { return error.hint }
    let given = argumentText(arguments) ?? "…"
    let separator = given.isEmpty ? "; " : arguments.keywords.isEmpty ? "; " : ", "
    return "it has no default: write `\(text(callee))(\(given)\(separator)\(name) = …)`"
  }

  /// The operands of a product or division in the reader's own words.
  private var operandHint: String? {
    guard let hint = error.hint, let node else { return error.hint }
    let operands: [Expression]
    switch node.kind {
    case .binary(_, let left, let right), .juxtaposition(let left, let right): operands = [left, right]
    case .associative(_, let all) where all.count == 2: operands = all
    default: return hint
    }
    guard let left = shortText(operands[0]), let right = shortText(operands[1]) else { return hint }
    return hint.replacing("`A ", with: "`\(left) ").replacing("`A' ", with: "`\(left)' ").replacing(" B`", with: " \(right)`")
      .replacing(" B'`", with: " \(right)'`")
  }
}

extension DataType {
  /// What the integer types of fixed width hold.
  fileprivate static let integerBounds = [
    "Int8": "-128 to 127", "UInt8": "0 to 255", "Int16": "-32768 to 32767", "UInt16": "0 to 65535",
    "Int32": "-2^31 to 2^31 - 1", "UInt32": "0 to 2^32 - 1", "UInt64": "0 to 2^64 - 1", "Int128": "-2^127 to 2^127 - 1",
    "UInt128": "0 to 2^128 - 1",
  ]
}
