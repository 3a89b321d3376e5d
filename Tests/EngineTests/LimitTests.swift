// Nothing that a block does may crash, hang or exhaust the machine.

import Engine
import Testing

@Suite struct LimitTests {
  @Test func endlessLoopStops() {
    #expect(evaluated("while true; end", steps: 100_000) == "ERROR StepLimit")
    #expect(evaluated("try\n while true; end\ncatch\n 1\nend", steps: 100_000) == "ERROR StepLimit")
    #expect(evaluated("f() = while true; try; error(); catch; end; end; f()", steps: 100_000) == "ERROR StepLimit")
  }

  @Test func endlessRecursionIsAnErrorThatCanBeCaught() {
    #expect(evaluated("f(x) = f(x + 1) + 1; f(0)") == "ERROR StackOverflowError")
    #expect(evaluated("f(x) = f(x + 1) + 1; try f(0) catch e; e isa StackOverflowError end") == "true")
    #expect(evaluated("a(x) = 1 + sum_(x); sum_(x) = a(x); a(1)") == "ERROR StackOverflowError")
    #expect(evaluated("f(x) = f.([x])[1]; f(1)") == "ERROR StackOverflowError")
  }

  @Test func hugeNumbersAreRefusedBeforeTheyAreMade() {
    #expect(evaluated("2^(10^12)") == "ERROR MemoryLimit")
    #expect(evaluated("x = 2^1000000; x^1000000") == "ERROR MemoryLimit")
    #expect(evaluated("\"ab\"^(10^12)") == "ERROR MemoryLimit")
  }

  @Test func outputIsLimited() {
    #expect(evaluated("while true; print(\"xxxxxxxxxxxxxxxx\"); end").hasSuffix("ERROR OutputLimit"))
  }

  /// Many small objects, in a loop that asks for none of them in advance.
  @Test(arguments: [
    "x = (); while true; x = (x,); end", "mutable struct N; next; end; n = N(1); while true; n = N(n); end",
    "try; x = (); while true; x = (x,); end; catch; finally; end",
  ])
  func memoryIsLimited(_ source: String) {
    #expect(evaluated(source, steps: 2_000_000, bytes: 4_000_000) == "ERROR MemoryLimit")
  }

  @Test func deepValuesAreFreedWithoutTheStack() {
    #expect(evaluated("x = ()\nfor i in 1:1_000_000\n x = (x,)\nend\n1") == "1")
    #expect(evaluated("x = ()\nfor i in 1:100_000\n x = (x,)\nend\nx == (x,)") == "false")
    #expect(evaluated("x = nothing\nfor i in 1:200_000\n let y = x\n  x = () -> y\n end\nend\n1") == "1")
  }

  @Test func cyclesAreFreedWithTheMachine() {
    #expect(evaluated("mutable struct N; next; end; a = N(1); a.next = a; a.next === a") == "true")
  }

  @Test func deepCallsOfManyArgumentsWork() {
    #expect(evaluated("f(n) = n == 0 ? 0 : 1 + f(n - 1); f(50_000)") == "50000")
  }

  /// Frames that an error removes must give up what they held.
  @Test func memoryIsGivenBack() {
    EngineThread.run {
      let session = Session(library: .core)
      _ = session.evaluate("f(v) = error(\"no\"); g(v) = (w = v .+ 1.0; f(w))")
      _ = session.evaluate("v = [1.0, 2.0]; for i in 1:10\n try g(v) catch end\nend")
      let before = session.machine.heap.objectCount
      _ = session.evaluate("for i in 1:1000\n try g(v) catch end\nend")
      _ = session.evaluate("0")
      #expect(session.machine.heap.objectCount <= before + 20)
    }
  }

  /// What was thrown lives until it is caught, wherever the objects it holds were made.
  @Test func thrownValuesLiveUntilTheyAreCaught() {
    let source = """
      struct P; x; end
      Base.:<(a::P, b::P) = throw([a.x, b.x])
      try
        if P(1) < P(2)
          1
        end
      catch e
        z = [9, 9]
        e
      end
      """
    #expect(evaluated(source) == "2-element Vector{Int64}:\n 1\n 2")
  }
}
