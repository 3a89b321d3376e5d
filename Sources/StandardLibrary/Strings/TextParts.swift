// Parts of text and its bytes: `SubString`, `codeunits`, `b"…"`.

import Engine

extension Library {
  mutating func addTextParts() {
    add("#new:SubString(T, s, i, j)", "", arity: Arity(2...4)) { call in
      let text = try call.string(1)
      if call.count == 2 { return call.heap.subString(text) }
      let range: Value
      if call.count == 3, call[2].tag == .range {
        range = call[2]
      } else {
        let last = call.count == 4 ? call[3] : try call.machine.callLibrary("lastindex", [call[1]])
        range = try call.machine.makeRange(call[2], step: nil, last)
      }
      return call.heap.subString(try call.machine.index(call[1], [range]).string ?? "")
    }
    add(
      "codeunits(s)", "The bytes of the text in UTF-8.", arity: 1, example: "Int.(codeunits(\"AB\"))  # => [65, 66]"
    ) { call in
      let bytes = Array(try call.string(0).utf8)
      return call.heap.codeUnits(bytes)
    }
    add("@b_str(s)", "Bytes: `b\"…\"`.", arity: Arity(1...2), example: "collect(b\"A\\xff\")  # => UInt8[0x41, 0xff]") { call in
      guard let bytes = TextEscapes.unescapedBytes(try call.string(0)) else {
        throw RuntimeError.argument("invalid escape sequence")
      }
      return call.heap.codeUnits(bytes)
    }
    add(
      "codeunit(s, i)", "The byte at a position of text; without a position the type of its parts.", arity: Arity(1...2),
      example: "codeunit(\"A\", 1)  # => 0x41"
    ) { call in
      let bytes = Array(try call.string(0).utf8)
      if call.count == 1 { return Value(DataType.uint8) }
      let position = try call.int(1)
      guard position >= 1, position <= bytes.count else {
        throw RuntimeError(
          "BoundsError", "attempt to access \(bytes.count)-codeunit String at index [\(position)]")
      }
      return Value(tag: .uint8, bits: UInt64(bytes[position - 1]))
    }
    add(
      "transcode(T, s)", "Text in another encoding: `UInt8` for UTF-8, `UInt16` for UTF-16, `UInt32` for UTF-32, `String` back.",
      arity: 2, example: "transcode(UInt16, \"aα\")  # => UInt16[0x0061, 0x03b1]"
    ) { call in
      guard let type = call[0].type else { throw call.noMethod() }
      let text: String
      if let given = call[1].string {
        text = given
      } else {
        guard let elements = try call.machine.elements(call[1]) else { throw call.noMethod() }
        let bits = elements.map(\.bits)
        switch elements.first?.tag {
        case .uint8?, nil: text = String(decoding: bits.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
        case .uint16?: text = String(decoding: bits.map { UInt16(truncatingIfNeeded: $0) }, as: UTF16.self)
        case .uint32?: text = String(decoding: bits.map { UInt32(truncatingIfNeeded: $0) }, as: UTF32.self)
        default: throw call.noMethod()
        }
      }
      switch type {
      case .string: return call.heap.string(text)
      case .uint8: return call.heap.bytes(Array(text.utf8))
      case .uint16: return call.heap.array(of: type, text.utf16.map { Value(tag: .uint16, bits: UInt64($0)) })
      case .uint32: return call.heap.array(of: type, text.unicodeScalars.map { Value(tag: .uint32, bits: UInt64($0.value)) })
      default: throw call.noMethod()
      }
    }
  }
}

extension Heap {
  /// Bytes of text as an array that cannot be changed.
  func codeUnits(_ bytes: [UInt8]) -> Value {
    let type = DataType.parametric(
      "Base.CodeUnits", [.type(.uint8), .type(.string)], supertype: .abstractArray([.type(.uint8), .integer(1)]))
    return adopt(
      LazyArray(type, shape: [bytes.count], heap: self) { Value(tag: .uint8, bits: UInt64(bytes[$0])) })
  }
}
