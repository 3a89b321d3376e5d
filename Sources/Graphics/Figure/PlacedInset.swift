/// A figure within a plot area, laid out in its place.
struct PlacedInset {
  /// In parts of the plot area.
  private let place: Rect
  private let size: Size
  let layout: FigureLayout

  init(_ inset: Inset, in frame: Rect, _ theme: Theme) throws(FigureError) {
    place = inset.place
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

  func node(in frame: Rect, _ theme: Theme) -> SceneNode {
    let corner = Point(
      (frame.minX + place.minX * frame.width).rounded(), (frame.maxY - place.maxY * frame.height).rounded())
    let area = Rect(x: 0, y: 0, width: size.width, height: size.height)
    let background = SceneShape(
      geometry: .lines([Polyline(area.corners, closed: true)]), fill: Fill(theme.paint(.role(.background)), opacity: 0.92))
    return .group(
      SceneGroup(label: "inset", offset: corner, children: [.shape(background)] + layout.scene().nodes))
  }
}
