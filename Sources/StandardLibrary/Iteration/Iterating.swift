// Iteration by hand: `iterate(xs)`, `iterate(xs, state)`.

import Engine

extension Library {
  mutating func addIterating() {
    add(
      "iterate(xs, state)", "The next element of a collection with the state to go on from, `nothing` at the end.",
      arity: Arity(1...2), example: "iterate([5, 6], 2)  # => (6, 3)"
    ) { call in
      let machine = call.machine
      // The state of what is indexed is the position of the next element; of anything else, how many were taken.
      let start = call.count == 2 ? try call.int(1) : 1
      guard start >= 1 else { throw call.noMethod() }
      if let text = call[0].string {
        let utf8 = text.utf8
        guard start <= utf8.count else { return .nothing }
        let place = utf8.index(utf8.startIndex, offsetBy: start - 1)
        let scalar = text.unicodeScalars[place]
        return call.heap.tuple([Value(scalar), Value(start + String(scalar).utf8.count)])
      }
      if let element = machine.element(of: call[0], at: start - 1) {
        return call.heap.tuple([element, Value(start + 1)])
      }
      if call[0].isArray || call[0].tag == .range || call[0].tag == .tuple { return .nothing }
      let next = try machine.makeIterator(call[0])
      for _ in 1..<start {
        try machine.countStep(1)
        guard try next() != nil else { return .nothing }
      }
      guard let element = try next() else { return .nothing }
      return call.heap.tuple([element, Value(start + 1)])
    }
  }
}
