// Turning values into other types, and the type that several share.

import Arrays
import Exact

extension Machine {
  /// The type to which numbers of two types are promoted.
  public func promotedType(_ a: DataType, _ b: DataType) -> DataType {
    if a === b { return a }
    func rank(_ type: DataType) -> Int? {
      switch type {
      case .bool: 0
      case .int8: 1
      case .uint8: 2
      case .int16: 3
      case .uint16: 4
      case .int32: 5
      case .uint32: 6
      case .int64: 7
      case .uint64: 8
      case .int128: 9
      case .uint128: 10
      case .bigInt: 11
      case .float16: 19
      case .float32: 20
      case .float64: 21
      case .bigFloat: 22
      case .dual: 40
      default: type.name == "Rational" ? 15 : type.name == "Irrational" ? 16 : type.name == "Complex" ? 30 : nil
      }
    }
    /// Of `Rational{Int64}`; `nil` for `Rational` by itself.
    func parameter(_ type: DataType) -> DataType? {
      if case .type(let inner)? = type.parameters.first { return inner }
      return nil
    }
    guard let ra = rank(a), let rb = rank(b) else { return DataType.join(a, b) }
    let (low, high) = ra <= rb ? (a, b) : (b, a)
    if high.name == "Irrational" { return low === DataType.bigInt || low === DataType.rational(.bigInt) ? .bigFloat : .float64 }
    if high.name == "Complex" || high.name == "Rational" {
      guard let outer = parameter(high) else { return high }
      let isAlike = low.name == high.name
      guard let inner = isAlike ? parameter(low) : low else { return low }
      let part = promotedType(inner, outer)
      return high.name == "Complex" ? .complex(part) : .rational(part)
    }
    return high
  }

  /// The value as a type, as an assignment to a typed place converts it.
  /// - Throws: `InexactError` where that would change it, `MethodError` where it cannot be.
  public func convert(_ value: Value, to type: DataType) throws -> Value {
    if value.isInstance(of: type) { return value }
    if let function = extendedFunction("convert"), hasMethod(function, [Value(type), value]) {
      return try call(Value(function), [Value(type), value])
    }
    if let member = value.host as? EnumerationValue, type.isSubtype(of: .abstractInteger) {
      return try convert(Value(member.number), to: type)
    }
    func inexact() -> RuntimeError { self.inexact(value, as: type) }
    switch type {
    case .float64:
      if let number = value.asDouble { return Value(number) }
      if let object = value.complex {
        guard Equality.areEqualNumbers(object.imaginary, Value(0)) else { throw inexact() }
        return try convert(object.real, to: type)
      }
    case .float32:
      if let object = value.bigFloat { return Value(object.value.float()) }
      if let number = value.asDouble { return Value(Float(number)) }
    case .float16:
      if let number = value.asDouble { return Value(Float16(number)) }
    case .bigFloat:
      if let number = bigFloat(value) { return heap.big(floatContext.rounded(number)) }
    case .abstractFloat:
      if value.isExplicitBig, let number = bigFloat(value) { return heap.big(floatContext.rounded(number)) }
      if let number = value.asDouble { return Value(number) }
    case .int64, .bigInt, .int8, .int16, .int32, .uint8, .uint16, .uint32, .uint64, .int128, .uint128,
      .abstractInteger, .signed, .unsigned:
      guard let integer = try exactIntegerValue(value, inexact) else { break }
      if type === DataType.bigInt { return heap.big(integer) }
      if type === DataType.abstractInteger || type === DataType.signed { return heap.integer(integer) }
      let tag = Machine.integerTag(of: type)
      if tag == .integer {
        guard let small = Int(exactly: integer) else { throw inexact() }
        return Value(small)
      }
      let wrapped = sized(integer, as: tag)
      guard wrapped.exactInteger == integer else { throw inexact() }
      return wrapped
    case .bool:
      if value.asDouble != nil {
        if Equality.areEqualNumbers(value, Value(0)) { return Value(false) }
        if Equality.areEqualNumbers(value, Value(1)) { return Value(true) }
        throw inexact()
      }
    case .number, .real: if value.isNumber { return value }
    case .string: if let text = value.string { return heap.string(text) }
    case .subString: if let text = value.string { return heap.subString(text) }
    case .character:
      if let code = exactInt(value), let scalar = Unicode.Scalar(UInt32(clamping: code)) { return Value(scalar) }
    case .dual:
      if value.isNumber { return value }
    default: break
    }
    if type.name == "Irrational" || type === DataType.abstractIrrational { throw inexact() }
    if case .union(let members) = type.kind {
      for member in members { if let converted = try? convert(value, to: member) { return converted } }
    }
    switch type.name {
    case "Complex":
      guard value.isNumber, case .type(let part)? = type.parameters.first else { break }
      let (real, imaginary) = value.complex.map { ($0.real, $0.imaginary) } ?? (value, Value(0))
      return heap.complex(try convert(real, to: part), try convert(imaginary, to: part))
    case "Rational":
      if let parts = fraction(value) {
        var isBig = parts.isBig
        if case .type(let part)? = type.parameters.first, part === DataType.bigInt { isBig = true }
        return try rational(parts.numerator, parts.denominator, isBig: isBig)
      }
      if let object = value.bigFloat {
        guard let (significand, exponent) = object.value.exactParts, exponent.magnitude < 1 << 24 else { throw inexact() }
        return exponent < 0
          ? try rational(significand, BigInteger(1) << -exponent, isBig: true)
          : try rational(significand << exponent, 1, isBig: true)
      }
      if let number = value.asDouble, let exact = BigRational(exactly: number) {
        return try rational(exact.numerator, exact.denominator)
      }
    case "Array", "AbstractArray":
      let rank = type.parameters.count > 1 ? type.parameters[1] : .open
      if let host = value.host, let shape = host.writableShape, rank == .open || rank == .integer(shape.count),
        let array = try host.denseArray(self)
      {
        return try convert(array, to: type)
      }
      if value.isArray || value.tag == .range {
        let array = try collect(value)
        guard case .type(let element)? = type.parameters.first else { return array }
        return try convertElements(of: array, to: Value(element))
      }
    case "Vector": break
    case "Dict":
      if let dictionary = value.dictionary, case .type(let key)? = type.parameters.first, case .type(let element)? = type.parameters.last {
        let result = DictionaryObject(keyType: key, valueType: element)
        for (k, v) in dictionary.pairs { try store(in: result, k, v) }
        return heap.adopt(result)
      }
    case "Set":
      if let set = value.set, case .type(let element)? = type.parameters.first {
        let result = SetObject(elementType: element)
        for member in set.elements { result.insert(try convert(member, to: element), heap) }
        return heap.adopt(result)
      }
    default: break
    }
    if case .tuple(let types, false) = type.kind, let tuple = value.tuple, tuple.elements.count == types.count {
      return heap.tuple(try zip(tuple.elements, types).map { try convert($0, to: $1) })
    }
    throw RuntimeError(
      "MethodError", "Cannot `convert` an object of type \(value.dataType) to an object of type \(type)",
      fields: callFields("convert", [Value(type), value]))
  }

  /// The error of a conversion that would change the value.
  public func inexact(_ value: Value, as type: DataType) -> RuntimeError {
    var hint: String?
    if type === DataType.int64, value.tag == .float { hint = "`round(Int, x)`, `floor(Int, x)` or `trunc(Int, x)` rounds first" }
    if type === DataType.int64, value.tag == .bigInteger { hint = "it is beyond the 64-bit integers: keep it in an array of BigInt, big.(v)" }
    return RuntimeError(
      "InexactError", "\(type)(\((try? compactText(of: value)) ?? "…"))", hint: hint,
      fields: [("func", Value(Symbol(type.name))), ("T", Value(type)), ("val", value)])
  }

  public static func integerTag(of type: DataType) -> Tag {
    switch type {
    case .int8: .int8
    case .int16: .int16
    case .int32: .int32
    case .uint8: .uint8
    case .uint16: .uint16
    case .uint32: .uint32
    case .uint64, .unsigned: .uint64
    case .int128: .int128
    case .uint128: .uint128
    default: .integer
    }
  }

  /// A number that is whole, as an exact integer; `nil` for what is no number.
  private func exactIntegerValue(_ value: Value, _ inexact: () -> RuntimeError) throws -> BigInteger? {
    if let integer = value.exactInteger { return integer }
    if let object = value.rational {
      guard object.denominator == 1 else { throw inexact() }
      return object.numerator
    }
    if let object = value.bigFloat {
      guard object.value.isInteger, let width = object.value.integerBitWidth else { throw inexact() }
      guard width <= BigInteger.maximumBitWidth else {
        throw heap.memoryLimit(requested: width / 8)
      }
      try heap.reserve(bytes: width / 8)
      return object.value.integer()
    }
    if value.tag == .float || value.tag == .float32 || value.tag == .float16, let number = value.asDouble {
      guard let integer = BigInteger(exactly: number) else { throw inexact() }
      return integer
    }
    if let object = value.complex {
      guard Equality.areEqualNumbers(object.imaginary, Value(0)) else { throw inexact() }
      return try exactIntegerValue(object.real, inexact)
    }
    if let character = value.character { return BigInteger(Int(character.value)) }
    return nil
  }

  /// The value of `convert(type, value)` in compiled code.
  func convert(_ value: Value, to type: Value) throws -> Value {
    guard let wanted = type.type else {
      throw RuntimeError.type(expected: "Type", got: "\(type.dataType)", in: "a type annotation")
    }
    return try convert(value, to: wanted)
  }

  func assertType(_ value: Value, _ type: Value, isKeyword: Bool) throws {
    guard let wanted = type.type else {
      throw RuntimeError.type(expected: "Type", got: "\(type.dataType)", in: "a type annotation")
    }
    if !value.isInstance(of: wanted) {
      let place = isKeyword ? "keyword argument" : "typeassert"
      var error = RuntimeError.type(expected: "\(wanted)", got: "\(value.dataType)", in: place)
      error.fields = RuntimeError.typeFields(in: place, expected: wanted, got: value)
      throw error
    }
  }

  /// The elements as an array of a given element type.
  public func convertElements(of value: Value, to type: Value) throws -> Value {
    guard let element = type.type else {
      throw RuntimeError.type(expected: "Type", got: "\(type.dataType)", in: "the element type of an array")
    }
    if value.tag == .tuple, let elements = value.tuple?.elements {
      try countStep(elements.count)
      return heap.array(of: element, try elements.map { element === DataType.any ? $0 : try convert($0, to: element) })
    }
    let array = value.isArray ? value : try collect(value)
    guard let object = array.array else { return array }
    if object.slotType === element { return array }
    if element === DataType.float64, object.tag == .integerArray {
      return heap.array(DenseArray(columnMajor: object.integers.map { Double($0) }, shape: object.shape))
    }
    var values: [Value] = []
    values.reserveCapacity(object.count)
    for position in 0..<object.count {
      let value = object.element(position, heap)
      values.append(element === DataType.any ? value : try convert(value, to: element))
    }
    return heap.array(of: element, values, shape: object.shape)
  }
}
