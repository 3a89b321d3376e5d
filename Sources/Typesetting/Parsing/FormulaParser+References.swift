// Labels and references of a formula, and links to other places.

extension FormulaParser {
  /// `\label{name}` names the tag of its line, before or after it. Numbers that the page gives have names of its own.
  mutating func parseLabel(_ token: Token) throws(Formula.Problem) {
    let name = try rawArgument(of: token)
    if let tag { labels[name] = tag } else { pendingLabel = name }
  }

  /// `\ref{name}`: a tag of the same formula.
  mutating func reference(_ token: Token, inParentheses: Bool) throws(Formula.Problem) -> Atom {
    let name = try rawArgument(of: token)
    guard let tag = labels[name] else {
      try report(
        Formula.Problem(
          message: "no \\tag before this is labelled \(name)", range: token.range,
          hint: "the text refers to a numbered formula by @eq-…"))
      return Atom(.error("\(token.text){\(name)}"))
    }
    // A tag is written with its parentheses.
    let isParenthesized = tag.count == 3
    return Atom(.group(isParenthesized && !inParentheses ? [tag[1]] : tag))
  }

  // MARK: - Links

  mutating func link(_ token: Token, showsAddress: Bool) throws(Formula.Problem) -> Atom {
    let written = try stream.verbatimArgument(of: token)
    // In TeX's files these characters need a backslash, in an address they stand for themselves.
    var address = ""
    for character in written {
      if address.hasSuffix("\\"), "%#&_~{}$".contains(character) { address.removeLast() }
      address.append(character)
    }
    let content =
      showsAddress
      ? [Atom(.text(address, TextStyle(family: .mono)))] : try parseArgument(of: token)
    guard FormulaParser.isSafe(address) else {
      try report(
        Formula.Problem(
          message: "a formula may not link to this address", range: token.range,
          hint: "links begin with https:, http:, mailto: or #"))
      return Atom(.group(content))
    }
    return Atom(.link(address, content))
  }

  private static func isSafe(_ address: String) -> Bool {
    let lower = address.lowercased()
    let isKnown = ["https://", "http://", "mailto:", "#"].contains { lower.hasPrefix($0) }
    return isKnown && !address.unicodeScalars.contains { $0.value <= 0x20 || $0.value == 0x7F }
  }
}
