// Expressions as Julia writes them, with blanks around operators: what `@show` and `@assert` print.

import Syntax

/// Writes a tree as one line of source.
struct ExpressionText {
  /// The source of a span, for forms that are written as they stand.
  private let source: (Span) -> String

  private init(source: @escaping (Span) -> String) { self.source = source }

  /// The text of an expression: `x ^ 2`, `f(a; k = 1)`, `[1, 2]`.
  static func text(_ expression: Expression, source: @escaping (Span) -> String) -> String {
    ExpressionText(source: source).text(expression)
  }

  private func text(_ expression: Expression) -> String {
    switch expression.kind {
    case .integer(let literal): return literal.radix == 10 ? literal.digits : source(expression.span)
    case .float(let value): return FloatText.text(value)
    case .float32(let value): return FloatText.text(value)
    case .boolean(let value): return "\(value)"
    case .character(let scalar): return QuotedText.character(scalar)
    case .string(let parts): return string(parts)
    case .symbol(let name): return SymbolText.quoted(name)
    case .name(let name): return name
    case .operatorName(let operation): return dotted(operation)
    case .colon: return ":"
    case .indexEnd: return "end"
    case .indexBegin: return "begin"
    case .unary(let operation, let operand):
      return dotted(operation) + (operand.isAtom ? text(operand) : "(\(text(operand)))")
    case .binary(let operation, let left, let right): return infix(dotted(operation), [left, right], expression)
    case .associative(let operation, let operands): return infix(dotted(operation), operands, expression)
    case .juxtaposition(let left, let right):
      if left.isNumber, case .name = right.kind { return text(left) + text(right) }
      return infix("*", [left, right], expression)
    case .comparison(let operands, let operators):
      var result = operand(operands[0], in: expression)
      for (operation, next) in zip(operators, operands.dropFirst()) {
        result += " \(dotted(operation)) " + operand(next, in: expression)
      }
      return result
    case .and(let left, let right): return infix("&&", [left, right], expression)
    case .or(let left, let right): return infix("||", [left, right], expression)
    case .adjoint(let operand): return (operand.isAtom ? text(operand) : "(\(text(operand)))") + "'"
    case .range(let start, let step, let stop):
      return ([start] + (step.map { [$0] } ?? []) + [stop]).map { self.operand($0, in: expression) }
        .joined(separator: ":")
    case .typed(let value, let type): return (value.map(text) ?? "") + "::" + text(type)
    case .splat(let inner): return text(inner) + "..."
    case .call(let callee, let arguments): return head(callee) + list(arguments)
    case .dotCall(let callee, let arguments): return head(callee) + "." + list(arguments)
    case .index(let base, let indices): return head(base) + "[\(list(indices))]"
    case .field(let base, let name): return head(base) + "." + name
    case .parameters(let base, let parameters): return head(base) + "{\(list(parameters))}"
    case .tuple(let elements): return "(" + list(elements) + (elements.count == 1 ? ",)" : ")")
    case .namedTuple(let fields):
      return "(" + fields.map(keyword).joined(separator: ", ") + (fields.count == 1 ? ",)" : ")")
    case .vector(let elements, let type): return (type.map(text) ?? "") + "[\(list(elements))]"
    case .comprehension(let element, let generations, let type):
      return (type.map(text) ?? "") + "[\(text(element))\(clauses(generations))]"
    case .generator(let element, let generations): return "(\(text(element))\(clauses(generations)))"
    case .assignment(let target, let value): return text(target) + " = " + text(value)
    case .dotAssignment(let target, let value): return text(target) + " .= " + text(value)
    case .update(let operation, let target, let value):
      return text(target) + " \(dotted(operation))= " + text(value)
    default: return source(expression.span)
    }
  }

  private func string(_ parts: [StringPart]) -> String {
    let inner = parts.map { part -> String in
      switch part {
      case .text(let text): return String(QuotedText.string(text).dropFirst().dropLast())
      case .value(let expression):
        if case .name(let name) = expression.kind { return "$(\(name))" }
        return "$(\(text(expression)))"
      }
    }
    return "\"" + inner.joined() + "\""
  }

  private func dotted(_ operation: Operator) -> String { (operation.isDotted ? "." : "") + operation.name }

  private func infix(_ operation: String, _ operands: [Expression], _ whole: Expression) -> String {
    // `2 * x` is written `2x`.
    if operation == "*", operands.count == 2, operands[0].isNumber, case .name(let name) = operands[1].kind {
      return text(operands[0]) + name
    }
    return operands.enumerated().map { operand($1, in: whole, isFirst: $0 == 0) }.joined(separator: " \(operation) ")
  }

  /// An operand, in parentheses where it binds less tightly than the expression around it.
  private func operand(_ expression: Expression, in whole: Expression, isFirst: Bool = true) -> String {
    let (inner, outer) = (expression.bindingStrength, whole.bindingStrength)
    let isRightAssociative = outer == 12
    let needsParentheses = inner < outer || inner == outer && (isFirst == isRightAssociative)
    return needsParentheses ? "(\(text(expression)))" : text(expression)
  }

  private func head(_ expression: Expression) -> String {
    expression.isAtom ? text(expression) : "(\(text(expression)))"
  }

  private func list(_ expressions: [Expression]) -> String { expressions.map(text).joined(separator: ", ") }

  private func list(_ arguments: Arguments) -> String {
    guard let first = arguments.keywords.first else { return "(\(list(arguments.positional)))" }
    let keywords = arguments.keywords.map(keyword).joined(separator: ", ")
    let start = arguments.positional.last?.span.end ?? first.span.start
    let hasSemicolon = arguments.positional.isEmpty
      || source(Span(min(start, first.span.start), first.span.start)).contains(";")
    if arguments.positional.isEmpty { return "(; \(keywords))" }
    return "(\(list(arguments.positional))\(hasSemicolon ? "; " : ", ")\(keywords))"
  }

  private func keyword(_ argument: KeywordArgument) -> String {
    guard let name = argument.name else { return text(argument.value) }
    return "\(name) = \(text(argument.value))"
  }

  private func clauses(_ generations: [Generation]) -> String {
    generations.map { generation in
      let loops = generation.iterations.map { "\(text($0.target)) = \(text($0.iterable))" }
      return " for " + loops.joined(separator: ", ") + (generation.condition.map { " if " + text($0) } ?? "")
    }.joined()
  }
}

extension Expression {
  fileprivate var isNumber: Bool {
    switch kind {
    case .integer, .float: true
    default: false
    }
  }

  /// Whether it needs no parentheses anywhere.
  fileprivate var isAtom: Bool {
    switch kind {
    case .integer, .float, .float32, .boolean, .character, .string, .symbol, .name, .operatorName, .call, .dotCall,
      .index, .field, .parameters, .tuple, .namedTuple, .vector, .comprehension, .concatenation, .adjoint, .generator:
      true
    default: false
    }
  }

  /// How tightly the outermost operator binds, from assignments up to atoms.
  fileprivate var bindingStrength: Int {
    switch kind {
    case .assignment, .dotAssignment, .update, .function: 1
    case .conditional: 2
    case .or: 3
    case .and: 4
    case .comparison: 5
    case .range: 7
    case .juxtaposition: 9
    case .unary: 11
    case .binary(let operation, _, _): Expression.bindingStrength(of: operation.name)
    case .associative(let operation, _): Expression.bindingStrength(of: operation.name)
    default: 20
    }
  }

  private static func bindingStrength(of operation: String) -> Int {
    switch operation {
    case "=>": 2
    case "|>", "<|": 6
    case "+", "-", "±", "∪", "⊻", "|", "xor", "⊽": 8
    case "//": 10
    case "<<", ">>", ">>>": 10
    case "^", "↑": 12
    case "<:", ">:", "in", "isa", "∈", "~": 5
    default: 9
    }
  }
}
