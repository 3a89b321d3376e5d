// Zeros of a function of one number.

import Engine

/// Brent's method, for a function that changes sign between two points.
struct BracketedRoot {
  /// R. P. Brent, Algorithms for Minimization without Derivatives (1973), chapter 4.
  static func find(
    from start: Double, to end: Double, tolerance: Double = 0, _ f: (Double) throws -> Double
  ) throws -> Double {
    var (a, b) = (start, end)
    var (fa, fb) = (try f(a), try f(b))
    if fa == 0 { return a }
    if fb == 0 { return b }
    var (c, fc) = (a, fa)
    var step = b - a
    var previous = step
    for _ in 0..<2_000 {
      if fb.isNaN { throw RuntimeError("DomainError", "the function is NaN at \(b)") }
      if (fb > 0) == (fc > 0) {
        (c, fc) = (a, fa)
        step = b - a
        previous = step
      }
      if abs(fc) < abs(fb) {
        (a, fa) = (b, fb)
        (b, fb) = (c, fc)
        (c, fc) = (a, fa)
      }
      let allowed = 2 * Double.ulpOfOne * abs(b) + tolerance / 2
      let half = c / 2 - b / 2
      if abs(half) <= allowed || fb == 0 { return b }
      if abs(previous) >= allowed, abs(fa) > abs(fb) {
        // The secant, or the inverse parabola through three points.
        var p: Double
        var q: Double
        let s = fb / fa
        if a == c {
          p = 2 * half * s
          q = 1 - s
        } else {
          let (u, r) = (fa / fc, fb / fc)
          p = s * (2 * half * u * (u - r) - (b - a) * (r - 1))
          q = (u - 1) * (r - 1) * (s - 1)
        }
        if p > 0 { q = -q }
        p = abs(p)
        if 2 * p < min(3 * half * q - abs(allowed * q), abs(previous * q)) {
          previous = step
          step = p / q
        } else {
          step = half
          previous = half
        }
      } else {
        step = half
        previous = half
      }
      (a, fa) = (b, fb)
      b += abs(step) > allowed ? step : (half > 0 ? allowed : -allowed)
      fb = try f(b)
    }
    return b
  }
}

extension Library {
  mutating func addRootFinding() {
    add(
      "find_zero(f, x0)", """
        A zero of `f`: between `a` and `b` for `find_zero(f, (a, b))`, where `f` changes sign (Brent's method), or near \
        the number `x0` (Newton's method with exact derivatives, and a search for a change of sign where that fails).
        """, arity: Arity(2...3), keywords: ["atol", "rtol", "xatol", "xrtol", "maxevals"],
      example: "find_zero(cos, (1, 2)) ≈ π/2  # => true\nfind_zero(x -> x^2 - 2, 1.0) ≈ √2  # => true",
      source: "Brent (1973), chapter 4; Stoer & Bulirsch, Introduction to Numerical Analysis, section 5.2"
    ) { call in
      let machine = call.machine
      let function = call[0]
      func value(_ x: Double) throws -> Double {
        let mark = machine.heap.mark
        defer { machine.heap.drain(to: mark) }
        try machine.countStep(1)
        guard let y = try machine.realDouble(machine.call(function, [Value(x)])) else {
          throw RuntimeError.argument("find_zero needs a function whose value is a real number")
        }
        return y
      }
      if !call[1].isNumber {
        guard let ends = try machine.elements(call[1]), ends.count == 2, let a = ends[0].asDouble, let b = ends[1].asDouble,
          a.isFinite, b.isFinite
        else { throw call.noMethod(hint: "the second argument is a number or a pair (a, b)") }
        if try (value(a) > 0) == (value(b) > 0), try value(a) != 0, try value(b) != 0 {
          throw RuntimeError.argument(
            "The interval [a,b] is not a bracketing interval.\nYou need f(a) and f(b) to have different signs (f(a) * f(b) < 0).",
            hint: "f(\(a)) = \(try value(a)) and f(\(b)) = \(try value(b)); a plot of f shows where it crosses zero")
        }
        return Value(try BracketedRoot.find(from: a, to: b, tolerance: call.double(keyword: "xatol") ?? 0, value))
      }
      return Value(try machine.zero(of: function, near: call.double(1), value))
    }
    alias("fzero", of: "find_zero")
  }
}

extension Machine {
  /// A zero near a point: Newton's method, and where it does not settle, Brent's method in a growing interval around the point.
  fileprivate func zero(of function: Value, near start: Double, _ value: (Double) throws -> Double) throws -> Double {
    guard start.isFinite else { throw RuntimeError.argument("the starting point must be finite") }
    let differentiation = Differentiation(machine: self)
    var x = start
    var y = try value(x)
    for _ in 0..<60 {
      if y == 0 { return x }
      let mark = heap.mark
      let slope = primalDouble(try differentiation.derivative(of: function, at: Value(x))) ?? .nan
      heap.drain(to: mark)
      var step = -y / slope
      guard step.isFinite else { break }
      if abs(step) <= 2 * Double.ulpOfOne * abs(x) { return x + step }
      // Shorter steps until the function gets smaller.
      var next = x + step
      var nextValue = try attempt(next, value)
      var halvings = 0
      while !(abs(nextValue) < abs(y)), halvings < 40 {
        step /= 2
        next = x + step
        nextValue = try attempt(next, value)
        halvings += 1
      }
      if !(abs(nextValue) < abs(y)) {
        // No smaller value within rounding: either this is the zero, or Newton's method is stuck.
        if abs(step) <= 1e-12 * max(abs(x), 1e-300), abs(y) < 1e-8 { return x }
        break
      }
      (x, y) = (next, nextValue)
    }
    if abs(y) == 0 { return x }
    var width = max(abs(start) / 100, 0.01)
    let first = try value(start)
    for _ in 0..<60 {
      for end in [start - width, start + width] {
        let other = try attempt(end, value)
        if other.isFinite, (other > 0) != (first > 0) { return try BracketedRoot.find(from: start, to: end, value) }
      }
      width *= 1.6
    }
    throw RuntimeError(
      "ConvergenceFailed", "Stopped without finding a zero near \(start)",
      hint: "give an interval (a, b) in which the function changes its sign")
  }

  /// The value, NaN outside the function's domain.
  private func attempt(_ x: Double, _ value: (Double) throws -> Double) throws -> Double {
    do {
      return try value(x)
    } catch let error as RuntimeError where error.type == "DomainError" {
      return .nan
    }
  }
}
