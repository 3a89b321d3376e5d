// Q R by Householder reflections, column by column along the elimination tree of AᴴA.
//
// After Davis, Direct Methods for Sparse Linear Systems (2006), chapter 5, and for dependent columns Heath, Some extensions
// of an algorithm for sparse linear least squares problems (1982). Eigen's own sparse QR clears vectors as long as the
// matrix for every column, which takes minutes where this takes less than a second; the ordering is Eigen's.
#include "factors.hpp"
#include <cmath>
#include <eigen3/Eigen/OrderingMethods>

namespace {

/// (a + bi)(c + di) by the definition: the operator of C++ looks for infinities in every product.
inline double product(double a, double b) { return a * b; }
inline std::complex<double> product(std::complex<double> a, std::complex<double> b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

/// Columns of different lengths, one after another.
template <typename Scalar> struct GrowingColumns {
  std::vector<int64_t> starts{0};
  std::vector<int> indices;
  std::vector<Scalar> values;

  void add(int row, Scalar value) {
    indices.push_back(row);
    values.push_back(value);
  }
  void end_column() { starts.push_back(int64_t(indices.size())); }
  int64_t bytes() const { return int64_t(indices.capacity()) * int64_t(sizeof(int) + sizeof(Scalar)); }
};

template <typename Scalar> struct QRFactors : ceigen_factors {
  /// Column k of the ordered matrix is column `order[k]`; `step[k]` is the number of its reflection, or -1 if the column
  /// depends on those before it. Reflection s turns rows `reflections` into row `pivot_rows[s]`.
  std::vector<int> order, parent, step, pivot_rows, first_columns;
  std::vector<double> scales;
  GrowingColumns<Scalar> reflections, upper;

  ceigen_status factor(const ceigen_matrix &matrix, int64_t memory, int64_t *detail, double tolerance) {
    const SparseColumns<Scalar> a = eigen_matrix<Scalar>(matrix);
    const int m = int(a.rows()), n = int(a.cols());
    order_columns(a);
    build_tree(a);
    step.assign(n, -1);
    std::vector<Scalar> x(m, Scalar(0));
    std::vector<int> row_mark(m, -1), column_mark(n, -1), row_step(m, -1), rows_of_x, reached;
    for (int k = 0; k < n; k++) {
      rows_of_x.clear();
      reached.clear();
      for (typename SparseColumns<Scalar>::InnerIterator it(a, order[k]); it; ++it) {
        const int row = int(it.index());
        x[row] = it.value();
        row_mark[row] = k;
        rows_of_x.push_back(row);
        for (int i = first_columns[row]; i >= 0 && i < k && column_mark[i] != k; i = parent[i]) {
          column_mark[i] = k;
          reached.push_back(i);
        }
      }
      // An ancestor in the tree has a larger number.
      std::sort(reached.begin(), reached.end());
      for (int i : reached) {
        const int s = step[i];
        if (s < 0) continue;
        Scalar dot(0);
        const int64_t start = reflections.starts[s], end = reflections.starts[s + 1];
        for (int64_t p = start; p < end; p++) {
          const int row = reflections.indices[p];
          if (row_mark[row] != k) {
            row_mark[row] = k;
            rows_of_x.push_back(row);
          }
          dot += product(Eigen::numext::conj(reflections.values[p]), x[row]);
        }
        dot *= scales[s];
        for (int64_t p = start; p < end; p++) x[reflections.indices[p]] -= product(reflections.values[p], dot);
        const int pivot = pivot_rows[s];
        upper.add(s, x[pivot]);
        x[pivot] = Scalar(0);
      }
      finish_column(k, x, rows_of_x, row_step, tolerance);
      if (reflections.bytes() + upper.bytes() > memory) {
        *detail = reflections.bytes() + upper.bytes();
        return ceigen_too_large;
      }
    }
    return ceigen_success;
  }

  /// Makes the reflection that leaves one element of what the earlier ones left of column k.
  void finish_column(
    int k, std::vector<Scalar> &x, const std::vector<int> &rows_of_x, std::vector<int> &row_step, double tolerance) {
    double largest = 0;
    int pivot = -1;
    for (int row : rows_of_x) {
      if (row_step[row] >= 0) continue;
      const double size = std::abs(x[row]);
      if (pivot < 0 || size > largest) {
        largest = size;
        pivot = row;
      }
    }
    double sum = 0;
    for (int row : rows_of_x) {
      if (row_step[row] < 0 && largest > 0) sum += Eigen::numext::abs2(x[row] / largest);
    }
    const double norm = largest * std::sqrt(sum);
    if (norm > tolerance) {
      // H = I - scale v vᴴ with v = x + sign(x₁) ‖x‖ e₁ divided by the norm, so that its square cannot overflow.
      const int s = int(rank++);
      const Scalar sign = x[pivot] / std::abs(x[pivot]);
      double square = 0;
      for (int row : rows_of_x) {
        if (row_step[row] >= 0 || (row != pivot && x[row] == Scalar(0))) continue;
        const Scalar value = row == pivot ? x[row] / norm + sign : x[row] / norm;
        square += Eigen::numext::abs2(value);
        reflections.add(row, value);
      }
      scales.push_back(2 / square);
      reflections.end_column();
      pivot_rows.push_back(pivot);
      row_step[pivot] = s;
      step[k] = s;
      upper.add(s, -sign * norm);
    }
    upper.end_column();
    for (int row : rows_of_x) x[row] = Scalar(0);
  }

  void order_columns(const SparseColumns<Scalar> &a) {
    const int n = int(a.cols());
    order.resize(n);
    if (a.nonZeros() == 0 || n < 2) {
      for (int j = 0; j < n; j++) order[j] = j;
      return;
    }
    Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, int> permutation;
    Eigen::COLAMDOrdering<int>()(a, permutation);
    for (int j = 0; j < n; j++) order[permutation.indices()[j]] = j;
  }

  /// The elimination tree of AᴴA with path compression (Davis, section 4.1).
  void build_tree(const SparseColumns<Scalar> &a) {
    const int m = int(a.rows()), n = int(a.cols());
    std::vector<int> ancestor(n, -1), previous(m, -1);
    parent.assign(n, -1);
    first_columns.assign(m, -1);
    for (int k = 0; k < n; k++) {
      for (typename SparseColumns<Scalar>::InnerIterator it(a, order[k]); it; ++it) {
        const int row = int(it.index());
        if (first_columns[row] < 0) first_columns[row] = k;
        for (int i = previous[row], next; i >= 0 && i < k; i = next) {
          next = ancestor[i];
          ancestor[i] = k;
          if (next < 0) parent[i] = k;
        }
        previous[row] = k;
      }
    }
  }

  void apply_reflections(Scalar *y) const {
    for (int64_t s = 0; s < rank; s++) {
      Scalar dot(0);
      for (int64_t p = reflections.starts[s]; p < reflections.starts[s + 1]; p++) {
        dot += product(Eigen::numext::conj(reflections.values[p]), y[reflections.indices[p]]);
      }
      dot *= scales[s];
      for (int64_t p = reflections.starts[s]; p < reflections.starts[s + 1]; p++) {
        y[reflections.indices[p]] -= product(reflections.values[p], dot);
      }
    }
  }

  /// The solution with zeros for dependent columns.
  ceigen_status solve(ceigen_operation operation, const double *b, double *x, int64_t count) const override {
    if (operation != ceigen_as_is) return ceigen_failure;
    std::vector<Scalar> y(rows), z(rank);
    for (int64_t j = 0; j < count; j++) {
      const Scalar *right = reinterpret_cast<const Scalar *>(b) + j * rows;
      Scalar *result = reinterpret_cast<Scalar *>(x) + j * columns;
      std::copy(right, right + rows, y.begin());
      apply_reflections(y.data());
      for (int64_t s = 0; s < rank; s++) z[s] = y[pivot_rows[s]];
      std::fill(result, result + columns, Scalar(0));
      for (int64_t k = columns - 1; k >= 0; k--) {
        if (step[k] < 0) continue;
        // The pivot is the last element of its column.
        const int64_t last = upper.starts[k + 1] - 1;
        const Scalar value = z[step[k]] / upper.values[last];
        result[order[k]] = value;
        for (int64_t p = upper.starts[k]; p < last; p++) z[upper.indices[p]] -= product(upper.values[p], value);
      }
    }
    return ceigen_success;
  }

  const GrowingColumns<Scalar> &stored(ceigen_part part) const { return part == ceigen_lower ? reflections : upper; }

  int64_t part_count(ceigen_part part) const override {
    return part == ceigen_diagonal ? 0 : int64_t(stored(part).indices.size());
  }

  void copy_part(ceigen_part part, int64_t *starts, int64_t *indices, double *values) const override {
    PartWriter<Scalar> writer(starts, indices, values);
    const GrowingColumns<Scalar> &source = stored(part);
    for (size_t j = 0; j + 1 < source.starts.size(); j++) {
      for (int64_t p = source.starts[j]; p < source.starts[j + 1]; p++) writer.add(source.indices[p], source.values[p]);
      writer.end_column(int64_t(j));
    }
  }

  void copy_orders(int64_t *, int64_t *column_order) const override {
    if (column_order) std::copy(order.begin(), order.end(), column_order);
  }
};

}

ceigen_status ceigen_factor_qr(
  ceigen_matrix matrix, double tolerance, int64_t memory, ceigen_factors **factors, int64_t *detail) {
  return make_factors<QRFactors>(matrix, memory, factors, detail, tolerance);
}
