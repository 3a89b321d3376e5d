/// The factorisation A[p, p] = T D Tᴴ of a symmetric or Hermitian matrix that need not be definite, with a unit triangular
/// T, upper or lower, and D of 1×1 and 2×2 blocks (bounded Bunch–Kaufman pivoting, LAPACK `sytrf_rk`, `hetrf_rk`).
public struct BunchKaufmanDecomposition<Element: LinearAlgebraScalar>: Sendable {
  /// Whether T is upper or lower triangular.
  public let triangle: Triangle

  /// The unit triangular factor T.
  public let unitTriangular: Matrix<Element>

  /// The block diagonal factor D.
  public let blockDiagonal: Matrix<Element>

  /// The order p of rows and columns, counted from zero.
  public let permutation: [Int]

  /// The first block of D that is singular, counted from one, or `nil`.
  public let zeroPivot: Int?

  private let factors: Matrix<Element>
  /// What D has beside its diagonal, in LAPACK's places.
  private let beside: Vector<Element>
  private let pivots: [Int32]
  private let oneNorm: Double

  /// Factors the Hermitian matrix in one triangle of `matrix`; the other is not read.
  public init(_ matrix: Matrix<Element>, triangle: Triangle = .upper) throws(LinearAlgebraError) {
    let n = try matrix.lapackOrder()
    try matrix.requireFinite()
    let isUpper = triangle == .upper
    let (order, factors) = (Int(n), isUpper ? matrix.upperTriangle() : matrix.lowerTriangle())
    let beside = Vector<Element>(repeating: .zero, shape: [order])
    var pivots = [Int32](repeating: 0, count: order)
    oneNorm = Self.norm(of: factors, triangle)
    let info = n == 0 ? 0 : Element.hetrf(triangle, n, factors.pointer, factors.leadingDimension, beside.pointer, &pivots)
    guard info >= 0 else { throw .didNotConverge("LAPACK's Bunch–Kaufman factorisation (info \(info))") }
    zeroPivot = info > 0 ? Int(info) : nil
    var permutation = Array(0..<order)
    for step in 0..<order {
      let k = isUpper ? order - 1 - step : step
      permutation.swapAt(k, Int(pivots[k].magnitude) - 1)
    }
    let blocks = Matrix<Element>(repeating: .zero, shape: [order, order])
    for i in 0..<order {
      blocks.pointer[i + i * order] = factors.pointer[i + i * order]
      if i + 1 < order {
        // LAPACK has the element above the diagonal with the second row, and that below it with the first.
        let element = isUpper ? beside.pointer[i + 1].conjugated : beside.pointer[i]
        blocks.pointer[i + 1 + i * order] = element
        blocks.pointer[i + (i + 1) * order] = element.conjugated
      }
    }
    unitTriangular = Matrix(rows: order, columns: order) {
      (isUpper ? $0 < $1 : $0 > $1) ? factors[$0, $1] : ($0 == $1 ? 1 : .zero)
    }
    blockDiagonal = blocks
    self.triangle = triangle
    self.permutation = permutation
    self.factors = factors
    self.beside = beside
    self.pivots = pivots
  }

  private static func norm(of a: Matrix<Element>, _ triangle: Triangle) -> Double {
    var sums = [Double](repeating: 0, count: a.rows)
    for j in 0..<a.rows {
      for i in triangle == .upper ? 0..<(j + 1) : j..<a.rows {
        let size = a.pointer[i + j * a.rows].modulus
        sums[j] += size
        if i != j { sums[i] += size }
      }
    }
    return sums.max() ?? 0
  }

  /// The numbers of positive, negative and zero eigenvalues, which are those of D (Sylvester's law of inertia).
  public var inertia: (positive: Int, negative: Int, zero: Int) {
    var (positive, negative, zero) = (0, 0, 0)
    for block in blocks {
      switch block {
      case .one(let d):
        if d > 0 { positive += 1 } else if d < 0 { negative += 1 } else { zero += 1 }
      case .two:
        // The pivoting takes blocks with a negative determinant only.
        positive += 1
        negative += 1
      }
    }
    return (positive, negative, zero)
  }

  /// The determinant, a real number.
  public var determinant: Double {
    blocks.reduce(1) { product, block in
      switch block {
      case .one(let d): product * d
      case .two(let a, let size, let d): product * (a * d - size * size)
      }
    }
  }

  /// log |det A| and the sign of the determinant, without overflow.
  public var logarithmicDeterminant: (logarithm: Double, sign: Double) {
    blocks.reduce(into: (logarithm: 0, sign: 1)) { sum, block in
      switch block {
      case .one(let d):
        sum.logarithm += Double.log(d.magnitude)
        sum.sign *= d == 0 ? 0 : d < 0 ? -1 : 1
      case .two(let a, let size, let d):
        // In units of the largest element, whose square may be beyond the range.
        let unit = max(a.magnitude, size, d.magnitude)
        let minor = a / unit * (d / unit) - size / unit * (size / unit)
        sum.logarithm += 2 * Double.log(unit) + Double.log(minor.magnitude)
        sum.sign *= minor == 0 ? 0 : minor < 0 ? -1 : 1
      }
    }
  }

  private enum Block {
    case one(Double)
    case two(Double, offDiagonal: Double, Double)
  }

  private var blocks: [Block] {
    var result: [Block] = []
    let n = factors.rows
    var i = 0
    while i < n {
      if i + 1 < n, blockDiagonal[i + 1, i] != .zero {
        result.append(
          .two(factors[i, i].realPart, offDiagonal: blockDiagonal[i + 1, i].modulus, factors[i + 1, i + 1].realPart))
        i += 2
      } else {
        result.append(.one(factors[i, i].realPart))
        i += 1
      }
    }
    return result
  }

  /// The solution of A X = B. Throws `singular`.
  public func solve(_ b: DenseArray<Element>) throws(LinearAlgebraError) -> DenseArray<Element> {
    try factors.requireRows(of: b)
    if let zeroPivot { throw .singular(pivot: zeroPivot) }
    try b.requireFinite()
    let x = b.copied()
    guard !x.isEmpty else { return x }
    guard solve(x.pointer, Int32(truncatingIfNeeded: b.columns)) == 0 else { throw .notFinite }
    return x
  }

  private func solve(_ x: UnsafeMutablePointer<Element>, _ columns: Int32) -> Int32 {
    var pivots = pivots
    return Element.hetrs(
      triangle, factors.leadingDimension, columns, factors.pointer, factors.leadingDimension, beside.pointer, &pivots, x,
      factors.leadingDimension)
  }

  /// An estimate of 1/(‖A‖₁ ‖A⁻¹‖₁); 0 for a singular matrix.
  public var reciprocalCondition: Double {
    guard zeroPivot == nil else { return 0 }
    guard factors.rows > 0 else { return 1 }
    let inverse = NormEstimate.oneNorm(order: factors.rows) { _ = solve($0, 1) } adjoint: { _ = solve($0, 1) }
    return NormEstimate.reciprocal(oneNorm, inverse)
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The factorisation T D Tᴴ of a symmetric or Hermitian matrix. Throws `notHermitian`.
  public func bunchKaufman(
    triangle: Triangle = .upper
  ) throws(LinearAlgebraError) -> BunchKaufmanDecomposition<Element> {
    let n = try lapackOrder()
    guard n == 0 || isHermitian else { throw isFinite ? .notHermitian : .notFinite }
    return try BunchKaufmanDecomposition(self, triangle: triangle)
  }
}
