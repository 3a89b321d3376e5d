// Parts of arrays: rows, columns, blocks, and selections by index lists.

extension DenseArray {
  /// Column `index` of a matrix as a vector.
  public func column(_ index: Int) -> DenseArray {
    precondition(rank <= 2 && index >= 0 && index < columns, "column index out of range")
    let part = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer.elements)[index * rows..<(index + 1) * rows])
    return DenseArray(unchecked: ArrayStorage(copying: part), shape: [rows])
  }

  /// Row `index` of a matrix as a vector.
  @inlinable public func row(_ index: Int) -> DenseArray {
    precondition(rank <= 2 && index >= 0 && index < rows, "row index out of range")
    let result = ArrayStorage<Element>(capacity: columns)
    for j in 0..<columns { result.append(buffer[index + j * rows]) }
    return DenseArray(unchecked: result, shape: [columns])
  }

  /// The block of a matrix in the given rows and columns.
  public subscript(rowRange: Range<Int>, columnRange: Range<Int>) -> DenseArray {
    precondition(rank <= 2, "two ranges address a block of a matrix")
    precondition(
      rowRange.lowerBound >= 0 && rowRange.upperBound <= rows && columnRange.lowerBound >= 0
        && columnRange.upperBound <= columns, "block out of range")
    let result = ArrayStorage<Element>(capacity: rowRange.count * columnRange.count)
    for j in columnRange {
      let start = UnsafePointer(buffer.baseAddress + j * rows + rowRange.lowerBound)
      result.append(copying: UnsafeBufferPointer(start: start, count: rowRange.count))
    }
    return DenseArray(unchecked: result, shape: [rowRange.count, columnRange.count])
  }

  /// The elements of a vector, or of any array in column-major order, in `range` as a vector.
  public subscript(range: Range<Int>) -> DenseArray {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "array range out of range")
    let part = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer.elements)[range])
    return DenseArray(unchecked: ArrayStorage(copying: part), shape: [range.count])
  }

  /// The array of the same rank whose index list along each dimension is given; indices may repeat and be in any order.
  ///
  /// `a.selecting([[0, 2], [1]])` is the 2×1 matrix of `a[0, 1]` and `a[2, 1]`.
  @inlinable public func selecting(_ indices: [[Int]]) -> DenseArray {
    precondition(indices.count == rank, "an array of rank \(rank) takes \(rank) index lists")
    let strides = self.strides
    for (list, length) in zip(indices, shape) {
      precondition(list.allSatisfy { $0 >= 0 && $0 < length }, "array index out of range")
    }
    let resultShape = indices.map(\.count)
    let total = Self.requireElementCount(of: resultShape)
    let result = ArrayStorage<Element>(capacity: total)
    var position = [Int](repeating: 0, count: rank)
    for _ in 0..<total {
      var offset = 0
      for d in 0..<rank { offset += indices[d][position[d]] * strides[d] }
      result.append(buffer[offset])
      Self.advance(&position, within: resultShape)
    }
    return DenseArray(unchecked: result, shape: resultShape)
  }

  /// The distance in the storage between neighbours along each dimension.
  public var strides: [Int] {
    var stride = 1
    return shape.map { length in
      defer { stride *= length }
      return stride
    }
  }

  /// Steps `position` to the next index in column-major order.
  @usableFromInline static func advance(_ position: inout [Int], within shape: [Int]) {
    for d in 0..<shape.count {
      position[d] += 1
      if position[d] < shape[d] { return }
      position[d] = 0
    }
  }
}
