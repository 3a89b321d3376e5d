// Sparse matrices that several tests use.
import Arrays

/// Numbers between −1 and 1 that are the same in every run (a linear congruence of Knuth's MMIX).
struct TestNumbers {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: state) >> 11) * 0x1p-52
  }

  mutating func vector<Element: LinearAlgebraScalar>(_ n: Int) -> Vector<Element> {
    Vector((0..<n).map { _ in scalar() })
  }

  mutating func scalar<Element: LinearAlgebraScalar>() -> Element {
    let complex = Complex(next(), next())
    return complex as? Element ?? Element(real: complex.real)
  }

  mutating func sparse<Element: LinearAlgebraScalar>(
    _ rows: Int, _ columns: Int, density: Double, diagonal: Double = 0
  ) throws -> SparseMatrix<Element> {
    var numbers = self
    let random = try SparseMatrix<Element>.random(
      rows: rows, columns: columns, density: density, uniform: { (numbers.next() + 1) / 2 }, value: { numbers.scalar() })
    self = numbers
    return diagonal == 0 ? random : try random.adding(.identity(rows, columns: columns).scaled(by: Element(real: diagonal)))
  }
}

/// The five-point Laplacian on a grid of k×k points.
func gridLaplacian(_ k: Int) throws -> SparseMatrix<Double> {
  let side = Vector<Double>(repeating: -1, shape: [max(0, k - 1)])
  let line = try SparseMatrix<Double>(diagonals: [(0, Vector(repeating: 2, shape: [k])), (1, side), (-1, side)])
  let identity = try SparseMatrix<Double>.identity(k)
  return try identity.kronecker(line).adding(line.kronecker(identity))
}
