// Types as values: what `typeof` gives, annotations name, and `isa` and `<:` compare.

internal import CMachine
import Synchronization

/// A type. Equal types are the same object: they are interned for the life of the process and never freed.
public final class DataType: @unchecked Sendable, Hashable, CustomStringConvertible {
  public enum Kind: Sendable {
    /// A type of its own, abstract or concrete, perhaps with parameters.
    case nominal
    case union([DataType])
    /// A type variable of a `where`, with its upper bound.
    case variable(bound: DataType)
    /// A tuple of these types; the last may repeat.
    case tuple([DataType], isVariadic: Bool)
    /// `Type{T}`.
    case singleton(DataType)
  }

  /// What stands between the braces of a type.
  public enum Parameter: Hashable, Sendable {
    case type(DataType)
    /// `<:T`: any type below the bound.
    case below(DataType)
    case integer(Int)
    case symbol(String)
    /// Left open, as the second in `Array{Int}`.
    case open
  }

  // The fast tier of the machine reads the first (`CMachine/values.h`).
  /// Which of the constructors this is that the tier does itself.
  private let conversion: Conversion
  /// The name without parameters.
  public let name: String
  public let kind: Kind
  public let parameters: [Parameter]
  public private(set) var supertype: DataType?
  public let isAbstract: Bool
  /// The fields of a `struct`: names, declared types, whether assignment is allowed.
  public private(set) var fields: [Field]
  public private(set) var isMutable: Bool
  public let description: String
  /// What the type is interned by: the description, where types of one name that blocks defined are told apart.
  let identity: String
  /// Whether a block defined this as a `struct`.
  let isStructure: Bool
  /// Names of types as numbers, for walks up the hierarchy.
  let family: Symbol
  /// How deep types stand in this type, and how many: 1 where there are none (`DataType+Bounds.swift`).
  let height: Int
  let size: Int
  /// Remembers `instanceTags`; 0 until they were asked for.
  private let knownTags = Atomic<UInt64>(0)

  public struct Field: Sendable {
    public let name: Symbol
    public let type: DataType
    public let isConstant: Bool
  }

  init(
    name: String, kind: Kind = .nominal, parameters: [Parameter] = [], supertype: DataType?, isAbstract: Bool = false,
    fields: [Field] = [], isMutable: Bool = false, description: String? = nil, identity: String? = nil,
    isStructure: Bool = false, conversion: Conversion = .none
  ) {
    self.isStructure = isStructure
    family = Symbol(name)
    self.conversion = conversion
    self.name = name
    self.kind = kind
    self.parameters = parameters
    self.supertype = supertype
    self.isAbstract = isAbstract
    self.fields = fields
    self.isMutable = isMutable
    self.description = description ?? name
    self.identity = identity ?? self.description
    (height, size) = DataType.extent(of: kind, parameters)
  }

  /// The tags of values, a bit for each, that are all of this type; the last bit is always set. Of tags in `fixedTags` the
  /// others are none.
  var instanceTags: UInt64 {
    let known = knownTags.load(ordering: .relaxed)
    if known != 0 { return known }
    var tags: UInt64 = 1 << 63
    for tag in Tag.firstFixed.rawValue..<64 {
      guard let type = Tag(rawValue: tag)?.fixedType else { continue }
      if type.isSubtype(of: self) { tags |= 1 << UInt64(tag) }
    }
    if self === DataType.any { tags = .max }
    if self === DataType.abstractString { tags |= 1 << UInt64(Tag.string.rawValue) }
    if self === DataType.function { tags |= 1 << UInt64(Tag.function.rawValue) }
    if name == "AbstractArray", parameters.allSatisfy({ $0 == .open }) {
      for tag in Tag.floatArray.rawValue...Tag.array.rawValue { tags |= 1 << UInt64(tag) }
    }
    knownTags.store(tags, ordering: .relaxed)
    return tags
  }

  /// The tags whose values are all of one type.
  static let fixedTags: UInt64 = (0..<64).reduce(0) { tags, tag in
    Tag(rawValue: UInt8(tag))?.fixedType == nil ? tags : tags | 1 << UInt64(tag)
  }

  public static func == (a: DataType, b: DataType) -> Bool { a === b }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

// MARK: - Making types

extension DataType {
  private static let interned = Mutex<[String: DataType]>([:])

  /// The type with this identity, made on first use.
  private static func intern(_ identity: String, _ make: () -> DataType) -> DataType {
    if let known = interned.withLock({ $0[identity] }) { return known }
    let made = make()
    return interned.withLock { table in
      if let known = table[identity] { return known }
      table[identity] = made
      return made
    }
  }

  private static func abstract(_ name: String, _ supertype: DataType?) -> DataType {
    DataType(name: name, supertype: supertype, isAbstract: true)
  }

  private static func concrete(
    _ name: String, _ supertype: DataType, conversion: Conversion = .none
  ) -> DataType {
    DataType(name: name, supertype: supertype, conversion: conversion)
  }

  public static let any = abstract("Any", nil)
  public static let number = abstract("Number", any)
  public static let real = abstract("Real", number)
  public static let abstractFloat = abstract("AbstractFloat", real)
  public static let abstractInteger = abstract("Integer", real)
  public static let signed = abstract("Signed", abstractInteger)
  public static let unsigned = abstract("Unsigned", abstractInteger)
  public static let abstractIrrational = abstract("AbstractIrrational", real)
  public static let float64 = concrete("Float64", abstractFloat, conversion: .float)
  public static let float32 = concrete("Float32", abstractFloat)
  public static let float16 = concrete("Float16", abstractFloat)
  public static let bigFloat = concrete("BigFloat", abstractFloat)
  public static let bool = concrete("Bool", abstractInteger, conversion: .boolean)
  public static let int64 = concrete("Int64", signed, conversion: .integer)
  public static let int32 = concrete("Int32", signed)
  public static let int16 = concrete("Int16", signed)
  public static let int8 = concrete("Int8", signed)
  public static let int128 = concrete("Int128", signed)
  public static let uint128 = concrete("UInt128", unsigned)
  public static let uint64 = concrete("UInt64", unsigned)
  public static let uint32 = concrete("UInt32", unsigned)
  public static let uint16 = concrete("UInt16", unsigned)
  public static let uint8 = concrete("UInt8", unsigned)
  public static let bigInt = concrete("BigInt", signed)
  /// A number with derivatives, as ForwardDiff names it.
  public static let dual = concrete("Dual", real)
  public static let abstractString = abstract("AbstractString", any)
  public static let string = concrete("String", abstractString)
  /// Text that was cut out of another.
  public static let subString = parametric("SubString", [.type(string)], supertype: abstractString)
  public static let abstractChar = abstract("AbstractChar", any)
  public static let character = concrete("Char", abstractChar, conversion: .character)
  public static let symbol = concrete("Symbol", any)
  public static let nothing = concrete("Nothing", any)
  public static let missing = concrete("Missing", any)
  public static let colon = concrete("Colon", any)
  public static let function = abstract("Function", any)
  public static let typeOfTypes = concrete("DataType", abstract("Type", any))
  public static let exception = abstract("Exception", any)
  public static let io = abstract("IO", any)
  /// What stands above the types that `@enum` defines.
  public static let enumeration = abstract("Enum", any)
  /// The type that nothing is of.
  public static let bottom = DataType(name: "Union{}", kind: .union([]), supertype: any, isAbstract: true)

  public static let complexF64 = parametric("Complex", [.type(.float64)], supertype: number)
  public static let integerVector = array(.int64, rank: 1)

  /// A type with parameters: `parametric("Complex", [.type(.float64)], supertype: .number)`.
  public static func parametric(
    _ name: String, _ parameters: [Parameter], supertype: DataType, isAbstract: Bool = false
  ) -> DataType {
    let parameters = bounded(parameters)
    let identity = describe(name, parameters, by: \.identity)
    return intern(identity) {
      DataType(
        name: name, parameters: parameters, supertype: supertype, isAbstract: isAbstract,
        description: describe(name, parameters, by: \.description), identity: identity)
    }
  }

  /// `Irrational{:π}`.
  public static func irrational(_ name: String) -> DataType {
    parametric("Irrational", [.symbol(name)], supertype: abstractIrrational)
  }

  public static func complex(_ part: DataType) -> DataType { parametric("Complex", [.type(part)], supertype: number) }
  public static func rational(_ part: DataType) -> DataType { parametric("Rational", [.type(part)], supertype: real) }

  public static func abstractArray(_ parameters: [Parameter]) -> DataType {
    parametric("AbstractArray", parameters, supertype: any, isAbstract: true)
  }

  /// `AbstractSparseArray{T, Ti, N}` with elements of type T and indices of type Ti.
  static func abstractSparseArray(_ parameters: [Parameter]) -> DataType {
    parametric(
      "AbstractSparseArray", parameters, supertype: abstractArray([parameters[0], parameters[2]]), isAbstract: true)
  }

  /// `SparseVector{T, Ti}` for rank 1, `SparseMatrixCSC{T, Ti}` for rank 2.
  public static func sparseArray(_ element: Parameter, _ index: Parameter, rank: Int) -> DataType {
    parametric(
      rank == 1 ? "SparseVector" : "SparseMatrixCSC", [element, index],
      supertype: abstractSparseArray([element, index, .integer(rank)]))
  }

  public static func array(_ parameters: [Parameter]) -> DataType {
    parametric(
      "Array", parameters,
      supertype: parametric("DenseArray", parameters, supertype: abstractArray(parameters), isAbstract: true))
  }

  /// `Array{element, rank}`.
  public static func array(_ element: DataType, rank: Int) -> DataType {
    array([.type(element), .integer(rank)])
  }

  /// `BitArray{rank}`: what a dotted comparison gives.
  public static func bitArray(rank: Int) -> DataType {
    parametric("BitArray", [.integer(rank)], supertype: abstractArray([.type(bool), .integer(rank)]))
  }

  public static func dictionary(_ key: DataType, _ value: DataType) -> DataType {
    let parameters = [Parameter.type(key), .type(value)]
    return parametric(
      "Dict", parameters, supertype: parametric("AbstractDict", parameters, supertype: any, isAbstract: true))
  }

  public static func set(_ element: DataType) -> DataType {
    parametric(
      "Set", [.type(element)],
      supertype: parametric("AbstractSet", [.type(element)], supertype: any, isAbstract: true))
  }

  /// Sets of integers.
  public static let bitSet = DataType(
    name: "BitSet", supertype: parametric("AbstractSet", [.type(int64)], supertype: any, isAbstract: true))

  public static func pair(_ first: DataType, _ second: DataType) -> DataType {
    parametric("Pair", [.type(first), .type(second)], supertype: any)
  }

  public static func abstractRange(_ element: Parameter) -> DataType {
    parametric(
      "AbstractRange", [element], supertype: abstractArray([element, .integer(1)]), isAbstract: true)
  }

  /// A range type by its Julia name: `UnitRange{Int64}`, `StepRangeLen{…}`.
  public static func range(_ name: String, _ parameters: [Parameter], element: Parameter) -> DataType {
    let ordinal = { (step: Parameter) in
      parametric("OrdinalRange", [element, step], supertype: abstractRange(element), isAbstract: true)
    }
    switch name {
    case "UnitRange", "OneTo":
      return parametric(
        name, parameters,
        supertype: parametric("AbstractUnitRange", [element], supertype: ordinal(element), isAbstract: true))
    case "StepRange": return parametric(name, parameters, supertype: ordinal(parameters.last ?? .open))
    default: return parametric(name, parameters, supertype: abstractRange(element))
    }
  }

  public static func tuple(_ elements: [DataType], isVariadic: Bool = false) -> DataType {
    let (elements, isVariadic) = bounded(elements, isVariadic: isVariadic)
    func text(_ path: KeyPath<DataType, String>) -> String {
      var parts = elements.map { $0[keyPath: path] }
      if isVariadic, let last = parts.popLast() { parts.append("Vararg{\(last)}") }
      return "Tuple{" + parts.joined(separator: ", ") + "}"
    }
    let identity = text(\.identity)
    return intern(identity) {
      DataType(
        name: "Tuple", kind: .tuple(elements, isVariadic: isVariadic), supertype: any, description: text(\.description),
        identity: identity)
    }
  }

  public static func namedTuple(_ names: [String], _ elements: [DataType]) -> DataType {
    let elements = bounded(elements)
    func text(_ path: KeyPath<DataType, String>) -> String {
      "@NamedTuple{" + zip(names, elements).map { "\($0)::\($1[keyPath: path])" }.joined(separator: ", ") + "}"
    }
    let identity = text(\.identity)
    return intern(identity) {
      DataType(
        name: "NamedTuple", parameters: names.map { .symbol($0) } + elements.map { .type($0) }, supertype: any,
        description: text(\.description), identity: identity)
    }
  }

  /// A named tuple whose values are of any types.
  public static func namedTuple(_ names: [String]) -> DataType {
    let list = names.map { SymbolText.quoted($0) }.joined(separator: ", ")
    let description = "NamedTuple{(\(list)\(names.count == 1 ? "," : ""))}"
    return intern(description) {
      DataType(
        name: "NamedTuple", parameters: names.map { .symbol($0) }, supertype: parametric("NamedTuple", [.open], supertype: any),
        isAbstract: true, description: description)
    }
  }

  /// `Union{…}`, flattened, without members that another holds.
  public static func union(_ members: [DataType]) -> DataType {
    var flat: [DataType] = []
    for member in members {
      if case .union(let parts) = member.kind { flat += parts } else { flat.append(member) }
    }
    var kept: [DataType] = []
    for (position, member) in flat.enumerated() {
      let isCovered = flat.enumerated().contains { other, type in
        other != position && member.isSubtype(of: type) && (!type.isSubtype(of: member) || other < position)
      }
      if !isCovered { kept.append(member) }
    }
    if kept.count == 1 { return kept[0] }
    if kept.isEmpty { return bottom }
    // `Union{Missing, Float64}`: Julia shows Nothing and Missing first.
    if !fits(kept) { return any }
    let order = { (type: DataType) in type === nothing || type === missing ? 0 : 1 }
    kept = kept.filter { order($0) == 0 } + kept.filter { order($0) == 1 }
    func text(_ path: KeyPath<DataType, String>) -> String {
      "Union{" + kept.map { $0[keyPath: path] }.joined(separator: ", ") + "}"
    }
    let identity = text(\.identity)
    return intern(identity) {
      DataType(
        name: "Union", kind: .union(kept), supertype: any, isAbstract: true, description: text(\.description), identity: identity)
    }
  }

  /// The type variable of a `where`.
  public static func variable(_ name: String, bound: DataType) -> DataType {
    // Types that mention variables of one name and bound are the same.
    immortal(
      DataType(
        name: name, kind: .variable(bound: bound), supertype: bound, isAbstract: true,
        identity: bound === any ? name : "\(name)<:\(bound.identity)"))
  }

  /// `Type{T}`.
  public static func singleton(_ type: DataType) -> DataType {
    let type = bounded([type])[0]
    let identity = "Type{\(type.identity)}"
    return intern(identity) {
      DataType(
        name: "Type", kind: .singleton(type), supertype: any, isAbstract: true, description: "Type{\(type)}", identity: identity)
    }
  }

  /// `Type{<:T}`.
  public static func singleton(below bound: DataType) -> DataType {
    let identity = "Type{<:\(bound.identity)}"
    return intern(identity) {
      let variable = variable("<:\(bound)", bound: bound)
      return DataType(
        name: "Type", kind: .singleton(variable), supertype: any, isAbstract: true, description: "Type{<:\(bound)}",
        identity: identity)
    }
  }

  /// The type of one function.
  public static func singleton(ofFunction name: String) -> DataType {
    let description = name.hasPrefix("#") ? "var\"\(name)\"" : "typeof(\(name))"
    return intern(description) { DataType(name: description, supertype: function) }
  }

  /// A type that a block defines; each definition is a new type.
  static func structure(name: String, supertype: DataType, fields: [Field], isMutable: Bool) -> DataType {
    immortal(
      DataType(
        name: name, supertype: supertype, fields: fields, isMutable: isMutable, identity: nextIdentity(name), isStructure: true))
  }

  private static let definitionCount = Atomic<Int>(0)

  /// What tells a type that a block defines from others of its name.
  private static func nextIdentity(_ name: String) -> String {
    "\(name)\u{1}\(definitionCount.wrappingAdd(1, ordering: .relaxed).newValue)"
  }

  /// A type whose fields may name it; `complete` gives it what it lacks before a value of it is made.
  static func incompleteStructure(name: String) -> DataType {
    structure(name: name, supertype: any, fields: [], isMutable: false)
  }

  func complete(supertype: DataType, fields: [Field], isMutable: Bool) {
    self.supertype = supertype
    self.fields = fields
    self.isMutable = isMutable
    knownTags.store(0, ordering: .relaxed)
  }

  static func abstractStructure(name: String, supertype: DataType) -> DataType { 
    immortal(DataType(name: name, supertype: supertype, isAbstract: true, identity: nextIdentity(name)))
  }

  /// Keeps a type for the life of the process, as slots that refer to types do not count.
  private static func immortal(_ type: DataType) -> DataType {
    _ = Unmanaged.passRetained(type)
    return type
  }

  /// A concrete type of the library, by name: exceptions, distributions, factorisations.
  public static func named(_ name: String, supertype: DataType = any) -> DataType {
    intern(name) { DataType(name: name, supertype: supertype) }
  }

  /// - Parameter path: `description` or `identity`.
  private static func describe(_ name: String, _ parameters: [Parameter], by path: KeyPath<DataType, String>) -> String {
    if name == "Complex", case .type(let part)? = parameters.first {
      if part === float64 { return "ComplexF64" }
      if part === float32 { return "ComplexF32" }
      if part === float16 { return "ComplexF16" }
    }
    if parameters.allSatisfy({ $0 == .open }) {
      return name
    }
    var parameters = parameters
    var name = name
    if parameters.count == 2, let alias = ["Array": ["Vector", "Matrix"], "AbstractArray": ["AbstractVector", "AbstractMatrix"],
      "DenseArray": ["DenseVector", "DenseMatrix"]][name], case .integer(let rank) = parameters[1], rank == 1 || rank == 2
    {
      name = alias[rank - 1]
      parameters.removeLast()
      if parameters == [.open] { return name }
    } else if name == "BitArray", case .integer(let rank)? = parameters.first, rank == 1 || rank == 2 {
      return rank == 1 ? "BitVector" : "BitMatrix"
    } else if name == "AbstractSparseArray", case .integer(let rank)? = parameters.last, rank == 1 || rank == 2 {
      name = rank == 1 ? "AbstractSparseVector" : "AbstractSparseMatrix"
      parameters.removeLast()
      if parameters == [.open, .open] { return name }
    }
    while parameters.last == .open { parameters.removeLast() }
    if name == "OneTo" { name = "Base.OneTo" }
    return name + "{" + parameters.map { describe($0, by: path) }.joined(separator: ", ") + "}"
  }

  private static func describe(_ parameter: Parameter, by path: KeyPath<DataType, String>) -> String {
    switch parameter {
    case .type(let type): type[keyPath: path]
    case .below(let type): "<:" + type[keyPath: path]
    case .integer(let value): "\(value)"
    // A Boolean parameter, or one that is shown as it stands.
    case .symbol(let name) where name.hasPrefix("\u{0}"): String(name.dropFirst())
    case .symbol(let name): name == "true" || name == "false" ? name : SymbolText.quoted(name)
    case .open: "Any"
    }
  }
}
