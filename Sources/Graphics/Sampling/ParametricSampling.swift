/// One run of the sampler over a parametric curve, in the plane or in space.
struct ParametricSampling {
  private struct Sample {
    var t: Double
    var x: Double
    var y: Double
    var z: Double
    var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite }
  }

  private let domain: ClosedRange<Double>
  private let width: Double
  private let height: Double
  private let limit: Int
  private var evaluations = 0
  private var xView = Limits(-1, 1)
  private var yView = Limits(-1, 1)
  private var zView = Limits(-1, 1)
  private var curve = SampledCurve(x: [], y: [])

  init(domain: ClosedRange<Double>, width: Double, height: Double, limit: Int) {
    self.domain = domain
    self.width = max(1, width)
    self.height = max(1, height)
    self.limit = max(200, limit)
  }

  mutating func curve(_ function: (Double) throws -> SpacePoint) rethrows -> SampledCurve {
    var first: [Sample] = []
    for t in AdaptiveSampler.startingPoints(domain, count: 129) { first.append(try evaluate(t, function)) }
    if let limits = Limits(of: first.map(\.x)), limits.span > 0 { xView = limits }
    if let limits = Limits(of: first.map(\.y)), limits.span > 0 { yView = limits }
    if let limits = Limits(of: first.map(\.z)), limits.span > 0 { zView = limits }
    if let start = first.first { append(start) }
    for (a, b) in zip(first, first.dropFirst()) { try refine(a, b, depth: 0, function) }
    curve.isFunctionOfX = false
    curve.evaluations = evaluations
    return curve
  }

  private mutating func evaluate(_ t: Double, _ function: (Double) throws -> SpacePoint) rethrows -> Sample {
    evaluations += 1
    let point = try function(t)
    return Sample(t: t, x: point.x, y: point.y, z: point.z)
  }

  private mutating func append(_ sample: Sample) {
    curve.x.append(sample.isFinite ? sample.x : .nan)
    curve.y.append(sample.isFinite ? sample.y : .nan)
    curve.z.append(sample.isFinite ? sample.z : .nan)
    curve.parameters.append(sample.t)
  }

  private func pixel(_ sample: Sample) -> SpacePoint {
    SpacePoint(
      (sample.x - xView.lower) / xView.span * width, (sample.y - yView.lower) / yView.span * height,
      (sample.z - zView.lower) / zView.span * height)
  }

  private mutating func refine(
    _ a: Sample, _ b: Sample, depth: Int, _ function: (Double) throws -> SpacePoint
  ) rethrows {
    guard a.isFinite || b.isFinite else {
      if let last = curve.y.last, !last.isNaN { append(b) }
      return
    }
    let t = a.t + (b.t - a.t) / 2
    guard depth < (a.isFinite && b.isFinite ? 10 : 24), evaluations < limit, t > a.t, t < b.t else {
      if a.isFinite, b.isFinite, (pixel(b) - pixel(a)).length > 8, depth >= 10 {
        append(Sample(t: a.t, x: .nan, y: .nan, z: .nan))
      }
      append(b)
      return
    }
    let middle = try evaluate(t, function)
    if a.isFinite, b.isFinite, middle.isFinite {
      let p = pixel(a)
      let q = pixel(b)
      let m = pixel(middle)
      let chord = (q - p).length
      let off = chord > 0 ? (q - p).cross(m - p).length / chord : (m - p).length
      // On the chord, and between its ends: a curve that returns is not straight.
      if off < 0.2, (m - p).length <= chord + 0.2, (m - q).length <= chord + 0.2 {
        append(middle)
        append(b)
        return
      }
    }
    try refine(a, middle, depth: depth + 1, function)
    try refine(middle, b, depth: depth + 1, function)
  }
}
