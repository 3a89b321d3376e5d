// What a reference matrix comes with.
import Arrays

/// A square matrix and results for it; matrices are lists in column-major order.
struct MatrixReference<Element: LinearAlgebraScalar> {
  var name: String
  var order: Int
  var elements: [Element]
  var rightHandSide: [Element]
  var solution: [Element]
  var inverse: [Element]
  var determinant: Element
  /// Sorted by real part, then imaginary part.
  var eigenvalues: [Complex<Double>]
  var singularValues: [Double]
  var exponential: [Element]
  var squareRoot: [Complex<Double>]
  var logarithm: [Complex<Double>]
  var condition1: Double
  var condition2: Double
  /// The 1-norm, the ∞-norm and the Frobenius norm.
  var norms: [Double]

  var matrix: Matrix<Element> { Matrix(columnMajor: elements, shape: [order, order]) }
}

typealias RealReference = MatrixReference<Double>
typealias ComplexReference = MatrixReference<Complex<Double>>

/// A rectangular matrix with its least-squares solution of smallest norm.
struct LeastSquaresReference {
  var name: String
  var rows: Int
  var columns: Int
  var rank: Int
  var elements: [Double]
  var rightHandSide: [Double]
  var solution: [Double]
  var pseudoinverse: [Double]

  var matrix: Matrix<Double> { Matrix(columnMajor: elements, shape: [rows, columns]) }
}

/// The largest difference of two arrays, relative to the largest element of the second.
func relativeError<Element: LinearAlgebraScalar>(_ value: DenseArray<Element>, _ expected: [Element]) -> Double {
  guard value.count == expected.count else { return .infinity }
  let scale = expected.reduce(0.0) { max($0, $1.modulus) }
  let difference = zip(value.elements, expected).reduce(0.0) { largest, pair in
    let distance = (pair.0 - pair.1).modulus
    return distance.isNaN ? .infinity : max(largest, distance)
  }
  return scale == 0 ? difference : difference / scale
}

/// The largest difference of two arrays of the same shape, relative to the largest element of the second.
func relativeError<Element: LinearAlgebraScalar>(
  _ value: DenseArray<Element>, _ expected: DenseArray<Element>
) -> Double {
  value.shape == expected.shape ? relativeError(value, expected.elements) : .infinity
}

/// A square matrix with its singular values and eigenvalues.
struct SpectrumReference: Sendable {
  var name: String
  var order: Int
  var elements: [Double]
  var singularValues: [Double]
  /// The parts of the eigenvalues, sorted by real part, then imaginary part.
  var realParts: [Double]
  var imaginaryParts: [Double]

  var matrix: Matrix<Double> { Matrix(columnMajor: elements, shape: [order, order]) }
}

/// A square matrix with functions of it.
struct FunctionReference: Sendable {
  var name: String
  var order: Int
  var elements: [Double]
  var exponential: [Double]
  var logarithm: [Complex<Double>]
  var squareRoot: [Complex<Double>]
  var sine: [Double]
  var cosine: [Double]

  var matrix: Matrix<Double> { Matrix(columnMajor: elements, shape: [order, order]) }
}

/// A sparse square matrix, given by triplets, and results for it.
struct SparseSystemReference<Element: LinearAlgebraScalar> {
  var name: String
  var order: Int
  var rows: [Int]
  var columns: [Int]
  var values: [Element]
  var rightHandSide: [Element]
  var solution: [Element]
  var determinant: Element
  /// In the 1-norm.
  var condition: Double
  /// The sums of the columns of the square of the matrix.
  var squareSums: [Element]

  func matrix() throws -> SparseMatrix<Element> {
    try SparseMatrix(
      rows: order, columns: order, rowIndices: Vector(rows), columnIndices: Vector(columns), values: Vector(values))
  }
}
