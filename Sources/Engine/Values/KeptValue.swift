// A value that Swift code keeps from one call to the next.

/// Keeps a value alive for as long as Swift code holds the keeper: the state of a lazy iteration between two elements.
public final class KeptValue {
  public var value: Value {
    willSet { heap.retainKept(newValue) }
    didSet { heap.releaseKept(oldValue) }
  }
  private unowned(unsafe) let heap: Heap

  /// The heap must outlive the keeper, or hold the object that holds it.
  public init(_ value: Value, heap: Heap) {
    self.value = value
    self.heap = heap
    heap.retainKept(value)
  }

  deinit {
    // A heap that is closing frees its objects one by one, whatever counts they have.
    if !heap.isClosing { heap.releaseKept(value) }
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
    for value in values { heap.retainKept(value) }
  }

  deinit {
    if !heap.isClosing { for value in values { heap.releaseKept(value) } }
  }
}

extension Heap {
  /// Counts the reference of a keeper, which an audit cannot find among the objects.
  fileprivate func retainKept(_ value: Value) {
    retain(value)
    #if NABLA_AUDIT
      if value.tag.isObject { kept[value.pointer, default: 0] += 1 }
    #endif
  }

  fileprivate func releaseKept(_ value: Value) {
    #if NABLA_AUDIT
      if value.tag.isObject { kept[value.pointer, default: 0] -= 1 }
    #endif
    release(value)
  }
}
