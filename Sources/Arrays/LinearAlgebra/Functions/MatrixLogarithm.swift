// The principal square root and logarithm of a square matrix.
import ComplexModule
import RealModule

extension DenseArray where Element: LinearAlgebraScalar {
  /// The principal square root of a square matrix, whose eigenvalues have no negative real part.
  ///
  /// It is found from the complex Schur form (Björck and Hammarling, "A Schur method for the square root of a matrix",
  /// Linear Algebra Appl. 52/53, 1983), for a Hermitian matrix from the eigenvalues. It is real for a real matrix with
  /// no negative eigenvalue. Throws `undefined` if a singular matrix has no square root of this kind.
  public func squareRoot() throws(LinearAlgebraError) -> MatrixFunctionValue {
    let n = Int(try lapackOrder())
    try requireFinite()
    if n == 0 { return MatrixFunctionValue(asComplex, isReal: !Element.isComplex) }
    if isHermitian {
      let decomposition = try symmetricEigen()
      let largest = decomposition.values.norm(.infinity)
      // Eigenvalues this little below zero are rounding errors of zero.
      let bound = -largest * Double(n) * Double.ulpOfOne
      if decomposition.values.elements.allSatisfy({ $0 >= bound }) {
        let root = try decomposition.applying { Element(real: max(0, $0).squareRoot()) }
        return MatrixFunctionValue(root.asComplex, isReal: !Element.isComplex)
      }
      let root = try asComplex.symmetricEigen().applying { Complex.sqrt(Complex($0, 0)) }
      return MatrixFunctionValue(root, isReal: false)
    }
    func root(_ balanced: BalancedMatrix<Element>) throws(LinearAlgebraError) -> (value: MatrixFunctionValue, error: Double) {
      let value = try functionValue(balanced) { form throws(LinearAlgebraError) in try form.triangularSquareRoot() }
      let square = try value.complex.multiplied(by: value.complex)
      return (value, try square.subtracting(asComplex).norm(2) / asComplex.norm(2))
    }
    // Balance gains digits, but may cost some where rows are of very different sizes.
    let first = try root(balanced())
    if first.error <= 100 * Double(n) * Double.ulpOfOne { return first.value }
    let other = try root(unbalanced)
    return other.error < first.error ? other.value : first.value
  }

  /// The principal logarithm of a square matrix, whose eigenvalues have imaginary parts in (−π, π].
  ///
  /// Inverse scaling and squaring on the complex Schur form (Higham, Functions of Matrices, algorithm 11.9), for a
  /// Hermitian matrix the eigenvalues. It is real for a real matrix with no negative eigenvalue. Throws `undefined`
  /// for a singular matrix.
  public func logarithm() throws(LinearAlgebraError) -> MatrixFunctionValue {
    let n = Int(try lapackOrder())
    try requireFinite()
    if n == 0 { return MatrixFunctionValue(asComplex, isReal: !Element.isComplex) }
    if isHermitian {
      let decomposition = try symmetricEigen()
      guard !decomposition.values.elements.contains(0) else { throw .undefined("a singular matrix has no logarithm") }
      if decomposition.values[0] > 0 {
        let result = try decomposition.applying { Element(real: Double.log($0)) }
        return MatrixFunctionValue(result.asComplex, isReal: !Element.isComplex)
      }
      let complex = try asComplex.symmetricEigen()
      guard !complex.values.elements.contains(0) else { throw .undefined("a singular matrix has no logarithm") }
      return MatrixFunctionValue(try complex.applying { Complex.log(Complex($0, 0)) }, isReal: false)
    }
    return try functionValue(balanced()) { form throws(LinearAlgebraError) in try form.triangularLogarithm() }
  }

  /// Z F Zᴴ for a function F of the triangle of A = Z T Zᴴ, real if this matrix is real and none of its eigenvalues lies on the
  /// negative real axis.
  private func functionValue(
    _ balanced: BalancedMatrix<Element>,
    _ function: (Matrix<Complex<Double>>) throws(LinearAlgebraError) -> Matrix<Complex<Double>>
  ) throws(LinearAlgebraError) -> MatrixFunctionValue {
    let schur = try balanced.matrix.asComplex.schur()
    let (z, form) = (schur.vectors, schur.form.copied())
    var isReal = false
    if !Element.isComplex {
      // The eigenvalues of the real Schur form are exactly real or in pairs, those of the complex one only nearly.
      isReal = try balanced.matrix.schur().values.elements.allSatisfy { $0.imaginary != 0 || $0.real >= 0 }
      if !isReal { form.roundDiagonal { $0.real < 0 } }
    }
    let result = try z.multiplied(by: function(form)).multiplied(by: z, transposing: .none, .adjoint)
    result.undo(balanced)
    return MatrixFunctionValue(result, isReal: isReal)
  }
}

extension DenseArray where Element == Complex<Double> {
  /// The principal square root of an upper triangular matrix, column by column.
  func triangularSquareRoot() throws(LinearAlgebraError) -> DenseArray {
    let n = rows
    let result = DenseArray(repeating: .zero, shape: [n, n])
    let (t, r) = (pointer, result.pointer)
    for j in 0..<n {
      r[j + j * n] = Complex.sqrt(t[j + j * n])
      for i in stride(from: j - 1, through: 0, by: -1) {
        var rest = t[i + j * n]
        for k in (i + 1)..<max(j, i + 1) { rest -= r[i + k * n] * r[k + j * n] }
        if rest == .zero { continue }
        let sum = r[i + i * n] + r[j + j * n]
        guard sum != .zero else { throw .undefined("this singular matrix has no square root") }
        r[i + j * n] = rest / sum
      }
    }
    return result
  }

  /// The principal logarithm of an upper triangular matrix.
  ///
  /// Square roots bring it near the identity, where a Gauss–Legendre quadrature of the integral of X (I + sX)⁻¹ equals
  /// the diagonal Padé approximant of log(I + X). The diagonal and the first superdiagonal are then replaced by
  /// their exact values (Higham, Functions of Matrices, section 11.6).
  func triangularLogarithm() throws(LinearAlgebraError) -> DenseArray {
    let n = rows
    for i in 0..<n where pointer[i + i * n] == .zero { throw .undefined("a singular matrix has no logarithm") }
    let identity = DenseArray.identity(n)
    var root = self
    var squareRoots = 0
    // 7 nodes reach full precision below 0.264; a square root about halves the distance. The cap is never met by
    // invertible matrices in range: 1100 halvings bring any double to 1.
    while squareRoots < 1100 {
      let distance = zip(root.buffer.elements, identity.buffer.elements).map { ($0 - $1).length }
      if Matrix(columnMajor: distance, shape: [n, n]).columnSumNorm <= 0.25 { break }
      root = try root.triangularSquareRoot()
      squareRoots += 1
    }
    var x = root
    x.add(identity, times: -1)
    let result = DenseArray(repeating: .zero, shape: [n, n])
    for (node, weight) in GaussLegendre.sevenNodes {
      var denominator = identity
      denominator.add(x, times: node)
      let term = try denominator.solveTriangular(.upper, x)
      for i in 0..<result.count { result.pointer[i] += Complex(weight, 0) * term.pointer[i] }
    }
    let factor = Complex(Double(sign: .plus, exponent: squareRoots, significand: 1), 0)
    for i in 0..<result.count { result.pointer[i] *= factor }
    let (t, l) = (pointer, result.pointer)
    for i in 0..<n { l[i + i * n] = Complex.log(t[i + i * n]) }
    for i in 0..<max(0, n - 1) {
      let (a, b) = (t[i + i * n], t[i + 1 + (i + 1) * n])
      l[i + (i + 1) * n] = t[i + (i + 1) * n] * Self.logarithmSlope(a, b)
    }
    return result
  }

  /// (log b − log a) / (b − a) without cancellation (Higham, Functions of Matrices, equation 11.28).
  private static func logarithmSlope(_ a: Complex<Double>, _ b: Complex<Double>) -> Complex<Double> {
    if a == b { return 1 / a }
    let (logA, logB) = (Complex.log(a), Complex.log(b))
    // Far from each other there is nothing to cancel, and a + b may be zero.
    if (b - a).length > (a + b).length / 3 { return (logB - logA) / (b - a) }
    let z = (b - a) / (b + a)
    let turns = ((logB - logA).imaginary - (2 * Complex.atanh(z)).imaginary) / (2 * Double.pi)
    return (2 * Complex.atanh(z) + Complex(0, 2 * Double.pi * turns.rounded())) / (b - a)
  }
}

extension DenseArray where Element == Double {
  /// The largest column sum of magnitudes.
  fileprivate var columnSumNorm: Double {
    (0..<columns).reduce(0.0) { largest, j in
      max(largest, (0..<rows).reduce(0.0) { $0 + pointer[$1 + j * rows].magnitude })
    }
  }
}

/// Nodes and weights of Gauss–Legendre quadrature on [0, 1].
private enum GaussLegendre {
  static let sevenNodes: [(node: Double, weight: Double)] = [
    (0.02544604382862075, 0.06474248308443485), (0.12923440720030275, 0.13985269574463835),
    (0.2970774243113014, 0.19091502525255945), (0.5, 0.2089795918367347), (0.7029225756886986, 0.19091502525255945),
    (0.87076559279969725, 0.13985269574463835), (0.97455395617137925, 0.06474248308443485),
  ]
}
