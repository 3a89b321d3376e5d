// Bins and densities.

import Testing

@testable import Graphics

@Suite struct StatisticsTests {
  private let sample = (0..<1000).map { Double(($0 * 7919) % 1000) / 100 }

  @Test func everyValueIsCountedOnce() throws {
    for rule in [BinRule.freedmanDiaconis, .sturges, .scott, .rice, .squareRoot, .count(7)] {
      let histogram = try Histogram(sample, bins: rule)
      #expect(histogram.heights.reduce(0, +) == 1000)
      #expect(histogram.outside == 0)
      #expect(zip(histogram.edges, histogram.edges.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test func edgesAreRound() throws {
    let histogram = try Histogram([0.05, 0.12, 0.31, 0.38, 0.44], bins: .count(4))
    #expect(histogram.edges == [0, 0.1, 0.2, 0.3, 0.4, 0.5])
    #expect(histogram.heights == [1, 1, 0, 2, 1])
  }

  @Test func widthsAreTheNearestRoundOnes() throws {
    // The rule of Freedman and Diaconis asks for 2 · 0.5 · 1000^(−1/3) = 0.1, 0.22 and 0.33 times the unit.
    for (unit, width) in [(1.0, 0.1), (2.3, 0.25), (3.3, 0.25), (4.5, 0.5)] {
      let histogram = try Histogram((0...1000).map { unit * Double($0) / 1000 })
      #expect(abs(histogram.edges[1] - histogram.edges[0] - width) < 1e-12, "\(unit)")
    }
  }

  @Test func binsOfWholeNumbersHoldEquallyManyOfThem() throws {
    let dice = (0..<1200).map { Double($0 % 6 + 1) }
    let histogram = try Histogram(dice)
    #expect(histogram.edges == [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5])
    #expect(histogram.heights == [200, 200, 200, 200, 200, 200])
    let marks = try Histogram((0..<3000).map { Double($0 % 101) })
    #expect(Set(zip(marks.edges, marks.edges.dropFirst()).map { $1 - $0 }).count == 1)
    #expect(marks.edges[0] == -0.5 && marks.heights.reduce(0, +) == 3000)
    let plane = try PlaneHistogram(x: dice, y: dice.map { 7 - $0 })
    #expect(plane.xEdges == histogram.edges && plane.yEdges == histogram.edges)
    // The years of a century, and numbers too large or too far apart to count one by one.
    #expect(try Histogram([1e15, 1e15 + 3, 1e15 + 7]).heights.reduce(0, +) == 3)
    #expect(try Histogram([0, 5000, 20000]).heights.reduce(0, +) == 3)
  }

  @Test func givenEdgesAreKept() throws {
    let histogram = try Histogram([1, 2, 3, 4, 9], bins: .edges([0, 2, 4]))
    #expect(histogram.heights == [1, 3])
    #expect(histogram.outside == 1)
  }

  @Test func normalizations() throws {
    let edges = BinRule.edges([0, 1, 3])
    let values = [0.5, 1.5, 2, 2.5]
    #expect(try Histogram(values, bins: edges, normalize: .probability).heights == [0.25, 0.75])
    #expect(try Histogram(values, bins: edges, normalize: .pdf).heights == [0.25, 0.375])
    #expect(try Histogram(values, bins: edges, normalize: .density).heights == [1, 1.5])
    #expect(try Histogram(values, bins: edges, weights: [2, 1, 1, 1]).heights == [2, 3])
  }

  @Test func oddData() throws {
    #expect(try Histogram([]).heights.isEmpty)
    #expect(try Histogram([.nan, .infinity]).heights.isEmpty)
    #expect(try Histogram([5, 5, 5]).heights == [3])
    #expect(try Histogram([1e9, 1e9 + 1]).heights.reduce(0, +) == 2)
    let outliers = [Double](repeating: 0, count: 50) + (0..<50).map { Double($0) / 100 } + [1e12]
    #expect(try Histogram(outliers).heights.count <= 260)
    #expect(try Histogram([1e-300, 2e-300, 4e-300], bins: .count(3)).heights.reduce(0, +) == 3)
  }

  @Test func impossibleBinsAreRefused() {
    #expect(throws: FigureError.self) { try Histogram([1, 2], bins: .count(0)) }
    #expect(throws: FigureError.self) { try Histogram([1, 2], bins: .count(1_000_000)) }
    #expect(throws: FigureError.self) { try Histogram([1, 2], bins: .edges([1])) }
    #expect(throws: FigureError.self) { try Histogram([1, 2], bins: .edges([1, 1])) }
    #expect(throws: FigureError.self) { try Histogram([1, 2], weights: [1]) }
    #expect(throws: FigureError.self) { try Histogram([1, 2], weights: [1, -1]) }
  }

  @Test func densityIntegratesToOne() throws {
    for values in [sample, [1, 2, 4, 8], [3, 3, 3], [0, 1e6]] {
      let estimate = try KernelDensity(values)
      var area = 0.0
      for index in 1..<estimate.x.count {
        area +=
          (estimate.density[index] + estimate.density[index - 1]) / 2 * (estimate.x[index] - estimate.x[index - 1])
      }
      #expect(abs(area - 1) < 2e-3)
    }
  }

  @Test func densityOfOnePointIsTheKernel() throws {
    let estimate = try KernelDensity([2], bandwidth: 0.5)
    let peak = estimate.density.max() ?? 0
    #expect(abs(peak - 1 / (0.5 * (2 * Double.pi).squareRoot())) < 2e-3)
  }
}
