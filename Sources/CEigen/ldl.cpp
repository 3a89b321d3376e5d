// L D Lᴴ by Eigen's simplicial factorisation.
#include "factors.hpp"
#include <eigen3/Eigen/OrderingMethods>
#include <eigen3/Eigen/SparseCholesky>

namespace {

template <typename Scalar>
using SimplicialLDL = Eigen::SimplicialLDLT<SparseColumns<Scalar>, Eigen::Lower, Eigen::AMDOrdering<int>>;

/// Eigen's factorisation after a look at the size of the factor.
template <typename Scalar> struct BoundedLDL : SimplicialLDL<Scalar> {
  using Base = SimplicialLDL<Scalar>;

  /// Orders the matrix and makes room for L; false, with the bytes it would take, if that is too much.
  bool analyse(const SparseColumns<Scalar> &a, int64_t memory, int64_t *bytes) {
    SparseColumns<Scalar> scratch(a.rows(), a.cols());
    const SparseColumns<Scalar> *permuted = nullptr;
    this->ordering(a, permuted, scratch);
    const int64_t count = factor_count(*permuted);
    *bytes = count * int64_t(sizeof(Scalar) + sizeof(int));
    if (count > INT32_MAX / 2 || *bytes > memory) return false;
    this->analyzePattern_preordered(*permuted, true);
    return true;
  }

  /// The number of elements below the diagonal of L, by a walk from each element of the upper triangle up the elimination
  /// tree (Davis, Direct Methods for Sparse Linear Systems, 2006, section 4.1).
  static int64_t factor_count(const SparseColumns<Scalar> &upper) {
    const int n = int(upper.cols());
    std::vector<int> parent(n, -1), mark(n, -1);
    int64_t count = 0;
    for (int k = 0; k < n; k++) {
      mark[k] = k;
      for (typename SparseColumns<Scalar>::InnerIterator it(upper, k); it; ++it) {
        for (int i = int(it.index()); i < k && mark[i] != k; i = parent[i]) {
          if (parent[i] < 0) parent[i] = k;
          mark[i] = k;
          count++;
        }
      }
    }
    return count;
  }

  const SparseColumns<Scalar> &strict_lower() const { return this->m_matrix; }
};

template <typename Scalar> struct LDLFactors : ceigen_factors {
  BoundedLDL<Scalar> solver;

  ceigen_status factor(const ceigen_matrix &matrix, int64_t memory, int64_t *detail) {
    rank = rows = columns = matrix.rows;
    if (rows == 0) return ceigen_success;
    const SparseColumns<Scalar> a = eigen_matrix<Scalar>(matrix);
    // The limit by elements of the factor stands in for that by arrays.
    AllocationLimit::bytes = INT64_MAX;
    if (!solver.analyse(a, memory, detail)) return ceigen_too_large;
    *detail = 0;
    solver.factorize(a);
    if (solver.info() != Eigen::Success) return ceigen_zero_pivot;
    return ceigen_success;
  }

  ceigen_status solve(ceigen_operation operation, const double *b, double *x, int64_t count) const override {
    if (rows == 0) return ceigen_success;
    Eigen::Map<const Columns<Scalar>> right(reinterpret_cast<const Scalar *>(b), rows, count);
    Eigen::Map<Columns<Scalar>> result(reinterpret_cast<Scalar *>(x), rows, count);
    // Aᵀ is the conjugate of a Hermitian A.
    const bool conjugates = operation == ceigen_transposed && Eigen::NumTraits<Scalar>::IsComplex;
    for (int64_t j = 0; j < count; j++) {
      const Column<Scalar> column = conjugates ? right.col(j).conjugate().eval() : right.col(j).eval();
      const Column<Scalar> solution = solver.solve(column);
      result.col(j) = conjugates ? solution.conjugate().eval() : solution;
    }
    return ceigen_success;
  }

  int64_t part_count(ceigen_part part) const override {
    switch (part) {
    case ceigen_lower: return rows == 0 ? 0 : solver.strict_lower().nonZeros() + rows;
    case ceigen_diagonal: return rows;
    default: return 0;
    }
  }

  void copy_part(ceigen_part part, int64_t *starts, int64_t *indices, double *values) const override {
    PartWriter<Scalar> writer(starts, indices, values);
    if (rows == 0) return;
    const Column<Scalar> diagonal = solver.vectorD();
    for (int64_t j = 0; j < rows; j++) {
      writer.add(j, part == ceigen_diagonal ? diagonal[j] : Scalar(1));
      if (part == ceigen_lower) {
        for (typename SparseColumns<Scalar>::InnerIterator it(solver.strict_lower(), j); it; ++it) {
          writer.add(it.index(), it.value());
        }
      }
      writer.end_column(j);
    }
  }

  void copy_orders(int64_t *row_order, int64_t *column_order) const override {
    for (int64_t *order : {row_order, column_order}) {
      if (!order) continue;
      for (int64_t i = 0; i < rows; i++) order[i] = i;
      if (solver.permutationP().size() > 0) copy_order(solver.permutationP(), order);
    }
  }
};

}

ceigen_status ceigen_factor_ldl(ceigen_matrix matrix, int64_t memory, ceigen_factors **factors, int64_t *detail) {
  return make_factors<LDLFactors>(matrix, memory, factors, detail);
}
