// What assignments, declarations and mutations do to names.

extension NameWalker {
  mutating func assign(_ target: Expression) {
    switch target.kind {
    case .name(let name): write(name)
    case .tuple(let elements):
      for element in elements { assign(element) }
    case .namedTuple(let parts):
      for part in parts { if let name = part.name { write(name) } }
    case .splat(let inner): assign(inner)
    case .typed(let inner?, let type):
      visit(type)
      assign(inner)
    case .parameters(let base, let list):
      for element in list { visit(element) }
      assign(base)
    case .const(let inner): assign(inner)
    default: mutate(target)
    }
  }

  /// The object behind a target changes: `x` of `x[i].a`.
  mutating func mutate(_ target: Expression) {
    visit(target)
    var base = target
    while true {
      switch base.kind {
      case .index(let inner, _), .field(let inner, _), .dotCall(let inner, _): base = inner
      case .tuple(let elements):
        for element in elements { mutate(element) }
        return
      case .name(let name):
        if !isLocal(name) { mutates.insert(name) }
        return
      default: return
      }
    }
  }

  /// By custom a function whose name ends in `!` changes its first argument.
  mutating func noteMutation(_ callee: Expression, _ arguments: Arguments) {
    guard case .name(let function) = callee.kind, function.utf8.last == UInt8(ascii: "!") else { return }
    let place = arguments.hasDoBlock ? 1 : 0
    guard arguments.positional.count > place else { return }
    // `map!(f, x)` and its kin take the function first.
    for argument in arguments.positional.dropFirst(place).prefix(2) {
      var base = argument
      while true {
        if case .index(let inner, _) = base.kind {
          base = inner
        } else if case .field(let inner, _) = base.kind {
          base = inner
        } else {
          break
        }
      }
      if case .name(let name) = base.kind {
        if !isLocal(name) { mutates.insert(name) }
        if place == 1 || !["map!", "foreach!", "broadcast!", "filter!", "sort!"].contains(function) { return }
      } else if case .function = base.kind {
        continue
      } else if case .operatorName = base.kind {
        continue
      } else {
        return
      }
    }
  }
}
