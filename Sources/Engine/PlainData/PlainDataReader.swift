// Bytes into values, none of which is taken on trust.

import Arrays
import Exact

struct PlainDataReader {
  private let machine: Machine
  private(set) var input: ByteReader
  private var depth = 0

  private var heap: Heap { machine.heap }

  init(_ bytes: [UInt8], _ machine: Machine) {
    input = ByteReader(bytes)
    self.machine = machine
  }

  mutating func read() throws -> Value {
    depth += 1
    defer { depth -= 1 }
    guard depth <= PlainData.maximumDepth, let tag = Tag(rawValue: try some(input.byte())) else { throw PlainData.unreadable }
    try heap.reserve(bytes: 0)
    switch tag {
    case .nothing: return .nothing
    case .missing: return .missing
    case .boolean: return Value(try word() != 0)
    case .integer, .float: return Value(tag: tag, bits: try word())
    case .float32: return Value(Float(bitPattern: UInt32(truncatingIfNeeded: try word())))
    case .float16: return Value(Float16(bitPattern: UInt16(truncatingIfNeeded: try word())))
    case .character: return Value(try some(Unicode.Scalar(UInt32(truncatingIfNeeded: try word()))))
    case .irrational: return Value(try some(Irrational(rawValue: UInt8(truncatingIfNeeded: try word()))))
    case .int8, .int16, .int32, .uint8, .uint16, .uint32, .uint64:
      return machine.sized(BigInteger(try word()), as: tag)
    case .int128, .uint128: return machine.sized(try integer(), as: tag)
    case .symbol: return Value(try symbol())
    case .string: return heap.string(try text())
    case .bigInteger:
      let isExplicit = try some(input.byte()) != 0
      return heap.big(try integer(), isExplicit: isExplicit)
    case .bigFloat:
      let precision = try word()
      guard (1...1_000_000).contains(precision) else { throw PlainData.unreadable }
      return heap.big(try some(BigFloat(try text(), in: BigFloat.Context(precision: Int(precision)))))
    case .rational:
      let isBig = try some(input.byte()) != 0
      return try machine.rational(try integer(), try integer(), isBig: isBig)
    case .complex:
      let (real, imaginary) = (try read(), try read())
      guard real.tag == imaginary.tag, real.dataType === imaginary.dataType, real.dataType.isSubtype(of: .real) else {
        throw PlainData.unreadable
      }
      return heap.complex(real, imaginary)
    case .range: return try range()
    case .tuple, .namedTuple, .pair: return try tuple(tag)
    case .floatArray, .integerArray, .booleanArray, .complexArray, .array: return try array(tag)
    case .dictionary: return try dictionary()
    case .set: return try set()
    case .undefined, .type, .colon, .function, .box, .structure, .dual, .iterator, .host: throw PlainData.unreadable
    }
  }

  // MARK: - Parts

  private func some<Part>(_ part: Part?) throws -> Part {
    guard let part else { throw PlainData.unreadable }
    return part
  }

  private mutating func word() throws -> UInt64 { try some(input.word()) }
  private mutating func int() throws -> Int { Int(Int64(bitPattern: try word())) }
  private mutating func float() throws -> Double { Double(bitPattern: try word()) }
  private mutating func count(ofSize size: Int = 1) throws -> Int { try some(input.count(ofSize: size)) }
  private mutating func text() throws -> String { try some(input.text()) }
  private mutating func integer() throws -> BigInteger { try some(BigInteger(try text(), radix: 32)) }

  private mutating func symbol() throws -> Symbol {
    let name = try text()
    if !Symbol.isKnown(name) {
      guard machine.foreignSymbolCount < PlainData.maximumNewSymbols else { throw RuntimeError.argument("there are too many symbols") }
      machine.foreignSymbolCount += 1
    }
    return Symbol(name)
  }

  private mutating func elements(_ count: Int) throws -> [Value] {
    var elements: [Value] = []
    for _ in 0..<count { elements.append(try read()) }
    return elements
  }

  private mutating func range() throws -> Value {
    let elements: RangeObject.Elements
    switch try some(input.byte()) {
    case 0: elements = .unit(start: try int(), isOneTo: false)
    case 1:
      let start = try int()
      elements = .unit(start: start, isOneTo: start == 1)
    case 2: elements = .step(start: try int(), step: try int())
    case 3: elements = .quotient(numerator: try float(), step: try float(), denominator: try float())
    case 4: elements = .float(start: try float(), step: try float())
    case 5: elements = .linear(start: try float(), stop: try float(), isNamed: false)
    case 6: elements = .linear(start: try float(), stop: try float(), isNamed: true)
    case 7: elements = .characters(start: UInt32(truncatingIfNeeded: try word()), step: try int())
    default: throw PlainData.unreadable
    }
    return heap.adopt(RangeObject(elements, count: try int()))
  }

  private mutating func tuple(_ tag: Tag) throws -> Value {
    let count = try self.count()
    guard tag != .pair || count == 2 else { throw PlainData.unreadable }
    var names: [Symbol]?
    if tag == .namedTuple {
      var known: [Symbol] = []
      for _ in 0..<count { known.append(try symbol()) }
      guard Set(known).count == count else { throw PlainData.unreadable }
      names = known
    }
    return heap.adopt(TupleObject(try elements(count), names: names, tag: tag, heap: heap))
  }

  private mutating func array(_ tag: Tag) throws -> Value {
    let rank = try count(ofSize: 8)
    var shape: [Int] = []
    for _ in 0..<rank { shape.append(try int()) }
    let form = try some(ArrayObject.Form(rawValue: try some(input.byte())))
    let isOfVector = try some(input.byte()) != 0
    guard let count = DenseArray<Double>.elementCount(of: shape), count <= PlainData.maximumSize else { throw PlainData.unreadable }
    let value: Value
    switch tag {
    case .floatArray: value = heap.array(DenseArray(columnMajor: try packed(count) { Double(bitPattern: $0) }, shape: shape))
    case .integerArray: value = heap.array(DenseArray(columnMajor: try packed(count) { Int(Int64(bitPattern: $0)) }, shape: shape))
    case .complexArray:
      let parts = try packed(2 * count) { Double(bitPattern: $0) }
      let numbers = (0..<count).map { Complex(parts[2 * $0], parts[2 * $0 + 1]) }
      value = heap.array(DenseArray(columnMajor: numbers, shape: shape))
    case .booleanArray: value = heap.array(DenseArray(columnMajor: try some(input.take(count)).map { $0 != 0 }, shape: shape))
    default:
      let name = try text()
      let elements = try elements(count)
      if let type = TypeNames.type(named: name), elements.allSatisfy({ $0.isInstance(of: type) }) {
        value = heap.array(of: type, elements, shape: shape)
      } else {
        value = try machine.promoted(elements, shape: shape)
      }
    }
    // The other forms hold for some entries only, which nobody has checked.
    switch form {
    case .bits where tag == .booleanArray: value.array?.setForm(form)
    case .adjoint where rank == 2, .transpose where rank == 2: value.array?.setForm(form, isOfVector: isOfVector && shape[0] == 1)
    default: break
    }
    return value
  }

  private mutating func packed<Element>(_ count: Int, _ element: (UInt64) -> Element) throws -> [Element] {
    guard let bytes = input.take(8 * count) else { throw PlainData.unreadable }
    try heap.reserve(bytes: 8 * count)
    return bytes.withUnsafeBytes { raw in
      (0..<count).map { element(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self))) }
    }
  }

  /// The type of this name where all values are of it, else the narrowest that they have in common.
  private func type(_ name: String, of values: [Value]) -> DataType {
    if let type = TypeNames.type(named: name), values.allSatisfy({ $0.isInstance(of: type) }) { return type }
    return values.dropFirst().reduce(values.first?.dataType ?? .any) { DataType.join($0, $1.dataType) }
  }

  private mutating func dictionary() throws -> Value {
    let (keyType, valueType) = (try text(), try text())
    let parts = try elements(2 * (try count(ofSize: 2)))
    let keys = stride(from: 0, to: parts.count, by: 2).map { parts[$0] }
    let values = stride(from: 1, to: parts.count, by: 2).map { parts[$0] }
    let dictionary = DictionaryObject(keyType: type(keyType, of: keys), valueType: type(valueType, of: values))
    let result = heap.adopt(dictionary)
    for (key, value) in zip(keys, values) { dictionary.set(key, value, heap) }
    return result
  }

  private mutating func set() throws -> Value {
    let name = try text()
    let elements = try elements(try count())
    let set = SetObject(elementType: type(name, of: elements))
    let result = heap.adopt(set)
    for element in elements { set.insert(element, heap) }
    return result
  }
}
