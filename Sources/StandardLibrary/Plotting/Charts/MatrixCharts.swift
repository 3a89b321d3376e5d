// Charts of matrices: patterns of entries, confusion matrices, images.

import Engine
import Graphics

extension PlotFunction {
  static let matrices: [PlotFunction] = [
    PlotFunction(
      "spy", arguments: "M; …", help: "Draws where a matrix has entries other than zero, the first row on top.",
      example: "spy([1 0 2; 0 3 0; 0 0 4]);"
    ) { builder, arguments in
      guard arguments.count == 1, let matrix = try builder.reader().matrix(arguments[0]) else {
        throw builder.mismatch(arguments, takes: "a matrix of real numbers")
      }
      let style = try builder.attributes.style()
      try builder.place(
        try checked {
          .pattern(try SpySeries(rows: matrix.rows, columns: matrix.columns, values: matrix.values, style: style))
        })
    },
    PlotFunction(
      "confusionmatrix", arguments: "M | truth, predicted; names, normalize, digits, …",
      help: """
        Draws how often each class, a row, was taken for each class, a column: from counts, or from two lists of labels. \
        `normalize` is `true` for shares of each row, the true classes, `:pred` of each column, `:all` of everything.
        """, example: "confusionmatrix([\"a\", \"b\", \"b\"], [\"a\", \"b\", \"a\"], normalize = true);", keywords: ["names"],
      isAddable: false
    ) { builder, arguments in
      let matrix = try builder.confusion(arguments)
      let attributes = builder.attributes
      let normalization: ConfusionMatrix.Normalization =
        attributes["normalize"]?.boolean == true ? .true
        : attributes.isOff("normalize") ? .none : try attributes.choice("normalize") ?? .none
      let digits = try attributes.count("digits", 0...10)
      let map = attributes.colorMap("color")
      try builder.place(
        try checked { try .confusion(matrix, normalization: normalization, colorMap: map, digits: digits) })
    },
    PlotFunction(
      "image", arguments: "M; …",
      help: """
        Draws a matrix of grey values from 0, black, to 1, white, or an array of n×m×3 numbers from 0 to 1 for red, green and \
        blue, with the first row on top.
        """, example: "image([0 0.5; 1 0.2]);", isAddable: false
    ) { builder, arguments in
      let reader = try builder.reader()
      guard arguments.count == 1, let array = arguments[0].array,
        array.rank == 2 || (array.rank == 3 && array.shape[2] == 3)
      else {
        throw builder.mismatch(arguments, takes: "a matrix of grey values, or an array of rows × columns × 3 colours")
      }
      let (rows, columns) = (array.shape[0], array.shape[1])
      let channels = array.rank == 2 ? 1 : 3
      let source = try reader.numbers(arguments[0])
      var values: [Double] = []
      values.reserveCapacity(source.count)
      for row in 0..<rows {
        for column in 0..<columns {
          for channel in 0..<channels { values.append(source[(channel * columns + column) * rows + row]) }
        }
      }
      try builder.place(
        try checked {
          .image(
            channels == 1
              ? try ImageSeries(rows: rows, columns: columns, grey: values)
              : try ImageSeries(rows: rows, columns: columns, colors: values))
        })
    },
  ]
}

extension PlotBuilder {
  /// The counts of `confusionmatrix`.
  fileprivate func confusion(_ arguments: [Value]) throws -> ConfusionMatrix {
    let reader = try reader()
    let names = try names()
    if arguments.count == 1, let matrix = try reader.matrix(arguments[0]) {
      guard matrix.rows == matrix.columns else {
        throw RuntimeError.dimensionMismatch("a confusion matrix is square, and this is \(matrix.rows)×\(matrix.columns)")
      }
      return try checked {
        try ConfusionMatrix(counts: matrix.values, labels: names.isEmpty ? (0..<matrix.rows).map { "\($0 + 1)" } : names)
      }
    }
    guard arguments.count == 2, let truth = try machine.elements(arguments[0]),
      let predicted = try machine.elements(arguments[1])
    else {
      throw mismatch(arguments, takes: "a square matrix of counts, or the true and the predicted classes")
    }
    let classes = try ClassIndex(of: (truth + predicted).map { try label($0) })
    func indices(_ values: [Value]) throws -> [Int] {
      try values.map { value in
        guard let index = classes.index(try label(value)) else {
          throw RuntimeError.argument("\(name) counts classes, and one of them is missing")
        }
        return index
      }
    }
    return try checked {
      try ConfusionMatrix(
        truth: try indices(truth), predicted: try indices(predicted), labels: names.isEmpty ? classes.texts : names)
    }
  }
}
