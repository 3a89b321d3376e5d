// A factorisation as an object of the language: its factors by name, its text, and what can be computed from it.

import Arrays
import Engine

/// What `lu`, `qr`, `cholesky`, `eigen`, `svd`, `schur` and `hessenberg` give.
final class FactorizationObject: HostObject {
  typealias Part = (Machine) throws -> Value

  /// A function of the factorisation; the object is the first argument.
  typealias Operation = (_ arguments: [Value], _ machine: Machine) throws -> Value?

  /// What makes up one kind of factorisation. Nearly nobody asks for its type, so that is made when somebody does.
  struct Contents {
    let type: () -> DataType
    /// The size of the factored matrix.
    var size: [Int]
    /// The factors by the names that Julia gives them.
    var properties: [(name: String, make: Part)]
    /// What iteration gives: names of properties.
    var iterated: [String]
    /// The sections of the text: a label and the property it shows.
    var sections: [(label: String, property: String)]
    var operations: Operations = [:]
    /// The factored matrix again, as the product of these properties.
    var product: (Machine) throws -> Value
    /// What it takes of memory, if that is not what a dense matrix of the size takes.
    var byteCount: Int?
    /// Values that the closures above hold.
    var retained: [Value] = []

    init(
      type: @autoclosure @escaping () -> DataType, size: [Int], properties: [(name: String, make: Part)], iterated: [String],
      sections: [(label: String, property: String)], product: @escaping (Machine) throws -> Value
    ) {
      self.type = type
      self.size = size
      self.properties = properties
      self.iterated = iterated
      self.sections = sections
      self.product = product
    }
  }

  /// A few functions by name, in a list: a table costs more to make than to go through.
  struct Operations: ExpressibleByDictionaryLiteral {
    private var entries: [(name: String, body: Operation)]

    init(dictionaryLiteral entries: (String, Operation)...) { self.entries = entries.map { (name: $0, body: $1) } }

    subscript(name: String) -> Operation? {
      get { entries.last { $0.name == name }?.body }
      set { if let newValue { entries.append((name, newValue)) } }
    }
  }

  /// Made when somebody asks for a part: of many factorisations nobody does before they are gone.
  private lazy var contents = make()
  private let make: () -> Contents
  /// Whether the matrix is one of `Float32`, in whose precision the parts are given.
  var isSingle = false
  private let retained: [Value]
  private let bytes: Int

  /// A factorisation whose contents hold values of the heap, or take another memory than a matrix of the size.
  init(_ contents: Contents, heap: Heap) {
    make = { contents }
    retained = contents.retained
    bytes = contents.byteCount ?? contents.size.reduce(32, *)
    super.init()
    for value in retained { heap.retain(value) }
  }

  /// A factorisation of a matrix with so many elements.
  init(count: Int, _ make: @escaping () -> Contents) {
    self.make = make
    retained = []
    bytes = 32 * count
    super.init()
  }

  override func releaseChildren(_ heap: Heap) {
    for value in retained { heap.release(value) }
  }

  override var byteCount: Int { bytes }

  override var type: DataType { isSingle ? contents.type().inSinglePrecision : contents.type() }

  override var propertyNames: [String] { contents.properties.map(\.name) }

  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    guard let value = try contents.properties.first(where: { $0.name == name })?.make(machine) else { return nil }
    return isSingle ? try machine.inSinglePrecision(value) : value
  }

  private func known(_ name: String, _ machine: Machine) throws -> Value { try property(name, machine) ?? .nothing }

  override func elements(_ machine: Machine) throws -> [Value]? {
    try contents.iterated.map { try known($0, machine) }
  }

  override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    if operation == "/", arguments.count == 2, arguments[1].host === self {
      // A / F = (F' \ A')'.
      return try machine.plainAdjoint(machine.callLibrary("\\", [machine.adjoint(arguments[1]), machine.adjoint(arguments[0])]))
    }
    guard arguments.first?.host === self else { return nil }
    if let body = contents.operations[operation] { return try body(arguments, machine) }
    switch operation {
    case "size":
      if arguments.count == 1 { return machine.heap.tuple(contents.size.map { Value($0) }) }
      guard arguments.count == 2, let dimension = machine.exactInt(arguments[1]), dimension > 0 else { return nil }
      return Value(dimension <= contents.size.count ? contents.size[dimension - 1] : 1)
    case "Matrix", "Array", "AbstractMatrix", "collect":
      let product = try contents.product(machine)
      return isSingle ? try machine.inSinglePrecision(product) : product
    case "issuccess": return Value(true)
    case "'", "adjoint", "transpose":
      if ["BunchKaufman", "CholeskyPivoted"].contains(contents.type().name), operation != "transpose" { return arguments[0] }
      // A factorisation of the turned matrix, by the function that made this one.
      let makers = ["LU": "lu", "Cholesky": "cholesky", "SVD": "svd", "LinearAlgebra.QRCompactWY": "qr", "Schur": "schur", "Eigen": "eigen"]
      guard let maker = makers[contents.type().name] else { throw machine.noMethod("adjoint", arguments) }
      if maker == "cholesky", operation != "transpose" { return arguments[0] }
      let matrix = try contents.product(machine)
      let turned = try operation == "transpose" ? machine.callLibrary("transpose", [matrix]) : machine.adjoint(matrix)
      return try machine.callLibrary(maker, [machine.collect(turned)])
    default: return nil
    }
  }

  override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    guard let other = other.host as? FactorizationObject, other.type == type else { return false }
    for name in contents.iterated where try !machine.isEqual(known(name, machine), other.known(name, machine)) {
      return false
    }
    return true
  }

  override func text(_ machine: Machine) throws -> String {
    var lines = ["\(type)"]
    for (label, property) in contents.sections {
      let value = try known(property, machine)
      // An orthogonal factor is told by its type alone.
      if let factor = value.host as? OrthogonalObject {
        lines.append("\(label) \(factor.header)")
      } else {
        lines += [label, try machine.text(of: value)]
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The factors as formulas side by side: `L = […], U = […]`.
  override func faces(_ machine: Machine) throws -> Faces {
    var parts: [String] = []
    for (_, property) in contents.sections {
      guard let tex = try machine.faces(of: known(property, machine)).tex else { return Faces() }
      parts.append("\(Self.symbol(property)) = \(tex)")
    }
    return Faces(tex: parts.joined(separator: ",\\quad "))
  }

  private static func symbol(_ property: String) -> String {
    switch property {
    case "values": "\\lambda"
    case "vectors": "V"
    case "S": "\\sigma"
    case "Vt": "V^\\top"
    case "p": "p"
    default: property
    }
  }
}

extension DataType {
  /// `Name{T, Matrix{T}, …}` for a factorisation.
  static func factorization(_ name: String, _ parameters: [DataType]) -> DataType {
    .parametric(name, parameters.map { .type($0) }, supertype: .factorization)
  }

  static let factorization = DataType.named("Factorization")

  /// `LinearAlgebra.QRCompactWYQ{T, …}` for an orthogonal factor.
  static func orthogonalFactor(_ name: String, _ parameters: [Parameter]) -> DataType {
    .parametric("LinearAlgebra." + name, parameters, supertype: .named("LinearAlgebra.AbstractQ"))
  }
}

extension LinearArray {
  /// The element type in the language.
  var elementType: DataType { Scalar.isComplex ? .complexF64 : .float64 }
  var matrixType: DataType { .array(elementType, rank: 2) }
  var vectorType: DataType { .array(elementType, rank: 1) }
}
