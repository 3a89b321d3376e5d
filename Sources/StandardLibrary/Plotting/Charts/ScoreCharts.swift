// Charts that judge models: ROC, precision and recall, calibration, learning and loss curves, silhouettes.

import Engine
import Graphics

extension PlotFunction {
  static let scores: [PlotFunction] = [
    PlotFunction(
      "roccurve", arguments: "y, scores...; label, …",
      help: """
        Draws receiver operating characteristics: the rates of true and false positives at every threshold, with the area \
        under the curve in the legend. `y` holds two classes, of which the larger value is the positive one; each vector \
        of `scores`, or column of a matrix, is a curve.
        """, example: "roccurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);"
    ) { builder, arguments in
      let (y, scores) = try builder.scores(arguments)
      let styles = try builder.styles(scores.count)
      try builder.draw(try checked { try Recipe.rocCurve(y: y, scores: scores, styles: styles) })
    },
    PlotFunction(
      "prcurve", arguments: "y, scores...; label, …",
      help: """
        Draws precision over recall at every threshold, with the average precision in the legend. The arguments are those of \
        `roccurve`.
        """, example: "prcurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], label = \"model\");"
    ) { builder, arguments in
      let (y, scores) = try builder.scores(arguments)
      let styles = try builder.styles(scores.count)
      try builder.draw(try checked { try Recipe.precisionRecallCurve(y: y, scores: scores, styles: styles) })
    },
    PlotFunction(
      "calibrationplot", arguments: "y, p...; bins, label, …",
      help: """
        Draws how often predicted probabilities come true: the fraction of positives over the mean prediction in `bins` bins \
        of equal width (10), with 95 % intervals (Wilson) and the Brier score in the legend.
        """, example: "calibrationplot([0, 0, 1, 1], [0.1, 0.4, 0.6, 0.9], bins = 2);"
    ) { builder, arguments in
      let (y, probabilities) = try builder.scores(arguments)
      let styles = try builder.styles(probabilities.count)
      let bins = try builder.attributes.integer("bins") ?? 10
      try builder.draw(
        try checked { try Recipe.calibrationPlot(y: y, probabilities: probabilities, bins: bins, styles: styles) })
    },
    PlotFunction(
      "learningcurve", arguments: "sizes, training, validation; label, …",
      help: """
        Draws scores over the size of the training set. Matrices hold a row for each size and a column for each repetition, \
        and are drawn as means with bands of one standard deviation.
        """, example: "learningcurve([10, 50, 100], [1.0 0.98; 0.95 0.96; 0.93 0.94], [0.7 0.8; 0.85 0.83; 0.9 0.89]);"
    ) { builder, arguments in
      guard arguments.count == 3 else {
        throw builder.mismatch(arguments, calledAs: "learningcurve(sizes, training, validation)")
      }
      let reader = try builder.reader()
      let sizes = try reader.numbers(arguments[0])
      let training = try reader.rows(arguments[1])
      let validation = try reader.rows(arguments[2])
      let styles = try builder.styles(2)
      try builder.draw(
        try checked { try Recipe.learningCurve(sizes: sizes, training: training, validation: validation, styles: styles) })
    },
    PlotFunction(
      "losscurve", arguments: "losses...; label, …",
      help: """
        Draws losses over epochs; two vectors are those of training and validation. The axis is logarithmic when all losses \
        are positive and they span two decades (`yscale` overrides that).
        """, example: "losscurve([1.0, 0.3, 0.1, 0.05], [1.1, 0.5, 0.3, 0.31]);"
    ) { builder, arguments in
      let reader = try builder.reader()
      let losses = try arguments.flatMap { try reader.lists($0) }
      let styles = try builder.styles(losses.count)
      try builder.draw(try checked { try Recipe.lossCurve(losses, styles: styles) })
    },
    PlotFunction(
      "silhouetteplot", arguments: "scores, labels",
      help: """
        Draws silhouette coefficients as bars, sorted within the clusters that `labels` name; the dashed line is their mean.
        """, example: "silhouetteplot([0.8, 0.6, 0.7, -0.1], [1, 1, 2, 2]);", isAddable: false
    ) { builder, arguments in
      guard arguments.count == 2 else { throw builder.mismatch(arguments, calledAs: "silhouetteplot(scores, labels)") }
      let reader = try builder.reader()
      let scores = try reader.numbers(arguments[0])
      let order = try reader.grouping(by: arguments[1], "labels", count: scores.count).names
      let labels = try builder.names("labels", arguments[1])
      let style = try builder.unnamedStyle()
      try builder.draw(
        .silhouettePlot(try checked { try SilhouetteSeries(scores: scores, labels: labels, order: order, style: style) }))
    },
  ]
}

extension PlotBuilder {
  /// Classes, and one list of scores for each curve.
  fileprivate func scores(_ arguments: [Value]) throws -> (y: [Double], scores: [[Double]]) {
    guard arguments.count > 1 else { throw mismatch(arguments, calledAs: "\(name)(y, scores)") }
    let reader = try reader()
    return (try reader.numbers(arguments[0]), try arguments.dropFirst().flatMap { try reader.lists($0) })
  }
}
