// Charts of models and graphs: scores, learning curves, trees, networks.

extension PlotFunction {
  static let models: [PlotFunction] = scores + components + diagrams + graphs + observations
}
