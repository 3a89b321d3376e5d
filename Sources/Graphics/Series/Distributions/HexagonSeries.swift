/// Points counted in hexagons and shown by colour (`hexbin`).
public struct HexagonSeries: Series {
  public let bins: HexagonBins
  public var colorMap: ColorMap?
  public var style: SeriesStyle

  /// More hexagons than this become a picture.
  private static let outlined = 2500

  public init(_ bins: HexagonBins, colorMap: ColorMap? = nil, style: SeriesStyle = SeriesStyle()) {
    self.bins = bins
    self.colorMap = colorMap
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  public var kind: String { "hexbin" }
  public var noun: String { "hexagons" }
  public var paletteSlots: Int { 0 }
  public var columns: [DataColumn] {
    [DataColumn("x", bins.x), DataColumn("y", bins.y), DataColumn("height", bins.heights)]
  }

  public var colorDemand: ColorDemand? {
    Limits(of: bins.heights).map { ColorDemand(limits: $0, map: colorMap ?? .viridis) }
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    let half = bins.width / 2
    let third = bins.rise / 3
    return RangeDemand(
      x: AxisDemand(bins.x.flatMap { [$0 - half, $0 + half] }, on: x),
      y: AxisDemand(bins.y.flatMap { [$0 - third, $0 + third] }, on: y))
  }

  public func draw(on canvas: inout Canvas) {
    guard let scale = canvas.colorScale else { return }
    if bins.heights.count > HexagonSeries.outlined {
      drawRaster(scale, on: &canvas)
      return
    }
    var buckets = [[[Point]]](repeating: [], count: 256)
    let corners = bins.corners
    for (index, height) in bins.heights.enumerated() {
      let outline = corners.map { canvas.point(bins.x[index] + $0.x, bins.y[index] + $0.y) }
      buckets[scale.map.index(at: scale.fraction(height))].append(outline)
    }
    for (entry, outlines) in buckets.enumerated() where !outlines.isEmpty {
      let paint = Paint.fixed(scale.map.table[entry])
      // A hair of its own colour closes the seams between neighbours.
      canvas.polygons(
        outlines, fill: Fill(paint, opacity: style.alpha ?? 1), stroke: style.alpha == nil ? Stroke(paint, width: 0.4) : nil)
    }
  }

  private func drawRaster(_ scale: ColorScale, on canvas: inout Canvas) {
    let (xs, ys) = canvas.pixelCentres
    let entries = bins.heights.map { scale.pixel($0) }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(xs.count * ys.count)
    for y in ys {
      for x in xs { pixels.append(bins.entry(at: x, y).map { entries[$0] } ?? 255) }
    }
    canvas.raster(canvas.frame, columns: xs.count, rows: ys.count, pixels: pixels, palette: scale.pixelPalette)
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] { [] }
}
