// Charts of samples: boxes, violins, quantiles, densities in two dimensions, pairs of variables.

extension PlotFunction {
  static let statistics: [PlotFunction] = []
}
