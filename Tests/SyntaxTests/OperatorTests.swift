// Precedence, associativity, juxtaposition, and every family of operators.

import Syntax
import Testing

@Suite struct OperatorTests {
  @Test func precedence() {
    expectTrees([
      "a + b * c": "(+ a (* b c))", "a * b + c": "(+ (* a b) c)", "a ^ b * c": "(* (^ a b) c)", "-a^b": "(- (^ a b))",
      "a // b * c": "(* (// a b) c)", "a << b // c": "(// (<< a b) c)", "a:b + c": "(range a (+ b c))",
      "a:b == c": "(== (range a b) c)",
      "a |> f == b": "(== (|> a f) b)", "a == b && c": "(&& (== a b) c)", "a && b || c && d": "(|| (&& a b) (&& c d))",
      "a => b ? c : d": "(=> a (? b c d))", "a --> b || c": "(--> a (|| b c))", "!a == b": "(== (! a) b)",
      "!a && b": "(&& (! a) b)",
      "a in b && c": "(&& (in a b) c)", "x isa T || y": "(|| (isa x T) y)", "a ∪ b ∩ c": "(∪ a (∩ b c))",
      "a ⊕ b ⊗ c": "(⊕ a (⊗ b c))",
      "a..b + c": "(.. a (+ b c))", "a ± b * c": "(± a (* b c))", "x::T^2": "(^ (:: x T) 2)", "a.b^c": "(^ (. a b) c)",
      "a ÷ b % c": "(% (÷ a b) c)",
      "a | b & c": "(| a (& b c))", "a ⊻ b": "(⊻ a b)", "a ~ b + c": "(~ a (+ b c))", "a ∘ b ∘ c": "(∘ (∘ a b) c)",
      "a \\ b": "(\\ a b)",
      "√x + 1": "(+ (√ x) 1)", "√x^2": "(√ (^ x 2))", "¬a": "(¬ a)", "~a": "(~ a)", "a ↑ b": "(↑ a b)",
      "a ≤ b": "(≤ a b)",
    ])
  }

  @Test func associativity() {
    expectTrees([
      "a - b - c": "(- (- a b) c)", "a + b + c": "(+ a b c)", "a + b - c + d + e": "(+ (- (+ a b) c) d e)",
      "a * b * c": "(* a b c)",
      "a / b * c": "(* (/ a b) c)", "a ^ b ^ c": "(^ a (^ b c))", "a = b = c": "(= a (= b c))",
      "a => b => c": "(=> a (=> b c))",
      "a |> b |> c": "(|> (|> a b) c)", "a <| b <| c": "(<| a (<| b c))", "a || b || c": "(|| a (|| b c))",
      "a && b && c": "(&& a (&& b c))",
      "a → b → c": "(→ a (→ b c))", "a .+ b .+ c": "(.+ (.+ a b) c)", "a ? b : c ? d : e": "(? a b (? c d e))",
      "a:b:c:d": "(range (range a b c) d)",
      "x -> y -> z": "(-> [x] (-> [y] z))", "a // b // c": "(// (// a b) c)", "a ~ b ~ c": "(~ a (~ b c))",
    ])
  }

  @Test func powers() {
    expectTrees([
      "2^-x": "(^ 2 (- x))", "2^-2": "(^ 2 -2)", "a^-b^c": "(^ a (- (^ b c)))", "2^3x": "(^ 2 (juxtapose 3 x))",
      "x^2y": "(^ x (juxtapose 2 y))",
      "a.^b": "(.^ a b)", "a .^ -1": "(.^ a -1)", "f(x)^2": "(^ (call f x) 2)", "x'^2": "(^ (' x) 2)",
      "x^√2": "(^ x (√ 2))",
    ])
  }

  @Test func juxtaposition() {
    expectTrees([
      "2x": "(juxtapose 2 x)", "2x^2": "(juxtapose 2 (^ x 2))", "1/2x": "(/ 1 (juxtapose 2 x))",
      "2(x + 1)": "(juxtapose 2 (+ x 1))",
      "2π": "(juxtapose 2 π)", "(a)b": "(juxtapose a b)", "(a)(b)": "(call a b)", "3(x)(y)": "(juxtapose 3 (call x y))",
      "2√3": "(juxtapose 2 (√ 3))",
      "2im": "(juxtapose 2 im)", "3.0x": "(juxtapose 3.0 x)", "2f(x)": "(juxtapose 2 (call f x))",
      "2x[1]": "(juxtapose 2 (index x 1))",
      "2a.b": "(juxtapose 2 (. a b))", "-2x^2": "(juxtapose -2 (^ x 2))",
      "2x*3y": "(* (juxtapose 2 x) (juxtapose 3 y))", "A[1]x": "(juxtapose (index A 1) x)",
      "2(x)^2": "(juxtapose 2 (^ x 2))", "1//2x": "(// 1 (juxtapose 2 x))", "2[1, 2]": "(index 2 1 2)",
    ])
  }

  @Test func comparisons() {
    expectTrees([
      "a < b": "(< a b)", "a < b <= c": "(comparison a < b <= c)", "a .< b .<= c": "(comparison a .< b .<= c)",
      "a === b !== c": "(comparison a === b !== c)",
      "a ∈ b": "(∈ a b)", "a ∉ b": "(∉ a b)", "x isa Int": "(isa x Int)", "A <: B": "(<: A B)",
      "A <: B <: C": "(comparison A <: B <: C)",
      "a ≈ b": "(≈ a b)", "a == b != c": "(comparison a == b != c)", "a ⊆ b": "(⊆ a b)",
    ])
  }

  @Test func unary() {
    expectTrees([
      "-x": "(- x)", "--x": "(- (- x))", "+x": "(+ x)", "-(x)^2": "(- (^ x 2))", "-(x, y)": "(call (op -) x y)",
      "+(x...)": "(call (op +) (... x))",
      "!(x)": "(! x)", "!f(x)": "(! (call f x))", ".-x": "(.- x)", "a * -b": "(* a (- b))", "a*-b": "(* a (- b))",
      "2*-3^2": "(* 2 (- (^ 3 2)))",
      "<:Real": "(<: Real)", "Vector{<:Real}": "(curly Vector (<: Real))", "!(x isa Int)": "(! (isa x Int))",
      "±x": "(± x)", "f(~x)": "(call f (~ x))",
    ])
  }

  @Test func operatorsAsValues() {
    expectTrees([
      "reduce(+, x)": "(call reduce (op +) x)", "(+)": "(op +)", "(.+)": "(op .+)",
      "filter(==(1), x)": "(call filter (call (op ==) 1) x)",
      "op = +": "(= op (op +))", "(-)(3)": "(call (op -) 3)", "+(a, b)": "(call (op +) a b)",
      "map(√, x)": "(call map (op √) x)", "[+, -]": "(vect (op +) (op -))",
      "in(1, x)": "(call in 1 x)", "isa(x, Int)": "(call isa x Int)", "filter(in(x), y)": "(call filter (call in x) y)",
      "f(!, x)": "(call f (op !) x)",
      "foldl(=>, 1:4)": "(call foldl (op =>) (range 1 4))", "+.(a, b)": "(dotcall (op +) a b)", "(÷)": "(op ÷)",
      "sort(x, by = -)": "(call sort x (kw by (op -)))",
    ])
  }

  @Test func assignments() {
    expectTrees([
      "x = 1": "(= x 1)", "x += 1": "(+= x 1)", "x .+= 1": "(.+= x 1)", "x ÷= 2": "(÷= x 2)", "x //= 2": "(//= x 2)",
      "x ^= 2": "(^= x 2)", "x ⊻= y": "(⊻= x y)",
      "x .= y .+ 1": "(.= x (.+ y 1))", "x[1] = 2": "(= (index x 1) 2)", "x.a = 2": "(= (. x a) 2)",
      "a, b = b, a": "(= (tuple a b) (tuple b a))",
      "x::Int = 3": "(= (:: x Int) 3)",
      "a, (b, c...) = 1, (2, 3)": "(= (tuple a (tuple b (... c))) (tuple 1 (tuple 2 3)))", "x, = y": "(= (tuple x) y)",
      "(; x, y) = nt": "(= (named (kw x) (kw y)) nt)", "a = b = 2x": "(= a (= b (juxtapose 2 x)))",
      "x >>>= 2": "(>>>= x 2)", "x |= y": "(|= x y)",
      "x = a, b": "(= x (tuple a b))", "y = x ~ 3": "(= y (~ x 3))", "a && (b = 3)": "(&& a (= b 3))",
      "x \\= 2": "(\\= x 2)",
    ])
  }

  @Test func conditionals() {
    expectTrees([
      "a ? b : c": "(? a b c)", "a > 1 ? b:c : d": "diagnostics: [\"conditional-blanks “:”\"]",
      "a ? (b:c) : d": "(? a (range b c) d)", "x = a ? b : c": "(= x (? a b c))", "a ?\n  b :\n  c": "(? a b c)",
      "a ? b\n  : c": "(? a b c)",
      "a == b ? \"x\" : 'y'": "(? (== a b) \"x\" (char \"y\"))", "f(a ? b : c, d)": "(call f (? a b c) d)",
      "a ? x -> y : z": "(? a (-> [x] y) z)",
    ])
  }

  @Test func rangesAndSplats() {
    expectTrees([
      "1:3": "(range 1 3)", "1:2:10": "(range 1 2 10)", "0.1:0.1:1": "(range 0.1 0.1 1)", "-1:1": "(range -1 1)",
      "1:n+1": "(range 1 (+ n 1))",
      "f(x...)": "(call f (... x))", "f(1:3...)": "(call f (... (range 1 3)))", "[x..., y]": "(vect (... x) y)",
      "(a..., b)": "(tuple (... a) b)",
      "A[end÷2:end]": "(index A (range (÷ end 2) end))", "1 .+ (1:3)": "(.+ 1 (range 1 3))", "a..b": "(.. a b)",
    ])
  }

  @Test func whereAndTypes() {
    expectTrees([
      "x::Vector{T} where T": "(:: x (where (curly Vector T) T))",
      "T where {A, B<:Real}": "(where T (tuple A (<: B Real)))",
      "T where A where B": "(where (where T A) B)", "Vector{Vector{Int}}": "(curly Vector (curly Vector Int))",
      "::Int": "(:: Int)",
      "Array{Float64,2}(undef, 2, 3)": "(call (curly Array Float64 2) undef 2 3)",
      "T where T<:Real": "(where T (<: T Real))",
    ])
  }
}
