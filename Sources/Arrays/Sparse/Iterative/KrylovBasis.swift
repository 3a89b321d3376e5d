// Orthonormal vectors that span a Krylov subspace.

/// Orthonormal vectors of one length, as columns in memory that is taken at once.
struct KrylovBasis<Element: LinearAlgebraScalar> {
  let length: Int
  private(set) var count = 0
  private(set) var columns: Matrix<Element>

  /// Throws `tooMuchMemory`, or `tooLarge` beyond what BLAS can count.
  init(length: Int, capacity: Int) throws(LinearAlgebraError) {
    guard length < Int(Int32.max), capacity < Int(Int32.max) else { throw .tooLarge(rows: length, columns: capacity) }
    try MemoryBudget.requireDense([length, capacity], of: Element.self)
    self.length = length
    columns = Matrix(repeating: .zero, shape: [length, capacity])
  }

  /// Appends `vector` times `scale`.
  mutating func append(_ vector: Vector<Element>, scale: Double) {
    VectorSteps.scale(vector, by: Element(real: scale), into: columns.pointer + count * length)
    count += 1
  }

  /// A copy of vector `j`.
  func vector(_ j: Int) -> Vector<Element> { columns.column(j) }

  /// Takes from `w` its components along the basis, twice, so that it is orthogonal to working precision (Daniel, Gragg,
  /// Kaufman & Stewart 1976), and returns them.
  func orthogonalize(_ w: Vector<Element>) -> Vector<Element> {
    let total = Vector<Element>(repeating: .zero, shape: [count])
    guard count > 0, length > 0 else { return total }
    let (m, n) = (Int32(length), Int32(count))
    let coefficients = Vector<Element>(uninitializedShape: [count])
    let along = Vector<Element>(uninitializedShape: [length])
    for _ in 0..<2 {
      Element.gemv(.adjoint, m, n, columns.pointer, m, w.pointer, coefficients.pointer)
      Element.gemv(.none, m, n, columns.pointer, m, coefficients.pointer, along.pointer)
      VectorSteps.add(-1, along, to: w)
      VectorSteps.add(1, coefficients, to: total)
    }
    return total
  }

  /// A random unit vector orthogonal to these and to others, or `nil` if they span the space.
  func vectorBeside(_ random: inout SplitMix, and others: KrylovBasis? = nil) -> Vector<Element>? {
    for _ in 0..<5 {
      let vector: Vector<Element> = random.vector(length)
      let before = vector.norm()
      _ = others?.orthogonalize(vector)
      _ = orthogonalize(vector)
      _ = others?.orthogonalize(vector)
      let after = vector.norm()
      if after > 1e-8 * before { return vector.scaled(by: Element(real: 1 / after)) }
    }
    return nil
  }

  /// Replaces the first vectors by their combinations with the columns of `factors`, and forgets the others.
  mutating func recombine(_ factors: Matrix<Element>) throws(LinearAlgebraError) {
    let first = columns[0..<length, 0..<factors.rows]
    let product = try first.multiplied(by: factors)
    columns.pointer.update(from: product.pointer, count: product.count)
    count = factors.columns
  }

  /// Forgets all vectors but the first.
  mutating func truncate(_ count: Int) { self.count = min(count, self.count) }

  /// The vectors as a matrix.
  var matrix: Matrix<Element> { columns[0..<length, 0..<count] }
}

/// A linear map of a space into itself, that counts how often it is applied.
struct SquareMap<Element: LinearAlgebraScalar> {
  private let map: LinearMap<Element>
  let order: Int
  private(set) var applications = 0

  init(_ map: @escaping LinearMap<Element>, order: Int) {
    self.map = map
    self.order = order
  }

  /// The image, in memory of its own. Throws `dimensionMismatch` or `notFinite` for a map that makes anything else.
  mutating func callAsFunction(_ v: Vector<Element>) throws -> Vector<Element> {
    applications += 1
    let result = try map(v)
    guard result.shape == [order] else {
      throw LinearAlgebraError.dimensionMismatch(
        "a map that makes an array of shape \(result.shape) of \(order) elements is not square")
    }
    guard result.isFinite else { throw LinearAlgebraError.notFinite }
    return result.copied()
  }
}
