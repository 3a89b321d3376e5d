// `fig-width` and `fig-height`: the figures of a cell in the size that its options ask for.

import Engine
import Syntax

extension NotebookRun {
  /// Draws the figures of cells that give a size again. That a figure cannot have it is a finding about the option.
  mutating func resizeFigures() {
    for cell in notebook.cells {
      let (width, height) = (cell.options.figureWidth, cell.options.figureHeight)
      if width == nil, height == nil { continue }
      for (index, output) in cells[cell.index].outputs.enumerated() {
        guard case .value(var value) = output, let figure = value.faces.figure else { continue }
        do {
          value.faces.figure = try figure.resized(width, height)
          cells[cell.index].outputs[index] = .value(value)
        } catch {
          let option = width == nil ? "fig-height" : "fig-width"
          let message = (error as? RuntimeError)?.message ?? "\(error)"
          problems.append(
            Diagnostic(
              .error, "figure-size", "the figure cannot have this size: \(message)",
              at: cell.options.span(of: option) ?? cell.fenceSpan, hint: "a length without a unit counts inches, as in Quarto"))
        }
      }
    }
    problems.sort { $0.span.start < $1.span.start }
  }
}
