/// What a figure shows, in sentences, for those who do not see it: axes and their ranges, then each series with its
/// extremes and whether it rises or falls.
enum FigureDescription {
  /// About how many characters are read before a listener has enough.
  private static let length = 600

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
    // Places left empty are not mentioned.
    let plots = plots.filter { plots.count == 1 || !$0.subplot.series.isEmpty || $0.frameStyle != .none }
    if plots.count > 1 { sentences.append("\(plots.count) plots.") }
    var used = 0
    for (index, plot) in plots.enumerated() {
      var own: [String] = []
      let title = LabelLayout.plain(plot.options.title)
      if plots.count > 1 { own.append("Plot \(index + 1)\(title.isEmpty ? "" : ", " + title):") }
      if plot.frameStyle != .none { own.append(axes(plot)) }
      own += series(plot, room: length / plots.count - (plots.count == 1 ? own.joined().count : 120))
      for (place, other) in [("right", plot.twin), ("top", plot.upperTwin)] {
        guard let other, plot.frameStyle != .none else { continue }
        let options = other.options
        own.append(
          place == "right"
            ? "At the right, " + axis(options.y, "y", other.yLimits, other.yTicks) + ":"
            : "At the top, " + axis(options.x, "x", other.xLimits, other.xTicks) + ":")
        own += series(other, room: length / (2 * plots.count))
      }
      used += own.reduce(0) { $0 + $1.count + 1 }
      if index > 0, used > length {
        let rest = plots.count - index
        sentences.append(rest == 1 ? "And another plot." : "And \(rest) more plots.")
        break
      }
      sentences += own
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

  /// Sentences about the series, as many as there is room for but one at least.
  private static func series(_ plot: ResolvedPlot, room: Int) -> [String] {
    let all = plot.subplot.series
    var sentences: [String] = []
    let kinds = unique(all.map(\.noun))
    if all.count > 2, kinds.count == 1 { sentences.append("\(all.count) series of kind \(kinds[0]).") }
    var used = 0
    for (index, series) in all.enumerated() {
      let sentence = describe(series, plot)
      used += sentence.count + 1
      if index > 0, used > room {
        let names = all[index...].compactMap(\.style.label).filter { !$0.isEmpty }.map { LabelLayout.plain($0) }
        let rest = all.count - index
        let isNamed = names.count == rest && names.count <= 4
        return sentences + [isNamed ? "Also \(list(names))." : "And \(rest) more series."]
      }
      sentences.append(sentence)
    }
    return sentences
  }

  private static func axis(_ axis: AxisOptions, _ name: String, _ limits: Limits, _ ticks: Ticks) -> String {
    let label = LabelLayout.plain(axis.label)
    var text = label.isEmpty ? "\(name) axis" : "\(name) axis “\(label)”"
    if case .labelled(_, let names) = ticks, !names.isEmpty, names.count <= 12 {
      return text + " with " + list(names.map { LabelLayout.plain($0) })
    }
    text += " from \(value(limits.lower, on: ticks)) to \(value(limits.upper, on: ticks))"
    return axis.scale == .identity ? text : text + ", \(axis.scale.isLogarithmic ? "logarithmic" : "symlog")"
  }

  /// A number as it is read off an axis: dates in words.
  private static func value(_ number: Double, on ticks: Ticks) -> String {
    guard let unit = ticks.secondsPerUnit else { return NumberLabel.short(number) }
    let seconds = ticks == .dates ? (number + 0.5).rounded(.down) * unit : number * unit
    return DateLabel.text(seconds: seconds) ?? NumberLabel.short(number)
  }

  private static func describe(_ series: any Series, _ plot: ResolvedPlot) -> String {
    func word(_ name: String) -> String {
      guard !plot.isCartesian, plot.space == nil else { return name }
      let words = plot.options.projection == .radar ? ["x": "spoke", "y": "distance"] : ["x": "angle", "y": "distance"]
      return words[name] ?? name
    }
    var text = capitalised(series.noun)
    if let label = series.style.label, !label.isEmpty { text += " “\(LabelLayout.plain(label))”" }
    let columns = series.columns
    guard let last = columns.last(where: { $0.values.contains(where: \.isFinite) }) else { return text + ": no data." }
    let count = columns.map(\.values.count).max() ?? 0
    if !series.nounCounts { text += ": \(count) \(count == 1 ? "value" : "values")" }
    if count == 1, let value = last.values.first {
      return text + ", \(word(last.name)) = \(NumberLabel.short(value))."
    }
    guard let extremes = extremes(of: last.values) else { return text + "." }
    let places = columns.first { $0.name == "x" && $0.values.count == last.values.count }
    func at(_ index: Int) -> String {
      guard let places, last.name != "x" else { return "" }
      if plot.xTicks.secondsPerUnit != nil { return " on \(value(places.values[index], on: plot.xTicks))" }
      return " at \(word("x")) = \(NumberLabel.short(places.values[index]))"
    }
    let range = last.values[extremes.high] - last.values[extremes.low]
    func extreme(_ index: Int) -> String {
      // What is nothing beside the range is said to be 0.
      let number = last.values[index]
      return NumberLabel.short(number.magnitude < range * 1e-4 ? 0 : number)
    }
    text += ", \(word(last.name)) from \(extreme(extremes.low))\(at(extremes.low))"
    text += " to \(extreme(extremes.high))\(at(extremes.high))"
    return text + (trend(series).map { ", " + $0 } ?? "") + "."
  }

  /// Whether the points of a line over x or of a scatter plot rise or fall: where that is more than chance and most pairs
  /// agree. `nil` for fewer than five, and for other series.
  private static func trend(_ series: any Series) -> String? {
    guard series.kind == "path" || series.kind == "scatter" else { return nil }
    let columns = series.columns
    guard let x = columns.first(where: { $0.name == "x" })?.values, let y = columns.first(where: { $0.name == "y" })?.values
    else { return nil }
    // A part of very many points tells it too.
    let step = x.count / 20_000 + 1
    let known = stride(from: 0, to: min(x.count, y.count), by: step).map { (x[$0], y[$0]) }.filter {
      $0.0.isFinite && $0.1.isFinite
    }
    guard known.count >= 5 else { return nil }
    // A path that turns back has no direction.
    if series.kind == "path", zip(known, known.dropFirst()).contains(where: { $0.0 > $1.0 }) { return nil }
    let correlation = RankCorrelation(known.map(\.0), known.map(\.1))
    guard correlation.tau.isFinite else { return known.allSatisfy { $0.1 == known[0].1 } ? "constant" : nil }
    guard correlation.score.magnitude > 1.96, correlation.tau.magnitude > 0.3 else { return "no clear trend" }
    return correlation.tau > 0 ? "rising" : "falling"
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
