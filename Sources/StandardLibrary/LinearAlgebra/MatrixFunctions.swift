// Functions of square matrices: exp, log, roots, powers, the trigonometric functions and their inverses.

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
        return try call.machine.structured(like: call[0], call.machine.linear { try body(matrix, call.machine) })
      }
    }
    bind("exp") { try $0.exponential($1) }
    bind("cis") { try $0.exponentialOfImaginary($1) }
    bind("sqrt") { try $0.squareRoot($1) }
    bind("log") { try $0.logarithm($1) }
    bind("cbrt") { matrix, machine in
      guard let real = matrix.array(of: Double.self) else { throw machine.noMethod("cbrt", [matrix.value(machine.heap)]) }
      return machine.heap.array(try real.cubeRoot())
    }
    for function in TrigonometricFunction.allCases { bind(function.rawValue) { try $0.applying(function, $1) } }
    for function in InverseTrigonometricFunction.allCases { bind(function.rawValue) { try $0.applying(function, $1) } }
    // 1/cos(A) and its like, and their inverses.
    for (name, base) in [("sec", "cos"), ("csc", "sin"), ("cot", "tan")] {
      for suffix in ["", "h"] {
        bind(name + suffix) { matrix, machine in
          try machine.callLibrary("inv", [machine.callLibrary(base + suffix, [matrix.value(machine.heap)])])
        }
        bind("a" + name + suffix) { matrix, machine in
          try machine.callLibrary("a" + base + suffix, [machine.callLibrary("inv", [matrix.value(machine.heap)])])
        }
      }
    }
    add("#matrixpower(A, p)", "", arity: 2) { call in
      let machine = call.machine
      guard let exponent = machine.realDouble(call[1]) else { throw machine.noMethod("^", call.values) }
      let matrix = try call.floatingMatrix()
      return try machine.structured(like: call[0], machine.linear { try matrix.power(exponent, machine) })
    }
  }
}

extension Machine {
  /// The value of a function at a matrix, under the type of the matrix where that tells the structure of both. At a Hermitian
  /// matrix it is Hermitian if it is real at the eigenvalues.
  fileprivate func structured(like matrix: Value, _ result: Value) throws -> Value {
    switch matrix.array?.form {
    case .symmetric: try structured("Symmetric", result)
    case .hermitian where try callLibrary("isapprox", [result, adjoint(result)]).boolean == true: try structured("Hermitian", result)
    case .upperTriangular, .unitUpperTriangular: try structured("UpperTriangular", result)
    case .lowerTriangular, .unitLowerTriangular: try structured("LowerTriangular", result)
    default: result
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

  fileprivate func applying(_ function: TrigonometricFunction, _ machine: Machine) throws -> Value {
    machine.heap.linear(try dense.applying(function))
  }

  fileprivate func applying(_ function: InverseTrigonometricFunction, _ machine: Machine) throws -> Value {
    machine.heap.linear(try dense.applying(function))
  }
}

extension DenseArray where Element == Complex<Double> {
  fileprivate func scaled(by factor: Complex<Double>) -> DenseArray {
    DenseArray(columnMajor: elements.map { $0 * factor }, shape: shape)
  }
}
