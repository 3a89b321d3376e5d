// Calls that the fast tier of the machine does itself: they give what the functions' own bodies give.

import Testing

@Suite struct FastCallTests {
  /// Texts of one to four bytes a character, with what ends where a buffer, a small string or a surrogate does.
  static let texts = ["", "a", "αβγ", "日本", "a𝄞b", "fifteen bytes..", "sixteen bytes...", "é" + String(repeating: "x", count: 100)]

  @Test(arguments: texts)
  func `A loop over text gives the characters that collecting it gives`(text: String) {
    let source = """
      function letters(s)
        found = Char[]
        for c in s
          push!(found, c)
        end
        return found
      end
      s = "\(text)"; t = s * ""; u = string(s, "!")
      letters(s) == collect(s), letters(u) == collect(u), length(letters(t)) == length(t), join(letters(s)) == s
      """
    #expect(evaluate(source) == "(true, true, true, true)")
  }

  @Test func `Functions and types are called out of variables`() {
    #expect(evaluate("g(f) = f(1, 2); g(max), g(Complex), g(string)") == "(2, 1 + 2im, \"12\")")
  }

  @Test func `A short text that dies leaves its memory, not its value`() {
    #expect(
      evaluate("kept = String[]; for i in 1:1000; t = \"<$i>\"; i % 100 == 0 && push!(kept, t); end; \"$kept\"")
        == evaluate("kept = String[]; for i in 100:100:1000; push!(kept, string('<', i, '>')); end; \"$kept\""))
    #expect(
      evaluate("d = Dict(); for i in 1:50; d[\"k$(i % 5)\"] = \"v$i\"; end; (length(d), d[\"k0\"], d[\"k4\"])")
        == "(5, \"v50\", \"v49\")")
    #expect(evaluate("f(c, i) = \"$c|$i|é$(c)\"; (f('ß', -12), f('😀', typemin(Int)), length(f('😀', 5)))")
      == "(\"ß|-12|éß\", \"😀|-9223372036854775808|é😀\", 6)")
    #expect(evaluate("s = \"x\"^100; t = \"$s$s$s\"; (length(t), \"$(1.5)$t\" == \"1.5\" * t)") == "(300, true)")
  }

  @Test func `Text that shares its bytes with a longer one stays as it was`() {
    let source = """
      function grown(n)
        t = ""
        for i in 1:n
          t = t * string(i)
        end
        return t
      end
      t = grown(100); u = t * "left"; v = t * "right"; w = u * v
      length(t), last(t, 3), last(u, 7), last(v, 8), w == t * "left" * t * "right", ncodeunits(w)
      """
    #expect(evaluate(source) == "(192, \"100\", \"100left\", \"100right\", true, 393)")
  }

  @Test(arguments: [
    ("string(255, base = 16), string(-255, base = 2), string(0, base = 36)", "(\"ff\", \"-11111111\", \"0\")"),
    ("string(typemin(Int)), string(typemin(Int), base = 16)", "(\"-9223372036854775808\", \"-8000000000000000\")"),
    ("string(5, base = 2, pad = 6), string(\"a\", 1, 'b', 2.5, :c)", "(\"000101\", \"a1b2.5c\")"),
    ("parse(Int, \"-12\"), parse(Int, \"+7\"), parse(Int, \" 42 \"), parse(Int, \"0xff\")", "(-12, 7, 42, 255)"),
    ("parse(Int, \"FF\", base = 16), parse(Int, \"zz\", base = 36)", "(255, 1295)"),
    (
      "parse(Int, \"9223372036854775807\"), parse(Int, \"-9223372036854775808\")",
      "(9223372036854775807, -9223372036854775808)"
    ),
    ("tryparse(Int, \"9223372036854775808\"), tryparse(Int, \"-\"), tryparse(Int, \"\")", "(nothing, nothing, nothing)"),
    ("Int('a'), Int(2.0), Int(true), Char(955), Float64(3), Bool(1), Int(3)", "(97, 2, 1, 'λ', 3.0, true, 3)"),
    ("s = \"aβc\"; s[1], s[2], s[4], length(s), length(s * s)", "('a', 'β', 'c', 3, 6)"),
    ("v = [1.5]; push!(v, 2); push!(v, 3.5, 4); v == [1.5, 2, 3.5, 4], typeof(v)", "(true, Vector{Float64})"),
    ("v = [1, 2, 3]; w = view(v, 1:2); push!(v, 4); w[1] = 9; v[1], w[1], length(v)", "(1, 9, 4)"),
    ("v = Any[]; for x in (1, \"a\", 'b'); push!(v, x); end; repr(v)", "\"Any[1, \\\"a\\\", 'b']\""),
    ("f(x::Float64) = 2x; g(n::Integer, s::AbstractString) = s^n; f(1.5), g(3, \"ab\"), g(true, \"c\")", "(3.0, \"ababab\", \"c\")"),
    ("struct P; x::Float64; y; end; f(p::P) = p.x; f(P(1, 2)), P(2, \"a\").x", "(1.0, 2.0)"),
    ("Int64(x::String) = 42; Int64(\"a\"), Int64('a'), Int64(2.0)", "(42, 97, 2)"),
  ])
  func `Fast calls give what the functions give`(source: String, expected: String) {
    #expect(evaluate(source) == expected)
  }

  @Test(arguments: [
    ("Int(1.5)", "InexactError"), ("Int(NaN)", "InexactError"), ("Char(0xd800)", "ArgumentError"), ("Bool(2)", "InexactError"),
    ("parse(Int, \"12x\")", "ArgumentError"), ("parse(Int, \"9\", base = 8)", "ArgumentError"),
    ("parse(Int, \"9223372036854775808\")", "OverflowError"), ("string(1, base = 99)", "ArgumentError"),
    ("s = \"aβc\"; s[1]; s[3]", "StringIndexError"), ("s = \"ab\"; s[1]; s[3]", "BoundsError"),
    ("f(x::Float64) = 2x; f(1)", "MethodError"), ("push!([1], 1.5)", "InexactError"),
    ("string(1; nosuch = 2)", "MethodError"),
  ])
  func `Fast calls leave errors to the functions`(source: String, error: String) {
    #expect(evaluate(source).hasPrefix(error))
  }

  @Test func `Appending one element at a time does not copy the vector each time`() {
    // A hundred thousand copies of up to a hundred thousand elements would take minutes.
    #expect(evaluate("v = String[]; for i in 1:100_000; push!(v, \"x\"); end; length(v)") == "100000")
  }
}
