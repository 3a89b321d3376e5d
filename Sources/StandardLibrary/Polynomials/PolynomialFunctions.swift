// Functions of polynomials, after Julia's Polynomials.

import Arrays
import Engine

extension Library {
  /// Binds polynomials. What they share with other functions must be bound already.
  mutating func addPolynomialFunctions() {
    packages.insert("Polynomials")
    add("#new:Polynomial(T, coefficients, variable)", "", arity: Arity(1...3)) { call in
      let machine = call.machine
      guard call.count > 1 else { throw machine.noMethod("Polynomial", []) }
      var variable = "x"
      if call.count > 2 {
        guard let name = call[2].symbol?.name ?? call[2].string ?? call[2].character.map({ String(Character($0)) }) else {
          throw machine.noMethod("Polynomial", Array(call.values.dropFirst()), hint: "the variable is a symbol: Polynomial([1, 2], :t)")
        }
        variable = name
      }
      var coefficients: [Value]
      if let known = call[1].host as? PolynomialObject {
        coefficients = known.numbers
        if call.count == 2 { variable = known.variable }
      } else if call[1].isNumber {
        coefficients = [call[1]]
      } else {
        guard call[1].isArray || call[1].tag == .range || call[1].tag == .tuple, call[1].array.map({ $0.rank == 1 }) ?? true,
          let elements = try machine.elements(call[1])
        else { throw machine.noMethod("Polynomial", Array(call.values.dropFirst()), hint: "it takes a vector of coefficients, the constant one first") }
        coefficients = elements
      }
      if case .type(let element)? = call[0].type?.parameters.first {
        coefficients = try coefficients.map { try machine.convert($0, to: element) }
      }
      return try machine.polynomial(coefficients, variable)
    }
    add(
      "fromroots(r)", "The polynomial with the roots `r` whose highest coefficient is 1.", arity: 1,
      example: "fromroots([1, 2]) == Polynomial([2, -3, 1])  # => true"
    ) { call in
      let machine = call.machine
      guard let roots = try machine.elements(call[0]) else { throw call.noMethod() }
      try machine.countCost(Double(roots.count) * Double(roots.count))
      var result = try machine.polynomial([Value(1)], "x")
      for root in roots {
        result = try machine.multiply(result, machine.polynomial([machine.negate(root), Value(1)], "x"))
      }
      return result
    }
    add(
      "coeffs(p)", "The coefficients of a polynomial, the constant one first.", arity: 1,
      example: "coeffs(Polynomial([1, 2, 3]))  # => [1, 2, 3]"
    ) { call in try call.machine.copied(call.polynomial().coefficients) }
    add(
      "degree(p)", "The degree of a polynomial, -1 for 0.", arity: 1, example: "degree(Polynomial([1, 2, 3]))  # => 2"
    ) { call in
      if let result = try call.appliedByHost() { return result }
      return Value(try call.polynomial().degree(call.machine))
    }
    add(
      "integrate(p, a, b)", """
        The antiderivative of a polynomial that is 0 at 0, or has the constant `integrate(p, C)`; with two bounds the integral \
        between them.
        """, arity: Arity(1...3),
      example: "integrate(Polynomial([1, 2])) == Polynomial([0, 1, 1])  # => true\nintegrate(Polynomial([1, 2]), 0, 3)  # => 12.0"
    ) { call in
      let machine = call.machine
      if let curve = call[0].host as? InterpolationObject, call.count == 3 {
        return Value(try curve.integral(call.double(1), call.double(2), machine))
      }
      guard let p = call[0].host as? PolynomialObject else {
        throw call.noMethod(hint: "it integrates polynomials and interpolations; quadgk(f, a, b) integrates any function")
      }
      let result = try p.integral(call.count == 2 ? call[1] : Value(0), machine)
      guard call.count == 3 else { return result }
      return try machine.subtract(machine.call(result, [call[2]]), machine.call(result, [call[1]]))
    }
    add(
      "roots(p)", """
        All roots of a polynomial, or of that with the given coefficients, the constant one first: as floats, sorted, each as \
        often as it counts.
        """, arity: 1, example: "roots(Polynomial([2, -3, 1]))  # => [1.0, 2.0]\nroots([1, 0, 1]) ≈ [-im, im]  # => true",
      source: "companion matrix, then Ehrlich & Aberth with 32 digits (Aberth 1973)"
    ) { call in
      let machine = call.machine
      let isList = call[0].array?.rank == 1 || call[0].tag == .range
      let listed = isList ? try machine.elements(call[0]) : nil
      guard let values = (call[0].host as? PolynomialObject)?.numbers ?? listed else {
        throw call.noMethod(hint: "it takes a polynomial or its coefficients; find_zeros(f, a, b) finds the zeros of a function")
      }
      let numbers = values.compactMap { machine.complexDouble($0) }
      guard numbers.count == values.count else { throw call.noMethod() }
      let n = Double(numbers.count)
      try machine.countCost(n * n * n + n)
      try machine.heap.reserve(shape: [numbers.count, numbers.count], stride: 64)
      let isReal = numbers.allSatisfy { $0.imaginaryPart == 0 } && !values.contains { $0.tag == .complex }
      let roots = try machine.linear {
        isReal ? try Polynomial(numbers.map(\.realPart)).roots() : try Polynomial(numbers).roots()
      }
      if isReal, roots.allSatisfy({ $0.imaginaryPart == 0 }) { return machine.heap.vector(roots.map(\.realPart)) }
      return machine.heap.array(Vector(roots))
    }
    let fitting = """
      The polynomial of degree `n` that fits the points `(x[i], y[i])` best in the sense of least squares; of the degree that \
      goes through all of them if none is given.
      """
    let fitted: NativeFunction.Body = { call in try call.machine.fittedPolynomial(call, Array(call.values)) }
    let source = "QR factorisation with 32 digits; Filip's set of NIST StRD to all digits"
    add(
      "polyfit(x, y, n)", fitting, arity: Arity(2...3),
      example: "p = polyfit([0, 1, 2], [1, 3, 7], 2); p ≈ Polynomial([1, 1, 1])  # => true", source: source, body: fitted)
    add(
      "fit(x, y, n)", fitting + " `fit(Polynomial, x, y, n)` is the same.", arity: Arity(2...4),
      example: "p = fit([0, 1, 2], [1, 3, 7], 2); p ≈ Polynomial([1, 1, 1])  # => true", source: source, body: fitted)
    extend("derivative") { call in
      guard call.count == 1 else { return nil }
      return try (call[0].host as? PolynomialObject)?.derivative(call.machine)
    }
    for name in ["div", "rem", "divrem"] {
      extend(name) { call in
        guard call.count == 2, let host = call[0].host as? PolynomialObject ?? call[1].host as? PolynomialObject else { return nil }
        return try host.apply(name, call.values, call.machine)
      }
    }
    extend("eltype") { call in (call[0].host as? PolynomialObject).map { Value($0.elementType) } }
    extend("collect") { call in
      guard call.count == 1, let p = call[0].host as? PolynomialObject else { return nil }
      return try call.machine.copied(p.coefficients)
    }
  }
}

extension Call {
  fileprivate func polynomial() throws -> PolynomialObject {
    guard let object = self[0].host as? PolynomialObject else { throw noMethod() }
    return object
  }
}

extension Machine {
  fileprivate func fittedPolynomial(_ call: borrowing Call, _ values: [Value]) throws -> Value {
    var values = values
    if values.first?.type != nil {
      guard values[0].type?.name == "Polynomial" else { throw call.noMethod() }
      values.removeFirst()
    }
    guard values.count >= 2, values.count <= 3, let x = try floatArray(values[0]), let y = try floatArray(values[1]), x.rank == 1,
      y.rank == 1
    else { throw call.noMethod() }
    guard x.count == y.count else {
      throw RuntimeError.dimensionMismatch("x has \(x.count) values and y has \(y.count)")
    }
    guard x.count > 0 else { throw RuntimeError.argument("a fit needs at least one point") }
    var degree = x.count - 1
    if values.count == 3 {
      guard let given = exactInt(values[2]), given >= 0 else { throw RuntimeError.argument("the degree must be an integer from 0 on") }
      degree = given
    }
    guard degree < x.count else {
      throw RuntimeError.argument("a polynomial of degree \(degree) needs \(degree + 1) points, and there are \(x.count)")
    }
    let (m, n) = (Double(x.count), Double(degree + 1))
    try countCost(m * n * n / 4)
    try heap.reserve(bytes: Int(min(1e18, m * n * 48)))
    let result = try linear { try Polynomial(fitting: x, y, degree: degree) }
    // The coefficients that are exactly zero stay away from the end, as in all polynomials.
    return try polynomial(result.coefficients.isEmpty ? [Value(0.0)] : result.coefficients.map { Value($0) }, "x")
  }
}
