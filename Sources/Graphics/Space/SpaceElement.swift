/// A face, a piece of a line or a dot, in px, with its place in the order of drawing.
struct SpaceElement: Sendable {
  enum Shape: Sendable {
    case face([Point])
    case segment(Point, Point)
    case dot(Point)
  }

  enum Style: Hashable, Sendable {
    case face(Fill, Stroke?)
    case line(Stroke)
    case dots(Marker)
  }

  var shape: Shape
  var style: Style
  /// Nearness to the viewer by which elements are sorted; among equals the true nearness and then the order decide.
  var key: Double
  var depth: Double
  var order: Int
  var isFace: Bool
  /// Whether it may pass through other faces of its series, which then are not in order by themselves.
  var isFree = false
  /// Which series it belongs to.
  var source = 0
  /// Of faces that are not seen edgewise.
  var plane: NearnessPlane?

  /// The place of a dot, `nil` for others.
  var dot: Point? {
    if case .dot(let place) = shape { place } else { nil }
  }
}

extension SpaceElement {
  /// Sorted elements as nodes. Elements of one style become one node as long as nothing of another style that was drawn
  /// in between touches their place: the picture is the same, and the document a fraction as long.
  static func nodes(_ sorted: [SpaceElement], frame: Rect) -> [SceneNode] {
    var batches: [(style: Style, members: [SpaceElement])] = []
    var latest: [Style: Int] = [:]
    var touched = TouchedCells(frame: frame)
    for element in sorted {
      let cells = touched.cells(of: element)
      let needed = cells.reduce(-1) { max($0, touched.batch[$1]) }
      let batch: Int
      if let own = latest[element.style], own >= needed {
        batch = own
        batches[own].members.append(element)
      } else {
        batch = batches.count
        latest[element.style] = batch
        batches.append((element.style, [element]))
      }
      for cell in cells { touched.batch[cell] = batch }
    }
    return grouped(batches, isRounded: sorted.count > 400)
  }

  /// Faces with the same outline stand in one group that carries it.
  private static func grouped(_ batches: [(style: Style, members: [SpaceElement])], isRounded: Bool) -> [SceneNode] {
    var nodes: [SceneNode] = []
    var faces: [SceneNode] = []
    var outline: Stroke?
    func flush() {
      if !faces.isEmpty { nodes.append(.group(SceneGroup(stroke: outline, children: faces))) }
      faces = []
    }
    for (style, members) in batches {
      switch style {
      case .face(let fill, let stroke):
        if stroke != outline { flush() }
        outline = stroke
        let lines = members.compactMap { member -> Polyline? in
          guard case .face(let points) = member.shape else { return nil }
          return Polyline(isRounded ? points.map(\.inTenths) : points, closed: true)
        }
        faces.append(.shape(SceneShape(geometry: .lines(lines), fill: fill)))
      case .line(let stroke):
        flush()
        nodes.append(.shape(SceneShape(geometry: .lines(joined(members)), stroke: stroke)))
      case .dots(let marker):
        flush()
        let points = members.compactMap { member -> Point? in
          guard case .dot(let point) = member.shape else { return nil }
          return isRounded ? point.inTenths : point
        }
        nodes.append(.shape(marker.shape(at: points)))
      }
    }
    flush()
    return nodes
  }

  /// Pieces that follow each other as lines again, so that dashes run on.
  private static func joined(_ members: [SpaceElement]) -> [Polyline] {
    var lines: [Polyline] = []
    for member in members.sorted(by: { $0.order < $1.order }) {
      guard case .segment(let start, let end) = member.shape else { continue }
      if let last = lines.last?.points.last, last == start {
        lines[lines.count - 1].points.append(end)
      } else {
        lines.append(Polyline([start, end]))
      }
    }
    return lines
  }
}

/// Which batch of elements touched each small square of the plot area last.
private struct TouchedCells {
  private let frame: Rect
  private let columns: Int
  private let rows: Int
  private static let size = 3.0
  var batch: [Int]

  init(frame: Rect) {
    self.frame = frame
    columns = max(1, Int((frame.width / TouchedCells.size).rounded(.up)))
    rows = max(1, Int((frame.height / TouchedCells.size).rounded(.up)))
    batch = [Int](repeating: -1, count: columns * rows)
  }

  private func column(_ x: Double) -> Int { min(columns - 1, max(0, Int((x - frame.minX) / TouchedCells.size))) }
  private func row(_ y: Double) -> Int { min(rows - 1, max(0, Int((y - frame.minY) / TouchedCells.size))) }

  func cells(of element: SpaceElement) -> [Int] {
    switch element.shape {
    case .face(let points):
      return cells(
        Rect(
          minX: points.map(\.x).min() ?? 0, minY: points.map(\.y).min() ?? 0, maxX: points.map(\.x).max() ?? 0,
          maxY: points.map(\.y).max() ?? 0))
    case .segment(let start, let end):
      // Around points along it, half a pen's width to each side.
      var result: [Int] = []
      let steps = max(1, Int((start.distance(to: end) / TouchedCells.size).rounded(.up)))
      for step in 0...steps {
        let point = start.interpolated(to: end, Double(step) / Double(steps))
        result += cells(Rect(minX: point.x - 1, minY: point.y - 1, maxX: point.x + 1, maxY: point.y + 1))
      }
      return result
    case .dot(let point):
      var reach = 4.0
      if case .dots(let marker) = element.style { reach = min(200, marker.radius * 1.35 + 1) }
      return cells(Rect(minX: point.x - reach, minY: point.y - reach, maxX: point.x + reach, maxY: point.y + reach))
    }
  }

  private func cells(_ rect: Rect) -> [Int] {
    let across = column(rect.minX)...column(rect.maxX)
    return (row(rect.minY)...row(rect.maxY)).flatMap { row in across.map { row * columns + $0 } }
  }
}
