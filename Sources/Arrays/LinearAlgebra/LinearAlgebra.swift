// The threads of the BLAS library.
import CLAPACK

/// Settings of the BLAS library that hold for the whole process.
public enum LinearAlgebra {
  /// Makes OpenBLAS work on the calling thread alone, so that the same input gives the same digits on a machine with
  /// any number of cores.
  public static func useSingleThread() { _ = hasSingleThread }

  /// Once in a process: two threads that stop the threads of OpenBLAS at the same time wait for each other.
  private static let hasSingleThread: Bool = {
    // In this order: setting the number starts the threads again, which then wait in a loop.
    openblas_set_num_threads(1)
    clapack_stop_threads()
    return true
  }()
}
