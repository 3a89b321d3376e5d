// The tree as an S-expression, close to what Julia's `dump` of an expression shows; for tests and debugging.

extension Expression: CustomDebugStringConvertible {
  /// The tree without spans: `(call f x (kw k 1))`.
  public var debugDescription: String { LargeStack.run { tree } ?? "(error)" }

  private var tree: String {
    switch kind {
    case .integer(let literal):
      let prefix = literal.radix == 16 ? "0x" : literal.radix == 2 ? "0b" : literal.radix == 8 ? "0o" : ""
      return prefix + literal.digits
    case .float(let value): return "\(value)"
    case .float32(let value): return "\(value)f0"
    case .boolean(let value): return "\(value)"
    case .character(let scalar): return "(char \(String(Character(scalar)).debugDescription))"
    case .string(let parts):
      if parts.isEmpty { return "\"\"" }
      if parts.count == 1, case .text(let text) = parts[0] { return text.debugDescription }
      return list(
        "string",
        parts.map { part in
          switch part {
          case .text(let text): text.debugDescription
          case .value(let expression): expression.tree
          }
        })
    case .prefixedString(let prefix, let text, let suffix):
      return list("prefixed", [prefix, text.debugDescription] + (suffix.isEmpty ? [] : [suffix]))
    case .symbol(let name): return ":" + name
    case .quote(let inner): return "(quote \(inner.tree))"
    case .name(let name): return name
    case .operatorName(let op): return "(op \(op))"
    case .unary(let op, let operand): return "(\(op) \(operand.tree))"
    case .binary(let op, let left, let right): return "(\(op) \(left.tree) \(right.tree))"
    case .associative(let op, let operands): return list("\(op)", operands)
    case .juxtaposition(let left, let right): return "(juxtapose \(left.tree) \(right.tree))"
    case .comparison(let operands, let operators):
      if operators.count == 1 { return "(\(operators[0]) \(operands[0].tree) \(operands[1].tree))" }
      var items = ["\(operands[0].tree)"]
      for (op, operand) in zip(operators, operands.dropFirst()) { items += ["\(op)", "\(operand.tree)"] }
      return list("comparison", items)
    case .and(let left, let right): return "(&& \(left.tree) \(right.tree))"
    case .or(let left, let right): return "(|| \(left.tree) \(right.tree))"
    case .conditional(let condition, let then, let otherwise):
      return "(? \(condition.tree) \(then.tree) \(otherwise.tree))"
    case .adjoint(let inner): return "(' \(inner.tree))"
    case .range(let start, let step, let stop): return list("range", [start] + (step.map { [$0] } ?? []) + [stop])
    case .typed(let value, let type): return list("::", (value.map { [$0] } ?? []) + [type])
    case .splat(let inner): return "(... \(inner.tree))"
    case .call(let callee, let arguments): return list("call", ["\(callee.tree)"] + dump(arguments))
    case .dotCall(let callee, let arguments): return list("dotcall", ["\(callee.tree)"] + dump(arguments))
    case .index(let base, let indices): return list("index", [base] + indices)
    case .field(let base, let name): return "(. \(base.tree) \(name))"
    case .parameters(let base, let list): return self.list("curly", [base] + list)
    case .colon: return ":"
    case .indexEnd: return "end"
    case .indexBegin: return "begin"
    case .macroCall(let name, let arguments): return list("macro @\(name)", arguments)
    case .tuple(let elements): return list("tuple", elements)
    case .namedTuple(let parts): return list("named", parts.map(dump))
    case .vector(let elements, let element): return list("vect", dump(element) + elements.map(\.tree))
    case .concatenation(let pieces, let dimension, let element):
      return list("cat\(dimension)", dump(element) + pieces.map(\.tree))
    case .comprehension(let value, let generations, let element):
      return list("comprehension", dump(element) + ["\(value.tree)"] + generations.map(dump))
    case .generator(let value, let generations): return list("generator", ["\(value.tree)"] + generations.map(dump))
    case .assignment(let target, let value): return "(= \(target.tree) \(value.tree))"
    case .dotAssignment(let target, let value): return "(.= \(target.tree) \(value.tree))"
    case .update(let op, let target, let value): return "(\(op)= \(target.tree) \(value.tree))"
    case .global(let names): return list("global", names)
    case .local(let names): return list("local", names)
    case .const(let value): return "(const \(value.tree))"
    case .function(let function): return dump(function)
    case .structure(let structure): return dump(structure)
    case .abstractType(let name, let supertype): return list("abstract", [name] + (supertype.map { [$0] } ?? []))
    case .using(let imports, let extends):
      return list(extends ? "import" : "using", imports.map(dump))
    case .block(let statements): return list("block", statements)
    case .let(let bindings, let body): return "(let \(list("bind", bindings)) \(body.tree))"
    case .if(let branches, let otherwise):
      return list("if", branches.flatMap { [$0.condition, $0.body] } + (otherwise.map { [$0] } ?? []))
    case .for(let iterations, let body): return list("for", iterations.map(dump) + ["\(body.tree)"])
    case .while(let condition, let body): return "(while \(condition.tree) \(body.tree))"
    case .try(let form):
      var items = ["\(form.body.tree)"]
      if let handler = form.handler {
        items.append(list("catch", (form.variable.map { [$0] } ?? []) + ["\(handler.tree)"]))
      }
      if let body = form.elseBody { items.append("(else \(body.tree))") }
      if let body = form.finallyBody { items.append("(finally \(body.tree))") }
      return list("try", items)
    case .return(let value): return list("return", value.map { [$0] } ?? [])
    case .break: return "(break)"
    case .continue: return "(continue)"
    case .error: return "(error)"
    }
  }

  private func list(_ head: String, _ items: [String]) -> String {
    items.isEmpty ? "(\(head))" : "(\(head) \(items.joined(separator: " ")))"
  }

  private func list(_ head: String, _ items: [Expression]) -> String { list(head, items.map(\.tree)) }

  private func dump(_ element: Expression?) -> [String] { element.map { ["(of \($0.tree))"] } ?? [] }

  private func dump(_ arguments: Arguments) -> [String] {
    (arguments.hasDoBlock ? ["do"] : []) + arguments.positional.map(\.tree) + arguments.keywords.map(dump)
  }

  private func dump(_ keyword: KeywordArgument) -> String {
    guard let name = keyword.name else { return "\(keyword.value.tree)" }
    if keyword.value.span == keyword.span, case .name(name) = keyword.value.kind { return "(kw \(name))" }
    return "(kw \(name) \(keyword.value.tree))"
  }

  private func dump(_ iteration: Iteration) -> String { "(in \(iteration.target.tree) \(iteration.iterable.tree))" }

  private func dump(_ one: Import) -> String {
    func named(_ name: String, _ alias: String?) -> String { alias.map { "\(name)=\($0)" } ?? name }
    let names = one.names.map(named).joined(separator: ",")
    return named(one.path.joined(separator: "."), one.alias) + (names.isEmpty ? "" : ":" + names)
  }

  private func dump(_ generation: Generation) -> String {
    list("for", generation.iterations.map(dump) + (generation.condition.map { ["(if \($0.tree))"] } ?? []))
  }

  private func dump(_ parameter: Parameter) -> String {
    var text = parameter.pattern.map(\.tree) ?? ""
    if let type = parameter.type { text += "::\(type.tree)" }
    if parameter.isVariadic { text += "..." }
    if let value = parameter.defaultValue { text += "=\(value.tree)" }
    return text
  }

  private func dump(_ function: Function) -> String {
    var head: [String] = []
    if let name = function.name { head.append(name.tree) }
    head.append("[" + function.parameters.map(dump).joined(separator: " ") + "]")
    if !function.keywords.isEmpty { head.append("[; " + function.keywords.map(dump).joined(separator: " ") + "]") }
    if let type = function.returnType { head.append("(returns \(type.tree))") }
    if !function.typeVariables.isEmpty { head.append(list("where", function.typeVariables)) }
    if let body = function.body { head.append("\(body.tree)") }
    let word =
      switch function.form {
      case .long: "function"
      case .short: "def"
      case .anonymous: "->"
      case .doBlock: "do"
      }
    return list(word, head)
  }

  private func dump(_ structure: Structure) -> String {
    var items = [structure.name]
    if let supertype = structure.supertype { items.append("(<: \(supertype.tree))") }
    for field in structure.fields {
      var text = (field.isConstant ? "const " : "") + field.name
      if let type = field.type { text += "::\(type.tree)" }
      if let value = field.defaultValue { text += "=\(value.tree)" }
      items.append("(field \(text))")
    }
    return list(structure.isMutable ? "mutable" : "struct", items + structure.constructors.map(dump))
  }
}

extension Operator: CustomStringConvertible {
  public var description: String { (isDotted ? "." : "") + name }
}
