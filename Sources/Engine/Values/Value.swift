// The slot that the machine computes with: a tag and 64 bits.

/// What a slot holds. Tags below `firstObject` are whole in the slot; the others refer to an object of the heap.
public enum Tag: UInt8, Sendable {
  /// No value yet: an unassigned variable, or an argument that was left out. A block never sees it.
  case undefined
  case nothing
  case missing
  case boolean
  case integer
  case float
  case character
  case symbol
  /// A type; its description lives as long as the process and is not counted.
  case type
  /// `:` as an index.
  case colon
  case float32
  case float16
  /// π and its like: a name, with a value in whatever precision meets it.
  case irrational
  case int8, int16, int32, uint8, uint16, uint32, uint64

  // Objects
  case int128, uint128
  case string
  case tuple
  case namedTuple
  case pair
  case range
  case floatArray
  case integerArray
  case booleanArray
  case complexArray
  /// An array of slots.
  case array
  case function
  case box
  case structure
  case dictionary
  case set
  case bigInteger
  case bigFloat
  case rational
  case complex
  /// A number with derivatives, for forward-mode differentiation.
  case dual
  case iterator
  case host

  @inline(__always) public static var firstObject: Tag { .int128 }
  @inline(__always) public var isObject: Bool { rawValue >= Tag.int128.rawValue }
  @inline(__always) public var isArray: Bool {
    rawValue >= Tag.floatArray.rawValue && rawValue <= Tag.array.rawValue
  }
  /// Whether this is an explicit integer width that an `Int` is converted to.
  public var isWide: Bool { rawValue >= Tag.uint64.rawValue && rawValue <= Tag.uint128.rawValue }
  @inline(__always) public var isSizedInteger: Bool {
    rawValue >= Tag.int8.rawValue && rawValue <= Tag.uint128.rawValue
  }
}

/// A value of the language, 16 bytes: plain bits that Swift copies freely.
///
/// A slot does not keep its object alive by itself: registers, globals and containers count their references through
/// `Heap`. A native function need not: what it is given and what it makes lives at least until it returns.
public struct Value: @unchecked Sendable {
  public var tag: Tag
  public var bits: UInt64

  @inline(__always) public init(tag: Tag, bits: UInt64) {
    self.tag = tag
    self.bits = bits
  }

  @inline(__always) public init(_ value: Int) {
    tag = .integer
    bits = UInt64(bitPattern: Int64(value))
  }

  @inline(__always) public init(_ value: Double) {
    tag = .float
    bits = value.bitPattern
  }

  @inline(__always) public init(_ value: Bool) {
    tag = .boolean
    bits = value ? 1 : 0
  }

  public init(_ value: Float) {
    tag = .float32
    bits = UInt64(value.bitPattern)
  }

  public init(_ value: Float16) {
    tag = .float16
    bits = UInt64(value.bitPattern)
  }

  public init(_ number: Irrational) {
    tag = .irrational
    bits = UInt64(number.rawValue)
  }

  public init(_ character: Unicode.Scalar) {
    tag = .character
    bits = UInt64(character.value)
  }

  public init(_ symbol: Symbol) {
    tag = .symbol
    bits = UInt64(symbol.index)
  }

  public init(_ type: DataType) {
    tag = .type
    bits = UInt64(UInt(bitPattern: Unmanaged.passUnretained(type).toOpaque()))
  }

  @inline(__always) init(_ object: HeapObject) {
    tag = object.tag
    bits = UInt64(UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque()))
  }

  @inline(__always) public static var undefined: Value { Value(tag: .undefined, bits: 0) }
  @inline(__always) public static var nothing: Value { Value(tag: .nothing, bits: 0) }
  @inline(__always) public static var missing: Value { Value(tag: .missing, bits: 0) }
  @inline(__always) public static var colon: Value { Value(tag: .colon, bits: 0) }

  @inline(__always) public var isUndefined: Bool { tag == .undefined }
  @inline(__always) public var isNothing: Bool { tag == .nothing }
  @inline(__always) public var isMissing: Bool { tag == .missing }
  @inline(__always) public var isArray: Bool { tag.isArray }

  /// The payload of an `.integer` slot.
  @inline(__always) public var unsafeInteger: Int { Int(Int64(bitPattern: bits)) }
  /// The payload of a `.float` slot.
  @inline(__always) public var unsafeFloat: Double { Double(bitPattern: bits) }
  /// The payload of a `.boolean` slot.
  @inline(__always) public var unsafeBoolean: Bool { bits != 0 }
  public var unsafeFloat32: Float { Float(bitPattern: UInt32(truncatingIfNeeded: bits)) }

  public var unsafeFloat16: Float16 { Float16(bitPattern: UInt16(truncatingIfNeeded: bits)) }

  @inline(__always) var pointer: UnsafeRawPointer { UnsafeRawPointer(bitPattern: UInt(bits)).unsafelyUnwrapped }

  /// The object of a slot whose tag says that it has one.
  @inline(__always) public var object: HeapObject {
    Unmanaged<HeapObject>.fromOpaque(pointer).takeUnretainedValue()
  }

  /// Looks at the object as the class that the tag promises, without counting a reference: for the machine's fast paths.
  @inline(__always) func peek<Object: HeapObject, Result>(_ type: Object.Type, _ body: (Object) -> Result) -> Result {
    Unmanaged<Object>.fromOpaque(pointer)._withUnsafeGuaranteedRef(body)
  }

  /// The object as the class that the tag promises.
  @inline(__always) func unsafe<Object: HeapObject>(_ type: Object.Type) -> Object {
    Unmanaged<Object>.fromOpaque(pointer).takeUnretainedValue()
  }
}

// MARK: - Views for `switch` and `if let`

extension Value {
  public var integer: Int? { tag == .integer ? unsafeInteger : nil }
  public var float: Double? { tag == .float ? unsafeFloat : nil }
  public var boolean: Bool? { tag == .boolean ? unsafeBoolean : nil }
  public var character: Unicode.Scalar? {
    tag == .character ? Unicode.Scalar(UInt32(truncatingIfNeeded: bits)) : nil
  }
  public var symbol: Symbol? { tag == .symbol ? Symbol(index: Int(bits)) : nil }
  public var type: DataType? {
    tag == .type ? Unmanaged<DataType>.fromOpaque(pointer).takeUnretainedValue() : nil
  }
  public var string: String? { tag == .string ? unsafe(StringObject.self).string : nil }
  public var tuple: TupleObject? {
    tag == .tuple || tag == .namedTuple || tag == .pair ? unsafe(TupleObject.self) : nil
  }
  public var range: RangeObject? { tag == .range ? unsafe(RangeObject.self) : nil }
  public var array: ArrayObject? { tag.isArray ? unsafe(ArrayObject.self) : nil }
  public var function: FunctionObject? { tag == .function ? unsafe(FunctionObject.self) : nil }
  public var structure: StructureObject? { tag == .structure ? unsafe(StructureObject.self) : nil }
  public var dictionary: DictionaryObject? { tag == .dictionary ? unsafe(DictionaryObject.self) : nil }
  public var set: SetObject? { tag == .set ? unsafe(SetObject.self) : nil }
  public var bigInteger: BigIntegerObject? { tag == .bigInteger ? unsafe(BigIntegerObject.self) : nil }
  public var bigFloat: BigFloatObject? { tag == .bigFloat ? unsafe(BigFloatObject.self) : nil }
  public var irrational: Irrational? { tag == .irrational ? Irrational(rawValue: UInt8(truncatingIfNeeded: bits)) : nil }
  public var rational: RationalObject? { tag == .rational ? unsafe(RationalObject.self) : nil }
  public var complex: ComplexObject? { tag == .complex ? unsafe(ComplexObject.self) : nil }
  public var dual: DualObject? { tag == .dual ? unsafe(DualObject.self) : nil }
  public var iterator: IteratorObject? { tag == .iterator ? unsafe(IteratorObject.self) : nil }
  public var host: HostObject? { tag == .host ? unsafe(HostObject.self) : nil }

  /// Whether two slots hold the same bits: `===` for what is whole in the slot, identity for objects.
  public func isIdentical(to other: Value) -> Bool { tag == other.tag && bits == other.bits }
}
