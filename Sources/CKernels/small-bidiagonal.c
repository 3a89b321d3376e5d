// The singular values of small matrices: the bidiagonal form, and the steps that make it diagonal.
#include "small-columns.h"

// Sets a vector to the elements of a row of A in the columns from `begin` to before `end`, and zeros.
INLINE void gather_row(lanes *row, const double *a, size_t stride, size_t begin, size_t end, size_t width) {
  for (size_t k = 0; k < width; k++) {
    size_t j = 4 * k;
    const double *p = a + stride * j;
#define ELEMENT(i) (j + i >= begin && j + i < end ? p[stride * i] : 0)
    row[k] = (lanes){ELEMENT(0), ELEMENT(1), ELEMENT(2), ELEMENT(3)};
#undef ELEMENT
  }
}

INLINE void bidiagonalise(
  lanes *a, size_t n, lanes *columns, lanes *rows, double *diagonal, double *above, lanes *u, size_t height, lanes *v,
  size_t width) {
  double factors[2 * n + 1];
  size_t steps = n > 2 ? n - 2 : 0;
  if (n > 0) above[n - 1] = 0;
  for (size_t k = 0; k < n; k++) {
    lanes *column = columns + k * height, *row = rows + k * width;
    memcpy(column, a + k * height, height * sizeof *column);
    factors[k] = make_reflection(column, height, k, diagonal + k);
    reflect_columns(column, factors[k], k, a, height, k + 1, n);
    const double *elements = (const double *)a + k;
    if (k < steps) {
      gather_row(row, elements, 4 * height, k + 1, n, width);
      factors[n + k] = make_reflection(row, width, k + 1, above + k);
      reflect_rows((const double *)row, factors[n + k], a, height, k + 1, n, (k + 1) / 4, height);
    } else if (k + 1 < n) {
      above[k] = elements[4 * height * (k + 1)];
    }
  }
  if (!u) return;
  set_identity(u, n, height);
  set_identity(v, n, width);
  for (size_t k = n; k-- > 0;) {
    reflect_columns(columns + k * height, factors[k], k, u, height, k, n);
    if (k < steps) reflect_columns(rows + k * width, factors[n + k], k + 1, v, width, k + 1, n);
  }
}

FOR_EACH_MACHINE
void ckernels_bidiagonalise(
  double *a, size_t n, double *columns, double *rows, double *diagonal, double *above, double *u, size_t height,
  double *v, size_t width) {
#define BIDIAGONALISE(height, width)                                                                                   \
  bidiagonalise(                                                                                                       \
    (lanes *)a, n, (lanes *)columns, (lanes *)rows, diagonal, above, (lanes *)u, height, (lanes *)v, width)
  FOR_HEIGHT_AND_WIDTH(BIDIAGONALISE)
}

// One step of a bulge down a block.
//
// A rotation of the columns k and k + 1 takes (x, y), of length r, to (r, 0). In the block [b c; 0 d] the rotation of the rows
// then acts on (X, Y) / r for X = x b + y c and Y = y d, and leaves R / r on the diagonal, R the length of (X, Y). Written so,
// both roots are taken at a time, and no rotation waits for more than one.
INLINE void bidiagonal_step(
  double *diagonal, double *above, size_t first, size_t last, double shift, lanes *u, size_t height, lanes *v,
  size_t width) {
  double b = diagonal[first], c = above[first];
  // The first column of BᵀB less the square of the shift, but for a factor; then (x, y) times the scale is in B.
  double x = shift > 0 ? (fabs(b) - shift) * (fabs(b) + shift) : b, y = shift > 0 ? b * c : c, scale = 1;
  size_t k = first;
  for (; k < last; k++) {
    double d = diagonal[k + 1], right = above[k + 1];
    double X = x * b + y * c, Y = y * d, square = x * x + y * y, rowSquare = X * X + Y * Y;
    // The products of other numbers might lose digits to underflow.
    if (!(fmin(square, rowSquare) > SMALL_SQUARE && fmax(square, rowSquare) < LARGE_SQUARE)) break;
    double r = root_of(square), inverse = 1 / square, R = root_of(rowSquare), rowInverse = 1 / rowSquare;
    if (u) {
      rotate(v, k, width, x * inverse * r, y * inverse * r);
      rotate(u, k, height, X * rowInverse * R, Y * rowInverse * R);
    }
    if (k > first) above[k - 1] = r * scale;
    diagonal[k] = scale = R * inverse * r;
    double along = X * (x * c - y * b) + Y * (x * d);
    x = along * rowInverse;
    y = Y * right * rowInverse * r;
    // The determinant of the block stays.
    b = b * d * rowInverse * r * R;
    c = X * right * rowInverse * R;
  }
  if (k == first) {
    if (shift > 0) x = (fabs(b) - shift) * ((b < 0 ? -1 : 1) + shift / b);
    y = c;
  } else {
    x *= scale;
    y *= scale;
  }
  for (; k < last; k++) {
    double d = diagonal[k + 1];
    rotation column = rotation_of(x, y);
    if (k > first) above[k - 1] = column.length;
    double rest = column.cosine * c - column.sine * b, next = column.cosine * d;
    rotation row = rotation_of(column.cosine * b + column.sine * c, column.sine * d);
    diagonal[k] = row.length;
    x = row.cosine * rest + row.sine * next;
    b = row.cosine * next - row.sine * rest;
    y = row.sine * above[k + 1];
    c = row.cosine * above[k + 1];
    if (u) {
      rotate(v, k, width, column.cosine, column.sine);
      rotate(u, k, height, row.cosine, row.sine);
    }
  }
  diagonal[last] = b;
  above[last - 1] = x;
}

// The smaller singular value of the last 2×2 block; zero for a block that is singular to rounding, as which it splits fast.
INLINE double bidiagonal_shift(const double *diagonal, const double *above, size_t first, size_t last) {
  double least = INFINITY, largest = 0;
  for (size_t k = first; k <= last; k++) {
    double size = fabs(diagonal[k]);
    least = size < least ? size : least;
    largest = size > largest ? size : largest;
  }
  if (least <= 0x1p-52 * largest) return 0;
  double x = fabs(diagonal[last - 1]), y = fabs(diagonal[last]), z = above[last - 1], sum = x + y, difference = x - y;
  return 2 * x * y / (root_of(sum * sum + z * z) + root_of(difference * difference + z * z));
}

INLINE bool diagonalise(
  double *diagonal, double *above, size_t n, lanes *u, size_t height, lanes *v, size_t width) {
  size_t count = n, steps = 0;
  while (count > 1) {
    size_t last = count - 1, first = last;
    while (first > 0 && !is_negligible(above[first - 1] * above[first - 1], diagonal[first - 1], diagonal[first])) first--;
    if (first == last) {
      count--;
      continue;
    }
    if (++steps > 30 * n) return false;
    double shift = bidiagonal_shift(diagonal, above, first, last);
    bidiagonal_step(diagonal, above, first, last, shift, u, height, v, width);
  }
  return true;
}

FOR_EACH_MACHINE
bool ckernels_bidiagonal_steps(
  double *diagonal, double *above, size_t n, double *u, size_t height, double *v, size_t width) {
#define DIAGONALISE(height, width) diagonalise(diagonal, above, n, (lanes *)u, height, (lanes *)v, width)
  FOR_HEIGHT_AND_WIDTH(DIAGONALISE)
}
