// Every operation on the reference matrices against NumPy and SciPy.
import Arrays
import Testing

private func tolerance<Element>(_ reference: MatrixReference<Element>) -> Double {
  1e-13 + 20 * 0x1p-52 * min(reference.condition2, reference.condition1)
}

private func check<Element: LinearAlgebraScalar>(_ reference: MatrixReference<Element>) throws {
  let a = reference.matrix
  let tolerance = tolerance(reference)
  let name = Comment(rawValue: reference.name)
  let b = Vector(reference.rightHandSide)
  #expect(relativeError(try a.solve(b), reference.solution) < tolerance, name)
  #expect(relativeError(try a.inverse(), reference.inverse) < tolerance, name)
  let determinant = try a.determinant()
  #expect((determinant - reference.determinant).modulus <= tolerance * reference.determinant.modulus, name)
  let (logarithm, sign) = try a.logarithmicDeterminant()
  let rebuilt = Element(real: exponential(logarithm)) * sign
  #expect((rebuilt - determinant).modulus <= 1e-13 * determinant.modulus, name)
  #expect(relativeError(try a.eigenvalues(), reference.eigenvalues) < 1e-12, name)
  #expect(relativeError(try a.singularValues(), reference.singularValues) < 1e-14, name)
  #expect(relativeError(try a.exponential(), reference.exponential) < 1e-11, name)
  #expect(relativeError(try a.squareRoot().complex, reference.squareRoot) < 1e-10, name)
  #expect(relativeError(try a.logarithm().complex, reference.logarithm) < 1e-10, name)
  let condition1 = try #require(try a.conditionNumber(1))
  #expect((condition1 / reference.condition1 - 1).magnitude < tolerance, name)
  let condition2 = try #require(try a.conditionNumber())
  #expect((condition2 / reference.condition2 - 1).magnitude < tolerance, name)
  let norms = [try a.operatorNorm(1), try a.operatorNorm(.infinity), a.norm()]
  for (norm, expected) in zip(norms, reference.norms) {
    #expect(((norm ?? .nan) / expected - 1).magnitude < 1e-15, name)
  }
}

/// e^x by the exponential of a 1×1 matrix, so that the test needs no mathematics library.
private func exponential(_ x: Double) -> Double { (try? Matrix(rows: [[x]]).exponential()[0]) ?? .nan }

@Test(arguments: realReferences.indices) func realMatrix(index: Int) throws { try check(realReferences[index]) }

@Test(arguments: complexReferences.indices) func complexMatrix(index: Int) throws {
  try check(complexReferences[index])
}

@Test(arguments: leastSquaresReferences.indices) func leastSquares(index: Int) throws {
  let reference = leastSquaresReferences[index]
  let a = reference.matrix
  let x = try a.solve(Vector(reference.rightHandSide))
  #expect(x.shape == [reference.columns])
  #expect(relativeError(x, reference.solution) < 1e-13)
  #expect(relativeError(try a.pseudoinverse(), reference.pseudoinverse) < 1e-13)
  #expect(try a.matrixRank() == reference.rank)
  let nullSpace = try a.nullSpace()
  #expect(nullSpace.shape == [reference.columns, reference.columns - reference.rank])
  #expect(try a.multiplied(by: nullSpace).norm(.infinity) < 1e-14 * a.norm())
}
