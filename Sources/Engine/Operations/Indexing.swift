// Reading elements: what indices select, and the elements there.

import Arrays

/// What one index selects along a dimension, counted from zero.
enum Selection {
  case one(Int)
  case all
  /// Positions as an arithmetic progression.
  case progression(first: Int, step: Int, count: Int)
  case list([Int], shape: [Int])

  func count(of length: Int) -> Int {
    switch self {
    case .one: 1
    case .all: length
    case .progression(_, _, let count): count
    case .list(let positions, _): positions.count
    }
  }

  func position(_ i: Int) -> Int {
    switch self {
    case .one(let position): position
    case .all: i
    case .progression(let first, let step, _): first + i * step
    case .list(let positions, _): positions[i]
    }
  }

  /// The dimensions of the result that the index leaves.
  func resultShape(of length: Int) -> [Int] {
    switch self {
    case .one: []
    case .all: [length]
    case .progression(_, _, let count): [count]
    case .list(_, let shape): shape
    }
  }
}

extension Machine {
  /// The value of `value[indices]`.
  public func index(_ value: Value, _ indices: [Value]) throws -> Value {
    if let value = try extendedOperator("getindex", [value] + indices) { return value }
    if let array = value.array { return try element(array, value, flattened(indices)) }
    switch value.tag {
    case .range:
      guard let range = value.range else { break }
      if indices.isEmpty { break }
      return try rangeElement(range, value, indices)
    case .tuple, .namedTuple, .pair:
      guard let tuple = value.tuple, indices.count == 1 else { break }
      if let symbol = indices[0].symbol { return try field(value, symbol) }
      let selection = try self.selection(indices[0], length: tuple.elements.count, of: value, indices)
      if case .one(let position) = selection { return tuple.elements[position] }
      return heap.tuple((0..<selection.count(of: tuple.elements.count)).map { tuple.elements[selection.position($0)] })
    case .string:
      return try textElement(value, indices)
    case .dictionary:
      guard let dictionary = value.dictionary else { break }
      let key = indices.count == 1 ? indices[0] : heap.tuple(indices)
      guard let found = dictionary[key] else {
        let text = try compactText(of: key)
        throw RuntimeError("KeyError", "key \(text) not found", hint: nearestKey(key, dictionary), fields: [("key", key)])
      }
      return found
    case .type:
      // `Float64[1, 2]`: an array with its element type.
      guard let type = value.type else { break }
      return try convertElements(of: heap.tuple(indices), to: Value(type))
    case .host:
      if let host = value.host, let element = try host.element(indices, self) { return element }
    case .iterator:
      if let array = value.iterator as? LazyArray, let element = try lazyElement(array, value, flattened(indices)) {
        return element
      }
      return try index(collect(value), indices)
    case .structure:
      guard let array = try ownArray(value) else { break }
      if let element = try lazyElement(array, value, flattened(indices)) { return element }
      return try index(collect(Value(iterator: array)), indices)
    default:
      if value.isNumber, indices.allSatisfy({ exactInt($0) == 1 }) { return value }
      if value.isNumber, indices.allSatisfy({ exactInt($0) != nil }) { throw outOfBounds(value, indices) }
    }
    throw noMethod(
      "getindex", [value] + indices,
      hint: value.tag == .function ? "to call a function write parentheses: f(x)" : nil)
  }

  /// The element of a lazy array at integers, without making the others.
  private func lazyElement(_ array: LazyArray, _ value: Value, _ indices: [Value]) throws -> Value? {
    guard indices.allSatisfy({ $0.tag == .integer }), !indices.isEmpty else { return nil }
    let shape = indices.count == 1 ? [try array.shape.elementCount()] : array.shape
    guard indices.count >= shape.count else { return nil }
    let position = CartesianIndexObject(indices.map(\.unsafeInteger))
    guard let place = linearPosition(position, shape: shape) else { throw outOfBounds(value, indices) }
    return try array.element(at: place)
  }

  private func nearestKey(_ key: Value, _ dictionary: DictionaryObject) -> String? {
    guard let text = key.string else { return nil }
    return Suggestions.nearest(to: text, among: dictionary.pairs.compactMap(\.key.string)).map { "did you mean \"\($0)\"?" }
  }

  // MARK: - Arrays

  private func element(_ array: ArrayObject, _ value: Value, _ indices: [Value]) throws -> Value {
    if indices.isEmpty {
      if array.count == 1 { return array.element(0, heap) }
      throw outOfBounds(value, indices)
    }
    if let part = try packedElements(array, indices) { return part }
    if indices.count == 1 {
      let selection = try selection(indices[0], length: array.count, of: value, indices)
      switch selection {
      case .one(let position):
        let element = array.element(position, heap)
        if element.isUndefined { throw RuntimeError("UndefRefError", "access to undefined reference") }
        return element
      case .all:
        return heap.adopt(array.copied(shape: [array.count], heap: heap))
      case .progression(let first, let step, let count):
        try heap.reserve(count: count, stride: 16)
        let positions = (0..<count).lazy.map { first + $0 * step }
        return heap.adopt(array.gathered(positions, shape: [count], heap: heap))
      case .list(let positions, let shape):
        return heap.adopt(array.gathered(positions, shape: shape, heap: heap))
      }
    }
    let selections = try selections(indices, of: array, value)
    let lengths = effectiveShape(array, count: indices.count)
    if let position = singlePosition(selections, lengths) {
      let element = array.element(position, heap)
      if element.isUndefined { throw RuntimeError("UndefRefError", "access to undefined reference") }
      return element
    }
    let shape = zip(selections, lengths).flatMap { $0.resultShape(of: $1) }
    let positions = positions(selections, lengths)
    try heap.reserve(bytes: positions.count * 16)
    return heap.adopt(array.gathered(positions, shape: shape, heap: heap))
  }

  /// Throws `BoundsError` if several indices leave out dimensions that are longer than 1.
  func requireAllDimensions(_ shape: [Int], _ value: Value, _ indices: [Value]) throws {
    if indices.count > 1, shape.dropFirst(indices.count).contains(where: { $0 != 1 }) { throw outOfBounds(value, indices) }
  }

  /// The lengths that `count` indices see: one sees all elements, and more dimensions are filled up with 1.
  func effectiveShape(_ array: ArrayObject, count: Int) -> [Int] { effectiveShape(array.shape, count: count) }

  func effectiveShape(_ shape: [Int], count: Int) -> [Int] {
    if count >= shape.count { return shape + Array(repeating: 1, count: count - shape.count) }
    if count == 0 { return [] }
    return Array(shape[..<(count - 1)]) + [shape[(count - 1)...].reduce(1, *)]
  }

  func selections(_ indices: [Value], of array: ArrayObject, _ value: Value) throws -> [Selection] {
    try requireAllDimensions(array.shape, value, indices)
    let lengths = effectiveShape(array, count: indices.count)
    return try zip(indices, lengths).map { try selection($0, length: $1, of: value, indices) }
  }

  /// The position in storage that the selections give, if each selects one.
  func singlePosition(_ selections: [Selection], _ lengths: [Int]) -> Int? {
    var position = 0
    var stride = 1
    for (selection, length) in zip(selections, lengths) {
      guard case .one(let index) = selection else { return nil }
      position += index * stride
      stride *= length
    }
    return position
  }

  /// All positions in storage that the selections give, the first index fastest.
  func positions(_ selections: [Selection], _ lengths: [Int]) -> [Int] {
    var result = [0]
    var strides: [Int] = []
    var stride = 1
    for length in lengths {
      strides.append(stride)
      stride *= length
    }
    for (dimension, selection) in selections.enumerated().reversed() {
      let count = selection.count(of: lengths[dimension])
      var next: [Int] = []
      next.reserveCapacity(result.count * count)
      for base in result {
        for i in 0..<count { next.append(base + selection.position(i) * strides[dimension]) }
      }
      result = next
    }
    return result
  }

  /// What an index means for a dimension of some length.
  func selection(_ index: Value, length: Int, of value: Value, _ indices: [Value]) throws -> Selection {
    switch index.tag {
    case .integer:
      let position = index.unsafeInteger &- 1
      if position < 0 || position >= length { throw outOfBounds(value, indices) }
      return .one(position)
    case .colon: return .all
    case .range:
      guard let range = index.range, range.isInteger else { break }
      if range.count == 0 { return .progression(first: 0, step: 1, count: 0) }
      let (first, last) = (range.first.unsafeInteger, range.last.unsafeInteger)
      if min(first, last) < 1 || max(first, last) > length { throw outOfBounds(value, indices) }
      return .progression(first: first - 1, step: range.step.unsafeInteger, count: range.count)
    case .booleanArray:
      guard let mask = index.array else { break }
      if mask.count != length {
        throw RuntimeError(
          "BoundsError", "attempt to access \(try summary(value)) at index [\(try summary(index))]",
          hint: "the mask has \(mask.count) elements and the dimension \(length)")
      }
      let positions = mask.booleans.indices.filter { mask.booleans[$0] }
      return .list(positions, shape: [positions.count])
    case .integerArray:
      guard let list = index.array else { break }
      let positions = list.integers.map { $0 &- 1 }
      if let wrong = positions.first(where: { $0 < 0 || $0 >= length }) {
        throw outOfBounds(value, [Value(wrong &+ 1)])
      }
      return .list(positions, shape: list.shape)
    case .array, .floatArray:
      if let list = index.array, list.count == 0 { return .list([], shape: [0]) }
      if let list = index.array, list.tag == .array {
        let positions = try (0..<list.count).map { i -> Int in
          let element = list.element(i, heap)
          if let cartesian = element.host as? CartesianIndexObject, indices.count == 1, let shape = try shape(value) {
            guard let position = linearPosition(cartesian, shape: shape) else { throw outOfBounds(value, [element]) }
            return position
          }
          guard let position = exactInt(element), position >= 1, position <= length else {
            throw outOfBounds(value, indices)
          }
          return position - 1
        }
        return .list(positions, shape: list.shape)
      }
    case .boolean: break
    default:
      if let position = exactInt(index) {
        if position < 1 || position > length { throw outOfBounds(value, indices) }
        return .one(position - 1)
      }
      if index.tag == .iterator { return try selection(collect(index), length: length, of: value, indices) }
      if let array = try index.host?.denseArray(self) { return try selection(array, length: length, of: value, indices) }
    }
    throw RuntimeError.argument(
      "invalid index: \(try compactText(of: index)) of type \(index.dataType)",
      hint: index.tag == .float ? "an index is an integer: write Int(x) or round(Int, x)" : nil)
  }

  func outOfBounds(_ value: Value, _ indices: [Value]) -> RuntimeError {
    let texts = indices.map { index in
      index.tag == .colon ? ":" : (try? compactText(of: index)) ?? "…"
    }
    var hint: String?
    if indices.contains(where: { $0.integer == 0 }) {
      hint = "indices begin at 1; the last is `end`"
    } else if indices.contains(where: { $0.integer.map { $0 < 0 } ?? false }) {
      hint = "negative indices do not count from the end here: write `end`, `end - 1`"
    } else if let array = value.array, array.rank > 1, indices.count == array.rank {
      hint = "the indices run to " + array.shape.map(String.init).joined(separator: ", ")
    } else if let count = value.array?.count ?? value.range?.count ?? value.tuple?.elements.count {
      hint = count == 0 ? "it is empty" : "indices run from 1 to \(count)"
    }
    return RuntimeError(
      "BoundsError", "attempt to access \((try? summary(value)) ?? "\(value.dataType)") at index [\(texts.joined(separator: ", "))]",
      hint: hint, fields: [("a", value), ("i", heap.tuple(indices))])
  }

  /// `3-element Vector{Int64}`, `2×3 Matrix{Float64}`.
  public func summary(_ value: Value) throws -> String {
    if let array = value.array { return ArrayObject.sizeText(array.shape) + " \(array.type)" }
    if let header = value.host?.header { return header }
    if let range = value.range { return "\(range.count)-element \(range.type)" }
    if let lazy = value.iterator as? LazyArray { return try lazy.header(self) }
    if let text = value.string { return "\(text.utf8.count)-codeunit String" }
    return "\(value.dataType)"
  }

  // MARK: - Ranges and strings

  private func rangeElement(_ range: RangeObject, _ value: Value, _ indices: [Value]) throws -> Value {
    let selection = try selection(indices[0], length: range.count, of: value, indices)
    switch selection {
    case .one(let position): return range.element(position)
    case .all: return value
    case .progression(let first, let step, let count):
      return heap.adopt(range.slice(first: first, step: step, count: count))
    case .list(let positions, let shape):
      var builder = ArrayBuilder(heap: heap)
      for position in positions { builder.append(range.element(position)) }
      return builder.finish(shape: shape, emptyType: range.elementType)
    }
  }

  /// Characters by byte index, substrings by byte range, as in Julia.
  private func textElement(_ value: Value, _ indices: [Value]) throws -> Value {
    guard let text = value.string, let index = indices.first, indices.count == 1 else {
      throw noMethod("getindex", [value] + indices)
    }
    // From now on the fast tier finds the characters of this string.
    if index.tag == .integer { _ = value.utf8 }
    let utf8 = text.utf8
    func place(_ position: Int) throws -> String.Index {
      guard position >= 1, position <= utf8.count else { throw outOfBounds(value, indices) }
      let place = utf8.index(utf8.startIndex, offsetBy: position - 1)
      guard let scalar = place.samePosition(in: text.unicodeScalars) else {
        throw RuntimeError(
          "StringIndexError", "invalid index [\(position)]",
          hint: "strings are indexed by byte, and a character begins before this one; nextind gives the next index")
      }
      return scalar
    }
    switch try selection(index, length: utf8.count, of: value, indices) {
    case .one(let position): return Value(text.unicodeScalars[try place(position + 1)])
    case .all: return value
    case .progression(let first, 1, let count):
      if count == 0 { return heap.string("") }
      let start = try place(first + 1)
      let last = try place(first + count)
      let end = text.unicodeScalars.index(after: last)
      return heap.string(String(text.unicodeScalars[start..<end]))
    case let selection:
      var result = String.UnicodeScalarView()
      for i in 0..<selection.count(of: utf8.count) { result.append(text.unicodeScalars[try place(selection.position(i) + 1)]) }
      return heap.string(String(result))
    }
  }

  // MARK: - Ends

  /// The last or first index, in position `position` of `count` (0: the only one).
  func boundary(_ value: Value, _ position: Int, of count: Int, isLast: Bool) throws -> Value {
    if let array = value.array {
      if !isLast { return Value(1) }
      if position == 0 { return Value(array.count) }
      return Value(effectiveShape(array, count: count)[position - 1])
    }
    if let text = value.string {
      if !isLast { return Value(1) }
      guard let last = text.unicodeScalars.indices.last else { return Value(0) }
      return Value(text.utf8.distance(from: text.utf8.startIndex, to: last) + 1)
    }
    if isLast, position > 0, let sizes = try value.host?.apply("size", [value], self)?.tuple?.elements {
      return position <= sizes.count ? sizes[position - 1] : Value(1)
    }
    let name = isLast ? "lastindex" : "firstindex"
    if let result = try extendedOperator(name, [value]) { return result }
    if let shape = try (value.iterator as? LazyArray)?.shape ?? ownArray(value)?.shape {
      if !isLast { return Value(1) }
      return Value(position == 0 ? try shape.elementCount() : effectiveShape(shape, count: count)[position - 1])
    }
    if !isLast { return Value(1) }
    if let range = value.range { return Value(range.count) }
    if let tuple = value.tuple { return Value(tuple.elements.count) }
    if let host = value.host, let elements = try host.elements(self) { return Value(elements.count) }
    throw noMethod(name, [value])
  }
}
