// The type of a value.

extension Value {
  /// What `typeof` gives.
  public var dataType: DataType {
    switch tag {
    case .undefined: return .any
    case .nothing: return .nothing
    case .missing: return .missing
    case .boolean: return .bool
    case .integer: return .int64
    case .float: return .float64
    case .character: return .character
    case .symbol: return .symbol
    case .type: return .typeOfTypes
    case .colon: return .colon
    case .float32: return .float32
    case .float16: return .float16
    case .irrational: return .irrational(irrational?.name ?? "")
    case .int128: return .int128
    case .uint128: return .uint128
    case .bigFloat: return .bigFloat
    case .int8: return .int8
    case .int16: return .int16
    case .int32: return .int32
    case .uint8: return .uint8
    case .uint16: return .uint16
    case .uint32: return .uint32
    case .uint64: return .uint64
    case .string: return peek(StringObject.self) { $0.isPart } ? .subString : .string
    case .tuple, .namedTuple, .pair: return knownType ?? composedType
    case .range: return unsafe(RangeObject.self).type
    case .floatArray, .integerArray, .booleanArray, .complexArray, .array:
      let object = unsafe(ArrayObject.self)
      return object.origin == nil ? object.type : knownType ?? composedType
    case .function: return .singleton(ofFunction: unsafe(FunctionObject.self).name)
    case .box: return .any
    case .structure: return unsafe(StructureObject.self).type
    case .dictionary:
      return unsafe(DictionaryObject.self).type
    case .set: return unsafe(SetObject.self).type
    case .bigInteger: return .bigInt
    case .rational: return .rational(unsafe(RationalObject.self).isBig ? .bigInt : .int64)
    case .complex: return .complex(unsafe(ComplexObject.self).real.dataType)
    case .dual: return .dual
    case .iterator, .host: return knownType ?? composedType
    }
  }

  /// Whether the value is of the type.
  public func isInstance(of type: DataType) -> Bool {
    if type.instanceTags >> UInt64(tag.rawValue) & 1 != 0 { return true }
    if DataType.fixedTags >> UInt64(tag.rawValue) & 1 != 0 { return false }
    switch tag {
    case .string where type === DataType.string: return !peek(StringObject.self) { $0.isPart }
    case .structure where peek(StructureObject.self, { $0.type === type }): return true
    case .type:
      if case .singleton(let wanted) = type.kind { return self.type?.isSubtype(of: wanted) ?? false && wanted.isOpenOrEqual(to: self.type) }
      if type.name == "Type" { return true }
      return DataType.typeOfTypes.isSubtype(of: type)
    default: break
    }
    return dataType.isSubtype(of: type)
  }
}

extension Tag {
  static var firstFixed: Tag { .nothing }

  /// The type of all values with this tag, if it is one.
  var fixedType: DataType? {
    switch self {
    case .nothing: .nothing
    case .missing: .missing
    case .boolean: .bool
    case .integer: .int64
    case .float: .float64
    case .character: .character
    case .symbol: .symbol
    case .colon: .colon
    case .float32: .float32
    case .int8: .int8
    case .int16: .int16
    case .int32: .int32
    case .uint8: .uint8
    case .uint16: .uint16
    case .uint32: .uint32
    case .uint64: .uint64
    case .bigInteger: .bigInt
    default: nil
    }
  }
}

extension ArrayObject {
  /// The type of the array: `Matrix{Float64}`, `BitVector`, `Adjoint{Float64, Matrix{Float64}}`.
  public var type: DataType {
    if let origin, form == .plain { return viewType(origin) }
    switch form {
    case .plain: return .array(slotType, rank: rank)
    case .bits: return .bitArray(rank: rank)
    default:
      let parent = form.isStructured ? DataType.array(slotType, rank: 2) : parentType
      return .parametric(
        form.typeName, [.type(slotType), .type(parent)], supertype: .abstractArray([.type(slotType), .integer(rank)]))
    }
  }

  /// Whether a view's elements do not lie at equal distances, so that it is indexed by several subscripts.
  public var hasCartesianIndices: Bool {
    guard let origin else { return false }
    var indices = origin.indices.drop { $0.tag == .integer }
    while indices.count > 1, indices.first?.tag == .colon,
      indices.dropFirst().first.map({ $0.tag == .colon || $0.tag == .range && $0.range?.step.integer == 1 }) ?? false
    {
      indices.removeFirst()
    }
    guard let first = indices.first else { return false }
    return !((first.tag == .colon || first.tag == .range) && indices.dropFirst().allSatisfy { $0.tag == .integer })
  }

  /// `SubArray{Int64, 1, Vector{Int64}, Tuple{UnitRange{Int64}}, true}`.
  private func viewType(_ origin: Origin) -> DataType {
    if let order = origin.order {
      let permutation = { (list: [Int]) in DataType.Parameter.symbol("\u{0}(" + list.map(String.init).joined(separator: ", ") + ")") }
      let inverse = order.indices.map { position in (order.firstIndex(of: position + 1) ?? position) + 1 }
      return .parametric(
        "PermutedDimsArray",
        [.type(slotType), .integer(rank), permutation(order), permutation(inverse), .type(origin.parent.dataType)],
        supertype: .abstractArray([.type(slotType), .integer(rank)]))
    }
    let indices = origin.indices.map { index -> DataType in
      if index.tag == .colon { return .parametric("Base.Slice", [.type(RangeObject.oneTo(1).type)], supertype: .any) }
      return index.dataType
    }
    return .parametric(
      "SubArray",
      [
        .type(slotType), .integer(rank), .type(origin.parent.dataType), .type(.tuple(indices)),
        .symbol(hasCartesianIndices ? "false" : "true"),
      ], supertype: .abstractArray([.type(slotType), .integer(rank)]))
  }

  /// Gives the array a type that tells its structure; its elements must already have it.
  public func mark(as form: Form) { self.form = form }

  /// Whether this is the adjoint or transpose of a vector.
  public var isRowVector: Bool { (form == .adjoint || form == .transpose) && isOfVector }

  /// The type of what an adjoint or transpose is taken of.
  public var parentType: DataType { .array(slotType, rank: isOfVector ? 1 : 2) }
}

extension DataType {
  /// `Type{T}` holds T alone, unless T is a variable.
  fileprivate func isOpenOrEqual(to other: DataType?) -> Bool {
    if case .variable = kind { return true }
    return self === other
  }
}
