// What names mean: fresh bindings of loops, constants, names that cannot be read, `ans`, destructuring, `rethrow`.

import Testing

@Suite struct BindingTests {
  @Test(arguments: [
    ("for i = 1:2, j = 3:4; print((i, j)); i = 0; end", "(1, 3)(1, 4)(2, 3)(2, 4)"),
    ("for i = 1:2, j = 1:2; while i < 9; i += 5; end; print(i, ' '); end", "11 11 12 12 "),
    ("for i = 1:3, j = 1:3; j == 2 && break; i = 7; print(i); end", "7"),
  ]) func roundsHaveVariablesOfTheirOwn(source: String, shown: String) {
    #expect(evaluated(source) == shown, "\(source)")
  }

  @Test func constantsAreNotAssigned() {
    #expect(evaluated("const c = 1; c = 2") == "ERROR ErrorException")
    #expect(evaluated("const c = 1; const c = 2; c") == "2")
    #expect(evaluated("const c = 1\nf(c) = (c = 3; c)\nf(0), c") == "(3, 1)")
    #expect(evaluated("const a, b = 1, 2; b = 5") == "ERROR ErrorException")
  }

  @Test func underscoresAreWriteOnly() {
    #expect(evaluated("_, b = 1, 2; b") == "2")
    #expect(evaluated("map(_ -> 1, 1:2)") == "ERROR UndefVarError")
    #expect(evaluated("___ = 2; ___ + 1") == "ERROR SyntaxError")
    #expect(evaluated("f(_) = _; f(1)") == "ERROR SyntaxError")
  }

  @Test func ansIsTheValueBefore() { #expect(evaluated("1 + 2\nans * 2") == "6") }

  @Test(arguments: [
    ("a, b... = \"hello\"; a, b", "('h', \"ello\")"),
    ("a..., b = \"hello\"; a, b", "(\"hell\", 'o')"),
    ("a, b... = (1, 2, 3); b", "(2, 3)"),
    ("a, b... = [1, 2, 3]; b == [2, 3]", "true"),
    ("a, b... = (x^2 for x in 1:4); a, [x for x in b]", "(1, [4, 9, 16])"),
    ("a, b... = (abs(x) for x in 1:0)", "ERROR BoundsError"),
    ("(; :a => 1, c = 3)", "(a = 1, c = 3)"),
  ]) func destructuring(source: String, shown: String) {
    #expect(evaluated(source) == shown, "\(source)")
  }

  @Test(arguments: [
    ("try; try error(\"a\") catch; rethrow() end; catch e; e.msg; end", "\"a\""),
    ("try; try error(\"a\") catch; try error(\"b\") catch; end; rethrow() end; catch e; e.msg; end", "\"a\""),
    ("again() = rethrow(); try; try error(\"a\") catch; again() end; catch e; e.msg; end", "\"a\""),
  ]) func rethrow(source: String, shown: String) {
    #expect(evaluated(source) == shown, "\(source)")
  }

  @Test(arguments: [
    ("x = 3; @show x^2 x/2", "x ^ 2 = 9\nx / 2 = 1.5\n1.5"),
    ("x = 3; @show 2*x", "2x = 6\n6"),
    ("x = 3; @show (x+1)*2-1", "(x + 1) * 2 - 1 = 7\n7"),
    ("x = 3; @show -(x+1) x-(1-x)", "-(x + 1) = -4\nx - (1 - x) = 5\n5"),
    ("x = [1, 2]; @show x[1]+x[end] x.+1", "x[1] + x[end] = 3\nx .+ 1 = [2, 3]\n2-element Vector{Int64}:\n 2\n 3"),
    ("x = 3; @show x>2&&x<5", "x > 2 && x < 5 = true\ntrue"),
  ]) func shownExpressions(source: String, shown: String) {
    #expect(evaluated(source) == shown, "\(source)")
  }

  @Test func functionsWithoutNamesAreNumbered() {
    #expect(evaluated("x -> x") == "#1 (generic function with 1 method)")
    #expect(evaluated("f = x -> x; g = x -> 2x; g") == "#2 (generic function with 1 method)")
    #expect(evaluated("(x^2 for x in 1:3)") == "Base.Generator{UnitRange{Int64}, var\"#1\"}(var\"#1\"(), 1:3)")
  }
}
