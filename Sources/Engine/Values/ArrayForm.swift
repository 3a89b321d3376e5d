// Structured matrices: their elements are stored as always, and a mark tells which of them are zero or mirrored.

extension ArrayObject {
  /// Arrays that Julia keeps in a type of their own.
  public enum Form: UInt8, Sendable {
    case plain = 0
    /// `BitArray`: what a dotted comparison gives.
    case bits
    /// `A'` and `transpose(A)`; of a vector, a row whose product with a vector is a number.
    case adjoint, transpose
    // Where not every entry can be set.
    case diagonal = 4, symmetric, hermitian, upperTriangular, lowerTriangular
    case unitUpperTriangular, unitLowerTriangular, upperBidiagonal, lowerBidiagonal, tridiagonal, symmetricTridiagonal
    case upperHessenberg
  }
}

extension ArrayObject {
  /// Whether this is the adjoint or transpose of a matrix, whose elements are copies.
  public var isCopiedTranspose: Bool { (form == .adjoint || form == .transpose) && !isOfVector }
}

extension ArrayObject.Form {
  /// Whether the mark says something about the elements.
  public var isStructured: Bool { rawValue >= ArrayObject.Form.diagonal.rawValue }

  /// Whether all elements on one side of the diagonal are zero.
  public var isTriangular: Bool {
    switch self {
    case .diagonal, .upperTriangular, .lowerTriangular, .unitUpperTriangular, .unitLowerTriangular, .upperBidiagonal, .lowerBidiagonal: true
    default: false
    }
  }

  /// Whether an element decides about the one across the diagonal.
  public var isMirrored: Bool { self == .symmetric || self == .hermitian || self == .symmetricTridiagonal }

  /// Whether the diagonal is one.
  public var hasUnitDiagonal: Bool { self == .unitUpperTriangular || self == .unitLowerTriangular }

  /// How far from the diagonal elements may differ from zero, below and above it; `nil` where nothing bounds it.
  private var bandwidths: (lower: Int?, upper: Int?) {
    switch self {
    case .diagonal: (0, 0)
    case .upperTriangular, .unitUpperTriangular: (0, nil)
    case .lowerTriangular, .unitLowerTriangular: (nil, 0)
    case .upperBidiagonal: (0, 1)
    case .lowerBidiagonal: (1, 0)
    case .tridiagonal, .symmetricTridiagonal: (1, 1)
    case .upperHessenberg: (1, nil)
    default: (nil, nil)
    }
  }

  /// Whether the structure makes an element zero.
  public func isZero(row: Int, column: Int) -> Bool {
    let (lower, upper) = bandwidths
    if row > column { return lower.map { row - column > $0 } ?? false }
    return upper.map { column - row > $0 } ?? false
  }

  /// The structure of a matrix without elements farther from the diagonal than this; `plain` if no type has it.
  private static func banded(_ lower: Int?, _ upper: Int?) -> ArrayObject.Form {
    switch (lower, upper) {
    case (0, 0): .diagonal
    case (0, nil): .upperTriangular
    case (nil, 0): .lowerTriangular
    case (0, 1): .upperBidiagonal
    case (1, 0): .lowerBidiagonal
    case (1, 1): .tridiagonal
    case (1, nil): .upperHessenberg
    default: .plain
    }
  }

  private static func combined(_ a: Int?, _ b: Int?, _ combine: (Int, Int) -> Int) -> Int? {
    guard let a, let b else { return nil }
    return combine(a, b)
  }

  /// The structure that the sum of two matrices has.
  func sum(with other: ArrayObject.Form) -> ArrayObject.Form {
    guard isStructured, other.isStructured else { return .plain }
    let symmetric: Set<ArrayObject.Form> = [.diagonal, .symmetricTridiagonal, .symmetric]
    if self != other || self == .symmetric, symmetric.contains(self), symmetric.contains(other) {
      return self == .symmetric || other == .symmetric ? .symmetric : .symmetricTridiagonal
    }
    if self == other, isMirrored { return self }
    let (a, b) = (bandwidths, other.bandwidths)
    return Self.banded(Self.combined(a.lower, b.lower, max), Self.combined(a.upper, b.upper, max))
  }

  /// The structure that the product of two matrices has.
  func product(with other: ArrayObject.Form) -> ArrayObject.Form {
    guard isStructured, other.isStructured else { return .plain }
    if hasUnitDiagonal, self == other { return self }
    let (a, b) = (bandwidths, other.bandwidths)
    return Self.banded(Self.combined(a.lower, b.lower, +), Self.combined(a.upper, b.upper, +))
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
    case .upperBidiagonal: .lowerBidiagonal
    case .lowerBidiagonal: .upperBidiagonal
    case .diagonal, .symmetric, .hermitian, .tridiagonal, .symmetricTridiagonal: self
    default: .plain
    }
  }

  /// The structure of the inverse.
  public var inverse: ArrayObject.Form {
    switch self {
    case .diagonal, .symmetric, .hermitian, .upperTriangular, .lowerTriangular, .unitUpperTriangular, .unitLowerTriangular: self
    case .upperBidiagonal: .upperTriangular
    case .lowerBidiagonal: .lowerTriangular
    default: .plain
    }
  }

  /// What Julia calls the type, and the rank of the arrays in which it keeps the elements.
  var typeName: (name: String, storageRank: Int) {
    switch self {
    case .plain, .bits: ("Array", 2)
    case .adjoint: ("Adjoint", 2)
    case .transpose: ("Transpose", 2)
    case .diagonal: ("Diagonal", 1)
    case .symmetric: ("Symmetric", 2)
    case .hermitian: ("Hermitian", 2)
    case .upperTriangular: ("UpperTriangular", 2)
    case .lowerTriangular: ("LowerTriangular", 2)
    case .unitUpperTriangular: ("UnitUpperTriangular", 2)
    case .unitLowerTriangular: ("UnitLowerTriangular", 2)
    case .upperBidiagonal, .lowerBidiagonal: ("Bidiagonal", 1)
    case .tridiagonal: ("Tridiagonal", 1)
    case .symmetricTridiagonal: ("SymTridiagonal", 1)
    case .upperHessenberg: ("UpperHessenberg", 2)
    }
  }
}
