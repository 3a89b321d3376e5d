/// One run of the sampler over a parametric curve, in the plane or in space. An interval is divided while the point at its
/// middle lies off the chord between its ends, in px; the most visible error comes first.
struct ParametricSampling: IntervalSampling {
  struct Sample: ListedSample {
    var t: Double
    var x: Double
    var y: Double
    var z: Double
    var next = -1
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
  private(set) var samples: [Sample] = []
  var queue = IntervalQueue()
  private var jumps: [Double] = []
  /// Whether the curve leaves the picture for good somewhere.
  private var isUnbounded = false

  private static let tolerance = 0.2

  init(domain: ClosedRange<Double>, width: Double, height: Double, limit: Int) {
    self.domain = domain
    self.width = max(1, width)
    self.height = max(1, height)
    self.limit = max(200, limit)
  }

  mutating func curve(_ function: (Double) throws -> SpacePoint) rethrows -> SampledCurve {
    let ts = AdaptiveSampler.startingPoints(domain, count: 129)
    for (index, t) in ts.enumerated() {
      var sample = try evaluate(t, function)
      sample.next = index + 1 < ts.count ? index + 1 : -1
      samples.append(sample)
    }
    xView = usualView(samples.map(\.x), xView)
    yView = usualView(samples.map(\.y), yView)
    zView = usualView(samples.map(\.z), zView)
    queueEverything(error: height)
    try refine(until: limit / 2, function)
    for _ in 0..<4 where !isUnbounded {
      // The curve may reach farther than the first samples.
      let (x, y, z) = (xView, yView, zView)
      xView = fullView(\.x, xView)
      yView = fullView(\.y, yView)
      zView = fullView(\.z, zView)
      guard xView.span > 1.02 * x.span || yView.span > 1.02 * y.span || zView.span > 1.02 * z.span else { break }
      queueEverything(error: height)
      try refine(until: limit * 3 / 4, function)
    }
    try refine(until: limit, function)
    return result()
  }

  private func result() -> SampledCurve {
    var curve = SampledCurve(x: [], y: [])
    var index = samples.isEmpty ? -1 : 0
    while index >= 0 {
      let sample = samples[index]
      if sample.isFinite || curve.y.last?.isFinite ?? false {
        curve.x.append(sample.isFinite ? sample.x : .nan)
        curve.y.append(sample.isFinite ? sample.y : .nan)
        curve.z.append(sample.isFinite ? sample.z : .nan)
        curve.parameters.append(sample.t)
      }
      index = sample.next
    }
    curve.isFunctionOfX = false
    curve.evaluations = evaluations
    curve.jumps = jumps.sorted()
    if isUnbounded { curve.yView = yView }
    return curve
  }

  // MARK: - Views

  /// The range of finite values; where a few lie far outside the others, the part worth showing.
  private func usualView(_ values: [Double], _ fallback: Limits) -> Limits {
    let sorted = values.filter(\.isFinite).sorted()
    guard let low = sorted.first, let high = sorted.last, low < high else { return fallback }
    let middle = Limits(Quantiles.sorted(sorted, 0.05), Quantiles.sorted(sorted, 0.95))
    guard high - low > 20 * middle.span, middle.span > 0 else { return Limits(low, high) }
    return Limits(middle.lower - 0.5 * middle.span, middle.upper + 0.5 * middle.span)
  }

  private func fullView(_ coordinate: KeyPath<Sample, Double>, _ fallback: Limits) -> Limits {
    let all = Limits(of: samples.lazy.filter(\.isFinite).map { $0[keyPath: coordinate] }) ?? fallback
    return all.span > 0 ? all : fallback
  }

  /// px of a point; those far outside the picture stay near it.
  private func place(_ index: Int) -> SpacePoint {
    let x = (samples[index].x - xView.lower) / xView.span
    let y = (samples[index].y - yView.lower) / yView.span
    let z = (samples[index].z - zView.lower) / zView.span
    return SpacePoint(min(max(x, -1), 2) * width, min(max(y, -1), 2) * height, min(max(z, -1), 2) * height)
  }

  private func isBeyond(_ index: Int) -> Bool {
    let point = place(index)
    func isOutside(_ place: Double, _ length: Double) -> Bool { place < -0.5 * length || place > 1.5 * length }
    return isOutside(point.x, width) || isOutside(point.y, height) || isOutside(point.z, height)
  }

  /// px between a point and the line between two others, and from its nearer end where it lies beyond them.
  private static func distance(_ m: SpacePoint, fromChord a: SpacePoint, _ b: SpacePoint) -> Double {
    let chord = b - a
    let square = chord.dot(chord)
    let along = square > 0 ? (m - a).dot(chord) / square : 0
    return (m - a.interpolated(to: b, min(1, max(0, along)))).length
  }

  // MARK: - Refinement

  private mutating func evaluate(_ t: Double, _ function: (Double) throws -> SpacePoint) rethrows -> Sample {
    evaluations += 1
    let point = try function(t)
    let isShown = [point.x, point.y, point.z].allSatisfy(AxisScale.identity.admits)
    return isShown ? Sample(t: t, x: point.x, y: point.y, z: point.z) : Sample(t: t, x: .nan, y: .nan, z: .nan)
  }

  private mutating func insert(_ sample: Sample, after left: Int) -> Int {
    var sample = sample
    sample.next = samples[left].next
    samples.append(sample)
    samples[left].next = samples.count - 1
    return samples.count - 1
  }

  mutating func queue(_ left: Int, _ right: Int, error: Double) {
    queue.insert(left, right, priority: error * (samples[right].t - samples[left].t))
  }

  private mutating func refine(
    until budget: Int, _ function: (Double) throws -> SpacePoint
  ) rethrows {
    while evaluations < budget, let interval = queue.removeFirst() {
      if samples[interval.left].next == interval.right { try divide(interval.left, interval.right, function) }
    }
  }

  private mutating func divide(
    _ left: Int, _ right: Int, _ function: (Double) throws -> SpacePoint
  ) rethrows {
    guard samples[left].isFinite, samples[right].isFinite else {
      if samples[left].isFinite || samples[right].isFinite { try approachEdge(left, right, function) }
      return
    }
    let (a, b) = (place(left), place(right))
    let share = (samples[right].t - samples[left].t) / (domain.upperBound - domain.lowerBound)
    if share < 1e-9 {
      if (b - a).length > 2 { breakOff(left, right) }
      return
    }
    let t = samples[left].t + (samples[right].t - samples[left].t) / 2
    guard t > samples[left].t, t < samples[right].t else { return }
    let middle = insert(try evaluate(t, function), after: left)
    guard samples[middle].isFinite else {
      try approachEdge(left, middle, function)
      try approachEdge(middle, right, function)
      return
    }
    let m = place(middle)
    let error = ParametricSampling.distance(m, fromChord: a, b)
    if error >= ParametricSampling.tolerance {
      queue(left, middle, error: error)
      queue(middle, right, error: error)
      return
    }
    let (before, after) = ((m - a).length, (b - m).length)
    if before + after > 3, min(before, after) < 0.1 * max(before, after) {
      // Almost all of the way in one half: a jump, or a pace that changes.
      if before > after { queue(left, middle, error: before) } else { queue(middle, right, error: after) }
      return
    }
    // A second look at an odd place, so that a loop is not taken for a line.
    guard share > 1 / 200 else { return }
    let probeT = samples[left].t + (samples[right].t - samples[left].t) * 0.3
    let probe = insert(try evaluate(probeT, function), after: left)
    guard samples[probe].isFinite else {
      try approachEdge(left, probe, function)
      try approachEdge(probe, middle, function)
      return
    }
    let second = ParametricSampling.distance(place(probe), fromChord: a, b)
    guard second >= ParametricSampling.tolerance else { return }
    for (start, end) in [(left, probe), (probe, middle), (middle, right)] { queue(start, end, error: second) }
  }

  /// Ends the branch at a jump.
  private mutating func breakOff(_ left: Int, _ right: Int) {
    isUnbounded = isUnbounded || isBeyond(left) || isBeyond(right)
    let t = samples[left].t + (samples[right].t - samples[left].t) / 2
    jumps.append(t)
    _ = insert(Sample(t: t, x: .nan, y: .nan, z: .nan), after: left)
  }

  /// Bisects for the border of the domain between two samples of which one is not defined.
  private mutating func approachEdge(
    _ left: Int, _ right: Int, _ function: (Double) throws -> SpacePoint
  ) rethrows {
    let isRising = samples[left].isFinite
    guard isRising != samples[right].isFinite else { return }
    var (start, end) = (left, right)
    var found: [Int] = [isRising ? left : right]
    for _ in 0..<max(0, min(28, limit - evaluations)) {
      let t = samples[start].t + (samples[end].t - samples[start].t) / 2
      guard t > samples[start].t, t < samples[end].t else { break }
      let middle = insert(try evaluate(t, function), after: start)
      let isFinite = samples[middle].isFinite
      if isFinite { found.append(middle) }
      if isFinite == isRising { start = middle } else { end = middle }
    }
    if let last = found.last, isBeyond(last) { isUnbounded = true }
    for (near, far) in zip(found, found.dropFirst()) {
      queue(isRising ? near : far, isRising ? far : near, error: height)
    }
  }
}
