// cmark's tree, with names that read well in Swift.

import CMarkdown

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a parse recognises beyond CommonMark.
public struct MarkdownFeatures: OptionSet, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static let tables = MarkdownFeatures(rawValue: UInt32(MARKDOWN_TABLES))
  public static let strikethrough = MarkdownFeatures(rawValue: UInt32(MARKDOWN_STRIKETHROUGH))
  public static let autolinks = MarkdownFeatures(rawValue: UInt32(MARKDOWN_AUTOLINKS))
  public static let taskLists = MarkdownFeatures(rawValue: UInt32(MARKDOWN_TASK_LISTS))
  public static let footnotes = MarkdownFeatures(rawValue: UInt32(MARKDOWN_FOOTNOTES))
  public static let mathematics = MarkdownFeatures(rawValue: UInt32(MARKDOWN_MATHEMATICS))
  /// GitHub's filter of dangerous tags, which only ``commonMarkHTML(_:features:)`` applies.
  public static let tagFilter = MarkdownFeatures(rawValue: UInt32(MARKDOWN_TAG_FILTER))

  /// What a notebook is parsed with.
  static let notebook: MarkdownFeatures =
    [.tables, .strikethrough, .autolinks, .taskLists, .footnotes, .mathematics]
}

/// HTML of a text as cmark itself renders it: plain GitHub-flavoured Markdown without cells, attributes or references.
public func commonMarkHTML(_ text: String, features: MarkdownFeatures) -> String {
  var text = text
  return text.withUTF8 { bytes in
    guard let html = bytes.withMemoryRebound(to: CChar.self, { chars in
      markdown_render_html(chars.baseAddress, chars.count, features.rawValue)
    }) else { return "" }
    defer { free(html) }
    return String(cString: html)
  }
}

/// A node of cmark's tree, valid as long as the tree is.
struct MarkdownNode: Hashable {
  let pointer: OpaquePointer

  init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  var kind: markdown_kind { markdown_node_kind(pointer) }
  var parent: MarkdownNode? { MarkdownNode(markdown_parent(pointer)) }
  var firstChild: MarkdownNode? { MarkdownNode(markdown_first_child(pointer)) }
  var next: MarkdownNode? { MarkdownNode(markdown_next(pointer)) }
  var startLine: Int { Int(markdown_start_line(pointer)) }
  var startColumn: Int { Int(markdown_start_column(pointer)) }
  var endLine: Int { Int(markdown_end_line(pointer)) }
  /// What cmark adds to the column of a block to get the column of its first inline.
  var internalOffset: Int { Int(markdown_internal_offset(pointer)) }
  var literal: UnsafeBufferPointer<UInt8> { markdown_literal(pointer).buffer }
  var content: UnsafeBufferPointer<UInt8> { markdown_content(pointer).buffer }
}

extension markdown_text {
  var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: length) }
  var string: String { String(decoding: buffer, as: UTF8.self) }
}

extension UnsafeBufferPointer<UInt8> {
  var string: String { String(decoding: self, as: UTF8.self) }
}
