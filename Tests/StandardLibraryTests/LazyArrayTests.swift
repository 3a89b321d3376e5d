// Views, slices, positions and lazy ranges: what they share, give and show.

import Testing

@Suite struct LazyArrayTests {
  @Test(arguments: [
    ("v = [1, 2, 3]; w = view(v, 2:3); w[1] = 9; v", "[1, 9, 3]"),
    ("v = [1, 2, 3]; w = view(v, 2:3); v[2] = 9; copy(w)", "[9, 3]"),
    ("A = [1 2; 3 4]; r = view(A, 1, :); A[1, 2] = 7; copy(r)", "[1, 7]"),
    ("A = [1 2; 3 4]; r = view(A, 1, :); r .= 5; A", "[5 5; 3 4]"),
    ("A = zeros(2, 2); @views for i in 1:2; b = A[i, :]; b .= i; end; A", "[1.0 1.0; 2.0 2.0]"),
    ("A = [1 2; 3 4]; @views A[:, 1] .+= A[:, 2]; A", "[3 2; 7 4]"),
    ("v = [3, 1, 2]; sort!(view(v, :)); v", "[1, 2, 3]"),
    ("s = Any[\"a\", \"b\", \"c\"]; w = view(s, [1, 3]); s = nothing; w", "Any[\"a\", \"c\"]"),
    ("A = [1 2; 3 4]; for r in eachrow(A); r[1] = 0; end; A", "[0 2; 0 4]"),
  ]) func viewsShareTheirElements(source: String, value: String) {
    #expect(evaluate("begin; \(source); end |> repr") == "\"\(value.replacing("\"", with: "\\\""))\"", "\(source)")
  }

  @Test(arguments: [
    ("A = [1 2; 3 4]; A[CartesianIndex(2, 1)]", "3"),
    ("A = reshape(1:16, 2, 2, 2, 2); A[CartesianIndex((1, 1, 1, 2))]", "9"),
    ("A = [1 2; 3 4]; A[CartesianIndex(1, 2)] = 9; A[1, 2]", "9"),
    ("A = [1 2; 3 4]; A[CartesianIndex(3, 1)]", "BoundsError: attempt to access 2×2 Matrix{Int64} at index [3, 1]"),
    ("CartesianIndices((1:3, 1:2))", "CartesianIndices((1:3, 1:2))"),
    ("CartesianIndex(1, 1):CartesianIndex(1, 2):CartesianIndex(2, 3)", "CartesianIndices((1:1:2, 1:2:3))"),
    ("CartesianIndices((10^6, 10^6))[10^12]", "CartesianIndex(1000000, 1000000)"),
    ("A = [1 2; 3 4]; sum(A[i] for i in CartesianIndices(A))", "10"),
    ("A = [5 1; 1 5]; A[findall(==(5), A)]", "2-element Vector{Int64}:\n 5\n 5"),
    ("CartesianIndex(2, 1) < CartesianIndex(1, 2)", "true"),
    ("LinearIndices([1 2; 3 4])[2, 2]", "4"),
    ("keys([4, 5])", "2-element LinearIndices{1, Tuple{Base.OneTo{Int64}}}:\n 1\n 2"),
    ("range(; length = 3)", "Base.OneTo(3)"),
    ("LinRange(0, 1, 3)", "3-element LinRange{Float64, Int64}:\n 0.0, 0.5, 1.0"),
    ("LinRange(0, 1, 3)[2]", "0.5"),
    ("logrange(10, 4000, length = 3)[2]", "200.0"),
    ("eachcol([1 2; 3 4])[2] == [2, 4]", "true"),
    ("typeof(view([1, 2], 1:1))", "SubArray{Int64, 1, Vector{Int64}, Tuple{UnitRange{Int64}}, true}"),
    ("view([1 2; 3 4], :, 1) isa AbstractVector{Int}", "true"),
    ("view([1, 2, 3], 2:3)", "2-element view(::Vector{Int64}, 2:3) with eltype Int64:\n 2\n 3"),
  ]) func positionsAndSlices(source: String, shown: String) { #expect(evaluate(source) == shown, "\(source)") }

  @Test(arguments: [
    ("collect(Iterators.map(abs2, 1:3))", "[1, 4, 9]"),
    ("collect(Iterators.map(+, 1:2, 3:4))", "[4, 6]"),
    ("collect(Iterators.filter(isodd, 1:5))", "[1, 3, 5]"),
    ("collect(Iterators.reverse(\"abc\"))", "['c', 'b', 'a']"),
    ("collect(Iterators.accumulate(*, [2, 3, 4]))", "[2, 6, 24]"),
    ("collect(Iterators.take(Iterators.countfrom(big(2)^70), 1)) == [big(2)^70]", "true"),
    ("Iterators.nth(2:2:10, 4)", "8"),
    ("map(sum, Iterators.partition(1:5, 2)) == [3, 7, 5]", "true"),
  ]) func iterators(source: String, value: String) {
    #expect(evaluate("repr(\(source))") == "\"\(value)\"", "\(source)")
  }
}
