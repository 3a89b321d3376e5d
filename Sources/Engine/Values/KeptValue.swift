// A value that Swift code keeps from one call to the next.

/// Keeps a value alive for as long as Swift code holds the keeper: the state of a lazy iteration between two elements.
public final class KeptValue {
  public var value: Value {
    willSet { heap.retain(newValue) }
    didSet { heap.release(oldValue) }
  }
  private unowned(unsafe) let heap: Heap

  /// The heap must outlive the keeper, or hold the object that holds it.
  public init(_ value: Value, heap: Heap) {
    self.value = value
    self.heap = heap
    heap.retain(value)
  }

  deinit {
    // A heap that is closing frees its objects one by one, whatever counts they have.
    if !heap.isClosing { heap.release(value) }
  }
}

/// Keeps values alive for as long as Swift code holds the keeper: what an iteration goes through.
public final class KeptElements {
  public let values: [Value]
  private unowned(unsafe) let heap: Heap

  /// The heap must outlive the keeper, or hold the object that holds it.
  public init(_ values: [Value], heap: Heap) {
    self.values = values
    self.heap = heap
    for value in values { heap.retain(value) }
  }

  deinit {
    if !heap.isClosing { for value in values { heap.release(value) } }
  }
}
