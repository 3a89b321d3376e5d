// Spectra and functions of hard matrices against values with many digits.
import Arrays
import Testing

@Suite struct AccuracyTests {
  @Test(arguments: spectrumReferences) func `singular values are right to a few rounding errors of the largest`(
    reference: SpectrumReference
  ) throws {
    let bound = 10 * Double(reference.order) * Double.ulpOfOne
    #expect(try relativeError(reference.matrix.singularValues(), reference.singularValues) < bound)
    let condition = try #require(try reference.matrix.conditionNumber())
    let expected = reference.singularValues[0] / reference.singularValues[reference.order - 1]
    #expect((condition / expected - 1).magnitude < bound * expected)
  }

  @Test(arguments: spectrumReferences) func `eigenvalues are as right as their condition allows`(
    reference: SpectrumReference
  ) throws {
    let (a, n) = (reference.matrix, reference.order)
    let eigen = try a.eigen()
    let norm = reference.singularValues[0]
    // An error E of the matrix moves an eigenvalue by at most κ(V) ‖E‖ (Bauer and Fike).
    let condition = a.isSymmetric ? 1 : try #require(try eigen.vectors.conditionNumber())
    for i in 0..<n {
      let expected = Complex(reference.realParts[i], reference.imaginaryParts[i])
      let nearest = eigen.values.elements.reduce(Double.infinity) { min($0, ($1 - expected).length) }
      #expect(nearest < 10 * Double(n) * Double.ulpOfOne * norm * condition, "\(reference.name) \(expected)")
    }
    if a.isSymmetric {
      #expect(relativeError(try a.symmetricEigenvalues(), eigen.values.realParts) < 10 * Double(n) * Double.ulpOfOne)
    }
  }

  @Test(arguments: functionReferences) func `functions of matrices are right to thirteen digits`(
    reference: FunctionReference
  ) throws {
    let a = reference.matrix
    #expect(relativeError(try a.exponential(), reference.exponential) < 1e-13, "exp")
    #expect(relativeError(try a.logarithm().complex, reference.logarithm) < 1e-13, "log")
    #expect(relativeError(try a.squareRoot().complex, reference.squareRoot) < 1e-13, "sqrt")
    #expect(relativeError(try a.applying(.sin), reference.sine) < 1e-13, "sin")
    #expect(relativeError(try a.applying(.cos), reference.cosine) < 1e-13, "cos")
    #expect(relativeError(try a.asComplex.applying(.sin).realParts, reference.sine) < 1e-13, "complex sin")
  }
}
