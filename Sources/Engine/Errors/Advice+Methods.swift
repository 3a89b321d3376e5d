// Hints about calls that no method accepts, and values that cannot be called.

import Syntax

extension Advice {
  /// What fits a call that no method accepts.
  var methodHint: String? {
    if error.message.hasSuffix("are not callable") { return callHint }
    if error.message.hasPrefix("no method matching getindex(::typeof("), case .index(let callee, let indices)? = node?.kind,
      let given = argumentText(Arguments(indices))
    {
      return "a function is called with parentheses: `\(text(callee))(\(given))`"
    }
    if let hint = error.hint ?? candidateHint { return hint }
    if error.message.hasPrefix("Cannot `convert` an object of type String") {
      return "`parse(Float64, s)` and `parse(Int, s)` read numbers from text"
    }
    if error.message.hasPrefix("Cannot `convert`"), case .index? = node?.kind {
      return "the array holds elements of one type; `Any[…]` and `Vector{Any}(v)` hold any"
    }
    if error.message.contains("::Nothing") {
      return "a value here is `nothing`: did a function end without giving one?"
    }
    if error.message.contains("::Missing") { return "a value here is missing: `skipmissing(v)` leaves such elements out" }
    guard let (name, types) = signature else { return nil }
    if name == "getindex" || name == "setindex!" || name == "iterate" {
      return types.first.map { "a value of type \($0) has no elements" }
    }
    if let function = types.first(where: { $0.hasPrefix("typeof(") }), name.first?.isLetter != true {
      let called = function.dropFirst(7).dropLast()
      return "`\(called)` is a function: call it, `\(called)(x)`"
    }
    return operatorHint(name, types) ?? signatureHint(name, types)
  }

  /// The name and the argument types in the message of a call that no method accepts.
  private var signature: (name: String, types: [String])? {
    let start = "no method matching "
    guard error.message.hasPrefix(start), error.message.hasSuffix(")") else { return nil }
    let call = error.message.dropFirst(start.count).dropLast()
    // The operator `(:)` has a parenthesis in its name.
    guard let open = call.dropFirst().firstIndex(of: "(") else { return nil }
    var types: [String] = []
    var depth = 0
    var type = ""
    for character in call[call.index(after: open)...] {
      if character == "{" || character == "(" { depth += 1 }
      if character == "}" || character == ")" { depth -= 1 }
      if character == ",", depth == 0 {
        types.append(type)
        type = ""
      } else if !(type.isEmpty && (character == " " || character == ":")) {
        type.append(character)
      }
    }
    if !type.isEmpty { types.append(type) }
    return (String(call[..<open]), types)
  }

  private func operatorHint(_ name: String, _ types: [String]) -> String? {
    let hasText = types.contains { $0 == "String" || $0 == "Char" }
    let hasArray = types.contains { ["Vector", "Matrix", "Array", "BitVector", "BitMatrix", "UnitRange"].contains($0.prefix { $0 != "{" }) }
    switch name {
    case "isless", "<":
      if hasText { return "text and numbers have no common order: `parse(Float64, s)` reads a number from text" }
      if hasArray, types.count == 2 { return "a dot compares each element: `v .> 1`" }
    case "/", "\\", "÷", "%", "^", "&", "|":
      if hasArray { return "a dot works on each element: `.\(name)`" }
      if name == "&" || name == "|" { return "conditions are joined with `\(name)\(name)`" }
    case "*":
      if hasText { return "text is joined with text: `string(a, b)` takes anything" }
    default: break
    }
    return nil
  }

  /// How a function of the library is called, and which of the arguments is not what it takes.
  private func signatureHint(_ name: String, _ types: [String]) -> String? {
    guard let native = machine.library.functions[name], name.first?.isLetter == true, !native.signature.hasPrefix("#") else {
      return nil
    }
    let isText = types.contains("String") && !native.signature.contains("s")
    let reading = isText ? "; `parse(Float64, s)` reads a number from text" : ""
    return "it is called as `\(native.signature)`\(reading)"
  }

  /// Why a value that is no function stands before parentheses.
  private var callHint: String? {
    guard case .call(let callee, let arguments)? = node?.kind else { return error.hint }
    let given = argumentText(arguments)
    if case .name(let name) = callee.kind, machine.library.functions[name] != nil {
      return "`\(name)` was given a value, which hides the function of that name: choose another name for the value"
    }
    if error.message.contains("Array{") || error.message.contains("Vector{") || error.message.contains("Matrix{")
      || error.message.contains("Tuple{") || error.message.contains("Dict{")
    {
      return "square brackets take elements: `\(shortText(callee) ?? "A")[\(given ?? "i")]`"
    }
    if error.hint?.contains("product") == true, arguments.positional.count == 1, let base = shortText(callee),
      let factor = shortText(arguments.positional[0])
    {
      return "for a product write `\(base) * \(factor)`"
    }
    return error.hint
  }
}
