/// A subplot with everything decided that does not depend on its size: limits, colours, legend rows.
struct ResolvedPlot: Sendable {
  let subplot: Subplot
  let theme: Theme
  var xLimits: Limits
  var yLimits: Limits
  /// The limits before an aspect ratio widens them.
  private(set) var demandedX: Limits
  private(set) var demandedY: Limits
  let xTicks: Ticks
  let yTicks: Ticks
  /// The third axis of a plot in space.
  private(set) var space: SpaceAxis?
  let showsXGrid: Bool
  let showsYGrid: Bool
  private(set) var colorScale: ColorScale?
  private(set) var sizeScale: SizeScale?
  /// Place of each series in the palette, from 1.
  let slots: [Int]
  let warnings: [String]
  /// Whether the data decide an end of an axis, which an equal aspect ratio may then move.
  let xIsFree: Bool
  let yIsFree: Bool

  var options: SubplotOptions { subplot.options }
  var frameStyle: FrameStyle { options.frameStyle }
  /// Whether x runs along the bottom and y along the left.
  var isCartesian: Bool { space == nil && options.projection == .cartesian }

  /// What is drawn over the y axis at the right, at most one.
  private let twins: [ResolvedPlot]
  /// What is drawn under the x axis at the top, at most one.
  private let upperTwins: [ResolvedPlot]

  /// What is drawn over the y axis at the right; its x axis is this one's.
  var twin: ResolvedPlot? {
    var twin = twins.first
    twin?.setLimits(x: xLimits)
    return twin
  }

  /// What is drawn under the x axis at the top; its y axis is this one's.
  var upperTwin: ResolvedPlot? {
    var twin = upperTwins.first
    twin?.setLimits(y: yLimits)
    return twin
  }

  /// What is drawn in the same place over another axis.
  var otherAxes: [ResolvedPlot] { [twin, upperTwin].compactMap(\.self) }

  /// - Parameters:
  ///   - firstSlot: the place in the palette of the first series.
  init(_ subplot: Subplot, theme: Theme, firstSlot: Int = 1) throws(FigureError) {
    try FigureLimit.check(subplot.series.count, "series", FigureLimit.series)
    var subplot = subplot
    if !subplot.options.x.showsLabels { subplot.options.x.label = "" }
    if !subplot.options.y.showsLabels { subplot.options.y.label = "" }
    self.subplot = subplot
    self.theme = theme
    let options = subplot.options
    let demands = subplot.series.map { $0.demand(x: options.x.scale, y: options.y.scale) }
    let texts = options.annotations
    var xDemands = demands.compactMap(\.x)
    if let twin = subplot.twin {
      xDemands += twin.series.compactMap { $0.demand(x: options.x.scale, y: twin.options.y.scale).x }
    }
    let xDemand = ResolvedPlot.combined(xDemands)
    var yDemands = demands.compactMap(\.y)
    if let twin = subplot.upperTwin {
      yDemands += twin.series.compactMap { $0.demand(x: twin.options.x.scale, y: options.y.scale).y }
    }
    let yDemand = ResolvedPlot.combined(yDemands)
    xLimits = try ResolvedPlot.limits(
      options.x, "x", xDemand ?? AxisDemand(texts.map(\.x), on: options.x.scale), hasData: !demands.isEmpty)
    yLimits = try ResolvedPlot.limits(
      options.y, "y", yDemand ?? AxisDemand(texts.map(\.y), on: options.y.scale), hasData: !demands.isEmpty)
    space = try ResolvedPlot.space(subplot)
    if space == nil, options.projection != .cartesian {
      try ResolvedPlot.checkPolar(subplot)
      xLimits = Limits(0, 2 * .pi)
      yLimits = try PolarMap.limits(options.y, yDemand)
    }
    demandedX = xLimits
    demandedY = yLimits
    xIsFree = options.x.lower == nil && options.x.upper == nil && !(xDemand?.exactLower ?? false)
    yIsFree = options.y.lower == nil && options.y.upper == nil && !(yDemand?.exactLower ?? false)
    xTicks = try ResolvedPlot.ticks(options.x, "xticks", xDemand)
    yTicks = try ResolvedPlot.ticks(options.y, "yticks", yDemand)
    showsXGrid = options.x.grid ?? options.grid ?? demands.allSatisfy(\.wantsXGrid)
    showsYGrid = options.y.grid ?? options.grid ?? demands.allSatisfy(\.wantsYGrid)

    var slots: [Int] = []
    var next = firstSlot
    for series in subplot.series {
      slots.append(next)
      next += series.paletteSlots
    }
    self.slots = slots
    var twins: [ResolvedPlot] = []
    if var twin = subplot.twin {
      (twin.twin, twin.upperTwin) = (nil, nil)
      twin.options.x = options.x
      twins = [try ResolvedPlot(twin, theme: theme, firstSlot: next)]
      next += twin.series.reduce(0) { $0 + $1.paletteSlots }
    }
    self.twins = twins
    var upperTwins: [ResolvedPlot] = []
    if var twin = subplot.upperTwin {
      (twin.twin, twin.upperTwin) = (nil, nil)
      twin.options.y = options.y
      upperTwins = [try ResolvedPlot(twin, theme: theme, firstSlot: next)]
    }
    self.upperTwins = upperTwins
    colorScale = ResolvedPlot.colorScale(subplot, theme)
    sizeScale = SizeScale(subplot.series.compactMap(\.sizeDemand))
    var warnings: [String] = []
    for series in subplot.series { warnings += series.warnings(x: options.x.scale, y: options.y.scale) }
    for twin in twins + upperTwins { warnings += twin.warnings }
    if space == nil, options.projection == .cartesian {
      for text in texts where !xLimits.contains(text.x) || !yLimits.contains(text.y) {
        warnings.append("“\(LabelLayout.plain(text.text))” stands outside of the plot, at \(text.x), \(text.y)")
      }
    } else if let space {
      for series in subplot.series where series.style.zOrder != 0 {
        warnings.append("z_order does not count for the \(series.noun): in space what is nearer is drawn in front")
      }
      for text in texts {
        guard let z = text.z else { continue }
        if xLimits.contains(text.x), yLimits.contains(text.y), space.limits.contains(z) { continue }
        warnings.append(
          "“\(LabelLayout.plain(text.text))” stands outside of the plot, at \(text.x), \(text.y), \(z)")
      }
    }
    self.warnings = warnings
  }

  /// The third axis when there are series in space; then there are no others.
  private static func space(_ subplot: Subplot) throws(FigureError) -> SpaceAxis? {
    let series = subplot.series.compactMap { $0 as? any SpaceSeries }
    guard !series.isEmpty else {
      if subplot.options.annotations.contains(where: { $0.z != nil }) {
        throw .invalidOption("annotations", "a place in a plot of two axes has two coordinates: (x, y, \"text\")")
      }
      return nil
    }
    if let odd = subplot.series.first(where: { !($0 is any SpaceSeries) }) {
      throw .invalidOption(odd.kind, "series of the plane have no place in a plot with three axes")
    }
    let options = subplot.options
    guard options.annotations.allSatisfy({ $0.z != nil }) else {
      throw .invalidOption("annotations", "a place in space has three coordinates: (x, y, z, \"text\")")
    }
    guard options.camera.azimuth.isFinite, options.camera.elevation.isFinite else {
      throw .invalidOption("camera", "its angles are finite numbers")
    }
    let demand = combined(series.compactMap { $0.demand(x: options.x.scale, y: options.y.scale, z: options.z.scale).z })
    return SpaceAxis(
      limits: try limits(options.z, "z", demand, hasData: true), ticks: try ticks(options.z, "zticks", demand))
  }

  private static func checkPolar(_ subplot: Subplot) throws(FigureError) {
    if let odd = subplot.series.first(where: { !($0 is any PolarSeries) }) {
      throw .invalidOption(odd.kind, "polar plots show lines and points, not \(odd.noun)")
    }
  }

  /// Limits shared with other plots.
  mutating func setLimits(x: Limits? = nil, y: Limits? = nil) {
    if let x {
      xLimits = x
      demandedX = x
    }
    if let y {
      yLimits = y
      demandedY = y
    }
  }

  /// The third axis, colours and sizes shared with other plots; what a plot does not have it does not get.
  mutating func share(z: Limits? = nil, colors: Limits? = nil, sizes: SizeScale? = nil) {
    if let z, let space { self.space = SpaceAxis(limits: z, ticks: space.ticks) }
    if let colors { colorScale?.limits = colors }
    if let sizes, sizeScale != nil { sizeScale = sizes }
  }

  private static func combined(_ demands: [AxisDemand]) -> AxisDemand? {
    guard var result = demands.first else { return nil }
    for demand in demands.dropFirst() { result = result.union(demand) }
    return result
  }

  /// The data's range and 5 % on each side that is not exact, within what the user says.
  private static func limits(
    _ axis: AxisOptions, _ name: String, _ demand: AxisDemand?, hasData: Bool
  ) throws(FigureError) -> Limits {
    let scale = axis.scale
    for bound in [axis.lower, axis.upper] {
      if let bound, !scale.admits(bound) {
        throw .invalidLimits(axis: name, axis.lower ?? .nan, axis.upper ?? .nan)
      }
    }
    if demand == nil, scale.isLogarithmic, hasData, axis.lower == nil || axis.upper == nil {
      throw .notPositive(axis: name)
    }
    let fallback = scale.isLogarithmic ? Limits(1, 10) : Limits(0, 1)
    let data = demand?.limits ?? fallback
    var exactLower = demand?.exactLower ?? false
    var exactUpper = demand?.exactUpper ?? false
    var low = scale.forward(data.lower)
    var high = scale.forward(data.upper)
    if high - low <= max(low.magnitude, high.magnitude) * 1e-13 || high - low < 1e-280 {
      // One value only, or none that doubles can tell apart: room around it, or above what stands on it.
      let room = scale.isLogarithmic || low.magnitude < 1e-270 ? 1 : low.magnitude * 0.1
      exactLower = exactLower && !exactUpper
      exactUpper = false
      if !exactLower { low -= room }
      high += room
    } else if demand != nil {
      let padding = 0.05 * (high - low)
      if !exactLower { low -= padding }
      if !exactUpper { high += padding }
    }
    // Padding must not leave the doubles.
    let farthest = AxisScale.largest * 1e4
    var lower = exactLower ? data.lower : max(scale.inverse(low), scale.isLogarithmic ? 1 / farthest : -farthest)
    var upper = exactUpper ? data.upper : min(scale.inverse(high), farthest)
    if let bound = axis.lower { lower = bound }
    if let bound = axis.upper { upper = bound }
    if lower > upper, axis.lower == nil || axis.upper == nil {
      // One end given beyond the data.
      if axis.lower != nil {
        upper = scale.inverse(scale.forward(lower) + 1)
      } else {
        lower = scale.inverse(scale.forward(upper) - 1)
      }
    }
    guard scale.forward(lower).isFinite, scale.forward(upper).isFinite, lower != upper,
      (scale.forward(upper) - scale.forward(lower)).magnitude > 1e-300,
      (upper - lower).magnitude > max(lower.magnitude, upper.magnitude) * 1e-14
    else { throw .invalidLimits(axis: name, lower, upper) }
    return Limits(lower, upper)
  }

  private static func ticks(_ axis: AxisOptions, _ name: String, _ demand: AxisDemand?) throws(FigureError) -> Ticks {
    if case .labelled(let values, let labels) = axis.ticks {
      try FigureLimit.checkSame(name, values.count, "its labels", labels.count)
    }
    switch axis.ticks {
    case .values(let values), .labelled(let values, _): try FigureLimit.check(values.count, name, 1000)
    case .automatic:
      if let categories = demand?.categories, !categories.isEmpty, categories.count <= 1000 {
        var seen: [Double] = []
        var labels: [String] = []
        for category in categories where !seen.contains(category.position) {
          seen.append(category.position)
          labels.append(category.name)
        }
        return .labelled(seen, labels)
      }
    case .whole, .none, .multiples, .dates, .datetimes: break
    }
    return axis.ticks
  }

  private static func colorScale(_ subplot: Subplot, _ theme: Theme) -> ColorScale? {
    let demands = subplot.series.compactMap(\.colorDemand)
    guard let first = demands.first else { return nil }
    var limits = first.limits
    for demand in demands.dropFirst() { limits = limits.union(demand.limits) }
    if let chosen = subplot.options.colorLimits { limits = chosen }
    if subplot.options.colorLimits == nil, first.map.isDiverging, limits.lower < 0, limits.upper > 0 {
      // The neutral middle means zero.
      let reach = max(-limits.lower, limits.upper)
      limits = Limits(-reach, reach)
    }
    if limits.span == 0 { limits = Limits(limits.lower - 0.5, limits.upper + 0.5) }
    // Over a field, marks have the colours of the field.
    let paints = demands.allSatisfy(\.isForMarks) ? theme.paints(of: first.map) : nil
    return ColorScale(map: first.map, limits: limits, bands: demands.count == 1 ? first.bands : [], paints: paints)
  }

  /// A canvas over `frame`, with limits fitted to it when the aspect ratio is fixed.
  func canvas(in frame: Rect) -> Canvas {
    var canvas = planeCanvas(in: frame)
    if space == nil, !isCartesian {
      let axes = PolarAxesMark(plot: self, frame: frame)
      canvas.polar = axes.map
      for label in axes.labelBoxes { canvas.occupancy.mark(label.insetBy(-6, -6)) }
    }
    return canvas
  }

  /// The canvas with x across and y upwards, whatever they mean.
  func planeCanvas(in frame: Rect) -> Canvas {
    let options = options
    let x = AxisMap(
      scale: options.x.scale, limits: xLimits, start: options.x.isFlipped ? frame.maxX : frame.minX,
      end: options.x.isFlipped ? frame.minX : frame.maxX)
    let y = AxisMap(
      scale: options.y.scale, limits: yLimits, start: options.y.isFlipped ? frame.minY : frame.maxY,
      end: options.y.isFlipped ? frame.maxY : frame.minY)
    var canvas = Canvas(frame: frame, x: x, y: y, theme: theme, palette: options.palette)
    canvas.colorScale = colorScale
    canvas.sizeScale = sizeScale
    return canvas
  }

  /// Draws all series; each becomes a labelled group.
  func draw(in frame: Rect) -> Canvas {
    if let space { return SpaceRenderer(plot: self, axis: space, frame: frame).draw() }
    var canvas = canvas(in: frame)
    var groups: [SceneNode] = []
    let order = subplot.series.indices.sorted {
      (subplot.series[$0].style.zOrder, $0) < (subplot.series[$1].style.zOrder, $1)
    }
    for index in order {
      let series = subplot.series[index]
      canvas.style = series.style
      canvas.slot = slots[index]
      canvas.nodes = []
      series.draw(on: &canvas)
      let name = series.style.label.flatMap { $0.isEmpty ? nil : LabelLayout.plain($0) } ?? series.noun
      groups.append(.group(SceneGroup(label: name, children: canvas.polar?.clipped(canvas.nodes) ?? canvas.nodes)))
    }
    if frameStyle == .origin, isCartesian {
      // The tick labels stand inside the plot area.
      let zero = canvas.point(0, 0)
      canvas.occupancy.mark(Rect(minX: zero.x - 30, minY: frame.minY, maxX: zero.x, maxY: frame.maxY))
      canvas.occupancy.mark(Rect(minX: frame.minX, minY: zero.y, maxX: frame.maxX, maxY: zero.y + 18))
    }
    for twin in otherAxes {
      let other = twin.draw(in: frame)
      groups += other.nodes
      canvas.occupancy.add(other.occupancy)
    }
    for inset in subplot.insets {
      let place = inset.place
      canvas.occupancy.mark(
        Rect(
          x: frame.minX + place.minX * frame.width, y: frame.maxY - place.maxY * frame.height, width: place.width * frame.width,
          height: place.height * frame.height))
    }
    canvas.nodes = groups
    canvas.annotate(options.annotations) { $0.point($1.x, $1.y) }
    return canvas
  }

  /// The rows of the legend, with default names, empty ones left out.
  var legendRows: [LegendEntry] {
    var canvas = canvas(in: Rect(x: 0, y: 0, width: 100, height: 100))
    var rows: [LegendEntry] = []
    for (index, series) in subplot.series.enumerated() {
      canvas.style = series.style
      canvas.slot = slots[index]
      for (offset, entry) in series.legendEntries(on: canvas).enumerated() {
        var entry = entry
        entry.label = entry.label ?? "y\(slots[index] + offset)"
        if entry.label?.isEmpty == false { rows.append(entry) }
      }
    }
    if let sizeScale { rows += sizeScale.legendEntries(title: options.sizeTitle, on: canvas) }
    for twin in otherAxes { rows += twin.legendRows }
    return rows
  }

  /// Where the legend goes, or `nil` for nowhere.
  var legendPosition: LegendPosition? {
    if let chosen = options.legend { return chosen == .none ? nil : chosen }
    let rows = legendRows
    let named = (subplot.series + otherAxes.flatMap(\.subplot.series)).contains { $0.style.label?.isEmpty == false }
    return rows.count > 1 || (named && !rows.isEmpty) ? .best : nil
  }
}

extension Canvas {
  /// Writes texts in front of everything, as a group of their own; `place` gives the px where each stands.
  mutating func annotate(_ annotations: [Annotation], at place: (Canvas, Annotation) -> Point) {
    let before = nodes
    nodes = []
    for annotation in annotations {
      text(
        annotation.text, at: place(self, annotation), anchor: annotation.anchor, size: annotation.size,
        color: annotation.color, rotation: -annotation.rotation)
    }
    nodes = nodes.isEmpty ? before : before + [.group(SceneGroup(label: "annotations", children: nodes))]
  }
}
