// Polygons that are given by their corners, in the plane and in space.

import Engine
import Graphics

extension PlotFunction {
  static let shapes: [PlotFunction] = [
    PlotFunction(
      "shape", arguments: "x, y | shapes…; label, color, fillalpha, …",
      help: """
        Draws polygons: one through the points (x, y), or each `Shape` that is given. NaN among the points begins another one. \
        `plot(Shape(x, y))` and `seriestype = :shape` do the same.
        """, example: "shape([0, 1, 1], [0, 0, 1], color = :steelblue, fillalpha = 0.5);"
    ) { builder, arguments in try builder.drawShapes(arguments) },
    PlotFunction(
      "mesh3d", arguments: "x, y, z; connections, color, camera, …",
      help: """
        Draws triangles in space. `connections = (i, j, k)` holds three lists with the numbers of the corners of each triangle, \
        or a matrix with a row for each.
        """,
      example: "mesh3d([0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], connections = [1 2 4; 1 3 4; 2 3 4]);", keywords: ["connections"]
    ) { builder, arguments in try builder.drawMesh(arguments) },
  ]
}

extension PlotBuilder {
  mutating func drawShapes(_ arguments: [Value]) throws {
    let reader = try reader()
    var outlines: [Polyline] = []
    if let shapes = try shapes(arguments) {
      outlines = shapes.flatMap(\.outlines)
    } else {
      guard arguments.count == 2 else { throw mismatch(arguments, takes: "the corners of a polygon, x and y, or shapes: Shape(x, y)") }
      outlines = try ShapeObject(x: try reader.numbers(arguments[0]), y: try reader.numbers(arguments[1])).outlines
    }
    let style = try attributes.style()
    try place([
      try checked {
        try ShapeSeries(
          outlines, kind: "shape", noun: outlines.count == 1 ? "polygon" : "\(outlines.count) polygons",
          fillOpacity: style.fillAlpha ?? style.alpha ?? 0.5, style: style)
      }
    ])
  }

  /// The shapes among the arguments, if they hold nothing else.
  func shapes(_ arguments: [Value]) throws -> [ShapeObject]? {
    var values = arguments
    if values.count == 1, values[0].tag == .array, let elements = try machine.elements(values[0]) { values = elements }
    let shapes = values.compactMap { $0.host as? ShapeObject }
    return !shapes.isEmpty && shapes.count == values.count ? shapes : nil
  }

  fileprivate mutating func drawMesh(_ arguments: [Value]) throws {
    guard arguments.count == 3, let connections = attributes["connections"] else {
      throw mismatch(arguments, takes: "three lists of coordinates, and `connections`: three lists of numbers of points")
    }
    let reader = try reader()
    let points = try arguments.map { try reader.numbers($0) }
    var corners: [[Double]] = []
    if connections.array?.rank == 2, let shape = connections.array?.shape, shape[1] == 3 {
      let numbers = try attributes.numbers("connections", connections)
      corners = (0..<3).map { Array(numbers[($0 * shape[0])..<(($0 + 1) * shape[0])]) }
    } else if let lists = try machine.elements(connections), lists.count == 3 {
      corners = try lists.map { try attributes.numbers("connections", $0) }
    }
    guard corners.count == 3, Set(corners.map(\.count)).count == 1 else {
      throw attributes.problem("connections", connections, expected: "three lists of equal length, or a matrix of three columns")
    }
    let triangles = try corners[0].indices.map { index in
      try corners.map { list -> Int in
        guard let number = Int(exactly: list[index]), number >= 1 else {
          throw attributes.problem("connections", connections, expected: "numbers of points, counted from 1")
        }
        return number - 1
      }
    }
    let style = try attributes.style()
    let colorMap = attributes.colorMap("color", "fillcolor")
    try place([try checked { try MeshSeries(x: points[0], y: points[1], z: points[2], triangles: triangles, colorMap: colorMap, style: style) }])
  }
}

/// What `Shape` gives: polygons by their corners.
final class ShapeObject: HostObject {
  let outlines: [Polyline]

  /// NaN ends a polygon.
  init(x: [Double], y: [Double]) throws {
    guard x.count == y.count else {
      throw RuntimeError.dimensionMismatch("x has \(x.count) values but y has \(y.count)")
    }
    var outlines: [Polyline] = []
    var corners: [Point] = []
    for (x, y) in zip(x, y) {
      if x.isFinite, y.isFinite {
        corners.append(Point(x, y))
      } else if !corners.isEmpty {
        outlines.append(Polyline(corners, closed: true))
        corners = []
      }
    }
    if !corners.isEmpty { outlines.append(Polyline(corners, closed: true)) }
    self.outlines = outlines
    super.init()
  }

  override var type: DataType { .named("Shape") }
  override func text(_ machine: Machine) -> String {
    let count = outlines.reduce(0) { $0 + $1.points.count }
    return "Shape of \(count) \(count == 1 ? "corner" : "corners")"
  }
}

extension Library {
  mutating func addShapes() {
    add(
      "Shape(x, y)", "A polygon by its corners, for `plot`: `plot(Shape([0, 1, 1], [0, 0, 1]))`. So is `Shape([(0, 0), (1, 0), (1, 1)])`.",
      arity: Arity(1...2), example: "typeof(plot(Shape([0, 1, 1], [0, 0, 1])))  # => Plot"
    ) { call in
      let attributes = PlotAttributes(call)
      if call.count == 2 {
        guard let x = try attributes.numbers(call[0]), let y = try attributes.numbers(call[1]) else { throw call.noMethod() }
        return call.heap.adopt(try ShapeObject(x: x, y: y))
      }
      guard let points = try call.machine.elements(call[0]) else { throw call.noMethod() }
      let pairs = try points.map { point -> [Double] in
        guard let pair = try attributes.numbers(point), pair.count == 2 else { throw call.noMethod() }
        return pair
      }
      return call.heap.adopt(try ShapeObject(x: pairs.map { $0[0] }, y: pairs.map { $0[1] }))
    }
    add(
      "palette(name, n)", "The colours of a palette, or `n` colours of a colour map, as hexadecimal texts.", arity: Arity(1...2),
      example: "palette(:okabe_ito)[1]  # => \"#0072b2\""
    ) { call in
      let attributes = PlotAttributes(call)
      let name = attributes.name(call[0]) ?? ""
      let count = call.count == 2 ? try call.int(1) : nil
      if let count { guard (1...1000).contains(count) else { throw RuntimeError.argument("a palette has 1 to 1000 colours, not \(count)") } }
      var colors: [RGB] = []
      if let palette = Palette(named: name) {
        colors = (0..<(count ?? palette.colors.count)).map { palette.colors[$0 % palette.colors.count] }
      } else if let map = ColorMap(named: name) {
        let count = count ?? 8
        colors = (0..<count).map { map.color(at: count == 1 ? 0 : Double($0) / Double(count - 1)) }
      } else {
        throw RuntimeError.argument("there is no palette or colour map \(name)", hint: "palettes are \(Palette.names.joined(separator: ", "))")
      }
      return call.heap.array(of: .string, colors.map { call.heap.string($0.hexadecimal) })
    }
  }
}
