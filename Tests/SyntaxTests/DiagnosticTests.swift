// What is said about wrong source, and where; above all to readers who come from other languages.

import Syntax
import Testing

@Suite struct DiagnosticTests {
  @Test func pythonHabits() {
    expectErrors([
      "x ** 2": ["foreign-power “**”"], "def f(x):\n  return x": ["foreign-word “def”"],
      "if x > 3:\n  y\nend": ["foreign-colon “:”"], "for i in v:\n  i\nend": ["foreign-colon “:”"],
      "while x:\n  y\nend": ["foreign-colon “:”"], "if x\n y\nelse:\n z\nend": ["foreign-colon “:”"],
      "if a\n b\nelif c\n d\nend": ["foreign-elseif “elif”"], "x and y": ["foreign-word “and”"],
      "x or y": ["foreign-word “or”"], "not x": ["foreign-word “not”"], "if not x\n y\nend": ["foreign-word “not”"],
      "y = not x": ["foreign-word “not”"], "x is y": ["foreign-word “is”"],
      "lambda x: x + 1": ["foreign-word “lambda”"], "f = lambda x: x": ["foreign-word “lambda”"],
      "map(lambda x: x, v)": ["foreign-word “lambda”"], "{1, 2}": ["braces “{1, 2}”"],
      "{\"a\": 1}": ["braces “{\"a\": 1}”"], "'text'": ["single-quotes “'text'”"],
      "f('text')": ["single-quotes “'text'”"],
      "x if y else z": ["foreign-word “if”"], "[x if y for z in w]": ["foreign-word “if”"],
      "print \"x\"": ["foreign-word “print”"], "from numpy import x": ["foreign-word “from”"],
      "for i, x in v\n i\nend": ["loop-tuple “i, x”"],
      "try:\n  x\nexcept E:\n  y\nend": ["foreign-colon “:”", "foreign-word “except”"],
      "class Foo\n  x\nend": ["foreign-word “class”"], "x := 3": ["foreign-assignment “:=”"],
    ])
  }

  @Test func matlabAndCHabits() {
    expectErrors([
      "x ~= y": ["foreign-unequal “~=”"], "x <> y": ["foreign-unequal “<>”"], "% note\nx": ["foreign-comment “%”"],
      "// note\nx": ["foreign-comment “//”"], "x = 3 % a note here": ["extra-text “note”"],
      "@(x) x^2": ["matlab-function “@”"], "function y = f(x)\n y = x\nend": ["matlab-function “y =”"],
      "A.'": ["dot-transpose “.'”"], "x++": ["missing-operand “++”"], "x++\ny": ["missing-operand “++”"],
      "x--": ["missing-operand “-”"], "for (i = 0; i < 3; i++)\nend": ["loop-parentheses “(i = 0; i < 3; i++)”"],
      "function f(x) { return x }": ["foreign-braces “{”"], "if (x > 3) {\n y\n}": ["foreign-braces “{”"],
      "a <= b =< c": ["bad-target “a <= b”", "missing-operand “<”"], "int x = 3": ["foreign-word “int”"],
      "switch x\nend": ["foreign-word “switch”"], "if x then\n y\nend": ["foreign-word “then”"],
      "f(x) = 1\ng = 'a b'": ["single-quotes “'a b'”"],
    ])
  }

  @Test func hints() {
    func hint(_ source: String) -> String? { Parser.parse(source).diagnostics.first?.hint }
    #expect(hint("x ** 2") == "powers are written with `^`")
    #expect(hint("x = 3 % a note here") == "comments begin with `#`")
    #expect(hint("if a\n b\nelse if c\n d\nend")?.contains("elseif") == true)
    #expect(hint("{\"a\": 1}")?.contains("Dict") == true)
    #expect(hint("f (x)")?.contains("f(x)") == true)
    #expect(hint("if x = 3\nend")?.contains("==") == true)
    #expect(hint("a <= b =< c")?.contains("==") == true)
    #expect(hint("x--") == "write `x -= 1` to take one away")
    #expect(hint("“x”")?.contains("straight") == true)
  }

  @Test func unclosedThingsPointAtTheirOpener() {
    expectErrors([
      "(1, 2": ["unclosed-bracket “(”"], "[1, 2\nx = 3": ["unclosed-bracket “[”"], "f(x, y\n": ["unclosed-bracket “(”"],
      "\"abc": ["unclosed-string “\"”"], "x = \"abc\ny = \"def\"": ["unclosed-string “\"”"],
      "\"\"\"abc": ["unclosed-string “\"\"\"”"], "raw\"abc": ["unclosed-string “\"”"],
      "#= abc": ["unclosed-comment “#=”"], "if x\n y": ["unclosed-block “if”"],
      "function f(x)\n  x": ["unclosed-block “function”"], "f(x) do y\n y": ["unclosed-block “do”"],
      "(begin x)": ["unclosed-block “begin”"], "(a]": ["mismatched-bracket “]”"],
      "f(x]\ny y": ["mismatched-bracket “]”", "extra-text “y”"], "(a, [b, c)": ["unclosed-bracket “[”"],
      "\"$(x\"": ["unclosed-bracket “(”", "unclosed-string “\"”"], "begin\nif x\n begin": ["unclosed-block “begin”"],
    ])
  }

  @Test func indentationTellsWhichBlockLacksItsEnd() {
    let program = Parser.parse("function f(x)\n  if x > 3\n    y\nend\nz = 3")
    #expect(program.diagnostics.map(\.identifier) == ["unclosed-block"])
    #expect(program.source.location(of: program.diagnostics[0].span.start) == SourceLocation(line: 2, column: 3))
  }

  @Test func unexpectedThings() {
    expectErrors([
      "end": ["unexpected-end “end”"], "x end": ["unexpected-end “end”"], "else": ["unexpected-else “else”"],
      "catch": ["unexpected-catch “catch”"], "x )": ["unexpected-bracket “)”"], ")": ["unexpected-bracket “)”"],
      "while x\n y\nelse\n z\nend": ["unexpected-else “else”"], "= 3": ["missing-target “=”"],
      "x = = 3": ["missing-target “=”"],
      "*3": ["missing-operand “*”"], "1 +": ["missing-operand “+”"], "f(1 +)": ["missing-operand “+”"],
      "x |> ": ["missing-operand “|>”"], "1:": ["missing-operand “:”"], "a => ": ["missing-operand “=>”"],
      "x = ": ["missing-expression “”"], ",x": ["unexpected-token “,”"], "do x\nend": ["unexpected-do “do”"],
      "x .y": ["extra-text “.”"],
      "x.": ["missing-field “.”"], "a b": ["extra-text “b”"], "1 2": ["extra-text “2”"],
      "f (x)": ["blank-before-bracket “ (”"], "a [1]": ["blank-before-bracket “ [”"],
      "f(g (x))": ["blank-before-bracket “ (”"], "\"a\" \"b\"": ["extra-text “\"”"],
      "\"a\"b": ["string-juxtaposition “b”"], "2\"a\"": ["string-juxtaposition “\"”"],
    ])
  }

  @Test func lists() {
    expectErrors([
      "f(a b)": ["missing-comma “b”"], "(1 2)": ["missing-comma “2”"], "[1, 2 3]": ["missing-comma “3”"],
      "[1 2, 3]": ["mixed-separators “,”"], "[1, 2; 3]": ["mixed-separators “;”"],
      "(a, b; c)": ["mixed-separators “;”"], "[1 2;; 3 4]": ["mixed-separators “;;”"],
      "[1,,2]": ["missing-element “,”"], "f(,x)": ["missing-argument “,”"],
      "[x, y for x in z]": ["misplaced-for “for”"], "f(a = 1, b == 2, 3 = c)": ["bad-target “3”", "bad-keyword “3”"],
      "f(; x + 1)": ["bad-keyword “x + 1”"], "f(x.y = 3)": ["bad-keyword “x.y”"],
      "println(\"a\" x)": ["missing-comma “x”"],
    ])
  }

  @Test func definitions() {
    expectErrors([
      "f(2) = 3": ["bad-parameter “2”"], "f(x + 1) = 3": ["bad-parameter “+”"],
      "f(x, y) -> 3": ["bad-parameter “f(x, y)”"], "3 -> x": ["bad-parameter “3”"],
      "function f x\nend": ["missing-parameters “x”"], "function f (x)\nend": ["blank-before-bracket “(”"],
      "function f(x) = x\nend": ["function-equals “=”"], "struct P{T}\n x::T\nend": ["type-parameters “{T}”"],
      "struct P\n x + 1\nend": ["bad-field “x + 1”"], "struct\nend": ["missing-name “”"],
      "let x + 1\nend": ["bad-binding “x + 1”"], "const x": ["const-without-value “x”"],
      "try x end": ["try-alone “try”"], "module A\nend": ["unsupported “module”"],
      "macro f(x)\nend": ["unsupported “macro”"], "export x": ["unsupported “export”"],
      "primitive type A 8 end": ["unsupported “primitive”"],
      "for i 1:3\nend": ["missing-in “1”"], "for i\nend": ["missing-in “”"], "if\n x\nend": ["missing-condition “if”"],
      "if x = 3\nend": ["assignment-as-condition “=”"], "3 = x": ["bad-target “3”"],
      "f(x) + 1 = 3": ["bad-target “f(x) + 1”"], "a, 2 = 1, 2": ["bad-target “2”"], "using": ["missing-name “”"],
      "local 3": ["bad-target “3”"],
    ])
  }

  @Test func characters() {
    expectErrors([
      "“x”": ["bad-character ““”", "bad-character “””"], "x – y": ["bad-character “–”"],
      "x = \u{7}": ["bad-character “\u{7}”"], "`ls`": ["command “`ls`”"], "\"$5\"": ["bad-interpolation “$”"],
      "\"\\q\"": ["bad-escape “\\q”"], "'abc": ["stray-quote “'”"], "''": ["empty-character “''”"],
      "#=> 3": ["arrow-comment “#=>”"], "0xg": ["bad-number “0xg”"],
      "0b12": ["bad-number “0b12”"], "1.+x": ["ambiguous-point “.+”"], "2.x": ["ambiguous-point “2.”"],
      "x ? a:b": ["conditional-blanks “:”"], "x ?a : b": ["conditional-blanks “?”"], "x ? a": ["missing-colon “?”"],
      "@ x": ["bad-macro “@”"], "\"\\ud800\"": ["bad-escape “\\ud800”"], "$x": ["unexpected-token “$”"],
    ])
  }

  @Test func recoveryFindsTheOtherErrors() {
    #expect(
      errors("for i 1:3\n  i +* 2\n  j * \nend\nx )\ny = (\nz z")
        == [
          "missing-in “1”", "missing-operand “*”", "missing-operand “*”", "unexpected-bracket “)”",
          "unclosed-bracket “(”", "extra-text “z”",
        ])
    let program = Parser.parse("a b\nx = 1\nf(1 2)\ny = 2")
    #expect(program.diagnostics.count == 2)
    #expect(program.statements.count == 4)
    #expect(program.statements[3].expression.debugDescription == "(= y 2)")
  }

  @Test func atMostTwentyAreReportedInTheOrderOfTheText() {
    let program = Parser.parse(String(repeating: "a b\n", count: 500) + String(repeating: "“", count: 500))
    #expect(program.diagnostics.count == 20)
    #expect(program.diagnostics.map(\.span.start) == program.diagnostics.map(\.span.start).sorted())
  }
}
