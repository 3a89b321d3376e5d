// A plot as a value of the language.

import Engine
import Graphics

/// What `plot` and its like return: a figure that the `!` functions change.
final class PlotObject: HostObject {
  var figure: Figure

  init(_ figure: Figure) {
    self.figure = figure
    super.init()
  }

  override var type: DataType { .named("Plot") }

  override func text(_ machine: Machine) -> String {
    let count = figure.subplots.reduce(0) { $0 + $1.series.count }
    let series = count == 1 ? "1 series" : "\(count) series"
    if figure.subplots.count > 1 { return "Plot with \(figure.subplots.count) subplots and \(series)" }
    return "Plot with \(series)"
  }

  /// The figure is rendered here, so that what cannot be drawn is an error of the block that shows it.
  override func faces(_ machine: Machine) throws -> Faces {
    let figure = figure
    let inline = try checked { try figure.render(.inline) }
    let data = try checked { try figure.data.text }
    return Faces(
      figure: FigureFace(alternativeText: inline.alternativeText, data: data) { form in
        if form == .inline { return inline.svg }
        // Both forms have one layout, so what was drawn once can be drawn again.
        return (try? figure.svg(.standalone)) ?? inline.svg
      })
  }
}

extension Value {
  var plot: PlotObject? { host as? PlotObject }
}

/// Runs a step of drawing; what makes a figure impossible becomes an exception of the language.
func checked<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let error as FigureError {
    switch error {
    case .mismatchedLengths: throw RuntimeError.dimensionMismatch(error.description)
    default: throw RuntimeError.argument(error.description)
    }
  }
}
