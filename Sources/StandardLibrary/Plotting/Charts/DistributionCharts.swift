// Charts of distributions: functions of one sample, quantiles of two, bins in the plane.

import Engine
import Graphics

extension PlotFunction {
  static let distributions: [PlotFunction] = [
    PlotFunction(
      "ecdfplot", arguments: "x; weights, group, label, …",
      help: "Draws the empirical distribution function: the share of the values up to each.",
      example: "ecdfplot([3, 1, 2, 2, 5]);"
    ) { builder, arguments in
      let weights = try builder.attributes.numbers("weights")
      let lists = try builder.lists(arguments)
      if let weights, let odd = lists.first(where: { $0.rows == nil && $0.values.count != weights.count }) {
        throw RuntimeError.dimensionMismatch("there are \(weights.count) weights for \(odd.values.count) values")
      }
      let series = try lists.map { list in
        let own = try weights.map { weights in try list.rows?.map { row in
          guard row < weights.count else { throw RuntimeError.dimensionMismatch("there are only \(weights.count) weights") }
          return weights[row]
        } ?? weights }
        return try checked { try StepSeries.distribution(of: list.values, weights: own, style: list.style) }
      }
      try builder.place(series)
      try builder.nameHeights("share")
    },
    PlotFunction(
      "qqplot", arguments: "x, y; qqline, …",
      help: """
        Draws the quantiles of `y` against those of `x`; one of them may be a distribution. `qqline` is `:identity`, \
        `:fit` (least squares), `:quantile` (through the quartiles) or `:none`.
        """,
      example: "qqplot([1, 2, 3, 5], [2, 3, 4, 7], qqline = :fit);",
      keywords: ["qqline"]
    ) { builder, arguments in
      let line = try builder.quantileLine()
      guard arguments.count == 2 else {
        throw builder.mismatch(arguments, calledAs: "qqplot(x, y)")
      }
      let reader = try builder.reader()
      let style = try builder.attributes.style(isLine: false)
      func isDistribution(_ value: Value) -> Bool { value.host != nil && reader.isFunction(value) }
      let machine = builder.machine
      func plot(_ distribution: Value, _ sample: Value) throws -> QuantilePlot {
        let values = try reader.numbers(sample)
        return try checked {
          try QuantilePlot(values, line: line) { share in
            try machine.callLibrary("quantile", [distribution, Value(share)]).asDouble ?? .nan
          }
        }
      }
      let result: QuantilePlot
      switch (isDistribution(arguments[0]), isDistribution(arguments[1])) {
      case (true, false): result = try plot(arguments[0], arguments[1])
      case (false, true): result = try plot(arguments[1], arguments[0]).transposed
      case (true, true):
        throw RuntimeError.argument("qqplot draws at least one sample", hint: "sample one of them: rand(d, 100)")
      default:
        let (x, y) = (try reader.numbers(arguments[0]), try reader.numbers(arguments[1]))
        result = try checked { try QuantilePlot(x, y, line: line) }
      }
      try builder.place(try checked { try result.series(style: style) })
    },
    PlotFunction(
      "qqnorm", arguments: "x; qqline, …",
      help: """
        Draws the quantiles of a sample against those of the normal distribution: a straight line means normal. See `qqplot`.
        """,
      example: "qqnorm([-1.2, -0.3, 0.1, 0.4, 1.5], qqline = :quantile);", keywords: ["qqline"]
    ) { builder, arguments in
      let line = try builder.quantileLine()
      guard arguments.count == 1 else {
        throw builder.mismatch(arguments, calledAs: "qqnorm(x) with a vector")
      }
      let values = try builder.reader().numbers(arguments[0])
      let style = try builder.attributes.style(isLine: false)
      try builder.place(try checked { try QuantilePlot(values, line: line).series(style: style) })
      try builder.suggest {
        if $0.x.label.isEmpty { $0.x.label = "normal quantiles" }
        if $0.y.label.isEmpty { $0.y.label = "sample quantiles" }
      }
    },
  ]

  static let planeDistributions: [PlotFunction] = [
    PlotFunction(
      "histogram2d", arguments: "x, y; bins, weights, normalize, color, …",
      help: """
        Counts points in rectangles and shows the counts by colour; empty ones are left out. `bins` is as for `histogram`, or a \
        tuple of such for x and y.
        """,
      example: "histogram2d([1, 2, 2, 3, 3, 3], [1, 2, 2, 2, 3, 3], bins = (3, 3));"
    ) { builder, arguments in
      let (x, y) = try builder.pair(arguments)
      let (xBins, yBins) = try builder.planeBins()
      let weights = try builder.attributes.numbers("weights")
      let normalize = try builder.normalization()
      let map = builder.fillMap()
      var style = try builder.attributes.style()
      style.color = nil
      let series = try checked {
        let histogram = try PlaneHistogram(
          x: x, y: y, xBins: xBins, yBins: yBins, weights: weights, normalize: normalize)
        return try PlaneHistogramSeries(histogram, colorMap: map, style: style)
      }
      try builder.place([series])
      if normalize == .none, weights == nil { try builder.suggest { $0.colorbarTitle = "count" } }
    },
    PlotFunction(
      "hexbin", arguments: "x, y; gridsize, weights, color, …",
      help: """
        Counts points in hexagons and shows the counts by colour. `gridsize` is the number of hexagons across, or a tuple \
        with the number along y too.
        """,
      example: "hexbin([1, 2, 2, 3, 3, 3], [1, 2, 2, 2, 3, 3], gridsize = 5);", keywords: ["gridsize"]
    ) { builder, arguments in
      let (x, y) = try builder.pair(arguments)
      let weights = try builder.attributes.numbers("weights")
      var sizes: [Int] = []
      if let value = builder.attributes["gridsize"] {
        sizes = try (value.tuple?.elements ?? [value]).map { element in
          guard let size = builder.machine.exactInt(element) else {
            throw builder.attributes.problem("gridsize", value, expected: "a number of hexagons such as 25, or (25, 15)")
          }
          return size
        }
      }
      let style = try builder.attributes.style()
      let map = builder.fillMap()
      let bins = try checked {
        try HexagonBins(
          x: x, y: y, gridSize: sizes.first ?? 25, rowCount: sizes.count > 1 ? sizes[1] : nil, weights: weights)
      }
      try builder.place([HexagonSeries(bins, colorMap: map, style: style)])
      if weights == nil { try builder.suggest { $0.colorbarTitle = "count" } }
    },
  ]
}

extension PlotBuilder {
  /// What `bins` says for both axes.
  func planeBins() throws -> (BinRule, BinRule) {
    if let value = attributes["bins"], let parts = value.tuple?.elements, parts.count == 2 {
      return (try bins(parts[0]), try bins(parts[1]))
    }
    return (try bins(), try bins())
  }

  func quantileLine() throws -> QuantilePlot.Line {
    if attributes.isOff("qqline") { return .none }
    return try attributes.choice("qqline", alsoNamed: ["R": .quantile, "quantiles": .quantile]) ?? .identity
  }
}
