// What the display asks of types: what is inside a container, and what a reader can tell without being told.

extension DataType {
  /// The type without `Nothing` and `Missing` beside it.
  var withoutSpecials: DataType {
    guard case .union(let members) = kind else { return self }
    return .union(members.filter { $0 !== DataType.nothing && $0 !== DataType.missing })
  }

  var isRational: Bool { name == "Rational" }

  /// The element type of an array, dictionary or set type; `nil` for other types.
  var displayedElementType: DataType? {
    switch name {
    case "Dict", "AbstractDict":
      guard let key = parameter(0), let value = parameter(1) else { return nil }
      return .pair(key, value)
    case "Set", "AbstractSet": return parameter(0)
    default:
      var candidate: DataType? = self
      while let type = candidate, type.name != "AbstractArray" { candidate = type.supertype }
      return candidate?.parameter(0)
    }
  }

  public func parameter(_ position: Int) -> DataType? {
    guard position < parameters.count, case .type(let type) = parameters[position] else { return nil }
    return type
  }

  /// The types of a tuple's elements, if this is such a type of `count` elements.
  func tupleElements(count: Int) -> [DataType]? {
    guard case .tuple(let elements, isVariadic: false) = kind, elements.count == count else { return nil }
    return elements
  }

  /// The types of a named tuple's elements, if this is such a type of `count` elements.
  func namedTupleElements(count: Int) -> [DataType]? {
    guard name == "NamedTuple", parameters.count == 2 * count else { return nil }
    let elements = parameters.suffix(count).compactMap { parameter -> DataType? in
      if case .type(let type) = parameter { return type }
      return nil
    }
    return elements.count == count ? elements : nil
  }

  /// Whether a literal of the type tells its type, so that a container need not.
  var isTold: Bool {
    switch self {
    case .float64, .int64, .character, .string, .symbol, .nothing, .missing: return true
    default: break
    }
    if case .tuple(let elements, let isVariadic) = kind { return !isVariadic && elements.allSatisfy(\.isTold) }
    switch name {
    case "Array": return parameter(0)?.isTold ?? false
    case "Pair", "Dict": return (parameter(0)?.isTold ?? false) && (parameter(1)?.isTold ?? false)
    case "NamedTuple":
      return namedTupleElements(count: parameters.count / 2)?.allSatisfy(\.isTold) ?? false
    default: return name.hasPrefix("typeof(") || name.hasPrefix("var\"#")
    }
  }

  /// What the REPL adds to a type that has a shorter name: ` (alias for Array{Int64, 1})`.
  var aliasNote: String {
    switch name {
    case "Array", "AbstractArray", "DenseArray":
      guard parameters.count == 2, case .integer(let rank) = parameters[1], rank == 1 || rank == 2 else { return "" }
      if let element = parameter(0) { return " (alias for \(name){\(element), \(rank)})" }
      if case .below(let bound) = parameters[0] { return " (alias for \(name){<:\(bound), \(rank)})" }
      return " (alias for \(name){T, \(rank)} where T)"
    case "BitArray":
      guard case .integer(let rank)? = parameters.first, rank == 1 || rank == 2 else { return "" }
      return " (alias for BitArray{\(rank)})"
    case "Complex":
      return description == "ComplexF64" ? " (alias for Complex{Float64})" : ""
    default: return ""
    }
  }
}
