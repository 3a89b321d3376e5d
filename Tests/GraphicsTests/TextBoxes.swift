// Where the texts of a figure are, for tests of its layout.

@testable import Graphics

/// The rectangle that a line of text covers, turned as it is drawn.
struct TextBox {
  var text: String
  var corners: [Point]

  /// All texts of a figure, one for each line; a halo below its text is not counted twice.
  static func all(_ figure: Figure) throws -> (size: Size, boxes: [TextBox]) {
    let scene = try FigureLayout(figure).scene()
    var texts: [SceneText] = []
    func visit(_ node: SceneNode) {
      switch node {
      case .group(let group): group.children.forEach(visit)
      case .text(let text): texts.append(text)
      case .shape, .image, .gradient: break
      }
    }
    scene.nodes.forEach(visit)
    var boxes: [TextBox] = []
    for text in texts where !text.layout.pieces.isEmpty {
      let box = TextBox(text)
      if !boxes.contains(where: { $0.text == box.text && $0.corners == box.corners }) { boxes.append(box) }
    }
    return (scene.size, boxes)
  }

  private init(_ text: SceneText) {
    let size = text.style.size
    let width = text.layout.width * size
    let left = text.anchor == .start ? 0 : text.anchor == .middle ? -width / 2 : -width
    let (up, down) = (text.layout.ascent * size, text.layout.descent * size)
    let (c, s) = (Trigonometry.cosine(text.rotation), Trigonometry.sine(text.rotation))
    self.text = text.layout.pieces.map(\.text).joined()
    corners = [(left, -up), (left + width, -up), (left + width, down), (left, down)].map { x, y in
      Point(text.position.x + c * x - s * y, text.position.y + s * x + c * y)
    }
  }

  func isInside(_ size: Size) -> Bool {
    corners.allSatisfy { $0.x > -0.5 && $0.y > -0.5 && $0.x < size.width + 0.5 && $0.y < size.height + 0.5 }
  }

  /// Whether two boxes have more than a hair in common: no side of either separates them.
  func overlaps(_ other: TextBox, tolerance: Double = 0.75) -> Bool {
    for box in [self, other] {
      for (a, b) in zip(box.corners, box.corners.dropFirst()) {
        let length = a.distance(to: b)
        guard length > 0 else { continue }
        let normal = Point(-(b.y - a.y) / length, (b.x - a.x) / length)
        func range(_ box: TextBox) -> (Double, Double) {
          let shares = box.corners.map { $0.x * normal.x + $0.y * normal.y }
          return (shares.min() ?? 0, shares.max() ?? 0)
        }
        let (low, high) = range(self)
        let (otherLow, otherHigh) = range(other)
        if high - tolerance <= otherLow || otherHigh - tolerance <= low { return false }
      }
    }
    return true
  }

  /// What is wrong with the texts of a figure, in words.
  static func problems(_ figure: Figure) throws -> [String] {
    let (size, boxes) = try all(figure)
    var problems: [String] = []
    for (index, box) in boxes.enumerated() {
      if !box.isInside(size) { problems.append("“\(box.text)” leaves the picture: \(box.corners)") }
      for other in boxes[(index + 1)...] where box.overlaps(other) {
        problems.append("“\(box.text)” overlaps “\(other.text)”")
      }
    }
    return problems
  }
}
