// The columns of small matrices in vectors of the machine, and rotations of them.
import CKernels

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

  /// Memory for some vectors, at a multiple of their size: a vector in two lines of the cache takes longer.
  @inline(__always)
  static func withMemory<Result>(_ vectors: Int, _ body: (UnsafeMutablePointer<Lanes>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: vectors + 1) { memory in
      let address = UnsafeMutableRawPointer(memory.baseAddress!).alignedUp(toMultipleOf: MemoryLayout<Lanes>.size)
      return body(address.assumingMemoryBound(to: Lanes.self))
    }
  }

  @inline(__always) func clear(_ columns: Int) { start.initialize(repeating: .zero, count: width * columns) }

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

  @inline(__always)
  func scaleColumn(_ j: Int, by factor: Double) {
    for k in 0..<width { lanes(j)[k] *= factor }
  }

  /// Divides columns by the power of two that makes the largest element about 1, which is the result; 0 for elements that are
  /// too large or small for that.
  @inline(__always)
  func scaleToOne(_ columns: Int) -> Double { ckernels_scale_to_one(elements, columns, width) }

  @inline(__always)
  func exchangeColumns(_ i: Int, _ j: Int) {
    if i == j { return }
    for k in 0..<width { swap(&lanes(i)[k], &lanes(j)[k]) }
  }

  @inline(__always)
  func exchange(_ i: Int, _ k: Int, ofColumn j: Int) { swap(&self[i, j], &self[k, j]) }

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
