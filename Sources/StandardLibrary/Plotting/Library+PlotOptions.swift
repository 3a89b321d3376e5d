// Functions that change one thing about a plot: titles, labels, limits, ticks, texts.

import Engine
import Graphics

extension Library {
  mutating func addPlotOptions() {
    for (name, keyword, what, example) in [
      ("title!", "title", "the title", "title!(\"Growth\")"),
      ("xlabel!", "xlabel", "the label of the x axis", "xlabel!(\"time\")"),
      ("ylabel!", "ylabel", "the label of the y axis", "ylabel!(\"value\")"),
      ("zlabel!", "zlabel", "the label of the z axis of a plot in space", "zlabel!(\"height\")"),
      ("xlims!", "xlims", "the ends of the x axis", "xlims!(0, 5)"),
      ("ylims!", "ylims", "the ends of the y axis", "ylims!(0, 10)"),
      ("zlims!", "zlims", "the ends of the z axis of a plot in space", "zlims!(0, 10)"),
      ("xticks!", "xticks", "the ticks of the x axis, with their labels", "xticks!([1, 3], [\"one\", \"three\"])"),
      ("yticks!", "yticks", "the ticks of the y axis, with their labels", "yticks!([0, 5, 10])"),
      ("zticks!", "zticks", "the ticks of the z axis of a plot in space", "zticks!([0, 5, 10])"),
      ("xflip!", "xflip", "the direction of the x axis", "xflip!(true)"),
      ("yflip!", "yflip", "the direction of the y axis", "yflip!(true)"),
    ] {
      add(
        "\(name)([plot,] value)", "Sets \(what) of the current plot, or of `plot`.", arity: Arity(0...3),
        keywords: PlotKeywords.all, example: "p = plot([1, 4, 9]);\n\(example);\ntypeof(p)  # => Plot"
      ) { call in
        try PlotFunction.change(call) { plot, arguments, attributes, name in
          var attributes = attributes
          switch arguments.count {
          case 1: attributes[keyword] = arguments[0]
          case 2 where keyword.hasSuffix("lims") || keyword.hasSuffix("ticks"):
            attributes[keyword] = attributes.machine.heap.tuple(arguments)
          case 0 where keyword.hasSuffix("flip"): attributes[keyword] = Value(true)
          default: throw attributes.machine.noMethod(name, arguments, hint: "it takes one value")
          }
          var builder = PlotBuilder(attributes: attributes, name: name, figure: plot.figure)
          try builder.draw([], as: .series(.path))
          try plot.take(builder)
        }
      }
    }
    addAnnotations()
    add(
      "current()", "The plot that this cell made last.", arity: 0,
      example: "plot([1, 2]);\ntypeof(current())  # => Plot"
    ) { call in try PlotFunction.current(call.machine, for: "current") }
    add(
      "cgrad(name; rev)", "A colour scale by name, for `color` of heat maps and contours; `rev = true` turns it round.",
      arity: 1, keywords: ["rev"], example: "cgrad(:viridis, rev = true)  # => :viridis_r"
    ) { call in
      guard let name = call[0].symbol?.name ?? call[0].string else { throw call.noMethod() }
      let full = try call.flag("rev") ? (name.hasSuffix("_r") ? String(name.dropLast(2)) : name + "_r") : name
      guard ColorMap(named: full) != nil else {
        throw RuntimeError.argument(
          "there is no colour scale :\(name)",
          hint: Suggestions.nearest(to: name, among: ColorMap.names).map { "did you mean :\($0)?" }
            ?? "there are " + ColorMap.names.map { ":" + $0 }.joined(separator: ", "))
      }
      return Value(Symbol(full))
    }
  }

  private mutating func addAnnotations() {
    add(
      "annotate!([plot,] (x, y, text))",
      """
      Writes texts at places of the plot: `(x, y, "text")`, several of those or a vector of them, or `x, y, text`. In plots in \
      space places have three coordinates: `(x, y, z, "text")` or `x, y, z, text`.
      """,
      arity: Arity(atLeast: 0), keywords: PlotKeywords.all,
      example: "p = plot([1, 4, 9]);\nannotate!((2, 4, \"here\"), (3, 9, \"there\"));\ntypeof(p)  # => Plot"
    ) { call in
      try PlotFunction.change(call) { plot, arguments, attributes, name in
        var texts: [Annotation] = []
        if arguments.count >= 3, arguments[0].tag != .tuple {
          texts = try attributes.annotations(arguments)
        } else {
          for argument in arguments { texts += try attributes.annotations(argument) }
        }
        var builder = PlotBuilder(attributes: attributes, name: name, figure: plot.figure)
        try builder.draw([], as: .series(.path))
        let target = try builder.target() ?? 0
        builder.figure.subplots[target].options.annotations += texts
        try plot.take(builder)
      }
    }
    add(
      "text(string, looks...; rotation)",
      "A text for `annotate!` with its looks: a size in pixels, a colour, `:left`, `:center` or `:right`.",
      arity: Arity(atLeast: 1), keywords: ["rotation"],
      example: "p = plot([1, 4, 9]);\nannotate!((2, 4, text(\"here\", 12, :red, :left)));\ntypeof(p)  # => Plot"
    ) { call in
      let attributes = PlotAttributes(call)
      let text = try attributes.styledText(call[0], looks: Array(call.values.dropFirst()))
      if let rotation = try call.double(keyword: "rotation") { text.rotation = rotation }
      return call.heap.adopt(text)
    }
  }
}
