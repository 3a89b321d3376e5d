/// Spider charts: several values of each of a few things, on spokes around a middle.
public enum RadarChart {
  /// One closed line for each list of `values`, which has a value for each spoke. The plot needs the options that
  /// `options(_:)` makes.
  public static func series(_ values: [[Double]], styles: [SeriesStyle]) throws(FigureError) -> [LineSeries] {
    var result: [LineSeries] = []
    for (index, one) in values.enumerated() {
      try FigureLimit.checkSame("one series", one.count, "the first", values[0].count)
      var style = index < styles.count ? styles[index] : SeriesStyle()
      style.markerShape = style.markerShape ?? .circle
      style.markerSize = style.markerSize ?? 2.5
      style.fillAlpha = style.fillAlpha ?? 0.14
      var series = try LineSeries(
        x: (0...one.count).map { Double($0 + 1) }, y: one + one.prefix(1), style: style)
      series.fillRange = .value(0)
      result.append(series)
    }
    return result
  }

  /// Names the spokes.
  public static func options(_ labels: [String]) -> SubplotOptions {
    var options = SubplotOptions()
    apply(labels, to: &options)
    return options
  }

  /// Turns the options of a plot into those of a radar chart with these spokes.
  public static func apply(_ labels: [String], to options: inout SubplotOptions) {
    options.projection = .radar
    options.x.ticks = .labelled(labels.indices.map { Double($0 + 1) }, labels)
  }
}
