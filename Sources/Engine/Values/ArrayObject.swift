// Arrays as the machine holds them: packed numbers or slots, column-major, of any rank.

import Arrays

/// An array of the language. Its tag says what the storage holds: `.floatArray`, `.integerArray`, `.booleanArray`,
/// `.complexArray` (packed), or `.array` (slots, with a declared element type).
public final class ArrayObject: HeapObject {
  // The fast tier of the machine reads the first six (`CMachine/values.h`).
  /// The first element; changes when a vector grows.
  var data: UnsafeMutableRawPointer
  public internal(set) var count: Int
  public let rank: Int
  /// The first dimension, for indexing by two subscripts.
  var rows: Int
  /// Where the elements are, if this is a view of scattered ones: its own slots are then copies.
  var view: View?
  /// How the array came about, where its type tells.
  public internal(set) var form = Form.plain
  /// Whether a symmetric or Hermitian matrix was made from the triangle below the diagonal.
  public var keepsLowerTriangle = false
  /// `ArrayStorage` of the element that the tag names; views and reshaped arrays share it.
  private(set) var storage: AnyObject
  public internal(set) var shape: [Int]
  /// The element type that an array of slots was declared with.
  private let declaredType: DataType?

  /// The array whose slots this one shares under another shape, and which counts their references.
  private var owner: ArrayObject?
  /// Storage that others still share after this array, which counts its slots, grew into one of its own.
  private var outgrown: [ArrayStorage<Value>]?

  /// The array that a view looks into, and the positions of its elements there.
  final class View {
    let parent: ArrayObject
    let positions: [Int]
    private let bound: Int

    init(parent: ArrayObject, positions: [Int]) {
      self.parent = parent
      self.positions = positions
      bound = (positions.max() ?? -1) + 1
    }

    /// Whether the array that is looked into still has all of the elements.
    var isInside: Bool { bound <= parent.count }
  }

  /// What a view was made of, for its type and display: the array and the indices, which the view retains.
  public final class Origin {
    public let parent: Value
    public let indices: [Value]
    /// What `typeof` gives, once it was asked for.
    fileprivate(set) var knownType: DataType?
    /// The order of dimensions, if it shows the array with its dimensions permuted.
    public fileprivate(set) var order: [Int]?

    fileprivate init(parent: Value, indices: [Value]) {
      self.parent = parent
      self.indices = indices
    }
  }
  public private(set) var origin: Origin?

  /// Notes what the view was made of.
  func setOrigin(_ parent: Value, _ indices: [Value], heap: Heap) {
    heap.retain(parent)
    for index in indices { heap.retain(index) }
    origin = Origin(parent: parent, indices: indices)
  }

  /// Remembers the type of a view.
  func note(_ type: DataType) { origin?.knownType = type }
  /// Notes that the array shows another with its dimensions in this order, counted from 1.
  public func notePermutation(_ order: [Int]) { origin?.order = order }

  /// Whether an adjoint or transpose is of a vector.
  var isOfVector = false

  private init(
    tag: Tag, storage: AnyObject, data: UnsafeMutableRawPointer, shape: [Int], declaredType: DataType? = nil
  ) {
    self.storage = storage
    self.data = data
    self.shape = shape
    self.count = shape.reduce(1, *)
    self.rows = shape.first ?? 1
    self.rank = shape.count
    self.declaredType = declaredType
    super.init(tag: tag)
  }

  public convenience init(_ array: DenseArray<Double>) { self.init(array.buffer, shape: array.shape) }

  /// Floats, as many as the shape says.
  convenience init(_ floats: ArrayStorage<Double>, shape: [Int]) {
    self.init(
      tag: .floatArray, storage: floats, data: UnsafeMutableRawPointer(floats.baseAddress), shape: shape)
  }

  public convenience init(_ array: DenseArray<Int>) {
    self.init(
      tag: .integerArray, storage: array.buffer, data: UnsafeMutableRawPointer(array.buffer.baseAddress),
      shape: array.shape)
  }

  public convenience init(_ array: DenseArray<Bool>) {
    self.init(
      tag: .booleanArray, storage: array.buffer, data: UnsafeMutableRawPointer(array.buffer.baseAddress),
      shape: array.shape)
  }

  public convenience init(_ array: DenseArray<Complex<Double>>) {
    self.init(
      tag: .complexArray, storage: array.buffer, data: UnsafeMutableRawPointer(array.buffer.baseAddress),
      shape: array.shape)
  }

  /// An array of slots, which are retained.
  public convenience init(_ array: DenseArray<Value>, elementType: DataType, heap: Heap) {
    self.init(
      tag: .array, storage: array.buffer, data: UnsafeMutableRawPointer(array.buffer.baseAddress),
      shape: array.shape, declaredType: elementType)
    for value in slots { heap.retain(value) }
  }

  /// The same elements under another shape; `count` must agree.
  func reshaped(_ shape: [Int], heap: Heap) -> ArrayObject {
    let result = ArrayObject(tag: tag, storage: storage, data: data, shape: shape, declaredType: declaredType)
    result.maker = maker
    if tag == .array {
      // A slot is counted once, by whoever made it: a new value in it is seen by all who share it.
      let owner = self.owner ?? self
      // A copy that nobody holds yet comes under the heap's care here.
      if owner.references == 0 { _ = heap.adopt(owner) }
      heap.retain(Value(owner))
      result.owner = owner
    }
    if let view, let origin {
      result.view = view
      result.setOrigin(origin.parent, origin.indices, heap: heap)
      result.origin?.order = shape == self.shape ? origin.order : nil
    }
    return result
  }

  public override func releaseChildren(_ heap: Heap) {
    if tag == .array {
      if let owner { heap.release(Value(owner)) } else { for value in slots { heap.release(value) } }
      for storage in outgrown ?? [] { for position in 0..<storage.count { heap.release(storage.baseAddress[position]) } }
    }
    if let origin {
      heap.release(origin.parent)
      for index in origin.indices { heap.release(index) }
    }
  }

  /// The elements, the room that a vector keeps to grow into, and the array's own fields.
  public override var byteCount: Int { 160 + elementByteCount + spareByteCount }

  /// Bytes that the elements take.
  public var elementByteCount: Int { count * ArrayObject.stride(of: tag) }

  /// Bytes of the storage that an earlier change of size left free.
  private var spareByteCount = 0

  /// Bytes an element takes.
  static func stride(of tag: Tag) -> Int {
    switch tag {
    case .booleanArray: 1
    case .complexArray, .array: 16
    default: 8
    }
  }

  /// What the elements are instances of.
  public var slotType: DataType {
    switch tag {
    case .floatArray: .float64
    case .integerArray: .int64
    case .booleanArray: .bool
    case .complexArray: .complexF64
    default: declaredType ?? .any
    }
  }
  public var elementType: DataType { slotType }
  public var columns: Int { shape.count < 2 ? 1 : shape[1] }

  // MARK: - The packed elements

  public var floats: UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(start: data.assumingMemoryBound(to: Double.self), count: count)
  }
  public var integers: UnsafeMutableBufferPointer<Int> {
    UnsafeMutableBufferPointer(start: data.assumingMemoryBound(to: Int.self), count: count)
  }
  public var booleans: UnsafeMutableBufferPointer<Bool> {
    UnsafeMutableBufferPointer(start: data.assumingMemoryBound(to: Bool.self), count: count)
  }
  public var complexes: UnsafeMutableBufferPointer<Complex<Double>> {
    UnsafeMutableBufferPointer(start: data.assumingMemoryBound(to: Complex<Double>.self), count: count)
  }
  public var slots: UnsafeMutableBufferPointer<Value> {
    UnsafeMutableBufferPointer(start: data.assumingMemoryBound(to: Value.self), count: count)
  }

  /// The array that shares this one's storage, if its elements are of that kind. Nothing is copied, but for views.
  public var denseFloats: DenseArray<Double>? { tag == .floatArray ? dense(floats) : nil }
  public var denseIntegers: DenseArray<Int>? { tag == .integerArray ? dense(integers) : nil }
  public var denseBooleans: DenseArray<Bool>? { tag == .booleanArray ? dense(booleans) : nil }
  public var denseComplexes: DenseArray<Complex<Double>>? { tag == .complexArray ? dense(complexes) : nil }

  private func dense<Element>(_ elements: UnsafeMutableBufferPointer<Element>) -> DenseArray<Element> {
    let storage = unsafeDowncast(storage, to: ArrayStorage<Element>.self)
    if storage.baseAddress == elements.baseAddress, storage.count == count {
      return DenseArray(buffer: storage, shape: shape)
    }
    return DenseArray(buffer: ArrayStorage(copying: UnsafeBufferPointer(elements)), shape: shape)
  }

  /// A view of consecutive packed elements, which shares the storage.
  func window(from start: Int, shape: [Int]) -> ArrayObject {
    let window = ArrayObject(
      tag: tag, storage: storage, data: data + start * ArrayObject.stride(of: tag), shape: shape, declaredType: declaredType)
    window.maker = maker
    return window
  }
}

// MARK: - Elements as values

extension ArrayObject {
  /// The element at a position counted from zero in storage order; it lives until the running instruction or native
  /// function ends, whatever happens to the array.
  @inline(__always) public func element(_ position: Int, _ heap: Heap) -> Value {
    // The array may have shrunk while somebody goes through it.
    guard position < count else { return .nothing }
    switch tag {
    case .floatArray: return Value(data.assumingMemoryBound(to: Double.self)[position])
    case .integerArray: return Value(data.assumingMemoryBound(to: Int.self)[position])
    case .booleanArray: return Value(data.assumingMemoryBound(to: Bool.self)[position])
    case .complexArray: return heap.complex(data.assumingMemoryBound(to: Complex<Double>.self)[position])
    default:
      if let view {
        let place = view.positions[position]
        return place < view.parent.count ? view.parent.element(place, heap) : .undefined
      }
      // Whoever goes through an array calls functions in between, which may take the element out of it.
      return heap.shared(data.assumingMemoryBound(to: Value.self)[position])
    }
  }

  /// Stores a value that is already of the element type.
  func setElement(_ position: Int, _ value: Value, _ heap: Heap) {
    guard position < count else { return }
    heap.noteChange(of: self)
    switch tag {
    case .floatArray: data.assumingMemoryBound(to: Double.self)[position] = value.unsafeFloat
    case .integerArray: data.assumingMemoryBound(to: Int.self)[position] = value.unsafeInteger
    case .booleanArray: data.assumingMemoryBound(to: Bool.self)[position] = value.unsafeBoolean
    case .complexArray: data.assumingMemoryBound(to: Complex<Double>.self)[position] = value.unsafe(ComplexObject.self).double
    default:
      if let view, view.positions[position] < view.parent.count {
        view.parent.setElement(view.positions[position], value, heap)
      }
      heap.retain(value)
      let slot = data.assumingMemoryBound(to: Value.self) + position
      let old = slot.pointee
      slot.pointee = value
      heap.release(old)
    }
  }

  /// Copies the elements into storage of their own.
  func copied(shape: [Int]? = nil, heap: Heap) -> ArrayObject {
    let shape = shape ?? self.shape
    if let view, view.isInside { return view.parent.gathered(view.positions, shape: shape, heap: heap) }
    return switch tag {
    case .floatArray: ArrayObject(DenseArray(buffer: ArrayStorage(copying: .init(floats)), shape: shape))
    case .integerArray: ArrayObject(DenseArray(buffer: ArrayStorage(copying: .init(integers)), shape: shape))
    case .booleanArray: ArrayObject(DenseArray(buffer: ArrayStorage(copying: .init(booleans)), shape: shape))
    case .complexArray: ArrayObject(DenseArray(buffer: ArrayStorage(copying: .init(complexes)), shape: shape))
    default:
      ArrayObject(
        DenseArray(buffer: ArrayStorage(copying: .init(slots)), shape: shape), elementType: slotType, heap: heap)
    }
  }

  /// A new array of the same element type whose elements are taken from the given positions.
  func gathered(_ positions: some Collection<Int>, shape: [Int], heap: Heap) -> ArrayObject {
    if let view, view.isInside {
      return view.parent.gathered(positions.map { view.positions[$0] }, shape: shape, heap: heap)
    }
    // Places that the array lost while somebody worked out the positions hold nothing.
    func gather<Element>(_ source: UnsafeMutableBufferPointer<Element>, _ nothing: Element) -> DenseArray<Element> {
      let storage = ArrayStorage<Element>(uninitializedCount: positions.count)
      var target = storage.baseAddress
      for position in positions {
        target.initialize(to: position < source.count ? source[position] : nothing)
        target += 1
      }
      return DenseArray(buffer: storage, shape: shape)
    }
    return switch tag {
    case .floatArray: ArrayObject(gather(floats, .nan))
    case .integerArray: ArrayObject(gather(integers, 0))
    case .booleanArray: ArrayObject(gather(booleans, false))
    case .complexArray: ArrayObject(gather(complexes, 0))
    default: ArrayObject(gather(slots, .undefined), elementType: slotType, heap: heap)
    }
  }
}

// MARK: - Growing vectors

extension ArrayObject {
  /// Whether no other array shares the elements.
  private var hasOwnStorage: Bool {
    // Asked of an `AnyObject` itself, the question would be answered for a copy of the reference.
    withUnsafeMutablePointer(to: &storage) { place in
      place.withMemoryRebound(to: ArrayStorage<Value>.self, capacity: 1) { isKnownUniquelyReferenced(&$0.pointee) }
    }
  }

  /// Runs `body` on the storage, which may grow or shrink, and takes note of the new size. Only for vectors.
  func resize(_ heap: Heap, _ body: (_ storage: AnyObject) -> Void) {
    let before = byteCount
    heap.noteChange(of: self)
    // A view or a reshaped array that shares the elements keeps them as they are: they must not move below it.
    if !hasOwnStorage {
      switch tag {
      case .floatArray: storage = ArrayStorage(copying: .init(floats))
      case .integerArray: storage = ArrayStorage(copying: .init(integers))
      case .booleanArray: storage = ArrayStorage(copying: .init(booleans))
      case .complexArray: storage = ArrayStorage(copying: .init(complexes))
      default: leaveSharedSlots(heap)
      }
    }
    body(storage)
    switch tag {
    case .floatArray: refresh(unsafeDowncast(storage, to: ArrayStorage<Double>.self))
    case .integerArray: refresh(unsafeDowncast(storage, to: ArrayStorage<Int>.self))
    case .booleanArray: refresh(unsafeDowncast(storage, to: ArrayStorage<Bool>.self))
    case .complexArray: refresh(unsafeDowncast(storage, to: ArrayStorage<Complex<Double>>.self))
    default: refresh(unsafeDowncast(storage, to: ArrayStorage<Value>.self))
    }
    heap.adjust(bytes: byteCount - before)
  }

  /// Goes on with a copy of the slots; those who share the old ones keep them.
  private func leaveSharedSlots(_ heap: Heap) {
    let copy = ArrayStorage(copying: .init(slots))
    for value in slots { heap.retain(value) }
    if let owner {
      self.owner = nil
      heap.release(Value(owner))
    } else {
      outgrown = (outgrown ?? []) + [unsafeDowncast(storage, to: ArrayStorage<Value>.self)]
    }
    storage = copy
    data = UnsafeMutableRawPointer(copy.baseAddress)
  }

  private func refresh<Element>(_ storage: ArrayStorage<Element>) {
    data = UnsafeMutableRawPointer(storage.baseAddress)
    count = storage.count
    rows = count
    shape = [count]
    spareByteCount = (storage.capacity - count) * MemoryLayout<Element>.stride
  }

  /// Adds a value at the end of a vector if that needs no conversion and nothing shares its elements; gives whether it did.
  public func push(_ value: Value, _ heap: Heap) -> Bool {
    guard rank == 1, hasOwnStorage else { return false }
    heap.noteChange(of: self)
    func push<Element>(_ element: Element) {
      let storage = unsafeDowncast(storage, to: ArrayStorage<Element>.self)
      storage.append(element)
      data = UnsafeMutableRawPointer(storage.baseAddress)
      count += 1
      rows = count
      shape[0] = count
      if spareByteCount > 0 {
        spareByteCount -= MemoryLayout<Element>.stride
      } else {
        spareByteCount = (storage.capacity - count) * MemoryLayout<Element>.stride
        heap.adjust(bytes: spareByteCount + MemoryLayout<Element>.stride)
      }
    }
    switch tag {
    case .floatArray where value.tag == .float: push(value.unsafeFloat)
    case .integerArray where value.tag == .integer: push(value.unsafeInteger)
    case .booleanArray where value.tag == .boolean: push(value.unsafeBoolean)
    case .array where view == nil && value.isInstance(of: slotType):
      heap.retain(value)
      push(value)
    default: return false
    }
    return true
  }

  /// Adds a value that is already of the element type at the end of a vector.
  func append(_ value: Value, _ heap: Heap) {
    insert(value, at: count, heap)
  }

  /// Inserts a value that is already of the element type before a position counted from zero.
  func insert(_ value: Value, at position: Int, _ heap: Heap) {
    resize(heap) { storage in
      switch tag {
      case .floatArray:
        unsafeDowncast(storage, to: ArrayStorage<Double>.self).insert(value.unsafeFloat, at: position)
      case .integerArray:
        unsafeDowncast(storage, to: ArrayStorage<Int>.self).insert(value.unsafeInteger, at: position)
      case .booleanArray:
        unsafeDowncast(storage, to: ArrayStorage<Bool>.self).insert(value.unsafeBoolean, at: position)
      case .complexArray:
        unsafeDowncast(storage, to: ArrayStorage<Complex<Double>>.self)
          .insert(value.unsafe(ComplexObject.self).double, at: position)
      default:
        heap.retain(value)
        unsafeDowncast(storage, to: ArrayStorage<Value>.self).insert(value, at: position)
      }
    }
  }

  /// Removes the elements at the positions of a range counted from zero.
  func remove(_ range: Range<Int>, _ heap: Heap) {
    if tag == .array { for position in range { heap.release(slots[position]) } }
    resize(heap) { storage in
      switch tag {
      case .floatArray: unsafeDowncast(storage, to: ArrayStorage<Double>.self).removeSubrange(range)
      case .integerArray: unsafeDowncast(storage, to: ArrayStorage<Int>.self).removeSubrange(range)
      case .booleanArray: unsafeDowncast(storage, to: ArrayStorage<Bool>.self).removeSubrange(range)
      case .complexArray: unsafeDowncast(storage, to: ArrayStorage<Complex<Double>>.self).removeSubrange(range)
      default: unsafeDowncast(storage, to: ArrayStorage<Value>.self).removeSubrange(range)
      }
    }
  }
}
