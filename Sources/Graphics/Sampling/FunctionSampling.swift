/// One run of the sampler over a function of x.
struct FunctionSampling {
  private struct Sample {
    var x: Double
    var y: Double
  }

  private let domain: ClosedRange<Double>
  private let width: Double
  private let height: Double
  private let yScale: AxisScale
  private let limit: Int
  private var evaluations = 0
  private var view = Limits(-1, 1)
  private var xs: [Double] = []
  private var ys: [Double] = []
  private var poles: [Double] = []
  private var jumps: [Double] = []

  init(domain: ClosedRange<Double>, width: Double, height: Double, yScale: AxisScale, limit: Int) {
    self.domain = domain
    self.width = max(1, width)
    self.height = max(1, height)
    self.yScale = yScale
    self.limit = max(200, limit)
  }

  mutating func curve(_ function: (Double) throws -> Double) rethrows -> SampledCurve {
    var first: [Sample] = []
    for x in AdaptiveSampler.startingPoints(domain, count: 65) {
      first.append(Sample(x: x, y: try evaluate(x, function)))
    }
    let sorted = first.map(\.y).filter(\.isFinite).sorted()
    view = Limits(of: sorted) ?? view
    if view.span == 0 {
      view = yScale.isLogarithmic ? Limits(view.lower / 10, view.upper * 10) : Limits(view.lower - 1, view.upper + 1)
    }
    let hasOutliers =
      yScale == .identity && view.span > 20 * middle(of: sorted, 0.05).span && middle(of: sorted, 0.05).span > 0
    if hasOutliers { view = worthShowing(sorted, 0.05) }
    try trace(first, function)
    if !poles.isEmpty, yScale == .identity {
      // Poles make the first look at the range too wide: once more in the px of the part worth showing.
      let narrower = worthShowing(sorted, 0.1)
      if narrower.span < 0.7 * view.span {
        view = narrower
        try trace(first, function)
      }
    }

    var curve = SampledCurve(x: xs, y: ys)
    curve.poles = poles
    curve.jumps = jumps
    curve.evaluations = evaluations
    if yScale == .identity, !poles.isEmpty || (hasOutliers && leavesView) { curve.yView = view }
    return curve
  }

  private mutating func trace(_ first: [Sample], _ function: (Double) throws -> Double) rethrows {
    xs = []
    ys = []
    poles = []
    jumps = []
    if let start = first.first { append(start) }
    for (a, b) in zip(first, first.dropFirst()) { try refine(a, b, depth: 0, function) }
  }

  /// Whether part of the finished curve lies far outside the view.
  private var leavesView: Bool {
    ys.contains { $0.isFinite && ($0 < view.lower - view.span || $0 > view.upper + view.span) }
  }

  // MARK: - The part worth showing

  /// The values without the lowest and the highest `part` of them.
  private func middle(of sorted: [Double], _ part: Double) -> Limits {
    guard !sorted.isEmpty else { return view }
    return Limits(Quantiles.sorted(sorted, part), Quantiles.sorted(sorted, 1 - part))
  }

  /// The middle and half as much on each side, but little beyond the values.
  private func worthShowing(_ sorted: [Double], _ part: Double) -> Limits {
    guard let low = sorted.first, let high = sorted.last else { return view }
    let middle = middle(of: sorted, part)
    guard middle.span > 0 else { return view }
    let room = 0.05 * middle.span
    return Limits(
      max(low - room, middle.lower - 0.5 * middle.span), min(high + room, middle.upper + 0.5 * middle.span))
  }

  // MARK: - Refinement

  private func pixelX(_ x: Double) -> Double {
    let span = domain.upperBound - domain.lowerBound
    return span > 0 ? (x - domain.lowerBound) / span * width : 0
  }

  private func pixelY(_ y: Double) -> Double {
    if yScale == .identity { return (y - view.lower) / view.span * height }
    let bottom = yScale.forward(view.lower)
    return (yScale.forward(y) - bottom) / (yScale.forward(view.upper) - bottom) * height
  }

  private mutating func evaluate(_ x: Double, _ function: (Double) throws -> Double) rethrows -> Double {
    evaluations += 1
    let y = try function(x)
    return yScale.admits(y) ? y : .nan
  }

  private mutating func append(_ sample: Sample) {
    xs.append(sample.x)
    ys.append(sample.y)
  }

  private mutating func endBranch(at x: Double) {
    xs.append(x)
    ys.append(.nan)
  }

  /// Appends what lies between `a` (already appended) and `b`, and `b`.
  private mutating func refine(
    _ a: Sample, _ b: Sample, depth: Int, _ function: (Double) throws -> Double
  ) rethrows {
    if a.y.isNaN && b.y.isNaN {
      if let last = ys.last, !last.isNaN { endBranch(at: b.x) }
      return
    }
    if a.y.isNaN || b.y.isNaN { return try approachEdge(a, b, function) }
    let middleX = a.x + (b.x - a.x) / 2
    guard depth < 10, evaluations < limit, middleX > a.x, middleX < b.x else {
      return try settle(a, b, depth: depth, function)
    }
    let middle = Sample(x: middleX, y: try evaluate(middleX, function))
    if middle.y.isFinite, pixelX(b.x) - pixelX(a.x) < 0.6, (pixelY(b.y) - pixelY(a.y)).magnitude > 8,
      !isOffPage(a, middle, b)
    {
      return try settle(a, b, depth: depth, function)
    }
    if middle.y.isFinite, isStraight(a, middle, b), isOffPage(a, middle, b) || depth > 0 || isNearlyFlat(a, b) {
      // A second look at an odd place, so that a symmetric bend is not taken for a line.
      let probeX = a.x + (b.x - a.x) * 0.3
      let probe = Sample(x: probeX, y: try evaluate(probeX, function))
      if probe.y.isFinite, distanceToChord(a, b, probe) < 0.2 || isOffPage(a, probe, b) {
        append(middle)
        append(b)
        return
      }
    }
    try refine(a, middle, depth: depth + 1, function)
    try refine(middle, b, depth: depth + 1, function)
  }

  private func distanceToChord(_ a: Sample, _ b: Sample, _ m: Sample) -> Double {
    let dx = pixelX(b.x) - pixelX(a.x)
    let dy = pixelY(b.y) - pixelY(a.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return (pixelY(m.y) - pixelY(a.y)).magnitude }
    return (dx * (pixelY(m.y) - pixelY(a.y)) - dy * (pixelX(m.x) - pixelX(a.x))).magnitude / length
  }

  /// The middle is on the chord to 0.2 px, and the line does not turn by more than 5° where that could be seen.
  private func isStraight(_ a: Sample, _ m: Sample, _ b: Sample) -> Bool {
    guard distanceToChord(a, b, m) < 0.2 else { return false }
    let ux = pixelX(m.x) - pixelX(a.x)
    let uy = pixelY(m.y) - pixelY(a.y)
    let vx = pixelX(b.x) - pixelX(m.x)
    let vy = pixelY(b.y) - pixelY(m.y)
    let lengths = ((ux * ux + uy * uy) * (vx * vx + vy * vy)).squareRoot()
    guard lengths > 4 else { return true }
    return (ux * vy - uy * vx).magnitude < 0.087 * lengths
  }

  /// Whether all three lie on the same side outside the picture.
  private func isOffPage(_ a: Sample, _ m: Sample, _ b: Sample) -> Bool {
    let top = view.upper + view.span
    let bottom = view.lower - view.span
    return (a.y > top && m.y > top && b.y > top) || (a.y < bottom && m.y < bottom && b.y < bottom)
  }

  private func isNearlyFlat(_ a: Sample, _ b: Sample) -> Bool {
    (pixelY(b.y) - pixelY(a.y)).magnitude < 40
  }

  // MARK: - Ends, jumps and poles

  /// One end is outside the domain of the function: bisects for its border, so that √x reaches 0.
  private mutating func approachEdge(
    _ a: Sample, _ b: Sample, _ function: (Double) throws -> Double
  ) rethrows {
    var inside = a.y.isNaN ? b : a
    var outside = a.y.isNaN ? a : b
    var found: [Sample] = []
    for _ in 0..<40 {
      let x = inside.x + (outside.x - inside.x) / 2
      guard x != inside.x, x != outside.x else { break }
      let sample = Sample(x: x, y: try evaluate(x, function))
      if sample.y.isNaN {
        outside = sample
      } else {
        inside = sample
        found.append(sample)
      }
    }
    let known = a.y.isNaN ? b : a
    let isPole = isUnbounded(found.map(\.y))
    // Towards a pole the branch ends where it has left the picture.
    let border = isPole ? found.first { isBeyond($0) } ?? inside : inside
    if a.y.isNaN {
      if let last = ys.last, !last.isNaN { endBranch(at: outside.x) }
      append(border)
      if border.x < known.x { try refine(border, known, depth: 1, function) }
    } else {
      if known.x < border.x { try refine(known, border, depth: 1, function) }
      endBranch(at: outside.x)
    }
    if isPole { addPole(outside.x) }
  }

  /// A pole found from both sides is one.
  private mutating func addPole(_ x: Double) {
    let near = (domain.upperBound - domain.lowerBound) * 1e-9
    if let last = poles.last, (last - x).magnitude <= near { return }
    poles.append(x)
  }

  /// Whether a sample lies outside the picture by at least half its height.
  private func isBeyond(_ sample: Sample) -> Bool {
    sample.y > view.upper + 0.5 * view.span || sample.y < view.lower - 0.5 * view.span
  }

  /// Whether values towards a border grow beyond the picture without slowing down.
  private func isUnbounded(_ values: [Double]) -> Bool {
    guard values.count > 8, let last = values.last else { return false }
    let beyond = last > view.upper + view.span || last < view.lower - view.span
    let earlier = values[values.count / 2]
    return beyond && last.magnitude > earlier.magnitude * 1.5
  }

  /// The interval can be divided no further for the eye: a steep but continuous piece, a jump, or a pole. Bisection
  /// towards the larger rise tells them apart: the rise of a continuous function dies away, that of the others does
  /// not.
  private mutating func settle(
    _ a: Sample, _ b: Sample, depth: Int, _ function: (Double) throws -> Double
  ) rethrows {
    let rise = (pixelY(b.y) - pixelY(a.y)).magnitude
    guard rise > 8 else {
      append(b)
      return
    }
    var left = a
    var right = b
    var tried: [Sample] = []
    for _ in 0..<40 {
      let x = left.x + (right.x - left.x) / 2
      guard x > left.x, x < right.x else { break }
      let middle = Sample(x: x, y: try evaluate(x, function))
      guard middle.y.isFinite else {
        // The singular point itself.
        finish(a, b, tried, at: x)
        return
      }
      tried.append(middle)
      if (middle.y - left.y).magnitude > (right.y - middle.y).magnitude { right = middle } else { left = middle }
      if (pixelY(right.y) - pixelY(left.y)).magnitude < 1 { break }
    }
    if (pixelY(right.y) - pixelY(left.y)).magnitude < max(1, 0.5 * rise) {
      try fillColumn(a, b, function)
    } else {
      finish(a, b, tried, at: left.x + (right.x - left.x) / 2)
    }
  }

  /// A steep continuous piece narrower than a px: enough points that its extremes show, for it may swing several times.
  private mutating func fillColumn(
    _ a: Sample, _ b: Sample, _ function: (Double) throws -> Double
  ) rethrows {
    if evaluations < limit {
      for step in 1..<8 {
        let x = a.x + (b.x - a.x) * Double(step) / 8
        let y = try evaluate(x, function)
        if x > a.x, x < b.x, y.isFinite { append(Sample(x: x, y: y)) }
      }
    }
    append(b)
  }

  /// Ends the branch of `a` and begins that of `b`, with the samples found towards the break on both sides: at a pole
  /// the first outside the picture, at a jump the nearest.
  private mutating func finish(_ a: Sample, _ b: Sample, _ tried: [Sample], at x: Double) {
    let before = tried.filter { $0.x < x && $0.x > a.x }.sorted { $0.x < $1.x }
    let after = tried.filter { $0.x > x && $0.x < b.x }.sorted { $0.x < $1.x }
    let lastBefore = before.last ?? a
    let firstAfter = after.first ?? b
    let isPole = isBeyond(lastBefore) || isBeyond(firstAfter)
    if isPole { addPole(x) } else { jumps.append(x) }
    if !isBeyond(a), let end = isBeyond(lastBefore) ? before.first(where: isBeyond) : before.last { append(end) }
    endBranch(at: x)
    if !isBeyond(b), let start = isBeyond(firstAfter) ? after.last(where: isBeyond) : after.first { append(start) }
    append(b)
  }
}
