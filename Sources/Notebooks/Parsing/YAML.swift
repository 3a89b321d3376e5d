// YAML as a tree with places, over libyaml.

import CYAML
import Syntax

/// One node of a YAML document; spans count UTF-8 offsets in its text.
struct YAMLNode {
  struct Pair {
    var key: String
    var keySpan: Span
    var value: YAMLNode
  }

  indirect enum Content {
    /// Plain scalars may be numbers, booleans or null; quoted ones are text.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([Pair])
  }

  var content: Content
  var span: Span

  /// What is wrong with a text that is not YAML, or that uses what we refuse.
  struct Failure: Error {
    var message: String
    var hint: String?
    var span: Span
    /// Whether the text is not YAML at all.
    var isSyntax = false
  }

  /// Reads one document; `nil` for an empty one.
  static func parse(_ text: String) throws(Failure) -> YAMLNode? {
    let reader = YAMLReader(text)
    return try reader.document()
  }

  /// The value by the core schema of YAML 1.2.
  var value: MetadataValue {
    switch content {
    case .scalar(let text, isPlain: false): .text(text)
    case .scalar(let text, isPlain: true): Self.resolve(text)
    case .sequence(let items): .list(items.map(\.value))
    case .mapping(let pairs): .mapping(pairs.map { MetadataValue.Entry(key: $0.key, value: $0.value.value) })
    }
  }

  private static func resolve(_ text: String) -> MetadataValue {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .boolean(true)
    case "false", "False", "FALSE": return .boolean(false)
    case ".nan", ".NaN", ".NAN": return .number(.nan)
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .number(.infinity)
    case "-.inf", "-.Inf", "-.INF": return .number(-.infinity)
    default: break
    }
    guard let first = text.utf8.first, text.utf8.count <= 400 else { return .text(text) }
    let isNumeric = (first >= 0x30 && first <= 0x39) || "+-.".utf8.contains(first)
    guard isNumeric else { return .text(text) }
    if text.hasPrefix("0x"), let value = Int(text.dropFirst(2), radix: 16) { return .integer(value) }
    if text.hasPrefix("0o"), let value = Int(text.dropFirst(2), radix: 8) { return .integer(value) }
    if let value = Int(text) { return .integer(value) }
    // Not the hexadecimal floats, `inf` and `nan` that `Double` would read too.
    if text.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || "+-.eE".utf8.contains($0) }), let value = Double(text) {
      return .number(value)
    }
    return .text(text)
  }
}

/// Composes nodes from libyaml's events. Nothing is shared between nodes, since aliases are refused, and nesting is
/// bounded.
private final class YAMLReader {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: ContiguousArray<UInt8>
  /// libyaml counts characters.
  private let offsets: [Int]
  private static let maximumNesting = 32

  init(_ string: String) {
    text = ContiguousArray(string.utf8)
    var offsets: [Int] = []
    for (offset, byte) in text.enumerated() where byte & 0xC0 != 0x80 { offsets.append(offset) }
    offsets.append(text.count)
    self.offsets = offsets
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  private func offset(_ mark: yaml_mark_t) -> Int { offsets[min(Int(mark.index), offsets.count - 1)] }

  private func span(_ event: yaml_event_t) -> Span {
    let start = offset(event.start_mark)
    return Span(start, max(start, offset(event.end_mark)))
  }

  func document() throws(YAMLNode.Failure) -> YAMLNode? {
    let result = text.withUnsafeBufferPointer { buffer -> Result<YAMLNode?, YAMLNode.Failure> in
      // A pointer that is not null, also for no text.
      let empty: [UInt8] = [0]
      return empty.withUnsafeBufferPointer { empty in
        yaml_parser_set_input_string(parser, buffer.count > 0 ? buffer.baseAddress : empty.baseAddress, buffer.count)
        do throws(YAMLNode.Failure) {
          return .success(try readDocument())
        } catch {
          return .failure(error)
        }
      }
    }
    return try result.get()
  }

  private func readDocument() throws(YAMLNode.Failure) -> YAMLNode? {
    var root: YAMLNode?
    while true {
      var event = try next()
      defer { yaml_event_delete(&event) }
      switch event.type {
      case YAML_STREAM_END_EVENT: return root
      case YAML_DOCUMENT_START_EVENT:
        if root != nil { throw YAMLNode.Failure(message: "there is more than one YAML document", span: span(event)) }
        var first = try next()
        defer { yaml_event_delete(&first) }
        root = try node(first, depth: 0)
      default: break
      }
    }
  }

  private func next() throws(YAMLNode.Failure) -> yaml_event_t {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    return event
  }

  private func failure() -> YAMLNode.Failure {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "this cannot be read"
    var place = offset(parser.pointee.problem_mark)
    if parser.pointee.error == YAML_READER_ERROR { place = min(Int(parser.pointee.problem_offset), text.count) }
    return YAMLNode.Failure(message: problem, span: Span(place, place), isSyntax: true)
  }

  private func node(_ event: yaml_event_t, depth: Int) throws(YAMLNode.Failure) -> YAMLNode {
    guard depth < Self.maximumNesting else {
      throw YAMLNode.Failure(message: "YAML nests more than \(Self.maximumNesting) levels deep", span: span(event))
    }
    switch event.type {
    case YAML_SCALAR_EVENT: return try scalar(event)
    case YAML_SEQUENCE_START_EVENT:
      try refuse(event.data.sequence_start.anchor, event.data.sequence_start.tag, event)
      var items: [YAMLNode] = []
      while true {
        var item = try next()
        defer { yaml_event_delete(&item) }
        if item.type == YAML_SEQUENCE_END_EVENT {
          return YAMLNode(content: .sequence(items), span: Span(span(event).start, span(item).end))
        }
        items.append(try node(item, depth: depth + 1))
      }
    case YAML_MAPPING_START_EVENT:
      try refuse(event.data.mapping_start.anchor, event.data.mapping_start.tag, event)
      return try mapping(event, depth: depth)
    case YAML_ALIAS_EVENT:
      throw YAMLNode.Failure(
        message: "aliases are not supported", hint: "write the value out, or quote text that begins with `*`",
        span: span(event))
    default: throw YAMLNode.Failure(message: "this cannot be read", span: span(event))
    }
  }

  private func scalar(_ event: yaml_event_t) throws(YAMLNode.Failure) -> YAMLNode {
    let data = event.data.scalar
    var isPlain = data.plain_implicit == 1
    if let tag = data.tag, String(cString: UnsafeRawPointer(tag).assumingMemoryBound(to: CChar.self)) == YAML_STR_TAG {
      try refuse(data.anchor, nil, event)
      isPlain = false
    } else {
      try refuse(data.anchor, data.tag, event)
    }
    let bytes = UnsafeBufferPointer(start: data.value, count: data.length)
    let style = data.style
    isPlain = isPlain && (style == YAML_PLAIN_SCALAR_STYLE || style == YAML_ANY_SCALAR_STYLE)
    return YAMLNode(content: .scalar(String(decoding: bytes, as: UTF8.self), isPlain: isPlain), span: span(event))
  }

  private func mapping(_ event: yaml_event_t, depth: Int) throws(YAMLNode.Failure) -> YAMLNode {
    var pairs: [YAMLNode.Pair] = []
    var keys: Set<String> = []
    while true {
      var first = try next()
      defer { yaml_event_delete(&first) }
      if first.type == YAML_MAPPING_END_EVENT {
        return YAMLNode(content: .mapping(pairs), span: Span(span(event).start, span(first).end))
      }
      let key = try node(first, depth: depth + 1)
      guard case .scalar(let name, _) = key.content else {
        throw YAMLNode.Failure(message: "a key must be a name", span: key.span)
      }
      guard keys.insert(name).inserted else {
        throw YAMLNode.Failure(message: "the key `\(name)` is given twice", span: key.span)
      }
      var second = try next()
      defer { yaml_event_delete(&second) }
      pairs.append(YAMLNode.Pair(key: name, keySpan: key.span, value: try node(second, depth: depth + 1)))
    }
  }

  private func refuse(
    _ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?, _ event: yaml_event_t
  ) throws(YAMLNode.Failure) {
    if anchor != nil {
      throw YAMLNode.Failure(
        message: "anchors are not supported", hint: "quote text that begins with `&`", span: span(event))
    }
    if let tag, !isCoreTag(tag) {
      throw YAMLNode.Failure(
        message: "tags are not supported", hint: "quote text that begins with `!`", span: span(event))
    }
  }

  private func isCoreTag(_ tag: UnsafeMutablePointer<yaml_char_t>) -> Bool {
    String(cString: UnsafeRawPointer(tag).assumingMemoryBound(to: CChar.self)).hasPrefix("tag:yaml.org,2002:")
  }
}
