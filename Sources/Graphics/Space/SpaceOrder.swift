/// The distance of a flat face from the viewer over the page: `x` and `y` px further, its nearness grows by as much.
struct NearnessPlane: Sendable {
  let x: Double
  let y: Double
  let offset: Double

  func nearness(at point: Point) -> Double { x * point.x + y * point.y + offset }
}

/// The order in which elements of several series are drawn, what is farther first. Faces that pass through faces of another
/// surface are cut where they meet; then those that overlap on the page are compared there (Newell, Newell and Sancha, "A
/// solution to the hidden surface problem", 1972), and the rest follow the nearness of their middles.
struct SpaceOrder {
  private var elements: [SpaceElement]
  /// px² of overlap that is not seen.
  private static let leastArea = 0.05
  /// By how much lines and dots may lie behind a face and still be seen as lying on it.
  private static let slack = 0.02
  /// More elements would take too long, and faces would be too small for the eye to see steps.
  static let limit = 12_000
  /// Of more pairs, where many large faces cover one another, none is compared.
  private static let pairLimit = 4_000_000
  /// Of more pieces the document would become too long.
  private static let pieceLimit = 2_000

  /// `sorted` are elements in the order of the nearness of their middles.
  static func ordered(_ sorted: [SpaceElement], frame: Rect) -> [SpaceElement] {
    guard sorted.count <= limit, PagePairs(sorted, frame).count <= pairLimit else { return sorted }
    var order = SpaceOrder(elements: sorted)
    let sources = Set(sorted.lazy.filter(\.isFace).map(\.source))
    if sources.count > 1 || sorted.contains(where: \.isFree) { order.cut(frame) }
    return order.arranged(frame)
  }

  // MARK: - Cutting

  /// Cuts faces along the lines in which they meet faces of other series, or of their own if those may pass through them.
  private mutating func cut(_ frame: Rect) {
    var cuts = [[(x: Double, y: Double, offset: Double)]](repeating: [], count: elements.count)
    PagePairs(elements, frame).forEach { a, b in
      guard meets(a, b), case .face(let first) = elements[a].shape,
        case .face(let second) = elements[b].shape, let planeA = elements[a].plane, let planeB = elements[b].plane
      else { return }
      let common = SpaceOrder.overlap(first, second)
      guard SpaceOrder.area(common) > SpaceOrder.leastArea else { return }
      let line = (x: planeA.x - planeB.x, y: planeA.y - planeB.y, offset: planeA.offset - planeB.offset)
      let sides = common.map { line.x * $0.x + line.y * $0.y + line.offset }
      guard let least = sides.min(), let most = sides.max(), least < -1e-3, most > 1e-3 else { return }
      // A face that is met by very many is not cut to shreds.
      if cuts[a].count < 6 { cuts[a].append(line) }
      if cuts[b].count < 6 { cuts[b].append(line) }
    }
    guard cuts.contains(where: { !$0.isEmpty }) else { return }
    var result: [SpaceElement] = []
    for (element, lines) in zip(elements, cuts) {
      guard !lines.isEmpty, case .face(let outline) = element.shape else {
        result.append(element)
        continue
      }
      var pieces = [outline]
      for line in lines {
        pieces = pieces.flatMap { piece in
          let parts = [1.0, -1].map { sign in
            PolygonClipping.clip(piece) { sign * (line.x * $0.x + line.y * $0.y + line.offset) }
          }
          return parts.allSatisfy { SpaceOrder.area($0) > SpaceOrder.leastArea } ? parts : [piece]
        }
      }
      for piece in pieces {
        var part = element
        part.shape = .face(piece)
        result.append(part)
      }
    }
    if result.count <= max(2 * elements.count, SpaceOrder.pieceLimit) { elements = result }
  }

  // MARK: - Order

  private func arranged(_ frame: Rect) -> [SpaceElement] {
    let pairs = PagePairs(elements, frame)
    guard pairs.count <= SpaceOrder.pairLimit else { return elements }
    var followers = [[Int]](repeating: [], count: elements.count)
    var waitsFor = [Int](repeating: 0, count: elements.count)
    pairs.forEach { a, b in
      guard let isFirst = draws(a, before: b) else { return }
      let (first, second) = isFirst ? (a, b) : (b, a)
      followers[first].append(second)
      waitsFor[second] += 1
    }
    // The elements are numbered by their middles: of those that may be drawn, the farthest is.
    var ready = BinaryHeap<Rank>()
    for index in elements.indices where waitsFor[index] == 0 { ready.insert(Rank(index: index)) }
    var isDrawn = [Bool](repeating: false, count: elements.count)
    var farthest = 0
    var result: [SpaceElement] = []
    result.reserveCapacity(elements.count)
    while result.count < elements.count {
      let next: Int
      if let free = ready.removeFirst() {
        next = free.index
      } else {
        // Elements that cover one another in a circle.
        while isDrawn[farthest] { farthest += 1 }
        next = farthest
      }
      if isDrawn[next] { continue }
      isDrawn[next] = true
      result.append(elements[next])
      for follower in followers[next] {
        waitsFor[follower] -= 1
        if waitsFor[follower] == 0, !isDrawn[follower] { ready.insert(Rank(index: follower)) }
      }
    }
    return result
  }

  /// Whether two faces may pass through each other; those of a graph do not, and are in order already.
  private func meets(_ a: Int, _ b: Int) -> Bool { elements[a].source != elements[b].source || elements[a].isFree }

  /// Which of two comes first; `nil` when that cannot be seen.
  private func draws(_ a: Int, before b: Int) -> Bool? {
    switch (elements[a].shape, elements[b].shape) {
    case (.face(let first), .face(let second)):
      let common = SpaceOrder.overlap(first, second)
      guard SpaceOrder.area(common) > SpaceOrder.leastArea else { return nil }
      guard meets(a, b), let planeA = elements[a].plane, let planeB = elements[b].plane else {
        return a < b
      }
      let middle = SpaceOrder.middle(common)
      return planeA.nearness(at: middle) < planeB.nearness(at: middle)
    case (.face(let outline), _):
      return isBehind(elements[b], outline, elements[a].plane).map { !$0 }
    case (_, .face(let outline)):
      return isBehind(elements[a], outline, elements[b].plane)
    default: return nil
    }
  }

  /// Whether a piece of a line or a dot lies behind a face; `nil` when they do not touch on the page.
  private func isBehind(_ element: SpaceElement, _ outline: [Point], _ plane: NearnessPlane?) -> Bool? {
    guard let plane else { return nil }
    func isBehind(_ place: Point) -> Bool { element.depth + SpaceOrder.slack < plane.nearness(at: place) }
    switch element.shape {
    case .dot(let place): return SpaceOrder.contains(outline, place) ? isBehind(place) : nil
    case .segment(let start, let end):
      let middle = start.interpolated(to: end, 0.5)
      if SpaceOrder.contains(outline, middle) { return isBehind(middle) }
      // One that only reaches over the border of a face: its depth is that of its middle.
      guard let place = [start, end].first(where: { SpaceOrder.contains(outline, $0) }) else { return nil }
      return isBehind(place) == isBehind(middle) ? isBehind(middle) : nil
    case .face: return nil
    }
  }

  // MARK: - Convex outlines on the page

  /// What two convex outlines that run the same way round have in common.
  private static func overlap(_ a: [Point], _ b: [Point]) -> [Point] {
    var result = a
    for index in b.indices {
      guard result.count > 2 else { return [] }
      let (from, to) = (b[index], b[index + 1 < b.count ? index + 1 : 0])
      let (dx, dy) = (to.x - from.x, to.y - from.y)
      result = PolygonClipping.clip(result) { dx * ($0.y - from.y) - dy * ($0.x - from.x) }
    }
    return result
  }

  private static func area(_ outline: [Point]) -> Double {
    guard outline.count > 2 else { return 0 }
    var sum = 0.0
    for (a, b) in zip(outline, outline.dropFirst() + outline.prefix(1)) { sum += a.x * b.y - b.x * a.y }
    return sum.magnitude / 2
  }

  private static func middle(_ outline: [Point]) -> Point {
    let sum = outline.reduce(Point(0, 0)) { Point($0.x + $1.x, $0.y + $1.y) }
    return Point(sum.x / Double(max(1, outline.count)), sum.y / Double(max(1, outline.count)))
  }

  private static func contains(_ outline: [Point], _ point: Point) -> Bool {
    for (a, b) in zip(outline, outline.dropFirst() + outline.prefix(1))
    where (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) < 0 { return false }
    return true
  }
}

/// Pairs of elements, one of them a face, whose boxes on the page overlap: each pair once, in a fixed order.
private struct PagePairs {
  private let boxes: [Rect]
  private let isFace: [Bool]
  private var cells: [[Int]]
  private let columns: Int
  private let rows: Int
  private let frame: Rect
  private static let size = 12.0

  init(_ elements: [SpaceElement], _ frame: Rect) {
    self.frame = frame
    columns = max(1, Int((frame.width / PagePairs.size).rounded(.up)))
    rows = max(1, Int((frame.height / PagePairs.size).rounded(.up)))
    cells = [[Int]](repeating: [], count: columns * rows)
    boxes = elements.map { PagePairs.box($0.shape) }
    isFace = elements.map(\.isFace)
    for (index, box) in boxes.enumerated() {
      for row in row(box.minY)...row(box.maxY) {
        for column in column(box.minX)...column(box.maxX) { cells[row * columns + column].append(index) }
      }
    }
  }

  private static func box(_ shape: SpaceElement.Shape) -> Rect {
    switch shape {
    case .dot(let point): return Rect(minX: point.x, minY: point.y, maxX: point.x, maxY: point.y)
    case .segment(let start, let end): return Rect(corner: start, end)
    case .face(let outline):
      return outline.reduce(Rect(minX: .infinity, minY: .infinity, maxX: -.infinity, maxY: -.infinity)) {
        Rect(minX: min($0.minX, $1.x), minY: min($0.minY, $1.y), maxX: max($0.maxX, $1.x), maxY: max($0.maxY, $1.y))
      }
    }
  }

  private func column(_ x: Double) -> Int { min(columns - 1, max(0, Int((x - frame.minX) / PagePairs.size))) }
  private func row(_ y: Double) -> Int { min(rows - 1, max(0, Int((y - frame.minY) / PagePairs.size))) }

  /// At least as many as there are pairs.
  var count: Int {
    cells.reduce(0) { sum, members in
      let others = members.reduce(0) { $0 + (isFace[$1] ? 0 : 1) }
      return sum + (members.count * (members.count - 1) - others * (others - 1)) / 2
    }
  }

  func forEach(_ body: (_ a: Int, _ b: Int) -> Void) {
    for (cell, members) in cells.enumerated() {
      for (place, b) in members.enumerated() {
        for a in members[..<place] where isFace[a] || isFace[b] {
          let (first, second) = (boxes[a], boxes[b])
          let (x, y) = (max(first.minX, second.minX), max(first.minY, second.minY))
          guard x <= min(first.maxX, second.maxX), y <= min(first.maxY, second.maxY) else { continue }
          // Of the cells that both touch, the one where their common box begins counts.
          if row(y) * columns + column(x) == cell { body(a, b) }
        }
      }
    }
  }
}

/// The place of an element in the order of middles.
private struct Rank: HeapElement {
  let index: Int
  func precedes(_ other: Rank) -> Bool { index < other.index }
}
