// Functions of functions: map, filter, reduce and their kin.

import Arrays
import Engine

extension Library {
  mutating func addHigherOrder() {
    add("map(f, xs...)", "`f` of each element, or of the elements of several collections side by side.", arity: Arity(1...), example: "map(x -> x^2, [1, 2, 3])  # => [1, 4, 9]\nmap(+, [1, 2], [10, 20])  # => [11, 22]") { call in
      try call.machine.map(call[0], Array(call.values.dropFirst()))
    }
    add("map!(f, y, xs...)", "Stores `f` of each element of `xs` in `y`.", arity: Arity(2...), example: "y = [0, 0]; map!(abs, y, [-1, 2]); y  # => [1, 2]") { call in
      if let part = call[1].iterator as? DictionaryPart, !part.isKeys, let dictionary = part.source.dictionary, call.count == 2 {
        for pair in dictionary.pairs(call.heap) {
          try call.machine.store(in: dictionary, pair.key, try call.machine.call(call[0], [pair.value]))
        }
        return call[1]
      }
      guard let target = call[1].array else { throw call.noMethod() }
      let sources = call.count == 2 ? [call[1]] : Array(call.values.dropFirst(2))
      let lists = try sources.map { try call.machine.list($0) }
      for position in 0..<min(target.count, lists.map(\.count).min() ?? 0) {
        let value = try call.machine.call(call[0], lists.map { $0[position] })
        target.store(try call.machine.converted(value, for: target), at: position, call.heap)
      }
      return call[1]
    }
    add("foreach(f, xs...)", "Calls `f` with each element.", arity: Arity(2...), example: "foreach(print, [1, 2])  # => nothing") { call in
      let machine = call.machine
      if call.count == 2 {
        try machine.forEach(call[1]) { _ = try machine.call(call[0], [$0]) }
        return .nothing
      }
      let next = try call.values.dropFirst().map { try machine.makeIterator($0) }
      while true {
        var arguments: [Value] = []
        for iterator in next {
          guard let value = try iterator() else { return .nothing }
          arguments.append(value)
        }
        _ = try machine.call(call[0], arguments)
      }
    }
    add("filter(p, xs)", "The elements for which `p` is true.", arity: Arity(1...2), example: "filter(isodd, [1, 2, 3])  # => [1, 3]") { call in
      if call.count == 1 { return call.machine.partialFirst(call.function, call[0]) }
      return try call.machine.filter(call[0], call[1])
    }
    add("filter!(p, xs)", "Removes the elements for which `p` is false.", arity: 2, example: "v = [1, 2, 3]; filter!(isodd, v)  # => [1, 3]") { call in
      let machine = call.machine
      if let dictionary = call[1].dictionary {
        for pair in dictionary.pairs(call.heap) {
          if try !machine.verdict(call[0], [call.heap.pair(pair.key, pair.value)]) { dictionary.remove(pair.key, call.heap) }
        }
        return call[1]
      }
      if let set = call[1].set {
        for element in set.elements(call.heap) { if try !machine.verdict(call[0], [element]) { set.remove(element, call.heap) } }
        return call[1]
      }
      guard let array = call[1].array, array.rank == 1 else { throw call.noMethod() }
      let keeps = try machine.list(call[1]).map { try machine.verdict(call[0], [$0]) }
      array.keep(keeps, call.heap)
      return call[1]
    }
    addFolds()
    add("∘(f, g...)", "The function that calls `g`, then `f` with its result.", arity: Arity(1...), example: "(sqrt ∘ abs)(-9)  # => 3.0") { call in
      if call.count == 1 { return call[0] }
      var values = call.values
      var result = values.removeLast()
      while let outer = values.popLast() { result = call.heap.adopt(CompositionObject(outer, result, heap: call.heap)) }
      return result
    }
    alias("compose", of: "∘")
    alias("ComposedFunction", of: "∘")
    add("identity(x)", "`x` itself.", arity: 1, example: "identity(3)  # => 3") { $0[0] }
    add("Returns(x)", "The function that gives `x` whatever its arguments.", arity: 1, example: "Returns(2)(5, 6)  # => 2") { call in
      call.heap.adopt(ReturnsObject(call[0], heap: call.heap))
    }
    add("broadcast(f, xs...)", "`f` of the elements, where sizes of 1 stretch: `f.(xs…)`.", arity: Arity(2...), example: "broadcast(+, [1, 2], 10)  # => [11, 12]") { call in
      try call.machine.broadcasted(call[0], Array(call.values.dropFirst()))
    }
    add("ntuple(f, n)", "The tuple of `f(1)`, …, `f(n)`.", arity: 2, example: "ntuple(i -> 2i, 3)  # => (2, 4, 6)") { call in
      let count = try call.int(1)
      if count < 0 { throw RuntimeError.argument("tuple length should be ≥ 0, got \(count)") }
      _ = try call.heap.reserve(shape: [count], stride: 16)
      return call.heap.tuple(try (0..<count).map { try call.machine.call(call[0], [Value($0 + 1)]) })
    }
  }

  private mutating func addFolds() {
    for (name, isLeft) in [("reduce", true), ("foldl", true), ("foldr", false)] {
      add("\(name)(op, xs; init\(name == "reduce" ? ", dims" : ""))", "Combines the elements by `op` from the \(isLeft ? "left" : "right").", arity: 2,
        keywords: name == "reduce" ? ["init", "dims"] : ["init"], example: "\(name)(-, [1, 2, 3])  # => \(isLeft ? -4 : 2)"
      ) { call in
        let machine = call.machine
        let start = call.keyword("init")
        if let axes = try call.axes() {
          return try machine.reduceSlices(try machine.asArray(call[1]), axes) { try machine.fold(call[0], nil, [$0], start, isLeft: isLeft) }
        }
        return try machine.fold(call[0], nil, [call[1]], start, isLeft: isLeft, isPairwise: name == "reduce")
      }
    }
    for (name, isLeft) in [("mapreduce", true), ("mapfoldl", true), ("mapfoldr", false)] {
      add("\(name)(f, op, xs...; init\(name == "mapreduce" ? ", dims" : ""))", "Combines `f` of the elements by `op` from the \(isLeft ? "left" : "right").", arity: Arity(3...),
        keywords: name == "mapreduce" ? ["init", "dims"] : ["init"], example: "\(name)(x -> x^2, +, [1, 2, 3])  # => 14"
      ) { call in
        let machine = call.machine
        let start = call.keyword("init")
        if let axes = try call.axes() {
          return try machine.reduceSlices(try machine.asArray(call[2]), axes) { try machine.fold(call[1], call[0], [$0], start, isLeft: isLeft) }
        }
        return try machine.fold(call[1], call[0], Array(call.values.dropFirst(2)), start, isLeft: isLeft, isPairwise: name == "mapreduce")
      }
    }
  }
}

extension Machine {
  /// A library function with its first argument given.
  func partialFirst(_ native: NativeFunction, _ value: Value) -> Value {
    let function = heap.function(native)
    return heap.adopt(PartialObject(function, [value], heap: heap) { machine, function, arguments in
      try machine.call(function, [arguments[arguments.count - 1]] + arguments.dropLast())
    })
  }

  /// The value of `map(f, xs…)`.
  func map(_ function: Value, _ sources: [Value]) throws -> Value {
    guard let first = sources.first else { return try call(function, []) }
    if let result = try mapPacked(function, sources) {
      // What operators give of bits are bits again.
      if result.tag == .booleanArray, function.function?.libraryFunction != nil, sources.allSatisfy({ $0.array?.form == .bits }) { result.array?.setForm(.bits) }
      return result
    }
    if sources.count > 1 { return try map(function, several: sources) }
    if first.tag == .tuple, let tuple = first.tuple { return heap.tuple(try tuple.elements.map { try call(function, [$0]) }) }
    if first.tag == .namedTuple, let tuple = first.tuple, let names = tuple.names {
      return heap.namedTuple(names, try tuple.elements.map { try call(function, [$0]) })
    }
    if let text = first.string {
      var result = ""
      for scalar in text.unicodeScalars {
        guard let mapped = try call(function, [Value(scalar)]).character else {
          throw RuntimeError.argument("map(f, s::AbstractString) requires f to return AbstractChar; try map(f, collect(s)) or a comprehension instead")
        }
        result.unicodeScalars.append(mapped)
      }
      return heap.string(result)
    }
    if first.tag == .dictionary { throw RuntimeError("ErrorException", "map is not defined on dictionaries") }
    if first.tag == .set { throw RuntimeError("ErrorException", "map is not defined on sets") }
    if first.isNumber || first.character != nil { return try call(function, [first]) }
    let shape = try shape(first)
    var builder = ArrayBuilder(heap: heap, capacity: first.array?.count ?? 0)
    let next = try makeIterator(first)
    let real = function.function?.libraryFunction?.real
    while let element = try next() {
      try countStep(1)
      if builder.count & 0xFFFF == 0xFFFF { try heap.reserve(bytes: builder.count * 8) }
      if let real, element.tag == .float {
        builder.append(Value(real(element.unsafeFloat)))
      } else {
        builder.append(try call(function, [element]))
      }
    }
    let fits = shape.map { $0.clampedElementCount == builder.count } ?? false
    return builder.finish(shape: fits ? shape : nil, emptyType: elementType(first))
  }

  private func map(_ function: Value, several sources: [Value]) throws -> Value {
    if sources.allSatisfy({ $0.tag == .tuple }) {
      let lists = sources.map { $0.tuple?.elements ?? [] }
      return heap.tuple(try (0..<(lists.map(\.count).min() ?? 0)).map { i in try call(function, lists.map { $0[i] }) })
    }
    if sources.allSatisfy({ $0.isNumber }) { return try call(function, sources) }
    let shapes = try sources.map { try shape($0) }
    let isSame = shapes.allSatisfy { $0 != nil && $0 == shapes[0] }
    if !isSame, shapes.allSatisfy({ ($0?.count ?? 0) > 1 }) {
      throw RuntimeError.dimensionMismatch("dimensions must match: a has dims \(shapes[0] ?? []), b has dims \(shapes[1] ?? [])")
    }
    var builder = ArrayBuilder(heap: heap)
    let iterators = try sources.map { try makeIterator($0) }
    outer: while true {
      try countStep(1)
      var arguments: [Value] = []
      for next in iterators {
        guard let value = try next() else { break outer }
        arguments.append(value)
      }
      builder.append(try call(function, arguments))
    }
    return builder.finish(shape: isSame ? shapes[0] : nil)
  }

  /// The value of `filter(p, xs)`.
  func filter(_ predicate: Value, _ source: Value) throws -> Value {
    if source.tag == .tuple, let tuple = source.tuple {
      return heap.tuple(try tuple.elements.filter { try verdict(predicate, [$0]) })
    }
    if source.tag == .namedTuple, let tuple = source.tuple, let names = tuple.names {
      let kept = try tuple.elements.indices.filter { try verdict(predicate, [tuple.elements[$0]]) }
      return heap.namedTuple(kept.map { names[$0] }, kept.map { tuple.elements[$0] })
    }
    if let text = source.string {
      var result = ""
      for scalar in text.unicodeScalars where try verdict(predicate, [Value(scalar)]) { result.unicodeScalars.append(scalar) }
      return heap.string(result)
    }
    if let dictionary = source.dictionary {
      let result = DictionaryObject(keyType: dictionary.keyType, valueType: dictionary.valueType, isIdentity: dictionary.isIdentity)
      let value = heap.adopt(result)
      for pair in dictionary.pairs(heap) where try verdict(predicate, [heap.pair(pair.key, pair.value)]) { result.set(pair.key, pair.value, heap) }
      return value
    }
    if let set = source.set {
      let result = SetObject(elementType: set.elementType, isSorted: set.isSorted)
      let value = heap.adopt(result)
      for element in set.elements(heap) where try verdict(predicate, [element]) { result.insert(element, heap) }
      return value
    }
    let array = try asArray(source)
    if array.rank == 1, array.tag == .floatArray || array.tag == .integerArray, source.isArray,
      let mask = try mapPacked(predicate, [source]), mask.tag == .booleanArray
    {
      return try index(source, [mask])
    }
    var positions: [Int] = []
    for position in 0..<array.count where try verdict(predicate, [array.element(position, heap)]) { positions.append(position) }
    positions = positions.filter { $0 < array.count }
    return heap.adopt(array.selecting(positions, shape: [positions.count], heap: heap))
  }

  /// Combines `f` of the elements by `op`; pairwise where the order is left open and the elements are numbers.
  func fold(
    _ op: Value, _ f: Value?, _ sources: [Value], _ start: Value?, isLeft: Bool, isPairwise: Bool = false
  ) throws -> Value {
    if isLeft, f == nil, start == nil, sources.count == 1, let name = op.function?.libraryFunction?.name, sources[0].isArray {
      switch name {
      // A sum of narrow integers is of `Int`; adding them one by one wraps at their width, as Julia has it.
      case "+" where sources[0].tag != .array || sources[0].array?.slotType.isSubtype(of: .abstractInteger) != true:
        if sources[0].array?.count ?? 0 > 0 { return try callLibrary("sum", sources) }
      case "vcat", "hcat":
        let parts = try list(sources[0])
        if !parts.isEmpty { return try concatenate(parts, dimension: name == "vcat" ? 1 : 2) }
      default: break
      }
    }
    if isPairwise, start == nil, sources.count == 1, let operation = op.function, operation.isLibraryOnly {
      let reduction: PackedReduction? =
        switch operation.libraryFunction?.name {
        case "+": .sum
        case "*": .product
        case "max": .maximum
        case "min": .minimum
        default: nil
        }
      if let reduction, let result = try reducePacked(reduction, f, sources[0]) { return result }
    }
    var result = start
    func combine(_ value: Value) throws {
      guard let current = result else {
        result = value
        return
      }
      result = try call(op, isLeft ? [current, value] : [value, current])
    }
    if isLeft, sources.count == 1 {
      let next = try makeIterator(sources[0])
      while let element = try next() {
        try countStep(1)
        try combine(f.map { try call($0, [element]) } ?? element)
      }
    } else {
      let lists = try sources.map { try list($0) }
      let count = lists.map(\.count).min() ?? 0
      for position in isLeft ? Array(0..<count) : Array((0..<count).reversed()) {
        let arguments = lists.map { $0[position] }
        try combine(f.map { try call($0, arguments) } ?? arguments[0])
      }
    }
    if let result { return result }
    return try combinationOfNothing(op, f, sources)
  }

  /// What a fold of no elements gives, where their type and the two functions tell.
  private func combinationOfNothing(_ op: Value, _ f: Value?, _ sources: [Value]) throws -> Value {
    let (operation, mapping) = (op.function?.libraryFunction?.name, f?.function?.libraryFunction?.name)
    guard let operation, f == nil || mapping == "identity" || mapping == "abs" || mapping == "abs2", sources.count == 1 else {
      throw emptyReduction
    }
    let type = elementType(sources[0])
    let isOfSizes = mapping == "abs" || mapping == "abs2"
    let neutral = operation == "+" || operation == "max" && isOfSizes ? 0 : operation == "*" ? 1 : nil
    guard type !== DataType.any, let neutral, let value = try number(neutral, ofType: type) else { throw emptyReduction }
    return try f.map { try call($0, [value]) } ?? value
  }
}

extension ArrayObject {
  /// Keeps the elements of a vector whose flag is set.
  func keep(_ flags: [Bool], _ heap: Heap) {
    var position = min(count, flags.count)
    while position > 0 {
      // Whole runs are removed at once.
      let end = position
      while position > 0, !flags[position - 1] { position -= 1 }
      if position < end { removeElements(position..<end, heap) }
      while position > 0, flags[position - 1] { position -= 1 }
    }
  }
}

/// `f ∘ g`.
final class CompositionObject: HostObject {
  let outer: Value
  let inner: Value

  init(_ outer: Value, _ inner: Value, heap: Heap) {
    self.outer = outer
    self.inner = inner
    super.init()
    heap.retain(outer)
    heap.retain(inner)
  }

  override func releaseChildren(_ heap: Heap) {
    heap.release(outer)
    heap.release(inner)
  }

  override var type: DataType {
    .parametric("ComposedFunction", [.type(outer.dataType), .type(inner.dataType)], supertype: .function)
  }
  override var parts: [Value] { [outer, inner] }

  override var isImmutable: Bool { true }

  override func call(_ arguments: [Value], _ machine: Machine) throws -> Value? {
    try machine.call(outer, [try machine.call(inner, arguments)])
  }

  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    name == "outer" ? outer : name == "inner" ? inner : nil
  }

  override func text(_ machine: Machine) throws -> String {
    "\(try machine.compactText(of: outer)) ∘ \(try machine.compactText(of: inner))"
  }
}
