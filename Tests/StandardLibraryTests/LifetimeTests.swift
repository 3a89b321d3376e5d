// What is being gone through stays alive, whatever happens to the collection that it comes from.

import Engine
import StandardLibrary
import Testing

@Suite struct LifetimeTests {
  @Test(arguments: [
    // Elements that are made for the loop alone.
    ("n = 0; for part in svd([2.0 0.0; 0.0 1.0]); z = [9.0, 9.0]; n += length(part); end; n", "10"),
    ("t = \"\"; for (a, b) in Iterators.product((\"x\"^20 * \"$i\" for i in 1:2), [\"y\"]); z = \"q\"^20; t *= a[end] * b; end; t", "\"1y2y\""),
    ("t = []; for s in Iterators.flatten([\"a\"^20, \"b\"^20 * \"$i\"] for i in 1:2); z = [1, 2]; push!(t, s[end]); end; join(t)", "\"a1a2\""),
    ("t = []; for s in Iterators.reverse((\"b\"^20 * \"$i\" for i in 1:2)); z = \"q\"^20; push!(t, s[end]); end; join(t)", "\"21\""),
    ("v = [\"a\"^20 * \"$i\" for i in 1:9]; shuffle!(v); sum(length, v)", "189"),
    // Collections that the loop itself empties.
    ("n = 0; s = Set([\"a\"^20, \"b\"^20]); for x in s; empty!(s); z = \"q\"^20; n += length(x); end; n", "40"),
    ("n = 0; d = Dict(\"a\"^20 => 1, \"b\"^20 => 2); for (k, v) in d; empty!(d); z = \"q\"^20; n += length(k); end; n", "40"),
    ("n = 0; d = Dict(\"a\"^20 => 1, \"b\"^20 => 2); for k in keys(d); empty!(d); z = \"q\"^20; n += length(k); end; n", "40"),
    ("n = 0; v = [\"a\"^20, \"b\"^20]; for x in Iterators.reverse(v); empty!(v); z = \"q\"^20; n += 1; end; n", ""),
    ("n = 0; v = [\"a\"^20, \"b\"^20]; for x in v; empty!(v); z = \"q\"^20; n += length(x); end; n", "20"),
    ("sum(x -> (empty!(s); length(x)), s = Set([\"a\"^20, \"b\"^20]))", ""),
    ("s = Set([\"a\"^20, \"b\"^20]); sum(x -> (empty!(s); length(x)), s)", "40"),
    ("v = [\"a\"^20, \"b\"^20, \"c\"^20]; map(x -> (empty!(v); x[1]), v)", ""),
    ("v = [[3, 3], [1, 1], [2, 2]]; sort!(v, by = x -> (empty!(v); x[1]))", ""),
    ("v = [\"c\"^20, \"a\"^20, \"b\"^20]; filter!(x -> (empty!(v); true), v)", ""),
    ("v = [\"c\"^20, \"a\"^20, \"b\"^20]; foreach(x -> (empty!(v); \"q\"^20), v); length(v)", "0"),
    ("v = [\"c\"^20, \"a\"^20, \"b\"^20]; v .= (x -> (empty!(v); x)).(v)", ""),
    ("v = Any[\"c\"^20, \"a\"^20]; (x -> (empty!(v); x)).(v)", ""), ("v = Any[\"c\"^20, \"a\"^20]; [(empty!(v); x) for x in v]", ""),
    ("v = [\"c\"^20, \"a\"^20]; findall(x -> (empty!(v); true), v)", ""), ("v = [\"c\"^20, \"a\"^20]; reduce((a, b) -> (empty!(v); a * b), v)", ""),
    ("v = [1, 2, 3]; for i in eachindex(v); empty!(v); end; v", "Int64[]"), ("v = [1.0, 2.0]; map!(x -> (empty!(v); x), v, v)", ""),
    ("v = [\"c\"^20, \"a\"^20]; a, b = (empty!(v); v)", ""), ("v = [3, 1, 2]; sort!(v, lt = (a, b) -> (resize!(v, 1); a < b))", ""),
  ])
  func whatIsGoneThroughStays(_ source: String, _ value: String) {
    let result = evaluate(source)
    #expect(value.isEmpty || result == value, "\(source): \(result)")
  }

  @Test(arguments: [
    // A call from native code stands where the caller's registers hold what it no longer needs.
    ("f(v) = sum(x -> 1, v)", "f(w)"), ("f(v) = map(x -> x, v)", "f(Any[w[1], 1]);"),
    ("f(v) = v .+ 1", "try f(Any[w[1] * 1, 1]) catch; end"), ("f(v) = sort(v, by = x -> x[1])", "f([[3 4] .+ 1, [1 2] .+ 1]);"),
    ("f(v) = v .* 2", "f(Any[w[1] * 1, 2.5]);"),
  ])
  func `a cell that runs again leaves nothing more`(_ definition: String, _ call: String) {
    EngineThread.run {
      let session = Session(library: .standard)
      _ = session.evaluate("w = Any[[1 2; 3 4], 1]")
      _ = session.evaluate(definition)
      for _ in 0..<3 { #expect(session.evaluate(call).failure == nil) }
      let before = session.machine.heap.objectCount
      for _ in 0..<5 { _ = session.evaluate(call) }
      #expect(session.machine.heap.objectCount == before, "\(call)")
    }
  }
}
