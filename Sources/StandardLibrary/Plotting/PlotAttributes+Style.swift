// The look of one series, from the keywords of its call.

import Engine
import Graphics

extension PlotAttributes {
  /// The style of series `index` of `count`; `linecolor` is the colour of those that are lines.
  func style(series index: Int = 0, of count: Int = 1, isLine: Bool = true) throws -> SeriesStyle {
    func given(_ name: String) -> Value? { value(name, series: index, of: count) }
    func number(_ name: String) throws -> Double? {
      guard let value = given(name), !value.isNothing, self.name(value) != "auto" else { return nil }
      return try self.number(name, value)
    }
    func color(_ name: String) throws -> Color? {
      guard let value = given(name), !value.isArray, colorMap(value) == nil else { return nil }
      return try self.color(name, value)
    }

    var style = SeriesStyle()
    style.label = try label(given("label"))
    // A list of colours belongs to points, bars or a colour map; those read it themselves.
    if let value = given("color"), !value.isArray, colorMap(value) == nil || name(value).flatMap({ Color($0) }) != nil {
      style.color = try self.color("color", value)
    }
    style.alpha = try number("alpha")
    if isLine, let own = try color("linecolor") { style.color = own }
    style.lineWidth = try number("linewidth")
    if let value = given("linestyle") {
      style.lineStyle = try choice("linestyle", value, among: LineStyle.allCases.map(\.rawValue)) {
        LineStyle(line: $0)
      }
    }
    if let alpha = try number("linealpha") { style.alpha = alpha }
    if let value = given("marker") { try apply(marker: value, to: &style) }
    style.markerSize = try singleNumber("markersize", given("markersize")) ?? style.markerSize
    if let value = given("markercolor"), !value.isArray, colorMap(value) == nil {
      style.markerColor = try self.color("markercolor", value)
    }
    style.markerAlpha = try number("markeralpha") ?? style.markerAlpha
    style.markerStrokeWidth = try number("markerstrokewidth")
    style.markerStrokeColor = try color("markerstrokecolor")
    style.fillColor = try color("fillcolor")
    style.fillAlpha = try number("fillalpha")
    if let value = given("z_order") { style.zOrder = try order(value) }
    if let value = given("line") { try apply(line: value, to: &style) }
    if let value = given("fill") { try apply(fill: value, to: &style) }
    try check(style)
    return style
  }

  /// `:back`, `:front`, or a number: what has a higher one is drawn later.
  private func order(_ value: Value) throws -> Int {
    if let number = machine.exactInt(value) { return number }
    return try choice("z_order", value, among: ["back", "front"]) { ["back": -1, "front": 1][$0] }
  }

  /// A label as Plots.jl reads it: `false`, `nothing` and `""` hide the series, `:auto` numbers it.
  func label(_ value: Value?) throws -> String? {
    guard let value else { return nil }
    if value.boolean == false || value.isNothing { return "" }
    if value.symbol?.name == "none" { return "" }
    if value.symbol?.name == "auto" || value.boolean == true { return nil }
    return try text(value)
  }

  /// A number, `nil` for a list (which a series reads itself).
  private func singleNumber(_ name: String, _ value: Value?) throws -> Double? {
    guard let value, !value.isArray, value.range == nil, !value.isNothing, self.name(value) != "auto" else {
      return nil
    }
    return try number(name, value)
  }

  private func check(_ style: SeriesStyle) throws {
    for (name, alpha) in [("alpha", style.alpha), ("fillalpha", style.fillAlpha), ("markeralpha", style.markerAlpha)] {
      if let alpha, !(alpha >= 0 && alpha <= 1) {
        throw RuntimeError.argument("`\(name)` is an opacity between 0 and 1, not \(alpha)")
      }
    }
    let widths = [
      ("linewidth", style.lineWidth), ("markersize", style.markerSize), ("markerstrokewidth", style.markerStrokeWidth),
    ]
    for (name, width) in widths {
      if let width, !(width >= 0 && width <= 1000) {
        throw RuntimeError.argument("`\(name)` is a width in pixels between 0 and 1000, not \(width)")
      }
    }
  }

  // MARK: - Keywords that sort out themselves what they are given

  /// The parts of `line = (2, :dash, :red)`, which may also stand alone.
  private func parts(_ value: Value) -> [Value] { value.tag == .tuple ? value.tuple?.elements ?? [] : [value] }

  private func apply(marker value: Value, to style: inout SeriesStyle) throws {
    for part in parts(value) {
      if let flag = part.boolean {
        style.markerShape = flag ? .circle : MarkerShape.none
      } else if part.isNothing {
        style.markerShape = MarkerShape.none
      } else if let number = part.asDouble {
        if number < 1, part.float != nil { style.markerAlpha = number } else { style.markerSize = number }
        if style.markerShape == nil { style.markerShape = .circle }
      } else if let given = name(part), let shape = MarkerShape(named: given) {
        style.markerShape = shape
      } else if let given = name(part), Color(given) != nil {
        style.markerColor = try color("marker", part)
      } else {
        style.markerShape = try choice("markershape", part, among: MarkerShape.allCases.map(\.rawValue)) {
          MarkerShape(named: $0)
        }
      }
    }
  }

  private func apply(line value: Value, to style: inout SeriesStyle) throws {
    for part in parts(value) {
      if let number = part.asDouble, part.boolean == nil {
        if number < 1, part.float != nil { style.alpha = number } else { style.lineWidth = number }
      } else if let given = name(part), let pattern = LineStyle(line: given) {
        style.lineStyle = pattern
      } else if let given = name(part), SeriesKind(named: given) != nil {
        continue
      } else {
        style.color = try color("line", part)
      }
    }
  }

  private func apply(fill value: Value, to style: inout SeriesStyle) throws {
    for part in parts(value) {
      if part.boolean == false {
        // What is an area by nature keeps its outline.
        style.fillAlpha = 0
      } else if let number = part.float, number > 0, number < 1 {
        style.fillAlpha = number
      } else if name(part) != nil {
        style.fillColor = try color("fill", part)
      }
    }
  }

  /// What an area reaches down to: `fillrange = 0`, or `fill = true`.
  func fillRange(series index: Int, of count: Int) throws -> FillRange? {
    if let value = self["fillrange"], !value.isNothing, value.boolean != false {
      if value.boolean == true { return .value(0) }
      // A vector is the other border of a single series.
      let own = self.value("fillrange", series: index, of: count) ?? value
      let numbers = try self.numbers("fillrange", own)
      return own.asDouble != nil ? .value(numbers[0]) : .values(numbers)
    }
    guard let fill = value("fill", series: index, of: count), !fill.isNothing, fill.boolean != false else { return nil }
    for part in parts(fill) {
      if part.boolean == nil, let number = part.asDouble, !(part.float != nil && number > 0 && number < 1) {
        return .value(number)
      }
    }
    return .value(0)
  }
}

extension LineStyle {
  /// A name of Plots.jl, `auto` for a solid line.
  init?(line name: String) {
    if name == "auto" { self = .solid } else { self.init(rawValue: name) }
  }
}
