// The numbers that linear algebra works on, `Double` and `Complex`, with the BLAS and LAPACK routines for each.
//
// swift-numerics' modules are exported, so that `import Arrays` is all that a user of complex matrices needs.
@_exported import ComplexModule
@_exported import RealModule

/// How a matrix enters a product.
public enum MatrixOperation: Sendable {
  /// As it is.
  case none
  /// Transposed.
  case transpose
  /// Transposed and conjugated.
  case adjoint
}

/// A triangle of a square matrix; it contains the diagonal.
public enum Triangle: Sendable {
  case upper
  case lower
}

/// A floating-point number, real or complex, for which BLAS and LAPACK have routines.
///
/// The static functions below are those routines, under LAPACK's names without the letter for the type. All matrices
/// are column-major, `lda` is the distance between columns, and the result is LAPACK's `info`.
public protocol LinearAlgebraScalar: AlgebraicField, Hashable, Sendable {
  /// Whether the type is complex.
  static var isComplex: Bool { get }

  /// The number with real part `real` and no imaginary part.
  init(real: Double)

  /// The real part.
  var realPart: Double { get }

  /// The imaginary part, zero for a real type.
  var imaginaryPart: Double { get }

  /// The complex conjugate; the number itself for a real type.
  var conjugated: Self { get }

  /// The absolute value |z|, without overflow on the way.
  var modulus: Double { get }

  /// Whether neither part is NaN or infinite.
  var isFinite: Bool { get }

  /// The number as a complex number.
  var asComplex: Complex<Double> { get }

  typealias Pointer = UnsafeMutablePointer<Self>

  /// C ← C + op(A) op(B), with C of size m×n and inner dimension k.
  static func gemm(
    _ operationA: MatrixOperation, _ operationB: MatrixOperation, _ m: Int32, _ n: Int32, _ k: Int32,
    _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32, _ c: Pointer, _ ldc: Int32)

  /// The factorisation of a tridiagonal matrix by elimination with partial pivoting, in place; `second` is the second diagonal
  /// above the main one, which exchanges of rows fill.
  static func gttrf(
    _ n: Int32, _ lower: Pointer, _ diagonal: Pointer, _ upper: Pointer, _ second: Pointer, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int32

  /// B ← op(A)⁻¹ B from what `gttrf` made of A.
  static func gttrs(
    _ operation: MatrixOperation, _ n: Int32, _ columns: Int32, _ lower: Pointer, _ diagonal: Pointer, _ upper: Pointer,
    _ second: Pointer, _ pivots: UnsafeMutablePointer<Int32>, _ b: Pointer, _ ldb: Int32
  ) -> Int32

  /// y ← op(A) x, with A of size m×n.
  static func gemv(
    _ operation: MatrixOperation, _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ x: Pointer, _ y: Pointer)

  /// The upper triangle of the n×n matrix C ← A Aᴴ (`.none`) or Aᴴ A (`.adjoint`), with the other dimension k.
  static func herk(_ operation: MatrixOperation, _ n: Int32, _ k: Int32, _ a: Pointer, _ lda: Int32, _ c: Pointer)

  /// LU factorisation with partial pivoting.
  static func getrf(_ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ pivots: UnsafeMutablePointer<Int32>) -> Int32

  /// Solves op(A) X = B after `getrf`.
  static func getrs(
    _ operation: MatrixOperation, _ n: Int32, _ columns: Int32, _ a: Pointer, _ lda: Int32,
    _ pivots: UnsafeMutablePointer<Int32>, _ b: Pointer, _ ldb: Int32) -> Int32

  /// The inverse after `getrf`.
  static func getri(_ n: Int32, _ a: Pointer, _ lda: Int32, _ pivots: UnsafeMutablePointer<Int32>) -> Int32

  /// Cholesky factorisation of the matrix in one triangle.
  static func potrf(_ triangle: Triangle, _ n: Int32, _ a: Pointer, _ lda: Int32) -> Int32

  /// Solves A X = B after `potrf`.
  static func potrs(
    _ triangle: Triangle, _ n: Int32, _ columns: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32) -> Int32

  /// Solves op(T) X = B for a triangular T; positive `info` is the index of a zero on the diagonal.
  static func trtrs(
    _ triangle: Triangle, _ operation: MatrixOperation, _ n: Int32, _ columns: Int32, _ a: Pointer, _ lda: Int32,
    _ b: Pointer, _ ldb: Int32) -> Int32

  /// The inverse of a triangular matrix.
  static func trtri(_ triangle: Triangle, _ n: Int32, _ a: Pointer, _ lda: Int32) -> Int32

  /// QR factorisation.
  static func geqrf(_ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ reflectors: Pointer) -> Int32

  /// QR factorisation with column pivoting.
  static func geqp3(
    _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ pivots: UnsafeMutablePointer<Int32>, _ reflectors: Pointer
  ) -> Int32

  /// The first n columns of Q after `geqrf` with k reflectors (`orgqr` or `ungqr`).
  static func orgqr(_ m: Int32, _ n: Int32, _ k: Int32, _ a: Pointer, _ lda: Int32, _ reflectors: Pointer) -> Int32

  /// C ← op(Q) C with Q from `geqrf` (`ormqr` or `unmqr`); `.transpose` means the adjoint.
  static func ormqr(
    _ operation: MatrixOperation, _ m: Int32, _ n: Int32, _ k: Int32, _ a: Pointer, _ lda: Int32,
    _ reflectors: Pointer, _ c: Pointer, _ ldc: Int32) -> Int32

  /// Minimum-norm least squares by a complete orthogonal factorisation; `b` has max(m, n) rows.
  static func gelsy(
    _ m: Int32, _ n: Int32, _ columns: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32,
    _ pivots: UnsafeMutablePointer<Int32>, _ tolerance: Double, _ rank: UnsafeMutablePointer<Int32>) -> Int32

  /// Eigenvalues in ascending order, and eigenvectors if wanted, of a symmetric or Hermitian matrix,
  /// which is destroyed: by divide and conquer (`syevd`), of complex ones by relatively robust representations (`heevr`).
  static func syev(
    _ triangle: Triangle, _ n: Int32, _ a: Pointer, _ lda: Int32, _ values: UnsafeMutablePointer<Double>,
    _ vectors: Pointer?) -> Int32

  /// Eigenvalues, and right eigenvectors if wanted, of any square matrix (`geevx`), which is permuted, scaled if wanted, and
  /// destroyed. Gives also how much the factors differ, if the scaling may have cost digits (`EigenScaling`).
  static func geevx(
    scaling: Bool, _ n: Int32, _ a: Pointer, _ lda: Int32, _ values: UnsafeMutablePointer<Complex<Double>>,
    _ vectors: UnsafeMutablePointer<Complex<Double>>?) -> (info: Int32, spread: Double)

  /// Singular values by divide and conquer; `job` is `N`, `S` or `A`.
  static func gesdd(
    _ job: Unicode.Scalar, _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ values: UnsafeMutablePointer<Double>,
    _ u: Pointer, _ ldu: Int32, _ vt: Pointer, _ ldvt: Int32) -> Int32

  /// Singular values by QR iteration; `job` is `N`, `S` or `A`.
  static func gesvd(
    _ job: Unicode.Scalar, _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ values: UnsafeMutablePointer<Double>,
    _ u: Pointer, _ ldu: Int32, _ vt: Pointer, _ ldvt: Int32) -> Int32

  /// Schur form in `a` with the Schur vectors and eigenvalues.
  static func gees(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ values: UnsafeMutablePointer<Complex<Double>>, _ vectors: Pointer
  ) -> Int32

  /// Moves the selected eigenvalues to the front of a Schur form, and the Schur vectors with them.
  static func trsen(
    _ select: UnsafePointer<Int32>, _ n: Int32, _ t: Pointer, _ ldt: Int32, _ values: UnsafeMutablePointer<Complex<Double>>,
    _ vectors: Pointer
  ) -> Int32

  /// Reduction to Hessenberg form.
  static func gehrd(_ n: Int32, _ a: Pointer, _ lda: Int32, _ reflectors: Pointer) -> Int32

  /// Q of the Hessenberg reduction (`orghr` or `unghr`).
  static func orghr(_ n: Int32, _ a: Pointer, _ lda: Int32, _ reflectors: Pointer) -> Int32

  /// Balances a matrix by permutation and scaling.
  static func gebal(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ low: UnsafeMutablePointer<Int32>, _ high: UnsafeMutablePointer<Int32>,
    _ scale: UnsafeMutablePointer<Double>) -> Int32

  // Implemented in the files `…+Pairs`.

  /// Factorisation P T D Tᴴ Pᵀ of the Hermitian matrix in one triangle, with what D has beside its diagonal in `e`
  /// (`sytrf_rk` or `hetrf_rk`).
  static func hetrf(
    _ triangle: Triangle, _ n: Int32, _ a: Pointer, _ lda: Int32, _ e: Pointer, _ pivots: UnsafeMutablePointer<Int32>) -> Int32

  /// Solves A X = B after `hetrf`.
  static func hetrs(
    _ triangle: Triangle, _ n: Int32, _ columns: Int32, _ a: Pointer, _ lda: Int32, _ e: Pointer, _ pivots: UnsafeMutablePointer<Int32>,
    _ b: Pointer, _ ldb: Int32) -> Int32

  /// Cholesky factorisation with complete pivoting of the matrix in the lower triangle.
  static func pstrf(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ pivots: UnsafeMutablePointer<Int32>, _ rank: UnsafeMutablePointer<Int32>,
    _ tolerance: Double) -> Int32

  /// The generalised eigenvalues α/β and right eigenvectors of A − λB; destroys both.
  static func ggev(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32, _ alpha: UnsafeMutablePointer<Complex<Double>>,
    _ beta: UnsafeMutablePointer<Complex<Double>>, _ vectors: UnsafeMutablePointer<Complex<Double>>?) -> Int32

  /// Eigenvalues, and eigenvectors in place of A, of A − λB for Hermitian A and positive definite B (`sygvd`, `hegvd`).
  static func hegvd(
    _ triangle: Triangle, _ wantsVectors: Bool, _ n: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32,
    _ values: UnsafeMutablePointer<Double>) -> Int32

  /// Generalised Schur form in place of A and B, with both kinds of Schur vectors.
  static func gges(
    _ n: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32, _ alpha: UnsafeMutablePointer<Complex<Double>>,
    _ beta: UnsafeMutablePointer<Complex<Double>>, _ left: Pointer, _ right: Pointer) -> Int32

  /// Generalised singular value decomposition of an m×n and a p×n matrix, n > 0, which hold the triangle in the end.
  static func ggsvd(
    _ m: Int32, _ n: Int32, _ p: Int32, _ k: inout Int32, _ l: inout Int32, _ a: Pointer, _ b: Pointer,
    _ alpha: UnsafeMutablePointer<Double>, _ beta: UnsafeMutablePointer<Double>, _ u: Pointer, _ v: Pointer, _ q: Pointer
  ) -> Int32

  /// Solves A X + X op(B) = scale · C for Schur forms A and B; 1 if A and −op(B) nearly share an eigenvalue.
  static func trsyl(
    _ operation: MatrixOperation, _ m: Int32, _ n: Int32, _ a: Pointer, _ lda: Int32, _ b: Pointer, _ ldb: Int32,
    _ c: Pointer, _ ldc: Int32, _ scale: UnsafeMutablePointer<Double>) -> Int32
}

/// LAPACK's letter for a triangle, an operation or a job.
func code(_ letter: Unicode.Scalar) -> CChar { CChar(truncatingIfNeeded: letter.value) }

func code(_ triangle: Triangle) -> CChar {
  switch triangle {
  case .upper: code("U")
  case .lower: code("L")
  }
}

func code(_ operation: MatrixOperation) -> CChar {
  switch operation {
  case .none: code("N")
  case .transpose: code("T")
  case .adjoint: code("C")
  }
}
