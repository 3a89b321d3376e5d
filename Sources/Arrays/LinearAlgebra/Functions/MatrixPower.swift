// Powers of square matrices.
import ComplexModule
import RealModule

extension DenseArray where Element: LinearAlgebraScalar {
  /// The power of a square matrix with an integer exponent, by repeated squaring; a negative one powers the inverse.
  public func power(_ exponent: Int) throws(LinearAlgebraError) -> DenseArray {
    let n = Int(try lapackOrder())
    if exponent == 0 { return .identity(n) }
    var base = exponent < 0 ? try inverse() : self
    var rest = exponent.magnitude
    while rest & 1 == 0 {
      base = try base.multiplied(by: base)
      rest >>= 1
    }
    var result = base
    rest >>= 1
    while rest > 0 {
      base = try base.multiplied(by: base)
      if rest & 1 == 1 { result = try result.multiplied(by: base) }
      rest >>= 1
    }
    return result
  }

  /// The principal power exp(p log A) of a square matrix with a real exponent. Throws `undefined` for a singular matrix
  /// that is not Hermitian, and for a negative power of any singular matrix.
  public func power(_ exponent: Double) throws(LinearAlgebraError) -> MatrixFunctionValue {
    if let integer = Int(exactly: exponent) {
      return MatrixFunctionValue(try power(integer).asComplex, isReal: !Element.isComplex)
    }
    _ = try lapackOrder()
    if !isEmpty, isHermitian {
      let decomposition = try symmetricEigen()
      if exponent < 0, decomposition.values.elements.contains(0) {
        throw .undefined("a singular matrix has no negative power")
      }
      if decomposition.values[0] >= 0 {
        let result = try decomposition.applying { Element(real: Double.pow($0, exponent)) }
        return MatrixFunctionValue(result.asComplex, isReal: !Element.isComplex)
      }
      let result = try asComplex.symmetricEigen().applying {
        $0 == 0 ? 0 : Complex.exp(Complex(exponent, 0) * Complex.log(Complex($0, 0)))
      }
      return MatrixFunctionValue(result, isReal: false)
    }
    let logarithm = try self.logarithm()
    if let real = logarithm.real {
      return MatrixFunctionValue(try real.map { $0 * exponent }.exponential().asComplex, isReal: true)
    }
    let scaled = logarithm.complex.map { $0 * Complex(exponent, 0) }
    return MatrixFunctionValue(try scaled.exponential(), isReal: false)
  }
}
