// A cell: a fence of nabla code, its options, and what it expects.

import Syntax

/// One fence of nabla code.
public struct Cell: Sendable {
  /// A line of ``source``.
  public struct Line: Sendable, Hashable {
    public enum Role: Sendable, Hashable {
      /// Code that the page shows.
      case code
      /// A leading `#|` line.
      case option
      /// Code that ends with `# hide`.
      case hidden
    }

    public var role: Role
    /// UTF-8 offsets in ``Cell/source``, without the line break.
    public var range: Range<Int>
  }

  /// A ```` ```output ```` fence right behind the cell.
  public struct ExpectedOutput: Sendable {
    public var text: String
    public var span: Span
    public var map: SourceMap
  }

  /// The place among the notebook's cells.
  public var index: Int
  /// Everything inside the fence, option lines (comments to the language) included, with `\n` at the end of each line.
  public var source: String
  public var lines: [Line]
  public var options: CellOptions
  /// Where ``source`` stands in the file.
  public var map: SourceMap
  /// The fence, from its opening to its closing line.
  public var span: Span
  /// The fence's own line, ```` ```nabla ````.
  public var fenceSpan: Span
  public var expectedOutput: ExpectedOutput?
  /// The id of the nearest heading before the cell, and the cell's place (from 0) among the cells of that section; the
  /// cell's random numbers depend on them, so that an edit elsewhere leaves them alone.
  public var section: String?
  public var placeInSection: Int
  /// The name of the cell's stream of random numbers, where that does not follow from its place.
  var stream: String?

  /// The code as the page shows it: without option lines and hidden lines, without a final line break.
  public var displayedSource: String {
    let utf8 = Array(source.utf8)
    var shown: [UInt8] = []
    for line in lines where line.role == .code {
      shown += utf8[line.range]
      shown.append(UInt8(ascii: "\n"))
    }
    while shown.last == UInt8(ascii: "\n") { shown.removeLast() }
    if let first = shown.firstIndex(where: { $0 != UInt8(ascii: "\n") }) { shown.removeFirst(first) }
    return String(decoding: shown, as: UTF8.self)
  }

  /// A finding about ``source`` as a finding about the file.
  public func placed(_ diagnostic: Diagnostic) -> Diagnostic {
    var placed = diagnostic
    placed.span = map.fileSpan(of: diagnostic.span)
    return placed
  }
}

/// A value in running text: `` `= expression` ``, `` `{nabla} expression` ``, or `\val{expression}` in a formula.
public struct InlineValue: Sendable {
  public enum Form: Sendable { case codeSpan, formula }

  public var index: Int
  public var expression: String
  public var form: Form
  /// The whole of it, backticks or `\val{}` included.
  public var span: Span
  /// Where ``expression`` stands in the file.
  public var map: SourceMap
}
