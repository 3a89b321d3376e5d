// The fields of structured matrices: `D.diag`, `T.du`.

extension ArrayObject.Form {
  /// The fields by the names that Julia gives them, with the diagonals that they are.
  private var diagonals: [(name: String, diagonal: Int)] {
    switch self {
    case .diagonal: [("diag", 0)]
    case .upperBidiagonal: [("dv", 0), ("ev", 1)]
    case .lowerBidiagonal: [("dv", 0), ("ev", -1)]
    case .tridiagonal: [("dl", -1), ("d", 0), ("du", 1)]
    case .symmetricTridiagonal: [("dv", 0), ("ev", 1)]
    default: []
    }
  }

  /// The triangle that counts, where the type has one.
  fileprivate var triangle: Unicode.Scalar? {
    switch self {
    case .upperBidiagonal: "U"
    case .lowerBidiagonal: "L"
    default: nil
    }
  }

  /// What `A.name` accepts.
  public var fieldNames: [String] { diagonals.map(\.name) + (triangle == nil ? [] : ["uplo"]) }

  fileprivate func diagonal(_ name: String) -> Int? { diagonals.first { $0.name == name }?.diagonal }
}

extension RangeObject {
  /// The linear indices of a diagonal of a matrix, which must lie between its corners.
  public static func diagonal(_ k: Int, of shape: [Int]) -> RangeObject {
    let (rows, columns) = (shape[0], shape[1])
    let count = max(0, min(rows - max(0, -k), columns - max(0, k)))
    return RangeObject(.step(start: (k >= 0 ? k * rows : -k) + 1, step: rows + 1), count: count)
  }
}

extension Machine {
  /// A field of a structured matrix: a diagonal, into which can be written; `nil` if there is none of the name.
  func structureField(_ array: ArrayObject, _ value: Value, _ name: String) throws -> Value? {
    let form = array.form
    if name == "uplo", let triangle = form.triangle { return Value(triangle) }
    guard let k = form.diagonal(name), array.rank == 2 else { return nil }
    if form.isMirrored, k != 0 {
      // One element there stands for two of the matrix.
      throw RuntimeError(
        "FieldError", "the field `\(name)` of \(value.dataType) cannot be shared", hint: "diag(A, \(k)) is a copy of it")
    }
    let part = try view(value, [heap.adopt(RangeObject.diagonal(k, of: array.shape))])
    part.array?.noteField()
    return part
  }
}
