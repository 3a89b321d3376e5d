// Structured matrices with a mark that tells which of their elements are zero or mirrored.

extension ArrayObject {
  /// Arrays that Julia keeps in a type of their own.
  public enum Form: UInt8, Sendable {
    case plain = 0
    /// `BitArray`: what a dotted comparison gives.
    case bits
    /// `A'` and `transpose(A)`; of a vector, a row whose product with a vector is a number.
    case adjoint, transpose
    // Where not every entry can be set.
    case symmetric = 4, hermitian, upperTriangular, lowerTriangular, unitUpperTriangular, unitLowerTriangular, upperHessenberg
  }
}

extension ArrayObject {
  /// `3×4`, `3-element`, `0-dimensional`.
  static func sizeText(_ shape: [Int]) -> String {
    switch shape.count {
    case 0: "0-dimensional"
    case 1: "\(shape[0])-element"
    default: shape.map(String.init).joined(separator: "×")
    }
  }

  /// Whether this is the adjoint or transpose of a matrix, whose elements are copies.
  public var isCopiedTranspose: Bool { (form == .adjoint || form == .transpose) && !isOfVector }
}

extension ArrayObject.Form {
  /// Whether the mark says something about the elements.
  public var isStructured: Bool { rawValue >= ArrayObject.Form.symmetric.rawValue }

  /// Whether all elements on one side of the diagonal are zero.
  public var isTriangular: Bool {
    switch self {
    case .upperTriangular, .lowerTriangular, .unitUpperTriangular, .unitLowerTriangular: true
    default: false
    }
  }

  /// Whether an element decides about the one across the diagonal.
  public var isMirrored: Bool { self == .symmetric || self == .hermitian }

  /// Whether the diagonal is one.
  public var hasUnitDiagonal: Bool { self == .unitUpperTriangular || self == .unitLowerTriangular }

  /// How far from the diagonal elements may differ from zero.
  private var bandwidths: Bandwidths {
    switch self {
    case .upperTriangular, .unitUpperTriangular: Bandwidths(lower: 0, upper: nil)
    case .lowerTriangular, .unitLowerTriangular: Bandwidths(lower: nil, upper: 0)
    case .upperHessenberg: Bandwidths(lower: 1, upper: nil)
    default: Bandwidths(lower: nil, upper: nil)
    }
  }

  /// Whether the structure makes an element zero.
  public func isZero(row: Int, column: Int) -> Bool { !bandwidths.contains(row: row, column: column) }

  /// The structure of a matrix without elements farther from the diagonal than this, of which all are stored; `plain` if
  /// no type has it.
  private init(_ bandwidths: Bandwidths) {
    switch (bandwidths.lower, bandwidths.upper) {
    case (0?, nil): self = .upperTriangular
    case (nil, 0?): self = .lowerTriangular
    case (1?, nil): self = .upperHessenberg
    default: self = .plain
    }
  }

  /// The structure that the sum of two matrices has.
  func sum(with other: ArrayObject.Form) -> ArrayObject.Form {
    guard isStructured, other.isStructured else { return .plain }
    return self == other && isMirrored ? self : Self(bandwidths.sum(with: other.bandwidths))
  }

  /// The structure of the sum with a matrix of which some diagonals alone are not zero, and which may be symmetric.
  public func sum(withBand band: Bandwidths, isSymmetric: Bool) -> ArrayObject.Form {
    guard isStructured else { return .plain }
    return self == .symmetric && isSymmetric ? .symmetric : Self(bandwidths.sum(with: band))
  }

  /// The structure that the product of two matrices has.
  func product(with other: ArrayObject.Form) -> ArrayObject.Form {
    guard isStructured, other.isStructured else { return .plain }
    return hasUnitDiagonal && self == other ? self : Self(bandwidths.product(with: other.bandwidths))
  }

  /// The structure of the product with a matrix of which some diagonals alone are not zero, in either order.
  public func product(withBand band: Bandwidths) -> ArrayObject.Form {
    isStructured ? Self(bandwidths.product(with: band)) : .plain
  }

  /// The structure of a multiple of the matrix.
  var scaled: ArrayObject.Form {
    switch self {
    case .unitUpperTriangular: .upperTriangular
    case .unitLowerTriangular: .lowerTriangular
    default: self
    }
  }

  /// The structure of the transpose.
  var transposed: ArrayObject.Form {
    switch self {
    case .upperTriangular: .lowerTriangular
    case .lowerTriangular: .upperTriangular
    case .unitUpperTriangular: .unitLowerTriangular
    case .unitLowerTriangular: .unitUpperTriangular
    case .symmetric, .hermitian: self
    default: .plain
    }
  }

  /// The structure of the inverse.
  public var inverse: ArrayObject.Form {
    switch self {
    case .symmetric, .hermitian, .upperTriangular, .lowerTriangular, .unitUpperTriangular, .unitLowerTriangular: self
    default: .plain
    }
  }

  /// What Julia calls the type.
  var typeName: String {
    switch self {
    case .plain, .bits: "Array"
    case .adjoint: "Adjoint"
    case .transpose: "Transpose"
    case .symmetric: "Symmetric"
    case .hermitian: "Hermitian"
    case .upperTriangular: "UpperTriangular"
    case .lowerTriangular: "LowerTriangular"
    case .unitUpperTriangular: "UnitUpperTriangular"
    case .unitLowerTriangular: "UnitLowerTriangular"
    case .upperHessenberg: "UpperHessenberg"
    }
  }
}
