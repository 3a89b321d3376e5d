// Numbers, characters, strings, symbols and names.

import Syntax
import Testing

@Suite struct LiteralTests {
  @Test func numbers() {
    expectTrees([
      "0": "0", "1_000": "1000", "0xff": "0xff", "0b101": "0b101", "0o17": "0o17", "1e3": "1000.0", "1.5e-3": "0.0015",
      ".5": "0.5", "1.": "1.0", "1.5f0": "1.5f0", "2f-1": "0.2f0", "1_0.5_0": "10.5", "0x1.8p3": "12.0",
      "0x1p-2": "0.25",
      "123456789012345678901234567890": "123456789012345678901234567890",
      "1.7976931348623157e308": "1.7976931348623157e+308", "5e-324": "5e-324", "0.1": "0.1", "1e308": "1e+308",
    ])
  }

  @Test func signsOfNumbersBelongToThemUnlessAPowerFollows() {
    expectTrees([
      "-2": "-2", "-2.5": "-2.5", "- 2": "(- 2)", "-2^2": "(- (^ 2 2))", "-2x": "(juxtapose -2 x)", "-0.0": "-0.0",
      "1-2": "(- 1 2)", "1 - -2": "(- 1 -2)", "-0xff": "(- 0xff)", "-2[1]": "(- (index 2 1))", "+2": "(+ 2)",
      "-9223372036854775808": "-9223372036854775808",
    ])
  }

  @Test func theLeastIntegerIsALiteral() {
    guard case .integer(let literal) = Parser.parse("-9223372036854775808").statements[0].expression.kind else {
      Issue.record("no integer")
      return
    }
    #expect(literal.value == Int.min)
  }

  @Test func hexadecimalLiteralsKeepTheirDigits() {
    guard case .integer(let literal) = Parser.parse("0x00_ff").statements[0].expression.kind else {
      Issue.record("no integer")
      return
    }
    #expect(literal.digits == "00ff" && literal.radix == 16 && literal.value == 255)
  }

  @Test func characters() {
    expectTrees([
      "'a'": "(char \"a\")", "'\\n'": "(char \"\\n\")", "'\\u3b1'": "(char \"α\")", "'\\''": "(char \"\\'\")",
      "'\\x41'": "(char \"A\")", "'α'": "(char \"α\")", "'\"'": "(char \"\\\"\")", "'''": "(char \"\\'\")",
      "'a':'z'": "(range (char \"a\") (char \"z\"))", "['a', 'b']": "(vect (char \"a\") (char \"b\"))",
    ])
  }

  @Test func quotesBehindValuesAreAdjoints() {
    expectTrees([
      "A'": "(' A)", "A''": "(' (' A))", "A[1]'": "(' (index A 1))", "(a + b)'": "(' (+ a b))",
      "f(x)'": "(' (call f x))",
      "x.y'": "(' (. x y))", "[a' b']": "(cat2 (' a) (' b))", "[1, 2]'": "(' (vect 1 2))", "A'B": "(juxtapose (' A) B)",
      "x'y": "(juxtapose (' x) y)", "A' * B": "(* (' A) B)", "2'": "(' 2)", "f(a', 'b')": "(call f (' a) (char \"b\"))",
      "A[end]'": "(' (index A end))", "-x'": "(- (' x))", "x'^2": "(^ (' x) 2)",
    ])
  }

  @Test func strings() {
    expectTrees([
      #""""#: #""""#, #""abc""#: #""abc""#, #""a\nb""#: #""a\nb""#, #""α = $α""#: #"(string "α = " α)"#,
      #""$a, $(f("x"))!""#: #"(string a ", " (call f "x") "!")"#, #""\$a""#: #""$a""#, #""$(a)b""#: #"(string a "b")"#,
      #""$(x + 1 for x in y)""#: #"(string (generator (+ x 1) (for (in x y))))"#, #""$x's""#: #"(string x "\'s")"#,
      #""$("a$("b")")""#: #"(string (string "a" "b"))"#, #""\u03b1\x41\101\U1D4D0""#: #""αAA𝓐""#,
      "\"two\nlines\"": #""two\nlines""#, "\"goes \\\n   on\"": #""goes on""#, #""tab\t\\\"""#: #""tab\t\\\"""#,
    ])
  }

  @Test func tripleQuotesLoseTheirMargin() {
    expectTrees([
      "\"\"\"abc\"\"\"": #""abc""#,
      "\"\"\"\n  a\n    b\n  \"\"\"": #""a\n  b\n""#,
      "\"\"\"\n    a\n  b\"\"\"": #""  a\nb""#,
      "\"\"\"\n  a\n\n  b\n  \"\"\"": #""a\n\nb\n""#,
      "\"\"\"\n    hello\n      $x\n    \"\"\"": #"(string "hello\n  " x "\n")"#,
      "\"\"\"a \"quoted\" word\"\"\"": #""a \"quoted\" word""#,
      "\"\"\"first\n    second\"\"\"": #""first\nsecond""#,
      "\"\"\"\"\"\"": "\"\"", "\"\"\"\r\n  a\r\n  b\r\n  \"\"\"": #""a\nb\n""#,
      "\"\"\"$x\n  y\"\"\"": #"(string x "\ny")"#,
    ])
  }

  @Test func prefixedStringsAreTakenAsTheyStand() {
    expectTrees([
      #"raw"a\b$c""#: #"(prefixed raw "a\\b$c")"#, #"L"\alpha""#: #"(prefixed L "\\alpha")"#,
      #"r"a+"i"#: #"(prefixed r "a+" i)"#,
      #"raw"a\"b""#: #"(prefixed raw "a\"b")"#, #"raw"a\\""#: #"(prefixed raw "a\\")"#, #"var"a b" = 1"#: "(= a b 1)",
      "raw\"\"\"\n  a\\n\n  \"\"\"": #"(prefixed raw "a\\n\n")"#, #"big"123""#: #"(prefixed big "123")"#,
    ])
  }

  @Test func symbolsAndQuotes() {
    expectTrees([
      ":a": ":a", ":+": ":+", ":end": ":end", ":(a + b)": "(quote (+ a b))", ":(==)": ":==", ":.+": ":.+",
      "[:a, :b]": "(vect :a :b)",
      "[:a :b]": "(cat2 :a :b)", ":a => 1": "(=> :a 1)", "x ? :a : :b": "(? x :a :b)", "f(:)": "(call f :)",
      "A[:, 1]": "(index A : 1)",
      "df[!, :x]": "(index df (op !) :x)", ":(x = 1)": "(quote (= x 1))", "quote x end": "(quote (block x))",
      ":in": ":in",
      "Base.:+": "(. Base +)", "Base.:(==)": "(. Base ==)", ":(1)": "(quote 1)",
    ])
  }

  @Test func names() {
    expectTrees([
      "∇f": "∇f", "x₁": "x₁", "x²": "x²", "x′": "x′", "f!": "f!", "α_β1": "α_β1", "∂(f, 1)": "(call ∂ f 1)", "∞": "∞",
      "ℯ": "ℯ",
      "a!=b": "(!= a b)", "x̂ + ẋ": "(+ x̂ ẋ)", "∑": "∑", "_": "_", "mutable": "mutable", "type = 1": "(= type 1)",
      "x.end": "(. x end)",
      "as, outer": "(tuple as outer)",
    ])
  }

  @Test func namesAreNormalised() {
    #expect(tree("ɛ") == "ε")
    #expect(Array(tree("e\u{301}").unicodeScalars) == ["é"])
    #expect(Array(tree("\u{B5}").unicodeScalars) == ["\u{3BC}"])
    #expect(tree("a · b") == "(⋅ a b)")
    #expect(tree("a − b") == "(- a b)")
  }
}
