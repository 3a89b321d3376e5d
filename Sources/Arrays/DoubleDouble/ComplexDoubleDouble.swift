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

  /// The quotient, for a divisor whose square is within the range.
  static func / (a: Self, b: Self) -> Self {
    let square = b.real * b.real + b.imaginary * b.imaginary
    let product = a * Self(b.real, -b.imaginary)
    return Self(product.real / square, product.imaginary / square)
  }
}
