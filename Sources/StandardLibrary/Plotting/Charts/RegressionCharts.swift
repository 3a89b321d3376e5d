// Charts of fits: regression lines with their bands, residuals, repetitions.

import Engine
import Graphics

extension PlotFunction {
  static let regressions: [PlotFunction] = [
    PlotFunction(
      "regplot", arguments: "x, y; order, ci, group, label, …",
      help: """
        Draws points with the least squares polynomial of degree `order` (1) and the band that covers its mean with confidence \
        `ci` (0.95; `nothing` for no band).
        """,
      example: "regplot([1, 2, 3, 4, 5], [1.1, 1.9, 3.2, 3.9, 5.3], order = 1, ci = 0.9);", keywords: ["order", "ci"]
    ) { builder, arguments in
      let (x, y) = try builder.pair(arguments)
      let order = try builder.attributes.integer("order") ?? 1
      var level: Double? = 0.95
      if builder.attributes.isOff("ci") {
        level = nil
      } else if let given = try builder.attributes.number("ci") {
        // Seaborn's percentages are understood too.
        level = given > 1 && given < 100 ? given / 100 : given
      }
      let data = try builder.reader().grouped([PlotData(x: x, y: y)])
      var series: [any Series] = []
      for (index, one) in data.enumerated() {
        var style = try builder.attributes.style(series: index, of: data.count, isLine: false)
        style.label = style.label ?? one.group
        series.append(try builder.regression(one, style, order: order, level: level))
        style.markerAlpha = style.markerAlpha ?? style.alpha ?? (one.x.count > 200 ? 0.4 : 0.65)
        series.append(try checked { try ScatterSeries(x: one.x, y: one.y, style: style) })
      }
      try builder.place(series)
    },
    PlotFunction(
      "residualplot", arguments: "x, y; order, …",
      help: """
        Draws what the least squares polynomial of degree `order` (1) leaves of `y`, over `x`: a pattern in it says that the \
        model misses something.
        """,
      example: "residualplot([1, 2, 3, 4, 5], [1.1, 3.9, 9.2, 15.9, 25.3]);", keywords: ["order"]
    ) { builder, arguments in
      let (x, y) = try builder.pair(arguments)
      let order = try builder.attributes.integer("order") ?? 1
      let style = try builder.attributes.style(isLine: false)
      let series: [any Series] = try checked {
        let fit = try PolynomialFit(x: x, y: y, order: order)
        return [
          try ReferenceLineSeries(.horizontal([0])),
          try ScatterSeries(x: x, y: fit.residuals(x: x, y: y), style: style),
        ]
      }
      try builder.place(series)
      try builder.suggest { if $0.y.label.isEmpty { $0.y.label = "residuals" } }
    },
    PlotFunction(
      "errorline", arguments: "y | x, y; errorstyle, errortype, percentiles, label, …",
      help: """
        Draws the mean of repetitions, which are the columns of `y` with a row for each `x`, with an error around it. \
        `errorstyle` is `:ribbon` or `:stick`; `errortype` is `:std`, `:sem` (standard error of the mean) or `:percentile` \
        (the median, between `percentiles = [25, 75]`).
        """,
      example: "errorline(1:3, [1.0 1.2 0.8; 2.1 2.3 1.7; 2.9 3.5 3.1], errortype = :sem, errorstyle = :stick);",
      keywords: ["errorstyle", "errortype", "percentiles"]
    ) { builder, arguments in
      let attributes = builder.attributes
      guard let last = arguments.last, arguments.count <= 2, let matrix = last.array, matrix.rank == 2 else {
        throw builder.mismatch(arguments, calledAs: "errorline(x, y) with a row of y for each x and a column for each repetition")
      }
      let reader = try builder.reader()
      let columns = try reader.lists(last)
      let rows = (0..<matrix.shape[0]).map { row in columns.map { $0[row] } }
      let x = arguments.count == 2 ? try reader.numbers(arguments[0]) : rows.indices.map { Double($0 + 1) }
      guard x.count == rows.count else {
        throw RuntimeError.dimensionMismatch(
          "x has \(x.count) values and y has \(rows.count) rows",
          hint: x.count == columns.count ? "rows of y belong to x: did you mean the transpose, y'?" : nil)
      }
      var percentiles = [25.0, 75]
      if let value = attributes["percentiles"] {
        percentiles = try attributes.numbers("percentiles", value)
        guard percentiles.count == 2 else {
          throw attributes.problem("percentiles", value, expected: "two numbers such as [25, 75]")
        }
      }
      var error = RepetitionError.deviation
      var isBand = true
      // The names of both keywords differ, so that neither needs to be remembered.
      for keyword in ["errorstyle", "errortype"] {
        guard let value = attributes[keyword] else { continue }
        try attributes.choice(keyword, value, among: ["ribbon", "stick", "std", "sem", "percentile"]) { name -> Void? in
          switch name {
          case "ribbon": isBand = true
          case "stick": isBand = false
          case "std": error = .deviation
          case "sem": error = .standardError
          case "percentile": error = .percentiles(percentiles[0], percentiles[1])
          default: return nil
          }
          return ()
        }
      }
      let style = try attributes.style()
      try builder.place([try checked { try LineSeries.repetitions(x: x, rows, error: error, isBand: isBand, style: style) }])
    },
  ]
}

extension PlotBuilder {
  /// The regression line that `smooth = true` asks for.
  func regression(_ data: PlotData, _ style: SeriesStyle) throws -> RegressionSeries? {
    guard try attributes.flag("smooth") ?? false else { return nil }
    return try regression(data, style, order: 1, level: 0.95)
  }

  func regression(_ data: PlotData, _ style: SeriesStyle, order: Int, level: Double?) throws -> RegressionSeries {
    let own = SeriesStyle(
      label: "", color: style.color ?? style.markerColor, lineWidth: style.lineWidth, lineStyle: style.lineStyle,
      fillColor: style.fillColor, fillAlpha: style.fillAlpha)
    return try checked { try RegressionSeries(x: data.x, y: data.y, order: order, level: level, style: own) }
  }
}
