// Several variables, each against each.

/// Grids of plots of every variable against every other (`pairplot`, `corrplot`, `cornerplot`); columns share their x axis and
/// rows their y axis, and only the outer plots have tick labels.
public struct PairFigure: Sendable {
  /// What stands above the diagonal.
  public enum Upper: Hashable, Sendable {
    /// The mirrored plots.
    case points
    /// The coefficient of correlation as a coloured cell.
    case correlation
    case empty
  }

  /// What stands on the diagonal.
  public enum Diagonal: String, Hashable, Sendable, CaseIterable {
    case histogram, density
  }

  public var variables: [[Double]]
  /// Names of the variables, empty for none.
  public var names: [String]
  /// The groups of the rows; `nil` for one.
  public var grouping: Grouping?
  public var upper: Upper = .points
  public var diagonal: Diagonal = .histogram
  /// Whether plots of points have a regression line.
  public var hasRegression = false
  public var style = SeriesStyle()

  /// Two to ten variables of equal length.
  public init(_ variables: [[Double]], names: [String] = []) throws(FigureError) {
    guard (1...10).contains(variables.count) else {
      throw .invalidOption("variables", "a grid of plots shows 1 to 10 variables, not \(variables.count)")
    }
    for variable in variables { try FigureLimit.checkSame("a variable", variable.count, "the first", variables[0].count) }
    if !names.isEmpty { try FigureLimit.checkSame("labels", names.count, "variables", variables.count) }
    self.variables = variables
    self.names = names
  }

  public var figure: Figure {
    get throws(FigureError) {
      let count = variables.count
      let groups = groups
      if let grouping { try FigureLimit.checkSame("group", grouping.count, "rows", variables[0].count) }
      var limits: [Limits?] = []
      for variable in variables {
        let edges = diagonal == .histogram ? try Histogram(variable).edges : []
        limits.append(Limits(of: variable + edges)?.padded)
      }
      var subplots: [Subplot] = []
      for row in 0..<count {
        for column in 0..<count {
          if column > row, upper != .points {
            subplots.append(upper == .empty ? PairFigure.bare([]) : try correlation(row, column))
            continue
          }
          var plot = Subplot(try row == column ? distribution(row) : points(row, column))
          plot.options.grid = false
          plot.options.legend = LegendPosition.none
          plot.options.colorbar = false
          share(limits[column], &plot.options.x)
          if row != column { share(limits[row], &plot.options.y) }
          if row == count - 1 { plot.options.x.label = name(column) } else { plot.options.x.ticks = .none }
          if column > 0 || row == 0 { plot.options.y.ticks = .none }
          if column == 0 { plot.options.y.label = name(row) }
          subplots.append(plot)
        }
      }
      if groups.count > 1 {
        // One legend for all: at the top right, where the upper plots are left out or outside of the grid.
        subplots[count - 1].options.legend = .outertopright
        if upper != .points { subplots[0].options.legend = .outertopright }
      }
      var figure = Figure(subplots)
      figure.layout = GridLayout(rows: count, columns: count)
      let cell = min(220, max(80, 840 / Double(count) - 20))
      let legend = groups.count > 1 ? 60.0 : 0
      figure.size = Size((cell * Double(count) + 70 + legend).rounded(), (cell * Double(count) + 60).rounded())
      figure.theme.panelGap = 12
      return figure
    }
  }

  /// The groups with their rows; one for all without groups.
  private var groups: [(name: String, rows: [Int])] {
    guard let grouping else { return [("", Array(variables[0].indices))] }
    return zip(grouping.names, grouping.rows).map { ($0, $1) }
  }

  private func name(_ index: Int) -> String { names.isEmpty ? "" : names[index] }

  private func share(_ limits: Limits?, _ axis: inout AxisOptions) {
    guard let limits, limits.isDistinct else { return }
    (axis.lower, axis.upper) = (limits.lower, limits.upper)
  }

  private static func bare(_ series: [any Series]) -> Subplot {
    var options = SubplotOptions()
    options.frameStyle = .none
    options.colorbar = false
    options.legend = LegendPosition.none
    return Subplot(series, options: options)
  }

  // MARK: - Plots

  private func distribution(_ index: Int) throws(FigureError) -> [any Series] {
    let groups = groups
    var result: [any Series] = []
    // Groups are compared in common bins.
    let edges = try Histogram(variables[index]).edges
    for group in groups {
      let values = group.rows.map { variables[index][$0] }
      var own = style
      own.label = group.name
      if diagonal == .density || groups.count > 1 {
        result.append(try DensitySeries(values, isFilled: true, style: own))
      } else {
        result.append(try HistogramSeries(values, bins: edges.count > 1 ? .edges(edges) : .freedmanDiaconis, style: own))
      }
    }
    return result
  }

  private func points(_ row: Int, _ column: Int) throws(FigureError) -> [any Series] {
    let (x, y) = (variables[column], variables[row])
    let groups = groups
    let plots = variables.count * (variables.count - 1)
    // So many points that all plots together stay small; more are counted in bins, or thinned where there are many plots or
    // groups.
    let most = max(60, 6000 / max(1, plots))
    var result: [any Series] = []
    if groups.count == 1, x.count > most, plots <= 30 {
      let bins = BinRule.count(plots > 8 ? 20 : 30)
      result.append(try PlaneHistogramSeries(try PlaneHistogram(x: x, y: y, xBins: bins, yBins: bins)))
    } else {
      for group in groups {
        let every = max(1, (x.count + most - 1) / most)
        let rows = every == 1 ? group.rows : stride(from: 0, to: group.rows.count, by: every).map { group.rows[$0] }
        var own = style
        own.label = group.name
        // Small plots have small dots, which need no transparency.
        own.markerSize = own.markerSize ?? (plots > 12 ? 1.75 : 2.25)
        own.markerAlpha = own.markerAlpha ?? (plots > 12 ? 0.8 : x.count > 150 ? 0.5 : 0.7)
        result.append(try ScatterSeries(x: rows.map { x[$0] }, y: rows.map { y[$0] }, style: own))
      }
    }
    let pen = SeriesStyle(label: "", color: .role(.ink), lineWidth: 1.25)
    if hasRegression, let line = try? RegressionSeries(x: x, y: y, style: pen) {
      result.append(line)
    }
    return result
  }

  private func correlation(_ row: Int, _ column: Int) throws(FigureError) -> Subplot {
    let coefficient = Correlation.coefficient(variables[column], variables[row])
    let grid = try Grid(rows: 1, columns: 1, values: [coefficient])
    let label = coefficient.isFinite ? NumberLabel.fixed(coefficient, decimals: 2) : "–"
    var plot = PairFigure.bare([try HeatmapSeries(grid, cellLabels: [label], colorMap: .diverging)])
    plot.options.colorLimits = Limits(-1, 1)
    return plot
  }
}

extension HeatmapSeries {
  /// The correlations of all pairs of variables, with the values in the cells (`corrheatmap`).
  public static func correlations(
    _ variables: [[Double]], names: [String] = [], colorMap: ColorMap? = nil
  ) throws(FigureError) -> HeatmapSeries {
    let grid = try Correlation.matrix(variables)
    let labels = grid.values.map { $0.isFinite ? NumberLabel.fixed($0, decimals: 2) : "" }
    return try HeatmapSeries(
      grid, cellLabels: variables.count <= 15 ? labels : [], xCategories: names, yCategories: names,
      colorMap: colorMap ?? .diverging)
  }
}
