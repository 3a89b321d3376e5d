// The eigenvectors of small real matrices from their Schur forms.
import ComplexModule

/// The eigenvectors of a Schur form, one in a column, or the two parts of a complex one in the columns of its pair.
struct SmallEigenvectors {
  private let n: Int
  private let t: SmallColumns
  private let z: SmallColumns
  private let real: UnsafeMutablePointer<Double>
  private let imaginary: UnsafeMutablePointer<Double>
  private let x: SmallColumns

  init(_ schur: SmallSchur, _ x: SmallColumns) {
    (n, t, z, real, imaginary) = (schur.n, schur.form, schur.vectors ?? schur.form, schur.real, schur.imaginary)
    self.x = x
  }

  /// Sets the columns to vectors of Z T Zᵀ by back substitution in T (Golub and Van Loan, section 7.6.4).
  func substitute() {
    x.clear(n)
    var k = n - 1
    while k >= 0 {
      if imaginary[k] == 0 {
        substituteReal(k)
        turn(k, k + 1)
        k -= 1
      } else {
        substituteComplex(k - 1)
        turn(k - 1, k + 1)
        turn(k, k + 1)
        k -= 2
      }
    }
  }

  /// Z x for a column x of `count` elements.
  @inline(__always)
  private func turn(_ j: Int, _ count: Int) {
    let column = x.lanes(j)
    let shares = x.column(j)
    withUnsafeTemporaryAllocation(of: SmallColumns.Lanes.self, capacity: SmallColumns.width(SmallEigen.largestOrder)) { sums in
      let width = SmallColumns.width(n)
      for k in 0..<width {
        var sum = SmallColumns.Lanes.zero
        for i in 0..<count { sum += shares[i] * z.lanes(i)[k] }
        sums[k] = sum
      }
      for k in 0..<width { column[k] = sums[k] }
    }
  }

  /// Differences of eigenvalues are not taken as less than this; Z is orthogonal, and T has elements of about 1.
  @inline(__always)
  private func smallest(_ size: Double) -> Double { max(Double.ulpOfOne * size, 0x1p-900) }

  private func substituteReal(_ k: Int) {
    let (value, column) = (real[k], x.column(k))
    for i in 0..<k { column[i] = -t[i, k] }
    column[k] = 1
    let smallest = smallest(value.magnitude)
    var j = k - 1
    while j >= 0 {
      if imaginary[j] == 0 {
        let difference = t[j, j] - value
        let element = column[j] / (difference.magnitude < smallest ? smallest : difference)
        subtract(element, j, from: k)
        column[j] = element
        j -= 1
      } else {
        let (first, second) = solve(
          j - 1, Complex(value, 0), Complex(column[j - 1], 0), Complex(column[j], 0), smallest)
        subtract(first.real, j - 1, from: k)
        subtract(second.real, j, from: k)
        (column[j - 1], column[j]) = (first.real, second.real)
        j -= 2
      }
      reduce(k, k, max(column[j + 1].magnitude, j + 2 < k ? column[j + 2].magnitude : 0))
    }
  }

  /// The vector of the first eigenvalue of the pair in rows `k` and `k` + 1, its real part in column `k`.
  private func substituteComplex(_ k: Int) {
    let (value, u, v) = (Complex(real[k], imaginary[k]), x.column(k), x.column(k + 1))
    let (above, below) = (t[k, k + 1], t[k + 1, k])
    if above.magnitude >= below.magnitude {
      (u[k], v[k + 1]) = (1, value.imaginary / above)
    } else {
      (u[k], v[k + 1]) = (-value.imaginary / below, 1)
    }
    for i in 0..<k { (u[i], v[i]) = (-u[k] * t[i, k], -v[k + 1] * t[i, k + 1]) }
    let smallest = smallest(value.real.magnitude + value.imaginary.magnitude)
    var j = k - 1
    while j >= 0 {
      if imaginary[j] == 0 {
        var difference = Complex(t[j, j] - value.real, -value.imaginary)
        if difference.real.magnitude + difference.imaginary.magnitude < smallest { difference = Complex(smallest, 0) }
        let element = Complex(u[j], v[j]) / difference
        subtract(element.real, j, from: k)
        subtract(element.imaginary, j, from: k + 1)
        (u[j], v[j]) = (element.real, element.imaginary)
        reduce(k, k + 1, max(u[j].magnitude, v[j].magnitude))
        j -= 1
      } else {
        let (first, second) = solve(j - 1, value, Complex(u[j - 1], v[j - 1]), Complex(u[j], v[j]), smallest)
        subtract(first.real, j - 1, from: k)
        subtract(first.imaginary, j - 1, from: k + 1)
        subtract(second.real, j, from: k)
        subtract(second.imaginary, j, from: k + 1)
        (u[j - 1], v[j - 1], u[j], v[j]) = (first.real, first.imaginary, second.real, second.imaginary)
        reduce(k, k + 1, max(u[j].magnitude, v[j].magnitude, u[j - 1].magnitude, v[j - 1].magnitude))
        j -= 2
      }
    }
  }

  /// Subtracts a multiple of a column of T above its diagonal; what is in the row of the diagonal and below is void then.
  @inline(__always)
  private func subtract(_ factor: Double, _ j: Int, from column: Int) {
    let (target, source) = (x.lanes(column), t.lanes(j))
    for k in 0..<SmallColumns.width(j) { target[k] -= factor * source[k] }
  }

  /// Divides large vectors by a power of two; the elements grow by 2⁹⁰⁰ at most before this is called again.
  @inline(__always)
  private func reduce(_ first: Int, _ last: Int, _ size: Double) {
    guard size > 0x1p60 else { return }
    for j in first...last { x.scaleColumn(j, by: 1 / size.binade) }
  }

  /// The solution of (T − λ) x = b in the 2×2 block of T at row `j`, by elimination with a pivot.
  private func solve(
    _ j: Int, _ value: Complex<Double>, _ b: Complex<Double>, _ c: Complex<Double>, _ smallest: Double
  ) -> (Complex<Double>, Complex<Double>) {
    let diagonal = Complex(t[j, j] - value.real, -value.imaginary)
    let (above, below) = (Complex(t[j, j + 1], 0), Complex(t[j + 1, j], 0))
    let isExchanged = below.real.magnitude > diagonal.real.magnitude + diagonal.imaginary.magnitude
    let (pivot, right) = isExchanged ? (below, diagonal) : (diagonal, above)
    let factor = (isExchanged ? diagonal : below) / pivot
    let (first, second) = isExchanged ? (c, b) : (b, c)
    var last = (isExchanged ? above : diagonal) - factor * right
    if last.real.magnitude + last.imaginary.magnitude < smallest { last = Complex(smallest, 0) }
    let y = (second - factor * first) / last
    return ((first - right * y) / pivot, y)
  }

  /// Gives the vectors length 1 and the complex ones a real element of largest modulus.
  func normalise() {
    var j = 0
    while j < n {
      let isReal = imaginary[j] == 0
      let columns = j..<(isReal ? j + 1 : j + 2)
      var largest = 0.0
      for i in columns {
        for k in 0..<n { largest = max(largest, x[k, i].magnitude) }
      }
      if largest > 0x1p400 || largest < 0x1p-400 {
        for i in columns { x.scaleColumn(i, by: 1 / largest.binade) }
      }
      var squares = SmallColumns.Lanes.zero
      for i in columns {
        for k in 0..<SmallColumns.width(n) { squares += x.lanes(i)[k] * x.lanes(i)[k] }
      }
      let inverse = 1 / squares.sum().squareRoot()
      for i in columns { x.scaleColumn(i, by: inverse) }
      if !isReal {
        var (best, size) = (0, 0.0)
        for i in 0..<n {
          let square = x[i, j] * x[i, j] + x[i, j + 1] * x[i, j + 1]
          if square > size { (best, size) = (i, square) }
        }
        let (u, v, length) = (x[best, j], x[best, j + 1], size.squareRoot())
        // The sign stays, as LAPACK leaves it.
        let signed = u < 0 ? -length : length
        x.rotate(j, j + 1, u / signed, v / signed)
        x[best, j + 1] = 0
      }
      j = columns.upperBound
    }
  }
}
