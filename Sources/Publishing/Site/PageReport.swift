// What was done with one source file: what was found, and what was written.

import Engine
import Notebooks
import Syntax

/// What was done with one source file.
public struct PageReport: Sendable {
  /// Something that was found in a file.
  public struct Finding: Sendable {
    public var path: String
    public var source: SourceText
    public var diagnostic: Diagnostic
  }

  /// The path as it was reached from the command line.
  public var path: String
  public var notebook: Notebook?
  public var problems: [Diagnostic] = []
  /// What is wrong with the recorded page, in that file or in the notebook.
  public var recorded: [Finding] = []
  /// Trouble that has no place in the file: it cannot be read, or a result cannot be written.
  public var trouble: String?
  /// Files that were written, or that stand from an earlier time and hold what would be written.
  public var written: [String] = []
  /// Whether the files stand from an earlier time, because nothing changed that the page depends on.
  public var isReused = false
  public var cellCount = 0
  public var expectationCount = 0
  public var testCount = 0
  /// Cells that did not run.
  var skippedCells: Set<Int> = []
  /// What the formulas of the page need of the mathematical font that its site shares.
  var mathematicalCharacters: [Unicode.Scalar] = []
  /// The page in the index of its site's search; `nil` for a page of no site.
  var searchEntry: String?

  public var hasErrors: Bool {
    trouble != nil || problems.contains { $0.severity == .error } || recorded.contains { $0.diagnostic.severity == .error }
  }

  /// Takes over what is remembered of the page.
  mutating func reuse(_ record: PageCache.Record) {
    isReused = true
    written = record.files.map(\.path)
    cellCount = record.cellCount
    expectationCount = record.expectationCount
    testCount = record.testCount
    mathematicalCharacters = record.mathematicalCharacters
    searchEntry = record.searchEntry
  }

  mutating func fill(from run: NotebookRun) {
    notebook = run.notebook
    problems += run.problems
    cellCount = run.cells.count
    expectationCount = run.cells.reduce(0) { $0 + $1.expectations.count }
    testCount = run.cells.reduce(0) { $0 + $1.tests.count }
    skippedCells = Set(run.cells.indices.filter { index in
      if case .skipped = run.cells[index].state { true } else { false }
    })
  }
}
