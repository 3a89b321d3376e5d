// What the ways of sorting share: elements as integers of the same order.
#ifndef CKERNELS_SORT_H
#define CKERNELS_SORT_H

#include "CKernels.h"

// The bits of a float as an integer of the same order, and back again.
static inline int64_t float_key(int64_t bits) { return bits ^ (int64_t)((uint64_t)(bits >> 63) >> 1); }

static inline int64_t element_of(int64_t key, unsigned order) {
  if (order & ckernels_descending) key = ~key;
  return order & ckernels_floats ? float_key(key) : key;
}

static inline void to_elements(int64_t *keys, size_t count, unsigned order) {
  for (size_t i = 0; i < count; i++) keys[i] = element_of(keys[i], order);
}

// Sorts keys by their digits and turns them into elements.
void ckernels_radix_sort(int64_t *keys, size_t count, unsigned order);

// Sorts keys by the vector instructions of AVX2 and turns them into elements.
//
// depth: how many pivots may be bad before the digits decide.
void ckernels_sort_avx2(int64_t *keys, size_t count, unsigned order, int depth);

#endif
