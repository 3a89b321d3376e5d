// Square brackets, where blanks and line breaks mean something.

import Syntax
import Testing

@Suite struct ArrayTests {
  @Test func lists() {
    expectTrees([
      "[]": "(vect)", "[1]": "(vect 1)", "[1, 2, 3]": "(vect 1 2 3)", "[1, 2,]": "(vect 1 2)", "[1,\n 2]": "(vect 1 2)",
      "[\n  1,\n  2,\n]": "(vect 1 2)",
      "[1, a -b]": "(vect 1 (- a b))", "[[1, 2], [3]]": "(vect (vect 1 2) (vect 3))", "[1, # one\n 2]": "(vect 1 2)",
      "[a = 1, b]": "(vect (= a 1) b)",
    ])
  }

  @Test func rowsAndColumns() {
    expectTrees([
      "[1 2]": "(cat2 1 2)", "[1; 2]": "(cat1 1 2)", "[1 2; 3 4]": "(cat1 (cat2 1 2) (cat2 3 4))",
      "[1 2\n 3 4]": "(cat1 (cat2 1 2) (cat2 3 4))",
      "[1\n2\n]": "(cat1 1 2)", "[1;]": "(cat1 1)", "[1 2;]": "(cat1 (cat2 1 2))", "[1 2; 3]": "(cat1 (cat2 1 2) 3)",
      "[1 2;\n 3 4]": "(cat1 (cat2 1 2) (cat2 3 4))",
      "[A B; C D]": "(cat1 (cat2 A B) (cat2 C D))", "[[1 2]; [3 4]]": "(cat1 (cat2 1 2) (cat2 3 4))",
      "[1:3;]": "(cat1 (range 1 3))",
      "[\n 1 2\n\n 3 4\n]": "(cat1 (cat2 1 2) (cat2 3 4))", "[1, 2]'": "(' (vect 1 2))",
    ])
  }

  @Test func higherDimensions() {
    expectTrees([
      "[1;; 2]": "(cat2 1 2)", "[1; 2;; 3; 4]": "(cat2 (cat1 1 2) (cat1 3 4))",
      "[1 2;;; 3 4]": "(cat3 (cat2 1 2) (cat2 3 4))",
      "[1 2; 3 4;;; 5 6; 7 8]": "(cat3 (cat1 (cat2 1 2) (cat2 3 4)) (cat1 (cat2 5 6) (cat2 7 8)))", "[1;;]": "(cat2 1)",
      "[1;;;]": "(cat3 1)",
      "[1; 2;;]": "(cat2 (cat1 1 2))", "[;;]": "(cat2)", "[;]": "(cat1)", "[1 2 ;;\n 3 4]": "(cat2 1 2 3 4)",
      "[1;;;;2]": "(cat4 1 2)",
    ])
  }

  @Test func blanksSeparate() {
    expectTrees([
      "[1 -2]": "(cat2 1 -2)", "[1 - 2]": "(vect (- 1 2))", "[1 -2 + 3]": "(cat2 1 (+ -2 3))",
      "[a -b]": "(cat2 a (- b))", "[a - b]": "(vect (- a b))", "[a-b]": "(vect (- a b))",
      "[a+ b]": "(vect (+ a b))", "[a' b']": "(cat2 (' a) (' b))", "[f(x) g(y)]": "(cat2 (call f x) (call g y))",
      "[f (x)]": "(cat2 f x)", "[a [1]]": "(cat2 a (vect 1))",
      "[1 :a]": "(cat2 1 :a)", "[1:2 3:4]": "(cat2 (range 1 2) (range 3 4))", "[x' * y]": "(vect (* (' x) y))",
      "[x 'y']": "(cat2 x (char \"y\"))", "[a ~b]": "(cat2 a (~ b))",
      "[a ~ b, c ~ d]": "(vect (~ a b) (~ c d))", "[1 .+ 2]": "(vect (.+ 1 2))", "[!a !b]": "(cat2 (! a) (! b))",
      "[x -> x y -> y]": "(cat2 (-> [x] x) (-> [y] y))",
      "[(a -b) c]": "(cat2 (- a b) c)", "[f(a -b) c]": "(cat2 (call f (- a b)) c)",
      "[a ? b : c d]": "(cat2 (? a b c) d)", "[1 2im]": "(cat2 1 (juxtapose 2 im))",
      "[a == b c]": "(cat2 (== a b) c)", "[\"a\" \"b\"]": "(cat2 \"a\" \"b\")", "[a.b c.d]": "(cat2 (. a b) (. c d))",
      "[a √b]": "(cat2 a (√ b))", "[A[1, :] B]": "(cat2 (index A 1 :) B)",
      "[a ±b]": "(cat2 a (± b))", "[1 + 2im 3]": "(cat2 (+ 1 (juxtapose 2 im)) 3)", "[x...; y]": "(cat1 (... x) y)",
      "[a; -b]": "(cat1 a (- b))",
    ])
  }

  @Test func typedArraysAndIndices() {
    expectTrees([
      "Float64[]": "(vect (of Float64))", "Float64[1, 2]": "(index Float64 1 2)",
      "Float64[1 2]": "(cat2 (of Float64) 1 2)", "Float64[1 2; 3 4]": "(cat1 (of Float64) (cat2 1 2) (cat2 3 4))",
      "Float64[x for x in y]": "(comprehension (of Float64) x (for (in x y)))", "A[1]": "(index A 1)",
      "A[1, 2]": "(index A 1 2)", "A[end]": "(index A end)", "A[begin:end-1]": "(index A (range begin (- end 1)))",
      "A[B[end], end]": "(index A (index B end) end)", "A[f(end)]": "(index A (call f end))",
      "A[:, 1] .= 0": "(.= (index A : 1) 0)", "A[i][j]": "(index (index A i) j)", "A[x .> 2]": "(index A (.> x 2))",
      "A[[1, end]]": "(index A (vect 1 end))", "x[if a 1 else 2 end]": "(index x (if a (block 1) (block 2)))",
      "Vector{Int}[]": "(vect (of (curly Vector Int)))", "A[\n  1,\n  2\n]": "(index A 1 2)",
      "A[1;]": "(cat1 (of A) 1)", "d[\"a\"] += 1": "(+= (index d \"a\") 1)",
    ])
  }

  @Test func comprehensions() {
    expectTrees([
      "[x^2 for x in 1:3]": "(comprehension (^ x 2) (for (in x (range 1 3))))",
      "[x*y for x in a, y in b]": "(comprehension (* x y) (for (in x a) (in y b)))",
      "[x for x = 1:3 if x > 1]": "(comprehension x (for (in x (range 1 3)) (if (> x 1))))",
      "[j for i in 1:3 for j in 1:i if i + j == 4]":
        "(comprehension j (for (in i (range 1 3))) (for (in j (range 1 i)) (if (== (+ i j) 4))))",
      "[f(x)\n for x in y\n if x > 0]": "(comprehension (call f x) (for (in x y) (if (> x 0))))",
      "sum(x^2 for x in v)": "(call sum (generator (^ x 2) (for (in x v))))",
      "sum(x for x in v; init = 0)": "(call sum (generator x (for (in x v))) (kw init 0))",
      "(x for x ∈ v)": "(generator x (for (in x v)))",
      "Dict(k => 1 for k in v)": "(call Dict (generator (=> k 1) (for (in k v))))",
      "[(i, j) for i in 1:2, j in 1:2]": "(comprehension (tuple i j) (for (in i (range 1 2)) (in j (range 1 2))))",
      "[x -y for x in v]": "diagnostics: [\"misplaced-for “for”\"]",
      "[a for (a, b) in v]": "(comprehension a (for (in (tuple a b) v)))",
      "[i == j ? 1 : 0 for i in 1:2]": "(comprehension (? (== i j) 1 0) (for (in i (range 1 2))))",
      "[[i for i in 1:j] for j in 1:2]":
        "(comprehension (comprehension i (for (in i (range 1 j)))) (for (in j (range 1 2))))",
      "[x for x in [1 -2]]": "(comprehension x (for (in x (cat2 1 -2))))",
    ])
  }
}
