// What a cell says about its results, held against what came.

import Engine
import Syntax

extension NotebookRunner {
  /// Checks a `# => value`; whether the statement's outcome is what it says. Other comments hold always.
  @discardableResult
  mutating func check(_ statement: Statement, _ value: Value, _ error: RuntimeError?, _ cell: Cell) -> Bool {
    guard let comment = statement.trailingComment, let (text, span) = ExpectedValue.text(of: comment) else { return error == nil }
    let tolerance = ExpectedValue.Tolerance(
      relative: cell.options.relativeTolerance, absolute: cell.options.absoluteTolerance)
    let equivalences = cell.options.upTo + (statement.expression.givesEigenvectors ? [.sign] : [])
    var outcome: Expectation
    if let error {
      outcome = Expectation(
        expected: text, actual: error.description, error: error.type, holds: text == error.type || error.description.hasPrefix(text),
        detail: nil, span: cell.map.fileSpan(of: span))
    } else {
      let comparison = ExpectedValue(text, tolerance: tolerance, upTo: equivalences).compare(value, machine)
      outcome = Expectation(
        expected: text, actual: comparison.actual, error: nil, holds: comparison.holds, detail: comparison.detail,
        span: cell.map.fileSpan(of: span))
    }
    run.cells[cell.index].expectations.append(outcome)
    // An error that nobody expected is told once, as the failure of the cell.
    if !outcome.holds, error == nil || cell.options.error || cell.options.throwsError != nil {
      report(
        "wrong-result", "expected \(outcome.expected), got \(outcome.actual)" + (outcome.detail.map { " (\($0))" } ?? ""),
        outcome.span)
    }
    return outcome.holds
  }

  /// Compares the cell's text with the `output` fence behind it.
  mutating func compareOutput(_ cell: Cell) {
    guard let expected = cell.expectedOutput else { return }
    func lines(_ text: String) -> [Substring] {
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        var line = line
        while line.last?.isWhitespace == true { line.removeLast() }
        return line
      }
      while lines.last?.isEmpty == true { lines.removeLast() }
      return lines
    }
    let (wanted, got) = (lines(expected.text), lines(run.cells[cell.index].text))
    if wanted == got { return }
    let place = zip(wanted, got).enumerated().first { $1.0 != $1.1 }?.offset ?? min(wanted.count, got.count)
    let difference = place < wanted.count ? "expected `\(wanted[place])`" : "expected no more lines"
    let came = place < got.count ? "got `\(got[place])`" : "the output ends there"
    report("wrong-output", "the output differs in line \(place + 1): \(difference), \(came)", expected.span)
  }

  /// `fig-subcap` names the panels of a figure: as many as the cell shows.
  mutating func comparePanels(_ cell: Cell) {
    let (captions, figures) = (cell.options.figureSubcaptions.count, run.cells[cell.index].figureCount)
    guard captions > 0, captions != figures, run.cells[cell.index].failure == nil else { return }
    report(
      "subcaptions", "`fig-subcap` has \(captions) \(captions == 1 ? "caption" : "captions"), and the cell shows "
        + "\(figures) \(figures == 1 ? "figure" : "figures")",
      cell.options.span(of: "fig-subcap") ?? cell.fenceSpan,
      hint: "show each panel with `display(plot(…))`; the cell's last value is shown by itself")
  }

  /// What the text may refer to as a figure shows one.
  mutating func compareFigure(_ cell: Cell) {
    let options = cell.options
    let isFigure = options.figureCaption != nil || options.label?.hasPrefix("fig-") ?? false
    guard isFigure, run.cells[cell.index].figureCount == 0, run.cells[cell.index].failure == nil else { return }
    report(
      "missing-figure", "the cell is called a figure, and it shows none",
      options.span(of: "label") ?? options.span(of: "fig-cap") ?? cell.fenceSpan,
      hint: "the value of its last statement has to be a plot, without a semicolon behind it")
  }
}

extension Cell {
  /// Whether the cell says what comes out: an expected result or output, or a test.
  func states(_ program: Program) -> Bool {
    expectedOutput != nil || program.comments.contains { ExpectedValue.text(of: $0) != nil }
      || ["@test", "@assert"].contains { source.contains($0) }
  }
}
