// The steps of sorting by the vector instructions of machines with AVX2: as with AVX-512, of registers of four keys. Such machines have no masked stores of what a comparison selects; lanes are parted by a permutation from a table
// (D. Bramas, A novel hybrid quicksort algorithm vectorized using AVX-512, 2017, and S. Gueron, V. Krasnov, Fast quicksort
// implementation using AVX instructions, 2016).
#include "sort.h"

#include <string.h>

#if defined(__x86_64__)
  #include <immintrin.h>
  #define WITH_VECTORS __attribute__((target("avx2,bmi,bmi2,popcnt")))
  #define INLINE static inline __attribute__((always_inline)) WITH_VECTORS

enum { lanes = 4, leaf_registers = 16, leaf_count = lanes * leaf_registers };

// Puts the smaller keys of two registers into the first and the larger ones into the second.
INLINE void exchange(__m256i *low, __m256i *high) {
  __m256i is_larger = _mm256_cmpgt_epi64(*low, *high), smaller = _mm256_blendv_epi8(*low, *high, is_larger);
  *high = _mm256_blendv_epi8(*high, *low, is_larger);
  *low = smaller;
}

// Compares each lane with another one; the lanes of the mask, two bits a lane, keep the larger key.
#define COMPARE(v, permutation, mask)                                         \
  ({                                                                          \
    __m256i low_ = (v), high_ = _mm256_permute4x64_epi64((v), (permutation)); \
    exchange(&low_, &high_);                                                  \
    _mm256_blend_epi32(low_, high_, (mask));                                  \
  })

enum {
  neighbours = _MM_SHUFFLE(2, 3, 0, 1), halves = _MM_SHUFFLE(1, 0, 3, 2), backwards = _MM_SHUFFLE(0, 1, 2, 3),
  odd_lanes = 0xCC, upper_lanes = 0xF0,
};

// Sorts the lanes of one register.
INLINE __m256i sort_lanes(__m256i v) {
  v = COMPARE(v, neighbours, odd_lanes);
  v = COMPARE(v, backwards, upper_lanes);
  return COMPARE(v, neighbours, odd_lanes);
}

// Sorts the lanes of one register that hold a bitonic sequence.
INLINE __m256i merge_lanes(__m256i v) {
  v = COMPARE(v, halves, upper_lanes);
  return COMPARE(v, neighbours, odd_lanes);
}

// Sorts as many keys as fit the registers.
INLINE void sort_registers(int64_t *keys, const int registers) {
  __m256i v[leaf_registers];
  #pragma clang loop unroll(full)
  for (int i = 0; i < registers; i++) v[i] = sort_lanes(_mm256_loadu_si256((const __m256i *)(keys + i * lanes)));
  #pragma clang loop unroll(full)
  for (int width = 1; width < registers; width *= 2) {
    #pragma clang loop unroll(full)
    for (int group = 0; group < registers; group += 2 * width) {
      __m256i high[leaf_registers / 2];
      #pragma clang loop unroll(full)
      for (int i = 0; i < width; i++) high[i] = _mm256_permute4x64_epi64(v[group + 2 * width - 1 - i], backwards);
      #pragma clang loop unroll(full)
      for (int i = 0; i < width; i++) {
        exchange(&v[group + i], &high[i]);
        v[group + width + i] = high[i];
      }
    }
    #pragma clang loop unroll(full)
    for (int distance = width / 2; distance > 0; distance /= 2) {
      #pragma clang loop unroll(full)
      for (int i = 0; i < registers; i++) {
        if (!(i & distance)) exchange(&v[i], &v[i + distance]);
      }
    }
    #pragma clang loop unroll(full)
    for (int i = 0; i < registers; i++) v[i] = merge_lanes(v[i]);
  }
  #pragma clang loop unroll(full)
  for (int i = 0; i < registers; i++) _mm256_storeu_si256((__m256i *)(keys + i * lanes), v[i]);
}

// Sorts at most `leaf_count` keys and stores them as elements.
WITH_VECTORS static void sort_leaf(int64_t *keys, size_t count, unsigned order) {
  int64_t padded[leaf_count];
  size_t room = count <= 8 ? 8 : count <= 16 ? 16 : count <= 32 ? 32 : 64;
  memcpy(padded, keys, count * sizeof *keys);
  for (size_t i = count; i < room; i++) padded[i] = INT64_MAX;
  if (room == 8) sort_registers(padded, 2);
  else if (room == 16) sort_registers(padded, 4);
  else if (room == 32) sort_registers(padded, 8);
  else sort_registers(padded, 16);
  memcpy(keys, padded, count * sizeof *keys);
  to_elements(keys, count, order);
}

// For each mask, the lanes that are not in it and then those that are, in their order, as halves of lanes.
static int32_t lane_orders[16][8];

__attribute__((constructor)) static void make_lane_orders(void) {
  for (int mask = 0; mask < 16; mask++) {
    int place = 0;
    for (int side = 0; side < 2; side++) {
      for (int lane = 0; lane < lanes; lane++) {
        if ((mask >> lane & 1) != side) continue;
        lane_orders[mask][place++] = 2 * lane;
        lane_orders[mask][place++] = 2 * lane + 1;
      }
    }
  }
}

// The two ends of what is free.
struct free_space {
  int64_t *left, *right;
};

// Writes the lanes that belong to the left and those that belong to the right to both ends of what is free: at least a
// register on each side, or one on both.
INLINE void place(struct free_space *space, __m256i v, __m256i pivot, const bool equal_goes_left) {
  unsigned right = equal_goes_left
    ? (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpgt_epi64(v, pivot)))
    : ~(unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpgt_epi64(pivot, v))) & 15;
  __m256i order = _mm256_loadu_si256((const __m256i *)lane_orders[right]);
  __m256i parted = _mm256_permutevar8x32_epi32(v, order);
  size_t right_count = (size_t)__builtin_popcount(right);
  _mm256_storeu_si256((__m256i *)space->left, parted);
  _mm256_storeu_si256((__m256i *)(space->right - lanes), parted);
  space->left += lanes - right_count;
  space->right -= right_count;
}

enum { unrolled = 8, stride = unrolled * lanes };

// Moves the keys below the pivot (and those equal to it, if so asked) to the left; gives their number. There are at
// least two strides of keys.
INLINE size_t partition(int64_t *keys, size_t count, int64_t pivot, const bool equal_goes_left) {
  const __m256i limit = _mm256_set1_epi64x(pivot);
  int64_t *read_left = keys + stride, *read_right = keys + count - stride;
  struct free_space space = {keys, keys + count};
  __m256i first[unrolled], last[unrolled];
  for (int i = 0; i < unrolled; i++) {
    first[i] = _mm256_loadu_si256((const __m256i *)(keys + i * lanes));
    last[i] = _mm256_loadu_si256((const __m256i *)(read_right + i * lanes));
  }
  while (read_right - read_left >= stride) {
    // The side with less room is read, so that both have enough.
    __m256i v[unrolled];
    const int64_t *source;
    if (read_left - space.left <= space.right - read_right) {
      source = read_left;
      read_left += stride;
    } else {
      read_right -= stride;
      source = read_right;
    }
    for (int i = 0; i < unrolled; i++) v[i] = _mm256_loadu_si256((const __m256i *)(source + i * lanes));
    for (int i = 0; i < unrolled; i++) place(&space, v[i], limit, equal_goes_left);
  }
  // What is left between the two is less than a stride: it is taken out whole, key by key.
  int64_t middle[stride];
  size_t rest = (size_t)(read_right - read_left);
  memcpy(middle, read_left, rest * sizeof *middle);
  for (size_t i = 0; i < rest; i++) {
    if (middle[i] < pivot || (equal_goes_left && middle[i] == pivot)) *space.left++ = middle[i];
    else *--space.right = middle[i];
  }
  for (int i = 0; i < unrolled; i++) place(&space, first[i], limit, equal_goes_left);
  for (int i = 0; i < unrolled; i++) place(&space, last[i], limit, equal_goes_left);
  return (size_t)(space.left - keys);
}

WITH_VECTORS static size_t partition_below(int64_t *keys, size_t count, int64_t pivot) {
  return partition(keys, count, pivot, false);
}

WITH_VECTORS static size_t partition_up_to(int64_t *keys, size_t count, int64_t pivot) {
  return partition(keys, count, pivot, true);
}

const struct vector_sort *ckernels_vector_sort_256(void) {
  static const struct vector_sort steps = {leaf_count, sort_leaf, partition_below, partition_up_to};
  return __builtin_cpu_supports("avx2") ? &steps : NULL;
}
#else
const struct vector_sort *ckernels_vector_sort_256(void) { return NULL; }
#endif
