// Memory of large arrays in large pages.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory for elements. From a few megabytes on it lies on boundaries of large pages, and the system is asked to use
/// them: touching new memory page by page of 4 KB takes several times as long as computing what goes there.
@usableFromInline enum LargeMemory {
  @usableFromInline static let threshold = 4 << 20
  private static let pageSize = 2 << 20
  /// `zgemv` in OpenBLAS 0.3.21 reads one number more of a vector than there are, which may be beyond the last page.
  @usableFromInline static let slack = 1024

  @inlinable static func allocate<Element>(_ type: Element.Type, capacity: Int) -> UnsafeMutablePointer<Element> {
    let (bytes, overflow) = capacity.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    precondition(!overflow, "more elements than memory has addresses for")
    let start =
      bytes < threshold ? allocateSmall(byteCount: bytes < slack ? bytes : bytes + slack) : allocate(byteCount: bytes + slack)
    return start.bindMemory(to: Element.self, capacity: capacity)
  }

  /// Memory on a boundary of 16 bytes, as all numbers need. Swift's own allocation takes a detour by `posix_memalign`.
  @usableFromInline static func allocateSmall(byteCount: Int) -> UnsafeMutableRawPointer {
    guard let start = malloc(byteCount) else { fatalError("no memory for \(byteCount) bytes") }
    return start
  }

  @usableFromInline static func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
    let start = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: pageSize)
    #if os(Linux)
      // A wish: where it is not granted the memory is as good as any.
      _ = madvise(start, byteCount, Int32(MADV_HUGEPAGE))
    #endif
    return start
  }

  /// Gives back what `allocate` gave.
  @inlinable static func deallocate<Element>(_ start: UnsafeMutablePointer<Element>, capacity: Int) {
    if capacity * MemoryLayout<Element>.stride < threshold { freeSmall(start) } else { UnsafeMutableRawPointer(start).deallocate() }
  }

  @usableFromInline static func freeSmall(_ start: UnsafeMutableRawPointer) { free(start) }
}
