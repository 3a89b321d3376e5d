// Arrays made, joined, reshaped, reordered and grown, with what is shown of them.

import Testing

@Suite struct ArrayTests {
  @Test func structuredMatricesKeepTheirStructure() {
    #expect(evaluate("D = Diagonal([1.0, 2.0]); D[1, 1] = 7; D[1, 2] = 0; D[1, 1]") == "7.0")
    #expect(evaluate("D = Diagonal([1.0, 2.0]); D[1, 2] = 5.0").hasPrefix("ArgumentError: cannot set off-diagonal entry (1, 2)"))
    #expect(evaluate("S = Symmetric([1.0 2; 2 3]); S[1, 2] = 9.0") == "ArgumentError: Cannot set a non-diagonal index in a symmetric matrix")
    #expect(evaluate("f(U) = (U[1, 2] = 4; U[1, 2]); f(UpperTriangular([1.0 2; 0 3]))") == "4.0")
    #expect(evaluate("U = UpperTriangular([1.0 2; 0 3]); U[2, 1] = 4").hasPrefix("ArgumentError: cannot set index in the lower"))
  }

  @Test func arraysThatShareTheirElementsCountThemOnce() {
    let source = "a = Any[\"x\"^30, \"y\"]; b = reshape(a, 2, 1); c = vec(b);"
    #expect(evaluate(source + "a[1] = \"z\"^3; b[2] = \"w\"; (a[1], b[1], c[2], a[2])") == "(\"zzz\", \"zzz\", \"w\", \"w\")")
    #expect(evaluate(source + "for i in 1:100; a[1] = string(i); b[2] = string(-i); end; a = 1; c") == "2-element Vector{Any}:\n \"100\"\n \"-100\"")
    #expect(evaluate(source + "push!(a, \"v\"); a[1] = \"u\"^40; (length(a), length(b), length(c[1]))") == "(3, 2, 30)")
  }

  @Test(arguments: [
    ("zeros(2, 2)", "2×2 Matrix{Float64}:\n 0.0  0.0\n 0.0  0.0"),
    ("zeros(0)", "Float64[]"),
    ("ones(Int, 2)", "2-element Vector{Int64}:\n 1\n 1"),
    ("fill(7, 2)", "2-element Vector{Int64}:\n 7\n 7"),
    ("vcat(1:2, 5)", "3-element Vector{Int64}:\n 1\n 2\n 5"),
    ("hcat([1, 2], [3, 4])", "2×2 Matrix{Int64}:\n 1  3\n 2  4"),
    ("cat([1], [2], dims = (1, 2))", "2×2 Matrix{Int64}:\n 1  0\n 0  2"),
    ("repeat([1, 2], inner = 2)", "4-element Vector{Int64}:\n 1\n 1\n 2\n 2"),
    ("stack([[1, 2], [3, 4]])", "2×2 Matrix{Int64}:\n 1  3\n 2  4"),
    ("reshape(1:6, 2, 3)[2, 3]", "6"),
    ("size(zeros(3, 0))", "(3, 0)"),
    ("collect(range(0, 1, length = 3))", "3-element Vector{Float64}:\n 0.0\n 0.5\n 1.0"),
    ("permutedims([1 2 3])", "3×1 Matrix{Int64}:\n 1\n 2\n 3"),
  ])
  func makingAndJoining(source: String, shown: String) {
    #expect(evaluate(source) == shown)
  }

  @Test(arguments: [
    ("reverse([1, 2, 3])", "3-element Vector{Int64}:\n 3\n 2\n 1"),
    ("reverse([1, 2, 3, 4], 2, 3)", "4-element Vector{Int64}:\n 1\n 3\n 2\n 4"),
    ("reverse([1 2; 3 4], dims = 1)", "2×2 Matrix{Int64}:\n 3  4\n 1  2"),
    ("reverse([1 2; 3 4])", "2×2 Matrix{Int64}:\n 4  3\n 2  1"),
    ("reverse(1:3)", "3:-1:1"),
    ("reverse(\"añb\")", "\"bña\""),
    ("reverse((1, \"a\"))", "(\"a\", 1)"),
    ("reverse(Int[])", "Int64[]"),
    ("v = [1, 2, 3]; reverse!(v); v", "3-element Vector{Int64}:\n 3\n 2\n 1"),
    ("circshift([1, 2, 3], -1)", "3-element Vector{Int64}:\n 2\n 3\n 1"),
    ("circshift([1, 2, 3], 7)", "3-element Vector{Int64}:\n 3\n 1\n 2"),
    ("circshift([1 2 3; 4 5 6], (1, -1))", "2×3 Matrix{Int64}:\n 5  6  4\n 2  3  1"),
    ("circshift((1, 2, 3), 1)", "(3, 1, 2)"),
    ("rotl90([1 2; 3 4])", "2×2 Matrix{Int64}:\n 2  4\n 1  3"),
    ("rotr90([1 2 3; 4 5 6])", "3×2 Matrix{Int64}:\n 4  1\n 5  2\n 6  3"),
    ("rotl90([1 2; 3 4], -1) == rotr90([1 2; 3 4])", "true"),
    ("rot180([1 2; 3 4])", "2×2 Matrix{Int64}:\n 4  3\n 2  1"),
    ("mapslices(sort, [3 1; 2 5; 1 4], dims = 1)", "3×2 Matrix{Int64}:\n 1  1\n 2  4\n 3  5"),
    ("mapslices(sum, [1 2; 3 4], dims = 2)", "2×1 Matrix{Int64}:\n 3\n 7"),
    ("A = [1 2; 3 4]; row = selectdim(A, 1, 2); row .= 0; A", "2×2 Matrix{Int64}:\n 1  2\n 0  0"),
    ("map(maximum, eachslice([1 5; 3 4], dims = 2))", "2-element Vector{Int64}:\n 3\n 5"),
  ])
  func reordering(source: String, shown: String) {
    #expect(evaluate(source) == shown)
  }

  @Test(arguments: [
    ("v = Int[]; push!(v, 1, 2); v", "2-element Vector{Int64}:\n 1\n 2"),
    ("v = [1, 2, 3]; (pop!(v), popfirst!(v), v)", "(3, 1, [2])"),
    ("v = [1, 3]; insert!(v, 2, 2); v", "3-element Vector{Int64}:\n 1\n 2\n 3"),
    ("v = [1, 2, 3]; deleteat!(v, 2); v", "2-element Vector{Int64}:\n 1\n 3"),
    ("v = [1]; append!(v, 2:3); v", "3-element Vector{Int64}:\n 1\n 2\n 3"),
    ("v = [1.5]; empty!(v)", "Float64[]"),
    ("v = [1, 2]; w = view(v, :); w[1] = 9; v", "2-element Vector{Int64}:\n 9\n 2"),
  ])
  func growing(source: String, shown: String) {
    #expect(evaluate(source) == shown)
  }

  @Test(arguments: [
    ("pop!(Int[])", "ArgumentError"), ("reverse([1, 2], 0)", "BoundsError"), ("hcat([1, 2], [3])", "DimensionMismatch"),
    ("reshape(1:6, 4, 2)", "DimensionMismatch"), ("zeros(-1)", "ArgumentError"), ("rotl90([1, 2])", "MethodError"),
    ("reverse([1 2], dims = 3)", "ArgumentError"), ("zeros(10^9, 10^9)", ""), ("[1, 2][3]", "BoundsError"),
  ])
  func wrongArguments(source: String, error: String) {
    let failure = evaluation(source).failure
    #expect(failure != nil)
    if !error.isEmpty { #expect(failure?.type == error) }
  }

  /// Arrays of objects that share their elements under two shapes: each element is kept as long as either shows it.
  /// What is still a range, or an array of bits, is told as one.
  @Test(arguments: [
    ("(1:3) + (1:3)", "2:2:6"), ("(1:3) - (3:-1:1)", "-2:2:2"), ("float(1:3)", "1.0:1.0:3.0"), ("sort(3:-1:1)", "1:1:3"), ("2 * (1:10^17)", "2:2:200000000000000000"), ("(1:3) * 0", "3-element Vector{Int64}:\n 0\n 0\n 0"), ("-(1:3)", "-1:-1:-3"), ("sort(2:4)", "2:4"),
    ("intersect(1:5, 3:8)", "3:5"), ("intersect(1:5, 3:8, 4:4)", "4:4"), ("(1:2) ∩ (5:6)", "5:4"), ("intersect(1:0, 1:3)", "1:0"),
    ("-(0.0:0.5:1.0)", "-0.0:-0.5:-1.0"), ("(1:3) + (1.0:3.0)", "2.0:2.0:6.0"), ("(0:0.1:0.3) + (0:0.1:0.3)", "0.0:0.2:0.6"),
    ("sort(1:3; rev = true)", "3-element Vector{Int64}:\n 3\n 2\n 1"),
    ("typeof(1:3 .> 1), typeof(reverse([1, 2] .> 1)), typeof([falses(1); trues(1)]), typeof([falses(1) [true]])", "(BitVector, BitVector, BitVector, Matrix{Bool})"),
    ("b = [1, 2] .> 1; all(typeof(x) == BitVector for x in (circshift(b, 1), filter(identity, b), repeat(b, 2), similar(b), zero(b), vec(b), shuffle(b)))", "true"),
    ("b = trues(1, 2); all(typeof(x) == BitMatrix for x in (permutedims(b), rotl90(b), hcat(b, b), vcat(b, b), reverse(b; dims = 1)))", "true"),
    ("typeof(similar(trues(2), Float64)), typeof(collect(trues(2)))", "(Vector{Float64}, Vector{Bool})"),
    ("A = [1 2 3]; v = dropdims(A; dims = 1); v[1] = 7; A", "1×3 Matrix{Int64}:\n 7  2  3"),
  ]) func rangesAndBits(source: String, shown: String) { #expect(evaluate(source) == shown, "\(source): \(evaluate(source))") }

  /// Sums of nothing are of the type that a sum of something would be of.
  @Test(arguments: [
    ("sum(x for x in 1:3 if x > 5)", "0"), ("sum(x^2 for x in 1:3 if x > 5)", "0"), ("prod(x / 2 for x in 1:3 if x > 5)", "1.0"),
    ("[x for x in 1:3 if x > 5]", "Int64[]"), ("[x / 2 for x in 1:0]", "Float64[]"), ("k = 2; [k * x for x in Float64[]]", "Float64[]"),
    ("typeof([i * j for i in 1:0, j in 1:2]), size([i * j for i in 1:0, j in 1:2])", "(Matrix{Int64}, (0, 2))"),
    ("[string(x) for x in 1:0]", "Any[]"), ("sum([x^2 for x in 1:3 if x > 5])", "0"), ("f(k) = [k + x for x in Int[]]; f(1)", "Int64[]"),
    ("sum(x for x in [1//2] if x > 5)", "0//1"), ("typeof(sum(Int8[])), typeof(sum(x for x in Float32[1] if x > 5))", "(Int64, Float32)"),
    ("unique(1:10^12)", "1:1000000000000"), ("issorted(10^12:-1:1), issorted(1:10^12)", "(false, true)"),
    ("sum(x for x in Float64[])", "0.0"), ("collect(x / 2 for x in Int[])", "Float64[]"), ("allunique(abs, [1, -1]), allunique(abs, [1, 2])", "(false, true)"),
  ]) func reductionsOfNothing(source: String, shown: String) { #expect(evaluate(source) == shown, "\(source): \(evaluate(source))") }

  @Test(arguments: [
    "collect(Iterators.repeated(1))", "sort(Iterators.repeated([1 2; 3 4]))", "collect(x^2 for x in Iterators.countfrom(1))",
    "collect(enumerate(Iterators.cycle([1, 2])))", "collect(zip(Iterators.countfrom(1), Iterators.repeated(2)))",
    "collect(Iterators.drop(Iterators.countfrom(1), 3))", "[Iterators.repeated(1)...]", "string(Iterators.cycle(1:2)...)", "unique(Iterators.cycle(1:3))",
  ]) func `what has no end is not collected`(source: String) { #expect(evaluation(source).failure?.type == "ArgumentError", "\(source): \(evaluate(source))") }

  @Test(arguments: [
    ("a, b = Iterators.countfrom(5); (a, b)", "(5, 6)"), ("first(Iterators.cycle([1, 2]), 3)", "3-element Vector{Int64}:\n 1\n 2\n 1"),
    ("collect(zip(1:2, Iterators.repeated(7)))", "2-element Vector{Tuple{Int64, Int64}}:\n (1, 7)\n (2, 7)"),
    ("any(>(5), Iterators.countfrom(1)), 4 in Iterators.countfrom(1)", "(true, true)"), ("map(+, 1:2, Iterators.countfrom(10))", "2-element Vector{Int64}:\n 11\n 13"),
  ]) func `of what has no end the beginning is had`(source: String, shown: String) { #expect(evaluate(source) == shown, "\(source): \(evaluate(source))") }

  @Test func `an unknown sum of nothing is an error`() {
    #expect(evaluation("sum(string(x) for x in 1:3 if x > 5)").failure?.type == "ArgumentError")
    #expect(evaluation("maximum(x for x in 1:3 if x > 5)").failure?.type == "ArgumentError")
  }

  @Test func reshapedArraysOfObjectsShareTheirElements() {
    let source = """
      a = Any["x"^30, "y"^30]
      b = reshape(a, 2, 1)
      for i in 1:3
        a[1] = "z"^i
      end
      b[2] = "q"
      a, vec(b)
      """
    #expect(evaluate(source) == "(Any[\"zzz\", \"q\"], Any[\"zzz\", \"q\"])")
    #expect(evaluate("a = Any[\"x\"^9]; b = reshape(a, 1, 1); push!(a, \"w\"^9); b[1] = 2; a = 0; b[1]") == "2")
    #expect(evaluate("v = view(Any[\"a\"^9, \"b\"^9, \"c\"^9], [3, 1]); GC = zeros(9); collect(v)") == "2-element Vector{Any}:\n \"ccccccccc\"\n \"aaaaaaaaa\"")
  }

  @Test(arguments: [
    ("[[1, 2] 1:10^18]", ""), ("selectdim([1], 10^12, 1)", ""),
    ("indicatormat([1, 2], 10^9)", ""), ("fill(1) * [1 2]", ""), ("[1, 2] * fill(1)", ""), ("winsor([1, 2], count = typemax(Int))", ""), ("cat([1], [2], dims = 10^12)", ""), ("a = [1.0]; for i in 1:12; append!(a, a); end; length(a)", "4096"),
  ])
  func extremeArgumentsEndInAValueOrAnError(_ source: String, _ value: String) {
    let result = evaluate(source)
    #expect(value.isEmpty ? result.contains("Error") || result.contains("Limit") || result.contains("Mismatch") : result.contains(value), "\(result)")
  }

  /// Adding at the end costs the same however long the vector is.
  @Test func growingIsLinear() {
    let clock = ContinuousClock()
    #expect(clock.measure { _ = evaluate("a = []; for i in 1:40_000; push!(a, i); end; length(a)") } < .seconds(3))
  }
}
