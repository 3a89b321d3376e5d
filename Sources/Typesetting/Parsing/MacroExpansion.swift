// TeX with the macros of its document written out, for readers that do not have their definitions.

extension Formula {
  /// A call of a macro and what it stands for.
  public struct Expansion: Sendable, Hashable {
    /// The call with its arguments, as UTF-8 offsets in the source.
    public var range: Range<Int>
    public var text: String
  }

  /// The calls of a document's macros in a formula, in order, with what they stand for: TeX without any of the macros.
  ///
  /// A formula whose macros cannot be expanded, which is reported when it is typeset, has none from there on.
  public static func expansions(in source: String, macros: [String: Macro]) -> [Expansion] {
    if macros.isEmpty || !source.utf8.contains(UInt8(ascii: "\\")) { return [] }
    var expander = MacroExpander(macros)
    expander.forgetDefinitions(in: source)
    return expander.expansions(in: source)
  }

  /// A formula with the macros written out.
  public static func expanded(_ source: String, macros: [String: Macro]) -> String {
    let bytes = Array(source.utf8)
    var text = ""
    var position = 0
    for call in expansions(in: source, macros: macros) {
      text += String(decoding: bytes[position..<call.range.lowerBound], as: UTF8.self) + call.text
      position = call.range.upperBound
    }
    return text + String(decoding: bytes[position...], as: UTF8.self)
  }
}

private struct MacroExpander {
  private var macros: [String: Formula.Macro] = [:]
  private var expansionsLeft = TokenStream.expansionLimit
  /// How many bytes all expansions may have together.
  private var bytesLeft = TokenStream.expandedTokenLimit

  init(_ macros: [String: Formula.Macro]) {
    for (name, macro) in macros { self.macros[name.hasPrefix("\\") ? String(name.dropFirst()) : name] = macro }
  }

  /// What a formula defines itself is not written out: the definition would lose its name.
  mutating func forgetDefinitions(in source: String) {
    let definitions: Set = [
      "newcommand", "renewcommand", "providecommand", "def", "gdef", "edef", "xdef", "let", "DeclareMathOperator",
    ]
    var lexer = Lexer(source)
    var isDefining = false
    while true {
      let token = lexer.next()
      switch token.kind {
      case .end: return
      case .command(let name):
        if isDefining { macros[name] = nil }
        isDefining = definitions.contains(name)
      case .space: break
      default: if !token.isCharacter("{"), !token.isCharacter("*") { isDefining = false }
      }
    }
  }

  mutating func expansions(in source: String) -> [Formula.Expansion] {
    let bytes = Array(source.utf8)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    var found: [Formula.Expansion] = []
    var lexer = Lexer(source)
    var token = lexer.next()
    while token.kind != .end {
      guard case .command(let name) = token.kind, let macro = macros[name] else {
        token = lexer.next()
        continue
      }
      let start = token.range.lowerBound
      var end = token.range.upperBound
      var arguments: [String] = []
      token = lexer.next()
      for _ in 0..<macro.parameterCount {
        while token.kind == .space { token = lexer.next() }
        if token.kind == .end || token.isCharacter("}") { return found }
        var argument = token.range
        if token.isCharacter("{") {
          guard let group = MacroExpander.group(after: token, &lexer) else { return found }
          argument = group.content
          token = group.close
        }
        arguments.append(text(argument))
        end = token.range.upperBound
        token = lexer.next()
      }
      guard var expansion = written(macro, arguments) else { return found }
      if end < bytes.count { MacroExpander.separate(&expansion, from: text(end..<end + 1)) }
      found.append(Formula.Expansion(range: start..<end, text: expansion))
    }
    return found
  }

  /// The body of a macro with its arguments, and with the macros in it written out; `nil` beyond the limits.
  private mutating func written(_ macro: Formula.Macro, _ arguments: [String]) -> String? {
    expansionsLeft -= 1
    let body = Array(macro.body.utf8)
    var lexer = Lexer(macro.body)
    var filled = ""
    var position = 0
    func add(_ text: String) {
      MacroExpander.separate(&filled, from: text)
      filled += text
    }
    while true {
      let token = lexer.next()
      if token.kind == .end { break }
      guard case .parameter(let number) = token.kind, number <= arguments.count else { continue }
      add(String(decoding: body[position..<token.range.lowerBound], as: UTF8.self))
      add(arguments[number - 1])
      position = token.range.upperBound
    }
    add(String(decoding: body[position...], as: UTF8.self))
    bytesLeft -= filled.utf8.count
    guard expansionsLeft >= 0, bytesLeft >= 0 else { return nil }

    let inner = expansions(in: filled)
    guard expansionsLeft >= 0, bytesLeft >= 0 else { return nil }
    let source = Array(filled.utf8)
    var result = ""
    position = 0
    for expansion in inner {
      result += String(decoding: source[position..<expansion.range.lowerBound], as: UTF8.self) + expansion.text
      position = expansion.range.upperBound
    }
    return result + String(decoding: source[position...], as: UTF8.self)
  }

  /// What stands up to the brace that closes a group, and that brace.
  private static func group(after open: Token, _ lexer: inout Lexer) -> (content: Range<Int>, close: Token)? {
    var depth = 1
    while true {
      let token = lexer.next()
      if token.kind == .end { return nil }
      if token.isCharacter("{") { depth += 1 }
      if token.isCharacter("}") { depth -= 1 }
      if depth == 0 { return (open.range.upperBound..<token.range.lowerBound, token) }
    }
  }

  /// Ends the name of a command at the end of a text before a letter that would lengthen it.
  private static func separate(_ text: inout String, from next: String) {
    func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") }
    guard let first = next.utf8.first, isLetter(first) else { return }
    let before = text.utf8.reversed().drop(while: isLetter)
    if before.first == UInt8(ascii: "\\"), before.count < text.utf8.count { text += " " }
  }
}
