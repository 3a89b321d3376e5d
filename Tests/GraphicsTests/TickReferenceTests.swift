// Tick positions against the R package `labeling`, the reference implementation of the extended Wilkinson algorithm.

import Foundation
import Testing

@testable import Graphics

@Suite struct TickReferenceTests {
  private struct Range {
    var lower: Double
    var upper: Double
    var count: Double
    var first: Double
    var last: Double
    var step: Double
  }

  /// What `Reference/make_ticks.R` wrote.
  private static let ranges: [Range] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Reference/ticks.csv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let n = line.split(separator: ",").compactMap { Double($0) }
      return n.count == 6 ? Range(lower: n[0], upper: n[1], count: n[2], first: n[3], last: n[4], step: n[5]) : nil
    }
  }()

  /// Where the reference is wrong, because it compares with absolute tolerances: below 2.2e-14 it gives up and divides the
  /// range evenly, and at 1e23 the rounding error of a remainder hides from it that 0 is a tick.
  private static func isWrong(_ range: Range) -> Bool {
    range.upper - range.lower < 100 * Double.ulpOfOne || (range.lower == -2.7516718757113778e+23 && range.count == 8)
  }

  @Test func agreesOnTwoHundredRanges() {
    #expect(TickReferenceTests.ranges.count == 200)
    #expect(TickReferenceTests.ranges.count(where: TickReferenceTests.isWrong) == 18)
    for range in TickReferenceTests.ranges where !TickReferenceTests.isWrong(range) {
      let values = WilkinsonTicks(count: range.count, inside: false).search(range.lower, range.upper)?.values ?? []
      guard values.count > 1 else {
        Issue.record("no ticks for \(range)")
        continue
      }
      let found = [values[0], values[values.count - 1], values[1] - values[0]]
      let agrees = zip(found, [range.first, range.last, range.step]).allSatisfy { abs($0 - $1) <= 1e-6 * range.step }
      #expect(agrees, "\(range): \(values)")
    }
  }

  /// There, the ticks are those of the range brought near 1, where the reference is right about ours.
  @Test func ticksDoNotDependOnTheUnit() {
    for range in TickReferenceTests.ranges where TickReferenceTests.isWrong(range) {
      let search = WilkinsonTicks(count: range.count, inside: false)
      let exponent = NumberLabel.decimalExponent(range.upper - range.lower)
      let unit = exponent < 0 ? 1 / pow(10, -Double(exponent)) : pow(10, Double(exponent))
      let values = search.search(range.lower, range.upper)?.values ?? []
      let scaled = search.search(range.lower / unit, range.upper / unit)?.values ?? [.nan]
      #expect(values.count == scaled.count, "\(range)")
      for (value, near) in zip(values, scaled) { #expect(abs(value / unit - near) < 1e-9) }
    }
  }

  // MARK: - Legibility

  private func labels(
    _ lower: Double, _ upper: Double, length: Double, horizontal: Bool = true, fontSize: Double = 11
  ) -> TickSet {
    TickFinder(
      scale: .identity, limits: Limits(lower, upper), length: length, horizontal: horizontal, fontSize: fontSize
    ).ticks(.automatic)
  }

  @Test func fewerDigitsArePreferred() {
    // Without legibility quarters win: 0, 0.25, 0.5, 0.75, 1 for five ticks.
    #expect(WilkinsonTicks(count: 5, inside: true).search(0, 1)?.values == [0, 0.25, 0.5, 0.75, 1])
    let chosen = WilkinsonTicks(count: 5, inside: true).search(0, 1) { $0.values.contains(0.25) ? -1 : 1 }
    #expect(chosen?.values.contains(0.25) == false)
    // Among labellings that are otherwise nearly equal the shorter numbers win.
    var (with, without) = (0, 0)
    for upper in stride(from: 0.5, through: 20, by: 0.1) {
      let finder = TickFinder(
        scale: .identity, limits: Limits(0, upper), length: 400, horizontal: false, fontSize: 11)
      with += NumberFormat(finder.linear().major.map(\.value)).decimals
      without += NumberFormat(
        WilkinsonTicks(count: finder.wantedCount, inside: true).search(0, upper)?.values ?? []).decimals
    }
    #expect(with < without)
  }

  @Test(arguments: [(0.0, 1.0), (-3e-5, 9e-5), (12_345.0, 12_399.0), (-1e7, 3e7), (1000.001, 1000.009)])
  func labelsNeverTouch(_ lower: Double, _ upper: Double) {
    for length in stride(from: 40.0, through: 900, by: 20) {
      for fontSize in [8.0, 11, 18] {
        let ticks = labels(lower, upper, length: length, fontSize: fontSize).major
        // Where there is room for no more, the two ends alone remain, and the axis leaves one out.
        guard ticks.count > 2 else { continue }
        for (a, b) in zip(ticks, ticks.dropFirst()) {
          let room = (b.value - a.value) / (upper - lower) * length
          let width = (FontMetrics.width(a.label, size: fontSize) + FontMetrics.width(b.label, size: fontSize)) / 2
          #expect(room >= width + 0.7 * fontSize, "\(lower) … \(upper) on \(length) px: \(a.label) \(b.label)")
        }
      }
    }
  }

  @Test func verticalLabelsKeepALineApart() {
    for length in stride(from: 30.0, through: 600, by: 30) {
      let ticks = labels(0, 7.3, length: length, horizontal: false).major
      guard ticks.count > 2 else { continue }
      for (a, b) in zip(ticks, ticks.dropFirst()) { #expect((b.value - a.value) / 7.3 * length >= 1.4 * 11) }
    }
  }

  @Test func labelsTellTicksApart() {
    for (lower, upper) in [(1000.001, 1000.009), (0, 1e-7), (1e6, 1e6 + 1), (123.4, 123.5), (-1e-12, 1e-12)] {
      let ticks = labels(lower, upper, length: 600).major
      #expect(Set(ticks.map(\.label)).count == ticks.count && ticks.count > 2, "\(ticks.map(\.label))")
    }
  }
}
