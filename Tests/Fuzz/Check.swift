// What must hold of every cell, whatever it says.

import Engine
import StandardLibrary
import Syntax

/// Runs the cells of a session in one environment with small limits.
///
/// A crash is noticed by the process around; the result says what else is wrong. It must run on a large stack
/// (`EngineThread.run`).
enum Check {
  static func problems(_ cells: [String], announce: (Int) -> Void = { _ in }) -> [String] {
    #if NABLA_AUDIT
      let before = HeapObject.liveCount
    #endif
    var problems = run(cells, announce)
    #if NABLA_AUDIT
      // Values that hold each other are freed with their machine.
      let left = HeapObject.liveCount - before
      if left != 0 { problems.append("\(left) objects outlive their machine") }
    #endif
    return problems
  }

  private static func run(_ cells: [String], _ announce: (Int) -> Void) -> [String] {
    var problems: [String] = []
    // A small stack: the address sanitizer marks all of it each time.
    let session = Session(machine: Machine(library: .standard, stackCapacity: 300_000))
    session.machine.limits.steps = 20_000
    session.machine.limits.bytes = 32 << 20
    session.machine.limits.outputBytes = 20_000
    session.machine.limits.seconds = 5
    for (position, cell) in cells.enumerated() {
      announce(position)
      problems += syntaxProblems(cell) + formatterProblems(cell)
      let result = session.evaluate(cell)
      if let failure = result.failure {
        if failure.span.start < 0 || failure.span.end < failure.span.start || failure.message.utf8.count > 100_000 {
          problems.append("the error has no place: \(failure.span) in a line of \(failure.line.utf8.count)")
        }
      }
      if result.output.utf8.count > 40_000 { problems.append("more was printed than the limit") }
      #if NABLA_AUDIT
        problems += session.machine.audit()
      #endif
      if !problems.isEmpty { break }
    }
    return problems
  }

  /// The lexer, the parser and the passes over the tree.
  private static func syntaxProblems(_ source: String) -> [String] {
    let program = Parser.parse(source)
    let length = source.utf8.count
    for diagnostic in program.diagnostics
    where diagnostic.span.start < 0 || diagnostic.span.end < diagnostic.span.start || diagnostic.span.end > length {
      return ["the diagnostic \(diagnostic.identifier) lies outside of the text"]
    }
    let highlighted = Highlighter.spans(of: source)
    if (highlighted.last?.0.end ?? 0) != length { return ["the highlighter covers \(highlighted.last?.0.end ?? 0) of \(length) bytes"] }
    let names = FreeNames(of: program.statements)
    _ = names.reads
    return []
  }

  /// Formatting changes blanks alone, and nothing the second time.
  private static func formatterProblems(_ source: String) -> [String] {
    let once = Formatter.format(source)
    if let refusal = once.diagnostics.first {
      return refusal.identifier == "cannot-format" ? ["the formatter cannot keep the meaning"] : []
    }
    func withoutBlanks(_ text: String) -> [UInt8] { text.utf8.filter { $0 > 32 } }
    if withoutBlanks(source) != withoutBlanks(once.text) { return ["the formatter changes more than blanks"] }
    let twice = Formatter.format(once.text)
    if twice.text != once.text { return ["the formatter changes its own text"] }
    return []
  }
}
