// What literals make: vectors, concatenations, ranges, strings.

import Arrays
import Exact

extension Machine {
  func makeVector(_ elements: UnsafeBufferPointer<Value>) throws -> Value { try makeVector(Array(elements)) }

  /// `[a, b, c]`: the elements promoted to one type where they are numbers.
  public func makeVector(_ elements: [Value]) throws -> Value {
    guard let first = elements.first else { return heap.emptyArray(of: .any) }
    let tag = first.tag
    if tag == .float || tag == .integer || tag == .boolean, elements.allSatisfy({ $0.tag == tag }) {
      return heap.array(of: first.dataType, elements)
    }
    return try promoted(elements, shape: [elements.count])
  }

  /// An array of values promoted to one type.
  public func promoted(_ elements: [Value], shape: [Int]) throws -> Value {
    guard let first = elements.first else { return heap.emptyArray(of: .any, shape: shape) }
    if let alike = try promotedByRule(elements) { return heap.array(of: alike[0].dataType, alike, shape: shape) }
    var type = first.dataType
    var special: [DataType] = []
    for element in elements.dropFirst() {
      let next = element.dataType
      if next === type { continue }
      if next === DataType.missing || next === DataType.nothing {
        if !special.contains(where: { $0 === next }) { special.append(next) }
        continue
      }
      if type === DataType.missing || type === DataType.nothing {
        if !special.contains(where: { $0 === type }) { special.append(type) }
        type = next
        continue
      }
      type = promotedElementType(type, next)
    }
    type = besideBigIntegers(type, elements)
    if !special.isEmpty { type = .union(special + [type]) }
    if case .union = type.kind { return heap.array(of: type, try elements.map { $0.isInstance(of: type) ? $0 : try convert($0, to: type) }, shape: shape) }
    let isConvertible = type.isSubtype(of: .number) && !type.isAbstract
    let converted = try elements.map { value -> Value in
      if value.isInstance(of: type) { return value }
      return isConvertible || type.name == "Array" || type === DataType.string ? try convert(value, to: type) : value
    }
    return heap.array(of: type, converted, shape: shape)
  }

  /// The type that numbers are promoted to: `BigFloat` for a type of floats, where a `BigInt` that was asked for is among them.
  public func besideBigIntegers(_ type: DataType, _ numbers: [Value]) -> DataType {
    guard type === DataType.float64 || type === DataType.float32 || type === DataType.float16 else { return type }
    return numbers.contains(where: \.isExplicitBig) ? .bigFloat : type
  }

  public func promotedElementType(_ a: DataType, _ b: DataType) -> DataType {
    if a === DataType.dual || b === DataType.dual { return a.isSubtype(of: .number) && b.isSubtype(of: .number) ? .dual : .any }
    if a.isSubtype(of: .number), b.isSubtype(of: .number) { return promotedType(a, b) }
    if a === DataType.string && b === DataType.subString || a === DataType.subString && b === DataType.string { return .string }
    if a.name == "Array", b.name == "Array", a.parameters.last == b.parameters.last,
      case .type(let x)? = a.parameters.first, case .type(let y)? = b.parameters.first
    {
      return .array([.type(promotedElementType(x, y)), a.parameters[1]])
    }
    return DataType.join(a, b)
  }

  /// The vector with more elements at its end: long literals are built in pieces.
  func append(_ vector: Value, _ elements: UnsafeBufferPointer<Value>) throws -> Value {
    guard let array = vector.array, let more = try makeVector(elements).array else { return vector }
    if array.tag == more.tag, array.slotType === more.slotType {
      for element in elements { array.append(element, heap) }
      return vector
    }
    return try promoted((self.elements(vector) ?? []) + Array(elements), shape: [array.count + elements.count])
  }

  // MARK: - Concatenation

  /// The values joined along a dimension counted from 1: `[a; b]`, `[a b]`.
  public func concatenate(_ values: [Value], dimension: Int) throws -> Value {
    if dimension <= 2, values.contains(where: { $0.host is IdentityObject }), let partner = values.first(where: { $0.host as? IdentityObject == nil }),
      let shape = try shape(partner), !shape.isEmpty
    {
      // `[A I]`: as large as what stands beside it.
      let order = dimension == 2 ? shape[0] : shape.count > 1 ? shape[1] : 1
      return try concatenate(
        values.map { try ($0.host as? IdentityObject)?.matrix(order, self) ?? $0 }, dimension: dimension)
    }
    if dimension <= 2 {
      for value in values {
        if let result = try value.host?.apply(dimension == 1 ? "vcat" : "hcat", values, self) { return result }
      }
    }
    if dimension > 2, values.contains(where: { $0.host?.writableShape != nil }) {
      return try concatenate(values.map { try $0.host?.denseArray(self) ?? $0 }, dimension: dimension)
    }
    func isArrayLike(_ value: Value) -> Bool { value.isArray || value.tag == .range }
    if hasOwnArrays, values.contains(where: { $0.tag == .structure }) {
      let arrays = try asArrays(values)
      if arrays.contains(where: { $0.iterator is OwnArray }) {
        return try concatenate(arrays.map { $0.iterator is OwnArray ? try collect($0) : $0 }, dimension: dimension)
      }
    }
    if values.contains(where: { $0.iterator is any ElementStore }) {
      return try concatenate(values.map { $0.iterator is any ElementStore ? try collect($0) : $0 }, dimension: dimension)
    }
    if !values.contains(where: isArrayLike) {
      var shape = Array(repeating: 1, count: max(dimension, 1))
      shape[dimension - 1] = values.count
      if values.isEmpty { return heap.emptyArray(of: .any, shape: dimension == 1 ? [0] : shape) }
      return try promoted(values, shape: shape)
    }
    if let fast = try joinedPacked(values, dimension) { return fast }
    let slots = try values.reduce(0) { sum, value in
      let (total, overflow) = sum.addingReportingOverflow(try self.shape(value)?.reduce(1, *) ?? 1)
      return overflow ? Int.max : total
    }
    try heap.reserve(bytes: slots > Int.max / 32 ? Int.max : slots * 32)
    try countStep(slots)
    var parts: [(shape: [Int], elements: [Value])] = []
    for value in values {
      if isArrayLike(value), let shape = try shape(value), let elements = try elements(value) {
        parts.append((shape, elements))
      } else {
        parts.append(([], [value]))
      }
    }
    let rank = max(dimension, parts.map(\.shape.count).max() ?? 1)
    func padded(_ shape: [Int]) -> [Int] { shape + Array(repeating: 1, count: rank - shape.count) }
    let first = padded(parts[0].shape)
    var total = 0
    for part in parts {
      let shape = padded(part.shape)
      for axis in 0..<rank where axis != dimension - 1 && shape[axis] != first[axis] {
        throw joinMismatch(values, parts.map { padded($0.shape) }, dimension)
      }
      total += shape[dimension - 1]
    }
    var shape = first
    shape[dimension - 1] = total
    let inner = first[..<(dimension - 1)].reduce(1, *)
    let outer = first[dimension...].reduce(1, *)
    var result: [Value] = []
    result.reserveCapacity(inner * total * outer)
    for slab in 0..<outer {
      for part in parts {
        let chunk = inner * padded(part.shape)[dimension - 1]
        result += part.elements[(slab * chunk)..<((slab + 1) * chunk)]
      }
    }
    // Empty pieces still count for the element type.
    let types = values.map { value in value.array?.slotType ?? value.range?.elementType ?? value.dataType }
    let type = types.dropFirst().reduce(types[0]) { promotedElementType($0, $1) }
    if result.isEmpty { return heap.emptyArray(of: type, shape: shape) }
    if type.isAbstract { return heap.array(of: type, result, shape: shape) }
    return heap.array(of: type, try result.map { $0.isInstance(of: type) ? $0 : try convert($0, to: type) }, shape: shape)
  }

  /// Arrays of one packed type, joined without looking at elements.
  private func joinedPacked(_ values: [Value], _ dimension: Int) throws -> Value? {
    let tag = values[0].tag
    guard dimension <= 2, values.allSatisfy({ $0.tag == tag && ($0.array?.rank ?? 3) <= 2 }) else { return nil }
    let bytes = values.reduce(0) { $0 + ($1.array?.byteCount ?? 0) }
    try heap.reserve(bytes: bytes)
    try countStep(bytes / 16)
    func joined<Element>(_ dense: (ArrayObject) -> DenseArray<Element>?) throws -> DenseArray<Element> {
      let arrays = values.compactMap { $0.array.flatMap(dense) }
      do {
        return try DenseArray.concatenated(arrays, along: dimension - 1)
      } catch {
        throw joinMismatch(values, arrays.map(\.shape), dimension)
      }
    }
    switch tag {
    case .floatArray: return heap.array(try joined(\.denseFloats))
    case .integerArray: return heap.array(try joined(\.denseIntegers))
    case .booleanArray:
      let result = heap.array(try joined(\.denseBooleans))
      if values.allSatisfy({ $0.array?.form == .bits }) { result.array?.markBits() }
      return result
    case .complexArray: return heap.array(try joined(\.denseComplexes))
    default: return nil
    }
  }

  private func joinMismatch(_ values: [Value], _ shapes: [[Int]], _ dimension: Int) -> RuntimeError {
    let sizes = shapes.map { $0.map(String.init).joined(separator: "×") }.joined(separator: ", ")
    let message = dimension == 1 ? "number of columns of each array must match" : "number of rows of each array must match"
    return .dimensionMismatch("\(message) (got \(sizes))", hint: dimension == 1 ? "`;` stacks downwards; blanks join side by side" : "blanks join side by side; `;` stacks downwards")
  }

  // MARK: - Ranges

  public func makeRange(_ start: Value, step: Value?, _ stop: Value) throws -> Value {
    if let value = try extendedOperator(":", step.map { [start, $0, stop] } ?? [start, stop]) { return value }
    if start.isInteger, stop.isInteger, step?.isInteger ?? true {
      guard let first = exactInt(start), let last = exactInt(stop), let by = exactInt(step ?? Value(1)) else {
        throw RuntimeError.argument("ranges of integers beyond 64 bits are not supported")
      }
      if step == nil { return heap.adopt(RangeObject(from: first, to: last)) }
      if by == 0 { throw RuntimeError.argument("step cannot be zero") }
      return heap.adopt(
        RangeObject(.step(start: first, step: by), count: RangeObject.count(first, last, by)))
    }
    if let first = start.character, let last = stop.character {
      let by = step.flatMap { exactInt($0) } ?? 1
      if by == 0 { throw RuntimeError.argument("step cannot be zero") }
      return heap.adopt(
        RangeObject(
          .characters(start: first.value, step: by), count: RangeObject.count(Int(first.value), Int(last.value), by)))
    }
    if let first = start.asDouble, let last = stop.asDouble, let by = (step ?? Value(1)).asDouble {
      if start.tag != .float, stop.tag != .float, step?.tag != .float, start.tag == .rational || stop.tag == .rational || step?.tag == .rational {
        return try rationalRange(start, step ?? Value(1), stop)
      }
      if [start, stop, step ?? start].contains(where: { $0.tag == .bigFloat || $0.isExplicitBig }) {
        return try longRange(start, step ?? Value(1), stop)
      }
      if by == 0 { throw RuntimeError.argument("step cannot be zero") }
      guard first.isFinite, last.isFinite, by.isFinite else {
        throw RuntimeError.argument("the ends and the step of a range must be finite")
      }
      let range = try floatRange(first, by, last)
      let types = [start.dataType, stop.dataType] + (step.map { [$0.dataType] } ?? [])
      let type = types.dropFirst().reduce(types[0]) { promotedType($0, $1) }
      guard type === DataType.float32 || type === DataType.float16 else { return heap.adopt(range) }
      // Ranges hold doubles; narrower floats are an array.
      try heap.reserve(count: range.count, stride: 16)
      try countStep(range.count)
      return heap.array(
        of: type,
        (0..<range.count).map { type === DataType.float32 ? Value(Float(range.float($0))) : Value(Float16(range.float($0))) })
    }
    throw noMethod("(:)", step.map { [start, $0, stop] } ?? [start, stop])
  }

  /// The numbers start + k · step up to stop as an array of `BigFloat`s.
  private func longRange(_ start: Value, _ step: Value, _ stop: Value) throws -> Value {
    try steps(start, step, stop, of: .bigFloat, bytes: 96 + floatContext.precision / 8)
  }

  private func rationalRange(_ start: Value, _ step: Value, _ stop: Value) throws -> Value {
    try steps(start, step, stop, of: .rational(.int64), bytes: 128)
  }

  /// The numbers start + k · step up to stop as an array, each of which takes so many bytes.
  private func steps(_ start: Value, _ step: Value, _ stop: Value, of type: DataType, bytes: Int) throws -> Value {
    guard let ends = [start, stop, step].map({ bigFloat($0) }) as? [BigFloat], ends.allSatisfy(\.isFinite), !ends[2].isZero
    else { throw RuntimeError.argument("the ends and the step of a range must be finite, and the step not zero") }
    guard let last = bigFloat(try divide(subtract(stop, start), step))?.integer(.down).flatMap({ Int(exactly: $0) }) else {
      throw RuntimeError.argument("the range has too many elements")
    }
    if last < 0 { return heap.emptyArray(of: type) }
    try heap.reserve(count: last, stride: bytes)
    let elements = try (0...last).map { position -> Value in
      try countStep(1)
      return try convert(add(start, multiply(Value(position), step)), to: type)
    }
    return heap.array(of: type, elements)
  }

  /// A range of floats whose elements are the nearest to the decimal fractions that the ends and the step are written as.
  private func floatRange(_ start: Double, _ step: Double, _ stop: Double) throws -> RangeObject {
    let span = (stop - start) / step
    if span < 0 { return RangeObject(.float(start: start, step: step), count: 0) }
    let count = (span + max(span, 1) * 3e-16 * 4).rounded(.down) + 1
    guard count < 9e15 else { throw RuntimeError.argument("the range has too many elements") }
    // Both as fractions with one small denominator, if that is what they are to the last bit.
    if let (a, b, denominator) = Machine.commonFraction(start, step) {
      let exact = ((stop * denominator - a) / b + 1e-9).rounded(.down) + 1
      return RangeObject(.quotient(numerator: a, step: b, denominator: denominator), count: Int(exact))
    }
    return RangeObject(.float(start: start, step: step), count: Int(count))
  }

  /// Numerators of two floats over one denominator, exact when divided out, found by continued fractions.
  static func commonFraction(_ x: Double, _ y: Double) -> (Double, Double, Double)? {
    func denominator(_ value: Double) -> Double? {
      var (h0, h1) = (0.0, 1.0)
      var (k0, k1) = (1.0, 0.0)
      var rest = value
      for _ in 0..<20 {
        let whole = rest.rounded(.down)
        (h0, h1) = (h1, whole * h1 + h0)
        (k0, k1) = (k1, whole * k1 + k0)
        if k1 > 1e9 || abs(h1) > 1e15 { return nil }
        if h1 / k1 == value { return k1 }
        rest = 1 / (rest - whole)
        if !rest.isFinite { return nil }
      }
      return nil
    }
    guard let p = denominator(x), let q = denominator(y) else { return nil }
    var (a, b) = (p, q)
    while b != 0 { (a, b) = (b, a.truncatingRemainder(dividingBy: b)) }
    let common = p / a * q
    guard common < 1e9 else { return nil }
    let m = (x * common).rounded()
    let n = (y * common).rounded()
    return m / common == x && n / common == y && n != 0 ? (m, n, common) : nil
  }

  // MARK: - Strings

  /// The values printed one after the other: what interpolation makes.
  func makeString(_ values: UnsafeBufferPointer<Value>) throws -> Value {
    let mark = scratch.count
    return try text { scratch in
      for value in values {
        try write(value, to: scratch)
        try heap.reserve(bytes: scratch.count - mark)
      }
    }
  }
}
