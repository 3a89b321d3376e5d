// Macro calls, with arguments in parentheses or behind blanks.

extension Parser {
  mutating func parseMacro() -> Expression {
    let macro = token
    let start = Int(macro.start)
    advance()
    var name = text(macro)
    name.removeFirst()
    // `@Base.time`
    if name.utf8.count > 1, let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) {
      name = String(name[name.index(after: dot)...])
    }
    if token.kind == .rawString, !token.spaceBefore { return failAtUnexpected(token) }
    let outer = context
    defer { context = outer }
    var arguments: [Expression] = []
    var tallest = 0
    if token.kind == .openParenthesis, !token.spaceBefore, name != "." {
      let open = token
      guard enter() else { return Expression(.error, macro.span) }
      context = outer.intersection(.endIsIndex).union([.newlinesAreBlank, .forEnds])
      while token.kind != .closeParenthesis, !isRecovering {
        if token.kind == .semicolon {
          advance()
          continue
        }
        var value = parseAssignment(commas: false)
        if token.kind == .for, !isRecovering { value = parseGenerator(value) }
        arguments.append(value)
        tallest = max(tallest, height)
        guard separate(open, closing: .closeParenthesis) else { break }
      }
      close(open, .closeParenthesis)
      leave(outer)
    } else if token.kind == .openBrace, !token.spaceBefore {
      // `@NamedTuple{a::Int, b}`
      arguments = parseBraceList()
      tallest = height
    } else {
      context.insert(.blanksSeparate)
      while !isAtEnd, token.kind != .endOfSource, !(context.contains(.forEnds) && token.kind == .for),
        token.kind != .colon || !context.contains(.colonEnds)
      {
        let before = index
        arguments.append(
          parseAssignment(commas: !outer.contains(.newlinesAreBlank) && !outer.contains(.blanksSeparate)))
        tallest = max(tallest, height)
        if isRecovering || index == before { break }
      }
    }
    grow(tallest, by: 2)
    return Expression(.macroCall(name, arguments), span(from: start))
  }
}
