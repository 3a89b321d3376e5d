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
