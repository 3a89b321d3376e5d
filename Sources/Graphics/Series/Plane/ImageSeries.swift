/// A picture of grey or coloured pixels (`image`), the first row on top.
public struct ImageSeries: Series {
  public let rows: Int
  public let columnCount: Int
  private let values: [Double]
  /// 1 for grey, 3 for red, green and blue.
  private let channels: Int
  public var style = SeriesStyle(label: "")

  /// Grey values from 0, black, to 1, white, row by row; what lies beyond counts as 0 or 1, what is not a number is transparent.
  public init(rows: Int, columns: Int, grey values: [Double]) throws(FigureError) {
    try self.init(rows: rows, columns: columns, channels: 1, values: values)
  }

  /// Red, green and blue from 0 to 1 for each pixel, row by row.
  public init(rows: Int, columns: Int, colors values: [Double]) throws(FigureError) {
    try self.init(rows: rows, columns: columns, channels: 3, values: values)
  }

  private init(rows: Int, columns: Int, channels: Int, values: [Double]) throws(FigureError) {
    let (cells, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard rows > 0, columns > 0, !overflow else { throw .invalidOption("image", "an image has rows and columns") }
    try FigureLimit.check(cells, "pixels", FigureLimit.cells)
    try FigureLimit.checkSame("the image", values.count, "rows × columns × channels", cells * channels)
    self.rows = rows
    columnCount = columns
    self.channels = channels
    self.values = values
  }

  public var kind: String { "image" }
  public var noun: String { "image of \(rows) × \(columnCount) pixels" }
  public var paletteSlots: Int { 0 }
  public var columns: [DataColumn] { [DataColumn("values", values)] }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    var demand = RangeDemand(exactly: Limits(0.5, Double(columnCount) + 0.5), Limits(0.5, Double(rows) + 0.5))
    demand.wantsXGrid = false
    demand.wantsYGrid = false
    return demand
  }

  public func draw(on canvas: inout Canvas) {
    let a = canvas.point(0.5, 0.5)
    let b = canvas.point(Double(columnCount) + 0.5, Double(rows) + 0.5)
    let area = Rect(corner: a, b)
    guard area.corners.allSatisfy(\.isFinite) else { return }
    let small = reduced(isUpsideDown: b.y < a.y, isMirrored: b.x < a.x)
    var pixels: [UInt8]
    var palette: [RGB]
    if channels == 1 {
      palette = (0..<255).map { level in
        let grey = UInt8(clamping: (level * 255 + 127) / 254)
        return RGB(grey, grey, grey)
      }
      pixels = small.values.map { $0.isFinite ? UInt8(min(254, max(0, ($0 * 254).rounded()))) : 255 }
    } else {
      var colors: [RGB] = []
      colors.reserveCapacity(small.rows * small.columns)
      func level(_ value: Double) -> UInt8 { value.isFinite ? UInt8(min(255, max(0, (value * 255).rounded()))) : 0 }
      for index in 0..<small.rows * small.columns {
        colors.append(
          RGB(level(small.values[3 * index]), level(small.values[3 * index + 1]), level(small.values[3 * index + 2])))
      }
      (palette, pixels) = MedianCut.quantized(colors, columns: small.columns, limit: 255)
      for index in pixels.indices where small.values[3 * index].isNaN { pixels[index] = 255 }
    }
    while palette.count < 256 { palette.append(RGB(0, 0, 0, alpha: 0)) }
    // Few pixels are meant to be seen as such; many are a photograph.
    canvas.raster(
      area, columns: small.columns, rows: small.rows, pixels: pixels, palette: palette,
      isPixelated: area.width > 2 * Double(small.columns))
  }

  /// The image from its top left with at most about 110 000 pixels, means of blocks where it has more.
  private func reduced(isUpsideDown: Bool, isMirrored: Bool) -> (rows: Int, columns: Int, values: [Double]) {
    let excess = (Double(rows) * Double(columnCount) / 110_000).squareRoot()
    let small =
      excess <= 1
      ? (rows: min(rows, 2000), columns: min(columnCount, 2000))
      : (
        rows: max(1, min(rows, 2000, Int(Double(rows) / excess))),
        columns: max(1, min(columnCount, 2000, Int(Double(columnCount) / excess)))
      )
    var result: [Double] = []
    result.reserveCapacity(small.rows * small.columns * channels)
    for line in 0..<small.rows {
      let row = isUpsideDown ? small.rows - 1 - line : line
      let (top, bottom) = (row * rows / small.rows, max(row * rows / small.rows + 1, (row + 1) * rows / small.rows))
      for place in 0..<small.columns {
        let column = isMirrored ? small.columns - 1 - place : place
        let left = column * columnCount / small.columns
        let right = max(left + 1, (column + 1) * columnCount / small.columns)
        for channel in 0..<channels {
          var sum = 0.0
          for r in top..<bottom {
            for c in left..<right {
              let value = values[(r * columnCount + c) * channels + channel]
              sum += value.isNaN ? value : min(1, max(0, value))
            }
          }
          result.append(sum / Double((bottom - top) * (right - left)))
        }
      }
    }
    return (small.rows, small.columns, result)
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] { [] }
}

extension Subplot {
  /// An image with square pixels and without axes.
  public static func image(_ series: ImageSeries) -> Subplot {
    Subplot(matrix: series, frameStyle: .none)
  }

  /// Square cells with the first row on top, as a matrix is written.
  init(matrix series: any Series, frameStyle: FrameStyle) {
    self.init([series])
    options.aspectRatio = .equal
    options.frameStyle = frameStyle
    options.y.isFlipped = true
    (options.x.ticks, options.y.ticks) = (.whole, .whole)
  }
}
