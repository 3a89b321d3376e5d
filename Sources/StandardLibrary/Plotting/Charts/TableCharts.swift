// Charts of tables: principal components, parallel coordinates, Andrews curves, small multiples.

import Engine
import Graphics

extension PlotFunction {
  static let components: [PlotFunction] = [
    PlotFunction(
      "screeplot", arguments: "eigenvalues",
      help: "Draws the share of variance of each principal component as bars, and their running sum as a line.",
      example: "screeplot([4.0, 2.0, 1.0, 0.5]);"
    ) { builder, arguments in
      guard arguments.count == 1 else { throw builder.mismatch(arguments, calledAs: "screeplot(eigenvalues)") }
      let eigenvalues = try builder.reader().numbers(arguments[0])
      let style = try builder.attributes.style(isLine: false)
      try builder.draw(try checked { try Recipe.screePlot(eigenvalues, style: style) })
    },
    PlotFunction(
      "biplot", arguments: "scores, loadings; names, group",
      help: """
        Draws observations as points and variables as arrows in the plane of two components: the first two columns of both \
        matrices. `names` are those of the variables; `group` divides the observations. The arrows are scaled by a common \
        factor.
        """, example: "biplot([1 2; -1 0; 0 -2], [0.9 0.1; 0.2 0.8], names = [\"length\", \"width\"]);",
      keywords: ["names"]
    ) { builder, arguments in
      guard arguments.count == 2 else { throw builder.mismatch(arguments, calledAs: "biplot(scores, loadings)") }
      let reader = try builder.reader()
      let scores = try reader.lists(arguments[0])
      let loadings = try reader.lists(arguments[1])
      guard scores.count > 1, loadings.count > 1 else {
        throw builder.mismatch(arguments, calledAs: "biplot(scores, loadings) with two matrices of at least two columns")
      }
      let groups = try reader.grouping(count: scores[0].count)?.pairs ?? []
      let names = try builder.names()
      let style = try builder.unnamedStyle()
      try builder.draw(
        try checked {
          try Recipe.biplot(
            scores: (scores[0], scores[1]), loadings: (loadings[0], loadings[1]), labels: names, groups: groups, style: style)
        })
    },
  ]

  static let observations: [PlotFunction] = [
    PlotFunction(
      "andrewsplot", arguments: "M; group",
      help: """
        Draws each row of a matrix as the curve x₁/√2 + x₂ sin t + x₃ cos t + x₄ sin 2t + …; rows that are alike have \
        curves that are alike.
        """, example: "andrewsplot([1.0 0.2; 0.9 0.1; -1.0 0.5], group = [\"a\", \"a\", \"b\"]);"
    ) { builder, arguments in try builder.profiles(.andrews, arguments) },
    PlotFunction(
      "parallelplot", arguments: "M; names, group",
      help: """
        Draws each row of a matrix as a line over parallel axes, one for each column and each with its own scale. `names` are \
        those of the columns.
        """,
      example: "parallelplot([1 20 0.3; 2 10 0.1; 3 15 0.2], names = [\"a\", \"b\", \"c\"], group = [1, 1, 2]);",
      keywords: ["names"], isAddable: false
    ) { builder, arguments in try builder.profiles(.parallel, arguments) },
    PlotFunction(
      "facet", arguments: "x, y, by | x, by; kind, columns, group",
      help: """
        Draws small multiples: a plot for each label of `by`, all with the same axes. `kind` is `:scatter`, `:line` or, for \
        `facet(x, by)`, `:histogram`; `columns` is the number of plots in a row; `group` divides the points of each plot.
        """, example: "facet([1, 2, 1, 2], [3, 4, 5, 6], [\"north\", \"north\", \"south\", \"south\"], xlabel = \"x\");",
      keywords: ["kind", "columns", "title", "legend"], isAddable: false
    ) { builder, arguments in try builder.facets(arguments) },
  ]
}

extension PlotBuilder {
  fileprivate mutating func profiles(_ form: ProfileSeries.Form, _ arguments: [Value]) throws {
    guard arguments.count == 1 else { throw mismatch(arguments, calledAs: "\(name)(M)") }
    let reader = try reader()
    let variables = try reader.lists(arguments[0])
    let names = form == .parallel ? try names() : []
    let groups = try reader.grouping(count: variables.first?.count ?? 0)?.pairs ?? []
    let style = try unnamedStyle()
    let series = try checked {
      try ProfileSeries(form, variables: variables, names: names, groups: groups, style: style)
    }
    try draw(.profiles(series))
  }

  fileprivate mutating func facets(_ arguments: [Value]) throws {
    guard arguments.count == 2 || arguments.count == 3 else { throw mismatch(arguments, calledAs: "facet(x, y, by)") }
    let reader = try reader()
    let (x, y) = try reader.coordinates(arguments[0], arguments[arguments.count - 2])
    var kind = arguments.count == 2 ? "histogram" : "scatter"
    if let value = attributes["kind"] ?? attributes["seriestype"] {
      kind = try attributes.choice("kind", value, among: ["scatter", "line", "histogram"]) { name in
        name == "path" ? "line" : ["scatter", "line", "histogram"].contains(name) ? name : nil
      }
    }
    let panels = try reader.grouping(by: arguments[arguments.count - 1], "by", count: x.count).pairs
    let groups = try reader.grouping(count: x.count)?.pairs ?? []
    let columns = try attributes.count("columns", 1...100)
    // Common borders, so that bars can be compared.
    let edges = kind == "histogram" ? try checked { try Histogram(x, bins: try bins()).edges } : []
    var subplots: [Subplot] = []
    for (name, rows) in panels {
      var subplot = Subplot()
      subplot.options = figure.options
      subplot.options.title = name
      for (index, group) in (groups.isEmpty ? [("", rows)] : groups).enumerated() {
        let members = Set(rows)
        let own = groups.isEmpty ? rows : group.1.filter { members.contains($0) }
        var style = try attributes.style(series: index, of: max(1, groups.count), isLine: kind == "line")
        style.label = group.0
        let (a, b) = (own.map { x[$0] }, own.map { y[$0] })
        subplot.series.append(
          try checked { () -> any Series in
            switch kind {
            case "histogram": try HistogramSeries(a, bins: .edges(edges), style: style)
            case "line": try LineSeries(x: a, y: b, style: style)
            default: try ScatterSeries(x: a, y: b, style: style)
            }
          })
      }
      if let value = attributes["legend"], try !attributes.flag("legend", value) { subplot.options.legend = LegendPosition.none }
      subplots.append(subplot)
    }
    let title = try attributes.text("title") ?? figure.title
    figure = try checked { try Figure.facets(subplots, columns: columns) }
    figure.title = title
  }
}
