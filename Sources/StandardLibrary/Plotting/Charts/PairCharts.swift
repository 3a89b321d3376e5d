// Charts of several plots: marginal distributions, every variable against every other.

import Engine
import Graphics

extension PlotFunction {
  static let pairs: [PlotFunction] = [
    PlotFunction(
      "marginalhist", arguments: "x, y; bins, color, …",
      help: "Draws a two-dimensional histogram with the histograms of x above and of y beside it.",
      example: "marginalhist([1, 2, 2, 3, 3, 3], [1, 2, 2, 2, 3, 3], bins = 3);", isAddable: false
    ) { builder, arguments in
      let (x, y) = try builder.pair(arguments)
      let (xBins, yBins) = try builder.planeBins()
      let map = builder.fillMap()
      let style = try builder.attributes.style()
      try builder.show(
        try checked { try JointFigure.histogram(x: x, y: y, xBins: xBins, yBins: yBins, colorMap: map, style: style) },
        main: JointFigure.main)
    },
    PlotFunction(
      "marginalscatter", arguments: "x, y; bins, color, …",
      help: "Draws points with the histograms of x above and of y beside them.",
      example: "marginalscatter([1, 2, 2, 3, 3, 3], [1, 2, 2, 2, 3, 3]);", isAddable: false
    ) { builder, arguments in
      let (x, y) = try builder.pair(arguments)
      let (xBins, yBins) = try builder.planeBins()
      let style = try builder.attributes.style(isLine: false)
      try builder.show(
        try checked { try JointFigure.scatter(x: x, y: y, xBins: xBins, yBins: yBins, style: style) },
        main: JointFigure.main)
    },
    PlotFunction(
      "marginalkde", arguments: "x, y; fill, color, …",
      help: """
        Draws contours of the estimated density of points, which enclose known parts of them (95, 90, 75, 50, 25 and 10 %), with \
        the densities of x above and of y beside them.
        """,
      example: "marginalkde([1, 2, 2, 3, 4, 3], [1, 2, 3, 2, 4, 3]);", isAddable: false
    ) { builder, arguments in
      let (x, y) = try builder.pair(arguments)
      let map = builder.fillMap()
      let style = try builder.attributes.style()
      let isFilled = try builder.attributes.fillRange(series: 0, of: 1) != nil
      try builder.show(
        try checked { try JointFigure.density(x: x, y: y, colorMap: map, isFilled: isFilled, style: style) },
        main: JointFigure.main)
    },
    PlotFunction(
      "pairplot", arguments: "M; names, group, diagonal, …",
      help: """
        Draws every column of a matrix against every other, with their distributions on the diagonal (`diagonal = :histogram` or \
        `:density`); `group` divides the rows by labels.
        """,
      example: "pairplot([1 2 5; 2 3 4; 3 5 2; 4 4 1], names = [\"a\", \"b\", \"c\"]);", keywords: ["names", "diagonal"],
      isAddable: false
    ) { builder, arguments in
      var pairs = try builder.pairs(arguments)
      pairs.grouping = try builder.reader().grouping(count: pairs.variables[0].count)
      try builder.show(try checked { try pairs.figure }, main: nil)
    },
    PlotFunction(
      "corrplot", arguments: "M; names, diagonal, …",
      help: """
        Draws every column of a matrix against every other with regression lines, the distributions on the diagonal and the \
        coefficients of correlation above it.
        """,
      example: "corrplot([1 2 5; 2 3 4; 3 5 2; 4 4 1], names = [\"a\", \"b\", \"c\"]);", keywords: ["names", "diagonal"],
      isAddable: false
    ) { builder, arguments in
      var pairs = try builder.pairs(arguments)
      pairs.upper = .correlation
      pairs.hasRegression = true
      try builder.show(try checked { try pairs.figure }, main: nil)
    },
    PlotFunction(
      "cornerplot", arguments: "M; names, group, diagonal, …",
      help: "Draws every column of a matrix against every other, below the diagonal only, with their distributions on it.",
      example: "cornerplot([1 2 5; 2 3 4; 3 5 2; 4 4 1]);", keywords: ["names", "diagonal"],
      isAddable: false
    ) { builder, arguments in
      var pairs = try builder.pairs(arguments)
      pairs.upper = .empty
      pairs.grouping = try builder.reader().grouping(count: pairs.variables[0].count)
      try builder.show(try checked { try pairs.figure }, main: nil)
    },
    PlotFunction(
      "corrheatmap", arguments: "M; names, color, …",
      help: "Draws the correlations of the columns of a matrix as a heat map with the values in its cells.",
      example: "corrheatmap([1 2 5; 2 3 4; 3 5 2; 4 4 1], names = [\"a\", \"b\", \"c\"]);", keywords: ["names"], isAddable: false
    ) { builder, arguments in
      let (variables, names) = try builder.variables(arguments)
      let map = builder.fillMap()
      try builder.place([
        try checked {
          try HeatmapSeries.correlations(variables, names: names, colorMap: map)
        }
      ])
      try builder.suggest {
        $0.y.isFlipped = true
        $0.colorLimits = Limits(-1, 1)
        $0.aspectRatio = .equal
      }
    },
  ]
}

extension PlotBuilder {
  /// Makes `figure` the result. A title stands above all of it, and options of axes are those of its main plot.
  mutating func show(_ figure: Figure, main: Int?) throws {
    guard attributes["layout"] == nil, attributes["subplot"] == nil else {
      throw RuntimeError.argument("\(name) arranges its plots itself", hint: "leave out `layout` and `subplot`")
    }
    self.figure = figure
    if let title = attributes["title"] {
      attributes["plot_title"] = attributes["plot_title"] ?? title
      attributes["title"] = nil
    }
    if let main { attributes["subplot"] = Value(main + 1) }
  }

  /// The columns of a matrix with the names that `names` gives them, or x1, x2, ….
  func variables(_ arguments: [Value]) throws -> ([[Double]], [String]) {
    guard arguments.count == 1 else {
      throw mismatch(arguments, takes: "a matrix whose columns are variables")
    }
    let columns = try reader().lists(arguments[0])
    guard columns.count > 1 else {
      throw mismatch(arguments, takes: "a matrix with two columns or more: one for each variable")
    }
    let names = try names()
    if names.isEmpty { return (columns, columns.indices.map { "x\($0 + 1)" }) }
    guard names.count == columns.count else {
      throw RuntimeError.dimensionMismatch("there are \(names.count) names for \(columns.count) columns")
    }
    return (columns, names)
  }

  func pairs(_ arguments: [Value]) throws -> PairFigure {
    let (columns, names) = try variables(arguments)
    var pairs = try checked { try PairFigure(columns, names: names) }
    if let diagonal = try attributes.choice("diagonal", alsoNamed: ["kde": PairFigure.Diagonal.density, "hist": .histogram]) {
      pairs.diagonal = diagonal
    }
    pairs.style = try attributes.style(isLine: false)
    pairs.style.label = nil
    return pairs
  }
}
