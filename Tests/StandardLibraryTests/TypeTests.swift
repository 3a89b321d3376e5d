// Types, fields and absent values.

import Testing

@Suite struct TypeFunctionTests {
  @Test(arguments: [
    ("supertype(Int), supertypes(Float64)", "(Signed, (Float64, AbstractFloat, Real, Number, Any))"),
    (
      "eltype([1, 2]), eltype(1:3), eltype(\"a\"), eltype(Vector{Float64}), eltype((1, 2.0))",
      "(Int64, Int64, Char, Float64, Real)"
    ),
    ("isabstracttype(Real), isconcretetype(Int), isstructtype(Int)", "(true, true, false)"),
    ("struct P; x; y::Int; end; fieldnames(P), fieldtypes(P), fieldcount(P)", "((:x, :y), (Any, Int64), 2)"),
    ("propertynames((a = 1, b = 2)), hasproperty((a = 1,), :b), hasfield(ComplexF64, :re)", "((:a, :b), false, true)"),
    ("nameof(sin), nameof(Int)", "(:sin, :Int64)"),
    ("f(x) = x; applicable(f, 1), applicable(f, 1, 2), hasmethod(f, Tuple{Int})", "(true, false, true)"),
    ("isnothing(nothing), ismissing(missing), something(nothing, 1), coalesce(missing, 2)", "(true, true, 1, 2)"),
    ("sum(skipmissing([1, missing, 2])), collect(skipmissing([missing, 3])) == [3]", "(3, true)"),
    ("passmissing(sqrt)(missing), passmissing(sqrt)(4)", "(missing, 2.0)"),
    ("hash(1) == hash(1.0), hash([1, 2]) == hash([1, 2]), hash(\"a\") == hash(\"b\")", "(true, true, false)"),
    ("ifelse(true, 1, 2), identity(3), typeintersect(Int, Real)", "(1, 3, Int64)"),
    ("a = [[1]]; b = deepcopy(a); c = copy(a); a[1][1] = 9; b, c", "([[1]], [[9]])"),
  ])
  func values(code: String, expected: String) { #expect(evaluate(code) == expected) }

  @Test func aMissingElementCannotBeRead() {
    #expect(evaluate("skipmissing([1, missing])[2]") == "MissingException: the value at index (2,) is missing")
    #expect(evaluate("something(nothing)") == "ArgumentError: No value arguments present")
  }
}
