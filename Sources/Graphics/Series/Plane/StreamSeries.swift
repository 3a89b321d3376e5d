/// Curves along a vector field (`streamplot`), with heads that show the direction.
public struct StreamSeries: Series {
  let lines: [Streamlines.Line]
  private let domain: (x: Limits, y: Limits)
  /// Shows the speed by colour.
  public var colorMap: ColorMap?
  public var style: SeriesStyle

  /// The streamlines of `field`, (x, y) ↦ (u, v), over a rectangle. Where the field vanishes or is not finite there are none.
  ///
  /// - Parameters:
  ///   - density: 1 for about 14 lines from bottom to top, 2 for twice as many; 0.2 … 5.
  ///   - aspect: width over height of the picture to come, so that the lines are evenly spaced in it.
  public init(
    x: Limits, y: Limits, density: Double = 1, aspect: Double = 1.7, colorMap: ColorMap? = nil,
    style: SeriesStyle = SeriesStyle(), _ field: (Double, Double) throws -> (Double, Double)
  ) throws {
    guard density >= 0.2, density <= 5 else {
      throw FigureError.invalidOption("density", "the density of streamlines is a number from 0.2 to 5")
    }
    for (name, limits) in [("x", x), ("y", y)] {
      guard limits.span > 0, limits.span.isFinite else {
        throw FigureError.invalidOption(name, "a field is drawn over an interval of finite length")
      }
    }
    let aspect = aspect.isFinite ? min(20, max(0.05, aspect)) : 1
    lines = try Streamlines.trace(x: x, y: y, aspect: aspect, density: density, field)
    domain = (x, y)
    self.colorMap = colorMap
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  /// The streamlines of a field that is known on a grid, bilinear between its points.
  public init(
    u: Grid, v: Grid, density: Double = 1, aspect: Double = 1.7, colorMap: ColorMap? = nil,
    style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    guard u.x == v.x, u.y == v.y else { throw .invalidOption("v", "u and v are given over the same grid") }
    guard let x = Limits(of: u.x), let y = Limits(of: u.y) else { throw .invalidOption("u", "the grid is empty") }
    do {
      try self.init(x: x, y: y, density: density, aspect: aspect, colorMap: colorMap, style: style) {
        (u.interpolated($0, $1), v.interpolated($0, $1))
      }
    } catch let error as FigureError {
      throw error
    } catch {
      throw .invalidOption("streamplot", "\(error)")
    }
  }

  public var kind: String { "streamplot" }
  public var noun: String { "\(lines.count) streamlines" }

  public var columns: [DataColumn] {
    [
      DataColumn("x", lines.flatMap(\.x)), DataColumn("y", lines.flatMap(\.y)),
      DataColumn("speed", lines.flatMap(\.speed)),
    ]
  }

  public var colorDemand: ColorDemand? {
    guard let colorMap, let limits = Limits(of: lines.lazy.flatMap(\.speed)) else { return nil }
    return ColorDemand(limits: limits, map: colorMap, isForMarks: true)
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    var demand = RangeDemand(x: AxisDemand(domain.x), y: AxisDemand(domain.y))
    demand.x?.exactLower = true
    demand.x?.exactUpper = true
    demand.y?.exactLower = true
    demand.y?.exactUpper = true
    demand.wantsXGrid = false
    demand.wantsYGrid = false
    return demand
  }

  public func draw(on canvas: inout Canvas) {
    let width = style.lineWidth ?? 1.25
    guard let scale = colorMap == nil ? nil : canvas.colorScale else {
      var stroke = canvas.stroke ?? Stroke(canvas.seriesPaint(), width: width)
      stroke.width = width
      var points: [Point] = []
      var heads: [[Point]] = []
      for line in lines {
        let shown = canvas.points(line.x, line.y)
        points += shown + [Point(.nan, .nan)]
        heads += places(along: shown).compactMap { StreamSeries.head(shown, at: $0) }
      }
      canvas.path(points, stroke: stroke)
      canvas.polygons(heads, fill: Fill(stroke.paint, opacity: stroke.opacity))
      return
    }
    // A path for each of 32 shades; pieces overlap by a point, so that lines stay whole.
    let shades = 32
    var pieces = [[Point]](repeating: [], count: shades)
    var heads = [[[Point]]](repeating: [], count: shades)
    func shade(_ speed: Double) -> Int { min(shades - 1, Int(scale.fraction(speed) * Double(shades))) }
    for line in lines where line.x.count > 1 {
      let shown = canvas.points(line.x, line.y)
      var start = 0
      for index in 1..<shown.count {
        let current = shade(line.speed[start])
        guard index == shown.count - 1 || shade(line.speed[index]) != current else { continue }
        pieces[current] += shown[start...index] + [Point(.nan, .nan)]
        start = index
      }
      for place in places(along: shown) {
        if let head = StreamSeries.head(shown, at: place) { heads[shade(line.speed[place])].append(head) }
      }
    }
    for index in 0..<shades where !pieces[index].isEmpty {
      let paint = scale.paint(at: (Double(index) + 0.5) / Double(shades))
      let opacity = style.alpha ?? 1
      canvas.path(pieces[index], stroke: Stroke(paint, width: width, opacity: opacity))
      canvas.polygons(heads[index], fill: Fill(paint, opacity: opacity))
    }
  }

  /// Where heads stand: one in the middle of a line, more on long ones, about 140 px apart.
  private func places(along points: [Point]) -> [Int] {
    var lengths = [0.0]
    lengths.reserveCapacity(points.count)
    for (a, b) in zip(points, points.dropFirst()) { lengths.append((lengths.last ?? 0) + a.distance(to: b)) }
    guard let total = lengths.last, total.isFinite, total > 12 else { return [] }
    let count = max(1, min(50, Int((total / 140).rounded())))
    var result: [Int] = []
    var index = 0
    for number in 0..<count {
      let goal = total * (Double(number) + 0.5) / Double(count)
      while index < lengths.count - 1, lengths[index] < goal { index += 1 }
      result.append(index)
    }
    return result
  }

  /// A head of 7 × 6 px on a line, its direction that of the last few px.
  private static func head(_ points: [Point], at place: Int) -> [Point]? {
    let centre = points[place]
    var before = place
    while before > 0, points[before].distance(to: centre) < 4 { before -= 1 }
    let length = points[before].distance(to: centre)
    guard length > 0.5, length.isFinite else { return nil }
    let ux = (centre.x - points[before].x) / length
    let uy = (centre.y - points[before].y) / length
    func at(_ along: Double, _ across: Double) -> Point {
      Point(centre.x + ux * along - uy * across, centre.y + uy * along + ux * across)
    }
    return [at(3.5, 0), at(-3.5, 3), at(-2, 0), at(-3.5, -3)]
  }
}
