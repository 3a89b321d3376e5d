// Descriptions: trends, dates, and their length.

import Testing

@testable import Graphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct DescriptionTests {
  private func text(_ series: [any Series], _ change: (inout SubplotOptions) -> Void = { _ in }) -> String {
    figure(series, change).alternativeText
  }

  @Test func rankCorrelationIsKendalls() {
    // scipy.stats.kendalltau (1.17), variant b.
    #expect(abs(RankCorrelation([1, 2, 3, 4, 5], [3, 1, 2, 5, 4]).tau - 0.4) < 1e-12)
    #expect(abs(RankCorrelation([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]).tau + 0.471_404_520_791_031_7) < 1e-12)
    #expect(RankCorrelation([1, 2, 3], [1, 2, 3]).tau == 1)
    #expect(RankCorrelation([1, 2, 3], [3, 2, 1]).tau == -1)
    #expect(RankCorrelation([1, 2, 3], [1, 1, 1]).tau.isNaN)
    #expect(RankCorrelation([], []).tau.isNaN)
    #expect(RankCorrelation([1, .nan, 3], [1, 5, 3]).tau == 1)
  }

  @Test func rankCorrelationAgreesWithAllPairs() {
    for count in [2, 3, 7, 50, 101] {
      let x = Examples.noise(count, seed: 5).map { ($0 * 8).rounded() }
      let y = Examples.noise(count, seed: 6).map { ($0 * 8).rounded() }
      var (sum, untiedX, untiedY) = (0.0, 0.0, 0.0)
      for i in 0..<count {
        for j in 0..<i {
          let (dx, dy) = (x[i] - x[j], y[i] - y[j])
          if dx != 0 { untiedX += 1 }
          if dy != 0 { untiedY += 1 }
          if dx * dy != 0 { sum += dx * dy > 0 ? 1 : -1 }
        }
      }
      let tau = RankCorrelation(x, y).tau
      #expect(abs(tau - sum / (untiedX * untiedY).squareRoot()) < 1e-12 || untiedX * untiedY == 0)
    }
  }

  @Test func trendsAreTold() throws {
    let x = Examples.line(0, 10, 40)
    #expect(text([LineSeries(AdaptiveSampler().sample(0.0...2.0) { exp($0) })]).hasSuffix(", rising."))
    #expect(text([try ScatterSeries(x: x, y: x.map { -$0 + sin(20 * $0) })]).hasSuffix(", falling."))
    #expect(text([LineSeries(AdaptiveSampler().sample(-7.0...7.0) { cos($0) })]).hasSuffix(", no clear trend."))
    #expect(text([try LineSeries(y: [2, 2, 2, 2, 2])]).hasSuffix(", constant."))
    // Few points, curves that turn back, other kinds.
    #expect(!text([try LineSeries(y: [1, 2, 3, 4])]).contains("rising"))
    #expect(!text([LineSeries(AdaptiveSampler().sample(0.0...6.0, x: cos, y: sin))]).contains("trend"))
    #expect(!text([try BarSeries(categories: ["a", "b", "c", "d", "e"], values: [[1, 2, 3, 4, 5]])]).contains("rising"))
  }

  @Test func datesAreWords() throws {
    let days = (0..<10).map { 19_783 + Double($0) }
    let words = text([try LineSeries(x: days, y: days)]) { $0.x.ticks = .dates }
    #expect(words.contains("x axis from 1 Mar 2024 to 10 Mar 2024"))
    #expect(words.contains("on 1 Mar 2024 to") && words.contains("on 10 Mar 2024, rising"))
  }

  @Test func theyAreShort() throws {
    for example in try Examples.all() {
      #expect(example.figure.alternativeText.count < 650, "\(example.name): \(example.figure.alternativeText)")
    }
    let many = try (0..<40).map { try LineSeries(y: [1, 2, Double($0)], style: SeriesStyle(label: "series \($0)")) }
    let words = text(many)
    #expect(words.count < 650 && words.contains("40 series of kind line") && words.contains("more series"))
    #expect(Figure([Subplot](repeating: Subplot(many), count: 4)).alternativeText.count < 1200)
  }
}
