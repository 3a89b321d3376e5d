// Plots of maps of the plane: the grid and its image, eigenvectors.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Subplot {
  /// The unit grid and its image under a linear map, the unit square's image shaded, with the images of the basis vectors.
  public static func transformedGrid(_ matrix: Matrix2, style: SeriesStyle = SeriesStyle()) throws(FigureError) -> Subplot {
    guard matrix.isFinite else { throw .invalidOption("A", "the entries of the matrix are finite numbers") }
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    let image = corners.map { matrix($0.0, $0.1) }
    let all = corners + image.map { ($0.x, $0.y) }
    guard let x = Limits(of: all.map(\.0)), let y = Limits(of: all.map(\.1)) else {
      throw .invalidOption("A", "the entries of the matrix are too large")
    }
    // A square of the plane with room around both unit squares.
    let reach = max(1.6, 0.85 * max(x.span, y.span))
    let centre = ((x.lower + x.upper) / 2, (y.lower + y.upper) / 2)
    let view = (x: Limits(centre.0 - reach, centre.0 + reach), y: Limits(centre.1 - reach, centre.1 + reach))
    // Enough lines of the grid for its image to fill the square; very many would be a grey area.
    let determinant = matrix.determinant.magnitude
    let size = max(matrix.a.magnitude, matrix.b.magnitude, matrix.c.magnitude, matrix.d.magnitude)
    let needed = determinant > 0 ? 2 * size * (reach + max(centre.0.magnitude, centre.1.magnitude)) / determinant : 20
    let count = Int(min(40, max(4, needed.isFinite ? needed.rounded(.up) : 40)))
    let own = Int(min(1000, (reach + max(centre.0.magnitude, centre.1.magnitude)).rounded(.up)))
    let step = own > 20 ? (own + 19) / 20 : 1

    var subplot = Subplot()
    subplot.add(
      try ShapeSeries.lattice(stride(from: -own, through: own, by: step).map(Double.init), .role(.grid), view) { ($0, $1) })
    var lattice = try ShapeSeries.lattice((-count...count).map(Double.init), style.color ?? .palette(1), view) { x, y in
      let place = matrix(x, y)
      return (place.x, place.y)
    }
    lattice.style.alpha = style.alpha ?? 0.55
    lattice.style.label = style.label ?? ""
    subplot.add(lattice)
    subplot.add(
      try ShapeSeries(
        [Polyline(corners.map { Point($0.0, $0.1) }, closed: true)], kind: "polygon", noun: "unit square", fillOpacity: 0.2,
        style: SeriesStyle(label: "", color: .role(.muted), lineWidth: 1)))
    subplot.add(
      try ShapeSeries(
        [Polyline(image.map { Point($0.x, $0.y) }, closed: true)], kind: "polygon", noun: "image of the unit square",
        fillOpacity: 0.3, style: SeriesStyle(label: "", color: style.color ?? .palette(1), lineWidth: 1.25)))
    var basis = try VectorSeries(
      x: [0, 0], y: [0, 0], u: [matrix.a, matrix.b], v: [matrix.c, matrix.d], labels: ["$A e_1$", "$A e_2$"],
      style: SeriesStyle(label: "", lineWidth: 2.25))
    basis.colors = [.palette(2), .palette(3)]
    subplot.add(basis)
    subplot.options.aspectRatio = .equal
    subplot.options.grid = false
    subplot.options.frameStyle = .zerolines
    return subplot
  }

  /// The lines of a grid over a rectangle and their images under any map of the plane, (x, y) ↦ (x, y).
  public static func transformedGrid(
    x: Limits, y: Limits, lines: Int = 17, style: SeriesStyle = SeriesStyle(),
    _ map: (Double, Double) throws -> (Double, Double)
  ) throws -> Subplot {
    guard x.span > 0, y.span > 0, x.span.isFinite, y.span.isFinite else {
      throw FigureError.invalidOption("x", "a grid is drawn over intervals of finite length")
    }
    guard (2...101).contains(lines) else {
      throw FigureError.invalidOption("lines", "a grid has between 2 and 101 lines in each direction")
    }
    let samples = 96
    func places(_ limits: Limits, _ count: Int) -> [Double] {
      (0...count).map { limits.lower + limits.span * (Double($0) / Double(count)) }
    }
    func images(_ fixed: [Double], _ running: [Double], isX: Bool) throws -> [Polyline] {
      try fixed.map { a in
        try Polyline(
          running.map { b in
            let place = isX ? try map(a, b) : try map(b, a)
            return Point(place.0, place.1)
          })
      }
    }
    let upright = try images(places(x, lines - 1), places(y, samples), isX: true)
    let level = try images(places(y, lines - 1), places(x, samples), isX: false)
    var subplot = Subplot()
    let color = style.color
    for (index, (lines, noun)) in [(upright, "images of the lines x = constant"), (level, "images of the lines y = constant")]
      .enumerated()
    {
      var look = style
      look.color = color ?? .palette(index + 1)
      look.lineWidth = style.lineWidth ?? 1.25
      look.label = index == 0 ? style.label ?? "" : ""
      subplot.add(try ShapeSeries(lines, kind: "transformgrid", noun: noun, style: look))
    }
    subplot.options.aspectRatio = .equal
    return subplot
  }

  /// The unit circle and its image under a matrix, the eigenvectors and what becomes of them. Without real eigenvectors the
  /// x axis says so.
  public static func eigenvectors(of matrix: Matrix2, style: SeriesStyle = SeriesStyle()) throws(FigureError) -> Subplot {
    guard matrix.isFinite else { throw .invalidOption("A", "the entries of the matrix are finite numbers") }
    let circle = (0..<180).map { index -> Point in
      let angle = Double(index) * 2
      return Point(Trigonometry.cosine(angle), Trigonometry.sine(angle))
    }
    let image = circle.map { point -> Point in
      let place = matrix(point.x, point.y)
      return Point(place.x, place.y)
    }
    var subplot = Subplot()
    subplot.add(
      try ShapeSeries(
        [Polyline(circle, closed: true)], kind: "polygon", noun: "unit circle",
        style: SeriesStyle(label: "unit circle", color: .role(.muted), lineWidth: 1.25, lineStyle: .dash)))
    subplot.add(
      try ShapeSeries(
        [Polyline(image, closed: true)], kind: "polygon", noun: "image of the unit circle", fillOpacity: 0.15,
        style: SeriesStyle(label: style.label ?? "its image", color: style.color ?? .palette(1), lineWidth: style.lineWidth)))
    var pairs: [Eigenpairs.Pair] = []
    switch Eigenpairs(matrix) {
    case .real(let found): pairs = found
    case .defective(let pair):
      pairs = [pair]
      subplot.options.x.label = "one direction of eigenvectors only, $\\lambda$ = \(NumberLabel.short(pair.value, digits: 3))"
    case .complex(let real, let imaginary):
      let value = "\(NumberLabel.short(real, digits: 3)) ± \(NumberLabel.short(imaginary, digits: 3))i"
      subplot.options.x.label = "no real eigenvectors: $\\lambda$ = \(value)"
    }
    if !pairs.isEmpty {
      // The longer arrow of each pair first, so that the other one lies on it.
      var arrows: [(x: Double, y: Double, label: String, color: Color)] = []
      for (index, pair) in pairs.enumerated() {
        let name = pairs.count == 1 ? "v" : "v_\(index + 1)"
        let value = NumberLabel.short(pair.value, digits: 3)
        let factor = value == "1" ? "" : value == NumberLabel.minus + "1" ? NumberLabel.minus : value
        let own = (pair.x, pair.y, "$\(name)$", Color.role(.ink))
        let mapped = (
          pair.value * pair.x, pair.value * pair.y, value == "0" ? "$A \(name) = 0$" : "$A \(name) = \(factor) \(name)$",
          Color.palette(index + 2)
        )
        // A vector that stays as it is needs one arrow.
        arrows += value == "1" ? [mapped] : pair.value.magnitude > 1 ? [mapped, own] : [own, mapped]
      }
      var vectors = try VectorSeries(
        x: arrows.map { _ in 0 }, y: arrows.map { _ in 0 }, u: arrows.map(\.x), v: arrows.map(\.y),
        labels: arrows.map(\.label), style: SeriesStyle(label: "", lineWidth: 2))
      vectors.colors = arrows.map(\.color)
      subplot.add(vectors)
    }
    subplot.options.aspectRatio = .equal
    subplot.options.frameStyle = .zerolines
    return subplot
  }
}

extension ShapeSeries {
  /// Images of the lines of a square grid, which are straight.
  fileprivate static func lattice(
    _ places: [Double], _ color: Color, _ view: (x: Limits, y: Limits), _ map: (Double, Double) -> (Double, Double)
  ) throws(FigureError) -> ShapeSeries {
    let first = places.first ?? 0
    let last = places.last ?? 0
    var lines: [Polyline] = []
    for place in places {
      for (start, end) in [((place, first), (place, last)), ((first, place), (last, place))] {
        let a = map(start.0, start.1)
        let b = map(end.0, end.1)
        lines.append(Polyline([Point(a.0, a.1), Point(b.0, b.1)]))
      }
    }
    var series = try ShapeSeries(
      lines, kind: "transformgrid", noun: "grid", style: SeriesStyle(label: "", color: color, lineWidth: 1))
    series.view = view
    return series
  }
}
