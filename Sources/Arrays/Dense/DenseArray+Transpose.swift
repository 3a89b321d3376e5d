// Exchanging dimensions.

extension DenseArray {
  /// The transpose: columns become rows. A vector of n elements gives a 1×n matrix.
  @inlinable public func transposed() -> DenseArray { transposed { $0 } }

  /// The transpose with `transform` applied to each element. Works in square tiles, so that both sides stay in cache.
  @inlinable func transposed(_ transform: (Element) -> Element) -> DenseArray {
    precondition(rank <= 2, "only vectors and matrices have a transpose")
    let (m, n) = (rows, columns)
    let result = DenseArray(uninitializedShape: [n, m])
    let (source, target) = (buffer.baseAddress, result.buffer.baseAddress)
    let tile = 16
    for firstColumn in stride(from: 0, to: n, by: tile) {
      for firstRow in stride(from: 0, to: m, by: tile) {
        for j in firstColumn..<min(firstColumn + tile, n) {
          for i in firstRow..<min(firstRow + tile, m) {
            (target + j + i * n).initialize(to: transform(source[i + j * m]))
          }
        }
      }
    }
    return result
  }

  /// The array whose dimension `d` is dimension `order[d]` of this one; `order` is a permutation of `0..<rank`.
  @inlinable public func permutingDimensions(_ order: [Int]) -> DenseArray {
    precondition(order.sorted() == Array(0..<rank), "the order must be a permutation of the dimensions")
    let strides = self.strides
    let permutedStrides = order.map { strides[$0] }
    let resultShape = order.map { shape[$0] }
    let result = ArrayStorage<Element>(capacity: count)
    var position = [Int](repeating: 0, count: rank)
    var offset = 0
    for _ in 0..<count {
      result.append(buffer.baseAddress[offset])
      for d in 0..<rank {
        position[d] += 1
        offset += permutedStrides[d]
        if position[d] < resultShape[d] { break }
        offset -= permutedStrides[d] * resultShape[d]
        position[d] = 0
      }
    }
    return DenseArray(unchecked: result, shape: resultShape)
  }
}
