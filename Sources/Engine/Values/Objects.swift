// The smaller objects: tuples, ranges, numbers of the heap, boxes, structures.

import Arrays
import Exact

/// A tuple, a named tuple (with `names`) or a pair.
public final class TupleObject: HeapObject {
  public let elements: [Value]
  public let names: [Symbol]?
  /// What `typeof` gives, once it was asked for.
  var knownType: DataType?

  /// The elements are retained.
  public init(_ elements: [Value], names: [Symbol]? = nil, tag: Tag = .tuple, heap: Heap) {
    self.elements = elements
    self.names = names
    super.init(tag: tag)
    for element in elements { heap.retain(element) }
  }

  public override func releaseChildren(_ heap: Heap) {
    for element in elements { heap.release(element) }
  }

  public override var byteCount: Int { 32 + elements.count * 16 }

  /// The element of a named tuple.
  public subscript(name: Symbol) -> Value? {
    guard let position = names?.firstIndex(of: name) else { return nil }
    return elements[position]
  }
}

/// A variable that closures share; the fast tier of the machine reads and writes it (`CMachine/values.h`).
public final class BoxObject: HeapObject {
  var value: Value

  init(_ value: Value, heap: Heap) {
    self.value = value
    super.init(tag: .box)
    heap.retain(value)
  }

  public override func releaseChildren(_ heap: Heap) { heap.release(value) }
}

public final class BigIntegerObject: HeapObject {
  public let value: BigInteger
  /// Whether a block asked for a `BigInt`, or got it from one that it asked for. Such an integer turns floats that meet it
  /// into `BigFloat`s, as in Julia; one that only an overflow made meets them as an `Int` would.
  public let isExplicit: Bool

  public init(_ value: BigInteger, isExplicit: Bool) {
    self.value = value
    self.isExplicit = isExplicit
    super.init(tag: .bigInteger)
  }

  public override var byteCount: Int { value.bitWidth / 8 }
}

/// An `Int128` or `UInt128`, as its tag tells.
public final class WideIntegerObject: HeapObject {
  public let value: BigInteger

  /// The value must lie in the range of the type.
  init(_ value: BigInteger, tag: Tag) {
    self.value = value
    super.init(tag: tag)
  }
}

public final class BigFloatObject: HeapObject {
  public let value: BigFloat

  public init(_ value: BigFloat) {
    self.value = value
    super.init(tag: .bigFloat)
  }

  public override var byteCount: Int { 32 + value.precision / 8 }
}

/// A fraction; `isBig` tells `Rational{BigInt}` from `Rational{Int64}`.
public final class RationalObject: HeapObject {
  public let numerator: BigInteger
  /// Not negative; zero only in `1//0` and `-1//0`.
  public let denominator: BigInteger
  public let isBig: Bool

  /// The parts must be in lowest terms.
  public init(numerator: BigInteger, denominator: BigInteger, isBig: Bool) {
    self.numerator = numerator
    self.denominator = denominator
    self.isBig = isBig
    super.init(tag: .rational)
  }

  public override var byteCount: Int { isBig ? numerator.bitWidth / 8 + denominator.bitWidth / 8 : 0 }

  /// The fraction, which `1//0` and `-1//0` are not.
  var fraction: BigRational? { denominator.isZero ? nil : BigRational(lowestTerms: numerator, denominator) }
}

/// A complex number; `isInteger` tells `Complex{Int64}` (exact up to 2^53) from `ComplexF64`, `isBoolean` marks `im` itself.
public final class ComplexObject: HeapObject {
  /// The parts as values: integers, floats, rationals or booleans, both of the same type. The fast tier of the machine
  /// writes the result of arithmetic over a number that only its register holds (`CMachine/values.h`).
  public private(set) var real: Value
  public private(set) var imaginary: Value

  init(real: Value, imaginary: Value, heap: Heap) {
    self.real = real
    self.imaginary = imaginary
    super.init(tag: .complex)
    heap.retain(real)
    heap.retain(imaginary)
  }

  public override func releaseChildren(_ heap: Heap) {
    heap.release(real)
    heap.release(imaginary)
  }

  public var isFloat: Bool { real.tag == .float }
  /// The number in floating point, if its parts are floats.
  public var double: Complex<Double> { Complex(real.unsafeFloat, imaginary.unsafeFloat) }
}

/// A number with its derivatives in some directions: value + Σ partials[i] εᵢ with εᵢ εⱼ = 0.
///
/// `level` tells nested differentiations apart (perturbation confusion: Siskind & Pearlmutter 2005); the parts of a number of
/// level n are of levels below n.
public final class DualObject: HeapObject {
  public let value: Value
  public let partials: [Value]
  public let level: Int

  init(value: Value, partials: [Value], level: Int, heap: Heap) {
    self.value = value
    self.partials = partials
    self.level = level
    super.init(tag: .dual)
    heap.retain(value)
    for partial in partials { heap.retain(partial) }
  }

  public override func releaseChildren(_ heap: Heap) {
    heap.release(value)
    for partial in partials { heap.release(partial) }
  }

  public override var byteCount: Int { 32 + partials.count * 16 }
}

/// An object of a `struct` that a block defined; the fast tier of the machine reads and writes it (`CMachine/values.h`).
public final class StructureObject: HeapObject {
  public let type: DataType
  public let fields: UnsafeMutableBufferPointer<Value>

  /// The fields are retained.
  public convenience init(type: DataType, fields: [Value], heap: Heap) {
    self.init(type: type, copying: fields, heap: heap)
  }

  /// The fields are retained.
  init(type: DataType, copying fields: some Collection<Value>, heap: Heap) {
    self.type = type
    self.fields = .allocate(capacity: fields.count)
    _ = self.fields.initialize(from: fields)
    super.init(tag: .structure)
    for field in fields { heap.retain(field) }
  }

  deinit { fields.deallocate() }

  public override func releaseChildren(_ heap: Heap) {
    for field in fields { heap.release(field) }
  }

  public override var byteCount: Int { fields.count * 16 }
}

/// The state of a lazy or library-made iteration: `zip`, `enumerate`, a generator, `eachrow`.
///
/// A fresh iteration is made each time the value is iterated.
open class IteratorObject: HeapObject {
  /// What `typeof` gives, once it was asked for.
  final var knownType: DataType?

  public init() { super.init(tag: .iterator) }

  /// The type as `typeof` shows it.
  open var type: DataType { .any }
  /// The values that this one is made of. Their types make up its type, and they decide which objects of one immutable class
  /// are equal; going through them needs no stack, however deep they are nested.
  open var parts: [Value] { [] }
  /// The number of elements, if it is known without running.
  open func count(_ machine: Machine) throws -> Int? { nil }
  /// Whether there is always a next element, so that not all can be had.
  open var isEndless: Bool { false }
  /// The sizes along the dimensions, if the elements are laid out as an array.
  open func shape(_ machine: Machine) throws -> [Int]? { try count(machine).map { [$0] } }
  /// The next element of an iteration that goes on where it stopped, left in place by `peek`; `nil` at the end.
  open func peek() throws -> Value? { nil }
  open func take() throws -> Value? { nil }
  /// Whether `peek` and `take` are answered.
  open var isStateful: Bool { false }
  /// Starts an iteration: each call of the result gives the next element, `nil` at the end.
  open func makeIterator(_ machine: Machine) throws -> () throws -> Value? { { nil } }
  /// What the REPL shows.
  open func text(_ machine: Machine) throws -> String { "\(type)" }
}

/// Whether a result is the one that was expected.
public enum Agreement: Sendable, Hashable {
  case equal
  /// With what tells them apart; empty where there is no more to say.
  case different(String)
  /// Two forms of which it is not known whether they are the same.
  case undecided
}

/// What a library adds to the language: a distribution, a plot, a model, a factorisation.
///
/// Through the members a host object takes part in indexing, properties, calls, operators, comparison and display; the
/// defaults say that it does not.
open class HostObject: HeapObject {
  /// What `typeof` gives, once it was asked for, if it is made of the types of other values.
  final var knownType: DataType?

  public init() { super.init(tag: .host) }

  /// The type as `typeof` shows it.
  open var type: DataType { .any }
  /// The values that this one is made of. Their types make up its type, and they decide which objects of one immutable class
  /// are equal; going through them needs no stack, however deep they are nested.
  open var parts: [Value] { [] }
  /// The value of `object.name`, `nil` if there is none.
  open func property(_ name: String, _ machine: Machine) throws -> Value? { nil }
  open var propertyNames: [String] { [] }
  /// The value of `object[indices]`.
  open func element(_ indices: [Value], _ machine: Machine) throws -> Value? { nil }
  /// The value of `object(arguments)`.
  open func call(_ arguments: [Value], _ machine: Machine) throws -> Value? { nil }
  /// The value of `operation(arguments)` where one of the arguments is this object; `nil` lets others try.
  open func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? { nil }
  /// The value of a dotted expression in which this object is an operand; `nil` lets it count as one value or a list.
  /// - Parameters:
  ///   - element: gives the value of the expression for one element of each operand.
  ///   - whole: gives the value of the expression for other operands.
  open func broadcast(
    _ operands: [Value], _ machine: Machine, element: ([Value]) throws -> Value, whole: ([Value]) throws -> Value
  ) throws -> Value? { nil }
  /// The number in floating point that stands for this one in functions that do not take it; `nil` for what is no number.
  open func floatingNumber(_ machine: Machine) throws -> Value? { nil }
  /// Whether this is equal to another value, `nil` if that cannot be told.
  open func isEqual(to other: Value, _ machine: Machine) throws -> Bool? { nil }
  /// Whether this is what a notebook says that it is, where that is more than equality; `nil` lets equality decide.
  open func agreement(with expected: Value, _ machine: Machine) throws -> Agreement? { nil }
  /// Whether equal objects cannot be told apart, so that `===` holds for them.
  open var isImmutable: Bool { false }
  /// The shape and elements of an object that as a key is the array for which it stands, as `Equality.sequence` gives them.
  open var keySequence: (shape: [Int], count: Int, element: (Int) -> Value)? { nil }
  /// Whether this is equal as a key to another object that stands for an array; `nil` lets their elements tell.
  open func isSameKey(as other: HostObject) -> Bool? { nil }
  /// The shape of an object with elements that `setindex!` writes; `nil` for any other.
  open var writableShape: [Int]? { nil }
  /// The array with the same elements, if the object stands for one.
  open func denseArray(_ machine: Machine) throws -> Value? { nil }
  /// What stands before the colon of the text, for an object that stands for an array with its size.
  open var header: String { (writableShape.map { ArrayObject.sizeText($0) + " " } ?? "") + "\(type)" }
  /// Whether functions that do not take the object are given that array.
  open var yieldsToArray: Bool { false }
  /// Takes over all elements of an object of its own class in `object .= value`; `false` lets them be stored one by one.
  open func assign(_ value: Value, _ machine: Machine) throws -> Bool { false }
  /// What iteration and destructuring give: `U, S, V = svd(A)`.
  open func elements(_ machine: Machine) throws -> [Value]? { nil }
  /// The text that the REPL shows.
  open func text(_ machine: Machine) throws -> String { "\(type)" }
  /// The text inside a container, where that differs from the text; without one, a text of several lines is told by its type.
  open func lineText(_ machine: Machine) throws -> String? { nil }
  /// What `print` writes, where that differs from the text.
  open func printedText(_ machine: Machine) throws -> String? { nil }
  /// The faces besides the text: mathematics as TeX, a table, a figure.
  open func faces(_ machine: Machine) throws -> Faces { Faces() }
}

extension Value {
  /// The slot of an object that a heap has adopted.
  public init(host: HostObject) { self.init(host as HeapObject) }

  /// The slot of an object that a heap has adopted.
  public init(iterator: IteratorObject) { self.init(iterator as HeapObject) }
}
