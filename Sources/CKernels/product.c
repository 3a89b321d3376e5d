// Products of small matrices in the vector instructions of the machine.
#include "CKernels.h"
#include "machines.h"
#include <string.h>

// A product and a sum stay two roundings on every machine.
#pragma STDC FP_CONTRACT OFF

typedef double lanes2 __attribute__((vector_size(16)));
typedef double lanes4 __attribute__((vector_size(32)));
typedef double lanes8 __attribute__((vector_size(64)));

// Some rows, or twice as many from two places, of some columns of the product, whose sums stay in registers: as many at a
// time as it takes for one not to wait for the one before.
#define LOAD(lanes, target, row, column)                              \
  lanes target;                                                       \
  memcpy(&target, a + row + column * m, sizeof target);

#define STORE(sum, row, column) memcpy(c + row + column * m, &sum, sizeof sum);

// One vector of rows in four columns.
#define STRIP(lanes)                                                  \
  for (size_t j = 0; j < n; j += 4) {                                 \
    size_t second = j + 1 < n ? j + 1 : j, third = j + 2 < n ? j + 2 : j, fourth = j + 3 < n ? j + 3 : j; \
    const double *p = b + j * inner, *q = b + second * inner, *r = b + third * inner, *s = b + fourth * inner; \
    lanes u = {0}, v = {0}, w = {0}, x = {0};                         \
    for (size_t l = 0; l < inner; l++) {                              \
      LOAD(lanes, elements, 0, l)                                     \
      u += elements * p[l];                                           \
      v += elements * q[l];                                           \
      w += elements * r[l];                                           \
      x += elements * s[l];                                           \
    }                                                                 \
    STORE(u, 0, j) STORE(v, 0, second) STORE(w, 0, third) STORE(x, 0, fourth) \
  }

// Two vectors of rows in two columns; the last vectors overlap those before, and the last one of an odd number of columns is
// calculated twice.
#define TILES(lanes, count)                                           \
  for (size_t j = 0; j < n; j += 2) {                                 \
    size_t second = j + 1 < n ? j + 1 : j;                            \
    const double *p = b + j * inner, *q = b + second * inner;         \
    for (size_t i = 0; i < m; i += 2 * count) {                       \
      size_t row = i + count <= m ? i : m - count, lower = i + 2 * count <= m ? i + count : m - count; \
      lanes u = {0}, v = {0}, w = {0}, x = {0};                       \
      for (size_t l = 0; l < inner; l++) {                            \
        LOAD(lanes, elements, row, l)                                 \
        LOAD(lanes, others, lower, l)                                 \
        u += elements * p[l];                                         \
        v += others * p[l];                                           \
        w += elements * q[l];                                         \
        x += others * q[l];                                           \
      }                                                               \
      STORE(u, row, j) STORE(v, lower, j) STORE(w, row, second) STORE(x, lower, second) \
    }                                                                 \
  }

#define PRODUCT(lanes, count)                                         \
  if (m > count) {                                                    \
    TILES(lanes, count)                                               \
  } else {                                                            \
    STRIP(lanes)                                                      \
  }

FOR_EACH_MACHINE
void ckernels_product(
  const double *restrict a, const double *restrict b, double *restrict c, size_t m, size_t inner, size_t n) {
  if (m >= 8) {
    PRODUCT(lanes8, 8)
  } else if (m >= 4) {
    PRODUCT(lanes4, 4)
  } else if (m >= 2) {
    PRODUCT(lanes2, 2)
  } else {
    STRIP(double)
  }
}
