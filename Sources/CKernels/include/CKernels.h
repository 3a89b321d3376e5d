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

/// A pass of a Fourier transform of `radix` times `m` complex numbers, `stride` of them side by side: `y` receives radix times
/// as many transforms of `m` numbers each. The radix is 2, 4 or odd.
///
/// `roots` are the powers of the first root of unity exp(-2πi / (radix m step)), each complex.
void ckernels_fourier_pass(
  const double *x, double *y, size_t radix, size_t m, size_t stride, const double *roots, size_t step);

#endif
