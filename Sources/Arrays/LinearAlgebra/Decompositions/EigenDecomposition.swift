/// Eigenvalues and right eigenvectors of any square matrix: A V = V diag(λ).
///
/// The eigenvalues are sorted by real part, then imaginary part. Each eigenvector has Euclidean length 1 and, if it is
/// complex, a real component of largest modulus, as LAPACK's `geevx` leaves it (`SmallEigen` for a small real matrix). A
/// Hermitian matrix goes to `syevd`, `heevr`.
public struct EigenDecomposition: Sendable {
  /// The eigenvalues, which a Hermitian matrix and a real one without complex pairs have as real numbers.
  private enum Values {
    case real(Vector<Double>)
    case complex(Vector<Complex<Double>>)
  }

  /// The eigenvectors, which a real matrix without complex pairs has as real numbers.
  private enum Vectors {
    case real(Matrix<Double>)
    case complex(Matrix<Complex<Double>>)
  }

  private let storedValues: Values
  private let storedVectors: Vectors

  /// The eigenvalues.
  public var values: Vector<Complex<Double>> {
    switch storedValues {
    case .real(let values): values.asComplex
    case .complex(let values): values
    }
  }

  /// The eigenvectors, as columns.
  public var vectors: Matrix<Complex<Double>> {
    switch storedVectors {
    case .real(let vectors): vectors.asComplex
    case .complex(let vectors): vectors
    }
  }

  /// Whether the eigenvalues are real by nature: those of a Hermitian matrix, or of a real one without complex pairs.
  public var hasRealValues: Bool { realValues != nil }

  /// Whether the eigenvectors are real by nature: those of a real matrix without complex pairs.
  public var hasRealVectors: Bool { realVectors != nil }

  /// The eigenvalues as real numbers, or `nil` if they are complex.
  public var realValues: Vector<Double>? {
    if case .real(let values) = storedValues { values } else { nil }
  }

  /// The eigenvectors as real numbers, or `nil` if they are complex.
  public var realVectors: Matrix<Double>? {
    if case .real(let vectors) = storedVectors { vectors } else { nil }
  }

  /// The eigenvalues and eigenvectors at these positions, counted from zero, in their order.
  public func selecting(_ order: [Int]) -> EigenDecomposition {
    let values: Values =
      switch storedValues {
      case .real(let values): .real(Vector(order.map { values[$0] }))
      case .complex(let values): .complex(Vector(order.map { values[$0] }))
      }
    switch storedVectors {
    case .real(let vectors): return EigenDecomposition(values, .real(vectors.selectingColumns(order)))
    case .complex(let vectors): return EigenDecomposition(values, .complex(vectors.selectingColumns(order)))
    }
  }

  private init(_ values: Values, _ vectors: Vectors) {
    storedValues = values
    storedVectors = vectors
  }

  /// Decomposes a square matrix. Throws `notSquare`, `notFinite` or `didNotConverge`.
  @specialized(where Element == Double)
  public init<Element: LinearAlgebraScalar>(_ matrix: Matrix<Element>) throws(LinearAlgebraError) {
    let n = Int(try matrix.lapackOrder())
    if n == 0 || matrix.isHermitian {
      let decomposition = try SymmetricEigenDecomposition(matrix)
      let vectors = decomposition.vectors
      self.init(.real(decomposition.values), vectors.same(as: Double.self).map(Vectors.real) ?? .complex(vectors.asComplex))
      return
    }
    if let real = matrix.same(as: Double.self) {
      try self.init(real: real)
      return
    }
    let vectors = Matrix<Complex<Double>>(repeating: .zero, shape: [n, n])
    let values = try Self.unsortedValues(matrix, vectors)
    self.init(unsorted: values, vectors)
  }

  private init(real matrix: Matrix<Double>) throws(LinearAlgebraError) {
    try matrix.requireFinite()
    let n = matrix.rows
    let scratch = matrix.copied()
    let real = Vector<Double>(uninitializedShape: [n])
    let vectors = Matrix<Double>(uninitializedShape: matrix.shape)
    let imaginary = Vector<Double>(uninitializedShape: [n])
    func decompose(scaling: Bool) -> (info: Int32, spread: Double) {
      Double.geev(
        scaling: scaling, Int32(truncatingIfNeeded: n), scratch.pointer, scratch.leadingDimension, real.pointer,
        imaginary.pointer, vectors.pointer)
    }
    var outcome = decompose(scaling: true)
    if outcome.info == 0, outcome.spread > EigenScaling.harmlessSpread {
      let product = try matrix.multiplied(by: vectors)
      if !EigenScaling.isHarmless(
        product.pointer, vectors.pointer, real.pointer, imaginary.pointer, n, largest: matrix.norm(.infinity))
      {
        scratch.pointer.update(from: matrix.pointer, count: matrix.count)
        outcome = decompose(scaling: false)
      }
    }
    try requireSuccess(outcome.info, "eigenvalue decomposition")
    let (x, y) = (real.pointer, imaginary.pointer)
    if (0..<n).contains(where: { y[$0] != 0 }) {
      let complex = Matrix<Complex<Double>>(uninitializedShape: matrix.shape)
      Double.unpackVectors(vectors.pointer, y, n, into: complex.pointer)
      let values = Vector<Complex<Double>>(uninitializedShape: [n])
      for i in 0..<n { values.pointer[i] = Complex(x[i], y[i]) }
      self.init(unsorted: values, complex)
    } else {
      self.init(.real(real), .real(vectors))
      if (1..<max(n, 1)).contains(where: { x[$0 - 1] > x[$0] }) { self = selecting((0..<n).sorted { (x[$0], $0) < (x[$1], $1) }) }
    }
  }

  private init(unsorted values: Vector<Complex<Double>>, _ vectors: Matrix<Complex<Double>>) {
    let decomposition = EigenDecomposition(.complex(values), .complex(vectors))
    let order = Self.sortedOrder(values)
    self = order.elementsEqual(0..<values.count) ? decomposition : decomposition.selecting(order)
  }

  fileprivate static func unsortedValues<Element: LinearAlgebraScalar>(
    _ matrix: Matrix<Element>, _ vectors: Matrix<Complex<Double>>?
  ) throws(LinearAlgebraError) -> Vector<Complex<Double>> {
    let n = try matrix.lapackOrder()
    try matrix.requireFinite()
    let values = Vector<Complex<Double>>(repeating: .zero, shape: [Int(n)])
    guard n > 0 else { return values }
    let scratch = matrix.copied()
    func decompose(scaling: Bool) -> (info: Int32, spread: Double) {
      Element.geevx(
        scaling: scaling, n, scratch.pointer, scratch.leadingDimension, values.pointer, vectors?.pointer)
    }
    var outcome = decompose(scaling: true)
    if outcome.info == 0, outcome.spread > EigenScaling.harmlessSpread {
      // What the scaling cost shows in the vectors.
      guard let vectors else { return try unsortedValues(matrix, Matrix(repeating: .zero, shape: matrix.shape)) }
      let product = try matrix.asComplex.multiplied(by: vectors)
      if !EigenScaling.isHarmless(product, vectors, values, largest: matrix.norm(.infinity)) {
        scratch.pointer.update(from: matrix.pointer, count: matrix.count)
        outcome = decompose(scaling: false)
      }
    }
    try requireSuccess(outcome.info, "eigenvalue decomposition")
    return values
  }

  /// The positions of the eigenvalues in ascending order of real part, then imaginary part; ties keep their order.
  fileprivate static func sortedOrder(_ values: Vector<Complex<Double>>) -> [Int] {
    let elements = values.pointer
    return (0..<values.count).sorted { i, j in
      let (x, y) = (elements[i], elements[j])
      if x.real != y.real { return x.real < y.real }
      if x.imaginary != y.imaginary { return x.imaginary < y.imaginary }
      return i < j
    }
  }
}

extension DenseArray {
  /// The columns of a matrix at these positions, in their order.
  fileprivate func selectingColumns(_ order: [Int]) -> DenseArray {
    let (m, n) = (rows, columns)
    let result = DenseArray(uninitializedShape: [m, order.count])
    for (j, position) in order.enumerated() {
      precondition(position >= 0 && position < n, "column index out of range")
      (result.buffer.baseAddress + j * m).initialize(from: buffer.baseAddress + position * m, count: m)
    }
    return result
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
