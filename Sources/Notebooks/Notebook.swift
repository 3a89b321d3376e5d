// A Markdown file as a value: front matter, a tree of prose, the cells and inline values, and what is wrong with them.

import Syntax

/// One parsed `.md` file.
///
/// Every span, in the tree and in the diagnostics, is a range of UTF-8 offsets in ``source``; `source.location(of:)`
/// makes a line and column of it. The tree is at most ``maximumNesting`` levels deep, so that it can be walked
/// recursively.
public struct Notebook: Sendable {
  /// The path that the file was read from, as it was given; `nil` for text that came from elsewhere.
  public var path: String?
  /// The text, without a byte order mark and with U+FFFD for each NUL.
  public let source: SourceText
  public var frontMatter: FrontMatter
  /// The prose in document order. A cell stands as `.cell(index)` where its fence stood.
  public var blocks: [Block]
  /// Footnotes in the order of their first reference.
  public var footnotes: [Footnote]
  /// The cells in source order, which is the order in which they run.
  public var cells: [Cell]
  /// The inline values in source order; `Inline.Kind.value` and ``Formula/values`` hold indices into this list.
  public var values: [InlineValue]
  /// All that can be referred to, in document order, duplicates left out.
  public var targets: [Target]
  /// The exercises that have cells, in document order.
  public var exercises: [Exercise]
  /// Findings, in source order.
  public var diagnostics: [Diagnostic]

  /// Blocks, and inlines within one block, nest no deeper than this; what is deeper is lifted to this level.
  public static let maximumNesting = 100

  /// Whether there is anything to run; other Markdown files are pages.
  public var isNotebook: Bool { !cells.isEmpty || !values.isEmpty }

  /// The title from the front matter, or the text of the first heading of level 1.
  public var titleContent: [Inline]? {
    if let title = frontMatter.title { return title.content }
    for block in blocks {
      if case .heading(let heading) = block.kind, heading.level == 1 { return heading.content }
    }
    return nil
  }

  /// The title without markup, and without the values in it, which are not known before a run.
  public var title: String? { titleContent?.plainText }

  /// Line and column (1-based, in Unicode scalars) of a UTF-8 offset in ``source``.
  public func location(of offset: Int) -> SourceLocation { source.location(of: offset) }
}
