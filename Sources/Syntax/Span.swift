// A stretch of source text, and the line and column of a place in it.

/// A half-open range of UTF-8 offsets in the text that was parsed.
public struct Span: Hashable, Sendable {
  public var start: Int
  public var end: Int

  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The smallest span that holds both.
  public func union(_ other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }
}

/// A place that a reader can find: 1-based line, and 1-based column counted in Unicode scalars.
public struct SourceLocation: Hashable, Comparable, Sendable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (a: SourceLocation, b: SourceLocation) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// Text with an index of its lines, so that offsets become locations in logarithmic time.
public struct SourceText: Sendable {
  public let utf8: [UInt8]
  private let lineStarts: [Int]

  public init(_ text: String) {
    utf8 = Array(text.utf8)
    var starts = [0]
    for (offset, byte) in utf8.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
  }

  /// The number of lines; a final newline opens an empty last line.
  public var lineCount: Int { lineStarts.count }

  /// The UTF-8 range of a 1-based line, without its line break.
  public func range(ofLine line: Int) -> Range<Int> {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : utf8.count
    if end > start, utf8[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  /// The text of a 1-based line, without its line break.
  public func line(_ line: Int) -> String { String(decoding: utf8[range(ofLine: line)], as: UTF8.self) }

  /// The location of a UTF-8 offset, which is clamped to the text.
  public func location(of offset: Int) -> SourceLocation {
    let offset = max(0, min(offset, utf8.count))
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    var column = 1
    for byte in utf8[lineStarts[low]..<offset] where byte & 0xC0 != 0x80 { column += 1 }
    return SourceLocation(line: low + 1, column: column)
  }

  public subscript(span: Span) -> String {
    let start = max(0, min(span.start, utf8.count))
    return String(decoding: utf8[start..<max(start, min(span.end, utf8.count))], as: UTF8.self)
  }
}
