// Polynomials in one variable with rational coefficients.

/// A polynomial in one variable with rational coefficients, as matrices have them: small, dense, exact.
public struct RationalPolynomial: Hashable, Sendable {
  /// The coefficients from the constant one up; the last one is not zero. None for the polynomial 0.
  public let coefficients: [BigRational]

  /// The polynomial with these coefficients, from the constant one up; zeros at the end are dropped.
  public init(_ coefficients: [BigRational]) {
    let count = (coefficients.lastIndex { !$0.isZero } ?? -1) + 1
    self.coefficients = count == coefficients.count ? coefficients : Array(coefficients.prefix(count))
  }

  /// The degree, or `nil` for the polynomial 0.
  public var degree: Int? { coefficients.isEmpty ? nil : coefficients.count - 1 }

  /// The polynomial x.
  public static let variable = RationalPolynomial([0, 1])

  /// The value at a number of any field that contains the rationals.
  public func value<Field: ExactField>(at x: Field) -> Field {
    coefficients.reversed().reduce(Field.zero) { $0 * x + Field($1) }
  }

  /// The value at a square matrix.
  public func value(at matrix: RationalMatrix) throws(ExactMatrixError) -> RationalMatrix {
    try matrix.requireSquare()
    var result = RationalMatrix.zero(rows: matrix.rows, columns: matrix.rows)
    for coefficient in coefficients.reversed() {
      result = try result.multiplied(by: matrix)
      for i in 0..<matrix.rows { result[i, i] += coefficient }
    }
    return result
  }

  public var derivative: RationalPolynomial {
    RationalPolynomial(coefficients.enumerated().dropFirst().map { $1 * BigRational(BigInteger($0)) })
  }

  /// The integer polynomial without common divisor and with a positive leading coefficient of which this is a multiple; 0 of 0.
  public var primitive: RationalPolynomial {
    guard let leading = coefficients.last else { return self }
    let integers = RationalPolynomial.clearing(coefficients)
    return RationalPolynomial(integers.map { BigRational(leading.signum < 0 ? -$0 : $0) })
  }

  /// The multiples of numbers by one positive factor that are integers without common divisor.
  static func clearing(_ numbers: [BigRational]) -> [BigInteger] {
    let multiple = numbers.reduce(BigInteger(1)) { $0.leastCommonMultiple($1.denominator) }
    let integers = numbers.map { $0.numerator * (multiple / $0.denominator) }
    let content = integers.reduce(BigInteger(0)) { $0.greatestCommonDivisor($1) }
    return content > 1 ? integers.map { $0 / content } : integers
  }
}

extension RationalPolynomial: ExactRing {
  public static let zero = RationalPolynomial([])
  public static let one = RationalPolynomial([1])

  public static func + (left: RationalPolynomial, right: RationalPolynomial) -> RationalPolynomial {
    let count = max(left.coefficients.count, right.coefficients.count)
    return RationalPolynomial((0..<count).map { left.coefficient($0) + right.coefficient($0) })
  }

  public static func - (left: RationalPolynomial, right: RationalPolynomial) -> RationalPolynomial { left + -right }

  public static prefix func - (value: RationalPolynomial) -> RationalPolynomial {
    RationalPolynomial(value.coefficients.map { -$0 })
  }

  public static func * (left: RationalPolynomial, right: RationalPolynomial) -> RationalPolynomial {
    guard let m = left.degree, let n = right.degree else { return zero }
    var product = [BigRational](repeating: 0, count: m + n + 1)
    for (i, a) in left.coefficients.enumerated() where !a.isZero {
      for (j, b) in right.coefficients.enumerated() { product[i + j] += a * b }
    }
    return RationalPolynomial(product)
  }

  /// The coefficient of a power, 0 beyond the degree.
  public func coefficient(_ power: Int) -> BigRational { power < coefficients.count ? coefficients[power] : 0 }
}

// MARK: - Text

extension RationalPolynomial: CustomStringConvertible {
  public var description: String { text }
  public var tex: String { written(variable: "\\lambda", tex: true) }
  public var text: String { text(variable: "λ") }

  /// The polynomial with its highest power first: `λ^2 - 5 λ - 2`.
  public func text(variable: String) -> String { written(variable: variable, tex: false) }

  /// The polynomial as TeX: `\lambda^{2} - 5 \lambda - 2`.
  public func tex(variable: String) -> String { written(variable: variable, tex: true) }

  public func factor(tex: Bool) -> (text: String, isNegative: Bool) {
    let isTerm = coefficients.count { !$0.isZero } == 1
    if isTerm, let leading = coefficients.last, leading.signum < 0 {
      return ((-self).written(variable: tex ? "\\lambda" : "λ", tex: tex), true)
    }
    let text = written(variable: tex ? "\\lambda" : "λ", tex: tex)
    return (isTerm || isZero ? text : tex ? "\\left(\(text)\\right)" : "(\(text))", false)
  }

  private func written(variable: String, tex: Bool) -> String {
    var sum = SignedSum()
    // 4 − λ, as in the matrix A − λ I, not −λ + 4.
    let isDifference = degree == 1 && coefficients[1].signum < 0 && coefficients[0].signum > 0
    let powers = isDifference ? [0, 1] : coefficients.indices.reversed()
    for power in powers where !coefficients[power].isZero {
      let coefficient = coefficients[power]
      let (size, isNegative) = coefficient.factor(tex: tex)
      let letter = power == 0 ? "" : power == 1 ? variable : tex ? "\(variable)^{\(power)}" : "\(variable)^\(power)"
      let isHidden = power > 0 && coefficient.magnitude == 1
      sum.append(isHidden ? letter : power == 0 ? size : "\(size) \(letter)", isNegative: isNegative)
    }
    return sum.text
  }
}

/// A sum as it is written: a minus sign alone before the first term, signs between spaces before the others.
struct SignedSum {
  private(set) var written = ""

  mutating func append(_ term: String, isNegative: Bool) {
    written += written.isEmpty ? (isNegative ? "-" : "") : (isNegative ? " - " : " + ")
    written += term
  }

  var text: String { written.isEmpty ? "0" : written }
}
