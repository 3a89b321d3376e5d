// The plotting functions, under the names of Plots.jl and StatsPlots.

import Engine
import Graphics

extension Library {
  /// `plot`, `plot!` and the functions for one kind of series each.
  mutating func addPlotting() {
    for entry in PlotFunction.all {
      add(
        "\(entry.name)(\(entry.arguments))", entry.help, arity: Arity(atLeast: 0), keywords: PlotKeywords.all + entry.keywords,
        example: entry.example
      ) { call in try entry.draw(call) }
      guard entry.isAddable else { continue }
      add(
        "\(entry.name)!([plot,] \(entry.arguments))", "Adds to the current plot, or to `plot`: see `\(entry.name)`.",
        arity: Arity(atLeast: 0), keywords: PlotKeywords.all + entry.keywords,
        example: "p = plot([1, 4, 9]);\n\(entry.example.replacingName(entry.name))\ntypeof(p)  # => Plot"
      ) { call in try entry.change(call) }
    }
    addPlotOptions()
    addPlotParts()
    addLayouts()
    addAnimations()
    addSaving()
    addShapes()
  }
}

extension String {
  /// `scatter(…)` as `scatter!(…)`.
  fileprivate func replacingName(_ name: String) -> String {
    hasPrefix(name + "(") ? name + "!" + dropFirst(name.count) : self
  }
}
