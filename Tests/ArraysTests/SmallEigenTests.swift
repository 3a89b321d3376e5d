// The eigenvalue problem of small real matrices, on matrices that are hard for it, against LAPACK.
import Arrays
import RealModule
import Testing

@Suite struct SmallEigenTests {
  /// ‖A V − V Λ‖ in the largest element, divided by n ε and the largest element of A.
  private static func residual<Element: LinearAlgebraScalar>(_ a: Matrix<Element>, _ eigen: EigenDecomposition) -> Double {
    let (n, unit) = (a.rows, a.norm(.infinity))
    guard unit > 0 else { return eigen.values.norm(.infinity) }
    var largest = 0.0
    for j in 0..<n {
      let value = eigen.values[j] / Complex(unit)
      for i in 0..<n {
        var sum = -value * eigen.vectors[i, j]
        for k in 0..<n { sum += a[i, k].asComplex / Complex(unit) * eigen.vectors[k, j] }
        largest = max(largest, sum.length)
      }
    }
    return largest / (Double(n) * Double.ulpOfOne)
  }

  /// Whether the vectors have length 1, and complex ones a real element of largest modulus.
  private static func isNormalised(_ eigen: EigenDecomposition) -> Bool {
    let n = eigen.values.count
    return (0..<n).allSatisfy { j in
      let vector = (0..<n).map { eigen.vectors[$0, j] }
      let length = vector.reduce(0) { $0 + $1.lengthSquared }
      let largest = vector.map(\.length).max() ?? 0
      let isTurned = vector.contains { $0.imaginary == 0 && $0.length >= largest * (1 - 1e-14) }
      return (length - 1).magnitude < 1e-14 && isTurned
    }
  }

  /// Q T Qᵀ for an orthogonal Q.
  private static func turned(_ t: Matrix<Double>, seed: UInt64) throws -> Matrix<Double> {
    let q = try sampleMatrix(t.rows, t.rows, seed: seed).qr().orthogonal()
    return try q.multiplied(by: t).multiplied(by: q, transposing: .none, .adjoint)
  }

  private static func matrices(_ n: Int) throws -> [String: Matrix<Double>] {
    let (random, other) = (sampleMatrix(n, n, seed: UInt64(n)), sampleMatrix(n, n, seed: UInt64(n + 50)))
    func matrix(_ element: (Int, Int) -> Double) -> Matrix<Double> { Matrix(rows: n, columns: n, element) }
    let jordan = matrix { i, j in i == j ? 2 : (j == i + 1 ? 1 : 0) }
    let near = matrix { i, j in i == j ? 1 + 1e-14 * Double(i) : (i < j ? random[i, j] : 0) }
    let pairs = matrix { i, j in i / 2 == j / 2 ? (i == j ? 1 : (i < j ? 2 : -2)) : (i < j ? random[i, j] : 0) }
    return [
      "zero": matrix { _, _ in 0 }, "jordan": jordan, "defective": try turned(jordan, seed: 3),
      "nilpotent": matrix { i, j in i == j + 1 ? 1 : 0 }, "nearly repeated": try turned(near, seed: 4),
      "repeated pairs": pairs, "turned pairs": try turned(pairs, seed: 5), "triangular": matrix { $0 <= $1 ? random[$0, $1] : 0 },
      "circulant": matrix { i, j in (i + 1) % n == j ? 1 : 0 }, "skew": matrix { random[$0, $1] - random[$1, $0] },
      "frank": matrix { i, j in i <= j + 1 ? Double(n - max(i, j)) : 0 }, "rank one": matrix { random[$0, 0] * random[0, $1] },
      "badly scaled": matrix { random[$0, $1] * Double.pow(10, 24 * Double($0 - $1) / Double(n)) },
      "growing": matrix { random[$0, $1] * Double.pow(10, 24 * Double(max($0, $1)) / Double(n)) },
      "wild": matrix { random[$0, $1] * Double.pow(10, -150 * other[$0, $1].magnitude) },
      "wild bands": matrix { ($0 - $1).magnitude < 2 ? random[$0, $1] * Double.pow(10, -150 * other[$0, $1].magnitude) : 0 },
      "huge": random.scaled(by: 1e300), "tiny": random.scaled(by: 1e-300),
      "large": random.scaled(by: 1e80), "little": random.scaled(by: 1e-80),
      "tiny block": matrix { i, j in (i < n / 2) == (j < n / 2) ? random[i, j] * (i < n / 2 ? 1 : 1e-170) : 0 },
      "tiny subdiagonal": matrix { i, j in i <= j ? random[i, j] : (i == j + 1 ? 1e-160 : 0) },
    ].merging(HardMatrix.allCases.map { ($0.rawValue, $0.matrix(n)) }) { $1 }
  }

  @Test(arguments: Array(1...17) + [31, 32, 33, 60]) func `A V is V Λ to rounding`(n: Int) throws {
    for (name, a) in try Self.matrices(n) {
      let eigen = try a.eigen()
      let residual = Self.residual(a, eigen)
      #expect(residual < 10, "\(name)")
      let isNormalised = Self.isNormalised(eigen)
      #expect(isNormalised, "\(name)")
      let trace = (0..<n).reduce(0) { $0 + a[$1, $1] }
      let sum = eigen.values.elements.reduce(Complex(0)) { $0 + $1 }
      #expect((sum - Complex(trace)).length <= 10 * Double(n * n) * Double.ulpOfOne * a.norm(.infinity), "\(name)")
    }
  }

  @Test(arguments: [1, 2, 3, 5, 10, 30, 50]) func `complex matrices whose scaling would cost digits go without`(n: Int) throws {
    let (re, im, other) = (sampleMatrix(n, n, seed: 1), sampleMatrix(n, n, seed: 2), sampleMatrix(n, n, seed: 3))
    for bandwidth in [1, n] {
      let a = Matrix<Complex<Double>>(rows: n, columns: n) { i, j in
        let scale = Double.pow(10, -150 * other[i, j].magnitude)
        return (i - j).magnitude > bandwidth ? .zero : Complex(re[i, j] * scale, im[i, j] * scale)
      }
      let eigen = try a.eigen()
      #expect(Self.residual(a, eigen) < 10, "bandwidth \(bandwidth)")
      #expect(relativeError(try a.eigenvalues(), eigen.values) < 1e-12, "bandwidth \(bandwidth)")
    }
  }

  @Test(arguments: Array(2...16) + [24, 32]) func `Eigenvalues are those of LAPACK`(n: Int) throws {
    for seed in 1...10 as ClosedRange<UInt64> {
      let a = sampleMatrix(n, n, seed: seed)
      // As a block of a larger matrix it is left to LAPACK.
      let larger = Matrix(rows: 40, columns: 40) { i, j in i < n && j < n ? a[i, j] : (i == j ? 100 + Double(i) : 0) }
      let (eigen, expected) = (try a.eigen(), try larger.eigen())
      let condition = try #require(try eigen.vectors.conditionNumber())
      let bound = 10 * Double(n) * Double.ulpOfOne * condition * a.norm()
      for j in 0..<n {
        #expect((eigen.values[j] - expected.values[j]).length < bound)
        // Vectors of the same direction have a product of modulus 1.
        let product = (0..<n).reduce(Complex(0)) { $0 + eigen.vectors[$1, j].conjugate * expected.vectors[$1, j] }
        #expect((product.length - 1).magnitude < 1e-9)
      }
      #expect(relativeError(try a.eigenvalues(), eigen.values) < bound)
      #expect(eigen.hasRealVectors == eigen.values.elements.allSatisfy { $0.imaginary == 0 })
    }
  }

  @Test(arguments: [-60, -130, -160, -200, -300, -400], [2, 3, 5, 9])
  func `small blocks keep their digits beside large ones`(exponent: Int, order: Int) throws {
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    let (large, small) = (sampleMatrix(order, order, seed: 1), sampleMatrix(order, order, seed: 2))
    let a = Matrix<Double>(rows: 2 * order, columns: 2 * order) { i, j in
      if (i < order) != (j < order) { return 0 }
      return i < order ? large[i, j] : small[i - order, j - order] * scale
    }
    let values = try a.singularValues()
    let expected = try small.singularValues()
    for j in 0..<order {
      #expect((values[order + j] / scale - expected[j]).magnitude < 1e-14 * expected[0] * Double(order))
    }
    let sum = try a.adding(a.adjoint())
    let sizes = try sum.symmetricEigenvalues().elements.map(\.magnitude).sorted()
    let wanted = try small.adding(small.adjoint()).symmetricEigenvalues().elements.map(\.magnitude).sorted()
    for j in 0..<order {
      #expect((sizes[j] / scale - wanted[j]).magnitude < 1e-14 * wanted[order - 1] * Double(order))
    }
  }

  @Test(arguments: [1e-150, 1e-155, 1e-158, 1e-160, 1e-170, 1e-200, 1e-300, .leastNonzeroMagnitude])
  func `nearly equal diagonals of a rotation give its eigenvalues`(size: Double) throws {
    for rows in [[[0, 1], [-1, size]], [[size, 1], [-1, 0]], [[0, -1, 0], [1, size, 0], [0, 0, 3]]] as [[[Double]]] {
      let a = Matrix(rows: rows)
      let eigen = try a.eigen()
      for j in 0..<2 { #expect((eigen.values[j].length - 1).magnitude < 1e-15 && eigen.values[j].real.magnitude < 1e-15) }
      #expect(Self.residual(a, eigen) < 10)
    }
  }

  @Test(arguments: [1e-60, 1e-90, 1e-120, 1e-150]) func `weakly coupled parts are not balanced beyond all bounds`(t: Double) throws {
    let a = Matrix<Double>(rows: [
      [0, t, 0, -1.6, 0, 0, 0], [-t, 0, 0.75, 0, 0, 0, 0], [0, 0, 0, 0.5, 0, 0, 0], [0, 0, 0, 0, t, 0, -0.15],
      [0, 0, 0, 0, 0, 1, 0], [0, 0, 0, 0, 0, 0, 0.6], [0, 0, 0, 0, 0, -t, 0],
    ])
    let eigen = try a.eigen()
    #expect(eigen.vectors.isFinite)
    #expect(Self.residual(a, eigen) < 10)
  }

  @Test(arguments: [1e-100, 1e-130, 1e-133, 1e-135, 1e-136, 1e-140]) func `symmetric steps lose nothing to squares that count as zero`(
    t: Double
  ) throws {
    for corner in [t, 10 * t, 0, -t] {
      let a = Matrix<Double>(rows: [[0, t, 0, 0], [t, 0, 1, 0], [0, 1, corner, t], [0, 0, t, 0]])
      let eigen = try a.symmetricEigen()
      #expect((eigen.values[0] + 1).magnitude < 1e-15 && (eigen.values[3] - 1).magnitude < 1e-15)
      #expect(eigen.values[1].magnitude < 1e-15 && eigen.values[2].magnitude < 1e-15)
      let images = try a.multiplied(by: eigen.vectors)
      for j in 0..<4 {
        for i in 0..<4 { #expect((images[i, j] - eigen.values[j] * eigen.vectors[i, j]).magnitude < 1e-15) }
      }
    }
  }
}
