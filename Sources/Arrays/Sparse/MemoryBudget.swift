// How much memory a result may take.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A sparse matrix says little about the size of what is computed from it, so results are measured before they are made.
enum MemoryBudget {
  /// Half of the memory of the machine, in bytes.
  static let bytes: Int = {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return pages > 0 && size > 0 ? pages * size / 2 : 1 << 30
  }()

  /// Throws `tooMuchMemory` unless `count` elements of this type are within the budget.
  static func require<Element>(_ count: Int, of type: Element.Type) throws(LinearAlgebraError) {
    let (needed, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    guard !overflow, needed <= bytes else { throw .tooMuchMemory(bytes: overflow ? nil : needed) }
  }

  /// The number of elements of a dense array of this shape. Throws `tooMuchMemory` or, for a negative length,
  /// `dimensionMismatch`.
  @discardableResult
  static func requireDense<Element>(_ shape: [Int], of type: Element.Type) throws(LinearAlgebraError) -> Int {
    guard shape.allSatisfy({ $0 >= 0 }) else { throw .dimensionMismatch("an array of shape \(shape) cannot exist") }
    guard let count = DenseArray<Element>.elementCount(of: shape) else { throw .tooMuchMemory(bytes: nil) }
    try require(count, of: type)
    return count
  }
}
