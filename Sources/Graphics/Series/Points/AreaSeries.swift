/// Filled areas on top of each other (`areaplot`); a single one stands on zero.
public struct AreaSeries: Series {
  public let x: [Double]
  /// One list for each area, from the lowest.
  public let layers: [[Double]]
  public let layerLabels: [String]
  public var style: SeriesStyle

  public init(
    x: [Double], layers: [[Double]], layerLabels: [String] = [], style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    for layer in layers { try FigureLimit.checkSame("x", x.count, "y", layer.count) }
    try FigureLimit.check(x.count * max(1, layers.count), "points", FigureLimit.points)
    if !layerLabels.isEmpty { try FigureLimit.checkSame("labels", layerLabels.count, "areas", layers.count) }
    self.x = x
    self.layers = layers
    self.layerLabels = layerLabels
    self.style = style
  }

  public var kind: String { "area" }
  public var noun: String { layers.count > 1 ? "stacked areas" : "area" }
  public var paletteSlots: Int { max(1, layers.count) }

  public var columns: [DataColumn] {
    [DataColumn("x", x)]
      + layers.enumerated().map { index, layer in
        DataColumn(layerLabels.isEmpty ? (layers.count == 1 ? "y" : "y\(index + 1)") : layerLabels[index], layer)
      }
  }

  /// Running sums, beginning with zero.
  private var borders: [[Double]] {
    var sum = [Double](repeating: 0, count: x.count)
    var result = [sum]
    for layer in layers {
      for index in sum.indices { sum[index] += layer[index] }
      result.append(sum)
    }
    return result
  }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    var xDemand = AxisDemand(x, on: xScale)
    xDemand?.exactLower = true
    xDemand?.exactUpper = true
    let sums = borders.dropFirst().flatMap { $0 }
    return RangeDemand(x: xDemand, y: AxisDemand(sums, on: yScale)?.pinned(at: 0, on: yScale))
  }

  public func draw(on canvas: inout Canvas) {
    let borders = borders
    for index in layers.indices {
      let upper = canvas.points(x, borders[index + 1])
      canvas.area(upper, canvas.points(x, borders[index]), fill: fill(index, canvas))
      if layers.count == 1 { canvas.path(upper, stroke: canvas.stroke) }
    }
  }

  private func fill(_ index: Int, _ canvas: Canvas) -> Fill {
    layers.count == 1 ? canvas.fill(opacity: 0.3) : canvas.fill(opacity: 0.8, offset: index)
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    layers.indices.map { index in
      let label = layers.count == 1 ? style.label : layerLabels.isEmpty ? nil : layerLabels[index]
      return LegendEntry(label: label, fill: fill(index, canvas))
    }
  }
}
