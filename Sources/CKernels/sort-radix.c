// Sorting of 64-bit keys by their digits, alone or with their positions.
#include "sort.h"

#include <stdlib.h>
#include <string.h>

enum { digit_bits = 11, digit_count = 1 << digit_bits, pass_count = 6 };

static inline size_t digit(int64_t key, int pass) {
  // The sign is the highest bit, and negative keys come first.
  return (((uint64_t)key ^ (uint64_t)1 << 63) >> (pass * digit_bits)) & (digit_count - 1);
}

// Turns counts into the places where the keys of each digit begin; false if all keys have the same digit.
static bool begin_digits(size_t *counts, size_t count) {
  size_t next = 0;
  for (size_t i = 0; i < digit_count; i++) {
    if (counts[i] == count) return false;
    size_t here = counts[i];
    counts[i] = next;
    next += here;
  }
  return true;
}

// Sorts keys where they are, in any case: what is left when there is no memory for more.
static void heap_sort(int64_t *keys, size_t count) {
  for (size_t i = count / 2, end = count; end > 1;) {
    int64_t key;
    if (i > 0) {
      key = keys[--i];
    } else {
      key = keys[--end];
      keys[end] = keys[0];
    }
    size_t hole = i;
    for (size_t child = 2 * hole + 1; child < end; child = 2 * hole + 1) {
      if (child + 1 < end && keys[child + 1] > keys[child]) child++;
      if (keys[child] <= key) break;
      keys[hole] = keys[child];
      hole = child;
    }
    keys[hole] = key;
  }
}

void ckernels_radix_sort(int64_t *keys, size_t count, unsigned order) {
  int64_t *scratch = malloc(count * sizeof *keys);
  if (!scratch) {
    heap_sort(keys, count);
    return to_elements(keys, count, order);
  }
  size_t counts[pass_count][digit_count];
  memset(counts, 0, sizeof counts);
  for (size_t i = 0; i < count; i++) {
    for (int pass = 0; pass < pass_count; pass++) counts[pass][digit(keys[i], pass)]++;
  }
  int64_t *source = keys, *target = scratch;
  for (int pass = 0; pass < pass_count; pass++) {
    if (!begin_digits(counts[pass], count)) continue;
    for (size_t i = 0; i < count; i++) target[counts[pass][digit(source[i], pass)]++] = source[i];
    int64_t *other = source;
    source = target;
    target = other;
  }
  for (size_t i = 0; i < count; i++) keys[i] = element_of(source[i], order);
  free(scratch);
}

struct keyed_position {
  int64_t key;
  int64_t position;
};

void ckernels_sort_positions(
  const int64_t *elements, int64_t *positions, int64_t *scratch, size_t count, unsigned order
) {
  if (count <= 64) {
    for (size_t i = 0; i < count; i++) {
      int64_t key = key_of(elements[i], order);
      size_t j = i;
      for (; j > 0 && scratch[j - 1] > key; j--) {
        scratch[j] = scratch[j - 1];
        positions[j] = positions[j - 1];
      }
      scratch[j] = key;
      positions[j] = (int64_t)i;
    }
    return;
  }
  size_t counts[pass_count][digit_count];
  memset(counts, 0, sizeof counts);
  struct keyed_position *source = (struct keyed_position *)scratch, *target = source + count;
  for (size_t i = 0; i < count; i++) {
    int64_t key = key_of(elements[i], order);
    source[i] = (struct keyed_position){key, (int64_t)i};
    for (int pass = 0; pass < pass_count; pass++) counts[pass][digit(key, pass)]++;
  }
  for (int pass = 0; pass < pass_count; pass++) {
    if (!begin_digits(counts[pass], count)) continue;
    for (size_t i = 0; i < count; i++) target[counts[pass][digit(source[i].key, pass)]++] = source[i];
    struct keyed_position *other = source;
    source = target;
    target = other;
  }
  for (size_t i = 0; i < count; i++) positions[i] = source[i].position;
}
