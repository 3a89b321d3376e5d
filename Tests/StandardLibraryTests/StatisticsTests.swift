// Statistics of samples: averages, spread, quantiles, shape, weights.

import Testing

@Suite struct StatisticsTests {
  @Test(arguments: [
    ("mean([1, 2, 6])", "3.0"), ("mean(Float64[])", "NaN"), ("mean([1 2; 3 4], dims = 1)", "1×2 Matrix{Float64}:\n 2.0  3.0"),
    ("mean(abs, [-1, 1])", "1.0"), ("mean([1, 2], weights([3, 1]))", "1.25"), ("median([3, 1, 2, 10])", "2.5"),
    ("median([1.0, NaN])", "NaN"), ("median(Int[])", "ArgumentError: median of an empty array is undefined, Int64[]"),
    ("mean([1, missing])", "missing"), ("middle(1, 4)", "2.5"), ("mode([1, 2, 2])", "2"),
    ("modes([1, 2, 2, 3, 3])", "2-element Vector{Int64}:\n 2\n 3"),
  ])
  func averages(source: String, shown: String) {
    #expect(evaluate(source) == shown)
  }

  @Test(arguments: [
    ("var([1, 2, 3])", "1.0"), ("var([1, 2, 3], corrected = false)", "0.6666666666666666"), ("std([5])", "NaN"),
    ("var([1e9, 1e9 + 1, 1e9 + 2])", "1.0"), ("std([10000000.2; repeat([10000000.1, 10000000.3], 500)])", "0.1"),
    ("autocor([1, 2, 3, 4], 1)", "0.25"), ("autocor([1, 2, 3])", "3-element Vector{Float64}:\n  1.0\n  0.0\n -0.5"),
    ("autocor([10000000.2; repeat([10000000.1, 10000000.3], 500)], 1) ≈ -0.999", "true"), ("autocor([1, 2], 2)", "DomainError: with 2:\na lag is a whole number from 0 to 1"),
    ("autocor([1, 1], [0])", "1-element Vector{Float64}:\n NaN"), ("cov([1, 2, 3], [2, 4, 6])", "2.0"),
    ("cov([1//2, 1//3, 1], [1//2, 1//3, 2])", "17//54"), ("cor(big.([1, 2]), big.([3, 5])) == 1", "true"),
    ("cov([1 + im, 2, 3im])", "3.3333333333333335 + 0.0im"), ("eltype(cov([1 2; 3 4] .* big(1.0)))", "BigFloat"), ("cor([1, 2, 3], [2, 4, 6])", "1.0"),
    ("cor([1, 2, 3], [3, 2, 1])", "-1.0"), ("cor([1e-200, 2e-200], [1, 2]) ≈ 1", "true"), ("std([1.0, 2.0], fweights([1, 1]))", "0.7071067811865476"), ("sem([1, 2, 3])", "0.5773502691896257"),
    ("zscore([1, 2, 3])", "3-element Vector{Float64}:\n -1.0\n  0.0\n  1.0"), ("iqr([1, 2, 3, 4])", "1.5"),
    ("variation([1, 2, 3])", "0.5"), ("mad([1, 2, 3, 4, 100], normalize = false)", "1.0"),
    ("cor([1, 2], [1, 2, 3])", "DimensionMismatch: the samples have 2 and 3 observations"),
  ])
  func spread(source: String, shown: String) {
    #expect(evaluate(source) == shown)
  }

  @Test(arguments: [
    ("quantile([1, 2, 3, 4], 0.25)", "1.75"), ("quantile(0:20, 0.5)", "10.0"), ("quantile([7], 0.3)", "7.0"),
    ("quantile(0:10, [0.1, 0.5])", "2-element Vector{Float64}:\n 1.0\n 5.0"), ("quantile([3, 1, 2], (0, 1))", "(1.0, 3.0)"),
    ("quantile([2.0, -Inf], 0.0)", "-Inf"), ("quantile(Int[], 0.5)", "ArgumentError: empty data vector"),
    ("quantile([1, NaN], 0.5)", "ArgumentError: quantiles are undefined in presence of NaNs"),
    ("quantile([1, 2], 1.5)", "ArgumentError: input probability out of [0,1] range"),
    ("quantile(skipmissing([1, 10, missing]), 0.5)", "5.5"),
    ("percentile([1, 2, 3, 4], 25)", "1.75"),
  ])
  func quantiles(source: String, shown: String) {
    #expect(evaluate(source) == shown)
  }

  @Test(arguments: [
    ("skewness([1, 2, 3])", "0.0"), ("skewness([1, 2, 3, 4, 10])", "1.1384199576606164"), ("kurtosis([1, 2, 3, 4, 5])", "-1.3"),
    ("countmap([\"a\", \"b\", \"a\"])[\"a\"]", "2"), ("proportionmap([1, 1, 2, 2])[1]", "0.5"),
    ("rle([1, 1, 2, 2, 2])", "([1, 2], [2, 3])"), ("inverse_rle([1, 2], [2, 1])", "3-element Vector{Int64}:\n 1\n 1\n 2"),
    ("var([1, 2], weights([1, 1]))", "ArgumentError: Weights type does not support bias correction"),
  ])
  func shapeAndCounts(source: String, shown: String) {
    #expect(evaluate(source) == shown)
  }
}

@Suite struct RobustStatisticsTests {
  @Test(arguments: [
    ("collect(trim([5, 2, 4, 3, 1], prop = 0.2))", "[2, 4, 3]"),
    ("collect(winsor([5, 2, 3, 4, 1], count = 1))", "[4, 2, 3, 4, 2]"),
    ("tiedrank([20, 10, 20])", "[2.5, 1.0, 2.5]"),
    ("pairwise(cor, [[1.0, 2, 4], [2.0, 1, 0]]) ≈ [1 -0.9819805060619657; -0.9819805060619657 1]", "true"),
    ("pairwise((a, b) -> length(a), [[1, missing], [1, 2]], skipmissing = :pairwise)", "[1 1; 1 2]"),
    ("indicatormat([\"a\", \"b\", \"a\"])", "Bool[1 0 1; 0 1 0]"),
    ("kldivergence([0.5, 0.5], [0.25, 0.75]) ≈ 0.14384103622589045", "true"),
    ("entropy([1.0, 0.0])", "0.0"),
    ("L2dist([0, 0], [3, 4]), geomean([2, 8]), harmmean([1, 4, 4])", "(5.0, 4.0, 2.0)"),
    ("eweights(1:3, 0.5, scale = true).values", "[0.25, 0.5, 1.0]"),
  ]) func values(source: String, shown: String) {
    #expect(evaluate("repr((\(source)))") == "\"\(shown)\"", "\(source)")
  }

  @Test func whatCannotBeTrimmed() {
    #expect(evaluate("trim([1, 2], count = 1)").hasPrefix("ArgumentError"))
    #expect(evaluate("msd([1], [1, 2])").hasPrefix("DimensionMismatch"))
  }
}
