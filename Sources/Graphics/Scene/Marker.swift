// Markers: a shape, its size, and how it is filled and outlined.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What stands at a data point.
public struct Marker: Hashable, Sendable {
  public var shape: MarkerShape
  /// px.
  public var radius: Double
  public var fill: Fill
  public var stroke: Stroke?

  /// px.
  static let largestRadius = 200.0

  public init(_ shape: MarkerShape, radius: Double, fill: Fill, stroke: Stroke? = nil) {
    self.shape = shape
    self.radius = radius
    self.fill = Fill(fill.paint.forLines, opacity: fill.opacity)
    self.stroke = stroke
  }

  /// All markers of one style as one shape.
  func shape(at points: [Point]) -> SceneShape {
    switch shape {
    case .circle:
      if stroke == nil { return SceneShape(geometry: .dots(points, radius: radius), fill: fill) }
      return SceneShape(geometry: .circles(points.map { ($0, radius) }), stroke: stroke, fill: fill)
    case .cross, .xcross, .vline, .hline:
      let pen = Stroke(fill.paint, width: max(1.25, radius * 0.45), opacity: fill.opacity)
      return SceneShape(geometry: .lines(points.flatMap { strokes(at: $0) }), stroke: pen)
    default:
      let outline = outline
      let shapes = points.map { point in
        Polyline(outline.map { Point(point.x + $0.x * radius, point.y + $0.y * radius) }, closed: true)
      }
      return SceneShape(geometry: .lines(shapes), stroke: stroke, fill: fill)
    }
  }

  private func strokes(at point: Point) -> [Polyline] {
    let r = shape == .xcross ? radius * 0.85 : radius * 1.15
    func line(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) -> Polyline {
      Polyline([Point(point.x + ax * r, point.y + ay * r), Point(point.x + bx * r, point.y + by * r)])
    }
    switch shape {
    case .cross: return [line(-1, 0, 1, 0), line(0, -1, 0, 1)]
    case .xcross: return [line(-1, -1, 1, 1), line(-1, 1, 1, -1)]
    case .vline: return [line(0, -1, 0, 1)]
    default: return [line(-1, 0, 1, 0)]
    }
  }

  /// Corners for radius 1, sized so that all shapes seem equally large.
  private var outline: [Point] {
    switch shape {
    case .rect: return [Point(-0.88, -0.88), Point(0.88, -0.88), Point(0.88, 0.88), Point(-0.88, 0.88)]
    case .diamond: return [Point(0, -1.25), Point(1.25, 0), Point(0, 1.25), Point(-1.25, 0)]
    case .utriangle: return Marker.regular(3, 1.3, -90)
    case .dtriangle: return Marker.regular(3, 1.3, 90)
    case .ltriangle: return Marker.regular(3, 1.3, 180)
    case .rtriangle: return Marker.regular(3, 1.3, 0)
    case .pentagon: return Marker.regular(5, 1.1, -90)
    case .hexagon: return Marker.regular(6, 1.08, -90)
    case .star4: return Marker.star(4)
    case .star5: return Marker.star(5)
    case .star6: return Marker.star(6)
    default: return Marker.regular(16, 1, 0)
    }
  }

  private static func regular(_ corners: Int, _ radius: Double, _ degrees: Double) -> [Point] {
    (0..<corners).map { index in
      let angle = (degrees + 360 * Double(index) / Double(corners)) * .pi / 180
      return Point(radius * cos(angle), radius * sin(angle))
    }
  }

  private static func star(_ rays: Int) -> [Point] {
    let outer = regular(rays, 1.35, -90)
    let inner = regular(rays, rays == 4 ? 0.5 : 0.58, -90 + 180 / Double(rays))
    return zip(outer, inner).flatMap { [$0, $1] }
  }
}
