// L U with partial pivoting by Eigen's supernodal factorisation.
#include "factors.hpp"
#include <eigen3/Eigen/OrderingMethods>
#include <eigen3/Eigen/SparseLU>

namespace {

template <typename Scalar> using SupernodalLU = Eigen::SparseLU<SparseColumns<Scalar>, Eigen::COLAMDOrdering<int>>;

/// Eigen's factorisation with its factors to be read.
template <typename Scalar> struct ReadableLU : SupernodalLU<Scalar> {
  const auto &lower_store() const { return this->m_Lstore; }
  const auto &upper_store() const { return this->m_Ustore; }
};

template <typename Scalar> struct LUFactors : ceigen_factors {
  mutable ReadableLU<Scalar> solver;
  int64_t counts[2] = {0, 0};

  ceigen_status factor(const ceigen_matrix &matrix, int64_t, int64_t *) {
    rank = rows = columns = matrix.rows;
    if (rows == 0) return ceigen_success;
    const SparseColumns<Scalar> a = eigen_matrix<Scalar>(matrix);
    solver.compute(a);
    if (solver.info() != Eigen::Success) return ceigen_zero_pivot;
    int64_t pivots = 0;
    each_element(
      [&](bool is_lower, int64_t row, int64_t column, Scalar value) {
        counts[is_lower ? 0 : 1]++;
        if (!is_lower && row == column && value != Scalar(0)) pivots++;
      },
      [](int64_t) {});
    return pivots == rows ? ceigen_success : ceigen_zero_pivot;
  }

  ceigen_status solve(ceigen_operation operation, const double *b, double *x, int64_t count) const override {
    if (rows == 0) return ceigen_success;
    Eigen::Map<const Columns<Scalar>> right(reinterpret_cast<const Scalar *>(b), rows, count);
    Eigen::Map<Columns<Scalar>> result(reinterpret_cast<Scalar *>(x), rows, count);
    const Columns<Scalar> copy = right;
    Columns<Scalar> solution(rows, count);
    switch (operation) {
    case ceigen_as_is: solution = solver.solve(copy); break;
    case ceigen_transposed: solution = solver.transpose().solve(copy); break;
    case ceigen_adjoint: solution = solver.adjoint().solve(copy); break;
    }
    result = solution;
    return ceigen_success;
  }

  /// Calls `body` with each element of L, whose unit diagonal is not stored but told, and of U; the supernodes hold both.
  template <typename Body, typename End> void each_element(Body body, End end_column) const {
    const auto &lower = solver.lower_store();
    const auto &upper = solver.upper_store();
    for (int64_t j = 0; j < rows; j++) {
      body(true, j, j, Scalar(1));
      for (auto it = typename std::decay_t<decltype(lower)>::InnerIterator(lower, j); it; ++it) {
        body(it.row() > j, it.row(), j, it.value());
      }
      for (auto it = typename std::decay_t<decltype(upper)>::InnerIterator(upper, j); it; ++it) {
        body(false, it.row(), j, it.value());
      }
      end_column(j);
    }
  }

  int64_t part_count(ceigen_part part) const override { return part == ceigen_diagonal ? 0 : counts[part]; }

  void copy_part(ceigen_part part, int64_t *starts, int64_t *indices, double *values) const override {
    PartWriter<Scalar> writer(starts, indices, values);
    each_element(
      [&](bool is_lower, int64_t row, int64_t, Scalar value) {
        if (is_lower == (part == ceigen_lower)) writer.add(row, value);
      },
      [&](int64_t j) { writer.end_column(j); });
  }

  void copy_orders(int64_t *row_order, int64_t *column_order) const override {
    copy_order(solver.rowsPermutation(), row_order);
    copy_order(solver.colsPermutation(), column_order);
  }
};

}

ceigen_status ceigen_factor_lu(ceigen_matrix matrix, int64_t memory, ceigen_factors **factors, int64_t *detail) {
  return make_factors<LUFactors>(matrix, memory, factors, detail);
}
