// Definite integrals by adaptive Gauss–Kronrod quadrature.

import Engine

/// The rule of 15 points with the embedded Gauss rule of 7, on [-1, 1].
enum GaussKronrod {
  /// The nodes from the outermost to 0; the odd positions are those of the Gauss rule. Piessens et al., QUADPACK (1983), qk15.
  static let nodes = [
    0.991455371120812639206854697526329, 0.949107912342758524526189684047851, 0.864864423359769072789712788640926,
    0.741531185599394439863864773280788, 0.586087235467691130294144691693013, 0.405845151377397166906606412076961,
    0.207784955007898467600689403773245, 0.0,
  ]
  static let weights = [
    0.022935322010529224963732008058970, 0.063092092629978553290700663189204, 0.104790010322250183839876322541518,
    0.140653259715525918745189590510238, 0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
    0.204432940075298892414161999234649, 0.209482141084727828012999174891714,
  ]
  /// Weights of the Gauss rule at positions 1, 3, 5, 7.
  static let gaussWeights = [
    0.129484966168869693270611432679082, 0.279705391489276667901467771423780, 0.381830050505118944950369775488975,
    0.417959183673469387755102040816327,
  ]
}

/// An adaptive integration of a function of the language, whose values may be real, complex or arrays.
struct Quadrature {
  let machine: Machine
  let integrand: Value
  let relativeTolerance: Double
  let absoluteTolerance: Double
  let evaluationLimit: Int

  private struct Segment {
    var start: Double
    var end: Double
    var integral: Value
    var error: Double
  }

  /// The integral over the consecutive intervals between `points`, the outer of which may be infinite, and an estimate of the error.
  func integrate(_ points: [Double]) throws -> (integral: Value, error: Double) {
    if points.contains(where: \.isNaN) { throw RuntimeError.argument("the limits of integration must not be NaN") }
    let map = Substitution(points)
    var segments: [Segment] = []
    for (a, b) in zip(points, points.dropFirst()) {
      let (start, end) = (map.parameter(a), map.parameter(b))
      segments.append(try segment(start, end, map))
    }
    var evaluations = segments.count * 15
    while true {
      try machine.countStep(segments.count)
      var total = segments[0].integral
      for segment in segments.dropFirst() { total = try machine.add(total, segment.integral) }
      let error = segments.reduce(0) { $0 + $1.error }
      let size = try magnitude(total)
      if error.isNaN || size.isNaN {
        throw RuntimeError.domain(
          Value(Double.nan), text: "NaN", "the integrand is NaN in the interval", hint: "split the interval at the singularity")
      }
      if error <= max(absoluteTolerance, relativeTolerance * size) || evaluations + 30 > evaluationLimit {
        return (total, error)
      }
      guard let worst = segments.indices.max(by: { segments[$0].error < segments[$1].error }) else { return (total, error) }
      let (a, b) = (segments[worst].start, segments[worst].end)
      let middle = a / 2 + b / 2
      // An interval that cannot be halved in floating point is as good as it gets.
      if middle == a || middle == b { return (total, error) }
      let left = try segment(a, middle, map)
      segments[worst] = left
      segments.append(try segment(middle, b, map))
      evaluations += 30
    }
  }

  private func segment(_ a: Double, _ b: Double, _ map: Substitution) throws -> Segment {
    let centre = a / 2 + b / 2
    let half = b / 2 - a / 2
    func value(_ t: Double) throws -> Value {
      try machine.countStep(1)
      let (x, slope) = map.point(t)
      return try machine.multiply(try machine.call(integrand, [Value(x)]), Value(slope))
    }
    let middle = try value(centre)
    var kronrod = try machine.multiply(middle, Value(GaussKronrod.weights[7]))
    var gauss = try machine.multiply(middle, Value(GaussKronrod.gaussWeights[3]))
    for position in 0..<7 {
      let offset = half * GaussKronrod.nodes[position]
      let sum = try machine.add(value(centre - offset), value(centre + offset))
      kronrod = try machine.add(kronrod, machine.multiply(sum, Value(GaussKronrod.weights[position])))
      if position % 2 == 1 {
        gauss = try machine.add(gauss, machine.multiply(sum, Value(GaussKronrod.gaussWeights[position / 2])))
      }
    }
    let scale = Value(half)
    let integral = try machine.multiply(kronrod, scale)
    let error = try magnitude(try machine.multiply(try machine.subtract(kronrod, gauss), scale))
    return Segment(start: a, end: b, integral: integral, error: error)
  }

  /// The norm of an integral, without derivatives.
  private func magnitude(_ value: Value) throws -> Double {
    if let size = machine.primalSize(value) { return size }
    return machine.primalDouble(try machine.callLibrary("norm", [value])) ?? .nan
  }

  /// How an infinite interval is mapped to a finite one.
  private enum Substitution {
    case none
    /// x = t / (1 - t²) on (-1, 1).
    case both
    /// x = a + t / (1 - t) on [0, 1), or towards -∞ with the sign -1.
    case half(origin: Double, sign: Double)

    init(_ points: [Double]) {
      let first = points.first ?? 0
      let last = points.last ?? 0
      switch (first.isInfinite, last.isInfinite) {
      case (true, true): self = .both
      case (false, true): self = .half(origin: first, sign: last > 0 ? 1 : -1)
      case (true, false): self = .half(origin: last, sign: first > 0 ? 1 : -1)
      case (false, false): self = .none
      }
    }

    func parameter(_ x: Double) -> Double {
      switch self {
      case .none: return x
      case .both:
        if x.isInfinite { return x > 0 ? 1 : -1 }
        return x == 0 ? 0 : 2 * x / (1 + (1 + 4 * x * x).squareRoot())
      case .half(let origin, let sign):
        if x.isInfinite { return 1 }
        let distance = sign * (x - origin)
        return distance / (1 + distance)
      }
    }

    /// The point for a parameter and dx/dt there.
    func point(_ t: Double) -> (x: Double, slope: Double) {
      switch self {
      case .none: return (t, 1)
      case .both:
        let rest = 1 - t * t
        return (t / rest, (1 + t * t) / (rest * rest))
      case .half(let origin, let sign):
        let rest = 1 - t
        return (origin + sign * t / rest, sign / (rest * rest))
      }
    }
  }
}

extension Library {
  mutating func addQuadrature() {
    add(
      "quadgk(f, a, b; rtol, atol, maxevals)", """
        The integral of `f` from `a` to `b` and an estimate of its error, by adaptive Gauss–Kronrod quadrature. The limits \
        may be infinite; more points between them split the interval, which helps at kinks and singularities.
        """, arity: Arity(3...), keywords: ["rtol", "atol", "maxevals", "order"],
      example: "quadgk(x -> x^2, 0, 3)[1] ≈ 9  # => true\nquadgk(x -> exp(-x^2), -Inf, Inf)[1] ≈ √π  # => true",
      source: "Piessens, de Doncker-Kapenga, Überhuber & Kahaner, QUADPACK (1983)"
    ) { call in
      let points = try (1..<call.count).map { try call.double($0) }
      let absolute = try call.double(keyword: "atol") ?? 0
      let relative = try call.double(keyword: "rtol") ?? (absolute > 0 ? 0 : 1.4901161193847656e-8)
      let limit = try call.int(keyword: "maxevals") ?? 10_000_000
      let inner = points.dropFirst().dropLast()
      if inner.contains(where: \.isInfinite) { throw RuntimeError.argument("only the outer limits may be infinite") }
      let quadrature = Quadrature(
        machine: call.machine, integrand: call[0], relativeTolerance: relative, absoluteTolerance: absolute,
        evaluationLimit: min(limit, 1_000_000))
      let result = try quadrature.integrate(points)
      return call.heap.tuple([result.integral, Value(result.error)])
    }
  }
}
