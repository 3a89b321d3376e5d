// Arrays whose elements are computed when they are read: positions, slices, ranges that are no progressions.

/// An array-like value of known shape whose elements a function gives.
open class LazyArray: IteratorObject {
  public let shape: [Int]
  private let element: (Int) throws -> Value
  private let sources: [Value]
  private let kind: DataType

  /// - Parameters:
  ///   - sources: values that the elements are made from, which the array keeps alive.
  ///   - element: the element at a position in storage order, counted from zero.
  public init(
    _ kind: DataType, shape: [Int], sources: [Value] = [], heap: Heap, _ element: @escaping (Int) throws -> Value
  ) {
    self.kind = kind
    self.shape = shape
    self.sources = sources
    self.element = element
    super.init()
    for source in sources { heap.retain(source) }
  }

  /// The type that the elements are declared to have.
  public var elementType: DataType { kind.arrayType?.parameter(0) ?? .any }

  public override func releaseChildren(_ heap: Heap) { for source in sources { heap.release(source) } }
  public override var type: DataType { kind }
  public override func shape(_ machine: Machine) throws -> [Int]? { shape }
  public override func count(_ machine: Machine) throws -> Int? { try shape.elementCount() }

  /// The element at a position in storage order, counted from zero.
  public func element(at position: Int) throws -> Value { try element(position) }

  public override func makeIterator(_ machine: Machine) throws -> () throws -> Value? {
    let count = try shape.elementCount()
    var position = 0
    return { [element] in
      if position >= count { return nil }
      position += 1
      return try element(position - 1)
    }
  }

  /// What stands before the colon of the text.
  public func header(_ machine: Machine) throws -> String {
    switch shape.count {
    case 0: "0-dimensional \(type)"
    case 1: "\(shape[0])-element \(type)"
    default: shape.map(String.init).joined(separator: "×") + " \(type)"
    }
  }

  /// The header, then the elements as those of an array.
  open override func text(_ machine: Machine) throws -> String {
    let body = try machine.text(of: machine.collect(Value(iterator: self)))
    let lines = body.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    return try header(machine) + (lines.count > 1 ? ":\n" + lines[1] : "")
  }
}

/// A range that is shown as its numbers: `LinRange`, `logrange`.
public final class NumberSequence: LazyArray {
  public override func text(_ machine: Machine) throws -> String {
    if shape[0] == 0 { return try header(machine) }
    let printer = Printer(machine: machine, isLimited: true)
    printer.write(try header(machine) + ":\n ")
    try printer.showSequence(count: shape[0]) { try element(at: $0) }
    return printer.text
  }
}
