// Matrices on which unstable algorithms show themselves.
import Arrays
import RealModule

/// A family of square matrices.
enum HardMatrix: String, CaseIterable, Sendable {
  case hilbert, wilkinson, kahan, vandermonde, nearlySingular, graded, random, growing, grcar

  func matrix(_ n: Int) -> Matrix<Double> {
    switch self {
    case .hilbert: return Matrix(rows: n, columns: n) { 1 / Double($0 + $1 + 1) }
    case .wilkinson:
      return Matrix(rows: n, columns: n) { i, j in
        i == j ? (Double(i) - Double(n - 1) / 2).magnitude : ((i - j).magnitude == 1 ? 1 : 0)
      }
    case .kahan:
      let (sine, cosine) = (Double.sin(1.2), Double.cos(1.2))
      return Matrix(rows: n, columns: n) { i, j in
        let scale = Double.pow(sine, i)
        return i == j ? scale : (i < j ? -cosine * scale : 0)
      }
    case .vandermonde:
      return Matrix(rows: n, columns: n) { i, j in Double.pow((Double(i) + 1) / Double(n), j) }
    case .nearlySingular:
      let random = sampleMatrix(n, n)
      guard n > 1 else { return random }
      // The last column is the sum of the others but for 10⁻¹³.
      return Matrix(rows: n, columns: n) { i, j in
        j < n - 1 ? random[i, j] : (0..<(n - 1)).reduce(1e-13 * random[i, j]) { $0 + random[i, $1] }
      }
    case .graded:
      let random = sampleMatrix(n, n)
      return Matrix(rows: n, columns: n) { random[$0, $1] * Double.pow(10, -Double(max($0, $1)) * 24 / Double(n)) }
    case .random: return sampleMatrix(n, n)
    case .growing:
      // Partial pivoting lets the last column double at each step, which is accurate only for moderate orders.
      return Matrix(rows: n, columns: n) { i, j in i == j || j == n - 1 ? 1 : (i > j ? -0.7 : 0) }
    case .grcar: return Matrix(rows: n, columns: n) { i, j in i == j + 1 ? -1 : (j >= i && j <= i + 3 ? 1 : 0) }
    }
  }
}

/// A matrix with reproducible elements in [-1, 1).
func sampleMatrix(_ m: Int, _ n: Int, seed: UInt64 = 1) -> Matrix<Double> {
  var state = seed
  return Matrix(rows: m, columns: n) { _, _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: state) >> 11) / 0x1p52
  }
}

func complexSampleMatrix(_ m: Int, _ n: Int) -> Matrix<Complex<Double>> {
  let (x, y) = (sampleMatrix(m, n), sampleMatrix(m, n, seed: 2))
  return Matrix(rows: m, columns: n) { Complex(x[$0, $1], y[$0, $1]) }
}
