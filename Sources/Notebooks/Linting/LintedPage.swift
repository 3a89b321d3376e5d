// What the rules look at: a page, its cells as trees, and the pages around it.

import Syntax

/// A page as the rules see it.
struct LintedPage {
  /// Code of the page: a cell, or a value in the text.
  struct Code {
    var program: Program
    /// `nil` for a value in the text.
    var cell: Cell?
    var map: SourceMap

    var hasErrors: Bool { program.diagnostics.contains { $0.severity == .error } }

    /// Whether the cell is there to show a mistake, or a part of an exercise, which others complete.
    var isSpecial: Bool {
      guard let options = cell?.options else { return false }
      return options.error || options.throwsError != nil || options.starter != nil || options.solution != nil || options.check != nil
    }
  }

  let notebook: Notebook
  /// The cells, then the values of the text.
  let code: [Code]
  let surroundings: LintSurroundings

  init(_ notebook: Notebook, _ surroundings: LintSurroundings) {
    self.notebook = notebook
    self.surroundings = surroundings
    code =
      notebook.cells.map { Code(program: Parser.parse($0.source), cell: $0, map: $0.map) }
      + notebook.values.map { Code(program: Parser.parseExpression($0.expression), cell: nil, map: $0.map) }
  }

  /// The code of cells.
  var cells: [(code: Code, cell: Cell)] { code.compactMap { code in code.cell.map { (code, $0) } } }

  /// Mistakes in the document and in its code, apart from those that a cell is there to show.
  var mistakes: [Diagnostic] {
    notebook.diagnostics
      + code.filter { !$0.isSpecial }.flatMap { code in
        code.program.diagnostics.map { mistake in
          var placed = mistake
          placed.span = code.map.fileSpan(of: mistake.span)
          return placed
        }
      }
  }

  // MARK: - Lines

  /// What a line of the file belongs to.
  enum Zone: Equatable {
    case prose, frontMatter
    /// Code that is shown, or HTML: every blank may be meant.
    case verbatim
    /// The cell of this index.
    case cell(Int)
  }

  /// The zone of each line; the first line has the index 1.
  func zones() -> [Zone] {
    var zones = [Zone](repeating: .prose, count: notebook.source.lineCount + 1)
    func mark(_ span: Span, _ zone: Zone) {
      let first = notebook.location(of: span.start).line
      let last = notebook.location(of: max(span.start, span.end - 1)).line
      for line in first...max(first, last) { zones[line] = zone }
    }
    if let span = notebook.frontMatter.span { mark(span, .frontMatter) }
    notebook.forEachBlock { block in
      switch block.kind {
      case .code, .html: mark(block.span, .verbatim)
      case .cell(let index):
        mark(block.span, .cell(index))
        if let output = notebook.cells[index].expectedOutput { mark(output.span, .verbatim) }
      default: break
      }
    }
    return zones
  }
}
