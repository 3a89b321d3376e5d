// Pictures that follow one another, and plots over and within plots.

import Foundation
import Testing

@testable import Graphics

@Suite struct AnimationTests {
  private func frame(_ height: Double, _ options: (inout SubplotOptions) -> Void = { _ in }) throws -> Figure {
    try figure([LineSeries(x: [0, 1, 2], y: [0, height, 1])], options)
  }

  @Test func framesShareTheirAxes() throws {
    let animation = try Animation([1, 5, 3].map { try frame($0) })
    let data = try animation.frames.map { try $0.data.plots[0].y }
    #expect(Set(data.map { [$0.lower, $0.upper] }).count == 1 && data[0].upper > 5)
    // What the author says stands.
    let fixed = try Animation([1, 5].map { try frame($0) { $0.y.upper = 4 } })
    #expect(try fixed.frames[0].data.plots[0].y.upper == 4)
  }

  @Test func whatIsEqualIsWrittenOnce() throws {
    let animation = try Animation((1...20).map { try frame(Double($0)) })
    let svg = try animation.svg()
    #expect(isWellFormed(svg))
    #expect(svg.components(separatedBy: "aria-label=\"x axis\"").count == 2)
    #expect(svg.components(separatedBy: "class=\"f f").count == 21)
    #expect(svg.contains("prefers-reduced-motion") && svg.contains("step-end infinite"))
    #expect(svg.utf8.count < 3 * (try animation.still.svg().utf8.count))
    #expect(try svg == animation.svg())
  }

  @Test func anAnimationMayEnd() throws {
    var animation = try Animation([1, 2, 3].map { try frame($0) }, framesPerSecond: 2)
    animation.repeats = false
    let svg = try animation.svg()
    #expect(isWellFormed(svg) && !svg.contains("infinite") && svg.contains("forwards"))
  }

  @Test func manyFramesAreThinnedToTheLast() throws {
    let animation = try Animation((0...1000).map { try frame(Double($0)) })
    #expect(animation.frames.count == 120)
    #expect(try animation.still.data.plots[0].series[0]["y"] == [0, 1000, 1])
    #expect(throws: FigureError.self) { try Animation([]) }
    #expect(throws: FigureError.self) { try Animation([frame(1)], framesPerSecond: .nan) }
  }

  @Test func framesOfOtherKindsAreDrawn() throws {
    var two = try frame(1)
    two.subplots.append(two.subplots[0])
    for frames in [[try frame(1), two], [Figure(), try frame(1)], [try frame(.nan), try frame(1)]] {
      #expect(isWellFormed(try Animation(frames).svg(.standalone)))
    }
  }

  // MARK: - Plots over and within plots

  @Test func aSecondAxisHasLimitsOfItsOwn() throws {
    var figure = try frame(5)
    var twin = Subplot([try LineSeries(x: [0, 3], y: [1000, 2000])])
    twin.options.y.label = "right"
    figure.subplots[0].twin = twin
    let data = try figure.data
    #expect(data.plots.count == 2 && data.plots[0].x == data.plots[1].x)
    #expect(data.plots[0].x.upper > 3 && data.plots[1].y.lower > 900 && data.plots[0].y.upper < 10)
    let svg = try figure.svg()
    #expect(svg.contains("right y axis") && svg.contains(">right<") && isWellFormed(svg))
  }

  @Test func insetsStandWithinThePlot() throws {
    var figure = try frame(5)
    figure.subplots[0].insets = [Inset(try frame(2), at: Rect(x: 0.5, y: 0.5, width: 0.4, height: 0.4))]
    #expect(try figure.svg().contains("translate(") && figure.data.plots.count == 2)
    for place in [Rect(x: 0.9, y: 0, width: 0.2, height: 0.5), Rect(x: 0, y: 0, width: 0.01, height: 0.5)] {
      figure.subplots[0].insets[0].place = place
      #expect(throws: FigureError.self) { try figure.svg() }
    }
  }

  @Test func lensesAreJoinedToWhatTheyEnlarge() throws {
    var figure = try frame(5)
    let data = try figure.data.plots[0]
    let (x, y) = (data.x, data.y)
    let source = Rect(
      minX: x.lower, minY: y.lower, maxX: x.lower + 0.2 * (x.upper - x.lower), maxY: y.lower + 0.2 * (y.upper - y.lower))
    let place = Rect(x: 0.5, y: 0.5, width: 0.4, height: 0.4)
    func links(_ source: Rect?) throws -> [Polyline] {
      figure.subplots[0].insets = [Inset(try frame(2), at: place, enlarging: source)]
      let layout = try FigureLayout(figure)
      let canvas = layout.plots[0].canvas(in: layout.frame(of: 0))
      return layout.insets[0][0].linkNodes(on: canvas, figure.theme).flatMap { node -> [Polyline] in
        guard case .group(let group) = node else { return [] }
        return group.children.flatMap { child -> [Polyline] in
          guard case .shape(let shape) = child, case .lines(let lines) = shape.geometry else { return [] }
          return lines
        }
      }
    }
    #expect(try links(nil).isEmpty)
    let lines = try links(source)
    // Two lines and the frame; from below at the left to above at the right they join the upper left and lower right corners.
    #expect(lines.count == 3 && lines[2].closed)
    let area = try FigureLayout(figure).frame(of: 0)
    #expect(abs(lines[0].points[0].x - area.minX) < 0.01 && abs(lines[1].points[0].y - area.maxY) < 0.01)
    // What is not in sight has no frame.
    #expect(try links(Rect(minX: x.upper + 1, minY: y.lower, maxX: x.upper + 2, maxY: y.upper)).isEmpty)
  }

  @Test func fixedProportionsLeaveNoRoomEmpty() throws {
    let image = try ImageSeries(rows: 40, columns: 60, grey: [Double](repeating: 0.5, count: 2400))
    var figure = Figure([.image(image)])
    #expect(try FigureLayout.size(figure) == Size(440, 301))
    figure.size = Size(440, 440)
    #expect(try FigureLayout.size(figure) == Size(440, 440))
    let tall = try ImageSeries(rows: 60, columns: 30, grey: [Double](repeating: 0.5, count: 1800))
    #expect(try FigureLayout.size(Figure([.image(tall)])) == Size(240, 440))
    // What the data leave open fills the square.
    var open = Figure([Subplot([try LineSeries(x: [0, 4], y: [0, 1])])])
    open.options.aspectRatio = .equal
    #expect(try FigureLayout.size(open) == Size(440, 440))
    // The frames of an animation are of one size.
    var frames: [Figure] = []
    for title in ["", "A", "A\nB"] {
      var one = Figure([.image(image)])
      one.options.title = title
      frames.append(one)
    }
    let sizes = try Animation(frames, framesPerSecond: 2).frames.map { try FigureLayout.size($0) }
    #expect(Set(sizes.map(\.height)).count == 1)
  }

  @Test func plotsMayCoverSeveralPlaces() throws {
    var figure = Figure([try frame(1).subplots[0], try frame(2).subplots[0], try frame(3).subplots[0]])
    var layout = GridLayout(rows: 2, columns: 2)
    layout.spans = [
      GridLayout.Span(rows: 0..<1, columns: 0..<2), GridLayout.Span(rows: 1..<2, columns: 0..<1),
      GridLayout.Span(rows: 1..<2, columns: 1..<2),
    ]
    figure.layout = layout
    #expect(isWellFormed(try figure.svg()))
    figure.layout?.spans[0].columns = 0..<3
    #expect(throws: FigureError.self) { try figure.svg() }
  }
}
