// Householder reflections of the columns and rows of small matrices.

/// A reflection I − τ v vᵀ in vectors of the machine (Golub and Van Loan, Matrix Computations, section 5.1).
struct Reflection {
  typealias Lanes = SmallColumns.Lanes

  private let vector: UnsafeMutablePointer<Lanes>
  /// The vectors of the machine in which v has elements that are not zero.
  private let support: Range<Int>
  private let elements: UnsafeMutablePointer<Double>
  private let first: Int
  /// τ, zero for the identity.
  let factor: Double
  /// What the reflection leaves of x, at the position `first`; all elements after it become zero.
  let image: Double

  /// The reflection that takes the elements of x from the position `first` on together; v replaces x, which is padded
  /// with zeros to `width` vectors.
  @inline(__always)
  init(replacing vector: UnsafeMutablePointer<Lanes>, _ width: Int, from first: Int) {
    self.vector = vector
    self.first = first
    support = first / 4..<width
    elements = UnsafeMutableRawPointer(vector).assumingMemoryBound(to: Double.self)
    for i in 0..<first { elements[i] = 0 }
    var (head, scale) = (elements[first], 1.0)
    elements[first] = 0
    var rest = Reflection.sumOfSquares(vector, support)
    if head * head + rest < SmallColumns.smallestSquare {
      // Squares this small have lost digits.
      scale = SmallColumns.magnification
      head *= scale
      for k in support { vector[k] *= scale }
      rest = Reflection.sumOfSquares(vector, support)
    }
    // What is still that small does not matter.
    guard rest > 0, head * head + rest >= SmallColumns.smallestSquare else {
      for k in support { vector[k] = .zero }
      (factor, image) = (0, head / scale)
      elements[first] = 1
      return
    }
    let norm = (head * head + rest).squareRoot()
    // The sign that cancels nothing.
    let beta = head < 0 ? norm : -norm
    let inverse = Lanes(repeating: 1 / (head - beta))
    for k in support { vector[k] *= inverse }
    elements[first] = 1
    factor = (beta - head) / beta
    image = scale == 1 ? beta : beta / scale
  }

  @inline(__always)
  private static func sumOfSquares(_ vector: UnsafeMutablePointer<Lanes>, _ support: Range<Int>) -> Double {
    var squares = Lanes.zero
    for k in support { squares += vector[k] * vector[k] }
    return squares.sum()
  }

  /// H A for some columns of A.
  @inline(__always)
  func apply(toColumns columns: Range<Int>, of a: SmallColumns) {
    if factor == 0 { return }
    for j in columns {
      let column = a.lanes(j)
      var product = Lanes.zero
      for k in support { product += vector[k] * column[k] }
      let share = Lanes(repeating: factor * product.sum())
      for k in support { column[k] -= share * vector[k] }
    }
  }

  /// A H for a vector v that is zero outside of these columns of A, in the rows that these vectors of the machine hold.
  @inline(__always)
  func apply(fromRightTo columns: Range<Int>, of a: SmallColumns, rows: Range<Int>) {
    if factor == 0 { return }
    for k in rows {
      var product = Lanes.zero
      for j in columns { product += a.lanes(j)[k] * elements[j] }
      product *= factor
      for j in columns { a.lanes(j)[k] -= product * elements[j] }
    }
  }

  /// H A H = A − u vᵀ − v uᵀ for a symmetric A with nothing left in other rows and columns than these (Golub and Van Loan,
  /// section 8.3.1); `u` is memory for a vector.
  @inline(__always)
  func apply(toBothSidesOf a: SmallColumns, _ columns: Range<Int>, scratch u: UnsafeMutablePointer<Lanes>) {
    if factor == 0 { return }
    for k in support { u[k] = .zero }
    for j in columns {
      let (column, share) = (a.lanes(j), Lanes(repeating: factor * elements[j]))
      for k in support { u[k] += share * column[k] }
    }
    var product = Lanes.zero
    for k in support { product += u[k] * vector[k] }
    let half = Lanes(repeating: factor / 2 * product.sum())
    for k in support { u[k] -= half * vector[k] }
    let shares = UnsafeMutableRawPointer(u).assumingMemoryBound(to: Double.self)
    for j in columns {
      let column = a.lanes(j)
      let (x, y) = (Lanes(repeating: elements[j]), Lanes(repeating: shares[j]))
      for k in support { column[k] -= x * u[k] + y * vector[k] }
    }
  }
}

enum SmallReflections {
  /// Memory for some reflections.
  @inline(__always)
  static func with(_ count: Int, _ body: (UnsafeMutablePointer<Reflection>) -> Void) {
    withUnsafeTemporaryAllocation(of: Reflection.self, capacity: max(count, 1)) { memory in
      if let start = memory.baseAddress { body(start) }
    }
  }
}
