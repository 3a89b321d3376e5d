// Scratch memory of the kernels, kept from one to the next.

/// Memory that one kernel at a time uses: addresses, numbers that hold for all blocks, blocks of scratch.
final class KernelMemory {
  private var start: UnsafeMutableRawPointer?
  private var capacity = 0

  /// At least `byteCount` bytes, aligned for vectors; what they held before is gone.
  func reserve(_ byteCount: Int) -> UnsafeMutableRawPointer {
    if let start, byteCount <= capacity { return start }
    start?.deallocate()
    capacity = max(byteCount, 1 << 16)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 64)
    start = memory
    return memory
  }

  deinit { start?.deallocate() }
}
