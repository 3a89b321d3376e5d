// Observations as lines: parallel coordinates and Andrews curves.

/// Each observation of a table as one line, coloured by groups.
public struct ProfileSeries: Series {
  public enum Form: Hashable, Sendable {
    /// Over parallel axes, one for each variable, each with its own scale (Inselberg 1985).
    case parallel
    /// As f(t) = x₁/√2 + x₂ sin t + x₃ cos t + x₄ sin 2t + … over −π … π (Andrews 1972).
    case andrews
  }

  /// One list for each variable.
  public let variables: [[Double]]
  public let names: [String]
  public let form: Form
  /// Names of groups with their rows; one without a name for all.
  public let groups: [(name: String, rows: [Int])]
  public var style: SeriesStyle

  /// Variables are equally long; `names` are theirs or empty.
  public init(
    _ form: Form, variables: [[Double]], names: [String] = [], groups: [(name: String, rows: [Int])] = [],
    style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    let count = variables.first?.count ?? 0
    for variable in variables { try FigureLimit.checkSame("a variable", count, "another", variable.count) }
    if !names.isEmpty { try FigureLimit.checkSame("variables", variables.count, "names", names.count) }
    try FigureLimit.check(variables.count, "variables", FigureLimit.levels)
    try FigureLimit.check(count * max(1, variables.count), "values", FigureLimit.points)
    try FigureLimit.check(groups.count, "groups", FigureLimit.levels)
    self.form = form
    self.variables = variables
    self.names = names
    self.groups = (groups.isEmpty ? [("", Array(0..<count))] : groups).map { name, rows in
      (name, rows.filter { (0..<count).contains($0) })
    }
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  public var kind: String { form == .parallel ? "parallel coordinates" : "andrews curves" }
  public var noun: String { form == .parallel ? "parallel coordinates" : "Andrews curves" }
  public var paletteSlots: Int { max(1, groups.count) }
  private var rowCount: Int { variables.first?.count ?? 0 }

  public var columns: [DataColumn] {
    variables.enumerated().map { DataColumn(names.isEmpty ? "x\($0 + 1)" : names[$0], $1) }
  }

  /// Every how manyeth row is drawn, so that the picture stays within its size.
  private var stride: Int {
    let budget = form == .parallel ? max(50, 12_000 / max(1, variables.count)) : 200
    return max(1, (rowCount + budget - 1) / budget)
  }

  public func warnings(x: AxisScale, y: AxisScale) -> [String] {
    stride == 1 ? [] : ["one in \(stride) of \(rowCount) observations is drawn"]
  }

  // MARK: - Curves

  private static let samples = 121

  /// The values of Andrews' basis at the samples, sample by sample.
  private var basis: [[Double]] {
    (0..<ProfileSeries.samples).map { sample in
      let t = -180 + 360 * Double(sample) / Double(ProfileSeries.samples - 1)
      return variables.indices.map { index in
        if index == 0 { return 0.5.squareRoot() }
        let angle = Double((index + 1) / 2) * t
        return index % 2 == 1 ? Trigonometry.sine(angle) : Trigonometry.cosine(angle)
      }
    }
  }

  private var ranges: [Limits?] { variables.map { Limits(of: $0) } }

  /// A little longer than the data, so that constant variables have a place too.
  private func axis(_ range: Limits) -> Limits {
    range.span > 0 ? range : Limits(range.lower - 1, range.upper + 1)
  }

  /// The lines of the rows that are drawn, group by group.
  private func curves() -> [[(x: [Double], y: [Double])]] {
    let basis = form == .andrews ? basis : []
    let ranges = ranges
    let step = stride
    return groups.map { group in
      Swift.stride(from: 0, to: group.rows.count, by: step).map { place in
        let row = group.rows[place]
        switch form {
        case .parallel:
          let heights = variables.indices.map { index -> Double in
            guard let range = ranges[index] else { return .nan }
            let limits = axis(range)
            // Halves, so that the widest ranges do not overflow.
            return (variables[index][row] / 2 - limits.lower / 2) / (limits.upper / 2 - limits.lower / 2)
          }
          return (variables.indices.map { Double($0 + 1) }, heights)
        case .andrews:
          let values = basis.map { weights in
            zip(weights, variables).reduce(0) { $0 + $1.0 * $1.1[row] }
          }
          return (values.indices.map { .pi * (-1 + 2 * Double($0) / Double(values.count - 1)) }, values)
        }
      }
    }
  }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    guard rowCount > 0, !variables.isEmpty else { return RangeDemand(x: nil, y: nil) }
    if form == .andrews {
      let values = curves().joined().lazy.flatMap(\.y)
      return RangeDemand(
        x: AxisDemand(Limits(-.pi, .pi), exactLower: true, exactUpper: true), y: AxisDemand(values, on: yScale))
    }
    var x = AxisDemand(Limits(0.85, max(1.5, Double(variables.count) + 0.1)), exactLower: true, exactUpper: true)
    x.categories = variables.indices.map { (Double($0 + 1), names.isEmpty ? "x\($0 + 1)" : names[$0]) }
    var demand = RangeDemand(x: x, y: AxisDemand(Limits(0, 1)))
    (demand.wantsXGrid, demand.wantsYGrid) = (false, false)
    return demand
  }

  // MARK: - Drawing

  private func stroke(_ group: Int, _ canvas: Canvas) -> Stroke {
    let shown = rowCount / stride
    let opacity = style.alpha ?? (shown > 200 ? 0.3 : shown > 60 ? 0.45 : 0.7)
    return Stroke(canvas.seriesPaint(offset: group), width: style.lineWidth ?? 1.25, opacity: opacity)
  }

  public func draw(on canvas: inout Canvas) {
    // Each line is a shape of its own pieces: where lines of one path cross they would not darken.
    for (group, lines) in curves().enumerated() {
      for part in lines.chunks(of: max(1, (lines.count + 11) / 12)) {
        let gap = [Point(.nan, .nan)]
        canvas.path(Array(part.map { canvas.points($0.x, $0.y) }.joined(separator: gap)), stroke: stroke(group, canvas))
      }
    }
    if form == .parallel { drawAxes(on: &canvas) }
  }

  private func drawAxes(on canvas: inout Canvas) {
    let pen = Stroke(canvas.paint(.role(.axis)), width: 1)
    let size = canvas.theme.fontSize
    let pitch = canvas.x.position(2) - canvas.x.position(1)
    for (index, range) in ranges.enumerated() {
      guard let range else { continue }
      let limits = axis(range)
      let (bottom, top) = (canvas.point(Double(index + 1), 0), canvas.point(Double(index + 1), 1))
      let x = (bottom.x - 0.5).rounded() + 0.5
      canvas.rules([(Point(x, bottom.y), Point(x, top.y))], stroke: pen)
      let ticks = TickFinder(
        scale: .identity, limits: limits, length: bottom.y - top.y, horizontal: false, fontSize: size
      ).ticks(.automatic)
      let factor = ticks.factor.map { " " + $0 } ?? ""
      for (place, tick) in ticks.major.enumerated() {
        let share = (tick.value / 2 - limits.lower / 2) / (limits.upper / 2 - limits.lower / 2)
        guard share >= 0, share <= 1 else { continue }
        let y = (bottom.y + share * (top.y - bottom.y) - 0.5).rounded() + 0.5
        canvas.rules([(Point(x - 4, y), Point(x, y))], stroke: pen)
        let label = place == ticks.major.count - 1 ? tick.label + factor : tick.label
        if pitch > 34 { canvas.text(label, at: Point(x - 6, y), anchor: .end, color: .role(.muted)) }
      }
    }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    groups.enumerated().map { index, group in
      var stroke = stroke(index, canvas)
      stroke.opacity = 1
      return LegendEntry(label: group.name, stroke: stroke)
    }
  }
}

extension Array {
  /// Neighbours in parts of `size`, the last one perhaps smaller.
  fileprivate func chunks(of size: Int) -> [ArraySlice<Element>] {
    Swift.stride(from: 0, to: count, by: size).map { self[$0..<Swift.min(count, $0 + size)] }
  }
}

extension Recipe {
  /// Parallel coordinates, or Andrews curves.
  public static func profiles(_ series: ProfileSeries) -> Recipe {
    let width = min(1200, max(640, 90 * Double(series.variables.count) + 60))
    return Recipe([series], size: series.form == .parallel && width > 640 ? Size(width, 400) : nil) {
      if series.groups.count > 1 { $0.legend = $0.legend ?? .outertopright }
      switch series.form {
      case .parallel:
        $0.frameStyle = .grid
        $0.y.ticks = .none
      case .andrews:
        $0.x.label = "$t$"
        $0.x.ticks = .multiples(of: .pi, symbol: "π")
      }
    }
  }
}
