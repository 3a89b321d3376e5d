// Pictures of values over the plane.

extension Canvas {
  /// The cells of a grid as pixels, from the corner `a` of its first cell to the corner `b` of its last.
  mutating func raster(
    _ grid: Grid, from a: Point, to b: Point, palette: [RGB], darkPalette: [RGB]? = nil, isPixelated: Bool = true,
    _ entry: (Double) -> UInt8
  ) {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(grid.values.count)
    for line in 0..<grid.rows {
      let row = b.y < a.y ? grid.rows - 1 - line : line
      for place in 0..<grid.columns { pixels.append(entry(grid[row, b.x < a.x ? grid.columns - 1 - place : place])) }
    }
    raster(
      Rect(corner: a, b), columns: grid.columns, rows: grid.rows, pixels: pixels, palette: palette,
      darkPalette: darkPalette, isPixelated: isPixelated)
  }

  /// Where the pixels of a picture of the whole plot area have their middles, two to each px.
  var pixelCentres: (x: [Double], y: [Double]) {
    func centres(_ map: AxisMap, _ start: Double, _ length: Double) -> [Double] {
      let count = max(1, min(1600, Int(length * 2)))
      let step = length / Double(count)
      return (0..<count).map { map.value(at: start + (Double($0) + 0.5) * step) }
    }
    return (centres(x, frame.minX, frame.width), centres(y, frame.minY, frame.height))
  }
}
