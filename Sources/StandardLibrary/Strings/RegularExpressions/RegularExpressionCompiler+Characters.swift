// The escapes and the sets of characters of a regular expression.

extension RegularExpressionCompiler {
  mutating func escape() throws(Failure) {
    guard let scalar = current else { throw fail("\\ at end of pattern") }
    position += 1
    switch scalar {
    case "b": emit(.assertion(.wordBoundary))
    case "B": emit(.assertion(.noWordBoundary))
    case "A": emit(.assertion(.textStart))
    case "z": emit(.assertion(.textEnd))
    case "Z": emit(.assertion(.textEndBeforeBreak))
    case "1"..."9":
      position -= 1
      emit(.backreference(number() ?? 1, ignoresCase: options.ignoresCase))
    case "k":
      let closing: Unicode.Scalar = take("<") ? ">" : take("{") ? "}" : "'"
      if closing == "'", !take("'") { throw fail("\\k is not followed by a braced, angle-bracketed, or quoted name") }
      let name = try name(until: closing)
      guard let group = names.first(where: { $0.name == name })?.group else {
        throw fail("reference to non-existent subpattern")
      }
      emit(.backreference(group, ignoresCase: options.ignoresCase))
    case "R":
      emit(.set(CharacterSet(ranges: [10...13, 0x85...0x85, 0x2028...0x2029])))
    default:
      if let (kind, isNegated) = try characterClass(scalar) {
        emit(.set(CharacterSet(classes: [(kind, isNegated)])))
      } else {
        emit(.scalar(try literal(scalar), ignoresCase: options.ignoresCase))
      }
    }
  }

  /// `\d` and its like, and `\p{…}`.
  private mutating func characterClass(_ scalar: Unicode.Scalar) throws(Failure) -> (CharacterSet.Class, Bool)? {
    switch scalar {
    case "d": return (.digit, false)
    case "D": return (.digit, true)
    case "w": return (.word, false)
    case "W": return (.word, true)
    case "s": return (.space, false)
    case "S": return (.space, true)
    case "h": return (.horizontalSpace, false)
    case "H": return (.horizontalSpace, true)
    case "p", "P":
      var name = ""
      if take("{") {
        name = try self.name(until: "}" as Unicode.Scalar)
      } else if let letter = current {
        name = String(letter)
        position += 1
      }
      var isNegated = scalar == "P"
      if name.hasPrefix("^") {
        name.removeFirst()
        isNegated.toggle()
      }
      let kinds: [String: CharacterSet.Class] = [
        "L": .letter, "Lu": .upper, "Ll": .lower, "N": .number, "Nd": .digit, "P": .punctuation, "S": .symbol,
        "Z": .space, "Zs": .space, "Cc": .control,
        "Xan": .alphanumeric, "Xwd": .word, "Xsp": .space, "Any": .any,
      ]
      guard let kind = kinds[name] else { throw fail("unknown property name after \\P or \\p") }
      return (kind, isNegated)
    default: return nil
    }
  }

  /// The character that an escape stands for.
  private mutating func literal(_ scalar: Unicode.Scalar) throws(Failure) -> Unicode.Scalar {
    switch scalar {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "f": return "\u{C}"
    case "v": return "\u{B}"
    case "a": return "\u{7}"
    case "e": return "\u{1B}"
    case "0": return "\0"
    case "x", "u":
      var digits = ""
      if take("{") {
        digits = try name(until: "}" as Unicode.Scalar)
      } else {
        while digits.count < (scalar == "x" ? 2 : 4), let next = current, next.isHexadecimalDigit {
          digits.unicodeScalars.append(next)
          position += 1
        }
      }
      guard let code = UInt32(digits, radix: 16), let result = Unicode.Scalar(code) else {
        throw fail("character code point value in \\x{} or \\o{} is too large")
      }
      return result
    default:
      if scalar.isASCII, scalar.isLetterCharacter || scalar.isDecimalDigit {
        throw fail("unrecognized character follows \\")
      }
      return scalar
    }
  }

  mutating func bracket() throws(Failure) -> CharacterSet {
    var set = CharacterSet(isNegated: take("^"), ignoresCase: options.ignoresCase)
    var isFirst = true
    while let scalar = current {
      position += 1
      if scalar == "]", !isFirst { return set }
      isFirst = false
      if scalar == "[", take(":") {
        let isNegated = take("^")
        var name = ""
        while let next = current, next != ":", next != "]" {
          name.unicodeScalars.append(next)
          position += 1
        }
        let kinds: [String: CharacterSet.Class] = [
          "alpha": .letter, "digit": .digit, "alnum": .alphanumeric, "upper": .upper, "lower": .lower, "space": .space,
          "blank": .horizontalSpace,
          "punct": .punctuation, "cntrl": .control, "xdigit": .hexadecimal, "word": .word, "graph": .graph,
          "print": .print,
        ]
        guard take(":]"), let kind = kinds[name] else { throw fail("unknown POSIX class name") }
        set.classes.append((kind, isNegated))
        continue
      }
      var low = scalar
      if scalar == "\\" {
        guard let escaped = current else { throw fail("\\ at end of pattern") }
        position += 1
        if let entry = try characterClass(escaped) {
          set.classes.append(entry)
          continue
        }
        low = escaped == "b" ? "\u{8}" : try literal(escaped)
      }
      guard current == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        set.ranges.append(low.value...low.value)
        continue
      }
      position += 1
      guard var high = current else { break }
      position += 1
      if high == "\\", let escaped = current {
        position += 1
        if let entry = try characterClass(escaped) {
          set.ranges += [low.value...low.value, 45...45]
          set.classes.append(entry)
          continue
        }
        high = try literal(escaped)
      }
      guard high.value >= low.value else { throw fail("range out of order in character class") }
      set.ranges.append(low.value...high.value)
    }
    throw fail("missing terminating ] for character class")
  }
}
