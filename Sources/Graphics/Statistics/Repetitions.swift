/// Mean and standard deviation of repeated measurements.
struct Repetitions {
  let means: [Double]
  /// Sample standard deviations, 0 where there is one measurement.
  let deviations: [Double]

  /// One list of repetitions for each point; values that are not finite are left out.
  init(_ rows: [[Double]]) {
    var means: [Double] = []
    var deviations: [Double] = []
    for row in rows {
      let values = row.filter(\.isFinite)
      let count = Double(values.count)
      let mean = values.isEmpty ? .nan : values.reduce(0) { $0 + $1 / count }
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      means.append(mean)
      deviations.append(values.count > 1 ? (squares / (count - 1)).squareRoot() : values.isEmpty ? .nan : 0)
    }
    self.means = means
    self.deviations = deviations
  }
}
