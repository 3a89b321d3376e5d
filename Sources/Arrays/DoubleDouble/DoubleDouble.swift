/// A number with about 32 decimal digits: the unevaluated sum of two, `low` at most half a unit of the last place of `high`.
///
/// The algorithms and their error bounds are those of Joldes, Muller and Popescu, "Tight and rigorous error bounds for
/// basic building blocks of double-word arithmetic", ACM Trans. Math. Softw. 44 (2017). The range is that of `Double`,
/// but products below 10⁻²⁹² lose their low part.
struct DoubleDouble {
  var high: Double
  var low: Double

  static let zero = DoubleDouble(0)
  static let one = DoubleDouble(1)

  init(_ value: Double) {
    high = value
    low = 0
  }

  /// The sum of two numbers of which the second is not larger, without loss.
  @inline(__always)
  init(fast high: Double, _ low: Double) {
    self.high = high + low
    self.low = low - (self.high - high)
  }

  /// The sum of any two numbers without loss.
  @inline(__always)
  init(sum a: Double, _ b: Double) {
    high = a + b
    let part = high - a
    low = (a - (high - part)) + (b - part)
  }

  /// The product of two numbers without loss.
  @inline(__always)
  init(product a: Double, _ b: Double) {
    high = a * b
    low = (-high).addingProduct(a, b)
  }

  /// The nearest `Double`.
  var value: Double { high }

  var magnitude: DoubleDouble { high < 0 ? -self : self }

  /// The number times a power of two.
  func scaled(_ exponent: Int) -> DoubleDouble {
    var result = self
    result.high = high.scaled(exponent)
    result.low = low.scaled(exponent)
    return result
  }

  /// The square root of a number that is not negative.
  func squareRoot() -> DoubleDouble {
    guard high > 0 else { return DoubleDouble(high.squareRoot()) }
    let root = high.squareRoot()
    let rest = self - DoubleDouble(product: root, root)
    return DoubleDouble(fast: root, rest.high / (2 * root))
  }

  static prefix func - (a: DoubleDouble) -> DoubleDouble {
    var result = a
    result.high = -a.high
    result.low = -a.low
    return result
  }

  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let high = DoubleDouble(sum: a.high, b.high)
    let low = DoubleDouble(sum: a.low, b.low)
    let next = DoubleDouble(fast: high.high, high.low + low.high)
    return DoubleDouble(fast: next.high, low.low + next.low)
  }

  static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + -b }

  static func + (a: DoubleDouble, b: Double) -> DoubleDouble {
    let sum = DoubleDouble(sum: a.high, b)
    return DoubleDouble(fast: sum.high, sum.low + a.low)
  }

  static func - (a: DoubleDouble, b: Double) -> DoubleDouble { a + -b }

  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let product = DoubleDouble(product: a.high, b.high)
    return DoubleDouble(fast: product.high, product.low + (a.high * b.low + a.low * b.high))
  }

  static func * (a: DoubleDouble, b: Double) -> DoubleDouble {
    let product = DoubleDouble(product: a.high, b)
    return DoubleDouble(fast: product.high, product.low.addingProduct(a.low, b))
  }

  static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let first = a.high / b.high
    let rest = a - b * first
    let second = rest.high / b.high
    let last = (rest - b * second).high / b.high
    return DoubleDouble(fast: first, second) + last
  }

  static func / (a: DoubleDouble, b: Double) -> DoubleDouble { a / DoubleDouble(b) }

  static func += (a: inout DoubleDouble, b: DoubleDouble) { a = a + b }
  static func -= (a: inout DoubleDouble, b: DoubleDouble) { a = a - b }
  static func += (a: inout DoubleDouble, b: Double) { a = a + b }
  static func *= (a: inout DoubleDouble, b: DoubleDouble) { a = a * b }
  static func *= (a: inout DoubleDouble, b: Double) { a = a * b }
}

extension DoubleDouble: Comparable {
  static func < (a: DoubleDouble, b: DoubleDouble) -> Bool { a.high < b.high || (a.high == b.high && a.low < b.low) }
}

extension Double {
  /// The number times a power of two.
  func scaled(_ exponent: Int) -> Double { Double(sign: .plus, exponent: exponent, significand: self) }
}
