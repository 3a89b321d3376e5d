// Taking text apart and putting it together.

import Arrays
import Engine
import Exact

extension Library {
  mutating func addStrings() {
    addCharacters()
    addMeasures()
    addTrimming()
    addPadding()
    addSplitting()
    addReplacing()
    addEscapes()
    addTextSearch()
    addRegularExpressions()
    addFormatting()
  }

  private mutating func addMeasures() {
    add("ncodeunits(s)", "The number of bytes of the text in UTF-8.", arity: 1, example: "ncodeunits(\"αβ\")  # => 4") {
      call in
      if let scalar = call[0].character { return Value(UTF8.width(scalar)) }
      return Value(try call.string(0).utf8.count)
    }
    add(
      "sizeof(x)", "The number of bytes of text, of an array's elements, or of a number or type of numbers.", arity: 1,
      example: "sizeof(\"αβ\")  # => 4\nsizeof(Float64)  # => 8"
    ) { call in
      if let text = call[0].string { return Value(text.utf8.count) }
      if let array = call[0].array { return Value(array.elementByteCount) }
      let widths: [String: Int] = [
        "Float64": 8, "Int64": 8, "UInt64": 8, "Float32": 4, "Int32": 4, "UInt32": 4, "Int16": 2, "UInt16": 2,
        "Int8": 1, "UInt8": 1, "Bool": 1, "Char": 4, "Complex": 16, "Nothing": 0, "Missing": 0,
      ]
      guard let width = widths[(call[0].type ?? call[0].dataType).name] else { throw call.noMethod() }
      return Value(width)
    }
    add(
      "bytes2hex(bytes)", "The bytes in hexadecimal, two digits each.", arity: 1,
      example: "bytes2hex(UInt8[1, 0xab])  # => \"01ab\""
    ) { call in
      let bytes = try call.machine.list(call[0])
      guard bytes.allSatisfy({ $0.tag == .uint8 }) else { throw call.noMethod() }
      return call.heap.string(
        bytes.map { ($0.bits < 16 ? "0" : "") + String($0.bits, radix: 16) }.joined())
    }
    add(
      "hex2bytes(s)", "The bytes that pairs of hexadecimal digits stand for.", arity: 1,
      example: "Int.(hex2bytes(\"01ab\"))  # => [1, 171]"
    ) { call in
      let digits = try call.string(0).utf8
      guard digits.count % 2 == 0 else {
        throw RuntimeError.argument("length of iterable must be even")
      }
      try call.heap.reserve(count: digits.count, stride: 16)
      var bytes: [Value] = []
      bytes.reserveCapacity(digits.count / 2)
      var high: Int?
      for character in digits {
        guard let digit = Character(Unicode.Scalar(character)).hexDigitValue, character < 0x80 else {
          throw RuntimeError.argument("byte is not an ASCII hexadecimal digit")
        }
        if let first = high { bytes.append(Value(tag: .uint8, bits: UInt64(first << 4 | digit))) }
        high = high == nil ? digit : nil
      }
      return call.heap.array(of: .uint8, bytes)
    }
    add(
      "textwidth(s)", "How many columns the text takes on a terminal.", arity: 1, example: "textwidth(\"äbc\")  # => 3"
    ) { call in
      if let scalar = call[0].character { return Value(TextWidth.of(scalar)) }
      return Value(TextWidth.of(try call.string(0)))
    }
    func index(_ name: String, _ help: String, _ example: String, _ step: Int) {
      add("\(name)(s, i, n)", help, arity: step == 0 ? 2 : Arity(2...3), example: example) { call in
        // The positions of arrays follow one another, within their bounds or beyond.
        if step != 0, call.count == 2, call[0].isArray || call[0].tag == .range { return try call.machine.add(call[1], Value(step)) }
        let bytes = Array(try call.string(0).utf8)
        var offset = max(try call.int(1), -1) - 1
        guard offset >= -1, offset <= bytes.count else {
          throw RuntimeError("BoundsError", "attempt to access \(bytes.count)-codeunit String at index [\(offset + 1)]")
        }
        if step == 0 {
          while offset > 0, offset < bytes.count, !StringOperations.isStart(bytes, offset) { offset -= 1 }
          return Value(offset + 1)
        }
        let n = call.count == 3 ? try call.int(2) : 1
        if n < 0 { throw RuntimeError.argument("n must not be negative") }
        for position in 0..<n {
          try call.machine.countStep(1)
          if step > 0 {
            if offset >= bytes.count {
              if position == 0, n == 1 || offset > bytes.count {
                throw RuntimeError(
                  "BoundsError", "attempt to access \(bytes.count)-codeunit String at index [\(offset + 1)]")
              }
              // Beyond the end every step counts one.
              return Value(offset &+ (n - position) &+ 1)
            } else {
              offset = offset < 0 ? 0 : StringOperations.next(bytes, offset)
            }
          } else {
            if offset < 0 {
              throw RuntimeError(
                "BoundsError", "attempt to access \(bytes.count)-codeunit String at index [\(offset + 1)]")
            }
            offset = StringOperations.previous(bytes, offset)
          }
        }
        return Value(offset + 1)
      }
    }
    index(
      "nextind", "The index of the character after the one at byte `i`, or `n` characters further.",
      "nextind(\"αβ\", 1)  # => 3", 1)
    index(
      "prevind", "The index of the character before the one at byte `i`, or `n` characters before.",
      "prevind(\"αβ\", 3)  # => 1", -1)
    index("thisind", "The index at which the character that holds byte `i` begins.", "thisind(\"αβ\", 2)  # => 1", 0)
  }

  private mutating func addTrimming() {
    for (name, leading, trailing, help) in [
      ("strip", true, true, "at both ends"), ("lstrip", true, false, "at the start"),
      ("rstrip", false, true, "at the end"),
    ] {
      add(
        "\(name)(s, chars)", "The text without white space, or the given characters, \(help).", arity: Arity(1...2),
        example: "\(name)(\"  a  \")  # => \"\(leading ? "" : "  ")a\(trailing ? "" : "  ")\""
      ) { call in
        let machine = call.machine
        if call.count == 1 {
          return call.heap.subString(
            StringOperations.stripped(try call.string(0), leading: leading, trailing: trailing) { $0.isSpaceCharacter })
        }
        if call[0].string == nil {
          let (predicate, text) = (call[0], try call.string(1))
          return call.heap.subString(
            try StringOperations.stripped(text, leading: leading, trailing: trailing) {
              try machine.call(predicate, [Value($0)]).boolean == true
            })
        }
        var characters: [Unicode.Scalar] = []
        if let text = call[1].string {
          characters = Array(text.unicodeScalars)
        } else if case .characters(let scalars)? = try machine.textPattern(call[1]) {
          characters = scalars
        } else {
          throw call.noMethod()
        }
        return call.heap.subString(
          StringOperations.stripped(try call.string(0), leading: leading, trailing: trailing) {
            characters.contains($0)
          })
      }
    }
    add(
      "chomp(s)", "The text without a line break at its end.", arity: 1, example: "chomp(\"Hello\\n\")  # => \"Hello\""
    ) { call in
      call.heap.subString(StringOperations.chomp(try call.string(0)))
    }
    add(
      "chop(s; head, tail)", "The text without its last character, or without `head` first and `tail` last ones.",
      arity: 1, keywords: ["head", "tail"], example: "chop(\"March\")  # => \"Marc\""
    ) { call in
      let (head, tail) = (try call.int(keyword: "head") ?? 0, try call.int(keyword: "tail") ?? 1)
      if head < 0 || tail < 0 { throw RuntimeError.argument("the number of characters must not be negative") }
      return call.heap.subString(StringOperations.dropping(try call.string(0), first: head, last: tail))
    }
    for (name, isPrefix) in [("chopprefix", true), ("chopsuffix", false)] {
      add(
        "\(name)(s, part)",
        "The text without a \(isPrefix ? "start" : "end"), if that is its \(isPrefix ? "start" : "end").", arity: 2,
        example: isPrefix
          ? "chopprefix(\"Hamburger\", \"Ham\")  # => \"burger\""
          : "chopsuffix(\"Hamburger\", \"er\")  # => \"Hamburg\""
      ) { call in
        let bytes = Array(try call.string(0).utf8)
        if let regex = (call[1].host as? RegexObject)?.regex {
          if isPrefix, let match = try regex.match(in: bytes, at: 0, call.machine) {
            return call.heap.subString(StringOperations.text(bytes[match.range.upperBound...]))
          }
          if !isPrefix,
            let range = try call.machine.allMatches(.regex(regex), in: bytes, overlap: true).first(where: {
              $0.upperBound == bytes.count
            })
          {
            return call.heap.subString(StringOperations.text(bytes[..<range.lowerBound]))
          }
          return call.heap.subString(try call.string(0))
        }
        let part = Array(try call.string(1).utf8)
        if isPrefix {
          return bytes.starts(with: part) ? call.heap.subString(StringOperations.text(bytes[part.count...])) : call.heap.subString(try call.string(0))
        }
        return bytes.suffix(part.count).elementsEqual(part)
          ? call.heap.subString(StringOperations.text(bytes[..<(bytes.count - part.count)])) : call.heap.subString(try call.string(0))
      }
    }
  }

  private mutating func addPadding() {
    for (name, isLeft) in [("lpad", true), ("rpad", false)] {
      add(
        "\(name)(s, n, p)",
        "The text filled up to `n` columns with blanks, or with `p`, on the \(isLeft ? "left" : "right").",
        arity: Arity(2...3), example: isLeft ? "lpad(7, 3, '0')  # => \"007\"" : "rpad(\"ab\", 4, '.')  # => \"ab..\""
      ) { call in
        let text = try call.machine.printedText(of: call[0])
        let n = try call.int(1)
        var fill = " "
        if call.count == 3 {
          fill = try call.machine.printedText(of: call[2])
          if fill.isEmpty { throw RuntimeError.argument("the padding must not be empty") }
        }
        let width = max(n, 0) - TextWidth.of(text)
        try call.heap.reserve(bytes: max(0, width))
        let padding = StringOperations.padding(fill, width: width)
        return call.heap.string(isLeft ? padding + text : text + padding)
      }
    }
  }

  private mutating func addEscapes() {
    add(
      "escape_string(s)", "The text with line breaks and other special characters written as escapes.",
      arity: Arity(1...2), example: "escape_string(\"a\\nb\") == raw\"a\\nb\"  # => true"
    ) { call in
      var result = ""
      QuotedText.escape(try call.string(0), quoting: false, into: &result)
      return call.heap.string(result)
    }
    add(
      "unescape_string(s)", "The text with escapes read as the characters that they stand for.", arity: 1,
      example: "unescape_string(raw\"a\\tb\") == \"a\\tb\"  # => true"
    ) { call in
      guard let text = TextEscapes.unescape(try call.string(0)) else {
        throw RuntimeError.argument("invalid escape sequence")
      }
      return call.heap.string(text)
    }
    add("ascii(s)", "The text if it is ASCII, else an error.", arity: 1, example: "ascii(\"abc\")  # => \"abc\"") {
      call in
      let text = try call.string(0)
      if let place = text.utf8.enumerated().first(where: { $0.element >= 0x80 })?.offset {
        throw RuntimeError.argument(
          "invalid ASCII at index \(place + 1) in \(try call.machine.compactText(of: call[0]))")
      }
      return call[0]
    }
    add("@big_str(s)", "", arity: Arity(1...2)) { call in
      let text = try call.string(0).filter { $0 != "_" }
      if let integer = try? NumberText.integer(text, base: nil) { return call.heap.big(integer) }
      if let number = BigFloat(NumberText.trim(text), in: call.machine.floatContext) { return call.heap.big(number) }
      throw RuntimeError.argument("invalid number format \(text) for BigInt or BigFloat")
    }
    for (name, type) in [("@int128_str", DataType.int128), ("@uint128_str", .uint128)] {
      add("\(name)(s)", "", arity: Arity(1...2)) { call in
        try call.machine.parsed(try call.string(0).filter { $0 != "_" }, as: type, base: nil)
      }
    }
  }
}
