// The steps of sorting by the vector instructions of machines with AVX-512: whole registers of eight keys are parted, and
// what is left of at most 128 keys is sorted in registers by bitonic merging (K. E. Batcher, Sorting networks and their
// applications, 1968; B. Bramas, A novel hybrid quicksort algorithm vectorized using AVX-512, 2017).
#include "sort.h"

#if defined(__x86_64__)
  #include <immintrin.h>
  #define WITH_VECTORS __attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,bmi,bmi2,popcnt")))
  #define INLINE static inline __attribute__((always_inline)) WITH_VECTORS

enum { lanes = 8, leaf_registers = 16, leaf_count = lanes * leaf_registers };

// Compares each lane with another one; the lanes of the mask keep the larger key.
#define COMPARE(v, permuted, mask)                                     \
  ({                                                                   \
    __m512i other_ = (permuted);                                       \
    _mm512_mask_max_epi64(_mm512_min_epi64((v), other_), (mask), (v), other_); \
  })

INLINE __m512i reversed(__m512i v) {
  return _mm512_permutexvar_epi64(_mm512_set_epi64(0, 1, 2, 3, 4, 5, 6, 7), v);
}

// Sorts the lanes of one register.
INLINE __m512i sort_lanes(__m512i v) {
  v = COMPARE(v, _mm512_permutex_epi64(v, _MM_SHUFFLE(2, 3, 0, 1)), 0xAA);
  v = COMPARE(v, _mm512_permutex_epi64(v, _MM_SHUFFLE(0, 1, 2, 3)), 0xCC);
  v = COMPARE(v, _mm512_permutex_epi64(v, _MM_SHUFFLE(2, 3, 0, 1)), 0xAA);
  v = COMPARE(v, reversed(v), 0xF0);
  v = COMPARE(v, _mm512_permutex_epi64(v, _MM_SHUFFLE(1, 0, 3, 2)), 0xCC);
  return COMPARE(v, _mm512_permutex_epi64(v, _MM_SHUFFLE(2, 3, 0, 1)), 0xAA);
}

// Sorts the lanes of one register that hold a bitonic sequence.
INLINE __m512i merge_lanes(__m512i v) {
  v = COMPARE(v, _mm512_shuffle_i64x2(v, v, _MM_SHUFFLE(1, 0, 3, 2)), 0xF0);
  v = COMPARE(v, _mm512_permutex_epi64(v, _MM_SHUFFLE(1, 0, 3, 2)), 0xCC);
  return COMPARE(v, _mm512_permutex_epi64(v, _MM_SHUFFLE(2, 3, 0, 1)), 0xAA);
}

// Sorts `count` keys, at most as many as fit the registers, and stores them as elements.
INLINE void sort_registers(int64_t *keys, size_t count, const int registers, unsigned order) {
  __m512i v[leaf_registers];
  __mmask8 masks[leaf_registers];
  #pragma clang loop unroll(full)
  for (int i = 0; i < registers; i++) {
    size_t left = count > (size_t)i * lanes ? count - (size_t)i * lanes : 0;
    masks[i] = left >= lanes ? 0xFF : (__mmask8)((1u << left) - 1);
    v[i] = sort_lanes(_mm512_mask_loadu_epi64(_mm512_set1_epi64(INT64_MAX), masks[i], keys + i * lanes));
  }
  #pragma clang loop unroll(full)
  for (int width = 1; width < registers; width *= 2) {
    #pragma clang loop unroll(full)
    for (int group = 0; group < registers; group += 2 * width) {
      __m512i high[leaf_registers / 2];
      #pragma clang loop unroll(full)
      for (int i = 0; i < width; i++) high[i] = reversed(v[group + 2 * width - 1 - i]);
      #pragma clang loop unroll(full)
      for (int i = 0; i < width; i++) {
        __m512i low = v[group + i];
        v[group + i] = _mm512_min_epi64(low, high[i]);
        v[group + width + i] = _mm512_max_epi64(low, high[i]);
      }
    }
    #pragma clang loop unroll(full)
    for (int distance = width / 2; distance > 0; distance /= 2) {
      #pragma clang loop unroll(full)
      for (int i = 0; i < registers; i++) {
        if (i & distance) continue;
        __m512i low = v[i], high = v[i + distance];
        v[i] = _mm512_min_epi64(low, high);
        v[i + distance] = _mm512_max_epi64(low, high);
      }
    }
    #pragma clang loop unroll(full)
    for (int i = 0; i < registers; i++) v[i] = merge_lanes(v[i]);
  }
  #pragma clang loop unroll(full)
  for (int i = 0; i < registers; i++) {
    __m512i result = v[i];
    if (order & ckernels_descending) result = _mm512_xor_si512(result, _mm512_set1_epi64(-1));
    if (order & ckernels_floats) {
      result = _mm512_xor_si512(result, _mm512_srli_epi64(_mm512_srai_epi64(result, 63), 1));
    }
    _mm512_mask_storeu_epi64(keys + i * lanes, masks[i], result);
  }
}

WITH_VECTORS static void sort_leaf(int64_t *keys, size_t count, unsigned order) {
  if (count <= 8) sort_registers(keys, count, 1, order);
  else if (count <= 16) sort_registers(keys, count, 2, order);
  else if (count <= 32) sort_registers(keys, count, 4, order);
  else if (count <= 64) sort_registers(keys, count, 8, order);
  else sort_registers(keys, count, 16, order);
}

// For each mask, the lanes that are not in it and then those that are, in their order.
static uint64_t lane_orders[256];

__attribute__((constructor)) static void make_lane_orders(void) {
  for (unsigned mask = 0; mask < 256; mask++) {
    uint64_t order = 0;
    int place = 0;
    for (int side = 0; side < 2; side++) {
      for (uint64_t lane = 0; lane < lanes; lane++) {
        if ((int)(mask >> lane & 1) == side) order |= lane << 8 * place++;
      }
    }
    lane_orders[mask] = order;
  }
}

// Which keys go to the right: those above the pivot, or also those equal to it.
INLINE __mmask8 right_of(__m512i v, __m512i pivot, const bool equal_goes_left) {
  return equal_goes_left ? _mm512_cmpgt_epi64_mask(v, pivot) : _mm512_cmpge_epi64_mask(v, pivot);
}

typedef __m512i keys_register;

INLINE __m512i load(const int64_t *keys) { return _mm512_loadu_si512(keys); }
INLINE __m512i spread(int64_t key) { return _mm512_set1_epi64(key); }

#include "sort-partition.h"

INLINE void place(struct free_space *space, __m512i v, __m512i pivot, const bool equal_goes_left) {
  __mmask8 right = right_of(v, pivot, equal_goes_left);
  __m512i order = _mm512_cvtepu8_epi64(_mm_cvtsi64_si128((long long)lane_orders[right]));
  __m512i parted = _mm512_permutexvar_epi64(order, v);
  size_t right_count = (size_t)__builtin_popcount(right);
  _mm512_storeu_si512(space->left, parted);
  _mm512_storeu_si512(space->right - lanes, parted);
  space->left += lanes - right_count;
  space->right -= right_count;
}

// Places some lanes of a register alone.
INLINE void place_some(struct free_space *space, __m512i v, __mmask8 some, __m512i pivot, const bool equal_goes_left) {
  __mmask8 right = some & right_of(v, pivot, equal_goes_left), left = some & (__mmask8)~right;
  size_t left_count = (size_t)__builtin_popcount(left), right_count = (size_t)__builtin_popcount(right);
  _mm512_mask_storeu_epi64(
    space->left, (__mmask8)((1u << left_count) - 1), _mm512_maskz_compress_epi64(left, v));
  space->left += left_count;
  space->right -= right_count;
  _mm512_mask_storeu_epi64(
    space->right, (__mmask8)((1u << right_count) - 1), _mm512_maskz_compress_epi64(right, v));
}

INLINE void place_rest(
  struct free_space *space, const int64_t *keys, size_t count, __m512i pivot, const bool equal_goes_left
) {
  __m512i v[unrolled];
  __mmask8 masks[unrolled];
  for (int i = 0; i < unrolled; i++) {
    size_t left = count > (size_t)i * lanes ? count - (size_t)i * lanes : 0;
    masks[i] = left >= lanes ? 0xFF : (__mmask8)((1u << left) - 1);
    v[i] = _mm512_maskz_loadu_epi64(masks[i], keys + i * lanes);
  }
  for (int i = 0; i < unrolled; i++) place_some(space, v[i], masks[i], pivot, equal_goes_left);
}

const struct vector_sort *ckernels_vector_sort_512(void) {
  static const struct vector_sort steps = {leaf_count, sort_leaf, partition_below, partition_up_to};
  bool is_possible = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
    && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
  return is_possible ? &steps : NULL;
}
#else
const struct vector_sort *ckernels_vector_sort_512(void) { return NULL; }
#endif
