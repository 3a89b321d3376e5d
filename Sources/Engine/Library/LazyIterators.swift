// The lazy collections that generators are made of.

/// `(f(x) for x in xs)`.
public final class GeneratorObject: IteratorObject {
  public let function: Value
  public let source: Value

  public init(function: Value, source: Value, heap: Heap) {
    self.function = function
    self.source = source
    super.init()
    heap.retain(function)
    heap.retain(source)
  }

  public override func releaseChildren(_ heap: Heap) {
    heap.release(function)
    heap.release(source)
  }

  public override var type: DataType {
    .parametric("Base.Generator", [.type(source.dataType), .type(function.dataType)], supertype: .any)
  }
  public override var parts: [Value] { [source, function] }

  public override func text(_ machine: Machine) throws -> String {
    "\(type)(\(try machine.constructorText(of: function)), \(try machine.compactText(of: source)))"
  }

  public override var isEndless: Bool { source.iterator?.isEndless ?? false }

  /// Whether the elements are those of the source as they are.
  public var isIdentity: Bool {
    guard let object = function.function, object.methods.count == 1, case .register(0)? = object.methods[0].code.kernel else { return false }
    return object.methods[0].code.positionalCount == 1
  }

  public override func count(_ machine: Machine) throws -> Int? { try shape(machine).map { try $0.elementCount() } }
  public override func shape(_ machine: Machine) throws -> [Int]? { try machine.shape(source) }

  public override func makeIterator(_ machine: Machine) throws -> () throws -> Value? {
    let next = try machine.makeIterator(source)
    let function = function
    return { try next().map { try machine.call(function, [$0]) } }
  }
}

/// The elements for which a predicate holds.
public final class FilteredObject: IteratorObject {
  let predicate: Value
  public let source: Value

  public init(predicate: Value, source: Value, heap: Heap) {
    self.predicate = predicate
    self.source = source
    super.init()
    heap.retain(predicate)
    heap.retain(source)
  }

  public override func releaseChildren(_ heap: Heap) {
    heap.release(predicate)
    heap.release(source)
  }

  public override var type: DataType {
    .parametric("Base.Iterators.Filter", [.type(predicate.dataType), .type(source.dataType)], supertype: .any)
  }
  public override var parts: [Value] { [predicate, source] }

  public override func text(_ machine: Machine) throws -> String {
    "\(type)(\(try machine.constructorText(of: predicate)), \(try machine.compactText(of: source)))"
  }

  public override func makeIterator(_ machine: Machine) throws -> () throws -> Value? {
    let next = try machine.makeIterator(source)
    let predicate = predicate
    return {
      while let value = try next() {
        let verdict = try machine.call(predicate, [value])
        guard let keeps = verdict.boolean else { throw machine.nonBoolean(verdict, context: 1) }
        if keeps { return value }
      }
      return nil
    }
  }
}

/// All tuples of elements, the first varying fastest.
public final class ProductObject: IteratorObject {
  let sources: [Value]

  public init(_ sources: [Value], heap: Heap) {
    self.sources = sources
    super.init()
    for source in sources { heap.retain(source) }
  }

  public override func releaseChildren(_ heap: Heap) { for source in sources { heap.release(source) } }

  public override var type: DataType {
    .parametric(
      "Base.Iterators.ProductIterator", [.type(.tuple(sources.map(\.dataType)))], supertype: .any)
  }
  public override var parts: [Value] { sources }

  public override func text(_ machine: Machine) throws -> String {
    "\(type)(\(try machine.compactText(of: machine.heap.tuple(sources))))"
  }

  public override func count(_ machine: Machine) throws -> Int? { try shape(machine).map { try $0.elementCount() } }

  public override func shape(_ machine: Machine) throws -> [Int]? {
    var result: [Int] = []
    for source in sources {
      guard let shape = try machine.shape(source) else { return nil }
      result += shape
    }
    return result
  }

  public override func makeIterator(_ machine: Machine) throws -> () throws -> Value? {
    // The tuples hold what they are made of only one after the other.
    let lists = try sources.map { KeptElements(try machine.elements($0) ?? [], heap: machine.heap) }
    var counters = [Int](repeating: 0, count: lists.count)
    var isDone = lists.contains { $0.values.isEmpty }
    return {
      if isDone { return nil }
      let value = machine.heap.tuple(zip(lists, counters).map { $0.values[$1] })
      var dimension = 0
      while dimension < counters.count {
        counters[dimension] += 1
        if counters[dimension] < lists[dimension].values.count { break }
        counters[dimension] = 0
        dimension += 1
      }
      isDone = dimension == counters.count
      return value
    }
  }
}

/// The elements of the elements.
public final class FlattenedObject: IteratorObject {
  let source: Value

  public init(_ source: Value, heap: Heap) {
    self.source = source
    super.init()
    heap.retain(source)
  }

  public override func releaseChildren(_ heap: Heap) { heap.release(source) }

  public override var type: DataType {
    .parametric("Base.Iterators.Flatten", [.type(source.dataType)], supertype: .any)
  }
  public override var parts: [Value] { [source] }

  public override func text(_ machine: Machine) throws -> String {
    "\(type)(\(try machine.compactText(of: source)))"
  }

  public override func makeIterator(_ machine: Machine) throws -> () throws -> Value? {
    let outer = try machine.makeIterator(source)
    var inner: (() throws -> Value?)?
    // What the inner elements are of, which nothing else may hold.
    let collection = KeptValue(.undefined, heap: machine.heap)
    return {
      while true {
        if let value = try inner?() { return value }
        guard let next = try outer() else { return nil }
        try machine.countStep(1)
        collection.value = next
        inner = try machine.makeIterator(next)
      }
    }
  }
}

/// The elements after the first few: what `a, b... = xs` gives `b`, and `Iterators.rest`.
public final class RestObject: IteratorObject {
  let source: Value
  let skipped: Int

  public init(_ source: Value, skipping count: Int, heap: Heap) {
    self.source = source
    self.skipped = count
    super.init()
    heap.retain(source)
  }

  public override func releaseChildren(_ heap: Heap) { heap.release(source) }

  public override var type: DataType {
    .parametric("Base.Iterators.Rest", [.type(source.dataType), .type(.int64)], supertype: .any)
  }
  public override var parts: [Value] { [source] }

  public override func count(_ machine: Machine) throws -> Int? {
    try machine.shape(source).map { max(0, try $0.elementCount() - skipped) }
  }

  public override func makeIterator(_ machine: Machine) throws -> () throws -> Value? {
    try machine.makeIterator(source, skipping: skipped)
  }

  public override func text(_ machine: Machine) throws -> String {
    "\(type)(\(try machine.compactText(of: source)), \(skipped))"
  }
}

extension Machine {
  /// How Julia writes a function inside the text of a lazy collection: by name, or as an object of a type without one.
  public func constructorText(of function: Value) throws -> String {
    let text = try compactText(of: function)
    return text.hasPrefix("#") ? "var\"\(text)\"()" : text
  }
}

/// What a comprehension collects its elements in.
final class CollectorObject: IteratorObject {
  private(set) var builder: ArrayBuilder
  private var kept: [Value] = []

  init(heap: Heap) {
    builder = ArrayBuilder(heap: heap)
    super.init()
  }

  var count: Int { builder.count }

  func append(_ value: Value, _ heap: Heap) throws {
    if builder.count & 0xFFF == 0 { try heap.reserve(bytes: builder.count * 16) }
    // Elements with objects are kept until the array is made, which retains them itself.
    if value.tag.isObject {
      heap.retain(value)
      kept.append(value)
    }
    builder.append(value)
  }

  override func releaseChildren(_ heap: Heap) { for value in kept { heap.release(value) } }
}

/// A function of the library with its last argument given, as `==(3)`, or another function with a twist.
public final class PartialObject: HostObject {
  private let function: Value
  private let given: [Value]
  private let body: (Machine, Value, [Value]) throws -> Value

  public init(
    _ function: Value, _ given: [Value], heap: Heap, _ body: @escaping (Machine, Value, [Value]) throws -> Value
  ) {
    self.function = function
    self.given = given
    self.body = body
    super.init()
    heap.retain(function)
    for value in given { heap.retain(value) }
  }

  public override func releaseChildren(_ heap: Heap) {
    heap.release(function)
    for value in given { heap.release(value) }
  }

  public override var type: DataType { .named("Base.Fix2", supertype: .function) }

  public override func call(_ arguments: [Value], _ machine: Machine) throws -> Value? {
    try body(machine, function, arguments + given)
  }
}
