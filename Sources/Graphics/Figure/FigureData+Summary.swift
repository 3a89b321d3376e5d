// The data as they stay in a picture: few enough to weigh nothing, enough to tell whether another picture shows the same.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FigureData {
  /// Columns of more values are told by so many of them, evenly spaced; by fewer where there are many columns.
  private static let samples = 4...32
  /// About so many values are told in all.
  private static let valueCount = 2000
  private static let digits = 6

  /// How far two summaries of the same data may differ, relative to the magnitude of a column: half a unit of the last digit,
  /// twice over.
  public static let summaryTolerance = 2e-5

  /// The data with numbers of six digits, and long columns as samples with their count and their mean.
  public var summary: FigureData {
    var result = self
    let columns = plots.reduce(0) { $0 + $1.series.reduce(0) { $0 + $1.columns.count } }
    let count = max(FigureData.samples.lowerBound, min(FigureData.samples.upperBound, FigureData.valueCount / max(1, columns)))
    for index in result.plots.indices {
      for (axis, path) in [(\Plot.x.lower, \Plot.x.upper), (\Plot.y.lower, \Plot.y.upper)] {
        result.plots[index][keyPath: axis] = FigureData.rounded(result.plots[index][keyPath: axis])
        result.plots[index][keyPath: path] = FigureData.rounded(result.plots[index][keyPath: path])
      }
      for series in result.plots[index].series.indices {
        result.plots[index].series[series].columns = result.plots[index].series[series].columns.flatMap {
          FigureData.summary(of: $0, count)
        }
      }
    }
    return result
  }

  private static func summary(of column: DataColumn, _ sampleCount: Int) -> [DataColumn] {
    let values = column.values
    guard values.count > sampleCount else { return [DataColumn(column.name, values.map(rounded))] }
    let samples = (0..<sampleCount).map { rounded(values[$0 * (values.count - 1) / (sampleCount - 1)]) }
    var sum = 0.0
    var count = 0
    for value in values where value.isFinite {
      sum += value
      count += 1
    }
    return [
      DataColumn(column.name, samples),
      DataColumn(column.name + " count and mean", [Double(values.count), count > 0 ? rounded(sum / Double(count)) : .nan]),
    ]
  }

  /// The nearest number of six significant digits.
  private static func rounded(_ value: Double) -> Double {
    guard value.isFinite, value != 0 else { return value }
    let exponent = NumberLabel.decimalExponent(value) - digits + 1
    // In two steps, as the power may be beyond the doubles.
    let half = exponent / 2
    let mantissa = (value / pow(10, Double(half)) / pow(10, Double(exponent - half))).rounded()
    return Double("\(Int(mantissa))e\(exponent)") ?? value
  }
}

extension FigureData {
  private static let opening = "<metadata>"
  private static let closing = "</metadata>"

  /// The summary that a picture carries, `nil` where it has none.
  public init?(svg: String) {
    guard let start = svg.firstRange(of: FigureData.opening),
      let end = svg[start.upperBound...].firstRange(of: FigureData.closing)
    else { return nil }
    let text = String(svg[start.upperBound..<end.lowerBound])
    self.init(text: text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&"))
  }
}
