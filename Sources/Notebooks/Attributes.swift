// `{#id .class key=value}`: what is written in braces behind a heading, a formula, a call-out's title or an image.

import Syntax

/// The contents of an attribute block.
public struct Attributes: Sendable, Hashable {
  /// A `key=value` pair in the order of the source.
  public struct Pair: Sendable, Hashable {
    public var key: String
    public var value: String
  }

  public var id: String?
  public var classes: [String]
  public var pairs: [Pair]
  /// From `{` to `}`.
  public var span: Span

  public init(id: String? = nil, classes: [String] = [], pairs: [Pair] = [], span: Span) {
    self.id = id
    self.classes = classes
    self.pairs = pairs
    self.span = span
  }

  /// The value of the last pair with this key.
  public subscript(key: String) -> String? { pairs.last { $0.key == key }?.value }
}
