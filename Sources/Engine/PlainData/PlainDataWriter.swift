// Values into bytes: a tag, and what it needs.

import Arrays
import Exact

struct PlainDataWriter {
  private let machine: Machine
  private(set) var output = ByteWriter()
  private var depth = 0

  init(_ machine: Machine) { self.machine = machine }

  mutating func write(_ value: Value) throws {
    depth += 1
    defer { depth -= 1 }
    guard depth <= PlainData.maximumDepth else { throw RuntimeError.argument("the value is nested too deeply") }
    output.write(byte: value.tag.rawValue)
    switch value.tag {
    case .nothing, .missing: break
    case .boolean, .integer, .float, .character, .float32, .float16, .irrational, .int8, .int16, .int32, .uint8, .uint16, .uint32,
      .uint64:
      output.write(word: value.bits)
    case .symbol: output.write(value.symbol?.name ?? "")
    case .string: value.utf8.map { output.write($0) }
    case .int128, .uint128: write(value.exactInteger ?? 0)
    case .bigInteger:
      output.write(byte: value.isExplicitBig ? 1 : 0)
      write(value.bigInteger?.value ?? 0)
    case .bigFloat:
      guard let float = value.bigFloat?.value else { break }
      output.write(count: float.precision)
      output.write(float.description)
    case .rational:
      guard let rational = value.rational else { break }
      output.write(byte: rational.isBig ? 1 : 0)
      write(rational.numerator)
      write(rational.denominator)
    case .complex:
      guard let complex = value.complex else { break }
      try write(complex.real)
      try write(complex.imaginary)
    case .range: if let range = value.range { write(range) }
    case .tuple, .namedTuple, .pair:
      guard let tuple = value.tuple else { break }
      output.write(count: tuple.elements.count)
      for name in tuple.names ?? [] { output.write(name.name) }
      for element in tuple.elements { try write(element) }
    case .floatArray, .integerArray, .booleanArray, .complexArray, .array:
      guard let array = value.array else { break }
      // A view is written as what it shows.
      try write(array.view == nil ? array : array.copied(heap: machine.heap))
    case .dictionary:
      guard let dictionary = value.dictionary else { break }
      output.write(dictionary.keyType.description)
      output.write(dictionary.valueType.description)
      output.write(count: dictionary.count)
      for pair in dictionary.pairs {
        try write(pair.key)
        try write(pair.value)
      }
    case .set:
      guard let set = value.set else { break }
      output.write(set.elementType.description)
      output.write(count: set.count)
      for element in set.elements { try write(element) }
    case .host where value.host?.yieldsToArray == true: try write(value.host?.denseArray(machine) ?? .nothing)
    case .undefined, .type, .colon, .function, .box, .structure, .dual, .iterator, .host:
      throw RuntimeError.argument(
        "a value of type \(value.dataType) is not plain data",
        hint: "plain data are numbers, text, symbols, and arrays, tuples, dictionaries and sets of them")
    }
    guard output.bytes.count <= PlainData.maximumSize else {
      throw RuntimeError.argument("the value takes more than \(PlainData.maximumSize >> 20) MiB")
    }
  }

  private mutating func write(_ integer: BigInteger) { output.write(integer.description(radix: 32)) }

  private mutating func write(_ range: RangeObject) {
    func words(_ kind: UInt8, _ words: [UInt64]) {
      output.write(byte: kind)
      for word in words { output.write(word: word) }
    }
    func bits(_ integer: Int) -> UInt64 { UInt64(bitPattern: Int64(integer)) }
    switch range.elements {
    case .unit(let start, let isOneTo): words(isOneTo ? 1 : 0, [bits(start)])
    case .step(let start, let step): words(2, [bits(start), bits(step)])
    case .quotient(let numerator, let step, let denominator):
      words(3, [numerator.bitPattern, step.bitPattern, denominator.bitPattern])
    case .float(let start, let step): words(4, [start.bitPattern, step.bitPattern])
    case .linear(let start, let stop, let isNamed): words(isNamed ? 6 : 5, [start.bitPattern, stop.bitPattern])
    case .characters(let start, let step): words(7, [UInt64(start), bits(step)])
    }
    output.write(count: range.count)
  }

  /// The shape and the elements; packed ones as they lie in memory.
  private mutating func write(_ array: ArrayObject) throws {
    output.write(count: array.rank)
    for size in array.shape { output.write(count: size) }
    output.write(byte: array.form.rawValue)
    output.write(byte: array.wrapsVector ? 1 : 0)
    guard array.elementByteCount <= PlainData.maximumSize else {
      throw RuntimeError.argument("the array takes more than \(PlainData.maximumSize >> 20) MiB")
    }
    switch array.tag {
    case .floatArray: output.write(raw: UnsafeRawBufferPointer(array.floats))
    case .integerArray: output.write(raw: UnsafeRawBufferPointer(array.integers))
    case .booleanArray: output.write(raw: UnsafeRawBufferPointer(array.booleans))
    case .complexArray: output.write(raw: UnsafeRawBufferPointer(array.complexes))
    default:
      output.write(array.slotType.description)
      for position in 0..<array.count { try write(array.element(position, machine.heap)) }
    }
  }
}
