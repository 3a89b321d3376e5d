// Charts in three dimensions, and polar ones.

extension PlotFunction {
  static let space: [PlotFunction] = []
}
