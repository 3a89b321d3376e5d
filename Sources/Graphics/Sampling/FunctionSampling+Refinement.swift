// Dividing the intervals of a sampled function where the chord is seen to be wrong.

extension FunctionSampling {
  /// The intervals beside samples that stand out from their neighbours in the present view.
  mutating func queueVisibleErrors() {
    queue.removeAll()
    var index = samples.isEmpty ? -1 : samples[0].next
    while index >= 0 {
      let (previous, next) = (samples[index].previous, samples[index].next)
      if next >= 0, samples[index].y.isFinite {
        if samples[previous].y.isFinite, samples[next].y.isFinite {
          let error = FunctionSampling.distance(place(index), fromChord: place(previous), place(next))
          if error > 0.5 * FunctionSampling.tolerance {
            queue(previous, index, error: error)
            queue(index, next, error: error)
          }
        } else {
          if samples[previous].y.isFinite { queue(previous, index, error: height) }
          if samples[next].y.isFinite { queue(index, next, error: height) }
        }
      }
      index = next
    }
  }

  mutating func queue(_ left: Int, _ right: Int, error: Double) {
    queue.insert(left, right, priority: error * (pixelX(samples[right].x) - pixelX(samples[left].x)))
  }

  mutating func refine(until budget: Int, _ function: (Double) throws -> Double) rethrows {
    while evaluations < budget, let interval = queue.removeFirst() {
      // What was divided in the meantime is in the queue by its parts.
      if samples[interval.left].next == interval.right { try divide(interval.left, interval.right, function) }
    }
  }

  private mutating func divide(_ left: Int, _ right: Int, _ function: (Double) throws -> Double) rethrows {
    switch (samples[left].y.isNaN, samples[right].y.isNaN) {
    case (true, true):
      // It may be defined between.
      guard pixelX(samples[right].x) - pixelX(samples[left].x) > 0.01 * width else { return }
      let x = middle(left, right)
      let middle = insert(x, try evaluate(x, function), after: left)
      guard samples[middle].y.isFinite else { return }
      try approachEdge(from: middle, to: left, function)
      return try approachEdge(from: middle, to: right, function)
    case (true, false): return try approachEdge(from: right, to: left, function)
    case (false, true): return try approachEdge(from: left, to: right, function)
    case (false, false): break
    }
    let x = middle(left, right)
    guard x > samples[left].x, x < samples[right].x else { return }
    let middle = insert(x, try evaluate(x, function), after: left)
    guard samples[middle].y.isFinite else {
      try approachEdge(from: left, to: middle, function)
      try approachEdge(from: right, to: middle, function)
      return
    }
    let (a, m, b) = (place(left), place(middle), place(right))
    let error = FunctionSampling.distance(m, fromChord: a, b)
    if error >= FunctionSampling.tolerance {
      guard b.x - a.x > 1e-5 else {
        peaks.append(middle)
        return
      }
      queue(left, middle, error: error)
      queue(middle, right, error: error)
      return
    }
    if b.x - a.x > 3 {
      // A second look at an odd place, so that a symmetric bend is not taken for a line.
      let probeX = samples[left].x + (samples[right].x - samples[left].x) * 0.3
      let probe = insert(probeX, try evaluate(probeX, function), after: left)
      if samples[probe].y.isNaN {
        try approachEdge(from: left, to: probe, function)
        try approachEdge(from: middle, to: probe, function)
      } else {
        let error = FunctionSampling.distance(place(probe), fromChord: a, b)
        guard error >= FunctionSampling.tolerance else { return }
        queue(left, probe, error: error)
        queue(probe, middle, error: error)
        queue(middle, right, error: error)
      }
    } else if (m.y - a.y).magnitude > 1.5 || (b.y - m.y).magnitude > 1.5 {
      steep.append((m.y - a.y).magnitude > (b.y - m.y).magnitude ? left : middle)
    }
  }
}
