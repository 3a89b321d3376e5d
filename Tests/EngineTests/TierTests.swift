// The fast tier of the machine gives what the general one gives, for every operator and kind of operand.

import Engine
import Testing

@Suite struct TierTests {
  /// Operands at the edges of what the fast tier does itself: overflow, the end of exact floats, signed zeros, NaN.
  static let operands = [
    "0", "1", "-1", "2", "3", "7", "-9", "9223372036854775807", "-9223372036854775808", "9007199254740993", "0.0", "-0.0",
    "0.5", "-2.5", "3.0", "1e308", "5.0e-324", "Inf", "-Inf", "NaN", "9007199254740992.0", "true", "false", "'a'", "\"ab\"",
    "1//2", "2.5f0", "0x05", "big(3)", "1.5 + 2.0im", "-0.0 - 1.0im", "1 + 2im", "nothing", "missing", "(1, 2)",
    "[1.0, 2.0]", "[1, 2]", ":s",
  ]

  static let operators: [(text: String, apply: @Sendable (Machine, Value, Value) throws -> Value)] = [
    ("+", { try $0.arithmetic(.add, $1, $2) }), ("-", { try $0.arithmetic(.subtract, $1, $2) }),
    ("*", { try $0.arithmetic(.multiply, $1, $2) }), ("/", { try $0.arithmetic(.divide, $1, $2) }),
    ("÷", { try $0.arithmetic(.integerDivide, $1, $2) }), ("%", { try $0.arithmetic(.remainder, $1, $2) }),
    ("==", { try $0.compare(.equal, $1, $2) }), ("!=", { try $0.compare(.notEqual, $1, $2) }),
    ("<", { try $0.compare(.less, $1, $2) }), ("<=", { try $0.compare(.lessEqual, $1, $2) }),
    (">", { try $0.compare(.greater, $1, $2) }), (">=", { try $0.compare(.greaterEqual, $1, $2) }),
  ]

  /// The text of a result, or the type of the error.
  static func outcome(_ machine: Machine, _ make: () throws -> Value) -> String {
    do {
      return try machine.text(of: make())
    } catch {
      return "ERROR " + machine.runtimeError(error).type
    }
  }

  @Test(arguments: operators.map(\.text))
  func `An instruction gives what the operation gives`(text: String) throws {
    let apply = try #require(Self.operators.first { $0.text == text }).apply
    let differences = EngineThread.run { () -> [String] in
      let session = Session(library: .core)
      let machine = session.machine
      _ = session.evaluate("f(x, y) = x \(text) y")
      var differences: [String] = []
      for (i, left) in Self.operands.enumerated() {
        _ = session.evaluate("a = \(left); g(x) = a \(text) x")
        for (j, right) in Self.operands.enumerated() {
          _ = session.evaluate("b = \(right)")
          guard let a = machine.globals["a"], let b = machine.globals["b"] else { continue }
          let expected = Self.outcome(machine) { try apply(machine, a, b) }
          func check(_ source: String) {
            let result = session.evaluate(source)
            let got = result.failure.map { "ERROR " + $0.type } ?? result.text ?? ""
            if got != expected, !(expected == "nothing" && got == "") {
              differences.append("\(left) \(text) \(right) as \(source): \(got), not \(expected)")
            }
          }
          // Between registers, over an object of the register's own, with constants, as a condition that jumps.
          check("f(a, b)")
          if i < 20 { check("((y) -> \(left) \(text) y)(b)") }
          if j < 20 { check("((x) -> x \(text) \(right))(a)") }
          // What is not a Boolean is an error there.
          if "==!=<=>=".contains(text), expected == "true" || expected == "false" {
            check("((x, y) -> if x \(text) y; true else false end)(a, b)")
            if j < 20 { check("((x) -> if x \(text) \(right); true else false end)(a)") }
          }
        }
      }
      return differences
    }
    #expect(differences.isEmpty, "\(differences.prefix(10).joined(separator: "\n"))")
  }

  @Test func `Complex arithmetic in a loop writes over no number that is held elsewhere`() {
    let source = """
      function orbit(c, n)
        seen = []
        z = c
        for _ in 1:n
          push!(seen, z)
          z = z * z + c
        end
        seen, z
      end
      """
    let library = evaluated(source + "\nz = 0.5 + 0.25im; w = z; for _ in 1:3; z = z * z + w; end; (z, w)")
    #expect(library == "(0.4091949462890625 + 0.4609375im, 0.5 + 0.25im)" || library.hasSuffix("0.5 + 0.25im)"))
  }

  @Test func `Loops over written ranges have the rounds of the ranges`() {
    let ranges = [
      "1:0", "1:1", "1:3", "3:1", "5:-2:0", "5:-2:1", "0:3:10", "10:3:1", "-3:3", "1:-1:-1", "0.0:0.5:1.0", "'a':'d'",
      "9223372036854775805:9223372036854775807", "1//2:3//2", "true:true", "-9223372036854775808:4611686018427387904:9223372036854775807",
    ]
    for range in ranges {
      let written = evaluated("s = \"\"; for i in \(range); s = string(s, i, \" \"); end; s")
      let made = evaluated("s = \"\"; r = \(range); for i in r; s = string(s, i, \" \"); end; s")
      #expect(written == made, "\(range)")
    }
    #expect(evaluated("for i in 1:0:3; end") == "ERROR ArgumentError")
  }

  @Test func `What a branch returns, every way out gives`() {
    #expect(evaluated("f(x) = x > 0 ? \"+\" : x < 0 ? \"-\" : \"0\"; f(1) * f(-1) * f(0)") == "\"+-0\"")
    #expect(evaluated("function f(x); if x > 1; 2x; end; end; f(0) === nothing && f(2) == 4") == "true")
    #expect(evaluated("function f(x); try; return x; finally; x = 9; end; end; f(1)") == "1")
    #expect(evaluated("function f(); for i in 1:9; i > 3 && return i; end; end; f()") == "4")
    #expect(evaluated("function f(c); if c; z = 1; end; z; end; f(true)") == "1")
    #expect(evaluated("function f(c); if c; z = 1; end; z; end; f(false)") == "ERROR UndefVarError")
    #expect(evaluated("function f(); for i in 1:2; if i == 1; y = 5; end; y; end; end; f()") == "ERROR UndefVarError")
  }

  @Test func `A function that is replaced while it runs runs on`() {
    #expect(evaluated("function f(); global f = 3; x = 1; x + 1; end; f()") == "2")
    #expect(evaluated("g(n) = n == 0 ? 0 : begin; global g = 5; n + 1; end; g(3)") == "4")
  }

  @Test(arguments: ["+", "-", "*", "/"])
  func `An instruction after another gives what it gives alone`(second: String) {
    let operands = [
      "2", "0.5", "-0.0", "9223372036854775807", "Inf", "NaN", "1//2", "1.5 + 2.0im", "big(3)", "[1.0, 2.0]",
    ]
    let differences = EngineThread.run { () -> [String] in
      let session = Session(library: .core)
      var differences: [String] = []
      _ = session.evaluate("apart(x) = x")
      for first in ["+", "-", "*", "/"] {
        let programs = [
          ("z \(second) (x \(first) y)", "t = apart(x \(first) y); z \(second) t"),
          ("(x \(first) y) \(second) z", "t = apart(x \(first) y); t \(second) z"),
          ("(x \(first) y) \(second) 2.5", "t = apart(x \(first) y); t \(second) 2.5"),
          ("2.5 \(second) (x \(first) y)", "t = apart(x \(first) y); 2.5 \(second) t"),
          ("t = x \(first) y; t \(second) t", "t = apart(x \(first) y); t \(second) t"),
        ]
        for (together, apart) in programs {
          _ = session.evaluate("f(x, y, z) = begin; \(together); end; g(x, y, z) = begin; \(apart); end")
          for x in operands {
            for y in operands.prefix(4) {
              for z in ["2", "0.5"] {
                let left = session.evaluate("f(\(x), \(y), \(z))")
                let right = session.evaluate("g(\(x), \(y), \(z))")
                if left.text != right.text || left.failure?.type != right.failure?.type {
                  let (got, expected) = (left.text ?? "an error", right.text ?? "an error")
                  differences.append("\(together) of \(x), \(y), \(z): \(got), not \(expected)")
                }
              }
            }
          }
        }
      }
      return differences
    }
    #expect(differences.isEmpty, "\(differences.prefix(10).joined(separator: "\n"))")
  }

  @Test func `A function is called out of the variable that holds it`() {
    #expect(evaluated("twice(f, x) = f(f(x)); twice(x -> 3x, 2)") == "18")
    #expect(evaluated("g(f) = f(1, 2); g((x, y) -> x - y)") == "-1")
    #expect(evaluated("g(f) = f(1); g(2)").hasPrefix("ERROR MethodError"))
    #expect(evaluated("function h(n); f = x -> x + n; n == 0 ? f(1) : f(h(n - 1)); end; h(4)") == "11")
    #expect(evaluated("function h(); k(x::Int) = 2x; k(4); end; h()") == "8")
    #expect(evaluated("fs = [x -> x + i for i in 1:3]; total = 0; for f in fs; total += f(10); end; total") == "36")
  }

  @Test func `Fields are found by the type of each object`() {
    let types = "mutable struct A; x; y; end; mutable struct B; y; x; end; f(p) = p.x; set(p, v) = (p.x = v; p.x);"
    #expect(evaluated(types + "[f(A(1, 2)), f(B(1, 2)), f(A(3, 4)), f((x = 7,))]") == "[1, 2, 3, 7]"
      || evaluated(types + "(f(A(1, 2)), f(B(1, 2)), f(A(3, 4)), f((x = 7,)))") == "(1, 2, 3, 7)")
    #expect(evaluated(types + "a = A(1, 2); b = B(1.5, 2); (set(a, 3), set(b, 4), set(a, 2.5), a.y, b.y)") == "(3, 4, 2.5, 2, 1.5)")
    #expect(evaluated("struct C; x; end; f(c) = (c.x = 1); f(C(2))") == "ERROR ErrorException")
    #expect(
      evaluated("struct D; x; end; f(d) = d.x; f(D(1)); Base.getproperty(d::D, n::Symbol) = 42; f(D(1))") == "42")
  }
}
