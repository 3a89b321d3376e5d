// No source crashes, hangs or exhausts the stack: deep nesting, long chains, random edits.

import Syntax
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct RobustnessTests {
  static let corpus = """
    # a little of everything
    function newton(f, x::Float64; tol = 1e-10, steps...)::Float64 where T
      for i in 1:steps, j ∈ [1 -2; 3 4;;; 5 6]
        dx = f(x) / f'(x)  # => 3
        x -= dx; abs(dx) < tol && return x, "$i of $(length(steps))\\n"
      end
      try error("none") catch e; rethrow(e) finally nothing end
    end
    A = Float64[i == j ? 2π : :a for i in 1:3 if i % 2 == 0]
    struct P <: Q; x::Int; P(x) = new(2x^2); end
    s = \"\"\"
      text $A
        more\"\"\" * raw"\\d" * 'c' * L"\\alpha"
    map(v) do (a, b), c...
      @. y = sin(x) + a'b .+ √2 - !c
    end |> g ∘ h => (a = 1, b = 2), (; x, y), {1: 2}
    let x = 1, y = begin 2 end; @test x ≈ y atol = 1e-3 end
    #= block #= nested =# =# x = a[end, begin:end-1, :]' ± 3..4
    while true if x break elseif y continue else nothing end end
    """

  /// Runs on a thread with as small a stack as a thread pool has.
  private func onSmallStack(_ body: @escaping @Sendable () -> Void) {
    final class Task {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 512 << 10)
    #if canImport(Darwin)
      var thread: pthread_t?
      pthread_create(
        &thread, &attributes,
        {
          Unmanaged<Task>.fromOpaque($0).takeRetainedValue().body()
          return nil
        }, Unmanaged.passRetained(Task(body)).toOpaque())
      if let thread { pthread_join(thread, nil) }
    #else
      var thread = pthread_t()
      pthread_create(
        &thread, &attributes,
        {
          Unmanaged<Task>.fromOpaque($0!).takeRetainedValue().body()
          return nil
        }, Unmanaged.passRetained(Task(body)).toOpaque())
      pthread_join(thread, nil)
    #endif
  }

  private static let nests: [@Sendable (Int) -> String] = [
    { repeated("(", $0) + "x" + repeated(")", $0) }, { repeated("f(", $0) + repeated(")", $0) },
    { repeated("[", $0) + repeated("]", $0) },
    { repeated("x[", $0) + "1" + repeated("]", $0) }, { repeated("-", $0) + "x" }, { repeated("!", $0) + "x" },
    { "x" + repeated(" - x", $0) },
    { "x" + repeated("^x", $0) }, { "x" + repeated(" => x", $0) }, { repeated("x = ", $0) + "1" },
    { "x" + repeated("'", $0) }, { "x" + repeated(".a", $0) },
    { "f" + repeated("(x)", $0) }, { repeated("begin ", $0) + repeated("end ", $0) },
    { repeated("if x\n", $0) + repeated("end\n", $0) },
    { repeated("function f()\n", $0) + repeated("end\n", $0) }, { repeated("x -> ", $0) + "1" },
    { repeated("x ? 1 : ", $0) + "1" }, { repeated(":(", $0) + repeated(")", $0) },
    { "x" + repeated("::T", $0) }, { repeated("::", $0) + "T" }, { repeated("T{", $0) + repeated("}", $0) },
    { "T" + repeated(" where T", $0) },
    { repeated("\"$(", $0) + "x" + repeated(")\"", $0) }, { "if x\n" + repeated("elseif y\n", $0) + "end" },
    { repeated("struct A\n", $0) + repeated("end\n", $0) },
    { repeated("f() do\n", $0) + repeated("end\n", $0) }, { repeated("@a ", $0) + "x" }, { "x" + repeated(" + x", $0) },
    { "2" + repeated("(x)", $0) }, { repeated("return ", $0) },
    { repeated("[x for y in ", $0) + repeated("]", $0) }, { repeated("try\n", $0) + repeated("catch\nend\n", $0) },
    { "x" + repeated("...", $0) }, { repeated("(x,", $0) + repeated(")", $0) },
    { repeated("(a-b-[d'", $0) }, { repeated("(", $0) }, { repeated("]", $0) }, { repeated("(]", $0) },
    { repeated("\"", $0) }, { repeated("#= ", $0) }, { repeated("begin ", $0) },
    { repeated("if ", $0) }, { repeated("for ", $0) }, { repeated("(", $0) + repeated(") -> 1", $0) },
    { "let " + repeated("a = 1, ", $0) + "b\nend" }, { "x = [y " + repeated("for i in v ", $0) + "]" },
    { repeated("else if x\n", $0) }, { "f(" + repeated("x, ", $0) + ")" }, { repeated("a ? b : ", $0) },
    { repeated("f(x::", $0) }, { repeated("'", $0) }, { repeated("$", $0) }, { repeated("x.", $0) },
  ]

  private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  @Test(arguments: [30, 330, 5000])
  func deepNestingIsSafeOnASmallStack(_ depth: Int) {
    for nest in Self.nests {
      onSmallStack {
        let source = nest(depth)
        let program = Parser.parse(source)
        _ = FreeNames(of: program.statements)
        _ = Highlighter.spans(of: source)
      }
    }
  }

  @Test func deepNestingIsADiagnostic() {
    #expect(Parser.parse(Self.repeated("(", 300) + "x" + Self.repeated(")", 300)).diagnostics.isEmpty)
    #expect(Parser.parse("x" + Self.repeated(" - x", 900)).diagnostics.isEmpty)
    #expect(Parser.parse("x" + Self.repeated(" + x", 50_000)).diagnostics.isEmpty)
    #expect(
      Parser.parse(Self.repeated("(", 2000) + "x" + Self.repeated(")", 2000)).diagnostics.map(\.identifier) == [
        "nesting"
      ])
    #expect(Parser.parse("x" + Self.repeated(" - x", 2000)).diagnostics.map(\.identifier) == ["nesting"])
    #expect(
      Parser.parse("[1" + Self.repeated(" for i in 1:1", 20_000) + "]").diagnostics.first?.identifier == "nesting")
    #expect(
      Parser.parse("for i in 1" + Self.repeated(", i in 1", 20_000) + "\nend").diagnostics.first?.identifier == "nesting")
    #expect(
      Parser.parse(Self.repeated("if x\n", 2000) + Self.repeated("end\n", 2000)).diagnostics.map(\.identifier) == [
        "nesting"
      ])
  }

  /// A small generator, so that a failure can be repeated (Steele, Lea and Flood 2014).
  struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test func randomEditsNeitherCrashNorHang() {
    var random = SplitMix(state: 7)
    let original = Array(Self.corpus.utf8)
    let spare = Array("()[]{}\"'`$#=;,:.@\\ \nend if for do x1+-*^~!?<>&|%α…∈".utf8)
    for _ in 0..<800 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(spare.randomElement(using: &random) ?? 0, at: place)
        case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
        default: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...60, using: &random)))
        }
        if bytes.isEmpty { bytes = original }
      }
      let source = String(decoding: bytes, as: UTF8.self)
      let program = Parser.parse(source)
      let length = source.utf8.count
      for diagnostic in program.diagnostics {
        #expect(
          0 <= diagnostic.span.start && diagnostic.span.start <= diagnostic.span.end && diagnostic.span.end <= length)
      }
      for statement in program.statements {
        #expect(Self.spansAreNested(statement.expression, length), "\(source)")
      }
      _ = FreeNames(of: program.statements)
      #expect(Highlighter.spans(of: source).last?.0.end ?? 0 == length)
    }
  }

  private static func spansAreNested(_ expression: Expression, _ length: Int) -> Bool {
    guard 0 <= expression.span.start, expression.span.start <= expression.span.end, expression.span.end <= length else {
      return false
    }
    var result = true
    expression.forEachChild { if !spansAreNested($0, length) { result = false } }
    return result
  }

  @Test func errorsCostLinearTime() {
    let clock = ContinuousClock()
    for line in ["x y ( [ \"\n", "“ 'ab' ' \" $5 \"\n", "end else ) ] }\n", "f(a b) begin if\n", "a[1) (b]\n"] {
      let time = clock.measure { _ = Parser.parse(Self.repeated(line, 10_000)) }
      #expect(time < .seconds(5), "\(line)")
    }
  }
}
