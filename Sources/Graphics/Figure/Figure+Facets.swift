extension Figure {
  /// Small multiples: plots that share their axes, in rows of `columns`. Numbers and titles of the axes stand at the outer
  /// plots only, and the legend beside the last plot of the first row.
  public static func facets(_ plots: [Subplot], columns: Int? = nil) throws(FigureError) -> Figure {
    try FigureLimit.check(plots.count, "plots", FigureLimit.subplots)
    let count = plots.count
    let across = columns ?? (count <= 3 ? max(1, count) : min(4, Int(Double(count).squareRoot().rounded(.up))))
    guard across > 0, across <= 100 else { throw .invalidOption("columns", "there are 1 to 100 columns") }
    let width = min(across, max(1, count))
    let hasLegend = plots.contains { plot in
      plot.series.count { !($0.style.label ?? "").isEmpty } > 0 && plot.options.legend != LegendPosition.none
    }
    var figure = Figure(plots)
    for index in figure.subplots.indices {
      // A plot is at the left of its row, or has none below it.
      let isLeft = index % width == 0
      let isBottom = index + width >= count
      figure.subplots[index].options.x.showsLabels = isBottom
      figure.subplots[index].options.y.showsLabels = isLeft
      let ownsLegend = hasLegend && index == min(width, count) - 1
      figure.subplots[index].options.legend = ownsLegend ? .outertopright : LegendPosition.none
    }
    figure.layout = GridLayout(rows: max(1, (count + width - 1) / width), columns: width)
    figure.link = .both
    return figure
  }
}
