// A vector program at work on its operands, block by block.

/// A program bound to operands and memory.
struct KernelRun {
  private let program: KernelProgram
  private let leaves: [KernelLeaf]
  /// The dimensions of the result, neighbours joined where no operand tells them apart.
  private var lengths: [Int]
  private var counters: [Int]
  private let addresses: UnsafeMutablePointer<UnsafeMutableRawPointer>
  /// Where a block of the result goes that must not be written before it is known to be good.
  let spare: UnsafeMutableRawPointer
  let count: Int

  /// - Returns: `nil` if what is computed once cannot be.
  init?(_ program: KernelProgram, _ leaves: [KernelLeaf], shape: [Int], memory: KernelMemory) {
    self.program = program
    count = shape.reduce(1, *)
    (self.leaves, lengths) = KernelRun.joined(leaves, shape)
    counters = [Int](repeating: 0, count: lengths.count)

    (addresses, spare) = program.layOut(leafCount: leaves.count, count: count, memory)
    if !program.runPrologue(addresses) { return nil }
  }

  /// Computes `length` elements of the result from `position` on, at most a block.
  ///
  /// - Returns: False if one of them is not a number of the result's type.
  mutating func block(at position: Int, _ length: Int, into out: UnsafeMutableRawPointer) -> Bool {
    for (index, value) in program.values.enumerated() {
      guard case .leaf(let number) = value.place else {
        // Operands come first.
        break
      }
      let leaf = leaves[number]
      if leaf.isAligned, case .packed(let data) = leaf.source {
        addresses[index] = data + position * leaf.kind.stride
      } else {
        leaf.gather(from: position, count: length, lengths: lengths, &counters, into: addresses[index])
      }
    }
    addresses[program.result] = out
    return program.runBody(addresses, count: length)
  }

  /// The strides of the operands in the result, with dimensions joined that all operands pass through alike.
  private static func joined(_ leaves: [KernelLeaf], _ shape: [Int]) -> ([KernelLeaf], [Int]) {
    if leaves.allSatisfy({ $0.shape == shape }) { return (leaves, [shape.reduce(1, *)]) }
    var result = leaves
    for position in leaves.indices {
      var stride = 1
      var natural = 1
      result[position].strides = []
      result[position].isAligned = true
      for dimension in shape.indices {
        let length = dimension < leaves[position].shape.count ? leaves[position].shape[dimension] : 1
        result[position].strides.append(length == 1 ? 0 : stride)
        if shape[dimension] > 1, length == 1 || stride != natural { result[position].isAligned = false }
        stride *= length
        natural *= shape[dimension]
      }
    }
    var lengths = shape
    var dimension = 0
    while dimension < lengths.count {
      if lengths.count > 1, lengths[dimension] == 1 {
        lengths.remove(at: dimension)
        for position in result.indices { result[position].strides.remove(at: dimension) }
        continue
      }
      if dimension > 0,
        result.allSatisfy({
          $0.isAligned || $0.strides[dimension] == $0.strides[dimension - 1] * lengths[dimension - 1]
        })
      {
        lengths[dimension - 1] *= lengths[dimension]
        lengths.remove(at: dimension)
        for position in result.indices { result[position].strides.remove(at: dimension) }
        continue
      }
      dimension += 1
    }
    return (result, lengths)
  }
}
