// The order of types: `<:`, and the least type above two.

extension DataType {
  /// Whether every value of this type is of the other.
  public func isSubtype(of other: DataType) -> Bool {
    if self === other || other === DataType.any { return true }
    if case .union(let members) = kind { return members.allSatisfy { $0.isSubtype(of: other) } }
    switch other.kind {
    case .union(let members): return members.contains { isSubtype(of: $0) }
    case .variable(let bound): return isSubtype(of: bound)
    case .singleton: return false
    case .tuple(let elements, let isVariadic):
      guard case .tuple(let mine, let mineIsVariadic) = kind else { return false }
      return DataType.tuple(mine, mineIsVariadic, isBelow: elements, isVariadic)
    case .nominal: break
    }
    if case .tuple = kind, other.name == "Tuple" { return true }
    if case .singleton = kind { return other.name == "Type" }
    // Types live as long as the process: the walk counts no references.
    var type = Unmanaged.passUnretained(self)
    while true {
      let verdict: Bool? = type._withUnsafeGuaranteedRef { candidate in
        guard candidate.family == other.family, candidate.isSameFamily(as: other) else { return nil }
        return candidate.matchesParameters(of: other)
      }
      if let verdict { return verdict }
      guard let next = type._withUnsafeGuaranteedRef({ $0.supertype.map { Unmanaged.passUnretained($0) } }) else {
        return false
      }
      type = next
    }
  }

  private func isSameFamily(as other: DataType) -> Bool {
    // User types of one name from two definitions have no parameters and are told apart by identity.
    self === other || !(parameters.isEmpty && other.parameters.isEmpty)
  }

  private static func tuple(
    _ mine: [DataType], _ mineIsVariadic: Bool, isBelow other: [DataType], _ otherIsVariadic: Bool
  ) -> Bool {
    if !otherIsVariadic { return !mineIsVariadic && mine.count == other.count && zip(mine, other).allSatisfy { $0.isSubtype(of: $1) } }
    guard let last = other.last, mine.count >= other.count - 1 else { return false }
    return mine.enumerated().allSatisfy { position, type in
      type.isSubtype(of: position < other.count - 1 ? other[position] : last)
    }
  }

  private func matchesParameters(of other: DataType) -> Bool {
    if name == "NamedTuple", other.parameters != [.open], parameters.count != 2 * other.parameters.count,
      parameters.count != other.parameters.count
    {
      return false
    }
    for (position, wanted) in other.parameters.enumerated() {
      if wanted == .open { continue }
      guard position < parameters.count else { return false }
      let mine = parameters[position]
      switch wanted {
      case .open: continue
      case .below(let bound):
        switch mine {
        case .type(let type), .below(let type): if !type.isSubtype(of: bound) { return false }
        default: if bound !== DataType.any { return false }
        }
      case .type(let type):
        if case .variable(let bound) = type.kind {
          guard case .type(let actual) = mine, actual.isSubtype(of: bound) else { return false }
        } else if mine != wanted {
          return false
        }
      default: if mine != wanted { return false }
      }
    }
    return true
  }

  /// `Pair{Symbol}` of `Pair{Symbol, Int}` and `Pair{Symbol, String}`: what is common to two types of one family.
  private static func commonFamily(_ a: DataType, _ b: DataType) -> DataType? {
    guard a.name == b.name, a.parameters.count == b.parameters.count, ["Pair", "Array", "Dict", "Set"].contains(a.name),
      let family = TypeNames.type(named: a.name)
    else { return nil }
    return TypeNames.apply(family, zip(a.parameters, b.parameters).map { $0 == $1 ? $0 : .open })
  }

  /// The element type that holds values of both: equal types, `Union` with `Missing` or `Nothing`, else the nearest common
  /// supertype.
  public static func join(_ a: DataType, _ b: DataType) -> DataType {
    if a === b { return a }
    if a.isSubtype(of: b) { return b }
    if b.isSubtype(of: a) { return a }
    for (one, other) in [(a, b), (b, a)] where one === nothing || one === missing { return union([one, other]) }
    if case .union(let members) = a.kind {
      let isSpecial = { (type: DataType) in type === nothing || type === missing }
      let special = members.filter(isSpecial)
      let rest = members.filter { !isSpecial($0) }
      return union(special + [rest.reduce(b, join)])
    }
    if case .union = b.kind { return join(b, a) }
    if case .tuple(let one, false) = a.kind, case .tuple(let other, false) = b.kind, one.count == other.count {
      return tuple(zip(one, other).map(join))
    }
    var type: DataType? = a.supertype
    if let family = commonFamily(a, b) { return family }
    while let candidate = type {
      if b.isSubtype(of: candidate) { return candidate }
      // Types of one family with different parameters: `Vector{Int64}` and `Vector{Float64}` give `Vector`.
      type = candidate.supertype
    }
    return any
  }
}
