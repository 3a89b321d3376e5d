// The library of the language, put together from its topics.

import Engine

extension Library {
  /// Everything that a block can call.
  public static let standard: Library = {
    var library = Library.core
    library.addAccumulation()
    library.addApproximation()
    library.addArrayConstructors()
    library.addAverages()
    library.addBits()
    library.addCalculus()
    library.addCartesianIndices()
    library.addCombinedArithmetic()
    library.addComplexParts()
    library.addConstants()
    library.addConversions()
    library.addDictionaries()
    library.addDivision()
    library.addExponentials()
    library.addFilling()
    library.addFinding()
    library.addGrowing()
    library.addHigherOrder()
    library.addIdentities()
    library.addJoining()
    library.addLazySequences()
    library.addLinearAlgebra()
    library.addMagnitudes()
    library.addNumberPredicates()
    library.addNumberTheory()
    library.addPlotting()
    library.addRandom()
    library.addRanges()
    library.addRationals()
    library.addRearranging()
    library.addReductions()
    library.addRounding()
    library.addSets()
    library.addSizes()
    library.addSorting()
    library.addSpread()
    library.addStrings()
    library.addTrigonometry()
    library.addTypes()
    return library
  }()
}
