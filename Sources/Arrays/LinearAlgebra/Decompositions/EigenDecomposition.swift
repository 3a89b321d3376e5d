/// Eigenvalues and right eigenvectors of any square matrix: A V = V diag(λ).
///
/// The eigenvalues are sorted by real part, then imaginary part. Each eigenvector has Euclidean length 1 and, if it is
/// complex, a real component of largest modulus, as LAPACK's `geevx` leaves it. A Hermitian matrix goes to `syevr`.
public struct EigenDecomposition: Sendable {
  /// The eigenvalues.
  public let values: Vector<Complex<Double>>

  /// The eigenvectors, as columns.
  public let vectors: Matrix<Complex<Double>>

  /// Whether the eigenvalues are real by nature: those of a Hermitian matrix, or of a real one without complex pairs.
  public let hasRealValues: Bool

  /// Whether the eigenvectors are real by nature: those of a real matrix without complex pairs.
  public let hasRealVectors: Bool

  /// The eigenvalues as real numbers, or `nil` if they are complex.
  public var realValues: Vector<Double>? { hasRealValues ? values.realParts : nil }

  /// The eigenvectors as real numbers, or `nil` if they are complex.
  public var realVectors: Matrix<Double>? { hasRealVectors ? vectors.realParts : nil }

  /// Decomposes a square matrix. Throws `notSquare`, `notFinite` or `didNotConverge`.
  public init<Element: LinearAlgebraScalar>(_ matrix: Matrix<Element>) throws(LinearAlgebraError) {
    let n = Int(try matrix.lapackOrder())
    if n == 0 || matrix.isHermitian {
      let decomposition = try SymmetricEigenDecomposition(matrix)
      values = decomposition.values.asComplex
      vectors = decomposition.vectors.asComplex
      hasRealValues = true
      hasRealVectors = !Element.isComplex
      return
    }
    let vectors = Matrix<Complex<Double>>(repeating: .zero, shape: [n, n])
    let values = try Self.unsortedValues(matrix, vectors)
    let order = Self.sortedOrder(values)
    let isSorted = order.elementsEqual(0..<n)
    self.values = isSorted ? values : Vector(order.map { values[$0] })
    self.vectors = isSorted ? vectors : vectors.selecting([Array(0..<n), order])
    hasRealValues = !Element.isComplex && values.elements.allSatisfy { $0.imaginary == 0 }
    hasRealVectors = hasRealValues
  }

  fileprivate static func unsortedValues<Element: LinearAlgebraScalar>(
    _ matrix: Matrix<Element>, _ vectors: Matrix<Complex<Double>>?
  ) throws(LinearAlgebraError) -> Vector<Complex<Double>> {
    let n = try matrix.lapackOrder()
    try matrix.requireFinite()
    let values = Vector<Complex<Double>>(repeating: .zero, shape: [Int(n)])
    guard n > 0 else { return values }
    let scratch = matrix.copied()
    let info = Element.geevx(n, scratch.pointer, scratch.leadingDimension, values.pointer, vectors?.pointer)
    try requireSuccess(info, "eigenvalue decomposition")
    return values
  }

  /// The positions of the eigenvalues in ascending order of real part, then imaginary part; ties keep their order.
  fileprivate static func sortedOrder(_ values: Vector<Complex<Double>>) -> [Int] {
    values.elements.indices.sorted { i, j in
      let (x, y) = (values[i], values[j])
      if x.real != y.real { return x.real < y.real }
      if x.imaginary != y.imaginary { return x.imaginary < y.imaginary }
      return i < j
    }
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// Eigenvalues and eigenvectors.
  public func eigen() throws(LinearAlgebraError) -> EigenDecomposition { try EigenDecomposition(self) }

  /// The eigenvalues, sorted by real part, then imaginary part.
  public func eigenvalues() throws(LinearAlgebraError) -> Vector<Complex<Double>> {
    let n = try lapackOrder()
    if n == 0 || isHermitian { return try symmetricEigenvalues().asComplex }
    let values = try EigenDecomposition.unsortedValues(self, nil)
    return Vector(EigenDecomposition.sortedOrder(values).map { values[$0] })
  }

  /// The array as complex numbers.
  public var asComplex: DenseArray<Complex<Double>> {
    let result = DenseArray<Complex<Double>>(uninitializedShape: shape)
    for i in 0..<count { (result.pointer + i).initialize(to: pointer[i].asComplex) }
    return result
  }

  /// The real parts of the elements.
  public var realParts: DenseArray<Double> {
    let result = DenseArray<Double>(uninitializedShape: shape)
    for i in 0..<count { result.pointer[i] = pointer[i].realPart }
    return result
  }

  /// The imaginary parts of the elements.
  public var imaginaryParts: DenseArray<Double> {
    let result = DenseArray<Double>(uninitializedShape: shape)
    for i in 0..<count { result.pointer[i] = pointer[i].imaginaryPart }
    return result
  }
}
