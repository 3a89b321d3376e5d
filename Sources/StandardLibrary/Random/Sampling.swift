// What `rand` draws from, and the arrays that it fills.

import Arrays
import Engine
import Exact

/// A way to draw one value.
enum Sampler {
  case float((inout RandomSource) -> Double)
  case integer((inout RandomSource) -> Int)
  case boolean
  /// Any other value, of a type.
  case value(DataType, (inout RandomSource, Heap) throws -> Value)
}

extension Value {
  static func type(_ type: DataType) -> Value { Value(type) }
}

extension Machine {
  /// The generator at the front of the arguments, if one was given.
  static func takeGenerator(_ arguments: inout ArraySlice<Value>) -> Value? {
    guard let host = arguments.first?.host, host is RandomGenerator || host is DefaultGenerator else { return nil }
    return arguments.popFirst()
  }

  /// The seed that a value gives; without one, the next number of the notebook's stream.
  func seed(_ value: Value?) throws -> UInt64 {
    guard let value, !value.isNothing else { return random.next() }
    if let integer = value.exactInteger { return sized(integer, as: .uint64).bits }
    if let text = value.string { return try hashed(heap.string(text)) }
    if value.isArray { return try hashed(value) }
    throw RuntimeError.argument("a seed is an integer, not a value of type \(value.dataType)")
  }

  private func hashed(_ value: Value) throws -> UInt64 {
    var hash = StableHash(seed: 0)
    try hash.combine(value, self)
    return hash.value
  }

  /// How to draw an element of a collection or a value of a type.
  func sampler(of source: Value) throws -> Sampler {
    func empty() -> RuntimeError { .argument("collection must be non-empty") }
    if let type = source.type { return try sampler(ofType: type) }
    if let range = source.range {
      let count = range.count
      if count == 0 { throw empty() }
      if range.isInteger { return .integer { range.element(Int($0.below(UInt64(count)))).integer ?? 0 } }
      if range.isFloat { return .float { range.float(Int($0.below(UInt64(count)))) } }
      return .value(range.elementType) { random, _ in range.element(Int(random.below(UInt64(count)))) }
    }
    if let array = source.array {
      let count = array.count
      if count == 0 { throw empty() }
      return .value(array.elementType) { random, heap in array.element(Int(random.below(UInt64(count))), heap) }
    }
    if let text = source.string {
      let scalars = Array(text.unicodeScalars)
      if scalars.isEmpty { throw empty() }
      return .value(.character) { random, _ in Value(scalars[Int(random.below(UInt64(scalars.count)))]) }
    }
    if source.tag == .tuple || source.dictionary != nil || source.set != nil, let elements = try elements(source) {
      if elements.isEmpty { throw empty() }
      return .value(try elementType(of: source)) { random, _ in elements[Int(random.below(UInt64(elements.count)))] }
    }
    throw noMethod("rand", [source], hint: source.tag == .float ? "a number between 0 and x is x * rand()" : nil)
  }

  private func sampler(ofType type: DataType) throws -> Sampler {
    switch type {
    case .float64, .abstractFloat: return .float { $0.uniform() }
    case .float32: return .value(.float32) { random, _ in Value(Float(random.next() >> 40) * 0x1p-24) }
    case .float16: return .value(.float16) { random, _ in Value(Float16(random.next() >> 54) * 0x1p-10) }
    case .bigFloat:
      return .value(.bigFloat) { [self] random, heap in
        // As many random bits as the number has, after the point.
        let bits = floatContext.precision
        var integer = BigInteger(0)
        for _ in 0..<(bits + 63) / 64 { integer = (integer << 64) | BigInteger(random.next()) }
        integer = integer >> ((bits + 63) / 64 * 64 - bits)
        return heap.big(floatContext.scaled(BigFloat(integer, in: floatContext), byPowerOfTwo: -bits))
      }
    case .int128, .uint128:
      return .value(type) { [self] random, _ in
        sized((BigInteger(random.next()) << 64) | BigInteger(random.next()), as: Machine.integerTag(of: type))
      }
    case .bool: return .boolean
    case .int64: return .integer { Int(bitPattern: UInt($0.next())) }
    case .int8, .int16, .int32, .uint8, .uint16, .uint32, .uint64:
      return .value(type) { [self] random, _ in sized(BigInteger(random.next()), as: Machine.integerTag(of: type)) }
    case .complexF64:
      return .value(type) { random, heap in
        let re = random.uniform()
        return heap.complex(Value(re), Value(random.uniform()))
      }
    case .character:
      return .value(type) { random, _ in
        while true { if let scalar = Unicode.Scalar(UInt32(random.below(0x110000))) { return Value(scalar) } }
      }
    default: throw noMethod("rand", [Value(type)])
    }
  }

  /// One value, or an array of the sizes that the arguments give.
  func drawn(_ sampler: Sampler, _ sizes: ArraySlice<Value>, _ generator: Value?) throws -> Value {
    guard let shape = try size(sizes) else {
      return try withRandom(generator) { random in
        switch sampler {
        case .float(let draw): return Value(draw(&random))
        case .integer(let draw): return Value(draw(&random))
        case .boolean: return Value(random.next() >> 63 == 1)
        case .value(_, let draw): return try draw(&random, heap)
        }
      }
    }
    let count = try heap.reserve(shape: shape, stride: 8)
    try countStep(count / 4)
    return try withRandom(generator) { random in
      switch sampler {
      case .float(let draw):
        let array = DenseArray<Double>(columnMajor: (0..<count).map { _ in draw(&random) }, shape: shape)
        return heap.array(array)
      case .integer(let draw):
        return heap.array(DenseArray<Int>(columnMajor: (0..<count).map { _ in draw(&random) }, shape: shape))
      case .boolean:
        return heap.array(
          DenseArray<Bool>(columnMajor: (0..<count).map { _ in random.next() >> 63 == 1 }, shape: shape))
      case .value(let type, let draw):
        return heap.array(of: type, try (0..<count).map { _ in try draw(&random, heap) }, shape: shape)
      }
    }
  }

  /// The sizes that arguments give, as integers or a tuple of them; `nil` if there are none.
  private func size(_ arguments: ArraySlice<Value>) throws -> [Int]? {
    guard let first = arguments.first else { return nil }
    let values = first.tag == .tuple && arguments.count == 1 ? first.tuple?.elements ?? [] : Array(arguments)
    return try values.map { value in
      guard let length = exactInt(value) else {
        throw noMethod("rand", Array(arguments), hint: "the sizes must be integers")
      }
      if length < 0 { throw RuntimeError.argument("invalid Array dimensions: \(length)") }
      return length
    }
  }

  /// The array with its elements in random order, in place.
  func shuffled(_ value: Value, _ generator: Value?) throws -> Value {
    guard let array = value.array else { return value }
    try countStep(array.count / 4)
    let order = withRandom(generator) { $0.permutation(array.count) }
    func permute<Element>(_ elements: UnsafeMutableBufferPointer<Element>) {
      let copy = order.map { elements[$0] }
      for (position, element) in copy.enumerated() { elements[position] = element }
    }
    switch array.tag {
    case .floatArray: permute(array.floats)
    case .integerArray: permute(array.integers)
    case .booleanArray: permute(array.booleans)
    case .complexArray: permute(array.complexes)
    default:
      let copy = order.map { array.element($0, heap) }
      for (position, element) in copy.enumerated() {
        _ = try callLibrary("setindex!", [value, element, Value(position + 1)])
      }
    }
    return value
  }
}
