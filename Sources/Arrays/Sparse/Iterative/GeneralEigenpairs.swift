// A few eigenvalues of large matrices that need not be Hermitian.
import ComplexModule
import RealModule

/// A few eigenvalues of any map of a space into itself, with their eigenvectors.
public struct GeneralEigenpairs: Sendable {
  /// The eigenvalues, the most wanted first.
  public let values: [Complex<Double>]

  /// The eigenvectors, as columns of length 1.
  public let vectors: Matrix<Complex<Double>>

  /// The norms ‖A v − λ v‖.
  public let residualNorms: [Double]

  /// How often the map was applied.
  public let applications: Int

  /// The `count` most wanted eigenvalues of a map of `order` elements by Arnoldi's method with the restarts of G. W. Stewart,
  /// "A Krylov–Schur algorithm for large eigenproblems", SIAM J. Matrix Anal. Appl. 23 (2001).
  ///
  /// A Krylov subspace holds one eigenvector of a multiple eigenvalue, so the search goes on from vectors beside what was
  /// found until it meets nothing more wanted.
  ///
  /// - Parameters:
  ///   - end: Not `smallestMagnitude`, which the map alone cannot give quickly.
  ///   - tolerance: How far the space of the eigenvectors may be from an invariant one, relative to the largest eigenvalue
  ///     seen. The error of a value is that times its condition.
  ///   - basis: The number of vectors kept, by default 2 count + 30.
  ///   - restarts: After so many rounds without convergence `didNotConverge` is thrown.
  public init<Element: LinearAlgebraScalar>(
    of map: @escaping LinearMap<Element>, order n: Int, count: Int, at end: SpectrumEnd,
    tolerance: Double = 0x1p-44, basis: Int? = nil, restarts: Int = 2000
  ) throws {
    guard count >= 0, count <= n else {
      throw LinearAlgebraError.dimensionMismatch("a matrix of order \(n) has no \(count) eigenvalues")
    }
    var search = try KrylovSchurSearch(
      map: map, order: n, end: end, restarts: restarts, size: min(n, max(basis ?? 2 * count + 30, count + 2)))
    let tolerance = max(tolerance, 2 * Double.ulpOfOne)
    if count > 0 {
      try search.find(count, tolerance: tolerance)
      while search.basis.count < n {
        let worst = try search.ranks[count - 1]
        // Whether there is more needs no digits.
        guard let next = try search.rankBeside(tolerance: 1e-6) else { break }
        guard next > worst - 1e-5 * search.scale else { break }
        let before = search.basis.count
        try search.find(before + 1, tolerance: tolerance)
        if try search.ranks[count - 1] <= worst { break }
      }
    }
    let small = try search.form.eigen()
    let ranks = small.values.elements.map { end.rank($0, isReal: !Element.isComplex) }
    let order = ranks.indices.sorted { i, j in
      if ranks[i] != ranks[j] { return ranks[i] > ranks[j] }
      let (a, b) = (small.values[i], small.values[j])
      return a.imaginary != b.imaginary ? a.imaginary > b.imaginary : i < j
    }.prefix(count)
    values = order.map { small.values[$0] }
    let space = search.basis.matrix
    let vectors = try space.asComplex.multiplied(by: small.vectors.selecting([Array(0..<search.basis.count), Array(order)]))
    var norms: [Double] = []
    for k in 0..<count {
      let vector = vectors.pointer + k * n
      let length = vectors.column(k).norm()
      for i in 0..<n where length > 0 { vector[i] = vector[i] / Complex(length) }
      let image = try search.image(of: vectors.column(k))
      VectorSteps.add(-values[k], vectors.column(k), to: image)
      norms.append(image.norm())
    }
    self.vectors = vectors
    residualNorms = norms
    applications = search.map.applications
  }

  init(values: [Complex<Double>], vectors: Matrix<Complex<Double>>, residualNorms: [Double], applications: Int) {
    self.values = values
    self.vectors = vectors
    self.residualNorms = residualNorms
    self.applications = applications
  }
}

/// An orthonormal basis V of a nearly invariant space with A V = V T, T in Schur form, which grows.
private struct KrylovSchurSearch<Element: LinearAlgebraScalar> {
  var map: SquareMap<Element>
  let end: SpectrumEnd
  let restarts: Int
  private let size: Int
  private(set) var basis: KrylovBasis<Element>
  private(set) var form = Matrix<Element>(repeating: .zero, shape: [0, 0])
  /// The largest eigenvalue or image of a unit vector seen.
  private(set) var scale = 0.0
  private var random = SplitMix(seed: 42)

  init(map: @escaping LinearMap<Element>, order: Int, end: SpectrumEnd, restarts: Int, size: Int) throws {
    self.map = SquareMap(map, order: order)
    self.end = end
    self.restarts = restarts
    self.size = size
    basis = try KrylovBasis(length: order, capacity: size + 1)
  }

  /// How much the eigenvalues of the space are wanted, descending.
  var ranks: [Double] {
    get throws { try form.eigenvalues().elements.map { end.rank($0, isReal: !Element.isComplex) }.sorted(by: >) }
  }

  /// A applied to a complex vector, by its two parts if A is real.
  mutating func image(of v: Vector<Complex<Double>>) throws -> Vector<Complex<Double>> {
    if let same = v.same(as: Element.self) { return try map(same).asComplex }
    let real = try map(v.realParts.map { Element(real: $0) })
    let imaginary = try map(v.imaginaryParts.map { Element(real: $0) })
    return Vector((0..<map.order).map { Complex(real[$0].realPart, imaginary[$0].realPart) })
  }

  /// How much the most wanted eigenvalue beside those of the space is wanted, roughly; the space stays as it is.
  mutating func rankBeside(tolerance: Double) throws -> Double? {
    var other = self
    let known = basis.count
    try other.find(known + 1, tolerance: tolerance)
    (map, scale, random) = (other.map, other.scale, other.random)
    // The eigenvalues of the space are at the front of the other's form still, or have changed places with better ones.
    let (before, after) = (try ranks, try other.ranks)
    return zip(before + [-.infinity], after).first { $0 < $1 - 1e-5 * scale }?.1 ?? after.last
  }

  /// Makes the space one of the `wanted` most wanted eigenvalues, or of one more where a pair is not to be separated.
  mutating func find(_ wanted: Int, tolerance: Double) throws {
    let wanted = min(wanted, map.order)
    let size = min(map.order, max(size, wanted + 10))
    var space = try KrylovBasis<Element>(length: map.order, capacity: size + 1)
    for j in 0..<basis.count { space.append(basis.vector(j), scale: 1) }
    basis = space
    var projected = Matrix<Element>(repeating: .zero, shape: [size, size])
    for j in 0..<form.columns {
      for i in 0..<form.rows { projected[i, j] = form[i, j] }
    }
    var kept = form.columns
    guard kept < wanted, let start = basis.vectorBeside(&random) else { return }
    basis.append(start, scale: 1)
    for _ in 0..<max(1, restarts) {
      var coupling = 0.0
      for j in kept..<size {
        let w = try map(basis.vector(j))
        scale = max(scale, w.norm())
        let coefficients = basis.orthogonalize(w)
        for i in 0...j { projected[i, j] = coefficients[i] }
        coupling = w.norm()
        if coupling <= 2 * Double.ulpOfOne * scale {
          // An invariant subspace: the search goes on beside it.
          coupling = 0
          if let fresh = basis.vectorBeside(&random) { basis.append(fresh, scale: 1) }
        } else {
          basis.append(w, scale: 1 / coupling)
        }
        if j + 1 < size { projected[j + 1, j] = Element(real: coupling) }
      }
      var schur = try projected.schur()
      scale = schur.values.elements.reduce(scale) { max($0, $1.length) }
      let held = try schur.bring(wanted + (size - wanted) / 2, end, within: size)
      let front = try schur.bring(wanted, end, within: held)
      let isDone = (0..<front).allSatisfy { coupling * schur.vectors[size - 1, $0].modulus <= tolerance * scale }
      if isDone || size == map.order {
        basis.truncate(size)
        try basis.recombine(schur.vectors[0..<size, 0..<front])
        form = schur.form[0..<front, 0..<front]
        return
      }
      // What is kept: the wanted, and half of the room for others, which speeds up what comes.
      kept = schur.splits(at: held) ? held - 1 : held
      guard kept < size, basis.count == size + 1 else { break }
      let last = basis.vector(size)
      basis.truncate(size)
      try basis.recombine(schur.vectors[0..<size, 0..<kept])
      basis.append(last, scale: 1)
      projected = Matrix<Element>(repeating: .zero, shape: [size, size])
      for j in 0..<kept {
        for i in 0..<kept { projected[i, j] = schur.form[i, j] }
        projected[kept, j] = Element(real: coupling) * schur.vectors[size - 1, j]
      }
    }
    throw LinearAlgebraError.didNotConverge("Arnoldi's method")
  }
}

extension SchurDecomposition {
  /// Whether a cut after so many columns goes through a block of two.
  fileprivate func splits(at count: Int) -> Bool {
    count > 0 && count < values.count && form[count, count - 1] != .zero
  }

  /// Brings the `count` most wanted of the first `limit` eigenvalues to the front; how many that are, with the other of a pair.
  fileprivate mutating func bring(_ count: Int, _ end: SpectrumEnd, within limit: Int) throws(LinearAlgebraError) -> Int {
    let isReal = !Element.isComplex
    let ranks = values.elements.prefix(limit).map { end.rank($0, isReal: isReal) }
    let order = ranks.indices.sorted { ranks[$0] != ranks[$1] ? ranks[$0] > ranks[$1] : $0 < $1 }
    var selected = [Bool](repeating: false, count: values.count)
    for index in order.prefix(count) { selected[index] = true }
    // Both of a pair, which are neighbours.
    for index in 0..<max(0, values.count - 1) where form[index + 1, index] != .zero && selected[index] != selected[index + 1] {
      selected[index] = true
      selected[index + 1] = true
    }
    self = try reordered(selecting: selected)
    return selected.count { $0 }
  }
}

extension SparseMatrix {
  /// The `count` eigenvalues at one end of the spectrum of a square matrix, with their eigenvectors.
  ///
  /// The smallest in modulus come from the inverse, that is, from a factorisation. Throws `notFinite`, `dimensionMismatch`,
  /// `singular` (for the smallest in modulus) or `didNotConverge`.
  /// - Parameter product: The product with a vector, where something is to be done beside it.
  public func generalEigenpairs(
    _ count: Int, at end: SpectrumEnd = .largestMagnitude, tolerance: Double = 0x1p-44, product: LinearMap<Element>? = nil
  ) throws -> GeneralEigenpairs {
    try requireSquare()
    guard isFinite else { throw LinearAlgebraError.notFinite }
    let product = product ?? map
    guard end == .smallestMagnitude else {
      return try GeneralEigenpairs(of: product, order: rows, count: count, at: end, tolerance: tolerance)
    }
    let factors = try factorized()
    let inverse = try GeneralEigenpairs(
      of: { try factors.solve($0) }, order: rows, count: count, at: .largestMagnitude, tolerance: tolerance)
    let values = inverse.values.map { Complex<Double>(1) / $0 }
    var norms: [Double] = []
    for k in 0..<count {
      let vector = inverse.vectors.column(k)
      let parts = try [vector.realParts, vector.imaginaryParts].map { try product($0.map { Element(real: $0) }).asComplex }
      norms.append(Vector((0..<rows).map { parts[0][$0] + .i * parts[1][$0] - values[k] * vector[$0] }).norm())
    }
    return GeneralEigenpairs(
      values: values, vectors: inverse.vectors, residualNorms: norms, applications: inverse.applications)
  }
}
