// Surfaces that pass through each other, and what lies before and behind them.

import Testing

@testable import Graphics

@Suite struct SpaceOrderTests {
  private static let up = NearnessPlane(x: 0.01, y: 0, offset: 0)
  private static let down = NearnessPlane(x: -0.01, y: 0, offset: 1)
  private static let frame = Rect(x: 0, y: 0, width: 120, height: 100)

  private func face(_ source: Int, _ plane: NearnessPlane, _ order: Int, x: Double = 0) -> SpaceElement {
    let outline = [Point(x, 0), Point(x + 100, 0), Point(x + 100, 100), Point(x, 100)]
    return SpaceElement(
      shape: .face(outline), style: .face(Fill(.fixed(RGB(hex: UInt32(source)))), nil), key: 0, depth: 0, order: order,
      isFace: true, source: source, plane: plane)
  }

  private func outlines(_ elements: [SpaceElement]) -> [(source: Int, middle: Double, area: Double)] {
    elements.compactMap { element in
      guard case .face(let points) = element.shape else { return nil }
      var sum = 0.0
      for (a, b) in zip(points, points.dropFirst() + points.prefix(1)) { sum += a.x * b.y - b.x * a.y }
      return (element.source, points.reduce(0) { $0 + $1.x } / Double(points.count), sum / 2)
    }
  }

  @Test func facesThatMeetAreCutWhereTheyMeet() {
    let ordered = SpaceOrder.ordered([face(0, Self.up, 0), face(1, Self.down, 1)], frame: Self.frame)
    let pieces = outlines(ordered)
    // Both at x = 50, where 0.01 x = 1 − 0.01 x.
    #expect(pieces.count == 4 && pieces.allSatisfy { ($0.area - 5000).magnitude < 1e-6 })
    func place(_ source: Int, _ isLeft: Bool) -> Int {
      pieces.firstIndex { $0.source == source && ($0.middle < 50) == isLeft } ?? -1
    }
    // At the left the first is farther, at the right the second.
    #expect(place(0, true) < place(1, true) && place(1, false) < place(0, false))
  }

  @Test func facesOfOneSurfaceAreNotCut() {
    let ordered = SpaceOrder.ordered([face(0, Self.up, 0), face(0, Self.down, 1)], frame: Self.frame)
    #expect(ordered.map(\.order) == [0, 1])
  }

  @Test func nearerFacesComeLater() {
    let near = NearnessPlane(x: 0, y: 0, offset: 5)
    let ordered = SpaceOrder.ordered([face(0, near, 0), face(1, Self.up, 1)], frame: Self.frame)
    #expect(ordered.map(\.order) == [1, 0])
    // Side by side on the page, they stay as they are.
    let apart = SpaceOrder.ordered([face(0, near, 0), face(1, Self.up, 1, x: 100)], frame: Self.frame)
    #expect(apart.map(\.order) == [0, 1])
  }

  @Test func dotsAndLinesLieBeforeOrBehindFaces() {
    func dot(_ depth: Double, _ order: Int) -> SpaceElement {
      SpaceElement(
        shape: .dot(Point(50, 50)), style: .dots(Marker(.circle, radius: 2, fill: Fill(.fixed(RGB(hex: 0))))), key: 0,
        depth: depth, order: order, isFace: false, source: 1)
    }
    let level = NearnessPlane(x: 0, y: 0, offset: 0.5)
    let ordered = SpaceOrder.ordered([dot(0.6, 0), face(0, level, 1), dot(0.2, 2), dot(0.49, 3)], frame: Self.frame)
    // What lies on a face is seen.
    #expect(ordered.map(\.order) == [2, 1, 0, 3])
    #expect(SpaceOrder.ordered([], frame: Self.frame).isEmpty)
  }

  @Test func planesOfFacesAgreeWithTheirCorners() throws {
    let axis = Examples.line(-1, 1, 12)
    let plane = try Grid(x: axis, y: axis) { 0.3 * $0 + 0.1 * $1 }
    let other = try Grid(x: axis, y: axis) { -0.4 * $0 + 0.2 * $1 }
    let both = figure(SurfaceSeries(plane), SurfaceSeries(other))
    let svg = try both.svg()
    #expect(isWellFormed(svg) && svg.utf8.count < 60_000)
    #expect(try both.svg() == svg)
  }
}
