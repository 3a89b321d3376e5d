// Questions about names and signs of the language, and the parts of a value.

import Engine
import Syntax

extension Library {
  mutating func addNameQuestions() {
    add(constant: "WORD_SIZE", "The number of bits of an `Int`, which `Sys.WORD_SIZE` gives.") { _ in Value(64) }
    add("isidentifier(s)", "Whether a text is a valid name.", arity: 1, example: "Base.isidentifier(\"x1\")  # => true") { call in
      guard let name = call[0].string ?? call[0].symbol?.name else { throw call.noMethod() }
      let program = Parser.parse(name)
      guard program.diagnostics.isEmpty, program.statements.count == 1,
        case .name(let parsed) = program.statements[0].expression.kind
      else { return Value(false) }
      return Value(parsed == name)
    }
    add("operator_precedence(s)", "How tightly an operator binds; 0 for other names.", arity: 1, example: "Base.operator_precedence(:+) < Base.operator_precedence(:*)  # => true") { call in
      guard let name = call[0].symbol?.name else { throw call.noMethod() }
      return Value(OperatorRank.precedence(of: name))
    }
    add("operator_associativity(s)", "From which side an operator is read: `:left`, `:right` or `:none`.", arity: 1, example: "Base.operator_associativity(:^)  # => :right") { call in
      guard let name = call[0].symbol?.name else { throw call.noMethod() }
      return Value(Symbol(OperatorRank.associativity(of: name)))
    }
    add("isoperator(s)", "Whether a symbol is an operator.", arity: 1, example: "Base.isoperator(:+)  # => true") { call in
      guard let name = call[0].symbol?.name else { throw call.noMethod() }
      return Value(OperatorRank.precedence(of: name) > 0 || ["!", "~", "√", "∛", "∜", "¬"].contains(name))
    }
    add("isunaryoperator(s)", "Whether a symbol is an operator before one operand.", arity: 1, example: "Base.isunaryoperator(:-)  # => true") { call in
      guard let name = call[0].symbol?.name else { throw call.noMethod() }
      return Value(["+", "-", "!", "~", "√", "∛", "∜", "¬", "<:", ">:", "&", "::", "±", "∓"].contains(name))
    }
    add("isbinaryoperator(s)", "Whether a symbol is an operator between two operands.", arity: 1, example: "Base.isbinaryoperator(:-)  # => true") { call in
      guard let name = call[0].symbol?.name else { throw call.noMethod() }
      return Value(OperatorRank.precedence(of: name) > 0)
    }
    add("dump(x)", "Prints the type of a value and those of its fields.", arity: 1, example: "dump(1 + 2im)") { call in
      try call.machine.print(call.machine.dumped(call[0], indent: "", depth: 8) + "\n")
      return .nothing
    }
  }
}

/// How Julia ranks operators.
private enum OperatorRank {
  static func precedence(of name: String) -> Int {
    var name = name
    if name.count > 1, name.first == ".", name != "..", name != "..." { name.removeFirst() }
    switch name {
    case "=", ":=", "+=", "-=", "*=", "/=", "÷=", "^=", "%=", "|=", "&=", "⊻=", "<<=", ">>=", ">>>=": return 1
    case "=>": return 2
    case "?": return 3
    case "-->", "→", "←", "⇒", "⟶": return 4
    case "||": return 5
    case "&&": return 6
    case "==", "!=", "≠", "===", "≡", "!==", "≢", "<", "<=", "≤", ">", ">=", "≥", "in", "∈", "∉", "∋", "∌", "isa", "⊆", "⊇",
      "⊈", "⊉", "⊊", "⊋", "≈", "≉", "<:", ">:": return 7
    case "<|": return 8
    case "|>": return 9
    case ":", "..", "…": return 10
    case "+", "-", "|", "⊻", "±", "∓", "∪", "⊕", "⊖", "++", "∨", "⊽": return 11
    case "*", "/", "÷", "%", "&", "⋅", "×", "∘", "\\", "⊗", "∩", "∧", "⊼", "·", "⊘": return 12
    case "//": return 13
    case "<<", ">>", ">>>": return 14
    case "^", "↑", "↓": return 15
    case "::": return 16
    case ".": return 17
    default: return 0
    }
  }

  static func associativity(of name: String) -> String {
    switch name {
    case "+", "*", "++": return "none"
    default: break
    }
    switch precedence(of: name) {
    case 1, 2, 3, 4, 5, 6, 8, 15: return "right"
    case 7, 0: return "none"
    default: return "left"
    }
  }
}

extension Machine {
  /// What `dump` prints of a value.
  fileprivate func dumped(_ value: Value, indent: String, depth: Int) throws -> String {
    let names = value.structure != nil || value.tag == .complex || value.tag == .rational || value.tag == .pair
      || value.tag == .namedTuple ? value.memberNames : []
    if value.tag == .tuple || !names.isEmpty {
      let parts = try value.tag == .tuple ? elements(value) ?? [] : names.map { try field(value, Symbol($0)) }
      var text = "\(value.dataType)"
      if depth == 0 { return text }
      for (position, part) in parts.enumerated() {
        let name = names.isEmpty ? "\(position + 1)" : names[position]
        text += "\n\(indent)  \(name): " + (try dumped(part, indent: indent + "  ", depth: depth - 1))
      }
      return text
    }
    if let array = value.array {
      let size = array.shape.map(String.init).joined(separator: ", ")
      return "\(array.type)((\(size)\(array.rank == 1 ? "," : ""))) \(try compactText(of: value))"
    }
    if let type = value.type { return "\(type)\(type.supertype.map { " <: \($0)" } ?? "")" }
    return "\(value.dataType) \(try compactText(of: value))"
  }
}
