/// Very many markers as one translucent picture. Instead of drawing each disc, the markers are counted where their centres
/// are, and each pixel adds up those whose disc covers it: the time depends on the pixels and hardly on the markers.
struct DotRaster {
  /// From so many markers on they are a picture: as paths they would take more room.
  static let threshold = 5000
  static let pixelLimit = 4e6

  private let area: Rect
  /// Pixels for each px.
  private let scale: Double
  private let columns: Int
  private let rows: Int
  /// How many centres each pixel has.
  private var counts: [Int32]
  /// The sum of their values, for markers coloured by values.
  private var sums: [Double] = []

  init(_ points: [Point], values: [Double]? = nil, in area: Rect, scale: Double) {
    self.area = area
    self.scale = scale
    columns = max(1, Int((area.width * scale).rounded(.up)))
    rows = max(1, Int((area.height * scale).rounded(.up)))
    counts = [Int32](repeating: 0, count: columns * rows)
    if values != nil { sums = [Double](repeating: 0, count: columns * rows) }
    for (index, point) in points.enumerated() {
      let column = min(columns - 1, max(0, Int((point.x - area.minX) * scale)))
      let row = min(rows - 1, max(0, Int((point.y - area.minY) * scale)))
      counts[row * columns + column] &+= 1
      if let values { sums[row * columns + column] += values[index] }
    }
  }

  /// The coverage of a pixel is counted in so many parts.
  private static let parts = 16

  /// Markers of one colour; overlaps darken as if each disc were drawn upon the others.
  func image(radius: Double, opacity: Double, paint: Paint) -> SceneImage {
    let levels = 16
    let steps = DotRaster.levels(opacity: opacity, count: levels)
    var pixels = [UInt8](repeating: 0, count: columns * rows)
    let ink = Disc(radius: radius * scale).sums(counts, columns: columns, rows: rows)
    for (index, value) in ink.enumerated() where value > 0 { pixels[index] = steps[min(Int(value), steps.count - 1)] }
    return picture(pixels, (0..<levels).map { (paint, Double($0) / Double(levels - 1)) })
  }

  /// Markers whose values from 0 to 1 stand for equally spaced paints: a pixel has the colour of the mean of those that cover it.
  func image(radius: Double, opacity: Double, paints: [Paint]) -> SceneImage {
    let colors = 63
    let steps = DotRaster.levels(opacity: opacity, count: 5)
    let disc = Disc(radius: radius * scale)
    let ink = disc.sums(counts, columns: columns, rows: rows)
    let weights = disc.sums(sums, columns: columns, rows: rows)
    var pixels = [UInt8](repeating: 0, count: columns * rows)
    for (index, value) in ink.enumerated() where value > 0 {
      let level = Int(steps[min(Int(value), steps.count - 1)])
      guard level > 0 else { continue }
      let mean = min(1, max(0, weights[index] / Double(value)))
      pixels[index] = UInt8(1 + (level - 1) * colors + Int(mean * Double(colors - 1) + 0.5))
    }
    var palette: [(Paint, alpha: Double)] = [(.fixed(RGB(0, 0, 0)), 0)]
    for level in 1...4 {
      for place in 0..<colors { palette.append((paints[place * (paints.count - 1) / (colors - 1)], Double(level) / 4)) }
    }
    return picture(pixels, palette)
  }

  private func picture(_ pixels: [UInt8], _ palette: [(paint: Paint, alpha: Double)]) -> SceneImage {
    let light = palette.map { $0.paint.light.withAlpha($0.alpha) }
    let dark = palette.map { $0.paint.dark.withAlpha($0.alpha) }
    return SceneImage(
      frame: Rect(x: area.minX, y: area.minY, width: Double(columns) / scale, height: Double(rows) / scale),
      columns: columns, rows: rows, pixels: pixels, palette: light, darkPalette: dark, isPixelated: false)
  }

  /// Which of `count` levels of opacity a pixel has that is covered by so many parts of discs: whole discs let through
  /// 1 − opacity of the light each, and the last one as much more as it covers less.
  private static func levels(opacity: Double, count: Int) -> [UInt8] {
    let top = UInt8(count - 1)
    var result: [UInt8] = []
    var light = 1.0
    while opacity > 0, result.count < 100_000 {
      for part in 0..<parts {
        let through = light * (1 - opacity * Double(part) / Double(parts))
        result.append(UInt8((1 - through) * Double(count - 1) + 0.5))
      }
      light *= max(0, 1 - opacity)
      if result.last == top { break }
    }
    return result.isEmpty ? [0] : result + [UInt8((1 - light) * Double(count - 1) + 0.5)]
  }

  // MARK: - Discs

  /// The rows of a disc, each as far as it reaches to both sides of the centre.
  private struct Disc {
    /// From the row of the centre on: whole pixels to each side of the middle one, and parts of the pixel after them; −1 for a
    /// part of the middle one alone.
    let reaches: [(whole: Int, rest: Int)]

    init(radius: Double) {
      let parts = Double(DotRaster.parts)
      var reaches: [(Int, Int)] = []
      var row = 0.0
      while row - 0.5 < max(radius, 0.25) {
        // The mean over the height of the row.
        var reach = 0.0
        for part in [-0.375, -0.125, 0.125, 0.375] {
          let square = radius * radius - (row + part) * (row + part)
          if square > 0 { reach += square.squareRoot() / 4 }
        }
        if reach < 0.5 {
          // Less than a pixel: a part of the middle one alone, which stays visible however small.
          reaches.append((-1, max(1, Int(2 * reach * parts))))
        } else {
          let whole = Int(reach - 0.5)
          reaches.append((whole, Int((reach - 0.5 - Double(whole)) * parts)))
        }
        row += 1
      }
      self.reaches = reaches
    }

    /// For each pixel the sum over all discs that cover it, times 16.
    func sums<Number: Numeric & RasterNumber>(_ values: [Number], columns: Int, rows: Int) -> [Number] {
      var result = [Number](repeating: 0, count: values.count)
      // The sums from the left edge on, with a margin on both sides.
      let margin = reaches.count + 2
      var sums = [Number](repeating: 0, count: columns + 2 * margin + 1)
      let full = Number(exactly: DotRaster.parts) ?? 1
      for row in 0..<rows {
        var isEmpty = true
        for column in 0..<columns {
          let value = values[row * columns + column]
          if value != 0 { isEmpty = false }
          sums[margin + column + 1] = sums[margin + column].adding(value)
        }
        if isEmpty { continue }
        let last = sums[margin + columns]
        for column in (margin + columns + 1)..<sums.count { sums[column] = last }
        for (distance, reach) in reaches.enumerated() {
          let rest = Number(exactly: reach.rest) ?? 0
          for target in distance == 0 ? [row] : [row - distance, row + distance] where target >= 0 && target < rows {
            let line = target * columns
            if reach.whole < 0 {
              for column in 0..<columns {
                let value = sums[margin + column + 1] - sums[margin + column]
                if value != 0 { result[line + column] = result[line + column].adding(rest * value) }
              }
              continue
            }
            for column in 0..<columns {
              let left = margin + column - reach.whole
              let right = margin + column + reach.whole + 1
              let inner = sums[right] - sums[left]
              let outer = sums[right + 1] - sums[left - 1] - inner
              let sum = full * inner + rest * outer
              if sum != 0 { result[line + column] = result[line + column].adding(sum) }
            }
          }
        }
      }
      return result
    }
  }
}

/// What can be added up over pixels: counts, which wrap rather than trap, and values.
private protocol RasterNumber {
  func adding(_ other: Self) -> Self
}

extension Int32: RasterNumber {
  fileprivate func adding(_ other: Int32) -> Int32 { self &+ other }
}

extension Double: RasterNumber {
  fileprivate func adding(_ other: Double) -> Double { self + other }
}
