// The library of the language, put together from its topics.

import Engine

extension Library {
  /// Everything that a block can call.
  public static let standard: Library = {
    var library = Library.core
    library.addApproximation()
    library.addBits()
    library.addCalculus()
    library.addCombinedArithmetic()
    library.addComplexParts()
    library.addConstants()
    library.addConversions()
    library.addDivision()
    library.addExponentials()
    library.addIdentities()
    library.addLinearAlgebra()
    library.addMagnitudes()
    library.addNumberPredicates()
    library.addNumberTheory()
    library.addPlotting()
    library.addRandom()
    library.addRationals()
    library.addRounding()
    library.addStrings()
    library.addTrigonometry()
    library.addTypes()
    return library
  }()
}
