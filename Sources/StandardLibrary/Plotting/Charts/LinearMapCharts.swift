// Charts of linear algebra in the plane: vectors, maps, eigenvectors.

import Engine
import Graphics

extension PlotFunction {
  static let linearMaps: [PlotFunction] = [
    PlotFunction(
      "vector", arguments: "v | origin, v | [v, w, …]; label, …",
      help: """
        Draws vectors as arrows from the origin or from `origin`; a list of vectors, or the columns of a matrix with two rows, \
        gives several. `label` stands beside the tip and may hold TeX; several vectors take a list of labels.
        """, example: "vector([2, 1], label = \"\\$v\\$\", aspect_ratio = :equal);"
    ) { builder, arguments in
      let series = try builder.vectors(arguments)
      var subplot = Subplot([series])
      subplot.options.frameStyle = .zerolines
      subplot.options.aspectRatio = .equal
      try builder.place(subplot)
    },
    PlotFunction(
      "arrow", arguments: "from, to; label, …",
      help: "Draws an arrow from one point to another with a text at its beginning, to point at something.",
      example: "arrow((1, 1), (0, 0), label = \"minimum\");"
    ) { builder, arguments in
      let reader = try builder.reader()
      guard arguments.count == 2, let start = try reader.pair(arguments[0]), let end = try reader.pair(arguments[1]) else {
        throw builder.mismatch(arguments, takes: "two points: arrow!((1, 2), (0, 0))")
      }
      var style = try builder.attributes.style()
      let text = style.label ?? ""
      style.label = ""
      style.color = style.color ?? .role(.ink)
      style.lineWidth = style.lineWidth ?? 1.25
      let look = style
      try builder.place(
        together: try checked {
          var series = try VectorSeries(
            x: [start.0], y: [start.1], u: [end.0 - start.0], v: [end.1 - start.1], labels: [text], style: look)
          series.labelsTails = true
          return [series]
        })
    },
    PlotFunction(
      "transformgrid", arguments: "A | f, xs, ys; …",
      help: """
        Draws what a 2×2 matrix does to the plane: the grid and its image, the unit square and its image, the images of the \
        basis vectors. For a function f(x, y) = (u, v) it draws the image of a grid over a rectangle, with `lines` lines each way.
        """, example: "transformgrid([2 1; 0 1]);", keywords: ["lines"]
    ) { builder, arguments in
      let reader = try builder.reader()
      let style = try builder.attributes.style()
      if arguments.count == 1, let matrix = try reader.matrix2(arguments[0]) {
        try builder.place(try checked { try Subplot.transformedGrid(matrix, style: style) })
        return
      }
      guard arguments.count == 1 || arguments.count == 3, reader.isFunction(arguments[0]) else {
        throw builder.mismatch(arguments, takes: "a 2×2 matrix, or a function (x, y) -> (u, v) and where: (-1, 1), (-1, 1)")
      }
      let x = arguments.count == 3 ? try reader.interval("x", arguments[1]) : Graphics.Limits(-2, 2)
      let y = arguments.count == 3 ? try reader.interval("y", arguments[2]) : Graphics.Limits(-2, 2)
      let lines = try builder.attributes.count("lines", 2...101) ?? 17
      let map = reader.vectorFunction(arguments[0])
      try builder.place(try checked { try Subplot.transformedGrid(x: x, y: y, lines: lines, style: style, map) })
    },
    PlotFunction(
      "eigenplot", arguments: "A; …",
      help: """
        Draws the unit circle and its image under a 2×2 matrix, the eigenvectors `v` and what becomes of them, `A v`. Where the \
        eigenvalues are complex it says so.
        """, example: "eigenplot([2 1; 1 2]);"
    ) { builder, arguments in
      guard arguments.count == 1, let matrix = try builder.reader().matrix2(arguments[0]) else {
        throw builder.mismatch(arguments, takes: "a real 2×2 matrix")
      }
      let style = try builder.attributes.style()
      try builder.place(try checked { try Subplot.eigenvectors(of: matrix, style: style) })
    },
  ]
}

extension PlotBuilder {
  /// The arrows of `vector`.
  fileprivate func vectors(_ arguments: [Value]) throws -> any Series {
    let reader = try reader()
    func several(_ value: Value) throws -> [(Double, Double)]? {
      if let one = try reader.pair(value) { return [one] }
      if let matrix = try reader.matrix(value) {
        guard matrix.rows == 2 else { return nil }
        return (0..<matrix.columns).map { (matrix.values[$0], matrix.values[matrix.columns + $0]) }
      }
      return try reader.planePoints(value).map { Array(zip($0.x, $0.y)) }
    }
    guard (1...2).contains(arguments.count), let vectors = try several(arguments[arguments.count - 1]),
      var origins = arguments.count == 2 ? try several(arguments[0]) : [(0, 0)]
    else {
      throw mismatch(arguments, takes: "vectors of two numbers: \(name)([2, 1]), \(name)(origin, [2, 1]), or a list of vectors")
    }
    if origins.count == 1, let origin = origins.first { origins = vectors.map { _ in origin } }
    guard origins.count == vectors.count else {
      throw RuntimeError.dimensionMismatch("there are \(vectors.count) vectors and \(origins.count) origins")
    }
    var labels: [String] = []
    if let value = attributes["label"] {
      if let texts = try attributes.texts(value) {
        labels = texts
      } else if let text = try attributes.label(value), !text.isEmpty {
        labels = vectors.indices.map { $0 == 0 ? text : "" }
      }
    }
    var style = try attributes.style()
    style.label = ""
    let look = style
    return try checked {
      var series = try VectorSeries(
        x: origins.map { $0.0 }, y: origins.map { $0.1 }, u: vectors.map { $0.0 }, v: vectors.map { $0.1 }, labels: labels,
        style: look)
      series.usesPalette = vectors.count > 1
      return series
    }
  }
}
