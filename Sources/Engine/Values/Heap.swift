// Objects of a machine: how they are counted, found again and freed.

/// An object of the heap. Its header holds the count of references from slots, the links of the machine's list of all
/// objects, and the cell that made it.
///
/// The list owns the object (one Swift reference); the count belongs to the machine. Counting is not atomic: a heap is used by
/// one thread at a time.
open class HeapObject {
  final var references: Int32 = 0
  /// The number of the cell that was running when the object was made; what shows the elements of another object has that
  /// one's.
  public internal(set) final var maker: Int32 = 0
  final var next: Unmanaged<HeapObject>?
  final var previous: Unmanaged<HeapObject>?
  public final let tag: Tag

  #if NABLA_AUDIT
    /// How many objects of all machines are there.
    public nonisolated(unsafe) private(set) static var liveCount = 0

    public init(tag: Tag) {
      self.tag = tag
      HeapObject.liveCount += 1
    }

    deinit { HeapObject.liveCount -= 1 }
  #else
    public init(tag: Tag) { self.tag = tag }
  #endif

  /// Gives up the references that the object holds; the heap calls this once, when the object dies.
  open func releaseChildren(_ heap: Heap) {}

  /// What the object costs besides `headerBytes`, as counted against the memory limit. Where it changes, the heap is told
  /// (`Heap.adjust`).
  open var byteCount: Int { 0 }

  /// What every object costs: its header, a few fields, and what the allocator adds.
  static let headerBytes = 96
}

/// All objects of one machine.
///
/// New objects are owned by a pool that is drained when the running instruction or native function ends, so that whoever makes
/// an object need not count. What is stored in a register, a global or a container is retained there. Cycles are freed with the
/// heap.
public final class Heap {
  private(set) var first: Unmanaged<HeapObject>?
  private var dying: [Unmanaged<HeapObject>] = []
  private var isReleasing = false
  /// Whether all objects are being freed.
  private(set) var isClosing = false
  var pool: [Unmanaged<HeapObject>] = []
  /// Short texts that nothing refers to any more, to be used again: making an object anew costs several times as much.
  private var spareTexts: [Unmanaged<StringObject>] = []
  private static let spareLimit = 1 << 14

  /// Bytes in use, and the most that may be.
  public private(set) var byteCount = 0
  public var byteLimit = 4 << 30
  /// The bytes in use when the running cell began, what it may add, and the limit that holds otherwise.
  private var cell: (start: Int, bytes: Int, notebook: Int)?
  /// Called when more bytes are in use than may be, so that the machine stops at the next loop or call: what makes small
  /// objects need not ask for each.
  var onExcess: (() -> Void)?
  /// The cell that is running, written into the header of what it makes.
  public private(set) var maker: Int32 = 0
  /// By the numbers of cells: which cell changed their objects last.
  private(set) var changed: UnsafeMutableBufferPointer<Int32>
  public private(set) var objectCount = 0

  #if NABLA_AUDIT
    var isAuditing = false
    /// What the counts of objects leave over when the references found so far are taken off.
    var surplus: [UnsafeRawPointer: Int] = [:]
    /// How many references keepers hold to an object.
    var kept: [UnsafeRawPointer: Int] = [:]
  #endif

  public init() {
    changed = .allocate(capacity: 1)
    changed.initialize(repeating: 0)
  }

  deinit {
    close()
    changed.deallocate()
  }

  /// Begins a cell, whose number is larger than those before: what is made from now on bears it.
  func begin(cell number: Int32) {
    maker = number
    if Int(number) < changed.count { return }
    let grown = UnsafeMutableBufferPointer<Int32>.allocate(capacity: max(64, 2 * Int(number)))
    let rest = grown.initialize(fromContentsOf: changed)
    grown[rest...].initialize(repeating: 0)
    changed.deallocate()
    changed = grown
  }

  /// Notes that an object changes, for what cells do to the objects of others.
  @inline(__always) public func noteChange(of object: HeapObject) { changed[Int(object.maker)] = maker }

  /// Frees all objects, whoever refers to them; neither they nor the heap are used afterwards. An iteration that stopped on
  /// its way holds its machine, which would otherwise never end.
  public func close() {
    // Cycles hold each other's counts, so the list, not the counts, decides what is freed.
    isReleasing = true
    isClosing = true
    while let object = first {
      first = object._withUnsafeGuaranteedRef { $0.next }
      object.release()
    }
  }

  /// Puts a new object under the heap's care and gives its slot.
  public func adopt(_ object: __owned HeapObject) -> Value { pooled(own(object)) }

  /// Puts a new object under the heap's care; its one reference is that of whoever takes the slot, not of the pool.
  public func own(_ object: __owned HeapObject) -> Value {
    let value = Value(object)
    if object.maker == 0 { object.maker = maker }
    object.references = 1
    let bytes = HeapObject.headerBytes + object.byteCount
    let reference = Unmanaged.passRetained(object)
    reference._withUnsafeGuaranteedRef { $0.next = first }
    first?._withUnsafeGuaranteedRef { $0.previous = reference }
    first = reference
    objectCount += 1
    adjust(bytes: bytes)
    return value
  }

  /// Checks that `bytes` more may be used; call it before making something large.
  /// - Throws: `MemoryLimit`, which a block cannot catch.
  public func reserve(bytes: Int) throws {
    if bytes > byteLimit - byteCount {
      throw memoryLimit(requested: bytes > byteLimit ? bytes : byteCount + bytes)
    }
  }

  /// Lets what is made from now on take at most this many bytes, if that is less than may still be used.
  public func limitCell(to bytes: Int) {
    guard bytes < byteLimit - byteCount else { return }
    cell = (start: byteCount, bytes: bytes, notebook: byteLimit)
    byteLimit = byteCount + bytes
  }

  /// Ends the limit of a cell.
  public func endCellLimit() {
    if let cell { byteLimit = cell.notebook }
    cell = nil
  }

  /// The error of using more than is allowed.
  /// - Parameter requested: the bytes that would be in use.
  public func memoryLimit(requested: Int) -> RuntimeError {
    guard let cell else { return .memoryLimit(requested: requested, limit: byteLimit, isOfCell: false) }
    return .memoryLimit(requested: max(0, requested - cell.start), limit: cell.bytes, isOfCell: true)
  }

  /// What the objects of the heap cost together.
  public var usedBytes: Int { byteCount }

  /// Tells the heap that an object grew or shrank.
  @inline(__always) public func adjust(bytes: Int) {
    byteCount += bytes
    if byteCount > byteLimit { onExcess?() }
  }

  @inline(__always) public func retain(_ value: Value) {
    if value.tag.isObject {
      Unmanaged<HeapObject>.fromOpaque(value.pointer)._withUnsafeGuaranteedRef { $0.references &+= 1 }
    }
  }

  @inline(__always) public func release(_ value: Value) {
    if value.tag.isObject { releaseObject(value) }
  }

  @inline(never) func releaseObject(_ value: Value) {
    #if NABLA_AUDIT
      if isAuditing { return noteReference(value) }
    #endif
    let reference = Unmanaged<HeapObject>.fromOpaque(value.pointer)
    let isLast = reference._withUnsafeGuaranteedRef { object in
      object.references &-= 1
      return object.references == 0
    }
    if isLast { free(reference) }
  }

  /// Frees an object and all that dies with it, without recursion: a chain of a million links needs no stack.
  func free(_ reference: Unmanaged<HeapObject>) {
    dying.append(reference)
    if isReleasing { return }
    isReleasing = true
    while let reference = dying.popLast() {
      if keepSpare(reference) { continue }
      reference._withUnsafeGuaranteedRef { object in
        if let previous = object.previous {
          previous._withUnsafeGuaranteedRef { $0.next = object.next }
        } else {
          first = object.next
        }
        object.next?._withUnsafeGuaranteedRef { $0.previous = object.previous }
        byteCount -= HeapObject.headerBytes + object.byteCount
        objectCount -= 1
        object.releaseChildren(self)
      }
      reference.release()
    }
    isReleasing = false
  }

  /// Keeps a short text for another; it stays in the list of all objects.
  @inline(__always) private func keepSpare(_ reference: Unmanaged<HeapObject>) -> Bool {
    guard reference._withUnsafeGuaranteedRef({ $0.tag }) == .string, spareTexts.count < Heap.spareLimit else { return false }
    let text = Unmanaged<StringObject>.fromOpaque(reference.toOpaque())
    guard text._withUnsafeGuaranteedRef({ $0.prepareForReuse() }) else { return false }
    spareTexts.append(text)
    objectCount -= 1
    return true
  }

  /// A short text to be filled, with one reference for whoever takes it.
  @inline(__always) func spareText() -> Unmanaged<StringObject>? {
    guard let text = spareTexts.popLast() else { return nil }
    text._withUnsafeGuaranteedRef {
      $0.references = 1
      $0.maker = maker
    }
    objectCount += 1
    return text
  }

  /// The pool's height, to drain it to later.
  @inline(__always) public var mark: Int { pool.count }

  /// Gives up what was made since `mark` and is stored nowhere.
  @inline(__always) public func drain(to mark: Int) {
    if pool.count > mark { drainSlowly(to: mark) }
  }

  @inline(never) private func drainSlowly(to mark: Int) {
    while pool.count > mark {
      let reference = pool.removeLast()
      let isLast = reference._withUnsafeGuaranteedRef { object in
        object.references &-= 1
        return object.references == 0
      }
      if isLast { free(reference) }
    }
  }

  /// A value that something else holds too, alive until the running instruction or native function ends.
  @inline(__always) public func shared(_ value: Value) -> Value {
    if value.tag.isObject { share(value) }
    return value
  }

  @inline(never) private func share(_ value: Value) {
    retain(value)
    _ = pooled(value)
  }

  /// Bytes that the pool itself takes.
  var poolByteCount: Int { pool.count * 8 }

  /// Hands a counted reference to the pool, so that the slot may be used as borrowed.
  @inline(__always) public func pooled(_ value: Value) -> Value {
    if value.tag.isObject { pool.append(Unmanaged<HeapObject>.fromOpaque(value.pointer)) }
    return value
  }
}
