// Complex numbers of twice the precision.
import ComplexModule

struct ComplexDoubleDouble {
  var real: DoubleDouble
  var imaginary: DoubleDouble

  static let zero = ComplexDoubleDouble(.zero)

  init(_ z: Complex<Double>) {
    real = DoubleDouble(z.real)
    imaginary = DoubleDouble(z.imaginary)
  }

  private init(_ real: DoubleDouble, _ imaginary: DoubleDouble) {
    self.real = real
    self.imaginary = imaginary
  }

  /// The number rounded.
  var value: Complex<Double> { Complex(real.value, imaginary.value) }

  static func + (a: Self, b: Self) -> Self { Self(a.real + b.real, a.imaginary + b.imaginary) }

  static func - (a: Self, b: Self) -> Self { Self(a.real - b.real, a.imaginary - b.imaginary) }

  static func * (a: Self, b: Self) -> Self {
    Self(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }

  /// The quotient; the divisor is scaled, so that its square is within the range.
  static func / (a: Self, b: Self) -> Self {
    let size = max(b.real.high.magnitude, b.imaginary.high.magnitude)
    guard size > 0, size.isFinite else { return Self(a.value / b.value) }
    let exponent = Int(size.exponent)
    let divisor = b.scaled(-exponent)
    let square = divisor.real * divisor.real + divisor.imaginary * divisor.imaginary
    let product = a * Self(divisor.real, -divisor.imaginary)
    return Self(product.real / square, product.imaginary / square).scaled(-exponent)
  }

  /// The number times a power of two.
  private func scaled(_ exponent: Int) -> Self { Self(real.scaled(exponent), imaginary.scaled(exponent)) }
}
