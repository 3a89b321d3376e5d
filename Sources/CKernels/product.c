// Products of small matrices in the vector instructions of the machine.
#include "CKernels.h"
#include "machines.h"
#include <string.h>

// A product and a sum stay two roundings on every machine.
#pragma STDC FP_CONTRACT OFF

typedef double lanes2 __attribute__((vector_size(16)));
typedef double lanes4 __attribute__((vector_size(32)));

// Some vectors of rows, the last of which ends with the last row and may overlap the one before, in two or four columns, whose
// sums stay in registers: as many at a time as it takes for one not to wait for the one before. Where there are fewer columns
// left, the last one is calculated again.
#define TILES(name, lanes, vectors, columns)                                                        \
  static inline __attribute__((always_inline)) void name(                                           \
    const double *restrict a, const double *restrict b, double *restrict c, size_t m, size_t inner, size_t n, size_t top) { \
    const size_t size = sizeof(lanes) / sizeof(double);                                             \
    size_t row[vectors];                                                                            \
    for (size_t i = 0; i < vectors; i++) row[i] = top + (i + 1) * size <= m ? top + i * size : m - size; \
    for (size_t j = 0; j < n; j += columns) {                                                       \
      size_t column[columns];                                                                       \
      lanes sums[columns][vectors];                                                                 \
      for (size_t k = 0; k < columns; k++) {                                                        \
        column[k] = j + k < n ? j + k : n - 1;                                                      \
        for (size_t i = 0; i < vectors; i++) sums[k][i] = (lanes){0};                               \
      }                                                                                             \
      for (size_t l = 0; l < inner; l++) {                                                          \
        lanes elements[vectors];                                                                    \
        for (size_t i = 0; i < vectors; i++) memcpy(elements + i, a + row[i] + l * m, sizeof(lanes)); \
        for (size_t k = 0; k < columns; k++) {                                                      \
          double factor = b[l + column[k] * inner];                                                 \
          for (size_t i = 0; i < vectors; i++) sums[k][i] += elements[i] * factor;                  \
        }                                                                                           \
      }                                                                                             \
      for (size_t k = 0; k < columns; k++) {                                                        \
        for (size_t i = 0; i < vectors; i++) memcpy(c + row[i] + column[k] * m, &sums[k][i], sizeof(lanes)); \
      }                                                                                             \
    }                                                                                               \
  }

TILES(single_strip, double, 1, 4)
TILES(pair_strip, lanes2, 1, 4)
TILES(pair_tiles, lanes2, 2, 2)
TILES(strip, lanes4, 1, 4)
TILES(tiles2, lanes4, 2, 4)
TILES(tiles3, lanes4, 3, 2)
TILES(tiles4, lanes4, 4, 2)

FOR_EACH_MACHINE
void ckernels_product(
  const double *restrict a, const double *restrict b, double *restrict c, size_t m, size_t inner, size_t n) {
  if (m < 2) return single_strip(a, b, c, m, inner, n, 0);
  if (m < 3) return pair_strip(a, b, c, m, inner, n, 0);
  if (m < 4) return pair_tiles(a, b, c, m, inner, n, 0);
  if (m < 5) return strip(a, b, c, m, inner, n, 0);
  size_t vectors = (m + 3) / 4, panels = (vectors + 3) / 4;
  for (size_t done = 0, panel = 0; panel < panels; panel++) {
    size_t count = (vectors + panel) / panels;
    switch (count) {
      case 2: tiles2(a, b, c, m, inner, n, 4 * done); break;
      case 3: tiles3(a, b, c, m, inner, n, 4 * done); break;
      default: tiles4(a, b, c, m, inner, n, 4 * done);
    }
    done += count;
  }
}
