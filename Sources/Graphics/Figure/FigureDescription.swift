/// What a figure shows, in sentences, for those who do not see it.
enum FigureDescription {
  /// The short name: its title, or the kinds and names of its series.
  static func title(of figure: Figure) -> String {
    if !figure.title.isEmpty { return LabelLayout.plain(figure.title) }
    let titles = figure.subplots.map { LabelLayout.plain($0.options.title) }.filter { !$0.isEmpty }
    if !titles.isEmpty { return titles.joined(separator: "; ") }
    guard let plot = figure.subplots.first, !plot.series.isEmpty else { return "Empty plot" }
    if figure.subplots.count > 1 { return "\(figure.subplots.count) plots" }
    let kinds = unique(plot.series.map(\.noun))
    let names = plot.series.compactMap(\.style.label).filter { !$0.isEmpty }.map { LabelLayout.plain($0) }
    let chart = kinds.count == 1 ? "Plot: \(kinds[0])" : "Plot of \(list(kinds))"
    return names.isEmpty ? capitalised(chart) : capitalised(list(kinds)) + " of " + list(Array(names.prefix(6)))
  }

  static func text(of figure: Figure, _ plots: [ResolvedPlot]) -> String {
    var sentences: [String] = []
    if plots.count > 1 { sentences.append("\(plots.count) plots.") }
    for (index, plot) in plots.enumerated().prefix(9) {
      let title = LabelLayout.plain(plot.options.title)
      if plots.count > 1 { sentences.append("Plot \(index + 1)\(title.isEmpty ? "" : ", " + title):") }
      if plot.frameStyle != .none { sentences.append(axes(plot)) }
      for series in plot.subplot.series.prefix(12) { sentences.append(describe(series)) }
      if plot.subplot.series.count > 12 { sentences.append("And \(plot.subplot.series.count - 12) more series.") }
    }
    return sentences.joined(separator: " ")
  }

  private static func axes(_ plot: ResolvedPlot) -> String {
    let options = plot.options
    let x = axis(options.x, "x", plot.xLimits, plot.xTicks)
    let y = axis(options.y, "y", plot.yLimits, plot.yTicks)
    if let space = plot.space { return x + "; " + y + "; " + axis(options.z, "z", space.limits, space.ticks) + "." }
    switch options.projection {
    case .cartesian: return x + "; " + y + "."
    case .polar: return "Polar plot; " + axis(options.y, "distance", plot.yLimits, plot.yTicks) + "."
    case .radar:
      var spokes = ""
      if case .labelled(_, let names) = plot.xTicks, names.count <= 12 {
        spokes = " of " + list(names.map { LabelLayout.plain($0) })
      }
      return "Radar chart\(spokes); " + axis(options.y, "distance", plot.yLimits, plot.yTicks) + "."
    }
  }

  private static func axis(_ axis: AxisOptions, _ name: String, _ limits: Limits, _ ticks: Ticks) -> String {
    let label = LabelLayout.plain(axis.label)
    var text = label.isEmpty ? "\(name) axis" : "\(name) axis “\(label)”"
    if case .labelled(_, let names) = ticks, !names.isEmpty, names.count <= 12 {
      return text + " with " + list(names.map { LabelLayout.plain($0) })
    }
    text += " from \(NumberLabel.short(limits.lower)) to \(NumberLabel.short(limits.upper))"
    return axis.scale == .identity ? text : text + ", \(axis.scale.isLogarithmic ? "logarithmic" : "symlog")"
  }

  private static func describe(_ series: any Series) -> String {
    var text = capitalised(series.noun)
    if let label = series.style.label, !label.isEmpty { text += " “\(LabelLayout.plain(label))”" }
    let columns = series.columns
    guard let last = columns.last(where: { $0.values.contains(where: \.isFinite) }) else { return text + ": no data." }
    let count = columns.map(\.values.count).max() ?? 0
    if !series.nounCounts { text += ": \(count) \(count == 1 ? "value" : "values")" }
    if count == 1, let value = last.values.first {
      return text + ", \(last.name) = \(NumberLabel.short(value))."
    }
    guard let extremes = extremes(of: last.values) else { return text + "." }
    let places = columns.first { $0.name == "x" && $0.values.count == last.values.count }
    func at(_ index: Int) -> String {
      guard let places, last.name != "x" else { return "" }
      return " at x = \(NumberLabel.short(places.values[index]))"
    }
    let range = last.values[extremes.high] - last.values[extremes.low]
    func value(_ index: Int) -> String {
      // What is nothing beside the range is said to be 0.
      let number = last.values[index]
      return NumberLabel.short(number.magnitude < range * 1e-4 ? 0 : number)
    }
    text += ", \(last.name) from \(value(extremes.low))\(at(extremes.low))"
    return text + " to \(value(extremes.high))\(at(extremes.high))."
  }

  private static func extremes(of values: [Double]) -> (low: Int, high: Int)? {
    var result: (low: Int, high: Int)?
    for (index, value) in values.enumerated() where value.isFinite {
      guard let current = result else {
        result = (index, index)
        continue
      }
      if value < values[current.low] { result?.low = index }
      if value > values[current.high] { result?.high = index }
    }
    return result
  }

  private static func unique(_ words: [String]) -> [String] {
    var result: [String] = []
    for word in words where !result.contains(word) { result.append(word) }
    return result
  }

  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
