// Regular expressions in the notation of Perl, compiled for a backtracking matcher whose work is counted.

import Engine

/// A compiled regular expression. It matches bytes of UTF-8, a scalar at a time.
final class RegularExpression: Sendable {
  struct Options: Sendable {
    var ignoresCase = false
    var isMultiline = false
    var dotMatchesLineBreaks = false
    var isExtended = false
  }

  /// What was wrong with a pattern, and at which byte.
  struct Failure: Error {
    var message: String
    var offset: Int
  }

  /// One step of the matcher.
  enum Instruction: Sendable {
    case scalar(Unicode.Scalar, ignoresCase: Bool)
    case any(includesLineBreaks: Bool)
    case set(CharacterSet)
    /// Goes on at the first address and, if that fails, at the second.
    case split(Int, Int)
    case jump(Int)
    /// Notes the place as the start or end of a group.
    case save(Int)
    /// Notes the place where a repetition begins, to tell an empty one.
    case mark(Int)
    /// Fails if nothing was matched since the mark.
    case progress(Int)
    case assertion(Assertion)
    case backreference(Int, ignoresCase: Bool)
    /// Matches what lies between here and the address without moving on, or only if it does not match.
    case look(isNegative: Bool, isBehind: Bool, end: Int)
    /// Matches what lies between here and the address as one piece, without going back into it.
    case atomic(end: Int)
    case accept
  }

  enum Assertion: Sendable {
    case lineStart, lineEnd, textStart, textEnd, textEndBeforeBreak, wordBoundary, noWordBoundary
  }

  /// A set of characters as ranges and classes.
  struct CharacterSet: Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var classes: [(Class, isNegated: Bool)] = []
    var isNegated = false
    var ignoresCase = false

    enum Class: Sendable {
      case digit, word, space, horizontalSpace, letter, upper, lower, number, punctuation, symbol, control,
        alphanumeric, hexadecimal, graph, print, any
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      var found = containsExactly(scalar)
      if !found, ignoresCase {
        found =
          containsExactly(StringOperations.lowercase(scalar)) || containsExactly(StringOperations.uppercase(scalar))
      }
      return found != isNegated
    }

    private func containsExactly(_ scalar: Unicode.Scalar) -> Bool {
      for range in ranges where range.contains(scalar.value) { return true }
      for (kind, isNegated) in classes where CharacterSet.belongs(scalar, kind) != isNegated { return true }
      return false
    }

    static func belongs(_ scalar: Unicode.Scalar, _ kind: Class) -> Bool {
      switch kind {
      case .digit: scalar.properties.generalCategory == .decimalNumber
      case .word: scalar == "_" || scalar.isLetterCharacter || scalar.isNumericCharacter
      case .space: scalar.isSpaceCharacter
      case .horizontalSpace: scalar == " " || scalar == "\t"
      case .letter: scalar.isLetterCharacter
      case .upper: scalar.isUppercaseCharacter
      case .lower: scalar.isLowercaseCharacter
      case .number: scalar.isNumericCharacter
      case .punctuation: scalar.isPunctuationCharacter || (scalar.isASCII && scalar.properties.generalCategory.isSymbol)
      case .symbol: scalar.properties.generalCategory.isSymbol
      case .control: scalar.isControlCharacter
      case .alphanumeric: scalar.isLetterCharacter || scalar.isNumericCharacter
      case .hexadecimal: scalar.isHexadecimalDigit
      case .graph: scalar.isPrintableCharacter && !scalar.isSpaceCharacter
      case .print: scalar.isPrintableCharacter
      case .any: true
      }
    }
  }

  let pattern: String
  let flags: String
  let instructions: [Instruction]
  /// The number of groups, the whole match as the first.
  let groupCount: Int
  let markCount: Int
  /// The names of groups by number.
  let names: [(name: String, group: Int)]

  init(_ pattern: String, flags: String = "") throws(Failure) {
    var options = Options()
    for flag in flags {
      switch flag {
      case "i": options.ignoresCase = true
      case "m": options.isMultiline = true
      case "s": options.dotMatchesLineBreaks = true
      case "x": options.isExtended = true
      case "a": break
      default: throw Failure(message: "unknown regex flag: \(flag)", offset: 0)
      }
    }
    var compiler = RegularExpressionCompiler(pattern, options)
    try compiler.compile()
    self.pattern = pattern
    self.flags = flags
    instructions = compiler.instructions
    groupCount = compiler.groupCount
    markCount = compiler.markCount
    names = compiler.names
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isSymbol: Bool {
    switch self {
    case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: true
    default: false
    }
  }
}
