// A few eigenvalues of large Hermitian matrices.
import ComplexModule
import RealModule

/// Which eigenvalues are wanted.
public enum SpectrumEnd: Sendable {
  /// The largest in modulus.
  case largestMagnitude
  /// The smallest in modulus, which takes a factorisation of the matrix.
  case smallestMagnitude
  /// Those with the largest real part.
  case largestReal
  /// Those with the smallest real part.
  case smallestReal
  /// Those with the largest imaginary part; of real matrices the largest in modulus.
  case largestImaginary
  /// Those with the smallest imaginary part; of real matrices the smallest in modulus.
  case smallestImaginary

  /// How much a number is wanted.
  func rank(_ value: Double) -> Double { rank(Complex(value), isReal: false) }

  /// How much an eigenvalue is wanted; those of a real matrix come in conjugate pairs of one rank.
  func rank(_ value: Complex<Double>, isReal: Bool) -> Double {
    switch self {
    case .largestMagnitude: value.length
    case .smallestMagnitude: -value.length
    case .largestReal: value.real
    case .smallestReal: -value.real
    case .largestImaginary: isReal ? value.imaginary.magnitude : value.imaginary
    case .smallestImaginary: isReal ? -value.imaginary.magnitude : -value.imaginary
    }
  }
}

/// A few eigenvalues of a Hermitian map with their eigenvectors.
public struct ExtremeEigenpairs<Element: LinearAlgebraScalar>: Sendable {
  /// The eigenvalues, the most wanted first.
  public let values: [Double]

  /// The orthonormal eigenvectors, as columns.
  public let vectors: Matrix<Element>

  /// The norms ‖A v − λ v‖.
  public let residualNorms: [Double]

  /// How often the map was applied.
  public let applications: Int

  /// The `count` most wanted eigenvalues of the Hermitian map of `order` elements by Lanczos' method with thick restarts and
  /// full orthogonalisation (Wu & Simon, Thick-restart Lanczos method for large symmetric eigenvalue problems, SIAM J. Matrix
  /// Anal. Appl. 22, 2000).
  ///
  /// A Krylov subspace holds one eigenvector of a multiple eigenvalue, so the search goes on in the complement of what was
  /// found until that holds nothing more wanted.
  ///
  /// - Parameters:
  ///   - end: Not `smallestMagnitude`, which the map alone cannot give quickly.
  ///   - tolerance: What the residual of a pair may be relative to the largest eigenvalue seen. The error of a value is about
  ///     the square of it, divided by the distance to the next.
  ///   - basis: The number of vectors kept, by default 2 count + 30.
  ///   - restarts: After so many rounds without convergence `didNotConverge` is thrown.
  public init(
    of map: @escaping LinearMap<Element>, order n: Int, count: Int, at end: SpectrumEnd,
    tolerance: Double = 0x1p-44, basis: Int? = nil, restarts: Int = 2000
  ) throws {
    guard count >= 0, count <= n else {
      throw LinearAlgebraError.dimensionMismatch("a matrix of order \(n) has no \(count) eigenvalues")
    }
    var search = try LanczosSearch(
      map: map, order: n, end: end, tolerance: max(tolerance, 2 * Double.ulpOfOne), restarts: restarts)
    try search.find(count, basis: basis ?? 2 * count + 30)
    while search.found.count < n, count > 0 {
      let worst = search.found.values.sorted { end.rank($0) > end.rank($1) }[count - 1]
      let before = search.found.count
      try search.find(1, basis: basis ?? 32)
      let newest = search.found.values[before]
      if end.rank(newest) <= end.rank(worst) { break }
    }
    let order = search.found.values.indices.sorted {
      let (a, b) = (end.rank(search.found.values[$0]), end.rank(search.found.values[$1]))
      return a != b ? a > b : search.found.values[$0] > search.found.values[$1]
    }.prefix(count)
    values = order.map { search.found.values[$0] }
    let found = search.found.vectors
    let vectors = Matrix<Element>(repeating: .zero, shape: [n, count])
    var norms: [Double] = []
    for (k, index) in order.enumerated() {
      let vector = found.vector(index)
      (vectors.pointer + k * n).update(from: vector.pointer, count: n)
      let image = try search.map(vector)
      VectorSteps.add(Element(real: -values[k]), vector, to: image)
      norms.append(image.norm())
    }
    self.vectors = vectors
    residualNorms = norms
    applications = search.map.applications
  }

  init(values: [Double], vectors: Matrix<Element>, residualNorms: [Double], applications: Int) {
    self.values = values
    self.vectors = vectors
    self.residualNorms = residualNorms
    self.applications = applications
  }
}

/// A search for eigenpairs in the complement of those that were found before.
private struct LanczosSearch<Element: LinearAlgebraScalar> {
  var map: SquareMap<Element>
  let end: SpectrumEnd
  let tolerance: Double
  let restarts: Int
  var found: (values: [Double], vectors: KrylovBasis<Element>, count: Int)
  private var random = SplitMix(seed: 42)
  private var scale = 0.0

  init(map: @escaping LinearMap<Element>, order: Int, end: SpectrumEnd, tolerance: Double, restarts: Int) throws {
    self.map = SquareMap(map, order: order)
    self.end = end
    self.tolerance = tolerance
    self.restarts = restarts
    found = ([], try KrylovBasis(length: order, capacity: 0), 0)
  }

  /// Finds `wanted` more pairs with a basis of `size` vectors.
  mutating func find(_ wanted: Int, basis size: Int) throws {
    let room = map.order - found.count
    let wanted = min(wanted, room)
    guard wanted > 0 else { return }
    let size = min(room, max(size, wanted + 2))
    var basis = try KrylovBasis<Element>(length: map.order, capacity: size + 1)
    var projected = Matrix<Element>(repeating: .zero, shape: [size, size])
    guard let start = basis.vectorBeside(&random, and: found.vectors) else { return }
    basis.append(start, scale: 1)
    var kept = 0
    for _ in 0..<max(1, restarts) {
      var coupling = 0.0
      for j in kept..<size {
        let w = try map(basis.vector(j))
        let size = w.norm()
        scale = max(scale, size)
        _ = found.vectors.orthogonalize(w)
        projected[j, j] = Element(real: basis.orthogonalize(w)[j].realPart)
        _ = found.vectors.orthogonalize(w)
        coupling = w.norm()
        if coupling <= 2 * Double.ulpOfOne * scale {
          // An invariant subspace: the search goes on beside it.
          coupling = 0
          if j + 1 < projected.rows, let fresh = basis.vectorBeside(&random, and: found.vectors) { basis.append(fresh, scale: 1) }
        } else {
          basis.append(w, scale: 1 / coupling)
        }
        if j + 1 < projected.rows {
          projected[j, j + 1] = Element(real: coupling)
          projected[j + 1, j] = Element(real: coupling)
        }
      }
      let decomposition = try projected.symmetricEigen()
      let values = decomposition.values
      let order = (0..<size).sorted { end.rank(values[$0]) > end.rank(values[$1]) }
      scale = max(scale, values.norm(.infinity))
      let isDone = order.prefix(wanted).allSatisfy {
        coupling * decomposition.vectors[size - 1, $0].modulus <= tolerance * max(scale, values[$0].magnitude)
      }
      if isDone || size == room {
        let chosen = Array(order.prefix(wanted))
        let factors = decomposition.vectors.selecting([Array(0..<size), chosen])
        basis.truncate(size)
        try basis.recombine(factors)
        try keep(chosen.map { values[$0] }, basis)
        return
      }
      // What is kept: the wanted, and half of the room for others, which speeds up what comes.
      let held = Array(order.prefix(min(size - 1, wanted + (size - wanted) / 2)))
      let last = basis.vector(size)
      try basis.recombine(decomposition.vectors.selecting([Array(0..<size), held]))
      basis.append(last, scale: 1)
      kept = held.count
      projected = Matrix<Element>(repeating: .zero, shape: [size, size])
      for (i, index) in held.enumerated() {
        projected[i, i] = Element(real: values[index])
        let border = Element(real: coupling) * decomposition.vectors[size - 1, index]
        projected[kept, i] = border
        projected[i, kept] = border.conjugated
      }
    }
    throw LinearAlgebraError.didNotConverge("Lanczos' method")
  }

  private mutating func keep(_ values: [Double], _ basis: KrylovBasis<Element>) throws {
    var all = try KrylovBasis<Element>(length: map.order, capacity: found.count + basis.count)
    for j in 0..<found.count { all.append(found.vectors.vector(j), scale: 1) }
    for j in 0..<basis.count { all.append(basis.vector(j), scale: 1) }
    found = (found.values + values, all, all.count)
  }
}

extension SparseMatrix {
  /// The `count` eigenvalues at one end of the spectrum of a Hermitian matrix, with their eigenvectors.
  ///
  /// The smallest in modulus come from the inverse, that is, from a factorisation. Throws `notHermitian`, `notFinite`,
  /// `dimensionMismatch`, `singular` (for the smallest in modulus) or `didNotConverge`.
  public func extremeEigenpairs(
    _ count: Int, at end: SpectrumEnd = .largestMagnitude, tolerance: Double = 0x1p-44
  ) throws -> ExtremeEigenpairs<Element> {
    try requireSquare()
    guard isFinite else { throw LinearAlgebraError.notFinite }
    guard isHermitian else { throw LinearAlgebraError.notHermitian }
    guard end == .smallestMagnitude else {
      return try ExtremeEigenpairs(of: map, order: rows, count: count, at: end, tolerance: tolerance)
    }
    let factors = try factorized()
    let inverse = try ExtremeEigenpairs(
      of: { try factors.solve($0) }, order: rows, count: count, at: .largestMagnitude, tolerance: tolerance)
    // Rayleigh's quotient is nearer to the eigenvalue than the inverse of the one of the inverse.
    var values: [Double] = []
    var norms: [Double] = []
    for k in 0..<count {
      let vector = inverse.vectors.column(k)
      let image = try multiplied(by: vector)
      values.append(VectorSteps.dot(vector, image).realPart)
      VectorSteps.add(Element(real: -values[k]), vector, to: image)
      norms.append(image.norm())
    }
    return ExtremeEigenpairs(
      values: values, vectors: inverse.vectors, residualNorms: norms, applications: inverse.applications)
  }

  /// The `count` largest singular values, descending, with the singular vectors: A ≈ U diag(σ) Vᴴ.
  ///
  /// The right singular vectors come from Lanczos' method for AᴴA, or the left ones from AAᴴ if that is smaller; the values
  /// and the other vectors from the decomposition of A times these, because the square has half of the digits of the small
  /// values. Throws `notFinite`, `dimensionMismatch` or `didNotConverge`.
  public func largestSingularValues(
    _ count: Int, tolerance: Double = 0x1p-44
  ) throws -> (left: Matrix<Element>, values: Vector<Double>, right: Matrix<Element>) {
    guard isFinite else { throw LinearAlgebraError.notFinite }
    guard count >= 0, count <= min(rows, columns) else {
      throw LinearAlgebraError.dimensionMismatch("a \(rows)×\(columns) matrix has no \(count) singular values")
    }
    if rows < columns {
      let (left, values, right) = try adjoint().largestSingularValues(count, tolerance: tolerance)
      return (right, values, left)
    }
    let pairs = try ExtremeEigenpairs<Element>(
      of: { try multiplied(by: try multiplied(by: $0), transposing: .adjoint) }, order: columns, count: count,
      at: .largestReal, tolerance: tolerance)
    guard count > 0 else {
      return (Matrix(repeating: .zero, shape: [rows, 0]), [], Matrix(repeating: .zero, shape: [columns, 0]))
    }
    let decomposition = try multiplied(by: pairs.vectors).svd()
    return (
      decomposition.left, decomposition.values,
      try pairs.vectors.multiplied(by: decomposition.rightAdjoint, transposing: .none, .adjoint)
    )
  }
}
