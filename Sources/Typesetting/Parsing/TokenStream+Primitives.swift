// TeX's commands that work on tokens before they mean anything.

extension TokenStream {
  static let primitives = ["expandafter", "noexpand", "futurelet", "@ifnextchar", "@ifstar"]

  /// Runs such a command, which has been read.
  mutating func runPrimitive(_ name: String, _ call: Token) throws(Formula.Problem) {
    switch name {
    case "expandafter":
      let first = nextUnexpanded()
      let second = nextUnexpanded()
      if case .command(let other) = second.kind, case .macro(let delimiters, let defaultArgument, let body)? =
        definition(of: other)
      {
        try expand(second, delimiters: delimiters, defaultArgument: defaultArgument, body: body)
      } else {
        pending.append(second)
      }
      pending.append(first)
    case "futurelet":
      let (target, first) = (nextUnexpanded(), nextUnexpanded())
      let second = nextUnexpanded()
      guard case .command(let other) = target.kind, second.kind != .end else {
        throw Formula.Problem(message: "\\futurelet needs the name of a command", range: call.range)
      }
      define(other, .alias(second))
      pushBack([first, second])
    case "@ifnextchar", "@ifstar":
      let wanted = name == "@ifstar" ? [Token(kind: .character("*"), range: call.range)] : try argument(of: call)
      let (yes, no) = (try argument(of: call), try argument(of: call))
      skipSpaces()
      let next = nextUnexpanded()
      let isThere = wanted.count == 1 && next.kind == wanted[0].kind
      if !(isThere && name == "@ifstar") { pushBack(next) }
      pushBack(isThere ? yes : no)
    default:
      // \noexpand: bodies of \edef are kept as they are written, so that nothing is left to hold back.
      break
    }
    try countExpansion(of: call)
  }
}
