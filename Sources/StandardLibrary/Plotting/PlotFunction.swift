// The functions that draw: their help, and how they run.

import Engine
import Graphics

/// One function that draws, with its help. A new kind of chart is an entry in a list of `Charts`.
struct PlotFunction: Sendable {
  /// How a call becomes series.
  enum Drawing: Sendable {
    /// Each list of points that the arguments hold is one series.
    case series(SeriesKind)
    /// A chart that reads its arguments itself.
    case chart(@Sendable (inout PlotBuilder, [Value]) throws -> Void)
  }

  let name: String
  let arguments: String
  let help: String
  let example: String
  let drawing: Drawing
  /// Keywords that only this function has.
  let keywords: [String]
  /// Whether there is a form with `!`, which adds to a plot: charts of several plots have none.
  let isAddable: Bool

  init(_ name: String, _ kind: SeriesKind, arguments: String, help: String, example: String) {
    self.name = name
    self.arguments = arguments
    self.help = help
    self.example = example
    drawing = .series(kind)
    keywords = []
    isAddable = true
  }

  init(
    _ name: String, arguments: String, help: String, example: String, keywords: [String] = [], isAddable: Bool = true,
    _ draw: @escaping @Sendable (inout PlotBuilder, [Value]) throws -> Void
  ) {
    self.name = name
    self.arguments = arguments
    self.help = help
    self.example = example
    drawing = .chart(draw)
    self.keywords = keywords
    self.isAddable = isAddable
  }

  static let all: [PlotFunction] = [
    points, samples, distributions, planeDistributions, regressions, pairs, fields, linearMaps, curves, matrices, space, scores,
    components, diagrams, graphs, observations, shapes,
  ].flatMap(\.self)

  // MARK: - Running

  /// The body of `plot` and its like.
  func draw(_ call: borrowing Call) throws -> Value {
    let attributes = PlotAttributes(call, own: keywords)
    let values = call.values
    if name == "plot", !values.isEmpty, values.allSatisfy({ $0.plot != nil }) {
      return try PlotFunction.compose(values.compactMap(\.plot), attributes, name: call.function.name)
    }
    var builder = PlotBuilder(attributes: attributes, name: call.function.name, figure: Figure(), isNew: true)
    try builder.draw(values, as: drawing)
    return try PlotFunction.finish(builder)
  }

  /// The body of the `!` forms: they change the plot that is given first, or else the current one.
  func change(_ call: borrowing Call) throws -> Value {
    try PlotFunction.change(call, own: keywords) { plot, arguments, attributes, name in
      var builder = PlotBuilder(attributes: attributes, name: name, figure: plot.figure)
      try builder.draw(arguments, as: drawing)
      try plot.take(builder)
    }
  }

  /// Finds the plot that a `!` form is about, changes it and returns it.
  static func change(
    _ call: borrowing Call, own: [String] = [],
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
    try body(plot, Array(values.dropFirst(isGiven ? 1 : 0)), PlotAttributes(call, own: own), call.function.name)
    // Who changes a part is shown the whole.
    let whole = Value(host: plot.root)
    call.machine.remember(whole, as: "plot")
    return whole
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

  private static func finish(_ builder: PlotBuilder, keeping formatters: [TickFormatter] = []) throws -> Value {
    let machine = builder.machine
    let plot = PlotObject(Figure())
    let value = machine.heap.adopt(plot)
    for formatter in formatters { plot.keep(formatter, machine.heap) }
    try plot.take(builder)
    machine.remember(value, as: "plot")
    return value
  }

  /// Several plots as one figure.
  private static func compose(_ plots: [PlotObject], _ attributes: PlotAttributes, name: String) throws -> Value {
    let figures = plots.map(\.figure)
    var figure = figures.count == 1 ? figures[0] : Figure(figures.flatMap(\.subplots))
    var formatters: [TickFormatter] = []
    var count = 0
    for (plot, own) in zip(plots, figures) {
      formatters += plot.formatters(after: count)
      count += own.subplots.count
    }
    try attributes.apply(to: &figure)
    for index in figure.subplots.indices {
      try attributes.apply(to: &figure.subplots[index].options, subplot: index, of: figure.subplots.count)
    }
    if let value = attributes["annotations"], !figure.subplots.isEmpty {
      figure.subplots[0].options.annotations += try attributes.annotations(value)
    }
    return try finish(PlotBuilder(attributes: attributes, name: name, figure: figure), keeping: formatters)
  }
}
