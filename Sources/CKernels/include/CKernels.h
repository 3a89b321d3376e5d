// Loops that are several times as fast in the vector instructions of the machine they run on as in those of every machine.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Square roots of `count` numbers; false if one of the numbers is negative.
bool ckernels_square_root(const double *x, double *result, size_t count);

/// The exponentials of `count` numbers, and that of one: the same to the last bit.
void ckernels_exponential(const double *x, double *result, size_t count);
double ckernels_exponential_of(double x);

/// What sorted elements of 8 bytes are, and which way: integers in ascending order unless said otherwise.
enum {
  /// -0.0 before 0.0, NaN last.
  ckernels_floats = 1,
  ckernels_descending = 2,
};

/// Writes `count` elements sorted into `result`, which may be `elements`.
void ckernels_sort(const int64_t *elements, int64_t *result, size_t count, unsigned order);

/// Writes the positions 0, 1, … sorted by the elements there; equal ones keep their order.
///
/// `scratch` has room for four times as many numbers.
void ckernels_sort_positions(
  const int64_t *elements, int64_t *positions, int64_t *scratch, size_t count, unsigned order);

/// Copies those of `count` elements of 8 bytes whose mask is not 0; `wanted` is their number.
void ckernels_select(const int64_t *elements, const uint8_t *mask, int64_t *result, size_t wanted, size_t count);

/// The smallest and the largest of `count` numbers: NaN wins over every number, and -0.0 is below 0.0. At least one.
double ckernels_minimum(const double *x, size_t count);
double ckernels_maximum(const double *x, size_t count);

/// Numbers of twice the precision, x + xLow and y + yLow; without `xLow` the x have nothing to add.
///
/// The sum of the products of `count` numbers, and the addition of a multiple of the x to the y, which do not overlap.
void ckernels_double_double_dot(
  const double *x, const double *xLow, const double *y, const double *yLow, size_t count, double result[2]);
void ckernels_double_double_add_scaled(
  double factor, double factorLow, const double *x, const double *xLow, double *y, double *yLow, size_t count);

/// The m×n product of an m×inner and an inner×n matrix, in columns; each sum in order, with the same digits on every machine.
void ckernels_product(const double *a, const double *b, double *c, size_t m, size_t inner, size_t n);

/// Small matrices: columns padded with zeros to `width` vectors of four numbers, elements of about 1 at most. `reflectors` is
/// memory for as many columns; what may be none, for no vectors, is said to be optional.
///
/// Divides the columns by the power of two that makes the largest element about 1, which is the result; 1 for zeros, and 0 for
/// numbers beyond 2^±1000, which stay as they are.
double ckernels_scale_to_one(double *a, size_t columns, size_t width);

/// Householder's reduction of a symmetric n×n matrix to its diagonal and the elements beside it, and the optional Z between
/// the two. The matrix is lost.
void ckernels_tridiagonalise(
  double *a, size_t n, double *reflectors, double *diagonal, double *beside, double *z, size_t width);

/// Makes a tridiagonal matrix diagonal, given by the squares of the elements beside the diagonal, by QR steps with Wilkinson's
/// shift without roots (Pal, Walker and Kahan's, as in LAPACK's `sterf`; Parlett, The Symmetric Eigenvalue Problem, section
/// 8.15), which the columns of the optional Z follow; false after too many steps.
bool ckernels_tridiagonal_steps(double *diagonal, double *squares, size_t n, double *z, size_t width);

/// Householder's reduction of a matrix of n columns, of `height` vectors each, to upper bidiagonal form, and the optional U
/// and V, of n columns each, between the two. The matrix is lost; `columns` and `rows` are memory like U and V; `above` has n
/// elements.
void ckernels_bidiagonalise(
  double *a, size_t n, double *columns, double *rows, double *diagonal, double *above, double *u, size_t height,
  double *v, size_t width);

/// Makes a bidiagonal matrix diagonal by implicit QR steps, which the columns of the optional U and V follow; false after too
/// many steps. The elements of the diagonal may become negative.
bool ckernels_bidiagonal_steps(
  double *diagonal, double *above, size_t n, double *u, size_t height, double *v, size_t width);

/// Householder's reduction of the rows and columns from `low` to before `high` of an n×n matrix to Hessenberg form, and the
/// optional Z between the two.
void ckernels_reduce_to_hessenberg(
  double *a, size_t n, size_t low, size_t high, double *reflectors, double *z, size_t width);

/// A sweep of Francis's algorithm with a bulge of three elements down the block from `first` to `last`, which are at least two
/// apart, from the row `start` on; the columns of the optional Z follow. There is memory for one column more in both.
void ckernels_francis_sweep(
  double *form, size_t n, size_t first, size_t start, size_t last, const double bulge[3], double *z, size_t width);

/// A pass of a Fourier transform of `radix` times `m` complex numbers, `stride` of them side by side: `y` receives radix times
/// as many transforms of `m` numbers each. The radix is 2, 4 or odd.
///
/// `roots` are the powers of the first root of unity exp(-2πi / (radix m step)), each complex.
void ckernels_fourier_pass(
  const double *x, double *y, size_t radix, size_t m, size_t stride, const double *roots, size_t step);

#endif
