// The steps of sorting by the vector instructions of machines with AVX2: as with AVX-512, of registers of four keys. Lanes
// are parted by a permutation from a table (S. Gueron, V. Krasnov, Fast quicksort implementation using AVX instructions,
// 2016).
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

typedef __m256i keys_register;

INLINE __m256i load(const int64_t *keys) { return _mm256_loadu_si256((const __m256i *)keys); }
INLINE __m256i spread(int64_t key) { return _mm256_set1_epi64x(key); }

#include "sort-partition.h"

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

// There are no masked stores of what a comparison selects: key by key.
INLINE void place_rest(
  struct free_space *space, const int64_t *keys, size_t count, __m256i pivot, const bool equal_goes_left
) {
  int64_t rest[stride], limit = _mm256_extract_epi64(pivot, 0);
  memcpy(rest, keys, count * sizeof *rest);
  for (size_t i = 0; i < count; i++) {
    if (rest[i] < limit || (equal_goes_left && rest[i] == limit)) *space->left++ = rest[i];
    else *--space->right = rest[i];
  }
}

const struct vector_sort *ckernels_vector_sort_256(void) {
  static const struct vector_sort steps = {leaf_count, sort_leaf, partition_below, partition_up_to};
  return __builtin_cpu_supports("avx2") ? &steps : NULL;
}
#else
const struct vector_sort *ckernels_vector_sort_256(void) { return NULL; }
#endif
