// Iterations that go on where they stopped: `Iterators.Stateful`.

import Engine

/// A collection with the place that was reached in it.
final class StatefulIterator: IteratorObject {
  private let source: Value
  private let next: () throws -> Value?
  private let heap: Heap
  /// The element that was looked at and not yet taken; its reference is the iterator's.
  private var peeked: Value?
  private var isAtEnd = false

  init(_ source: Value, _ next: @escaping () throws -> Value?, heap: Heap) {
    self.source = source
    self.next = next
    self.heap = heap
    super.init()
    heap.retain(source)
  }

  override func releaseChildren(_ heap: Heap) {
    heap.release(source)
    if let peeked { heap.release(peeked) }
  }

  override var type: DataType { .parametric("Base.Iterators.Stateful", [.type(source.dataType)], supertype: .any) }

  override var isStateful: Bool { true }

  /// The next element, which stays the next; `nil` at the end.
  override func peek() throws -> Value? {
    if let peeked { return peeked }
    heap.noteChange(of: self)
    if isAtEnd { return nil }
    guard let element = try next() else {
      isAtEnd = true
      return nil
    }
    heap.retain(element)
    peeked = element
    return element
  }

  /// Takes the next element.
  override func take() throws -> Value? {
    guard let element = try peek() else { return nil }
    heap.noteChange(of: self)
    peeked = nil
    return heap.pooled(element)
  }

  override func makeIterator(_ machine: Machine) throws -> () throws -> Value? { { [self] in try take() } }
}

extension Library {
  mutating func addStatefulIterators() {
    add(
      "Stateful(xs)", "An iteration that goes on where the last one stopped: `popfirst!` takes an element, `peek` looks at it.",
      arity: 1, example: "s = Iterators.Stateful(\"abc\"); popfirst!(s); collect(s)  # => ['b', 'c']"
    ) { call in
      call.heap.adopt(StatefulIterator(call[0], try call.machine.makeIterator(call[0]), heap: call.heap))
    }
  }
}
