// What the ways of sorting share: elements as integers of the same order, and what a machine's vector instructions do.
#ifndef CKERNELS_SORT_H
#define CKERNELS_SORT_H

#include "CKernels.h"

// The bits of a float as an integer of the same order, and back again.
static inline int64_t float_key(int64_t bits) { return bits ^ (int64_t)((uint64_t)(bits >> 63) >> 1); }

static inline int64_t key_of(int64_t element, unsigned order) {
  const int64_t infinity = 0x7FF0000000000000, not_a_number = 0x7FF8000000000000;
  if (order & ckernels_floats) {
    if ((element & INT64_MAX) > infinity) element = not_a_number;
    element = float_key(element);
  }
  return order & ckernels_descending ? ~element : element;
}

static inline int64_t element_of(int64_t key, unsigned order) {
  if (order & ckernels_descending) key = ~key;
  return order & ckernels_floats ? float_key(key) : key;
}

static inline void to_elements(int64_t *keys, size_t count, unsigned order) {
  for (size_t i = 0; i < count; i++) keys[i] = element_of(keys[i], order);
}

// Sorts keys by their digits and turns them into elements.
void ckernels_radix_sort(int64_t *keys, size_t count, unsigned order);

// The steps of a quicksort by vector instructions.
struct vector_sort {
  // How many keys `sort_leaf` takes at most: at least 64, and as many as two strides of a partition.
  size_t leaf_count;
  // Sorts few keys in registers and turns them into elements.
  void (*sort_leaf)(int64_t *keys, size_t count, unsigned order);
  // Move the keys below a pivot, or those up to it, to the left, and give their number. There are more than `leaf_count`.
  size_t (*partition_below)(int64_t *keys, size_t count, int64_t pivot);
  size_t (*partition_up_to)(int64_t *keys, size_t count, int64_t pivot);
};

// The steps for machines with AVX-512 and for those with AVX2: null where this is none.
const struct vector_sort *ckernels_vector_sort_512(void);
const struct vector_sort *ckernels_vector_sort_256(void);

#endif
