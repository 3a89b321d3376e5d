// The language, construct by construct: source and what the REPL shows.

import Testing

@Suite struct LanguageTests {
  @Test(arguments: [
    ("1 + 2 * 3", "7"),
    ("2^10", "1024"),
    ("2^100", "1267650600228229401496703205376"),
    ("9223372036854775807 + 1", "9223372036854775808"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("3037000500^2", "9223372037000250000"),
    ("7 / 2", "3.5"),
    ("7 ÷ 2, -7 ÷ 2, 7 % 3, -7 % 3", "(3, -3, 1, -1)"),
    ("1 ÷ 0", "ERROR DivideError"),
    ("1 % 0", "ERROR DivideError"),
    ("1 / 0, -1 / 0", "(Inf, -Inf)"),
    ("2^-1", "0.5"),
    ("n = -2; 2^n", "ERROR DomainError"),
    ("0.1 + 0.2", "0.30000000000000004"),
    ("1 + 2im", "1 + 2im"),
    ("(1 + 2im) * (3 - im)", "5 + 5im"),
    ("(1.0 + 2im) / (1 - 1im)", "-0.5 + 1.5im"),
    ("true + true", "2"),
    ("1 < 2 < 3, 1 < 3 < 2", "(true, false)"),
    ("2x = 3", "ERROR ParseError"),
    ("x = 3; 2x^2 + 1", "19"),
    ("(1, 2) == (1, 2.0)", "true"),
    ("NaN == NaN, NaN != NaN", "(false, true)"),
  ]) func arithmetic(source: String, shown: String) {
    #expect(evaluated(source) == shown, "\(source)")
  }

  @Test(arguments: [
    ("f(x) = x^2 + 1; f(3)", "10"),
    ("function f(x, y = 2; z = 3)\n  x + y + z\nend\nf(1), f(1, 5), f(1; z = 10)", "(6, 9, 13)"),
    ("f(xs...) = xs; f(1, 2, 3)", "(1, 2, 3)"),
    ("i = 1; f() = (global i += 1; i); f(); f(), i", "(3, 3)"),
    ("i = 1; while i < 5; global i += 1; end; i", "5"),
    ("f(x, rest...; kw...) = (x, rest, kw); f(1, 2; a = 3)", "(1, (2,), Base.Pairs(:a => 3))"),
    ("g(x) = x; g(x::Int) = -x; g(x::Float64) = 10x; g(\"a\"), g(2), g(2.0)", "(\"a\", -2, 20.0)"),
    ("fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2); fib(20)", "6765"),
    ("counter() = (n = 0; () -> (n += 1; n)); c = counter(); c(); c()", "2"),
    ("fs = [() -> i for i in 1:3]; fs[1](), fs[3]()", "(1, 3)"),
    ("add(a) = b -> a + b; add(2)(3)", "5"),
    ("apply(f, x) = f(x); apply(5) do x\n x * 2\nend", "10"),
    ("f(; a) = a; f()", "ERROR UndefKeywordError"),
    ("f(; alpha) = alpha; f(alfa = 1)", "ERROR MethodError"),
    ("f(x) = x; f(1, 2)", "ERROR MethodError"),
    ("h() = undefinedthing; h()", "ERROR UndefVarError"),
    ("f(v::Vector{T}) where T = T; f([1.0])", "Float64"),
    ("f((a, b), c) = a + b + c; f((1, 2), 3)", "6"),
    ("f(x)::Float64 = x; f(1)", "1.0"),
    ("even(n) = n == 0 ? true : odd(n - 1); odd(n) = n == 0 ? false : even(n - 1); even(10)", "true"),
    ("f(x) = (y = x; g() = (y += 1); g(); g(); y); f(1)", "3"),
  ]) func functions(source: String, shown: String) {
    #expect(evaluated(source) == shown, "\(source)")
  }

  @Test(arguments: [
    ("s = 0\nfor i in 1:10\n  s += i\nend\ns", "55"),
    ("s = 0; for i in 1:3, j in 1:3\n j == 2 && break\n s += 10i + j\nend; s", "11"),
    ("s = 0; for i in 1:5\n i == 2 && continue\n i == 4 && break\n s += i\nend; s", "4"),
    ("x = 10; while x > 3; x -= 2; end; x", "2"),
    ("if false 1 elseif true 2 else 3 end", "2"),
    ("let x = 1, y = x + 1\n x + y\nend", "3"),
    ("begin a = 1; b = 2; a + b end", "3"),
    ("try\n error(\"no\")\ncatch e\n e.msg\nend", "\"no\""),
    ("try\n 1\ncatch\n 2\nelse\n 3\nfinally\n 4\nend", "3"),
    ("r = 0; f() = try return 1 finally global r = 5 end; f(), r", "(1, 5)"),
    ("function f()\n for i in 1:3\n  try\n   i == 2 && return i\n  finally\n   print(i)\n  end\n end\nend\nf()", "122"),
    ("try throw(DomainError(-1, \"bad\")) catch e; e isa DomainError, e.val end", "(true, -1)"),
    ("if 1 2 end", "ERROR TypeError"),
    ("for (i, x) in [(1, 2), (3, 4)]; print(i + x, \" \"); end", "3 7 "),
    ("[x for x in 1:6 if x % 2 == 0]", "3-element Vector{Int64}:\n 2\n 4\n 6"),
    ("[i * j for i in 1:2, j in 1:3]", "2×3 Matrix{Int64}:\n 1  2  3\n 2  4  6"),
    ("[(i, j) for i in 1:2 for j in 1:i]", "3-element Vector{Tuple{Int64, Int64}}:\n (1, 1)\n (2, 1)\n (2, 2)"),
  ]) func control(source: String, shown: String) {
    #expect(evaluated(source) == shown, "\(source)")
  }

  @Test(arguments: [
    ("a = [1, 2, 3]; a[end], a[2:end], a[[1, 3]]", "(3, [2, 3], [1, 3])"),
    ("A = [1 2; 3 4]; A[2, 1], A[:, 1], A[1, :], A[end, end]", "(3, [1, 3], [1, 2], 4)"),
    ("a = [1, 2, 3]; a[2] = 9; a", "3-element Vector{Int64}:\n 1\n 9\n 3"),
    ("a = [1, 2]; a[1] = 1.5", "ERROR InexactError"),
    ("a = [1, 2]; a[3]", "ERROR BoundsError"),
    ("a = [1, 2]; a[0]", "ERROR BoundsError"),
    ("A = [1 2; 3 4]; A[:, 2] .= 0; A", "2×2 Matrix{Int64}:\n 1  0\n 3  0"),
    ("A = [1 2; 3 4]; A[1, :] .= 7; A", "2×2 Matrix{Int64}:\n 7  7\n 3  4"),
    ("[1, 2, 3] .+ 1", "3-element Vector{Int64}:\n 2\n 3\n 4"),
    ("[1, 2] .* [10 20]", "2×2 Matrix{Int64}:\n 10  20\n 20  40"),
    ("x = [1.0, 4.0]; @. x^2 + 2x", "2-element Vector{Float64}:\n  3.0\n 24.0"),
    ("f(x) = x + 1; f.([1, 2])", "2-element Vector{Int64}:\n 2\n 3"),
    ("[1, 2, 3] .> 2", "3-element BitVector:\n 0\n 0\n 1"),
    ("[1, 2] .+ [1, 2, 3]", "ERROR DimensionMismatch"),
    ("[1 2; 3 4] * [1, 1]", "2-element Vector{Int64}:\n 3\n 7"),
    ("[1 2; 3 4] * [1 2 3]", "ERROR DimensionMismatch"),
    ("[1, 2]' * [3, 4]", "11"),
    ("[1, 2] * [3, 4]'", "2×2 Matrix{Int64}:\n 3  4\n 6  8"),
    ("[1 2; 3 4]^2", "2×2 Matrix{Int64}:\n  7  10\n 15  22"),
    ("[1, 2.5, true]", "3-element Vector{Float64}:\n 1.0\n 2.5\n 1.0"),
    ("[[1 2]; [3 4]]", "2×2 Matrix{Int64}:\n 1  2\n 3  4"),
    ("Float64[1, 2]", "2-element Vector{Float64}:\n 1.0\n 2.0"),
    ("(1:3)[2], 0:0.1:0.3, (0:0.1:1)[4]", "(2, 0.0:0.1:0.3, 0.3)"),
    ("a, b = 1, 2; a, b = b, a; (a, b)", "(2, 1)"),
    ("a, (b, c...) = 1, (2, 3, 4); (a, b, c)", "(1, 2, (3, 4))"),
    ("(; x, y) = (x = 1, y = 2); x + y", "3"),
    ("t = (a = 1, b = \"x\"); t.b, t[1]", "(\"x\", 1)"),
    ("\"x = $(1 + 1), $([1, 2])\"", "\"x = 2, [1, 2]\""),
    ("v = view([1, 2, 3, 4], 2:3); v .= 0; v", "2-element view(::Vector{Int64}, 2:3) with eltype Int64:\n 0\n 0"),
    ("A = [1 2; 3 4]; r = @view A[1, :]; A[1, 2] = 9; r[2]", "9"),
  ]) func collections(source: String, shown: String) {
    #expect(evaluated(source) == shown, "\(source)")
  }

  @Test(arguments: [
    ("struct P\n x\n y::Float64\nend\np = P(1, 2); p.y, p", "(2.0, P(1, 2.0))"),
    ("mutable struct C\n n\nend\nc = C(1); c.n += 1; c.n", "2"),
    ("struct Q\n x\nend\nq = Q(1); q.x = 2", "ERROR ErrorException"),
    ("struct R\n x\n R(x) = x < 0 ? error(\"neg\") : new(x)\nend\nR(3).x, try R(-1) catch e; e.msg end", "(3, \"neg\")"),
    ("struct V\n x\nend\nBase.:+(a::V, b::V) = V(a.x + b.x)\n(V(1) + V(2)).x", "3"),
    ("struct Poly\n c\nend\n(p::Poly)(x) = p.c[1] + p.c[2] * x\nPoly([1, 2])(10)", "21"),
    ("abstract type S end\nstruct A <: S end\nA() isa S", "true"),
    ("P2(x) = x; 1 isa Int, 1 isa Real, 1.0 isa Integer", "(true, true, false)"),
    ("Vector{Int} <: AbstractVector, Vector{Int} <: Vector{Real}, Vector{Int} <: Vector{<:Real}", "(true, false, true)"),
    ("f() = begin; for y in 1:3; try; continue; finally; return y; end; end; end\nf()", "1"),
    ("f() = begin; for y in 1:3; try; try; return 1; finally; break; end; finally; y = 5; end; end; 7; end\nf()", "7"),
    ("f() = begin; v = (); for y in 1:3; try; try; y == 2 && break; finally; v = (v..., y); continue; end; catch; end; end; v; end\nf()", "(1, 2, 3)"),
    ("f(a, x::Vararg{Int}) = (a, x)\nf(1, 2, 3), f(1)", "((1, (2, 3)), (1, ()))"),
    ("f(x::Vararg{Int, 2}) = x\nf(1)", "ERROR MethodError"),
    ("x::Int = 3\nx = 4.0\nx", "4"),
    ("x::Int = 3\nx += 0.5", "ERROR InexactError"),
    ("x::Int = 3\nf() = (global x = 2.5)\nf()", "ERROR InexactError"),
    ("function f()\n x::Float64 = 1\n x = 2\n x\nend\nf()", "2.0"),
    ("function f()\n local x::Int = 1\n for i in 1:2\n x = i / 2\n end\n x\nend\nf()", "ERROR InexactError"),
    ("try 1::String catch e; (e.func, e.expected, e.got) end", "(:typeassert, String, 1)"),
    ("try (1 ? 2 : 3) catch e; (e.func, e.expected, e.got) end", "(:if, Bool, 1)"),
  ]) func structures(source: String, shown: String) {
    #expect(evaluated(source) == shown, "\(source)")
  }
}
