// The eigenvalues of small symmetric matrices: the tridiagonal form, and the steps that make it diagonal.
#include "small-columns.h"

// H A H = A − u vᵀ − v uᵀ for a symmetric A with nothing left before the row and the column `first` (Golub and Van Loan,
// Matrix Computations, section 8.3.1); `u` is memory for a vector.
INLINE void reflect_both_sides(const lanes *v, double factor, size_t first, lanes *a, size_t n, lanes *u, size_t width) {
  if (factor == 0) return;
  const double *elements = (const double *)v, *shares = (const double *)u;
  for (size_t k = first / 4; k < width; k++) u[k] = (lanes){0};
  for (size_t j = first; j < n; j++) {
    double share = factor * elements[j];
    for (size_t k = first / 4; k < width; k++) u[k] += share * a[j * width + k];
  }
  lanes product = {0};
  for (size_t k = first / 4; k < width; k++) product += u[k] * v[k];
  double half = factor / 2 * sum_of(&product);
  for (size_t k = first / 4; k < width; k++) u[k] -= half * v[k];
  for (size_t j = first; j < n; j++) {
    double x = elements[j], y = shares[j];
    for (size_t k = first / 4; k < width; k++) a[j * width + k] -= x * u[k] + y * v[k];
  }
}

INLINE void tridiagonalise(lanes *a, size_t n, lanes *reflectors, double *diagonal, double *beside, lanes *z, size_t width) {
  double *elements = (double *)a, factors[n + 1];
  size_t stride = 4 * width, steps = n > 2 ? n - 2 : 0;
  for (size_t k = 0; k < steps; k++) {
    lanes *v = reflectors + k * width;
    diagonal[k] = elements[k + stride * k];
    memcpy(v, a + k * width, width * sizeof *v);
    factors[k] = make_reflection(v, width, k + 1, beside + k);
    // Nothing reads the column any more.
    reflect_both_sides(v, factors[k], k + 1, a, n, a + k * width, width);
  }
  for (size_t k = steps; k < n; k++) diagonal[k] = elements[k + stride * k];
  if (n > 1) beside[n - 2] = elements[n - 1 + stride * (n - 2)];
  if (!z) return;
  set_identity(z, n, width);
  for (size_t k = steps; k-- > 0;) reflect_columns(reflectors + k * width, factors[k], k + 1, z, width, k + 1, n);
}

FOR_EACH_MACHINE
void ckernels_tridiagonalise(
  double *a, size_t n, double *reflectors, double *diagonal, double *beside, double *z, size_t width) {
#define TRIDIAGONALISE(width) tridiagonalise((lanes *)a, n, (lanes *)reflectors, diagonal, beside, (lanes *)z, width)
  FOR_WIDTH(TRIDIAGONALISE)
}

// One step with a shift from the first to the last row of a block. Each rotation waits only for a division of the one before.
INLINE void tridiagonal_step(
  double *diagonal, double *squares, size_t first, size_t last, double shift, lanes *z, size_t width) {
  // The squares of the cosine and the sine; γ; the square of what the rotation acts on, over that of the sine before.
  pair turn = {1, 1};
  double gamma = diagonal[first] - shift, p = gamma * gamma;
  // The signs of the cosines before and of the next rotation.
  double before = 1, sign = gamma < 0 ? -1 : 1;
  for (size_t k = first; k < last; k++) {
    double square = squares[k], length = p + square, old = gamma, element = diagonal[k + 1], earlier = turn[0];
    if (k > first) squares[k - 1] = turn[1] * length;
    bool is_zero = p < SMALLEST_SQUARE;
    if (__builtin_expect(p > SMALL_SQUARE, true)) {
      double inverse = 1 / length, product = p * (element - shift) - square * old;
      turn = (pair){p, square} * inverse;
      gamma = product * inverse;
      p = gamma * (product / p);
    } else if (!is_zero) {
      // The product might lose digits to underflow.
      turn = (pair){p, square} / length;
      gamma = turn[0] * (element - shift) - turn[1] * old;
      p = gamma * (gamma * (length / p));
    } else {
      // What is that small counts as zero, for which the quotients are not defined, and γ, whose square it is but for a
      // factor, with it: the next quotient would magnify what is left.
      turn = (pair){0, 1};
      gamma = 0;
      p = earlier * square;
    }
    if (z) {
      pair roots = __builtin_elementwise_sqrt(turn);
      rotate(z, k, width, sign * roots[0], roots[1]);
    }
    diagonal[k] = old + (element - gamma);
    double next = is_zero ? -before : gamma < 0 ? -sign : sign;
    before = sign;
    sign = next;
  }
  squares[last - 1] = turn[1] * p;
  diagonal[last] = shift + gamma;
  if (z && sign < 0) {
    for (size_t k = 0; k < width; k++) z[last * width + k] = -z[last * width + k];
  }
}

INLINE bool diagonalise(double *diagonal, double *squares, size_t n, lanes *z, size_t width) {
  size_t count = n, steps = 0;
  while (count > 1) {
    size_t last = count - 1, first = last;
    while (first > 0 && !is_negligible(squares[first - 1], diagonal[first - 1], diagonal[first])) first--;
    if (first == last) {
      count--;
      continue;
    }
    if (++steps > 30 * n) return false;
    // Wilkinson's shift, the eigenvalue of the last 2×2 block that is nearer to its last element.
    double half = (diagonal[last - 1] - diagonal[last]) / 2, square = squares[last - 1];
    double root = root_of(half * half + square), longest = half < 0 ? half - root : half + root;
    double change = square / longest;
    if (last - first == 1) {
      diagonal[first] += change;
      diagonal[last] -= change;
      squares[first] = 0;
      if (z) {
        rotation turn = rotation_of(longest, root_of(square));
        rotate(z, first, width, turn.cosine, turn.sine);
      }
      count -= 2;
      continue;
    }
    tridiagonal_step(diagonal, squares, first, last, diagonal[last] - change, z, width);
  }
  return true;
}

FOR_EACH_MACHINE
bool ckernels_tridiagonal_steps(double *diagonal, double *squares, size_t n, double *z, size_t width) {
#define DIAGONALISE(width) diagonalise(diagonal, squares, n, (lanes *)z, width)
  FOR_WIDTH(DIAGONALISE)
}
