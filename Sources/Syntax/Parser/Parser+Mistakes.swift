// What to say where the source is wrong, above all to readers who come from Python, MATLAB and C.

extension Parser {
  // MARK: - Missing operands

  /// An operator with nothing on its right.
  @discardableResult
  mutating func failWithoutOperand(after sign: Token) -> Expression {
    let name = text(sign)
    var hint: String?
    if name == "++" {
      hint = "write `x += 1` to add one"
    } else if name == "-", index >= 2, tokens[index - 2].kind == .operator, tokens[index - 2].end == sign.start,
      text(tokens[index - 2]) == "-"
    {
      hint = "write `x -= 1` to take one away"
    }
    return fail("missing-operand", "nothing stands on the right of `\(name)`", at: sign.span, hint: hint)
  }

  // MARK: - Unexpected tokens

  /// A token that no expression begins with.
  @discardableResult
  mutating func failAtUnexpected(_ token: Token, from start: Int? = nil) -> Expression {
    guard !isRecovering else { return Expression(.error, token.span) }
    let shown = text(token)
    switch token.kind {
    case .endOfSource:
      if index > 0, previous.kind == .operator { return failWithoutOperand(after: previous) }
      return fail("missing-expression", "an expression is missing at the end", at: gap)
    case .end:
      if foreignBlocks > 0 {
        foreignBlocks -= 1
        advance()
        return Expression(.error, token.span)
      }
      return fail(
        "unexpected-end", "this `end` closes nothing", at: token.span,
        hint: followsEnd() ? "every block needs one `end`; here is one too many" : nil)
    case .else, .elseif, .catch, .finally:
      let opener = token.kind == .else || token.kind == .elseif ? "if" : "try"
      return fail("unexpected-\(shown)", "this `\(shown)` belongs to no `\(opener)`", at: token.span)
    case .closeParenthesis, .closeBracket, .closeBrace:
      if index > 0, previous.kind == .operator, openBrackets > 0 { return failWithoutOperand(after: previous) }
      return fail("unexpected-bracket", "this `\(shown)` closes nothing", at: token.span)
    case .comma where index > 0 && previous.kind == .comma:
      return fail(
        "missing-expression", "something is missing between these commas", at: previous.span.union(token.span))
    case .assign, .update, .dotAssign:
      return fail("missing-target", "nothing stands on the left of `\(shown)`", at: token.span)
    case .operator, .arrow, .question:
      if shown == "$" {
        return fail("unexpected-token", "`$` interpolates only in strings", at: token.span)
      }
      let isTurned =
        (shown == "<" || shown == ">") && index > 0 && previous.kind == .assign && previous.end == token.start
      let hint: String? =
        switch shown {
        case "++": "write `x += 1` to add one"
        case "|": "the absolute value is written `abs(x)`, the norm `norm(v)`"
        default: isTurned ? "did you mean `\(shown)=`?" : nil
        }
      return fail("missing-operand", "nothing stands on the left of `\(shown)`", at: token.span, hint: hint)
    case .do:
      return fail("unexpected-do", "`do` follows a call", at: token.span, hint: "write `map(x) do y … end`")
    case .bad, .command:
      return fail("bad-token", "this is not part of the language", at: token.span)
    default:
      return fail("unexpected-token", "`\(shown)` cannot stand here", at: token.span)
    }
  }

  /// Whether there was an `end` before this place.
  private mutating func followsEnd() -> Bool {
    let first = firstEnd ?? tokens.firstIndex { $0.kind == .end } ?? tokens.count
    firstEnd = first
    return first < index
  }

  mutating func failAtUnsupported(_ token: Token) -> Expression {
    let (message, hint): (String, String)
    switch token.kind {
    case .module: (message, hint) = ("modules are not part of the language", "a notebook is one space of names")
    case .macro: (message, hint) = ("macros cannot be defined", "define a function")
    default: (message, hint) = ("`export` is not part of the language", "all names of a notebook are visible in it")
    }
    return fail("unsupported", message, at: token.span, hint: hint)
  }

  mutating func failAtBraces() -> Expression {
    let open = token
    if open.flags.contains(.openAtEnd), diagnostics.isEmpty { isIncomplete = true }
    let close = open.match > 0 ? tokens[Int(open.match)] : open
    let inner = index + 1 < tokens.count ? tokens[(index + 1)..<min(index + 6, tokens.count)] : []
    let isDictionary = inner.contains { $0.kind == .colon || $0.kind == .operator && $0.precedence == .pair }
    let isArrowBody = index > 0 && previous.kind == .operator && token(previous, is: "=>")
    let hint =
      isArrowBody
      ? "a function without a name is written `x -> x^2`, a longer one `function (x) … end`"
      : isDictionary
        ? "a dictionary is written `Dict(\"a\" => 1, \"b\" => 2)`"
        : "a set is written `Set([1, 2])`, a vector `[1, 2]`, a dictionary `Dict(\"a\" => 1)`"
    return fail(
      "braces", "braces hold the parameters of a type, not a collection", at: open.span.union(close.span), hint: hint)
  }

  /// A block in braces, as in C.
  mutating func failAtForeignBlock() {
    // Its `end` will be missing too, which need not be said.
    hasUnclosedBlock = true
    fail(
      "foreign-braces", "a block does not stand in braces", at: token.span,
      hint: "it begins on the next line and ends with `end`")
  }

  mutating func failAtParameter() {
    guard !isRecovering else { return }
    switch token.kind {
    case .operator, .wordOperator, .openParenthesis, .openBracket, .dot, .prime:
      fail(
        "bad-parameter", "a parameter has to be a name", at: token.span,
        hint: "`f(x) = …` defines a function; an equation is written `f(x + 1) ~ y`")
    case .integer, .float, .float32, .stringStart, .character, .true, .false, .colon:
      fail(
        "bad-parameter", "a parameter has to be a name, not a value", at: token.span,
        hint: "distinguish values in the body, for example `f(n) = n == 0 ? 1 : …`")
    case .endOfSource, .closeBracket, .closeBrace, .comma:
      fail("bad-parameter", "a parameter is missing", at: token.span)
    default:
      fail("bad-parameter", "a parameter has to be a name", at: token.span)
    }
  }

  // MARK: - Text left over

  /// What follows a complete statement on its line.
  mutating func failAfter(_ expression: Expression) {
    let extra = token
    let shown = text(extra)
    if explainForeignWord(extra) || explainForeignHead() { return }
    switch extra.kind {
    case .closeParenthesis, .closeBracket, .closeBrace, .end:
      failAtUnexpected(extra)
    case .openParenthesis, .openBracket:
      guard extra.spaceBefore, isNameLike(expression) else { fallthrough }
      let what = extra.kind == .openParenthesis ? "these parentheses" : "this bracket"
      fail(
        "blank-before-bracket", "no blank can stand before \(what)", at: Span(Int(previous.end), Int(extra.end)),
        hint: extra.kind == .openParenthesis
          ? "a call is written `f(x)`; a product needs `*` here" : "an index is written `x[i]`")
    case .assign:
      fail("unexpected-assignment", "`=` cannot stand here", at: extra.span, hint: "equality is tested with `==`")
    case .colon where next.newlineBefore || next.kind == .endOfSource:
      fail(
        "foreign-colon", "no colon is written here", at: extra.span,
        hint: "a block begins on the next line and ends with `end`")
    case .stringStart, .character, .name, .integer, .float:
      let hint: String
      if commentSignOnLine {
        hint = "comments begin with `#`"
      } else if previous.kind == .name, extra.spaceBefore, isLastName(expression) {
        let product = extra.kind == .stringStart || extra.kind == .character ? "" : ", a product `\(text(previous)) * …`"
        hint = "a call needs parentheses: `\(text(previous))(…)`\(product)"
      } else if extra.kind == .stringStart, !extra.spaceBefore {
        hint = "strings are joined with `*` or `string(…)`"
      } else {
        hint = "an operator or a comma is missing, or a `;` between two statements"
      }
      fail("extra-text", "the statement was complete before \(describe(extra))", at: extra.span, hint: hint)
    case .bad, .command:
      failAtUnexpected(extra)
    case .openBrace:
      failAtForeignBlock()
    case .operator where shown == "!":
      fail(
        "extra-text", "`!` stands before what it negates", at: extra.span,
        hint: "a factorial is written `factorial(\(text(previous)))`")
    default:
      fail(
        "extra-text", "the statement was complete before `\(shown)`", at: extra.span,
        hint: "begin a new line, or put `;` between two statements")
    }
  }

  private func isNameLike(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name, .field, .call, .index, .assignment: true
    default: false
    }
  }

  private func describe(_ token: Token) -> String {
    switch token.kind {
    case .stringStart: "this string"
    case .character: "this character"
    default: "`\(text(token))`"
    }
  }

  /// Whether the statement is one name, or assigns one: what follows was perhaps meant as an argument.
  private func isLastName(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name: true
    case .assignment(_, let value): if case .name = value.kind { true } else { false }
    default: false
    }
  }

  /// Whether a `%` or `//` stands earlier on this line, perhaps meant to begin a comment.
  private var commentSignOnLine: Bool {
    var place = index
    while place > 0, !tokens[place].newlineBefore {
      place -= 1
      if tokens[place].kind == .operator, token(tokens[place], is: "%") || token(tokens[place], is: "//") { return true }
    }
    return false
  }

  /// Something other than a comma or the closing bracket after an element of a list.
  mutating func failInList(_ open: Token) {
    guard !isRecovering else { return }
    if token.kind == .endOfSource {
      fail(
        "unclosed-bracket", "`\(text(open))` is not closed", at: open.span,
        hint: "close it with `\(Self.partner(of: open.kind))`")
      return
    }
    if explainForeignWord(token) || explainForeignHead() { return }
    switch token.kind {
    case .closeParenthesis, .closeBracket, .closeBrace, .end, .else, .elseif, .catch, .finally, .bad, .command:
      failAtUnexpected(token)
    case .assign:
      fail(
        "unexpected-assignment", "`=` cannot stand here", at: token.span,
        hint: "equality is tested with `==`; only a plain name can take a value here")
    case .semicolon:
      fail("unexpected-semicolon", "`;` cannot stand here", at: token.span)
    case .openParenthesis where token.spaceBefore && previous.kind == .name:
      fail(
        "blank-before-bracket", "no blank can stand before these parentheses",
        at: Span(Int(previous.end), Int(token.end)), hint: "a call is written `f(x)`; a product needs `*` here")
    case .for:
      fail(
        "misplaced-for", "`for` makes a comprehension of one value only", at: token.span,
        hint: "put several values in parentheses: `[(x, y) for x in v]`")
    default:
      fail(
        "missing-comma", "a comma is missing before \(describe(token))", at: token.span,
        hint: "elements are separated by commas")
    }
  }

  // MARK: - Heads of blocks

  /// What follows a condition or iteration on its line; a statement may, if it begins with a word.
  mutating func checkHeader(after expression: Expression) {
    guard !isRecovering, !token.newlineBefore else { return }
    switch token.kind {
    case .semicolon, .endOfSource, .end: return
    case .assign:
      fail(
        "assignment-as-condition", "`=` assigns and is no condition", at: token.span,
        hint: "equality is tested with `==`")
    case .colon, .dot, .arrow, .closeParenthesis, .closeBracket, .closeBrace, .comma, .update:
      failAfter(expression)
    default:
      if token.kind == .openBrace { return failAtForeignBlock() }
      if !explainForeignWord(token) { explainForeignHead() }
    }
  }

  /// Says how a loop is written whose head stands in parentheses, as in C and R.
  mutating func checkForeignLoop() {
    guard token.kind == .openParenthesis, token.match > 0 else { return }
    let after = tokens[Int(token.match) + 1]
    guard after.newlineBefore || after.kind == .openBrace || after.kind == .semicolon else { return }
    hasUnclosedBlock = hasUnclosedBlock || after.kind == .openBrace
    fail(
      "loop-parentheses", "the head of a loop does not stand in parentheses",
      at: token.span.union(tokens[Int(token.match)].span), hint: "write `for i in 1:10`")
  }

  var isForeignCatch: Bool {
    token.kind == .name && token.newlineBefore && token(token, is: "except") && next.kind != .assign
  }

  /// Reads Python's `except` as `catch`.
  mutating func reportForeignCatch() {
    report("foreign-word", "`except` is not a keyword", at: token.span, hint: "write `catch e`")
    while !next.newlineBefore, next.kind != .endOfSource { advance() }
    advance()
  }

  /// Skips the colon that Python writes behind the head of a block.
  mutating func skipForeignColon() {
    guard token.kind == .colon, !token.newlineBefore, next.newlineBefore || next.kind == .endOfSource else { return }
    reportForeignColon(token)
    advance()
  }

  /// Says that the head of a block ends without a colon; that its `end` is missing too need not be said.
  mutating func reportForeignColon(_ colon: Token) {
    report(
      "foreign-colon", "no colon is written here", at: colon.span,
      hint: "a block begins on the next line and ends with `end`")
    hasUnclosedBlock = true
  }

  var isForeignElseif: Bool {
    token.kind == .name && token.newlineBefore && (token(token, is: "elif") || token(token, is: "elsif"))
      && next.kind != .assign && !next.newlineBefore
  }

  mutating func failAtIteration(_ target: Expression) -> Expression {
    guard !isRecovering else { return Expression(.error, target.span) }
    if token.kind == .comma {
      return fail(
        "loop-tuple", "several variables of one loop need parentheses", at: target.span.union(next.span),
        hint: "write `for (i, x) in …`; two nested loops are `for i in a, j in b`")
    }
    return fail(
      "missing-in", "the loop has no `in`", at: gap, hint: "write `for i in 1:10`")
  }

  // MARK: - Words of other languages

  /// Words that stand between operands elsewhere.
  private mutating func explainForeignWord(_ word: Token) -> Bool {
    guard word.kind == .name || word.kind == .if else { return false }
    let (message, hint): (String, String)
    switch text(word) {
    case "and": (message, hint) = ("`and` is not an operator", "write `&&`, or `.&` for arrays")
    case "or": (message, hint) = ("`or` is not an operator", "write `||`, or `.|` for arrays")
    case "is": (message, hint) = ("`is` is not an operator", "write `==`, or `===` for identity")
    case "not": (message, hint) = ("`not` is not an operator", "write `!`, or `∉` for “not in”")
    case "mod": (message, hint) = ("`mod` is not an operator", "write `mod(a, b)` or `a % b`")
    case "div": (message, hint) = ("`div` is not an operator", "write `div(a, b)` or `a ÷ b`")
    case "xor": (message, hint) = ("`xor` is not an operator", "write `xor(a, b)` or `a ⊻ b`")
    case "then": (message, hint) = ("`then` is not written here", "the block begins on the next line")
    case "if":
      guard word.kind == .if, openBrackets > 0 || !word.newlineBefore else { return false }
      (message, hint) = ("`if` cannot follow a value", "a choice between two values is written `condition ? a : b`")
    default: return false
    }
    fail("foreign-word", message, at: word.span, hint: hint)
    return true
  }

  /// The word before the current token, if it stands before an operand elsewhere.
  @discardableResult
  private mutating func explainForeignHead() -> Bool {
    guard index > 0, previous.kind == .name, token.spaceBefore, !token.newlineBefore else { return false }
    switch token.kind {
    case .name, .integer, .float, .stringStart, .character, .true, .false, .openBracket:
      return explainForeignHead(text(previous), previous.span)
    default: return false
    }
  }

  /// Words that stand before something elsewhere, read as a name here.
  private mutating func explainForeignHead(_ word: String, _ span: Span) -> Bool {
    let (message, hint): (String, String)
    switch word {
    case "not": (message, hint) = ("`not` is not an operator", "write `!x`")
    case "print", "println", "puts", "echo", "disp":
      (message, hint) = ("a call needs parentheses", "write `println(…)`")
    case "lambda": (message, hint) = ("`lambda` is not a keyword", "a function without a name is written `x -> x^2`")
    case "def", "fn", "func", "fun", "sub", "proc":
      (message, hint) = ("`\(word)` is not a keyword", "write `f(x) = …` or `function f(x) … end`")
    case "class": (message, hint) = ("`class` is not a keyword", "define a `struct` and functions for it")
    case "var", "val", "auto", "int", "float", "double", "bool", "string":
      (message, hint) = ("names are not declared", "write `x = 1`")
    case "switch", "match", "case": (message, hint) = ("`\(word)` is not a keyword", "write `if … elseif … else … end`")
    case "raise": (message, hint) = ("`raise` is not a keyword", "write `error(\"…\")` or `throw(…)`")
    case "from", "include", "require", "load", "library":
      (message, hint) = ("`\(word)` does not load packages", "write `using Statistics`")
    case "del":
      (message, hint) = ("`del` is not a keyword", "names cannot be removed; elements are with `delete!(d, key)`")
    case "unless", "until": (message, hint) = ("`\(word)` is not a keyword", "write `if !…` or `while !…`")
    case "loop", "repeat", "foreach": (message, hint) = ("`\(word)` is not a keyword", "write `for i in 1:n … end`")
    case "yield", "await", "async":
      (message, hint) = ("`\(word)` is not part of the language", "collect the values in an array")
    default: return false
    }
    fail("foreign-word", message, at: span, hint: hint)
    return true
  }

  /// A statement in another language's form, recognised by its first words.
  mutating func parseForeignStatement() -> Expression? {
    guard token.kind == .name else { return nil }
    let following = next
    guard following.kind != .assign, !following.newlineBefore, following.spaceBefore || following.kind == .colon else {
      return nil
    }
    let word = text(token)
    switch (word, following.kind) {
    case ("def", .name), ("class", .name), ("lambda", .name), ("fn", .name), ("func", .name),
      ("switch", .name), ("switch", .openParenthesis):
      let span = token.span
      if word == "class" || word == "switch" { foreignBlocks += 1 }
      return explainForeignHead(word, span) ? Expression(.error, span) : nil
    case ("elif", _)
    where following.kind != .operator && following.kind != .openParenthesis
      || following.spaceBefore && following.kind == .openParenthesis:
      return fail("foreign-elseif", "`elif` is not a keyword", at: token.span, hint: "write `elseif`")
    default:
      return nil
    }
  }

  /// MATLAB's `function y = f(x)`.
  mutating func parseForeignFunction(_ opener: Token) -> Expression? {
    guard token.kind == .name || token.kind == .openBracket else { return nil }
    let behind = token.kind == .openBracket && token.match > 0 ? tokens[Int(token.match) + 1] : next
    guard behind.kind == .assign else { return nil }
    let span = token.span.union(behind.span)
    fail(
      "matlab-function", "the result is not named in the head of a function", at: span,
      hint: "write `function f(x)` and `return y` at its end")
    resynchronizeAtBody()
    _ = parseBlock()
    expectEnd(of: opener)
    return Expression(.error, self.span(from: Int(opener.start)))
  }
}
