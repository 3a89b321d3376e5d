// Charts of functions of the plane: streamlines, implicit curves, regions, classifiers.

import Engine
import Graphics

extension PlotFunction {
  static let fields: [PlotFunction] = [
    PlotFunction(
      "streamplot", arguments: "f, xs, ys | x, y, u, v; density, color, …",
      help: """
        Draws curves along the field f(x, y) = (u, v), or along one given by matrices `u` and `v` with a row for each `y` and \
        a column for each `x`. `density` is 1 for evenly spaced lines as usual, 2 for twice as many; `color = :viridis` shows \
        the speed.
        """, example: "streamplot((x, y) -> (y, -x), (-2, 2), (-2, 2), density = 0.5);", keywords: ["density"]
    ) { builder, arguments in
      let series = try builder.streams(arguments)
      try builder.place(together: [series])
    },
    PlotFunction(
      "implicitplot", arguments: "f, xs, ys; fill, …",
      help: """
        Draws the curves f(x, y) = 0 over a rectangle, all their pieces; `fill = true` draws the region where `f` is positive. \
        Poles and jumps of `f` are no zeros.
        """, example: "implicitplot((x, y) -> x^2 + y^2 - 1, (-2, 2), (-2, 2), aspect_ratio = :equal);"
    ) { builder, arguments in
      let series = try builder.region(arguments, isFilled: builder.attributes.flag("fill") ?? false)
      try builder.place(together: [series])
    },
    PlotFunction(
      "regionplot", arguments: "f, xs, ys; …",
      help: "Draws the region of a rectangle where the condition f(x, y) holds, or the number f(x, y) is positive.",
      example: "regionplot((x, y) -> x + y < 1 && x > y^2, (-1, 2), (-2, 2));"
    ) { builder, arguments in
      let series = try builder.region(arguments, isFilled: true)
      try builder.place(together: [series])
    },
    PlotFunction(
      "decisionboundary", arguments: "model, X, y | model, xs, ys; threshold, levels, resolution, …",
      help: """
        Draws the regions in which a classifier decides for each class, and the points `X`, an n×2 matrix, with their classes \
        `y`. `model` is a function of a vector, or of two numbers, that gives a class; or a number such as a probability, \
        which is shown by shades with a line at `threshold` (0.5, or 0 for scores of both signs) and dashed ones at `levels`.
        """,
      example: "decisionboundary(v -> v[1] + v[2] > 1.5 ? 1 : 0, [0.0 0.0; 1.0 1.0; 2.0 0.5], [0, 1, 1], resolution = 40);",
      keywords: ["threshold", "resolution"]
    ) { builder, arguments in
      let subplot = try builder.decisions(arguments)
      try builder.place(subplot)
    },
  ]
}

extension PlotBuilder {
  /// The streamlines of `streamplot`.
  fileprivate func streams(_ arguments: [Value]) throws -> any Series {
    let reader = try reader()
    var style = try attributes.style()
    let map = attributes.colorMap("color")
    if map != nil { style.color = nil }
    let density = try attributes.number("density") ?? 1
    if arguments.count == 3, reader.isFunction(arguments[0]) {
      let x = try reader.interval("x", arguments[1])
      let y = try reader.interval("y", arguments[2])
      let field = reader.vectorFunction(arguments[0])
      return try checked {
        try StreamSeries(
          x: x, y: y, density: density, aspect: reader.aspect(x, y), colorMap: map, style: style, field)
      }
    }
    guard arguments.count == 4, !arguments.contains(where: { reader.isFunction($0) }) else {
      throw mismatch(arguments, takes: "(f, xs, ys) with f(x, y) = (u, v), or (x, y, u, v) with matrices")
    }
    let u = try reader.grid([arguments[0], arguments[1], arguments[2]]).grid
    let v = try reader.grid([arguments[0], arguments[1], arguments[3]]).grid
    let aspect = reader.aspect(
      try reader.interval("x", arguments[0]), try reader.interval("y", arguments[1]))
    return try checked {
      try StreamSeries(u: u, v: v, density: density, aspect: aspect, colorMap: map, style: style)
    }
  }

  /// The curves or the region of a function of two numbers.
  fileprivate func region(_ arguments: [Value], isFilled: Bool) throws -> any Series {
    let reader = try reader()
    guard arguments.count == 3, reader.isFunction(arguments[0]) else {
      throw mismatch(arguments, takes: "a function and where: \(name)((x, y) -> x^2 + y^2 - 1, (-2, 2), (-2, 2))")
    }
    let x = try reader.interval("x", arguments[1])
    let y = try reader.interval("y", arguments[2])
    let style = try attributes.style()
    let evaluate = reader.callable(arguments[0])
    // A condition has no zeros but holds in a region.
    let mark = machine.heap.mark
    let sample = try? machine.call(arguments[0], [Value(x.lower), Value(y.lower)])
    let isCondition = sample?.boolean != nil
    machine.heap.drain(to: mark)
    return try checked {
      isFilled || isCondition
        ? try RegionSeries(positive: { try evaluate([$0, $1]) }, x: x, y: y, style: style)
        : try RegionSeries(zerosOf: { try evaluate([$0, $1]) }, x: x, y: y, style: style)
    }
  }
}
