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

/// Thrown where an array would be larger than allowed, or than the system can give. It is no `std::bad_alloc`: Eigen's LU
/// catches that, and in one place goes on without the memory.
struct AllocationRefused {};

/// How many bytes one array may take while a factorisation is made on this thread.
struct AllocationLimit {
  static thread_local int64_t bytes;

  explicit AllocationLimit(int64_t limit) { bytes = limit; }
  ~AllocationLimit() { bytes = INT64_MAX; }

  static void *allocate(size_t count, size_t size) {
    if (count > size_t(bytes) / size) throw AllocationRefused();
    try {
      return Eigen::internal::aligned_malloc(count * size);
    } catch (const std::bad_alloc &) {
      throw AllocationRefused();
    }
  }
};

// Eigen's vectors, and so the factors of its sparse LU, are allocated here. Its own `resize` keeps the address of what it
// freed if the allocation fails.
#define BOUNDED(T)                                                                                       \
  template <> inline T *Eigen::internal::conditional_aligned_new_auto<T, true>(std::size_t size) {       \
    return size == 0 ? nullptr : static_cast<T *>(AllocationLimit::allocate(size, sizeof(T)));           \
  }                                                                                                      \
  template <> inline void Eigen::DenseStorage<T, Eigen::Dynamic, Eigen::Dynamic, 1, 0>::resize(          \
    Eigen::Index size, Eigen::Index rows, Eigen::Index) {                                                \
    if (size != m_rows) {                                                                                \
      Eigen::internal::conditional_aligned_delete_auto<T, true>(m_data, m_rows);                         \
      m_data = nullptr;                                                                                  \
      m_rows = 0;                                                                                        \
      m_data = Eigen::internal::conditional_aligned_new_auto<T, true>(size);                             \
    }                                                                                                    \
    m_rows = rows;                                                                                       \
  }
BOUNDED(double)
BOUNDED(std::complex<double>)
BOUNDED(int)
#undef BOUNDED
