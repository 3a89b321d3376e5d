// Lazy collections: zip, enumerate, and the members of Iterators.

import Engine

/// A lazy collection made by a function of the library: its sources, its size if known, and how it runs.
final class LazySequence: IteratorObject {
  typealias Next = () throws -> Value?
  let sources: [Value]
  private let name: String
  private let shapeBody: (Machine) throws -> [Int]?
  private let body: (Machine) throws -> Next
  private let textBody: ((Machine) throws -> String)?

  /// - Parameters:
  ///   - shape: the sizes, `nil` if they are not known without running.
  ///   - body: begins an iteration.
  init(
    _ name: String, _ sources: [Value], heap: Heap, shape: @escaping (Machine) throws -> [Int]?,
    text: ((Machine) throws -> String)? = nil, _ body: @escaping (Machine) throws -> Next
  ) {
    self.name = name
    self.sources = sources
    self.shapeBody = shape
    self.body = body
    self.textBody = text
    super.init()
    for source in sources { heap.retain(source) }
  }

  override func releaseChildren(_ heap: Heap) { for source in sources { heap.release(source) } }
  override var type: DataType { .named(name) }
  override var isEndless: Bool {
    switch name {
    case "Base.Iterators.Count", "Base.Iterators.Cycle", "Base.Iterators.Repeated": true
    case "Base.Iterators.Zip": !sources.isEmpty && sources.allSatisfy { $0.iterator?.isEndless ?? false }
    case "Base.Iterators.Enumerate", "Base.Iterators.Drop": sources.first?.iterator?.isEndless ?? false
    default: false
    }
  }
  /// The type of the elements, from those of what it goes through.
  func elementType(of type: (Value) -> DataType) -> DataType {
    switch name {
    case "Base.Iterators.Zip": .tuple(sources.map(type))
    case "Base.Iterators.Enumerate": .tuple([.int64] + sources.prefix(1).map(type))
    case "Base.Iterators.Cycle", "Base.Iterators.Take", "Base.Iterators.Drop", "Base.Iterators.Rest", "Base.Iterators.TakeWhile",
      "Base.Iterators.DropWhile", "Base.Iterators.Reverse":
      sources.first.map(type) ?? .any
    default: .any
    }
  }
  override func shape(_ machine: Machine) throws -> [Int]? { try shapeBody(machine) }
  override func count(_ machine: Machine) throws -> Int? { try shapeBody(machine).map { try $0.elementCount() } }
  override func makeIterator(_ machine: Machine) throws -> Next { try body(machine) }
  override func text(_ machine: Machine) throws -> String {
    if let textBody { return try textBody(machine) }
    return "\(name)(\(try sources.map { try machine.compactText(of: $0) }.joined(separator: ", ")))"
  }
}

extension Library {
  mutating func addLazySequences() {
    add("zip(xs...)", "The tuples of elements side by side, as many as the shortest has.", arity: Arity(0...), example: "collect(zip(1:2, [\"a\", \"b\"]))  # => [(1, \"a\"), (2, \"b\")]") { call in
      let sources = call.values
      return call.heap.adopt(LazySequence("Base.Iterators.Zip", sources, heap: call.heap, shape: { machine in
        var shapes: [[Int]] = []
        for source in sources {
          if let shape = try machine.sizes(of: source) {
            shapes.append(shape)
          } else if let count = try machine.length(source) {
            shapes.append([count])
          } else if machine.isEndless(source) {
            continue
          } else {
            return nil
          }
        }
        guard let first = shapes.first else { return sources.isEmpty ? [0] : nil }
        if shapes.allSatisfy({ $0 == first }) { return first }
        return [shapes.map(\.clampedElementCount).min() ?? 0]
      }, text: { machine in
        "zip(\(try sources.map { try machine.compactText(of: $0) }.joined(separator: ", ")))"
      }) { machine in
        let iterators = try sources.map { try machine.makeIterator($0) }
        return {
          var elements: [Value] = []
          for next in iterators {
            guard let element = try next() else { return nil }
            elements.append(element)
          }
          return elements.isEmpty ? nil : machine.heap.tuple(elements)
        }
      })
    }
    add("enumerate(xs)", "The pairs of position and element.", arity: 1, example: "collect(enumerate([\"a\", \"b\"]))  # => [(1, \"a\"), (2, \"b\")]") { call in
      let source = call[0]
      return call.heap.adopt(LazySequence("Base.Iterators.Enumerate", [source], heap: call.heap, shape: { try $0.lengths(source) }, text: {
        "enumerate(\(try $0.compactText(of: source)))"
      }) { machine in
        let next = try machine.makeIterator(source)
        var position = 0
        return {
          guard let element = try next() else { return nil }
          position += 1
          return machine.heap.tuple([Value(position), element])
        }
      })
    }
  }
}

extension Machine {
  /// The sizes of anything that is iterated, as `collect` takes them.
  func lengths(_ source: Value) throws -> [Int]? {
    if let shape = try sizes(of: source) { return shape }
    return try length(source).map { [$0] }
  }

  /// Whether an iteration never ends by itself.
  func isEndless(_ value: Value) -> Bool { value.iterator?.isEndless ?? false }
}
