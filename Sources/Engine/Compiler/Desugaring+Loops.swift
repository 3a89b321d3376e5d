// Loops over several iterations: each round has its own variables, also those of the outer iterations.

import Syntax

extension Desugaring {
  /// The body of `for i = a, j = b`: where it assigns `i`, each round has a copy of its own.
  static func freshBody(_ iterations: [Iteration], _ body: Expression) -> Expression {
    guard iterations.count > 1 else { return body }
    var names = AssignedNames()
    for iteration in iterations.dropLast() { names.collectTarget(iteration.target) }
    let assigned = names.assigned.filter { body.assigns($0) }
    if assigned.isEmpty { return body }
    let bindings = assigned.map { name in
      Expression(.assignment(Expression(.name(name), body.span), Expression(.name(name), body.span)), body.span)
    }
    // The scope of the `let` is known by a span of its own.
    return Expression(.let(bindings, body: body), Span(body.span.start, body.span.end + 1))
  }
}

extension Expression {
  /// Whether it assigns the name anywhere inside.
  func assigns(_ name: String) -> Bool {
    var names = AssignedNames()
    switch kind {
    case .assignment(let target, _), .update(_, let target, _): names.collectTarget(target)
    default: break
    }
    if names.assigned.contains(name) { return true }
    var found = false
    forEachChild { if !found { found = $0.assigns(name) } }
    return found
  }
}
