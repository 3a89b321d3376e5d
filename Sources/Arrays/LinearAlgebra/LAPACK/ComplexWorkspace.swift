// Workspaces for LAPACK's complex routines, with room behind them.
import CLAPACK

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The memory that a complex LAPACK routine works in.
struct ComplexWorkspace {
  /// The complex numbers.
  let numbers: UnsafeMutablePointer<clapack_complex_double>
  /// How many complex numbers there are, or -1 if the routine is to store in the first how many it wants.
  let count: Int32
  let reals: UnsafeMutablePointer<Double>
  let integers: UnsafeMutablePointer<Int32>

  /// Runs `routine` twice, to ask for the size and to calculate; the result is LAPACK's `info`.
  ///
  /// LAPACKE's own workspaces end with their last number, but `zgemv` in OpenBLAS 0.3.21 reads one number more of a vector
  /// than there are and ignores it. Where the vector is a row of a matrix at the end of the workspace, that number is a
  /// column further on, which may be behind the last page of memory. Hence the room of a few columns.
  /// - Parameter rows: The largest dimension of the matrices, which those in the workspace do not exceed.
  static func with(
    rows: Int32, reals realCount: Int = 0, integers integerCount: Int = 0, _ routine: (ComplexWorkspace) -> Int32
  ) -> Int32 {
    allocating(Double.self, realCount) { reals in
      allocating(Int32.self, integerCount) { integers in
        var wanted = clapack_complex_double()
        let info = withUnsafeMutablePointer(to: &wanted) {
          routine(ComplexWorkspace(numbers: $0, count: -1, reals: reals, integers: integers))
        }
        guard info == 0 else { return info }
        // LAPACK counts in 32 bits, so that what it wants for the largest matrices may have overflowed.
        guard let count = Int32(exactly: wanted.real), count >= 0 else { return LAPACK_WORK_MEMORY_ERROR }
        return allocating(clapack_complex_double.self, Int(count) + 4 * Int(rows) + 8) { numbers in
          routine(ComplexWorkspace(numbers: numbers, count: max(1, count), reals: reals, integers: integers))
        }
      }
    }
  }

  /// Unlike Swift's own memory this may fail, as LAPACKE's may.
  private static func allocating<Number>(
    _ type: Number.Type, _ count: Int, _ body: (UnsafeMutablePointer<Number>) -> Int32
  ) -> Int32 {
    guard let memory = malloc(max(1, count) * MemoryLayout<Number>.stride) else { return LAPACK_WORK_MEMORY_ERROR }
    defer { free(memory) }
    return body(memory.bindMemory(to: type, capacity: max(1, count)))
  }
}
