// Charts that explain curves: tangents, secants, normals, areas, and ellipses of covariances.

import Engine
import Graphics

extension PlotFunction {
  static let curves: [PlotFunction] = [
    PlotFunction(
      "tangentline", arguments: "f, x; …",
      help: "Draws the tangent to the graph of `f` at `x` and marks the point; without `!` the graph too.",
      example: "tangentline(sin, 1.0);"
    ) { builder, arguments in
      try builder.line(arguments) { x, y, slope, style in
        try StraightLineSeries.tangent(x: x, y: y, slope: slope, style: style)
      }
    },
    PlotFunction(
      "normalline", arguments: "f, x; …",
      help: "Draws the line at right angles to the tangent of `f` at `x`; without `!` the graph too.",
      example: "normalline(x -> x^2, 1.0, aspect_ratio = :equal);"
    ) { builder, arguments in
      try builder.line(arguments) { x, y, slope, style in
        try StraightLineSeries.normal(x: x, y: y, slope: slope, style: style)
      }
    },
    PlotFunction(
      "secantline", arguments: "f, a, b; …",
      help: "Draws the line through the points of the graph of `f` over `a` and `b`; without `!` the graph too.",
      example: "secantline(x -> x^2, 0, 1);"
    ) { builder, arguments in
      let reader = try builder.reader()
      let (a, b) = try builder.ends(arguments, reader)
      let values = try reader.values(of: arguments[0], at: [a, b])
      let style = try builder.attributes.style()
      let line = try checked { try StraightLineSeries.secant(x: (a, b), y: (values[0], values[1]), style: style) }
      try builder.placeGraph(of: arguments[0], around: min(a, b), max(a, b), reader)
      try builder.place(together: [line])
    },
    PlotFunction(
      "shadearea", arguments: "f, a, b; text, …",
      help: """
        Shades the area between the graph of `f` and the x axis from `a` to `b`; without `!` it draws the graph too. \
        `text = true` writes the integral into it, or give a text of your own.
        """, example: "shadearea(x -> exp(-x^2), 0, 1, text = true);", keywords: ["text"]
    ) { builder, arguments in
      let reader = try builder.reader()
      let (a, b) = try builder.ends(arguments, reader)
      let evaluate = reader.callable(arguments[0])
      var style = try builder.attributes.style()
      if builder.isNew, style.color == nil { style.color = .palette(1) }
      let look = style
      var series = try checked { try ShadedAreaSeries(under: { try evaluate([$0]) }, from: a, to: b, style: look) }
      series.text = try builder.areaText { try DefiniteIntegral.value(from: a, to: b) { try evaluate([$0]) } }
      try builder.placeGraph(of: arguments[0], around: a, b, reader)
      try builder.place(together: [series])
    },
    PlotFunction(
      "fillbetween", arguments: "f, g, a, b | x, y1, y2; text, …",
      help: """
        Shades the area between two graphs from `a` to `b`, or between two lists of values; `text = true` writes its size into it.
        """, example: "fillbetween(sin, cos, 0, 2);", keywords: ["text"]
    ) { builder, arguments in
      let reader = try builder.reader()
      let style = try builder.attributes.style()
      if arguments.count == 4, reader.isFunction(arguments[0]), reader.isFunction(arguments[1]), let a = arguments[2].asDouble,
        let b = arguments[3].asDouble
      {
        let (first, second) = (reader.callable(arguments[0]), reader.callable(arguments[1]))
        // Without graphs that are there already, the area has borders.
        var look = style
        if builder.isNew { look.lineWidth = style.lineWidth ?? 1.5 }
        var series = try checked {
          try ShadedAreaSeries(
            between: { try first([$0]) }, and: { try second([$0]) }, from: a, to: b, style: look)
        }
        series.text = try builder.areaText {
          try DefiniteIntegral.value(from: a, to: b) { (try first([$0]) - (try second([$0]))).magnitude }
        }
        try builder.place(together: [series])
        return
      }
      guard arguments.count == 3, !arguments.contains(where: { reader.isFunction($0) }) else {
        throw builder.mismatch(arguments, takes: "two functions and an interval, (f, g, a, b), or (x, y1, y2)")
      }
      let lists = try arguments.map { try reader.numbers($0) }
      var series = try checked { try ShadedAreaSeries(x: lists[0], upper: lists[1], lower: lists[2], style: style) }
      series.text = try builder.areaText { .nan }
      try builder.place(together: [series])
    },
    PlotFunction(
      "covellipse", arguments: "mean, covariance | X; n_std, …",
      help: """
        Draws the ellipse of a mean and a covariance matrix, or of points in the rows of an n×2 matrix: `n_std` standard \
        deviations large, a list for several.
        """, example: "covellipse([0, 0], [2 1; 1 1], n_std = [1, 2]);", keywords: ["n_std"]
    ) { builder, arguments in
      let reader = try builder.reader()
      let style = try builder.attributes.style()
      let deviations = try builder.attributes.numbers("n_std") ?? [1]
      let series: ShapeSeries
      if arguments.count == 2, let mean = try reader.pair(arguments[0]), let covariance = try reader.matrix2(arguments[1]) {
        series = try checked {
          try .covarianceEllipse(mean: (mean.0, mean.1), covariance: covariance, deviations: deviations, style: style)
        }
      } else if arguments.count == 1, let points = try reader.planePoints(arguments[0]) {
        series = try checked { try .covarianceEllipse(x: points.x, y: points.y, deviations: deviations, style: style) }
      } else {
        throw builder.mismatch(arguments, takes: "a mean and a 2×2 covariance matrix, or points as the rows of an n×2 matrix")
      }
      try builder.place(together: [series])
    },
  ]
}

extension PlotBuilder {
  /// The two numbers that follow a function.
  fileprivate func ends(_ arguments: [Value], _ reader: PlotReader) throws -> (Double, Double) {
    guard arguments.count == 3, reader.isFunction(arguments[0]), let a = arguments[1].asDouble, let b = arguments[2].asDouble
    else { throw mismatch(arguments, takes: "a function and two numbers: \(name)(f, 0, 1)") }
    return (a, b)
  }

  /// A line that depends on the slope of a function at a point.
  fileprivate mutating func line(
    _ arguments: [Value], _ make: (Double, Double, Double, SeriesStyle) throws -> StraightLineSeries
  ) throws {
    let reader = try reader()
    guard arguments.count == 2, reader.isFunction(arguments[0]), let x = arguments[1].asDouble else {
      throw mismatch(arguments, takes: "a function and a number: \(name)(f, 1.0)")
    }
    let evaluate = reader.callable(arguments[0])
    let y = try evaluate([x])
    guard y.isFinite else {
      throw RuntimeError.argument("the function has no finite value at \(x), so no line goes through it")
    }
    var slope = try NumericalDerivative.value(at: x) { try evaluate([$0]) }
    // Exact where the function takes numbers with derivatives.
    if slope.isFinite, let value = try? Differentiation(machine: machine).derivative(of: arguments[0], at: Value(x)).asDouble,
      (value - slope).magnitude <= 1e-4 * max(1, slope.magnitude)
    {
      slope = value
    }
    guard slope.isFinite else {
      throw RuntimeError.argument("the function has no derivative at \(x), so there is no \(name.hasSuffix("!") ? "line" : name)")
    }
    let style = try attributes.style()
    let line = try checked { try make(x, y, slope, style) }
    try placeGraph(of: arguments[0], around: x, x, reader)
    try place(together: [line])
  }

  /// The graph that a new plot needs: over the x limits, or around what is drawn on it.
  fileprivate mutating func placeGraph(of function: Value, around a: Double, _ b: Double, _ reader: PlotReader) throws {
    guard isNew else { return }
    let room = a == b ? max(2.5, 0.5 * a.magnitude) : 0.5 * (b - a)
    let data = try reader.graph(
      of: function, reader.options.x.lower ?? a - room, reader.options.x.upper ?? b + room)
    guard let curve = data.curve else { return }
    try place(together: [LineSeries(curve, style: SeriesStyle(label: "", color: .palette(1)))])
  }

  /// What `text` says: a text, or `true` for the size of the area.
  fileprivate func areaText(_ size: () throws -> Double) throws -> String {
    guard let value = attributes["text"], !value.isNothing, value.boolean != false else { return "" }
    guard value.boolean == true else { return try attributes.text(value) }
    let number = try size()
    return number.isFinite ? Graphics.DefiniteIntegral.text(number) : ""
  }
}
