// Tidying up: gaps that are none, lone samples, and the ends of branches at jumps.

extension FunctionSampling {
  /// Joins branches across points where the function merely has no value, and finds the ends of the others.
  mutating func close(_ function: (Double) throws -> Double) rethrows {
    let lone = dropLoneSamples()
    var jumps: [Double] = []
    var left = samples.isEmpty ? -1 : 0
    while left >= 0 {
      let next = samples[left].next
      guard next >= 0, samples[left].y.isFinite, samples[next].y.isNaN, let right = endOfGap(next) else {
        left = next
        continue
      }
      let gap = pixelX(samples[right].x) - pixelX(samples[left].x)
      let rise = (pixelY(samples[right].y) - pixelY(samples[left].y)).magnitude
      if gap < 0.05, !hasPole(between: left, right) {
        let isHole = rise < 0.5
        if isHole {
          samples[left].next = right
          samples[right].previous = left
        } else if try evaluations + 4 > limit || isCalm(around: samples[left].x, samples[right].x, function) {
          jumps.append(middle(left, right))
        }
        if findsEnds, isHole || jumps.last == middle(left, right) { try findEnds(left, right, lone, isHole: isHole, function) }
      }
      left = right
    }
    self.jumps = jumps
    poles.sort { $0.x < $1.x }
  }

  /// The first sample after a gap, `nil` when there is none.
  private func endOfGap(_ start: Int) -> Int? {
    var index = start
    while index >= 0, samples[index].y.isNaN { index = samples[index].next }
    return index >= 0 ? index : nil
  }

  private func hasPole(between left: Int, _ right: Int) -> Bool {
    let near = (domain.upperBound - domain.lowerBound) / width
    return poles.contains { $0.x > samples[left].x - near && $0.x < samples[right].x + near }
  }

  /// Branches of a single sample show nothing.
  private mutating func dropLoneSamples() -> [Sample] {
    var lone: [Int] = []
    for index in samples.indices where samples[index].y.isFinite {
      let (previous, next) = (samples[index].previous, samples[index].next)
      guard previous < 0 || samples[previous].y.isNaN, next < 0 || samples[next].y.isNaN, previous >= 0 || next >= 0
      else { continue }
      lone.append(index)
    }
    let result = lone.map { samples[$0] }
    for index in lone { samples[index].y = .nan }
    return result
  }

  /// Circles for both ends of a jump, the closed one where the function has its value.
  private mutating func findEnds(
    _ left: Int, _ right: Int, _ lone: [Sample], isHole: Bool, _ function: (Double) throws -> Double
  ) rethrows {
    var (low, high) = (samples[left].x, samples[right].x)
    let (below, above) = (samples[left].y, samples[right].y)
    // The value at the jump itself, when it belongs to neither side.
    var own: Double? = lone.first { $0.x > low && $0.x < high }?.y
    var isUndefined = false
    while own == nil, !isHole, evaluations < limit {
      let x = low + (high - low) / 2
      guard x > low, x < high else { break }
      let y = try evaluate(x, function)
      if y.isNaN {
        isUndefined = true
        break
      }
      let (toLow, toHigh) = ((y - below).magnitude, (y - above).magnitude)
      if min(toLow, toHigh) > 0.1 * (above - below).magnitude { own = y }
      if toLow <= toHigh { low = x } else { high = x }
    }
    let x = low + (high - low) / 2
    guard !isHole else {
      if let own, (pixelY(own) - pixelY(below)).magnitude > 0.5 {
        ends.append(SampledCurve.End(x: x, y: own, isClosed: true))
        ends.append(SampledCurve.End(x: x, y: below, isClosed: false))
      } else if own == nil {
        ends.append(SampledCurve.End(x: x, y: below, isClosed: false))
      }
      return
    }
    if let own, min((own - below).magnitude, (own - above).magnitude) > 1e-6 * (above - below).magnitude {
      ends.append(SampledCurve.End(x: x, y: own, isClosed: true))
      isUndefined = true
    }
    // Of two neighbouring numbers the jump is at the one that is written with clearly fewer digits; where both are long
    // it is taken to be on the right, as for distribution functions.
    let isLeft = own.map { ($0 - below).magnitude < ($0 - above).magnitude } ?? ("\(low)".count + 2 < "\(high)".count)
    ends.append(SampledCurve.End(x: x, y: below, isClosed: !isUndefined && isLeft))
    ends.append(SampledCurve.End(x: x, y: above, isClosed: !isUndefined && !isLeft))
  }
}
