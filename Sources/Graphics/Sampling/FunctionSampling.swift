/// One run of the sampler over a function of x. The samples are a list in the order of x; the interval with the most
/// visible error is divided first, so that a wild part of the function does not use up the calls of the others.
struct FunctionSampling: IntervalSampling {
  /// A value of the function; not a number where it is not defined, and where a branch ends.
  struct Sample: ListedSample {
    var x: Double
    var y: Double
    /// Places of the neighbours, −1 for none.
    var previous = -1
    var next = -1
  }

  /// A place where the function grows beyond all bounds.
  struct Pole {
    var x: Double
    /// Whether it leaves the picture as 1/x does, rather than as log x.
    var isStrong: Bool
  }

  let domain: ClosedRange<Double>
  let width: Double
  let height: Double
  let yScale: AxisScale
  let limit: Int
  let findsEnds: Bool
  var evaluations = 0
  /// The range of y that the picture is taken to show.
  var view = Limits(-1, 1)
  /// Where nearly all of the first samples are.
  var usual = Limits(-1, 1)
  var samples: [Sample] = []
  var queue = IntervalQueue()
  /// Left ends of intervals that are too steep to be told from jumps by eye.
  var steep: [Int] = []
  /// Samples that stand out however near the others come.
  var peaks: [Int] = []
  var poles: [Pole] = []
  var jumps: [Double] = []
  var ends: [SampledCurve.End] = []
  /// Whether the function leaves the range of the scale.
  var overflows = false

  /// Errors below this are not seen, px.
  static let tolerance = 0.2

  init(
    domain: ClosedRange<Double>, width: Double, height: Double, yScale: AxisScale, limit: Int, findsEnds: Bool = false
  ) {
    self.domain = domain
    self.width = max(1, width)
    self.height = max(1, height)
    self.yScale = yScale
    self.limit = max(200, limit)
    self.findsEnds = findsEnds
  }

  mutating func curve(_ function: (Double) throws -> Double) rethrows -> SampledCurve {
    let initial = try firstLook(function)
    // While poles are sought, the view is what most values are in: one value near a pole would flatten the rest.
    let middle = part(of: initial, without: 0.05)
    usual = part(of: initial, without: 0.02)
    let hasOutliers = yScale == .identity && middle.span > 0 && view.span > 20 * middle.span
    if hasOutliers { view = worthShowing(initial, without: 0.05) }
    queueEverything(error: height)
    try refine(until: limit / 2, function)
    try settle(until: limit * 7 / 10, function)

    for _ in 0..<8 {
      let wanted = wantedView(initial)
      let changes = (wanted.lower - view.lower).magnitude + (wanted.upper - view.upper).magnitude > 0.02 * view.span
      if changes {
        view = wanted
        queueVisibleErrors()
      }
      try refine(until: limit * 17 / 20, function)
      try settle(until: limit * 19 / 20, function)
      if !changes, queue.isEmpty { break }
    }
    try close(function)
    return result()
  }

  /// Whether the view is less than all values.
  private var isCut: Bool { yScale == .identity && (!poles.isEmpty || overflows) }

  private func wantedView(_ initial: [Double]) -> Limits {
    guard isCut else {
      let all = Limits(of: samples.lazy.map(\.y), on: yScale) ?? view
      return all.span > 0 ? all : view
    }
    guard overflows || poles.contains(where: \.isStrong) else { return worthShowing(initial, without: 0.02) }
    let wide = worthShowing(initial, without: 0.05)
    let narrow = worthShowing(initial, without: 0.1)
    return narrow.span < 0.7 * wide.span ? narrow : wide
  }

  /// Evenly spaced samples; their values in order.
  private mutating func firstLook(_ function: (Double) throws -> Double) rethrows -> [Double] {
    let xs = AdaptiveSampler.startingPoints(domain, count: 65)
    for (index, x) in xs.enumerated() {
      samples.append(
        Sample(x: x, y: try evaluate(x, function), previous: index - 1, next: index + 1 < xs.count ? index + 1 : -1))
    }
    // What is defined at one sample only is a chance hit, such as x^x at −1.
    for index in samples.indices where samples[index].y.isFinite {
      let (previous, next) = (samples[index].previous, samples[index].next)
      if previous >= 0, next >= 0, samples[previous].y.isNaN, samples[next].y.isNaN,
        try isAlone(index, previous, next, function)
      {
        samples[index].y = .nan
      }
    }
    let values = samples.map(\.y).filter(\.isFinite).sorted()
    view = Limits(of: values) ?? view
    if view.span == 0 {
      let room = max(1, view.lower.magnitude * 0.1)
      view =
        yScale.isLogarithmic
        ? Limits(view.lower / 10, view.upper * 10) : Limits(view.lower - room, view.upper + room)
    }
    return values
  }

  private mutating func isAlone(
    _ index: Int, _ previous: Int, _ next: Int, _ function: (Double) throws -> Double
  ) rethrows -> Bool {
    for neighbour in [previous, next] {
      for share in [1e-3, 1e-9] {
        let x = samples[index].x + (samples[neighbour].x - samples[index].x) * share
        if try evaluate(x, function).isFinite { return false }
      }
    }
    return true
  }

  private func result() -> SampledCurve {
    var curve = SampledCurve(x: [], y: [])
    var index = samples.isEmpty ? -1 : 0
    while index >= 0 {
      let sample = samples[index]
      if sample.y.isFinite || curve.y.last?.isFinite ?? false || (curve.y.isEmpty && sample.next < 0) {
        curve.x.append(sample.x)
        curve.y.append(sample.y)
      }
      index = sample.next
    }
    curve.poles = poles.map(\.x)
    curve.jumps = jumps
    curve.ends = ends
    curve.evaluations = evaluations
    if isCut { curve.yView = view }
    return curve
  }

  // MARK: - The part worth showing

  /// Sorted values without the lowest and the highest share of them.
  private func part(of sorted: [Double], without share: Double) -> Limits {
    guard !sorted.isEmpty else { return view }
    return Limits(Quantiles.sorted(sorted, share), Quantiles.sorted(sorted, 1 - share))
  }

  /// The middle and half as much on each side, but little beyond the values.
  private func worthShowing(_ sorted: [Double], without share: Double) -> Limits {
    guard let low = sorted.first, let high = sorted.last else { return view }
    let middle = part(of: sorted, without: share)
    guard middle.span > 0 else { return view }
    let room = 0.05 * middle.span
    return Limits(
      max(low - room, middle.lower - 0.5 * middle.span), min(high + room, middle.upper + 0.5 * middle.span))
  }
}

// MARK: - Samples

extension FunctionSampling {
  mutating func evaluate(_ x: Double, _ function: (Double) throws -> Double) rethrows -> Double {
    evaluations += 1
    let y = try function(x)
    return yScale.admits(y) ? y : .nan
  }

  /// Puts a sample into the list; its place.
  @discardableResult
  mutating func insert(_ x: Double, _ y: Double, after left: Int) -> Int {
    let right = samples[left].next
    samples.append(Sample(x: x, y: y, previous: left, next: right))
    samples[left].next = samples.count - 1
    if right >= 0 { samples[right].previous = samples.count - 1 }
    return samples.count - 1
  }

  func middle(_ left: Int, _ right: Int) -> Double {
    samples[left].x + (samples[right].x - samples[left].x) / 2
  }

  func pixelX(_ x: Double) -> Double {
    let span = domain.upperBound - domain.lowerBound
    return span > 0 ? (x - domain.lowerBound) / span * width : 0
  }

  /// px of a value; those far outside the picture are at one place.
  func pixelY(_ y: Double) -> Double {
    let share: Double
    if yScale == .identity {
      share = (y - view.lower) / view.span
    } else {
      let bottom = yScale.forward(view.lower)
      share = (yScale.forward(y) - bottom) / (yScale.forward(view.upper) - bottom)
    }
    return min(max(share, -1), 2) * height
  }

  func place(_ index: Int) -> Point { Point(pixelX(samples[index].x), pixelY(samples[index].y)) }

  /// Whether a value lies outside the picture by at least half its height.
  func isBeyond(_ y: Double) -> Bool { y > view.upper + 0.5 * view.span || y < view.lower - 0.5 * view.span }

  /// px between a point and the line between two others.
  static func distance(_ m: Point, fromChord a: Point, _ b: Point) -> Double {
    let dx = b.x - a.x
    let dy = b.y - a.y
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return (m.y - a.y).magnitude }
    // Beyond the ends of the chord the distance is that from the end.
    let along = (dx * (m.x - a.x) + dy * (m.y - a.y)) / length
    if along < 0 { return m.distance(to: a) }
    if along > length { return m.distance(to: b) }
    return (dx * (m.y - a.y) - dy * (m.x - a.x)).magnitude / length
  }
}
