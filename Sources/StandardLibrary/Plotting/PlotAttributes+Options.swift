// What the keywords of a call say about axes, plots and the figure.

import Engine
import Graphics

extension PlotAttributes {
  /// Applies the options of a plot; row `index` of `count` plots takes its own entry of a row of values.
  func apply(to options: inout SubplotOptions, subplot index: Int = 0, of count: Int = 1) throws {
    func given(_ name: String) -> Value? { isGeneral(name) ? value(name, series: index, of: count) : nil }
    // Ticks, limits and palettes are lists themselves, so only a row of values is taken apart.
    func listed(_ name: String) -> Value? {
      guard let value = self[name], let array = value.array, array.rank == 2, array.count > 0 else { return self[name] }
      return array.element(index % array.count, machine.heap)
    }
    if let value = given("title") { options.title = try text(value) }
    for (axis, place) in [("x", \SubplotOptions.x), ("y", \.y), ("z", \.z)] {
      var changed = options[keyPath: place]
      if let value = listed("lims"), name(value) != "auto" { try apply(limits: value, "lims", to: &changed) }
      if let value = listed("ticks") { changed.ticks = try ticks("ticks", value) }
      if let value = listed(axis + "axis") { try apply(axis: value, axis + "axis", to: &changed) }
      if let value = given(axis + "label") { changed.label = try text(value) }
      if let value = listed(axis + "lims") { try apply(limits: value, axis + "lims", to: &changed) }
      if let value = listed(axis + "ticks") { changed.ticks = try ticks(axis + "ticks", value) }
      if let value = given(axis + "scale") { changed.scale = try scale(axis + "scale", value) }
      if let value = given(axis + "flip") { changed.isFlipped = try flag(axis + "flip", value) }
      if let value = given(axis + "rotation") { changed.rotation = try number(axis + "rotation", value) }
      if let value = given(axis + "grid") { changed.grid = try flag(axis + "grid", value) }
      if let value = given("minorticks") { changed.minorTicks = try value.integer != nil || flag("minorticks", value) }
      if let value = given("minorgrid") { changed.minorGrid = try flag("minorgrid", value) }
      for name in ["formatter", axis + "formatter"] {
        // A function writes the labels once the ticks are known.
        guard let value = given(name), self.name(value) != nil || name == "zformatter" else { continue }
        changed.format = try choice(name, value)
      }
      options[keyPath: place] = changed
    }
    if let value = listed("camera") {
      guard case (let azimuth?, let elevation?) = try pair("camera", value), elevation.magnitude <= 90 else {
        throw problem("camera", value, expected: "an azimuth and an elevation (−90 … 90) in degrees such as (30, 30)")
      }
      options.camera = Camera(azimuth: azimuth, elevation: elevation)
    }
    if let value = given("projection") {
      options.projection = try choice("projection", value, among: ["polar", "none"]) {
        $0 == "none" || $0 == "auto" ? .cartesian : $0 == "polar" ? .polar : nil
      }
    }
    if let value = given("angleunit") {
      options.angleUnit = try choice("angleunit", value)
    }
    if let value = given("grid") {
      switch name(value) {
      case "x": (options.x.grid, options.y.grid) = (true, false)
      case "y": (options.x.grid, options.y.grid) = (false, true)
      default: options.grid = try flag("grid", value)
      }
    }
    if let value = listed("axis") {
      if value.boolean == false || ["off", "none"].contains(name(value)) {
        options.frameStyle = .none
      } else if value.boolean == nil {
        try apply(axis: value, "axis", to: &options.x)
        try apply(axis: value, "axis", to: &options.y)
      }
    }
    if let value = given("framestyle") {
      options.frameStyle = try choice("framestyle", value)
    }
    if let value = given("tick_direction") { options.tickDirection = try choice("tick_direction", value) }
    if let value = given("margin") {
      let margin = try number("margin", value)
      guard margin >= 0, margin <= 1000 else { throw problem("margin", value, expected: "pixels between 0 and 1000") }
      options.margin = margin
    }
    if let value = given("legend") { options.legend = try legend(value) }
    if let value = given("legendtitle") { options.legendTitle = try text(value) }
    if let value = given("colorbar") {
      let isShown = try name(value).map { LegendPosition(named: $0) != LegendPosition.none } ?? flag("colorbar", value)
      options.colorbar = isShown
    }
    if let value = given("size_title") { options.sizeTitle = try text(value) }
    if let value = given("colorbar_title") { options.colorbarTitle = try text(value) }
    if let value = listed("clims") {
      if name(value) == "auto" || value.isNothing {
        options.colorLimits = nil
      } else {
        guard case (let low?, let high?) = try pair("clims", value), low < high else {
          throw problem("clims", value, expected: "two ascending numbers such as (0, 1)")
        }
        options.colorLimits = Limits(low, high)
      }
    }
    if let value = given("aspect_ratio") {
      switch name(value) {
      case "equal": options.aspectRatio = .equal
      case "auto", "none": options.aspectRatio = .automatic
      default:
        let ratio = try number("aspect_ratio", value)
        guard ratio > 0, ratio.isFinite else { throw problem("aspect_ratio", value, expected: "a positive number") }
        options.aspectRatio = .ratio(ratio)
      }
    }
    if let value = self["palette"] { options.palette = try palette(value) }
  }

  /// Applies what concerns the whole figure.
  func apply(to figure: inout Figure) throws {
    if let title = try text("plot_title") { figure.title = title }
    if let value = self["size"] {
      guard case (let width?, let height?) = try pair("size", value) else {
        throw problem("size", value, expected: "a width and a height in pixels such as (640, 400)")
      }
      figure.size = Size(width, height)
    }
    if isGeneral("layout"), let value = self["layout"] { figure.layout = try layout(value, count: figure.subplots.count) }
    if let value = self["link"] {
      figure.link = try choice("link", value, alsoNamed: ["colour": .color, "colors": .color, "clims": .color])
    }
    if let value = self["theme"] {
      figure.theme = try choice("theme", value, among: Theme.names) { Theme(named: $0) }
    }
    if let value = self["background_color"] { figure.background = try color("background_color", value) }
    if let text = try text("alt") { figure.alternative = text }
  }

  /// Rows and columns: `(2, 3)`, a number of plots, or what `grid` made.
  func layout(_ value: Value, count: Int) throws -> GridLayout {
    if let object = value.host as? LayoutObject { return object.layout }
    if let total = machine.exactInt(value), total > 0, total <= 100 {
      let columns = total <= 3 ? total : Int(Double(total).squareRoot().rounded(.up))
      return GridLayout(rows: (total + columns - 1) / columns, columns: columns)
    }
    guard value.tag == .tuple, let parts = value.tuple?.elements, parts.count == 2 else {
      throw problem("layout", value, expected: "rows and columns such as (1, 2), or a number of plots")
    }
    let sides = parts.map { $0.colon ? nil : machine.exactInt($0) }
    func other(_ side: Int) -> Int { max(1, (count + side - 1) / side) }
    switch (sides[0], sides[1]) {
    case (let rows?, let columns?) where (1...100).contains(rows) && (1...100).contains(columns):
      return GridLayout(rows: rows, columns: columns)
    case (let rows?, nil) where parts[1].colon && (1...100).contains(rows):
      return GridLayout(rows: rows, columns: other(rows))
    case (nil, let columns?) where parts[0].colon && (1...100).contains(columns):
      return GridLayout(rows: other(columns), columns: columns)
    default: throw problem("layout", value, expected: "rows and columns between 1 and 100 such as (1, 2)")
    }
  }

  // MARK: - Axes

  private func apply(limits value: Value, _ name: String, to axis: inout AxisOptions) throws {
    if let word = self.name(value) {
      guard ["auto", "round", "widen", "tight"].contains(word) else {
        throw problem(name, value, expected: "two numbers such as (0, 1)")
      }
      (axis.lower, axis.upper) = (nil, nil)
      return
    }
    (axis.lower, axis.upper) = try pair(name, value)
  }

  private func scale(_ name: String, _ value: Value) throws -> AxisScale {
    if let function = value.function, let scale = AxisScale(named: function.name) { return scale }
    return try choice(name, value, among: AxisScale.names) { AxisScale(named: $0) }
  }

  /// `xaxis = ("time", :log10, (1, 100))`.
  private func apply(axis value: Value, _ name: String, to axis: inout AxisOptions) throws {
    for part in value.tag == .tuple ? value.tuple?.elements ?? [] : [value] {
      if let text = part.string {
        axis.label = text
      } else if part.symbol?.name == "flip" {
        axis.isFlipped = true
      } else if part.symbol != nil {
        axis.scale = try scale(name, part)
      } else if part.tag == .tuple {
        try apply(limits: part, name, to: &axis)
      } else if part.isArray || part.range != nil {
        axis.ticks = try ticks(name, part)
      } else if try !flag(name, part) {
        axis.ticks = .none
      }
    }
  }

  func ticks(_ name: String, _ value: Value) throws -> Ticks {
    if value.isNothing || value.boolean == false { return .none }
    if value.boolean == true { return .automatic }
    if let word = self.name(value) {
      switch word {
      case "none": return .none
      case "auto", "all", "native": return .automatic
      case "dates", "date": return .dates
      case "datetime", "datetimes": return .datetimes
      case "pi", "π": return .multiples(of: .pi, symbol: "π")
      default: throw problem(name, value, expected: "positions, (positions, labels), or :none")
      }
    }
    if value.tag == .tuple, let parts = value.tuple?.elements, parts.count == 2, !parts[1].isNumber {
      let places = try dates(parts[0]) ?? numbers(name, parts[0])
      guard let labels = try machine.elements(parts[1])?.map({ try text($0) }) else {
        throw problem(name, value, expected: "positions and as many labels")
      }
      guard places.count == labels.count else {
        throw RuntimeError.dimensionMismatch("`\(name)` has \(places.count) positions and \(labels.count) labels")
      }
      return .labelled(places, labels)
    }
    guard value.isArray || value.range != nil || value.tag == .tuple else {
      throw problem(name, value, expected: "positions, (positions, labels), or :none")
    }
    return .values(try numbers(name, value))
  }

  // MARK: - Legend, palette

  private func legend(_ value: Value) throws -> LegendPosition? {
    if let flag = value.boolean { return flag ? .best : LegendPosition.none }
    if value.isNothing { return LegendPosition.none }
    if value.tag == .tuple || value.isNumber { return .best }
    if name(value) == "auto" { return nil }
    return try choice("legend", value, among: LegendPosition.allCases.map(\.rawValue)) { LegendPosition(named: $0) }
  }

  private func palette(_ value: Value) throws -> Palette {
    if name(value) != nil {
      return try choice("palette", value, among: Palette.names + ["auto"]) { name in
        name == "auto" ? .okabeIto : Palette(named: name) ?? ColorMap(named: name).flatMap { Palette(map: $0) }
      }
    }
    guard let palette = Palette(try colors("palette", machine.elements(value) ?? [])) else {
      throw problem("palette", value, expected: "a name or a list of colours")
    }
    return palette
  }
}

extension Palette {
  /// Seven colours along a colour map.
  fileprivate init?(map: ColorMap) {
    self.init(name: map.name, (0..<7).map { map.color(at: Double($0) / 6) })
  }
}

extension Value {
  fileprivate var colon: Bool { tag == .colon }
}
