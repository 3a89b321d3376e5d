// The sampler on curves with a parameter: cusps, loops, spirals, gaps.

import Testing

@testable import Graphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct CurveTests {
  struct Curve: Sendable, CustomTestStringConvertible {
    var name: String
    var lower: Double
    var upper: Double
    /// Points that must be reached, such as cusps and ends.
    var points: [(x: Double, y: Double)] = []
    var branches = 1
    var function: @Sendable (Double) -> (Double, Double)

    init(
      _ name: String, _ lower: Double, _ upper: Double, points: [(x: Double, y: Double)] = [], branches: Int = 1,
      _ function: @escaping @Sendable (Double) -> (Double, Double)
    ) {
      self.name = name
      self.lower = lower
      self.upper = upper
      self.points = points
      self.branches = branches
      self.function = function
    }

    var testDescription: String { name }
  }

  static let all: [Curve] = [
    Curve("circle", 0, 2 * .pi, points: [(1, 0), (-1, 0), (0, 1)]) { (cos($0), sin($0)) },
    Curve("cycloid", -1, 20, points: [(0, 0), (2 * .pi, 0), (4 * .pi, 0), (.pi, 2)]) { ($0 - sin($0), 1 - cos($0)) },
    Curve("astroid", 0, 2 * .pi, points: [(1, 0), (0, 1), (-1, 0), (0, -1)]) { (pow(cos($0), 3), pow(sin($0), 3)) },
    Curve("semicubical parabola", -1, 1.1, points: [(0, 0)]) { ($0 * $0, $0 * $0 * $0) },
    Curve("Lissajous", 0, 2 * .pi, points: [(1, 1)]) { (sin(5 * $0 + .pi / 2), sin(4 * $0 + .pi / 2)) },
    Curve("dense Lissajous", 0, 2 * .pi) { (sin(17 * $0), sin(18 * $0)) },
    Curve("Archimedes' spiral", 0, 20 * .pi, points: [(0, 0), (20 * .pi, 0)]) { ($0 * cos($0), $0 * sin($0)) },
    Curve("logarithmic spiral", 0, 12, points: [(1, 0)]) { (exp(0.2 * $0) * cos($0), exp(0.2 * $0) * sin($0)) },
    Curve("rose", 0, 2 * .pi, points: [(0, 0), (1, 0)]) { (cos(4 * $0) * cos($0), cos(4 * $0) * sin($0)) },
    Curve("cardioid", 0, 2 * .pi, points: [(0, 0), (2, 0)]) { ((1 + cos($0)) * cos($0), (1 + cos($0)) * sin($0)) },
    Curve("lemniscate", -.pi / 4 - 1, .pi / 4 + 1, points: [(0, 0), (1, 0)]) { t in
      let r = sqrt(cos(2 * t))
      return (r * cos(t), r * sin(t))
    },
    Curve("with a gap", 0, 6, points: [(2, 4), (4, 16)], branches: 2) { $0 > 2 && $0 < 4 ? (.nan, 0) : ($0, $0 * $0) },
    Curve("with a jump", 0, 6, branches: 2) { $0 < 2.5 ? ($0, 0) : ($0, 1) },
    Curve("square", 0, 4, points: [(0, 0), (1, 0), (1, 1), (0, 1)]) { t in
      t < 1 ? (t, 0) : t < 2 ? (1, t - 1) : t < 3 ? (3 - t, 1) : (0, 4 - t)
    },
    Curve("hyperbola", -1.2, 4.2, points: [(1, 0), (-1, 0)], branches: 2) { (1 / cos($0), tan($0)) },
    Curve("changing pace", -1, 1, points: [(-1, 1), (1, 1)]) { (pow($0, 9), pow($0, 18)) },
    Curve("point", 0, 1, points: [(1, 2)]) { _ in (1, 2) },
  ]

  @Test(arguments: all)
  func isDrawnRight(_ wanted: Curve) throws {
    let curve = AdaptiveSampler().sampleCurve(wanted.lower...wanted.upper, wanted.function)
    #expect(!curve.isFunctionOfX && curve.evaluations <= 4000)
    let xAll = try #require(Limits(of: curve.x))
    let yAll = curve.yView ?? Limits(of: curve.y) ?? xAll
    let isWide = curve.yView != nil
    let xView = isWide ? yAll : xAll
    func place(_ x: Double, _ y: Double) -> Point {
      func share(_ value: Double, _ view: Limits) -> Double {
        view.span > 0 ? min(max((value - view.lower) / view.span, -1), 2) : 0
      }
      return Point(share(x, xView) * 580, share(y, yAll) * 340)
    }
    var branches: [[Point]] = [[]]
    for (x, y) in zip(curve.x, curve.y) {
      if y.isNaN { branches.append([]) } else { branches[branches.count - 1].append(place(x, y)) }
    }
    branches.removeAll(where: \.isEmpty)
    #expect(branches.count == wanted.branches)

    func distance(_ p: Point) -> Double {
      var best = Double.infinity
      for branch in branches {
        if branch.count == 1 { best = min(best, p.distance(to: branch[0])) }
        for (a, b) in zip(branch, branch.dropFirst()) { best = min(best, FunctionSampling.distance(p, fromChord: a, b)) }
      }
      return best
    }
    for point in wanted.points { #expect(distance(place(point.x, point.y)) < 0.5, "\(point)") }
    // The curve is nowhere off the line, and no stretch of the line is far from the curve.
    let frame = Rect(x: 0, y: 0, width: 580, height: 340)
    let truth = exactLines(wanted, place)
    for p in truth.joined().enumerated().filter({ $0.offset % 30 == 7 && frame.contains($0.element) }).map(\.element) {
      #expect(distance(p) < 0.5, "\(p) is \(distance(p)) px off")
    }
    let middles = branches.flatMap { branch in
      zip(branch, branch.dropFirst()).filter { frame.contains($0) && frame.contains($1) }.map { $0.interpolated(to: $1, 0.5) }
    }
    for middle in stride(from: 0, to: middles.count, by: middles.count / 40 + 1).map({ middles[$0] }) {
      var nearest = truth.joined().map { $0.distance(to: middle) }.min() ?? .infinity
      for line in truth where nearest > 0.5 {
        for (a, b) in zip(line, line.dropFirst()) { nearest = min(nearest, FunctionSampling.distance(middle, fromChord: a, b)) }
      }
      #expect(nearest < 0.7, "a line leads away from the curve at \(middle)")
    }
  }

  /// Two thousand points of a curve, and where it begins and ends to be defined.
  private func exactLines(_ curve: Curve, _ place: (Double, Double) -> Point) -> [[Point]] {
    func point(_ t: Double) -> Point? {
      let (x, y) = curve.function(t)
      return x.isFinite && y.isFinite ? place(x, y) : nil
    }
    func border(_ inside: Double, _ outside: Double) -> Point? {
      var (inside, outside) = (inside, outside)
      for _ in 0..<40 {
        let t = (inside + outside) / 2
        if point(t) == nil { outside = t } else { inside = t }
      }
      return point(inside)
    }
    var lines: [[Point]] = [[]]
    var before = curve.lower
    for step in 0...2000 {
      let t = curve.lower + (curve.upper - curve.lower) * Double(step) / 2000
      let here = point(t)
      if lines[lines.count - 1].isEmpty, step > 0, here != nil, let start = border(t, before) {
        lines[lines.count - 1].append(start)
      }
      if let here {
        // Not over jumps.
        if let last = lines[lines.count - 1].last, last.distance(to: here) > 100 { lines.append([]) }
        lines[lines.count - 1].append(here)
      } else if !lines[lines.count - 1].isEmpty {
        if let end = border(before, t) { lines[lines.count - 1].append(end) }
        lines.append([])
      }
      before = t
    }
    return lines
  }
}
