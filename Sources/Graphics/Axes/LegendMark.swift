/// The legend: rows of a swatch and a name, inside where there is room or outside.
struct LegendMark {
  private let entries: [LegendEntry]
  private let fullTitle: String
  /// What of the entries and of the title is shown.
  private var rows: [LegendEntry] = []
  private var title = ""
  let theme: Theme
  private(set) var position: LegendPosition
  /// The labels of the rows.
  private var labels: [LabelLayout] = []
  /// px from the top of each row to the top of the next; formulas may be taller than a line.
  private var heights: [Double] = []
  /// Size in one column.
  private(set) var size = Size(0, 0)
  /// The place inside that `best` settled on.
  private var corner: LegendPosition = .topright

  /// Size of the pictures beside the names.
  private var swatch = LegendMark.leastSwatch

  private static let leastSwatch = Size(18, 10)
  private static let rowHeight = 18.0
  private static let gap = 7.0

  init(rows: [LegendEntry], plot: ResolvedPlot, position: LegendPosition) {
    entries = rows
    self.position = position
    fullTitle = plot.options.legendTitle
    theme = plot.theme
    fit(to: Size(.infinity, .infinity), line: .infinity)
  }

  /// Cuts labels that are wider than a column may be, and rows that have no place below each other, nor in three lines of
  /// `line` px where they flow.
  mutating func fit(to room: Size, line: Double) {
    let fontSize = theme.fontSize
    let widest = entries.map { 2 * $0.reach }.max() ?? 0
    swatch = Size(max(LegendMark.leastSwatch.width, widest), LegendMark.leastSwatch.height)
    let indent = swatch.width + LegendMark.gap
    let flows = position == .outerbottom
    let width = max(30, (flows ? line : room.width) - indent)
    title = LabelLayout.fitted(fullTitle, width: width + indent, size: fontSize, bold: true)
    rows = entries.map { entry in
      var entry = entry
      entry.label = entry.label.map { LabelLayout.fitted($0, width: width, size: fontSize) }
      return entry
    }
    measure()
    // More rows than anyone reads are cut, and said to be.
    let most = 40
    var shown = min(rows.count, most)
    if flows {
      while shown > 1, (flow(inWidth: line).prefix(shown).last?.line ?? 0) > 2 { shown -= 1 }
    } else {
      var height = title.isEmpty ? 0 : LegendMark.rowHeight
      shown = min(shown, max(2, heights.prefix { row in
        height += row
        return height <= room.height - 16
      }.count))
    }
    guard shown < rows.count else { return }
    let kept = max(1, shown - 1)
    rows = Array(rows.prefix(kept)) + [LegendEntry(label: "… \(rows.count - kept) more")]
    measure()
  }

  private mutating func measure() {
    let fontSize = theme.fontSize
    labels = rows.map { LabelLayout($0.label ?? "") }
    heights = zip(labels, rows).map { label, row in
      max(LegendMark.rowHeight, ((label.ascent + label.descent) * fontSize + 7).rounded(.up), (2 * row.reach + 3).rounded(.up))
    }
    let widest = labels.map { $0.width * fontSize }.max() ?? 0
    let titleWidth = LabelLayout(title, bold: true).width * fontSize
    size = Size(
      max(swatch.width + LegendMark.gap + widest, titleWidth),
      heights.reduce(title.isEmpty ? 0 : LegendMark.rowHeight, +))
  }

  /// Where it stands.
  var place: LegendPosition { position == .best ? corner : position }

  /// Size when the rows flow in lines of `width`.
  func size(inWidth width: Double) -> Size {
    let lines = flow(inWidth: width)
    return Size(width, lineHeight * Double((lines.last?.line ?? 0) + 1))
  }

  /// px between lines when the rows flow.
  private var lineHeight: Double { heights.max() ?? LegendMark.rowHeight }

  private func flow(inWidth width: Double) -> [(x: Double, line: Int)] {
    var x = 0.0
    var line = 0
    return labels.map { label in
      let entryWidth = swatch.width + LegendMark.gap + label.width * theme.fontSize
      if x > 0, x + entryWidth > width {
        x = 0
        line += 1
      }
      defer { x += entryWidth + 18 }
      return (x, line)
    }
  }

  // MARK: - Place

  /// Chooses the place for `best`; `true` when it has moved outside.
  mutating func settle(on canvas: Canvas) -> Bool {
    let candidates: [LegendPosition] = [.topright, .topleft, .bottomright, .bottomleft, .right, .left, .top, .bottom]
    var best = (corner: LegendPosition.topright, ink: Int.max)
    for candidate in candidates {
      let ink = canvas.occupancy.ink(under: box(candidate, in: canvas.frame).insetBy(-3, -3))
      if ink < best.ink { best = (candidate, ink) }
    }
    corner = best.corner
    let fits = size.width < canvas.frame.width * 0.6 && size.height < canvas.frame.height * 0.75
    let outside = best.ink > 2 || !fits
    if outside { position = .outertopright }
    return outside
  }

  private func box(_ place: LegendPosition, in frame: Rect) -> Rect {
    let inset = 10.0
    let size = size
    let left = frame.minX + inset
    let right = frame.maxX - inset - size.width
    let middle = frame.midX - size.width / 2
    let top = frame.minY + inset - 2
    let bottom = frame.maxY - inset - size.height
    let centre = frame.midY - size.height / 2
    let origin: Point =
      switch place {
      case .topleft: Point(left, top)
      case .bottomleft: Point(left, bottom)
      case .bottomright: Point(right, bottom)
      case .top: Point(middle, top)
      case .bottom: Point(middle, bottom)
      case .left: Point(left, centre)
      case .right: Point(right, centre)
      default: Point(right, top)
      }
    return Rect(x: origin.x, y: origin.y, width: size.width, height: size.height)
  }

  // MARK: - Drawing

  func nodes(frame: Rect, margins: PlotDecorations.Margins) -> [SceneNode] {
    var children: [SceneNode] = []
    var origin: Point
    switch position {
    case .outertopright, .outerright, .outerbottomright:
      let x = frame.maxX + margins.right - size.width
      let slack = frame.height - size.height
      let y = position == .outertopright ? 0 : position == .outerright ? slack / 2 : slack
      origin = Point(x, frame.minY + y)
    case .outerbottom:
      let height = size(inWidth: frame.width).height
      origin = Point(frame.minX, frame.maxY + margins.bottom - height)
      for (index, place) in flow(inWidth: frame.width).enumerated() {
        children += row(
          index, at: Point(origin.x + place.x, origin.y + Double(place.line) * lineHeight), height: lineHeight)
      }
      return [group(children)]
    default:
      let box = box(place, in: frame)
      origin = Point(box.minX, box.minY)
      let background = box.insetBy(-6, -2)
      children.append(
        .shape(
          SceneShape(
            geometry: .lines([Polyline(background.corners, closed: true)]),
            fill: Fill(theme.paint(.role(.background)), opacity: 0.8))))
    }
    if !title.isEmpty {
      children.append(
        .text(
          SceneText(
            layout: LabelLayout(title, bold: true),
            position: Point(origin.x, origin.y + LegendMark.rowHeight / 2 + 0.34 * theme.fontSize), anchor: .start,
            style: TextStyle(size: theme.fontSize, paint: theme.paint(.role(.ink)), bold: true))))
      origin.y += LegendMark.rowHeight
    }
    for (index, height) in heights.enumerated() {
      children += row(index, at: origin, height: height)
      origin.y += height
    }
    return [group(children)]
  }

  private func group(_ children: [SceneNode]) -> SceneNode {
    .group(
      SceneGroup(
        label: "legend", textStyle: TextStyle(size: theme.fontSize, paint: theme.paint(.role(.ink))),
        children: children))
  }

  private func row(_ index: Int, at origin: Point, height: Double) -> [SceneNode] {
    let (entry, label) = (rows[index], labels[index])
    let middle = origin.y + height / 2
    var nodes: [SceneNode] = []
    if let fill = entry.fill {
      let area = Rect(x: origin.x, y: middle - swatch.height / 2, width: swatch.width, height: swatch.height)
      nodes.append(.shape(SceneShape(geometry: .lines([Polyline(area.corners, closed: true)]), fill: fill)))
    }
    if let stroke = entry.stroke {
      let line = Polyline([Point(origin.x, middle), Point(origin.x + swatch.width, middle)])
      nodes.append(.shape(SceneShape(geometry: .lines([line]), stroke: stroke)))
    }
    if var marker = entry.marker, marker.shape != .none {
      if !entry.isToScale { marker.radius = min(marker.radius, 5) }
      nodes.append(.shape(marker.shape(at: [Point(origin.x + swatch.width / 2, middle)])))
    }
    let isEmpty = nodes.isEmpty
    nodes.append(
      .text(
        SceneText(
          layout: label,
          position: Point(
            isEmpty ? origin.x : origin.x + swatch.width + LegendMark.gap,
            middle + (height > LegendMark.rowHeight ? (label.ascent - label.descent) / 2 : 0.34) * theme.fontSize),
          anchor: .start, style: TextStyle(size: theme.fontSize, paint: theme.paint(.role(.ink))))))
    return nodes
  }
}

extension LegendEntry {
  /// px that a marker whose size is kept reaches to each side.
  fileprivate var reach: Double { isToScale ? marker.map { $0.radius + ($0.stroke?.width ?? 0) / 2 } ?? 0 : 0 }
}
