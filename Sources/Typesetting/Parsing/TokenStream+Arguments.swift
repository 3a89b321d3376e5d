// Arguments of macros and commands as tokens.

extension TokenStream {
  /// A braced argument byte for byte, so that a web address may hold `%` and `#`.
  mutating func verbatimArgument(of call: Token) throws(Formula.Problem) -> String {
    skipSpaces()
    let open = nextUnexpanded()
    guard open.isCharacter("{") else {
      throw Formula.Problem(message: "\(call.text) lacks an argument", range: call.range)
    }
    if pending.isEmpty {
      if let text = lexer.verbatimGroup() { return text }
      throw Formula.Problem(message: "this brace is never closed", range: open.range, hint: "add }")
    }
    var text = ""
    for token in try balanced(from: open) { text += token.text }
    return text
  }

  /// A braced group without its braces, or one token.
  mutating func argument(of call: Token) throws(Formula.Problem) -> [Token] {
    skipSpaces()
    let token = nextUnexpanded()
    if token.isCharacter("{") { return try balanced(from: token) }
    if token.kind == .end || token.isCharacter("}") {
      pushBack(token)
      throw Formula.Problem(message: "\(call.text) lacks an argument", range: call.range)
    }
    return [token]
  }

  /// `[…]` if it follows.
  mutating func optionalArgument(of call: Token) throws(Formula.Problem) -> [Token]? {
    skipSpaces()
    let open = nextUnexpanded()
    guard open.isCharacter("[") else {
      pushBack(open)
      return nil
    }
    var tokens: [Token] = []
    var depth = 0
    while true {
      let token = nextUnexpanded()
      if token.kind == .end {
        throw Formula.Problem(message: "this bracket is never closed", range: open.range, hint: "add ]")
      }
      if depth == 0, token.isCharacter("]") { return tokens }
      if token.isCharacter("{") { depth += 1 }
      if token.isCharacter("}") { depth -= 1 }
      if depth < 0 {
        throw Formula.Problem(message: "this bracket is never closed", range: open.range, hint: "add ]")
      }
      tokens.append(token)
    }
  }

  /// The rest of a group whose opening brace has been read; the closing brace is taken too.
  private mutating func balanced(from open: Token) throws(Formula.Problem) -> [Token] {
    var tokens: [Token] = []
    var depth = 0
    while true {
      let token = nextUnexpanded()
      if token.kind == .end {
        throw Formula.Problem(message: "this brace is never closed", range: open.range, hint: "add }")
      }
      if token.isCharacter("{") { depth += 1 }
      if token.isCharacter("}") {
        if depth == 0 { return tokens }
        depth -= 1
      }
      tokens.append(token)
    }
  }

  mutating func delimitedArgument(
    of call: Token, upTo delimiter: [Token]
  ) throws(Formula.Problem) -> [Token] {
    var tokens: [Token] = []
    var depth = 0
    while true {
      let token = nextUnexpanded()
      if token.kind == .end {
        throw Formula.Problem(message: "use of \(call.text) does not match its definition", range: call.range)
      }
      tokens.append(token)
      if token.isCharacter("{") { depth += 1 }
      if token.isCharacter("}") { depth -= 1 }
      if depth == 0, tokens.count >= delimiter.count,
        zip(tokens.suffix(delimiter.count), delimiter).allSatisfy({ $0.kind == $1.kind })
      {
        tokens.removeLast(delimiter.count)
        return tokens
      }
    }
  }
}
