// Eigen with a limit to how much one of its arrays may take.
#pragma once

// Only the parts under the Mozilla licence, and no aborts: the shim checks what Eigen would assert.
#define EIGEN_MPL2_ONLY
#define EIGEN_NO_DEBUG
#include <eigen3/Eigen/Core>
#include <eigen3/Eigen/src/SparseCore/SparseUtil.h>
#include <complex>
#include <cstdint>
#include <new>

/// How many bytes one array may take while a factorisation is made on this thread. A refused allocation is thrown as
/// `std::bad_alloc`, as one that the system refuses.
struct AllocationLimit {
  static thread_local int64_t bytes;
  static thread_local bool was_exceeded;

  explicit AllocationLimit(int64_t limit) {
    bytes = limit;
    was_exceeded = false;
  }
  ~AllocationLimit() { bytes = INT64_MAX; }

  static void check(size_t count, size_t size) {
    if (count <= size_t(bytes) / size) return;
    was_exceeded = true;
    throw std::bad_alloc();
  }
};

// Eigen's vectors, and so the factors of its sparse LU, are allocated here.
namespace Eigen::internal {
#define BOUNDED(T)                                                                      \
  template <> inline T *conditional_aligned_new_auto<T, true>(std::size_t size) {       \
    if (size == 0) return nullptr;                                                      \
    AllocationLimit::check(size, sizeof(T));                                            \
    return static_cast<T *>(aligned_malloc(sizeof(T) * size));                          \
  }
BOUNDED(double)
BOUNDED(std::complex<double>)
BOUNDED(int)
#undef BOUNDED
}
