// Where elements are: find functions, positions of extrema, ends of collections.

import Arrays
import Engine

extension Library {
  mutating func addFinding() {
    add("indexin(a, b)", "For each element of `a` its first position in `b`, `nothing` where it is not there.", arity: 2, example: "indexin([3, 9], [1, 3, 3])  # => [2, nothing]") { call in
      let machine = call.machine
      let places = DictionaryObject()
      _ = call.heap.adopt(places)
      for (position, element) in try machine.list(call[1]).enumerated() where places[element] == nil {
        places.set(element, Value(position + 1), call.heap)
      }
      let found = try machine.list(call[0]).map { places[$0] ?? .nothing }
      return call.heap.array(of: .union([.nothing, .int64]), found, shape: try machine.sizes(of: call[0]) ?? [found.count])
    }
    add("findall(p, A)", "The positions of the elements that are true, or for which `p` is.", arity: Arity(1...2), keywords: ["overlap"], example: "findall(isodd, [1, 2, 3])  # => [1, 3]") { call in
      let machine = call.machine
      let source = call[call.count - 1]
      if call.count == 2, let text = source.string {
        return try machine.textPositions(call[0], in: text, overlap: call.flag("overlap"))
      }
      let predicate = call.count == 2 ? call[0] : nil
      if let pattern = predicate?.array, let sequence = source.array { return try machine.runs(of: pattern, in: sequence) }
      if source.array?.rank == 1 || source.range != nil, let positions = try machine.packedPositions(predicate, source) { return positions }
      var found: [Int] = []
      var values: [Value] = []
      if let dictionary = source.dictionary {
        for pair in dictionary.pairs(call.heap) where try machine.isTrue(pair.value, predicate) { values.append(pair.key) }
        return machine.collected(values, emptyType: dictionary.keyType)
      }
      for (position, element) in try machine.list(source).enumerated() where try machine.isTrue(element, predicate) {
        found.append(position)
      }
      if let names = source.tuple?.names { return machine.collected(found.map { Value(names[$0]) }, emptyType: .symbol) }
      guard let shape = try machine.sizes(of: source), shape.count > 1 else { return call.heap.vector(found.map { $0 + 1 }) }
      let indices = found.map { machine.cartesian($0, shape) }
      return call.heap.array(of: CartesianIndexObject.type(rank: shape.count), indices)
    }
    for (name, isForward, hasStart) in [("findfirst", true, false), ("findlast", false, false), ("findnext", true, true), ("findprev", false, true)] {
      let signature = hasStart ? "\(name)(p, A, i)" : "\(name)(p, A)"
      let help = "The \(isForward ? "first" : "last") position\(hasStart ? (isForward ? " from `i` on" : " up to `i`") : "") whose element is true, or for which `p` is; `nothing` if there is none."
      add(signature, help, arity: hasStart ? Arity(2...3) : Arity(1...2), example: hasStart ? "\(name)(isodd, [2, 3, 4], 2)  # => 2" : "\(name)(isodd, [2, 3, 4])  # => 2") { call in
        let machine = call.machine
        let positional = call.values
        let values = hasStart ? Array(positional.dropLast()) : positional
        guard let source = values.last else { throw call.noMethod() }
        // Positions far outside are as good as those just outside, and leave room to count from.
        let start = hasStart ? positional.last.flatMap { machine.linearIndex($0, in: source) }.map { min(max($0, 0), 1 << 62) } : nil
        let predicate = values.count == 2 ? values[0] : nil
        if let text = source.string, let predicate {
          return try machine.textPosition(predicate, in: text, from: start, isForward: isForward)
        }
        if let pattern = predicate?.array, let sequence = source.array {
          return try machine.run(of: pattern, in: sequence, from: start, isForward: isForward)
        }
        if let dictionary = source.dictionary {
          let pairs = dictionary.pairs(call.heap)
          return try (isForward ? pairs : pairs.reversed()).first { try machine.isTrue($0.value, predicate) }?.key ?? .nothing
        }
        let shape = try machine.sizes(of: source) ?? []
        let elements = source.isArray || source.range != nil ? nil : try machine.list(source)
        let count = try elements?.count ?? machine.length(source) ?? 0
        var position = max(start ?? (isForward ? 1 : count), Int.min + 1) - 1
        if position < 0, isForward { throw try RuntimeError("BoundsError", "attempt to access \(machine.summary(source)) at index [\(position + 1)]") }
        position = min(position, isForward ? position : count - 1)
        while position >= 0, position < count {
          try machine.countStep(1)
          if let element = elements?[position] ?? machine.element(of: source, at: position), try machine.isTrue(element, predicate) {
            if let names = source.tuple?.names { return Value(names[position]) }
            return shape.count > 1 ? machine.cartesian(position, shape) : Value(position + 1)
          }
          position += isForward ? 1 : -1
        }
        return .nothing
      }
    }
    addExtremePositions()
    addEnds()
  }

  private mutating func addExtremePositions() {
    for (name, isMaximum) in [("findmax", true), ("findmin", false)] {
      add("\(name)(f, A; dims)", "The \(isMaximum ? "largest" : "smallest") element, or value of `f`, and its position.", arity: Arity(1...2), keywords: ["dims"], example: "\(name)([3, 9, 1])  # => \(isMaximum ? "(9, 2)" : "(1, 3)")") { call in
        let function = call.count == 2 ? call[0] : nil
        if let axes = try call.axes() {
          let array = try call.machine.asArray(call[call.count - 1])
          let (values, positions) = try call.machine.extremePositions(array, axes, function, isMaximum: isMaximum)
          return call.heap.tuple([values, positions])
        }
        if let result = try call[call.count - 1].host?.apply(call.function.name, call.values, call.machine) { return result }
        let (value, key, _) = try call.machine.extremeEntry(call[call.count - 1], function, isMaximum: isMaximum)
        return call.heap.tuple([value, key])
      }
    }
    for (name, isMaximum) in [("argmax", true), ("argmin", false)] {
      add("\(name)(f, A; dims)", "The position of the \(isMaximum ? "largest" : "smallest") element; with `f`, the element for which `f` is \(isMaximum ? "largest" : "smallest").", arity: Arity(1...2), keywords: ["dims"], example: "\(name)([3, 9, 1])  # => \(isMaximum ? 2 : 3)") { call in
        if let axes = try call.axes() {
          return try call.machine.extremePositions(try call.machine.asArray(call[call.count - 1]), axes, nil, isMaximum: isMaximum).positions
        }
        if let result = try call[call.count - 1].host?.apply(call.function.name, call.values, call.machine) { return result }
        let (_, key, element) = try call.machine.extremeEntry(call[call.count - 1], call.count == 2 ? call[0] : nil, isMaximum: isMaximum)
        return call.count == 2 ? element : key
      }
    }
  }

  private mutating func addEnds() {
    add("first(xs, n)", "The first element, or the first `n`.", arity: Arity(1...2), example: "first([5, 6, 7], 2)  # => [5, 6]") { call in
      let machine = call.machine
      if call.count == 1 {
        if let result = try call[0].host?.apply("first", call.values, machine) { return result }
        guard let element = try machine.makeIterator(call[0])() else {
          if call[0].isArray || call[0].range != nil || call[0].tag == .tuple {
            throw RuntimeError("BoundsError", "attempt to access \(try machine.summary(call[0])) at index [1]")
          }
          throw RuntimeError.argument("collection must be non-empty")
        }
        return element
      }
      return try machine.part(call[0], count: try call.int(1), fromEnd: false)
    }
    add("last(xs, n)", "The last element, or the last `n`.", arity: Arity(1...2), example: "last([5, 6, 7])  # => 7") { call in
      let machine = call.machine
      if call.count == 2 { return try machine.part(call[0], count: try call.int(1), fromEnd: true) }
      if let array = call[0].array, array.count > 0 { return array.element(array.count - 1, call.heap) }
      if let range = call[0].range, range.count > 0 { return range.last }
      if let result = try call[0].host?.apply("last", call.values, machine) { return result }
      guard let element = try machine.list(call[0]).last else {
        if call[0].tag == .string { throw RuntimeError.argument("collection must be non-empty") }
        throw RuntimeError("BoundsError", "attempt to access \(try machine.summary(call[0])) at index [0]")
      }
      return element
    }
    add("only(xs)", "The element of a collection that has exactly one.", arity: 1, example: "only([7])  # => 7") { call in
      let next = try call.machine.makeIterator(call[0])
      guard let element = try next() else { throw RuntimeError.argument("Collection is empty, must contain exactly 1 element") }
      if try next() != nil { throw RuntimeError.argument("Collection has multiple elements, must contain exactly 1 element") }
      return element
    }
    add("front(t)", "A tuple without its last element.", arity: 1, example: "Base.front((1, 2, 3))  # => (1, 2)") { call in
      guard call[0].tag == .tuple, let tuple = call[0].tuple, !tuple.elements.isEmpty else { throw call.noMethod() }
      return call.heap.tuple(Array(tuple.elements.dropLast()))
    }
    add("tail(t)", "A tuple without its first element.", arity: 1, example: "Base.tail((1, 2, 3))  # => (2, 3)") { call in
      guard call[0].tag == .tuple, let tuple = call[0].tuple, !tuple.elements.isEmpty else { throw call.noMethod() }
      return call.heap.tuple(Array(tuple.elements.dropFirst()))
    }
  }
}

extension Machine {
  /// Whether an element is true, or a predicate of it.
  func isTrue(_ element: Value, _ predicate: Value?) throws -> Bool {
    if let predicate { return try verdict(predicate, [element]) }
    guard let verdict = element.boolean else { throw nonBoolean(element, context: 1) }
    return verdict
  }

  /// The element of an array or range at a position counted from zero.
  func element(of source: Value, at position: Int) -> Value? {
    if let array = source.array { return position < array.count ? array.element(position, heap) : nil }
    if let range = source.range { return position < range.count ? range.element(position) : nil }
    return nil
  }

  /// A position given as an index, perhaps of several dimensions.
  func linearIndex(_ value: Value, in source: Value) -> Int? {
    if let position = value.host as? CartesianIndexObject {
      return (try? shape(source)).flatMap { $0 }.flatMap { linearPosition(position, shape: $0) }.map { $0 + 1 }
    }
    return exactInt(value)
  }

  /// The value, key and element where the value (of `f`) is extreme; NaN and `missing` win, the first of equals counts.
  func extremeEntry(_ source: Value, _ function: Value?, isMaximum: Bool) throws -> (value: Value, key: Value, element: Value) {
    if function == nil, let array = source.array, array.rank == 1 || array.rank == 2 {
      var position: Int?
      if let dense = array.denseFloats { position = isMaximum ? dense.indexOfMaximum() : dense.indexOfMinimum() }
      if let dense = array.denseIntegers { position = isMaximum ? dense.indexOfMaximum() : dense.indexOfMinimum() }
      if let position {
        let element = array.element(position, heap)
        return (element, array.rank == 2 ? cartesian(position, array.shape) : Value(position + 1), element)
      }
    }
    let pairs = source.dictionary?.pairs(heap)
    let elements = try pairs?.map(\.value) ?? list(source)
    var best: (value: Value, position: Int)?
    for (position, element) in elements.enumerated() {
      let value = try function.map { try call($0, [element]) } ?? element
      if let current = best {
        if try isBetter(value, than: current.value, isMaximum: isMaximum) { best = (value, position) }
      } else {
        best = (value, position)
      }
    }
    guard let best else { throw emptyReduction }
    let key: Value
    if let pairs {
      key = pairs[best.position].key
    } else if let names = source.tuple?.names {
      key = Value(names[best.position])
    } else if let shape = try sizes(of: source), shape.count > 1 {
      key = cartesian(best.position, shape)
    } else {
      key = Value(best.position + 1)
    }
    return (best.value, key, elements[best.position])
  }

  private func isBetter(_ a: Value, than b: Value, isMaximum: Bool) throws -> Bool {
    func isUnordered(_ x: Value) -> Bool { x.isMissing || primalDouble(x)?.isNaN == true }
    if isUnordered(b) { return a.isMissing && !b.isMissing }
    if isUnordered(a) { return true }
    return try isMaximum ? isLess(b, a) : isLess(a, b)
  }

  func extremePositions(_ array: ArrayObject, _ axes: [Int], _ function: Value?, isMaximum: Bool) throws -> (values: Value, positions: Value) {
    let groups = SliceGroups(shape: array.shape, axes: axes)
    var values: [Value] = []
    var positions: [Value] = []
    for group in 0..<groups.count {
      let places = groups.positions(group)
      let elements = heap.tuple(places.map { array.element($0, heap) })
      let entry = try extremeEntry(elements, function, isMaximum: isMaximum)
      values.append(entry.value)
      let place = places[(entry.key.integer ?? 1) - 1]
      positions.append(array.rank > 1 ? cartesian(place, array.shape) : Value(place + 1))
    }
    let type = array.rank > 1 ? CartesianIndexObject.type(rank: array.rank) : DataType.int64
    return (try promoted(values, shape: groups.resultShape), heap.array(of: type, positions, shape: groups.resultShape))
  }

  /// The first or last elements, in a collection of the same kind.
  func part(_ source: Value, count: Int, fromEnd: Bool) throws -> Value {
    if count < 0 { throw RuntimeError.argument("Number of elements must be non-negative") }
    if let text = source.string {
      let scalars = Array(text.unicodeScalars)
      var result = ""
      result.unicodeScalars.append(contentsOf: fromEnd ? scalars.suffix(count) : scalars.prefix(count))
      return heap.string(result)
    }
    if source.isArray || source.range != nil, let total = try length(source) {
      let n = min(count, total)
      let range = heap.adopt(RangeObject(.unit(start: fromEnd ? total - n + 1 : 1, isOneTo: false), count: n))
      return try index(source, [range])
    }
    if source.tag == .tuple, let elements = source.tuple?.elements {
      return heap.tuple(Array(fromEnd ? elements.suffix(count) : elements.prefix(count)))
    }
    if fromEnd { return collected(try list(source).suffix(count), emptyType: elementType(source)) }
    var taken: [Value] = []
    let next = try makeIterator(source)
    while taken.count < count, let element = try next() { taken.append(element) }
    return collected(taken, emptyType: elementType(source))
  }

  // MARK: - Runs of elements

  /// Whether the elements of a pattern stand at a position.
  private func occurs(_ pattern: ArrayObject, in sequence: ArrayObject, at position: Int) -> Bool {
    (0..<pattern.count).allSatisfy {
      Equality.isEqualAsKeys(pattern.element($0, heap), sequence.element(position + $0, heap))
    }
  }

  /// Where a run of elements, such as bytes, first or last occurs, as a range.
  fileprivate func run(of pattern: ArrayObject, in sequence: ArrayObject, from start: Int?, isForward: Bool) throws -> Value {
    let last = sequence.count - pattern.count
    var position = isForward ? (start ?? 1) - 1 : min(last, (start ?? sequence.count) - pattern.count)
    while position >= 0, position <= last {
      try countStep(1)
      if occurs(pattern, in: sequence, at: position) {
        return heap.adopt(RangeObject(from: position + 1, to: position + pattern.count))
      }
      position += isForward ? 1 : -1
    }
    return .nothing
  }

  /// All places of a run of elements, none within another.
  fileprivate func runs(of pattern: ArrayObject, in sequence: ArrayObject) throws -> Value {
    var ranges: [Value] = []
    var position = 0
    while let range = try run(of: pattern, in: sequence, from: position + 1, isForward: true).range {
      ranges.append(heap.adopt(RangeObject(from: (range.first.integer ?? 0), to: (range.first.integer ?? 0) + pattern.count - 1)))
      position = (range.first.integer ?? 0) + max(0, pattern.count - 1)
    }
    return heap.array(of: .range("UnitRange", [.type(.int64)], element: .type(.int64)), ranges)
  }
}
