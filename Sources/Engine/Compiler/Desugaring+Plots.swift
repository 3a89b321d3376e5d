// `@layout` and `@animate`, rewritten as what they stand for.

import Syntax

extension Desugaring {
  /// `[a{0.7w} b; c]` as nested tuples: `(direction, parts…)` for brackets, `(name, width, height)` for a plot.
  static func layout(_ expression: Expression) -> Expression {
    let span = expression.span
    func leaf(_ content: Expression, _ sizes: [Expression]) -> Expression {
      var sides = ["w": Expression(.float(0), span), "h": Expression(.float(0), span)]
      for size in sizes {
        if case .juxtaposition(let number, let unit) = size.kind, case .name(let name) = unit.kind, sides[name] != nil {
          sides[name] = number
        }
      }
      return Expression(.tuple([content, sides["w"] ?? .nothing(span), sides["h"] ?? .nothing(span)]), span)
    }
    func name(_ name: String) -> Expression { Expression(.string([.text(name)]), span) }
    func brackets(_ direction: Int, _ parts: [Expression]) -> Expression {
      Expression(.tuple([.integer(direction, span)] + parts.map(layout)), span)
    }
    switch expression.kind {
    case .name(let plot): return leaf(name(plot), [])
    case .parameters(let base, let sizes):
      if case .name(let plot) = base.kind { return leaf(name(plot), sizes) }
      return leaf(layout(base), sizes)
    case .concatenation(let parts, let dimension, _): return brackets(dimension, parts)
    case .vector(let parts, _): return brackets(1, parts)
    default: return expression
    }
  }

  /// `@animate for … end every n`: the loop, after each round of which the current plot becomes a frame.
  static func animation(_ arguments: [Expression], span: Span) -> Expression? {
    guard case .for(let iterations, let body) = arguments[0].kind else { return nil }
    var step = Expression.integer(1, span)
    if arguments.count == 3, case .name("every") = arguments[1].kind {
      step = arguments[2]
    } else if arguments.count != 1 {
      return nil
    }
    // Nobody can write this name.
    let frames = Expression(.name("#animation\(span.start)"), span)
    let round = Expression(.block([body, call("@frame", [frames, step], body.span)]), body.span)
    return Expression(
      .block([
        Expression(.assignment(frames, call("Animation", [], span)), span),
        Expression(.for(iterations, body: round), arguments[0].span),
        frames,
      ]), span)
  }
}
