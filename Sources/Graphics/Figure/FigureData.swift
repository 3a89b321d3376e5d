/// What a figure shows, as data: kinds, names, values, axis ranges and labels, without colours or places. It can be
/// compared with a tolerance, and written as text.
public struct FigureData: Hashable, Sendable {
  public struct Axis: Hashable, Sendable {
    public var label: String
    public var lower: Double
    public var upper: Double
    public var scale: String
    /// Tick labels, when they were chosen by the user or name categories.
    public var names: [String]
  }

  public struct SeriesData: Hashable, Sendable {
    public var kind: String
    /// The label, empty for none.
    public var name: String
    public var columns: [DataColumn]

    /// The values of the column called `name`.
    public subscript(name: String) -> [Double]? { columns.first { $0.name == name }?.values }
  }

  public struct Plot: Hashable, Sendable {
    public var title: String
    public var x: Axis
    public var y: Axis
    /// The third axis of plots in space.
    public var z: Axis?
    public var series: [SeriesData]
    public var annotations: [String]
  }

  public var title: String
  public var plots: [Plot]
}

extension Figure {
  /// The data that the figure carries.
  public var data: FigureData {
    get throws(FigureError) { FigureData(self, try FigureLayout(self)) }
  }
}

extension FigureData {
  init(_ figure: Figure, _ layout: FigureLayout) {
    title = figure.title
    plots = FigureData.plots(layout)
  }

  /// Each plot, then what is drawn over its other axes and within it.
  private static func plots(_ layout: FigureLayout) -> [Plot] {
    zip(layout.plots, layout.insets).flatMap { plot, insets in
      [Plot(plot)] + plot.otherAxes.map { Plot($0) } + insets.flatMap { plots($0.layout) }
    }
  }
}

extension FigureData.Plot {
  init(_ plot: ResolvedPlot) {
    title = plot.options.title
    x = FigureData.Axis(plot.options.x, plot.xLimits, plot.xTicks)
    y = FigureData.Axis(plot.options.y, plot.yLimits, plot.yTicks)
    if !plot.isCartesian, plot.space == nil { x.scale = plot.options.projection.rawValue }
    z = plot.space.map { FigureData.Axis(plot.options.z, $0.limits, $0.ticks) }
    series = plot.subplot.series.map {
      FigureData.SeriesData(kind: $0.kind, name: $0.style.label ?? "", columns: $0.columns)
    }
    annotations = plot.options.annotations.map(\.text)
  }
}

extension FigureData.Axis {
  init(_ axis: AxisOptions, _ limits: Limits, _ ticks: Ticks) {
    label = axis.label
    lower = limits.lower
    upper = limits.upper
    scale = axis.scale.name
    if case .labelled(_, let labels) = ticks { names = labels } else { names = [] }
  }
}

// MARK: - Comparison

extension FigureData {
  /// How `other` differs, in words; empty when all numbers agree to `tolerance` times the larger of the column's
  /// magnitude and nothing else differs.
  public func differences(from other: FigureData, tolerance: Double = 1e-9) -> [String] {
    var found: [String] = []
    func same(_ what: String, _ a: String, _ b: String) {
      if a != b { found.append("\(what) is “\(a)”, expected “\(b)”") }
    }
    same("title", title, other.title)
    guard plots.count == other.plots.count else {
      return found + ["\(plots.count) plots, expected \(other.plots.count)"]
    }
    for (index, (plot, wanted)) in zip(plots, other.plots).enumerated() {
      let place = plots.count == 1 ? "" : "plot \(index + 1): "
      same(place + "title", plot.title, wanted.title)
      var axes = [("x", plot.x, wanted.x), ("y", plot.y, wanted.y)]
      if let z = plot.z, let wantedZ = wanted.z { axes.append(("z", z, wantedZ)) }
      same(place + "number of axes", plot.z == nil ? "2" : "3", wanted.z == nil ? "2" : "3")
      for (name, axis, goal) in axes {
        same(place + name + " label", axis.label, goal.label)
        same(place + name + " scale", axis.scale, goal.scale)
        same(place + name + " names", axis.names.joined(separator: ", "), goal.names.joined(separator: ", "))
        let ends = FigureData.difference([axis.lower, axis.upper], [goal.lower, goal.upper], tolerance)
        if let ends { found.append("\(place)\(name) limits: \(ends)") }
      }
      same(place + "annotations", plot.annotations.joined(separator: ", "), wanted.annotations.joined(separator: ", "))
      guard plot.series.count == wanted.series.count else {
        found.append("\(place)\(plot.series.count) series, expected \(wanted.series.count)")
        continue
      }
      for (number, (series, goal)) in zip(plot.series, wanted.series).enumerated() {
        let place = "\(place)series \(number + 1)"
        same(place + " kind", series.kind, goal.kind)
        same(place + " name", series.name, goal.name)
        same(
          place + " columns", series.columns.map(\.name).joined(separator: ", "),
          goal.columns.map(\.name).joined(separator: ", "))
        for (column, wantedColumn) in zip(series.columns, goal.columns) where column.name == wantedColumn.name {
          if let difference = FigureData.difference(column.values, wantedColumn.values, tolerance) {
            found.append("\(place) \(column.name): \(difference)")
          }
        }
      }
    }
    return found
  }

  private static func difference(_ a: [Double], _ b: [Double], _ tolerance: Double) -> String? {
    guard a.count == b.count else { return "\(a.count) values, expected \(b.count)" }
    let size = b.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
    for index in a.indices where a[index] != b[index] {
      if a[index].isNaN, b[index].isNaN { continue }
      if !((a[index] - b[index]).magnitude <= tolerance * size) {
        return "value \(index + 1) is \(a[index]), expected \(b[index])"
      }
    }
    return nil
  }
}
