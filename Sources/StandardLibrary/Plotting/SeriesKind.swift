// What a series draws, by Plots.jl's names.

/// The kinds of series (`seriestype`).
enum SeriesKind: String, CaseIterable {
  case path, scatter, bar, barh, groupedbar, histogram, stephist, density, sticks
  case steppre, stepmid, steppost
  case hline, vline, hspan, vspan, abline
  case contour, contourf, heatmap, quiver, area

  /// A name of Plots.jl.
  init?(named name: String) {
    switch name {
    case "line", "auto": self = .path
    case "step": self = .steppost
    case "stem": self = .sticks
    case "hist": self = .histogram
    case "areaplot": self = .area
    default: self.init(rawValue: name)
    }
  }
}
