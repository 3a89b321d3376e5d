// What the three factorisations have in common behind the C interface.
#pragma once
#include "CEigen.h"
#include "bounded.hpp"
#include <algorithm>
#include <memory>
#include <vector>
#include <eigen3/Eigen/SparseCore>

struct ceigen_factors {
  int64_t rows = 0, columns = 0, rank = 0;
  virtual ~ceigen_factors() = default;
  virtual ceigen_status solve(ceigen_operation operation, const double *b, double *x, int64_t columns) const = 0;
  virtual int64_t part_count(ceigen_part part) const = 0;
  virtual void copy_part(ceigen_part part, int64_t *starts, int64_t *indices, double *values) const = 0;
  virtual void copy_orders(int64_t *row_order, int64_t *column_order) const = 0;
};

template <typename Scalar> using SparseColumns = Eigen::SparseMatrix<Scalar, Eigen::ColMajor, int>;
template <typename Scalar> using Columns = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;
template <typename Scalar> using Column = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

/// The matrix with Eigen's indices of 32 bits, in which the caller has made sure that it fits.
template <typename Scalar> SparseColumns<Scalar> eigen_matrix(const ceigen_matrix &a) {
  SparseColumns<Scalar> result(a.rows, a.columns);
  const int64_t count = a.starts[a.columns];
  result.resizeNonZeros(count);
  for (int64_t j = 0; j <= a.columns; j++) result.outerIndexPtr()[j] = int(a.starts[j]);
  for (int64_t k = 0; k < count; k++) result.innerIndexPtr()[k] = int(a.indices[k]);
  const Scalar *values = reinterpret_cast<const Scalar *>(a.values);
  std::copy(values, values + count, result.valuePtr());
  return result;
}

/// The order p for which the rows of P M are those of M in this order, of Eigen's permutation, which sends row i to
/// `indices()[i]`.
template <typename Permutation> void copy_order(const Permutation &permutation, int64_t *order) {
  if (!order) return;
  for (int64_t i = 0; i < permutation.size(); i++) order[permutation.indices()[i]] = i;
}

/// A part that is being collected column by column.
template <typename Scalar> struct PartWriter {
  int64_t *starts, *indices;
  Scalar *values;
  int64_t count = 0;
  std::vector<std::pair<int64_t, Scalar>> column;

  PartWriter(int64_t *starts, int64_t *indices, double *values)
    : starts(starts), indices(indices), values(reinterpret_cast<Scalar *>(values)) {
    starts[0] = 0;
  }

  void add(int64_t row, Scalar value) { column.emplace_back(row, value); }

  void end_column(int64_t j) {
    std::sort(column.begin(), column.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (const auto &[row, value] : column) {
      indices[count] = row;
      values[count++] = value;
    }
    column.clear();
    starts[j + 1] = count;
  }
};

/// Makes `Factors<double>` or `Factors<std::complex<double>>`; what is thrown becomes a status.
template <template <typename> class Factors, typename... Options>
ceigen_status make_factors(
  const ceigen_matrix &matrix, int64_t memory, ceigen_factors **factors, int64_t *detail, Options... options) {
  *factors = nullptr;
  *detail = 0;
  const auto make = [&](auto made) {
    const ceigen_status status = made->factor(matrix, memory, detail, options...);
    made->rows = matrix.rows;
    made->columns = matrix.columns;
    if (status == ceigen_success) *factors = made.release();
    return status;
  };
  try {
    // An array of the factor with 32-bit indices has less than 2^31 elements, and a factor has about four arrays.
    AllocationLimit limit(std::min<int64_t>(memory / 4, INT64_C(4) * INT32_MAX));
    if (matrix.is_complex) return make(std::make_unique<Factors<std::complex<double>>>());
    return make(std::make_unique<Factors<double>>());
  } catch (const AllocationRefused &) {
    return ceigen_too_large;
  } catch (const std::bad_alloc &) {
    return ceigen_too_large;
  } catch (...) {
    return ceigen_failure;
  }
}
