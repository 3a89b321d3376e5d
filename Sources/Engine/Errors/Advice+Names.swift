// Hints about names that are not defined, and members that a value does not have.

import Syntax

extension Advice {
  /// What was probably meant by a name that is not defined.
  var nameHint: String? {
    guard let name = error.message.split(separator: "`").first.map(String.init) else { return nil }
    if case .field(_, let member)? = around()?.kind, ForeignNames.isModule(name) { return moduleHint(name, member) }
    if case .binary(let operation, _, let right)? = around()?.kind, right.span == node?.span,
      operation.name == "//" || operation.name == "%"
    {
      return "`\(operation.name)` is an operator; comments begin with `#`"
    }
    if case .update(let operation, let target, _)? = around()?.kind, target.span == node?.span {
      let start = operation.name == "*" || operation.name == "/" ? 1 : 0
      return "`\(name)` has no value yet: write `\(name) = \(start)` before"
    }
    if let hint = ForeignNames.hint(for: name) { return hint }
    if let (first, second) = factors(of: name) { return "for the product of `\(first)` and `\(second)` write `\(first) * \(second)`" }
    if let other = nearestName(to: name) { return "did you mean `\(other)`?" }
    if case .binary(let operation, let left, let right)? = around()?.kind, operation.name == "=>", left.span == node?.span {
      return "a function without a name is written `\(name) -> \(text(right))`"
    }
    return nil
  }

  /// `np.mean(x)` and `np.linalg.inv(A)`: what the function is called here.
  private func moduleHint(_ module: String, _ member: String) -> String {
    var name = member
    var distance = 2
    while case .field(_, let outer)? = around(distance)?.kind {
      name = outer
      distance += 1
    }
    if module == "console" || module == "System", name == "log" || name == "println" { return "write `println(x)`" }
    if machine.library.functions[name] != nil {
      if case .call(_, let arguments)? = around(distance)?.kind, let given = argumentText(arguments) {
        return "write `\(name)(\(given))`: the whole library is always loaded, under plain names"
      }
      return "write `\(name)`: the whole library is always loaded, under plain names"
    }
    if machine.library.constants[name] != nil { return "write `\(name)`" }
    if let hint = ForeignNames.hint(for: name) { return hint }
    if let other = nearestName(to: name) { return "did you mean `\(other)`?" }
    return "the whole library is always loaded, under plain names: leave `\(module).` out"
  }

  /// The defined name that is nearest to one that is not.
  private func nearestName(to name: String) -> String? {
    guard let first = name.unicodeScalars.first, first.properties.isXIDStart || first == "_" else { return nil }
    // Nobody misspells such a name, and to compare it takes long.
    if name.utf8.count > 200 { return nil }
    let own = machine.globals.assignedNames
    let library = machine.library.functions.keys.sorted() + machine.library.constants.keys.sorted()
    let isWord: (String) -> Bool = { $0.unicodeScalars.first.map { $0.properties.isXIDStart } ?? false }
    // What differs in case alone is nearest, then the reader's own names.
    let lowered = name.lowercased()
    if let same = (own + library).first(where: { $0.lowercased() == lowered && $0 != name }) { return same }
    if name.unicodeScalars.count < 2 { return nil }
    return Suggestions.nearest(to: name, among: own.filter(isWord) + library.filter(isWord))
  }

  /// Two defined names that make up an undefined one, as `ab` for a product.
  private func factors(of name: String) -> (String, String)? {
    if name.utf8.count > 200 { return nil }
    let own = Set(machine.globals.assignedNames)
    for place in name.indices.dropFirst() {
      let (first, second) = (String(name[..<place]), String(name[place...]))
      if own.contains(first), own.contains(second) { return (first, second) }
    }
    return nil
  }

  /// How a member of another language's objects is written here.
  var memberHint: String? {
    guard case .field(let base, let member)? = node?.kind ?? nil else { return error.hint }
    if let hint = error.hint, hint.hasPrefix("did you mean") { return hint }
    let object = shortText(base) ?? "x"
    var given: String?
    if case .call(let callee, let arguments)? = around()?.kind, callee.span == node?.span { given = argumentText(arguments) }
    if let hint = ForeignNames.hint(forMember: member, of: object, arguments: given) { return hint }
    if machine.library.functions[member] != nil || machine.globals[member]?.function != nil {
      let rest = given.map { $0.isEmpty ? "" : ", " + $0 } ?? ""
      return "functions are not members here: write `\(member)(\(object)\(rest))`"
    }
    return error.hint
  }
}
