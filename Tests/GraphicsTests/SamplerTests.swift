// The adaptive sampler on functions with every kind of trouble.

import Testing

@testable import Graphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct SamplerTests {
  private let sampler = AdaptiveSampler()

  /// The runs of points between breaks.
  private func branches(_ curve: SampledCurve) -> [[(x: Double, y: Double)]] {
    var result: [[(x: Double, y: Double)]] = [[]]
    for (x, y) in zip(curve.x, curve.y) {
      if y.isNaN { result.append([]) } else { result[result.count - 1].append((x, y)) }
    }
    return result.filter { !$0.isEmpty }
  }

  @Test func straightLinesNeedFewPoints() {
    let curve = sampler.sample(0...1) { 3 * $0 - 1 }
    #expect(curve.evaluations < 250)
    #expect(branches(curve).count == 1)
    #expect(curve.x.first == 0 && curve.x.last == 1)
  }

  @Test func abscissasAscend() {
    for function in [sin, tan, { 1 / $0 }, { floor($0) }, { sin(1 / $0) }, { sqrt($0) }] as [(Double) -> Double] {
      let curve = sampler.sample(-3...3, function)
      #expect(zip(curve.x, curve.x.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(curve.evaluations < 12_000)
    }
  }

  @Test func parabolaIsWithinAFractionOfAPixel() {
    let curve = sampler.sample(-3...3) { $0 * $0 }
    // Against the chords, in units of the 340 px that 9 units of y fill.
    for x in stride(from: -2.99, to: 3, by: 0.013) {
      let right = curve.x.firstIndex { $0 >= x } ?? 0
      let (x0, x1) = (curve.x[right - 1], curve.x[right])
      let chord = curve.y[right - 1] + (curve.y[right] - curve.y[right - 1]) * (x - x0) / (x1 - x0)
      #expect(abs(chord - x * x) / 9 * 340 < 0.75)
    }
  }

  @Test func tangentHasPolesAndALimitedView() {
    let curve = sampler.sample(-5...5, tan)
    #expect(branches(curve).count == 5)
    #expect(curve.poles.count == 4)
    for (pole, k) in zip(curve.poles, [-1.5, -0.5, 0.5, 1.5]) { #expect(abs(pole - k * .pi) < 1e-3) }
    guard let view = curve.yView else { return #expect(Bool(false)) }
    #expect(view.upper < 20 && view.lower > -20)
    // Every branch reaches the frame.
    for branch in branches(curve).dropFirst().dropLast() {
      #expect(branch.first.map { $0.y < view.lower } == true)
      #expect(branch.last.map { $0.y > view.upper } == true)
    }
  }

  @Test(arguments: [-3.0...3.0, -1.0...2.7, -2.0...5.5])
  func reciprocalBreaksAtZero(_ domain: ClosedRange<Double>) {
    let curve = sampler.sample(domain) { 1 / $0 }
    #expect(branches(curve).count == 2)
    #expect(curve.poles.count == 1)
    #expect(curve.poles.allSatisfy { abs($0) < 1e-3 })
    #expect(curve.yView != nil)
  }

  @Test func evenPolesAreOneSided() {
    let curve = sampler.sample(-1.0...2.3) { 1 / ($0 * $0) }
    #expect(curve.yView.map { $0.upper < 200 && $0.lower > -20 } == true)
  }

  @Test func floorHasSixSteps() {
    let curve = sampler.sample(-3...2.9) { floor($0) }
    let steps = branches(curve)
    #expect(steps.count == 6)
    for step in steps { #expect(Set(step.map(\.y)).count == 1) }
    #expect(curve.poles.isEmpty)
    #expect(curve.jumps.count == 5)
  }

  @Test func signJumpsOnce() {
    let curve = sampler.sample(-1.0...1.1) { $0 < 0 ? -1 : 1 }
    #expect(branches(curve).count == 2)
    #expect(curve.jumps.count == 1)
  }

  @Test func rootReachesTheEndOfItsDomain() {
    let curve = sampler.sample(-1.0...4.0) { sqrt($0) }
    guard let first = branches(curve).first?.first else { return #expect(Bool(false)) }
    #expect(abs(first.x) < 1e-9 && first.y < 1e-4)
    #expect(branches(curve).count == 1)
    #expect(curve.poles.isEmpty && curve.yView == nil)
    let arcsine = sampler.sample(-2.0...2.0) { asin($0) }
    let ends = branches(arcsine)
    #expect(ends.count == 1)
    #expect(abs((ends[0].first?.x ?? 0) + 1) < 1e-9 && abs((ends[0].last?.x ?? 0) - 1) < 1e-9)
  }

  @Test func cornersAreSharp() {
    let curve = sampler.sample(-1.0...1.3) { abs($0) }
    #expect((curve.y.min() ?? 1) < 0.002)
    #expect(branches(curve).count == 1)
  }

  @Test func steepButContinuousCurvesDoNotBreak() {
    let curve = sampler.sample(-1.0...1.0) { tanh(2000 * $0) }
    #expect(branches(curve).count == 1)
    #expect(curve.jumps.isEmpty)
    #expect(branches(sampler.sample(-1.0...1.0) { cbrt($0) }).count == 1)
  }

  @Test func wildOscillationStaysBounded() {
    let curve = sampler.sample(-1.0...1.0) { sin(1 / $0) }
    #expect(curve.evaluations < 12_000)
    #expect(curve.poles.isEmpty)
    #expect(curve.yView == nil)
    #expect((curve.y.filter { !$0.isNaN }.max() ?? 0) > 0.999)
  }

  @Test func narrowPeaksInSmoothCurvesAreSeen() {
    // A bump 0.1 wide in a range of 10.
    let curve = sampler.sample(0.0...10.0) { exp(-pow(($0 - 3.3) / 0.1, 2)) }
    #expect((curve.y.max() ?? 0) > 0.99)
  }

  @Test func undefinedAndConstantFunctions() {
    let nothing = sampler.sample(0.0...1.0) { _ in Double.nan }
    #expect(nothing.y.allSatisfy { $0.isNaN })
    let constant = sampler.sample(0.0...1.0) { _ in 4 }
    #expect(constant.y.allSatisfy { $0 == 4 })
    let point = sampler.sample(2.0...2.0) { $0 }
    #expect(point.x.count >= 1)
    let huge = sampler.sample(0.0...1e300) { $0 }
    #expect(huge.x.count > 10)
  }

  @Test func errorsAreHandedOn() {
    struct Failure: Error {}
    #expect(throws: Failure.self) { try sampler.sample(0.0...1.0) { _ in throw Failure() } }
  }

  @Test func circlesClose() {
    let curve = sampler.sample(0...(2 * .pi), x: cos, y: sin)
    #expect(!curve.isFunctionOfX)
    for (x, y) in zip(curve.x, curve.y) { #expect(abs(x * x + y * y - 1) < 1e-12) }
    #expect(curve.x.count < 2000)
  }

  @Test func logarithmicAxesAreSampledByDecade() {
    var logarithmic = sampler
    logarithmic.xScale = .log10
    let curve = logarithmic.sample(1.0...1e6) { log10($0) }
    #expect(curve.x.first == 1 && curve.x.last == 1e6)
    #expect(curve.x.filter { $0 < 10 }.count > 8)
  }
}
