// Trigonometric and hyperbolic functions of a square matrix, and their inverses.
import ComplexModule
import RealModule

/// A trigonometric or hyperbolic function that every square matrix has a value of, unless it is a pole.
public enum TrigonometricFunction: String, CaseIterable, Sendable {
  case sin, cos, tan, sinh, cosh, tanh

  fileprivate func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .sin: .sin(x)
    case .cos: .cos(x)
    case .tan: .tan(x)
    case .sinh: .sinh(x)
    case .cosh: .cosh(x)
    case .tanh: .tanh(x)
    }
  }

  fileprivate var isHyperbolic: Bool { self == .sinh || self == .cosh || self == .tanh }
}

/// The principal inverse of a trigonometric or hyperbolic function (DLMF sections 4.23(ii) and 4.37(ii)).
public enum InverseTrigonometricFunction: String, CaseIterable, Sendable {
  case asin, acos, atan, asinh, acosh, atanh

  fileprivate func callAsFunction(_ z: Complex<Double>) -> Complex<Double> {
    switch self {
    case .asin: .asin(z)
    case .acos: .acos(z)
    case .atan: .atan(z)
    case .asinh: .asinh(z)
    case .acosh: .acosh(z)
    case .atanh: .atanh(z)
    }
  }

  /// Whether the values at some real numbers are all real.
  fileprivate func isReal(at numbers: Vector<Double>) -> Bool {
    switch self {
    case .asin, .acos, .atanh: numbers.elements.allSatisfy { $0.magnitude <= 1 }
    case .acosh: numbers.elements.allSatisfy { $0 >= 1 }
    case .atan, .asinh: true
    }
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// A trigonometric or hyperbolic function of a square matrix.
  ///
  /// A Hermitian matrix goes through its eigenvalues, any other through the exponentials of A and −A, or of iA and −iA, whose
  /// real and imaginary parts are cosine and sine of a real matrix. Throws `singular` where the tangent has a pole.
  public func applying(_ function: TrigonometricFunction) throws(LinearAlgebraError) -> DenseArray {
    let n = try lapackOrder()
    try requireFinite()
    guard n > 0 else { return self }
    if isHermitian { return try symmetricEigen().applying { Element(real: function($0)) } }
    let argument = function.isHyperbolic ? asComplex : asComplex.map { $0 * Complex(0, 1) }
    let forward = try argument.exponential()
    // For a real matrix exp(−iA) is the conjugate of exp(iA).
    let backward =
      Element.isComplex || function.isHyperbolic
      ? try argument.map { -$0 }.exponential() : forward.map { $0.conjugate }
    let half = function.isHyperbolic ? Complex(0.5, 0) : Complex(0, -0.5)
    func even() -> Matrix<Complex<Double>> { forward.combined(backward) { ($0 + $1) / 2 } }
    func odd() -> Matrix<Complex<Double>> { forward.combined(backward) { ($0 - $1) * half } }
    let value =
      switch function {
      case .sin, .sinh: odd()
      case .cos, .cosh: even()
      case .tan, .tanh: try even().solve(odd())
      }
    return value.map { Element(complex: $0) }
  }

  /// The principal value of the inverse of a trigonometric or hyperbolic function at a square matrix; real for a real symmetric
  /// matrix whose eigenvalues have real values, complex for others.
  ///
  /// A Hermitian matrix goes through its eigenvalues, any other through square roots and logarithms of the triangle of its complex
  /// Schur form (M. Aprahamian and N. J. Higham, "Matrix inverse trigonometric and inverse hyperbolic functions: theory and
  /// algorithms", SIAM J. Matrix Anal. Appl. 37, 2016). Throws `undefined` at a branch point.
  public func applying(_ function: InverseTrigonometricFunction) throws(LinearAlgebraError) -> MatrixFunctionValue {
    let n = try lapackOrder()
    try requireFinite()
    guard n > 0 else { return MatrixFunctionValue(asComplex, isReal: !Element.isComplex) }
    if isHermitian {
      let decomposition = try symmetricEigen()
      let isReal = function.isReal(at: decomposition.values)
      if isReal {
        let value = try decomposition.applying { Element(real: function(Complex($0, 0)).real) }
        return MatrixFunctionValue(value.asComplex, isReal: !Element.isComplex)
      }
      return MatrixFunctionValue(try asComplex.symmetricEigen().applying { function(Complex($0, 0)) }, isReal: false)
    }
    let schur = try asComplex.schur()
    let (z, t) = (schur.vectors, schur.form.copied())
    if !Element.isComplex { t.roundDiagonal { _ in true } }
    let value = try z.multiplied(by: t.triangular(function)).multiplied(by: z, transposing: .none, .adjoint)
    return MatrixFunctionValue(value, isReal: false)
  }
}

extension DenseArray where Element == Complex<Double> {
  /// The function of an upper triangular matrix.
  fileprivate func triangular(_ function: InverseTrigonometricFunction) throws(LinearAlgebraError) -> DenseArray {
    let i = Complex<Double>(0, 1)
    /// a + bT.
    func linear(_ a: Complex<Double>, _ b: Complex<Double>) -> DenseArray {
      let result = map { b * $0 }
      for k in 0..<rows { result.pointer[k + k * rows] += a }
      return result
    }
    /// √(a + bT) √(a′ + b′T), which loses no digits near the zeros of the product.
    func root(_ a: Complex<Double>, _ b: Complex<Double>, _ c: Complex<Double>, _ d: Complex<Double>) throws(LinearAlgebraError)
      -> DenseArray
    {
      try linear(a, b).triangularSquareRoot().multiplied(by: linear(c, d).triangularSquareRoot())
    }
    func log(_ a: Complex<Double>, _ b: Complex<Double>) throws(LinearAlgebraError) -> DenseArray {
      try linear(a, b).triangularLogarithm()
    }
    switch function {
    case .acos:
      let sine = try root(1, -1, 1, 1)
      return try combined(sine) { $0 + i * $1 }.triangularLogarithm().map { -i * $0 }
    case .asin:
      let cosine = try root(1, -1, 1, 1)
      return try combined(cosine) { i * $0 + $1 }.triangularLogarithm().map { -i * $0 }
    case .atan: return try log(1, i).combined(log(1, -i)) { ($0 - $1) / Complex(0, 2) }
    case .acosh: return try combined(root(-1, 1, 1, 1)) { $0 + $1 }.triangularLogarithm()
    case .asinh: return try combined(root(1, i, 1, -i)) { $0 + $1 }.triangularLogarithm()
    case .atanh: return try log(1, 1).combined(log(1, -1)) { ($0 - $1) / 2 }
    }
  }

  /// The matrix of what a function makes of the elements of two.
  fileprivate func combined(
    _ other: DenseArray, _ function: (Complex<Double>, Complex<Double>) -> Complex<Double>
  ) -> DenseArray {
    DenseArray(rows: rows, columns: columns) { function(self[$0, $1], other[$0, $1]) }
  }
}

extension LinearAlgebraScalar {
  /// The number itself, or the real part for a real type.
  init(complex z: Complex<Double>) {
    if let same = z as? Self { self = same } else { self.init(real: z.real) }
  }
}
