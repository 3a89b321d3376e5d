// From the text of a regular expression to the steps of its matcher, by recursive descent.

/// Parses and compiles in one pass; repetition copies the steps of what it repeats.
struct RegularExpressionCompiler {
  typealias Failure = RegularExpression.Failure
  typealias Instruction = RegularExpression.Instruction
  typealias CharacterSet = RegularExpression.CharacterSet

  let scalars: [Unicode.Scalar]
  var position = 0
  var options: RegularExpression.Options
  private var depth = 0

  private(set) var instructions: [Instruction] = []
  private(set) var groupCount = 1
  private(set) var markCount = 0
  private(set) var names: [(name: String, group: Int)] = []

  private static let sizeLimit = 100_000
  private static let depthLimit = 200

  init(_ pattern: String, _ options: RegularExpression.Options) {
    scalars = Array(pattern.unicodeScalars)
    self.options = options
  }

  func fail(_ message: String) -> Failure { Failure(message: message, offset: position) }

  mutating func compile() throws(Failure) {
    emit(.save(0))
    try alternatives()
    if position < scalars.count { throw fail("unmatched closing parenthesis") }
    emit(.save(1))
    emit(.accept)
    if let highest = instructions.compactMap({ if case .backreference(let group, _) = $0 { group } else { nil } })
      .max(), highest >= groupCount
    {
      throw fail("reference to non-existent subpattern")
    }
  }

  mutating func emit(_ instruction: Instruction) { instructions.append(instruction) }

  var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  mutating func take(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard position + wanted.count <= scalars.count, scalars[position..<(position + wanted.count)].elementsEqual(wanted)
    else { return false }
    position += wanted.count
    return true
  }

  // MARK: - Structure

  private mutating func alternatives() throws(Failure) {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { throw fail("parentheses are too deeply nested") }
    let start = instructions.count
    try sequence()
    var exits: [Int] = []
    while current == "|" {
      position += 1
      // The alternatives so far move one step on, to make room for the branch.
      insert(.split(0, 0), at: start)
      for index in exits.indices { exits[index] += 1 }
      exits.append(instructions.count)
      emit(.jump(0))
      instructions[start] = .split(start + 1, instructions.count)
      try sequence()
    }
    for exit in exits { instructions[exit] = .jump(instructions.count) }
  }

  /// Inserts a step, moving the addresses that point behind it.
  private mutating func insert(_ instruction: Instruction, at place: Int) {
    instructions.insert(instruction, at: place)
    for index in (place + 1)..<instructions.count {
      instructions[index] = instructions[index].moved(by: 1, from: place)
    }
  }

  private mutating func sequence() throws(Failure) {
    while let scalar = current, scalar != "|", scalar != ")" {
      if options.isExtended {
        if scalar.isSpaceCharacter {
          position += 1
          continue
        }
        if scalar == "#" {
          while current != nil, current != "\n" { position += 1 }
          continue
        }
      }
      let start = instructions.count
      let groupsBefore = groupCount
      guard try atom() else { continue }
      try quantifiers(from: start, groupsBefore: groupsBefore)
      if instructions.count > Self.sizeLimit { throw fail("regular expression is too large") }
    }
  }

  // MARK: - Repetition

  private mutating func quantifiers(from start: Int, groupsBefore: Int) throws(Failure) {
    while let (low, high) = try quantifier() {
      let isLazy = take("?")
      let isPossessive = !isLazy && take("+")
      let body = Array(instructions[start...])
      instructions.removeSubrange(start...)
      if body.count * max(low, high ?? low, 1) > Self.sizeLimit { throw fail("regular expression is too large") }
      let atomic = isPossessive ? instructions.count : nil
      if isPossessive { emit(.atomic(end: 0)) }
      for _ in 0..<low { append(body, movedFrom: start) }
      if let high {
        var exits: [Int] = []
        for _ in 0..<max(0, high - low) {
          exits.append(instructions.count)
          emit(.split(0, 0))
          append(body, movedFrom: start)
        }
        for exit in exits { instructions[exit] = split(exit + 1, instructions.count, isLazy) }
      } else {
        // loop: split body, end; mark; body; progress; jump loop
        let loop = instructions.count
        emit(.split(0, 0))
        let mark = markCount
        markCount += 1
        emit(.mark(mark))
        append(body, movedFrom: start)
        emit(.progress(mark))
        emit(.jump(loop))
        instructions[loop] = split(loop + 1, instructions.count, isLazy)
      }
      if let atomic {
        emit(.accept)
        instructions[atomic] = .atomic(end: instructions.count)
      }
    }
  }

  private func split(_ body: Int, _ end: Int, _ isLazy: Bool) -> Instruction {
    isLazy ? .split(end, body) : .split(body, end)
  }

  private mutating func append(_ body: [Instruction], movedFrom start: Int) {
    let offset = instructions.count - start
    instructions += body.map { $0.moved(by: offset, from: start) }
  }

  private mutating func quantifier() throws(Failure) -> (Int, Int?)? {
    switch current {
    case "*":
      position += 1
      return (0, nil)
    case "+":
      position += 1
      return (1, nil)
    case "?":
      position += 1
      return (0, 1)
    case "{":
      let start = position
      position += 1
      let low = number()
      var high = low
      if take(",") { high = number() }
      let hasComma = scalars[start..<position].contains(",")
      guard take("}"), low != nil || (hasComma && high != nil) else {
        position = start
        return nil
      }
      let first = low ?? 0
      if first > 1000 || (high ?? 0) > 1000 { throw fail("number too big in {} quantifier") }
      if hasComma, high == nil { return (first, nil) }
      if let high, high < first { throw fail("numbers out of order in {} quantifier") }
      return (first, high)
    default: return nil
    }
  }

  mutating func number() -> Int? {
    let start = position
    while let scalar = current, scalar.isDecimalDigit, position - start < 9 { position += 1 }
    return start == position ? nil : Int(String(String.UnicodeScalarView(scalars[start..<position])))
  }

  // MARK: - Atoms

  /// Compiles one atom; false if it was only a comment or option.
  private mutating func atom() throws(Failure) -> Bool {
    guard let scalar = current else { return false }
    position += 1
    switch scalar {
    case ".": emit(.any(includesLineBreaks: options.dotMatchesLineBreaks))
    case "^": emit(.assertion(options.isMultiline ? .lineStart : .textStart))
    case "$": emit(.assertion(options.isMultiline ? .lineEnd : .textEndBeforeBreak))
    case "[": emit(.set(try bracket()))
    case "(": return try group()
    case "\\": try escape()
    case "*", "+", "?":
      position -= 1
      throw fail("quantifier does not follow a repeatable item")
    case "{" where isQuantifierAhead:
      throw fail("quantifier does not follow a repeatable item")
    default: emit(.scalar(scalar, ignoresCase: options.ignoresCase))
    }
    return true
  }

  private var isQuantifierAhead: Bool {
    var copy = self
    copy.position -= 1
    return (try? copy.quantifier()) != nil
  }

  private mutating func group() throws(Failure) -> Bool {
    let outer = options
    func close(_ compiler: inout Self) throws(Failure) {
      guard compiler.take(")") else { throw compiler.fail("missing closing parenthesis") }
      compiler.options = outer
    }
    if take("?#") {
      while current != nil, current != ")" { position += 1 }
      guard take(")") else { throw fail("missing ) after (?# comment") }
      return false
    }
    if take("?:") {
      try alternatives()
      try close(&self)
      return true
    }
    if take("?>") {
      try enclosed { .atomic(end: $0) }
      try close(&self)
      return true
    }
    for (opening, isNegative, isBehind) in [
      ("?=", false, false), ("?!", true, false), ("?<=", false, true), ("?<!", true, true),
    ] where take(opening) {
      try enclosed { .look(isNegative: isNegative, isBehind: isBehind, end: $0) }
      try close(&self)
      return true
    }
    var name: String?
    for (opening, closing) in [("?<", ">"), ("?P<", ">"), ("?'", "'")] where name == nil && take(opening) {
      name = try self.name(until: closing)
    }
    if name == nil, take("?") {
      // (?i) for the rest of the group, (?i:…) for its own.
      var isOn = true
      while let flag = current, flag != ")", flag != ":" {
        position += 1
        switch flag {
        case "-": isOn = false
        case "i": options.ignoresCase = isOn
        case "m": options.isMultiline = isOn
        case "s": options.dotMatchesLineBreaks = isOn
        case "x": options.isExtended = isOn
        default: throw fail("unrecognized character after (? or (?-")
        }
      }
      if take(")") { return false }
      guard take(":") else { throw fail("missing closing parenthesis") }
      try alternatives()
      try close(&self)
      return true
    }
    let number = groupCount
    groupCount += 1
    if let name { names.append((name, number)) }
    emit(.save(2 * number))
    try alternatives()
    emit(.save(2 * number + 1))
    try close(&self)
    return true
  }

  private mutating func enclosed(_ make: (_ end: Int) -> Instruction) throws(Failure) {
    let start = instructions.count
    emit(make(0))
    try alternatives()
    emit(.accept)
    instructions[start] = make(instructions.count)
  }

  mutating func name(until closing: Unicode.Scalar) throws(Failure) -> String {
    var name = ""
    while let scalar = current, scalar != closing {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard take(String(closing)), !name.isEmpty else {
      throw fail("syntax error in subpattern name (missing terminator?)")
    }
    return name
  }

  mutating func name(until closing: String) throws(Failure) -> String {
    guard let scalar = closing.unicodeScalars.first else { return "" }
    return try name(until: scalar)
  }
}

extension RegularExpression.Instruction {
  /// The step with its addresses at or behind `start` moved.
  func moved(by offset: Int, from start: Int) -> RegularExpression.Instruction {
    func address(_ target: Int) -> Int { target >= start ? target + offset : target }
    switch self {
    case .split(let a, let b): return .split(address(a), address(b))
    case .jump(let a): return .jump(address(a))
    case .look(let isNegative, let isBehind, let end):
      return .look(isNegative: isNegative, isBehind: isBehind, end: address(end))
    case .atomic(let end): return .atomic(end: address(end))
    default: return self
    }
  }
}
