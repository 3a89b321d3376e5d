/// A real 2 × 2 matrix (a b; c d), as a map of the plane.
public struct Matrix2: Hashable, Sendable {
  public var a: Double
  public var b: Double
  public var c: Double
  public var d: Double

  /// The matrix with the rows (a, b) and (c, d).
  public init(_ a: Double, _ b: Double, _ c: Double, _ d: Double) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
  }

  public func callAsFunction(_ x: Double, _ y: Double) -> (x: Double, y: Double) { (a * x + b * y, c * x + d * y) }

  public var determinant: Double { a * d - b * c }

  var isFinite: Bool { a.isFinite && b.isFinite && c.isFinite && d.isFinite }
}

/// The eigenvalues of a 2 × 2 matrix and its real eigenvectors.
public enum Eigenpairs: Hashable, Sendable {
  /// Two directions, which all lie on when the matrix is a multiple of the identity.
  case real([Pair])
  /// One eigenvalue with one direction of eigenvectors.
  case defective(Pair)
  /// `real` ± i·`imaginary`: no direction is kept.
  case complex(real: Double, imaginary: Double)

  /// An eigenvalue and a unit vector that it stretches.
  public struct Pair: Hashable, Sendable {
    public var value: Double
    public var x: Double
    public var y: Double
  }

  /// From the characteristic polynomial; the smaller eigenvalue by way of the determinant, so nothing cancels.
  public init(_ matrix: Matrix2) {
    let size = max(matrix.a.magnitude, matrix.b.magnitude, matrix.c.magnitude, matrix.d.magnitude)
    guard size > 0, size.isFinite else {
      self = .real([Pair(value: 0, x: 1, y: 0), Pair(value: 0, x: 0, y: 1)])
      return
    }
    let scaled = Matrix2(matrix.a / size, matrix.b / size, matrix.c / size, matrix.d / size)
    let middle = (scaled.a + scaled.d) / 2
    let half = (scaled.a - scaled.d) / 2
    let discriminant = half * half + scaled.b * scaled.c
    if discriminant < -1e-14 {
      self = .complex(real: middle * size, imaginary: (-discriminant).squareRoot() * size)
      return
    }
    if discriminant <= 1e-14 {
      guard max(scaled.b.magnitude, scaled.c.magnitude, half.magnitude) > 1e-12 else {
        self = .real([Pair(value: middle * size, x: 1, y: 0), Pair(value: middle * size, x: 0, y: 1)])
        return
      }
      self = .defective(Eigenpairs.pair(scaled, middle, size))
      return
    }
    let root = discriminant.squareRoot()
    let larger = middle < 0 ? middle - root : middle + root
    let smaller = larger == 0 ? middle - root : scaled.determinant / larger
    let pairs = [larger, smaller].sorted(by: >).map { Eigenpairs.pair(scaled, $0, size) }
    self = .real(pairs)
  }

  /// A unit vector that A − λ sends to zero: at right angles to its longer row; pointing right, or upwards.
  private static func pair(_ matrix: Matrix2, _ value: Double, _ size: Double) -> Pair {
    let first = (x: matrix.b, y: value - matrix.a)
    let second = (x: value - matrix.d, y: matrix.c)
    let chosen =
      first.x * first.x + first.y * first.y >= second.x * second.x + second.y * second.y ? first : second
    let length = (chosen.x * chosen.x + chosen.y * chosen.y).squareRoot()
    guard length > 0 else { return Pair(value: value * size, x: 1, y: 0) }
    let isTurned = chosen.x < -1e-12 * length || (chosen.x.magnitude <= 1e-12 * length && chosen.y < 0)
    let sign = isTurned ? -1.0 : 1.0
    return Pair(value: value * size, x: sign * chosen.x / length + 0, y: sign * chosen.y / length + 0)
  }
}
