// Charts of samples side by side: boxes, violins, dots, histograms by groups; and parts of a whole.

import Engine
import Graphics

extension PlotFunction {
  static let samples: [PlotFunction] = [
    PlotFunction(
      "boxplot", arguments: "y | categories, y; whisker_range, outliers, notch, group, orientation, …",
      help: """
        Draws box plots: the quartiles, whiskers to the farthest values within `whisker_range` (1.5) times the interquartile \
        range, and the values beyond. The columns of a matrix, or the values of each category, stand side by side; `group` \
        divides them further. `outliers = false` leaves out the values beyond, `notch = true` adds waists that compare medians, \
        `orientation = :h` turns the plot.
        """,
      example: "boxplot([\"a\", \"a\", \"a\", \"b\", \"b\", \"b\"], [1, 2, 4, 2, 3, 9]);",
      keywords: ["whisker_range", "outliers", "notch"]
    ) { builder, arguments in
      let range = try builder.attributes.number("whisker_range") ?? 1.5
      let outliers = try builder.attributes.flag("outliers") ?? true
      let notch = try builder.attributes.flag("notch") ?? false
      let width = try builder.attributes.number("bar_width")
      let isHorizontal = try builder.isHorizontal()
      try builder.drawSamples(arguments) { samples, style in
        try BoxSeries(
          samples, whiskerRange: range, showsOutliers: outliers, isNotched: notch, isHorizontal: isHorizontal,
          boxWidth: width, style: style)
      }
    },
    PlotFunction(
      "violin", arguments: "y | categories, y; side, inner, bandwidth, group, orientation, …",
      help: """
        Draws violins: densities of samples side by side, within the range of the data. `side` is `:both`, `:left` or `:right`; \
        `inner` is `:box`, `:quartiles` or `:none`.
        """,
      example: "violin([1 2; 2 3; 2 4; 3 4; 5 9], label = [\"a\" \"b\"]);", keywords: ["side", "inner"]
    ) { builder, arguments in
      let attributes = builder.attributes
      let side: ViolinSeries.Side = try attributes.choice("side") ?? .both
      let inner: ViolinSeries.Inner =
        attributes.isOff("inner") ? .none : try attributes.choice("inner", alsoNamed: ["quartile": .quartiles]) ?? .box
      let bandwidth = try builder.attributes.number("bandwidth")
      let isHorizontal = try builder.isHorizontal()
      try builder.drawSamples(arguments) { samples, style in
        try ViolinSeries(
          samples, bandwidth: bandwidth, side: side, inner: inner, isHorizontal: isHorizontal, style: style)
      }
    },
    PlotFunction(
      "dotplot", arguments: "y | categories, y; mode, group, orientation, …",
      help: """
        Draws the single values of samples side by side. `mode` spreads them: `:swarm` (beside each other), `:density` (within \
        the outline of the density, for many), `:uniform` or `:none`; always in the same way.
        """,
      example: "dotplot([\"a\", \"a\", \"a\", \"b\", \"b\"], [1, 1, 2, 2, 3]);", keywords: ["mode"]
    ) { builder, arguments in
      let spread: StripSeries.Spread? = try builder.attributes.choice("mode")
      let isHorizontal = try builder.isHorizontal()
      try builder.drawSamples(arguments) { samples, style in
        try StripSeries(samples, spread: spread, isHorizontal: isHorizontal, style: style)
      }
    },
    PlotFunction(
      "groupedhist", arguments: "x; bar_position, bins, normalize, group, label, …",
      help: """
        Draws the histograms of the columns of a matrix, or of the groups of a vector, in common bins: side by side \
        (`bar_position = :dodge`) or stacked (`:stack`).
        """,
      example: "groupedhist([1, 2, 2, 3, 2, 3, 3, 4], group = [1, 1, 1, 1, 2, 2, 2, 2], bar_position = :stack);"
    ) { builder, arguments in
      let lists = try builder.lists(arguments)
      let arrangement: BarSeries.Arrangement = try builder.attributes.choice("bar_position") ?? .dodge
      let labels = lists.map(\.style.label)
      let colors = lists.map(\.style.color)
      let (bins, normalize) = (try builder.bins(), try builder.normalization())
      var series = try checked {
        try BarSeries.histograms(
          lists.map(\.values), labels: labels.contains(nil) ? [] : labels.compactMap(\.self), bins: bins,
          normalize: normalize, arrangement: arrangement, style: lists.first?.style ?? SeriesStyle())
      }
      series.columnColors = colors
      try builder.place([series])
      try builder.nameHeights(try builder.heightName())
    },
    PlotFunction(
      "pie", arguments: "y | labels, y; color, …",
      help: "Draws the parts of a whole as wedges, clockwise from the top, with names and percentages.",
      example: "pie([\"train\", \"test\", \"validation\"], [70, 20, 10]);"
    ) { builder, arguments in
      let data = try builder.reader().data(arguments)
      guard data.count == 1, let parts = data.first else {
        throw builder.mismatch(arguments, calledAs: "pie(labels, values)")
      }
      let names = parts.categories.isEmpty ? parts.y.indices.map { "\($0 + 1)" } : parts.x.map { parts.categories[Int($0) - 1] }
      var style = try builder.attributes.style(isLine: false)
      style.label = ""
      let colors = try builder.attributes["color"].flatMap { value in
        value.isArray ? try builder.machine.elements(value)?.map { try builder.attributes.color("color", $0) } : nil
      }
      var series = try checked { try PieSeries(names: names, values: parts.y, style: style) }
      series.wedgeColors = colors ?? []
      try builder.place([series])
      try builder.suggest { $0.frameStyle = .none }
    },
  ]
}
