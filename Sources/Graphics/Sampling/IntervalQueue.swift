/// The intervals of a curve that wait to be divided, the most visible error first: a binary heap.
struct IntervalQueue {
  /// Two neighbouring samples, by their places in the list of samples.
  struct Interval {
    var left: Int
    var right: Int
    /// Error times width, px².
    var priority: Double

    /// Equal errors are taken in a fixed order.
    func precedes(_ other: Interval) -> Bool {
      priority == other.priority ? left < other.left : priority > other.priority
    }
  }

  private var heap: [Interval] = []

  var isEmpty: Bool { heap.isEmpty }

  mutating func removeAll() { heap.removeAll() }

  mutating func insert(_ left: Int, _ right: Int, priority: Double) {
    heap.append(Interval(left: left, right: right, priority: priority.isNaN ? 0 : priority))
    var child = heap.count - 1
    while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() -> Interval? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while true {
      var best = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].precedes(heap[best]) {
        best = child
      }
      if best == parent { return first }
      heap.swapAt(parent, best)
      parent = best
    }
  }
}
