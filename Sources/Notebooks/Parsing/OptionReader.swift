// Reads values of a YAML mapping as what they have to be, and reports those that are not.

import Syntax

/// Where a YAML text came from: its places in the file.
struct YAMLSource {
  let text: String
  let map: SourceMap
  private let utf8: [UInt8]

  init(text: String, map: SourceMap) {
    self.text = text
    self.map = map
    utf8 = Array(text.utf8)
  }

  func span(_ node: YAMLNode) -> Span { span(node.span) }

  /// A span in the file, without the white space that libyaml counts to the end of a block.
  func span(_ span: Span) -> Span {
    map.fileSpan(of: Span(span.start, textEnd(of: span)))
  }

  private func textEnd(of span: Span) -> Int {
    var end = min(span.end, utf8.count)
    while end > span.start, utf8[end - 1] <= 0x20 { end -= 1 }
    return end
  }

  /// The comment behind a value on its last line, with its `#`.
  func comment(after node: YAMLNode) -> String? {
    let rest = utf8[textEnd(of: node.span)...].prefix { $0 != 0x0A }
    let comment = String(decoding: rest, as: UTF8.self).trimmed
    return comment.hasPrefix("#") ? comment : nil
  }

  /// The places of a scalar's text: exact where it stands in the source as it reads, else its beginning.
  func textMap(_ node: YAMLNode, _ value: String) -> SourceMap {
    for skip in 0...1 {
      let start = node.span.start + skip
      if start <= utf8.count, utf8[start...].starts(with: value.utf8) { return map.dropping(first: start) }
    }
    let place = map.fileOffset(of: node.span.start)
    return SourceMap(pieces: [.init(text: 0, file: place, fileEnd: place)])
  }
}

extension DocumentParser {
  /// Parses YAML that should be a mapping; what is wrong is reported.
  mutating func readMapping(_ yaml: YAMLSource, _ what: String) -> [YAMLNode.Pair] {
    do throws(YAMLNode.Failure) {
      guard let root = try YAMLNode.parse(yaml.text) else { return [] }
      switch root.content {
      case .mapping(let pairs): return pairs
      case .scalar("", isPlain: true): return []
      default:
        report(
          "yaml", "\(what) must be `key: value` lines", at: yaml.span(root.span),
          hint: quotingHint(yaml, root.span.start) ?? "put a space behind the colon")
        return []
      }
    } catch {
      report(
        "yaml", "\(what): \(error.message)", at: yaml.map.fileSpan(of: error.span),
        hint: error.hint ?? (error.isSyntax ? quotingHint(yaml, error.span.start) : nil))
      return []
    }
  }

  /// Text with a colon, a quote or another of YAML's marks needs quotes: says so for the `key: text` line at or
  /// before a place.
  private func quotingHint(_ yaml: YAMLSource, _ offset: Int) -> String? {
    let utf8 = Array(yaml.text.utf8)
    let before = utf8[..<min(offset + 1, utf8.count)].split(separator: 0x0A, omittingEmptySubsequences: true)
    let end = utf8[min(offset, utf8.count)...].prefix { $0 != 0x0A }.endIndex
    for part in before.reversed() {
      let isLast = part.endIndex == before.last?.endIndex
      let line = utf8[part.startIndex..<(isLast ? max(part.endIndex, end) : part.endIndex)]
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), line.first.map({ $0 > 0x20 }) == true else { continue }
      let key = String(decoding: line[..<colon], as: UTF8.self)
      let value = String(decoding: line[(colon + 1)...], as: UTF8.self).trimmed
      guard !value.isEmpty else { continue }
      let isQuoted = value.count > 1 && (value.first == "\"" || value.first == "'") && value.first == value.last
      return isQuoted ? nil : "text with special characters needs quotes: `\(key): \"…\"`"
    }
    return nil
  }

  // MARK: - Values

  mutating func reportType(_ pair: YAMLNode.Pair, _ expected: String, _ yaml: YAMLSource) {
    report("option-value", "`\(pair.key)` must be \(expected)", at: yaml.span(pair.value))
  }

  mutating func boolean(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) -> Bool? {
    if case .boolean(let value) = pair.value.value { return value }
    reportType(pair, "`true` or `false`", yaml)
    return nil
  }

  /// Text; numbers and the like as they are written.
  mutating func text(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) -> String? {
    if case .scalar(let text, let isPlain) = pair.value.content, !isPlain || pair.value.value != .null { return text }
    reportType(pair, "text", yaml)
    return nil
  }

  /// One text, or a list of them.
  mutating func texts(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) -> [String]? {
    switch pair.value.content {
    case .scalar: return text(pair, yaml).map { [$0] }
    case .sequence(let items):
      var texts: [String] = []
      for item in items {
        guard case .scalar(let text, _) = item.content else {
          reportType(pair, "text or a list of texts", yaml)
          return nil
        }
        texts.append(text)
      }
      return texts
    case .mapping:
      reportType(pair, "text or a list of texts", yaml)
      return nil
    }
  }

  mutating func number(_ pair: YAMLNode.Pair, _ yaml: YAMLSource, orMore minimum: Double = 0) -> Double? {
    let number: Double? =
      switch pair.value.value {
      case .integer(let value): Double(value)
      case .number(let value): value
      default: nil
      }
    if let number, number.isFinite, number >= minimum { return number }
    reportType(pair, "a number that is not negative", yaml)
    return nil
  }

  /// A whole number, also written as `1e9`.
  mutating func integer(_ pair: YAMLNode.Pair, _ yaml: YAMLSource, orMore minimum: Int = 0) -> Int? {
    let integer: Int? =
      switch pair.value.value {
      case .integer(let value): value
      case .number(let value): Int(exactly: value)
      default: nil
      }
    if let integer, integer >= minimum { return integer }
    reportType(pair, minimum == 0 ? "a whole number that is not negative" : "a whole number", yaml)
    return nil
  }

  /// A number of bytes, or text such as `512 MB` or `2 GiB`.
  mutating func byteCount(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) -> Int? {
    if case .text(let text) = pair.value.value {
      let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      let unit = String(text.dropFirst(digits.count)).trimmed.lowercased()
      let units: [String: Double] = [
        "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "kib": 1024, "mib": 1_048_576, "gib": 1_073_741_824,
      ]
      if let number = Double(digits), let factor = units[unit], number * factor < 1e18 { return Int(number * factor) }
    } else if case .integer(let value) = pair.value.value, value >= 0 {
      return value
    }
    reportType(pair, "a number of bytes, such as `512 MB` or `2 GiB`", yaml)
    return nil
  }

  /// A length in CSS pixels; a bare number counts inches, as in Quarto.
  mutating func pixels(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) -> Double? {
    var pixels: Double?
    switch pair.value.value {
    case .integer(let value): pixels = Double(value) * 96
    case .number(let value): pixels = value * 96
    case .text(let text):
      let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      let unit = String(text.dropFirst(digits.count)).trimmed
      if let number = Double(digits), let factor = ImageLength.units[unit] { pixels = number * factor }
    default: break
    }
    if let pixels, pixels >= 1, pixels <= 20_000 { return pixels }
    reportType(pair, "a length such as `6` (inches), `15cm` or `600px`", yaml)
    return nil
  }

  mutating func caption(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) -> Caption? {
    guard let text = text(pair, yaml) else { return nil }
    return makeCaption(text, pair.value, yaml)
  }

  mutating func captions(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) -> [Caption] {
    guard case .sequence(let items) = pair.value.content else { return caption(pair, yaml).map { [$0] } ?? [] }
    return items.compactMap { item in
      guard case .scalar(let text, _) = item.content else {
        reportType(pair, "a list of texts", yaml)
        return nil
      }
      return makeCaption(text, item, yaml)
    }
  }

  /// Raw HTML belongs to prose; in titles and captions it is text.
  private mutating func makeCaption(_ text: String, _ node: YAMLNode, _ yaml: YAMLSource) -> Caption {
    let content = parseInlines(text, yaml.textMap(node, text)).map(\.withHTMLAsText)
    return Caption(text: text, content: content, span: yaml.span(node))
  }
}
