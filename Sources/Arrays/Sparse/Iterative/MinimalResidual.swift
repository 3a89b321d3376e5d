// Methods that make the residual as small as their Krylov subspace allows.
import RealModule

extension IterativeSolver {
  /// The generalised minimal residual method, restarted (Saad & Schultz 1986), for any square A, preconditioned from the
  /// right, so that the residuals are those of the system itself.
  ///
  /// The basis is orthogonalised by Gram–Schmidt twice, the least-squares problem solved by Givens rotations. It takes
  /// `restart` vectors of memory. Throws `notFinite`, `dimensionMismatch` or `tooMuchMemory`, and what the map throws.
  public static func generalizedMinimalResidual(
    _ map: @escaping LinearMap<Element>, _ b: Vector<Element>, from initial: Vector<Element>? = nil,
    restart: Int = 30, preconditioner: Preconditioner<Element> = .none, limits: IterationLimits = IterationLimits()
  ) throws -> IterativeSolution<Element> {
    var state = try IterationState(map, b, initial, limits)
    let n = b.count
    let size = max(1, min(restart, n))
    var remaining = limits.most(n)
    while remaining > 0, !state.isWithinBound {
      let before = state.norms[state.norms.count - 1]
      var basis = try KrylovBasis<Element>(length: n, capacity: size + 1)
      basis.append(state.r, scale: 1 / before)
      var h = Matrix<Element>(repeating: .zero, shape: [size + 1, size])
      var rotations: [GivensRotation<Element>] = []
      var right = [Element](repeating: .zero, count: size + 1)
      right[0] = Element(real: before)
      var steps = 0
      while steps < size, remaining > 0, !state.isWithinBound {
        let j = steps
        let w = try state.apply(try preconditioner.apply(basis.vector(j))).copied()
        guard w.isFinite else { throw LinearAlgebraError.notFinite }
        let original = w.norm()
        let coefficients = basis.orthogonalize(w)
        for i in 0...j { h[i, j] = coefficients[i] }
        var length = w.norm()
        // What is left is rounding: the subspace is invariant.
        if length <= Double.ulpOfOne * original { length = 0 }
        h[j + 1, j] = Element(real: length)
        for (i, rotation) in rotations.enumerated() {
          (h[i, j], h[i + 1, j]) = rotation.apply(h[i, j], h[i + 1, j])
        }
        if h[j, j] == .zero, length == 0 { break }
        let rotation = GivensRotation(h[j, j], h[j + 1, j])
        rotations.append(rotation)
        (h[j, j], h[j + 1, j]) = (rotation.length, .zero)
        (right[j], right[j + 1]) = rotation.apply(right[j], .zero)
        steps += 1
        remaining -= 1
        state.norms.append(right[j + 1].modulus)
        if length == 0 { break }
        if steps < size { basis.append(w, scale: 1 / length) }
      }
      // The combination of the basis by back substitution.
      var y = [Element](repeating: .zero, count: steps)
      for i in (0..<steps).reversed() {
        var sum = right[i]
        for k in i + 1..<max(steps, i + 1) { sum -= h[i, k] * y[k] }
        y[i] = sum / h[i, i]
      }
      let direction = Vector<Element>(repeating: .zero, shape: [n])
      for (i, factor) in y.enumerated() { VectorSteps.add(factor, basis.vector(i), to: direction) }
      VectorSteps.add(1, try preconditioner.apply(direction), to: state.x)
      guard state.x.isFinite else { throw LinearAlgebraError.notFinite }
      state.r = try state.residual()
      let after = state.r.norm()
      state.norms[state.norms.count - 1] = after
      // Nothing was gained: a singular matrix, or the limit of rounding.
      if steps == 0 || after >= before * (1 - 1e-12) { break }
    }
    return try state.finish()
  }

  /// The minimal residual method (Paige & Saunders 1975) for a Hermitian A, which may be indefinite.
  ///
  /// Throws `notFinite` or `dimensionMismatch`, and what the map throws.
  public static func minimalResidual(
    _ map: @escaping LinearMap<Element>, _ b: Vector<Element>, from initial: Vector<Element>? = nil,
    limits: IterationLimits = IterationLimits()
  ) throws -> IterativeSolution<Element> {
    var state = try IterationState(map, b, initial, limits)
    let n = b.count
    var beta = state.norms[0]
    guard beta > 0 else { return try state.finish() }
    var v = state.r.scaled(by: Element(real: 1 / beta))
    var previous = Vector<Element>(repeating: .zero, shape: [n])
    var (d, dPrevious) = (Vector<Element>(repeating: .zero, shape: [n]), Vector<Element>(repeating: .zero, shape: [n]))
    var (cosine, sine, cosinePrevious, sinePrevious) = (1.0, 0.0, 1.0, 0.0)
    var eta = beta
    beta = 0
    while state.norms.count <= limits.most(n), !state.isWithinBound {
      let w = try state.apply(v).copied()
      let alpha = VectorSteps.dot(v, w).realPart
      guard alpha.isFinite else { throw LinearAlgebraError.notFinite }
      VectorSteps.add(Element(real: -alpha), v, to: w)
      VectorSteps.add(Element(real: -beta), previous, to: w)
      let next = w.norm()
      // The new column of the tridiagonal matrix under the last two rotations, and the rotation that ends it.
      let third = sinePrevious * beta
      let second = cosine * cosinePrevious * beta + sine * alpha
      let delta = cosine * alpha - sine * cosinePrevious * beta
      let first = Double.hypot(delta, next)
      guard first > 0 else { break }
      (cosinePrevious, sinePrevious) = (cosine, sine)
      (cosine, sine) = (delta / first, next / first)
      let direction = v.copied()
      VectorSteps.add(Element(real: -second), d, to: direction)
      VectorSteps.add(Element(real: -third), dPrevious, to: direction)
      VectorSteps.scale(direction, by: Element(real: 1 / first), into: direction.pointer)
      VectorSteps.add(Element(real: cosine * eta), direction, to: state.x)
      (dPrevious, d) = (d, direction)
      eta = -sine * eta
      state.norms.append(eta.magnitude)
      if next == 0 { break }
      VectorSteps.scale(w, by: Element(real: 1 / next), into: w.pointer)
      (previous, v, beta) = (v, w, next)
    }
    return try state.finish()
  }
}
