// Writes values as text, as Julia's `show` does.

/// One text in the making: what is written so far, the containers that are open, how deep they are nested.
///
/// The two forms of Julia are `show` (one line, as inside a container) and `showPlain` (as the REPL shows a value).
final class Printer {
  /// What an outer container has told already about what is inside it.
  struct Context {
    /// Whether numbers are cut to six digits; `nil` where no container has decided.
    var isCompact: Bool?
    /// The type that the reader knows the value to have, from the header of its container.
    var knownType: DataType = .any

    var compact: Bool { isCompact ?? false }

    func knowing(_ type: DataType) -> Context { Context(isCompact: isCompact, knownType: type) }
  }

  /// The screen that a limited text fits on.
  static let screenHeight = 24
  static let screenWidth = 80
  static let depthLimit = 1_000
  /// The containers that a limited text shows.
  static let shownLimit = 10_000
  /// What an unlimited text may hold, in bytes and in containers: a container that is shared many times over could else
  /// be written without end.
  static let byteLimit = 1 << 28
  static let containerLimit = 4_000_000

  let machine: Machine
  /// Whether long containers are cut to the screen.
  let isLimited: Bool
  var text = ""
  /// Bytes that were written, also to texts that were only measured.
  private var byteCount = 0
  private var depth = 0
  private var containerCount = 0
  /// The containers that are being shown, outermost first.
  private var shown: [Value] = []

  init(machine: Machine, isLimited: Bool) {
    self.machine = machine
    self.isLimited = isLimited
  }

  func write(_ string: String) {
    text += string
    byteCount += string.utf8.count
  }

  /// The text that `body` writes, which does not reach the printer's own.
  func captured(_ body: () throws -> Void) throws -> String {
    let saved = text
    text = ""
    defer { text = saved }
    try body()
    return text
  }

  /// Runs `body` one level deeper.
  func nested(_ body: () throws -> Void) throws {
    // On a screen nobody counts a thousand brackets, or reads ten thousand containers.
    if isLimited, depth >= Printer.depthLimit || containerCount >= Printer.shownLimit { return write("…") }
    let limit = isLimited ? 4 * machine.limits.outputBytes : Printer.byteLimit
    if byteCount > limit { throw RuntimeError.outputLimit(limit) }
    containerCount += 1
    if containerCount > Printer.containerLimit {
      throw RuntimeError("ErrorException", "the value holds too many containers to show")
    }
    if depth >= Printer.depthLimit { throw RuntimeError.nestedTooDeeply }
    depth += 1
    defer { depth -= 1 }
    try machine.nested(body)
  }

  /// Runs `body` with the container noted as open.
  func open(_ container: Value, _ body: () throws -> Void) throws {
    shown.append(container)
    defer { shown.removeLast() }
    try body()
  }

  /// Writes a reference instead of a container that is open already.
  func showCircular(_ value: Value) -> Bool {
    guard let position = shown.lastIndex(where: { $0.isIdentical(to: value) }) else { return false }
    write("#= circular reference @-\(shown.count - position) =#")
    return true
  }

  func isOpen(_ value: Value) -> Bool { shown.contains { $0.isIdentical(to: value) } }
}

// MARK: - The forms

extension Printer {
  /// Writes what `print` writes.
  func print(_ value: Value, _ context: Context = Context()) throws {
    switch value.tag {
    case .string: write(value.unsafe(StringObject.self).string)
    case .character: if let scalar = value.character { write(String(scalar)) }
    case .symbol: if let symbol = value.symbol { write(symbol.name) }
    case .uint8, .uint16, .uint32, .uint64: write(String(value.bits))
    case .uint128: write(value.unsafe(WideIntegerObject.self).value.description)
    case .float32: write(FloatText.untyped(value.unsafeFloat32))
    case .float16: write(FloatText.text(value.unsafeFloat16))
    case .host:
      if let text = try value.unsafe(HostObject.self).printedText(machine) { return write(text) }
      try show(value, context)
    default: try show(value, context)
    }
  }

  /// What a value is: the header of an array or dictionary, else the type.
  func summary(of value: Value) throws -> String {
    if let array = value.array { return header(of: array) }
    if let dictionary = value.dictionary { return header(of: dictionary, value.dataType) }
    if let set = value.set { return header(of: set, value.dataType) }
    if let header = value.host?.header { return header }
    return "\(value.dataType)"
  }

  /// Writes the value in a format that `show` is asked for.
  func show(_ value: Value, as mime: String, _ context: Context) throws {
    if mime == "text/plain" { return try showPlain(value, context) }
    let faces = try machine.faces(of: value)
    let text: String? =
      switch mime {
      case "text/latex": faces.tex.map { "$\\displaystyle \($0)$" }
      case "image/svg+xml": faces.figure?.svg(.standalone)
      default: nil
      }
    guard let text else {
      throw RuntimeError.argument(
        "a value of type \(value.dataType) is not shown as \(mime)",
        hint: "everything is shown as text/plain, mathematics as text/latex, a plot as image/svg+xml")
    }
    write(text)
  }

  /// Writes the value as the REPL shows it.
  func showPlain(_ value: Value, _ context: Context) throws {
    switch value.tag {
    case .floatArray, .integerArray, .booleanArray, .complexArray, .array: try showArrayPlain(value, context)
    case .dictionary: try showDictionaryPlain(value, context)
    case .set: try showSetPlain(value, context)
    case .string: try showStringPlain(value.unsafe(StringObject.self).string, context)
    case .character:
      if let scalar = value.character {
        write(QuotedText.character(scalar))
        if !context.compact { write(QuotedText.description(of: scalar)) }
      }
    case .function: write(functionDescription(value.unsafe(FunctionObject.self)))
    case .type:
      guard let type = value.type else { return }
      if let members = machine.members(of: type) {
        let lines = members.compactMap { $0.host as? EnumerationValue }.map { "\n\($0.name) = \($0.number)" }
        return write("Enum \(type):" + lines.joined())
      }
      write(type.description + type.aliasNote)
    case .irrational:
      guard let number = value.irrational else { return }
      write(context.compact ? number.name : "\(number.name) = \(FloatText.text(number.double).prefix(15))...")
    case .structure:
      if try showByMethod(value, plain: true, context) { return }
      if let array = try machine.ownArray(value) { return write(try array.text(machine)) }
      try show(value, context)
    case .range:
      let range = value.unsafe(RangeObject.self)
      guard case .linear(_, _, isNamed: true) = range.elements, range.count > 0 else { return try show(value, context) }
      write("\(range.count)-element \(range.type):\n ")
      try showSequence(count: range.count) { range.element($0) }
    case .host: try nested { write(try value.unsafe(HostObject.self).text(machine)) }
    case .iterator: try nested { write(try value.unsafe(IteratorObject.self).text(machine)) }
    default: try show(value, context)
    }
  }

  /// Writes the value on one line, as inside a container.
  func show(_ value: Value, _ context: Context) throws {
    switch value.tag {
    case .undefined: write("#undef")
    case .nothing: write("nothing")
    case .missing: write("missing")
    case .boolean:
      let isKnown = context.knownType.withoutSpecials === DataType.bool
      write(value.unsafeBoolean ? (isKnown ? "1" : "true") : isKnown ? "0" : "false")
    case .integer: write(String(value.unsafeInteger))
    case .float: write(FloatText.text(value.unsafeFloat, isCompact: context.compact))
    case .character: if let scalar = value.character { write(QuotedText.character(scalar)) }
    case .symbol: if let symbol = value.symbol { write(SymbolText.quoted(symbol.name)) }
    case .type: if let type = value.type { write(type.description) }
    case .colon: write("Colon()")
    case .float32:
      let isTyped = !context.compact && context.knownType.withoutSpecials !== DataType.float32
      write(FloatText.text(value.unsafeFloat32, isCompact: context.compact, isTyped: isTyped))
    case .float16:
      let isTyped = context.knownType.withoutSpecials !== DataType.float16
      let text = FloatText.text(value.unsafeFloat16, isCompact: context.compact)
      write(isTyped && value.unsafeFloat16.isFinite ? "Float16(\(text))" : isTyped ? text + "16" : text)
    case .irrational: if let number = value.irrational { write(number.name) }
    case .int8, .int16, .int32, .int128: if let integer = value.exactInteger { write(integer.description) }
    case .uint8: write(Printer.hexadecimal(value.bits, digits: 2))
    case .uint16: write(Printer.hexadecimal(value.bits, digits: 4))
    case .uint32: write(Printer.hexadecimal(value.bits, digits: 8))
    case .uint64: write(Printer.hexadecimal(value.bits, digits: 16))
    case .uint128:
      let text = value.unsafe(WideIntegerObject.self).value.description(radix: 16)
      write("0x" + String(repeating: "0", count: max(0, 32 - text.utf8.count)) + text)
    case .string: write(QuotedText.string(value.unsafe(StringObject.self).string))
    case .bigInteger: write(value.unsafe(BigIntegerObject.self).value.description)
    case .bigFloat:
      write(value.unsafe(BigFloatObject.self).value.description(digits: context.compact ? 6 : 0))
    case .rational: showRational(value.unsafe(RationalObject.self), context)
    case .complex: try showComplex(value.unsafe(ComplexObject.self), context)
    case .range: try showRange(value.unsafe(RangeObject.self), context)
    case .function: write(value.unsafe(FunctionObject.self).name)
    case .box: try show(value.unsafe(BoxObject.self).value, context)
    case .host:
      if let member = value.host as? EnumerationValue { return write(member.name) }
      let host = value.unsafe(HostObject.self)
      try nested { write(try host.lineText(machine) ?? line(host.text(machine), value.dataType)) }
    case .iterator where value.iterator is any ElementStore: try show(machine.collect(value), context)
    case .iterator: try nested { write(try line(value.unsafe(IteratorObject.self).text(machine), value.dataType)) }
    case .tuple: try nested { try showTuple(value, context) }
    case .namedTuple: try nested { try showNamedTuple(value, context) }
    case .pair: try nested { try showPair(value, context) }
    case .dual: try nested { try showDual(value.unsafe(DualObject.self), context) }
    case .structure: try nested { try showStructure(value, context) }
    case .dictionary: try nested { try showDictionary(value, context) }
    case .set: try nested { try showSet(value, context) }
    case .floatArray, .integerArray, .booleanArray, .complexArray, .array:
      try nested { try showArray(value, context) }
    }
  }

  /// The text of a library's object, if it is one line; else its type.
  private func line(_ text: String, _ type: DataType) -> String {
    text.utf8.contains(UInt8(ascii: "\n")) ? "\(type)(…)" : text
  }

  private static func hexadecimal(_ bits: UInt64, digits: Int) -> String {
    let text = String(bits, radix: 16)
    return "0x" + String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  private func functionDescription(_ function: FunctionObject) -> String {
    let count = function.methodCount
    return "\(function.name) (generic function with \(count) method\(count == 1 ? "" : "s"))"
  }
}

extension FunctionObject {
  /// The number of methods as Julia counts them: each default value of an argument makes one more.
  fileprivate var methodCount: Int {
    methods.reduce(native == nil ? 0 : 1) { $0 + 1 + $1.code.positionalCount - $1.code.requiredCount }
  }
}
