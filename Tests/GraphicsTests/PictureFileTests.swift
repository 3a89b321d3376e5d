// Figures as PNG and PDF.

import Testing

@testable import Graphics

@Suite struct PictureFileTests {
  private let figure: Figure

  init() throws {
    var figure = Figure([Subplot([try ScatterSeries(x: [1, 2, 3, 4], y: [2, 1, 4, 3])])])
    figure.options.title = "Points & more"
    self.figure = figure
  }

  @Test func `a PNG has the size of the figure in pixels of its resolution`() throws {
    let png = try figure.file(.png, resolution: 144)
    #expect(png.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    func number(at place: Int) -> Int { png[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    #expect((number(at: 16), number(at: 20)) == (960, 600))
    #expect(try figure.file(.png, resolution: 144) == png)
    #expect(png.count > 5_000 && png.count < 100_000)
  }

  @Test func `a PDF has the size of the figure in points, its title, and no time`() throws {
    let pdf = try figure.file(.pdf)
    let text = String(decoding: pdf, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-1.") && text.contains("/MediaBox [ 0 0 480 300 ]"))
    #expect(text.contains("Points & more") && !text.contains("Date"))
    #expect(try figure.file(.pdf) == pdf)
  }

  @Test func `an SVG of its own follows the page's colours, and one for pictures has one look`() throws {
    #expect(String(decoding: try figure.file(.svg), as: UTF8.self).contains("prefers-color-scheme:dark"))
    let plain = try figure.svg(.picture)
    #expect(!plain.contains("<style>") && !plain.contains("var("))
  }

  @Test func `an animation has its last picture where nothing can move`() throws {
    var second = figure
    second.options.title = "Last"
    let animation = try Animation([figure, second])
    #expect(String(decoding: try animation.file(.svg), as: UTF8.self).contains("@keyframes"))
    #expect(try animation.file(.pdf) == animation.still.file(.pdf))
  }

  @Test func `too many pixels are refused`() {
    var large = figure
    large.size = Size(8000, 8000)
    #expect(throws: FigureError.self) { try large.file(.png, resolution: 2400) }
    #expect(throws: FigureError.self) { try figure.file(.png, resolution: 0) }
    #expect(throws: FigureError.self) { try figure.file(.png, resolution: .nan) }
  }
}
