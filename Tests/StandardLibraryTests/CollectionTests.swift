// Dictionaries, sets, sorting, searching, reductions and lazy collections, with what is shown of them.

import Testing

@Suite struct CollectionTests {
  @Test(arguments: [
    ("Dict(\"a\" => 1)", "Dict{String, Int64} with 1 entry:\n  \"a\" => 1"),
    ("d = Dict(1 => 2); d[3] = 4; sort(collect(keys(d)))", "2-element Vector{Int64}:\n 1\n 3"),
    ("get(Dict(1 => 2), 5, 0)", "0"),
    ("haskey(Dict(NaN => 1), NaN)", "true"),
    ("d = Dict(1 => 2); delete!(d, 1); isempty(d)", "true"),
    ("merge(Dict(1 => 1), Dict(1 => 2))[1]", "2"),
    ("Dict(1 => 2)[3]", "KeyError: key 3 not found"),
    ("Pair(1, 2.0)", "1 => 2.0"),
    ("Pair{Float64, Int}(1, 2)", "1.0 => 2"),
    ("Tuple([1, 2])", "(1, 2)"),
    ("Tuple(1:3)", "(1, 2, 3)"),
    ("sort(collect(union(Set([1, 2]), [2, 3])))", "3-element Vector{Int64}:\n 1\n 2\n 3"),
    ("intersect([1, 2, 3], [3, 2])", "2-element Vector{Int64}:\n 2\n 3"),
    ("setdiff([1, 2, 3], [2])", "2-element Vector{Int64}:\n 1\n 3"),
    ("unique([1, 2, 1])", "2-element Vector{Int64}:\n 1\n 2"),
    ("allequal(abs, [1, -1])", "true"),
    ("indexin([3, 9], [1, 3, 3])", "2-element Vector{Union{Nothing, Int64}}:\n 2\n  nothing"),
  ])
  func dictionariesAndSets(source: String, shown: String) {
    #expect(evaluate(source) == shown)
  }

  @Test(arguments: [
    ("sort([3, 1, 2], rev = true)", "3-element Vector{Int64}:\n 3\n 2\n 1"),
    ("sort([NaN, 1.0, -Inf])", "3-element Vector{Float64}:\n -Inf\n   1.0\n NaN"),
    ("sort([\"b\", \"A\"], by = lowercase)", "2-element Vector{String}:\n \"A\"\n \"b\""),
    ("sortperm([3, 1, 2])", "3-element Vector{Int64}:\n 2\n 3\n 1"),
    ("sortperm([8 7; 5 6], dims = 1)", "2×2 Matrix{Int64}:\n 2  4\n 1  3"),
    ("sortperm([8 7; 5 6], dims = 2)", "2×2 Matrix{Int64}:\n 3  1\n 2  4"),
    ("searchsortedfirst([1, 3, 5], 3)", "2"),
    ("searchsorted([1, 3, 3, 5], 3)", "2:3"),
    ("findall(isodd, [1, 2, 3])", "2-element Vector{Int64}:\n 1\n 3"),
    ("findfirst(==(9), [1, 2]) === nothing", "true"),
    ("argmax([1, 9, 3])", "2"),
  ])
  func sortingAndSearching(source: String, shown: String) {
    #expect(evaluate(source) == shown)
  }

  @Test(arguments: [
    ("sum([1 2; 3 4], dims = 1)", "1×2 Matrix{Int64}:\n 4  6"),
    ("sum(Int[])", "0"),
    ("sum(Int8[100, 28])", "128"),
    ("prod(1:21)", "51090942171709440000"),
    ("maximum([1.0, NaN, 3.0])", "NaN"),
    ("sum([1, missing])", "missing"),
    ("sum(skipmissing([1, missing, 2]))", "3"),
    ("maximum(Int[])", "ArgumentError: reducing over an empty collection is not allowed; consider supplying `init` to the reducer"),
    ("y = [1, 1]; maximum!(y, [1 5; 3 4]); y", "2-element Vector{Int64}:\n 5\n 4"),
    ("sum!([0 0], [1 2; 3 4])", "1×2 Matrix{Int64}:\n 4  6"),
    ("prod!([1; 1], [1 2; 3 4])", "2-element Vector{Int64}:\n  2\n 12"),
    ("reduce(-, [1, 2, 3])", "-4"),
    ("foldr(-, [1, 2, 3])", "2"),
    ("cumsum([1, 2, 3])", "3-element Vector{Int64}:\n 1\n 3\n 6"),
    ("count(iseven, 1:5)", "2"),
    ("tuple(1, \"a\")", "(1, \"a\")"),
  ])
  func reductions(source: String, shown: String) {
    #expect(evaluate(source) == shown)
  }

  @Test(arguments: [
    ("collect(Iterators.take(Iterators.countfrom(3), 2))", "2-element Vector{Int64}:\n 3\n 4"),
    ("collect(Iterators.take(Iterators.cycle([1, 2]), 3))", "3-element Vector{Int64}:\n 1\n 2\n 1"),
    ("length(collect(Iterators.take([1, 2], 0)))", "0"),
    ("collect(Iterators.drop([1, 2, 3], 2))", "1-element Vector{Int64}:\n 3"),
    ("collect(Iterators.repeated(\"a\", 2))", "2-element Vector{String}:\n \"a\"\n \"a\""),
    ("collect(Iterators.flatten([[1], [2, 3]]))", "3-element Vector{Int64}:\n 1\n 2\n 3"),
    ("collect(Iterators.partition(1:5, 2))", "3-element Vector{UnitRange{Int64}}:\n 1:2\n 3:4\n 5:5"),
    ("collect(Iterators.product(1:2, 'a':'b'))", "2×2 Matrix{Tuple{Int64, Char}}:\n (1, 'a')  (1, 'b')\n (2, 'a')  (2, 'b')"),
    ("collect(Iterators.takewhile(<(3), 1:9))", "2-element Vector{Int64}:\n 1\n 2"),
    ("collect(Iterators.dropwhile(<(3), [1, 2, 3, 1]))", "2-element Vector{Int64}:\n 3\n 1"),
    ("first(Iterators.peel([7, 8]))", "7"),
    ("Iterators.peel(Int[]) === nothing", "true"),
    ("Iterators.take(1:3, -1)", "ArgumentError: take length must be nonnegative"),
    ("collect(zip(1:2, [\"a\", \"b\"]))", "2-element Vector{Tuple{Int64, String}}:\n (1, \"a\")\n (2, \"b\")"),
  ])
  func lazyCollections(source: String, shown: String) {
    #expect(evaluate(source) == shown)
  }

  @Test(arguments: [
    ("isequal(1:10^18, 1:10^18)", "true"), ("isequal(1:10^18, 1:10^18 - 1)", "false"), ("length(Set([1:10^18, 1:1:10^18]))", "1"),
    ("1:3 == 1.0:3.0", "true"), ("isequal(0.0:1.0:2.0, 0:2)", "true"), ("(1:0) == (5:4)", "true"), ("[1:3] == [[1, 2, 3]]", "true"),
  ])
  func rangesAreComparedByTheirEnds(_ source: String, _ expected: String) {
    #expect(evaluate(source) == expected)
  }

  @Test(arguments: [
    ("[[1, 2]...; [3]...]", "[1, 2, 3]"), ("[(1, 2)... 3; 4 5 6]", "[1 2 3; 4 5 6]"), ("Float64[[1]...; 2]", "[1.0, 2.0]"),
  ])
  func splatsStandInConcatenations(_ source: String, _ expected: String) {
    #expect(evaluate("repr(\(source))") == "\"\(expected)\"")
  }

  @Test func oneElementIsReachedWithoutAnIndex() {
    #expect(evaluate("a = [1]; a[] = 5; a[]") == "5")
    #expect(evaluate("a = [1, 2]; a[] = 5").contains("BoundsError"))
    #expect(evaluate("a = Any[]; a[] = 5").contains("BoundsError"))
  }
}
