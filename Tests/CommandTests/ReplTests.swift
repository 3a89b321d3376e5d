// `nabla repl`, typed at: what the screen shows key by key.

import Foundation
import Testing

@Suite struct ReplTests {
  private let folder: Workplace
  private let terminal: PseudoTerminal

  init() throws {
    folder = try Workplace()
    terminal = try PseudoTerminal(["repl"], home: folder.path)
    try terminal.expectCursor(behind: "nabla> ")
  }

  @Test func `Values are shown as they are computed`() throws {
    terminal.type("x = 3\r")
    try terminal.expect("nabla> x = 3\n3\n\nnabla>")
    terminal.type("x^2 + 1;\r")
    try terminal.expect("nabla> x^2 + 1;\n\nnabla>")
    terminal.type("ans\r")
    try terminal.expect("nabla> ans\n10\n\nnabla>")
    terminal.type("[1 2; 3 4]\r")
    try terminal.expect("2×2 Matrix{Int64}:\n 1  2\n 3  4\n\nnabla>")
    terminal.type("println(\"a\"); 5\r")
    try terminal.expect("5\n\na\n5\n\nnabla>".replacingOccurrences(of: "5\n\na", with: "; 5\na"))
    terminal.type("\u{4}")
    #expect(terminal.exitCode() == 0)
  }

  @Test func `Errors are underlined and the session goes on`() throws {
    terminal.type("totl = 3; total + 1\r")
    try terminal.expect(
      "error: UndefVarError: `total` not defined\n --> repl[1]:1:11\n  |\n1 | totl = 3; total + 1\n  |           ^^^^^")
    terminal.type("totl\r")
    try terminal.expect("nabla> totl\n3\n")
    terminal.type("1 +* 2\r")
    try terminal.expect("error: ParseError")
  }

  @Test func `Entries may have several lines`() throws {
    terminal.type("function f(x)\r")
    try terminal.expectCursor(behind: "         ")
    terminal.type("if x > 0\r1\relse\r-1\rend\rend\r")
    try terminal.expect(
      "nabla> function f(x)\n         if x > 0\n           1\n         else\n           -1\n         end\n       end\n")
    terminal.type("f(-3)\r")
    try terminal.expect("nabla> f(-3)\n-1\n")
    // The whole entry comes back to be edited.
    terminal.type("\u{1B}[A\u{1B}[A")
    try terminal.expectCursor(behind: "       end")
    terminal.type("\u{1B}[A\u{1B}[A")
    try terminal.expectCursor(behind: "          ")
    terminal.type("\u{5}00\r")
    terminal.type("f(-3)\r")
    try terminal.expect("nabla> f(-3)\n-100\n")
  }

  @Test func `Keys move and delete`() throws {
    terminal.type("12 + 4\u{1}5\u{5}0\r")
    try terminal.expect("nabla> 512 + 40\n552\n")
    terminal.type("abc def\u{17}\u{17}7 * 6\r")
    try terminal.expect("nabla> 7 * 6\n42\n")
    terminal.type("1 + 2\u{1B}b\u{1B}[D\u{1B}[D\u{1B}[D\u{B}\u{19}\u{19}\r")
    try terminal.expect("nabla> 1 + 2 + 2\n5\n")
    terminal.type("100\u{15}5 + 5\u{7F}6\r")
    try terminal.expect("nabla> 5 + 6\n11\n")
    terminal.type("nonsense\u{3}")
    try terminal.expect("nabla> nonsense\nnabla>")
    terminal.type("8\r")
    try terminal.expect("nabla> 8\n8\n")
  }

  @Test func `Characters of every width are edited`() throws {
    terminal.type("s = \"日本\"\u{1B}[D\u{1B}[Dx\r")
    try terminal.expect("\"日x本\"\n")
    terminal.type("α = 2; 3α\r")
    try terminal.expect("\n6\n")
    terminal.type("length(\"" + String(repeating: "a", count: 100) + "\")\r")
    try terminal.expect("\n100\n")
  }

  @Test func `Earlier entries come back, also in the next session`() throws {
    for entry in ["a = 1", "b = 2", "a = 3"] {
      terminal.type(entry + "\r")
      try terminal.expect("nabla> \(entry)\n\(entry.suffix(1))\n")
    }
    terminal.type("a\u{1B}[A\u{1B}[A")
    try terminal.expectCursor(behind: "nabla> a = 1")
    terminal.type("\u{1B}[B\u{1B}[B")
    try terminal.expectCursor(behind: "nabla> a")
    terminal.type("\u{3}\u{12}b =")
    try terminal.expectCursor(behind: "(search) b =: b = 2")
    terminal.type("\r")
    try terminal.wait("second answer") {
      $0.text.components(separatedBy: "nabla> b = 2\n2\n").count == 3 && $0.beforeCursor == "nabla> "
    }
    terminal.type("\u{4}")
    #expect(terminal.exitCode() == 0)
    #expect(try folder.read(".local/state/nabla/history") == "a = 1\nb = 2\na = 3\nb = 2\n")

    let next = try PseudoTerminal(["repl"], home: folder.path)
    try next.expectCursor(behind: "nabla> ")
    next.type("\u{1B}[A\u{1B}[A")
    try next.expectCursor(behind: "nabla> a = 3")
  }

  @Test func `Tab completes names, fields, keywords and characters`() throws {
    terminal.type("eigv\t")
    try terminal.expect("eigvals   eigvals!  eigvecs")
    terminal.type("a\t([2 0; 0 3])\r")
    try terminal.expect("nabla> eigvals([2 0; 0 3])\n2-element Vector{Float64}:")
    terminal.type("\\alpha\t = 5; 2\\alpha\t\r")
    try terminal.expect("nabla> α = 5; 2α\n10\n")
    terminal.type("(1 \\in\t [1, 2], \\bbR\t")
    try terminal.expect("(1 ∈ [1, 2], ℝ")
    terminal.type("\u{3}point = (first_part = 1, second_part = 2);\r")
    terminal.type("point.sec\t\r")
    try terminal.expect("nabla> point.second_part\n2\n")
    terminal.type("round(2.567, sigd\t2)\r")
    try terminal.expect("nabla> round(2.567, sigdigits=2)\n2.6\n")
    terminal.type("whil\t")
    try terminal.expectCursor(behind: "nabla> while")
  }

  @Test func `Help is shown behind a question mark`() throws {
    terminal.type("?svd")
    try terminal.expectCursor(behind: "help?> svd")
    terminal.type("\r")
    try terminal.expect("function · Linear algebra")
    try terminal.expectCursor(behind: "nabla> ")
    terminal.type("?\u{7F}1 + 1\r")
    try terminal.expect("nabla> 1 + 1\n2\n")
    terminal.type("\"Twice.\"\u{1B}\rtwice(x) = 2x;\r")
    terminal.type("?twice\r")
    try terminal.expect("twice\n\nTwice.")
  }

  @Test func `Control-C stops what is running`() throws {
    terminal.type("n = 0; while true; global n += 1; end\r")
    try terminal.expectCursor(behind: "")
    usleep(300_000)
    terminal.type("\u{3}")
    try terminal.expect("error: InterruptException")
    terminal.type("n > 0\r")
    try terminal.expect("nabla> n > 0\ntrue\n")
    // It cannot be caught by the code that it stops.
    terminal.type("while true; try; while true; end; catch; end; end\r")
    try terminal.expectCursor(behind: "")
    usleep(300_000)
    terminal.type("\u{3}")
    try terminal.wait("second interruption") { $0.text.components(separatedBy: "InterruptException").count == 3 }
  }

  @Test func `Pasted text waits to be sent`() throws {
    terminal.type("\u{1B}[200~y = 1\nfor i in 1:3\n  y += i\nend\u{1B}[201~")
    try terminal.expectCursor(behind: "       end")
    #expect(!terminal.screen.text.contains("\n1\n"))
    terminal.type("\ry\r")
    try terminal.expect("nabla> y\n7\n")
  }

  @Test func `What is typed has colours`() throws {
    terminal.type("if true; 1; end\r")
    try terminal.expect("nabla> if true; 1; end\n1\n")
    #expect(String(decoding: terminal.bytes, as: UTF8.self).contains("\u{1B}[35mif\u{1B}[0m"))
  }

  @Test func `An entry higher and wider than the terminal can be edited`() throws {
    let small = try PseudoTerminal(["repl"], home: folder.path, columns: 20, rows: 6)
    try small.expectCursor(behind: "nabla> ")
    small.type("begin\r" + (1...12).map { "x = \($0)" }.joined(separator: "\r") + "\rend\r")
    try small.expect("12\n\nnabla>")
    small.type("\"" + String(repeating: "ab", count: 20) + "\"\u{1}length(\u{5})\r")
    try small.expect("\n40\n")
  }

  @Test func `Without a terminal there are no prompts`() throws {
    let outcome = try folder.nabla("repl", input: "x = 2\nfor i in 1:2\n  println(i)\nend\nx^10\n?kron\ny\nans\n")
    #expect(outcome.exitCode == 1)
    #expect(outcome.output.hasPrefix("2\n1\n2\n1024\nkron(A, B)\n"))
    #expect(outcome.output.hasSuffix("\n1024\n"))
    #expect(outcome.errors.hasPrefix("error: UndefVarError: `y` not defined\n"))
    #expect(try folder.nabla("repl", input: "1 +").errors.contains("error: ParseError"))
    #expect(try folder.nabla("repl", input: "").exitCode == 0)
  }
}
