// Types as functions, promotion, parsing.

import Arrays
import Engine
import Exact

extension Library {
  mutating func addConversions() {
    addConstructors()
    addPromotion()
    addParsing()
  }

  private mutating func addConstructors() {
    add("#convert(T, x)", "", arity: Arity(1...), keywords: ["..."]) { call in
      let machine = call.machine
      guard let type = call[0].type else { throw call.noMethod() }
      if call.count == 2 {
        let value = call[1]
        if type === DataType.bigInt, let integer = value.bigInteger { return machine.heap.big(integer.value) }
        if value.isInstance(of: type) { return value }
        if value.isMissing {
          throw RuntimeError(
            "MissingException", "cannot convert a missing value to type \(type): use Union{\(type), Missing} instead")
        }
        if let text = value.string, type === DataType.bigInt || type === DataType.bigFloat { return try machine.parsed(text, as: type, base: nil) }
        if value.tag == .string, type.isSubtype(of: .number) {
          throw machine.noMethod("\(type)", [value], hint: "text is read by parse(\(type), s)")
        }
        if value.isArray || value.range != nil, type.isSubtype(of: .number) {
          throw machine.noMethod("\(type)", [value], hint: "for each element write `\(type).(…)`")
        }
        if type.isSubtype(of: .abstractFloat) || type.name == "Complex", let number = try value.host?.floatingNumber(machine) {
          return try machine.convert(type === DataType.bigFloat ? machine.callLibrary("big", [value]) : number, to: type)
        }
        if type.isSubtype(of: .number), !value.isNumber, value.character == nil, !(value.host is EnumerationValue),
          value.structure == nil
        {
          throw machine.noMethod("\(type)", [value])
        }
        if type.isSubtype(of: .number), value.character != nil, !type.isSubtype(of: .abstractInteger) {
          throw machine.noMethod("\(type)", [value])
        }
        var number = value
        // A float or integer loses its derivatives only where the reader asks for another type of number.
        if type !== DataType.dual, value.dual != nil {
          if type === DataType.float64 || type === DataType.abstractFloat { return value }
        }
        while let dual = number.dual { number = dual.value }
        return try machine.convert(number, to: type)
      }
      if call.count == 3, let rule = (call[2].host as? RoundingModeObject)?.rule, let number = call[1].asDouble {
        if call[1].tag != .float, call[1].tag != .float32, let rounding = rule.floatRounding,
          type === DataType.float64 || type === DataType.float32
        {
          // Rounded once from the number itself: π, fractions and large integers are no doubles.
          let precise = machine.withFloatContext(.init(precision: 320)) { machine.bigFloat(call[1]) }
          guard let precise else { throw call.noMethod() }
          return type === DataType.float32 ? Value(precise.float(rounding)) : Value(precise.double(rounding))
        }
        if type === DataType.float32 { return Value(rule.single(number)) }
        if type.isSubtype(of: .abstractInteger), let rounded = try machine.rounded(call[1], rule) {
          return try machine.convert(rounded, to: type)
        }
        if type === DataType.float64 { return Value(number) }
      }
      throw machine.noMethod("\(type)", Array(call.values.dropFirst()))
    }
    add("#new:Complex(T, x, y)", "", arity: Arity(2...3)) { call in
      let machine = call.machine
      guard let type = call[0].type else { throw call.noMethod() }
      let value: Value
      if call.count == 3 {
        value = try machine.callLibrary("complex", [call[1], call[2]])
      } else if call[1].string != nil {
        throw machine.noMethod("\(type)", [call[1]], hint: "text is read by parse(ComplexF64, s)")
      } else {
        value = try machine.callLibrary("complex", [call[1]])
      }
      if case .type? = type.parameters.first { return try machine.convert(value, to: type) }
      return value
    }
    add("#new:Rational(T, a, b)", "", arity: Arity(2...3)) { call in
      let machine = call.machine
      guard let type = call[0].type else { throw call.noMethod() }
      if call.count == 3 {
        let value = try machine.ratio(call[1], call[2])
        if case .type? = type.parameters.first { return try machine.convert(value, to: type) }
        return value
      }
      guard call[1].isReal else { throw machine.noMethod("\(type)", [call[1]]) }
      if let x = call[1].float, !x.isFinite {
        if x.isNaN { throw machine.inexact(call[1], as: type) }
        return try machine.rational(x < 0 ? -1 : 1, 0)
      }
      return try machine.convert(call[1], to: type)
    }
    add("#new:Bool(T, x)", "", arity: 2) { call in
      guard let type = call[0].type else { throw call.noMethod() }
      guard call[1].isNumber else { throw call.machine.noMethod("Bool", [call[1]]) }
      return try call.machine.convert(call[1], to: type)
    }
    add("#new:Symbol(T, xs...)", "", arity: Arity(2...)) { call in
      var name = ""
      for value in call.values.dropFirst() { name += try call.machine.printedText(of: value) }
      return call.heap.symbol(name)
    }
    add("#new:Char(T, n)", "", arity: 2) { call in
      if call[1].character != nil { return call[1] }
      guard let code = call.machine.exactInt(call[1]) else { throw call.machine.noMethod("Char", [call[1]]) }
      guard code >= 0, code <= 0x10FFFF, let scalar = Unicode.Scalar(UInt32(code)) else {
        throw RuntimeError.argument("\(code) is no Unicode character")
      }
      return Value(scalar)
    }
    add("#new:String(T, x)", "", arity: 2) { call in
      let machine = call.machine
      if let text = call[1].string { return machine.heap.string(text) }
      if let symbol = call[1].symbol { return machine.heap.string(symbol.name) }
      if call[1].isArray || call[1].iterator is LazyArray, let elements = try machine.elements(call[1]) {
        if elements.allSatisfy({ $0.character != nil }) {
          var text = ""
          for element in elements { if let scalar = element.character { text.unicodeScalars.append(scalar) } }
          return machine.heap.string(text)
        }
        if elements.allSatisfy({ $0.tag == .uint8 }) {
          return machine.heap.string(
            String(decoding: elements.map { UInt8(truncatingIfNeeded: $0.bits) }, as: UTF8.self))
        }
      }
      throw machine.noMethod("String", [call[1]], hint: "string(x) prints any value into a string")
    }
  }

  private mutating func addPromotion() {
    add(
      "float(x)", "A number, or each element of an array, in floating point; of a type, the type of the result.",
      arity: 1, example: "float(3)  # => 3.0"
    ) { call in
      let machine = call.machine
      if let type = call[0].type { return Value(machine.floatType(type)) }
      func float(_ x: Value) throws -> Value {
        switch x.tag {
        case .float, .float32, .float16, .bigFloat, .missing, .dual: return x
        case .complex:
          guard let object = x.complex else { return x }
          return try machine.complex(float(object.real), float(object.imaginary))
        default:
          if x.isExplicitBig { return try machine.convert(x, to: .bigFloat) }
          guard let number = x.asDouble else { throw machine.noMethod("float", [x]) }
          return Value(number)
        }
      }
      if call[0].isArray || call[0].range != nil {
        if call[0].tag == .floatArray || call[0].range?.isFloat == true { return call[0] }
        if let range = call[0].range, let floats = machine.rangeArithmetic(.divide, range, Value(1)) { return floats }
        return try machine.mapElements(call[0], float)
      }
      if let result = try call[0].host?.apply("float", call.values, machine) { return result }
      return try float(call[0])
    }
    add(
      "big(x)",
      "An integer as a `BigInt`, a float or constant as a `BigFloat`, a fraction with parts without bound; of a type, the "
        + "type of the result.", arity: 1,
      example: "big(2)^100  # => 1267650600228229401496703205376\nFloat64(big(π))  # => 3.141592653589793"
    ) { call in
      let machine = call.machine
      if let type = call[0].type { return Value(machine.bigType(type)) }
      func big(_ x: Value) throws -> Value {
        if x.tag == .missing { return x }
        if x.tag.isBinaryFloat || x.tag == .irrational { return try machine.convert(x, to: .bigFloat) }
        if let integer = x.exactInteger { return machine.heap.big(integer) }
        if let object = x.rational { return try machine.rational(object.numerator, object.denominator, isBig: true) }
        if let object = x.complex { return machine.heap.complex(try big(object.real), try big(object.imaginary)) }
        throw machine.noMethod("big", [x])
      }
      if call[0].isArray || call[0].range != nil { return try machine.mapElements(call[0], big) }
      if let result = try call[0].host?.apply("big", call.values, machine) { return result }
      return try big(call[0])
    }
    add(
      "promote(xs...)", "The arguments converted to their common type.", arity: Arity(0...),
      example: "promote(1, 2.5)  # => (1.0, 2.5)"
    ) { call in
      let values = call.values
      guard let first = values.first else { return call.heap.tuple([]) }
      let machine = call.machine
      if let alike = try machine.promotedByRule(values) { return call.heap.tuple(alike) }
      let type = machine.besideBigIntegers(
        values.dropFirst().reduce(first.dataType) { machine.promotedType($0, $1.dataType) }, values)
      guard type.isSubtype(of: .number), !type.isAbstract else { return call.heap.tuple(values) }
      return call.heap.tuple(try values.map { $0.dataType === type ? $0 : try machine.convert($0, to: type) })
    }
    add(
      "promote_type(T, S...)", "The type to which numbers of the types are promoted.", arity: Arity(0...),
      example: "promote_type(Int, Float64)  # => Float64"
    ) { call in
      let types = call.values.compactMap(\.type)
      guard types.count == call.count else { throw call.noMethod() }
      guard let first = types.first else { return Value(DataType.bottom) }
      let machine = call.machine
      let type = try types.dropFirst().reduce(first) { try machine.typePromotedByRule($0, $1) ?? machine.promotedType($0, $1) }
      let isBig = types.contains(.bigInt) && type.isSubtype(of: .abstractFloat)
      return Value(isBig ? .bigFloat : type)
    }
    add(
      "typejoin(T, S...)", "The narrowest common supertype.", arity: Arity(0...),
      example: "typejoin(Int, Float64)  # => Real"
    ) { call in
      let types = call.values.compactMap(\.type)
      guard types.count == call.count else { throw call.noMethod() }
      guard let first = types.first else { return Value(DataType.bottom) }
      return Value(types.dropFirst().reduce(first) { DataType.join($0, $1) })
    }
    add(
      "widen(x)", "A number, or a type, in the next wider type.", arity: 1,
      example: "typeof(widen(Int32(1)))  # => Int64"
    ) { call in
      let wider: [String: DataType] = [
        "Int8": .int16, "Int16": .int32, "Int32": .int64, "Int64": .int128, "Int128": .bigInt, "UInt8": .uint16,
        "UInt16": .uint32, "UInt32": .uint64, "UInt64": .uint128, "UInt128": .bigInt, "Float16": .float32,
        "Float32": .float64, "Float64": .bigFloat,
      ]
      if let type = call[0].type { return Value(wider[type.name] ?? type) }
      guard call[0].isNumber else { throw call.noMethod() }
      guard let type = wider[call[0].dataType.name] else { return call[0] }
      return try call.machine.convert(call[0], to: type)
    }
    for (name, isSigned) in [("signed", true), ("unsigned", false)] {
      add(
        "\(name)(x)", "An integer, or a type, as \(name).", arity: 1,
        example: "\(name)(\(isSigned ? "UInt16" : "Int16"))  # => \(isSigned ? "Int16" : "UInt16")"
      ) { call in
        let pairs: [(DataType, DataType)] = [
          (.int8, .uint8), (.int16, .uint16), (.int32, .uint32), (.int64, .uint64),
          (.int128, .uint128),
        ]
        func other(_ type: DataType) -> DataType? {
          pairs.first { $0.0 === type || $0.1 === type }.map { isSigned ? $0.0 : $0.1 }
        }
        if let type = call[0].type {
          guard let result = other(type) else { throw call.noMethod() }
          return Value(result)
        }
        guard let n = call[0].exactInteger, let type = other(call[0].dataType) else { throw call.noMethod() }
        if type === DataType.int64 { return Value(Int(bitPattern: UInt(call.machine.sized(n, as: .uint64).bits))) }
        return call.machine.sized(n, as: Machine.integerTag(of: type))
      }
    }
    add(
      "reinterpret(T, x)", "The bits of a number read as another type of the same width.", arity: 2,
      example: "reinterpret(UInt64, 1.0)  # => 0x3ff0000000000000"
    ) { call in
      guard let type = call[0].type else { throw call.noMethod() }
      let machine = call.machine
      if call[1].isArray, !type.isAbstract { return try machine.mapElements(call[1]) { try machine.callLibrary("reinterpret", [Value(type), $0]) } }
      let x = call[1]
      guard x.tag != .boolean, let (pattern, width) = x.bitField else { throw call.noMethod() }
      let bits = BigInteger(pattern)
      let widths: [String: Int] = [
        "Float64": 64, "Int64": 64, "UInt64": 64, "Float32": 32, "Int32": 32, "UInt32": 32, "Float16": 16, "Int16": 16,
        "UInt16": 16, "Int8": 8, "UInt8": 8, "Int128": 128, "UInt128": 128, "Char": 32,
      ]
      guard widths[type.name] == width else {
        throw RuntimeError.argument("cannot reinterpret `\(x.dataType)` as `\(type)`: the types have different sizes")
      }
      let low = machine.sized(bits, as: .uint64).bits
      switch type {
      case .float64: return Value(Double(bitPattern: low))
      case .float32: return Value(Float(bitPattern: UInt32(truncatingIfNeeded: low)))
      case .float16: return Value(Float16(bitPattern: UInt16(truncatingIfNeeded: low)))
      case .int64: return Value(Int(bitPattern: UInt(low)))
      case .character: throw call.noMethod()
      default: return machine.sized(bits, as: Machine.integerTag(of: type))
      }
    }
  }
}

extension Machine {
  /// The type of `float(x)` for x of a type.
  func floatType(_ type: DataType) -> DataType {
    if type.isSubtype(of: .abstractFloat) { return type }
    if type.name == "Complex", case .type(let part)? = type.parameters.first { return .complex(floatType(part)) }
    return type.isSubtype(of: .real) ? .float64 : type
  }

  fileprivate func bigType(_ type: DataType) -> DataType {
    if type.isSubtype(of: .abstractInteger), type !== DataType.bool { return .bigInt }
    if type.isSubtype(of: .abstractFloat) || type.isSubtype(of: .abstractIrrational) { return .bigFloat }
    if type.name == "Rational" { return .rational(.bigInt) }
    if type.name == "Complex", case .type(let part)? = type.parameters.first { return .complex(bigType(part)) }
    return type
  }
}
