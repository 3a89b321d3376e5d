// A lasting environment that evaluates one piece of source after another: what `eval`, the REPL and kernels drive.

import Syntax

/// What one evaluation gave.
public struct Evaluation: Sendable {
  /// What was printed.
  public var output = ""
  /// The text of the value, as the REPL shows it; `nil` when nothing is shown.
  public var text: String?
  public var faces = Faces()
  public var failure: Failure?

  public init() {}
}

/// Why an evaluation ended, and where in its source.
public struct Failure: Sendable {
  public var type: String
  public var message: String
  public var hint: String?
  /// The place in the source that was given.
  public var span: Span
  public var location: SourceLocation
  /// The text of the line, for an excerpt.
  public var line: String
  /// The calls that led there, innermost first, without the top level.
  public var calls: [String]

  public init(
    type: String, message: String, hint: String?, span: Span, location: SourceLocation, line: String, calls: [String]
  ) {
    self.type = type
    self.message = message
    self.hint = hint
    self.span = span
    self.location = location
    self.line = line
    self.calls = calls
  }
}

/// Evaluates source in one environment; after an error it goes on.
public final class Session {
  public let machine: Machine

  public init(library: Library) { machine = Machine(library: library) }

  /// A session in a machine of the caller's making.
  public init(machine: Machine) { self.machine = machine }

  deinit { machine.heap.close() }

  /// Evaluates the statements; `onValue` is called with the text of each that is shown. The result has the last one's.
  public func evaluate(_ source: String, onValue: ((_ output: String, _ text: String?) -> Void)? = nil) -> Evaluation {
    let program = Parser.parse(source)
    let unit = machine.addUnit(program.source)
    machine.resetOutput()
    machine.resetSteps()
    machine.tests = []
    machine.sliders = []
    var result = Evaluation()
    if let problem = program.diagnostics.first(where: { $0.severity == .error }) {
      result.failure = Failure(
        type: "ParseError", message: problem.message, hint: problem.hint, span: problem.span,
        location: program.source.location(of: problem.span.start), line: line(of: problem.span, in: program.source),
        calls: [])
      return result
    }
    do {
      for (position, statement) in program.statements.enumerated() {
        let value = try machine.run(statement.expression, unit: unit)
        machine.globals.set("ans", value)
        let isShown = !statement.isSilent && !value.isNothing
        if let onValue {
          onValue(machine.takeOutput(), isShown ? try machine.text(of: value) : nil)
        } else if position == program.statements.count - 1, isShown {
          result.text = try machine.text(of: value)
          result.faces = try machine.faces(of: value)
          if let formula = statement.expression.definitionTeX { result.faces.tex = formula }
        }
      }
    } catch {
      result.failure = failure(machine.runtimeError(error), unit: unit, source: program.source)
    }
    result.output = machine.takeOutput()
    return result
  }

  /// The error as a place in the source that was evaluated.
  private func failure(_ error: RuntimeError, unit: Int, source: SourceText) -> Failure {
    let place = error.trace.first { $0.unit == unit } ?? error.trace.first
    let span = place?.span ?? Span(0, 0)
    let text = place.map { machine.source(unit: $0.unit) } ?? source
    return Failure(
      type: error.type, message: error.message, hint: error.hint, span: span, location: text.location(of: span.start),
      line: line(of: span, in: text),
      calls: error.trace.map(\.function).filter { $0 != "top level" && $0 != "broadcast" })
  }

  private func line(of span: Span, in source: SourceText) -> String {
    source.line(source.location(of: span.start).line)
  }
}
