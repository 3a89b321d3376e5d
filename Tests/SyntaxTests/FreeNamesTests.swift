// Which names a statement takes and gives.

import Syntax
import Testing

@Suite struct FreeNamesTests {
  private func names(_ source: String) -> String {
    let program = Parser.parse(source)
    #expect(program.diagnostics.isEmpty, "\(source)")
    let names = FreeNames(of: program.statements)
    return "\(names.reads.joined(separator: " ")) → \(names.writes.joined(separator: " "))"
  }

  @Test func assignments() {
    let cases: KeyValuePairs = [
      "x = y + 1": "y → x", "x": "x → ", "x = x + 1": "x → x", "x += y": "x y → x", "a, b = b, a": "b a → a b",
      "(; p, q) = t": "t → p q", "a, (b, c...) = t": "t → a b c", "x = y = z": "z → y x", "x::T = 1": "T → x",
      "x[i] = v": "v x i → ", "x.a = v": "v x → ", "x .= y": "y x → ", "const c = d": "d → c", "global x = y": "y → x",
      "\"$a $(b + 1)\"": "a b → ", ":(a + $b)": "b → ", ":name": " → ", "f(x; k = y, z)": "f x y z → ",
      "A[end, :]": "A → ",
    ]
    for (source, expected) in cases { #expect(names(source) == expected, "\(source)") }
  }

  @Test func laterStatementsSeeEarlierWrites() {
    #expect(names("x = 1; y = x + z") == "z → x y")
    #expect(names("begin x = 1; y = x end") == " → x y")
    #expect(names("if a; x = 1; end; y = x") == "a x → x y")
  }

  @Test func functions() {
    let cases: KeyValuePairs = [
      "f(x) = x + a": "a → f", "f(x, y = b; k = c) = x + y + k": "b c → f",
      "function f(x)\n  y = x + a\n  y\nend": "a → f", "x -> x + a": "a → ", "f(x) = (global t = x)": " → f t",
      "f(x::T) where T = T": " → f", "f(x::T)::R = x": "T R → f",
      "f(n) = n == 0 ? 1 : n * f(n - 1)": " → f", "function f()\n  g(y) = y + a\n  g(1)\nend": "a → f",
      "map(v) do x\n  y = x + a\n  y\nend": "map a v → ",
      "Base.show(io::IO, p::P) = print(io, p.x)": "IO P print → show", "+(a::V, b::V) = V(a.x)": "V → +",
      "(p::Poly)(x) = p.c + x": "Poly → ", "function f()\n  for i in 1:3\n    s += i\n  end\nend": " → f",
      "f((a, b), c...) = a + b": " → f", "f(x) = (y = x; z -> y + z + w)": "w → f", "f() = (x = x0; x)": "x0 → f",
    ]
    for (source, expected) in cases { #expect(names(source) == expected, "\(source)") }
  }

  @Test func scopes() {
    let cases: KeyValuePairs = [
      "for i in v\n  s += i\nend": "v s → s", "for i in v\n  t = i\n  u = t\nend": "v → t u",
      "while x < n\n  x += 1\nend": "x n → x", "let x = x, y = x\n  z = y\n  z\nend": "x → ",
      "[x + a for x in v if x > b]": "v b a → ", "[x for x in v for y in x]": "v → ",
      "sum(x for x in v)": "sum v → ", "try\n  x = f()\ncatch e\n  g(e)\nend": "f g → x",
      "for (i, x) in enumerate(v), j in x\n  println(i, j)\nend": "enumerate v println → ",
      "for i in v\n  local t = i\n  t\nend": "v → ", "begin\n  x = 1\n  x\nend": " → x",
      "let f(n) = n == 0 ? 1 : f(n - 1)\n  f(3)\nend": " → ",
      "if a\n  x = 1\nelse\n  x = b\nend": "a b → x",
    ]
    for (source, expected) in cases { #expect(names(source) == expected, "\(source)") }
  }

  @Test func definitionsOfTypes() {
    #expect(names("struct P <: Q\n  x::T\n  P(y) = new(y + a)\nend") == "Q T a → P")
    #expect(names("abstract type A <: B end") == "B → A")
  }

  @Test func mathematics() {
    #expect(names("∇f(x)") == "∇f f x → ")
    #expect(names("X ~ Normal(μ, 1)") == "Normal μ X → X")
    #expect(names("solve(x ~ 2, x)") == "solve x → ")
    #expect(names("@variables x n::Integer v[1:m]") == "m → x n v")
    #expect(names("@test a ≈ b atol = c") == "a b c → ")
    #expect(names("@time x = f(y)") == "f y → x")
  }

  @Test func operatorsAndMutations() {
    let sum = FreeNames(of: Parser.parse("c = a ⊕ 2b .+ -d < e").statements)
    #expect(sum.operators == ["<", ".+".replacing(".", with: ""), "⊕", "*", "-"])
    func mutates(_ source: String) -> [String] { FreeNames(of: Parser.parse(source).statements).mutates }
    #expect(mutates("x[1].a = 2") == ["x"])
    #expect(mutates("push!(v, 1)") == ["v"])
    #expect(mutates("map!(x -> x, w, v)") == ["w"])
    #expect(mutates("sort!(v, by = abs)") == ["v"])
    #expect(mutates("f() = (y = [1]; push!(y, 2))") == [])
    #expect(mutates("x .+= 1") == ["x"])
    #expect(mutates("(p::Poly)(x) = x") == ["Poly"])
  }
}
