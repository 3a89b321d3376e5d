// Printing and text: `print`, `show`, `string`, `repr`, and the streams that they write to.

extension Library {
  mutating func addPrinting() {
    add(
      "print(io, xs...)", "Prints the values to a stream, or to the page if none is given.",
      arity: Arity(0...), example: "print(1, \" \", 2)"
    ) { call in
      try call.write("")
      return .nothing
    }
    add(
      "println(io, xs...)", "Prints the values and a line break.",
      arity: Arity(0...), example: "println(\"x = \", 1)"
    ) { call in
      try call.write("\n")
      return .nothing
    }
    add(
      "printstyled(io, xs...)", "Prints the values; `color`, `bold` and the like make no difference on a page.",
      arity: Arity(0...), keywords: ["..."], example: "printstyled(\"red\", color = :red)"
    ) { call in
      try call.write("")
      return .nothing
    }
    add(
      "show(io, mime, x)",
      "Prints a value as it is written in a program; with `MIME(\"text/plain\")` as a block shows it, with `\"text/latex\"` as a formula, "
        + "with `\"image/svg+xml\"` a plot as a picture.",
      arity: Arity(1...3), example: "show([1.5, 2.0])"
    ) { call in
      let (stream, values) = call.streamAndValues
      guard let value = values.last, values.count <= 2 else { throw call.noMethod() }
      let printer = Printer(machine: call.machine, isLimited: stream.isLimited)
      let context = Printer.Context(isCompact: stream.isCompact)
      if values.count == 2 {
        let mime = (values[0].host as? MIMEObject)?.name ?? values[0].string
        guard let mime else { throw call.noMethod() }
        try printer.show(value, as: mime, context)
      } else {
        try printer.show(value, context)
      }
      try stream.write(printer.text, call.machine)
      return .nothing
    }
    add("showerror(io, e)", "Prints the message of an exception.", arity: Arity(1...2)) { call in
      let (stream, values) = call.streamAndValues
      guard let value = values.last else { throw call.noMethod() }
      try stream.write(call.machine.thrownError(value).shownText, call.machine)
      return .nothing
    }
    add(
      "summary(x)", "What a value is, in a few words: size and type of an array, number of entries of a dictionary.",
      arity: 1, example: "summary([1, 2])  # => \"2-element Vector{Int64}\""
    ) { call in
      call.heap.string(try Printer(machine: call.machine, isLimited: true).summary(of: call[0]))
    }
  }

  mutating func addStrings() {
    add(
      "string(xs...; base = 10, pad = 1)",
      "The values printed one after the other, as a string; an integer in a base and with leading zeros.",
      arity: Arity(0...), keywords: ["base", "pad"], example: "string(255, base = 16)  # => \"ff\"",
      quick: { quick($0, $1, $2, $3, $4) { $0.quickString($1) } }
    ) { call in
      let base = try call.int(keyword: "base")
      let pad = try call.int(keyword: "pad")
      guard base != nil || pad != nil else { return try call.machine.makeString(call.buffer) }
      guard call.count == 1, let integer = call[0].exactInteger else { throw call.noMethod() }
      let radix = base ?? 10
      guard (2...36).contains(radix) else { throw RuntimeError.argument("a base lies between 2 and 36, got \(radix)") }
      let digits = integer.magnitude.description(radix: radix)
      let zeros = max(0, (pad ?? 1) - digits.utf8.count)
      try call.heap.reserve(bytes: zeros)
      return call.heap.string((integer.isNegative ? "-" : "") + String(repeating: "0", count: zeros) + digits)
    }
    add(
      "repr(x)",
      "A value as it is written in a program; with `MIME(\"text/plain\")`, `\"text/latex\"` or `\"image/svg+xml\"` first as `show` prints it.",
      arity: Arity(1...2), keywords: ["context"], example: "repr(\"a\")  # => \"\\\"a\\\"\""
    ) { call in
      let context = try call.streamContext()
      let printer = Printer(machine: call.machine, isLimited: context.isLimited ?? false)
      let inner = Printer.Context(isCompact: context.isCompact)
      if call.count == 2 {
        guard let mime = (call[0].host as? MIMEObject)?.name ?? call[0].string else { throw call.noMethod() }
        try printer.show(call[1], as: mime, inner)
      } else {
        try printer.show(call[0], inner)
      }
      return call.heap.string(printer.text)
    }
    add(
      "sprint(f, xs...)", "What `f(io, xs...)` prints, as a string.",
      arity: Arity(1...), keywords: ["context", "sizehint"], example: "sprint(show, \"a\")  # => \"\\\"a\\\"\""
    ) { call in
      let context = try call.streamContext()
      let buffer = TextStream()
      _ = call.heap.adopt(buffer)
      let io = call.heap.adopt(
        TextStream(buffer, isCompact: context.isCompact, isLimited: context.isLimited, heap: call.heap))
      _ = try call.machine.call(call[0], [io] + call.values.dropFirst())
      return call.heap.string(buffer.take(call.machine))
    }
    add(
      "IOContext(io, :key => value...)",
      "A stream that writes to another under a context: `:compact => true` cuts numbers to six digits, "
        + "`:limit => true` cuts arrays to a screen.",
      arity: Arity(1...), example: "show(IOContext(stdout, :compact => true), 2 / 3)"
    ) { call in
      guard let stream = call[0].host as? TextStream else { throw call.noMethod() }
      var context = StreamContext()
      for value in call.values.dropFirst() { try context.add(value, call.noMethod()) }
      return call.heap.adopt(
        TextStream(stream, isCompact: context.isCompact, isLimited: context.isLimited, heap: call.heap))
    }
    add(
      "MIME(name)", "The name of a format.",
      arity: 1, example: "show(stdout, MIME(\"text/plain\"), [1, 2])"
    ) { call in
      call.heap.adopt(MIMEObject(try call.string(0)))
    }
    add("#new:MIME(T, name)", "", arity: Arity(1...2)) { call in
      if call.count == 2 { return call.heap.adopt(MIMEObject(try call.string(1))) }
      guard case .symbol(let name)? = call[0].type?.parameters.first else { throw call.noMethod() }
      return call.heap.adopt(MIMEObject(name))
    }
    add("@MIME_str(name)", "", arity: Arity(1...2)) { Value(MIMEObject.type(named: try $0.string(0))) }
    add(constant: "stdout", "The stream of what the block prints.") { $0.adopt(TextStream(isOutput: true)) }
    add(
      constant: "stderr", "The stream of what the block prints; a page has only one."
    ) { $0.adopt(TextStream(isOutput: true)) }
  }
}

/// What `:compact => true` and the like say.
private struct StreamContext {
  var isCompact: Bool?
  var isLimited: Bool?

  /// Takes note of one pair; keys that make no difference here are accepted.
  mutating func add(_ value: Value, _ error: @autoclosure () -> RuntimeError) throws {
    guard value.tag == .pair, let pair = value.tuple, let key = pair.elements[0].symbol else { throw error() }
    switch key.name {
    case "compact": isCompact = pair.elements[1].boolean
    case "limit": isLimited = pair.elements[1].boolean
    default: break
    }
  }
}

extension Call {
  /// The stream that the call is to write to, and the arguments after it.
  var streamAndValues: (TextStream, [Value]) {
    if count > 0, let stream = self[0].host as? TextStream { return (stream, Array(values.dropFirst())) }
    return (TextStream(isOutput: true), values)
  }

  /// Prints the arguments to their stream.
  fileprivate func write(_ terminator: String) throws {
    let (stream, values) = streamAndValues
    let printer = Printer(machine: machine, isLimited: stream.isLimited)
    for value in values { try printer.print(value, Printer.Context(isCompact: stream.isCompact)) }
    try stream.write(printer.text + terminator, machine)
  }

  /// The keyword `context`: a pair, a tuple of pairs, or a stream.
  fileprivate func streamContext() throws -> StreamContext {
    var context = StreamContext()
    guard let given = keyword("context"), !given.isNothing else { return context }
    if let stream = given.host as? TextStream {
      return StreamContext(isCompact: stream.isCompact, isLimited: stream.isLimited)
    }
    let pairs = given.tag == .tuple ? given.tuple?.elements ?? [] : [given]
    for pair in pairs { try context.add(pair, noMethod()) }
    return context
  }
}
