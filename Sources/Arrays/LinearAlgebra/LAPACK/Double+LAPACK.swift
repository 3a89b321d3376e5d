// The BLAS and LAPACK routines for `Double`.
import ComplexModule
import CLAPACK
import RealModule

extension Double: LinearAlgebraScalar {
  public static var isComplex: Bool { false }

  public init(real: Double) { self = real }

  public var realPart: Double { self }

  public var imaginaryPart: Double { 0 }

  public var conjugated: Double { self }

  public var modulus: Double { magnitude }

  public var asComplex: Complex<Double> { Complex(self, 0) }
}

// MARK: - BLAS

extension Double {
  public static func gemm(
    _ operationA: MatrixOperation, _ operationB: MatrixOperation, _ m: Int32, _ n: Int32, _ k: Int32,
    _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32, _ c: Pointer, _ ldc: Int32
  ) {
    cblas_dgemm(
      CblasColMajor, operationA.blas, operationB.blas, m, n, k, 1, a, lda, b, ldb, 1, c, ldc)
  }

  public static func gemv(
    _ operation: MatrixOperation, _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ x: Pointer, _ y: Pointer
  ) {
    cblas_dgemv(CblasColMajor, operation.blas, m, n, 1, a, lda, x, 1, 0, y, 1)
  }

  public static func herk(
    _ operation: MatrixOperation, _ n: Int32, _ k: Int32, _ a: Pointer, _ lda: Int32, _ c: Pointer
  ) {
    let transposition = operation == .none ? CblasNoTrans : CblasTrans
    cblas_dsyrk(CblasColMajor, CblasUpper, transposition, n, k, 1, a, lda, 0, c, n)
  }
}

// MARK: - Linear systems

extension Double {
  public static func getrf(
    _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int32 {
    LAPACKE_dgetrf_work(LAPACK_COL_MAJOR, m, n, a, lda, pivots)
  }

  public static func getrs(
    _ operation: MatrixOperation, _ n: Int32, _ columns: Int32, _ a: Pointer, _ lda: Int32,
    _ pivots: UnsafeMutablePointer<Int32>, _ b: Pointer, _ ldb: Int32
  ) -> Int32 {
    LAPACKE_dgetrs_work(LAPACK_COL_MAJOR, code(operation), n, columns, a, lda, pivots, b, ldb)
  }

  public static func gttrf(
    _ n: Int32, _ lower: Pointer, _ diagonal: Pointer, _ upper: Pointer, _ second: Pointer, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int32 {
    LAPACKE_dgttrf_work(n, lower, diagonal, upper, second, pivots)
  }

  public static func gttrs(
    _ operation: MatrixOperation, _ n: Int32, _ columns: Int32, _ lower: Pointer, _ diagonal: Pointer, _ upper: Pointer,
    _ second: Pointer, _ pivots: UnsafeMutablePointer<Int32>, _ b: Pointer, _ ldb: Int32
  ) -> Int32 {
    LAPACKE_dgttrs_work(
      LAPACK_COL_MAJOR, code(operation), n, columns, lower, diagonal, upper, second, pivots, b, ldb)
  }

  public static func getri(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int32 {
    LAPACKE_dgetri(LAPACK_COL_MAJOR, n, a, lda, pivots)
  }

  public static func potrf(_ triangle: Triangle, _ n: Int32, _ a: Pointer, _ lda: Int32) -> Int32 {
    LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, code(triangle), n, a, lda)
  }

  public static func potrs(
    _ triangle: Triangle, _ n: Int32, _ columns: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32
  ) -> Int32 {
    LAPACKE_dpotrs_work(LAPACK_COL_MAJOR, code(triangle), n, columns, a, lda, b, ldb)
  }

  public static func trtrs(
    _ triangle: Triangle, _ operation: MatrixOperation, _ n: Int32, _ columns: Int32, _ a: Pointer, _ lda: Int32,
    _ b: Pointer, _ ldb: Int32
  ) -> Int32 {
    LAPACKE_dtrtrs_work(
      LAPACK_COL_MAJOR, code(triangle), code(operation), code("N"), n, columns, a, lda, b, ldb)
  }

  public static func trtri(_ triangle: Triangle, _ n: Int32, _ a: Pointer, _ lda: Int32) -> Int32 {
    LAPACKE_dtrtri_work(LAPACK_COL_MAJOR, code(triangle), code("N"), n, a, lda)
  }
}

// MARK: - Orthogonal factorisations

extension Double {
  public static func geqrf(_ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ reflectors: Pointer) -> Int32 {
    LAPACKE_dgeqrf(LAPACK_COL_MAJOR, m, n, a, lda, reflectors)
  }

  public static func geqp3(
    _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ pivots: UnsafeMutablePointer<Int32>, _ reflectors: Pointer
  ) -> Int32 {
    LAPACKE_dgeqp3(LAPACK_COL_MAJOR, m, n, a, lda, pivots, reflectors)
  }

  public static func orgqr(
    _ m: Int32, _ n: Int32, _ k: Int32, _ a: Pointer, _ lda: Int32, _ reflectors: Pointer
  ) -> Int32 {
    LAPACKE_dorgqr(LAPACK_COL_MAJOR, m, n, k, a, lda, reflectors)
  }

  public static func ormqr(
    _ operation: MatrixOperation, _ m: Int32, _ n: Int32, _ k: Int32, _ a: Pointer, _ lda: Int32,
    _ reflectors: Pointer, _ c: Pointer, _ ldc: Int32
  ) -> Int32 {
    let adjoint = operation == .none ? code("N") : code("T")
    return LAPACKE_dormqr(LAPACK_COL_MAJOR, code("L"), adjoint, m, n, k, a, lda, reflectors, c, ldc)
  }

  public static func gelsy(
    _ m: Int32, _ n: Int32, _ columns: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32,
    _ pivots: UnsafeMutablePointer<Int32>, _ tolerance: Double, _ rank: UnsafeMutablePointer<Int32>
  ) -> Int32 {
    LAPACKE_dgelsy(LAPACK_COL_MAJOR, m, n, columns, a, lda, b, ldb, pivots, tolerance, rank)
  }
}

// MARK: - Eigenvalues and singular values

extension Double {
  public static func syev(
    _ triangle: Triangle, _ n: Int32, _ a: Pointer, _ lda: Int32, _ values: UnsafeMutablePointer<Double>,
    _ vectors: Pointer?
  ) -> Int32 {
    let order = Int(n)
    // LAPACK counts its workspace, twice the matrix and more, in 32 bits.
    guard Int32(exactly: 2 * order * order + 6 * order + 1) != nil else { return LAPACK_WORK_MEMORY_ERROR }
    let info = LAPACKE_dsyevd(LAPACK_COL_MAJOR, code(vectors == nil ? "N" : "V"), code(triangle), n, a, lda, values)
    for j in 0..<order { vectors?.advanced(by: j * order).update(from: a + j * Int(lda), count: order) }
    return info
  }

  public static func geevx(
    scaling: Bool, _ n: Int32, _ a: Pointer, _ lda: Int32, _ values: UnsafeMutablePointer<Complex<Double>>,
    _ vectors: UnsafeMutablePointer<Complex<Double>>?
  ) -> (info: Int32, spread: Double) {
    let order = Int(n)
    let scratch = UnsafeMutablePointer<Double>.allocate(capacity: 2 * order + (vectors == nil ? 0 : order * order) + 1)
    defer { scratch.deallocate() }
    let (real, imaginary, packed) = (scratch, scratch + order, scratch + 2 * order)
    let outcome = geev(scaling: scaling, n, a, lda, real, imaginary, vectors == nil ? nil : packed)
    for i in 0..<order { values[i] = Complex(real[i], imaginary[i]) }
    if outcome.info == 0, let vectors { unpackVectors(packed, imaginary, order, into: vectors) }
    return outcome
  }

  /// The same with the parts of the eigenvalues apart and the eigenvectors as LAPACK packs them; without LAPACK for small
  /// matrices.
  static func geev(
    scaling: Bool, _ n: Int32, _ a: Pointer, _ lda: Int32, _ real: Pointer, _ imaginary: Pointer, _ vectors: Pointer?
  ) -> (info: Int32, spread: Double) {
    let order = Int(n)
    // It judges its scaling itself.
    if order <= SmallEigen.largestOrder, SmallEigen.decompose(a, order, real, imaginary, vectors) { return (0, 1) }
    let (balancing, job) = (code(scaling ? "B" : "P"), code(vectors == nil ? "N" : "V"))
    // Workspace for what is not blocked anyway.
    let count = order <= 32 ? 8 * order : 0
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: order + count + 1) { scratch in
      guard let scale = scratch.baseAddress else { return (-1, 1) }
      var (low, high, norm): (Int32, Int32, Double) = (0, 0, 0)
      let info =
        count > 0
        ? LAPACKE_dgeevx_work(
          LAPACK_COL_MAJOR, balancing, code("N"), job, code("N"), n, a, lda, real, imaginary, nil, max(1, n), vectors,
          max(1, n), &low, &high, scale, &norm, nil, nil, scale + order, Int32(truncatingIfNeeded: count), nil)
        : LAPACKE_dgeevx(
          LAPACK_COL_MAJOR, balancing, code("N"), job, code("N"), n, a, lda, real, imaginary, nil, max(1, n), vectors,
          max(1, n), &low, &high, scale, &norm, nil, nil)
      return (info, EigenScaling.spread(scale, low, high))
    }
  }

  /// LAPACK packs a conjugate pair of eigenvectors u ± iv as the two real columns u and v.
  static func unpackVectors(
    _ packed: UnsafeMutablePointer<Double>, _ imaginary: UnsafeMutablePointer<Double>, _ order: Int,
    into vectors: UnsafeMutablePointer<Complex<Double>>
  ) {
    var j = 0
    while j < order {
      let (u, v) = (packed + j * order, packed + (j + 1) * order)
      if imaginary[j] == 0 || j + 1 == order {
        for i in 0..<order { vectors[i + j * order] = Complex(u[i], 0) }
        j += 1
      } else {
        for i in 0..<order {
          vectors[i + j * order] = Complex(u[i], v[i])
          vectors[i + (j + 1) * order] = Complex(u[i], -v[i])
        }
        j += 2
      }
    }
  }

  public static func gesdd(
    _ job: Unicode.Scalar, _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ values: UnsafeMutablePointer<Double>,
    _ u: Pointer, _ ldu: Int32, _ vt: Pointer, _ ldvt: Int32
  ) -> Int32 {
    LAPACKE_dgesdd(LAPACK_COL_MAJOR, code(job), m, n, a, lda, values, u, ldu, vt, ldvt)
  }

  public static func gesvd(
    _ job: Unicode.Scalar, _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ values: UnsafeMutablePointer<Double>,
    _ u: Pointer, _ ldu: Int32, _ vt: Pointer, _ ldvt: Int32
  ) -> Int32 {
    let superdiagonal = UnsafeMutablePointer<Double>.allocate(capacity: max(1, Int(min(m, n))))
    defer { superdiagonal.deallocate() }
    return LAPACKE_dgesvd(
      LAPACK_COL_MAJOR, code(job), code(job), m, n, a, lda, values, u, ldu, vt, ldvt, superdiagonal)
  }

  public static func gees(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ values: UnsafeMutablePointer<Complex<Double>>, _ vectors: Pointer
  ) -> Int32 {
    let order = Int(n)
    let parts = UnsafeMutablePointer<Double>.allocate(capacity: 2 * order + 1)
    defer { parts.deallocate() }
    var sorted: Int32 = 0
    let info = LAPACKE_dgees(
      LAPACK_COL_MAJOR, code("V"), code("N"), nil, n, a, lda, &sorted, parts, parts + order, vectors, max(1, n))
    for i in 0..<order { values[i] = Complex(parts[i], parts[i + order]) }
    return info
  }

  public static func trsen(
    _ select: UnsafePointer<Int32>, _ n: Int32, _ t: Pointer, _ ldt: Int32, _ values: UnsafeMutablePointer<Complex<Double>>,
    _ vectors: Pointer
  ) -> Int32 {
    let order = Int(n)
    let parts = UnsafeMutablePointer<Double>.allocate(capacity: 3 * order + 1)
    defer { parts.deallocate() }
    var (count, s, separation, integers): (Int32, Double, Double, Int32) = (0, 0, 0, 0)
    // With workspace of our own: LAPACKE takes none for this job, and the routine writes into it all the same.
    let info = LAPACKE_dtrsen_work(
      LAPACK_COL_MAJOR, code("N"), code("V"), select, n, t, ldt, vectors, max(1, n), parts, parts + order, &count, &s,
      &separation, parts + 2 * order, max(1, n), &integers, 1)
    if info == 0 {
      for i in 0..<order { values[i] = Complex(parts[i], parts[i + order]) }
    }
    return info
  }

  public static func gehrd(_ n: Int32, _ a: Pointer, _ lda: Int32, _ reflectors: Pointer) -> Int32 {
    LAPACKE_dgehrd(LAPACK_COL_MAJOR, n, 1, n, a, lda, reflectors)
  }

  public static func orghr(_ n: Int32, _ a: Pointer, _ lda: Int32, _ reflectors: Pointer) -> Int32 {
    LAPACKE_dorghr(LAPACK_COL_MAJOR, n, 1, n, a, lda, reflectors)
  }

  public static func gebal(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ low: UnsafeMutablePointer<Int32>, _ high: UnsafeMutablePointer<Int32>,
    _ scale: UnsafeMutablePointer<Double>
  ) -> Int32 {
    LAPACKE_dgebal(LAPACK_COL_MAJOR, code("B"), n, a, lda, low, high, scale)
  }
}

extension MatrixOperation {
  /// The constant of the C interface to BLAS.
  var blas: CBLAS_TRANSPOSE {
    switch self {
    case .none: CblasNoTrans
    case .transpose: CblasTrans
    case .adjoint: CblasConjTrans
    }
  }
}
