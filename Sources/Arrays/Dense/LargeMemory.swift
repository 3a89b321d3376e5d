// Memory of large arrays in large pages.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
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
    if overflow || bytes < slack { return .allocate(capacity: capacity) }
    if bytes < threshold { return .allocate(capacity: capacity + slack / max(1, MemoryLayout<Element>.stride)) }
    return allocate(byteCount: bytes + slack).bindMemory(to: Element.self, capacity: capacity)
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
    let (bytes, overflow) = capacity.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    if overflow || bytes < threshold { start.deallocate() } else { UnsafeMutableRawPointer(start).deallocate() }
  }
}
