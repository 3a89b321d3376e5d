// Functions of a matrix through its eigenvalues.
import ComplexModule

/// The value of a function of a matrix, which may be complex for a real matrix.
public struct MatrixFunctionValue: Sendable {
  /// The value.
  public let complex: Matrix<Complex<Double>>

  /// The value as a real matrix, or `nil` if it is complex by nature.
  public let real: Matrix<Double>?

  init(_ complex: Matrix<Complex<Double>>, isReal: Bool) {
    self.complex = complex
    real = isReal ? complex.realParts : nil
  }
}

extension DenseArray where Element == Complex<Double> {
  /// Makes those elements on the diagonal of the complex Schur form of a real matrix real that are so but for rounding, lest they
  /// fall to either side of a branch cut by chance.
  func roundDiagonal(where isNearCut: (Complex<Double>) -> Bool) {
    let rounding = 10 * Double(rows) * Double.ulpOfOne * norm(2)
    for i in 0..<rows where self[i, i].imaginary.magnitude <= rounding && isNearCut(self[i, i]) {
      pointer[i + i * rows] = Complex(self[i, i].real, 0)
    }
  }
}

extension SymmetricEigenDecomposition {
  /// V diag(f(λ)) Vᴴ with an upper triangle that is mirrored if all f(λ) are real.
  func applying(_ function: (Double) -> Element) throws(LinearAlgebraError) -> Matrix<Element> {
    let n = vectors.rows
    let scaled = vectors.copied()
    var isReal = true
    for j in 0..<n {
      let factor = function(values[j])
      if factor.imaginaryPart != 0 { isReal = false }
      for i in 0..<n { scaled.pointer[i + j * n] *= factor }
    }
    let result = try scaled.multiplied(by: vectors, transposing: .none, .adjoint)
    if isReal {
      result.mirrorUpperTriangle()
      for i in 0..<n { result.pointer[i + i * n] = Element(real: result.pointer[i + i * n].realPart) }
    }
    return result
  }
}
