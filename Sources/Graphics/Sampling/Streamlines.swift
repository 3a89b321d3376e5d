/// Curves along a vector field, evenly spaced: each begins beside one that is there and ends where it would come too
/// close to another (Jobard and Lefer, "Creating evenly-spaced streamlines of arbitrary density", 1997). They are
/// traced by the classical Runge–Kutta method on the field of unit length, so slow regions are drawn like fast ones.
struct Streamlines {
  /// One curve in data coordinates, in the direction of the field, with the speed at each of its points.
  struct Line: Hashable, Sendable {
    var x: [Double] = []
    var y: [Double] = []
    var speed: [Double] = []
    /// Whether it comes back to where it began.
    var isClosed = false
  }

  private struct State {
    var x: Double
    var y: Double
  }

  private let domain: (x: Limits, y: Limits)
  /// The picture is `aspect` wide and 1 high; positions and distances below are in these units.
  private let aspect: Double
  private let separation: Double
  private let step = 0.006
  private let field: (Double, Double) throws -> (Double, Double)
  private var neighbours: PointBuckets
  private var evaluations = 0
  private static let maximumEvaluations = 600_000

  /// Streamlines over a rectangle; `aspect` is its width over its height as drawn. At density 1 there are about 14 lines from
  /// bottom to top.
  static func trace(
    x: Limits, y: Limits, aspect: Double, density: Double, _ field: (Double, Double) throws -> (Double, Double)
  ) rethrows -> [Line] {
    try withoutActuallyEscaping(field) { field in
      var run = Streamlines(x: x, y: y, aspect: aspect, density: density, field)
      return try run.lines()
    }
  }

  private init(
    x: Limits, y: Limits, aspect: Double, density: Double, _ field: @escaping (Double, Double) throws -> (Double, Double)
  ) {
    domain = (x, y)
    self.aspect = aspect
    separation = 0.07 / density
    self.field = field
    neighbours = PointBuckets(width: aspect, height: 1, cell: separation)
  }

  // MARK: - Seeds

  private mutating func lines() throws -> [Line] {
    var result: [Line] = []
    var queue: [[State]] = []
    // Points of a coarse lattice find the regions that no line leads to; the centre goes first.
    var seeds = [State(x: aspect / 2, y: 0.5)]
    let rows = Int(min(200, max(4, 1 / separation)))
    let columns = max(1, Int((Double(rows) * aspect).rounded()))
    for row in 0..<rows {
      for column in 0..<columns {
        seeds.append(
          State(x: (Double(column) + 0.5) / Double(columns) * aspect, y: (Double(row) + 0.5) / Double(rows)))
      }
    }
    for seed in seeds {
      try grow(from: seed, into: &result, &queue)
      var next = 0
      while next < queue.count {
        let line = queue[next]
        next += 1
        for candidate in candidates(beside: line) { try grow(from: candidate, into: &result, &queue) }
      }
      queue.removeAll(keepingCapacity: true)
    }
    return result
  }

  /// Places at the separation on both sides of a line.
  private func candidates(beside line: [State]) -> [State] {
    var result: [State] = []
    let stride = max(1, Int(separation / step))
    for index in Swift.stride(from: 0, to: line.count, by: stride) {
      let before = line[max(0, index - 1)]
      let after = line[min(line.count - 1, index + 1)]
      let dx = after.x - before.x
      let dy = after.y - before.y
      let length = (dx * dx + dy * dy).squareRoot()
      guard length > 0 else { continue }
      for side in [1.001, -1.001] {
        result.append(
          State(
            x: line[index].x - side * separation * dy / length, y: line[index].y + side * separation * dx / length))
      }
    }
    return result
  }

  private mutating func grow(from seed: State, into result: inout [Line], _ queue: inout [[State]]) throws {
    guard result.count < 4000, evaluations < Streamlines.maximumEvaluations, contains(seed),
      !neighbours.hasPoint(near: seed.x, seed.y, within: separation), try direction(seed) != nil
    else { return }
    let (forward, isClosed) = try follow(from: seed, sign: 1, other: [])
    let backward = isClosed ? [] : try follow(from: seed, sign: -1, other: forward).states
    let states = Array(backward.dropFirst().reversed()) + forward
    // What is too short to show where it goes is left out.
    guard Double(states.count) * step > min(0.12, 1.5 * separation) else { return }
    for state in states { neighbours.insert(state.x, state.y) }
    queue.append(states)
    var line = Line(isClosed: isClosed)
    for state in states {
      let (x, y) = position(state)
      let (u, v) = try value(x, y)
      let speed = (u * u + v * v).squareRoot()
      line.x.append(x)
      line.y.append(y)
      line.speed.append(speed)
    }
    result.append(line)
  }

  // MARK: - Integration

  private func contains(_ state: State) -> Bool {
    state.x >= 0 && state.x <= aspect && state.y >= 0 && state.y <= 1
  }

  private func position(_ state: State) -> (Double, Double) {
    (domain.x.lower + state.x / aspect * domain.x.span, domain.y.lower + state.y * domain.y.span)
  }

  private mutating func value(_ x: Double, _ y: Double) throws -> (Double, Double) {
    evaluations += 1
    return try field(x, y)
  }

  /// The direction of the field as drawn; `nil` where it vanishes or is not defined.
  private mutating func direction(_ state: State) throws -> State? {
    let (x, y) = position(state)
    let (u, v) = try value(x, y)
    let dx = u / domain.x.span * aspect
    let dy = v / domain.y.span
    let scale = max(dx.magnitude, dy.magnitude)
    guard scale > 1e-200, scale.isFinite else { return nil }
    let length = ((dx / scale) * (dx / scale) + (dy / scale) * (dy / scale)).squareRoot()
    return State(x: dx / scale / length, y: dy / scale / length)
  }

  /// One step of length `step`; `nil` at a rest point, which turns the direction round within the step, and outside.
  private mutating func advance(_ state: State, _ sign: Double) throws -> State? {
    func moved(_ k: State, _ share: Double) -> State {
      State(x: state.x + sign * share * step * k.x, y: state.y + sign * share * step * k.y)
    }
    guard let a = try direction(state), let b = try direction(moved(a, 0.5)), let c = try direction(moved(b, 0.5)),
      let d = try direction(moved(c, 1))
    else { return nil }
    guard a.x * d.x + a.y * d.y > 0, a.x * b.x + a.y * b.y > 0 else { return nil }
    return moved(
      State(x: (a.x + 2 * b.x + 2 * c.x + d.x) / 6, y: (a.y + 2 * b.y + 2 * c.y + d.y) / 6), 1)
  }

  /// The curve from `seed` until it leaves the rectangle, rests, comes near another line or back to itself.
  private mutating func follow(
    from seed: State, sign: Double, other: [State]
  ) throws -> (states: [State], isClosed: Bool) {
    var states = [seed]
    var own = PointBuckets(width: aspect, height: 1, cell: separation)
    // Its own points count after it has gone on by some steps; those of the other half at once, but for the seed's.
    let delay = Int(1.5 * separation / step) + 4
    for (index, state) in other.enumerated() where index > delay { own.insert(state.x, state.y) }
    while Double(states.count) * step < 12, evaluations < Streamlines.maximumEvaluations {
      guard let last = states.last, let next = try advance(last, sign) else { break }
      guard contains(next) else {
        states.append(atBorder(last, next))
        break
      }
      if neighbours.hasPoint(near: next.x, next.y, within: separation * 0.5) { break }
      if states.count > 2 * delay {
        let dx = next.x - seed.x
        let dy = next.y - seed.y
        if dx * dx + dy * dy < 1.44 * step * step {
          states.append(seed)
          return (states, sign > 0)
        }
      }
      // A line that winds up on itself, as around a limit cycle, ends there; one that is about to close goes on.
      if own.hasPoint(near: next.x, next.y, within: separation * 0.3), !isNear(next, seed, 0.6 * separation) { break }
      states.append(next)
      if states.count > delay {
        let old = states[states.count - 1 - delay]
        own.insert(old.x, old.y)
      }
    }
    return (states, false)
  }

  private func isNear(_ a: State, _ b: State, _ distance: Double) -> Bool {
    let dx = a.x - b.x
    let dy = a.y - b.y
    return dx * dx + dy * dy < distance * distance
  }

  private func atBorder(_ inside: State, _ outside: State) -> State {
    let frame = Rect(minX: 0, minY: 0, maxX: aspect, maxY: 1)
    let (a, b) = (Point(inside.x, inside.y), Point(outside.x, outside.y))
    let end = a.interpolated(to: b, frame.clip(from: a, to: b)?.leave ?? 0)
    return State(x: end.x, y: end.y)
  }
}
