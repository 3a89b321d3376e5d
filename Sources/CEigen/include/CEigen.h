// Sparse factorisations and fill-reducing orderings of Eigen (MPL 2.0; Debian's libeigen3-dev), for C.
//
// Matrices are compressed columns with 64-bit indices; rows ascend within a column and none occurs twice. Complex numbers
// are pairs of doubles. No exception leaves a function: each tells what happened as a status.
#ifndef CEIGEN_H
#define CEIGEN_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  int64_t rows, columns;
  const int64_t *starts, *indices;
  const double *values;
  bool is_complex;
} ceigen_matrix;

typedef enum {
  ceigen_success,
  /// A pivot is zero; its column, counted from one, or 0 where it is not known, is the detail.
  ceigen_zero_pivot,
  /// The factor would take more memory than allowed; how many bytes, where it is known, is the detail.
  ceigen_too_large,
  ceigen_failure,
} ceigen_status;

/// A factorisation. Solving changes nothing in it: several threads may solve at once.
typedef struct ceigen_factors ceigen_factors;

/// L D Lᴴ of a Hermitian matrix, of which the lower triangle is read, in an approximate minimum degree ordering.
ceigen_status ceigen_factor_ldl(ceigen_matrix matrix, int64_t memory, ceigen_factors **factors, int64_t *detail);

/// L U with partial pivoting of a square matrix in a column approximate minimum degree ordering.
ceigen_status ceigen_factor_lu(ceigen_matrix matrix, int64_t memory, ceigen_factors **factors, int64_t *detail);

/// Q R by Householder reflections in a column approximate minimum degree ordering.
///
/// A column of which no more than `tolerance` is left counts as depending on those before it.
ceigen_status ceigen_factor_qr(
  ceigen_matrix matrix, double tolerance, int64_t memory, ceigen_factors **factors, int64_t *detail);

void ceigen_release(ceigen_factors *factors);

typedef enum { ceigen_as_is, ceigen_transposed, ceigen_adjoint } ceigen_operation;

/// Solves op(A) X = B for the columns of `b`; `x` may be `b` for a square matrix. QR solves as it is only.
ceigen_status ceigen_solve(
  const ceigen_factors *factors, ceigen_operation operation, const double *b, double *x, int64_t columns);

/// The part of a factorisation: L (unit triangular where there is a D or U) or the reflections of QR; U or R; D.
typedef enum { ceigen_lower, ceigen_upper, ceigen_diagonal } ceigen_part;

/// The rank that QR found; the order of others.
int64_t ceigen_rank(const ceigen_factors *factors);

/// The number of elements stored in a part: zero for one that does not exist.
int64_t ceigen_part_count(const ceigen_factors *factors, ceigen_part part);

/// Writes a part by columns, rows ascending: as many starts as it has columns, and one more.
ceigen_status ceigen_copy_part(
  const ceigen_factors *factors, ceigen_part part, int64_t *starts, int64_t *indices, double *values);

/// The orders p and q for which A[p, q] is the product of the factors. QR has no p.
void ceigen_copy_orders(const ceigen_factors *factors, int64_t *row_order, int64_t *column_order);

#ifdef __cplusplus
}
#endif

#endif
