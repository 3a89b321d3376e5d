// The LAPACK routines for indefinite matrices, pairs of matrices and matrix equations, for `Complex`.
import CLAPACK
import ComplexModule

extension Complex where RealType == Double {
  public static func hetrf(
    _ triangle: Triangle, _ n: Int32, _ a: Pointer, _ lda: Int32, _ e: Pointer, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int32 {
    ComplexWorkspace.with(rows: n) {
      LAPACKE_zhetrf_rk_work(LAPACK_COL_MAJOR, code(triangle), n, z(a), lda, z(e), pivots, $0.numbers, $0.count)
    }
  }

  public static func hetrs(
    _ triangle: Triangle, _ n: Int32, _ columns: Int32, _ a: Pointer, _ lda: Int32, _ e: Pointer, _ pivots: UnsafeMutablePointer<Int32>,
    _ b: Pointer, _ ldb: Int32
  ) -> Int32 {
    LAPACKE_zhetrs_3_work(LAPACK_COL_MAJOR, code(triangle), n, columns, z(a), lda, z(e), pivots, z(b), ldb)
  }

  public static func pstrf(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ pivots: UnsafeMutablePointer<Int32>, _ rank: UnsafeMutablePointer<Int32>,
    _ tolerance: Double
  ) -> Int32 {
    LAPACKE_zpstrf(LAPACK_COL_MAJOR, code("L"), n, z(a), lda, pivots, rank, tolerance)
  }

  public static func ggev(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32, _ alpha: Pointer, _ beta: Pointer,
    _ vectors: Pointer?
  ) -> Int32 {
    ComplexWorkspace.with(rows: n, reals: 8 * Int(n)) {
      LAPACKE_zggev_work(
        LAPACK_COL_MAJOR, code("N"), code(vectors == nil ? "N" : "V"), n, z(a), lda, z(b), ldb, z(alpha), z(beta), nil,
        max(1, n), vectors.map { z($0) }, max(1, n), $0.numbers, $0.count, $0.reals)
    }
  }

  public static func hegvd(
    _ triangle: Triangle, _ wantsVectors: Bool, _ n: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32,
    _ values: UnsafeMutablePointer<Double>
  ) -> Int32 {
    let order = Int(n)
    let (reals, integers) = wantsVectors ? (1 + 5 * order + 2 * order * order, 3 + 5 * order) : (max(1, order), 1)
    guard let realCount = Int32(exactly: reals), let integerCount = Int32(exactly: integers) else {
      return LAPACK_WORK_MEMORY_ERROR
    }
    return ComplexWorkspace.with(rows: n, reals: reals, integers: integers) {
      LAPACKE_zhegvd_work(
        LAPACK_COL_MAJOR, 1, code(wantsVectors ? "V" : "N"), code(triangle), n, z(a), lda, z(b), ldb, values,
        $0.numbers, $0.count, $0.reals, realCount, $0.integers, integerCount)
    }
  }

  public static func gges(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32, _ alpha: Pointer, _ beta: Pointer,
    _ left: Pointer, _ right: Pointer
  ) -> Int32 {
    var sorted: Int32 = 0
    return ComplexWorkspace.with(rows: n, reals: 8 * Int(n)) {
      LAPACKE_zgges_work(
        LAPACK_COL_MAJOR, code("V"), code("V"), code("N"), nil, n, z(a), lda, z(b), ldb, &sorted, z(alpha), z(beta),
        z(left), max(1, n), z(right), max(1, n), $0.numbers, $0.count, $0.reals, nil)
    }
  }

  public static func ggsvd(
    _ m: Int32, _ n: Int32, _ p: Int32, _ k: inout Int32, _ l: inout Int32, _ a: Pointer, _ b: Pointer,
    _ alpha: UnsafeMutablePointer<Double>, _ beta: UnsafeMutablePointer<Double>, _ u: Pointer, _ v: Pointer, _ q: Pointer
  ) -> Int32 {
    withUnsafeMutablePointer(to: &k) { k in
      withUnsafeMutablePointer(to: &l) { l in
        ComplexWorkspace.with(rows: max(m, n, p), reals: 2 * Int(n), integers: Int(n)) {
          LAPACKE_zggsvd3_work(
            LAPACK_COL_MAJOR, code("U"), code("V"), code("Q"), m, n, p, k, l, z(a), max(1, m), z(b), max(1, p), alpha, beta,
            z(u), max(1, m), z(v), max(1, p), z(q), max(1, n), $0.numbers, $0.count, $0.reals, $0.integers)
        }
      }
    }
  }

  public static func trsyl(
    _ operation: MatrixOperation, _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32,
    _ c: Pointer, _ ldc: Int32, _ scale: UnsafeMutablePointer<Double>
  ) -> Int32 {
    LAPACKE_ztrsyl_work(
      LAPACK_COL_MAJOR, code("N"), code(operation == .none ? "N" : "C"), 1, m, n, z(a), lda, z(b), ldb, z(c), ldc, scale)
  }
}
