/// The plot area while a series draws on it: the maps from data to px, the style in force, and the primitives
/// that every chart is composed of. Everything is clipped to the frame.
public struct Canvas: Sendable {
  /// The plot area in px.
  public let frame: Rect
  public let x: AxisMap
  public let y: AxisMap
  /// Where x is an angle and y a distance.
  var polar: PolarMap?
  public let theme: Theme
  let palette: Palette?
  public internal(set) var colorScale: ColorScale?
  public internal(set) var sizeScale: SizeScale?
  /// The style of the series that is drawing.
  public internal(set) var style = SeriesStyle()
  /// Its place in the palette, from 1.
  public internal(set) var slot = 1
  var nodes: [SceneNode] = []
  var occupancy: Occupancy

  init(frame: Rect, x: AxisMap, y: AxisMap, theme: Theme, palette: Palette?) {
    self.frame = frame
    self.x = x
    self.y = y
    self.theme = theme
    self.palette = palette
    occupancy = Occupancy(frame: frame)
  }

  // MARK: - Positions and styles

  public func point(_ dataX: Double, _ dataY: Double) -> Point {
    polar?.point(dataX, dataY) ?? Point(x.position(dataX), y.position(dataY))
  }

  public func points(_ xs: [Double], _ ys: [Double]) -> [Point] {
    var result: [Point] = []
    result.reserveCapacity(min(xs.count, ys.count))
    for (dataX, dataY) in zip(xs, ys) { result.append(point(dataX, dataY)) }
    return result
  }

  /// A colour as it is drawn here.
  public func paint(_ color: Color) -> Paint { theme.paint(color, palette: palette) }

  /// The colour of the series in force; `offset` counts on in the palette.
  public func seriesPaint(offset: Int = 0) -> Paint {
    paint(style.color ?? .palette(slot + offset))
  }

  /// The line of the series in force.
  public var stroke: Stroke? {
    if style.lineStyle == LineStyle.none { return nil }
    let width = style.lineWidth ?? theme.lineWidth
    guard width > 0 else { return nil }
    return Stroke(seriesPaint(), width: width, dash: automaticLineStyle.dash, opacity: style.alpha ?? 1)
  }

  /// From the fifth series on colour alone no longer tells lines apart.
  private var automaticLineStyle: LineStyle {
    if let chosen = style.lineStyle { return chosen }
    guard slot > 4, style.color == nil else { return .solid }
    let cycle: [LineStyle] = [.dash, .dot, .dashdot, .solid]
    return cycle[(slot - 5) / 2 % 4]
  }

  /// The fill of the series in force.
  public func fill(opacity: Double, offset: Int = 0) -> Fill {
    let color = style.fillColor.map { paint($0) } ?? seriesPaint(offset: offset)
    return Fill(color, opacity: style.fillAlpha ?? style.alpha ?? opacity)
  }

  // MARK: - Primitives

  /// 1. A line through px points; points that are not finite break it.
  public mutating func path(_ points: [Point], stroke: Stroke?) {
    guard let stroke else { return }
    var lines: [Polyline] = []
    for piece in frame.clip(polyline: points) {
      let line = Polyline(Simplification.simplified(piece.points))
      occupancy.mark(line.points)
      lines.append(line)
    }
    guard !lines.isEmpty else { return }
    nodes.append(.shape(SceneShape(geometry: .lines(lines), stroke: stroke)))
  }

  /// 2. The area between two lines over the same points.
  public mutating func area(_ upper: [Point], _ lower: [Point], fill: Fill) {
    var outlines: [Polyline] = []
    var start = 0
    let count = min(upper.count, lower.count)
    while start < count {
      guard upper[start].isFinite, lower[start].isFinite else {
        start += 1
        continue
      }
      var end = start
      while end < count, upper[end].isFinite, lower[end].isFinite { end += 1 }
      let top = Simplification.simplified(Array(upper[start..<end]))
      let bottom = Simplification.simplified(Array(lower[start..<end]))
      let outline = frame.clip(polygon: top + bottom.reversed())
      if end - start > 1, outline.count > 2 {
        outlines.append(Polyline(outline, closed: true))
        occupancy.mark(
          area: frame.clip(polyline: top).flatMap(\.points), frame.clip(polyline: bottom).flatMap(\.points))
      }
      start = end
    }
    guard !outlines.isEmpty else { return }
    nodes.append(.shape(SceneShape(geometry: .lines(outlines), fill: fill)))
  }

  /// 3. Rectangles of one style.
  public mutating func rects(_ rects: [Rect], fill: Fill?, stroke: Stroke? = nil) {
    var outlines: [Polyline] = []
    for rect in rects {
      guard rect.corners.allSatisfy(\.isFinite), let shown = rect.intersection(frame) else { continue }
      guard shown.width > 0, shown.height > 0 else { continue }
      outlines.append(Polyline(shown.corners, closed: true))
      occupancy.mark(shown)
    }
    guard !outlines.isEmpty else { return }
    nodes.append(.shape(SceneShape(geometry: .lines(outlines), stroke: stroke, fill: fill)))
  }

  /// 4. Markers of one style.
  public mutating func dots(_ points: [Point], marker: Marker) {
    let shown = points.filter { $0.isFinite && frame.contains($0, tolerance: 0.5) }
    guard !shown.isEmpty, marker.shape != .none else { return }
    for point in shown { occupancy.mark(point) }
    if shown.count > DotRaster.threshold {
      let opacity = marker.fill.opacity * marker.fill.paint.alpha
      picture(of: shown, marker) { $0.image(radius: marker.radius, opacity: opacity, paint: marker.fill.paint) }
      return
    }
    // Within one shape overlaps do not darken: translucent markers are spread over several, so that density shows.
    let layers = marker.fill.opacity < 0.8 && shown.count > 50 ? 12 : 1
    for layer in 0..<layers {
      let part = layers == 1 ? shown : stride(from: layer, to: shown.count, by: layers).map { shown[$0] }
      nodes.append(.shape(marker.shape(at: part)))
    }
  }

  /// 4. Markers coloured by values; those without a finite one are left out.
  public mutating func dots(_ points: [Point], values: [Double], scale: ColorScale, marker: Marker) {
    let shown = points.indices.filter {
      points[$0].isFinite && values[$0].isFinite && frame.contains(points[$0], tolerance: 0.5)
    }
    if shown.count > DotRaster.threshold {
      let places = shown.map { points[$0] }
      for point in places { occupancy.mark(point) }
      picture(of: places, marker, values: shown.map { scale.fraction(values[$0]) }) {
        $0.image(radius: marker.radius, opacity: marker.fill.opacity, paints: scale.paints)
      }
      return
    }
    // One shape for each of 64 colours, as many as one tells apart.
    var buckets = [[Point]](repeating: [], count: 64)
    for index in shown { buckets[Int((scale.fraction(values[index]) * 63).rounded())].append(points[index]) }
    for (entry, bucket) in buckets.enumerated() where !bucket.isEmpty {
      var own = marker
      own.fill.paint = scale.paint(at: Double(entry) / 63)
      dots(bucket, marker: own)
    }
  }

  /// Very many markers as a picture: of two pixels a px, or of one if that takes too much room.
  private mutating func picture(
    of points: [Point], _ marker: Marker, values: [Double]? = nil, _ draw: (DotRaster) -> SceneImage
  ) {
    let area = frame.width * frame.height
    // Two pixels to a px are sharp; large markers and very large plots make do with fewer.
    let sharpness = marker.radius > 20 ? min(1, 40 / marker.radius) : 2
    let scale = min(sharpness, (DotRaster.pixelLimit / max(1, area)).squareRoot())
    func drawn(_ scale: Double) -> SceneImage {
      var image = draw(DotRaster(points, values: values, in: frame, scale: scale))
      image.png = PNGEncoder.encode(image)
      return image
    }
    var image = drawn(scale)
    // A small plot has a small part of the room.
    if scale > 1, Double(image.png?.count ?? 0) > 90_000 * min(1, area / 200_000) { image = drawn(1) }
    nodes.append(.image(image))
  }

  /// 5. Straight lines of one style.
  public mutating func rules(_ segments: [(Point, Point)], stroke: Stroke) {
    var lines: [Polyline] = []
    for (start, end) in segments where start.isFinite && end.isFinite {
      for piece in frame.clip(polyline: [start, end]) {
        occupancy.mark(piece.points)
        lines.append(piece)
      }
    }
    guard !lines.isEmpty else { return }
    nodes.append(.shape(SceneShape(geometry: .lines(lines), stroke: stroke)))
  }

  /// 6. Short lines across a point, `horizontal` or not: the caps of error bars, medians, rugs.
  public mutating func ticks(_ points: [Point], length: Double, horizontal: Bool, stroke: Stroke) {
    let half = length / 2
    rules(
      points.filter { frame.contains($0) }.map {
        horizontal
          ? (Point($0.x - half, $0.y), Point($0.x + half, $0.y))
          : (Point($0.x, $0.y - half), Point($0.x, $0.y + half))
      }, stroke: stroke)
  }

  /// 7. Text at a px point inside the frame, with a halo so that it stays readable over data.
  public mutating func text(
    _ label: String, at point: Point, anchor: TextAnchor = .middle, size: Double? = nil, color: Color = .role(.ink),
    rotation: Double = 0, halo: Bool = true, verticallyCentred: Bool = true
  ) {
    guard point.isFinite, frame.contains(point, tolerance: 1) else { return }
    let size = size ?? theme.fontSize
    let lines = LabelLayout.lines(label)
    let point = inside(point, lines, anchor, size, rotation)
    var baseline = point.y
    if verticallyCentred { baseline += 0.32 * size - Double(lines.count - 1) * 0.6 * size }
    // The halo of one piece must not cover another: where there are several, all halos come first.
    let isSimple = lines.count == 1 && lines[0].plainText != nil
    let background = paint(.role(.background))
    if halo, !isSimple {
      for (index, layout) in lines.enumerated() {
        nodes.append(
          .text(
            SceneText(
              layout: layout, position: Point(point.x, baseline + 1.2 * size * Double(index)), anchor: anchor,
              rotation: rotation, style: TextStyle(size: size, paint: background), halo: background)))
      }
    }
    for layout in lines {
      nodes.append(
        .text(
          SceneText(
            layout: layout, position: Point(point.x, baseline), anchor: anchor, rotation: rotation,
            style: TextStyle(size: size, paint: paint(color).forLines), halo: halo && isSimple ? background : nil)))
      let width = layout.width * size
      let left = anchor == .start ? point.x : anchor == .middle ? point.x - width / 2 : point.x - width
      occupancy.mark(Rect(x: left, y: baseline - size, width: width, height: size))
      baseline += 1.2 * size
    }
  }

  /// The place of a text, moved so that the text stays within the frame.
  private func inside(
    _ point: Point, _ lines: [LabelLayout], _ anchor: TextAnchor, _ size: Double, _ rotation: Double
  ) -> Point {
    let width = (lines.map(\.width).max() ?? 0) * size
    let half = 0.6 * size * Double(lines.count)
    let left = anchor == .start ? 0 : anchor == .middle ? -width / 2 : -width
    let (cosine, sine) = (Trigonometry.cosine(rotation), Trigonometry.sine(rotation))
    let corners = [(left, -half), (left + width, -half), (left + width, half), (left, half)].map { x, y in
      Point(point.x + cosine * x - sine * y, point.y + sine * x + cosine * y)
    }
    func shift(_ values: [Double], _ low: Double, _ high: Double) -> Double {
      guard let least = values.min(), let most = values.max(), most - least < high - low else { return 0 }
      return least < low ? low - least : most > high ? high - most : 0
    }
    return Point(
      point.x + shift(corners.map(\.x), frame.minX - 2, frame.maxX + 2),
      point.y + shift(corners.map(\.y), frame.minY - 2, frame.maxY + 2))
  }

  /// 8. An arrow from px to px: the shaft ends inside the head.
  public mutating func arrow(from start: Point, to end: Point, stroke: Stroke, headLength: Double = 7) {
    arrows([(start, end)], stroke: stroke, headLength: headLength)
  }

  /// 8. Arrows of one style.
  public mutating func arrows(_ arrows: [(Point, Point)], stroke: Stroke, headLength: Double = 7) {
    var shafts: [(Point, Point)] = []
    var heads: [Polyline] = []
    for (start, end) in arrows where start.isFinite && end.isFinite {
      let length = start.distance(to: end)
      guard length > 0.1, frame.clip(from: start, to: end) != nil else { continue }
      let head = min(headLength, 0.6 * length)
      let ux = (end.x - start.x) / length
      let uy = (end.y - start.y) / length
      let half = head * 3 / 7
      let base = Point(end.x - ux * head, end.y - uy * head)
      shafts.append((start, Point(end.x - ux * head * 0.7, end.y - uy * head * 0.7)))
      guard frame.contains(end, tolerance: 0.5) else { continue }
      heads.append(
        Polyline(
          [end, Point(base.x - uy * half, base.y + ux * half), Point(base.x + uy * half, base.y - ux * half)],
          closed: true))
    }
    rules(shafts, stroke: stroke)
    guard !heads.isEmpty else { return }
    nodes.append(
      .shape(SceneShape(geometry: .lines(heads), fill: Fill(stroke.paint, opacity: stroke.opacity))))
  }

  /// 9. Filled outlines of one style, px; holes by the even-odd rule.
  public mutating func polygons(_ outlines: [[Point]], fill: Fill?, stroke: Stroke? = nil) {
    var clipped: [Polyline] = []
    for outline in outlines where outline.allSatisfy(\.isFinite) {
      let shown = frame.clip(polygon: outline)
      guard shown.count > 2 else { continue }
      clipped.append(Polyline(shown, closed: true))
      occupancy.mark(shown)
    }
    guard !clipped.isEmpty else { return }
    nodes.append(.shape(SceneShape(geometry: .lines(clipped), stroke: stroke, fill: fill, evenOdd: true)))
  }

  /// 10. A picture of `columns` × `rows` palette entries, from its top left, stretched over `area`; `darkPalette` on dark
  /// pages, if it has other colours (of the same opacity) there.
  public mutating func raster(
    _ area: Rect, columns: Int, rows: Int, pixels: [UInt8], palette: [RGB], darkPalette: [RGB]? = nil,
    isPixelated: Bool = true
  ) {
    guard area.intersection(frame) != nil, pixels.count == columns * rows else { return }
    occupancy.mark(frame)
    let image = SceneNode.image(
      SceneImage(
        frame: area, columns: columns, rows: rows, pixels: pixels, palette: palette, darkPalette: darkPalette,
        isPixelated: isPixelated))
    let overhangs = !area.corners.allSatisfy { frame.contains($0, tolerance: 0.01) }
    nodes.append(overhangs ? .group(SceneGroup(clip: frame.corners, children: [image])) : image)
  }
}

/// Colours for values: the map, and the interval that it is spread over.
public struct ColorScale: Sendable {
  public var map: ColorMap
  public var limits: Limits
  /// Borders of discrete bands; empty for a continuous scale.
  public var bands: [Double] = []
  /// The colours of the map as they are drawn: where only lines and markers have them, those that stand out from the page.
  let paints: [Paint]

  init(map: ColorMap, limits: Limits, bands: [Double] = [], paints: [Paint]? = nil) {
    self.map = map
    self.limits = limits
    self.bands = bands
    self.paints = paints ?? map.table.map { .fixed($0) }
  }

  /// Where a value lies on the map, 0 … 1.
  public func fraction(_ value: Double) -> Double {
    limits.span > 0 ? min(1, max(0, (value - limits.lower) / limits.span)) : 0.5
  }

  /// The colour of a place in a field of values.
  public func color(_ value: Double) -> RGB { map.color(at: fraction(value)) }

  /// What a line or a marker is drawn with that stands for a value.
  public func paint(_ value: Double) -> Paint { paint(at: fraction(value)) }

  /// The same for a place on the map, 0 … 1.
  public func paint(at fraction: Double) -> Paint { paints[map.index(at: fraction)] }

  /// The colours of the map for a picture, the last one transparent for places without a value.
  var pixelPalette: [RGB] { map.table.dropLast() + [RGB(0, 0, 0, alpha: 0)] }

  /// The entry of `pixelPalette` for a value.
  func pixel(_ value: Double) -> UInt8 { value.isFinite ? UInt8(min(254, map.index(at: fraction(value)))) : 255 }
}
