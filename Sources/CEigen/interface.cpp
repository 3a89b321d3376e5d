// The functions of the C interface that hold for every factorisation.
#include "factors.hpp"

thread_local int64_t AllocationLimit::bytes = INT64_MAX;

void ceigen_release(ceigen_factors *factors) { delete factors; }

ceigen_status ceigen_solve(
  const ceigen_factors *factors, ceigen_operation operation, const double *b, double *x, int64_t columns) {
  try {
    return factors->solve(operation, b, x, columns);
  } catch (const AllocationRefused &) {
    return ceigen_too_large;
  } catch (const std::bad_alloc &) {
    return ceigen_too_large;
  } catch (...) {
    return ceigen_failure;
  }
}

int64_t ceigen_rank(const ceigen_factors *factors) { return factors->rank; }

int64_t ceigen_part_count(const ceigen_factors *factors, ceigen_part part) { return factors->part_count(part); }

ceigen_status ceigen_copy_part(
  const ceigen_factors *factors, ceigen_part part, int64_t *starts, int64_t *indices, double *values) {
  try {
    factors->copy_part(part, starts, indices, values);
    return ceigen_success;
  } catch (...) {
    return ceigen_too_large;
  }
}

void ceigen_copy_orders(const ceigen_factors *factors, int64_t *row_order, int64_t *column_order) {
  factors->copy_orders(row_order, column_order);
}
