// The columns of small matrices in vectors of the machine, and rotations of them.

/// The rotation that takes (x, y) to (length, 0).
struct Rotation {
  let cosine: Double
  let sine: Double
  let length: Double

  @inline(__always)
  init(_ x: Double, _ y: Double) {
    let square = x * x + y * y
    guard square < SmallColumns.smallestSquare else {
      length = square.squareRoot()
      // The machine divides while it takes the root.
      let inverse = 1 / square
      (cosine, sine) = (x * inverse * length, y * inverse * length)
      return
    }
    let (u, v) = (x * SmallColumns.magnification, y * SmallColumns.magnification)
    let root = (u * u + v * v).squareRoot()
    // What is still that small does not matter.
    (cosine, sine) = root * root < SmallColumns.smallestSquare ? (1, 0) : (u / root, v / root)
    length = root / SmallColumns.magnification
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

  @inline(__always) func clear(column j: Int) { lanes(j).initialize(repeating: .zero, count: width) }

  @inline(__always)
  func setIdentity(_ columns: Int) {
    clear(columns)
    for j in 0..<columns { self[j, j] = 1 }
  }

  @inline(__always) func column(_ j: Int) -> UnsafeMutablePointer<Double> { elements + stride &* j }

  subscript(i: Int, j: Int) -> Double {
    @inline(__always) get { elements[i &+ stride &* j] }
    @inline(__always) nonmutating set { elements[i &+ stride &* j] = newValue }
  }

  /// The vectors of a column.
  @inline(__always) func lanes(_ j: Int) -> UnsafeMutablePointer<Lanes> { start + width &* j }

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
    if i == j { return }
    for k in 0..<width { swap(&lanes(i)[k], &lanes(j)[k]) }
  }

  @inline(__always)
  func exchange(_ i: Int, _ k: Int, ofColumn j: Int) { swap(&self[i, j], &self[k, j]) }

  /// Sums of squares above this have all their digits.
  static let smallestSquare = 0x1p-900

  /// What makes squares of smaller numbers larger than that, or shows that they do not matter.
  static let magnification = 0x1p500

  /// Whether a matrix with this largest element can be scaled by a power of two to elements of about 1.
  static func isInRange(_ largest: Double) -> Bool { largest > 0x1p-1000 && largest < 0x1p1000 }

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
