// Tick positions and labels.

import Foundation
import Testing

@testable import Graphics

@Suite struct TickTests {
  @Test func findsTheExampleOfTheReferenceImplementation() {
    // The documentation of the R package `labeling`: extended(8.1, 14.1, 4).
    let search = WilkinsonTicks(count: 4, inside: false)
    #expect(search.search(8.1, 14.1)?.values == [8, 10, 12, 14])
    #expect(WilkinsonTicks(count: 5, inside: false).search(0, 100)?.values == [0, 25, 50, 75, 100])
  }

  /// The pruned search agrees with one that tries every candidate.
  @Test func prunedSearchFindsTheBest() {
    var seed: UInt64 = 7
    func random() -> Double {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(seed >> 11) / 9_007_199_254_740_992
    }
    for _ in 0..<100 {
      let lower = (random() - 0.5) * 20
      let upper = lower + 0.1 + random() * 30
      let count = Double(Int(3 + random() * 6))
      let found = WilkinsonTicks(count: count, inside: false).search(lower, upper)
      let best = ExhaustiveTicks.best(lower, upper, count)
      #expect(found != nil)
      guard let found, let best else { continue }
      let score = ExhaustiveTicks.score(
        found.values[0], found.values[found.count - 1], found.count, found.digit, found.skip, found.first, lower, upper,
        count)
      #expect(abs(score - best) < 1e-9, "\(lower) \(upper) \(count): \(found.values)")
    }
  }

  @Test func ticksAreExactDecimals() {
    let ticks = WilkinsonTicks(count: 5, inside: true).search(0, 0.5)
    #expect(ticks?.values == [0, 0.1, 0.2, 0.3, 0.4, 0.5])
  }

  @Test func insideTicksStayInside() {
    for upper in stride(from: 0.37, to: 50, by: 1.71) {
      let values = WilkinsonTicks(count: 6, inside: true).search(-0.3, upper)?.values ?? []
      #expect(values.count >= 2)
      #expect(values.allSatisfy { $0 >= -0.3 && $0 <= upper * (1 + 1e-9) })
    }
  }

  @Test func degenerateRangesHaveNoLabelling() {
    let search = WilkinsonTicks(count: 5, inside: true)
    #expect(search.search(1, 1) == nil)
    #expect(search.search(1e16, 1e16 + 2) == nil)
    #expect(search.search(.nan, 1) == nil)
    #expect(search.search(-.infinity, .infinity) == nil)
  }

  @Test func hugeAndTinyRangesWork() {
    for scale in [1e-200, 1e-30, 1e30, 1e200] {
      let values = WilkinsonTicks(count: 5, inside: true).search(0, 7 * scale)?.values ?? []
      #expect(values.count >= 3)
    }
  }

  // MARK: - Labels

  private func labels(
    _ lower: Double, _ upper: Double, scale: AxisScale = .identity, length: Double = 560, horizontal: Bool = true,
    ticks: Ticks = .automatic
  ) -> TickSet {
    TickFinder(scale: scale, limits: Limits(lower, upper), length: length, horizontal: horizontal, fontSize: 11)
      .ticks(ticks)
  }

  @Test func labelsHaveCommonDecimalsAndATrueMinus() {
    #expect(labels(-1, 1).major.map(\.label) == ["−1.0", "−0.5", "0.0", "0.5", "1.0"])
    #expect(labels(0, 40_000, length: 300).major.last?.label == "40\u{2009}000")
  }

  @Test func distantMagnitudesAreTakenOut() {
    let large = labels(0, 3e8)
    #expect(large.factor == "×10⁸")
    #expect(large.major.last?.label == "3.0")
    let small = labels(0, 3e-9)
    #expect(small.factor == "×10⁻⁹")
    #expect(labels(0, 100_000).factor == nil)
  }

  @Test func logarithmicAxesHaveDecades() {
    #expect(labels(1, 1000, scale: .log10).major.map(\.label) == ["1", "10", "100", "1000"])
    #expect(labels(1e-6, 1, scale: .log10).major.first?.label == "10⁻⁶")
    #expect(labels(1, 60, scale: .log10).major.map(\.value).contains(20))
    #expect(labels(1, 1_048_576, scale: .log2).major.last?.label == "2²⁰")
    #expect(labels(1e-300, 1e300, scale: .log10, length: 300).major.count < 12)
    #expect(labels(3, 4, scale: .log10).major.count > 2)
  }

  @Test func minorTicksStayOnTheAxis() {
    let ticks = labels(0.4, 3e8, scale: .log10)
    #expect(ticks.minor.allSatisfy { $0 >= 0.4 && $0 <= 3e8 } && ticks.minor.count > 20)
  }

  @Test func powersOnBothSides() {
    let ticks = labels(-1e8, 1e8, scale: .symlog(threshold: 1)).major.map(\.label)
    #expect(ticks.contains("−10⁶") && ticks.contains("0") && ticks.contains("10⁶"))
    #expect(NumberLabel.short(-1e-7) == "−10⁻⁷")
  }

  @Test func multiplesOfHalfPiAreFractionsOfPi() {
    #expect(labels(-.pi, .pi, length: 400).major.map(\.label) == ["−π", "−π/2", "0", "π/2", "π"])
    #expect(labels(0, 4 * .pi, length: 400).major.map(\.label) == ["0", "π", "2π", "3π", "4π"])
  }

  @Test func chosenTicksAreKept() {
    #expect(labels(0, 10, ticks: .values([2, 4, 40])).major.map(\.value) == [2, 4])
    #expect(labels(0, 10, ticks: .labelled([1, 2], ["a", "b"])).major.map(\.label) == ["a", "b"])
    #expect(labels(0, 10, ticks: .none).major.isEmpty)
  }

  @Test func neighbouringLabelsNeverTouch() {
    for length in stride(from: 60.0, through: 600, by: 45) {
      for upper in [1.0, 123_456, 0.000_123, 9999, 7.7] {
        let ticks = labels(0, upper, length: length)
        for (a, b) in zip(ticks.major, ticks.major.dropFirst()) {
          let width =
            (FontMetrics.width(a.label, size: 11) + FontMetrics.width(b.label, size: 11)) / 2
          #expect((b.value - a.value) / upper * length > width || ticks.major.count == 2)
        }
      }
    }
  }

  @Test func shortNumbersRead() {
    #expect(NumberLabel.short(0.1 + 0.2) == "0.3")
    #expect(NumberLabel.short(-1234.5678) == "−1235")
    #expect(NumberLabel.short(6.02214e23) == "6.022 × 10²³")
    #expect(NumberLabel.short(1e-7) == "10⁻⁷")
    #expect(NumberLabel.short(.nan) == "NaN")
    #expect(NumberLabel.short(-.infinity) == "−∞")
  }

  // MARK: - Steps that people count in

  private func linear(_ lower: Double, _ upper: Double, _ length: Double, horizontal: Bool = true) -> [Double] {
    TickFinder(scale: .identity, limits: Limits(lower, upper), length: length, horizontal: horizontal, fontSize: 11)
      .ticks(.automatic).major.map(\.value)
  }

  @Test func wholeNumbersAreCountedInWholeSteps() {
    #expect(linear(-0.6, 12.6, 450) == [0, 2, 4, 6, 8, 10, 12])
    #expect(linear(-0.4, 8.4, 240) == [0, 2, 4, 6, 8])
    #expect(linear(0, 23.1, 300, horizontal: false) == [0, 5, 10, 15, 20])
    #expect(linear(0, 1, 240) == [0, 0.25, 0.5, 0.75, 1])
    for span in stride(from: 1.3, to: 400, by: 3.7) {
      for length in [160.0, 240, 330, 560] {
        let values = linear(-0.05 * span, span, length)
        #expect(values.count >= 2 && values.contains(0), "\(span) \(length): \(values)")
      }
    }
  }

  @Test func wholeTicksNameNothingBetween() {
    for (lower, upper) in [(0.5, 3.5), (0.5, 4.5), (0.5, 24.5), (0.5, 1.5)] {
      let finder = TickFinder(scale: .identity, limits: Limits(lower, upper), length: 400, horizontal: false, fontSize: 11)
      let values = finder.ticks(.whole).major.map(\.value)
      #expect(upper < 2 || values.allSatisfy { $0 == $0.rounded() } && values.count > 2, "\(values)")
    }
  }

  @Test func minorTicksOfDecadesStayApart() {
    for length in [80.0, 150, 300, 420, 900] {
      for decades in [2.0, 5, 9, 14] {
        let limits = Limits(1, Double.pow10(decades))
        let finder = TickFinder(scale: .log10, limits: limits, length: length, horizontal: false, fontSize: 11)
        let ticks = finder.ticks(.automatic)
        let places = (ticks.minor + ticks.major.map(\.value)).map { log10($0) / decades * length }.sorted()
        #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 > 1.9 }, "\(length) \(decades)")
      }
    }
  }

  /// Where a unit is equally long on both axes, so are the steps of the ticks.
  @Test func equalAxesHaveSquares() throws {
    for (x, y) in [([-2.4, 2.4], [-2.4, 2.4]), ([0, 3], [0, 2]), ([-0.9, 2.7], [-1, 2.5]), ([0, 100], [0, 30])] {
      var figure = Figure([Subplot([try LineSeries(x: x, y: y)])])
      figure.options.aspectRatio = .equal
      let layout = try FigureLayout(figure)
      var decorations = PlotDecorations(layout.plots[0])
      decorations.measure(layout.plots[0], in: layout.frame(of: 0))
      let steps = [decorations.xTicks, decorations.yTicks].map { $0.major[1].value - $0.major[0].value }
      #expect(abs(steps[0] / steps[1] - 1) < 1e-9, "\(steps)")
    }
  }
}

/// The objective of Talbot, Lin and Hanrahan evaluated for every candidate in reach.
private enum ExhaustiveTicks {
  static let steps: [(q: Double, digit: Int)] = [(1, 1), (5, 5), (2, 2), (2.5, 25), (4, 4), (3, 3)]

  static func score(
    _ start: Double, _ end: Double, _ number: Int, _ digit: Int, _ skip: Int, _ first: Int,
    _ lower: Double, _ upper: Double, _ wanted: Double
  ) -> Double {
    let index = Double(steps.firstIndex { $0.digit == digit } ?? 0)
    let zero = first % skip == 0 && start <= 0 && end >= 0 ? 1.0 : 0
    let simplicity = 1 - index / 5 - Double(skip) + zero
    let tenth = 0.1 * (upper - lower)
    let coverage = 1 - 0.5 * ((upper - end) * (upper - end) + (lower - start) * (lower - start)) / (tenth * tenth)
    let r = Double(number - 1) / (end - start)
    let t = (wanted - 1) / (max(end, upper) - min(start, lower))
    return 0.25 * simplicity + 0.2 * coverage + 0.5 * (2 - max(r / t, t / r)) + 0.05
  }

  static func best(_ lower: Double, _ upper: Double, _ wanted: Double) -> Double? {
    var best: Double?
    for skip in 1...3 {
      for step in steps {
        for number in 2...20 {
          for power in -3...2 {
            let unit = step.q * [0.001, 0.01, 0.1, 1, 10, 100][power + 3]
            let width = unit * Double(skip)
            let low = Int((upper / width).rounded(.down)) * skip - (number - 1) * skip
            let high = Int((lower / width).rounded(.up)) * skip
            guard low <= high, high - low < 2000 else { continue }
            for first in low...high {
              let start = Double(first) * unit
              let end = start + width * Double(number - 1)
              let score = score(start, end, number, step.digit, skip, first, lower, upper, wanted)
              if score > best ?? -.infinity { best = score }
            }
          }
        }
      }
    }
    return best
  }
}

extension Double {
  fileprivate static func pow10(_ exponent: Double) -> Double { (0..<Int(exponent)).reduce(1) { value, _ in value * 10 } }
}
