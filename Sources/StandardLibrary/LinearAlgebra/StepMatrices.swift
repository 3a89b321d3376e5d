// The matrices that `@steps` takes: small, and exact as they are written.

import Arrays
import Engine
import Exact

/// What a page can show.
private enum StepLimits {
  static let order = 8
  static let bits = 64
  /// Significant digits of a float that counts as a decimal.
  static let digits = 9
}

extension Machine {
  /// A small matrix in exact numbers.
  func stepMatrix(_ value: Value) throws -> RationalMatrix {
    let value = try value.host?.denseArray(self) ?? value
    guard value.isArray || value.tag == .range, let shape = try shape(value), shape.count == 2 else {
      let isVector = value.isArray || value.tag == .range
      throw RuntimeError.argument(
        "`@steps` takes a matrix, not a \(value.dataType)",
        hint: isVector ? "reshape(v, :, 1) makes a column of a vector" : "a matrix is written `[1 2; 3 4]`")
    }
    let (rows, columns) = (shape[0], shape[1])
    guard rows > 0, columns > 0 else { throw RuntimeError.argument("an empty matrix has no steps") }
    guard rows <= StepLimits.order, columns <= StepLimits.order else {
      throw RuntimeError.argument(
        "`@steps` shows matrices of up to \(StepLimits.order) rows and columns, and this one is \(rows)×\(columns)",
        hint: "without `@steps` there is no limit")
    }
    let numbers = try stepNumbers(value)
    let matrix = try exactly { try RationalMatrix(rows: rows, columns: columns, columnMajor: numbers) }
    // The widest form is the matrix beside the identity or a right-hand side.
    try count(ExactCost.of(.steps, rows: rows, columns: columns + rows, bits: matrix.clearedBitWidth))
    return matrix
  }

  /// The elements as they are written.
  func stepNumbers(_ value: Value) throws -> [BigRational] {
    guard let shape = try shape(value), shape.allSatisfy({ $0 <= StepLimits.order }) else {
      throw RuntimeError.argument("`@steps` shows vectors of up to \(StepLimits.order) elements")
    }
    return try (elements(value) ?? []).map { try stepNumber($0) }
  }

  private func stepNumber(_ value: Value) throws -> BigRational {
    if let parts = fraction(value), let number = BigRational(parts.numerator, over: parts.denominator) {
      guard max(number.numerator.bitWidth, number.denominator.bitWidth) <= StepLimits.bits else {
        throw RuntimeError.argument("`@steps` shows numbers of up to 19 digits", hint: "without `@steps` there is no limit")
      }
      return number
    }
    let isFloat = value.tag == .float || value.tag == .float32 || value.tag == .float16
    guard isFloat, let float = value.asDouble else {
      throw RuntimeError.argument(
        "`@steps` computes with integers, fractions and decimals, not with \(try compactText(of: value)), a \(value.dataType)")
    }
    guard float.isFinite else { throw RuntimeError.argument("`@steps` cannot compute with \(try compactText(of: value))") }
    let text = value.tag == .float32 ? "\(value.unsafeFloat32)" : value.tag == .float16 ? "\(value.unsafeFloat16)" : "\(float)"
    guard let number = BigRational(shortDecimal: text) else {
      throw RuntimeError.argument(
        "`@steps` computes with exact numbers, and \(try compactText(of: value)) is no short decimal",
        hint: "write it as a fraction such as 1//3; `rationalize.(A)` finds the simple fractions next to the elements of A")
    }
    return number
  }

  /// A number with six significant digits.
  func roundedForSteps(_ value: Value) throws -> Value {
    func rounded(_ x: Double) -> Double {
      guard x.isFinite, x.magnitude > 1e-290 else { return x }
      var scale = 1.0
      if x.magnitude >= 1e6 {
        while x.magnitude / scale >= 1e6 { scale *= 10 }
        return (x / scale).rounded() * scale
      }
      while x.magnitude * scale < 1e5 { scale *= 10 }
      return (x * scale).rounded() / scale
    }
    guard let number = complexDouble(value) else { return value }
    if value.tag != .complex { return Value(rounded(number.real)) }
    return heap.complex(Complex(rounded(number.real), rounded(number.imaginary)))
  }
}

extension BigRational {
  /// The decimal that stands for a float, `nil` if it has many digits or a great exponent: `1.5`, `1e-05`.
  fileprivate init?(shortDecimal text: String) {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: "e")
    guard let mantissa = parts.first, var exponent = parts.count > 1 ? Int(parts[1]) : 0 else { return nil }
    let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = halves.count > 1 ? String(halves[1]) : ""
    exponent -= fraction.count
    var digits = String(String(halves[0] + fraction).drop { $0 == "0" })
    while digits.last == "0" {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty {
      self = 0
      return
    }
    guard digits.count <= StepLimits.digits, (-18...18).contains(exponent), let size = Int(digits) else { return nil }
    let number = BigInteger(isNegative ? -size : size)
    let power = BigInteger(10).power(UInt(exponent.magnitude))
    guard let result = exponent < 0 ? BigRational(number, over: power) : BigRational(number * power, over: 1) else { return nil }
    self = result
  }
}
