// Clipping, simplification and contours.

import Testing

@testable import Graphics

@Suite struct GeometryTests {
  private let frame = Rect(x: 0, y: 0, width: 100, height: 100)

  @Test func linesAreCutAtTheFrame() {
    let pieces = frame.clip(polyline: [Point(-50, 50), Point(150, 50), Point(150, 150), Point(50, 50)])
    #expect(pieces.count == 2)
    #expect(pieces[0].points == [Point(0, 50), Point(100, 50)])
    #expect(pieces[1].points == [Point(100, 100), Point(50, 50)])
  }

  @Test func notANumberBreaksALine() {
    let pieces = frame.clip(polyline: [Point(1, 1), Point(2, 2), Point(.nan, 3), Point(4, 4), Point(5, 5)])
    #expect(pieces.map(\.points.count) == [2, 2])
  }

  @Test func polygonsAreCutAtTheFrame() {
    let square = Rect(x: 50, y: 50, width: 100, height: 100).corners
    let shown = frame.clip(polygon: square)
    #expect(Set(shown) == Set(Rect(x: 50, y: 50, width: 50, height: 50).corners))
    #expect(frame.clip(polygon: Rect(x: 200, y: 0, width: 5, height: 5).corners).isEmpty)
  }

  @Test func denseLinesKeepTheirExtremes() {
    let points = (0..<100_000).map { Point(Double($0) / 1000, $0 == 54_321 ? 99 : Double($0 % 7)) }
    let simplified = Simplification.simplified(points)
    #expect(simplified.count < 500)
    #expect(simplified.contains { $0.y == 99 })
    #expect(simplified.first == points.first && simplified.last == points.last)
  }

  @Test func simplificationStaysWithinTolerance() {
    let points = (0...500).map { Point(Double($0), 50 + 0.2 * Double($0 % 2)) }
    #expect(Simplification.douglasPeucker(points, tolerance: 0.25).count <= 3)
  }

  @Test func circleHasOneClosedContour() throws {
    let axis = (0...40).map { Double($0) / 10 - 2 }
    let grid = try Grid(x: axis, y: axis) { $0 * $0 + $1 * $1 }
    let lines = MarchingSquares(grid: grid).lines(at: 1)
    #expect(lines.count == 1)
    #expect(lines.allSatisfy { $0.closed })
    for point in lines[0].points { #expect(abs((point.x * point.x + point.y * point.y).squareRoot() - 1) < 0.01) }
  }

  @Test func openContoursEndAtTheBorder() throws {
    let grid = try Grid(x: [0, 1, 2], y: [0, 1, 2]) { x, _ in x }
    let lines = MarchingSquares(grid: grid).lines(at: 0.5)
    #expect(lines.count == 1)
    #expect(lines[0].points.map(\.x) == [0.5, 0.5, 0.5])
    #expect(!lines[0].closed)
  }

  @Test func saddlesAreDecidedByTheMean() throws {
    // High at two opposite corners: with a high mean they are joined, with a low one apart.
    let high = MarchingSquares(grid: try Grid(rows: 2, columns: 2, values: [1, 0.4, 0.4, 1])).lines(at: 0.5)
    let low = MarchingSquares(grid: try Grid(rows: 2, columns: 2, values: [1, -0.4, -0.4, 1])).lines(at: 0.5)
    #expect(high.count == 2 && low.count == 2)
    #expect(high != low)
  }

  @Test func regionsAreClosedAtTheBorder() throws {
    let grid = try Grid(x: [0, 1, 2], y: [0, 1, 2]) { x, _ in x }
    let region = MarchingSquares(grid: grid).region(above: 0.5)
    #expect(region.count == 1)
    var area = 0.0
    for (a, b) in zip(region[0], region[0].dropFirst() + [region[0][0]]) { area += (a.x * b.y - b.x * a.y) / 2 }
    #expect(abs(abs(area) - 3) < 1e-9)
  }

  @Test func holesInGridsHaveNoContours() throws {
    let grid = try Grid(rows: 2, columns: 2, values: [0, 1, .nan, 1])
    #expect(MarchingSquares(grid: grid).lines(at: 0.5).isEmpty)
    #expect(MarchingSquares(grid: try Grid(rows: 0, columns: 0, values: [])).lines(at: 0).isEmpty)
  }
}
