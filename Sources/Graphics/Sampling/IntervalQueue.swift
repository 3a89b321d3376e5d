/// The intervals of a curve that wait to be divided, the most visible error first.
struct IntervalQueue {
  /// Two neighbouring samples, by their places in the list of samples.
  struct Interval: HeapElement {
    var left: Int
    var right: Int
    /// Error times width, px².
    var priority: Double

    /// Equal errors are taken in a fixed order.
    func precedes(_ other: Interval) -> Bool {
      priority == other.priority ? left < other.left : priority > other.priority
    }
  }

  private var heap = BinaryHeap<Interval>()

  var isEmpty: Bool { heap.isEmpty }

  mutating func removeAll() { heap.removeAll() }

  mutating func insert(_ left: Int, _ right: Int, priority: Double) {
    heap.insert(Interval(left: left, right: right, priority: priority.isNaN ? 0 : priority))
  }

  mutating func removeFirst() -> Interval? { heap.removeFirst() }
}

/// A sample in a list in the order of the parameter.
protocol ListedSample {
  /// The place of the next one, −1 for none.
  var next: Int { get }
}

/// A run of a sampler that divides intervals between neighbouring samples.
protocol IntervalSampling {
  associatedtype Sample: ListedSample
  var samples: [Sample] { get }
  var queue: IntervalQueue { get set }
  /// Queues an interval with a visible error of so many px.
  mutating func queue(_ left: Int, _ right: Int, error: Double)
}

extension IntervalSampling {
  /// All intervals anew; with the same error, the widest come first.
  mutating func queueEverything(error: Double) {
    queue.removeAll()
    if !samples.isEmpty { queueAll(from: 0, to: -1, error: error) }
  }

  /// The intervals between two samples; −1 stands for the end of the list.
  mutating func queueAll(from start: Int, to end: Int, error: Double) {
    var index = start
    while index != end, index >= 0 {
      let next = samples[index].next
      if next >= 0 { queue(index, next, error: error) }
      index = next
    }
  }
}
