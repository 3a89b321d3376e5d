// The columns of small matrices in vectors of four numbers: rotations and Householder reflections of them.
//
// Columns are padded with zeros to `width` vectors. The elements are about 1 at most.
#include "CKernels.h"
#include "machines.h"
#include <math.h>
#include <string.h>

// A product and a sum stay two roundings on every machine.
#pragma STDC FP_CONTRACT OFF

// Memory need not be aligned to whole vectors, and holds the numbers that others see.
typedef double lanes __attribute__((vector_size(32), aligned(8), may_alias));
typedef double pair __attribute__((vector_size(16)));
typedef int64_t masks __attribute__((vector_size(32), aligned(8), may_alias));

#define INLINE static inline __attribute__((always_inline))

// The square root, without what the library's does for negative numbers.
INLINE double root_of(double x) { return __builtin_elementwise_sqrt(x); }

// Sums of squares above this have all their digits.
#define SMALLEST_SQUARE 0x1p-900
// What makes squares of smaller numbers larger than that, or shows that they do not matter.
#define MAGNIFICATION 0x1p500
// Between these, sums of squares may be multiplied three at a time.
#define SMALL_SQUARE 0x1p-300
#define LARGE_SQUARE 0x1p300

// Whether a square beside the diagonal changes none of the two values there, nor is worth keeping.
INLINE bool is_negligible(double square, double x, double y) {
  return square <= 0x1p-106 * fabs(x * y) + SMALLEST_SQUARE;
}

INLINE double sum_of(const lanes *x) { return ((*x)[0] + (*x)[2]) + ((*x)[1] + (*x)[3]); }

// (x, y) ← (cosine x + sine y, cosine y − sine x) for column k and the next.
INLINE void rotate(lanes *columns, size_t k, size_t width, double cosine, double sine) {
  lanes *x = columns + k * width, *y = x + width;
  for (size_t i = 0; i < width; i++) {
    lanes a = x[i], b = y[i];
    x[i] = cosine * a + sine * b;
    y[i] = cosine * b - sine * a;
  }
}

INLINE void set_identity(lanes *columns, size_t n, size_t width) {
  memset(columns, 0, n * width * sizeof(lanes));
  for (size_t k = 0; k < n; k++) ((double *)columns)[k + 4 * width * k] = 1;
}

// The rotation that takes (x, y) to (length, 0).
typedef struct {
  double cosine, sine, length;
} rotation;

INLINE rotation rotation_of(double x, double y) {
  double square = x * x + y * y;
  if (square >= SMALLEST_SQUARE) {
    // The machine divides while it takes the root.
    double length = root_of(square), inverse = 1 / square;
    return (rotation){x * inverse * length, y * inverse * length, length};
  }
  double u = x * MAGNIFICATION, v = y * MAGNIFICATION, root = root_of(u * u + v * v);
  // What is still that small does not matter.
  if (root * root < SMALLEST_SQUARE) return (rotation){1, 0, root / MAGNIFICATION};
  return (rotation){u / root, v / root, root / MAGNIFICATION};
}

// Replaces a vector by the v of the reflection I − τ v vᵀ that makes its elements after `first` zero: 0 before that position, 1
// there. τ is the result, 0 for the identity, and `image` what is left at `first` (Golub and Van Loan, Matrix Computations,
// section 5.1).
INLINE double make_reflection(lanes *v, size_t width, size_t first, double *image) {
  static const masks after[] = {{0, -1, -1, -1}, {0, 0, -1, -1}, {0, 0, 0, -1}, {0, 0, 0, 0}};
  static const lanes unit[] = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
  size_t start = first / 4;
  double head = ((double *)v)[first], scale = 1;
  for (size_t k = 0; k < start; k++) v[k] = (lanes){0};
  v[start] = (lanes)((masks)v[start] & after[first % 4]);
  lanes squares = {0};
  for (size_t k = start; k < width; k++) squares += v[k] * v[k];
  double rest = sum_of(&squares);
  if (head * head + rest < SMALLEST_SQUARE) {
    // Squares this small have lost digits.
    scale = MAGNIFICATION;
    head *= scale;
    squares = (lanes){0};
    for (size_t k = start; k < width; k++) {
      v[k] *= scale;
      squares += v[k] * v[k];
    }
    rest = sum_of(&squares);
    // What is still that small does not matter.
    if (head * head + rest < SMALLEST_SQUARE) rest = 0;
  }
  if (rest == 0) {
    for (size_t k = start; k < width; k++) v[k] = (lanes){0};
    v[start] = unit[first % 4];
    *image = head / scale;
    return 0;
  }
  // The sign that cancels nothing.
  double beta = -copysign(root_of(head * head + rest), head), inverse = 1 / (head - beta);
  for (size_t k = start; k < width; k++) v[k] *= inverse;
  v[start] += unit[first % 4];
  *image = scale == 1 ? beta : beta / scale;
  return (beta - head) / beta;
}

// H A for the columns from `begin` to before `end`; v is zero before the element `first`.
INLINE void reflect_columns(
  const lanes *v, double factor, size_t first, lanes *a, size_t width, size_t begin, size_t end) {
  if (factor == 0) return;
  for (size_t j = begin; j < end; j++) {
    lanes *column = a + j * width, product = {0};
    for (size_t k = first / 4; k < width; k++) product += v[k] * column[k];
    double share = factor * sum_of(&product);
    for (size_t k = first / 4; k < width; k++) column[k] -= share * v[k];
  }
}

// A H for a v that is zero outside of the elements from `begin` to before `end`, in some vectors of rows.
INLINE void reflect_rows(
  const double *v, double factor, lanes *a, size_t width, size_t begin, size_t end, size_t top, size_t bottom) {
  if (factor == 0) return;
  for (size_t i = top; i < bottom; i++) {
    lanes product = {0};
    for (size_t j = begin; j < end; j++) product += a[j * width + i] * v[j];
    product *= factor;
    for (size_t j = begin; j < end; j++) a[j * width + i] -= product * v[j];
  }
}

// Calls a function of the width, or of the height and the width, with small values as constants, so that columns stay in
// registers.
#define FOR_WIDTH(function)                                 \
  switch (width) {                                          \
    case 1: return function(1);                             \
    case 2: return function(2);                             \
    case 3: return function(3);                             \
    default: return function(width);                        \
  }
#define FOR_HEIGHT_AND_WIDTH(function)                      \
  switch (height == width ? width : 0) {                    \
    case 1: return function(1, 1);                          \
    case 2: return function(2, 2);                          \
    case 3: return function(3, 3);                          \
    default: return function(height, width);                \
  }
