// Polynomials as values.

import Arrays
import Engine
import Exact

/// What `Polynomial`, `polyfit`, `charpoly` and the like give: a polynomial with coefficients of any kind of numbers, which
/// can be called.
final class PolynomialObject: HostObject {
  /// The coefficients from the constant one up, as a vector: for the polynomial 0 none, or a zero.
  let coefficients: Value
  let numbers: [Value]
  /// The name of the variable.
  let variable: String
  /// The exact polynomial that linear algebra made it from, which is shown as such.
  private let exact: RationalPolynomial?

  init(coefficients: Value, numbers: [Value], variable: String, exact: RationalPolynomial? = nil, heap: Heap) {
    self.coefficients = coefficients
    self.numbers = numbers
    self.variable = variable
    self.exact = exact
    super.init()
    heap.retain(coefficients)
    for number in numbers { heap.retain(number) }
  }

  override func releaseChildren(_ heap: Heap) {
    heap.release(coefficients)
    for number in numbers { heap.release(number) }
  }

  var elementType: DataType { coefficients.array?.elementType ?? .any }

  override var type: DataType {
    .parametric("Polynomial", [.type(elementType), .symbol(variable)], supertype: .any)
  }

  override var byteCount: Int { 64 + numbers.count * 64 }
  override var propertyNames: [String] { ["coefficients", "coeffs", "degree"] }
  override var isImmutable: Bool { true }

  /// The variable, of which a constant knows nothing, and the coefficients.
  override var parts: [Value] {
    numbers.isEmpty ? [Value(0)] : numbers.count == 1 ? numbers : [Value(Symbol(variable))] + numbers
  }

  /// The degree; -1 for the polynomial 0.
  func degree(_ machine: Machine) throws -> Int {
    guard numbers.count == 1 else { return numbers.count - 1 }
    return try machine.isZero(numbers[0]) ? -1 : 0
  }

  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    switch name {
    case "coefficients", "coeffs": coefficients
    case "degree": Value(try degree(machine))
    default: nil
    }
  }

  override func elements(_ machine: Machine) throws -> [Value]? { numbers }

  /// The coefficient of a power: `p[0]` is the constant one.
  override func element(_ indices: [Value], _ machine: Machine) throws -> Value? {
    guard indices.count == 1, let power = machine.exactInt(indices[0]) else { return nil }
    guard power >= 0 else {
      throw RuntimeError("BoundsError", "attempt to access \(type) at index [\(power)]", hint: "p[k] is the coefficient of the power k")
    }
    return power < numbers.count ? numbers[power] : try machine.multiply(Value(0), numbers.first ?? Value(0))
  }

  /// The value at a number or square matrix, by Horner's scheme, or the polynomial of another.
  override func call(_ arguments: [Value], _ machine: Machine) throws -> Value? {
    guard arguments.count == 1, let x = arguments.first else { return nil }
    guard let last = numbers.last else { return x.isNumber ? try machine.multiply(Value(0), x) : nil }
    guard !x.isArray && x.tag != .range || x.array?.rank == 2 else {
      throw machine.noMethod(
        try text(machine), arguments, hint: x.isArray ? "p.(v) gives the value at each element" : nil)
    }
    let isMatrix = x.array?.rank == 2
    if isMatrix, let shape = x.array?.shape { _ = try machine.squareOrder(shape) }
    /// A coefficient as it is added to the argument.
    func term(_ number: Value) -> Value {
      isMatrix ? machine.heap.adopt(IdentityObject(scale: number, heap: machine.heap)) : number
    }
    try machine.countStep(numbers.count)
    var result = term(last)
    for number in numbers.dropLast().reversed() {
      result = try machine.add(machine.multiply(result, x), term(number))
    }
    return result
  }

  override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    switch (operation, arguments.count) {
    case ("-", 1): return try machine.polynomial(numbers.map { try machine.negate($0) }, variable)
    case ("+", 1): return arguments[0]
    case ("'", 1): return try derivative(machine)
    case ("length", 1): return Value(numbers.count)
    case ("zero", 1): return try machine.polynomial([machine.multiply(Value(0), numbers.first ?? Value(0))], variable)
    case ("one", 1): return try machine.polynomial([machine.callLibrary("one", [numbers.first ?? Value(1)])], variable)
    case ("iszero", 1): return Value(try degree(machine) < 0)
    case ("+", 2), ("-", 2), ("*", 2), ("÷", 2), ("div", 2), ("%", 2), ("rem", 2), ("divrem", 2):
      guard let x = try machine.polynomialOperand(arguments[0]), let y = try machine.polynomialOperand(arguments[1]) else { return nil }
      let name = try machine.commonVariable(x, y)
      switch operation {
      case "*": return try machine.polynomial(machine.productOfPolynomials(x.numbers, y.numbers), name)
      case "+", "-": return try machine.polynomial(machine.sumOfPolynomials(x.numbers, y.numbers, isDifference: operation == "-"), name)
      default:
        let (quotient, rest) = try machine.quotientOfPolynomials(x.numbers, y.numbers)
        if operation == "÷" || operation == "div" { return try machine.polynomial(quotient, name) }
        if operation == "%" || operation == "rem" { return try machine.polynomial(rest, name) }
        return machine.heap.tuple([try machine.polynomial(quotient, name), try machine.polynomial(rest, name)])
      }
    case ("/", 2):
      guard arguments[0].host === self, arguments[1].isNumber else { return nil }
      return try machine.polynomial(numbers.map { try machine.divide($0, arguments[1]) }, variable)
    case ("^", 2):
      guard arguments[0].host === self, let exponent = machine.exactInt(arguments[1]), exponent >= 0 else { return nil }
      let most = Double(max(1, numbers.count)) * Double(exponent)
      guard most < 1e7 else { throw RuntimeError.argument("the power has too many coefficients") }
      var (result, square, bits) = ([try machine.callLibrary("one", [numbers.first ?? Value(1)])], numbers, exponent)
      while bits > 0 {
        if bits & 1 == 1 { result = try machine.productOfPolynomials(result, square) }
        bits >>= 1
        if bits > 0 { square = try machine.productOfPolynomials(square, square) }
      }
      return try machine.polynomial(result, variable)
    default: return nil
    }
  }

  /// The derivative.
  func derivative(_ machine: Machine) throws -> Value {
    let terms = try numbers.enumerated().dropFirst().map { try machine.multiply(Value($0.offset), $0.element) }
    return try machine.polynomial(terms.isEmpty ? [machine.multiply(Value(0), numbers.first ?? Value(0))] : terms, variable)
  }

  /// The antiderivative with the given value at zero.
  func integral(_ constant: Value, _ machine: Machine) throws -> Value {
    let terms = try numbers.enumerated().map { position, number in
      let divisor = Value(position + 1)
      return number.tag == .rational ? try machine.callLibrary("//", [number, divisor]) : try machine.divide(number, divisor)
    }
    return try machine.polynomial([constant] + terms, variable)
  }

  override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    guard let other = other.host as? PolynomialObject else {
      if other.isNumber { return numbers.count <= 1 ? try machine.isEqual(numbers.first ?? Value(0), other) : false }
      return try machine.isEqual(coefficients, other)
    }
    let (own, others) = (parts, other.parts)
    return try own.count == others.count && zip(own, others).allSatisfy { try machine.isEqual($0, $1) }
  }

  // MARK: - Text

  override func text(_ machine: Machine) throws -> String {
    if let exact { return exact.text }
    return "Polynomial(\(try PolynomialText(self, machine).text))"
  }

  override func faces(_ machine: Machine) throws -> Faces {
    if let exact { return Faces(tex: exact.tex) }
    return Faces(tex: try PolynomialText(self, machine).tex)
  }
}

/// How a polynomial is written: the constant term first, as Julia's Polynomials does.
struct PolynomialText {
  private let object: PolynomialObject
  private let machine: Machine

  init(_ object: PolynomialObject, _ machine: Machine) {
    self.object = object
    self.machine = machine
  }

  var text: String {
    get throws {
      try written(
        number: { try machine.compactText(of: $0) }, product: { $0.isEmpty ? $1 : "\($0)*\($1)" },
        power: { $0 == 1 ? object.variable : "\(object.variable)^\($0)" })
    }
  }

  var tex: String? {
    get throws {
      // More terms than that are no formula.
      guard object.numbers.count <= 40 else { return nil }
      let name = object.variable.count == 1 ? object.variable : "\\mathrm{\(object.variable)}"
      return try written(
        number: { try machine.faces(of: $0).tex ?? machine.compactText(of: $0) }, product: { $0.isEmpty ? $1 : "\($0) \($1)" },
        power: { $0 == 1 ? name : "\(name)^{\($0)}" })
    }
  }

  private func written(
    number: (Value) throws -> String, product: (String, String) -> String, power: (Int) -> String
  ) throws -> String {
    var result = ""
    for (exponent, coefficient) in object.numbers.enumerated() where try !machine.isZero(coefficient) {
      var factor = try number(coefficient)
      var isNegative = false
      if coefficient.tag == .complex {
        factor = "(\(factor))"
      } else if factor.hasPrefix("-") {
        isNegative = true
        factor.removeFirst()
      }
      // A one that is exact is left out.
      let isUnit = coefficient.isInteger && factor == "1"
      let term = exponent == 0 ? factor : product(isUnit ? "" : factor, power(exponent))
      result += result.isEmpty ? (isNegative ? "-" : "") + term : (isNegative ? " - " : " + ") + term
    }
    guard result.isEmpty else { return result }
    return try number(object.numbers.first ?? Value(0))
  }
}

extension Machine {
  /// A polynomial, whose coefficients are integers where the matrix has integers.
  func polynomial(_ polynomial: RationalPolynomial, of operand: ExactOperand) throws -> Value {
    let coefficients = try polynomial.coefficients.map { coefficient in
      operand.isOfIntegers
        ? integerValue(coefficient.numerator, isBig: operand.isBig) : try fractionValue(coefficient, isBig: operand.isBig)
    }
    let vector = try promoted(coefficients, shape: [coefficients.count])
    return heap.adopt(
      PolynomialObject(coefficients: vector, numbers: coefficients, variable: "λ", exact: polynomial, heap: heap))
  }

  /// The polynomial with these coefficients from the constant one up, in one kind of numbers and without zeros at the end.
  func polynomial(_ coefficients: [Value], _ variable: String) throws -> Value {
    try heap.reserve(count: coefficients.count, stride: 64)
    try countStep(coefficients.count)
    let vector = coefficients.isEmpty ? heap.vector([0]) : try promoted(coefficients, shape: [coefficients.count])
    guard var numbers = try elements(vector) else { throw noMethod("Polynomial", coefficients) }
    guard numbers.allSatisfy(\.isNumber) else {
      throw RuntimeError.argument("the coefficients of a polynomial are numbers")
    }
    while numbers.count > 1, let last = numbers.last, try isZero(last) { numbers.removeLast() }
    let kept = numbers.count == vector.array?.count ? vector : try promoted(numbers, shape: [numbers.count])
    return heap.adopt(PolynomialObject(coefficients: kept, numbers: numbers, variable: variable, heap: heap))
  }

  /// A polynomial, or a number as a constant one; `nil` for anything else.
  func polynomialOperand(_ value: Value) throws -> PolynomialObject? {
    if let object = value.host as? PolynomialObject { return object }
    return value.isNumber ? try polynomial([value], "x").host as? PolynomialObject : nil
  }

  /// The variable of a combination; a constant has that of the other.
  fileprivate func commonVariable(_ x: PolynomialObject, _ y: PolynomialObject) throws -> String {
    if x.numbers.count <= 1 { return y.numbers.count <= 1 ? x.variable : y.variable }
    if y.numbers.count <= 1 || x.variable == y.variable { return x.variable }
    throw RuntimeError.argument("Polynomials have different indeterminates")
  }

  fileprivate func sumOfPolynomials(_ a: [Value], _ b: [Value], isDifference: Bool) throws -> [Value] {
    try countStep(max(a.count, b.count))
    return try (0..<max(a.count, b.count)).map { k in
      let operation: ArithmeticOperation = isDifference ? .subtract : .add
      return try arithmetic(operation, k < a.count ? a[k] : Value(0), k < b.count ? b[k] : Value(0))
    }
  }

  func productOfPolynomials(_ a: [Value], _ b: [Value]) throws -> [Value] {
    if a.isEmpty || b.isEmpty { return [] }
    try countCost(Double(a.count) * Double(b.count))
    try heap.reserve(count: a.count + b.count, stride: 64)
    var result = [Value?](repeating: nil, count: a.count + b.count - 1)
    for (i, x) in a.enumerated() {
      for (j, y) in b.enumerated() {
        let term = try multiply(x, y)
        result[i + j] = try result[i + j].map { try add($0, term) } ?? term
      }
    }
    return result.map { $0 ?? Value(0) }
  }

  /// Long division: a = q b + r with a remainder of smaller degree.
  fileprivate func quotientOfPolynomials(_ a: [Value], _ b: [Value]) throws -> (quotient: [Value], rest: [Value]) {
    guard let lead = b.last, try !isZero(lead) else { throw RuntimeError("DivideError", "integer division error") }
    guard a.count >= b.count else { return ([try multiply(Value(0), lead)], a) }
    try countCost(Double(a.count - b.count + 1) * Double(b.count))
    var rest = a
    var quotient = [Value](repeating: Value(0), count: a.count - b.count + 1)
    for position in stride(from: a.count - b.count, through: 0, by: -1) {
      let head = rest[position + b.count - 1]
      let factor = head.tag == .rational || lead.tag == .rational ? try callLibrary("//", [head, lead]) : try divide(head, lead)
      quotient[position] = factor
      for (k, number) in b.enumerated() { rest[position + k] = try subtract(rest[position + k], multiply(factor, number)) }
      rest.removeLast()
    }
    return (quotient, rest)
  }
}
