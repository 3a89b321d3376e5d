/// A figure within a plot area, laid out in its place.
struct PlacedInset {
  /// In parts of the plot area.
  private let place: Rect
  private let size: Size
  private let source: Rect?
  let layout: FigureLayout

  init(_ inset: Inset, in frame: Rect, _ theme: Theme) throws(FigureError) {
    place = inset.place
    source = inset.source
    guard place.corners.allSatisfy(\.isFinite), place.minX >= 0, place.minY >= 0, place.maxX <= 1, place.maxY <= 1 else {
      throw .invalidOption("inset", "its place is within the plot, between 0 and 1")
    }
    size = Size((place.width * frame.width).rounded(), (place.height * frame.height).rounded())
    guard size.width >= 60, size.height >= 60 else { throw .noRoom }
    var figure = inset.figure
    figure.size = size
    figure.theme = theme
    figure.theme.padding = 6
    layout = try FigureLayout(figure)
  }

  private func corner(in frame: Rect) -> Point {
    Point((frame.minX + place.minX * frame.width).rounded(), (frame.maxY - place.maxY * frame.height).rounded())
  }

  /// The frame of what is enlarged, joined to the enlargement by two lines; none where it is not in sight.
  func linkNodes(on canvas: Canvas, _ theme: Theme) -> [SceneNode] {
    guard let source else { return [] }
    let area = Rect(corner: canvas.point(source.minX, source.minY), canvas.point(source.maxX, source.maxY))
    guard area.corners.allSatisfy(\.isFinite), let part = area.intersection(canvas.frame) else { return [] }
    let corner = corner(in: canvas.frame)
    let inner = layout.frame(of: 0)
    let lens = Rect(x: corner.x + inner.minX, y: corner.y + inner.minY, width: inner.width, height: inner.height)
    // The two pairs of corners whose lines cross neither rectangle.
    let (left, right) = (lens.minX < part.minX, lens.maxX < part.maxX)
    let (top, bottom) = (lens.minY < part.minY, lens.maxY < part.maxY)
    let joined = [left != top, right == top, right != bottom, left == bottom]
    let lines = zip(joined, zip(part.corners, lens.corners)).filter(\.0).map { Polyline([$1.0, $1.1]) }
    let stroke = Stroke(theme.paint(.role(.axis)), width: 1)
    let shapes: [SceneNode] = [
      .shape(SceneShape(geometry: .lines(lines), stroke: stroke)),
      .shape(SceneShape(
        geometry: .lines([Polyline(part.corners, closed: true)]), stroke: Stroke(theme.paint(.role(.muted)), width: 1))),
    ]
    return [.group(SceneGroup(isHidden: true, children: shapes))]
  }

  func node(in frame: Rect, _ theme: Theme) -> SceneNode {
    let corner = corner(in: frame)
    let area = Rect(x: 0, y: 0, width: size.width, height: size.height)
    let background = SceneShape(
      geometry: .lines([Polyline(area.corners, closed: true)]), fill: Fill(theme.paint(.role(.background)), opacity: 0.92))
    return .group(
      SceneGroup(label: "inset", offset: corner, children: [.shape(background)] + layout.scene().nodes))
  }
}
