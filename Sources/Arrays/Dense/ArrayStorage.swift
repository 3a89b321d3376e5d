/// A growable block of memory that holds the elements of dense arrays and is shared by reference.
///
/// `DenseArray` copies it on write. A caller that wants several arrays to see each other's changes, as a language with
/// mutable arrays does, keeps and mutates the storage itself.
public final class ArrayStorage<Element> {
  @usableFromInline var start: UnsafeMutablePointer<Element>
  @usableFromInline var initializedCount: Int
  @usableFromInline var allocatedCapacity: Int

  /// The address of the first element; it changes when the storage grows.
  @inlinable public var baseAddress: UnsafeMutablePointer<Element> { start }

  /// The number of elements.
  @inlinable public var count: Int { initializedCount }

  /// The number of elements that fit without another allocation.
  @inlinable public var capacity: Int { allocatedCapacity }

  /// Creates storage for `count` elements whose memory is not set.
  ///
  /// The elements must be of a trivial type (numbers), or be initialised before anything reads or releases the storage.
  /// - Parameter spare: For how many more there is room.
  @inlinable public init(uninitializedCount count: Int, spare: Int = 0) {
    precondition(count >= 0, "an array cannot have a negative number of elements")
    start = LargeMemory.allocate(Element.self, capacity: count + spare)
    initializedCount = count
    allocatedCapacity = count + spare
  }

  /// Creates empty storage with room for `capacity` elements.
  @inlinable public init(capacity: Int) {
    precondition(capacity >= 0, "an array cannot have a negative capacity")
    start = LargeMemory.allocate(Element.self, capacity: capacity)
    initializedCount = 0
    allocatedCapacity = capacity
  }

  /// Creates storage that holds `count` copies of `value`.
  @inlinable public convenience init(repeating value: Element, count: Int, spare: Int = 0) {
    self.init(uninitializedCount: count, spare: spare)
    guard count > 32, _isPOD(Element.self) else {
      start.initialize(repeating: value, count: count)
      return
    }
    // By copies of what is there, twice as many each time: as fast where the compiler does not know the type.
    start.initialize(repeating: value, count: 16)
    var filled = 16
    while filled < count {
      let more = min(filled, count - filled)
      (start + filled).initialize(from: start, count: more)
      filled += more
    }
  }

  /// Creates storage that holds a copy of `elements`.
  @inlinable public convenience init(copying elements: UnsafeBufferPointer<Element>) {
    self.init(uninitializedCount: elements.count)
    if let source = elements.baseAddress { start.initialize(from: source, count: elements.count) }
  }

  /// Creates storage that holds the elements of `elements` in order.
  @inlinable public convenience init(_ elements: some Collection<Element>) {
    self.init(uninitializedCount: elements.count)
    var target = start
    for element in elements {
      target.initialize(to: element)
      target += 1
    }
    precondition(target == start + initializedCount, "the collection's count is not its number of elements")
  }

  deinit {
    start.deinitialize(count: initializedCount)
    LargeMemory.deallocate(start, capacity: allocatedCapacity)
  }

  /// The element at `index`, counted from zero; traps outside `0..<count`.
  @inlinable public subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < initializedCount, "array index out of range")
      return start[index]
    }
    set {
      precondition(index >= 0 && index < initializedCount, "array index out of range")
      start[index] = newValue
    }
  }

  /// The elements as a buffer pointer, valid until the storage grows or is released.
  @inlinable public var elements: UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: start, count: initializedCount)
  }

  /// A new storage with the same elements.
  @inlinable public func copy() -> ArrayStorage {
    ArrayStorage(copying: UnsafeBufferPointer(elements))
  }
}

// MARK: - Growing and shrinking

extension ArrayStorage {
  /// Makes room for at least `minimum` elements; at least doubles, so that repeated appending costs constant time each.
  @inlinable public func reserveCapacity(_ minimum: Int) {
    guard minimum > allocatedCapacity else { return }
    let doubled = allocatedCapacity > Int.max / 2 ? minimum : allocatedCapacity * 2
    let capacity = max(minimum, doubled, 8)
    let target = LargeMemory.allocate(Element.self, capacity: capacity)
    target.moveInitialize(from: start, count: initializedCount)
    LargeMemory.deallocate(start, capacity: allocatedCapacity)
    start = target
    allocatedCapacity = capacity
  }

  /// Takes the first `count` elements as set, after they were written into the memory; for trivial types.
  func setCount(_ count: Int) {
    precondition(count >= 0 && count <= allocatedCapacity, "more elements than there is room for")
    initializedCount = count
  }

  /// Adds `element` at the end.
  @inlinable public func append(_ element: Element) {
    reserveCapacity(initializedCount + 1)
    (start + initializedCount).initialize(to: element)
    initializedCount += 1
  }

  /// Adds `elements` at the end; they may be part of this storage.
  @inlinable public func append(copying elements: UnsafeBufferPointer<Element>) {
    guard let source = elements.baseAddress else { return }
    if source >= UnsafePointer(start) && source < UnsafePointer(start + allocatedCapacity) {
      let offset = UnsafePointer(start).distance(to: source)
      reserveCapacity(initializedCount + elements.count)
      (start + initializedCount).initialize(from: start + offset, count: elements.count)
    } else {
      reserveCapacity(initializedCount + elements.count)
      (start + initializedCount).initialize(from: source, count: elements.count)
    }
    initializedCount += elements.count
  }

  /// Inserts `element` before position `index` (`0...count`).
  @inlinable public func insert(_ element: Element, at index: Int) {
    precondition(index >= 0 && index <= initializedCount, "insertion index out of range")
    reserveCapacity(initializedCount + 1)
    (start + index + 1).moveInitialize(from: start + index, count: initializedCount - index)
    (start + index).initialize(to: element)
    initializedCount += 1
  }

  /// Removes and returns the last element, or returns `nil` if there is none.
  @inlinable public func popLast() -> Element? {
    guard initializedCount > 0 else { return nil }
    initializedCount -= 1
    return (start + initializedCount).move()
  }

  /// Removes and returns the element at `index`, moving the later ones forward.
  @inlinable public func remove(at index: Int) -> Element {
    precondition(index >= 0 && index < initializedCount, "array index out of range")
    let element = (start + index).move()
    initializedCount -= 1
    (start + index).moveInitialize(from: start + index + 1, count: initializedCount - index)
    return element
  }

  /// Removes the elements at the positions in `range`.
  @inlinable public func removeSubrange(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= initializedCount, "array range out of range")
    (start + range.lowerBound).deinitialize(count: range.count)
    (start + range.lowerBound).moveInitialize(
      from: start + range.upperBound, count: initializedCount - range.upperBound)
    initializedCount -= range.count
  }
}
