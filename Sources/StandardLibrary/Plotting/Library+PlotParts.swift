// Plots over and within plots: a second y axis, insets, lenses.

import Engine
import Graphics

extension Library {
  mutating func addPlotParts() {
    add(
      "twinx([plot])",
      """
      A second y axis at the right of a plot, over the same x axis: what is drawn on it, as in `plot!(twinx(), x, y)`, is \
      measured there. `ylabel`, `ylims`, `yscale` and `yticks` are those of the axis at the right.
      """,
      arity: Arity(0...1),
      example: """
        p = plot([1, 4, 9], label = "a");
        plot!(twinx(p), [100, 50, 0], label = "b", ylabel = "right");
        typeof(p)  # => Plot
        """
    ) { call in
      try PlotFunction.twin(call, .twin(0))
    }
    add(
      "twiny([plot])",
      """
      A second x axis at the top of a plot, over the same y axis: what is drawn on it, as in `plot!(twiny(), x, y)`, is \
      measured there. `xlabel`, `xlims`, `xscale` and `xticks` are those of the axis at the top.
      """,
      arity: Arity(0...1),
      example: """
        p = plot([0, 10, 20], [1, 4, 9], xlabel = "°C");
        plot!(twiny(p), [32, 50, 68], [1, 4, 9], xlabel = "°F");
        typeof(p)  # => Plot
        """
    ) { call in
      try PlotFunction.twin(call, .upperTwin(0))
    }
    add(
      "inset!([plot,] inner; at)",
      """
      Puts the plot `inner` into the plot area of the current plot, or of `plot`. `at = (x, y, width, height)` says where, in \
      parts of the area: (0, 0) is the lower left corner.
      """,
      arity: Arity(1...2), keywords: ["at"],
      example: "p = plot(sin, 0, 10);\ninset!(p, plot(cos, 0, 1), at = (0.6, 0.6, 0.35, 0.35));\ntypeof(p)  # => Plot"
    ) { call in
      let values = call.values
      guard let inner = values.last?.plot, values.allSatisfy({ $0.plot != nil }) else { throw call.noMethod() }
      let outer = values.count > 1 ? values[0] : try PlotFunction.other(than: inner, call.machine, for: "inset!")
      guard let plot = outer.plot, plot !== inner else {
        throw RuntimeError.argument("a plot cannot stand within itself", hint: "write inset!(outer, inner)")
      }
      try PlotFunction.inset(inner.shown(call.machine), in: plot, at: call.keyword("at"), PlotAttributes(call))
      call.machine.remember(outer, as: "plot")
      return outer
    }
    add(
      "lens!([plot,] x, y; at)",
      """
      Shows a part of the current plot, or of `plot`, enlarged: where x and y lie between the two ends that are given. \
      `at = (x, y, width, height)` says where the enlarged part stands, in parts of the plot area.
      """,
      arity: Arity(2...3), keywords: ["at"],
      example: """
        p = plot(x -> sin(1 / x), 0.05, 1);
        lens!(p, [0.1, 0.2], [-1, 1], at = (0.5, 0.1, 0.45, 0.4));
        typeof(p)  # => Plot
        """
    ) { call in
      try PlotFunction.change(call) { plot, arguments, attributes, name in
        guard arguments.count == 2, case (let x0?, let x1?) = try attributes.pair("x", arguments[0]),
          case (let y0?, let y1?) = try attributes.pair("y", arguments[1]), x0 < x1, y0 < y1,
          let original = plot.figure.subplots.last
        else { throw attributes.machine.noMethod(name, arguments, hint: "it takes the ends of x and y: lens!([1, 2], [0, 1])") }
        var part = original
        part.insets = []
        part.options.title = ""
        part.options.legend = LegendPosition.none
        part.options.frameStyle = .box
        (part.options.x.label, part.options.y.label) = ("", "")
        (part.options.x.lower, part.options.x.upper) = (x0, x1)
        (part.options.y.lower, part.options.y.upper) = (y0, y1)
        let source = Rect(minX: x0, minY: y0, maxX: x1, maxY: y1)
        try PlotFunction.inset(Figure([part]), in: plot, at: attributes["at"], enlarging: source, attributes)
      }
    }
  }
}

extension PlotFunction {
  /// The part of a plot, or of the current one, that is measured on a second axis.
  fileprivate static func twin(_ call: borrowing Call, _ part: PlotObject.Part) throws -> Value {
    let value = call.count > 0 ? call[0] : try current(call.machine, for: call.function.name)
    guard let plot = value.plot, !plot.figure.subplots.isEmpty else { throw call.noMethod() }
    return call.heap.adopt(PlotObject(plot, part, heap: call.heap))
  }

  /// The current plot, which another plot that was just made may have become: then the one before it is not known.
  fileprivate static func other(than inner: PlotObject, _ machine: Machine, for name: String) throws -> Value {
    let value = try current(machine, for: name)
    if value.plot === inner {
      throw RuntimeError.argument(
        "`\(name)` does not know which plot the other stands in", hint: "name both: `p = plot(…)`, then `\(name)(p, plot(…))`")
    }
    return value
  }

  fileprivate static func inset(
    _ figure: Figure, in plot: PlotObject, at place: Value?, enlarging source: Rect? = nil, _ attributes: PlotAttributes
  ) throws {
    var numbers = [0.55, 0.55, 0.4, 0.4]
    if let place { numbers = try attributes.numbers("at", place) }
    guard numbers.count == 4, numbers.allSatisfy({ $0 >= 0 && $0 <= 1 }), numbers[2] > 0, numbers[3] > 0,
      numbers[0] + numbers[2] <= 1 + 1e-9, numbers[1] + numbers[3] <= 1 + 1e-9, let last = plot.figure.subplots.indices.last
    else {
      throw RuntimeError.argument(
        "`at` is (x, y, width, height) in parts of the plot area, within 0 and 1", hint: "at = (0.6, 0.1, 0.35, 0.35)")
    }
    let area = Rect(
      x: numbers[0], y: numbers[1], width: min(numbers[2], 1 - numbers[0]), height: min(numbers[3], 1 - numbers[1]))
    plot.figure.subplots[last].insets.append(Inset(figure, at: area, enlarging: source))
  }
}
