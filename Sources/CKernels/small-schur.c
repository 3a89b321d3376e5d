// The Schur form of small matrices: the Hessenberg form, and the sweeps that make it triangular.
#include "small-columns.h"

INLINE void reduce_to_hessenberg(lanes *a, size_t n, size_t low, size_t high, lanes *reflectors, lanes *z, size_t width) {
  double *elements = (double *)a, factors[n + 1];
  size_t stride = 4 * width, end = high > low + 2 ? high - 2 : low;
  for (size_t k = low; k < end; k++) {
    lanes *v = reflectors + k * width;
    double *column = elements + stride * k;
    memcpy(v, column, width * sizeof *v);
    factors[k] = make_reflection(v, width, k + 1, column + k + 1);
    for (size_t i = k + 2; i < high; i++) column[i] = 0;
    reflect_rows((const double *)v, factors[k], a, width, k + 1, high, 0, (high + 3) / 4);
    reflect_columns(v, factors[k], k + 1, a, width, k + 1, n);
  }
  if (!z) return;
  set_identity(z, n, width);
  for (size_t k = end; k-- > low;) reflect_columns(reflectors + k * width, factors[k], k + 1, z, width, k + 1, high);
}

FOR_EACH_MACHINE
void ckernels_reduce_to_hessenberg(
  double *a, size_t n, size_t low, size_t high, double *reflectors, double *z, size_t width) {
#define REDUCE(width) reduce_to_hessenberg((lanes *)a, n, low, high, (lanes *)reflectors, (lanes *)z, width)
  FOR_WIDTH(REDUCE)
}

// A reflection I − τ v vᵀ of three rows or columns: v, whose first element is 1 and whose fourth is 0, and τ v.
typedef struct {
  lanes v, shares;
} small_reflection;

// What it does to three columns, in the vectors of rows from `top` on.
INLINE void reflect_three_columns(const small_reflection *it, lanes *a, size_t width, size_t top) {
  lanes *x = a, *y = x + width, *z = y + width;
  for (size_t k = top; k < width; k++) {
    lanes sum = x[k] + it->v[1] * y[k] + it->v[2] * z[k];
    x[k] -= it->shares[0] * sum;
    y[k] -= it->shares[1] * sum;
    z[k] -= it->shares[2] * sum;
  }
}

// What it does to three rows, in the column whose elements there are the first ones of x.
INLINE void reflect_three_rows(const small_reflection *it, lanes *x) {
  lanes products = *x * it->v;
  *x -= (products[0] + products[1] + products[2]) * it->shares;
}

INLINE void francis_sweep(
  lanes *form, size_t n, size_t first, size_t start, size_t last, const double bulge[3], lanes *vectors, size_t width) {
  size_t stride = 4 * width, end = vectors ? n : last + 1, top = vectors ? 0 : first / 4;
  // What the next reflection acts on.
  lanes x = {bulge[0], bulge[1], bulge[2], 0};
  for (size_t k = start; k < last; k++) {
    // At the end there are two elements left; a column of no meaning is added to them with factors of zero.
    size_t count = k + 2 <= last ? 3 : 2;
    if (count < 3) x[2] = 0;
    double *corner = (double *)form + k + stride * k, *before = corner - (k > 0 ? stride : 0), scale = 1;
    lanes squares = x * x;
    double rest = squares[1] + squares[2], square = squares[0] + rest;
    if (square < SMALLEST_SQUARE) {
      scale = MAGNIFICATION;
      x *= scale;
      squares = x * x;
      rest = squares[1] + squares[2];
      square = squares[0] + rest;
    }
    if (k > start) {
      for (size_t i = 1; i < count; i++) before[i] = 0;
    }
    if (rest == 0 || square < SMALLEST_SQUARE) {
      // What is still that small does not matter.
      x = (lanes){corner[1], corner[2], corner[3], 0};
      continue;
    }
    double beta = -copysign(root_of(square), x[0]), factor = (beta - x[0]) / beta;
    if (k > start) {
      before[0] = beta / scale;
    } else if (start > first) {
      // What the reflection does to the only element there, with the digits that underflow would take.
      before[0] *= 1 - factor;
    }
    lanes v = x * (1 / (x[0] - beta));
    v[0] = 1;
    small_reflection it = {v, factor * v};
    lanes block[3] = {{0}};
    for (size_t j = 0; j < count; j++) {
      memcpy(block + j, corner + stride * j, sizeof(lanes));
      reflect_three_rows(&it, block + j);
      memcpy(corner + stride * j, block + j, sizeof(lanes));
    }
    // The next reflection need not wait for the whole columns of this one.
    reflect_three_columns(&it, block, 1, 0);
    x = (lanes){block[0][1], block[0][2], block[0][3], 0};
    for (size_t j = k + count; j < end; j++) reflect_three_rows(&it, (lanes *)(corner + stride * (j - k)));
    // Below there are zeros.
    reflect_three_columns(&it, form + k * width, width, top);
    if (vectors) reflect_three_columns(&it, vectors + k * width, width, 0);
  }
}

FOR_EACH_MACHINE
void ckernels_francis_sweep(
  double *form, size_t n, size_t first, size_t start, size_t last, const double bulge[3], double *vectors, size_t width) {
#define SWEEP(width) francis_sweep((lanes *)form, n, first, start, last, bulge, (lanes *)vectors, width)
  FOR_WIDTH(SWEEP)
}
