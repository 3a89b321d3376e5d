#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers set into level lines: at straight places, upright, apart from each other, with a gap in the line.
struct ContourLabels {
  struct Label {
    var level: Double
    var text: String
    /// The middle of the baseline, px.
    var baseline: Point
    /// Degrees, clockwise on the page.
    var rotation: Double
  }

  private(set) var placed: [Label] = []
  private let frame: Rect
  private let fontSize: Double
  /// Points of all lines, marked by the level's place.
  private var lines: PointBuckets
  /// Discs that cover the labels.
  private var taken: [(centre: Point, radius: Double)] = []

  /// - Parameter lines: the px lines of each level.
  init(lines: [[[Point]]], frame: Rect, fontSize: Double) {
    self.frame = frame
    self.fontSize = fontSize
    self.lines = PointBuckets(width: frame.maxX, height: frame.maxY, cell: fontSize)
    for (mark, level) in lines.enumerated() {
      for line in level {
        for (a, b) in zip(line, line.dropFirst()) {
          let steps = max(1, min(100, (a.distance(to: b) / 3).rounded()))
          for step in stride(from: 0, to: steps, by: 1) {
            let point = a.interpolated(to: b, step / steps)
            self.lines.insert(point.x, point.y, mark: mark)
          }
        }
      }
    }
  }

  /// Finds places for the label on a line and returns what is left of it.
  mutating func place(_ level: Double, mark: Int, on line: [Point]) -> [[Point]] {
    guard line.count > 1 else { return [line] }
    let text = NumberLabel.short(level, digits: 4)
    var lengths = [0.0]
    lengths.reserveCapacity(line.count)
    for (a, b) in zip(line, line.dropFirst()) { lengths.append((lengths.last ?? 0) + a.distance(to: b)) }
    let total = lengths.last ?? 0
    let width = LabelLayout(text).width * fontSize
    let gap = width + 8
    guard total.isFinite, total > 2.5 * gap else { return [line] }
    // One label, and another for each further 350 px.
    let wanted = max(1, min(6, Int((total / 350).rounded())))
    let margin = gap / 2 + 2
    var gaps: [(start: Double, end: Double)] = []
    for part in 0..<wanted {
      let from = max(margin, total * Double(part) / Double(wanted))
      let to = min(total - margin, total * Double(part + 1) / Double(wanted))
      guard let centre = bestPlace(line, lengths, from, to, gap: gap, width: width, mark: mark) else { continue }
      if let last = gaps.last, centre - gap / 2 < last.end + gap { continue }
      add(level, text, line, lengths, centre, gap: gap, width: width)
      gaps.append((centre - gap / 2, centre + gap / 2))
    }
    guard !gaps.isEmpty else { return [line] }
    var pieces: [[Point]] = []
    var start = 0.0
    for gap in gaps {
      pieces.append(piece(line, lengths, start, gap.start))
      start = gap.end
    }
    pieces.append(piece(line, lengths, start, total))
    return pieces.filter { $0.count > 1 }
  }

  /// The straightest free place, preferably near the middle of the range and level.
  private func bestPlace(
    _ line: [Point], _ lengths: [Double], _ from: Double, _ to: Double, gap: Double, width: Double,
    mark: Int
  ) -> Double? {
    guard to > from else { return nil }
    let inner = frame.insetBy(width / 2 + 1, width / 2 + 1)
    let upright = frame.insetBy(width / 2 + 1, fontSize)
    var best: (place: Double, cost: Double)?
    let count = max(2, min(60, Int((to - from) / 6)))
    for step in 0...count {
      let centre = from + (to - from) * Double(step) / Double(count)
      let a = at(centre - gap / 2, line, lengths)
      let b = at(centre + gap / 2, line, lengths)
      let middle = a.interpolated(to: b, 0.5)
      let chord = a.distance(to: b)
      let isLevel = (b.y - a.y).magnitude < 0.3 * chord
      guard middle.isFinite, isLevel ? upright.contains(middle) : inner.contains(middle), isFree(middle, a, b, mark)
      else {
        continue
      }
      let bend = 1 - chord / gap + at(centre, line, lengths).distance(to: middle) / fontSize
      guard bend < 0.35 else { continue }
      let slope = chord > 0 ? ((b.y - a.y) / chord).magnitude : 1
      let cost = 4 * bend + 0.15 * slope + 0.2 * (2 * Double(step) / Double(count) - 1).magnitude
      if cost < (best?.cost ?? .infinity) { best = (centre, cost) }
    }
    return best?.place
  }

  /// Whether neither another label nor a line of another level is under a label from `a` to `b`.
  private func isFree(_ centre: Point, _ a: Point, _ b: Point, _ mark: Int) -> Bool {
    for share in [0.1, 0.3, 0.5, 0.7, 0.9] {
      let point = a.interpolated(to: b, share)
      if lines.hasPoint(near: point.x, point.y, within: 0.62 * fontSize, except: mark) { return false }
    }
    for disc in taken {
      for point in [a, centre, b] where point.distance(to: disc.centre) < disc.radius + 0.7 * fontSize + 2 { return false }
    }
    return true
  }

  private mutating func add(
    _ level: Double, _ text: String, _ line: [Point], _ lengths: [Double], _ centre: Double, gap: Double, width: Double
  ) {
    let a = at(centre - gap / 2, line, lengths)
    let b = at(centre + gap / 2, line, lengths)
    // On the line in the middle as far as it bends, and upright.
    let middle = a.interpolated(to: b, 0.5).interpolated(to: at(centre, line, lengths), 0.5)
    var angle = atan2(b.y - a.y, b.x - a.x)
    if angle > .pi / 2 { angle -= .pi }
    if angle <= -.pi / 2 { angle += .pi }
    let drop = 0.34 * fontSize
    placed.append(
      Label(
        level: level, text: text, baseline: Point(middle.x - sin(angle) * drop, middle.y + cos(angle) * drop),
        rotation: angle * 180 / .pi))
    for share in [-0.5, 0, 0.5] {
      taken.append(
        (
          Point(middle.x + cos(angle) * width * share, middle.y + sin(angle) * width * share), max(width / 4, 0.6 * fontSize)
        ))
    }
  }

  /// The point at a distance along a line.
  private func at(_ distance: Double, _ line: [Point], _ lengths: [Double]) -> Point {
    let index = segment(distance, lengths)
    let length = lengths[index + 1] - lengths[index]
    return line[index].interpolated(to: line[index + 1], length > 0 ? (distance - lengths[index]) / length : 0)
  }

  private func segment(_ distance: Double, _ lengths: [Double]) -> Int {
    var low = 0
    var high = lengths.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if lengths[middle] <= distance { low = middle } else { high = middle }
    }
    return low
  }

  private func piece(_ line: [Point], _ lengths: [Double], _ start: Double, _ end: Double) -> [Point] {
    guard end > start else { return [] }
    var points = [at(start, line, lengths)]
    for index in line.indices where lengths[index] > start && lengths[index] < end { points.append(line[index]) }
    points.append(at(end, line, lengths))
    return points
  }
}
