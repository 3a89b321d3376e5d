// Calls in formulas: roots, absolute values, exponentials, sums over ranges, and functions by their names.

import Syntax

extension FormulaWriter {
  func call(_ callee: Expression, _ arguments: Arguments, _ depth: Int) -> Formula? {
    func inner(_ expression: Expression) -> Formula? { formula(expression, depth: depth + 1) }
    guard arguments.keywords.isEmpty, !arguments.hasDoBlock else { return nil }
    if case .name(let name) = callee.kind, let special = special(name, arguments.positional, depth) { return special }
    guard let list = list(arguments.positional, inner) else { return nil }
    let function: String
    switch callee.kind {
    case .name(let name): function = NameTeX.function(name)
    case .adjoint, .call:
      guard let derivative = derivative(callee, depth) else { return nil }
      function = derivative
    default: return nil
    }
    return Formula(tex: function + enclosed("(", list, ")"))
  }

  /// `f''` before its arguments, or a call that gives a function.
  private func derivative(_ callee: Expression, _ depth: Int) -> String? {
    var base = callee
    var primes = ""
    while case .adjoint(let operand) = base.kind, primes.count < 4 {
      base = operand
      primes += "'"
    }
    if case .name(let name) = base.kind { return NameTeX.function(name) + primes }
    guard case .call = base.kind else { return nil }
    return formula(base, depth: depth + 1).map { $0.tex + primes }
  }

  /// Functions with a notation of their own.
  private func special(_ name: String, _ arguments: [Expression], _ depth: Int) -> Formula? {
    if arguments.count == 2, name == "binomial", let n = formula(arguments[0], depth: depth + 1),
      let k = formula(arguments[1], depth: depth + 1)
    {
      return Formula(tex: "\\binom{\(n.tex)}{\(k.tex)}")
    }
    guard arguments.count == 1 else { return nil }
    if case .generator(let element, let generations) = arguments[0].kind {
      return overRange(name, element, generations, depth)
    }
    if name == "exp" {
      var writer = self
      writer.isInline = true
      return writer.formula(arguments[0], depth: depth + 1).map { Formula(tex: "e^{\($0.tex)}", strength: .power) }
    }
    guard ["sqrt", "cbrt", "abs", "norm", "floor", "ceil", "factorial", "inv", "conj"].contains(name),
      let argument = formula(arguments[0], depth: depth + 1)
    else { return nil }
    switch name {
    case "sqrt": return Formula(tex: "\\sqrt{\(argument.tex)}")
    case "cbrt": return Formula(tex: "\\sqrt[3]{\(argument.tex)}")
    case "abs": return Formula(tex: "\\left\\lvert \(argument.tex) \\right\\rvert")
    case "norm": return Formula(tex: "\\left\\lVert \(argument.tex) \\right\\rVert")
    case "floor": return Formula(tex: "\\left\\lfloor \(argument.tex) \\right\\rfloor")
    case "ceil": return Formula(tex: "\\left\\lceil \(argument.tex) \\right\\rceil")
    case "factorial": return Formula(tex: parenthesized(argument, .atom) + "!", strength: .power)
    case "inv": return Formula(tex: parenthesized(argument, .atom) + "^{-1}", strength: .power)
    default: return Formula(tex: "\\overline{\(argument.tex)}")
    }
  }

  /// `sum(x^2 for x in 1:n)` with its sign; several loops make several signs, the outermost first.
  private func overRange(_ name: String, _ element: Expression, _ generations: [Generation], _ depth: Int) -> Formula? {
    let signs = ["sum": "\\sum", "prod": "\\prod", "maximum": "\\max", "minimum": "\\min"]
    guard !isInline, let sign = signs[name], let body = formula(element, depth: depth + 1) else { return nil }
    var heads: [String] = []
    for generation in generations {
      guard generation.condition == nil else { return nil }
      for iteration in generation.iterations {
        guard case .name(let variable) = iteration.target.kind else { return nil }
        let index = NameTeX.variable(variable).tex
        if case .range(let start, step: nil, let stop) = iteration.iterable.kind, name == "sum" || name == "prod" {
          guard let low = formula(start, depth: depth + 1), let high = formula(stop, depth: depth + 1)
          else { return nil }
          heads.append("\(sign)_{\(index) = \(low.tex)}^{\(high.tex)}")
        } else {
          guard let set = formula(iteration.iterable, depth: depth + 1) else { return nil }
          heads.append("\(sign)_{\(index) \\in \(set.tex)}")
        }
      }
    }
    let text = body.strength < .product ? enclosed("(", body.tex, ")") : body.tex
    return Formula(tex: heads.joined(separator: " ") + " " + text, strength: .product, isOpen: true)
  }
}
