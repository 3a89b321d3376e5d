// Reading and writing bytes and lines of buffers: `IOBuffer`, `read`, `readline`, `eachline`, `seek`.

extension Library {
  mutating func addBuffers() {
    topic = "Streams"
    addBuffer()
    addReading()
    addLines()
    addPlaces()
    topic = "Language"
  }

  private mutating func addBuffer() {
    add(
      "IOBuffer(text)", "A stream in memory: it collects what is printed to it, or reads a text or bytes.",
      arity: Arity(0...1), keywords: ["..."],
      example: "io = IOBuffer(); print(io, 1, 2); String(take!(io))  # => \"12\""
    ) { call in
      if call.count == 0 { return call.heap.adopt(TextStream()) }
      let isWritable = call.keyword("write")?.boolean ?? call.keyword("append")?.boolean ?? false
      let bytes = try call.machine.plainBytes(of: call[0]) ?? []
      let stream = TextStream(reading: bytes, isWritable: isWritable)
      if call.keyword("append")?.boolean == true { stream.seek(to: bytes.count) }
      return call.heap.adopt(stream)
    }
    add(
      "take!(io)", "Takes the bytes of a buffer, which is empty afterwards.", arity: 1,
      example: "io = IOBuffer(); print(io, \"ab\"); take!(io)  # => UInt8[0x61, 0x62]"
    ) { call in
      guard let stream = call[0].host as? TextStream else { throw call.noMethod() }
      return call.heap.bytes(stream.takeBytes(call.machine))
    }
    add(
      "write(io, xs...)", "Writes strings, characters, numbers as they lie in memory, or arrays of them, to a stream "
        + "and gives the number of bytes.",
      arity: Arity(1...), example: "write(IOBuffer(), \"abc\", 0x01)  # => 4"
    ) { call in
      let (stream, values) = call.streamAndValues
      var count = 0
      for value in values {
        guard let bytes = try call.machine.plainBytes(of: value) else { throw call.noMethod() }
        try stream.write(bytes: bytes, call.machine)
        count += bytes.count
      }
      return Value(count)
    }
  }

  private mutating func addReading() {
    add(
      "read(io, what)",
      "Reads the rest of a stream as bytes, or as what is asked for: `String`, `Char`, a type of number, or a number of "
        + "bytes.",
      arity: Arity(1...2), example: "io = IOBuffer(\"añb\"); (read(io, Char), read(io, String))  # => ('a', \"ñb\")"
    ) { call in
      let stream = try call.stream()
      guard call.count == 2 else { return call.heap.bytes(Array(stream.read(Int.max))) }
      if let count = call.machine.exactInt(call[1]) { return call.heap.bytes(Array(stream.read(count))) }
      return try call.machine.read(from: stream, call[1])
    }
    add(
      "peek(io, T)", "What `read` would give next, which stays to be read.", arity: Arity(1...2),
      example: "io = IOBuffer(\"abc\"); (peek(io, Char), read(io, String))  # => ('a', \"abc\")"
    ) { call in
      if call.count == 1, let iterator = call[0].iterator, iterator.isStateful { return try iterator.peek() ?? .nothing }
      let stream = try call.stream()
      let position = stream.position ?? 0
      let value = try call.machine.read(from: stream, call.count == 2 ? call[1] : Value(DataType.uint8))
      stream.seek(to: position)
      return value
    }
    add(
      "eof(io)", "Whether nothing is left to read.", arity: 1, example: "eof(IOBuffer(\"\"))  # => true"
    ) { Value(try $0.stream().rest.isEmpty) }
    add(
      "bytesavailable(io)", "The number of bytes that are left to read.", arity: 1,
      example: "bytesavailable(IOBuffer(\"abc\"))  # => 3"
    ) { Value(try $0.stream().rest.count) }
    for name in ["isreadable", "isopen"] {
      add("\(name)(io)", "Whether a stream can be used.", arity: 1, example: "\(name)(IOBuffer(\"a\"))  # => true") { call in
        Value(try call.stream().position != nil)
      }
    }
    add("iswritable(io)", "Whether a stream can be written to.", arity: 1, example: "iswritable(IOBuffer(\"a\"))  # => false") {
      Value(!(try $0.stream().isReadOnly))
    }
    for name in ["flush", "close"] {
      add("\(name)(io)", "Accepted for code that comes from Julia: a stream in memory needs it not.", arity: 1, example: "\(name)(IOBuffer())") {
        _ = try $0.stream()
        return .nothing
      }
    }
  }

  private mutating func addLines() {
    add(
      "readline(io; keep = false)", "Reads a line, without its end unless `keep`.", arity: Arity(0...1), keywords: ["keep"],
      example: "io = IOBuffer(\"one\\ntwo\"); readline(io)  # => \"one\""
    ) { call in
      let stream = try call.stream()
      return call.heap.string(stream.readLine(keep: try call.flag("keep")) ?? "")
    }
    add(
      "readlines(io; keep = false)", "The lines that are left, as a vector.", arity: 1, keywords: ["keep"],
      example: "readlines(IOBuffer(\"one\\ntwo\"))  # => [\"one\", \"two\"]"
    ) { call in
      let stream = try call.stream()
      let keep = try call.flag("keep")
      var lines: [Value] = []
      while let line = stream.readLine(keep: keep) { lines.append(call.heap.string(line)) }
      return call.heap.array(of: .string, lines)
    }
    add(
      "eachline(io; keep = false)", "The lines that are left, one after the other.", arity: 1, keywords: ["keep"],
      example: "[length(line) for line in eachline(IOBuffer(\"one\\nthree\"))]  # => [3, 5]"
    ) { call in
      _ = try call.stream()
      return call.heap.adopt(LineIterator(call[0], keep: try call.flag("keep"), heap: call.heap))
    }
    add(
      "readuntil(io, end; keep = false)", "Reads up to a string, character or byte, which it leaves out unless `keep`.",
      arity: 2, keywords: ["keep"], example: "io = IOBuffer(\"a,b\"); readuntil(io, ',')  # => \"a\""
    ) { call in
      let stream = try call.stream()
      guard let delimiter = try call.machine.plainBytes(of: call[1]) else { throw call.noMethod() }
      let (bytes, isFound) = stream.read(through: delimiter)
      let kept = try !isFound || call.flag("keep") ? bytes : bytes.dropLast(delimiter.count)
      let isText = call[1].tag == .string || call[1].tag == .character
      return isText ? call.heap.string(String(decoding: kept, as: UTF8.self)) : call.heap.bytes(Array(kept))
    }
    alias("copyuntil", of: "readuntil")
  }

  private mutating func addPlaces() {
    add("position(io)", "The number of bytes before the next.", arity: 1, example: "io = IOBuffer(\"abc\"); read(io, Char); position(io)  # => 1") {
      Value(try $0.stream().position ?? 0)
    }
    add("seek(io, n)", "Reads or writes on behind `n` bytes.", arity: 2, example: "io = IOBuffer(\"abc\"); seek(io, 1); read(io, Char)  # => 'b'") { call in
      try call.stream().seek(to: call.int(1))
      return call[0]
    }
    add("seekstart(io)", "Reads or writes on at the beginning.", arity: 1, example: "io = IOBuffer(\"abc\"); read(io, Char); seekstart(io); read(io, String)  # => \"abc\"") { call in
      try call.stream().seek(to: 0)
      return call[0]
    }
    add("seekend(io)", "Reads or writes on at the end.", arity: 1, example: "io = IOBuffer(\"abc\"); seekend(io); eof(io)  # => true") { call in
      try call.stream().seek(to: Int.max)
      return call[0]
    }
    add("skip(io, n)", "Passes over `n` bytes.", arity: 2, example: "io = IOBuffer(\"abc\"); skip(io, 2); read(io, Char)  # => 'c'") { call in
      let stream = try call.stream()
      stream.seek(to: (stream.position ?? 0) + (try call.int(1)))
      return call[0]
    }
    add("truncate(io, n)", "Keeps the first `n` bytes of a buffer.", arity: 2, example: "io = IOBuffer(); write(io, \"abc\"); truncate(io, 1); String(take!(io))  # => \"a\"") { call in
      try call.stream().truncate(to: max(0, call.int(1)), call.machine)
      return call[0]
    }
  }
}

/// The lines of a stream.
final class LineIterator: IteratorObject {
  private let stream: Value
  private let keep: Bool

  init(_ stream: Value, keep: Bool, heap: Heap) {
    self.stream = stream
    self.keep = keep
    super.init()
    heap.retain(stream)
  }

  override func releaseChildren(_ heap: Heap) { heap.release(stream) }
  override var type: DataType { .parametric("Base.EachLine", [.type(TextStream.bufferType)], supertype: .any) }

  override func makeIterator(_ machine: Machine) throws -> () throws -> Value? {
    guard let lines = stream.host as? TextStream else { return { nil } }
    let keep = keep
    return { lines.readLine(keep: keep).map { machine.heap.string($0) } }
  }
}

extension TextStream {
  /// The next line, `nil` at the end.
  func readLine(keep: Bool) -> String? {
    if rest.isEmpty { return nil }
    var (bytes, isFound) = read(through: [0x0A])
    if isFound, !keep {
      bytes.removeLast()
      if bytes.last == 0x0D { bytes.removeLast() }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Heap {
  /// A `Vector{UInt8}`.
  public func bytes(_ bytes: [UInt8]) -> Value {
    array(of: .uint8, bytes.map { Value(tag: .uint8, bits: UInt64($0)) })
  }
}

extension Call {
  /// The first argument, a stream in memory.
  fileprivate func stream() throws -> TextStream {
    guard count > 0, let stream = self[0].host as? TextStream else {
      throw noMethod(hint: count > 0 && self[0].tag == .string ? "a block reads no files; `IOBuffer(text)` reads a text" : nil)
    }
    return stream
  }
}

extension Machine {
  /// The bytes of a value as they lie in memory, least significant first; `nil` for values that are no plain data.
  public func plainBytes(of value: Value) throws -> [UInt8]? {
    switch value.tag {
    case .string: return value.utf8.map(Array.init)
    case .symbol: return value.symbol.map { Array($0.name.utf8) }
    case .character: return value.character.map { Array(String($0).utf8) }
    case .boolean, .uint8, .int8: return [UInt8(truncatingIfNeeded: value.exactInteger.flatMap { Int(exactly: $0) } ?? Int(value.bits))]
    case .uint16, .int16: return Machine.bytes(value.bits, 2)
    case .uint32, .int32, .float32: return Machine.bytes(value.bits, 4)
    case .float16: return Machine.bytes(value.bits, 2)
    case .uint64, .integer, .float: return Machine.bytes(value.bits, 8)
    default:
      guard value.isArray || value.tag == .range || value.iterator is LazyArray, let elements = try elements(value) else {
        return nil
      }
      var bytes: [UInt8] = []
      for element in elements {
        guard let next = try descend({ try plainBytes(of: element) }) else { return nil }
        bytes += next
      }
      return bytes
    }
  }

  private static func bytes(_ bits: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: bits >> UInt64(8 * $0)) }
  }

  /// Reads a value of a type.
  func read(from stream: TextStream, _ type: Value) throws -> Value {
    guard let wanted = type.type else { throw noMethod("read", [Value(stream), type]) }
    if wanted === DataType.string { return heap.string(String(decoding: stream.read(Int.max), as: UTF8.self)) }
    func bytes(_ count: Int) throws -> UInt64 {
      let bytes = stream.read(count)
      guard bytes.count == count else { throw RuntimeError("EOFError", "read end of file") }
      return bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    switch wanted {
    case .character:
      guard let lead = stream.rest.first else { throw RuntimeError("EOFError", "read end of file") }
      let count = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      let text = String(decoding: stream.read(count), as: UTF8.self)
      return Value(text.unicodeScalars.first ?? "\u{FFFD}")
    case .uint8: return Value(tag: .uint8, bits: try bytes(1))
    case .uint16: return Value(tag: .uint16, bits: try bytes(2))
    case .uint32: return Value(tag: .uint32, bits: try bytes(4))
    case .uint64: return Value(tag: .uint64, bits: try bytes(8))
    case .bool: return Value(try bytes(1) != 0)
    case .int8: return Value(tag: .int8, bits: UInt64(bitPattern: Int64(Int8(bitPattern: UInt8(truncatingIfNeeded: try bytes(1))))))
    case .int16: return Value(tag: .int16, bits: UInt64(bitPattern: Int64(Int16(bitPattern: UInt16(truncatingIfNeeded: try bytes(2))))))
    case .int32: return Value(tag: .int32, bits: UInt64(bitPattern: Int64(Int32(bitPattern: UInt32(truncatingIfNeeded: try bytes(4))))))
    case .int64: return Value(Int(Int64(bitPattern: try bytes(8))))
    case .float64: return Value(Double(bitPattern: try bytes(8)))
    case .float32: return Value(Float(bitPattern: UInt32(truncatingIfNeeded: try bytes(4))))
    default: throw noMethod("read", [Value(stream), type])
    }
  }
}
