// The faces of a value: the text that a session shows, the text that a program prints, and mathematics.

extension Machine {
  /// What the REPL shows of a value: Julia's `show(io, MIME("text/plain"), value)`, cut to a screen of 24 lines and 80
  /// columns.
  /// - Throws: What a `show` method of the notebook throws, or an error where the value is nested too deeply.
  public func text(of value: Value) throws -> String {
    let printer = Printer(machine: self, isLimited: true)
    try printer.showPlain(value, Printer.Context())
    return printer.text
  }

  /// How a value looks inside a container: Julia's `show(io, value)`, also known as `repr`. Nothing is left out.
  public func compactText(of value: Value) throws -> String {
    let printer = Printer(machine: self, isLimited: false)
    try printer.show(value, Printer.Context())
    return printer.text
  }

  /// The text of an element of a container whose header tells the type: at most six digits of a number.
  public func elementText(of value: Value, in type: DataType) throws -> String {
    let printer = Printer(machine: self, isLimited: true)
    try printer.show(value, Printer.Context(isCompact: true, knownType: type))
    return printer.text
  }

  /// What `print`, `string` and interpolation give.
  public func printedText(of value: Value) throws -> String {
    if value.tag == .string { return value.unsafe(StringObject.self).string }
    let printer = Printer(machine: self, isLimited: false)
    try printer.print(value)
    return printer.text
  }

  /// The faces besides the text: mathematics for numbers and arrays of them, tables and figures of the library's
  /// objects.
  public func faces(of value: Value) throws -> Faces {
    if let host = value.host { return try host.faces(self) }
    return Faces(tex: try TeXWriter(machine: self).tex(of: value))
  }
}
