// The limits of steps, memory and output hold in whatever a block writes, and no handler of the block can swallow them.

import Engine
import StandardLibrary
import Testing

@Suite struct LanguageLimitTests {
  /// The type of the error that ends a source under small limits.
  private func ending(_ source: String, steps: Int = 60_000, bytes: Int = 2_000_000) -> String {
    EngineThread.run {
      let session = Session(library: .standard)
      session.machine.limits.steps = steps
      session.machine.limits.bytes = bytes
      session.machine.limits.outputBytes = 2_000
      return session.evaluate(source).failure?.type ?? "no error"
    }
  }

  /// The source as it is, and inside of what catches errors.
  private func expect(
    _ limit: String, of source: String, steps: Int = 60_000, bytes: Int = 2_000_000, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(ending(source, steps: steps, bytes: bytes) == limit, "\(source)", sourceLocation: sourceLocation)
    let caught = "for i in 1:2\ntry\ntry\n\(source)\ncatch e\ncontinue\nend\ncatch\nfinally\n1\nend\nend"
    #expect(ending(caught, steps: steps, bytes: bytes) == limit, "\(caught)", sourceLocation: sourceLocation)
  }

  /// Handlers in functions, closures and generators, and those that try again.
  @Test(arguments: [
    ("while true; end", "StepLimit"), ("let x = []; while true; x = [x, 1, 2, 3]; end; end", "MemoryLimit"),
    ("while true; println(1); end", "OutputLimit"), ("zeros(10^5, 10^5)", "MemoryLimit"),
  ])
  func noHandlerSwallowsALimit(_ body: String, _ limit: String) {
    for handler in [
      "try\n$\ncatch e\n1\nend", "try\n$\nfinally\n1\nend", "try\n$\ncatch\n1\nelse\n2\nfinally\n3\nend",
      "guard(body) = try body() catch; body() finally; 2 end\nguard() do\n$\nend",
      "collect((try; $; catch; 1 end) for i in 1:3)", "sum([(try; $; catch; 1 end) for i in 1:3])",
      "map(i -> try; $; catch; i end, 1:3)", "(i -> try; $; catch; i end).(1:3)", "f() = try; $; catch; f() end; f()",
      "while true; try; $; catch; break; end; end", "while true; try; $; catch; finally; break; end; end",
      "f() = try; $; finally; return 1; end; f()", "let r = 1; foreach(i -> (r = try $ catch; 2 end), 1:3); r; end",
    ] {
      let source = handler.replacing("$", with: body)
      #expect(ending(source) == limit, "\(source)")
    }
  }

  @Test(arguments: [
    "while true; end", "for i in 1:10^12; end", "for i in 1:10^7, j in 1:10^7; end", "for i in 0.0:1e-6:1e6; end",
    "for i in Iterators.countfrom(1); end", "for i in Iterators.cycle([1, 2]); continue; end",
    "for (i, x) in enumerate(1:10^12); end", "for (i, x) in zip(1:10^12, Iterators.repeated(1)); end",
    "let i = 0; while i >= 0; i += 1; i > 5 && continue; end; end",
    "while true; try; error(\"no\"); catch; end; end", "while true; try; continue; finally; 1; end; end",
    "[i for i in 1:10^12 if false]", "sum(i for i in 1:10^12 if isodd(i))", "any(i < 0 for i in 1:10^12)",
    "first(x for x in 1:10^12 if x < 0)", "sum(x -> (x < 0 ? 1 : 2), Iterators.countfrom(1))",
    "foreach(identity, 1:10^12)", "map(x -> (while true; end), [1])", "begin; f(x) = (while true; end); f.([1, 2]); end",
    "begin; a(n) = b(n); b(n) = (for i in 1:n; end); a(10^12); end",
    "begin; f(n) = n == 0 ? 0 : f(n - 1) + f(n - 1); f(60); end", "let f = 1; f = (n -> n == 0 ? 0 : f(n - 1) + f(n - 1)); f(60); end",
    "begin\nstruct Endless end\nBase.iterate(::Endless, s = 1) = (s, s + 1)\nfor x in Endless(); end\nend",
    "let d = Dict(1 => 1); while true; d[1] += 1; end; end", "let s = \"abc\"; while true; s == \"x\" && break; end; end",
    "let x = [1, 2, 3]; while true; x[2] = x[1] + 1; end; end", "let (a, b) = (1, 2); while true; a, b = b, a; end; end",
    "begin; f(xs...; k...) = length(xs); while true; f(1, 2; a = 1); end; end", "while true; \"a$(1)b\"; end",
    "while true; (a = 1, b = [2]); end", "while true; [1.0, 2.0] .+ 1; end", "while true; 1//2 + 2im; end",
    "while true; big(2)^70 + 1; end", "while true; x -> x; end",
  ])
  func everyLoopCountsItsSteps(_ source: String) {
    expect("StepLimit", of: source)
  }

  @Test(arguments: [
    // Arrays
    "let x = [1]; while true; x = [x; x]; end; end", "let x = [1.0 2.0]; while true; x = [x; x]; end; end",
    "let x = Any[1]; while true; append!(x, x); end; end", "let x = []; while true; push!(x, 1); end; end",
    "let x = [1]; while true; push!(x, 1); end; end", "let x = [[1]]; while true; push!(x, [1]); end; end",
    "let x = (); while true; x = (x, [1, 2, 3]); end; end", "[i for i in 1:10^12]", "[(i,) for i in 1:10^12]",
    "(10^18:6 * 10^18) / 10", "-(10^18:6 * 10^18) * 1.5", "map(x -> x / 2, 10^18:6 * 10^18)", "[1, 2][1 .+ 0 * (1:10^18)]",
    "collect(1:10^12)", "zeros(10^5, 10^5)", "sqrt.(1:10^12)", "(1:10^5) .* (1:10^5)'", "let x = [1]; while true; x = vcat(x, x); end; end",
    "let x = [1 2]; while true; x = hcat(x, x); end; end", "repeat([1, 2], 10^12)", "map(i -> (i, i), 1:10^12)",
    "let x = Any[1]; while true; x = Any[x, x[1]]; end; end", "let x = 1:2; while true; x = [x...; x...]; end; end",
    "let x = Any[]; while true; push!(x, view([1, 2, 3], 1:2)); end; end", "let x = [1, 2]; while true; x = [x, x, x'][1:2]; end; end",
    "let x = Any[]; while true; y = zeros(1000); empty!(y); push!(x, y); end; end",
    // Text
    "let s = \"ab\"; while true; s = s * s; end; end", "let s = \"ab\"; while true; s = \"$s$s\"; end; end",
    "let s = \"ab\"; while true; s = s^3; end; end", "let x = []; while true; push!(x, \"abc$(length(x))\"); end; end",
    "let s = \"ab\"; while true; s = string(s, s); end; end", "let s = \"ab\"; while true; s = join([s, s]); end; end",
    "\"ab\"^(10^12)", "let x = []; while true; push!(x, Symbol(\"a\", length(x))); end; end",
    "let i = 0; while true; Symbol(\"only\", i += 1); end; end",
    // Numbers
    "2^(10^12)", "big(3)^(10^11)",
    "let x = []; while true; push!(x, big(2)^100); end; end", "let x = []; while true; push!(x, big(1.5)); end; end",
    "let x = []; while true; push!(x, 1//3); end; end", "let x = []; while true; push!(x, 1 + 2im); end; end", "1 << (10^12)",
    // Collections, structures and functions
    "let d = Dict(); while true; d[length(d)] = 1; end; end", "let d = Dict{Int, Int}(); while true; d[length(d)] = 1; end; end",
    "let s = Set(); while true; push!(s, length(s)); end; end", "let t = (1,); while true; t = (t..., t...); end; end",
    "let t = (a = 1,); while true; t = (a = t, b = t, c = 2); end; end", "let p = 1; while true; p = p => 2; end; end",
    "let d = Any[]; while true; push!(d, Dict(1 => 2)); end; end", "let x = nothing; while true; x = Ref(x); end; end",
    "begin\nmutable struct Link; next; end\nlet n = Link(1); while true; n = Link(n); end; end\nend",
    "begin\nstruct Pair2; a; b; end\nlet n = 1; while true; n = Pair2(n, 2); end; end\nend",
    "let f = x -> x; while true; g = f; f = x -> g(x) + 1; end; end",
    "let fs = []; while true; let n = 0; push!(fs, () -> (n += 1)); end; end; end",
    "let f = sin; while true; f = f ∘ cos; end; end", "let fs = []; while true; push!(fs, (x for x in 1:3)); end; end",
    "let fs = []; while true; push!(fs, zip([1], [2])); end; end", "let x = []; while true; push!(x, 1:length(x)); end; end",
    "begin; f(xs...) = f(xs..., xs...); f(1, 2); end", "let x = []; while true; try; error(\"e\" ^ 9); catch e; push!(x, e); end; end; end",
        "let io = IOBuffer(); while true; print(io, \"abcdefgh\"); end; end", "sprint(io -> (while true; print(io, \"abcdefgh\"); end))",
      ])
  func whateverGrowsIsCounted(_ source: String) {
    expect("MemoryLimit", of: source, steps: 2_000_000, bytes: 600_000)
  }

  /// Large numbers take steps by their size.
  @Test(arguments: ["let n = big(3); while true; n = n * n; end; end", "let n = 3; while true; n = n^3; end; end",
    "let x = 1//1; while true; x = (x + 2 / x) / 2; end; end", "let x = 3//2; while true; x = x^2; end; end",
  ])
  func numbersThatGrowMeetALimit(_ source: String) { #expect(["StepLimit", "MemoryLimit"].contains(ending(source))) }

  @Test(arguments: [
    "while true; print(\"abc\"); end", "while true; println(); end", "while true; @show 1; end", "foreach(println, 1:10^12)",
    "while true; display(1); end", "for i in 1:10^12; print(stdout, i, ' '); end", "while true; show(\"a\"); end",
    "while true; @printf(\"%d\", 1); end", "print(\"a\"^20_000)", "println(zeros(100_000))", "begin; f(n) = (println(n); f(n + 1)); f(1); end",
  ])
  func whateverPrintsIsCounted(_ source: String) { expect("OutputLimit", of: source) }

  /// A value that holds itself dies with its machine.
  @Test(arguments: [
    "mutable struct N; next; end; a = N(1); a.next = a", "a = Any[1]; a[1] = a; a", "a = Dict(); a[1] = a; a", "a = Any[]; push!(a, (a, 1)); a",
    "a = let f = nothing; f = n -> n == 0 ? 0 : f(n - 1); f end", "a = Ref{Any}(1); a[] = a; a",
    "a = let n = 0, g = nothing; f = () -> (n += 1; g()); g = () -> f; f end",
    "a = [Any[], Any[]]; push!(a[1], a[2]); push!(a[2], a[1]); a", "a = Any[1]; a[1] = view(a, 1:1); a",
    "a = Any[1]; a[1] = (x for x in a); a", "a = Any[1]; a[1] = reshape(a, 1, 1); a", "a = Any[1]; a[1] = a => \"x\"; a",
    "a = eachrow([1 2])", "a = CartesianIndices((2, 3))", "a = Any[(x for x in Dict(1 => 2))]; b, c... = a[1]",
    "a = try; b = Any[1]; b[1] = b; throw(b); catch e; e end",
  ])
  func cyclesDieWithTheirMachine(_ source: String) {
    EngineThread.run {
      weak var object: HeapObject?
      var session: Session? = Session(library: .standard)
      let failure = session?.evaluate(source + "; nothing").failure
      #expect(failure == nil, "\(failure?.message ?? "")")
      object = session?.machine.globals["a"].flatMap { $0.tag.isObject ? $0.object : nil }
      #expect(object != nil)
      session = nil
      #expect(object == nil)
    }
  }

  /// What a loop throws away does not count, however much it is in all.
  @Test(arguments: [
    "for i in 1:3_000; x = (i, [i, i]); end; 1", "for i in 1:3_000; x = \"a\"^100; end; 1",
    "for i in 1:100; x = zeros(10_000); push!(x, 1.0); empty!(x); end; 1", "d = Dict(); for i in 1:3_000; d[i] = i; delete!(d, i); end; 1",
    "x = Int[]; for i in 1:3_000; push!(x, i); length(x) > 10 && popfirst!(x); end; 1",
    "for i in 1:200; x = [j for j in 1:50]; y = Set(x); z = x .+ 1; end; 1", "for i in 1:3_000; f = () -> i; f(); end; 1",
    "for i in 1:3_000; try; error(\"e$i\"); catch e; end; end; 1", "n = big(1); for i in 1:3_000; n = big(2)^70; end; 1",
  ])
  func whatIsGivenUpIsNotCounted(_ source: String) { #expect(ending(source, steps: 1_000_000) == "no error") }
}
