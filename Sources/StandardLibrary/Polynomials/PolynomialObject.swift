// Characteristic and minimal polynomials as values.

import Engine
import Exact

/// What `charpoly` and `minpoly` give: a polynomial with exact coefficients, which can be called.
final class PolynomialObject: HostObject {
  private let polynomial: RationalPolynomial
  /// The coefficients from the constant one up, as a vector.
  private let coefficients: Value

  init(_ polynomial: RationalPolynomial, coefficients: Value, heap: Heap) {
    self.polynomial = polynomial
    self.coefficients = coefficients
    super.init()
    heap.retain(coefficients)
  }

  override func releaseChildren(_ heap: Heap) { heap.release(coefficients) }

  override var type: DataType { .named("Polynomial") }
  override var byteCount: Int { polynomial.coefficients.count * 64 }
  override var propertyNames: [String] { ["coefficients", "degree"] }

  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    switch name {
    case "coefficients": coefficients
    case "degree": Value(polynomial.degree ?? -1)
    default: nil
    }
  }

  override func elements(_ machine: Machine) throws -> [Value]? { try machine.elements(coefficients) }

  /// The value at a number or square matrix, by Horner's scheme.
  override func call(_ arguments: [Value], _ machine: Machine) throws -> Value? {
    guard arguments.count == 1, let x = arguments.first, let numbers = try machine.elements(coefficients), let last = numbers.last
    else { return nil }
    let isMatrix = x.array?.rank == 2
    if isMatrix, let shape = x.array?.shape { _ = try machine.squareOrder(shape) }
    /// A coefficient as it is added to the argument.
    func term(_ number: Value) -> Value {
      isMatrix ? machine.heap.adopt(IdentityObject(scale: number, heap: machine.heap)) : number
    }
    var result = term(last)
    for number in numbers.dropLast().reversed() {
      result = try machine.add(machine.multiply(result, x), term(number))
    }
    return result
  }

  override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    guard let other = other.host as? PolynomialObject else { return try machine.isEqual(coefficients, other) }
    return polynomial == other.polynomial
  }

  override func text(_ machine: Machine) throws -> String { polynomial.text }
  override func faces(_ machine: Machine) throws -> Faces { Faces(tex: polynomial.tex) }
}

extension Machine {
  /// A polynomial, whose coefficients are integers where the matrix has integers.
  func polynomial(_ polynomial: RationalPolynomial, of operand: ExactOperand) throws -> Value {
    let coefficients = try polynomial.coefficients.map { coefficient in
      operand.isOfIntegers
        ? integerValue(coefficient.numerator, isBig: operand.isBig) : try fractionValue(coefficient, isBig: operand.isBig)
    }
    let vector = try promoted(coefficients, shape: [coefficients.count])
    return heap.adopt(PolynomialObject(polynomial, coefficients: vector, heap: heap))
  }
}
