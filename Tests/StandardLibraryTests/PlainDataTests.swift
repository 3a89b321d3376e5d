// Plain data: what another environment reads is what was written, and what makes no sense is refused.

import Engine
import StandardLibrary
import Testing

@Suite struct PlainDataTests {
  /// What another environment shows of a value that crossed, and what this one shows.
  private func crossing(_ source: String) -> (here: String, there: String) {
    EngineThread.run {
      let session = Session(library: .standard)
      let evaluation = session.evaluate(source)
      guard let value = session.machine.globals.currentValue("ans") else { return ("\(evaluation)", "") }
      let other = Session(library: .standard)
      do {
        let bytes = try PlainData.bytes(of: value, session.machine)
        let copy = try PlainData.value(of: bytes, other.machine)
        return (try session.machine.text(of: value), try other.machine.text(of: copy))
      } catch {
        return ("", session.machine.runtimeError(error).description)
      }
    }
  }

  @Test(arguments: [
    "1", "-7", "1.5", "NaN", "-0.0", "true", "nothing; (nothing,)", "missing", "'ß'", "\"text ∑\"", "\"\"", ":name", "π", "ℯ", "2.5f0",
    "Float16(1.5)",
    "Int8(-3)", "UInt8(200)", "Int128(2)^100", "UInt64(2)^63", "big(2)^200", "-big(3)^99", "big\"0.1\"", "3//4", "1//0", "big(3)//7",
    "1 + 2im", "1.5 - 2.5im", "(1//2) + 3im", "1:5", "1:2:9", "0:0.1:1", "range(0, 1, length = 7)", "'a':'e'", "LinRange(0, 1, 3)",
    "Base.OneTo(4)",
    "[1, 2, 3]", "[1.5 2; 3 4]", "zeros(2, 0)", "[true, false]", "[1, 2] .> 1", "[1 + 2im, 3]", "[1.0im]", "zeros(2, 2, 2)",
    "[1, \"a\", :b]",
    "[missing, 1]", "[\"a\", \"b\"]", "[[1, 2], [3]]", "[1//2, 3//4]", "String[]", "Any[]", "Any[1, 2]", "[big(1), big(2)]", "[1, 2]'",
    "[1 2; 3 4]'",
    "transpose([1 + im, 2])", "reshape(1:6, 2, 3)", "(1, 2.5, \"a\")", "()", "(a = 1, b = [2])", "1 => 2",
    "Dict(\"a\" => 1, \"b\" => 2)", "Dict{Any, Any}(1 => [1])", "Set([1, 2, 3])", "Dict()", "Set{String}()", "[(1, 2), (3, 4)]",
    "Dict(:a => Dict(:b => (1, 2)))",
    "let v = [1]; (v, v) end", "Diagonal([1, 2]) * [1 2; 3 4]",
  ])
  func `Plain data arrives as it was`(_ source: String) {
    let (here, there) = crossing(source)
    #expect(here == there)
    #expect(!here.isEmpty)
  }

  @Test func `A view arrives as what it shows`() {
    #expect(crossing("view([1, 2, 3, 4], 2:3)").there == "2-element Vector{Int64}:\n 2\n 3")
    #expect(crossing("view([\"a\", \"b\", \"c\"], [1, 3])").there == "2-element Vector{String}:\n \"a\"\n \"c\"")
  }

  @Test(arguments: [
    ("x -> x", "var"), ("[1, sin]", "sin"), ("struct Q; a; end; Q(1)", "Q"), ("Int", "Type"), ("(i for i in 1:3)", "Generator"),
    ("Dict(1 => x -> x)", "var"), ("zip(1:2, 3:4)", "Zip"), ("Vector{Any}(undef, 2)", "not plain data"), ("plot([1, 2])", "not plain data"),
    ("let v = Any[]; push!(v, v); v end", "nested too deeply"), ("let v = Any[1]; for i in 1:60; v = Any[v, v]; end; v end", "MiB"),
    ("zeros(2000, 2000)", "MiB"), ("\"x\"^20_000_000", "MiB"),
  ])
  func `Other values are refused in words`(_ source: String, _ words: String) {
    let (_, message) = crossing(source)
    #expect(message.hasPrefix("ArgumentError: ") && message.contains(words), "\(message)")
  }

  @Test func `Bytes that nobody wrote are refused, and never more than refused`() {
    EngineThread.run {
      let session = Session(library: .standard)
      _ = session.evaluate("Dict(\"a\" => [1, 2.5, big(2)^70], \"b\" => ([1 2; 3 4], (x = 1, y = :z), 0:0.1:1, Set([1]), [1 + 2im], big\"0.1\", 1//3, [true]'))")
      guard let value = session.machine.globals.currentValue("ans"), let bytes = try? PlainData.bytes(of: value, session.machine) else {
        Issue.record("no bytes")
        return
      }
      var random = RandomSource(seed: 1)
      var refused = 0
      for round in 0..<20_000 {
        var changed = bytes
        for _ in 0...(round % 4) { changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(in: 0...255, using: &random) }
        if round % 5 == 0 { changed.removeLast(Int.random(in: 1..<changed.count, using: &random)) }
        let mark = session.machine.heap.mark
        do {
          let read = try PlainData.value(of: changed, session.machine)
          _ = try session.machine.text(of: read)
        } catch {
          refused += 1
        }
        session.machine.heap.drain(to: mark)
      }
      #expect(refused > 5_000)
    }
  }
}
