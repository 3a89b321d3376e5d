// Series over the plane: contours, heat maps, arrows, and lines across the plot.

import Engine
import Graphics

extension PlotBuilder {
  func field(_ kind: SeriesKind, _ arguments: [Value], _ reader: PlotReader) throws -> any Series {
    let (grid, columns, rows) = try reader.grid(arguments)
    var style = try attributes.style()
    let map = try colorMap(&style, allowsColor: kind == .contour, of: kind.rawValue)
    if kind == .heatmap {
      style.color = nil
      let texts = try attributes.flag("annotate") == true
        ? HeatmapSeries.valueLabels(grid, digits: try attributes.count("digits", 1...17) ?? 3) : []
      return try checked {
        try HeatmapSeries(
          grid, cellLabels: texts, xCategories: columns, yCategories: rows, colorMap: map, style: style)
      }
    }
    if kind == .contourf {
      // The bands have a map; the lines on them, which `linewidth` asks for, a colour.
      style.color = try attributes["linecolor"].flatMap { try attributes.color("linecolor", $0) }
      if style.color != nil, style.lineWidth == nil { style.lineWidth = 1 }
    }
    let levels = try levels(default: 10)
    let hasLabels = try attributes.flag("contour_labels") ?? false
    return try checked {
      var series = try ContourSeries(grid, levels: levels, isFilled: kind == .contourf, colorMap: map, style: style)
      series.hasLabels = hasLabels
      return series
    }
  }

  /// The number of level lines or their values.
  func levels(default count: Int) throws -> ContourSeries.Levels {
    guard let value = attributes["levels"], !value.isNothing else { return .count(count) }
    return try machine.exactInt(value).map { .count($0) } ?? .values(attributes.numbers("levels", value))
  }

  /// The map that `color` names; for contour lines and surfaces it may be a plain colour too. The lines upon filled contours have
  /// a colour of their own.
  func colorMap(_ style: inout SeriesStyle, allowsColor: Bool, of kind: String) throws -> ColorMap? {
    for keyword in kind == "contourf" ? ["color", "fillcolor"] : ["color", "fillcolor", "linecolor"] {
      guard let value = attributes[keyword], !value.isNothing else { continue }
      if let map = attributes.colorMap(value) {
        style.color = nil
        return map
      }
      if let elements = value.isArray ? try machine.elements(value) : nil, elements.count > 1 {
        style.color = nil
        return ColorMap(try attributes.colors(keyword, elements))
      }
      if !allowsColor {
        throw RuntimeError.argument(
          "`\(keyword)` of a \(kind) is a colour map",
          hint: "there are " + ColorMap.names.map { ":" + $0 }.joined(separator: ", "))
      }
    }
    return nil
  }

  func arrows(_ arguments: [Value], _ reader: PlotReader) throws -> any Series {
    var style = try attributes.style()
    let map = attributes.colorMap("color")
    if map != nil { style.color = nil }
    if style.label == nil { style.label = "" }
    var scale: Double?
    var isLogarithmic = false
    let isGrid = arguments.count == 3 && reader.isFunction(arguments[0])
    if let value = attributes["scale"] {
      switch attributes.name(value) {
      case "auto": break
      case "log", "log10": isLogarithmic = true
      default: scale = try attributes.number("scale", value)
      }
    } else if !isGrid {
      scale = 1
    }
    var series = isGrid ? try gridArrows(arguments, reader, style) : try pointArrows(arguments, reader, style)
    series.scale = scale
    series.isLogarithmic = isLogarithmic
    series.colorMap = map
    if let scale, !(scale > 0 && scale.isFinite) {
      throw RuntimeError.argument("scale: the scale of arrows is positive")
    }
    return series
  }

  /// `quiver(f, xs, ys)`.
  private func gridArrows(_ arguments: [Value], _ reader: PlotReader, _ style: SeriesStyle) throws -> QuiverSeries {
    let (xs, ys) = (try reader.numbers(arguments[1]), try reader.numbers(arguments[2]))
    let field = reader.vectorFunction(arguments[0])
    return try checked { try QuiverSeries(xs: xs, ys: ys, style: style, field) }
  }

  /// `quiver(x, y, quiver = (u, v))`.
  private func pointArrows(_ arguments: [Value], _ reader: PlotReader, _ style: SeriesStyle) throws -> QuiverSeries {
    guard arguments.count == 2, let value = attributes["quiver"] else {
      throw mismatch(arguments, calledAs: "quiver(x, y, quiver = (u, v)), or quiver(f, xs, ys) for a field over a grid")
    }
    let (x, y) = try reader.coordinates(arguments[0], arguments[1])
    var u: [Double] = []
    var v: [Double] = []
    if reader.isFunction(value) {
      let field = reader.vectorFunction(value)
      for (a, b) in zip(x, y) {
        let vector = try field(a, b)
        u.append(vector.0)
        v.append(vector.1)
      }
    } else {
      guard let parts = try machine.elements(value), parts.count == 2 else {
        throw attributes.problem("quiver", value, expected: "two vectors (u, v)")
      }
      u = try reader.numbers(parts[0])
      v = try reader.numbers(parts[1])
    }
    if u.count == 1 { u = [Double](repeating: u[0], count: x.count) }
    if v.count == 1 { v = [Double](repeating: v[0], count: x.count) }
    return try checked { try QuiverSeries(x: x, y: y, u: u, v: v, style: style) }
  }

  func reference(_ kind: SeriesKind, _ arguments: [Value], _ reader: PlotReader) throws -> any Series {
    let style = try attributes.style()
    if kind == .abline {
      guard arguments.count == 2, let slope = arguments[0].asDouble, let intercept = arguments[1].asDouble else {
        throw mismatch(arguments, calledAs: "abline!(slope, intercept)")
      }
      return try checked { try ReferenceLineSeries(.sloped(slope: slope, intercept: intercept), style: style) }
    }
    let values = try arguments.flatMap { try attributes.dates($0) ?? reader.numbers($0) }
    switch kind {
    case .hline: return try checked { try ReferenceLineSeries(.horizontal(values), style: style) }
    case .vline: return try checked { try ReferenceLineSeries(.vertical(values), style: style) }
    default:
      guard values.count.isMultiple(of: 2), !values.isEmpty else {
        throw RuntimeError.argument(
          "\(name) takes the two ends of each band, and there are \(values.count) numbers",
          hint: "write \(name)([1, 2]) for the band from 1 to 2")
      }
      let spans = stride(from: 0, to: values.count, by: 2).map { Graphics.Limits(values[$0], values[$0 + 1]) }
      return try checked { try SpanSeries(spans, isVertical: kind == .vspan, style: style) }
    }
  }
}
