// The same elements in another order: reversed, with dimensions exchanged, as rows and columns.

import Engine

extension Library {
  mutating func addRearranging() {
    add("permutedims(A, order)", "`A` with its dimensions in another order; of a matrix the transpose, of a vector a row.", arity: Arity(1...2), example: "permutedims([1 2; 3 4])  # => [1 3; 2 4]") { call in
      guard let array = call[0].array else { throw call.noMethod() }
      if call.count == 1, array.rank == 1 {
        return call.heap.adopt(array.duplicate(heap: call.heap).sharing(shape: [1, array.count], heap: call.heap))
      }
      let order = call.count == 2 ? try call.machine.list(call[1]).compactMap(\.integer).map { $0 &- 1 } : [1, 0]
      guard order.sorted() == Array(0..<array.rank) else { throw RuntimeError.argument("no valid permutation of dimensions") }
      return call.heap.adopt(array.permuted(order, heap: call.heap))
    }
    for (name, axis) in [("eachrow", 0), ("eachcol", 1)] {
      add("\(name)(A)", "The \(axis == 0 ? "rows" : "columns") one by one, as vectors that share their elements with `A`.", arity: 1, example: "map(sum, \(name)([1 2; 3 4]))  # => [\(axis == 0 ? "3, 7" : "4, 6")]") { call in
        guard let array = call[0].array, array.rank <= 2 else { throw call.noMethod() }
        return try call.machine.slices(of: call[0], array, along: [axis])
      }
    }
  }
}
