// A plot as a value of the language.

import Engine
import Graphics

/// What `plot` and its like return: a figure that the `!` functions change.
final class PlotObject: HostObject {
  private var whole: Figure
  /// The plot of which this is a part.
  private let parent: (plot: PlotObject, part: Part)?
  /// Functions that write the numbers at ticks, once it is known where those are.
  private var formatters: [TickFormatter] = []

  enum Part: Hashable {
    /// `p[2]`.
    case subplot(Int)
    /// What stands over the right axis of a subplot: `twinx(p)`.
    case twin(Int)
    /// What stands under the top axis of a subplot: `twiny(p)`.
    case upperTwin(Int)
  }

  init(_ figure: Figure) {
    whole = figure
    parent = nil
    super.init()
  }

  init(_ plot: PlotObject, _ part: Part, heap: Heap) {
    whole = Figure()
    parent = (plot, part)
    super.init()
    heap.retain(Value(host: plot))
  }

  override func releaseChildren(_ heap: Heap) {
    for function in formatters.compactMap(\.function) { heap.release(function) }
    if let parent { heap.release(Value(host: parent.plot)) }
  }

  /// What is drawn; of a subplot, changes arrive in the plot that it belongs to.
  var figure: Figure {
    get {
      guard let parent else { return whole }
      return PlotObject.part(parent.part, of: parent.plot.figure)
    }
    set {
      guard let parent else {
        whole = newValue
        return
      }
      switch parent.part {
      case .subplot(let index): parent.plot.figure.subplots[index] = newValue.subplots[0]
      case .twin(let index): parent.plot.figure.subplots[index].twin = newValue.subplots[0]
      case .upperTwin(let index): parent.plot.figure.subplots[index].upperTwin = newValue.subplots[0]
      }
    }
  }

  private static func part(_ part: Part, of whole: Figure) -> Figure {
    switch part {
    case .subplot(let index): Figure([whole.subplots[index]])
    case .twin(let index): Figure([twin(whole.subplots[index], \.twin, sharing: \.x, \.x)])
    case .upperTwin(let index): Figure([twin(whole.subplots[index], \.upperTwin, sharing: \.y, \.y)])
    }
  }

  // MARK: - Formatters

  /// Takes over what a call made of the plot.
  func take(_ builder: PlotBuilder) throws {
    let new = try builder.tickFormatters()
    figure = builder.figure
    for formatter in new { keep(formatter, builder.machine.heap) }
  }

  /// The last formatter of an axis counts.
  func keep(_ formatter: TickFormatter, _ heap: Heap) {
    if let parent {
      var formatter = formatter
      switch (parent.part, formatter.part) {
      case (.subplot(let index), .twin): formatter.part = .twin(index)
      case (.subplot(let index), .upperTwin): formatter.part = .upperTwin(index)
      default: formatter.part = parent.part
      }
      return parent.plot.keep(formatter, heap)
    }
    if let function = formatter.function { heap.retain(function) }
    let replaced = formatters.filter { $0.isAbout(formatter) }
    formatters.removeAll { $0.isAbout(formatter) }
    for function in replaced.compactMap(\.function) { heap.release(function) }
    if formatter.function != nil { formatters.append(formatter) }
  }

  /// The formatters as they are for a figure in which these plots come after `count` others.
  func formatters(after count: Int) -> [TickFormatter] {
    if let parent {
      return parent.plot.formatters(after: 0).filter { $0.part == parent.part }.map {
        TickFormatter(part: .subplot(count), axis: $0.axis, function: $0.function)
      }
    }
    return formatters.map { formatter in
      var moved = formatter
      switch formatter.part {
      case .subplot(let index): moved.part = .subplot(index + count)
      case .twin(let index): moved.part = .twin(index + count)
      case .upperTwin(let index): moved.part = .upperTwin(index + count)
      }
      return moved
    }
  }

  /// The figure as it is shown, with the texts that functions write.
  func shown(_ machine: Machine) throws -> Figure {
    if let parent { return PlotObject.part(parent.part, of: try parent.plot.shown(machine)) }
    var figure = whole
    for formatter in formatters { try formatter.write(in: &figure, machine) }
    return figure
  }

  /// What stands over another axis of a plot, with the axis that both share as the plot has it: functions are sampled for it.
  private static func twin(
    _ subplot: Subplot, _ place: KeyPath<Subplot, Subplot?>, sharing options: WritableKeyPath<SubplotOptions, AxisOptions>,
    _ axis: KeyPath<FigureData.Plot, FigureData.Axis>
  ) -> Subplot {
    var twin = subplot[keyPath: place] ?? Subplot()
    twin.options[keyPath: options] = subplot.options[keyPath: options]
    if !subplot.series.isEmpty, let plot = try? Figure([subplot]).data.plots.first {
      twin.options[keyPath: options].lower = plot[keyPath: axis].lower
      twin.options[keyPath: options].upper = plot[keyPath: axis].upper
    }
    return twin
  }

  /// The whole that this belongs to.
  var root: PlotObject { parent?.plot.root ?? self }

  override var type: DataType { .named("Plot") }

  override func text(_ machine: Machine) -> String {
    let count = figure.subplots.reduce(0) { $0 + $1.series.count }
    let series = count == 1 ? "1 series" : "\(count) series"
    if figure.subplots.count > 1 { return "Plot with \(figure.subplots.count) subplots and \(series)" }
    return "Plot with \(series)"
  }

  /// `p[2]` is the second subplot.
  override func element(_ indices: [Value], _ machine: Machine) throws -> Value? {
    guard indices.count == 1, let index = machine.exactInt(indices[0]) else { return nil }
    guard figure.subplots.indices.contains(index &- 1) else {
      throw RuntimeError(
        "BoundsError", "attempt to access a plot with \(figure.subplots.count) subplots at index [\(index)]")
    }
    return machine.heap.adopt(PlotObject(self, .subplot(index - 1), heap: machine.heap))
  }

  /// The figure is rendered here, so that what cannot be drawn is an error of the block that shows it.
  override func faces(_ machine: Machine) throws -> Faces { Faces(figure: try PlotObject.face(of: shown(machine))) }

  private static func face(of figure: Figure) throws -> FigureFace {
    let inline = try checked { try figure.render(.inline) }
    return FigureFace(
      alternativeText: inline.alternativeText, data: { inline.data.text },
      resized: { width, height in
        try face(of: try checked { try figure.resized(width: width, height: height) })
      },
      svg: { form in
        if form == .inline { return inline.svg }
        // Both forms have one layout, so what was drawn once can be drawn again.
        return (try? figure.svg(.standalone)) ?? inline.svg
      })
  }
}

extension Value {
  var plot: PlotObject? { host as? PlotObject }
}

/// Runs a step of drawing; what makes a figure impossible becomes an exception of the language.
func checked<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let error as FigureError {
    switch error {
    case .mismatchedLengths: throw RuntimeError.dimensionMismatch(error.description)
    default: throw RuntimeError.argument(error.description)
    }
  }
}
