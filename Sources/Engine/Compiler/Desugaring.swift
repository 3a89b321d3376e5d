// Forms that are short for others: macros, generators, `@.`; rewritten in the tree before scopes are analysed.

import Syntax

enum Desugaring {
  /// What a generator, a macro call, or a call with `new` means in simpler terms; `nil` if the node is simple already.
  static func rewrite(_ expression: Expression) -> Expression? {
    switch expression.kind {
    case .generator(let element, let generations):
      return generator(element, generations[...], span: expression.span)
    case .macroCall(let name, let arguments):
      return macro("@" + name, arguments, span: expression.span)
    default: return nil
    }
  }

  // MARK: - Generators

  private static func generator(_ element: Expression, _ generations: ArraySlice<Generation>, span: Span) -> Expression {
    guard let first = generations.first else { return element }
    let targets = first.iterations.map(\.target)
    var source = first.iterations[0].iterable
    if first.iterations.count > 1 {
      source = call("#product", first.iterations.map(\.iterable), span)
    }
    if let condition = first.condition {
      source = call(
        "#filtered", [lambda(targets, condition, span: Span(condition.span.start, span.end)), source], span)
    }
    let rest = generations.dropFirst()
    if rest.isEmpty { return call("#generator", [lambda(targets, element, span: span), source], span) }
    let start = rest.first?.iterations.first?.target.span.start ?? span.start
    let inner = generator(element, rest, span: Span(start, span.end))
    return call("#flattened", [call("#generator", [lambda(targets, inner, span: span), source], span)], span)
  }

  private static func lambda(_ targets: [Expression], _ body: Expression, span: Span) -> Expression {
    let pattern = targets.count == 1 ? targets[0] : Expression(.tuple(targets), targets[0].span)
    return function([Parameter(pattern: pattern, span: pattern.span)], body, span: span)
  }

  static func function(_ parameters: [Parameter], _ body: Expression, span: Span) -> Expression {
    Expression(.function(Function(form: .anonymous, name: nil, parameters: parameters, body: body)), span)
  }

  static func call(_ name: String, _ arguments: [Expression], _ span: Span) -> Expression {
    Expression(.call(Expression(.name(name), span), Arguments(arguments)), span)
  }
}

extension Expression {
  /// Whether it is `Main`, which holds the variables of blocks.
  var isMainModule: Bool { if case .name("Main") = kind { true } else { false } }

  /// Whether it is `Iterators` or `Base.Iterators`.
  var isIteratorsModule: Bool {
    switch kind {
    case .name("Iterators"), .field(_, "Iterators"): true
    default: false
    }
  }
}
