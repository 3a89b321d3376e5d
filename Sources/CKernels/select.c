// Taking elements out by a mask.
#include "CKernels.h"

// Copies the next elements until `wanted` are taken.
static void select_one_by_one(const int64_t *elements, const uint8_t *mask, int64_t *result, size_t wanted) {
  for (size_t taken = 0, i = 0; taken < wanted; i++) {
    // Written whether it counts or not: a branch would be guessed wrong half of the time.
    result[taken] = elements[i];
    taken += mask[i] != 0;
  }
}

#if defined(__x86_64__)
  #include <immintrin.h>

__attribute__((target("avx512f,avx512vl,avx512bw,popcnt")))
static void select_by_vectors(
  const int64_t *elements, const uint8_t *mask, int64_t *result, size_t wanted, size_t count
) {
  size_t taken = 0, i = 0;
  // Whole registers are written, so the last elements of the result are taken one by one.
  for (; i + 16 <= count && taken + 16 <= wanted; i += 16) {
    __m128i flags = _mm_loadu_si128((const __m128i *)(mask + i));
    unsigned bits = _mm_test_epi8_mask(flags, flags);
    __mmask8 low = (__mmask8)bits, high = (__mmask8)(bits >> 8);
    _mm512_storeu_si512(result + taken, _mm512_maskz_compress_epi64(low, _mm512_loadu_si512(elements + i)));
    taken += (size_t)__builtin_popcount(low);
    _mm512_storeu_si512(result + taken, _mm512_maskz_compress_epi64(high, _mm512_loadu_si512(elements + i + 8)));
    taken += (size_t)__builtin_popcount(high);
  }
  select_one_by_one(elements + i, mask + i, result + taken, wanted - taken);
}
#endif

void ckernels_select(const int64_t *elements, const uint8_t *mask, int64_t *result, size_t wanted, size_t count) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")) {
    return select_by_vectors(elements, mask, result, wanted, count);
  }
#endif
  select_one_by_one(elements, mask, result, wanted);
}
