// Linear algebra as the language knows it, after Julia's LinearAlgebra.

import Engine

extension Library {
  /// Binds linear algebra.
  mutating func addLinearAlgebra() {
    packages.insert("RowEchelon")
    addFactorizations()
    addSymmetricFactorizations()
    addMatrixEquations()
    addLinearSystems()
    addMatrixFunctions()
    addNormsAndProducts()
    addStructuredMatrices()
    addMatrixParts()
    addRotations()
    addFactorChoice()
    addInPlaceForms()
    addExactFunctions()
    addSteps()
  }
}
