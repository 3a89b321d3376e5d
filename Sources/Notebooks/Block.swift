// The tree of prose: blocks.

import Syntax

/// One block of a document with its place in the file.
public struct Block: Sendable {
  public var kind: Kind
  /// From the first character of the block, after the markers of what contains it, to the end of its last line.
  public var span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public indirect enum Kind: Sendable {
    case paragraph([Inline])
    case heading(Heading)
    case quote([Block])
    case callOut(CallOut)
    case list(List)
    /// A fence that is shown and never run, or an indented code block.
    case code(CodeBlock)
    /// The cell of this index in ``Notebook/cells``.
    case cell(Int)
    /// A formula on lines of its own: `$$` blocks, `math` fences, and a paragraph that holds nothing but `$$…$$`.
    case formula(Formula)
    case table(Table)
    /// A paragraph that holds one image and nothing else.
    case figure(Image)
    case html(String)
    case thematicBreak
  }
}

/// A heading of level 1 to 6.
public struct Heading: Sendable {
  public var level: Int
  public var content: [Inline]
  /// Unique in the document: the one written as `{#id}`, or made from the text as GitHub does.
  public var id: String
  /// What was written in braces behind the heading; `attributes?.id` is nil when ``id`` was made.
  public var attributes: Attributes?
}

/// A quote that opens with `[!KIND]`.
public struct CallOut: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case note, tip, important, warning, caution
    case definition, theorem, lemma, corollary, proposition, proof, example, remark, exercise, hint

    /// The kinds that are numbered and referred to; the others are notices.
    public var isMathematical: Bool {
      switch self {
      case .note, .tip, .important, .warning, .caution: false
      default: true
      }
    }
  }

  public var kind: Kind
  /// What follows `[!KIND]` on its line; empty where nothing does.
  public var title: [Inline]
  public var attributes: Attributes?
  public var content: [Block]
  /// The place of `[!KIND]` itself.
  public var markerSpan: Span
}

/// A bullet or numbered list.
public struct List: Sendable {
  public struct Item: Sendable {
    public var content: [Block]
    /// For a task: whether it is done. `nil` for an ordinary item.
    public var isChecked: Bool?
    public var span: Span
  }

  /// The first number of a numbered list; `nil` for bullets.
  public var start: Int?
  /// Whether items are set without paragraph spacing.
  public var isTight: Bool
  public var items: [Item]
}

/// Code that is shown, not run.
public struct CodeBlock: Sendable {
  /// The info string of the fence with entities decoded, empty for an indented block.
  public var info: String
  /// The code with `\n` at the end of each line.
  public var text: String
  /// Where each line of ``text`` stands in the file.
  public var map: SourceMap

  /// The first word of the info string.
  public var language: String { info.split(separator: " ").first.map(String.init) ?? "" }
}

/// A table with one header row.
public struct Table: Sendable {
  public enum Alignment: Sendable { case none, left, center, right }

  public struct Cell: Sendable {
    public var content: [Inline]
    public var span: Span
  }

  /// One for each column.
  public var alignments: [Alignment]
  public var header: [Cell]
  /// Every row has as many cells as there are columns.
  public var rows: [[Cell]]
  /// From a paragraph right after the table that begins with `: `.
  public var caption: [Inline]?
  public var attributes: Attributes?
}

/// The text of a footnote, which stands at the end of the page.
public struct Footnote: Sendable {
  public var label: String
  public var content: [Block]
  public var span: Span
  /// How often the text refers to it.
  public var referenceCount: Int
}
