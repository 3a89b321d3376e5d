// One style for all source: what the formatter changes, what it leaves, and that neither meaning nor style depend on
// the run.

import Foundation
import Testing

@testable import Syntax

@Suite struct FormatterTests {
  private func format(_ source: String) -> String { Formatter.format(source).text }

  /// What is wrong with formatting a source: its meaning changes, or a second run changes it again.
  private func problem(with source: String) -> String? {
    let program = Parser.parse(source)
    guard program.diagnostics.isEmpty else { return nil }
    guard let once = Formatter.rewrite(program)?.text else { return "not rewritten: \(source)" }
    let again = Parser.parse(once)
    guard again.diagnostics.isEmpty, Formatter.isSame(program, again) else { return "changed: \(source)\nto \(once)" }
    guard let twice = Formatter.rewrite(again)?.text, twice == once else {
      return "not the same again: \(once)\nbut \(Formatter.rewrite(again)?.text ?? "nothing")"
    }
    return nil
  }

  /// Sources and what becomes of them.
  private func expect(_ pairs: KeyValuePairs<String, String>, sourceLocation: Testing.SourceLocation = #_sourceLocation)
  {
    for (source, expected) in pairs {
      #expect(format(source) == expected, sourceLocation: sourceLocation)
      #expect(format(expected) == expected, sourceLocation: sourceLocation)
      #expect(problem(with: source) == nil, sourceLocation: sourceLocation)
    }
  }

  @Test func `a tab in a string counts in columns`() {
    expect(["\"a\tb\"# c": "\"a\tb\" # c", "x = \"\t\"  # c": "x = \"\t\"  # c"])
  }

  @Test func `operators stand between blanks, but for those that bind tightly`() {
    expect([
      "x=1+2*3": "x = 1 + 2 * 3",
      "y  =  2x ^ 2-3(x+1)": "y = 2x^2 - 3(x + 1)",
      "a//b+1 // 3": "a//b + 1//3",
      "sin(π/4)+3π/4+x / 2+y/z": "sin(π/4) + 3π/4 + x / 2 + y / z",
      "a<b<=c&&d||e": "a < b <= c && d || e",
      "x+=1;y.=2": "x += 1; y .= 2",
      "f = x->x^2": "f = x -> x^2",
      "xs|>sum": "xs |> sum",
      "sin∘cos": "sin ∘ cos",
      "x∈s": "x ∈ s",
      "c ?  a  :  b": "c ? a : b",
      "\"a\"=>1": "\"a\" => 1",
      "x :: Int": "x::Int",
      "- x": "-x",
      "a- -b": "a - -b",
      "! p": "!p",
      "f(xs ...)": "f(xs...)",
      "x'*y": "x' * y",
      "a .* b.+c": "a .* b .+ c",
      "2 .^x": "2 .^ x",
      "[1e- 0 1]": "[1e - 0 1]",
      "(2e-1:3E+x)": "(2e-1:3E+x)",
      "(x .- μ).^2": "(x .- μ).^2",
      "solve(x^2~2,x)": "solve(x^2 ~ 2, x)",
    ])
  }

  @Test func `ranges are tight, with what they are made of`() {
    expect([
      "1 : n": "1:n",
      "1:n + 1": "1:n+1",
      "0 : π / 50 : 2π": "0:π/50:2π",
      "1:f(a+b)": "1:f(a + b)",
      "(1:n-1) .+ 2": "(1:n-1) .+ 2",
      "1 : -1 : 0": "1:-1:0",
      "x[2:end-1]": "x[2:end-1]",
    ])
  }

  @Test func `lists have a blank behind commas and semicolons`() {
    expect([
      "f( x,y ;k=1 )": "f(x, y; k=1)",
      "f(x; k = 1,l=2)": "f(x; k = 1, l = 2)",
      "f(x;k=1,l = 2)": "f(x; k=1, l=2)",
      "g(x ,y = 2) = x": "g(x, y = 2) = x",
      "(a,)": "(a,)",
      "(;a,b) = t": "(; a, b) = t",
      "x,y=y,x": "x, y = y, x",
      "[1,2 , 3]": "[1, 2, 3]",
      "Dict{String,Int}( )": "Dict{String, Int}()",
      "function f(x)::Int where{T<:Real} x end": "function f(x)::Int where {T<:Real} x end",
      "a=1 ;b=2;": "a = 1; b = 2;",
    ])
  }

  @Test func `blanks that carry meaning stay`() {
    expect([
      "[1 -2;  a' b]": "[1 -2; a' b]",
      "[1 - 2]": "[1 - 2]",
      "[1  -  2   3]": "[1 - 2 3]",
      "[a-b c]": "[a-b c]",
      "[f (x)]": "[f (x)]",
      "[f(x) [1 2]]": "[f(x) [1 2]]",
      "a[1 end]": "a[1 end]",
      "[a :b]": "[a :b]",
      "@show  x -y": "@show x -y",
      "@show x-y": "@show x - y",
      "@test f(x)≈1": "@test f(x) ≈ 1",
      "@test f(x) ≈ 1 atol=0.1": "@test f(x) ≈ 1 atol=0.1",
      "a : :b": "a : :b",
      "(x/0. -1:2)": "(x/0. - 1:2)",
      "- 2": "- 2",
      "-(a, b)": "-(a, b)",
      ":x => :(a+b)": ":x => :(a + b)",
      "reduce(+ , xs)": "reduce(+, xs)",
      "map(-,a,b)": "map(-, a, b)",
      "[1;; 2]": "[1;; 2]",
      "[1 2;;;3 4]": "[1 2;;; 3 4]",
      "x ? -1 : +1": "x ? -1 : +1",
      "\"a$(1+2)b  c\"": "\"a$(1+2)b  c\"",
      "x = 'a'": "x = 'a'",
      "f.(x)  .+  1": "f.(x) .+ 1",
      "using Base : +,-": "using Base : +, -",
    ])
  }

  @Test func `blocks are indented by two`() {
    expect([
      "if a\nb\nelseif c\n      d\nelse\ne\nend": "if a\n  b\nelseif c\n  d\nelse\n  e\nend",
      "for i in 1:3\n    for j in 1:i\n        f(i,j)\n    end\nend":
        "for i in 1:3\n  for j in 1:i\n    f(i, j)\n  end\nend",
      "x = map(1:3) do i\n    i^2\nend": "x = map(1:3) do i\n  i^2\nend",
      "try\nf()\ncatch e\ng(e)\nfinally\nh()\nend": "try\n  f()\ncatch e\n  g(e)\nfinally\n  h()\nend",
      "mutable struct P<:Q\n    x::Int\n    y :: Int\nend": "mutable struct P <: Q\n  x::Int\n  y::Int\nend",
      "abstract type Shape<:Any\nend": "abstract type Shape <: Any\nend",
      "s = sum(x for x in xs\n          if x > 1)": "s = sum(x for x in xs\n          if x > 1)",
      "let a=1,\n    b=2\na+b\nend": "let a = 1,\n    b = 2\n  a + b\nend",
      "if a &&\n   b\nc\nend": "if a &&\n   b\n  c\nend",
      "x[begin:end]\ny": "x[begin:end]\ny",
      "d = :end\ne": "d = :end\ne",
    ])
  }

  @Test func `lines in brackets move with what they stand under`() {
    expect([
      "y=f(a,\n    b)": "y = f(a,\n      b)",
      "f(\na,\n  b\n)": "f(\n  a,\n    b\n)",
      "f(\n      a,\n      b)": "f(\n  a,\n  b)",
      "A=[1   2\n  -3   4]": "A = [1   2\n    -3   4]",
      "A=[ 1  2\n   -3  4]": "A = [1  2\n     -3  4]",
      "B=[1 2 # first\n   3 4]": "B = [1 2 # first\n     3 4]",
      "x=a+\n  b": "x = a +\n    b",
      "x = a +\nb": "x = a +\n  b",
    ])
  }

  @Test func `comments and empty lines stay where they are`() {
    expect([
      "a=1     # => 1\nb = 2   # => 2": "a = 1   # => 1\nb = 2   # => 2",
      "a=1 # x\nbb=f(1,2) # y": "a = 1 # x\nbb = f(1, 2) # y",
      "a=1      # x\nb=f(1,2) # y": "a = 1       # x\nb = f(1, 2) # y",
      "\n\n\na\n\n\n\nb\n\n": "a\n\nb\n",
      "if a\n# why\nb # hide\nend": "if a\n  # why\n  b # hide\nend",
      "f(a,#= one\n  two =# b)": "f(a,#= one\n  two =# b)",
      "x = 1   \t\ny": "x = 1\ny",
      "s=\"\"\"\n  a  b\n  \"\"\"": "s = \"\"\"\n  a  b\n  \"\"\"",
      "a=1\r\nb=2\r\n": "a = 1\r\nb = 2\r\n",
      "while e\r0 < a\nend": "while e 0 < a\nend",
      "": "",
      "# only": "# only",
    ])
  }

  @Test func `text with errors comes back as it is`() {
    for source in ["x = (1,", "if a\n", "x  =  = 1", "end", "f(x"] {
      let result = Formatter.format(source)
      #expect(result.text == source)
      #expect(!result.diagnostics.isEmpty)
    }
  }

  /// The cells of the lessons.
  private static let cells: [String] = {
    let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("notebooks").path
    var cells: [String] = []
    for name in (FileManager.default.subpaths(atPath: root) ?? []).sorted() where name.hasSuffix(".md") {
      let text = (try? String(contentsOfFile: root + "/" + name, encoding: .utf8)) ?? ""
      cells += text.matches(of: #/(?m)^```nabla\n((?:(?!```).*\n)*)```/#).map { String($0.output.1) }
    }
    return cells
  }()

  @Test func `the cells of the lessons keep their meaning`() {
    #expect(Self.cells.count > 50)
    for cell in Self.cells { #expect(problem(with: cell) == nil) }
  }

  @Test func `sources with other blanks keep their meaning`() {
    var random = Generator(state: 7)
    var count = 0
    for cell in Self.cells + Program.generated(150, &random) {
      for _ in 0..<2 {
        let disturbed = disturb(cell, &random)
        guard Parser.parse(disturbed).diagnostics.isEmpty else { continue }
        count += 1
        #expect(problem(with: disturbed) == nil)
      }
    }
    #expect(count > 50)
  }

  /// The same tokens with other blanks between some of them.
  private func disturb(_ source: String, _ random: inout Generator) -> String {
    let bytes = Array(source.utf8)
    var result: [UInt8] = []
    var end = 0
    for token in Lexer.run(bytes).tokens {
      let blanks = bytes[end..<Int(token.start)]
      let isBlank = blanks.allSatisfy { $0 == UInt8(ascii: " ") }
      switch random.next(64) {
      case 0 where isBlank: result += Array(repeating: UInt8(ascii: " "), count: random.next(4))
      case 1...4 where isBlank: break
      case 5: result += blanks + [UInt8(ascii: "\n"), UInt8(ascii: " ")]
      default: result += blanks
      }
      result += bytes[Int(token.start)..<Int(token.end)]
      end = Int(token.end)
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// A small generator of random numbers that gives the same ones everywhere (xorshift64*).
private struct Generator {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 2_685_821_657_736_338_717) >> 33) % bound
  }
}

private enum Program {
  /// Programs that a grammar gives.
  static func generated(_ count: Int, _ random: inout Generator) -> [String] {
    (0..<count).map { _ in (0..<3).map { _ in statement(3, &random) }.joined(separator: "\n") }
  }

  private static func statement(_ depth: Int, _ random: inout Generator) -> String {
    let e = { (random: inout Generator) in expression(depth - 1, &random) }
    guard depth > 0 else { return e(&random) }
    switch random.next(12) {
    case 0: return "x = \(e(&random))"
    case 1: return "if \(e(&random))\n\(statement(depth - 1, &random))\nelse\n\(statement(depth - 1, &random))\nend"
    case 2: return "for i in \(e(&random)), j = 1:3\n\(statement(depth - 1, &random))\nend"
    case 3: return "f(x, y = \(e(&random)); k=2) = \(e(&random))"
    case 4: return "function g(a::Int, b...)\n\(statement(depth - 1, &random))\nreturn \(e(&random))\nend"
    case 5: return "map(xs) do x\n\(statement(depth - 1, &random))\nend"
    case 6: return "while \(e(&random)) \(statement(depth - 1, &random)) end # note"
    case 7: return "let x = \(e(&random)), y\n\(statement(depth - 1, &random))\nend"
    case 8: return "@show \(e(&random)) \(e(&random))"
    case 9: return "x[\(e(&random))] += \(e(&random)); y"
    default: return e(&random)
    }
  }

  private static func expression(_ depth: Int, _ random: inout Generator) -> String {
    let atoms = [
      "x", "2", "2.5", ".5", "-3", "π", "\"s $x\"", ":name", "'c'", "end_", "true", "x'", "2x", "x.y", "A[1]", "+",
    ]
    guard depth > 0 else { return atoms[random.next(atoms.count)] }
    let a = expression(depth - 1, &random)
    let b = expression(depth - 1, &random)
    let signs = [
      "+", "-", "*", "/", "//", "^", ".^", ".+", ".-", "==", "<", "&&", "||", ":", "=>", "|>", "∘", "÷", "∈", " in ",
      "..",
      "~", "->", "<:", "<<", "±",
    ]
    switch random.next(16) {
    case 0...5: return "\(a) \(signs[random.next(signs.count)]) \(b)"
    case 6: return "\(a)\(signs[random.next(signs.count)])\(b)"
    case 7: return "(\(a), \(b))"
    case 8: return "[\(a) \(b); \(b) \(a)]"
    case 9: return "[\(a)\n \(b)]"
    case 10: return "f(\(a), \(b); k=\(a), l = \(b))"
    case 11: return "f.(\(a)) do y; \(b) end"
    case 12: return "[\(a) for i in \(b), j in 1:n if \(a)]"
    case 13: return "\(a) ? \(b) : \(a)"
    case 14: return "-\(a)"
    default: return "(\(a))'"
    }
  }
}
