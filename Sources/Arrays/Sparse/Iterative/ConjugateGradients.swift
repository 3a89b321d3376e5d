// Short recurrences: conjugate gradients for positive definite systems, stabilised bi-conjugate gradients for others.

/// Iterative solvers of linear systems A x = b, of which only the products with A are needed.
public enum IterativeSolver<Element: LinearAlgebraScalar> {
  /// The preconditioned method of conjugate gradients (Hestenes & Stiefel 1952) for a Hermitian positive definite A.
  ///
  /// Throws `undefined` where A or the preconditioner turns out not to be positive definite, `notFinite` or
  /// `dimensionMismatch`, and what the map throws.
  public static func conjugateGradients(
    _ map: @escaping LinearMap<Element>, _ b: Vector<Element>, from initial: Vector<Element>? = nil,
    preconditioner: Preconditioner<Element> = .none, limits: IterationLimits = IterationLimits()
  ) throws -> IterativeSolution<Element> {
    var state = try IterationState(map, b, initial, limits)
    var z = try preconditioner.apply(state.r)
    let p = z.copied()
    var rho = VectorSteps.dot(state.r, z).realPart
    // The smallest residual that was confirmed.
    var confirmed = Double.infinity
    while state.norms.count <= limits.most(b.count) {
      if state.isWithinBound {
        // Rounding makes the recurrence drift from the residual: it goes on from the true one.
        state.r = try state.residual()
        let norm = state.r.norm()
        state.norms[state.norms.count - 1] = norm
        if norm <= state.bound || norm > confirmed / 2 { break }
        confirmed = norm
        z = try preconditioner.apply(state.r)
        p.pointer.update(from: z.pointer, count: z.count)
        rho = VectorSteps.dot(state.r, z).realPart
      }
      guard rho > 0 else {
        throw LinearAlgebraError.undefined("conjugate gradients need a positive definite preconditioner")
      }
      let q = try state.apply(p)
      let curvature = VectorSteps.dot(p, q).realPart
      guard curvature > 0 else {
        throw LinearAlgebraError.undefined("conjugate gradients need a positive definite matrix")
      }
      let alpha = rho / curvature
      guard alpha.isFinite else { throw LinearAlgebraError.notFinite }
      VectorSteps.add(Element(real: alpha), p, to: state.x)
      VectorSteps.add(Element(real: -alpha), q, to: state.r)
      state.norms.append(state.r.norm())
      z = try preconditioner.apply(state.r)
      let next = VectorSteps.dot(state.r, z).realPart
      VectorSteps.scale(p, by: Element(real: next / rho), adding: z)
      rho = next
    }
    return try state.finish()
  }

  /// The stabilised method of bi-conjugate gradients (van der Vorst 1992) for any square A, preconditioned from the right;
  /// an iteration takes two products with A.
  ///
  /// A breakdown of the recurrence ends it without convergence. Throws as `conjugateGradients` does.
  public static func stabilizedBiconjugateGradients(
    _ map: @escaping LinearMap<Element>, _ b: Vector<Element>, from initial: Vector<Element>? = nil,
    preconditioner: Preconditioner<Element> = .none, limits: IterationLimits = IterationLimits()
  ) throws -> IterativeSolution<Element> {
    var state = try IterationState(map, b, initial, limits)
    let shadow = state.r.copied()
    let p = state.r.copied()
    var rho = VectorSteps.dot(shadow, state.r)
    while state.norms.count <= limits.most(b.count), !state.isWithinBound, rho != .zero {
      let preconditioned = try preconditioner.apply(p)
      let v = try state.apply(preconditioned)
      let alpha = rho / VectorSteps.dot(shadow, v)
      guard alpha.isFinite else { break }
      VectorSteps.add(-alpha, v, to: state.r)
      let direction = try preconditioner.apply(state.r)
      let t = try state.apply(direction)
      let size = VectorSteps.dot(t, t).realPart
      let omega = size > 0 ? VectorSteps.dot(t, state.r) / Element(real: size) : .zero
      guard omega.isFinite else { break }
      VectorSteps.add(alpha, preconditioned, to: state.x)
      VectorSteps.add(omega, direction, to: state.x)
      VectorSteps.add(-omega, t, to: state.r)
      state.norms.append(state.r.norm())
      let next = VectorSteps.dot(shadow, state.r)
      let beta = next / rho * (alpha / omega)
      guard beta.isFinite else { break }
      VectorSteps.add(-omega, v, to: p)
      VectorSteps.scale(p, by: beta, adding: state.r)
      rho = next
    }
    return try state.finish()
  }
}

extension SparseMatrix {
  /// The product with this matrix as a map.
  public var map: LinearMap<Element> { { try multiplied(by: $0) } }
}
