// The LAPACK routines for indefinite matrices, pairs of matrices and matrix equations, for `Double`.
import CLAPACK
import ComplexModule

extension Double {
  public static func hetrf(
    _ triangle: Triangle, _ n: Int32, _ a: Pointer, _ lda: Int32, _ e: Pointer, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int32 {
    LAPACKE_dsytrf_rk(LAPACK_COL_MAJOR, code(triangle), n, a, lda, e, pivots)
  }

  public static func hetrs(
    _ triangle: Triangle, _ n: Int32, _ columns: Int32, _ a: Pointer, _ lda: Int32, _ e: Pointer, _ pivots: UnsafeMutablePointer<Int32>,
    _ b: Pointer, _ ldb: Int32
  ) -> Int32 {
    LAPACKE_dsytrs_3_work(LAPACK_COL_MAJOR, code(triangle), n, columns, a, lda, e, pivots, b, ldb)
  }

  public static func pstrf(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ pivots: UnsafeMutablePointer<Int32>, _ rank: UnsafeMutablePointer<Int32>,
    _ tolerance: Double
  ) -> Int32 {
    LAPACKE_dpstrf(LAPACK_COL_MAJOR, code("L"), n, a, lda, pivots, rank, tolerance)
  }

  public static func ggev(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32, _ alpha: UnsafeMutablePointer<Complex<Double>>,
    _ beta: UnsafeMutablePointer<Complex<Double>>, _ vectors: UnsafeMutablePointer<Complex<Double>>?
  ) -> Int32 {
    let order = Int(n)
    let scratch = UnsafeMutablePointer<Double>.allocate(capacity: 3 * order + (vectors == nil ? 0 : order * order) + 1)
    defer { scratch.deallocate() }
    let (real, imaginary, divisor, packed) = (scratch, scratch + order, scratch + 2 * order, scratch + 3 * order)
    let info = LAPACKE_dggev(
      LAPACK_COL_MAJOR, code("N"), code(vectors == nil ? "N" : "V"), n, a, lda, b, ldb, real, imaginary, divisor, nil,
      max(1, n), packed, max(1, n))
    for i in 0..<order {
      alpha[i] = Complex(real[i], imaginary[i])
      beta[i] = Complex(divisor[i], 0)
    }
    if info == 0, let vectors { unpackVectors(packed, imaginary, order, into: vectors) }
    return info
  }

  public static func hegvd(
    _ triangle: Triangle, _ wantsVectors: Bool, _ n: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32,
    _ values: UnsafeMutablePointer<Double>
  ) -> Int32 {
    LAPACKE_dsygvd(LAPACK_COL_MAJOR, 1, code(wantsVectors ? "V" : "N"), code(triangle), n, a, lda, b, ldb, values)
  }

  public static func gges(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32, _ alpha: UnsafeMutablePointer<Complex<Double>>,
    _ beta: UnsafeMutablePointer<Complex<Double>>, _ left: Pointer, _ right: Pointer
  ) -> Int32 {
    let order = Int(n)
    let parts = UnsafeMutablePointer<Double>.allocate(capacity: 3 * order + 1)
    defer { parts.deallocate() }
    var sorted: Int32 = 0
    let info = LAPACKE_dgges(
      LAPACK_COL_MAJOR, code("V"), code("V"), code("N"), nil, n, a, lda, b, ldb, &sorted, parts, parts + order,
      parts + 2 * order, left, max(1, n), right, max(1, n))
    for i in 0..<order {
      alpha[i] = Complex(parts[i], parts[order + i])
      beta[i] = Complex(parts[2 * order + i], 0)
    }
    return info
  }

  public static func ggsvd(
    _ m: Int32, _ n: Int32, _ p: Int32, _ k: inout Int32, _ l: inout Int32, _ a: Pointer, _ b: Pointer,
    _ alpha: UnsafeMutablePointer<Double>, _ beta: UnsafeMutablePointer<Double>, _ u: Pointer, _ v: Pointer, _ q: Pointer
  ) -> Int32 {
    let scratch = UnsafeMutablePointer<Int32>.allocate(capacity: Int(n))
    defer { scratch.deallocate() }
    return LAPACKE_dggsvd3(
      LAPACK_COL_MAJOR, code("U"), code("V"), code("Q"), m, n, p, &k, &l, a, max(1, m), b, max(1, p), alpha, beta, u,
      max(1, m), v, max(1, p), q, max(1, n), scratch)
  }

  public static func trsyl(
    _ operation: MatrixOperation, _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32,
    _ c: Pointer, _ ldc: Int32, _ scale: UnsafeMutablePointer<Double>
  ) -> Int32 {
    LAPACKE_dtrsyl_work(
      LAPACK_COL_MAJOR, code("N"), code(operation == .none ? "N" : "T"), 1, m, n, a, lda, b, ldb, c, ldc, scale)
  }
}
