// The version of a page that students get: its source without what is the teacher's.

import Engine
import StandardLibrary
import Syntax

extension Notebook {
  /// The text of the student's version, and what keeps it from being made.
  ///
  /// Solutions, hidden checks and HTML comments are cut out of the source; all else stays byte for byte. For a student, the
  /// numbers that variants draw stand there as literals.
  public func released(for student: String? = nil) -> (text: String, problems: [Diagnostic]) {
    var edits = cells.filter(\.isTeachers).map { cell in
      Edit(range: wholeLines(Span(cell.span.start, cell.expectedOutput?.span.end ?? cell.span.end)), text: "")
    }
    edits += comments.map { Edit(range: wholeLines($0), text: "") }
    for exercise in exercises where !exercise.isReleased {
      guard case .callOut? = targets.first(where: { $0.id == exercise.id })?.place,
        let end = attributesEnd(of: exercise.id)
      else { continue }
      edits.append(Edit(range: end - 1..<end - 1, text: " .\(Exercise.releasedClass)"))
    }
    var problems = diagnostics.filter { $0.severity == .error }
    if let student {
      let (drawn, failures) = variant(for: student).drawnLiterals()
      edits += drawn
      problems += failures
    }
    let text = apply(edits)
    // What is cut wrongly must not leave the house.
    let result = Notebook(text)
    let kept = cells.filter { !$0.isTeachers }
    if problems.isEmpty, result.cells.contains(where: \.isTeachers) || result.cells.map(\.part?.role) != kept.map(\.part?.role) {
      problems.append(
        Diagnostic(
          .error, "cannot-release", "the student's version of this page cannot be cut out of its source", at: Span(0, 0),
          hint: "let solutions and hidden checks stand on lines of their own, outside of lists"))
    }
    return (text, problems)
  }

  /// Where the attributes of the call-out of this id end.
  private func attributesEnd(of id: String) -> Int? {
    func find(_ blocks: [Block]) -> Int? {
      for block in blocks {
        let inner: [Block]
        switch block.kind {
        case .callOut(let callOut):
          if callOut.attributes?.id == id { return callOut.attributes?.span.end }
          inner = callOut.content
        case .quote(let content): inner = content
        case .list(let list): inner = list.items.flatMap(\.content)
        default: continue
        }
        if let end = find(inner) { return end }
      }
      return nil
    }
    return find(blocks)
  }

  // MARK: - Cutting

  /// HTML comments, in which teachers write to themselves.
  private var comments: [Span] {
    var pieces: [Span] = []
    func visit(_ blocks: [Block]) {
      for block in blocks {
        switch block.kind {
        case .html: pieces.append(block.span)
        case .quote(let content): visit(content)
        case .callOut(let callOut): visit(callOut.content)
        case .list(let list): for item in list.items { visit(item.content) }
        default: break
        }
      }
    }
    visit(blocks)
    for footnote in footnotes { visit(footnote.content) }
    forEachInline { if case .html = $0.kind { pieces.append($0.span) } }
    return pieces.flatMap(comments(in:))
  }

  private func comments(in span: Span) -> [Span] {
    var found: [Span] = []
    let text = source.utf8
    var at = span.start
    while at < span.end {
      guard text[at..<span.end].starts(with: "<!--".utf8) else {
        at += 1
        continue
      }
      let end = (at + 4..<span.end).first { text[$0..<span.end].starts(with: "-->".utf8) }.map { $0 + 3 } ?? span.end
      found.append(Span(at, end))
      at = end
    }
    return found
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
