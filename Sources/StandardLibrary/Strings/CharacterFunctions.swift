// Questions about characters and their case.

import Engine
import Exact

extension Library {
  mutating func addCharacters() {
    func question(
      _ name: String, _ help: String, _ example: String, _ test: @escaping @Sendable (Unicode.Scalar) -> Bool
    ) {
      add("\(name)(c)", help, arity: 1, example: example) { call in
        guard let scalar = call[0].character else {
          throw call.noMethod(hint: call[0].tag == .string ? "for a whole string write all(\(name), s)" : nil)
        }
        return Value(test(scalar))
      }
    }
    question("isdigit", "Whether a character is one of 0 … 9.", "isdigit('7')  # => true") { $0.isDecimalDigit }
    question("isxdigit", "Whether a character is a hexadecimal digit.", "isxdigit('f')  # => true") {
      $0.isHexadecimalDigit
    }
    question("isletter", "Whether a character is a letter.", "isletter('é')  # => true") { $0.isLetterCharacter }
    question("isnumeric", "Whether a character is a number in any script.", "isnumeric('௰')  # => true") {
      $0.isNumericCharacter
    }
    question("isspace", "Whether a character is white space.", "isspace('\\t')  # => true") { $0.isSpaceCharacter }
    question("isuppercase", "Whether a character is a capital letter.", "isuppercase('Γ')  # => true") {
      $0.isUppercaseCharacter
    }
    question("islowercase", "Whether a character is a small letter.", "islowercase('γ')  # => true") {
      $0.isLowercaseCharacter
    }
    question("ispunct", "Whether a character is a punctuation mark.", "ispunct('!')  # => true") {
      $0.isPunctuationCharacter
    }
    question("iscntrl", "Whether a character is a control character.", "iscntrl('\\n')  # => true") {
      $0.isControlCharacter
    }
    question("isprint", "Whether a character is printable, a blank included.", "isprint('a')  # => true") {
      $0.isPrintableCharacter
    }

    add(
      "isascii(s)", "Whether a character, or each one of a string, is ASCII.", arity: 1,
      example: "isascii(\"αβγ\")  # => false"
    ) { call in
      if let scalar = call[0].character { return Value(scalar.isASCII) }
      return Value(try call.string(0).utf8.allSatisfy { $0 < 0x80 })
    }
    add(
      "isvalid(s, i)", "Whether a character begins at byte `i`; of text alone, true.", arity: Arity(1...2),
      example: "isvalid(\"αβ\", 2)  # => false"
    ) { call in
      guard call.count == 2 else { return Value(call[0].tag == .string || call[0].character != nil) }
      if let type = call[0].type {
        if type === DataType.character {
          if call[1].character != nil { return Value(true) }
          guard let code = call.machine.exactInt(call[1]) else { throw call.noMethod() }
          return Value(code >= 0 && code <= 0x10FFFF && Unicode.Scalar(UInt32(code)) != nil)
        }
        if call[1].tag == .string { return Value(true) }
        guard let bytes = try call.machine.plainBytes(of: call[1]) else { throw call.noMethod() }
        return Value(String(validating: bytes, as: UTF8.self) != nil)
      }
      return Value(StringOperations.isStart(Array(try call.string(0).utf8), max(try call.int(1), 0) - 1))
    }
    add("codepoint(c)", "The number of a character in Unicode.", arity: 1, example: "Int(codepoint('A'))  # => 65") {
      call in
      guard let scalar = call[0].character else { throw call.noMethod() }
      return call.machine.sized(BigInteger(Int(scalar.value)), as: .uint32)
    }
    func mapping(
      _ name: String, _ help: String, _ example: String, from first: UInt8,
      _ transform: @escaping @Sendable (Unicode.Scalar) -> Unicode.Scalar
    ) {
      add("\(name)(s)", help, arity: 1, example: example) { call in
        if let scalar = call[0].character { return Value(transform(scalar)) }
        if let bytes = call[0].utf8, bytes.allSatisfy({ $0 < 0x80 }) {
          return try call.machine.text { scratch in
            // The other case of a letter of ASCII differs in one bit.
            scratch.append(bytes) { byte in byte &- first < 26 ? byte ^ 0x20 : byte }
          }
        }
        return call.heap.string(StringOperations.map(try call.string(0), transform))
      }
    }
    mapping(
      "uppercase", "The text or character in capitals.", "uppercase(\"Julia\")  # => \"JULIA\"",
      from: UInt8(ascii: "a"),
      StringOperations.uppercase)
    mapping(
      "lowercase", "The text or character in small letters.", "lowercase(\"Julia\")  # => \"julia\"",
      from: UInt8(ascii: "A"),
      StringOperations.lowercase)
    add(
      "titlecase(s; strict, wordsep)", "Each word with a capital; `strict` (true) makes the other letters small.",
      arity: 1, keywords: ["strict", "wordsep"],
      example: "titlecase(\"the JULIA language\")  # => \"The Julia Language\""
    ) { call in
      if let scalar = call[0].character { return Value(StringOperations.titlecase(scalar)) }
      let text = try call.string(0)
      let strict = try call.flag("strict", default: true)
      let machine = call.machine
      guard let isSeparator = call.keyword("wordsep") else {
        return call.heap.string(StringOperations.titlecase(text, strict: strict) { !$0.isLetterCharacter })
      }
      return call.heap.string(
        try StringOperations.titlecase(text, strict: strict) {
          try machine.call(isSeparator, [Value($0)]).boolean == true
        })
    }
    add(
      "uppercasefirst(s)", "The text with a capital at its start.", arity: 1,
      example: "uppercasefirst(\"python\")  # => \"Python\""
    ) { call in
      call.heap.string(StringOperations.changingFirst(try call.string(0), StringOperations.titlecase))
    }
    add(
      "lowercasefirst(s)", "The text with a small letter at its start.", arity: 1,
      example: "lowercasefirst(\"Julia\")  # => \"julia\""
    ) { call in
      call.heap.string(StringOperations.changingFirst(try call.string(0), StringOperations.lowercase))
    }
  }
}
