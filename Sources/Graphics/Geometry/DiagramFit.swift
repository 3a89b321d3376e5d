/// The map from a diagram's natural px into a plot area: nodes of given sizes stay inside. Large diagrams shrink as a
/// whole; small ones are spread out a little, while their nodes keep their size.
struct DiagramFit {
  /// By how much nodes and texts shrink, 0 … 1.
  let scale: Double
  private let xFactor: Double
  private let yFactor: Double
  private let xOffset: Double
  private let yOffset: Double

  /// `halves` are half the sizes of the nodes. With `isUniform` both directions are spread alike.
  init(_ positions: [Point], halves: [Size], frame: Rect, isUniform: Bool, spread: Double = 1.6) {
    var box = Rect(minX: .infinity, minY: .infinity, maxX: -.infinity, maxY: -.infinity)
    for (point, half) in zip(positions, halves) {
      box.minX = min(box.minX, point.x - half.width)
      box.maxX = max(box.maxX, point.x + half.width)
      box.minY = min(box.minY, point.y - half.height)
      box.maxY = max(box.maxY, point.y + half.height)
    }
    guard box.width > 0, box.height > 0, box.width.isFinite, box.height.isFinite else {
      (scale, xFactor, yFactor, xOffset, yOffset) = (1, 1, 1, frame.midX, frame.midY)
      return
    }
    let scale = min(1, frame.width / box.width, frame.height / box.height)
    self.scale = scale
    let xs = positions.map(\.x)
    let ys = positions.map(\.y)
    let most = spread * scale
    var across = DiagramFit.factor(xs, halves.map { $0.width * scale }, room: frame.width, from: scale, to: most)
    var down = DiagramFit.factor(ys, halves.map { $0.height * scale }, room: frame.height, from: scale, to: most)
    if isUniform {
      across = min(across, down)
      down = across
    }
    func offset(_ values: [Double], _ halves: [Double], _ factor: Double, _ middle: Double) -> Double {
      var (low, high) = (Double.infinity, -Double.infinity)
      for (value, half) in zip(values, halves) {
        low = min(low, factor * value - half)
        high = max(high, factor * value + half)
      }
      return middle - (low + high) / 2
    }
    (xFactor, yFactor) = (across, down)
    xOffset = offset(xs, halves.map { $0.width * scale }, across, frame.midX)
    yOffset = offset(ys, halves.map { $0.height * scale }, down, frame.midY)
  }

  func place(_ point: Point) -> Point { Point(xFactor * point.x + xOffset, yFactor * point.y + yOffset) }

  /// The largest factor in a range for which everything fits into `room`: the extent is convex in it.
  private static func factor(_ values: [Double], _ halves: [Double], room: Double, from: Double, to: Double) -> Double {
    func fits(_ factor: Double) -> Bool {
      var (low, high) = (Double.infinity, -Double.infinity)
      for (value, half) in zip(values, halves) {
        low = min(low, factor * value - half)
        high = max(high, factor * value + half)
      }
      return high - low <= room
    }
    if fits(to) { return to }
    var (low, high) = (from, to)
    for _ in 0..<30 {
      let middle = (low + high) / 2
      if fits(middle) { low = middle } else { high = middle }
    }
    return low
  }
}

extension Rect {
  /// A rectangle by its middle and half its size.
  init(around centre: Point, _ half: Size) {
    self.init(x: centre.x - half.width, y: centre.y - half.height, width: 2 * half.width, height: 2 * half.height)
  }

  /// The outline with rounded corners.
  func rounded(_ radius: Double) -> [Point] {
    let r = min(radius, width / 2, height / 2)
    let q = r * 0.29
    return [
      Point(minX, minY + r), Point(minX + q, minY + q), Point(minX + r, minY), Point(maxX - r, minY),
      Point(maxX - q, minY + q), Point(maxX, minY + r), Point(maxX, maxY - r), Point(maxX - q, maxY - q),
      Point(maxX - r, maxY), Point(minX + r, maxY), Point(minX + q, maxY - q), Point(minX, maxY - r),
    ]
  }
}

extension LabelLayout {
  /// px that a text of several lines takes.
  static func extent(_ label: String, size: Double) -> Size {
    let lines = lines(label)
    let rise = lines.map { max(0, $0.ascent - 0.75) + max(0, $0.descent - 0.22) }.reduce(0, +)
    return Size((lines.map(\.width).max() ?? 0) * size, (1.2 * Double(lines.count) + rise) * size)
  }
}
