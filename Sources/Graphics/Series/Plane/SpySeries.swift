/// Where a matrix has entries other than zero (`spy`), the first row on top.
public struct SpySeries: Series {
  public let rows: Int
  public let columnCount: Int
  /// Places of the entries, from 0.
  public let entries: [(row: Int, column: Int)]
  public var style: SeriesStyle

  /// - Parameter values: row by row; what is not a number counts as an entry.
  public init(rows: Int, columns: Int, values: [Double], style: SeriesStyle = SeriesStyle()) throws(FigureError) {
    let (cells, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !overflow else { throw .invalidOption("spy", "a matrix has rows and columns") }
    try FigureLimit.check(cells, "cells", FigureLimit.cells)
    try FigureLimit.checkSame("the matrix", values.count, "rows × columns", cells)
    var found: [(row: Int, column: Int)] = []
    for (index, value) in values.enumerated() where value != 0 { found.append((index / columns, index % columns)) }
    entries = found
    self.rows = rows
    columnCount = columns
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  public var kind: String { "spy" }
  public var noun: String { "pattern of \(entries.count) entries in \(rows) × \(columnCount)" }
  public var columns: [DataColumn] {
    [
      DataColumn("row", entries.map { Double($0.row + 1) }), DataColumn("column", entries.map { Double($0.column + 1) }),
    ]
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    var demand = RangeDemand(
      exactly: Limits(0.5, Double(max(1, columnCount)) + 0.5), Limits(0.5, Double(max(1, rows)) + 0.5))
    demand.wantsXGrid = false
    demand.wantsYGrid = false
    return demand
  }

  public func draw(on canvas: inout Canvas) {
    guard rows > 0, columnCount > 0 else { return }
    let fill = canvas.fill(opacity: 1)
    let a = canvas.point(0.5, 0.5)
    let b = canvas.point(Double(columnCount) + 0.5, Double(rows) + 0.5)
    let area = Rect(corner: a, b)
    if entries.count <= 3000 {
      // At least 1.5 px, so that single entries of large matrices are seen; a gap between large ones.
      let width = (b.x - a.x).magnitude / Double(columnCount)
      let height = (b.y - a.y).magnitude / Double(rows)
      let gap = min(width, height) > 6 ? 1.0 : 0
      let (w, h) = (max(1.5, width - gap) / 2, max(1.5, height - gap) / 2)
      let rects = entries.map { entry -> Rect in
        let centre = canvas.point(Double(entry.column + 1), Double(entry.row + 1))
        return Rect(minX: centre.x - w, minY: centre.y - h, maxX: centre.x + w, maxY: centre.y + h)
      }
      canvas.rects(rects, fill: fill)
      return
    }
    // Blocks of cells, darker the more entries they hold.
    let blocks = (rows: min(rows, 400), columns: min(columnCount, 400))
    var counts = [Double](repeating: 0, count: blocks.rows * blocks.columns)
    for entry in entries {
      let row = entry.row * blocks.rows / rows
      let column = entry.column * blocks.columns / columnCount
      counts[(b.y < a.y ? blocks.rows - 1 - row : row) * blocks.columns + (b.x < a.x ? blocks.columns - 1 - column : column)] += 1
    }
    let most = counts.max() ?? 1
    let opacities = (0..<16).map { (level: Int) -> Double in
      level == 0 ? 0 : fill.opacity * (0.6 + 0.4 * Double(level) / 15)
    }
    canvas.raster(
      area, columns: blocks.columns, rows: blocks.rows,
      pixels: counts.map { $0 == 0 ? 0 : UInt8(max(1, min(15, ($0 / most * 15).rounded(.up)))) },
      palette: opacities.map { fill.paint.light.withAlpha($0) }, darkPalette: opacities.map { fill.paint.dark.withAlpha($0) })
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [LegendEntry(label: style.label, fill: canvas.fill(opacity: 1))]
  }
}

extension Subplot {
  /// The pattern of a matrix with square cells and rows numbered from the top.
  public static func pattern(_ series: SpySeries) -> Subplot {
    Subplot(matrix: series, frameStyle: .box)
  }
}
