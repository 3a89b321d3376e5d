// The types of matrices that keep their diagonals alone.

import Engine

/// Which diagonals a matrix has, and which of them are one.
enum BandedForm: CaseIterable {
  case diagonal, upperBidiagonal, lowerBidiagonal, tridiagonal, symmetricTridiagonal

  /// The form without elements farther from the diagonal than this, if there is one.
  init?(_ bandwidths: Bandwidths) {
    let form = BandedForm.allCases.first { $0.bandwidths == bandwidths }
    guard let form else { return nil }
    self = form
  }

  var bandwidths: Bandwidths {
    switch self {
    case .diagonal: Bandwidths(lower: 0, upper: 0)
    case .upperBidiagonal: Bandwidths(lower: 0, upper: 1)
    case .lowerBidiagonal: Bandwidths(lower: 1, upper: 0)
    case .tridiagonal, .symmetricTridiagonal: Bandwidths(lower: 1, upper: 1)
    }
  }

  /// The diagonals that may differ from zero: 0 is the main one, 1 the one above it.
  var diagonals: ClosedRange<Int> { -(bandwidths.lower ?? 0)...(bandwidths.upper ?? 0) }

  /// What Julia calls the type.
  var typeName: String {
    switch self {
    case .diagonal: "Diagonal"
    case .upperBidiagonal, .lowerBidiagonal: "Bidiagonal"
    case .tridiagonal: "Tridiagonal"
    case .symmetricTridiagonal: "SymTridiagonal"
    }
  }

  /// The type of a matrix with elements of a type in vectors of a type.
  func type(_ element: DataType, in vector: DataType) -> DataType {
    .parametric(typeName, [.type(element), .type(vector)], supertype: .abstractArray([.type(element), .integer(2)]))
  }

  /// The fields by the names that Julia gives them, with the diagonals that they are.
  var fields: [(name: String, diagonal: Int)] {
    switch self {
    case .diagonal: [("diag", 0)]
    case .upperBidiagonal: [("dv", 0), ("ev", 1)]
    case .lowerBidiagonal: [("dv", 0), ("ev", -1)]
    case .tridiagonal: [("dl", -1), ("d", 0), ("du", 1)]
    case .symmetricTridiagonal: [("dv", 0), ("ev", 1)]
    }
  }

  /// The triangle that counts, where the type has one.
  var triangle: Unicode.Scalar? {
    switch self {
    case .upperBidiagonal: "U"
    case .lowerBidiagonal: "L"
    default: nil
    }
  }

  /// The field that is a diagonal; `nil` where that is zero.
  func field(of diagonal: Int) -> Int? {
    let stored = self == .symmetricTridiagonal ? abs(diagonal) : diagonal
    return fields.firstIndex { $0.diagonal == stored }
  }

  /// Whether all matrices of the form equal their transposes.
  var isSymmetric: Bool { self == .diagonal || self == .symmetricTridiagonal }

  /// Whether all elements on one side of the diagonal are zero.
  var isTriangular: Bool { diagonals.lowerBound == 0 || diagonals.upperBound == 0 }

  var transposed: BandedForm {
    switch self {
    case .upperBidiagonal: .lowerBidiagonal
    case .lowerBidiagonal: .upperBidiagonal
    case .diagonal, .tridiagonal, .symmetricTridiagonal: self
    }
  }

  /// The form of the sum of two matrices.
  func sum(with other: BandedForm) -> BandedForm {
    if isSymmetric, other.isSymmetric { return self == .diagonal ? other : self }
    return BandedForm(bandwidths.sum(with: other.bandwidths)) ?? .tridiagonal
  }

  /// The form of the product of two matrices, if it has one.
  func product(with other: BandedForm) -> BandedForm? {
    BandedForm(bandwidths.product(with: other.bandwidths))
  }
}
