// Very many markers as a picture, beside discs that are drawn one by one.

import Testing

@testable import Graphics

@Suite struct DotRasterTests {
  private let area = Rect(x: 10, y: 20, width: 40, height: 30)

  /// The opacity of a pixel.
  private func opacity(_ image: SceneImage, _ column: Int, _ row: Int) -> Double {
    image.palette[Int(image.pixels[row * image.columns + column])].alpha
  }

  @Test(arguments: [0.2, 0.5, 1, 3.25, 7])
  func oneDotIsADisc(radius: Double) {
    let image = DotRaster([Point(30.25, 35.25)], in: area, scale: 2)
      .image(radius: radius, opacity: 1, paint: .fixed(RGB(0, 0, 0)))
    #expect(image.columns == 80 && image.rows == 60)
    let total = image.pixels.reduce(0.0) { $0 + image.palette[Int($1)].alpha } / 4
    let disc = Double.pi * radius * radius
    #expect(radius < 0.5 ? total > 0 && total < 1 : (total / disc - 1).magnitude < 0.08, "\(total) \(disc)")
    // The same to all four sides.
    for (column, row) in [(3, 0), (2, 5), (0, 6), (1, 1)] {
      let sides = [(1, 1), (-1, 1), (1, -1), (-1, -1)].map { opacity(image, 40 + $0 * column, 30 + $1 * row) }
      #expect(Set(sides).count == 1)
    }
  }

  @Test func overlapsDarken() {
    let point = Point(30, 35)
    for (count, opacity) in [(1, 0.3), (2, 0.3), (3, 0.5), (50, 0.1)] {
      let image = DotRaster(Array(repeating: point, count: count), in: area, scale: 2)
        .image(radius: 3, opacity: opacity, paint: .fixed(RGB(0, 0, 0)))
      var light = 1.0
      for _ in 0..<count { light *= 1 - opacity }
      #expect((self.opacity(image, 40, 30) - (1 - light)).magnitude <= 0.5 / 15 + 1e-9)
    }
  }

  /// Every pixel counts the discs that cover its centre, as far as whole pixels go.
  @Test func sumsAreThoseOfDiscsOneByOne() {
    let points = zip(Examples.noise(60), Examples.noise(60, seed: 7)).map { Point(30 + 19 * $0, 35 + 14 * $1) }
    let radius = 2.5
    let image = DotRaster(points, in: area, scale: 2).image(radius: radius, opacity: 0.2, paint: .fixed(RGB(1, 2, 3)))
    for row in 0..<60 {
      for column in 0..<80 {
        var light = 1.0
        for point in points {
          let (x, y) = (Int((point.x - 10) * 2), Int((point.y - 20) * 2))
          let (dx, dy) = (Double((column - x).magnitude), Double((row - y).magnitude))
          let reach = [-0.375, -0.125, 0.125, 0.375].reduce(0.0) {
            $0 + max(0, 4 * radius * radius - (dy + $1) * (dy + $1)).squareRoot() / 4
          }
          guard reach >= 0.5 else { continue }
          let covered = min(1, max(0, reach + 0.5 - dx))
          light *= 1 - 0.2 * covered
        }
        #expect((opacity(image, column, row) - (1 - light)).magnitude <= 0.06, "\(column) \(row)")
      }
    }
  }

  @Test func colorsAreThoseOfTheMean() throws {
    let points = [Point(20, 30), Point(20, 30), Point(40, 40)]
    let map = try #require(ColorMap(named: "greys"))
    let image = DotRaster(points, values: [0, 1, 1], in: area, scale: 2)
      .image(radius: 3, opacity: 1, paints: map.table.map { .fixed($0) })
    func color(_ x: Double, _ y: Double) -> RGB {
      image.palette[Int(image.pixels[Int((y - 20) * 2) * image.columns + Int((x - 10) * 2)])]
    }
    #expect(color(40, 40).hexadecimal == "#000000")
    let middle = map.color(at: 0.5)
    #expect(abs(Int(color(20, 30).red) - Int(middle.red)) < 4)
  }

  @Test func anyNumberOfPointsStaysSmall() throws {
    for count in [5001, 200_000] {
      let (x, y) = (Examples.noise(count), Examples.noise(count, seed: 5))
      for z in [nil, x] {
        let figure = Figure([Subplot([try ScatterSeries(x: x, y: y, markerZ: z)])])
        #expect(try figure.svg().utf8.count < 200_000, "\(count)")
      }
    }
  }
}
