// Tuples, pairs, structures, dictionaries, sets and long strings.

extension Printer {
  // MARK: - Tuples and pairs

  func showTuple(_ value: Value, _ context: Context) throws {
    let elements = value.unsafe(TupleObject.self).elements
    let known = context.knownType.tupleElements(count: elements.count)
    write("(")
    try open(value) {
      for (position, element) in elements.enumerated() {
        if position > 0 { write(", ") }
        try show(element, known.map { context.knowing($0[position]) } ?? context)
      }
    }
    write(elements.count == 1 ? ",)" : ")")
  }

  func showNamedTuple(_ value: Value, _ context: Context) throws {
    let tuple = value.unsafe(TupleObject.self)
    if tuple.elements.isEmpty { return write("NamedTuple()") }
    let known = context.knownType.namedTupleElements(count: tuple.elements.count)
    write("(")
    for (position, (name, element)) in zip(tuple.names ?? [], tuple.elements).enumerated() {
      if position > 0 { write(", ") }
      write(SymbolText.field(name.name) + " = ")
      try show(element, context.knowing(known?[position] ?? .any))
    }
    write(tuple.elements.count == 1 ? ",)" : ")")
  }

  /// `a => b`, with parentheses around sides that are pairs themselves.
  func showPair(_ value: Value, _ context: Context) throws {
    let elements = value.unsafe(TupleObject.self).elements
    for (position, element) in elements.enumerated() {
      if position > 0 { write(context.compact ? "=>" : " => ") }
      let inner = pairContext(context, position)
      let isPair = Printer.needsParentheses(element)
      if isPair { write("(") }
      try show(element, inner)
      if isPair { write(")") }
    }
  }

  func pairContext(_ context: Context, _ position: Int) -> Context {
    context.knowing(context.knownType.name == "Pair" ? context.knownType.parameter(position) ?? .any : .any)
  }

  static func needsParentheses(_ value: Value) -> Bool {
    value.tag == .pair || value.function.map { SymbolText.isOperator($0.name) } ?? false
  }

  // MARK: - Structures

  /// `Point(1, 2)`, or what the notebook's own `show` method writes.
  func showStructure(_ value: Value, _ context: Context) throws {
    if try showByMethod(value, plain: false, context) { return }
    if let array = try machine.ownArray(value) { return try show(machine.collect(Value(iterator: array)), context) }
    let structure = value.unsafe(StructureObject.self)
    write("\(structure.type)(")
    if !showCircular(value) {
      try open(value) {
        for (position, field) in structure.fields.enumerated() {
          if position > 0 { write(", ") }
          try show(field, context.knowing(.any))
        }
      }
    }
    write(")")
  }

  // MARK: - Dictionaries and sets

  /// `Dict("a" => 1)`.
  func showDictionary(_ value: Value, _ context: Context) throws {
    let dictionary = value.unsafe(DictionaryObject.self)
    let pairs = dictionary.pairs
    let isTold = dictionary.keyType.isTold && dictionary.valueType.isTold
    let isKnown = context.knownType.displayedElementType.map {
      $0 === DataType.pair(dictionary.keyType, dictionary.valueType)
    } ?? false
    write(isKnown || isTold && !pairs.isEmpty ? "\(value.dataType.name)(" : "\(value.dataType)(")
    if !pairs.isEmpty, !showCircular(value) {
      try open(value) {
        for (position, (key, element)) in pairs.enumerated() {
          if position > 0 { write(", ") }
          try showEntry(key, element, context.knowing(.pair(dictionary.keyType, dictionary.valueType)))
          if isLimited, position >= 9 {
            write("…")
            break
          }
        }
      }
    }
    write(")")
  }

  private func showEntry(_ key: Value, _ element: Value, _ context: Context) throws {
    for (position, side) in [key, element].enumerated() {
      if position > 0 { write(context.compact ? "=>" : " => ") }
      let isPair = Printer.needsParentheses(side)
      if isPair { write("(") }
      try show(side, pairContext(context, position))
      if isPair { write(")") }
    }
  }

  func header(of dictionary: DictionaryObject, _ type: DataType) -> String {
    let type = dictionary.isKeywords ? "pairs(::\(dictionary.namedTupleType))" : type.description
    return "\(type) with \(dictionary.count) entr\(dictionary.count == 1 ? "y" : "ies")"
  }

  func header(of set: SetObject, _ type: DataType) -> String {
    "\(type) with \(set.count) element\(set.count == 1 ? "" : "s")"
  }

  /// One entry a line, the keys padded to one width.
  func showDictionaryPlain(_ value: Value, _ context: Context) throws {
    let dictionary = value.unsafe(DictionaryObject.self)
    let pairs = dictionary.pairs
    if pairs.isEmpty { return try show(value, context) }
    write(header(of: dictionary, value.dataType) + ":")
    if showCircular(value) { return }
    var inner = context
    inner.isCompact = context.isCompact ?? true
    // Two spaces before a line and ` => ` in it.
    let columns = Printer.screenWidth - 6
    let rows = Printer.screenHeight - 4
    var lines: [(key: String, value: String)] = []
    var keyWidth = 0
    var valueWidth = 0
    try open(value) {
      for (key, element) in pairs.prefix(rows) {
        let line = (
          key: try captured { try show(key, inner.knowing(dictionary.keyType)) },
          value: try captured { try show(element, inner.knowing(dictionary.valueType)) }
        )
        lines.append(line)
        keyWidth = min(max(TextWidth.of(line.key), keyWidth), columns)
        valueWidth = min(max(TextWidth.of(line.value), valueWidth), columns)
      }
    }
    if keyWidth > max(columns / 2, columns - valueWidth) { keyWidth = max((columns + 2) / 3, columns - valueWidth) }
    for (position, line) in lines.enumerated() {
      write("\n  ")
      if position == rows - 1, pairs.count > rows {
        write(TextWidth.padded("⋮", to: keyWidth) + " => ⋮")
      } else {
        write(TextWidth.padded(TextWidth.truncate(line.key, to: keyWidth), to: keyWidth))
        write(" => " + TextWidth.truncate(line.value, to: columns - keyWidth))
      }
    }
  }

  /// `Set([1, 2])`.
  func showSet(_ value: Value, _ context: Context) throws {
    let set = value.unsafe(SetObject.self)
    let elements = set.elements
    if elements.isEmpty { return write(context.knownType === value.dataType ? "Set()" : "\(value.dataType)()") }
    write("\(set.type.name)(")
    try showVector(value, elements.count, set.elementType, context) { elements[$0] }
    write(")")
  }

  func showSetPlain(_ value: Value, _ context: Context) throws {
    let set = value.unsafe(SetObject.self)
    let elements = set.elements
    if elements.isEmpty { return try show(value, context) }
    write(header(of: set, value.dataType) + ":")
    if showCircular(value) { return }
    let rows = Printer.screenHeight - 4
    try open(value) {
      for (position, element) in elements.prefix(rows).enumerated() {
        write("\n  ")
        if position == rows - 1, elements.count > rows {
          write("⋮")
        } else {
          write(TextWidth.truncate(try captured { try show(element, context) }, to: Printer.screenWidth - 2))
        }
      }
    }
  }

  // MARK: - Strings

  /// A string, its middle left out where it is longer than seven lines, or than one inside an array.
  func showStringPlain(_ string: String, _ context: Context) throws {
    let count = string.utf8.count
    let limit = context.knownType === DataType.any ? 7 * Printer.screenWidth : Printer.screenWidth
    guard isLimited, count > limit - 2 else { return write(QuotedText.string(string)) }
    func digits(_ number: Int) -> Int { String(number).utf8.count }
    func omission(_ skipped: String) -> String { " ⋯ \(skipped) bytes ⋯ " }
    let overhead = omission("").unicodeScalars.count + 4
    var characters = max(limit, overhead + 1) - overhead
    let first = digits(count - characters)
    characters -= first
    characters += first - digits(count - characters)
    characters = max(0, characters)
    let scalars = string.unicodeScalars
    guard let head = scalars.index(scalars.startIndex, offsetBy: (characters + 1) / 2, limitedBy: scalars.endIndex),
      let tail = scalars.index(scalars.endIndex, offsetBy: -(characters / 2), limitedBy: head)
    else { return write(QuotedText.string(string)) }
    let skipped = string.utf8.distance(from: head, to: tail)
    let threshold = overhead + digits(count - characters) - 1
    guard threshold <= skipped else { return write(QuotedText.string(string)) }
    write(QuotedText.string(String(scalars[..<head])) + omission(String(skipped)))
    write(QuotedText.string(String(scalars[tail...])))
  }
}
