// Matrices in the form in which FLINT's functions take and return them.
import CFLINT

/// A matrix of integers in FLINT's memory, freed with this value.
struct FLINTIntegerMatrix: ~Copyable {
  var value = fmpz_mat_struct()

  init(_ rows: Int, _ columns: Int) { fmpz_mat_init(&value, rows, columns) }

  init(_ matrix: IntegerMatrix) {
    self.init(matrix.rows, matrix.columns)
    for i in 0..<matrix.rows {
      for j in 0..<matrix.columns { FLINTIntegerMatrix.store(matrix[i, j], in: value.rows[i]! + j) }
    }
  }

  deinit {
    var value = value
    fmpz_mat_clear(&value)
  }

  static func store(_ integer: BigInteger, in target: UnsafeMutablePointer<fmpz>) {
    if let word = integer.asInt { fmpz_set_si(target, word) } else { integer.flintQuery { fmpz_set(target, $0) } }
  }

  /// The elements, moved out of FLINT's memory, which holds zeros afterwards.
  mutating func take() -> IntegerMatrix {
    IntegerMatrix(Int(value.r), Int(value.c)) { BigInteger(taking: value.rows[$0]! + $1) }
  }
}

/// A matrix of fractions in FLINT's memory, freed with this value.
struct FLINTRationalMatrix: ~Copyable {
  var value = fmpq_mat_struct()

  init(_ rows: Int, _ columns: Int) { fmpq_mat_init(&value, rows, columns) }

  init(_ matrix: RationalMatrix) {
    self.init(matrix.rows, matrix.columns)
    for i in 0..<matrix.rows {
      for j in 0..<matrix.columns {
        let target = value.rows[i]! + j
        FLINTIntegerMatrix.store(matrix[i, j].numerator, in: &target.pointee.num)
        FLINTIntegerMatrix.store(matrix[i, j].denominator, in: &target.pointee.den)
      }
    }
  }

  deinit {
    var value = value
    fmpq_mat_clear(&value)
  }

  /// The elements, moved out of FLINT's memory, which must not be read afterwards.
  mutating func take() -> RationalMatrix {
    RationalMatrix(Int(value.r), Int(value.c)) { i, j in
      let source = value.rows[i]! + j
      return BigRational(
        lowestTerms: BigInteger(taking: &source.pointee.num), BigInteger(taking: &source.pointee.den))
    }
  }
}

extension BigInteger {
  /// The integer in a place of FLINT's memory, which becomes zero.
  init(taking place: UnsafeMutablePointer<fmpz>) {
    let value = place.pointee
    place.pointee = 0
    self.init(owning: value)
  }
}
