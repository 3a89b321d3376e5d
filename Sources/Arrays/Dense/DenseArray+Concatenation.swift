// Joining arrays along a dimension.

extension DenseArray {
  /// The arrays joined along dimension `axis` (0 for rows below each other, 1 for columns beside each other, …).
  ///
  /// A missing trailing dimension counts as length 1, so vectors are columns. Throws
  /// `LinearAlgebraError.dimensionMismatch` if the other dimensions differ.
  public static func concatenated(_ arrays: [DenseArray], along axis: Int) throws(LinearAlgebraError) -> DenseArray {
    precondition(axis >= 0, "a dimension is counted from zero")
    guard let first = arrays.first else { return DenseArray(unchecked: ArrayStorage(capacity: 0), shape: [0]) }
    guard axis < 64 else { throw .dimensionMismatch("arrays cannot be joined along dimension \(axis)") }
    let rank = max(arrays.reduce(0) { max($0, $1.rank) }, axis + 1)
    func padded(_ shape: [Int]) -> [Int] { shape + Array(repeating: 1, count: rank - shape.count) }
    var shape = padded(first.shape)
    var length = 0
    for array in arrays {
      let other = padded(array.shape)
      for d in 0..<rank where d != axis && other[d] != shape[d] {
        throw .dimensionMismatch(
          "cannot join arrays of shapes \(first.shape) and \(array.shape) along dimension \(axis + 1)")
      }
      length += other[axis]
    }
    shape[axis] = length
    let result = ArrayStorage<Element>(capacity: requireElementCount(of: shape))
    let inner = shape[..<axis].reduce(1, *)
    let outer = shape[(axis + 1)...].reduce(1, *)
    for block in 0..<outer {
      for array in arrays {
        let run = inner * padded(array.shape)[axis]
        guard run > 0 else { continue }
        result.append(
          copying: UnsafeBufferPointer(start: UnsafePointer(array.buffer.baseAddress + block * run), count: run))
      }
    }
    return DenseArray(unchecked: result, shape: shape)
  }

  /// The arrays beside each other; vectors become columns.
  public static func horizontally(_ arrays: [DenseArray]) throws(LinearAlgebraError) -> DenseArray {
    try concatenated(arrays, along: 1)
  }

  /// The arrays below each other.
  public static func vertically(_ arrays: [DenseArray]) throws(LinearAlgebraError) -> DenseArray {
    try concatenated(arrays, along: 0)
  }
}
