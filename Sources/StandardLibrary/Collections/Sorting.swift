// Sorting and searching in sorted collections.

import Arrays
import Engine

/// How a sort compares: `lt`, `by`, `rev`, `order`.
struct SortOrder {
  let by: Value?
  let lessThan: Value?
  let isReversed: Bool

  init(_ call: borrowing Call) throws {
    by = call.keyword("by").flatMap { $0.isNothing || $0.function?.libraryFunction?.name == "identity" ? nil : $0 }
    lessThan = call.keyword("lt").flatMap { $0.function?.libraryFunction?.name == "isless" ? nil : $0 }
    var reversed = try call.flag("rev")
    if let order = call.keyword("order")?.host as? OrderingObject, order.isReverse { reversed.toggle() }
    isReversed = reversed
  }

  static let keywords = ["by", "lt", "rev", "order", "dims", "alg"]

  var isPlain: Bool { by == nil && lessThan == nil }

  func key(_ value: Value, _ machine: Machine) throws -> Value { try by.map { try machine.call($0, [value]) } ?? value }

  /// Whether a key comes before another.
  func isBefore(_ a: Value, _ b: Value, _ machine: Machine) throws -> Bool {
    let (x, y) = isReversed ? (b, a) : (a, b)
    guard let lessThan else { return try machine.isLess(x, y) }
    return try machine.verdict(lessThan, [x, y])
  }

  /// The positions of the values in sorted order; equal ones keep their order.
  func permutation(_ values: [Value], _ machine: Machine) throws -> [Int] {
    let keys = try values.map { try key($0, machine) }
    return try StableSort.order(count: keys.count) { a, b in
      try machine.countStep(1)
      return try isBefore(keys[a], keys[b], machine)
    }
  }
}

extension ArrayObject {
  /// Sorts packed numbers where they are; false for other elements.
  fileprivate func sortPacked(descending: Bool) -> Bool {
    switch tag {
    case .floatArray: Sorting.sort(floats, descending: descending)
    case .integerArray: Sorting.sort(integers, descending: descending)
    default: return false
    }
    return true
  }

  /// The positions of packed numbers in sorted order; `nil` for other elements.
  fileprivate func packedOrder(descending: Bool) -> [Int]? {
    denseFloats?.sortedOrder(descending: descending) ?? denseIntegers?.sortedOrder(descending: descending)
  }
}

/// `Reverse`, `Forward`: orders for the keyword `order`.
final class OrderingObject: HostObject {
  let isReverse: Bool
  init(isReverse: Bool) { self.isReverse = isReverse }
  override var type: DataType { .named(isReverse ? "Base.Order.ReverseOrdering" : "Base.Order.ForwardOrdering") }
}

/// A value for the keyword `alg`.
final class SortAlgorithmObject: HostObject {
  let name: String
  init(_ name: String) { self.name = name }
  override var type: DataType { .named("Base.Sort.\(name)Alg", supertype: .any) }
  override func text(_ machine: Machine) throws -> String { "\(type)()" }
}

/// Merge sort, which keeps the order of what compares equal and ends for any comparison.
enum StableSort {
  static func order(count: Int, _ isBefore: (Int, Int) throws -> Bool) rethrows -> [Int] {
    var order = Array(0..<count)
    var spare = order
    var width = 1
    while width < count {
      var start = 0
      while start < count {
        let middle = min(start + width, count)
        let end = min(start + 2 * width, count)
        var (i, j) = (start, middle)
        for k in start..<end {
          if i < middle, try j >= end || !isBefore(order[j], order[i]) {
            spare[k] = order[i]
            i += 1
          } else {
            spare[k] = order[j]
            j += 1
          }
        }
        start = end
      }
      swap(&order, &spare)
      width *= 2
    }
    return order
  }
}

extension Library {
  mutating func addSorting() {
    let options = " `by` gives the key of an element, `lt` compares, `rev = true` turns the order round; equal elements keep their order."
    add("sort(v; by, lt, rev, dims)", "The elements in increasing order." + options, arity: 1, keywords: SortOrder.keywords, example: "sort([3, 1, 2])  # => [1, 2, 3]\nsort([3, 1, 2], rev = true)  # => [3, 2, 1]") { call in
      let machine = call.machine
      if call[0].tag == .tuple {
        let values = try machine.list(call[0])
        return call.heap.tuple(try SortOrder(call).permutation(values, machine).map { values[$0] })
      }
      if let dictionary = call[0].dictionary {
        let keys = dictionary.pairs(call.heap)
        let order = try SortOrder(call).permutation(keys.map(\.key), machine)
        return try machine.makeDictionary(call[0].dataType, order.map { call.heap.pair(keys[$0].key, keys[$0].value) })
      }
      if call.keywords.isEmpty, let range = call[0].range, let step = range.step.asDouble {
        return step >= 0 ? call[0] : try machine.callLibrary("reverse", [call[0]])
      }
      let array = try machine.asArray(call[0])
      if array.rank > 1 {
        guard let axis = try call.axes()?.first else { throw RuntimeError("UndefKeywordError", "keyword argument `dims` not assigned") }
        return try machine.sortedSlices(array, axis, try SortOrder(call))
      }
      return try machine.sorted(array, try SortOrder(call))
    }
    add("sort!(v; by, lt, rev)", "Puts the elements in increasing order." + options, arity: 1, keywords: SortOrder.keywords, example: "sort!([3, 1, 2])  # => [1, 2, 3]") { call in
      guard let array = call[0].array else { throw call.noMethod() }
      let order = try SortOrder(call)
      if array.rank == 1, order.isPlain, array.sortPacked(descending: order.isReversed) { return call[0] }
      let result = array.rank > 1
        ? try call.machine.sortedSlices(array, try call.axes()?.first ?? 0, order) : try call.machine.sorted(array, order)
      guard let sorted = result.array, sorted.count == array.count else { return call[0] }
      for position in 0..<array.count { array.store(sorted.element(position, call.heap), at: position, call.heap) }
      return call[0]
    }
    add("sortperm(v; by, lt, rev)", "The positions that sort `v`: `v[sortperm(v)]` is sorted." + options, arity: 1, keywords: SortOrder.keywords, example: "sortperm([3, 1, 2])  # => [2, 3, 1]") { call in
      let machine = call.machine
      if let array = call[0].array, array.rank > 1, let axis = try call.axes()?.first, axis < array.rank {
        // The positions in the whole array, sorted within each line along the dimension.
        let groups = SliceGroups(shape: array.shape, axes: [axis])
        var result = [Int](repeating: 0, count: array.count)
        for group in 0..<groups.count {
          let places = groups.positions(group)
          let order = try SortOrder(call).permutation(places.map { array.element($0, call.heap) }, machine)
          for (place, source) in zip(places, order) { result[place] = places[source] + 1 }
        }
        return call.heap.array(DenseArray(columnMajor: result, shape: array.shape))
      }
      let order = try SortOrder(call)
      if let array = call[0].array, array.rank == 1, order.isPlain, let positions = array.packedOrder(descending: order.isReversed) {
        return call.heap.vector(positions.map { $0 + 1 })
      }
      return call.heap.vector(try order.permutation(try machine.list(call[0]), machine).map { $0 + 1 })
    }
    add("issorted(v; by, lt, rev)", "Whether the elements are in increasing order.", arity: 1, keywords: SortOrder.keywords, example: "issorted([1, 2, 2])  # => true") { call in
      if call.keywords.isEmpty, let range = call[0].range, let step = range.step.asDouble { return Value(range.count < 2 || step >= 0) }
      let order = try SortOrder(call)
      let machine = call.machine
      let keys = try machine.list(call[0]).map { try order.key($0, machine) }
      for (a, b) in zip(keys, keys.dropFirst()) where try order.isBefore(b, a, machine) { return Value(false) }
      return Value(true)
    }
    for name in ["partialsort", "partialsort!", "partialsortperm"] {
      add("\(name)(v, k; by, lt, rev)", "The k-th \(name == "partialsortperm" ? "position" : "element") in sorted order; of a range of k, all of them.", arity: 2, keywords: SortOrder.keywords, example: "\(name)([30, 10, 20], 2)  # => \(name == "partialsortperm" ? 3 : 20)") { call in
        let machine = call.machine
        let values = try machine.list(call[0])
        let order = try SortOrder(call).permutation(values, machine)
        let sorted = name == "partialsortperm"
          ? call.heap.vector(order.map { $0 + 1 }) : call.heap.adopt(try machine.asArray(call[0]).selecting(order, shape: [order.count], heap: call.heap))
        if name == "partialsort!", let array = call[0].array, let source = sorted.array {
          for position in 0..<array.count { array.store(source.element(position, call.heap), at: position, call.heap) }
        }
        return try machine.index(sorted, [call[1]])
      }
    }
    add("sortslices(A; dims, by, lt, rev)", "The rows (`dims = 1`) or columns (`dims = 2`) in order.", arity: 1, keywords: SortOrder.keywords, example: "sortslices([3 1; 1 2], dims = 1)  # => [1 2; 3 1]") { call in
      let machine = call.machine
      guard let array = call[0].array, let axis = try call.axes()?.first, axis < array.rank else { throw call.noMethod() }
      let groups = SliceGroups(shape: array.shape, axes: array.shape.indices.filter { $0 != axis })
      let slices = (0..<groups.count).map { call.heap.adopt(array.selecting(groups.positions($0), shape: [groups.sliceShape.reduce(1, *)], heap: call.heap)) }
      var indices = [Value](repeating: .colon, count: array.rank)
      indices[axis] = call.heap.vector(try SortOrder(call).permutation(slices, machine).map { $0 + 1 })
      return try machine.index(call[0], indices)
    }
    add(constant: "Reverse", "The order from large to small, for the keyword `order`.") { $0.adopt(OrderingObject(isReverse: true)) }
    add(constant: "Forward", "The order from small to large, for the keyword `order`.") { $0.adopt(OrderingObject(isReverse: false)) }
    func search(_ name: String, _ help: String, _ example: String, _ result: @escaping @Sendable (Int, Int, Heap) -> Value) {
      add("\(name)(v, x; by, lt, rev)", help + " `v` must be sorted.", arity: 2, keywords: SortOrder.keywords, example: example) { call in
        guard let bounds = try call.machine.searchBounds(call[0], call[1], try SortOrder(call)) else { throw call.noMethod() }
        return result(bounds.first, bounds.last, call.heap)
      }
    }
    search("searchsortedfirst", "The first position whose element is not less than `x`.", "searchsortedfirst([1, 3, 3, 5], 3)  # => 2") { first, _, _ in Value(first + 1) }
    search("searchsortedlast", "The last position whose element is not greater than `x`.", "searchsortedlast([1, 3, 3, 5], 3)  # => 3") { _, last, _ in Value(last) }
    search("searchsorted", "The range of positions of the elements equal to `x`.", "searchsorted([1, 3, 3, 5], 3)  # => 2:3") { first, last, heap in
      heap.adopt(RangeObject(.unit(start: first + 1, isOneTo: false), count: last - first))
    }
    add("insorted(x, v; by, lt, rev)", "Whether `x` is an element of the sorted collection.", arity: 2, keywords: SortOrder.keywords, example: "insorted(3, [1, 3])  # => true") { call in
      guard let bounds = try call.machine.searchBounds(call[1], call[0], try SortOrder(call)) else { throw call.noMethod() }
      return Value(bounds.last > bounds.first)
    }
    for name in ["InsertionSort", "QuickSort", "MergeSort", "PartialQuickSort", "DEFAULT_STABLE", "DEFAULT_UNSTABLE"] {
      add(constant: name, "An algorithm for the keyword `alg`; all sorts are stable here, so the result is the same.") { heap in
        heap.adopt(SortAlgorithmObject(name))
      }
    }
  }
}

extension Machine {
  /// How many elements of a sorted collection are before a value, and how many are not after it.
  fileprivate func searchBounds(_ source: Value, _ value: Value, _ order: SortOrder) throws -> (first: Int, last: Int)? {
    let (values, range) = (source.array, source.range)
    guard let count = values?.count ?? range?.count else { return nil }
    let key = try order.key(value, self)
    func bound(_ goesRight: (Value) throws -> Bool) throws -> Int {
      var (low, high) = (0, count)
      while low < high {
        let middle = low + (high - low) / 2
        let element = values?.element(middle, heap) ?? range?.element(middle) ?? .nothing
        if try goesRight(try order.key(element, self)) { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return (try bound { try order.isBefore($0, key, self) }, try bound { try !order.isBefore(key, $0, self) })
  }

  func sorted(_ array: ArrayObject, _ order: SortOrder) throws -> Value {
    if order.isPlain {
      if let dense = array.denseFloats { return heap.array(dense.sorted(descending: order.isReversed)) }
      if let dense = array.denseIntegers { return heap.array(dense.sorted(descending: order.isReversed)) }
    }
    let values = (0..<array.count).map { array.element($0, heap) }
    let permutation = try order.permutation(values, self)
    let result = array.selecting(permutation, shape: [permutation.count], heap: heap)
    if array.form == .bits { result.setForm(.bits) }
    return heap.adopt(result)
  }

  /// Each line along a dimension sorted.
  func sortedSlices(_ array: ArrayObject, _ axis: Int, _ order: SortOrder) throws -> Value {
    guard axis < array.rank else { throw RuntimeError.argument("dimension out of range") }
    let groups = SliceGroups(shape: array.shape, axes: [axis])
    var positions = [Int](repeating: 0, count: array.count)
    for group in 0..<groups.count {
      let places = groups.positions(group)
      let permutation = try order.permutation(places.map { array.element($0, heap) }, self)
      for (place, source) in zip(places, permutation) { positions[place] = places[source] }
    }
    return heap.adopt(array.selecting(positions, shape: array.shape, heap: heap))
  }
}
