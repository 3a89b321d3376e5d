// The threads of the BLAS library.
import CLAPACK

/// Settings of the BLAS library that hold for the whole process.
public enum LinearAlgebra {
  /// Makes OpenBLAS work on the calling thread alone, so that the same input gives the same digits on a machine with
  /// any number of cores.
  public static func useSingleThread() {
    clapack_stop_threads()
    openblas_set_num_threads(1)
  }
}
