// Quadratic numbers as floats and as text.

extension BigFloat {
  /// The real number a + b √d to the context's precision, with an error below two units in the last place, or `nil` if it is not
  /// real.
  public init?(_ number: QuadraticNumber, in context: Context = Context()) {
    guard number.isReal else { return nil }
    if let rational = number.asRational {
      self.init(rational, in: context)
      return
    }
    let working = Context(precision: min(context.precision + 32, BigFloat.precisions.upperBound))
    func sum(_ a: BigRational, _ b: BigRational) -> BigFloat? {
      guard let root = working.value(of: .sqrt, at: BigFloat(number.radicand, in: working)) else { return nil }
      return working.sum(BigFloat(a, in: working), working.product(BigFloat(b, in: working), root))
    }
    let isCancelling = number.rational.signum * number.coefficient.signum < 0
    // Where the terms have opposite signs, the norm over the conjugate has no cancellation.
    guard let plain = sum(number.rational, isCancelling ? -number.coefficient : number.coefficient) else { return nil }
    let value = isCancelling ? working.quotient(BigFloat(number.norm, in: working), plain) : plain
    self = context.rounded(value)
  }
}

extension Double {
  /// The double next to a real quadratic number, or `nil` if it is not real.
  public init?(_ number: QuadraticNumber) {
    guard let value = BigFloat(number, in: BigFloat.Context(precision: 128)) else { return nil }
    self = value.double()
  }
}

extension QuadraticNumber {
  /// The doubles next to the real and the imaginary part.
  public var complexParts: (real: Double, imaginary: Double) { (Double(realPart) ?? .nan, Double(imaginaryPart) ?? .nan) }
}

// MARK: - Text

extension QuadraticNumber: CustomStringConvertible {
  public var description: String { text }

  /// As in `(3 + √5)/2`, `1 - 2√3`, `√2/2`, `(1 + √3 i)/2`, `2 + 3i`.
  public var text: String {
    let (sum, denominator, isOneTerm) = written(tex: false)
    if denominator == 1 { return sum }
    return isOneTerm ? "\(sum)/\(denominator)" : "(\(sum))/\(denominator)"
  }

  /// As in `\tfrac{3 + \sqrt{5}}{2}`, `1 - 2 \sqrt{3}`, `2 + 3 i`.
  public var tex: String {
    if let rational = asRational { return rational.tex }
    if rational.isZero {
      let (size, isNegative) = factor(tex: true)
      return isNegative ? "-\(size)" : size
    }
    let (sum, denominator, _) = written(tex: true)
    return denominator == 1 ? sum : "\\tfrac{\(sum)}{\(denominator)}"
  }

  public func factor(tex: Bool) -> (text: String, isNegative: Bool) {
    if let rational = asRational { return rational.factor(tex: tex) }
    if rational.isZero {
      let isNegative = coefficient.signum < 0
      let (sum, denominator, _) = (isNegative ? -self : self).written(tex: tex)
      if denominator == 1 { return (sum, isNegative) }
      return (tex ? "\\tfrac{\(sum)}{\(denominator)}" : "\(sum)/\(denominator)", isNegative)
    }
    let isNegative = rational.signum < 0 && coefficient.signum < 0
    let (sum, denominator, _) = (isNegative ? -self : self).written(tex: tex)
    if denominator != 1 { return (tex ? "\\tfrac{\(sum)}{\(denominator)}" : "(\(sum))/\(denominator)", isNegative) }
    return (tex ? "\\left(\(sum)\\right)" : "(\(sum))", isNegative)
  }

  /// The numerator over the common denominator, and whether it is a single term.
  private func written(tex: Bool) -> (sum: String, denominator: BigInteger, isOneTerm: Bool) {
    let denominator = rational.denominator.leastCommonMultiple(coefficient.denominator)
    let a = rational.numerator * (denominator / rational.denominator)
    let b = coefficient.numerator * (denominator / coefficient.denominator)
    var sum = SignedSum()
    if !a.isZero { sum.append(a.magnitude.description, isNegative: a.isNegative) }
    if !b.isZero {
      let size = radicand.magnitude
      var factors: [String] = b.magnitude == 1 ? [] : [b.magnitude.description]
      if size != 1 {
        let root = tex ? "\\sqrt{\(size)}" : "√\(size)"
        if tex || factors.isEmpty { factors.append(root) } else { factors[0] += root }
      }
      if radicand.isNegative {
        if tex || factors.isEmpty || size != 1 { factors.append("i") } else { factors[0] += "i" }
      }
      sum.append(factors.joined(separator: " "), isNegative: b.isNegative)
    }
    return (sum.text, denominator, a.isZero || b.isZero)
  }
}
