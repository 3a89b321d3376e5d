// The members of `Iterators`: lazy collections that take, leave out, repeat or combine elements.

import Engine

extension Library {
  mutating func addIterators() {
    addTaking()
    addRepeating()
    addCombining()
  }

  private mutating func addTaking() {
    add("take(xs, n)", "The first `n` elements, lazily.", arity: 2, example: "collect(Iterators.take(1:10, 3))  # => [1, 2, 3]") { call in
      let (source, n) = (call[0], try call.size(1))
      return call.sequence("Take", shape: { machine in
        try machine.length(source).map { [min($0, n)] } ?? (machine.isEndless(source) ? [n] : nil)
      }) { machine in
        let next = try machine.makeIterator(source)
        var left = n
        return {
          if left == 0 { return nil }
          left -= 1
          return try next()
        }
      }
    }
    add("drop(xs, n)", "All but the first `n` elements, lazily.", arity: 2, example: "collect(Iterators.drop(1:5, 3))  # => [4, 5]") { call in
      let (source, n) = (call[0], try call.size(1))
      return call.sequence("Drop", shape: { try $0.length(source).map { [max(0, $0 - n)] } }) { machine in
        try machine.makeIterator(source, skipping: n)
      }
    }
    add("takewhile(p, xs)", "The elements up to the first for which `p` is false, lazily.", arity: 2, example: "collect(Iterators.takewhile(x -> x < 3, [1, 2, 3, 1]))  # => [1, 2]") { call in
      let (predicate, source) = (call[0], call[1])
      return call.sequence("TakeWhile", shape: { _ in nil }) { machine in
        let next = try machine.makeIterator(source)
        var isDone = false
        return {
          guard !isDone, let value = try next(), try machine.verdict(predicate, [value]) else {
            isDone = true
            return nil
          }
          return value
        }
      }
    }
    add("dropwhile(p, xs)", "The elements from the first on for which `p` is false, lazily.", arity: 2, example: "collect(Iterators.dropwhile(x -> x < 3, [1, 2, 3, 1]))  # => [3, 1]") { call in
      let (predicate, source) = (call[0], call[1])
      return call.sequence("DropWhile", shape: { _ in nil }) { machine in
        let next = try machine.makeIterator(source)
        var isDropping = true
        return {
          while let value = try next() {
            if isDropping, try machine.verdict(predicate, [value]) { continue }
            isDropping = false
            return value
          }
          return nil
        }
      }
    }
    add("rest(xs, i)", "The elements after the first, or from position `i` on.", arity: Arity(1...2), example: "collect(Iterators.rest([1, 2, 3], 2))  # => [2, 3]") { call in
      let count = call.count == 2 ? max(0, try call.offset(1)) : 1
      return call.heap.adopt(RestObject(call[0], skipping: count, heap: call.heap))
    }
    add("peel(xs)", "The first element and the rest, `nothing` if there is none.", arity: 1, example: "a, r = Iterators.peel([1, 2, 3]); (a, collect(r))  # => (1, [2, 3])") { call in
      guard let first = try call.machine.makeIterator(call[0])() else { return .nothing }
      return call.heap.tuple([first, call.heap.adopt(RestObject(call[0], skipping: 1, heap: call.heap))])
    }
  }

  private mutating func addRepeating() {
    add("countfrom(start, step)", "The numbers from `start` (1) on by `step` (1), without end.", arity: Arity(0...2), example: "collect(Iterators.take(Iterators.countfrom(5, 2), 3))  # => [5, 7, 9]") { call in
      let (start, step) = (call.count > 0 ? call[0] : Value(1), call.count > 1 ? call[1] : Value(1))
      return call.sequence("Count", sources: [start, step], shape: { _ in nil }) { machine in
        let next = KeptValue(start, heap: machine.heap)
        return {
          let current = machine.heap.shared(next.value)
          next.value = try machine.add(current, step)
          return current
        }
      }
    }
    add("cycle(xs, n)", "The elements over and over, without end or `n` times.", arity: Arity(1...2), example: "collect(Iterators.take(Iterators.cycle([1, 2]), 5))  # => [1, 2, 1, 2, 1]") { call in
      let source = call[0]
      let rounds = call.count == 2 ? try call.size(1) : nil
      return call.sequence(rounds == nil ? "Cycle" : "FiniteCycle", shape: { machine in
        guard let rounds, let count = try machine.length(source) else { return nil }
        let (total, overflow) = count.multipliedReportingOverflow(by: rounds)
        return [overflow ? Int.max / 16 : total]
      }) { machine in
        var next = try machine.makeIterator(source)
        var left = rounds
        return {
          if left == 0 { return nil }
          if let value = try next() { return value }
          left = left.map { $0 - 1 }
          if left == 0 { return nil }
          next = try machine.makeIterator(source)
          return try next()
        }
      }
    }
    add("repeated(x, n)", "`x` again and again, without end or `n` times.", arity: Arity(1...2), example: "collect(Iterators.repeated(7, 3))  # => [7, 7, 7]") { call in
      let value = call[0]
      let count = call.count == 2 ? try call.size(1) : nil
      return call.sequence(count == nil ? "Repeated" : "Take", shape: { _ in count.map { [$0] } }) { _ in
        var left = count
        return {
          if left == 0 { return nil }
          left = left.map { $0 - 1 }
          return value
        }
      }
    }
  }

  private mutating func addCombining() {
    add("Iterators.map(f, xs...)", "`f` of each element, lazily.", arity: Arity(2...), example: "collect(Iterators.map(abs2, 1:3))  # => [1, 4, 9]") { call in
      let sources = Array(call.values.dropFirst())
      if sources.count == 1 {
        return call.heap.adopt(GeneratorObject(function: call[0], source: call[1], heap: call.heap))
      }
      let zipped = try call.machine.callLibrary("zip", sources)
      let splat = call.heap.adopt(SplatObject(call[0], heap: call.heap))
      return call.heap.adopt(GeneratorObject(function: splat, source: zipped, heap: call.heap))
    }
    add("Iterators.filter(p, xs)", "The elements for which `p` is true, lazily.", arity: 2, example: "collect(Iterators.filter(isodd, 1:5))  # => [1, 3, 5]") { call in
      call.heap.adopt(FilteredObject(predicate: call[0], source: call[1], heap: call.heap))
    }
    add("Iterators.reverse(xs)", "The elements from the last to the first, lazily.", arity: 1, example: "collect(Iterators.reverse([1, 2, 3]))  # => [3, 2, 1]") { call in
      let source = call[0]
      if source.tag == .range { return try call.machine.callLibrary("reverse", [source]) }
      return call.sequence("Reverse", shape: { try $0.lengths(source) }) { machine in
        if let array = source.array {
          var position = array.count
          return {
            if position == 0 { return nil }
            position -= 1
            return array.element(position, machine.heap)
          }
        }
        let elements = KeptElements(try machine.list(source), heap: machine.heap)
        var position = elements.values.count
        return {
          if position == 0 { return nil }
          position -= 1
          return machine.heap.shared(elements.values[position])
        }
      }
    }
    add("Iterators.accumulate(op, xs)", "The results of `op` over ever more elements, lazily.", arity: 2, keywords: ["init"], example: "collect(Iterators.accumulate(+, 1:4))  # => [1, 3, 6, 10]") { call in
      let (operation, source, start) = (call[0], call[1], call.keyword("init"))
      return call.sequence("Accumulate", sources: [operation, source, start ?? .nothing], shape: { try $0.lengths(source) }) { machine in
        let next = try machine.makeIterator(source)
        let total = KeptValue(start ?? .undefined, heap: machine.heap)
        return {
          guard let value = try next() else { return nil }
          total.value = total.value.isUndefined ? value : try machine.call(operation, [total.value, value])
          return machine.heap.shared(total.value)
        }
      }
    }
    add("Iterators.only(xs)", "The only element.", arity: 1, example: "Iterators.only([5])  # => 5") { call in
      try call.machine.callLibrary("only", [call[0]])
    }
    add("Iterators.nth(xs, n)", "The `n`-th element; with `n` alone, the function that gives it.", arity: Arity(1...2), example: "Iterators.nth(2:2:10, 4)  # => 8") { call in
      if call.count == 1 { return call.machine.partial(call.function, call[0]) }
      let next = try call.machine.makeIterator(call[0])
      var left = max(0, try call.int(1))
      while let value = try next() {
        left -= 1
        if left == 0 { return value }
        try call.machine.countStep(1)
      }
      throw RuntimeError("BoundsError", "attempt to access \(try call.machine.summary(call[0])) at index [\(try call.int(1))]")
    }
    add("product(xs...)", "All tuples of elements, the first varying fastest; collected, an array of a dimension for each collection.", arity: Arity(0...), example: "collect(Iterators.product(1:2, 3:4))  # => [(1, 3) (1, 4); (2, 3) (2, 4)]") { call in
      call.heap.adopt(ProductObject(call.values, heap: call.heap))
    }
    add("flatten(xs)", "The elements of the elements, lazily.", arity: 1, example: "collect(Iterators.flatten((1:2, 8:9)))  # => [1, 2, 8, 9]") { call in
      call.heap.adopt(FlattenedObject(call[0], heap: call.heap))
    }
    add("flatmap(f, xs)", "The elements of `f` of each element, lazily.", arity: 2, example: "collect(Iterators.flatmap(n -> 1:n, 1:3))  # => [1, 1, 2, 1, 2, 3]") { call in
      let generator = call.heap.adopt(GeneratorObject(function: call[0], source: call[1], heap: call.heap))
      return call.heap.adopt(FlattenedObject(generator, heap: call.heap))
    }
    add("partition(xs, n)", "The elements in groups of `n`; the last may be shorter.", arity: 2, example: "collect(Iterators.partition([1, 2, 3, 4, 5], 2))  # => [[1, 2], [3, 4], [5]]") { call in
      let (source, n) = (call[0], try call.size(1))
      guard n >= 1 else { throw RuntimeError.argument("cannot create partitions of length \(n)") }
      return call.sequence("PartitionIterator", shape: { try $0.length(source).map { [$0 / n + ($0 % n > 0 ? 1 : 0)] } }) { machine in
        // Groups of an array or range are parts of it.
        if let count = source.isArray || source.tag == .range ? try machine.length(source) : nil {
          var start = 0
          return {
            if start >= count { return nil }
            // A range and a view are made, which costs more than a step.
            try machine.countStep(8)
            let end = n < count - start ? start + n : count
            defer { start = end }
            return try machine.view(source, [machine.heap.adopt(RangeObject(from: start + 1, to: end))])
          }
        }
        let next = try machine.makeIterator(source)
        return {
          var group: [Value] = []
          while group.count < n, let value = try next() {
            try machine.countStep(1)
            group.append(value)
          }
          return group.isEmpty ? nil : machine.collected(group)
        }
      }
    }
  }
}

extension Call {
  /// A number of elements, which is not negative.
  fileprivate func size(_ position: Int) throws -> Int {
    let value = try int(position)
    if value < 0 { throw RuntimeError.argument("\(function.name) length must be nonnegative") }
    return value
  }

  /// A lazy collection over the arguments.
  fileprivate func sequence(
    _ name: String, sources: [Value]? = nil, shape: @escaping (Machine) throws -> [Int]?,
    _ body: @escaping (Machine) throws -> LazySequence.Next
  ) -> Value {
    heap.adopt(LazySequence("Base.Iterators.\(name)", sources ?? values, heap: heap, shape: shape, body))
  }
}
