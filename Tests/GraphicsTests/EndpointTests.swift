// Open and closed ends at jumps, and lines at poles.

import Foundation
import Testing

@testable import Graphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct EndpointTests {
  private func ends(_ lower: Double, _ upper: Double, _ function: (Double) -> Double) -> [SampledCurve.End] {
    var sampler = AdaptiveSampler()
    sampler.findsEnds = true
    let curve = sampler.sample(lower...upper, function)
    #expect(curve.evaluations <= 4000)
    return curve.ends.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
  }

  private func check(_ found: [SampledCurve.End], _ wanted: [(x: Double, y: Double, isClosed: Bool)]) {
    #expect(found.count == wanted.count, "\(found)")
    for (end, goal) in zip(found, wanted) {
      #expect(abs(end.x - goal.x) < 1e-6 && abs(end.y - goal.y) < 1e-4 && end.isClosed == goal.isClosed, "\(end)")
    }
  }

  @Test func floorIsClosedOnTheRight() {
    check(ends(-1.5, 1.5, floor), [(-1, -2, false), (-1, -1, true), (0, -1, false), (0, 0, true), (1, 0, false), (1, 1, true)])
  }

  @Test func ceilIsClosedOnTheLeft() {
    check(ends(-0.5, 1.5, ceil), [(0, 0, true), (0, 1, false), (1, 1, true), (1, 2, false)])
  }

  @Test func jumpsMayHaveAValueOfTheirOwn() {
    check(ends(-1, 1) { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }, [(0, -1, false), (0, 0, true), (0, 1, false)])
    check(ends(-1, 1.3) { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }, [(0, -1, false), (0, 0, true), (0, 1, false)])
  }

  @Test func undefinedJumpsAreOpen() {
    check(ends(-1, 1.3) { $0 / abs($0) }, [(0, -1, false), (0, 1, false)])
  }

  @Test func holesAreOpen() {
    check(ends(-2, 2) { ($0 * $0 - 1) / ($0 - 1) }, [(1, 2, false)])
  }

  @Test func smoothFunctionsHaveNone() {
    for function in [sin, tan, { abs($0) }, { sqrt($0) }, { 1 / $0 }, { tanh(2000 * $0) }] as [(Double) -> Double] {
      #expect(ends(-3, 3, function).isEmpty)
    }
  }

  @Test func theyAreDrawn() throws {
    var sampler = AdaptiveSampler()
    sampler.findsEnds = true
    let steps = try Figure([
      Subplot([LineSeries(sampler.sample(-2.5...2.5, floor), showsEndpoints: true)])
    ]).svg()
    #expect(steps.components(separatedBy: "<circle").count == 11)
    let curve = sampler.sample(-5.0...5.0, tan)
    #expect(LineSeries(curve, showsAsymptotes: true).asymptotes.count == 4)
    #expect(try Figure([Subplot([LineSeries(curve, showsAsymptotes: true)])]).svg().contains("stroke-dasharray"))
    #expect(LineSeries(curve).asymptotes.isEmpty)
  }
}
