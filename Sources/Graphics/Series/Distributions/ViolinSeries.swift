/// Violins (`violin`): the density of samples side by side, within the range of the data (Hintze and Nelson, "Violin plots",
/// 1998).
public struct ViolinSeries: SampleSeries {
  /// Which half of a violin is drawn.
  public enum Side: String, Hashable, Sendable, CaseIterable {
    case both, left, right
  }

  /// What stands inside a violin.
  public enum Inner: String, Hashable, Sendable, CaseIterable {
    /// A narrow box plot.
    case box
    /// Lines at the quartiles.
    case quartiles
    case none
  }

  public let samples: [Sample]
  /// The densities, in the order of the samples.
  public let estimates: [KernelDensity]
  public var side: Side
  public var inner: Inner
  public var isHorizontal: Bool
  public var style: SeriesStyle
  private let boxes: [BoxStatistics?]

  /// The widest place of each violin takes four fifths of its room.
  public init(
    _ samples: [Sample], bandwidth: Double? = nil, side: Side = .both, inner: Inner = .box, isHorizontal: Bool = false,
    style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    try FigureLimit.check(samples.count, "violins", 200)
    var estimates: [KernelDensity] = []
    for sample in samples {
      estimates.append(try KernelDensity(sample.values, bandwidth: bandwidth, count: 256, within: true))
    }
    self.estimates = estimates
    self.samples = samples
    boxes = samples.map { BoxStatistics($0.values) }
    self.side = side
    self.inner = inner
    self.isHorizontal = isHorizontal
    self.style = style
  }

  public var kind: String { "violin" }
  public var noun: String { samples.count == 1 ? "violin" : "violins" }

  public var columns: [DataColumn] {
    var result = [DataColumn("x", samples.map(\.position)), DataColumn("median", boxes.map { $0?.median ?? .nan })]
    for (index, estimate) in estimates.enumerated() {
      let number = samples.count == 1 ? "" : " \(index + 1)"
      result.append(DataColumn("value" + number, estimate.x))
      result.append(DataColumn("density" + number, estimate.density))
    }
    return result
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    demand(x: x, y: y, values: samples.lazy.flatMap(\.values))
  }

  public func draw(on canvas: inout Canvas) {
    let pen = Stroke(canvas.seriesPaint(), width: style.lineWidth ?? 1.25, opacity: style.alpha ?? 1)
    var outlines: [[Point]] = []
    var lines: [(Point, Point)] = []
    for (index, sample) in samples.enumerated() {
      let estimate = estimates[index]
      guard let peak = estimate.density.max(), peak > 0, estimate.x.count > 1 else {
        // Equal values have no width of their own: a line across.
        if let value = estimate.x.first {
          lines.append((place(sample, -0.25, value, canvas), place(sample, 0.25, value, canvas)))
        }
        continue
      }
      let widths = estimate.density.map { $0 / peak * 0.4 }
      let left = zip(estimate.x, widths).map { place(sample, side == .right ? 0 : -$1, $0, canvas) }
      let right = zip(estimate.x, widths).map { place(sample, side == .left ? 0 : $1, $0, canvas) }
      outlines.append(Simplification.simplified(left) + Simplification.simplified(right).reversed())
      if inner == .quartiles, let box = boxes[index] {
        for value in [box.lowerQuartile, box.median, box.upperQuartile] {
          let width = width(estimate, at: value, peak)
          lines.append(
            (
              place(sample, side == .right ? 0 : -width, value, canvas),
              place(sample, side == .left ? 0 : width, value, canvas)
            ))
        }
      }
    }
    canvas.polygons(outlines, fill: Fill(canvas.paint(.role(.background))))
    canvas.polygons(outlines, fill: canvas.fill(opacity: 0.35), stroke: pen)
    canvas.rules(lines, stroke: Stroke(pen.paint, width: 1.25))
    if inner == .box { drawBoxes(on: &canvas) }
  }

  /// Thin boxes in ink with a light median.
  private func drawBoxes(on canvas: inout Canvas) {
    let ink = canvas.paint(.role(.ink))
    var whiskers: [(Point, Point)] = []
    var bars: [(Point, Point)] = []
    var medians: [Point] = []
    for (sample, box) in zip(samples, boxes) {
      guard let box else { continue }
      func middle(_ value: Double) -> Point {
        var point = place(sample, 0, value, canvas)
        // Half a violin has its box just inside.
        let shift = side == .both ? 0.0 : side == .left ? -5.0 : 5.0
        if isHorizontal { point.y -= shift } else { point.x += shift }
        return point
      }
      whiskers.append((middle(box.lowerWhisker), middle(box.upperWhisker)))
      bars.append((middle(box.lowerQuartile), middle(box.upperQuartile)))
      medians.append(middle(box.median))
    }
    canvas.rules(whiskers, stroke: Stroke(ink, width: 1.25))
    canvas.rules(bars, stroke: Stroke(ink, width: 5))
    canvas.dots(medians, marker: Marker(.circle, radius: 2, fill: Fill(canvas.paint(.role(.background)))))
  }

  private func place(_ sample: Sample, _ part: Double, _ value: Double, _ canvas: Canvas) -> Point {
    point(sample.centre + part * sample.room, value, on: canvas)
  }

  /// Half the width at a value, as a part of the room.
  private func width(_ estimate: KernelDensity, at value: Double, _ peak: Double) -> Double {
    var low = 0
    var high = estimate.x.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if estimate.x[middle] <= value { low = middle } else { high = middle }
    }
    let part = (value - estimate.x[low]) / (estimate.x[high] - estimate.x[low])
    return (estimate.density[low] * (1 - part) + estimate.density[high] * part) / peak * 0.4
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [LegendEntry(label: style.label, fill: canvas.fill(opacity: 0.5))]
  }
}
