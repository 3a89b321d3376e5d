// The version of a page that students get: its source without what is the teacher's.

import Engine
import StandardLibrary
import Syntax

extension Notebook {
  /// The text of the student's version, and what keeps it from being made.
  ///
  /// Solutions, hidden checks and what stands in HTML comments are cut out of the source; all else stays byte for byte. For a
  /// student, the numbers that variants draw stand there as literals.
  public func released(for student: String? = nil) -> (text: String, problems: [Diagnostic]) {
    var edits = cells.filter(\.isTeachers).map { cell in
      Edit(range: wholeLines(Span(cell.span.start, cell.expectedOutput?.span.end ?? cell.span.end)), text: "")
    }
    let (comments, openComment) = comments
    // An empty comment parts what the comment parted: paragraphs, lists.
    edits += comments.map { Edit(range: $0.start..<$0.end, text: "<!-- -->") }
    edits += releasedMarks
    var problems = diagnostics.filter { $0.severity == .error }
    if let openComment {
      problems.append(
        Diagnostic(
          .error, "cannot-release", "this comment has no end, so that nobody can tell what students get", at: openComment,
          hint: "end it with `-->`"))
    }
    if let student {
      let (drawn, failures) = variant(for: student).drawnLiterals()
      edits += drawn
      problems += failures
    }
    // What is cut wrongly must not leave the house. A comment, for one, may reach into a cell.
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
    let isApart = zip(edits, edits.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound }
    let text = isApart ? apply(edits) : ""
    let result = Notebook(text)
    let kept = cells.filter { !$0.isTeachers }
    let isRight = isApart && !result.cells.contains(where: \.isTeachers) && result.cells.map(\.part?.role) == kept.map(\.part?.role)
    if problems.isEmpty, !isRight {
      problems.append(
        Diagnostic(
          .error, "cannot-release", "the student's version of this page cannot be cut out of its source", at: Span(0, 0),
          hint: "let solutions and hidden checks stand on lines of their own, outside of lists and comments"))
    }
    return (text, problems)
  }

  /// What marks the call-outs of exercises as released.
  private var releasedMarks: [Edit] {
    let ids = Set(exercises.lazy.filter { !$0.isReleased }.map(\.id))
    var marks: [Edit] = []
    blocks.forEachBlock { block in
      guard case .callOut(let callOut) = block.kind, let attributes = callOut.attributes, let id = attributes.id, ids.contains(id)
      else { return }
      let end = attributes.span.end - 1
      marks.append(Edit(range: end..<end, text: " .\(Exercise.releasedClass)"))
    }
    return marks
  }

  // MARK: - Cutting

  /// HTML comments, in which teachers write to themselves, and the beginning of one that does not end.
  private var comments: (spans: [Span], open: Span?) {
    var pieces: [Span] = []
    forEachBlock { if case .html = $0.kind { pieces.append($0.span) } }
    forEachInline { if case .html = $0.kind { pieces.append($0.span) } }
    let text = source.utf8
    func find(_ mark: String, in range: Range<Int>) -> Int? { range.first { text[$0...].starts(with: mark.utf8) } }
    var found: [Span] = []
    var end = 0
    for piece in pieces.sorted(by: { $0.start < $1.start }) {
      // A comment goes on where the block of HTML does not, at a blank line, and other pieces may lie in it.
      while let start = find("<!--", in: max(end, piece.start)..<max(end, piece.end)) {
        guard let mark = find("-->", in: min(start + 4, text.count)..<text.count) else { return (found, Span(start, start + 4)) }
        end = mark + 3
        found.append(Span(start, end))
      }
    }
    return (found, nil)
  }

  /// The lines of a span, with the blank line behind them, if nothing else stands on them; else the span itself.
  private func wholeLines(_ span: Span) -> Range<Int> {
    let text = source.utf8
    func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: ">") } }
    let first = source.range(ofLine: source.location(of: span.start).line)
    let lastLine = source.location(of: span.end).line
    let last = source.range(ofLine: lastLine)
    guard isBlank(text[first.lowerBound..<span.start]), isBlank(text[min(span.end, last.upperBound)..<last.upperBound]) else {
      return span.start..<span.end
    }
    var next = lastLine + 1
    if next <= source.lineCount, isBlank(text[source.range(ofLine: next)]) { next += 1 }
    return first.lowerBound..<(next <= source.lineCount ? source.range(ofLine: next).lowerBound : text.count)
  }

  // MARK: - Drawing

  /// What variants draw, as edits that write it in place of what draws it.
  private func drawnLiterals() -> (edits: [Edit], problems: [Diagnostic]) {
    let environment = TrialEnvironment(self, [:], .standard)
    var edits: [Edit] = []
    var problems: [Diagnostic] = []
    for exercise in exercises {
      for cell in exercise.variantCells(in: self).map({ cells[$0] }) {
        environment.begin(before: cell)
        do {
          try environment.draw(cell) { statement, hasDrawn, machine in
            guard hasDrawn else { return }
            let span = cell.map.fileSpan(of: statement.expression.span)
            guard case .assignment(let target, let value) = statement.expression.kind else {
              throw UndrawableStatement(diagnostic: Diagnostic(
                .error, "cannot-draw", "only an assignment may draw the numbers of a variant", at: span,
                hint: "assign what is drawn to a variable, and use that"))
            }
            guard let literal = try machine.literal(assignedTo: target) else {
              throw UndrawableStatement(diagnostic: Diagnostic(
                .error, "cannot-draw", "what this draws cannot be written as a literal", at: span,
                hint: "draw numbers, or arrays and tuples of them"))
            }
            let place = cell.map.fileSpan(of: value.span)
            edits.append(Edit(range: place.start..<place.end, text: literal))
          }
        } catch let error as UndrawableStatement {
          problems.append(error.diagnostic)
        } catch {
          let message = environment.machine?.runtimeError(error).description ?? "\(error)"
          problems.append(Diagnostic(.error, "cannot-draw", "the variant fails: \(message)", at: cell.fenceSpan))
        }
        environment.end()
        if let option = cell.options.span(of: "variant") { edits.append(Edit(range: option.start..<option.end, text: "false")) }
      }
    }
    return (edits, problems)
  }
}

extension Cell {
  /// Whether students do not get the cell.
  var isTeachers: Bool { part?.role == .solution || isHiddenCheck }
}

/// A statement of a variant whose numbers cannot be written down.
private struct UndrawableStatement: Error {
  var diagnostic: Diagnostic
}

extension Machine {
  /// What was just assigned, as source text that gives the same again; `nil` where there is none.
  fileprivate func literal(assignedTo target: Expression) throws -> String? {
    let names: [String]
    switch target.kind {
    case .name(let name): names = [name]
    case .tuple(let elements): names = elements.compactMap { if case .name(let name) = $0.kind { name } else { nil } }
    default: return nil
    }
    let values = names.compactMap { globals.currentValue($0) }
    guard values.count == names.count else { return nil }
    let texts = try values.map { try compactText(of: $0) }
    let text: String
    if case .tuple(let elements) = target.kind {
      guard elements.count == names.count else { return nil }
      text = texts.joined(separator: ", ")
    } else {
      text = texts[0]
    }
    for (part, value) in zip(texts, values) {
      let program = Parser.parseExpression(part)
      guard program.diagnostics.isEmpty, program.statements.count == 1, !part.contains("\n") else { return nil }
      let bytes = try PlainData.bytes(of: value, self)
      let unit = addUnit(program.source)
      guard let again = try? run(program.statements[0].expression, unit: unit), try PlainData.bytes(of: again, self) == bytes
      else { return nil }
    }
    return text
  }
}
