// Making series from points and keywords.

import Engine
import Graphics

/// Adds what one call draws to a figure.
struct PlotBuilder {
  var attributes: PlotAttributes
  let name: String
  var figure: Figure
  /// Whether the call makes the plot, or adds to it.
  var isNew = false

  var machine: Machine { attributes.machine }

  /// Options first, because functions are sampled for the axes; then the series.
  mutating func draw(_ arguments: [Value], as drawing: PlotFunction.Drawing) throws {
    try prepareSubplots()
    if arguments.isEmpty { return }
    switch try self.drawing(drawing, of: arguments) {
    case .series(let kind): try draw(arguments, as: kind)
    case .chart(let draw):
      try draw(&self, arguments)
      // What the caller says goes before what the chart suggests.
      try applyOptions()
    }
  }

  mutating func draw(_ arguments: [Value], as kind: SeriesKind) throws {
    let reader = try reader()
    switch kind {
    case .path, .scatter:
      if reader.isSpatial(arguments) { return try drawPoints(arguments, isLine: kind == .path) }
      try drawData(arguments, as: kind, reader)
    case .contour, .contourf, .heatmap: try place([field(kind, arguments, reader)])
    case .quiver: try place([arrows(arguments, reader)])
    case .hline, .vline, .hspan, .vspan, .abline: try place([reference(kind, arguments, reader)])
    default: try drawData(arguments, as: kind, reader)
    }
  }

  private mutating func drawData(_ arguments: [Value], as kind: SeriesKind, _ reader: PlotReader) throws {
    let arguments = try arguments.map { try $0.host?.denseArray(machine) ?? $0 }
    let data = try reader.grouped(try reader.data(arguments))
    try nameCategories(data, kind)
    try place(series(kind, data))
    switch kind {
    case .histogram, .stephist: try nameHeights(try heightName())
    case .density: try nameHeights("density")
    default: break
    }
  }

  /// A reader of arguments for the axes of the plot that is drawn on.
  func reader() throws -> PlotReader {
    let target = try target() ?? 0
    var reader = PlotReader(attributes: attributes, name: name)
    reader.options = figure.subplots[target].options
    if !isNew {
      let figure = figure
      reader.ownDomain = { PlotBuilder.limits(of: target, figure) }
    }
    return reader
  }

  // MARK: - Where

  /// Makes the subplots that a layout asks for, and applies the options to all or to the one that `subplot` names.
  private mutating func prepareSubplots() throws {
    if isNew, attributes.isGeneral("layout"), let value = attributes["layout"] {
      let layout = try attributes.layout(value, count: 1)
      let count = min(layout.capacity, 100)
      figure.subplots = [Subplot](repeating: Subplot(), count: count)
    }
    if figure.subplots.isEmpty { figure.subplots = [Subplot()] }
    try applyOptions()
    let target = try target() ?? 0
    if let value = attributes["annotations"] { figure.subplots[target].options.annotations += try attributes.annotations(value) }
  }

  /// What the keywords say about the figure and its plots.
  private mutating func applyOptions() throws {
    try attributes.apply(to: &figure)
    let target = try target()
    for index in figure.subplots.indices where target == nil || target == index {
      try attributes.apply(to: &figure.subplots[index].options, subplot: index, of: figure.subplots.count)
    }
  }

  /// Options that a chart proposes for the plots that it draws on; the caller's keywords go before them.
  mutating func suggest(_ change: (inout SubplotOptions) throws -> Void) throws {
    let target = try target()
    for index in figure.subplots.indices where target == nil || target == index {
      try change(&figure.subplots[index].options)
    }
  }

  /// The subplot that the call names, `nil` for none in particular.
  func target() throws -> Int? {
    guard let value = attributes["subplot"] else { return nil }
    guard let number = machine.exactInt(value), figure.subplots.indices.contains(number &- 1) else {
      throw attributes.problem("subplot", value, expected: "a number from 1 to \(figure.subplots.count)")
    }
    return number - 1
  }

  /// Adds series, to the subplot that the call names or to one subplot after the other. A series that takes no colour, such as a
  /// regression line, stays with the one that follows.
  mutating func place(_ series: [any Series]) throws {
    let target = try target()
    var index = 0
    for one in series {
      figure.subplots[target ?? index % figure.subplots.count].series.append(one)
      if one.paletteSlots > 0 { index += 1 }
    }
  }

  /// Where the x axis of a plot that shows something begins and ends.
  private static func limits(of subplot: Int, _ figure: Figure) -> (lower: Double, upper: Double)? {
    guard !figure.subplots[subplot].series.isEmpty else { return nil }
    guard let plots = try? figure.data.plots, plots.indices.contains(subplot) else { return nil }
    let axis = plots[subplot].x
    return (axis.lower, axis.upper)
  }

  /// Ticks at the names or the dates that x is given by.
  private mutating func nameCategories(_ data: [PlotData], _ kind: SeriesKind) throws {
    let target = try target()
    if data.contains(where: \.hasDates) {
      let axis: WritableKeyPath<SubplotOptions, AxisOptions> = kind == .barh ? \.y : \.x
      for index in figure.subplots.indices where target == nil || target == index {
        if figure.subplots[index].options[keyPath: axis].ticks == .automatic {
          figure.subplots[index].options[keyPath: axis].ticks = .dates
        }
      }
      return
    }
    guard kind != .bar, kind != .barh, kind != .groupedbar, let names = data.first?.categories, !names.isEmpty
    else { return }
    for index in figure.subplots.indices where target == nil || target == index {
      if figure.subplots[index].options.x.ticks == .automatic {
        figure.subplots[index].options.x.ticks = .labelled(names.indices.map { Double($0 + 1) }, names)
      }
    }
  }

  /// What `seriestype`, `orientation` and `fill` make of a call.
  private func drawing(_ drawing: PlotFunction.Drawing, of arguments: [Value]) throws -> PlotFunction.Drawing {
    guard case .series(var kind) = drawing else { return drawing }
    if kind == .path, attributes["seriestype"] == nil, try shapes(arguments) != nil {
      return .chart { builder, arguments in try builder.drawShapes(arguments) }
    }
    if let value = attributes["seriestype"] {
      let charts = PlotFunction.all.filter(\.isAddable)
      let found = try attributes.choice(
        "seriestype", value, among: Set(SeriesKind.allCases.map(\.rawValue) + charts.map(\.name)).sorted()
      ) { name in SeriesKind(named: name).map { .series($0) } ?? charts.first { $0.name == name }?.drawing }
      guard case .series(let named) = found else { return found }
      kind = named
    }
    if kind == .path, let line = attributes["line"], let type = line.symbol.flatMap({ SeriesKind(named: $0.name) }) {
      kind = type
    }
    if kind == .bar, try isHorizontal() { kind = .barh }
    if kind == .contour, let fill = attributes["fill"], fill.boolean != false { kind = .contourf }
    return .series(kind)
  }

  // MARK: - Series of points

  private func series(_ kind: SeriesKind, _ data: [PlotData]) throws -> [any Series] {
    if kind == .bar || kind == .barh || kind == .groupedbar { return try bars(kind, data) }
    if kind == .area {
      guard let first = data.first else { return [] }
      let style = try attributes.style()
      let labels = try data.indices.map { try attributes.label(attributes.value("label", series: $0, of: data.count)) }
      return try checked {
        [
          try AreaSeries(
            x: first.x, layers: data.map(\.y),
            layerLabels: labels.contains { $0 == nil } ? [] : labels.compactMap(\.self), style: style)
        ]
      }
    }
    var result: [any Series] = []
    for (index, one) in data.enumerated() {
      let isLine = kind != .scatter && kind != .histogram
      var style = try attributes.style(series: index, of: data.count, isLine: isLine)
      if let group = one.group, style.label == nil { style.label = group }
      if kind == .scatter, let line = try regression(one, style) { result.append(line) }
      for (part, style) in try byColor(one, style, isSingle: data.count == 1, kind) {
        result.append(try checked { try series(kind, part, style, index, data.count) })
      }
    }
    return result
  }

  private func series(
    _ kind: SeriesKind, _ data: PlotData, _ style: SeriesStyle, _ index: Int, _ count: Int
  ) throws -> any Series {
    let xError = try own(attributes.extent("xerror", attributes["xerror"]), data)
    let yError = try own(attributes.extent("yerror", attributes["yerror"]), data)
    switch kind {
    case .scatter:
      var series = try ScatterSeries(
        x: data.x, y: data.y, style: style, markerSizes: try perPoint("markersize", data),
        markerZ: try perPoint("marker_z", data), sizeZ: try perPoint("size_z", data))
      series.sizes = try sizes()
      series.colorMap = attributes.colorMap("color", "markercolor")
      series.xError = xError
      series.yError = yError
      return series
    case .sticks:
      let base = try attributes.fillRange(series: index, of: count)
      var series = try StickSeries(x: data.x, y: data.y, style: style)
      if case .value(let value)? = base { series.base = value }
      return series
    case .steppre, .stepmid, .steppost:
      let place: StepSeries.Place = kind == .steppre ? .pre : kind == .stepmid ? .mid : .post
      var series = try StepSeries(x: data.x, y: data.y, place: place, style: style)
      series.fillRange = try fillRange(data, index, count)
      return series
    case .histogram, .stephist:
      var series = try HistogramSeries(
        data.y, bins: try bins(), normalize: try normalization(), weights: try perPoint("weights", data),
        isOutline: kind == .stephist, style: style)
      series.isHorizontal = try isHorizontal()
      return series
    case .density:
      let bandwidth = try attributes.number("bandwidth")
      let isFilled = try attributes.fillRange(series: index, of: count) != nil
      var series = try DensitySeries(
        data.y, bandwidth: bandwidth, weights: try perPoint("weights", data), isFilled: isFilled, style: style)
      series.isHorizontal = try isHorizontal()
      return series
    default:
      var series = try line(data, style)
      series.fillRange = try fillRange(data, index, count)
      series.ribbon = try own(attributes.extent("ribbon", attributes.value("ribbon", series: index, of: count)), data)
      series.xError = xError
      series.yError = yError
      series.arrow = try arrow()
      return series
    }
  }

  private func line(_ data: PlotData, _ style: SeriesStyle) throws -> LineSeries {
    var series: LineSeries
    let reader = PlotReader(attributes: attributes, name: name)
    let value = attributes["line_z"].flatMap { reader.isFunction($0) ? reader.callable($0) : nil }
    if let curve = data.curve {
      if value == nil, let given = attributes["line_z"], !given.isNothing {
        throw attributes.problem("line_z", given, expected: "a function of x and y for the graph of a function, (x, y) -> x")
      }
      series = LineSeries(
        curve, style: style, showsAsymptotes: try attributes.flag("asymptotes") ?? false,
        showsEndpoints: try attributes.flag("endpoints") ?? false)
    } else {
      series = try LineSeries(
        x: data.x, y: data.y, style: style, lineZ: value == nil ? try perPoint("line_z", data) : nil)
    }
    if let value { try series.color { try value([$0, $1]) } }
    series.colorMap = attributes.colorMap("color", "linecolor")
    return series
  }

  /// Radii of the least and the greatest of the values that are shown by size.
  private func sizes() throws -> Graphics.Limits? {
    guard let value = attributes["sizes"], !value.isNothing else { return nil }
    guard case (let least?, let greatest?) = try attributes.pair("sizes", value), least >= 0, least < greatest, greatest <= 200
    else { throw attributes.problem("sizes", value, expected: "the least and the greatest radius in pixels such as (3, 15)") }
    return Graphics.Limits(least, greatest)
  }

  /// The other border of the area at a line: a number, a value for each point, or a function.
  private func fillRange(_ data: PlotData, _ index: Int, _ count: Int) throws -> FillRange? {
    let reader = PlotReader(attributes: attributes, name: name)
    if let value = attributes.value("fillrange", series: index, of: count), reader.isFunction(value) {
      return .values(try reader.values(of: value, at: data.x))
    }
    let range = try attributes.fillRange(series: index, of: count)
    if case .values(let values)? = range, values.count != data.x.count {
      throw RuntimeError.dimensionMismatch("`fillrange` has \(values.count) values and the line \(data.x.count)")
    }
    return range
  }

  /// A list with an entry for each point; `nil` when the keyword is absent or one number.
  private func perPoint(_ name: String, _ data: PlotData) throws -> [Double]? {
    guard let value = attributes[name], !value.isNothing, value.asDouble == nil, attributes.name(value) == nil else {
      return nil
    }
    if let array = value.array, array.rank == 2 { return nil }
    let numbers = try attributes.numbers(name, value)
    if numbers.isEmpty, !data.y.isEmpty { return nil }
    if let rows = data.rows, let last = rows.max(), last < numbers.count { return rows.map { numbers[$0] } }
    // A short list of sizes repeats, as in Plots.jl.
    if name == "markersize", numbers.count < data.y.count { return data.y.indices.map { numbers[$0 % numbers.count] } }
    return numbers
  }

  /// The part of error extents that belongs to the points.
  private func own(_ extent: ErrorExtent?, _ data: PlotData) throws -> ErrorExtent? {
    guard let extent else { return nil }
    func part(_ list: [Double]) throws -> [Double] {
      if list.count == 1 { return list }
      if let rows = data.rows, let last = rows.max(), last < list.count { return rows.map { list[$0] } }
      guard list.count == data.y.count else {
        throw RuntimeError.dimensionMismatch("there are \(list.count) errors for \(data.y.count) points")
      }
      return list
    }
    return ErrorExtent(below: try part(extent.below), above: try part(extent.above))
  }

  /// A series whose colours are given point by point, as one series for each colour.
  private func byColor(
    _ data: PlotData, _ style: SeriesStyle, isSingle: Bool, _ kind: SeriesKind
  ) throws -> [(PlotData, SeriesStyle)] {
    let given = attributes["color"] ?? attributes["markercolor"]
    guard kind == .scatter, isSingle || data.rows != nil, let value = given, let array = value.array, array.rank == 1,
      array.count > 1, let elements = try machine.elements(value)
    else { return [(data, style)] }
    let rows = data.rows ?? Array(data.y.indices)
    var colors: [Color] = []
    var members: [[Int]] = []
    for (index, row) in rows.enumerated() {
      let color = try attributes.color("color", elements[row % elements.count]) ?? .palette(1)
      if let place = colors.firstIndex(of: color) {
        members[place].append(index)
      } else {
        colors.append(color)
        members.append([index])
      }
    }
    return zip(colors, members).enumerated().map { place, entry in
      var part = style
      part.color = entry.0
      part.markerColor = nil
      if place > 0 { part.label = "" }
      return (
        PlotData(
          x: entry.1.map { data.x[$0] }, y: entry.1.map { data.y[$0] }, categories: data.categories,
          hasDates: data.hasDates, rows: entry.1.map { rows[$0] }, group: data.group), part
      )
    }
  }

  private func arrow() throws -> ArrowStyle {
    guard let value = attributes["arrow"] else { return .none }
    if let flag = value.boolean { return flag ? .head : .none }
    return try attributes.choice("arrow", value, among: ArrowStyle.allCases.map(\.rawValue)) { name in
      name == "arrow" || name == "closed" || name == "open" || name == "simple" ? .head : ArrowStyle(rawValue: name)
    }
  }

  func bins() throws -> BinRule { try bins(attributes["bins"]) }

  func bins(_ value: Value?) throws -> BinRule {
    guard let value, !value.isNothing else { return .freedmanDiaconis }
    if let count = machine.exactInt(value), value.boolean == nil { return .count(count) }
    if attributes.name(value) != nil {
      return try attributes.choice("bins", value, among: BinRule.names) { BinRule(named: $0) }
    }
    return .edges(try attributes.numbers("bins", value))
  }

  func normalization() throws -> Normalization {
    guard let value = attributes["normalize"], !value.isNothing else { return .none }
    if let flag = value.boolean { return flag ? .pdf : .none }
    return try attributes.choice("normalize", value)
  }
}
