// Polynomials in one variable.

/// A polynomial c₀ + c₁ x + … + cₙ xⁿ with real or complex coefficients.
public struct Polynomial<Element: LinearAlgebraScalar>: Hashable, Sendable {
  /// The coefficients in ascending order of the powers, without zeros at the end; empty for the zero polynomial.
  public let coefficients: [Element]

  /// The polynomial with these coefficients in ascending order of the powers.
  public init(_ coefficients: some Sequence<Element>) {
    var coefficients = Array(coefficients)
    while coefficients.last == .zero { coefficients.removeLast() }
    self.coefficients = coefficients
  }

  /// The monic polynomial with these roots.
  public init(roots: some Sequence<Element>) {
    var coefficients: [Element] = [1]
    for root in roots {
      coefficients.insert(.zero, at: 0)
      for i in 0..<coefficients.count - 1 { coefficients[i] -= root * coefficients[i + 1] }
    }
    self.init(coefficients)
  }

  /// The degree; `nil` for the zero polynomial.
  public var degree: Int? { coefficients.isEmpty ? nil : coefficients.count - 1 }

  /// The value at x by Horner's rule.
  public func callAsFunction(_ x: Element) -> Element {
    guard var value = coefficients.last else { return .zero }
    for i in stride(from: coefficients.count - 2, through: 0, by: -1) { value = value * x + coefficients[i] }
    return value
  }

  /// The values at every element of an array.
  public func callAsFunction(_ x: DenseArray<Element>) -> DenseArray<Element> { x.map { self($0) } }

  /// The derivative.
  public var derivative: Polynomial {
    Polynomial(coefficients.enumerated().dropFirst().map { Element(real: Double($0.offset)) * $0.element })
  }

  /// The antiderivative that is zero at zero.
  public var antiderivative: Polynomial {
    Polynomial([.zero] + coefficients.enumerated().map { $0.element / Element(real: Double($0.offset + 1)) })
  }

  public static func + (p: Polynomial, q: Polynomial) -> Polynomial {
    let (a, b) = (p.coefficients, q.coefficients)
    return Polynomial((0..<max(a.count, b.count)).map {
      ($0 < a.count ? a[$0] : .zero) + ($0 < b.count ? b[$0] : .zero)
    })
  }

  public static func * (p: Polynomial, q: Polynomial) -> Polynomial {
    guard let m = p.degree, let n = q.degree else { return Polynomial([]) }
    var product = [Element](repeating: .zero, count: m + n + 1)
    for (i, a) in p.coefficients.enumerated() {
      for (j, b) in q.coefficients.enumerated() { product[i + j] += a * b }
    }
    return Polynomial(product)
  }
}

extension Polynomial where Element == Double {
  /// The value at x as if computed with 32 digits and rounded once, for where Horner's rule cancels.
  public func accurateValue(at x: Double) -> Double {
    guard let last = coefficients.last else { return 0 }
    var value = DoubleDouble(last)
    for i in stride(from: coefficients.count - 2, through: 0, by: -1) { value = value * x + coefficients[i] }
    return value.value.isFinite ? value.value : self(x)
  }

  /// The polynomial of a degree that fits the points (xᵢ, yᵢ) best in the sense of least squares, from powers of x and
  /// a factorisation with 32 digits: the coefficients are right to nearly all digits up to high degrees.
  public init(fitting x: Vector<Double>, _ y: Vector<Double>, degree: Int) throws(LinearAlgebraError) {
    self.init(try LinearRegression(degree: degree, x, y).coefficients.elements)
  }
}
