// Permutations of vectors and of dimensions, and shifts, in place.

import Arrays
import Engine

extension Library {
  mutating func addPermuting() {
    add(
      "permute!(v, p)", "Puts `v[p]` in the place of `v`.", arity: 2, example: "permute!([1, 1, 3, 4], [2, 4, 3, 1])  # => [1, 4, 3, 1]"
    ) { call in
      let (array, order) = try call.permutation()
      return call.replace(array, by: order)
    }
    add(
      "invpermute!(v, p)", "Undoes `permute!(v, p)`.", arity: 2, example: "invpermute!([1, 1, 3, 4], [2, 4, 3, 1])  # => [4, 1, 3, 1]"
    ) { call in
      let (array, order) = try call.permutation()
      return call.replace(array, by: order.inverse)
    }
    add("invperm(p)", "The permutation that undoes `p`.", arity: 1, example: "invperm([2, 4, 3, 1])  # => [4, 1, 3, 2]") { call in
      let order = try call.order(0)
      let inverse = order.inverse.map { $0 + 1 }
      return call[0].tag == .tuple ? call.heap.tuple(inverse.map { Value($0) }) : call.heap.vector(inverse)
    }
    add("isperm(p)", "Whether `p` holds each of the numbers from 1 to its length once.", arity: 1, example: "isperm([2, 3, 1])  # => true") { call in
      let machine = call.machine
      let values = try machine.list(call[0])
      var isFree = [Bool](repeating: true, count: values.count)
      for value in values {
        guard let place = machine.exactInt(value), isFree.indices.contains(place &- 1), isFree[place - 1] else { return Value(false) }
        isFree[place - 1] = false
      }
      return Value(true)
    }
    add(
      "permutedims!(B, A, order)", "Stores `permutedims(A, order)` in `B`.", arity: 3,
      example: "permutedims!(zeros(2, 3), [1 2; 3 4; 5 6], (2, 1))  # => [1 3 5; 2 4 6]"
    ) { call in
      try call.machine.store(
        try call.machine.callLibrary("permutedims", [call[1], call[2]]), into: call[0], call.noMethod())
      return call[0]
    }
    add(
      "PermutedDimsArray(A, order)", "`A` with its dimensions in another order, sharing its elements.", arity: 2,
      example: "A = [1 2; 3 4]; P = PermutedDimsArray(A, (2, 1)); P[1, 2] = 9; A  # => [1 2; 9 4]"
    ) { call in
      guard let array = call[0].array else { throw call.noMethod() }
      let order = try call.order(1)
      guard order.count == array.rank else { throw RuntimeError.argument("no valid permutation of dimensions") }
      let positions = call.heap.adopt(
        ArrayObject(DenseArray(columnMajor: Array(1...max(1, array.count)).prefix(array.count), shape: array.shape)))
      let permuted = try call.machine.callLibrary("permutedims", [positions, call[1]])
      let view = try call.machine.view(call[0], [permuted])
      if view.array?.origin != nil { view.array?.notePermutation(order.map { $0 + 1 }) }
      return view
    }
    add(
      "circshift!(A, shifts)", "Shifts the elements in place, those that leave one end entering at the other.", arity: Arity(2...3),
      example: "circshift!([1, 2, 3], 1)  # => [3, 1, 2]"
    ) { call in
      let source = call.count == 3 ? call[1] : call[0]
      try call.machine.store(try call.machine.callLibrary("circshift", [source, call[call.count - 1]]), into: call[0], call.noMethod())
      return call[0]
    }
    for name in ["conj", "clamp"] {
      let arity: Arity = name == "conj" ? 1 : 3
      add(
        name == "conj" ? "conj!(A)" : "clamp!(A, low, high)",
        name == "conj" ? "Replaces each element by its conjugate." : "Replaces each element by the nearest between the bounds.",
        arity: arity, example: name == "conj" ? "conj!([1 + 2im])  # => [1 - 2im]" : "clamp!([-5, 2, 9], 0, 4)  # => [0, 2, 4]"
      ) { call in
        let function = call.machine.libraryFunction(name)
        try call.machine.store(try call.machine.broadcasted(function, call.values), into: call[0], call.noMethod())
        return call[0]
      }
    }
    add(
      "broadcast!(f, dest, xs...)", "Stores `f.(xs…)` in `dest`.", arity: Arity(2...),
      example: "broadcast!(+, zeros(2), [1, 2], 10)  # => [11, 12]"
    ) { call in
      guard let to = call[1].array else { throw call.noMethod() }
      let machine = call.machine
      let value = try machine.broadcasted(call[0], Array(call.values.dropFirst(2)))
      guard value.isArray || value.tag == .tuple else {
        for position in 0..<to.count { to.store(try machine.converted(value, for: to), at: position, call.heap) }
        return call[1]
      }
      try machine.store(value, into: call[1], call.noMethod())
      return call[1]
    }
    add(
      "insertdims(A; dims)", "`A` with dimensions of size 1 inserted, so that they are at `dims`.", arity: 1, keywords: ["dims"],
      example: "size(insertdims([1, 2], dims = 1))  # => (1, 2)"
    ) { call in
      guard let array = call[0].array, let axes = try call.axes() else { throw call.noMethod() }
      var shape = array.shape
      for axis in axes {
        guard axis <= shape.count else { throw RuntimeError.argument("the dims to insert must be ≤ \(shape.count + 1)") }
        shape.insert(1, at: axis)
      }
      return try call.machine.callLibrary("reshape", [call[0]] + shape.map { Value($0) })
    }
    add(
      "sortperm!(ix, v; by, lt, rev, dims)", "Stores `sortperm(v)` in `ix`.", arity: 2, keywords: SortOrder.keywords,
      example: "sortperm!([0, 0, 0], [3, 1, 2])  # => [2, 3, 1]"
    ) { call in
      let keywords = SortOrder.keywords.compactMap { name in call.keyword(name).map { (name, $0) } }
      let order = try call.machine.callLibrary("sortperm", [call[1]], keywords: keywords)
      try call.machine.store(order, into: call[0], call.noMethod())
      return call[0]
    }
    add(
      "partialsortperm!(ix, v, k; by, lt, rev)", "Stores positions that sort `v` in `ix`, and gives the k-th, or those of a range.",
      arity: 3, keywords: SortOrder.keywords + ["initialized"], example: "partialsortperm!([0, 0, 0], [30, 10, 20], 2)  # => 3"
    ) { call in
      let machine = call.machine
      let order = try SortOrder(call).permutation(try machine.list(call[1]), machine)
      try machine.store(call.heap.vector(order.map { $0 + 1 }), into: call[0], call.noMethod())
      return call[2].tag == .range ? try machine.view(call[0], [call[2]]) : try machine.index(call[0], [call[2]])
    }
  }
}

extension [Int] {
  /// The inverse of a permutation of the positions.
  fileprivate var inverse: [Int] {
    var result = self
    for (position, place) in enumerated() { result[place] = position }
    return result
  }
}

extension Call {
  /// The argument as a permutation of positions counted from zero.
  fileprivate func order(_ position: Int) throws -> [Int] {
    let order = try machine.list(self[position]).map { value -> Int in
      guard let place = machine.exactInt(value) else { throw noMethod() }
      return place &- 1
    }
    guard order.sorted() == Array(0..<order.count) else { throw RuntimeError.argument("argument is not a permutation") }
    return order
  }

  /// A vector and a permutation of its positions.
  fileprivate func permutation() throws -> (ArrayObject, [Int]) {
    guard let array = self[0].array else { throw noMethod() }
    let order = try order(1)
    guard order.count == array.count else {
      throw RuntimeError.dimensionMismatch("the permutation has \(order.count) elements and the vector \(array.count)")
    }
    return (array, order)
  }

  /// Gives the array the elements at the positions.
  fileprivate func replace(_ array: ArrayObject, by order: [Int]) -> Value {
    let sorted = array.selecting(order, shape: array.shape, heap: heap)
    for position in 0..<array.count { array.store(sorted.element(position, heap), at: position, heap) }
    return self[0]
  }
}

extension Machine {
  /// A function of the library as a value.
  func libraryFunction(_ name: String) -> Value {
    library.functions[name].map { heap.function($0) } ?? .nothing
  }
}
