// What iterative solvers take and return.
import ComplexModule

/// A linear map of vectors, for example the product with a matrix that is never formed.
public typealias LinearMap<Element: LinearAlgebraScalar> = (Vector<Element>) throws -> Vector<Element>

/// The last iterate of an iterative solver of linear systems.
public struct IterativeSolution<Element: LinearAlgebraScalar>: Sendable {
  /// The last iterate.
  public let solution: Vector<Element>

  /// The Euclidean norms of the residuals b − A x, of the initial guess and after each iteration. The last one is computed
  /// from the solution, the others as the method updates them.
  public let residualNorms: [Double]

  /// Whether the residual of the solution itself, not of the recurrence, meets the tolerance.
  public let isConverged: Bool

  /// The number of iterations.
  public var iterations: Int { residualNorms.count - 1 }
}

/// When an iteration ends.
public struct IterationLimits: Sendable {
  /// The residual may be this part of the right-hand side.
  public var relativeTolerance: Double

  /// The residual may be this large whatever the right-hand side is.
  public var absoluteTolerance: Double

  /// The most iterations; by default as many as the matrix has rows, but at least 20.
  public var iterations: Int?

  /// The limits; by default a residual of √ε times the right-hand side.
  public init(relativeTolerance: Double = 0x1p-26, absoluteTolerance: Double = 0, iterations: Int? = nil) {
    self.relativeTolerance = relativeTolerance
    self.absoluteTolerance = absoluteTolerance
    self.iterations = iterations
  }

  func most(_ order: Int) -> Int { max(0, iterations ?? max(20, order)) }
}

/// What an iteration works with: the system, the limits, and the residuals so far.
struct IterationState<Element: LinearAlgebraScalar> {
  let map: LinearMap<Element>
  let b: Vector<Element>
  let bound: Double
  var x: Vector<Element>
  var r: Vector<Element>
  var norms: [Double]

  init(
    _ map: @escaping LinearMap<Element>, _ b: Vector<Element>, _ initial: Vector<Element>?, _ limits: IterationLimits
  ) throws {
    guard b.rank == 1 else { throw LinearAlgebraError.wrongRank(b.rank) }
    guard b.isFinite else { throw LinearAlgebraError.notFinite }
    self.map = map
    self.b = b
    bound = max(limits.relativeTolerance * b.norm(), limits.absoluteTolerance)
    if let initial {
      guard initial.shape == b.shape else {
        throw LinearAlgebraError.dimensionMismatch(
          "an initial guess of \(initial.count) elements does not fit a right-hand side of \(b.count)")
      }
      guard initial.isFinite else { throw LinearAlgebraError.notFinite }
      x = initial.copied()
      r = b
      norms = []
      r = try residual()
    } else {
      x = Vector(repeating: .zero, shape: b.shape)
      r = b.copied()
    }
    norms = [r.norm()]
  }

  /// A v, checked.
  func apply(_ v: Vector<Element>) throws -> Vector<Element> {
    let result = try map(v)
    guard result.shape == b.shape else {
      throw LinearAlgebraError.dimensionMismatch(
        "a map that makes an array of shape \(result.shape) of \(v.count) elements is not square")
    }
    return result
  }

  /// b − A x.
  func residual() throws -> Vector<Element> {
    let product = try apply(x)
    let result = b.copied()
    VectorSteps.add(-1, product, to: result)
    return result
  }

  var isWithinBound: Bool { (norms.last ?? .infinity) <= bound }

  /// The solution with the residual that it really has.
  mutating func finish() throws -> IterativeSolution<Element> {
    let norm = try residual().norm()
    norms[norms.count - 1] = norm
    return IterativeSolution(solution: x, residualNorms: norms, isConverged: norm <= bound)
  }
}

/// Steps of vectors in place; the vectors have the same length, and those that change are not shared.
enum VectorSteps {
  /// y ← y + factor x.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  static func add<Element: LinearAlgebraScalar>(_ factor: Element, _ x: Vector<Element>, to y: Vector<Element>) {
    let (source, target) = (x.pointer, y.pointer)
    for i in 0..<y.count { target[i] += factor * source[i] }
  }

  /// y ← x + factor y.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  static func scale<Element: LinearAlgebraScalar>(_ y: Vector<Element>, by factor: Element, adding x: Vector<Element>) {
    let (source, target) = (x.pointer, y.pointer)
    for i in 0..<y.count { target[i] = source[i] + factor * target[i] }
  }

  /// xᵢ ← xᵢ yᵢ.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  static func multiply<Element: LinearAlgebraScalar>(_ x: Vector<Element>, by y: Vector<Element>) {
    let (target, factors) = (x.pointer, y.pointer)
    for i in 0..<x.count { target[i] *= factors[i] }
  }

  /// target ← factor x.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  static func scale<Element: LinearAlgebraScalar>(
    _ x: Vector<Element>, by factor: Element, into target: UnsafeMutablePointer<Element>
  ) {
    let source = x.pointer
    for i in 0..<x.count { target[i] = source[i] * factor }
  }

  /// Σ conj(xᵢ) yᵢ.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  static func dot<Element: LinearAlgebraScalar>(_ x: Vector<Element>, _ y: Vector<Element>) -> Element {
    let (a, b) = (x.pointer, y.pointer)
    // Four sums, which do not wait for each other.
    var (s0, s1, s2, s3) = (Element.zero, Element.zero, Element.zero, Element.zero)
    let whole = x.count & ~3
    for i in stride(from: 0, to: whole, by: 4) {
      s0 += a[i].conjugated * b[i]
      s1 += a[i + 1].conjugated * b[i + 1]
      s2 += a[i + 2].conjugated * b[i + 2]
      s3 += a[i + 3].conjugated * b[i + 3]
    }
    for i in whole..<x.count { s0 += a[i].conjugated * b[i] }
    return (s0 + s1) + (s2 + s3)
  }
}
