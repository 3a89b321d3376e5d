/// Cells coloured by their values (`heatmap`): matrices, images, confusion matrices.
public struct HeatmapSeries: Series {
  public let grid: Grid
  /// Texts in the cells, row by row; empty for none.
  public let cellLabels: [String]
  public let xCategories: [String]
  public let yCategories: [String]
  public var colorMap: ColorMap?
  public var style: SeriesStyle
  /// Borders between the columns and between the rows; empty for half way between their centres.
  var xEdges: [Double] = []
  var yEdges: [Double] = []

  public init(
    _ grid: Grid, cellLabels: [String] = [], xCategories: [String] = [], yCategories: [String] = [],
    colorMap: ColorMap? = nil, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    if !cellLabels.isEmpty {
      try FigureLimit.checkSame("labels", cellLabels.count, "cells", grid.values.count)
      try FigureLimit.check(cellLabels.count, "cell labels", FigureLimit.elements)
    }
    if !xCategories.isEmpty { try FigureLimit.checkSame("x", xCategories.count, "the columns of z", grid.columns) }
    if !yCategories.isEmpty { try FigureLimit.checkSame("y", yCategories.count, "the rows of z", grid.rows) }
    self.grid = grid
    self.cellLabels = cellLabels
    self.xCategories = xCategories
    self.yCategories = yCategories
    self.colorMap = colorMap
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  /// The values themselves as cell labels, rounded to `digits` significant digits.
  public static func valueLabels(_ grid: Grid, digits: Int = 3) -> [String] {
    grid.values.map { NumberLabel.short($0, digits: digits) }
  }

  public var kind: String { "heatmap" }
  public var noun: String { "heat map of \(grid.rows) × \(grid.columns) cells" }
  public var paletteSlots: Int { 0 }

  public var columns: [DataColumn] {
    [DataColumn("columns", grid.x), DataColumn("rows", grid.y), DataColumn("z", grid.values)]
  }

  public var colorDemand: ColorDemand? {
    Limits(of: grid.values).map { ColorDemand(limits: $0, map: colorMap ?? .viridis) }
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    func axis(_ centres: [Double], _ borders: [Double], _ names: [String], _ scale: AxisScale) -> AxisDemand? {
      var demand = AxisDemand(borders, on: scale)
      demand?.exactLower = true
      demand?.exactUpper = true
      // The rows and columns of a matrix have whole numbers, and nothing between them.
      let isNumbered = centres.count <= 24 && centres.enumerated().allSatisfy { $0.element == Double($0.offset + 1) }
      let names = names.isEmpty && isNumbered ? centres.indices.map { "\($0 + 1)" } : names
      demand?.categories = zip(centres, names).map { ($0, $1) }
      return demand
    }
    var demand = RangeDemand(x: axis(grid.x, xBorders, xCategories, x), y: axis(grid.y, yBorders, yCategories, y))
    demand.wantsXGrid = false
    demand.wantsYGrid = false
    return demand
  }

  private var xBorders: [Double] { xEdges.count == grid.columns + 1 ? xEdges : Grid.borders(grid.x) }
  private var yBorders: [Double] { yEdges.count == grid.rows + 1 ? yEdges : Grid.borders(grid.y) }

  public func draw(on canvas: inout Canvas) {
    guard let scale = canvas.colorScale, grid.rows > 0, grid.columns > 0 else { return }
    let isRegular =
      canvas.x.scale == .identity && canvas.y.scale == .identity && Grid.isUniform(xBorders) && Grid.isUniform(yBorders)
    if grid.rows <= 24, grid.columns <= 24 {
      drawCells(scale, on: &canvas)
    } else if isRegular, grid.rows <= 1024, grid.columns <= 1024 {
      drawRaster(scale, on: &canvas)
    } else {
      drawSampledRaster(scale, on: &canvas)
    }
    drawLabels(scale, on: &canvas)
  }

  private func drawCells(_ scale: ColorScale, on canvas: inout Canvas) {
    let xs = xBorders.map { canvas.x.position($0) }
    let ys = yBorders.map { canvas.y.position($0) }
    // One shape for each colour; cells overlap by a hair, so that no seams show.
    var buckets = [[Rect]](repeating: [], count: 256)
    for row in 0..<grid.rows {
      for column in 0..<grid.columns where grid[row, column].isFinite {
        let rect = Rect(
          minX: min(xs[column], xs[column + 1]), minY: min(ys[row], ys[row + 1]),
          maxX: max(xs[column], xs[column + 1]) + 0.4, maxY: max(ys[row], ys[row + 1]) + 0.4)
        buckets[scale.map.index(at: scale.fraction(grid[row, column]))].append(rect)
      }
    }
    for (entry, rects) in buckets.enumerated() where !rects.isEmpty {
      canvas.rects(rects, fill: Fill(.fixed(scale.map.table[entry]), opacity: style.alpha ?? 1))
    }
  }

  private func drawRaster(_ scale: ColorScale, on canvas: inout Canvas) {
    let xs = xBorders
    let ys = yBorders
    guard let x0 = xs.first, let x1 = xs.last, let y0 = ys.first, let y1 = ys.last else { return }
    canvas.raster(grid, from: canvas.point(x0, y0), to: canvas.point(x1, y1), palette: scale.pixelPalette) { scale.pixel($0) }
  }

  /// For uneven or very fine grids: a picture of two pixels to each px of the plot area.
  private func drawSampledRaster(_ scale: ColorScale, on canvas: inout Canvas) {
    func cells(_ borders: [Double], _ values: [Double]) -> [Int?] {
      let ascends = (borders.last ?? 0) > (borders.first ?? 0)
      return values.map { value in
        var low = 0
        var high = borders.count - 1
        guard min(borders[low], borders[high]) <= value, value <= max(borders[low], borders[high]) else { return nil }
        while high - low > 1 {
          let middle = (low + high) / 2
          if (value >= borders[middle]) == ascends { low = middle } else { high = middle }
        }
        return low
      }
    }
    let centres = canvas.pixelCentres
    let across = cells(xBorders, centres.x)
    let down = cells(yBorders, centres.y)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(across.count * down.count)
    for row in down {
      for column in across {
        if let row, let column { pixels.append(scale.pixel(grid[row, column])) } else { pixels.append(255) }
      }
    }
    canvas.raster(canvas.frame, columns: across.count, rows: down.count, pixels: pixels, palette: scale.pixelPalette)
  }

  private func drawLabels(_ scale: ColorScale, on canvas: inout Canvas) {
    guard !cellLabels.isEmpty else { return }
    let ink = RGB(hex: 0x1F2328)
    let paper = RGB(hex: 0xFFFFFF)
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        let label = cellLabels[row * grid.columns + column]
        guard !label.isEmpty else { continue }
        let background = scale.color(grid[row, column])
        // Whichever can be read better on the cell.
        let color = background.contrast(with: ink) >= background.contrast(with: paper) ? ink : paper
        canvas.text(
          label, at: canvas.point(grid.x[column], grid.y[row]), color: .rgb(color), halo: false)
      }
    }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] { [] }
}
