// Linear equations for a matrix.

import Arrays
import Engine

extension Library {
  mutating func addMatrixEquations() {
    add(
      "sylvester(A, B, C)", "The solution `X` of `A * X + X * B + C = 0`.", arity: 3,
      example: "A, B, C = [1.0 0; 0 2], [3.0 0; 0 4], [4.0 0; 0 6]; sylvester(A, B, C)  # => [-1.0 0; 0 -1]",
      source: "Bartels & Stewart, Comm. ACM 15 (1972); LAPACK trsyl"
    ) { call in
      let (a, b, c) = (try call.floatingMatrix(), try call.floatingMatrix(1), try call.floatingMatrix(2))
      return try call.machine.linear {
        if let real = try a.sylvesterSolution(b, c, call.heap) { return real }
        return call.heap.array(try a.asComplex.sylvesterSolution(b.asComplex, c.asComplex).negated)
      }
    }
    add(
      "lyap(A, C)", "The solution `X` of `A * X + X * A' + C = 0`.", arity: 2,
      example: "lyap([1.0 0; 0 2], [2.0 0; 0 4])  # => [-1.0 0; 0 -1]",
      source: "Bartels & Stewart, Comm. ACM 15 (1972); LAPACK trsyl"
    ) { call in
      let (a, c) = (try call.floatingMatrix(), try call.floatingMatrix(1))
      return try call.machine.linear {
        if let real = try a.lyapunovSolution(c, call.heap) { return real }
        return call.heap.array(try a.asComplex.lyapunovSolution(c.asComplex).negated)
      }
    }
  }
}

extension LinearArray {
  /// `nil` where the matrices hold different kinds of numbers.
  fileprivate func sylvesterSolution(_ b: any LinearArray, _ c: any LinearArray, _ heap: Heap) throws -> Value? {
    guard let b = same(b), let c = same(c) else { return nil }
    return heap.linear(try dense.sylvesterSolution(b, c).negated)
  }

  fileprivate func lyapunovSolution(_ c: any LinearArray, _ heap: Heap) throws -> Value? {
    guard let c = same(c) else { return nil }
    return heap.linear(try dense.lyapunovSolution(c).negated)
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  fileprivate var negated: DenseArray { DenseArray(columnMajor: elements.map { .zero - $0 }, shape: shape) }
}
