// Products of small matrices in the vector instructions of the machine.
#include "CKernels.h"
#include "machines.h"
#include <string.h>

// A product and a sum stay two roundings on every machine.
#pragma STDC FP_CONTRACT OFF

typedef double lanes2 __attribute__((vector_size(16)));
typedef double lanes4 __attribute__((vector_size(32)));
typedef double lanes8 __attribute__((vector_size(64)));

// Some rows of two columns of the product, whose sums stay in registers.
#define ROWS(lanes, row)                                              \
  {                                                                   \
    lanes sum = {0}, other_sum = {0};                                 \
    for (size_t l = 0; l < inner; l++) {                              \
      lanes elements;                                                 \
      memcpy(&elements, a + row + l * m, sizeof elements);            \
      sum += elements * factors[l];                                   \
      other_sum += elements * other_factors[l];                       \
    }                                                                 \
    memcpy(c + row + first * m, &sum, sizeof sum);                    \
    memcpy(c + row + second * m, &other_sum, sizeof other_sum);       \
  }

// All rows by vectors; the last vector overlaps the one before.
#define ALL_ROWS(lanes, count)                                        \
  for (size_t i = 0; i < m; i += count) {                             \
    size_t row = i + count <= m ? i : m - count;                      \
    ROWS(lanes, row)                                                  \
  }

FOR_EACH_MACHINE
void ckernels_product(
  const double *restrict a, const double *restrict b, double *restrict c, size_t m, size_t inner, size_t n) {
  for (size_t first = 0; first < n; first += 2) {
    // The last one of an odd number of columns is calculated twice.
    size_t second = first + 1 < n ? first + 1 : first;
    const double *factors = b + first * inner, *other_factors = b + second * inner;
    if (m >= 8) {
      ALL_ROWS(lanes8, 8)
    } else if (m >= 4) {
      ALL_ROWS(lanes4, 4)
    } else if (m >= 2) {
      ALL_ROWS(lanes2, 2)
    } else {
      ALL_ROWS(double, 1)
    }
  }
}
