// Superscripts, subscripts, primes and limits.

extension FormulaParser {
  mutating func parseScripts(after nucleus: Atom) throws(Formula.Problem) -> Atom {
    var subscripts: [Atom]?
    var superscripts: [Atom]?
    var primes = 0
    var limits: Bool?
    while true {
      let token = try stream.nextVisible()
      switch token.kind {
      case .character("^"):
        if superscripts != nil { throw double("superscript", token) }
        superscripts = try parseArgument(of: token)
      case .character("_"):
        if subscripts != nil { throw double("subscript", token) }
        subscripts = try parseArgument(of: token)
      case .character(let scalar) where FormulaParser.primeCount(scalar) != nil:
        if superscripts != nil { throw double("superscript", token) }
        primes += FormulaParser.primeCount(scalar) ?? 0
      case .character(let scalar) where ScriptCharacters.superscript(scalar) != nil:
        if superscripts != nil { throw double("superscript", token) }
        stream.pushBack(token)
        superscripts = try parseRaised(ScriptCharacters.superscript)
      case .character(let scalar) where ScriptCharacters.subscript(scalar) != nil:
        if subscripts != nil { throw double("subscript", token) }
        stream.pushBack(token)
        subscripts = try parseRaised(ScriptCharacters.subscript)
      case .command("limits"): limits = true
      case .command("nolimits"): limits = false
      default:
        stream.pushBack(token)
        if primes > 0 { superscripts = FormulaParser.primes(primes) + (superscripts ?? []) }
        return scripted(nucleus, subscripts, superscripts, limits: limits)
      }
    }
  }

  private func double(_ kind: String, _ token: Token) -> Formula.Problem {
    Formula.Problem(message: "double \(kind)", range: token.range, hint: "braces say which one comes first: {x^a}^b")
  }

  static func beginsScript(_ token: Token) -> Bool {
    guard case .character(let scalar) = token.kind else { return false }
    return scalar == "^" || scalar == "_" || primeCount(scalar) != nil || ScriptCharacters.superscript(scalar) != nil
      || ScriptCharacters.subscript(scalar) != nil
  }

  /// How many primes a character stands for; nil when it is none.
  private static func primeCount(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "'", "’", "′": 1
    case "″": 2
    case "‴": 3
    case "⁗": 4
    default: nil
    }
  }

  /// Characters such as ² and ₁, side by side, as the script that they show.
  private mutating func parseRaised(_ meaning: (Unicode.Scalar) -> Unicode.Scalar?) throws(Formula.Problem) -> [Atom] {
    var atoms: [Atom] = []
    while true {
      let token = stream.nextUnexpanded()
      guard case .character(let scalar) = token.kind, let plain = meaning(scalar) else {
        stream.pushBack(token)
        return atoms
      }
      append(try parseCharacter(plain, token), to: &atoms)
    }
  }

  /// Up to four primes have a character of their own, so that they are spaced well.
  private static func primes(_ count: Int) -> [Atom] {
    var atoms: [Atom] = []
    var left = count
    while left > 0 {
      let text = ["′", "″", "‴", "⁗"][min(left, 4) - 1]
      atoms.append(Atom(.symbol(Symbol(text: text))))
      left -= 4
    }
    return atoms
  }

  private func scripted(_ nucleus: Atom, _ sub: [Atom]?, _ sup: [Atom]?, limits: Bool?) -> Atom {
    if sub == nil, sup == nil {
      if limits == true, case .stack(var stack) = nucleus.content, case .limits = stack.kind {
        stack.kind = .limits(always: true)
        return Atom(.stack(stack), nucleus.atomClass)
      }
      return nucleus
    }
    if case .stack(var stack) = nucleus.content, stack.under == nil || sub == nil, stack.over == nil || sup == nil {
      switch stack.kind {
      case .limits where limits != false:
        if limits == true { stack.kind = .limits(always: true) }
        stack.under = sub ?? stack.under
        stack.over = sup ?? stack.over
        return Atom(.stack(stack), nucleus.atomClass)
      case .limits:
        return Atom(
          .scripts(base: Atom(.group(stack.base), nucleus.atomClass), subscript: sub, superscript: sup),
          nucleus.atomClass)
      default:
        break
      }
    }
    if limits == true {
      return Atom(
        .stack(Stack(kind: .limits(always: true), base: [nucleus], under: sub, over: sup)), nucleus.atomClass)
    }
    return Atom(.scripts(base: nucleus, subscript: sub, superscript: sup), nucleus.atomClass)
  }
}
