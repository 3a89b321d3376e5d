/// One run of the sampler over a function of x.
struct FunctionSampling {
  private struct Sample {
    var x: Double
    var y: Double
  }

  private let domain: ClosedRange<Double>
  private let width: Double
  private let height: Double
  private let limit: Int
  private var evaluations = 0
  private var view = Limits(-1, 1)
  private var xs: [Double] = []
  private var ys: [Double] = []
  private var poles: [Double] = []
  private var jumps: [Double] = []

  init(domain: ClosedRange<Double>, width: Double, height: Double, limit: Int) {
    self.domain = domain
    self.width = max(1, width)
    self.height = max(1, height)
    self.limit = max(200, limit)
  }

  mutating func curve(_ function: (Double) throws -> Double) rethrows -> SampledCurve {
    var first: [Sample] = []
    for x in AdaptiveSampler.startingPoints(domain, count: 65) {
      first.append(Sample(x: x, y: try evaluate(x, function)))
    }
    let hasOutliers = chooseView(first.map(\.y))
    if let start = first.first { append(start) }
    for (a, b) in zip(first, first.dropFirst()) { try refine(a, b, depth: 0, function) }

    var curve = SampledCurve(x: xs, y: ys)
    curve.poles = poles
    curve.jumps = jumps
    curve.evaluations = evaluations
    if !poles.isEmpty || (hasOutliers && leavesView) { curve.yView = view }
    return curve
  }

  /// Whether part of the finished curve lies far outside the view.
  private var leavesView: Bool {
    ys.contains { $0.isFinite && ($0 < view.lower - view.span || $0 > view.upper + view.span) }
  }

  // MARK: - The part worth showing

  /// All finite values; without the far ends when a pole stretches them to more than 20 times their middle.
  private mutating func chooseView(_ values: [Double]) -> Bool {
    let sorted = values.filter { $0.isFinite && $0.magnitude < AxisScale.largest }.sorted()
    guard let low = sorted.first, let high = sorted.last else { return false }
    let q05 = Histogram.quantile(sorted, 0.05)
    let q95 = Histogram.quantile(sorted, 0.95)
    let middle = q95 - q05
    if high - low > 20 * middle, middle > 0 {
      view = Limits(q05 - 0.5 * middle, q95 + 0.5 * middle)
      return true
    }
    if high > low { view = Limits(low, high) } else { view = Limits(low - 1, high + 1) }
    return false
  }

  // MARK: - Refinement

  private func pixelX(_ x: Double) -> Double {
    let span = domain.upperBound - domain.lowerBound
    return span > 0 ? (x - domain.lowerBound) / span * width : 0
  }

  private func pixelY(_ y: Double) -> Double { (y - view.lower) / view.span * height }

  private mutating func evaluate(_ x: Double, _ function: (Double) throws -> Double) rethrows -> Double {
    evaluations += 1
    let y = try function(x)
    return y.isFinite && y.magnitude <= AxisScale.largest ? y : .nan
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
    // A few refinements between the border and the known end.
    let border = inside
    let known = a.y.isNaN ? b : a
    let isPole = isUnbounded(found.map(\.y))
    if a.y.isNaN {
      if let last = ys.last, !last.isNaN { endBranch(at: border.x) }
      if isPole { extend(border, at: border.x) } else { append(border) }
      try refineOpen(border, known, function)
    } else {
      try refineOpen(known, border, function)
      if isPole { extend(border, at: border.x) }
      endBranch(at: outside.x)
    }
    if isPole { poles.append(outside.x) }
  }

  /// Refinement between two samples inside the domain, geometrically closer to the border where functions like √x are steep.
  private mutating func refineOpen(
    _ a: Sample, _ b: Sample, _ function: (Double) throws -> Double
  ) rethrows {
    guard a.x < b.x else { return }
    try refine(a, b, depth: 1, function)
  }

  /// Whether values towards a border grow beyond the picture without slowing down.
  private func isUnbounded(_ values: [Double]) -> Bool {
    guard values.count > 8, let last = values.last else { return false }
    let beyond = last > view.upper + view.span || last < view.lower - view.span
    let earlier = values[values.count / 2]
    return beyond && last.magnitude > earlier.magnitude * 1.5
  }

  /// The curve goes on to the frame and beyond.
  private mutating func extend(_ sample: Sample, at x: Double) {
    xs.append(x)
    ys.append(sample.y > view.upper ? max(sample.y, view.upper + 2 * view.span) : min(sample.y, view.lower - 2 * view.span))
  }

  /// The interval can be divided no further: a steep but continuous piece, a jump, or a pole.
  private mutating func settle(
    _ a: Sample, _ b: Sample, depth: Int, _ function: (Double) throws -> Double
  ) rethrows {
    let difference = (pixelY(b.y) - pixelY(a.y)).magnitude
    guard difference > 8 else {
      append(b)
      return
    }
    var left = a
    var right = b
    var isJump = true
    for _ in 0..<24 {
      let x = left.x + (right.x - left.x) / 2
      guard x > left.x, x < right.x else { break }
      let middle = Sample(x: x, y: try evaluate(x, function))
      guard middle.y.isFinite else {
        // The singular point itself.
        finish(left, right, at: x, b)
        return
      }
      let before = (right.y - left.y).magnitude
      let toLeft = (middle.y - left.y).magnitude
      let toRight = (right.y - middle.y).magnitude
      if toLeft > toRight { right = middle } else { left = middle }
      // A continuous piece halves its rise again and again; a jump keeps it.
      if max(toLeft, toRight) < 0.75 * before {
        isJump = false
        if (pixelY(right.y) - pixelY(left.y)).magnitude < 8 { break }
      }
    }
    if !isJump, (pixelY(right.y) - pixelY(left.y)).magnitude < 8 || !oppositeBeyondView(left, right) {
      append(b)
      return
    }
    finish(left, right, at: left.x + (right.x - left.x) / 2, b)
  }

  private func oppositeBeyondView(_ left: Sample, _ right: Sample) -> Bool {
    (left.y > view.upper && right.y < view.lower) || (left.y < view.lower && right.y > view.upper)
  }

  /// Ends the branch at `left` and begins the next at `right`.
  private mutating func finish(_ left: Sample, _ right: Sample, at x: Double, _ b: Sample) {
    let isPole = left.y > view.upper || left.y < view.lower || right.y > view.upper || right.y < view.lower
    let isLeftBeyond = left.y > view.upper || left.y < view.lower
    let isRightBeyond = right.y > view.upper || right.y < view.lower
    if isPole { poles.append(x) } else { jumps.append(x) }
    if isLeftBeyond { extend(left, at: left.x) } else { append(left) }
    endBranch(at: x)
    if isRightBeyond { extend(right, at: right.x) } else { append(right) }
    if b.x > right.x { append(b) }
  }
}
