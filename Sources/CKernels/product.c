// Products of small matrices in the vector instructions of the machine.
#include "CKernels.h"
#include "machines.h"
#include <string.h>

// A product and a sum stay two roundings on every machine.
#pragma STDC FP_CONTRACT OFF

typedef double lanes2 __attribute__((vector_size(16)));
typedef double lanes4 __attribute__((vector_size(32)));

// The product of some vectors of rows, the last of which stands apart, and some columns, whose sums stay in registers.
#define BLOCK(name, lanes)                                                                          \
  static inline __attribute__((always_inline)) void name(                                           \
    const double *restrict a, const double *restrict b, double *restrict c, size_t m, size_t inner, \
    size_t last, const size_t vectors, const size_t columns) {                                      \
    const size_t size = sizeof(lanes) / sizeof(double);                                             \
    lanes sums[4][4];                                                                               \
    for (size_t k = 0; k < columns; k++) {                                                          \
      for (size_t i = 0; i < vectors; i++) sums[k][i] = (lanes){0};                                 \
    }                                                                                               \
    for (size_t l = 0; l < inner; l++) {                                                            \
      lanes elements[4];                                                                            \
      for (size_t i = 0; i < vectors; i++) {                                                        \
        memcpy(elements + i, a + (i + 1 < vectors ? i * size : last) + l * m, sizeof(lanes));       \
      }                                                                                             \
      for (size_t k = 0; k < columns; k++) {                                                        \
        double factor = b[l + k * inner];                                                           \
        for (size_t i = 0; i < vectors; i++) sums[k][i] += elements[i] * factor;                    \
      }                                                                                             \
    }                                                                                               \
    for (size_t k = 0; k < columns; k++) {                                                          \
      for (size_t i = 0; i < vectors; i++) {                                                        \
        memcpy(c + (i + 1 < vectors ? i * size : last) + k * m, &sums[k][i], sizeof(lanes));        \
      }                                                                                             \
    }                                                                                               \
  }

BLOCK(block1, double)
BLOCK(block2, lanes2)
BLOCK(block4, lanes4)

// Rows from `top` on in all columns: as many columns at a time as there are registers for, so that no sum waits for the one
// before. The last vector ends with the last row and may overlap the one before.
#define STRIP(name, block, lanes, vectors, widest)                                                  \
  static inline __attribute__((always_inline)) void name(                                           \
    const double *restrict a, const double *restrict b, double *restrict c, size_t m, size_t inner, size_t n, size_t top) { \
    const size_t size = sizeof(lanes) / sizeof(double);                                             \
    size_t last = top + vectors * size <= m ? (vectors - 1) * size : m - size - top;                \
    a += top;                                                                                       \
    c += top;                                                                                       \
    for (; n > widest + 1 || n == widest; n -= widest, b += widest * inner, c += widest * m) {      \
      block(a, b, c, m, inner, last, vectors, widest);                                              \
    }                                                                                               \
    for (; n > 1; n -= 2, b += 2 * inner, c += 2 * m) block(a, b, c, m, inner, last, vectors, 2);   \
    if (n > 0) block(a, b, c, m, inner, last, vectors, 1);                                          \
  }

STRIP(single_strip, block1, double, 1, 4)
STRIP(pair_strip, block2, lanes2, 1, 4)
STRIP(pair_tiles, block2, lanes2, 2, 3)
STRIP(strip, block4, lanes4, 1, 4)
STRIP(tiles2, block4, lanes4, 2, 4)
STRIP(tiles3, block4, lanes4, 3, 3)
STRIP(tiles4, block4, lanes4, 4, 2)

FOR_EACH_MACHINE
void ckernels_product(
  const double *restrict a, const double *restrict b, double *restrict c, size_t m, size_t inner, size_t n) {
  if (m < 2) return single_strip(a, b, c, m, inner, n, 0);
  if (m < 3) return pair_strip(a, b, c, m, inner, n, 0);
  if (m < 4) return pair_tiles(a, b, c, m, inner, n, 0);
  if (m < 5) return strip(a, b, c, m, inner, n, 0);
  // Strips of at most four vectors, as equal as can be.
  size_t vectors = (m + 3) / 4;
  for (size_t left = (vectors + 3) / 4, top = 0; left > 0; left--) {
    size_t count = left == 1 ? vectors : vectors / left;
    switch (count) {
      case 2: tiles2(a, b, c, m, inner, n, top); break;
      case 3: tiles3(a, b, c, m, inner, n, top); break;
      default: tiles4(a, b, c, m, inner, n, top);
    }
    vectors -= count;
    top += 4 * count;
  }
}
