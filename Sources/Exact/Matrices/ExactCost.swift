// What a computation with exact matrices costs, known before it runs.

/// An estimate of what a computation with exact matrices takes, from the sizes and the bits of the elements.
///
/// The numbers in a result are minors of the matrix, bounded by Hadamard: a minor of order r of integers of b bits has at
/// most r (b + log₂(r) / 2) bits. Fractions are counted with the denominators of their rows cleared, as they are computed.
/// Estimates saturate at `Int.max` instead of overflowing. Square roots, of norms and of discriminants, are not counted: each of
/// 64 to 192 bits can take some 30 milliseconds.
public struct ExactCost: Hashable, Sendable {
  /// The time in nanoseconds, roughly: the order of magnitude is right, mostly from above.
  public let steps: Int

  /// An upper bound for the bytes of the numbers in the result and, roughly, in what is held on the way.
  public let bytes: Int

  /// The most bytes that the functions of exact matrices start a computation with, whatever the caller allows.
  public static let maximumBytes = 1 << 32

  /// What can be asked for.
  public enum Operation: Hashable, Sendable {
    case determinant, rank, inverse, reducedRowEchelonForm, nullspace, solve
    case characteristicPolynomial, minimalPolynomial
    case hermiteForm, smithForm, smithTransformation, latticeReduction
    case eigenvalues, jordanForm
    /// The power with an exponent.
    case power(Int)
    /// A computation step by step, which keeps a matrix for each operation on rows.
    case steps
  }

  init(steps: Double, bytes: Double) {
    self.steps = ExactCost.clamped(steps)
    self.bytes = ExactCost.clamped(bytes)
  }

  private static func clamped(_ value: Double) -> Int { value < 0x1p62 ? Int(value) : .max }

  func require() throws(ExactMatrixError) {
    guard bytes <= ExactCost.maximumBytes else { throw .tooLarge(bytes: bytes) }
  }

  /// The cost of an operation on a matrix of these sizes whose elements, as integers, have at most so many bits.
  public static func of(_ operation: Operation, rows: Int, columns: Int, bits: Int) -> ExactCost {
    let (m, n, b) = (Double(max(rows, 1)), Double(max(columns, 1)), Double(max(bits, 1)))
    let r = min(m, n)
    let minor = r * (b + log2(r) / 2) + 64
    /// One operation on numbers of so many bits.
    func multiply(_ bits: Double) -> Double { pow158(bits / 64 + 1) }
    func cost(_ steps: Double, numbers: Double, bits: Double) -> ExactCost {
      ExactCost(steps: steps, bytes: numbers * (bits / 8 + 16))
    }
    // The factors were measured on random matrices, and on knapsacks for the reduction of lattices.
    switch operation {
    case .determinant, .rank:
      return cost(m * n * r * (minor / 64 + 1) * (b / 64 + 1).squareRoot(), numbers: m * n, bits: minor)
    case .inverse, .reducedRowEchelonForm, .nullspace, .solve:
      return cost(10 * m * n * r * multiply(minor), numbers: 3 * m * n, bits: 2 * minor)
    case .characteristicPolynomial, .minimalPolynomial:
      return cost(4 * m * m * m * (minor / 30 + 1) + m * m * minor, numbers: m * n + 4 * n, bits: minor)
    case .hermiteForm: return cost(10 * m * n * r * multiply(minor), numbers: 2 * (m * n + m * m), bits: minor)
    case .smithForm: return cost(60 * m * n * r * multiply(minor), numbers: 2 * m * n, bits: minor)
    case .latticeReduction:
      return cost(10 * m * n * r * multiply(minor) + 100 * r * r * r * b, numbers: 2 * (m * n + m * m), bits: minor)
    case .smithTransformation:
      return cost(3 * (m + n) * (m + n) * r * multiply(2 * minor), numbers: 4 * (m + n) * (m + n), bits: 4 * minor)
    case .eigenvalues:
      // The null spaces of as many matrices as there are factors, whose elements have twice the bits.
      return cost(5 * n * n * n * n * multiply(2 * minor), numbers: 4 * n * n, bits: 4 * minor)
    case .jordanForm: return cost(20 * n * n * n * n * multiply(4 * minor), numbers: 16 * n * n, bits: 4 * minor)
    case .power(let exponent): return power(exponent, order: columns, bitsOfNorm: b + log2(n))
    case .steps:
      let operations = m * (r + 1)
      return cost(20 * operations * n * multiply(2 * minor), numbers: operations * m * n, bits: 2 * minor)
    }
  }

  /// The power of a matrix of this order: each product adds the bits of the row sum norm.
  static func power(_ exponent: Int, order: Int, bitsOfNorm: Double) -> ExactCost {
    let (n, p) = (Double(max(order, 1)), Double(exponent.magnitude))
    let bits = p * bitsOfNorm + 64
    return ExactCost(
      steps: 2 * n * n * n * log2(p + 2) * pow158(bits / 64 + 1), bytes: 3 * n * n * (bits / 8 + 16))
  }

  static func product<Element: ExactRing>(_ left: ExactMatrix<Element>, _ right: ExactMatrix<Element>) -> ExactCost
  where Element: ExactlySized {
    let bits = Double(left.elements.widestBitCount + right.elements.widestBitCount) + log2(Double(left.columns + 1))
    let (m, k, n) = (Double(left.rows), Double(left.columns), Double(right.columns))
    // A sum of fractions can have the product of all denominators.
    let width = Element.isFraction ? bits * max(k, 1) : bits
    return ExactCost(steps: m * k * n * pow158(width / 64 + 1), bytes: m * n * (width / 8 + 16))
  }

  /// x^1.58, the cost of multiplying numbers of x words by Karatsuba's method, and log₂, without the C library.
  private static func pow158(_ x: Double) -> Double { x * x.squareRoot() * (x.squareRoot().squareRoot()).squareRoot() }

  private static func log2(_ x: Double) -> Double { x <= 1 ? 0 : Double(x.exponent) + x.significand - 1 }

  /// An upper bound for log₂ of a positive integer, 0 for 0 and 1.
  fileprivate static func log2(_ x: BigInteger) -> Double {
    // The straight line between powers of two lies below the logarithm by at most 0.0861.
    x <= 1 ? 0 : x.bitWidth > 1000 ? Double(x.bitWidth) : log2(Double(x)) + 0.0862
  }
}

/// Elements whose bits can be counted.
protocol ExactlySized {
  static var isFraction: Bool { get }
  var bitCount: Int { get }
}

extension BigInteger: ExactlySized {
  static var isFraction: Bool { false }
  var bitCount: Int { bitWidth }
}

extension BigRational: ExactlySized {
  static var isFraction: Bool { true }
  var bitCount: Int { numerator.bitWidth + denominator.bitWidth }
}

extension Array where Element: ExactlySized {
  var widestBitCount: Int { reduce(0) { Swift.max($0, $1.bitCount) } }
}

extension ExactMatrix where Element == BigInteger {
  /// What an operation on this matrix costs.
  public func cost(of operation: ExactCost.Operation) -> ExactCost {
    // The norm is multiplicative: powers of permutations and of nilpotent matrices do not grow.
    if case .power(let exponent) = operation { return .power(exponent, order: rows, bitsOfNorm: ExactCost.log2(rowSumNorm)) }
    return .of(operation, rows: rows, columns: columns, bits: bitWidth)
  }

  /// The largest sum of the absolute values of a row.
  private var rowSumNorm: BigInteger {
    (0..<rows).reduce(0) { max($0, row($1).reduce(0) { $0 + $1.magnitude }) }
  }
}

extension ExactMatrix where Element == BigRational {
  /// The bits of the elements when the denominators of each row are cleared, at most.
  public var clearedBitWidth: Int { (0..<rows).reduce(0) { max($0, RationalMatrix.clearedBits(row($1))) } }

  private static func clearedBits(_ elements: [BigRational]) -> Int {
    var denominators: Set<BigInteger> = []
    for element in elements where !element.isInteger { denominators.insert(element.denominator) }
    return elements.reduce(0) { max($0, $1.numerator.bitWidth) } + denominators.reduce(0) { $0 + $1.bitWidth }
  }

  /// What an operation on this matrix costs.
  public func cost(of operation: ExactCost.Operation) -> ExactCost {
    let bits =
      switch operation {
      // These need one denominator for the whole matrix.
      case .characteristicPolynomial, .minimalPolynomial, .eigenvalues, .jordanForm, .power:
        RationalMatrix.clearedBits(elements)
      default: clearedBitWidth
      }
    return .of(operation, rows: rows, columns: columns, bits: bits)
  }
}
