// Types by the names that a block writes.

enum TypeNames {
  static var plainNames: [String] { plain.keys.sorted() }

  private static let plain: [String: DataType] = [
    "Any": .any, "Number": .number, "Real": .real, "AbstractFloat": .abstractFloat, "Integer": .abstractInteger,
    "Signed": .signed, "Unsigned": .unsigned, "AbstractIrrational": .abstractIrrational, "Float64": .float64,
    "Float32": .float32, "Float16": .float16, "BigFloat": .bigFloat, "Int128": .int128, "UInt128": .uint128,
    "Bool": .bool, "Int64": .int64, "Int": .int64, "Int32": .int32, "Int16": .int16, "Int8": .int8,
    "UInt64": .uint64, "UInt": .uint64, "UInt32": .uint32, "UInt16": .uint16, "UInt8": .uint8, "BigInt": .bigInt,
    "AbstractString": .abstractString, "String": .string, "AbstractChar": .abstractChar, "Char": .character,
    "Symbol": .symbol, "Nothing": .nothing, "Missing": .missing, "Colon": .colon, "Function": .function,
    "Exception": .exception, "Enum": .enumeration, "DataType": .typeOfTypes, "IO": .io, "ComplexF64": .complexF64,
  ]

  static let exceptions = [
    "ArgumentError", "BoundsError", "DimensionMismatch", "DivideError", "DomainError", "EOFError", "ErrorException",
    "InexactError", "KeyError", "MethodError", "OutOfMemoryError", "OverflowError", "StackOverflowError", "TypeError",
    "UndefKeywordError", "UndefRefError", "UndefVarError", "StringIndexError", "SingularException", "PosDefException", "ZeroPivotException",
    "AssertionError", "LAPACKException", "RankDeficientException", "SyntaxError", "CapturedException", "InterruptException",
    "MissingException", "ParseError", "SystemError", "FieldError", "TestSetException", "CompositeException",
  ]

  static func exception(_ name: String) -> DataType { .named(name, supertype: .exception) }

  /// The type of this name, with its parameters open.
  static func type(named name: String) -> DataType? {
    if let type = plain[name] { return type }
    switch name {
    case "Array": return .array([.open, .open])
    case "Vector": return .array([.open, .integer(1)])
    case "Matrix": return .array([.open, .integer(2)])
    case "VecOrMat": return .union([.array([.open, .integer(1)]), .array([.open, .integer(2)])])
    case "AbstractArray": return .abstractArray([.open, .open])
    case "AbstractVector": return .abstractArray([.open, .integer(1)])
    case "AbstractMatrix": return .abstractArray([.open, .integer(2)])
    case "AbstractVecOrMat": return .union([.abstractArray([.open, .integer(1)]), .abstractArray([.open, .integer(2)])])
    case "DenseArray": return .parametric("DenseArray", [.open, .open], supertype: .abstractArray([.open, .open]), isAbstract: true)
    case "BitArray": return .parametric("BitArray", [.open], supertype: .abstractArray([.type(.bool), .open]))
    case "BitVector": return .bitArray(rank: 1)
    case "BitMatrix": return .bitArray(rank: 2)
    case "ComplexF32": return .complex(.float32)
    case "ComplexF16": return .complex(.float16)
    case "Irrational": return .parametric("Irrational", [.open], supertype: .abstractIrrational)
    case "Complex": return .parametric("Complex", [.open], supertype: .number)
    case "Rational": return .parametric("Rational", [.open], supertype: .real)
    case "Dict": return .parametric("Dict", [.open, .open], supertype: .parametric("AbstractDict", [.open, .open], supertype: .any, isAbstract: true))
    case "AbstractDict": return .parametric("AbstractDict", [.open, .open], supertype: .any, isAbstract: true)
    case "Set": return .parametric("Set", [.open], supertype: .parametric("AbstractSet", [.open], supertype: .any, isAbstract: true))
    case "AbstractSet": return .parametric("AbstractSet", [.open], supertype: .any, isAbstract: true)
    case "Pair": return .parametric("Pair", [.open, .open], supertype: .any)
    case "AbstractRange": return .abstractRange(.open)
    case "UnitRange": return .range("UnitRange", [.open], element: .open)
    case "StepRange": return .range("StepRange", [.open, .open], element: .open)
    case "StepRangeLen": return .range("StepRangeLen", [.open, .open, .open, .open], element: .open)
    case "Tuple": return .parametric("Tuple", [.open], supertype: .any)
    case "NamedTuple": return .parametric("NamedTuple", [.open], supertype: .any)
    case "Union": return DataType.bottom
    case "Type": return .parametric("Type", [.open], supertype: .any, isAbstract: true)
    case "Vararg": return .parametric("Vararg", [.open, .open], supertype: .any)
    case _ where matrixTypes.contains(name): return .parametric(name, [.open, .open], supertype: .abstractArray([.open, .integer(2)]))
    default: return exceptions.contains(name) ? exception(name) : family(name)
    }
  }

  /// Types of matrices that wrap an array of elements of their own type.
  private static let matrixTypes: Set<String> = [
    "Diagonal", "Symmetric", "Hermitian", "UpperTriangular", "LowerTriangular", "UnitUpperTriangular", "UnitLowerTriangular", "Bidiagonal",
    "Tridiagonal", "SymTridiagonal", "UpperHessenberg", "Adjoint", "Transpose",
  ]

  /// Families of types that only the library makes values of.
  private static func family(_ name: String) -> DataType? {
    func array(_ parameters: [DataType.Parameter], _ element: DataType.Parameter, _ rank: DataType.Parameter) -> DataType {
      .parametric(name, parameters, supertype: .abstractArray([element, rank]))
    }
    switch name {
    case "AbstractUnitRange": return DataType.range("UnitRange", [.open], element: .open).supertype
    case "OrdinalRange": return DataType.range("StepRange", [.open, .open], element: .open).supertype
    case "OneTo": return .range("OneTo", [.open], element: .open)
    case "LinRange": return .range("LinRange", [.open, .open], element: .open)
    case "DenseVector": return .parametric("DenseArray", [.open, .integer(1)], supertype: .abstractArray([.open, .integer(1)]), isAbstract: true)
    case "DenseMatrix": return .parametric("DenseArray", [.open, .integer(2)], supertype: .abstractArray([.open, .integer(2)]), isAbstract: true)
    case "DenseVecOrMat": return .union(["DenseVector", "DenseMatrix"].compactMap(family))
    case "StridedArray": return .union([.array([.open, .open]), family("SubArray") ?? .any])
    case "StridedVector": return .union([.array([.open, .integer(1)]), family("SubArray") ?? .any])
    case "StridedMatrix": return .union([.array([.open, .integer(2)]), family("SubArray") ?? .any])
    case "StridedVecOrMat": return .union(["StridedVector", "StridedMatrix"].compactMap(family))
    case "SubArray": return array([.open, .open, .open, .open, .open], .open, .open)
    case "AbstractSlices": return .parametric(name, [.open, .open], supertype: .abstractArray([.open, .open]), isAbstract: true)
    case "CartesianIndex": return .parametric(name, [.open], supertype: .any)
    case "CartesianIndices", "LinearIndices": return array([.open, .open], .open, .open)
    case "Ref": return .parametric(name, [.open], supertype: .any, isAbstract: true)
    case "Some", "Val", "NTuple": return .parametric(name, [.open, .open], supertype: .any)
    case "ComposedFunction": return .parametric(name, [.open, .open], supertype: .function)
    case "Returns": return .parametric(name, [.open], supertype: .function)
    case "BitSet": return .bitSet
    case "IdDict":
      return .parametric(name, [.open, .open], supertype: .parametric("AbstractDict", [.open, .open], supertype: .any, isAbstract: true))
    case "SubString": return .parametric(name, [.open], supertype: .abstractString)
    case "SparseMatrixCSC": return .sparseArray(.open, .open, rank: 2)
    case "SparseVector": return .sparseArray(.open, .open, rank: 1)
    case "AbstractSparseArray": return .abstractSparseArray([.open, .open, .open])
    case "AbstractSparseVector": return .abstractSparseArray([.open, .open, .integer(1)])
    case "AbstractSparseMatrix": return .abstractSparseArray([.open, .open, .integer(2)])
    case "Polynomial": return .parametric(name, [.open, .open], supertype: .any)
    case "Factorization": return .named(name)
    case "Cholesky", "LDLt": return factorization(name, 2)
    case "LU", "QR", "LQ", "CholeskyPivoted", "BunchKaufman", "Schur": return factorization(name, 3)
    case "QRPivoted", "Eigen", "GeneralizedEigen", "SVD", "GeneralizedSchur", "GeneralizedSVD": return factorization(name, 4)
    case "Hessenberg": return factorization(name, 5)
    case "UniformScaling", "MIME": return .parametric(name, [.open], supertype: .any)
    case "VersionNumber": return .named(name)
    case "Regex", "RegexMatch": return .named(name)
    case "AbstractPattern", "AbstractMatch", "AbstractDisplay", "AbstractChannel": return .named(name)
    default: return nil
    }
  }

  /// A type of factorisations, of so many parameters.
  private static func factorization(_ name: String, _ count: Int) -> DataType {
    .parametric(name, Array(repeating: .open, count: count), supertype: .named("Factorization"))
  }

  /// `type{parameters}`.
  static func apply(_ type: DataType, _ parameters: [DataType.Parameter]) -> DataType? {
    func filled(_ count: Int) -> [DataType.Parameter]? {
      parameters.count > count ? nil : parameters + Array(repeating: .open, count: count - parameters.count)
    }
    /// Fills the open parameters of `Vector`, `Array` or their like in order.
    func replaced() -> [DataType.Parameter]? {
      var given = parameters[...]
      let result = type.parameters.map { $0 == .open ? given.popFirst() ?? .open : $0 }
      return given.isEmpty ? result : nil
    }
    let types = parameters.compactMap { parameter -> DataType? in
      if case .type(let type) = parameter { return type }
      return nil
    }
    switch type.name {
    case "Array": return replaced().map { .array($0) }
    case "AbstractArray": return replaced().map { .abstractArray($0) }
    case "DenseArray":
      return replaced().map { .parametric("DenseArray", $0, supertype: .abstractArray($0), isAbstract: true) }
    case "BitArray":
      guard case .integer(let rank)? = parameters.first else { return nil }
      return .bitArray(rank: rank)
    case "Union", "Union{}": return types.count == parameters.count ? .union(types) : nil
    case "Tuple":
      if case .type(let last)? = parameters.last, last.name == "Vararg" {
        var element = DataType.any
        if case .type(let type)? = last.parameters.first { element = type }
        return .tuple(Array(types.dropLast()) + [element], isVariadic: true)
      }
      return .tuple(types)
    case "Irrational":
      guard parameters.count == 1, case .symbol(let name)? = parameters.first else { return nil }
      return .irrational(name)
    case "Type":
      if case .below(let bound)? = parameters.first { return .singleton(below: bound) }
      return types.first.map { .singleton($0) }
    case "Complex": return filled(1).map { .parametric("Complex", $0, supertype: .number) }
    case "Rational": return filled(1).map { .parametric("Rational", $0, supertype: .real) }
    case "Dict", "IdDict":
      return filled(2).map { .parametric(type.name, $0, supertype: .parametric("AbstractDict", $0, supertype: .any, isAbstract: true)) }
    case "AbstractDict": return filled(2).map { .parametric("AbstractDict", $0, supertype: .any, isAbstract: true) }
    case "Set":
      return filled(1).map { .parametric("Set", $0, supertype: .parametric("AbstractSet", $0, supertype: .any, isAbstract: true)) }
    case "AbstractSet": return filled(1).map { .parametric("AbstractSet", $0, supertype: .any, isAbstract: true) }
    case "Pair": return filled(2).map { .parametric("Pair", $0, supertype: .any) }
    case "SubString": return filled(1).map { .parametric("SubString", $0, supertype: .abstractString) }
    case "Vararg": return filled(2).map { .parametric("Vararg", $0, supertype: .any) }
    case "UnitRange": return filled(1).map { .range("UnitRange", $0, element: $0[0]) }
    case "AbstractRange": return filled(1).map { .abstractRange($0[0]) }
    case "StepRange", "LinRange": return filled(2).map { .range(type.name, $0, element: $0[0]) }
    case "OneTo": return filled(1).map { .range("OneTo", $0, element: $0[0]) }
    case "NTuple":
      guard case .integer(let count)? = parameters.first, count >= 0, count <= 1_000 else {
        return .tuple([types.first ?? .any], isVariadic: true)
      }
      return .tuple(Array(repeating: types.first ?? .any, count: count))
    case "AbstractUnitRange": return filled(1).flatMap { DataType.range("UnitRange", $0, element: $0[0]).supertype }
    case "Ref": return filled(1).map { .parametric("Ref", $0, supertype: .any, isAbstract: true) }
    case "CartesianIndex", "Some", "Val", "Returns":
      return filled(1).map { .parametric(type.name, $0, supertype: type.supertype ?? .any) }
    case _ where matrixTypes.contains(type.name):
      return filled(2).map { .parametric(type.name, $0, supertype: .abstractArray([$0[0], .integer(2)])) }
    case "SparseMatrixCSC", "SparseVector":
      return filled(2).map { .sparseArray($0[0], $0[1], rank: type.name == "SparseVector" ? 1 : 2) }
    case "AbstractSparseArray": return replaced().map { .abstractSparseArray($0) }
    case "Polynomial": return filled(2).map { .parametric(type.name, $0, supertype: .any) }
    case "SubArray":
      return filled(5).map { .parametric("SubArray", $0, supertype: .abstractArray(Array($0.prefix(2)))) }
    default: return nil
    }
  }
}
