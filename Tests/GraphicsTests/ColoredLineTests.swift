// Lines whose colour follows values, and markers whose size does.

import Testing

@testable import Graphics

@Suite struct ColoredLineTests {
  private func pieces(_ points: [Point], _ fractions: [Double]) -> [ColoredLine<Point>.Piece] {
    ColoredLine(points, fractions: fractions) { $0.distance(to: $1) }.pieces
  }

  @Test func aLongSegmentRunsThroughAllColours() {
    let pieces = pieces([Point(0, 0), Point(640, 0)], [0, 1])
    #expect(pieces.count == 64 && pieces.map(\.color) == Array(0..<64))
    #expect(pieces.first?.points.first == Point(0, 0) && pieces.last?.points.last == Point(640, 0))
    for (a, b) in zip(pieces, pieces.dropFirst()) { #expect(a.points.last == b.points.first) }
    // A short one has no room for them.
    #expect(self.pieces([Point(0, 0), Point(6, 0)], [0, 1]).count == 2)
  }

  @Test func oneColourIsOnePiece() {
    let points = (0..<50).map { Point(Double($0), 0) }
    let pieces = pieces(points, [Double](repeating: 0.3, count: 50))
    #expect(pieces.count == 1 && pieces[0].points == points)
  }

  @Test func whatIsNotFiniteBreaksTheLine() {
    let points = (0..<5).map { Point(Double($0) * 10, 0) }
    #expect(pieces(points, [0, 0, .nan, 0, 0]).count == 2)
    #expect(pieces([Point(0, 0), Point(.nan, 0), Point(1, 1)], [0, 0, 0]).isEmpty)
    #expect(pieces([], []).isEmpty && pieces([Point(0, 0)], [1]).isEmpty)
    #expect(pieces(points, [0, .infinity, 0, 0, 0]).count == 1)
  }

  @Test(arguments: [2.0, 20, 200], [1, 2, 3])
  func manyShortPartsAreThinnedOut(length: Double, segments: Int) {
    var points: [Point] = []
    for part in 0..<9_000 {
      let start = Point(Double(part % 300) * 2, Double(part / 300) * 10)
      for step in 0...segments { points.append(Point(start.x + length * Double(step), start.y + Double(step % 2))) }
      points.append(Point(.nan, .nan))
    }
    let found = pieces(points, points.indices.map { Double($0 % 7) / 6 })
    #expect(found.count > 300 && found.count <= ColoredLine<Point>.pieceLimit)
  }

  @Test func thinnedLinesKeepTheirEnds() {
    let line = [true, true, true, true, true, true]
    #expect(Simplification.thinned(line, every: 2) == [0, 2, 4, 5])
    #expect(Simplification.thinned(line, every: 1) == Array(0..<6))
    #expect(Simplification.thinned(line + [false] + line, every: 100) == [0, 5, 6])
    // Pairs: each other one.
    let pairs = Array([[Bool]](repeating: [true, true, false], count: 4).joined())
    #expect(Simplification.thinned(pairs, every: 2) == [0, 1, 2, 6, 7, 8])
    #expect(Simplification.thinned([false, true, false], every: 1).isEmpty && Simplification.thinned([], every: 3).isEmpty)
  }

  @Test func manySegmentsInSpaceAreThinnedOut() throws {
    let count = 13_000
    var (x, y, z): ([Double], [Double], [Double]) = ([], [], [])
    for index in 0..<count {
      let place = Double(index) / Double(count)
      x += [place, 1 - place, .nan]
      y += [0, 1, .nan]
      z += [place, place, .nan]
    }
    // Two numbers for each end are left of enough lines.
    #expect(try figure(SpaceLineSeries(x: x, y: y, z: z)).svg().utf8.count > 50_000)
  }

  @Test func longLinesStaySmall() throws {
    let count = 50_000
    let noise = Examples.noise(count)
    let wild = try LineSeries(x: (0..<count).map(Double.init), y: noise, lineZ: Examples.noise(count, seed: 5))
    #expect(try figure(wild).svg().utf8.count < 200_000)
    let spiral = (0..<count).map { Double($0) / 500 }
    let smooth = try LineSeries(
      x: spiral.map { $0 * Trigonometry.cosine(57 * $0) }, y: spiral.map { $0 * Trigonometry.sine(57 * $0) }, lineZ: spiral)
    #expect(try figure(smooth).svg().utf8.count < 200_000)
    let space = try SpaceLineSeries(x: noise, y: Examples.noise(count, seed: 2), z: spiral, lineZ: noise)
    #expect(try figure(space).svg().utf8.count < 300_000)
  }

  @Test func theColourBarShowsTheValues() throws {
    let series = try LineSeries(x: [0, 1, 2], y: [0, 1, 0], lineZ: [5, .nan, 9])
    let demand = try #require(series.colorDemand)
    #expect(demand.limits == Limits(5, 9) && series.columns[0] == DataColumn("line_z", series.lineZ ?? []))
    #expect(try figure(series).svg().contains("colour bar"))
    // Nothing to show, one value, nothing at all.
    for z in [[.nan, .nan, .nan], [3, 3, 3]] as [[Double]] {
      #expect(isWellFormed(try figure(try LineSeries(x: [0, 1, 2], y: [0, 1, 0], lineZ: z)).svg()))
    }
    #expect(isWellFormed(try figure(try LineSeries(x: [], y: [], lineZ: [])).svg()))
    #expect(throws: FigureError.self) { try LineSeries(x: [0, 1], y: [0, 1], lineZ: [1]) }
    #expect(throws: FigureError.self) { try SpaceLineSeries(x: [0], y: [0], z: [0], lineZ: []) }
  }

  @Test func arrowsHaveTheColoursOfTheirEnds() throws {
    var series = try LineSeries(x: [0, 1, 2, 3], y: [0, 1, 0, 1], lineZ: [0, 1, 2, 3])
    series.arrow = .both
    let svg = try figure(series).svg()
    // The darkest and the lightest colour of the map that lines have on a light page.
    let colors = ColorMap.viridis.colors(on: RGB(hex: 0xFFFFFF))
    for end in [colors[0], colors[255]] { #expect(svg.contains(end.hexadecimal)) }
    var short = try LineSeries(x: [], y: [], lineZ: [])
    short.arrow = .both
    #expect(isWellFormed(try figure(short).svg()))
  }
}

@Suite struct SizeScaleTests {
  private func scale(_ values: [Double], radii: Limits? = nil) throws -> SizeScale {
    let limits = try #require(Limits(of: values))
    return try #require(SizeScale([SizeDemand(limits: limits, radii: radii, count: values.count)]))
  }

  @Test func areasFollowValues() throws {
    let scale = try scale([1, 4, 100])
    #expect((scale.radius(100) / scale.radius(25) - 2).magnitude < 1e-12)
    #expect(scale.radius(0) == 0 && scale.radius(1e-9) == 1 && scale.radius(.nan).isNaN)
    let given = try self.scale([10, 30], radii: Limits(3, 12))
    #expect(given.radius(10) == 3 && given.radius(30) == 12 && given.radius(99) == 12)
    let signed = try self.scale([-1, 1])
    #expect(signed.radius(-1) > 0 && signed.radius(-1) < signed.radius(1))
    // Of equal values those of nothing are small.
    #expect(try self.scale([0, 0]).radius(0) == 2.5 && self.scale([-1, -1]).radius(-1) == 2.5)
    #expect(try self.scale([0, 0], radii: Limits(3, 12)).radius(0) == 3 && self.scale([5, 5]).radius(5) == 18)
  }

  @Test func theLegendShowsRoundValues() throws {
    #expect(try scale([1, 87]).values == [50, 20, 5])
    #expect(try scale([0, 1]).values == [1, 0.5, 0.1])
    #expect(try scale([0.001, 0.0234]).values == [0.02, 0.01, 0.002])
    #expect(try scale([7, 7]).values == [7])
    for values in [try scale([90, 100]).values, try scale([-3, 5]).values, try scale([1e200, 3e200]).values] {
      #expect((2...4).contains(values.count) && values == values.sorted(by: >))
    }
  }

  @Test func sizesHaveRowsInTheLegend() throws {
    let series = try ScatterSeries(x: [0, 1, 2], y: [0, 1, 2], sizeZ: [10, 20, 100])
    let svg = try figure(series) { $0.sizeTitle = "people" }.svg()
    for text in ["people", ">100<", ">50<", ">10<"] { #expect(svg.contains(text)) }
    let plain = try ScatterSeries(x: [0, 1, 2], y: [0, 1, 2], markerSizes: [3, 4, 5])
    #expect(!(try figure(plain).svg().contains("legend")))
    for sizes in [[.nan, .nan, .nan], [0, 0, 0], [-1, -1, -1], [.infinity, 1, 2]] as [[Double]] {
      #expect(isWellFormed(try figure(try ScatterSeries(x: [0, 1, 2], y: [0, 1, 2], sizeZ: sizes)).svg()))
    }
    #expect(throws: FigureError.self) { try ScatterSeries(x: [0, 1], y: [0, 1], sizeZ: [1]) }
  }

  @Test func seriesOfAPlotShareTheirSizes() throws {
    let series = [[1.0], [100.0]].map { try? ScatterSeries(x: [0], y: [0], sizeZ: $0) }.compactMap(\.self)
    let scale = try #require(SizeScale(series.compactMap(\.sizeDemand)))
    #expect(scale.limits == Limits(0, 100))
  }
}
