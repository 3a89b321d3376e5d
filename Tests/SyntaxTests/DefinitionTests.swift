// Functions, types, and the forms that begin with a keyword.

import Syntax
import Testing

@Suite struct DefinitionTests {
  @Test func shortDefinitions() {
    expectTrees([
      "f(x) = x": "(def f [x] x)", "f() = 1": "(def f [] 1)",
      "f(x::T, y = 1; k = 2, o...)::R where T<:Real = x":
        "(def f [x::T y=1] [; k=2 o...] (returns R) (where (<: T Real)) x)",
      "f(x::Int...) = x": "(def f [x::Int...] x)", "f(::Type{T}) where T = T": "(def f [::(curly Type T)] (where T) T)",
      "+(a::V, b::V) = V(1)": "(def (op +) [a::V b::V] (call V 1))", "-(a::V) = 1": "(def (op -) [a::V] 1)",
      "Base.show(io::IO, x::T) = 1": "(def (. Base show) [io::IO x::T] 1)",
      "Base.:+(a, b) = 1": "(def (. Base +) [a b] 1)", "Base.:(==)(a, b) = 1": "(def (. Base ==) [a b] 1)",
      "(p::Poly)(x) = x": "(def (:: p Poly) [x] x)",
      "f((a, b), c) = a": "(def f [(tuple a b) c] a)", "f(x) = y = 2": "(def f [x] (= y 2))",
      "f(x) = (y = 2; x + y)": "(def f [x] (block (= y 2) (+ x y)))", "f(x) = x, 1": "(def f [x] (tuple x 1))",
      "f(x)=x": "(def f [x] x)", "f(x) =\n  x": "(def f [x] x)",
      "∇f(x) = 2x": "(def ∇f [x] (juxtapose 2 x))", "P{T}(x) where {T} = x": "(def (curly P T) [x] (where T) x)",
      "f(; a, b::Int = 1) = a": "(def f [] [; a b::Int=1] a)", "f(x) = begin\n  x\nend": "(def f [x] (block x))",
      "f(x; y) = x": "(def f [x] [; y] x)",
      "f(\n  x,\n  y,\n) = x": "(def f [x y] x)", "f((; a, b)) = a": "(def f [(named (kw a) (kw b))] a)",
      "!(x::T) = 1": "(def (op !) [x::T] 1)", "⊕(a, b) = a": "(def (op ⊕) [a b] a)",
      "f(x)::Vector{T} where {T, S<:T} = x": "(def f [x] (returns (curly Vector T)) (where T (<: S T)) x)",
      "a ⊕ b = a": "(def (op ⊕) [a b] a)",
      "a::V ≺ b::V = a.x < b.x": "(def (op ≺) [a::V b::V] (< (. a x) (. b x)))",
      "const f(x) = x": "(const (def f [x] x))", "f'(x) == 3": "(== (call (' f) x) 3)",
      "f(x) == 3": "(== (call f x) 3)",
    ])
  }

  @Test func longDefinitions() {
    expectTrees([
      "function f(x) x end": "(function f [x] (block x))",
      "function f(x)\n  return x, 1\nend": "(function f [x] (block (return (tuple x 1))))",
      "function f end": "(function f [])", "function (x) x^2 end": "(-> [x] (block (^ x 2)))",
      "function f(x::T; k = 1)::R where {T<:Real} x end":
        "(function f [x::T] [; k=1] (returns R) (where (<: T Real)) (block x))",
      "function (p::Poly)(x) x end": "(function (:: p Poly) [x] (block x))",
      "function Base.show(io, x) x end": "(function (. Base show) [io x] (block x))",
      "function +(a, b) a end": "(function (op +) [a b] (block a))", "function f() end": "(function f [] (block))",
      "function f()\n  return\nend": "(function f [] (block (return)))",
      "function f(x) return end": "(function f [x] (block (return)))",
      "function f(x)\n  g(y) = y\n  g(x)\nend": "(function f [x] (block (def g [y] y) (call g x)))",
      "function f(x, y=1, z...; a) 1 end": "(function f [x y=1 z...] [; a] (block 1))",
      "function f(x) x > 1 && return 2; 3 end": "(function f [x] (block (&& (> x 1) (return 2)) 3))",
    ])
  }

  @Test func arrows() {
    expectTrees([
      "x -> x + 1": "(-> [x] (+ x 1))", "(x, y) -> x": "(-> [x y] x)", "() -> 1": "(-> [] 1)",
      "((a, b), c) -> a": "(-> [(tuple a b) c] a)", "(x; k = 1) -> x": "(-> [x] [; k=1] x)",
      "x::Int -> x": "(-> [x::Int] x)", "(x::Int) -> x": "(-> [x::Int] x)",
      "x -> (y = x; y)": "(-> [x] (block (= y x) y))", "x ->\n  x": "(-> [x] x)",
      "x -> begin\n  x\nend": "(-> [x] (block x))", "(x...) -> x": "(-> [x...] x)", "_ -> 1": "(-> [_] 1)",
      "((x, y),) -> x": "(-> [(tuple x y)] x)", "f = x -> x": "(= f (-> [x] x))", "x -> x => 1": "(-> [x] (=> x 1))",
    ])
  }

  @Test func types() {
    expectTrees([
      "struct P end": "(struct P)", "struct P\n  x\n  y::Int\nend": "(struct P (field x) (field y::Int))",
      "struct P <: Q; x; end": "(struct P (<: Q) (field x))",
      "mutable struct P\n  const a::Int\n  b\nend": "(mutable P (field const a::Int) (field b))",
      "struct P\n  x\n  P(x) = new(x)\n  function P() new(1) end\nend":
        "(struct P (field x) (def P [x] (call new x)) (function P [] (block (call new 1))))",
      "abstract type A end": "(abstract A)", "abstract type A <: B end": "(abstract A B)",
      "@kwdef struct P\n  x = 1\n  y::Int = 2\nend": "(macro @kwdef (struct P (field x=1) (field y::Int=2)))",
      "struct P\n  \"the first\"\n  x\nend": "(struct P (field x))",
    ])
  }

  @Test func control() {
    expectTrees([
      "if a b end": "(if a (block b))",
      "if a\n  b\nelseif c\n  d\nelse\n  e\nend": "(if a (block b) c (block d) (block e))",
      "if a; b; end": "(if a (block b))", "for i in 1:3\n  i\nend": "(for (in i (range 1 3)) (block i))",
      "for i = 1:3, j ∈ 1:2 i end": "(for (in i (range 1 3)) (in j (range 1 2)) (block i))",
      "for (i, x) in enumerate(v) i end": "(for (in (tuple i x) (call enumerate v)) (block i))",
      "while x < 3\n  x += 1\nend": "(while (< x 3) (block (+= x 1)))",
      "while true break end": "(while true (block (break)))", "begin\n  a\n  b\nend": "(block a b)",
      "begin end": "(block)",
      "let x = 1, y\n  x\nend": "(let (bind (= x 1) y) (block x))", "let\n  x\nend": "(let (bind) (block x))",
      "let f(x) = x; f(1) end": "(let (bind (def f [x] x)) (block (call f 1)))",
      "try\n  a\ncatch\n  b\nend": "(try (block a) (catch (block b)))",
      "try a catch e; b finally c end": "(try (block a) (catch e (block b)) (finally (block c)))",
      "try\n  a\ncatch e\n  b\nelse\n  c\nfinally\n  d\nend":
        "(try (block a) (catch e (block b)) (else (block c)) (finally (block d)))", "return": "(return)",
      "return 1, 2": "(return (tuple 1 2))", "for x in y continue end": "(for (in x y) (block (continue)))",
      "x = if a b else c end": "(= x (if a (block b) (block c)))",
      "a || return 1": "(|| a (return 1))", "let x = 1,\n    y = 2\n  x\nend": "(let (bind (= x 1) (= y 2)) (block x))",
      "if x in y z end": "(if (in x y) (block z))",
      "for i in 1:3 println(i) end": "(for (in i (range 1 3)) (block (call println i)))",
    ])
  }

  @Test func scopes() {
    expectTrees([
      "global x": "(global x)", "global x, y = 1, 2": "(global (= (tuple x y) (tuple 1 2)))",
      "local x, y": "(local x y)", "local x::Int = 3": "(local (= (:: x Int) 3))", "const c = 3": "(const (= c 3))",
      "global x += 1": "(global (+= x 1))",
      "using A": "(using A)", "using A, B.C": "(using A B.C)", "using A: b, @c, +": "(using A:b,@c,+)",
      "import A as B": "(import A=B)", "import A.b as c, D": "(import A.b=c D)", "import A: b as c, (+)": "(import A:b=c,+)",
    ])
  }
}
