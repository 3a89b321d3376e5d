// A table of functions with every kind of trouble, and what is right about their pictures.

import Testing

@testable import Graphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct HardFunctionTests {
  /// A function on an interval with what is known about it.
  struct Hard: Sendable, CustomTestStringConvertible {
    var name: String
    var lower: Double
    var upper: Double
    /// Where it has poles, jumps and ends of its domain.
    var poles: [Double] = []
    var jumps: [Double] = []
    var ends: [Double] = []
    /// Values that must be reached.
    var extremes: [Double] = []
    /// Whether its chords must be right to half a px.
    var isSmooth = true
    var function: @Sendable (Double) -> Double

    init(
      _ name: String, _ lower: Double, _ upper: Double, poles: [Double] = [], jumps: [Double] = [], ends: [Double] = [],
      extremes: [Double] = [], isSmooth: Bool = true, _ function: @escaping @Sendable (Double) -> Double
    ) {
      self.name = name
      self.lower = lower
      self.upper = upper
      self.poles = poles
      self.jumps = jumps
      self.ends = ends
      self.extremes = extremes
      self.isSmooth = isSmooth
      self.function = function
    }

    var testDescription: String { name }
  }

  private struct OutsideDomain: Error {}

  private static func root(_ x: Double) throws -> Double {
    if x < 0.3 { throw OutsideDomain() }
    return (x - 0.3).squareRoot()
  }

  private static func noise(_ x: Double) -> Double {
    var (sum, amplitude, frequency) = (0.0, 1.0, 1.0)
    for _ in 0..<20 {
      sum += amplitude * cos(frequency * .pi * x)
      amplitude *= 0.5
      frequency *= 7
    }
    return sum
  }

  private static func halves(_ range: ClosedRange<Int>) -> [Double] { range.map { (Double($0) + 0.5) * .pi } }
  private static func integers(_ range: ClosedRange<Int>) -> [Double] { range.map { Double($0) } }

  static let all: [Hard] = [
    Hard("tan x", -5, 5, poles: halves(-2...1)) { tan($0) },
    Hard("tan x, many", -40, 40, poles: halves(-13...12)) { tan($0) },
    Hard("tan x at its poles", -.pi, .pi, poles: halves(-1...0)) { tan($0) },
    Hard("1/x", -3, 3, poles: [0]) { 1 / $0 },
    Hard("1/x aside", -1, 2.7, poles: [0]) { 1 / $0 },
    Hard("1/x^2", -2, 3.1, poles: [0]) { 1 / ($0 * $0) },
    Hard("-1/x^2 aside", -2, 3.37, poles: [1 / 3]) { -1 / (($0 - 1 / 3) * ($0 - 1 / 3)) },
    Hard("1/(x-pi)^3", 0, 6, poles: [.pi]) { 1 / pow($0 - .pi, 3) },
    Hard("1/(x^2-1)", -3, 3, poles: [-1, 1]) { 1 / ($0 * $0 - 1) },
    Hard("sec x", -6, 6, poles: halves(-2...1)) { 1 / cos($0) },
    Hard("cot x", -6, 6, poles: [-.pi, 0, .pi]) { 1 / tan($0) },
    Hard("gamma", -4.5, 4.5, poles: integers(-4...0)) { $0 <= 0 && $0 == floor($0) ? .nan : tgamma($0) },
    Hard("exp(1/x)", -3, 3, poles: [0]) { exp(1 / $0) },
    Hard("log x", 0, 5, poles: [0]) { log($0) },
    Hard("log |x|", -5, 5, poles: [0]) { log(abs($0)) },
    Hard("log |x - 0.1234|", -5, 5, poles: [0.1234]) { log(abs($0 - 0.1234)) },
    Hard("1/sqrt x", -1, 4, poles: [0]) { 1 / sqrt($0) },

    Hard("floor", -3, 2.9, jumps: integers(-2...2)) { floor($0) },
    Hard("floor, many", -30, 30, jumps: integers(-29...29)) { floor($0) },
    Hard("ceil", -3, 3, jumps: integers(-2...2)) { ceil($0) },
    Hard("sawtooth", -4.2, 4.3, jumps: integers(-4...4), extremes: [0, 1]) { $0 - floor($0) },
    Hard("x/|x|", -1, 1.3, jumps: [0]) { $0 / abs($0) },
    Hard("sign", -1, 1, jumps: [0]) { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 },
    Hard("step at pi", 0, 5, jumps: [.pi]) { $0 < .pi ? 0 : 1 },
    Hard("step at sqrt 2", -1, 2, jumps: [2.squareRoot()]) { $0 < 2.squareRoot() ? $0 : $0 + 3 },
    Hard("jump of a millionth", 0, 1, jumps: [0.4321]) { $0 < 0.4321 ? 1 : 1 + 1e-6 },
    Hard("jump beside a slope", 0, 1, jumps: [1 / 3]) { 20 * $0 + ($0 < 1 / 3 ? 0 : 0.5) },
    Hard("distribution function", -1, 7, jumps: integers(0...6)) { max(0, min(7, floor($0) + 1)) / 7 },

    Hard("sqrt x", -1, 4, ends: [0, 4], extremes: [0, 2]) { sqrt($0) },
    Hard("sqrt(1-x^2)", -2, 2, ends: [-1, 1], extremes: [0, 1]) { sqrt(1 - $0 * $0) },
    Hard("asin", -2, 2, ends: [-1, 1], extremes: [-.pi / 2, .pi / 2]) { asin($0) },
    Hard("acos", -1.7, 2, ends: [-1, 1], extremes: [0, .pi]) { acos($0) },
    Hard("x^(1/3) of positive x", -1, 2, ends: [0]) { pow($0, 1 / 3.0) },
    Hard("x^x", -2, 2, ends: [0, 2], extremes: [exp(-1 / M_E)]) { pow($0, $0) },
    Hard("undefined between", 0, 10, ends: [0, 3.21, 6.54, 10]) { $0 > 3.21 && $0 < 6.54 ? .nan : sin($0) },
    Hard("sqrt(sin x)", 0, 20, ends: [0, .pi, 2 * .pi, 3 * .pi, 4 * .pi, 5 * .pi], extremes: [0, 1]) { sqrt(sin($0)) },
    Hard("throws outside", -1, 1, ends: [0.3, 1]) { (try? root($0)) ?? .nan },
    Hard("defined on little", -5, 5, ends: [-0.1, 0.1]) { sqrt(0.01 - $0 * $0) },

    Hard("|x|", -1, 1.3, extremes: [0]) { abs($0) },
    Hard("|sin x|", -7, 7, extremes: [0, 1]) { abs(sin($0)) },
    Hard("max(0, x)", -1.1, 1.2) { max(0, $0) },
    Hard("cbrt", -2, 2) { cbrt($0) },
    Hard("sqrt|x|", -1.2, 2, extremes: [0]) { sqrt(abs($0)) },
    Hard("sin x^2", 0, 10, extremes: [-1, 1]) { sin($0 * $0) },
    Hard("sin 50x", -.pi, .pi, extremes: [-1, 1]) { sin(50 * $0) },
    Hard("sin 64 periods", 0, 64, extremes: [-1, 1]) { sin(2 * .pi * $0) },
    Hard("exp(-1/x^2)", -2, 2, extremes: [0]) { exp(-1 / ($0 * $0)) },
    Hard("sin x / x", -20, 20, extremes: [1]) { sin($0) / $0 },
    Hard("(x^2-1)/(x-1)", -1, 3) { ($0 * $0 - 1) / ($0 - 1) },
    Hard("constant", 0, 1) { _ in 4 },
    Hard("huge", -3, 3, extremes: [-1e300, 1e300]) { 1e300 * sin($0) },
    Hard("tiny", -3, 3, extremes: [-1e-300, 1e-300]) { 1e-300 * sin($0) },
    Hard("exp x^2", -5, 5, extremes: [exp(25)]) { exp($0 * $0) },
    Hard("spike", 0, 1, extremes: [1]) { 1 / (1 + pow(1000 * ($0 - 0.3), 2)) },
    Hard("high spike", -1, 1, extremes: [1e6]) { 1 / ($0 * $0 + 1e-6) },
    Hard("bump", 0, 10, extremes: [1]) { exp(-pow(($0 - 3.3) / 0.05, 2)) },
    Hard("steep", -1, 1) { tanh(2000 * $0) },
    Hard("sin 1/x", -1, 1, extremes: [-1, 1], isSmooth: false) { sin(1 / $0) },
    Hard("x sin 1/x", -0.5, 0.5, isSmooth: false) { $0 * sin(1 / $0) },
    Hard("noise", -1, 1, isSmooth: false) { noise($0) },
  ]

  private static let (width, height) = (580.0, 340.0)

  @Test(arguments: all)
  func isDrawnRight(_ hard: Hard) {
    let curve = AdaptiveSampler().sample(hard.lower...hard.upper, hard.function)
    #expect(curve.evaluations <= 4000)
    #expect(zip(curve.x, curve.x.dropFirst()).allSatisfy { $0 <= $1 })
    guard let all = Limits(of: curve.y) else { return #expect(Bool(false)) }
    let view = curve.yView ?? all
    let range = hard.upper - hard.lower
    func px(_ x: Double) -> Double { (x - hard.lower) / range * HardFunctionTests.width }
    func py(_ y: Double) -> Double {
      let share = view.span > 0 ? (y - view.lower) / view.span : 0
      return min(max(share, -1), 2) * HardFunctionTests.height
    }

    // Poles and jumps are found, no others are, and the view is cut at poles only.
    for (found, wanted, what) in [(curve.poles, hard.poles, "poles"), (curve.jumps, hard.jumps, "jumps")] {
      let agree = found.count == wanted.count && zip(found, wanted).allSatisfy { abs($0 - $1) < range / 580 }
      #expect(agree, "\(what): \(found)")
    }
    #expect((curve.yView == nil) == hard.poles.isEmpty)

    let segments = zip(curve.x.indices, curve.x.indices.dropFirst()).filter {
      curve.y[$0].isFinite && curve.y[$1].isFinite
    }
    var worst = (error: 0.0, x: 0.0)
    for (i, j) in segments {
      let (x0, x1) = (curve.x[i], curve.x[j])
      let rise = abs(py(curve.y[i]) - py(curve.y[j]))
      for place in hard.poles + hard.jumps where x0 < place && place <= x1 {
        #expect(rise < 1.5, "connected over \(place), from \(x0) to \(x1)")
      }
      guard hard.isSmooth, view.contains(curve.y[i]) || view.contains(curve.y[j]) else { continue }
      for share in [0.2, 0.5, 0.8] {
        let x = x0 + (x1 - x0) * share
        guard !(hard.poles + hard.jumps).contains(where: { abs($0 - x) < range * 1e-9 }) else { continue }
        let y = hard.function(x)
        guard y.isFinite else { continue }
        let (dx, dy) = (px(x1) - px(x0), py(curve.y[j]) - py(curve.y[i]))
        let length = max(hypot(dx, dy), 1e-12)
        let error = abs(dx * (py(y) - py(curve.y[i])) - dy * (px(x) - px(x0))) / length
        if error > worst.error { worst = (error, x) }
      }
    }
    #expect(worst.error <= 0.5, "\(worst.error) px from the chord at \(worst.x)")

    // Everything that is defined and in view is covered.
    var index = 0
    for step in 1..<2000 {
      let x = hard.lower + range * (Double(step) + 0.31) / 2000.31
      while index < segments.count, curve.x[segments[index].1] < x { index += 1 }
      let isCovered = index < segments.count && curve.x[segments[index].0] <= x
      let y = hard.function(x)
      let isNearEdge = (hard.poles + hard.jumps + hard.ends).contains { abs($0 - x) < range * 1e-6 }
      if y.isFinite, view.contains(y), !isNearEdge { #expect(isCovered, "gap at \(x)") }
      if !y.isFinite, hard.name != "sin x / x" { #expect(!isCovered || isNearEdge, "line at \(x)") }
    }
    let defined = zip(curve.x, curve.y).filter { $0.1.isFinite }.map(\.0)
    for end in hard.ends {
      #expect(defined.contains { abs($0 - end) <= range * 1e-6 }, "does not reach \(end)")
    }
    for extreme in hard.extremes {
      #expect(curve.y.contains { abs(py($0) - py(extreme)) <= 0.5 }, "does not reach \(extreme)")
    }
  }
}
