// The BLAS and LAPACK routines for `Complex`.
import CLAPACK
import ComplexModule
import RealModule

extension Complex: LinearAlgebraScalar where RealType == Double {
  public static var isComplex: Bool { true }

  public init(real: Double) { self.init(real, 0) }

  public var realPart: Double { real }

  public var imaginaryPart: Double { imaginary }

  public var conjugated: Self { conjugate }

  public var modulus: Double { length }

  public var asComplex: Self { self }
}

// MARK: - BLAS

extension Complex where RealType == Double {
  public static func gemm(
    _ operationA: MatrixOperation, _ operationB: MatrixOperation, _ m: Int32, _ n: Int32, _ k: Int32,
    _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32, _ c: Pointer, _ ldc: Int32
  ) {
    withUnsafePointer(to: Self.one) { one in
      cblas_zgemm(CblasColMajor, operationA.blas, operationB.blas, m, n, k, one, a, lda, b, ldb, one, c, ldc)
    }
  }

  public static func gemv(
    _ operation: MatrixOperation, _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ x: Pointer, _ y: Pointer
  ) {
    withUnsafePointer(to: Self.one) { one in
      withUnsafePointer(to: Self.zero) { zero in
        cblas_zgemv(CblasColMajor, operation.blas, m, n, one, a, lda, x, 1, zero, y, 1)
      }
    }
  }

  public static func herk(
    _ operation: MatrixOperation, _ n: Int32, _ k: Int32, _ a: Pointer, _ lda: Int32, _ c: Pointer
  ) {
    let transposition = operation == .none ? CblasNoTrans : CblasConjTrans
    cblas_zherk(CblasColMajor, CblasUpper, transposition, n, k, 1, a, lda, 0, c, n)
  }
}

// MARK: - Linear systems

extension Complex where RealType == Double {
  public static func getrf(
    _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int32 {
    LAPACKE_zgetrf_work(LAPACK_COL_MAJOR, m, n, z(a), lda, pivots)
  }

  public static func getrs(
    _ operation: MatrixOperation, _ n: Int32, _ columns: Int32, _ a: Pointer, _ lda: Int32,
    _ pivots: UnsafeMutablePointer<Int32>, _ b: Pointer, _ ldb: Int32
  ) -> Int32 {
    LAPACKE_zgetrs_work(LAPACK_COL_MAJOR, code(operation), n, columns, z(a), lda, pivots, z(b), ldb)
  }

  public static func gttrf(
    _ n: Int32, _ lower: Pointer, _ diagonal: Pointer, _ upper: Pointer, _ second: Pointer, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int32 {
    LAPACKE_zgttrf_work(n, z(lower), z(diagonal), z(upper), z(second), pivots)
  }

  public static func gttrs(
    _ operation: MatrixOperation, _ n: Int32, _ columns: Int32, _ lower: Pointer, _ diagonal: Pointer, _ upper: Pointer,
    _ second: Pointer, _ pivots: UnsafeMutablePointer<Int32>, _ b: Pointer, _ ldb: Int32
  ) -> Int32 {
    LAPACKE_zgttrs_work(
      LAPACK_COL_MAJOR, code(operation), n, columns, z(lower), z(diagonal), z(upper), z(second), pivots, z(b), ldb)
  }

  public static func getri(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int32 {
    ComplexWorkspace.with(rows: n) {
      LAPACKE_zgetri_work(LAPACK_COL_MAJOR, n, z(a), lda, pivots, $0.numbers, $0.count)
    }
  }

  public static func potrf(_ triangle: Triangle, _ n: Int32, _ a: Pointer, _ lda: Int32) -> Int32 {
    LAPACKE_zpotrf_work(LAPACK_COL_MAJOR, code(triangle), n, z(a), lda)
  }

  public static func potrs(
    _ triangle: Triangle, _ n: Int32, _ columns: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32
  ) -> Int32 {
    LAPACKE_zpotrs_work(LAPACK_COL_MAJOR, code(triangle), n, columns, z(a), lda, z(b), ldb)
  }

  public static func trtrs(
    _ triangle: Triangle, _ operation: MatrixOperation, _ n: Int32, _ columns: Int32, _ a: Pointer, _ lda: Int32,
    _ b: Pointer, _ ldb: Int32
  ) -> Int32 {
    LAPACKE_ztrtrs_work(
      LAPACK_COL_MAJOR, code(triangle), code(operation), code("N"), n, columns, z(a), lda, z(b), ldb)
  }

  public static func trtri(_ triangle: Triangle, _ n: Int32, _ a: Pointer, _ lda: Int32) -> Int32 {
    LAPACKE_ztrtri_work(LAPACK_COL_MAJOR, code(triangle), code("N"), n, z(a), lda)
  }
}

// MARK: - Orthogonal factorisations

extension Complex where RealType == Double {
  public static func geqrf(_ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ reflectors: Pointer) -> Int32 {
    ComplexWorkspace.with(rows: max(m, n)) {
      LAPACKE_zgeqrf_work(LAPACK_COL_MAJOR, m, n, z(a), lda, z(reflectors), $0.numbers, $0.count)
    }
  }

  public static func geqp3(
    _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ pivots: UnsafeMutablePointer<Int32>, _ reflectors: Pointer
  ) -> Int32 {
    ComplexWorkspace.with(rows: max(m, n), reals: 2 * Int(n)) {
      LAPACKE_zgeqp3_work(
        LAPACK_COL_MAJOR, m, n, z(a), lda, pivots, z(reflectors), $0.numbers, $0.count, $0.reals)
    }
  }

  public static func orgqr(
    _ m: Int32, _ n: Int32, _ k: Int32, _ a: Pointer, _ lda: Int32, _ reflectors: Pointer
  ) -> Int32 {
    ComplexWorkspace.with(rows: max(m, n)) {
      LAPACKE_zungqr_work(LAPACK_COL_MAJOR, m, n, k, z(a), lda, z(reflectors), $0.numbers, $0.count)
    }
  }

  public static func ormqr(
    _ operation: MatrixOperation, _ m: Int32, _ n: Int32, _ k: Int32, _ a: Pointer, _ lda: Int32,
    _ reflectors: Pointer, _ c: Pointer, _ ldc: Int32
  ) -> Int32 {
    let adjoint = operation == .none ? code("N") : code("C")
    return ComplexWorkspace.with(rows: max(m, n)) {
      LAPACKE_zunmqr_work(
        LAPACK_COL_MAJOR, code("L"), adjoint, m, n, k, z(a), lda, z(reflectors), z(c), ldc, $0.numbers, $0.count)
    }
  }

  public static func gelsy(
    _ m: Int32, _ n: Int32, _ columns: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32,
    _ pivots: UnsafeMutablePointer<Int32>, _ tolerance: Double, _ rank: UnsafeMutablePointer<Int32>
  ) -> Int32 {
    ComplexWorkspace.with(rows: max(m, n, columns), reals: 2 * Int(n)) {
      LAPACKE_zgelsy_work(
        LAPACK_COL_MAJOR, m, n, columns, z(a), lda, z(b), ldb, pivots, tolerance, rank, $0.numbers, $0.count, $0.reals)
    }
  }
}

// MARK: - Eigenvalues and singular values

extension Complex where RealType == Double {
  public static func syev(
    _ triangle: Triangle, _ n: Int32, _ a: Pointer, _ lda: Int32, _ values: UnsafeMutablePointer<Double>,
    _ vectors: Pointer?
  ) -> Int32 {
    var found: Int32 = 0
    let support = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * max(1, Int(n)))
    defer { support.deallocate() }
    // A negative absolute tolerance asks for the default, the most accurate that is fast.
    let (realCount, integerCount) = (24 * max(1, n), 10 * max(1, n))
    return ComplexWorkspace.with(rows: n, reals: Int(realCount), integers: Int(integerCount)) {
      LAPACKE_zheevr_work(
        LAPACK_COL_MAJOR, code(vectors == nil ? "N" : "V"), code("A"), code(triangle), n, z(a), lda, 0, 0, 0, 0, -1,
        &found, values, vectors.map { z($0) }, max(1, n), support, $0.numbers, $0.count, $0.reals, realCount,
        $0.integers, integerCount)
    }
  }

  public static func geevx(
    scaling: Bool, _ n: Int32, _ a: Pointer, _ lda: Int32, _ values: Pointer, _ vectors: Pointer?
  ) -> (info: Int32, spread: Double) {
    let scale = UnsafeMutablePointer<Double>.allocate(capacity: max(1, Int(n)))
    defer { scale.deallocate() }
    var (low, high, norm): (Int32, Int32, Double) = (0, 0, 0)
    let info = ComplexWorkspace.with(rows: n, reals: 2 * Int(n)) {
      LAPACKE_zgeevx_work(
        LAPACK_COL_MAJOR, code(scaling ? "B" : "P"), code("N"), code(vectors == nil ? "N" : "V"), code("N"), n, z(a), lda,
        z(values), nil, max(1, n), vectors.map { z($0) }, max(1, n), &low, &high, scale, &norm, nil, nil, $0.numbers,
        $0.count, $0.reals)
    }
    return (info, EigenScaling.spread(scale, low, high))
  }

  public static func gesdd(
    _ job: Unicode.Scalar, _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ values: UnsafeMutablePointer<Double>,
    _ u: Pointer, _ ldu: Int32, _ vt: Pointer, _ ldvt: Int32
  ) -> Int32 {
    let (least, most) = (Int(min(m, n)), Int(max(m, n)))
    // LAPACK up to 3.6 needs 7 times the least for no vectors, later versions 5 times.
    let realCount = job == "N" ? 7 * least : least * max(5 * least + 5, 2 * most + 2 * least + 1)
    return ComplexWorkspace.with(rows: max(m, n), reals: realCount, integers: 8 * least) {
      LAPACKE_zgesdd_work(
        LAPACK_COL_MAJOR, code(job), m, n, z(a), lda, values, z(u), ldu, z(vt), ldvt, $0.numbers, $0.count, $0.reals,
        $0.integers)
    }
  }

  public static func gesvd(
    _ job: Unicode.Scalar, _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ values: UnsafeMutablePointer<Double>,
    _ u: Pointer, _ ldu: Int32, _ vt: Pointer, _ ldvt: Int32
  ) -> Int32 {
    ComplexWorkspace.with(rows: max(m, n), reals: 5 * Int(min(m, n))) {
      LAPACKE_zgesvd_work(
        LAPACK_COL_MAJOR, code(job), code(job), m, n, z(a), lda, values, z(u), ldu, z(vt), ldvt, $0.numbers, $0.count,
        $0.reals)
    }
  }

  public static func gees(_ n: Int32, _ a: Pointer, _ lda: Int32, _ values: Pointer, _ vectors: Pointer) -> Int32 {
    var sorted: Int32 = 0
    return ComplexWorkspace.with(rows: n, reals: Int(n)) {
      LAPACKE_zgees_work(
        LAPACK_COL_MAJOR, code("V"), code("N"), nil, n, z(a), lda, &sorted, z(values), z(vectors), max(1, n),
        $0.numbers, $0.count, $0.reals, nil)
    }
  }

  public static func trsen(
    _ select: UnsafePointer<Int32>, _ n: Int32, _ t: Pointer, _ ldt: Int32, _ values: UnsafeMutablePointer<Complex<Double>>,
    _ vectors: Pointer
  ) -> Int32 {
    var (count, s, separation, work): (Int32, Double, Double, Complex<Double>) = (0, 0, 0, .zero)
    // With workspace of our own: LAPACKE takes none for this job, and the routine writes into it all the same.
    return withUnsafeMutablePointer(to: &work) { work in
      LAPACKE_ztrsen_work(
        LAPACK_COL_MAJOR, code("N"), code("V"), select, n, z(t), ldt, z(vectors), max(1, n), z(values), &count, &s,
        &separation, z(work), 1)
    }
  }

  public static func gehrd(_ n: Int32, _ a: Pointer, _ lda: Int32, _ reflectors: Pointer) -> Int32 {
    ComplexWorkspace.with(rows: n) {
      LAPACKE_zgehrd_work(LAPACK_COL_MAJOR, n, 1, n, z(a), lda, z(reflectors), $0.numbers, $0.count)
    }
  }

  public static func orghr(_ n: Int32, _ a: Pointer, _ lda: Int32, _ reflectors: Pointer) -> Int32 {
    ComplexWorkspace.with(rows: n) {
      LAPACKE_zunghr_work(LAPACK_COL_MAJOR, n, 1, n, z(a), lda, z(reflectors), $0.numbers, $0.count)
    }
  }

  public static func gebal(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ low: UnsafeMutablePointer<Int32>, _ high: UnsafeMutablePointer<Int32>,
    _ scale: UnsafeMutablePointer<Double>
  ) -> Int32 {
    LAPACKE_zgebal(LAPACK_COL_MAJOR, code("B"), n, z(a), lda, low, high, scale)
  }
}

/// The same memory as LAPACKE's complex type: both are a real part followed by an imaginary part.
func z(_ pointer: UnsafeMutablePointer<Complex<Double>>) -> UnsafeMutablePointer<clapack_complex_double> {
  UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: clapack_complex_double.self)
}
