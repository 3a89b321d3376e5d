// How the reference values of exact matrices are written, and matrices for the tests.

import Exact

/// What SymPy knows of a matrix; rows are separated by semicolons.
struct MatrixReference {
  var matrix: String
  var reduced: String
  var pivots: [Int]
  var determinant: String?
  /// The coefficients of det(x I − A) from the constant one up.
  var characteristic: String?
  /// a, b, d and the multiplicity of the eigenvalues a + b √d.
  var eigenvalues: [[String]]?
  var invariantFactors: [Int]?
}

func rational(_ text: some StringProtocol) -> BigRational {
  let parts = text.split(separator: "/")
  return BigRational(BigInteger(parts[0], radix: 10)!, over: parts.count > 1 ? BigInteger(parts[1], radix: 10)! : 1)!
}

func rationals(_ text: String) -> [BigRational] { text.split(separator: " ").map { rational($0) } }

func rationalMatrix(_ text: String) throws -> RationalMatrix {
  try RationalMatrix(text.split(separator: ";").map { rationals(String($0)) })
}

func integerMatrix(_ rows: [[Int]]) throws -> IntegerMatrix { try IntegerMatrix(rows) }

/// A generator whose numbers are the same each time.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Random matrices of all small shapes, some of them of low rank.
struct RandomMatrices {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(state: seed) }

  mutating func integers(_ rows: Int, _ columns: Int, within limit: Int = 6) throws -> IntegerMatrix {
    let elements = (0..<rows * columns).map { _ in Int.random(in: -limit...limit, using: &generator) }
    return try IntegerMatrix(rows: rows, columns: columns, elements: elements)
  }

  mutating func ofAnyShape() throws -> IntegerMatrix {
    let (m, n) = (Int.random(in: 1...5, using: &generator), Int.random(in: 1...5, using: &generator))
    if Bool.random(using: &generator) { return try integers(m, n) }
    let rank = Int.random(in: 0...3, using: &generator)
    return try integers(m, rank, within: 3).multiplied(by: try integers(rank, n, within: 3))
  }

  mutating func fractions(_ rows: Int, _ columns: Int) throws -> RationalMatrix {
    let elements = (0..<rows * columns).map { _ in
      BigRational(
        BigInteger(Int.random(in: -9...9, using: &generator)), over: BigInteger(Int.random(in: 1...6, using: &generator)))!
    }
    return try RationalMatrix(rows: rows, columns: columns, elements: elements)
  }
}
