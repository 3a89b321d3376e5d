// Where a function ends, jumps, or has a pole.

extension FunctionSampling {
  // MARK: - Ends of the domain

  /// Bisects between a sample where the function is defined and one where it is not, so that √x reaches 0.
  mutating func approachEdge(from known: Int, to unknown: Int, _ function: (Double) throws -> Double) rethrows {
    let isRising = samples[known].x < samples[unknown].x
    var inside = known
    var outside = samples[unknown].x
    var values = [samples[known].y]
    for _ in 0..<steps(28) {
      let x = samples[inside].x + (outside - samples[inside].x) / 2
      guard x != samples[inside].x, x != outside else { break }
      let y = try evaluate(x, function)
      if y.isNaN {
        outside = x
      } else {
        inside = insert(x, y, after: isRising ? inside : samples[inside].previous)
        values.append(y)
      }
    }
    if outside != samples[unknown].x {
      insert(outside, .nan, after: isRising ? inside : samples[inside].previous)
    }
    let isOverflowing = samples[inside].y.magnitude > 1e-10 * AxisScale.largest
    if isOverflowing {
      let beyond = outside + (isRising ? 1 : -1) * (domain.upperBound - domain.lowerBound) / width
      let isPole = domain.contains(beyond) ? try evaluate(beyond, function).isFinite : false
      if isPole { addPole(outside, strong: true) } else { overflows = true }
    } else if isUnbounded(values) {
      addPole(outside, strong: isFar(samples[inside].y))
    }
    if isOverflowing || isUnbounded(values) { cutBranch(from: known, to: inside, isRising: isRising) }
    var index = known
    while samples[index].y.isFinite {
      let next = isRising ? samples[index].next : samples[index].previous
      guard next >= 0, samples[next].y.isFinite, index != inside else { break }
      queue(isRising ? index : next, isRising ? next : index, error: height)
      index = next
    }
  }

  /// Towards a pole a branch ends where it has left the picture.
  private mutating func cutBranch(from known: Int, to inside: Int, isRising: Bool) {
    var index = known
    var isOutside = isBeyond(samples[known].y)
    while index != inside {
      index = isRising ? samples[index].next : samples[index].previous
      if isOutside { samples[index].y = .nan }
      isOutside = isOutside || isBeyond(samples[index].y)
    }
  }

  /// How many calls one place may have, when there are many.
  private func steps(_ wanted: Int) -> Int { max(0, min(wanted, limit - evaluations)) }

  /// Whether values that halve their distance from a border move on in one direction, by steps that do not shrink.
  private func isUnbounded(_ values: [Double], share: Double = 0.75) -> Bool {
    let third = (values.count - 1) / 3
    guard third > 1, yScale == .identity else { return false }
    let last = values.suffix(2 * third + 1).map { $0 }
    let rises = zip(last, last.dropFirst()).map { $1 - $0 }
    guard rises.allSatisfy({ $0 >= 0 }) || rises.allSatisfy({ $0 <= 0 }) else { return false }
    let earlier = (last[third] - last[0]).magnitude
    let later = (last[2 * third] - last[third]).magnitude
    let isBeyondUsual = last[2 * third] > usual.upper + 0.1 * usual.span || last[2 * third] < usual.lower - 0.1 * usual.span
    return isBeyondUsual && later > share * earlier && later > 0.01 * view.span
  }

  private func isFar(_ y: Double) -> Bool {
    y > view.upper + 20 * view.span || y < view.lower - 20 * view.span
  }

  /// A pole found from both sides is one.
  private mutating func addPole(_ x: Double, strong: Bool) {
    let near = (domain.upperBound - domain.lowerBound) / width / 2
    if let known = poles.firstIndex(where: { ($0.x - x).magnitude <= near }) {
      poles[known].isStrong = poles[known].isStrong || strong
    } else {
      poles.append(Pole(x: x, isStrong: strong))
    }
  }

  // MARK: - Jumps and poles

  /// Looks closer at what the eye cannot tell: steep or a jump, a peak or a pole.
  mutating func settle(until budget: Int, _ function: (Double) throws -> Double) rethrows {
    let rises = Dictionary(steep.map { ($0, isSteep($0) ? rise($0) : 0) }) { first, _ in first }
    let found = rises.keys.filter { rises[$0, default: 0] > 0 }.sorted {
      let (a, b) = (rises[$0, default: 0], rises[$1, default: 0])
      return a == b ? $0 < $1 : a > b
    }
    steep = []
    for (offset, left) in found.enumerated() {
      let room = (budget - evaluations) / (found.count - offset)
      guard room >= 16 else { break }
      if samples[left].next >= 0 { try settle(left, steps: min(40, room - 4), function) }
    }
    var index = samples.isEmpty ? -1 : samples[0].next
    var summits = peaks
    peaks = []
    while index >= 0 {
      let (previous, next) = (samples[index].previous, samples[index].next)
      if next >= 0, isSummit(index, previous, next), isBeyond(samples[index].y) || isSharp(index, previous, next) {
        summits.append(index)
      }
      index = next
    }
    for index in summits where evaluations + 80 < budget { try climb(index, function) }
  }

  private func rise(_ left: Int) -> Double {
    let right = samples[left].next
    return right < 0 ? 0 : (pixelY(samples[right].y) - pixelY(samples[left].y)).magnitude
  }

  /// Whether an interval is much steeper than those beside it.
  private func isSteep(_ left: Int) -> Bool {
    let right = samples[left].next
    guard right >= 0, samples[left].y.isFinite, samples[right].y.isFinite, rise(left) > 1.5 else { return false }
    func slope(_ left: Int) -> Double {
      guard left >= 0, samples[left].next >= 0, samples[left].y.isFinite else { return 0 }
      let right = samples[left].next
      return samples[right].y.isFinite ? rise(left) / (pixelX(samples[right].x) - pixelX(samples[left].x)) : 0
    }
    return slope(left) > 2 * min(slope(samples[left].previous), slope(right))
  }

  /// Bisects towards the larger rise: that of a continuous function dies away, that of a jump or a pole does not.
  private mutating func settle(_ start: Int, steps: Int, _ function: (Double) throws -> Double) rethrows {
    let first = rise(start)
    let end = samples[start].next
    var left = start
    let (before, after) = (samples[start].y, samples[end].y)
    for _ in 0..<steps {
      let right = samples[left].next
      let x = middle(left, right)
      guard x > samples[left].x, x < samples[right].x else { break }
      let middle = insert(x, try evaluate(x, function), after: left)
      guard samples[middle].y.isFinite else {
        // The singular point itself.
        if grows(samples[left].y, from: before) || grows(samples[right].y, from: after) {
          addPole(x, strong: true)
        } else {
          try approachEdge(from: left, to: middle, function)
          try approachEdge(from: right, to: middle, function)
        }
        return
      }
      let leftRise = (samples[middle].y - samples[left].y).magnitude
      if (samples[right].y - samples[middle].y).magnitude > leftRise { left = middle }
      if rise(left) < 0.5 * first {
        queueAll(from: start, to: end, error: 1)
        return
      }
    }
    let right = samples[left].next
    guard right >= 0, pixelX(samples[right].x) - pixelX(samples[left].x) < 0.02 else { return }
    let x = middle(left, right)
    if grows(samples[left].y, from: before) || grows(samples[right].y, from: after) {
      addPole(x, strong: true)
    } else if try !isCalm(around: samples[left].x, samples[right].x, function) {
      queueAll(from: start, to: end, error: 1)
      return
    }
    insert(x, .nan, after: left)
  }

  /// Whether the function moves little on both sides of a rise: else it is too wild to speak of jumps.
  mutating func isCalm(
    around left: Double, _ right: Double, _ function: (Double) throws -> Double
  ) rethrows -> Bool {
    let gap = max(right - left, 2 * max(left.ulp, right.ulp))
    let values = try [left - 10 * gap, left - 3 * gap, right + 3 * gap, right + 10 * gap].map {
      domain.contains($0) ? try evaluate($0, function) : .nan
    }
    let rise = max((values[1] - values[2]).magnitude, (values[0] - values[3]).magnitude)
    return !((values[0] - values[1]).magnitude > 0.25 * rise) && !((values[2] - values[3]).magnitude > 0.25 * rise)
  }

  private func grows(_ y: Double, from first: Double) -> Bool { isBeyond(y) && y.magnitude > 3 * first.magnitude }

  /// Whether a value is the largest or the least of three.
  private func isSummit(_ index: Int, _ previous: Int, _ next: Int) -> Bool {
    let (before, y, after) = (samples[previous].y, samples[index].y, samples[next].y)
    return (y >= before && y >= after) || (y <= before && y <= after)
  }

  /// Whether it stands out although the others are close.
  private func isSharp(_ index: Int, _ previous: Int, _ next: Int) -> Bool {
    let (before, own, after) = (place(previous), place(index), place(next))
    return after.x - before.x < 0.2 && min((own.y - before.y).magnitude, (own.y - after.y).magnitude) > 1.5
  }

  /// Climbs a peak between both neighbours; one without a summit is a pole.
  private mutating func climb(_ start: Int, _ function: (Double) throws -> Double) rethrows {
    guard yScale == .identity else { return }
    var top = start
    var heights = [samples[start].y]
    let isUp = samples[start].y > (samples[samples[start].previous].y + samples[samples[start].next].y) / 2
    halving: for _ in 0..<36 {
      for side in [samples[top].previous, top] {
        guard side >= 0, samples[side].next >= 0 else { return }
        let x = middle(side, samples[side].next)
        guard x > samples[side].x, x < samples[samples[side].next].x else { break halving }
        let y = try evaluate(x, function)
        insert(x, y, after: side)
        if y.isNaN {
          // The pole itself.
          try approachEdge(from: side, to: samples[side].next, function)
          let right = samples[samples[side].next].next
          if right >= 0, samples[right].y.isFinite { try approachEdge(from: right, to: samples[right].previous, function) }
          return
        }
      }
      for candidate in [samples[top].previous, samples[top].next]
      where isUp ? samples[candidate].y > samples[top].y : samples[candidate].y < samples[top].y { top = candidate }
      heights.append(samples[top].y)
      // A summit close to a sample is seen again only when the others have come as near.
      if heights.count > 14,
        (samples[top].y - heights[heights.count - 14]).magnitude < 0.1 * view.span / height
      {
        return
      }
    }
    guard isUnbounded(heights, share: 0.5) else { return }
    addPole(samples[top].x, strong: isFar(samples[top].y))
    samples[top].y = .nan
  }
}
