// The plotting functions, under the names of Plots.jl and StatsPlots.

import Engine
import Graphics

extension Library {
  /// `plot`, `plot!` and the functions for one kind of series each.
  mutating func addPlotting() {
    for entry in PlotFunction.all {
      add(
        "\(entry.name)(\(entry.arguments))", entry.help, arity: Arity(atLeast: 0), keywords: PlotKeywords.all,
        example: entry.example
      ) { call in try PlotFunction.draw(entry.kind, call) }
      add(
        "\(entry.name)!([plot,] \(entry.arguments))", "Adds to the current plot, or to `plot`: see `\(entry.name)`.",
        arity: Arity(atLeast: 0), keywords: PlotKeywords.all,
        example: "p = plot([1, 4, 9]);\n\(entry.example.replacingName(entry.name))\ntypeof(p)  # => Plot"
      ) { call in try PlotFunction.change(entry.kind, call) }
    }
    addPlotOptions()
  }
}

extension String {
  /// `scatter(…)` as `scatter!(…)`.
  fileprivate func replacingName(_ name: String) -> String {
    hasPrefix(name + "(") ? name + "!" + dropFirst(name.count) : self
  }
}

/// One function that draws, with its help.
struct PlotFunction: Sendable {
  let name: String
  let kind: SeriesKind
  let arguments: String
  let help: String
  let example: String

  static let all: [PlotFunction] = [
    PlotFunction(
      name: "plot", kind: .path, arguments: "y | x, y | f, a, b | fx, fy, a, b | plots...; label, color, …",
      help: """
        Draws lines: a vector over its indices, `y` over `x`, the columns of a matrix, the graph of a function over an \
        interval, a curve with a parameter; or puts several plots side by side (`layout = (1, 2)`). `seriestype` chooses \
        other marks. \
        Functions are sampled where they bend, with gaps where they are not defined.
        """, example: "plot(sin, 0, 2π, label = \"sine\", xlabel = \"x\");"),
    PlotFunction(
      name: "scatter", kind: .scatter, arguments: "y | x, y | f, x; label, color, markersize, marker_z, group, …",
      help: "Draws points; `marker_z` shows values by colour, `markersize` by size, `group` divides them by labels.",
      example: "scatter([1, 2, 3], [2, 1, 3], markersize = 5);"),
    PlotFunction(
      name: "bar", kind: .bar, arguments: "y | x, y; label, color, bar_width, orientation, …",
      help: "Draws bars over numbers or names; the columns of a matrix stand side by side.",
      example: "bar([\"a\", \"b\", \"c\"], [3, 1, 2]);"),
    PlotFunction(
      name: "barh", kind: .barh, arguments: "y | x, y; label, color, …", help: "Draws horizontal bars.",
      example: "barh([\"a\", \"b\"], [3, 1]);"),
    PlotFunction(
      name: "groupedbar", kind: .groupedbar, arguments: "y | x, y; bar_position, group, label, …",
      help: """
        Draws the columns of a matrix, or the groups of a vector, as bars side by side (`bar_position = :dodge`) or stacked \
        (`:stack`).
        """,
      example: "groupedbar([1 2; 3 4], bar_position = :stack);"),
    PlotFunction(
      name: "histogram", kind: .histogram, arguments: "x; bins, normalize, weights, …",
      help: """
        Draws how often values fall into bins. `bins` is a number, a vector of borders, or one of `:fd`, `:sturges`, \
        `:scott`, `:rice`, `:sqrt`; `normalize` is `:pdf`, `:probability` or `:density`.
        """, example: "histogram([1, 2, 2, 3, 3, 3], bins = 3, normalize = :pdf);"),
    PlotFunction(
      name: "stephist", kind: .stephist, arguments: "x; bins, normalize, weights, …",
      help: "Draws the outline of a histogram.", example: "stephist([1, 2, 2, 3], bins = 3);"),
    PlotFunction(
      name: "density", kind: .density, arguments: "x; bandwidth, fill, …",
      help: "Draws a kernel density estimate (Gaussian kernel, Silverman's bandwidth).",
      example: "density([1.0, 2.0, 2.5, 4.0], fill = true);"),
    PlotFunction(
      name: "sticks", kind: .sticks, arguments: "y | x, y; …", help: "Draws vertical lines from zero to each value.",
      example: "sticks(0:4, [1, 4, 6, 4, 1]);"),
    PlotFunction(
      name: "areaplot", kind: .area, arguments: "y | x, y; …",
      help: "Draws the columns of a matrix as areas on top of each other.",
      example: "areaplot([1 2; 2 1; 3 3]);"),
    PlotFunction(
      name: "hline", kind: .hline, arguments: "y; …", help: "Draws horizontal lines across the plot.",
      example: "hline([0, 1]);"),
    PlotFunction(
      name: "vline", kind: .vline, arguments: "x; …", help: "Draws vertical lines across the plot.",
      example: "vline([0, 1]);"),
    PlotFunction(
      name: "hspan", kind: .hspan, arguments: "[y1, y2]; …", help: "Draws horizontal bands across the plot.",
      example: "hspan([1, 2], alpha = 0.2);"),
    PlotFunction(
      name: "vspan", kind: .vspan, arguments: "[x1, x2]; …", help: "Draws vertical bands across the plot.",
      example: "vspan([1, 2], alpha = 0.2);"),
    PlotFunction(
      name: "abline", kind: .abline, arguments: "slope, intercept; …",
      help: "Draws the line y = slope · x + intercept.",
      example: "abline(2, 1);"),
    PlotFunction(
      name: "contour", kind: .contour, arguments: "z | x, y, z | x, y, f; levels, color, …",
      help: """
        Draws level lines of a matrix, with a row for each `y` and a column for each `x`, or of a function of two \
        arguments. `levels` is a number of lines or a vector of values.
        """, example: "contour(-2:0.1:2, -2:0.1:2, (x, y) -> x^2 + y^2, levels = [1, 2, 3]);"),
    PlotFunction(
      name: "contourf", kind: .contourf, arguments: "z | x, y, z | x, y, f; levels, color, …",
      help: "Draws the bands between level lines.", example: "contourf(-2:0.1:2, -2:0.1:2, (x, y) -> x * y);"),
    PlotFunction(
      name: "heatmap", kind: .heatmap, arguments: "z | x, y, z | x, y, f; color, clims, …",
      help: "Draws a matrix as coloured cells, the first row at the bottom (`yflip = true` turns that round).",
      example: "heatmap([1 2; 3 4], color = :blues);"),
    PlotFunction(
      name: "quiver", kind: .quiver, arguments: "x, y; quiver = (u, v), scale",
      help: """
        Draws arrows (u, v) that begin at (x, y). Their lengths are those of the axes; `scale = 0.2` shortens them and \
        `scale = :auto` fits them to the spacing of the points.
        """, example: "quiver([0, 1], [0, 0], quiver = ([1, 0], [1, 2]));"),
  ]

  /// The body of `plot` and its like.
  static func draw(_ kind: SeriesKind, _ call: borrowing Call) throws -> Value {
    let attributes = PlotAttributes(call)
    let values = call.values
    if kind == .path, !values.isEmpty, values.allSatisfy({ $0.plot != nil }) {
      return finish(try compose(values.compactMap(\.plot).map(\.figure), attributes), call.machine)
    }
    var builder = PlotBuilder(attributes: attributes, name: call.function.name, figure: Figure())
    try builder.add(values, as: kind, isNew: true)
    return finish(builder.figure, call.machine)
  }

  /// The body of the `!` forms: they change the plot that is given first, or else the current one.
  static func change(_ kind: SeriesKind, _ call: borrowing Call) throws -> Value {
    try change(call) { plot, arguments, attributes, name in
      var builder = PlotBuilder(attributes: attributes, name: name, figure: plot.figure)
      try builder.add(arguments, as: kind, isNew: false)
      plot.figure = builder.figure
    }
  }

  /// Finds the plot that a `!` form is about, changes it and returns it.
  static func change(
    _ call: borrowing Call,
    _ body: (_ plot: PlotObject, _ arguments: [Value], _ attributes: PlotAttributes, _ name: String) throws -> Void
  ) throws -> Value {
    let values = call.values
    let value: Value
    if let first = values.first, first.plot != nil {
      value = first
    } else {
      value = try current(call.machine, for: call.function.name)
    }
    guard let plot = value.plot else { throw call.noMethod() }
    let isGiven = values.first?.plot != nil
    try body(plot, Array(values.dropFirst(isGiven ? 1 : 0)), PlotAttributes(call), call.function.name)
    call.machine.remember(value, as: "plot")
    return value
  }

  /// The plot that the running cell made last.
  static func current(_ machine: Machine, for name: String) throws -> Value {
    if let value = machine.remembered("plot"), value.plot != nil { return value }
    throw RuntimeError.argument(
      "there is no plot in this cell yet for `\(name)` to change",
      hint: name.hasSuffix("!")
        ? "begin with `plot(…)`, or name the plot of another cell: `p = plot(…)` there and `\(name)(p, …)` here"
        : "begin with `plot(…)`")
  }

  private static func finish(_ figure: Figure, _ machine: Machine) -> Value {
    let value = machine.heap.adopt(PlotObject(figure))
    machine.remember(value, as: "plot")
    return value
  }

  /// Several plots as one figure.
  private static func compose(_ figures: [Figure], _ attributes: PlotAttributes) throws -> Figure {
    var figure = figures.count == 1 ? figures[0] : Figure(figures.flatMap(\.subplots))
    try attributes.apply(to: &figure)
    for index in figure.subplots.indices {
      try attributes.apply(to: &figure.subplots[index].options, subplot: index, of: figure.subplots.count)
    }
    return figure
  }
}
