// Dropping points that no eye can see: M4 for dense monotone lines, Douglas–Peucker for the rest.

enum Simplification {
  /// A line of at most about four points for each px column, then without points closer than `tolerance` px to the
  /// chord.
  static func simplified(_ points: [Point], tolerance: Double = 0.25) -> [Point] {
    guard points.count > 8 else { return points }
    return douglasPeucker(m4(points), tolerance: tolerance)
  }

  /// First, lowest, highest and last point of every px column: loses nothing on a raster of that width
  /// (Jugel, Jerzak, Hackenbroich and Markl, "M4: a visualization-oriented time series data aggregation", VLDB 2014).
  /// Lines that are not monotone in x, or that are sparse, come back unchanged.
  static func m4(_ points: [Point]) -> [Point] {
    guard let first = points.first, let last = points.last else { return points }
    let columns = max(1, abs(last.x - first.x))
    guard Double(points.count) > 4 * columns else { return points }
    for index in 1..<points.count where points[index].x < points[index - 1].x { return points }

    var result: [Point] = []
    var start = 0
    while start < points.count {
      let column = points[start].x.rounded(.down)
      var end = start
      var lowest = start
      var highest = start
      while end + 1 < points.count, points[end + 1].x.rounded(.down) == column {
        end += 1
        if points[end].y < points[lowest].y { lowest = end }
        if points[end].y > points[highest].y { highest = end }
      }
      var previous = -1
      for index in [start, min(lowest, highest), max(lowest, highest), end] where index != previous {
        result.append(points[index])
        previous = index
      }
      start = end + 1
    }
    return result
  }

  static func douglasPeucker(_ points: [Point], tolerance: Double) -> [Point] {
    indices(points, tolerance: tolerance).map { points[$0] }
  }

  /// Which points are kept: Douglas and Peucker 1973 with an explicit stack.
  static func indices(_ points: [Point], tolerance: Double) -> [Int] {
    guard points.count > 2 else { return Array(points.indices) }
    var keep = [Bool](repeating: false, count: points.count)
    keep[0] = true
    keep[points.count - 1] = true
    // Long runs are cut beforehand, which bounds the quadratic worst case.
    let chunk = 512
    var stack: [(Int, Int)] = []
    var start = 0
    while start < points.count - 1 {
      let end = min(start + chunk, points.count - 1)
      keep[end] = true
      stack.append((start, end))
      start = end
    }
    let limit = tolerance * tolerance
    while let (low, high) = stack.popLast() {
      guard high - low > 1 else { continue }
      var farthest = low
      var distance = limit
      let a = points[low]
      let dx = points[high].x - a.x
      let dy = points[high].y - a.y
      let length = dx * dx + dy * dy
      for index in (low + 1)..<high {
        let px = points[index].x - a.x
        let py = points[index].y - a.y
        let t = length > 0 ? min(1, max(0, (px * dx + py * dy) / length)) : 0
        let ex = px - t * dx
        let ey = py - t * dy
        let squared = ex * ex + ey * ey
        if squared > distance {
          distance = squared
          farthest = index
        }
      }
      if farthest != low {
        keep[farthest] = true
        stack.append((low, farthest))
        stack.append((farthest, high))
      }
    }
    return points.indices.filter { keep[$0] }
  }

  /// The indices of points that are left of a line when only each `every`-th of its segments is to count: the others are passed
  /// over where the line goes on, and left out where it is broken into parts shorter than that.
  static func thinned(_ isFinite: [Bool], every: Int) -> [Int] {
    var kept: [Int] = []
    var segments = 0
    var start = 0
    while start < isFinite.count {
      guard isFinite[start] else {
        start += 1
        continue
      }
      var end = start
      while end + 1 < isFinite.count, isFinite[end + 1] { end += 1 }
      let inner = (start..<end).filter { (segments + $0 - start) % every == 0 }
      segments += end - start
      if let first = inner.first {
        if first > start { kept.append(start) }
        kept += inner
        kept.append(end)
        // The gap after it.
        if end + 1 < isFinite.count { kept.append(end + 1) }
      }
      start = end + 1
    }
    return kept
  }
}
