// The tree of prose: what stands inside a line.

import Syntax

/// One piece of running text with its place in the file, markers included.
public struct Inline: Sendable {
  public var kind: Kind
  public var span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public indirect enum Kind: Sendable {
    case text(String)
    /// A line break in the source.
    case softBreak
    /// A line break for the reader.
    case lineBreak
    case code(String)
    /// The inline value of this index in ``Notebook/values``.
    case value(Int)
    case formula(Formula)
    case emphasis([Inline])
    case strong([Inline])
    case strikethrough([Inline])
    case link(Link)
    case image(Image)
    case html(String)
    case footnoteReference(FootnoteReference)
    case reference(Reference)
    case citation(Citation)
  }
}

/// A link, written in brackets, in angle brackets, or as a bare address.
public struct Link: Sendable {
  public var destination: String
  public var title: String
  public var content: [Inline]

  public init(destination: String, title: String = "", content: [Inline]) {
    self.destination = destination
    self.title = title
    self.content = content
  }
}

/// An image; its description is both its alternative text and, in a figure, its caption.
public struct Image: Sendable {
  public var source: String
  public var title: String
  public var description: [Inline]
  public var attributes: Attributes?
  /// `width=` and `height=` of ``attributes``.
  public var width: ImageLength?
  public var height: ImageLength?
}

/// How wide or high an image is shown.
public enum ImageLength: Sendable, Hashable {
  /// CSS pixels, of which 96 make an inch.
  case pixels(Double)
  /// Of the width of the text.
  case percent(Double)

  /// `300`, `300px`, `8cm`, `50%`; `nil` for anything else.
  public init?(_ text: String) {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), number > 0 else { return nil }
    let unit = text.dropFirst(digits.count)
    if unit == "%", number <= 100 {
      self = .percent(number)
    } else if let factor = unit.isEmpty ? 1 : ImageLength.units[String(unit)], number * factor <= 20_000 {
      self = .pixels(number * factor)
    } else {
      return nil
    }
  }

  /// Units of length in CSS pixels.
  static let units: [String: Double] = ["px": 1, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96.0 / 72]
}

/// A formula in TeX.
public struct Formula: Sendable {
  /// One `\val{expression}`.
  public struct Value: Sendable {
    /// UTF-8 offsets of the whole `\val{…}` in ``Formula/tex``.
    public var range: Range<Int>
    /// Its index in ``Notebook/values``.
    public var index: Int
  }

  /// The formula without its delimiters.
  public var tex: String
  /// Whether it is set on a line of its own.
  public var isDisplay: Bool
  /// The `\val{…}` in it, from left to right.
  public var values: [Value]
  /// `{#eq-…}` behind a displayed formula.
  public var attributes: Attributes?
  /// Where each part of ``tex`` stands in the file.
  public var map: SourceMap

  public init(
    tex: String, isDisplay: Bool = false, values: [Value] = [], attributes: Attributes? = nil,
    map: SourceMap = SourceMap()
  ) {
    self.tex = tex
    self.isDisplay = isDisplay
    self.values = values
    self.attributes = attributes
    self.map = map
  }
}

/// A mark in the text that refers to a footnote.
public struct FootnoteReference: Sendable {
  /// Index into ``Notebook/footnotes``; the number that is shown is one more.
  public var footnote: Int
  /// 1 for the first reference to the same footnote, then 2, …
  public var occurrence: Int
}

/// `@fig-circle` in the text.
public struct Reference: Sendable {
  public var kind: ReferenceKind
  /// The whole name, `fig-circle`.
  public var id: String
  /// What `[see @fig-circle, left; @tbl-axes]` says before it: `see `, or `, ` behind another reference.
  public var before = ""
  /// What the brackets say behind it: `, left`.
  public var after = ""
}

/// `[@key]`, or several in one pair of brackets.
public struct Citation: Sendable {
  public struct Item: Sendable {
    public var key: String
    /// What stands before the key, such as `see`.
    public var prefix: String
    /// What stands behind the key, such as `p. 33`.
    public var suffix: String
    /// `[-@key]`: only the year, since the sentence names the author.
    public var suppressesAuthor: Bool
    /// The place of `@key`.
    public var span: Span
  }

  public var items: [Item]
}

extension Inline {
  /// The same with raw HTML as the text that it is written as.
  var withHTMLAsText: Inline {
    func texts(_ content: [Inline]) -> [Inline] { content.map(\.withHTMLAsText) }
    var inline = self
    switch kind {
    case .html(let text): inline.kind = .text(text)
    case .emphasis(let content): inline.kind = .emphasis(texts(content))
    case .strong(let content): inline.kind = .strong(texts(content))
    case .strikethrough(let content): inline.kind = .strikethrough(texts(content))
    case .link(var link):
      link.content = texts(link.content)
      inline.kind = .link(link)
    case .image(var image):
      image.description = texts(image.description)
      inline.kind = .image(image)
    case .text, .softBreak, .lineBreak, .code, .value, .formula, .footnoteReference, .reference, .citation: break
    }
    return inline
  }
}

extension [Inline] {
  /// The text without any markup: formulas as TeX, images by their description, values as `…`, references left out.
  public var plainText: String { plainText { _ in "…" } }

  /// The text without any markup, with a text for each inline value.
  ///
  /// - Parameter value: gives the text of the value of an index in ``Notebook/values``.
  public func plainText(value: (Int) -> String) -> String {
    var text = ""
    appendPlainText(to: &text, value)
    return text
  }

  private func appendPlainText(to text: inout String, _ value: (Int) -> String) {
    for inline in self {
      switch inline.kind {
      case .text(let part), .code(let part): text += part
      case .softBreak, .lineBreak: text += " "
      case .formula(let formula): text += formula.tex
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        content.appendPlainText(to: &text, value)
      case .link(let link): link.content.appendPlainText(to: &text, value)
      case .image(let image): image.description.appendPlainText(to: &text, value)
      case .value(let index): text += value(index)
      case .html, .footnoteReference, .reference, .citation: break
      }
    }
  }
}
