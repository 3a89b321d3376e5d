// Charts of the plane: fields, regions, boundaries, linear maps, vectors, tangents, ellipses.

extension PlotFunction {
  static let plane: [PlotFunction] = fields + linearMaps + curves + matrices
}
