// Calls, fields, parentheses, macros.

import Syntax
import Testing

@Suite struct CallTests {
  @Test func arguments() {
    expectTrees([
      "f()": "(call f)", "f(x, y)": "(call f x y)", "f(x,)": "(call f x)", "f(x, k = 2)": "(call f x (kw k 2))",
      "f(a; b = 1, c, d...)": "(call f a (kw b 1) (kw c) (... d))",
      "f(; a.b)": "(call f (kw b (. a b)))", "f(; :a => 1)": "(call f (=> :a 1))", "f(x)(y)": "(call (call f x) y)",
      "f(\n  x,\n  y,\n)": "(call f x y)", "f((a = 1))": "(call f (= a 1))",
      "f(x -> x + 1, y)": "(call f (-> [x] (+ x 1)) y)", "P(A, given = B)": "(call P A (kw given B))",
      "f.(x, y)": "(dotcall f x y)", "f.(x; digits = 2)": "(dotcall f x (kw digits 2))",
      "f(a, b; c)": "(call f a b (kw c))", "a.b(c).d[1]": "(index (. (call (. a b) c) d) 1)",
      "f(x) do y, (a, b)\n  y\nend": "(call f do (do [y (tuple a b)] (block y)) x)",
      "f() do\n  1\nend": "(call f do (do [] (block 1)))",
      "map(x) do y; 2y end": "(call map do (do [y] (block (juxtapose 2 y))) x)", "f(a == b)": "(call f (== a b))",
      "f(begin 1 end)": "(call f (block 1))",
      "f(if a b else c end, d)": "(call f (if a (block b) (block c)) d)",
      "solve(x^2 ~ 2, x)": "(call solve (~ (^ x 2) 2) x)", "f(:)": "(call f :)",
    ])
  }

  @Test func parentheses() {
    expectTrees([
      "()": "(tuple)", "(1)": "1", "(1,)": "(tuple 1)", "(1, 2)": "(tuple 1 2)", "(a; b)": "(block a b)",
      "(a = 1)": "(= a 1)", "(a = 1, b = 2)": "(named (kw a 1) (kw b 2))", "(a = 1,)": "(named (kw a 1))",
      "(; a = 1, b, c...)": "(named (kw a 1) (kw b) (... c))", "(;)": "(named)", "(\n  1 +\n  2\n)": "(+ 1 2)",
      "(1\n + 2)": "(+ 1 2)", "(x = 1; x + 1)": "(block (= x 1) (+ x 1))", "(a, b)[1]": "(index (tuple a b) 1)",
      "((1, 2), 3)": "(tuple (tuple 1 2) 3)",
    ])
  }

  @Test func spansOfParenthesesIncludeThem() {
    let program = Parser.parse("(a + b) * c")
    guard case .binary(_, let left, _) = program.statements[0].expression.kind else {
      Issue.record("no product")
      return
    }
    #expect(left.span == Span(0, 7))
    #expect(program.statements[0].expression.span == Span(0, 11))
  }

  @Test func macros() {
    expectTrees([
      "@test a ≈ b atol = 1e-3": "(macro @test (≈ a b) (= atol 0.001))", "@test(a == b)": "(macro @test (== a b))",
      "@. y = sin(x)": "(macro @. (= y (call sin x)))", "@time x = f()": "(macro @time (= x (call f)))",
      "@printf(\"%d\", x)": "(macro @printf \"%d\" x)", "@printf \"%d\" x": "(macro @printf \"%d\" x)",
      "@variables n::Integer a": "(macro @variables (:: n Integer) a)",
      "@variables v[1:n] x": "(macro @variables (index v (range 1 n)) x)",
      "@assert x > 0 \"message\"": "(macro @assert (> x 0) \"message\")",
      "@testset \"a\" begin\n  @test x\nend": "(macro @testset \"a\" (block (macro @test x)))",
      "@test_throws DomainError sqrt(-1)": "(macro @test_throws DomainError (call sqrt -1))",
      "@view A[1, :]": "(macro @view (index A 1 :))", "f(@view A[1:2])": "(call f (macro @view (index A (range 1 2))))",
      "f(@view(A[1]), 3)": "(call f (macro @view (index A 1)) 3)", "@show x": "(macro @show x)",
      "@elapsed f(x)": "(macro @elapsed (call f x))",
      "@inbounds for i in 1:3\n x\nend": "(macro @inbounds (for (in i (range 1 3)) (block x)))",
      "Base.@time x": "(macro @time x)", "@Base.time x": "(macro @time x)",
      "x = @sprintf(\"%d\", 1) * \"a\"": "(= x (* (macro @sprintf \"%d\" 1) \"a\"))",
      "@steps": "(macro @steps)", "[@f(x) for x in y]": "(comprehension (macro @f x) (for (in x y)))",
      "@animate for i in 1:3 plot(i) end": "(macro @animate (for (in i (range 1 3)) (block (call plot i))))",
      "@doc raw\"x\" f": "(macro @doc (prefixed raw \"x\") f)", "@variables x, y": "(macro @variables (tuple x y))",
      "@a -x y": "(macro @a (- x) y)", "@. f(x) + 1": "(macro @. (+ (call f x) 1))",
    ])
  }
}
