// `--update`: what notebooks and recorded pages say is made what comes out, where it is not.

import Engine
import Notebooks
import Syntax

extension Publisher {
  /// Rewrites expected results and outputs that do not hold, and the recorded pages; nothing else.
  /// - Returns: the files that were written.
  public func update(_ paths: [String], _ options: VerificationOptions = VerificationOptions()) -> (written: [String], troubles: [String]) {
    let (assignments, troubles) = assignments(for: paths, options)
    let own = assignments.filter { options.shard?.contains($0.source.page) ?? true }
    let reports = eachPage(of: own.map(\.source.path)) { update(own[$0]) }
    return (reports.flatMap(\.written), (troubles + reports).compactMap(\.trouble))
  }

  private func update(_ assignment: Assignment) -> PageReport {
    let source = assignment.source
    var report = PageReport(path: source.path)
    do {
      var notebook = try Notebook(readingFrom: source.path)
      var run = notebook.run(parameters: parameters)
      let edits = expectationEdits(run) + outputEdits(run)
      if !edits.isEmpty {
        try OutputFiles.replace(source.path, with: notebook.source.replacing(edits))
        report.written.append(source.path)
        notebook = try Notebook(readingFrom: source.path)
        run = notebook.run(parameters: parameters)
      }
      if let folder = assignment.recorded {
        let destinations = self.destinations(notebook, source, assignment.site, &report)
        let page = markdown(run, destinations, source)
        let path = join(folder, source.page)
        // Over a page by other hands nothing is written.
        if let own = realPath(source.path), own == realPath(path) { throw UnwritableFile(path: path, reason: "this is the source itself") }
        try OutputFiles.requireNames(of: run.files, besides: page.figures.map(\.name))
        for figure in page.figures { try record(Array(figure.svg.utf8), at: path.dropLast(3) + "_files/" + figure.name, &report) }
        for file in run.files { try record(file.bytes, at: path.dropLast(3) + "_files/" + file.name, &report) }
        try record(Array(page.text.utf8), at: path, &report)
      }
    } catch {
      report.trouble = "\(error)"
    }
    return report
  }

  /// Writes a file if it says something else, or the same in other digits.
  private func record(_ bytes: [UInt8], at path: String, _ report: inout PageReport) throws {
    if let known = try? readBytes(path), known == bytes { return }
    try OutputFiles.write(bytes, to: path)
    report.written.append(path)
  }

  /// New right sides of `# =>`. A cell that fails and should not has to be mended by hand.
  private func expectationEdits(_ run: NotebookRun) -> [(span: Span, text: String)] {
    run.cells.enumerated().flatMap { index, result -> [(span: Span, text: String)] in
      let options = run.notebook.cells[index].options
      return result.expectations.compactMap { expectation in
        guard !expectation.holds, !expectation.actual.contains(where: \.isNewline) else { return nil }
        if let error = expectation.error {
          return options.error || options.throwsError != nil ? (expectation.span, error) : nil
        }
        return (expectation.span, WrittenPrecision.text(expectation.actual, like: expectation.expected))
      }
    }
  }

  /// New content of `output` fences.
  private func outputEdits(_ run: NotebookRun) -> [(span: Span, text: String)] {
    run.notebook.cells.compactMap { cell in
      let source = run.notebook.source
      guard let expected = cell.expectedOutput, run.problems.contains(where: { $0.identifier == "wrong-output" && $0.span == expected.span })
      else { return nil }
      let result = run.cells[cell.index]
      if let failure = result.failure, !failure.isExpected { return nil }
      let opening = source.range(ofLine: source.location(of: expected.span.start).line)
      let closingLine = source.location(of: expected.span.end - 1).line
      let closing = source.range(ofLine: closingLine)
      let text = source.line(closingLine)
      guard closing.lowerBound > opening.lowerBound, let fence = text.firstIndex(where: { $0 == "`" || $0 == "~" }) else { return nil }
      var lines = result.text.split(separator: "\n", omittingEmptySubsequences: false)
      while lines.last?.isEmpty == true { lines.removeLast() }
      // A line that would close the fence cannot stand in it.
      if lines.contains(where: { $0.drop { $0 == " " }.hasPrefix("```") || $0.drop { $0 == " " }.hasPrefix("~~~") }) { return nil }
      let prefix = text[..<fence]
      let content = lines.map { line in
        let line = String(prefix + line)
        return String(line.reversed().drop { $0 == " " || $0 == "\t" }.reversed()) + "\n"
      }
      return (Span(opening.upperBound + 1, closing.lowerBound), content.joined())
    }
  }
}

extension SourceText {
  /// The text with pieces of it replaced, which do not overlap.
  fileprivate func replacing(_ edits: [(span: Span, text: String)]) -> String {
    var result: [UInt8] = []
    var position = 0
    for edit in edits.sorted(by: { $0.span.start < $1.span.start }) where edit.span.start >= position {
      result += utf8[position..<edit.span.start]
      result += edit.text.utf8
      position = edit.span.end
    }
    result += utf8[position...]
    return String(decoding: result, as: UTF8.self)
  }
}
