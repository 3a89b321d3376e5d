/// A place through which a line runs, on the page or in space.
protocol LinePoint {
  var isFinite: Bool { get }
  func interpolated(to other: Self, _ fraction: Double) -> Self
}

extension Point: LinePoint {}
extension SpacePoint: LinePoint {}

/// A line whose colour follows values along it (`line_z`), cut into pieces of one colour each. Between two points the value
/// changes evenly, so that a long segment runs through all colours between those of its ends.
struct ColoredLine<Place: LinePoint> {
  struct Piece {
    /// Which of the colours it has, 0 …< `ColoredLine.colorCount`.
    var color: Int
    var points: [Place]
  }

  private(set) var pieces: [Piece] = []

  /// As many as one tells apart along a line.
  static var colorCount: Int { 64 }
  /// More pieces would make the document too long.
  static var pieceLimit: Int { 6_000 }

  /// - Parameters:
  ///   - fractions: where the value of each point lies between the ends of the colour map, 0 … 1. Points whose place or
  ///     value is not finite break the line.
  ///   - distance: px between two places.
  init(_ points: [Place], fractions: [Double], distance: (Place, Place) -> Double) {
    var line = Array(zip(points, fractions)).map { Vertex(place: $0.0, fraction: $0.1) }
    var reach = 0.0
    var every = 1
    while true {
      let shown = every == 1 ? line : Simplification.thinned(line.map(\.isFinite), every: every).map { line[$0] }
      if let found = ColoredLine.pieces(shown, shortest: max(3, reach), distance) {
        pieces = found
        return
      }
      reach = reach == 0 ? 0.5 : 2 * reach
      if reach < 16 {
        line = ColoredLine.merged(line, within: reach, distance)
      } else {
        // A line that leaps to and fro: some of its segments stand for all.
        every = max(2 * every, (line.count + ColoredLine.pieceLimit - 1) / ColoredLine.pieceLimit)
      }
    }
  }

  private struct Vertex {
    var place: Place
    var fraction: Double
    var isFinite: Bool { place.isFinite && fraction.isFinite }
  }

  private static func color(_ fraction: Double) -> Int {
    Int((min(1, max(0, fraction)) * Double(colorCount - 1)).rounded())
  }

  /// `nil` for too many of them.
  ///
  /// - Parameter shortest: px below which a segment is not divided.
  private static func pieces(
    _ line: [Vertex], shortest: Double, _ distance: (Place, Place) -> Double
  ) -> [Piece]? {
    var pieces: [Piece] = []
    var continues = false
    for (start, end) in zip(line, line.dropFirst()) {
      if pieces.count > pieceLimit { return nil }
      guard start.isFinite, end.isFinite else {
        continues = false
        continue
      }
      let steps = (color(start.fraction) - color(end.fraction)).magnitude + 1
      let room = min(Double(colorCount), distance(start.place, end.place) / shortest)
      let parts = room.isFinite ? max(1, min(Int(steps), Int(room))) : 1
      for part in 1...parts {
        let from = start.place.interpolated(to: end.place, Double(part - 1) / Double(parts))
        let to = part == parts ? end.place : start.place.interpolated(to: end.place, Double(part) / Double(parts))
        let middle = (Double(part) - 0.5) / Double(parts)
        let color = color(start.fraction + (end.fraction - start.fraction) * middle)
        if continues, let last = pieces.indices.last, pieces[last].color == color {
          pieces[last].points.append(to)
        } else {
          pieces.append(Piece(color: color, points: [from, to]))
        }
        continues = true
      }
    }
    return pieces.count > pieceLimit ? nil : pieces
  }

  /// Neighbours closer than `reach` px as one, with the mean of their values. Of what is shorter the ends stay, so that a line
  /// of many short parts does not vanish.
  private static func merged(
    _ line: [Vertex], within reach: Double, _ distance: (Place, Place) -> Double
  ) -> [Vertex] {
    var result: [Vertex] = []
    var count = 0.0
    for (index, vertex) in line.enumerated() {
      if let last = result.last, last.isFinite, vertex.isFinite, distance(last.place, vertex.place) < reach {
        count += 1
        result[result.count - 1].fraction += (vertex.fraction - last.fraction) / count
        let isFirst = result.count < 2 || !result[result.count - 2].isFinite
        if isFirst, index + 1 == line.count || !line[index + 1].isFinite { result.append(vertex) }
      } else {
        result.append(vertex)
        count = 1
      }
    }
    return result
  }

  /// The pieces of each colour, from the lowest on.
  var byColor: [(color: Int, lines: [[Place]])] {
    var buckets = [[[Place]]](repeating: [], count: ColoredLine.colorCount)
    for piece in pieces { buckets[piece.color].append(piece.points) }
    return buckets.enumerated().filter { !$0.element.isEmpty }.map { ($0.offset, $0.element) }
  }
}

extension ColorScale {
  /// One of the colours of a `ColoredLine`.
  func paint(ofLine color: Int) -> Paint {
    paint(at: Double(color) / Double(ColoredLine<Point>.colorCount - 1))
  }
}

extension Canvas {
  /// A line through px points, each with a value that the colour scale shows.
  mutating func path(_ points: [Point], values: [Double], stroke: Stroke, scale: ColorScale) {
    let line = ColoredLine(points, fractions: values.map { scale.lineFraction($0) }) { $0.distance(to: $1) }
    for (color, lines) in line.byColor {
      var own = stroke
      own.paint = scale.paint(ofLine: color)
      // Pieces of one colour are one path: what is not finite stands between them.
      path(Array(lines.joined(separator: [Point(.nan, .nan)])), stroke: own)
    }
  }
}

extension SpaceCanvas {
  /// A line through points, each with a value that the colour scale shows.
  mutating func path(_ points: [SpacePoint], values: [Double], stroke: Stroke, scale: ColorScale) {
    let projection = projection
    let line = ColoredLine(points, fractions: values.map { scale.lineFraction($0) }) {
      projection.pixel(projection.box($0)).distance(to: projection.pixel(projection.box($1)))
    }
    // In the order of the line: where it covers itself, what is nearer decides.
    for piece in line.pieces {
      var own = stroke
      own.paint = scale.paint(ofLine: piece.color)
      path(piece.points, stroke: own)
    }
  }
}

extension ColorScale {
  /// Where a value lies on the map; not a number for what has no colour.
  fileprivate func lineFraction(_ value: Double) -> Double { value.isFinite ? fraction(value) : .nan }
}
