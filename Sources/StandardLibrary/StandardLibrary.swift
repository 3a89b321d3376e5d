// The library of the language, put together from its topics.

import Engine

extension Library {
  /// Everything that a block can call; help lists it under the topic that is set before it is added.
  public static let standard: Library = {
    var library = Library.core

    library.topic = "Arrays"
    library.addArrayConstructors()
    library.addCartesianIndices()
    library.addFilling()
    library.addGrowing()
    library.addIndexChecks()
    library.addJoining()
    library.addPermuting()
    library.addRanges()
    library.addRearranging()
    library.addReordering()
    library.addSizes()

    library.topic = "Calculus"
    library.addCalculus()

    library.topic = "Collections"
    library.addDictionaries()
    library.addFinding()
    library.addSets()
    library.addSorting()
    library.addTuples()

    library.topic = "Interaction"
    library.addSliders()

    library.topic = "Iteration and reductions"
    library.addAccumulation()
    library.addHigherOrder()
    library.addInPlaceReductions()
    library.addIterating()
    library.addIterators()
    library.addLazySequences()
    library.addReductions()
    library.addStatefulIterators()

    library.topic = "Linear algebra"
    library.addLinearAlgebra()

    library.topic = "Numbers"
    library.addApproximation()
    library.addBits()
    library.addCombinedArithmetic()
    library.addComplexParts()
    library.addConstants()
    library.addConversions()
    library.addDivision()
    library.addExponentials()
    library.addIdentities()
    library.addIntervals()
    library.addMagnitudes()
    library.addNumberHelpers()
    library.addNumberPredicates()
    library.addNumberTheory()
    library.addPrecision()
    library.addRationals()
    library.addRounding()
    library.addTrigonometry()

    library.topic = "Plotting"
    library.addPlotting()

    library.topic = "Random numbers"
    library.addRandom()

    library.topic = "Statistics"
    library.addAverages()
    library.addMoments()
    library.addPairwiseStatistics()
    library.addQuantiles()
    library.addRobustStatistics()
    library.addSpread()

    library.topic = "Strings"
    library.addStrings()
    library.addTextParts()

    library.topic = "Types and values"
    library.addFixedFunctions()
    library.addMethodQuestions()
    library.addNameQuestions()
    library.addTypes()
    library.addValueWrappers()
    library.addVersions()

    // These take part in functions that are bound above.
    library.topic = "Polynomials and interpolation"
    library.addPolynomialFunctions()
    library.addInterpolations()

    library.topic = "Signals"
    library.addSignals()

    library.topic = "Sparse matrices"
    library.addSparseMatrices()

    library.takeArrayObjectsAsDense()
    library.keepBitArrays()
    library.extendToSparseMatrices()
    library.extendToBandedMatrices()

    library.addSinglePrecision()
    return library
  }()
}
