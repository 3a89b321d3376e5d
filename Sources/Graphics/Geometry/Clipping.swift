// Geometric clipping to the plot area, so that pictures need no clip paths and never carry far-away coordinates.

extension Rect {
  /// The parts of `points` inside the rectangle (Liang and Barsky 1984, segment by segment); non-finite points break
  /// the line.
  func clip(polyline points: [Point]) -> [Polyline] {
    var pieces: [Polyline] = []
    var current: [Point] = []
    func flush() {
      if current.count > 1 { pieces.append(Polyline(current)) }
      current.removeAll(keepingCapacity: true)
    }
    var previous: Point?
    for point in points {
      guard point.isFinite else {
        flush()
        previous = nil
        continue
      }
      // So far outside, where a point lies is not seen, and its distance to another one must not overflow.
      let point = Point(min(max(point.x, -1e9), 1e9), min(max(point.y, -1e9), 1e9))
      defer { previous = point }
      guard let start = previous else { continue }
      guard let (enter, leave) = clip(from: start, to: point) else {
        flush()
        continue
      }
      if current.isEmpty || enter > 0 {
        flush()
        current.append(enter > 0 ? start.interpolated(to: point, enter) : start)
      }
      current.append(leave < 1 ? start.interpolated(to: point, leave) : point)
      if leave < 1 { flush() }
    }
    flush()
    return pieces
  }

  /// The parameters at which the segment enters and leaves the rectangle, or `nil` when it misses it.
  func clip(from start: Point, to end: Point) -> (enter: Double, leave: Double)? {
    let dx = end.x - start.x
    let dy = end.y - start.y
    return SegmentClipping.interval([
      (-dx, start.x - minX), (dx, maxX - start.x), (-dy, start.y - minY), (dy, maxY - start.y),
    ])
  }

  /// The part of a filled polygon inside the rectangle (Sutherland and Hodgman 1974).
  func clip(polygon points: [Point]) -> [Point] {
    guard points.contains(where: { !contains($0) }) else { return points }
    var result = points
    for side in [{ $0.x - minX }, { maxX - $0.x }, { $0.y - minY }, { maxY - $0.y }] as [(Point) -> Double] {
      result = PolygonClipping.clip(result, where: side)
    }
    return result
  }
}

/// The part of a polygon on one side of a border, in any number of dimensions (Sutherland and Hodgman 1974).
enum PolygonClipping {
  /// The part where a function that changes evenly along the edges is not negative.
  static func clip<Corner: LinePoint>(_ polygon: [Corner], where side: (Corner) -> Double) -> [Corner] {
    var result: [Corner] = []
    result.reserveCapacity(polygon.count + 2)
    guard let first = polygon.first else { return result }
    let firstSide = side(first)
    var (a, sideA) = (first, firstSide)
    for index in 1...polygon.count {
      let (b, sideB) = index < polygon.count ? (polygon[index], side(polygon[index])) : (first, firstSide)
      if sideA >= 0 { result.append(a) }
      if (sideA >= 0) != (sideB >= 0) { result.append(a.interpolated(to: b, sideA / (sideA - sideB))) }
      (a, sideA) = (b, sideB)
    }
    return result
  }
}

/// The part of a segment between borders, in any number of dimensions (Liang and Barsky 1984).
enum SegmentClipping {
  /// The parameters t of 0 … 1 for which p · t ≤ q at every border, or `nil` when there are none.
  static func interval(_ borders: [(p: Double, q: Double)]) -> (enter: Double, leave: Double)? {
    var enter = 0.0
    var leave = 1.0
    for (p, q) in borders {
      if p == 0 {
        if q < 0 { return nil }
      } else if p < 0 {
        enter = max(enter, q / p)
      } else {
        leave = min(leave, q / p)
      }
    }
    return enter <= leave ? (enter, leave) : nil
  }
}
