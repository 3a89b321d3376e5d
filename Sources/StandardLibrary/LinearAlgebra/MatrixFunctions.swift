// Functions of square matrices: exp, log, sqrt, powers and the trigonometric functions.

import Arrays
import Engine

extension Library {
  mutating func addMatrixFunctions() {
    func bind(_ name: String, _ body: @escaping @Sendable (any LinearArray, Machine) throws -> Value) {
      add("#matrix:\(name)(A)", "", arity: 1) { call in
        guard call[0].array?.rank == 2 else {
          throw call.machine.noMethod(name, call.values, hint: "for each element write `\(name).(…)`")
        }
        let matrix = try call.floatingMatrix()
        _ = try call.machine.squareOrder(matrix.shape)
        return try call.machine.linear { try body(matrix, call.machine) }
      }
    }
    bind("exp") { try $0.exponential($1) }
    bind("cis") { try $0.exponentialOfImaginary($1) }
    bind("sqrt") { try $0.squareRoot($1) }
    bind("log") { try $0.logarithm($1) }
    for name in ["sin", "cos", "tan", "sinh", "cosh", "tanh"] { bind(name) { try $0.trigonometric(name, $1) } }
    add("#matrixpower(A, p)", "", arity: 2) { call in
      let machine = call.machine
      guard let exponent = machine.realDouble(call[1]) else { throw machine.noMethod("^", call.values) }
      let matrix = try call.floatingMatrix()
      return try machine.linear { try matrix.power(exponent, machine) }
    }
  }
}

extension LinearArray {
  fileprivate func exponential(_ machine: Machine) throws -> Value { machine.heap.linear(try dense.exponential()) }
  fileprivate func exponentialOfImaginary(_ machine: Machine) throws -> Value {
    machine.heap.array(try dense.asComplex.scaled(by: Complex(0, 1)).exponential())
  }
  fileprivate func squareRoot(_ machine: Machine) throws -> Value { machine.heap.linear(try dense.squareRoot()) }
  fileprivate func logarithm(_ machine: Machine) throws -> Value { machine.heap.linear(try dense.logarithm()) }
  fileprivate func power(_ p: Double, _ machine: Machine) throws -> Value { machine.heap.linear(try dense.power(p)) }

  /// Through exponentials of A or iA: cos A = (e^{iA} + e^{-iA}) / 2, sinh A = (e^A − e^{−A}) / 2, tan A = cos A \ sin A.
  fileprivate func trigonometric(_ name: String, _ machine: Machine) throws -> Value {
    let isHyperbolic = name.hasSuffix("h")
    let argument = isHyperbolic ? dense.asComplex : dense.asComplex.scaled(by: Complex(0, 1))
    let plus = try argument.exponential()
    let minus = try argument.scaled(by: Complex(-1)).exponential()
    let half = isHyperbolic ? Complex<Double>(0.5) : Complex(0, -0.5)
    let even = DenseArray(columnMajor: (0..<plus.count).map { (plus.buffer[$0] + minus.buffer[$0]) * Complex(0.5) }, shape: plus.shape)
    let odd = DenseArray(columnMajor: (0..<plus.count).map { (plus.buffer[$0] - minus.buffer[$0]) * half }, shape: plus.shape)
    let result: Matrix<Complex<Double>>
    switch name.prefix(3) {
    case "cos": result = even
    case "sin": result = odd
    default: result = try even.solve(odd)
    }
    return isComplex ? machine.heap.array(result) : machine.heap.array(result.realParts)
  }
}

extension DenseArray where Element == Complex<Double> {
  fileprivate func scaled(by factor: Complex<Double>) -> DenseArray {
    DenseArray(columnMajor: elements.map { $0 * factor }, shape: shape)
  }
}
