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
      return try checked {
        try HeatmapSeries(grid, xCategories: columns, yCategories: rows, colorMap: map, style: style)
      }
    }
    let levels = try levels(default: 10)
    return try checked {
      try ContourSeries(grid, levels: levels, isFilled: kind == .contourf, colorMap: map, style: style)
    }
  }

  /// The number of level lines or their values.
  func levels(default count: Int) throws -> ContourSeries.Levels {
    guard let value = attributes["levels"], !value.isNothing else { return .count(count) }
    return try machine.exactInt(value).map { .count($0) } ?? .values(attributes.numbers("levels", value))
  }

  /// The map that `color` names; for contour lines and surfaces it may be a plain colour too.
  func colorMap(_ style: inout SeriesStyle, allowsColor: Bool, of kind: String) throws -> ColorMap? {
    for keyword in ["color", "fillcolor", "linecolor"] {
      guard let value = attributes[keyword], !value.isNothing else { continue }
      if let map = attributes.colorMap(value) {
        style.color = nil
        return map
      }
      if let elements = value.isArray ? try machine.elements(value) : nil, elements.count > 1 {
        let stops = try elements.map { element -> RGB in
          guard case .rgb(let rgb)? = try attributes.color(keyword, element) else {
            throw attributes.problem(keyword, element, expected: "colours such as :white")
          }
          return rgb
        }
        style.color = nil
        return ColorMap(stops)
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
    guard arguments.count == 2, let value = attributes["quiver"] else {
      throw machine.noMethod(name, arguments, hint: "it is called as quiver(x, y, quiver = (u, v))")
    }
    let x = try reader.numbers(arguments[0])
    let y = try reader.numbers(arguments[1])
    guard x.count == y.count else {
      throw RuntimeError.dimensionMismatch("x has \(x.count) values and y has \(y.count)")
    }
    var u: [Double] = []
    var v: [Double] = []
    if reader.isFunction(value) {
      for (a, b) in zip(x, y) {
        let mark = machine.heap.mark
        let result = try machine.call(value, [Value(a), Value(b)])
        guard let parts = try attributes.numbers(result), parts.count == 2 else {
          throw attributes.problem(
            "quiver", value, expected: "two vectors, or a function of (x, y) that gives two numbers")
        }
        u.append(parts[0])
        v.append(parts[1])
        machine.heap.drain(to: mark)
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
    var scale: Double? = 1
    if let value = attributes["scale"] {
      scale = attributes.name(value) == "auto" ? nil : try attributes.number("scale", value)
    }
    var style = try attributes.style()
    if style.label == nil { style.label = "" }
    return try checked { try QuiverSeries(x: x, y: y, u: u, v: v, scale: scale, style: style) }
  }

  func reference(_ kind: SeriesKind, _ arguments: [Value], _ reader: PlotReader) throws -> any Series {
    let style = try attributes.style()
    if kind == .abline {
      guard arguments.count == 2, let slope = arguments[0].asDouble, let intercept = arguments[1].asDouble else {
        throw machine.noMethod(name, arguments, hint: "it is called as abline!(slope, intercept)")
      }
      return try checked { try ReferenceLineSeries(.sloped(slope: slope, intercept: intercept), style: style) }
    }
    let values = try arguments.flatMap { try reader.numbers($0) }
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
