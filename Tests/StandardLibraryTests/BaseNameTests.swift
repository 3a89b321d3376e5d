// Names of Julia's Base that a notebook meets now and then.

import Testing

@Suite struct BaseNameTests {
  @Test(arguments: [
    ("f(x::Real) = x^2; f(x::Int) = 1 + invoke(f, Tuple{Real}, x); f(3)", "10"),
    ("g(a::Int, b) = 1; g(a, b::Int) = 2; g(1, \"\"), g(\"\", 1)", "(1, 2)"),
    ("something(nothing, Some(nothing)) === nothing", "true"),
    ("f(::Val{:a}) = 1; f(::Val{2}) = 5; f(Val(:a)), f(Val(2))", "(1, 5)"),
    ("1:3 isa AbstractUnitRange, Ref(1) isa Ref{Int}, CartesianIndex(1, 2) isa CartesianIndex{2}", "(true, true, true)"),
    ("r = Ref(3); r[] = 4; r[]", "4"),
    ("sin ∘ cos === ComposedFunction(sin, cos)", "true"),
    ("NTuple{2, Int} === Tuple{Int, Int}", "true"),
    ("hasmethod(sqrt, (Float64,))", "true"),
    ("insorted(2 => \"x\", [1 => \"a\", 2 => \"b\"], by = first)", "true"),
    ("iterate([5, 6], 3) === nothing, iterate(\"αβ\"), iterate(1:2, 2)", "(true, ('α', 3), (2, 3))"),
    ("invperm((2, 3, 1))", "(3, 1, 2)"),
    ("checkbounds(Bool, [1 2; 3 4], 2, 3)", "false"),
    ("partialsortperm!([0, 0, 0], [30, 10, 20], 1:2) == [2, 3]", "true"),
    ("nextprod([2, 3], 105), evalpoly(2, [1, 2, 3])", "(108, 17)"),
    ("x = 3; isdefined(Main, :x), isdefined(Main, :y), isdefined(Base, :sin), isdefined(Base, :x), isdefined(Base.Iterators, :sinn)", "(true, false, true, false, false)"),
    ("f(v, a) = [a * x^2 for x in v if x > 10]; f([1.0, 2], 3)", "Float64[]"), ("f(g, v) = [g(x, y) for x in v, y in v]; f(<, Int[])", "0×0 Matrix{Bool}"),
    ("f(v, a) = begin; b = 2a; [b * x for x in v if x > a]; end; f([1, 2], 30)", "Int64[]"), ("f(v, a) = [a * x for x in v if x > 10]; f([1, 2], \"a\")", "Any[]"),
    ("f() = (x = 1; isdefined(Main, :x)); f()", "false"), ("isdefined(1 => 2, :first), isdefined(1 => 2, :third)", "(true, false)"),
    ("eltype(zip([1], [2.0])), eltype(enumerate(\"a\")), eltype(Iterators.take([1], 1))", "(Tuple{Int64, Float64}, Tuple{Int64, Char}, Int64)"),
    ("z = [1]; for i in 1:1_000_000; z = Iterators.take(z, 1); end; eltype(z)", "Any"), ("z = [1]; for i in 1:60; z = zip(z, z); end; eltype(z) <: Tuple", "true"),
    ("collect(zip(Int[], Float64[])), dropdims(1:1, dims = 1)[]", "(Tuple{Int64, Float64}[], 1)"),
  ]) func values(source: String, shown: String) { #expect(evaluate(source) == shown, "\(source)") }

  @Test(arguments: [
    ("g(a::Int, b) = 1; g(a, b::Int) = 2; g(1, 1)", "MethodError: g(::Int64, ::Int64) is ambiguous."),
    ("invperm([1, 1])", "ArgumentError: argument is not a permutation"),
    ("promote_shape((2, 3), (3, 2))", "DimensionMismatch"),
    ("checkbounds([1, 2], 3)", "BoundsError"),
  ]) func errors(source: String, beginning: String) {
    #expect(evaluate(source).hasPrefix(beginning), "\(source): \(evaluate(source))")
  }

  /// What a block calls its variables does not hide what packages call their functions.
  @Test(arguments: [
    ("sum = 3; Base.sum([1, 2]) + sum", "6"), ("f(v) = Base.sum(v); sum = 3; f([1, 2])", "3"), ("f(sum) = Base.sum(sum); f([1, 2])", "3"),
    ("norm = 2; map(LinearAlgebra.norm, [[3, 4]])", "1-element Vector{Float64}:\n 5.0"), ("sqrt = 1; Base.sqrt.([4.0, 9])", "2-element Vector{Float64}:\n 2.0\n 3.0"),
    ("pi = 3; (Base.pi > 3.1, pi)", "(true, 3)"), ("x = 5; g() = (x = 7; Main.x); g()", "5"),
    ("struct P; x; end; length = 2; Base.length(p::P) = p.x; (length, Base.length(P(7)), Base.length([1]))", "(2, 7, 1)"),
    ("struct P; x; end; Base.length(p::P) = p.x; length = 2; Base.length(P(7))", "7"),
    ("struct P; x; end; show = 1; Base.show(io::IO, p::P) = print(io, \"P of \", p.x); string(P(7))", "\"P of 7\""),
    ("struct P; x; end; isless = 1; Base.isless(a::P, b::P) = a.x < b.x; sort([P(2), P(1)])[1].x", "1"),
  ]) func qualifiedNames(source: String, shown: String) { #expect(evaluate(source) == shown, "\(source): \(evaluate(source))") }

  /// What `import` names is extended by plain definitions, and `as` gives other names.
  @Test(arguments: [
    ("import Base: length; struct M; n; end; length(x::M) = x.n; (length(M(7)), length([1]))", "(7, 1)"),
    ("import Base: show, +; struct M; n; end; show(io::IO, m::M) = print(io, \"M<\", m.n, \">\"); +(a::M, b::M) = M(a.n + b.n); M(1) + M(2)", "M<3>"),
    ("import Base.length; struct M; n; end; length(x::M) = x.n; length([1])", "1"),
    ("using Base: length; length(x) = 7; length([1])", "7"),
    ("import LinearAlgebra as LA; LA.norm([3, 4])", "5.0"),
    ("const LA = LinearAlgebra\nLA.norm([3, 4])", "5.0"), ("LA = 3; LA + 1", "4"), ("import Base: sum as total, +; (total([1, 2]), sum([1, 2]))", "(3, 3)"),
    ("import Statistics.mean as average; average([1, 3])", "2.0"), ("Main.x = 3; Main.x += 1; x", "4"),
    ("f() = (Main.x = 5; nothing); f(); x", "5"),
  ]) func imports(source: String, shown: String) { #expect(evaluate(source) == shown, "\(source): \(evaluate(source))") }

  @Test func `names of packages are not assigned`() {
    #expect(evaluate("Base.sum = 3").contains("cannot be assigned"))
    #expect(evaluate("const c = 1; Main.c = 2").contains("constant"))
  }

  /// A collection of the notebook's own takes part wherever elements are asked for.
  @Test(arguments: [
    ("[x for x in s]", "[1, 4, 9]"), ("collect(s)", "[1, 4, 9]"), ("sum(s), maximum(s), 4 in s", "(14, 9, true)"),
    ("map(x -> x + 1, s)", "[2, 5, 10]"), ("s .+ 1", "[2, 5, 10]"), ("a, b = s; (a, b)", "(1, 4)"),
    ("s[2], s[end]", "(4, 9)"), ("[s...]", "[1, 4, 9]"), ("first(s)", "1"),
  ]) func collectionsOfStructures(source: String, value: String) {
    let definitions = """
      struct Squares; n::Int; end
      Base.iterate(s::Squares, i = 1) = i > s.n ? nothing : (i^2, i + 1)
      Base.length(s::Squares) = s.n
      Base.getindex(s::Squares, i::Int) = i^2
      Base.lastindex(s::Squares) = s.n
      s = Squares(3)
      """
    #expect(evaluate(definitions + "\nrepr(begin; \(source); end)") == "\"\(value)\"", "\(source)")
  }

  @Test(arguments: [
    ("try; sqrt(-1.0); catch e; e; end", "DomainError(-1.0, \"sqrt"),
    ("try; [1, 2][3]; catch e; e; end", "BoundsError([1, 2], (3,))"),
    ("try; Dict(1 => 2)[\"a\"]; catch e; e; end", "KeyError(\"a\")"),
    ("try; Int(2.5); catch e; e; end", "InexactError(:Int64, Int64, 2.5)"),
    ("try; undefinedname; catch e; e; end", "UndefVarError(:undefinedname)"),
    ("try; error(\"x\"); catch e; e; end", "ErrorException(\"x\")"),
  ]) func exceptions(source: String, beginning: String) {
    #expect(evaluate(source).hasPrefix(beginning), "\(source): \(evaluate(source))")
  }
}
