// Running a regular expression: backtracking with a stack of its own, every step counted.

import Engine

extension RegularExpression {
  /// What a match found: the byte range of each group, the whole match first.
  struct Match: Sendable {
    var groups: [Range<Int>?]
    var range: Range<Int> { groups[0] ?? 0..<0 }
  }

  /// The first match that begins at or after an offset.
  func firstMatch(in bytes: [UInt8], from start: Int, _ machine: Machine) throws -> Match? {
    var offset = start
    while offset <= bytes.count {
      if let match = try match(in: bytes, at: offset, machine) { return match }
      offset = StringOperations.next(bytes, offset)
    }
    return nil
  }

  /// The match that begins at an offset.
  func match(in bytes: [UInt8], at offset: Int, _ machine: Machine) throws -> Match? {
    var run = Run(expression: self, bytes: bytes, machine: machine)
    guard try run.run(from: 0, at: offset) != nil else { return nil }
    let groups = (0..<groupCount).map { group -> Range<Int>? in
      let (low, high) = (run.saves[2 * group], run.saves[2 * group + 1])
      return low >= 0 && high >= low ? low..<high : nil
    }
    return Match(groups: groups)
  }

  /// One attempt at one place.
  private struct Run {
    let expression: RegularExpression
    let bytes: [UInt8]
    let machine: Machine
    var saves: [Int]
    var marks: [Int]
    var steps = 0

    /// How many steps an attempt at one place may take besides going once through the text.
    static let stepLimit = 10_000_000

    private func checkSteps() throws {
      try machine.countStep(0x400)
      if steps > Run.stepLimit + 20 * bytes.count {
        throw RuntimeError(
          "ErrorException", "PCRE.exec error: match limit exceeded",
          hint: "the pattern can match this text in too many ways: avoid repetitions inside repetitions")
      }
    }

    /// What is undone or tried when a step fails.
    enum Choice {
      case branch(address: Int, position: Int)
      case save(slot: Int, value: Int)
      case mark(slot: Int, value: Int)
    }

    init(expression: RegularExpression, bytes: [UInt8], machine: Machine) {
      self.expression = expression
      self.bytes = bytes
      self.machine = machine
      saves = Array(repeating: -1, count: 2 * expression.groupCount)
      marks = Array(repeating: -1, count: expression.markCount)
    }

    /// The place reached when an `accept` is; groups are noted in `saves`.
    mutating func run(from address: Int, at start: Int) throws -> Int? {
      var choices: [Choice] = []
      var pc = address
      var position = start
      let instructions = expression.instructions
      while true {
        steps += 1
        if steps & 0x3FF == 0 { try checkSteps() }
        var isMatch = true
        switch instructions[pc] {
        case .scalar(let wanted, let ignoresCase):
          guard position < bytes.count else {
            isMatch = false
            break
          }
          let scalar = StringOperations.scalar(bytes, position)
          isMatch = scalar == wanted || ignoresCase && RegularExpression.areSame(scalar, wanted)
          if isMatch { position = StringOperations.next(bytes, position) }
          pc += 1
        case .any(let includesLineBreaks):
          isMatch = position < bytes.count && (includesLineBreaks || bytes[position] != 10)
          if isMatch { position = StringOperations.next(bytes, position) }
          pc += 1
        case .set(let set):
          isMatch = position < bytes.count && set.contains(StringOperations.scalar(bytes, position))
          if isMatch { position = StringOperations.next(bytes, position) }
          pc += 1
        case .split(let first, let second):
          choices.append(.branch(address: second, position: position))
          pc = first
        case .jump(let target): pc = target
        case .save(let slot):
          choices.append(.save(slot: slot, value: saves[slot]))
          saves[slot] = position
          pc += 1
        case .mark(let slot):
          choices.append(.mark(slot: slot, value: marks[slot]))
          marks[slot] = position
          pc += 1
        case .progress(let slot):
          // An empty round of a repetition ends it.
          if marks[slot] == position { pc += 2 } else { pc += 1 }
        case .assertion(let assertion):
          isMatch = holds(assertion, position)
          pc += 1
        case .backreference(let group, let ignoresCase):
          let (low, high) = (saves[2 * group], saves[2 * group + 1])
          isMatch = low >= 0 && high >= low && matchesAgain(low..<high, position, ignoresCase)
          if isMatch { position += high - low }
          pc += 1
        case .look(let isNegative, let isBehind, let end):
          let saved = saves
          let found = try isBehind ? lookBehind(from: pc + 1, end: position) : run(from: pc + 1, at: position) != nil
          if !found || isNegative {
            saves = saved
          } else {
            for slot in saves.indices where saves[slot] != saved[slot] {
              choices.append(.save(slot: slot, value: saved[slot]))
            }
          }
          isMatch = found != isNegative
          pc = end
        case .atomic(let end):
          let saved = saves
          if let reached = try run(from: pc + 1, at: position) {
            for slot in saves.indices where saves[slot] != saved[slot] {
              choices.append(.save(slot: slot, value: saved[slot]))
            }
            position = reached
            pc = end
          } else {
            saves = saved
            isMatch = false
          }
        case .accept: return position
        }
        if isMatch { continue }
        // Back to the last choice.
        var isResumed = false
        while !isResumed, let choice = choices.popLast() {
          switch choice {
          case .branch(let address, let place):
            pc = address
            position = place
            isResumed = true
          case .save(let slot, let value): saves[slot] = value
          case .mark(let slot, let value): marks[slot] = value
          }
        }
        if !isResumed { return nil }
      }
    }

    /// Whether the steps match some stretch of text that ends at a place.
    private mutating func lookBehind(from address: Int, end: Int) throws -> Bool {
      var start = end
      while start >= 0 {
        if try run(from: address, at: start) == end { return true }
        if start == 0 { return false }
        start = StringOperations.previous(bytes, start)
      }
      return false
    }

    private func matchesAgain(_ range: Range<Int>, _ position: Int, _ ignoresCase: Bool) -> Bool {
      guard position + range.count <= bytes.count else { return false }
      let first = bytes[range]
      let second = bytes[position..<(position + range.count)]
      if first.elementsEqual(second) { return true }
      guard ignoresCase else { return false }
      return StringOperations.map(StringOperations.text(first), StringOperations.lowercase)
        == StringOperations.map(StringOperations.text(second), StringOperations.lowercase)
    }

    private func isWord(_ position: Int) -> Bool {
      position >= 0 && position < bytes.count && CharacterSet.belongs(StringOperations.scalar(bytes, position), .word)
    }

    private func holds(_ assertion: Assertion, _ position: Int) -> Bool {
      switch assertion {
      case .textStart: return position == 0
      case .textEnd: return position == bytes.count
      case .textEndBeforeBreak: return position == bytes.count || (position == bytes.count - 1 && bytes[position] == 10)
      case .lineStart: return position == 0 || bytes[position - 1] == 10
      case .lineEnd: return position == bytes.count || bytes[position] == 10
      case .wordBoundary, .noWordBoundary:
        let before = position > 0 && isWord(StringOperations.previous(bytes, position))
        return (before != isWord(position)) == (assertion == .wordBoundary)
      }
    }
  }

  static func areSame(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool {
    StringOperations.lowercase(a) == StringOperations.lowercase(b)
      || StringOperations.uppercase(a) == StringOperations.uppercase(b)
  }
}
