// Collecting values whose type is not known beforehand into the tightest array that holds them.

import Arrays

/// Collects values: packed as long as all are of one packed type, slots otherwise.
///
/// As in Julia's `collect` of a generator, the element type of mixed results is their common supertype: `[1, 2.0]` made by a
/// comprehension is a `Vector{Real}`.
public struct ArrayBuilder {
  private enum Elements {
    case none
    case floats(ArrayStorage<Double>)
    case integers(ArrayStorage<Int>)
    case booleans(ArrayStorage<Bool>)
    case complexes(ArrayStorage<Complex<Double>>)
    case slots(ArrayStorage<Value>, DataType)
  }

  private var elements = Elements.none
  private let heap: Heap
  private let capacity: Int
  public private(set) var count = 0

  public init(heap: Heap, capacity: Int = 0) {
    self.heap = heap
    self.capacity = capacity
  }

  /// Adds a value. Values in slots are kept alive by the pool or by the caller until `finish`.
  public mutating func append(_ value: Value) {
    count += 1
    switch elements {
    case .floats(let storage) where value.tag == .float: storage.append(value.unsafeFloat)
    case .integers(let storage) where value.tag == .integer: storage.append(value.unsafeInteger)
    case .booleans(let storage) where value.tag == .boolean: storage.append(value.unsafeBoolean)
    case .complexes(let storage) where value.tag == .complex && value.unsafe(ComplexObject.self).isFloat:
      storage.append(value.unsafe(ComplexObject.self).double)
    case .slots(let storage, let type):
      storage.append(value)
      if !value.isInstance(of: type) { elements = .slots(storage, DataType.join(type, value.dataType)) }
    case .none:
      start(value)
    default:
      widen()
      count -= 1
      append(value)
    }
  }

  private mutating func start(_ value: Value) {
    func storage<Element>(_ element: Element) -> ArrayStorage<Element> {
      let storage = ArrayStorage<Element>(capacity: min(capacity, 1 << 20))
      storage.append(element)
      return storage
    }
    switch value.tag {
    case .float: elements = .floats(storage(value.unsafeFloat))
    case .integer: elements = .integers(storage(value.unsafeInteger))
    case .boolean: elements = .booleans(storage(value.unsafeBoolean))
    case .complex where value.unsafe(ComplexObject.self).isFloat:
      elements = .complexes(storage(value.unsafe(ComplexObject.self).double))
    default: elements = .slots(storage(value), value.dataType)
    }
  }

  private mutating func widen() {
    func slots(_ values: some Sequence<Value>) -> ArrayStorage<Value> {
      let storage = ArrayStorage<Value>(capacity: max(capacity, count))
      for value in values { storage.append(value) }
      return storage
    }
    switch elements {
    case .floats(let storage): elements = .slots(slots(storage.elements.lazy.map { Value($0) }), .float64)
    case .integers(let storage): elements = .slots(slots(storage.elements.lazy.map { Value($0) }), .int64)
    case .booleans(let storage): elements = .slots(slots(storage.elements.lazy.map { Value($0) }), .bool)
    case .complexes(let storage):
      elements = .slots(slots(storage.elements.map { heap.complex($0) }), .complexF64)
    case .none, .slots: break
    }
  }

  /// The array; `emptyType` is the element type when nothing was added.
  public func finish(shape: [Int]? = nil, emptyType: DataType = .any) -> Value {
    // What was gone through may have changed its size meanwhile.
    let shape = shape.flatMap { $0.clampedElementCount == count ? $0 : nil } ?? [count]
    switch elements {
    case .floats(let storage): return heap.adopt(ArrayObject(DenseArray(buffer: storage, shape: shape)))
    case .integers(let storage): return heap.adopt(ArrayObject(DenseArray(buffer: storage, shape: shape)))
    case .booleans(let storage): return heap.adopt(ArrayObject(DenseArray(buffer: storage, shape: shape)))
    case .complexes(let storage): return heap.adopt(ArrayObject(DenseArray(buffer: storage, shape: shape)))
    case .slots(let storage, let type):
      return heap.adopt(ArrayObject(DenseArray(buffer: storage, shape: shape), elementType: type, heap: heap))
    case .none: return heap.emptyArray(of: emptyType, shape: shape)
    }
  }
}
