// Sets, and vectors as sets: membership, union, intersection, differences, unique elements.

import Arrays
import Engine

extension Library {
  mutating func addSets() {
    add("#new:Set(T, xs)", "", arity: Arity(1...2)) { call in
      guard let type = call[0].type else { throw call.noMethod() }
      return try call.machine.makeSet(type, call.count > 1 ? call[1] : nil)
    }
    alias("#new:BitSet", of: "#new:Set")
    add("in(x, xs)", "Whether `x` is an element; with one argument, the predicate.", arity: Arity(1...2), example: "2 in [1, 2, 3]  # => true\nfilter(in([1, 2]), [2, 5])  # => [2]") { call in
      if call.count == 1 { return call.machine.partial(call.function, call[0]) }
      return try call.machine.contains(call[1], call[0])
    }
    alias("∈", of: "in")
    add("∉(x, xs)", "Whether `x` is no element.", arity: Arity(1...2), example: "5 ∉ [1, 2, 3]  # => true") { call in
      if call.count == 1 { return call.machine.partial(call.function, call[0]) }
      return try call.machine.not(call.machine.contains(call[1], call[0]))
    }
    add("∋(xs, x)", "Whether `x` is an element of `xs`.", arity: Arity(1...2), example: "[1, 2] ∋ 2  # => true") { call in
      if call.count == 1 { return call.machine.partial(call.function, call[0]) }
      return try call.machine.contains(call[0], call[1])
    }
    add("∌(xs, x)", "Whether `x` is no element of `xs`.", arity: Arity(1...2), example: "[1, 2] ∌ 3  # => true") { call in
      if call.count == 1 { return call.machine.partial(call.function, call[0]) }
      return try call.machine.not(call.machine.contains(call[0], call[1]))
    }
    add("in!(x, s)", "Whether `x` is an element of a set; if not, it is added.", arity: 2, example: "s = Set([1]); (in!(2, s), length(s))  # => (false, 2)") { call in
      guard let set = call[1].set else { throw call.noMethod() }
      if set.contains(call[0]) { return Value(true) }
      try call.machine.insert(call[0], into: set)
      return Value(false)
    }
    addCombinations()
    addSubsets()
    addUnique()
  }

  private mutating func addCombinations() {
    func operation(
      _ name: String, _ symbol: String?, _ help: String, _ example: String,
      _ body: @escaping @Sendable (_ result: inout OrderedElements, _ other: OrderedElements) -> Void
    ) {
      add("\(name)(a, bs...)", help, arity: Arity(1...), example: "\(name)([1, 2, 3], [2, 5])  # => \(example)") { call in
        let machine = call.machine
        if let result = try call[0].host?.apply(name, call.values, machine) { return result }
        var result = OrderedElements(try machine.list(call[0]))
        for other in call.values.dropFirst() { body(&result, OrderedElements(try machine.list(other))) }
        return try machine.setLike(call.values, result.elements, keepsType: name != "union" && name != "symdiff")
      }
      if let symbol { alias(symbol, of: name) }
      add("\(name)!(a, bs...)", help + " Changes `a`.", arity: Arity(1...), example: "\(name)!([1, 2, 3], [2, 5])  # => \(example)") { call in
        let machine = call.machine
        var result = OrderedElements(try machine.list(call[0]))
        for other in call.values.dropFirst() { body(&result, OrderedElements(try machine.list(other))) }
        if let set = call[0].set {
          let kept = result
          for element in set.elements(call.heap) where !kept.contains(element) { set.remove(element, call.heap) }
          for element in result.elements { try machine.insert(element, into: set) }
        } else {
          let array = try call.vector(0)
          let converted = try result.elements.map { try machine.converted($0, for: array) }
          let copy = call.heap.array(of: array.elementType, converted)
          array.removeElements(0..<array.count, call.heap)
          for position in 0..<(copy.array?.count ?? 0) { if let value = copy.array?.element(position, call.heap) { array.insertElement(value, before: array.count, call.heap) } }
        }
        return call[0]
      }
    }
    operation("union", "∪", "The elements of all collections, each once.", "[1, 2, 3, 5]") { result, other in
      for element in other.elements { result.insert(element) }
    }
    operation("intersect", "∩", "The elements that are in every collection.", "[2]") { result, other in result.keep { other.contains($0) } }
    wrap("intersect") { call, own in try call.commonRange.map { call.heap.adopt($0) } ?? own(call) }
    operation("setdiff", nil, "The elements of the first that are in none of the others.", "[1, 3]") { result, other in result.keep { !other.contains($0) } }
    operation("symdiff", nil, "The elements that are in an odd number of the collections.", "[1, 3, 5]") { result, other in
      let before = result
      result.keep { !other.contains($0) }
      for element in other.elements where !before.contains(element) { result.insert(element) }
    }
  }

  private mutating func addSubsets() {
    func relation(_ name: String, _ aliases: [String], _ help: String, _ example: String, _ test: @escaping @Sendable (OrderedElements, OrderedElements) -> Bool) {
      add("\(name)(a, b)", help, arity: Arity(1...2), example: example) { call in
        if call.count == 1 { return call.machine.partial(call.function, call[0]) }
        if let result = try call[0].host?.apply(name, call.values, call.machine) { return result }
        return Value(test(OrderedElements(try call.machine.list(call[0])), OrderedElements(try call.machine.list(call[1]))))
      }
      for other in aliases { alias(other, of: name) }
    }
    relation("issubset", ["⊆"], "Whether every element of `a` is in `b`.", "issubset([1, 2], 1:3)  # => true") { a, b in a.isSubset(of: b) }
    relation("⊇", [], "Whether every element of `b` is in `a`.", "1:3 ⊇ [1, 2]  # => true") { a, b in b.isSubset(of: a) }
    relation("⊈", [], "Whether some element of `a` is not in `b`.", "[1, 5] ⊈ 1:3  # => true") { a, b in !a.isSubset(of: b) }
    relation("⊉", [], "Whether some element of `b` is not in `a`.", "1:3 ⊉ [1, 5]  # => true") { a, b in !b.isSubset(of: a) }
    relation("⊊", [], "Whether `a` is a part of `b` and not all of it.", "[1] ⊊ 1:3  # => true") { a, b in
      a.isSubset(of: b) && a.elements.count < b.elements.count
    }
    relation("⊋", [], "Whether `b` is a part of `a` and not all of it.", "1:3 ⊋ [1]  # => true") { a, b in
      b.isSubset(of: a) && b.elements.count < a.elements.count
    }
    relation("issetequal", [], "Whether both have the same elements.", "issetequal([1, 2], [2, 1, 1])  # => true") { a, b in
      a.elements.count == b.elements.count && a.isSubset(of: b)
    }
    relation("isdisjoint", [], "Whether they have no element in common.", "isdisjoint([1, 2], [3])  # => true") { a, b in
      !a.elements.contains { b.contains($0) }
    }
  }

  private mutating func addUnique() {
    add("unique(f, xs; dims)", "The elements without repetitions, in order of appearance; with `f`, those for which it gives a new value.", arity: Arity(1...2), keywords: ["dims"], example: "unique([3, 1, 3, 2])  # => [3, 1, 2]") { call in
      let machine = call.machine
      let source = call[call.count - 1]
      if let axis = try call.axes()?.first, let array = source.array, axis < array.rank {
        return try machine.uniqueSlices(source, array, axis)
      }
      // A range repeats nothing.
      if call.count == 1, let range = source.range, range.count < 2 || range.step.asDouble != 0 { return source }
      let elements = try machine.list(source)
      let kept = try machine.firstAppearances(elements, call.count == 2 ? call[0] : nil)
      if let array = source.array { return call.heap.adopt(array.selecting(kept, shape: [kept.count], heap: call.heap)) }
      return machine.collected(kept.map { elements[$0] }, emptyType: machine.elementType(source))
    }
    add("unique!(f, v)", "Removes repetitions.", arity: Arity(1...2), example: "unique!([1, 1, 2])  # => [1, 2]") { call in
      let array = try call.vector(call.count - 1)
      let kept = Set(try call.machine.firstAppearances(try call.machine.list(call[call.count - 1]), call.count == 2 ? call[0] : nil))
      array.keep((0..<array.count).map { kept.contains($0) }, call.heap)
      return call[call.count - 1]
    }
    add("allunique(f, xs)", "Whether no element, or value of `f`, appears twice.", arity: Arity(1...2), example: "allunique([1, 2, 1])  # => false\nallunique(abs, [1, -1])  # => false") { call in
      let machine = call.machine
      let elements = try machine.list(call.count == 2 ? machine.map(call[0], [call[1]]) : call[0])
      return Value(Set(elements.map(Key.init)).count == elements.count)
    }
    add("allequal(f, xs)", "Whether all elements are the same, or `f` of them.", arity: Arity(1...2), example: "allequal([1, 1.0])  # => true\nallequal(abs, [1, -1])  # => true") { call in
      let machine = call.machine
      let elements = try machine.list(call.count == 2 ? machine.map(call[0], [call[1]]) : call[0])
      return Value(elements.dropFirst().allSatisfy { Equality.isEqualAsKeys($0, elements[0]) })
    }
  }
}

/// Elements without repetitions, in order.
struct OrderedElements {
  private(set) var elements: [Value] = []
  private var members: Set<Key> = []

  init(_ values: [Value]) { for value in values { insert(value) } }

  func contains(_ value: Value) -> Bool { members.contains(Key(value)) }
  mutating func insert(_ value: Value) { if members.insert(Key(value)).inserted { elements.append(value) } }
  mutating func keep(_ isKept: (Value) -> Bool) {
    elements = elements.filter(isKept)
    members = Set(elements.map(Key.init))
  }
  func isSubset(of other: OrderedElements) -> Bool { members.isSubset(of: other.members) }
}

extension Machine {
  /// Adds an element to a set, converted to its type.
  func insert(_ value: Value, into set: SetObject) throws {
    set.insert(set.elementType === DataType.any || value.isInstance(of: set.elementType) ? value : try convert(value, to: set.elementType), heap)
  }

  func makeSet(_ type: DataType, _ source: Value?) throws -> Value {
    var elementType: DataType?
    if case .type(let parameter)? = type.parameters.first { elementType = parameter }
    let elements = try source.map { try list($0) } ?? []
    if elementType == nil, let source {
      elementType = self.elementType(source)
      if elementType === DataType.any, !source.isArray, source.set == nil, let first = elements.first {
        elementType = elements.dropFirst().reduce(first.dataType) { $0 === $1.dataType ? $0 : DataType.join($0, $1.dataType) }
      }
    }
    if type === DataType.bitSet { elementType = .int64 }
    let set = SetObject(elementType: elementType ?? .any, isSorted: type === DataType.bitSet)
    let result = heap.adopt(set)
    for element in elements { try insert(element, into: set) }
    return result
  }

  /// The value of `x in collection`.
  func contains(_ collection: Value, _ value: Value) throws -> Value {
    if let set = collection.set { return Value(set.contains(value)) }
    if let dictionary = collection.dictionary {
      guard value.tag == .pair, let pair = value.tuple, let found = dictionary[pair.elements[0]] else { return Value(false) }
      return try equal(found, pair.elements[1])
    }
    if let part = collection.iterator as? DictionaryPart, part.isKeys { return Value(part.source.dictionary?[value] != nil) }
    if let text = collection.string {
      if let character = value.character { return Value(text.unicodeScalars.contains(character)) }
      throw RuntimeError("ErrorException", "use occursin(x, y) for string containment")
    }
    if let range = collection.range, range.isInteger, value.isNumber, range.count > 0, value.complex == nil, value.dual == nil {
      guard let exact = try? convert(value, to: .int64), let x = exact.integer else { return Value(false) }
      let (first, last, step) = (range.first.unsafeInteger, range.last.unsafeInteger, range.step.unsafeInteger)
      guard x >= min(first, last), x <= max(first, last) else { return Value(false) }
      return Value(Int(bitPattern: UInt(bitPattern: x) &- UInt(bitPattern: first)) % step == 0)
    }
    if let host = collection.host {
      if let result = try host.apply("in", [value, collection], self) { return result }
      if collection.host is ReferenceObject { return try equal(value, (collection.host as? ReferenceObject)?.value ?? .nothing) }
    }
    var isUnknown = false
    let next = try makeIterator(collection)
    while let element = try next() {
      try countStep(1)
      let verdict = try equal(element, value)
      if verdict.isMissing { isUnknown = true }
      if verdict.boolean == true { return Value(true) }
    }
    return isUnknown ? .missing : Value(false)
  }

  /// A set operation gives a set if the first argument is one, else a vector.
  func setLike(_ sources: [Value], _ elements: [Value], keepsType: Bool) throws -> Value {
    let types = sources.map { elementType($0) }
    let type = keepsType ? types[0] : types.dropFirst().reduce(types[0]) { promotedElementType($0, $1) }
    if sources[0].set != nil {
      let set = SetObject(elementType: type, isSorted: sources[0].set?.isSorted == true && type === DataType.int64)
      let result = heap.adopt(set)
      for element in elements { try insert(element, into: set) }
      return result
    }
    if type === DataType.any { return collected(elements) }
    return heap.array(of: type, try elements.map { $0.isInstance(of: type) ? $0 : try convert($0, to: type) })
  }

  /// The positions at which the values (of `f`) appear for the first time.
  func firstAppearances(_ elements: [Value], _ function: Value?) throws -> [Int] {
    var seen: Set<Key> = []
    return try elements.indices.filter { position in
      seen.insert(Key(try function.map { try call($0, [elements[position]]) } ?? elements[position])).inserted
    }
  }

  /// The slices along a dimension without repetitions.
  func uniqueSlices(_ source: Value, _ array: ArrayObject, _ axis: Int) throws -> Value {
    let groups = SliceGroups(shape: array.shape, axes: array.shape.indices.filter { $0 != axis })
    var seen: Set<Key> = []
    let kept = (0..<groups.count).filter { group in
      seen.insert(Key(heap.adopt(array.selecting(groups.positions(group), shape: groups.sliceShape, heap: heap)))).inserted
    }
    var indices = [Value](repeating: .colon, count: array.rank)
    indices[axis] = heap.vector(kept.map { $0 + 1 })
    return try index(source, indices)
  }
}

extension Call {
  /// The elements that all arguments have in common, where these are ranges with a step of one.
  fileprivate var commonRange: RangeObject? {
    var (first, last) = (Int.min, Int.max)
    for value in values {
      guard let range = value.range, case .unit(let start, _) = range.elements, start > Int.min else { return nil }
      first = max(first, start)
      last = min(last, range.count == 0 ? start - 1 : range.last.unsafeInteger)
    }
    return RangeObject(from: first, to: max(last, first - 1))
  }
}
