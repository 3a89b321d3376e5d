/// Puts drawings side by side in rows, as those of the parts of a graph that no edge joins: the highest first, in a shape
/// about one and a half times as wide as high.
enum ComponentPacking {
  /// `parts` are lists of nodes, `places` where each stands in its own drawing; the result has a place for each node.
  static func packed(_ parts: [[Int]], _ places: [[Point]], count: Int, gap: Double) -> [Point] {
    let boxes = places.map { points in
      Rect(
        minX: points.map(\.x).min() ?? 0, minY: points.map(\.y).min() ?? 0, maxX: points.map(\.x).max() ?? 0,
        maxY: points.map(\.y).max() ?? 0)
    }
    let area = boxes.reduce(0) { $0 + ($1.width + gap) * ($1.height + gap) }
    let widest = boxes.map(\.width).max() ?? 0
    let width = max(widest, (1.5 * area).squareRoot())
    let order = parts.indices.sorted { (boxes[$1].height, boxes[$1].width, $0) < (boxes[$0].height, boxes[$0].width, $1) }
    var result = [Point](repeating: Point(0, 0), count: count)
    var (x, y, height) = (0.0, 0.0, 0.0)
    for part in order {
      let box = boxes[part]
      if x > 0, x + box.width > width {
        y += height + gap
        (x, height) = (0, 0)
      }
      for (node, place) in zip(parts[part], places[part]) {
        result[node] = Point(x + place.x - box.minX, y + place.y - box.minY)
      }
      x += box.width + gap
      height = max(height, box.height)
    }
    return result
  }
}
