// Vectors that grow and shrink: push!, pop!, append!, insert!, deleteat! and their kin.

import Arrays
import Engine

extension Library {
  mutating func addGrowing() {
    add("push!(v, xs...)", "Adds the elements at the end of a vector, to a set, or pairs to a dictionary.", arity: Arity(1...), example: "push!([1, 2], 3)  # => [1, 2, 3]",
      quick: {
        quick($0, $1, $2, $3, $4) { machine, call in
          guard call.count == 2, !call.hasKeywords, let array = call[0].array, array.push(call[1], machine.heap) else {
            return nil
          }
          machine.heap.retain(call[0])
          return call[0]
        }
      }
    ) { call in
      let machine = call.machine
      if let set = call[0].set {
        for value in call.values.dropFirst() { try machine.insert(value, into: set) }
        return call[0]
      }
      if let dictionary = call[0].dictionary {
        for value in call.values.dropFirst() {
          guard value.tag == .pair, let pair = value.tuple else { throw call.noMethod() }
          try machine.store(in: dictionary, pair.elements[0], pair.elements[1])
        }
        return call[0]
      }
      if let result = try call[0].host?.apply("push!", call.values, machine) { return result }
      let array = try call.vector(0)
      for value in call.values.dropFirst() { array.insertElement(try machine.converted(value, for: array), before: array.count, call.heap) }
      try call.heap.reserve(bytes: 0)
      return call[0]
    }
    add("append!(v, xs...)", "Adds all elements of the collections at the end.", arity: Arity(1...), example: "append!([1], [2, 3])  # => [1, 2, 3]") { call in
      if let set = call[0].set {
        for source in call.values.dropFirst() { for value in try call.machine.list(source) { try call.machine.insert(value, into: set) } }
        return call[0]
      }
      let array = try call.vector(0)
      for source in call.values.dropFirst() {
        let values = try call.machine.list(source)
        try call.heap.reserve(bytes: values.count * 16)
        try call.machine.countStep(values.count)
        for value in values { array.insertElement(try call.machine.converted(value, for: array), before: array.count, call.heap) }
      }
      return call[0]
    }
    add("pushfirst!(v, xs...)", "Inserts the elements at the beginning.", arity: Arity(1...), example: "pushfirst!([3], 1, 2)  # => [1, 2, 3]") { call in
      let array = try call.vector(0)
      for (position, value) in call.values.dropFirst().enumerated() {
        array.insertElement(try call.machine.converted(value, for: array), before: position, call.heap)
      }
      return call[0]
    }
    add("prepend!(v, xs...)", "Inserts all elements of the collections at the beginning.", arity: Arity(1...), example: "prepend!([3], [1, 2])  # => [1, 2, 3]") { call in
      let array = try call.vector(0)
      for source in call.values.dropFirst().reversed() {
        for (position, value) in try call.machine.list(source).enumerated() {
          array.insertElement(try call.machine.converted(value, for: array), before: position, call.heap)
        }
      }
      return call[0]
    }
    add("pop!(v, key, default)", "Removes and gives the last element; of a dictionary or set, that of `key`.", arity: Arity(1...3), example: "v = [1, 2]; pop!(v)  # => 2") { call in
      let machine = call.machine
      if let dictionary = call[0].dictionary {
        if call.count == 1 {
          guard let pair = dictionary.pairs.last else { throw RuntimeError.argument("dict must be non-empty") }
          let result = call.heap.pair(pair.key, pair.value)
          dictionary.remove(pair.key, call.heap)
          return result
        }
        if let value = dictionary.remove(call[1], call.heap) { return value }
        if call.count == 3 { return call[2] }
        throw RuntimeError("KeyError", "key \(try machine.compactText(of: call[1])) not found", fields: [("key", call[1])])
      }
      if let set = call[0].set {
        if call.count == 1 {
          guard let value = set.elements.last else { throw RuntimeError.argument("set must be non-empty") }
          set.remove(value, call.heap)
          return value
        }
        if set.remove(call[1], call.heap) { return call[1] }
        if call.count == 3 { return call[2] }
        throw RuntimeError("KeyError", "key \(try machine.compactText(of: call[1])) not found", fields: [("key", call[1])])
      }
      let array = try call.vector(0)
      guard call.count == 1 else { throw call.noMethod(hint: "popat!(v, i) removes the element at a position") }
      return try array.taken(at: array.count - 1, call.heap)
    }
    add("popfirst!(v)", "Removes and gives the first element.", arity: 1, example: "v = [1, 2]; popfirst!(v)  # => 1") { call in
      if let iterator = call[0].iterator, iterator.isStateful {
        guard let element = try iterator.take() else { throw RuntimeError("EOFError", "read end of file") }
        return element
      }
      return try call.vector(0).taken(at: 0, call.heap)
    }
    add("popat!(v, i, default)", "Removes and gives the element at position `i`.", arity: Arity(2...3), example: "v = [4, 5, 6]; popat!(v, 2)  # => 5") { call in
      let array = try call.vector(0)
      let position = try call.int(1)
      if call.count == 3, position < 1 || position > array.count { return call[2] }
      try call.check(position, array)
      return try array.taken(at: position - 1, call.heap)
    }
    add("insert!(v, i, x)", "Inserts `x` before position `i`.", arity: 3, example: "insert!([1, 3], 2, 2)  # => [1, 2, 3]") { call in
      let array = try call.vector(0)
      let position = try call.int(1)
      guard position >= 1, position <= array.count + 1 else { throw try call.outside(position) }
      array.insertElement(try call.machine.converted(call[2], for: array), before: position - 1, call.heap)
      return call[0]
    }
    add("deleteat!(v, i)", "Removes the elements at the positions `i`: one, several in order, or a mask.", arity: 2, example: "deleteat!([4, 5, 6], 2)  # => [4, 6]") { call in
      let array = try call.vector(0)
      array.keep(try call.positions(1, array).map { !$0 }, call.heap)
      return call[0]
    }
    add("keepat!(v, i)", "Keeps only the elements at the positions `i`.", arity: 2, example: "keepat!([4, 5, 6], [1, 3])  # => [4, 6]") { call in
      let array = try call.vector(0)
      array.keep(try call.positions(1, array), call.heap)
      return call[0]
    }
    add("splice!(v, i, replacement)", "Removes the element at a position, or those at several, puts the replacement there if the positions are consecutive, and gives what was removed.", arity: Arity(2...3), example: "v = [4, 5, 6]; splice!(v, 2)  # => 5") { call in
      let machine = call.machine
      let array = try call.vector(0)
      let range: Range<Int>
      var removed: Value
      if let position = call[1].integer {
        try call.check(position, array)
        range = (position - 1)..<position
        removed = array.element(position - 1, call.heap)
        call.heap.retain(removed)
        removed = call.heap.pooled(removed)
      } else if let positions = call[1].range, positions.isInteger, positions.step.integer == 1 {
        let first = positions.element(0).unsafeInteger
        guard first >= 1, positions.count == 0 ? first <= array.count + 1 : positions.count <= array.count - first + 1 else { throw try call.outside(first) }
        range = (first - 1)..<(first - 1 + positions.count)
        removed = call.heap.adopt(array.selecting(range, shape: [range.count], heap: call.heap))
      } else if call.count == 2 {
        let removed = try machine.callLibrary("getindex", [call[0], call[1]])
        _ = try machine.callLibrary("deleteat!", [call[0], call[1]])
        return removed
      } else {
        throw call.noMethod(hint: "only consecutive elements can be replaced")
      }
      var replacement: [Value] = []
      if call.count == 3 {
        let isMany = call[2].isArray || call[2].range != nil || call[2].tag == .tuple
        replacement = isMany ? try machine.list(call[2]) : [call[2]]
      }
      let converted = try replacement.map { try machine.converted($0, for: array) }
      array.removeElements(range, call.heap)
      for (offset, value) in converted.enumerated() { array.insertElement(value, before: range.lowerBound + offset, call.heap) }
      return removed
    }
    add("resize!(v, n)", "Gives a vector the length `n`; new elements are zero.", arity: 2, example: "length(resize!([1, 2], 5))  # => 5") { call in
      let array = try call.vector(0)
      let count = try call.int(1)
      if count < 0 { throw RuntimeError.argument("new length must be ≥ 0") }
      if count < array.count { array.removeElements(count..<array.count, call.heap) }
      if count > array.count {
        _ = try call.heap.reserve(shape: [count - array.count], stride: 16)
        let filler = try call.machine.uninitialized(array.elementType, shape: [1]).array?.element(0, call.heap) ?? .undefined
        while array.count < count { array.insertElement(filler, before: array.count, call.heap) }
      }
      return call[0]
    }
    add("empty!(x)", "Removes everything.", arity: 1, example: "empty!([1, 2])  # => Int64[]") { call in
      if let dictionary = call[0].dictionary {
        for pair in dictionary.pairs(call.heap) { dictionary.remove(pair.key, call.heap) }
      } else if let set = call[0].set {
        for element in set.elements(call.heap) { set.remove(element, call.heap) }
      } else {
        let array = try call.vector(0)
        array.removeElements(0..<array.count, call.heap)
      }
      return call[0]
    }
    add("empty(x)", "An empty collection of the same type.", arity: Arity(1...3), example: "empty([1, 2])  # => Int64[]") { call in
      if let dictionary = call[0].dictionary {
        return call.heap.adopt(DictionaryObject(keyType: call.count > 2 ? call[1].type ?? .any : dictionary.keyType, valueType: call[call.count - 1].type ?? dictionary.valueType))
      }
      if let set = call[0].set { return call.heap.adopt(SetObject(elementType: set.elementType, isSorted: set.isSorted)) }
      if call[0].tag == .tuple { return call.heap.tuple([]) }
      return call.heap.emptyArray(of: call.count > 1 ? call[1].type ?? .any : call.machine.elementType(call[0]))
    }
    add("sizehint!(x, n)", "Has no effect: room is made as it is needed.", arity: 2, example: "sizehint!([1], 10)  # => [1]") { $0[0] }
    add(
      "copy!(to, from)", "Makes `to` equal to `from`: a vector, dictionary or set of any length, or an array of the same size.",
      arity: 2, example: "v = [1, 2]; copy!(v, [3, 4, 5]); v  # => [3, 4, 5]"
    ) { call in
      let (machine, to, from) = (call.machine, call[0], call[1])
      if to.tag == .dictionary || to.tag == .set {
        let kept = try machine.callLibrary("copy", [from])
        _ = try machine.callLibrary("empty!", [to])
        return try machine.callLibrary(to.tag == .set ? "union!" : "merge!", [to, kept])
      }
      guard let target = to.array, let shape = try machine.shape(from) else { throw call.noMethod() }
      if target.shape != shape {
        guard target.rank == 1, shape.count == 1 else {
          throw RuntimeError.argument("arrays must have the same axes for copy! (consider using `copyto!`)")
        }
        _ = try machine.callLibrary("resize!", [to, Value(shape[0])])
      }
      return try machine.callLibrary("copyto!", [to, from])
    }
    add("copyto!(to, from)", "Copies the elements of `from` to the first places of `to`; `copyto!(to, i, from, j, n)` from position to position.", arity: Arity(2...5), example: "copyto!([0, 0, 0], [1, 2])  # => [1, 2, 0]") { call in
      guard let target = call[0].array else { throw call.noMethod() }
      // `copyto!(A, places, B, places)`.
      if call.count == 4, let to = call[1].iterator as? CartesianIndicesObject, let from = call[3].iterator as? CartesianIndicesObject {
        let part = try call.machine.index(call[2], [Value(iterator: from)])
        guard to.shape == from.shape else {
          throw RuntimeError.argument("source and destination must have same size (got \(from.shape) and \(to.shape))")
        }
        try call.machine.setIndex(call[0], [Value(iterator: to)], part)
        return call[0]
      }
      let hasStart = call.count > 2
      let start = hasStart ? try call.int(1) : 1
      let source = try call.machine.list(call[hasStart ? 2 : 1])
      let from = call.count > 3 ? try call.int(3) : 1
      let given = call.count > 4 ? try call.int(4) : nil
      let isInside = from >= 1 && from <= source.count + 1 && start >= 1 && start <= target.count + 1
      let count = given ?? (isInside ? source.count - from + 1 : source.count)
      guard isInside, count >= 0, count <= source.count - (from - 1), count <= target.count - (start - 1) else {
        throw RuntimeError("BoundsError", "attempt to copy \(max(0, count)) elements into \(try call.machine.summary(call[0])) at index [\(start)]")
      }
      for offset in 0..<count {
        target.store(try call.machine.converted(source[from - 1 + offset], for: target), at: start - 1 + offset, call.heap)
      }
      return call[0]
    }
  }
}

extension Call {
  /// A vector that may change its length.
  func vector(_ position: Int) throws -> ArrayObject {
    guard let array = self[position].array, array.rank == 1 else {
      throw noMethod(hint: self[position].range != nil ? "ranges cannot be changed: collect(r) makes a vector"
        : self[position].tag == .tuple ? "tuples cannot be changed: use a vector" : nil)
    }
    if array.isView { throw noMethod(hint: "a view is as long as what it shows; copy(v) makes a vector that grows and shrinks") }
    return array
  }

  func outside(_ position: Int) throws -> RuntimeError {
    RuntimeError("BoundsError", "attempt to access \(try machine.summary(self[0])) at index [\(position)]")
  }

  func check(_ position: Int, _ array: ArrayObject) throws {
    guard position >= 1, position <= array.count else { throw try outside(position) }
  }

  /// Flags of the positions that an index, a list of them, or a mask names.
  func positions(_ argument: Int, _ array: ArrayObject) throws -> [Bool] {
    var flags = [Bool](repeating: false, count: array.count)
    if let position = self[argument].integer {
      try check(position, array)
      flags[position - 1] = true
      return flags
    }
    if let mask = self[argument].array, mask.tag == .booleanArray {
      guard mask.count == array.count else { throw RuntimeError("BoundsError", "attempt to access \(try machine.summary(self[0])) at index [\(try machine.summary(self[argument]))]") }
      return Array(mask.booleans)
    }
    var last = 0
    for value in try machine.list(self[argument]) {
      guard let position = machine.exactInt(value) else { throw noMethod() }
      try check(position, array)
      guard position > last else { throw RuntimeError.argument("indices must be unique and sorted") }
      last = position
      flags[position - 1] = true
    }
    return flags
  }
}

extension ArrayObject {
  /// Removes an element and gives it; it stays valid until the function returns.
  func taken(at position: Int, _ heap: Heap) throws -> Value {
    guard position >= 0, position < count else { throw RuntimeError.argument("array must be non-empty") }
    let value = element(position, heap)
    heap.retain(value)
    let result = heap.pooled(value)
    removeElements(position..<(position + 1), heap)
    return result
  }
}
