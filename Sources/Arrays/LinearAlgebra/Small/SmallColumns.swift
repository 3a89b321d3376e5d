// The columns of small matrices in vectors of the machine, and rotations of them.

/// A rotation in the plane of two columns.
struct Rotation {
  let p: Int
  let q: Int
  let tangent: Double
  let cosine: Double
  let sine: Double

  /// None.
  @inline(__always)
  init(_ p: Int, _ q: Int) {
    (self.p, self.q) = (p, q)
    (tangent, cosine, sine) = (0, 1, 0)
  }

  /// The smaller one of the two of which `half` is the cotangent of twice the angle.
  @inline(__always)
  init(_ p: Int, _ q: Int, half: Double) {
    (self.p, self.q) = (p, q)
    tangent = 1 / (half + (half < 0 ? -1 : 1) * (1 + half * half).squareRoot())
    cosine = 1 / (1 + tangent * tangent).squareRoot()
    sine = tangent * cosine
  }
}

/// The columns of a small matrix, padded with zeros to whole vectors of the machine.
struct SmallColumns {
  typealias Lanes = SIMD4<Double>

  private let start: UnsafeMutablePointer<Lanes>
  private let elements: UnsafeMutablePointer<Double>
  /// The vectors of a column.
  private let width: Int
  /// The distance between columns. The positions are small numbers, whose sums need no checks.
  private let stride: Int

  /// The vectors that hold a column of n numbers.
  @inline(__always) static func width(_ n: Int) -> Int { (n + 3) / 4 }

  @inline(__always)
  init(_ start: UnsafeMutablePointer<Lanes>, _ width: Int) {
    (self.start, self.width, stride) = (start, width, 4 &* width)
    elements = UnsafeMutableRawPointer(start).assumingMemoryBound(to: Double.self)
  }

  @inline(__always) func clear(_ columns: Int) { start.initialize(repeating: .zero, count: width * columns) }

  @inline(__always) func column(_ j: Int) -> UnsafeMutablePointer<Double> { elements + stride &* j }

  subscript(i: Int, j: Int) -> Double {
    @inline(__always) get { elements[i &+ stride &* j] }
    @inline(__always) nonmutating set { elements[i &+ stride &* j] = newValue }
  }

  /// The vectors of a column.
  @inline(__always) func lanes(_ j: Int) -> UnsafeMutablePointer<Lanes> { start + width &* j }

  @inline(__always)
  func rotateColumns(_ rotation: Rotation) {
    let (x, y) = (lanes(rotation.p), lanes(rotation.q))
    let (cosine, sine) = (Lanes(repeating: rotation.cosine), Lanes(repeating: rotation.sine))
    for k in 0..<width {
      let (a, b) = (x[k], y[k])
      x[k] = cosine * a - sine * b
      y[k] = sine * a + cosine * b
    }
  }

  /// (x, y) ← (cosine x + sine y, cosine y − sine x) for two columns.
  @inline(__always)
  func rotate(_ p: Int, _ q: Int, _ cosine: Double, _ sine: Double) {
    let (x, y) = (lanes(p), lanes(q))
    let (cosine, sine) = (Lanes(repeating: cosine), Lanes(repeating: sine))
    for k in 0..<width {
      let (a, b) = (x[k], y[k])
      x[k] = cosine * a + sine * b
      y[k] = cosine * b - sine * a
    }
  }

  /// A (I − τ v vᵀ) for the v with the elements 1, v and w at the position `j`, in the rows that some vectors hold.
  @inline(__always)
  func reflect(_ j: Int, _ rows: Range<Int>, _ factor: Double, _ v: Double, _ w: Double) {
    let (x, y, z) = (lanes(j), lanes(j &+ 1), lanes(j &+ 2))
    let (factorV, factorW) = (factor * v, factor * w)
    for k in rows {
      let sum = x[k] + v * y[k] + w * z[k]
      x[k] -= factor * sum
      y[k] -= factorV * sum
      z[k] -= factorW * sum
    }
  }

  /// (I − τ v vᵀ) A for the same v, in some columns.
  @inline(__always)
  func reflectRows(_ i: Int, _ columns: Range<Int>, _ factor: Double, _ v: Double, _ w: Double) {
    let (factorV, factorW) = (factor * v, factor * w)
    for j in columns {
      let x = column(j) + i
      let sum = x[0] + v * x[1] + w * x[2]
      x[0] -= factor * sum
      x[1] -= factorV * sum
      x[2] -= factorW * sum
    }
  }

  @inline(__always)
  func scaleColumn(_ j: Int, by factor: Double) {
    for k in 0..<width { lanes(j)[k] *= factor }
  }

  @inline(__always)
  func exchangeColumns(_ i: Int, _ j: Int) {
    for k in 0..<width { swap(&lanes(i)[k], &lanes(j)[k]) }
  }

  @inline(__always)
  func exchange(_ i: Int, _ k: Int, ofColumn j: Int) { swap(&self[i, j], &self[k, j]) }

  /// Sums of squares above this have all their digits.
  static let smallestSquare = 0x1p-900

  /// What makes squares of smaller numbers larger than that, or shows that they do not matter.
  static let magnification = 0x1p500

  /// Rotates the four elements of a symmetric matrix that rows of one and columns of another rotation have in common.
  @inline(__always)
  func rotate(_ rows: Rotation, _ columns: Rotation) {
    let (p, q, r, t) = (rows.p, rows.q, columns.p, columns.q)
    let (pr, pt, qr, qt) = (self[p, r], self[p, t], self[q, r], self[q, t])
    let (u, w) = (columns.cosine * pr - columns.sine * pt, columns.sine * pr + columns.cosine * pt)
    let (x, y) = (columns.cosine * qr - columns.sine * qt, columns.sine * qr + columns.cosine * qt)
    set(p, r, rows.cosine * u - rows.sine * x)
    set(q, r, rows.sine * u + rows.cosine * x)
    set(p, t, rows.cosine * w - rows.sine * y)
    set(q, t, rows.sine * w + rows.cosine * y)
  }

  @inline(__always)
  private func set(_ i: Int, _ j: Int, _ element: Double) {
    self[i, j] = element
    self[j, i] = element
  }

  /// x · x, y · y and x · y of the first vectors of two columns.
  @inline(__always)
  func products(_ p: Int, _ q: Int, _ height: Int) -> (Double, Double, Double) {
    let (x, y) = (lanes(p), lanes(q))
    var (xx, yy, xy) = (Lanes.zero, Lanes.zero, Lanes.zero)
    for k in 0..<height {
      let (a, b) = (x[k], y[k])
      xx += a * a
      yy += b * b
      xy += a * b
    }
    return (xx.sum(), yy.sum(), xy.sum())
  }

  /// The numbers below n in an order, by insertion.
  static func withSortedOrder(
    _ n: Int, by precedes: (Int, Int) -> Bool, _ body: (UnsafeMutableBufferPointer<Int>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: max(n, 1)) { order in
      for end in 0..<n {
        var j = end
        while j > 0, precedes(end, order[j - 1]) {
          order[j] = order[j - 1]
          j -= 1
        }
        order[j] = end
      }
      body(order)
    }
  }
}
