// Types that a block defines: constructors, methods that operators and containers use, arrays, enumerations.

import Testing

@Suite struct StructureTests {
  @Test(arguments: [
    ("mutable struct Node; value::Int; next::Union{Nothing, Node} end; Node(1, Node(2, nothing)).next.value", "2"),
    ("mutable struct Loop; own::Loop; Loop() = (x = new(); x.own = x) end; x = Loop(); x === x.own", "true"),
    ("mutable struct Open; data; Open() = new() end; Open()", "Open(#undef)"),
    ("mutable struct Open; data; Open() = new() end; Open().data", "UndefRefError: access to undefined reference"),
    ("@kwdef struct K; a = 1; b::Int = 2a end; (K(), K(b = 5), K(7, 8))", "(K(1, 2), K(1, 5), K(7, 8))"),
    ("struct C r end; Base.getproperty(c::C, s::Symbol) = s === :d ? 2getfield(c, :r) : getfield(c, s); C(4).d", "8"),
    ("mutable struct M x end; m = M(1); (swapfield!(m, :x, 2), modifyfield!(m, :x, +, 3), m.x)", "(1, 2 => 5, 5)"),
    ("getfield(1 + 2im, 2), getfield((5, 6), 1), getfield(1//2, :den)", "(2, 5, 2)"),
    ("struct C r end; Base.isless(a::C, b::C) = a.r < b.r; v = [C(3), C(1)]; (sort(v), maximum(v), C(1) < C(2))", "(C[C(1), C(3)], C(3), true)"),
    ("struct C r end; Base.zero(::Type{C}) = C(0); zero(C)", "C(0)"),
    ("struct C <: Real; x::Float64 end; Base.kind(::Type{<:Real}) = 1; kind(C)", "1"),
    ("struct O <: Number; v::Int end; Base.:+(a::O, b::O) = O(a.v + b.v)\nBase.convert(::Type{O}, x::Integer) = O(x)\nBase.promote_rule(::Type{O}, ::Type{<:Integer}) = O\nO(1) + 2", "O(3)"),
    ("f(::Val{true}) = \"yes\"; f(::Val{false}) = \"no\"; f(Val(true)), f(Val(false))", "(\"yes\", \"no\")"),
    ("isless(1 => 2, 1 => 3), sort(collect(Dict(\"b\" => 1, \"a\" => 2)))", "(true, [\"a\" => 2, \"b\" => 1])"),
    ("NamedTuple{(:a, :b)}((1, 2)), @NamedTuple{a::Float64}((1,)), (a = 1, b = 2) isa NamedTuple{(:a, :b)}", "((a = 1, b = 2), (a = 1.0,), true)"),
    ("f(x::Vararg{Int, 2}) = sum(x); f(x...) = 0; f(1, 2), f(1), f(1, 2, 3)", "(3, 0, 0)"),
    ("try Int(1.5) catch e; (e.func, e.T, e.val) end", "(:Int64, Int64, 1.5)"),
    ("try sin(\"a\") catch e; (e.f, e.args) end", "(sin, (\"a\",))"),
    ("v = [1]; try v(2, 3) catch e; (e.f, e.args) end", "([1], (2, 3))"),
    ("String(b\"añ\")", "\"añ\""),
  ])
  func values(code: String, expected: String) { #expect(evaluate(code) == expected) }

  private static let squares = """
    struct Squares <: AbstractVector{Int}
      count::Int
    end
    Base.size(s::Squares) = (s.count,)
    Base.getindex(s::Squares, i::Int) = i * i
    s = Squares(4)

    """

  @Test(arguments: [
    ("s", "4-element Squares:\n  1\n  4\n  9\n 16"),
    ("s[end], s[2:3], s[s .> 8], length(s), size(s), axes(s, 1)", "(16, [4, 9], [9, 16], 4, (4,), Base.OneTo(4))"),
    ("sum(s), maximum(s), collect(s), eltype(s), ndims(s)", "(30, 16, [1, 4, 9, 16], Int64, 1)"),
    ("s + s, 2s, s .+ 1, s == [1, 4, 9, 16]", "([2, 8, 18, 32], [2, 8, 18, 32], [2, 5, 10, 17], true)"),
    ("s', [s; 1], reverse(s), map(sqrt, s), findfirst(==(9), s)", "([1 4 9 16], [1, 4, 9, 16, 1], [16, 9, 4, 1], [1.0, 2.0, 3.0, 4.0], 3)"),
    ("[x for x in s], typeof(s), s isa AbstractVector, string(s)", "([1, 4, 9, 16], Squares, true, \"[1, 4, 9, 16]\")"),
    ("a, b = s; a + b", "5"),
    ("s[5] = 1", "MethodError: no method matching setindex!(::Squares, ::Int64, ::Int64)"),
  ])
  func arrays(code: String, expected: String) { #expect(evaluate(Self.squares + code) == expected) }

  private static let samples = """
    struct Samples <: AbstractVector{Float64}
      data::Vector{Float64}
    end
    Base.size(s::Samples) = size(s.data)
    Base.getindex(s::Samples, i::Int) = s.data[i]
    Base.setindex!(s::Samples, x, i::Int) = (s.data[i] = x)
    s = Samples([1, 2, 3, 4])

    """

  @Test(arguments: [
    ("s[2:3] = [7, 8]; repr(s.data)", "\"[1.0, 7.0, 8.0, 4.0]\""),
    ("s[[1, 4]] = [9, 10]; repr(s.data)", "\"[9.0, 2.0, 3.0, 10.0]\""),
    ("s[1:2] .= 0; repr(s.data)", "\"[0.0, 0.0, 3.0, 4.0]\""),
    ("s .= 2 .* s .+ 1; repr(s.data)", "\"[3.0, 5.0, 7.0, 9.0]\""),
    ("s .= reverse(s); repr(s.data)", "\"[4.0, 3.0, 2.0, 1.0]\""),
    ("s[s .> 2] .= 0; repr(s.data)", "\"[1.0, 2.0, 0.0, 0.0]\""),
    ("w = view(s, 2:4); w[1] = 5; view(w, 2:3) .= 6; s.data, sum(w)", "([1.0, 5.0, 6.0, 6.0], 17.0)"),
    ("fill!(s, 3); sort!(s); reverse!(s); map!(x -> x + 1, s, s); repr(s.data)", "\"[4.0, 4.0, 4.0, 4.0]\""),
    ("s[2:3] = [7, 8, 9]", "DimensionMismatch: tried to assign 3 elements to 2 destinations"),
    ("s[9:10] = [1, 2]", "BoundsError: attempt to access Samples at index [9:10]"),
    ("s .= [1, 2]", "DimensionMismatch: cannot broadcast array to have fewer dimensions, or: the destination is 4 and the right side 2"),
  ])
  func `arrays of a block's own are written through its setindex!`(code: String, expected: String) { #expect(evaluate(Self.samples + code) == expected) }

  @Test(arguments: [
    ("promote(M(1), 2.0)", "(M(1.0), M(2.0))"),
    ("[2.0, M(1), 3.0]", "3-element Vector{M}:\n M(2.0)\n M(1.0)\n M(3.0)"),
    ("promote_type(Float64, M), promote_type(M, M)", "(M, M)"),
    ("[M(1), \"a\"]", "2-element Vector{Any}:\n M(1.0)\n \"a\""),
  ])
  func `a block's promote_rule holds for promote and arrays`(code: String, expected: String) {
    let source = """
      struct M
        x::Float64
      end
      Base.promote_rule(::Type{M}, ::Type{Float64}) = M
      Base.convert(::Type{M}, x::Float64) = M(x)

      """
    #expect(evaluate(source + code) == expected)
  }

  @Test func `types of one name that two environments define are told apart`() {
    for fields in ["a", "a; b"] {
      let values = fields == "a" ? "1" : "1, 2"
      let source = """
        struct Twin; \(fields); end
        twins(::Vector{Twin}) = 1
        kind(::Type{Twin}) = 2
        t = [Twin(\(values))]
        (twins(t), kind(Twin), t isa Vector{Twin}, (t[1], 1) isa Tuple{Twin, Int}, eltype(t) === Twin)
        """
      #expect(evaluate(source) == "(1, 2, true, true, true)")
    }
  }

  @Test func `a matrix of a block's own is indexed by rows and columns`() {
    let source = """
      struct Table <: AbstractMatrix{Int} end
      Base.size(::Table) = (2, 3)
      Base.getindex(::Table, i::Int, j::Int) = 10i + j
      t = Table()

      """
    #expect(evaluate(source + "t") == "2×3 Table:\n 11  12  13\n 21  22  23")
    #expect(evaluate(source + "t[2, 3], t[:, 2], t * [1, 0, 1], sum(t, dims = 1)") == "(23, [12, 22], [24, 44], [32 34 36])")
    #expect(evaluate(source + "v = view(t, :, 2:3); (t[end], t[end, 1], t[1, end], v[end, 1], [v; v])") == "(23, 21, 13, 22, [12 13; 22 23; 12 13; 22 23])")
  }

  @Test func `an enumeration has its members in order`() {
    let source = "@enum Fruit apple=1 orange kiwi=7\n"
    #expect(evaluate(source + "Fruit") == "Enum Fruit:\napple = 1\norange = 2\nkiwi = 7")
    #expect(evaluate(source + "orange") == "orange::Fruit = 2")
    #expect(evaluate(source + "Int(kiwi), Fruit(2), string(apple), instances(Fruit)") == "(7, orange, \"apple\", (apple, orange, kiwi))")
    #expect(evaluate(source + "sort([kiwi, apple]), apple < orange, apple == Fruit(1)") == "(Fruit[apple, kiwi], true, true)")
    #expect(evaluate(source + "f(x::Fruit) = \"fruit $x\"; f(kiwi)") == "\"fruit kiwi\"")
    #expect(evaluate(source + "Fruit(3)") == "ArgumentError: invalid value for Enum Fruit: 3")
    #expect(evaluate("@enum E a=1 b=1") == "ArgumentError: both b and another member have the value 1 in the Enum E")
  }

  @Test func `own exceptions show their own message`() {
    let source = "struct Odd <: Exception; n end\nBase.showerror(io::IO, e::Odd) = print(io, e.n, \" is odd\")\n"
    #expect(evaluate(source + "throw(Odd(3))") == "Odd: 3 is odd")
    #expect(evaluate(source + "sprint(showerror, Odd(3))") == "\"3 is odd\"")
    #expect(evaluate("sprint(showerror, ErrorException(\"x\")), sprint(showerror, ArgumentError(\"y\"))") == "(\"x\", \"ArgumentError: y\")")
    #expect(evaluate("try sqrt(-1) catch e; (e.val, first(e.msg, 4)) end") == "(-1.0, \"sqrt\")")
    #expect(evaluate("UndefVarError(:x).var, try nothere catch e; e.var end") == "(:x, :nothere)")
  }

  @Test func `keyword arguments that are collected are pairs`() {
    #expect(evaluate("f(; kw...) = kw; f(a = 1, b = 2)") == "pairs(::@NamedTuple{a::Int64, b::Int64}) with 2 entries:\n  :a => 1\n  :b => 2")
    #expect(evaluate("f(; kw...) = [k => v for (k, v) in kw]; f(a = 1)") == "1-element Vector{Pair{Symbol, Int64}}:\n :a => 1")
    #expect(evaluate("f(; kw...) = (kw[:a], keys(kw), values(kw), (; kw...), merge((q = 0,), kw)); f(a = 1)") == "(1, (:a,), (a = 1,), (a = 1,), (q = 0, a = 1))")
    #expect(evaluate("g(; x, y = 1) = (x, y); f(; kw...) = g(; kw...); f(x = 5)") == "(5, 1)")
  }

  @Test func `a block shows an object as its own method for plain text says`() {
    let source = "struct P x end\nBase.show(io::IO, p::P) = print(io, \"<\", p.x, \">\")\nBase.show(io::IO, ::MIME\"text/plain\", p::P) = print(io, \"P of \", p.x)\n"
    #expect(evaluate(source + "P(1)") == "P of 1")
    #expect(evaluate(source + "(P(1),)") == "(<1>,)")
    #expect(evaluate(source + "string(P(1)), repr(MIME(\"text/plain\"), P(1))") == "(\"<1>\", \"P of 1\")")
  }

  @Test(arguments: [
    ("Base.setindex((1, 2), 3, typemin(Int))", "BoundsError"), ("@enum Edge a = typemax(Int) b", "ArgumentError: there is no value for b"),
    ("permutedims([1 2; 3 4], (typemin(Int), 2))", "ArgumentError"), ("PermutedDimsArray([1 2; 3 4], (typemin(Int), 2))", "ArgumentError"),
    ("invperm([typemin(Int), 1])", "ArgumentError"), ("[1, 2][[typemin(Int), -1]]", "BoundsError"),
    ("[1, 2][typemin(Int):typemin(Int) + 1]", "BoundsError"), ("[1, 2][Any[typemin(Int)]]", "BoundsError"), ("permute!([1, 2], [typemin(Int), 1])", "ArgumentError"),
  ])
  func extremePlacesAreErrors(_ source: String, _ error: String) {
    #expect(evaluate(source).hasPrefix(error), "\(source): \(evaluate(source))")
  }

  @Test(arguments: ["'é'", ":a", "nothing", "missing", "Int", "sin", "1:3", "0.1:0.1:0.3", "1im", "true", "big(2)^70", "1//2", "r\"a\"", "()", "\"\""])
  func everythingHasAHash(_ value: String) {
    #expect(evaluate("hash(\(value)) == hash(\(value)) && hash((\(value), 1)) isa UInt64") == "true")
  }
}
