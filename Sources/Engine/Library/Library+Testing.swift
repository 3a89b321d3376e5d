// What the macros for tests, times and help call.

extension Library {
  mutating func addTesting() {
    add("@test(text, f, operator, options)", "", arity: Arity(2...4)) { call in
      try call.machine.test(call.values)
    }
    add("@test_throws(T, text, f)", "", arity: 3) { call in try call.machine.testThrows(call[0], call[1], call[2]) }
    add("@test_broken(text, f)", "", arity: 2) { call in try call.machine.testBroken(call[0], call[1]) }
    add("@testset(title, verbose, f)", "", arity: 3) { call in
      try call.machine.testSet(
        title: call.machine.printedText(of: call[0]), isVerbose: call[1].boolean ?? false, call[2])
      return .nothing
    }
    add("@assert(message)", "", arity: 1) { call in
      throw RuntimeError("AssertionError", try call.machine.printedText(of: call[0]))
    }
    add("@show(text, x, rest...)", "", arity: Arity(2...)) { call in
      for position in stride(from: 0, to: call.count - 1, by: 2) {
        let text = try call.machine.printedText(of: call[position])
        try call.machine.print("\(text) = \(try call.machine.compactText(of: call[position + 1]))\n")
      }
      return call[call.count - 1]
    }
    addTiming()
    addMessages()
    add("@doc(name)", "", arity: 1) { call in
      let name = call[0].string ?? ""
      return call.heap.adopt(HelpObject(call.machine.helpPage(for: name)))
    }
    add("#document(name, text)", "", arity: 2) { call in
      guard let name = call[0].string, let text = call[1].string else { throw call.noMethod() }
      try call.machine.document(name, text)
      return .nothing
    }
  }

  private mutating func addTiming() {
    @Sendable func seconds(_ duration: Duration) -> Double {
      Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }
    add("@time(f)", "", arity: 1) { call in
      let clock = ContinuousClock()
      var result = Value.nothing
      let duration = try clock.measure { result = try call.machine.call(call[0], []) }
      try call.machine.print("  \(Machine.seconds(duration)) seconds\n")
      return result
    }
    add("@elapsed(f)", "", arity: 1) { call in
      let clock = ContinuousClock()
      let duration = try clock.measure { _ = try call.machine.call(call[0], []) }
      return Value(seconds(duration))
    }
    add("@timed(f)", "", arity: 1) { call in
      let clock = ContinuousClock()
      var result = Value.nothing
      let bytes = call.heap.usedBytes
      let duration = try clock.measure { result = try call.machine.call(call[0], []) }
      let names = ["value", "time", "bytes"].map { Symbol($0) }
      return call.heap.namedTuple(
        names, [result, Value(seconds(duration)), Value(max(0, call.heap.usedBytes - bytes))])
    }
    add("@allocated(f)", "", arity: 1) { call in
      let bytes = call.heap.usedBytes
      _ = try call.machine.call(call[0], [])
      return Value(max(0, call.heap.usedBytes - bytes))
    }
  }

  private mutating func addMessages() {
    add("#message(level, text, names, values)", "", arity: 4) { call in
      let level = try call.string(0)
      let first = try call.machine.printedText(of: call[1]).split(separator: "\n", omittingEmptySubsequences: false)
      var lines = first.map(String.init)
      for (name, value) in zip(call[2].tuple?.elements ?? [], call[3].tuple?.elements ?? []) {
        let text = try call.machine.text(of: value).split(separator: "\n", omittingEmptySubsequences: false)
        if text.count == 1 {
          lines.append("  \(try call.machine.printedText(of: name)) = \(text[0])")
        } else {
          lines.append("  \(try call.machine.printedText(of: name)) =")
          lines += text.map { "   \($0)" }
        }
      }
      lines[0] = "\(level): " + lines[0]
      if lines.count == 1 {
        try call.machine.print("[ \(lines[0])\n")
      } else {
        for (position, line) in lines.enumerated() {
          try call.machine.print((position == 0 ? "┌ " : position == lines.count - 1 ? "└ " : "│ ") + line + "\n")
        }
      }
      return .nothing
    }
  }
}
