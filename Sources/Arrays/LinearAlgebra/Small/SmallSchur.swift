// The real Schur form of small matrices by the QR algorithm of Francis.
import CKernels

/// A = Z T Zᵀ with orthogonal Z and T triangular but for 2×2 blocks of complex pairs on its diagonal.
///
/// Householder's reduction to Hessenberg form, then sweeps with two shifts (J. G. F. Francis, "The QR transformation", Comput.
/// J. 4, 1961–62; Golub and Van Loan, Matrix Computations, sections 7.4 and 7.5). Elements must be about 1 at most; the
/// memory must have room for one column more than the matrix has, after which there is room for two elements.
struct SmallSchur {
  let n: Int
  /// A, in the end T.
  let form: SmallColumns
  /// Z, unless only the eigenvalues are wanted; then T is none.
  let vectors: SmallColumns?
  /// The eigenvalues in the order of the diagonal.
  let real: UnsafeMutablePointer<Double>
  let imaginary: UnsafeMutablePointer<Double>

  /// What is negligible beside 1.
  private static let epsilon = Double.ulpOfOne

  /// The Hessenberg form of A of which the part beside the active rows and columns is triangular already, and Z.
  func reduce(_ active: Range<Int>, reflectors: SmallColumns) {
    ckernels_reduce_to_hessenberg(
      form.column(0), n, active.lowerBound, active.upperBound, reflectors.column(0), vectors?.column(0),
      SmallColumns.width(n))
  }

  /// Makes a Hessenberg form triangular; false if that takes more than 30 sweeps for an eigenvalue.
  func iterate(_ active: Range<Int>) -> Bool {
    for i in 0..<n where !active.contains(i) { (real[i], imaginary[i]) = (form[i, i], 0) }
    var (last, sweeps) = (active.upperBound - 1, 0)
    let most = 30 * max(10, active.count)
    var count = 0
    while last >= active.lowerBound {
      let first = startOfBlock(active.lowerBound, last)
      if first > active.lowerBound { form[first, first - 1] = 0 }
      if first == last {
        (real[last], imaginary[last]) = (form[last, last], 0)
        (last, sweeps) = (last - 1, 0)
      } else if first == last - 1 {
        standardise(first)
        (last, sweeps) = (last - 2, 0)
      } else {
        sweeps += 1
        count += 1
        guard count <= most, sweep(first, last, sweeps) else { return false }
      }
    }
    return true
  }

  /// The first row of the block of which `last` is the last one: the element to the left of it is negligible.
  ///
  /// M. Ahues and F. Tisseur, "A new deflation criterion for the QR algorithm", LAPACK Working Note 122 (1997).
  @inline(__always)
  private func startOfBlock(_ low: Int, _ last: Int) -> Int {
    let smallest = 0x1p-960
    var k = last
    while k > low {
      let below = form[k, k - 1].magnitude
      if below <= smallest { break }
      let (x, y) = (form[k - 1, k - 1], form[k, k])
      var size = x.magnitude + y.magnitude
      if size == 0 {
        if k - 2 >= low { size += form[k - 1, k - 2].magnitude }
        if k + 1 <= last { size += form[k + 1, k].magnitude }
      }
      if below <= Self.epsilon * size {
        let (above, difference) = (form[k - 1, k].magnitude, (x - y).magnitude)
        let (larger, diagonal) = (max(below, above), max(y.magnitude, difference))
        let sum = larger + diagonal
        if min(below, above) * (larger / sum)
          <= max(smallest, Self.epsilon * (min(y.magnitude, difference) * (diagonal / sum)))
        {
          break
        }
      }
      k -= 1
    }
    return k
  }

  /// The two shifts as s + t, their sum, and their parts for a sweep of the block.
  @inline(__always)
  private func shifts(_ first: Int, _ last: Int, _ sweeps: Int) -> (x: Double, xi: Double, y: Double, yi: Double) {
    var (a, b) = (form[last - 1, last - 1], form[last - 1, last])
    var (c, d) = (form[last, last - 1], form[last, last])
    // The shifts of every tenth sweep are any others, lest they go round in a circle.
    if sweeps % 10 == 0 {
      let fromAbove = sweeps % 20 != 0
      let size =
        fromAbove
        ? form[first + 1, first].magnitude + form[first + 2, first + 1].magnitude
        : c.magnitude + form[last - 1, last - 2].magnitude
      a = 0.75 * size + (fromAbove ? form[first, first] : d)
      (b, c, d) = (-0.4375 * size, size, a)
    }
    let middle = (a + d) / 2
    let discriminant = (a - middle) * (d - middle) - b * c
    let root = discriminant.magnitude.squareRoot()
    if discriminant >= 0 { return (middle, root, middle, -root) }
    // Twice the nearer one of two real eigenvalues.
    let (x, y) = (middle + root, middle - root)
    let shift = (x - d).magnitude <= (y - d).magnitude ? x : y
    return (shift, 0, shift, 0)
  }

  /// One sweep of a bulge of three elements down a block of order three or more; false if numbers get too small.
  private func sweep(_ first: Int, _ last: Int, _ sweeps: Int) -> Bool {
    let h = form
    let shift = shifts(first, last, sweeps)
    // Where two consecutive elements below the diagonal are small, the sweep may start between.
    var (start, x, y, z) = (last - 2, 0.0, 0.0, 0.0)
    while true {
      let (a, below) = (h[start, start], h[start + 1, start])
      x = below * h[start, start + 1] + (a - shift.x) * (a - shift.y) - shift.xi * shift.yi
      y = below * (a + h[start + 1, start + 1] - shift.x - shift.y)
      z = below * h[start + 2, start + 1]
      if start == first { break }
      let neighbours = h[start - 1, start - 1].magnitude + a.magnitude + h[start + 1, start + 1].magnitude
      if h[start, start - 1].magnitude * (y.magnitude + z.magnitude) < Self.epsilon * x.magnitude * neighbours { break }
      start -= 1
    }
    let size = max(x.magnitude, y.magnitude, z.magnitude)
    guard size > 0x1p-900 else { return false }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { bulge in
      (bulge[0], bulge[1], bulge[2]) = (x / size, y / size, z / size)
      ckernels_francis_sweep(
        h.column(0), n, first, start, last, bulge.baseAddress, vectors?.column(0), SmallColumns.width(n))
    }
    return true
  }

  /// Gives a 2×2 block the eigenvalues on the diagonal, or equal diagonal elements if they are a complex pair, by a rotation,
  /// which the other rows and columns follow.
  private func standardise(_ k: Int) {
    let block = StandardBlock(scaling: form[k, k], form[k, k + 1], form[k + 1, k], form[k + 1, k + 1])
    let root = block.c == 0 ? 0 : block.b.magnitude.squareRoot() * block.c.magnitude.squareRoot()
    (real[k], real[k + 1]) = (block.a, block.d)
    (imaginary[k], imaginary[k + 1]) = (root, -root)
    guard let vectors else { return }
    let (cosine, sine) = (block.cosine, block.sine)
    for j in k + 2..<max(n, k + 2) {
      let column = form.column(j) + k
      let (x, y) = (column[0], column[1])
      column[0] = cosine * x + sine * y
      column[1] = cosine * y - sine * x
    }
    form.rotate(k, k + 1, cosine, sine)
    vectors.rotate(k, k + 1, cosine, sine)
    (form[k, k], form[k, k + 1], form[k + 1, k], form[k + 1, k + 1]) = (block.a, block.b, block.c, block.d)
  }
}

/// The block [cosine sine; −sine cosine] M [cosine −sine; sine cosine] of a 2×2 matrix M in the standard form of Schur
/// blocks: c = 0, or a = d and b c < 0.
///
/// Z. Bai and J. W. Demmel, "On swapping diagonal blocks in real Schur form", Linear Algebra Appl. 186 (1993), section 2.
private struct StandardBlock {
  private(set) var a: Double
  private(set) var b: Double
  private(set) var c: Double
  private(set) var d: Double
  private(set) var cosine = 1.0
  private(set) var sine = 0.0

  /// Divides by a power of two on the way, so that squares keep their digits.
  init(scaling a: Double, _ b: Double, _ c: Double, _ d: Double) {
    let unit = max(a.magnitude, b.magnitude, c.magnitude, d.magnitude).binade
    self.init(a / unit, b / unit, c / unit, d / unit)
    (self.a, self.b, self.c, self.d) = (self.a * unit, self.b * unit, self.c * unit, self.d * unit)
  }

  private init(_ a: Double, _ b: Double, _ c: Double, _ d: Double) {
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
    if c == 0 { return }
    if b == 0 {
      exchange()
      return
    }
    if a == d, (b < 0) != (c < 0) { return }
    let half = (a - d) / 2
    let larger = max(b.magnitude, c.magnitude)
    let smaller = min(b.magnitude, c.magnitude) * ((b < 0) == (c < 0) ? 1 : -1)
    let scale = max(half.magnitude, larger)
    // (a − d)²/4 + b c, divided by the scale.
    let discriminant = half / scale * half + larger / scale * smaller
    if discriminant >= 4 * Double.ulpOfOne {
      let root = scale.squareRoot() * discriminant.squareRoot()
      let shift = half + (half < 0 ? -root : root)
      let length = (c * c + shift * shift).squareRoot()
      (cosine, sine) = (shift / length, c / length)
      (self.a, self.b, self.c, self.d) = (d + shift, b - c, 0, d - larger / shift * smaller)
    } else {
      equalise()
    }
  }

  /// Exchanges the two coordinates of a lower triangular block.
  private mutating func exchange() {
    (a, b, c, d) = (d, -c, 0, a)
    (cosine, sine) = (-sine, cosine)
  }

  /// Makes the diagonal elements equal, and the block triangular if its eigenvalues turn out to be real.
  private mutating func equalise() {
    // One of the two is not zero, and the squares of both may be.
    let unit = max((b + c).magnitude, (a - d).magnitude).binade
    let (sum, difference) = ((b + c) / unit, (a - d) / unit)
    let length = (sum * sum + difference * difference).squareRoot()
    cosine = ((1 + sum.magnitude / length) / 2).squareRoot()
    sine = -(difference / 2 / (length * cosine)) * (sum < 0 ? -1 : 1)
    let (p, q, r, s) = (
      a * cosine + b * sine, b * cosine - a * sine, c * cosine + d * sine, d * cosine - c * sine
    )
    (a, b, c, d) = (p * cosine + r * sine, q * cosine + s * sine, r * cosine - p * sine, s * cosine - q * sine)
    let middle = (a + d) / 2
    (a, d) = (middle, middle)
    if c == 0 { return }
    if b == 0 { return exchange() }
    guard (b < 0) == (c < 0) else { return }
    let (rootB, rootC) = (b.magnitude.squareRoot(), c.magnitude.squareRoot())
    let root = c < 0 ? -rootB * rootC : rootB * rootC
    let inverse = 1 / (b + c).magnitude.squareRoot()
    (a, b, c, d) = (middle + root, b - c, 0, middle - root)
    let (x, y) = (rootB * inverse, rootC * inverse)
    (cosine, sine) = (cosine * x - sine * y, cosine * y + sine * x)
  }
}
