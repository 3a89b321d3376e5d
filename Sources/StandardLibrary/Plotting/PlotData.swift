// The points of a series, as the positional arguments of a call give them.

import Graphics

/// The points of one series.
struct PlotData {
  var x: [Double]
  var y: [Double]
  /// How a function was sampled, if one was.
  var curve: SampledCurve?
  /// Names of the positions 1, 2, … on the x axis.
  var categories: [String] = []
  /// Whether x counts days, read from dates.
  var hasDates = false
  /// Which of the points of the call these are; `nil` for all.
  var rows: [Int]?
  /// The name of its group.
  var group: String?
}
