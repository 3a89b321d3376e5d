// Functions that write the numbers at ticks: where the ticks are is known when a plot is shown.

import Engine
import Graphics

/// What `xformatter` or `yformatter` says about one axis.
struct TickFormatter {
  var part: PlotObject.Part
  let axis: WritableKeyPath<SubplotOptions, AxisOptions>
  /// `nil` where a word such as `:percent` takes the place of a function.
  let function: Value?

  func isAbout(_ other: TickFormatter) -> Bool { part == other.part && axis == other.axis }

  /// Writes the labels of the axis. Those that the ticks were given stay.
  func write(in figure: inout Figure, _ machine: Machine) throws {
    guard let function else { return }
    switch part {
    case .subplot(let index):
      guard figure.subplots.indices.contains(index) else { return }
      let values = try values(checked { [figure] in try figure.tickValues(subplot: index) })
      try write(values, function, to: &figure.subplots[index].options, machine)
    case .twin(let index):
      guard figure.subplots.indices.contains(index), var twin = figure.subplots[index].twin else { return }
      try write(in: &twin, of: figure, function, machine)
      figure.subplots[index].twin = twin
    case .upperTwin(let index):
      guard figure.subplots.indices.contains(index), var twin = figure.subplots[index].upperTwin else { return }
      try write(in: &twin, of: figure, function, machine)
      figure.subplots[index].upperTwin = twin
    }
  }

  /// An axis over another one has the ticks that it would have alone.
  private func write(in twin: inout Subplot, of figure: Figure, _ function: Value, _ machine: Machine) throws {
    var alone = Figure([twin])
    alone.size = figure.subplots.count == 1 ? figure.size : nil
    let values = try values(checked { [alone] in try alone.tickValues(subplot: 0) })
    try write(values, function, to: &twin.options, machine)
  }

  private func values(_ ticks: (x: [Double], y: [Double])) -> [Double] { axis == \SubplotOptions.x ? ticks.x : ticks.y }

  private func write(_ values: [Double], _ function: Value, to options: inout SubplotOptions, _ machine: Machine) throws {
    if case .labelled = options[keyPath: axis].ticks { return }
    guard !values.isEmpty else { return }
    let labels = try values.map { value in
      let label = try machine.call(function, [Value(value)])
      return try label.string ?? label.symbol?.name ?? machine.compactText(of: label)
    }
    options[keyPath: axis].ticks = .labelled(values, labels)
  }
}

extension PlotBuilder {
  /// What the call says about how the numbers at ticks are written.
  func tickFormatters() throws -> [TickFormatter] {
    let reader = PlotReader(attributes: attributes, name: name)
    let target = try target()
    var found: [TickFormatter] = []
    for (axis, place) in [("x", \SubplotOptions.x), ("y", \.y)] {
      let keyword = attributes[axis + "formatter"] == nil ? "formatter" : axis + "formatter"
      guard let value = attributes[keyword], attributes.isGeneral(keyword), !value.isNothing else { continue }
      let isWord = attributes.name(value) != nil
      guard isWord || reader.isFunction(value) else {
        throw attributes.problem(keyword, value, expected: "a function, or one of :auto, :plain, :scientific, :percent")
      }
      for index in figure.subplots.indices where target == nil || target == index {
        if !isWord, figure.subplots[index].series.contains(where: { $0 is any SpaceSeries }) {
          throw RuntimeError.argument(
            "`\(keyword)` is a function, and the plot is one in space", hint: "there it is one of :plain, :scientific, :percent")
        }
        found.append(TickFormatter(part: .subplot(index), axis: place, function: isWord ? nil : value))
      }
    }
    return found
  }
}
