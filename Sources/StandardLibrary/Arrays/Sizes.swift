// How large things are, and other shapes of the same elements.

import Arrays
import Engine

extension Library {
  mutating func addSizes() {
    add("size(A, d)", "The sizes along all dimensions as a tuple, or along dimension `d`.", arity: Arity(1...), example: "size([1 2 3; 4 5 6])  # => (2, 3)") { call in
      guard let shape = try call.machine.sizes(of: call[0]) else { throw call.noMethod() }
      if call.count == 1 { return call.heap.tuple(shape.map { Value($0) }) }
      let isOne = call.count == 2 && call[1].tag != .tuple
      let wanted = call.count == 2 && !isOne ? try call.machine.list(call[1]) : Array(call.values.dropFirst())
      var sizes: [Value] = []
      for value in wanted {
        guard let d = value.integer else { throw call.noMethod() }
        if d < 1 { throw RuntimeError.argument("arraysize: dimension out of range") }
        sizes.append(Value(d <= shape.count ? shape[d - 1] : 1))
      }
      return isOne ? sizes[0] : call.heap.tuple(sizes)
    }
    add("length(x)", "The number of elements; of a string, of characters, `length(s, i, j)` of those between two indices.", arity: Arity(1...3), example: "length([4, 5, 6])  # => 3") { call in
      if call.count == 3, let text = call[0].string {
        let bytes = Array(text.utf8)
        let (first, last) = (try call.int(1), try call.int(2))
        if last < first { return Value(0) }
        guard first >= 1, last <= bytes.count else {
          throw RuntimeError("BoundsError", "attempt to access \(bytes.count)-codeunit String at index [\(first):\(last)]")
        }
        return Value((first...last).reduce(0) { $0 + (StringOperations.isStart(bytes, $1 - 1) ? 1 : 0) })
      }
      guard call.count == 1 else { throw call.noMethod() }
      if let count = try call.machine.length(call[0]) { return Value(count) }
      if let identity = call[0].host, let value = try identity.apply("length", call.values, call.machine) { return value }
      throw call.noMethod(hint: call[0].tag == .iterator ? "its length is not known beforehand: count(x -> true, xs) goes through it" : nil)
    }
    add("ndims(A)", "The number of dimensions.", arity: 1, example: "ndims([1 2; 3 4])  # => 2") { call in
      if let type = call[0].type, type.parameters.count > 1, case .integer(let rank) = type.parameters[1] { return Value(rank) }
      guard let shape = try call.machine.sizes(of: call[0]) else { throw call.noMethod() }
      return Value(shape.count)
    }
    add("axes(A, d)", "The ranges of valid indices along all dimensions, or along dimension `d`.", arity: Arity(1...2), example: "axes([1 2 3], 2)  # => 1:3") { call in
      guard let shape = try call.machine.sizes(of: call[0]) else { throw call.noMethod() }
      let heap = call.heap
      func axis(_ count: Int) -> Value { heap.adopt(RangeObject(.unit(start: 1, isOneTo: true), count: count)) }
      if call.count == 1 { return call.heap.tuple(shape.map(axis)) }
      let d = try call.int(1)
      return axis(d >= 1 && d <= shape.count ? shape[d - 1] : 1)
    }
    add("eachindex(A...)", "The valid linear indices.", arity: Arity(1...), example: "collect(eachindex([7, 8]))  # => [1, 2]") { call in
      if call.count == 1, let array = call[0].array, array.rank > 1, array.hasCartesianIndices {
        return call.heap.adopt(CartesianIndicesObject(array.shape.map { RangeObject.oneTo($0) }, heap: call.heap))
      }
      let counts = try call.values.map { value -> Int in
        if let text = value.string { return text.utf8.count }
        guard let count = try call.machine.length(value) else { throw call.noMethod() }
        return count
      }
      if let other = counts.first(where: { $0 != counts[0] }) {
        throw RuntimeError.dimensionMismatch("all inputs to eachindex must have the same indices, got Base.OneTo(\(counts[0])) and Base.OneTo(\(other))")
      }
      if call.count == 1, call[0].tag == .namedTuple { return call.heap.tuple((call[0].tuple?.names ?? []).map { Value($0) }) }
      if call.count == 1, let text = call[0].string, text.utf8.count != text.unicodeScalars.count {
        return call.heap.vector(text.unicodeScalars.indices.map { text.utf8.distance(from: text.utf8.startIndex, to: $0) + 1 })
      }
      return call.heap.adopt(RangeObject(.unit(start: 1, isOneTo: true), count: counts[0]))
    }
    for (name, isLast) in [("firstindex", false), ("lastindex", true)] {
      add("\(name)(A, d)", "The \(isLast ? "last" : "first") valid index.", arity: Arity(1...2), example: "\(name)([7, 8])  # => \(isLast ? 2 : 1)") { call in
        if !isLast { return Value(1) }
        if let text = call[0].string { return Value(text.unicodeScalars.indices.last.map { text.utf8.distance(from: text.utf8.startIndex, to: $0) + 1 } ?? 0) }
        if call.count == 2, let shape = try call.machine.shape(call[0]) {
          let d = try call.int(1)
          return Value(d >= 1 && d <= shape.count ? shape[d - 1] : 1)
        }
        guard let count = try call.machine.length(call[0]) else { throw call.noMethod() }
        return Value(count)
      }
    }
    add("isempty(x)", "Whether there are no elements.", arity: 1, example: "isempty([])  # => true") { call in
      if let text = call[0].string { return Value(text.isEmpty) }
      if let iterator = call[0].iterator, iterator.isStateful { return Value(try iterator.peek() == nil) }
      if let result = try call[0].host?.apply("isempty", [call[0]], call.machine) { return result }
      if let count = try call.machine.length(call[0]) { return Value(count == 0) }
      return Value(try call.machine.makeIterator(call[0])() == nil)
    }
    addReshaping()
  }

  private mutating func addReshaping() {
    add("reshape(A, dims...)", "The same elements, column by column, under other sizes; one size may be `:`.", arity: Arity(1...), example: "reshape(1:4, 2, 2)  # => [1 3; 2 4]") { call in
      let machine = call.machine
      var dims = Array(call.values.dropFirst())
      if dims.count == 1, dims[0].tag == .tuple { dims = dims[0].tuple?.elements ?? [] }
      let array = call[0].isArray ? try machine.asArray(call[0]) : try machine.asArray(call[0])
      var shape: [Int] = []
      var open: Int?
      for (position, dim) in dims.enumerated() {
        if dim.tag == .colon {
          if open != nil { throw RuntimeError.dimensionMismatch("new dimensions may have at most one omitted dimension specified by `Colon()`") }
          open = position
          shape.append(1)
        } else {
          guard let size = machine.exactInt(dim) ?? dim.range?.count, size >= 0 else { throw call.noMethod() }
          shape.append(size)
        }
      }
      let given = DenseArray<Value>.elementCount(of: shape) ?? -1
      if let open {
        guard given > 0, array.count % given == 0 else {
          throw RuntimeError.dimensionMismatch("array size \(array.count) must be divisible by the product of the new dimensions \(machine.dimsText(dims))")
        }
        shape[open] = array.count / given
      } else if given != array.count {
        throw RuntimeError.dimensionMismatch("new dimensions (\(shape.map(String.init).joined(separator: ", "))\(shape.count == 1 ? "," : "")) must be consistent with array size \(array.count)")
      }
      if array.form == .plain || array.form == .bits {
        let result = array.sharing(shape: shape, heap: call.heap)
        if array.form == .bits { result.setForm(.bits) }
        return call.heap.adopt(result)
      }
      return call.heap.adopt(array.duplicate(heap: call.heap).sharing(shape: shape, heap: call.heap))
    }
    add("vec(A)", "The elements as one vector, column by column.", arity: 1, example: "vec([1 2; 3 4])  # => [1, 3, 2, 4]") { call in
      if call[0].range != nil || call[0].array?.rank == 1 { return call[0] }
      let source = try call[0].isArray ? call[0] : call.machine.collect(call[0])
      guard let array = source.array else { throw call.noMethod() }
      return call.heap.adopt(array.sharing(shape: [array.count], heap: call.heap))
    }
    add("dropdims(A; dims)", "`A` without the dimensions `dims`, which must be of size 1.", arity: 1, keywords: ["dims"], example: "dropdims([1 2 3], dims = 1)  # => [1, 2, 3]") { call in
      guard call[0].isArray || call[0].tag == .range, let axes = try call.axes() else { throw call.noMethod() }
      let source = try call[0].isArray ? call[0] : call.machine.collect(call[0])
      guard let array = source.array else { throw call.noMethod() }
      for axis in axes where axis >= array.rank || array.shape[axis] != 1 {
        throw RuntimeError.argument(axis >= array.rank ? "dropped dims must be in range 1:ndims(A)" : "dropped dims must all be size 1")
      }
      let shape = array.shape.indices.filter { !axes.contains($0) }.map { array.shape[$0] }
      return try call.machine.callLibrary("reshape", [source] + shape.map { Value($0) })
    }
    add("copy(x)", "A copy that shares nothing at its first level.", arity: 1, example: "v = [1]; w = copy(v); w[1] = 5; v  # => [1]") { call in
      try call.machine.copied(call[0])
    }
    add("deepcopy(x)", "A copy that shares nothing.", arity: 1, example: "v = [[1]]; w = deepcopy(v); w[1][1] = 5; v  # => [[1]]") { call in
      try call.machine.deepCopy(call[0])
    }
    add("collect(T, xs)", "An array with the elements of any collection.", arity: Arity(1...2), example: "collect(1:3)  # => [1, 2, 3]") { call in
      let machine = call.machine
      if call.count == 2 { return try machine.convertElements(of: try machine.collect(call[1]), to: call[0]) }
      if call[0].isNumber { return try machine.filledArray(with: call[0], shape: []) }
      let result = try machine.collect(call[0], emptyType: machine.typeOfNothing(call[0]))
      return result
    }
  }
}

extension Machine {
  /// The sizes of an array, range, tuple-like iterator; none for a number.
  func sizes(of value: Value) throws -> [Int]? {
    if value.isNumber || value.character != nil { return [] }
    if value.tag == .tuple || value.tag == .dictionary || value.tag == .set || value.tag == .string { return nil }
    if let shape = try shape(value) { return shape }
    if let host = value.host, let result = try host.apply("size", [value], self), let tuple = result.tuple {
      return tuple.elements.compactMap(\.integer)
    }
    return nil
  }

  func dimsText(_ dims: [Value]) -> String {
    "(" + dims.filter { $0.tag != .colon }.map { "\($0.integer ?? 0)" }.joined(separator: ", ") + ")"
  }

  /// A copy of a container; of what cannot change, the value itself.
  func copied(_ value: Value) throws -> Value {
    if let array = value.array {
      try heap.reserve(bytes: array.byteCount)
      let copy = array.duplicate(heap: heap)
      if !array.isCopiedTranspose { copy.setForm(array.form, isOfVector: array.wrapsVector) }
      return heap.adopt(copy)
    }
    if let copy = try value.host?.apply("copy", [value], self) { return copy }
    if let dictionary = value.dictionary {
      let copy = DictionaryObject(keyType: dictionary.keyType, valueType: dictionary.valueType, isIdentity: dictionary.isIdentity)
      let result = heap.adopt(copy)
      for pair in dictionary.pairs { copy.set(pair.key, pair.value, heap) }
      return result
    }
    if let set = value.set {
      let copy = SetObject(elementType: set.elementType, isSorted: set.isSorted)
      let result = heap.adopt(copy)
      for element in set.elements { copy.insert(element, heap) }
      return result
    }
    return value
  }
}
