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
