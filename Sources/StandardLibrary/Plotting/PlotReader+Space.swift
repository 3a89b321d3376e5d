// Points and surfaces in space as arguments of a plot.

import Engine
import Graphics

extension PlotReader {
  /// Whether the arguments of `plot` or `scatter` are points in space: three lists, or three functions with the range of
  /// their parameter.
  func isSpatial(_ arguments: [Value]) -> Bool {
    guard arguments.count >= 3 else { return false }
    let first = arguments.prefix(3)
    if first.allSatisfy({ isFunction($0) }) { return arguments.count >= 4 }
    return arguments.count == 3 && first.allSatisfy { isList($0) }
  }

  private func isList(_ value: Value) -> Bool { value.isArray || value.range != nil }

  /// The points of `(x, y, z)`, `(fx, fy, fz, t)` or `(fx, fy, fz, a, b)`.
  func space(_ arguments: [Value]) throws -> (x: [Double], y: [Double], z: [Double]) {
    guard arguments.count >= 3 else { throw spatialMismatch(arguments) }
    if arguments.prefix(3).allSatisfy({ isFunction($0) }) {
      let functions = arguments.prefix(3).map { callable($0) }
      switch arguments.count {
      case 4 where isList(arguments[3]):
        let t = try numbers(arguments[3])
        func values(_ index: Int) throws -> [Double] { try t.map { try functions[index]([$0]) } }
        return (try values(0), try values(1), try values(2))
      case 4, 5:
        let range: (Double?, Double?) =
          arguments.count == 5 ? (arguments[3].asDouble, arguments[4].asDouble) : try attributes.pair("t", arguments[3])
        guard let lower = range.0, let upper = range.1, lower.isFinite, upper.isFinite, lower < upper else {
          throw RuntimeError.argument(
            "the parameter's range is not an interval", hint: "write \(name)(fx, fy, fz, a, b) with numbers a < b")
        }
        let curve = try AdaptiveSampler().sample(
          lower...upper, x: { try functions[0]([$0]) }, y: { try functions[1]([$0]) }, z: { try functions[2]([$0]) })
        return (curve.x, curve.y, curve.z)
      default: throw spatialMismatch(arguments)
      }
    }
    guard arguments.count == 3 else { throw spatialMismatch(arguments) }
    if isFunction(arguments[2]) {
      let height = callable(arguments[2])
      let (x, y) = try coordinates(arguments[0], arguments[1])
      return (x, y, try zip(x, y).map { try height([$0, $1]) })
    }
    let (x, y, z) = (try numbers(arguments[0]), try numbers(arguments[1]), try numbers(arguments[2]))
    guard x.count == y.count, x.count == z.count else {
      throw RuntimeError.dimensionMismatch(
        "x has \(x.count) values, y has \(y.count) and z has \(z.count)",
        hint: z.count == x.count * y.count ? "values over a grid are drawn by surface(x, y, z)" : nil)
    }
    return (x, y, z)
  }

  private func spatialMismatch(_ arguments: [Value]) -> RuntimeError {
    machine.noMethod(name, arguments, hint: "it takes (x, y, z), (fx, fy, fz, a, b) or (fx, fy, fz, t)")
  }

  /// The surface of `(z)`, `(x, y, z)`, `(x, y, f)`, of three matrices, or of three functions of two parameters.
  func mesh(_ arguments: [Value]) throws -> SpaceMesh {
    if arguments.count == 5, arguments.prefix(3).allSatisfy({ isFunction($0) }) {
      let functions = arguments.prefix(3).map { callable($0) }
      let (u, v) = (try numbers(arguments[3]), try numbers(arguments[4]))
      return try checked {
        try SpaceMesh(
          u: u, v: v, x: { try functions[0]([$0, $1]) }, y: { try functions[1]([$0, $1]) },
          z: { try functions[2]([$0, $1]) })
      }
    }
    let matrices = arguments.compactMap { $0.array }.filter { $0.rank == 2 }
    if arguments.count == 3, matrices.count == 3 {
      guard matrices[0].shape == matrices[2].shape, matrices[1].shape == matrices[2].shape else {
        throw RuntimeError.dimensionMismatch("the three matrices of \(name) have different sizes")
      }
      let (x, y, z) = (try numbers(arguments[0]), try numbers(arguments[1]), try numbers(arguments[2]))
      // By columns, as the numbers come: which way the rows run makes no difference to the surface.
      return try checked {
        try SpaceMesh(rows: matrices[2].shape[1], columns: matrices[2].shape[0], x: x, y: y, z: z)
      }
    }
    guard arguments.count == 1 || arguments.count == 3, !arguments.prefix(2).contains(where: { isFunction($0) }) else {
      throw machine.noMethod(
        name, arguments, hint: "it takes a matrix, (x, y, matrix), (x, y, f) or (fx, fy, fz, u, v)")
    }
    return SpaceMesh(try grid(arguments).grid)
  }
}
