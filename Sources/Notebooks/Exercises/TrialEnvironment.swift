// The environment of a page up to some place, in which cells of exercises run and leave nothing behind.

import Engine
import StandardLibrary
import Syntax

/// Runs the cells of a page as far as they are needed, and other cells in between, whose traces are removed.
///
/// A trial is what runs between ``begin(before:)`` and ``end()``. Afterwards every variable has its value again. What cannot be
/// taken back (a changed object of the page, a new type or method) spoils the environment: the next trial begins with one that
/// is made anew. Use it on threads of `EngineThread`.
final class TrialEnvironment {
  let notebook: Notebook
  private let parameters: [String: String]
  private let library: Library
  private let interruption: UnsafePointer<Int32>?
  private let items: [Notebook.Item]
  private var runner: NotebookRunner?
  /// How many of the items have run.
  private var passed = 0
  /// The steps that they took.
  private var steps = 0
  private var start: Start?

  /// The state that a trial began from.
  private struct Start {
    var runner: NotebookRunner
    var variables: [String: KeptValue]
    var definitions: SharedDefinitions
    var anonymousCount: Int
    var isSpoilt = false
  }

  /// - Parameter interruption: a flag that stops what runs when it is not 0.
  init(
    _ notebook: Notebook, _ parameters: [String: String], _ library: Library, _ interruption: UnsafePointer<Int32>? = nil
  ) {
    self.notebook = notebook
    self.interruption = interruption
    self.parameters = parameters
    self.library = library
    items = notebook.items
  }

  deinit { forget() }

  /// The machine of the trial.
  var machine: Machine? { runner?.machine }

  /// Begins a trial with what the page's own cells before a cell have left.
  func begin(before cell: Cell) {
    let count = items.firstIndex { notebook.span(of: $0).start > cell.span.start } ?? items.count
    if passed > count { forget() }
    let runner = evaluateItems(upTo: count)
    let machine = runner.machine
    let names = machine.globals.assignedNames
    let values = names.compactMap { name in machine.globals.currentValue(name).map { (name, KeptValue($0, heap: machine.heap)) } }
    start = Start(
      runner: runner, variables: Dictionary(values) { first, _ in first }, definitions: machine.sharedDefinitions,
      anonymousCount: machine.anonymousCount)
  }

  /// Runs the page's own items up to some place, in the budget of the page.
  private func evaluateItems(upTo count: Int) -> NotebookRunner {
    var runner = self.runner ?? begun()
    runner.machine.restartClock(after: steps)
    for item in items[passed..<count] { runner.evaluate(item) }
    steps = runner.machine.stepsUsed
    passed = count
    self.runner = runner
    return runner
  }

  /// Runs what is left of the page; what came of all of it.
  func finish() -> NotebookRun {
    evaluateItems(upTo: items.count).result
  }

  /// Runs a cell in the trial.
  func run(_ cell: Cell) -> (result: CellResult, problems: [Diagnostic]) {
    guard let first = start?.runner.number, var runner else { return (CellResult(), []) }
    self.runner = nil
    let outcome = runner.evaluate(part: cell)
    self.runner = runner
    if runner.machine.changedCells.contains(where: { $0 <= first }) { start?.isSpoilt = true }
    return outcome
  }

  /// Runs the statements of a cell one after the other, with what is done after each.
  func draw(_ cell: Cell, _ body: (Statement, _ hasDrawn: Bool, Machine) throws -> Void) throws {
    guard var runner else { return }
    let program = Parser.parse(cell.source)
    let unit = runner.machine.addUnit(program.source)
    runner.beginRandomNumbers(stream: cell.randomStream)
    start?.isSpoilt = true
    for statement in program.statements {
      let before = runner.machine.random
      _ = try runner.machine.run(statement.expression, unit: unit)
      try body(statement, runner.machine.random != before, runner.machine)
    }
  }

  /// Ends the trial.
  func end() {
    if isSpoilt { return forget() }
    guard let start, var runner else { return }
    self.start = nil
    let machine = runner.machine
    for name in machine.globals.assignedNames { machine.globals.restore(name, start.variables[name]?.value) }
    machine.anonymousCount = start.anonymousCount
    runner.goBack(to: start.runner)
    self.runner = runner
  }

  /// Whether the trial did what cannot be taken back; also what was called since its last cell may have.
  private var isSpoilt: Bool {
    guard let start, let machine else { return false }
    return start.isSpoilt || machine.sharedDefinitions != start.definitions
      || machine.changedCells.contains { $0 <= start.runner.number }
  }

  private func begun() -> NotebookRunner {
    var runner = NotebookRunner(notebook, library: library)
    runner.machine.interruption = interruption
    runner.define(parameters)
    return runner
  }

  /// Gives up the environment; what was kept of it goes first.
  private func forget() {
    start = nil
    runner?.machine.heap.close()
    runner = nil
    passed = 0
    steps = 0
  }
}

extension Machine {
  /// Begins to count time anew, in a budget of which some steps are taken.
  func restartClock(after steps: Int) {
    resetSteps()
    // Too many stop what runs next.
    try? countStep(steps)
  }
}

extension TrialEnvironment {
  /// Why a cell did not run to its end; `nil` if it did.
  func problem(of outcome: (result: CellResult, problems: [Diagnostic])) -> String? {
    if case .skipped(let reason) = outcome.result.state { return reason ?? "the cell is not run" }
    return outcome.problems.first { $0.severity == .error }.map { "line \(notebook.location(of: $0.span.start).line): \($0.message)" }
  }

  /// What a variable is to the side of the checks.
  func reply(toValueOf name: String) -> SubmissionReply {
    guard let machine, machine.globals.assignedNames.contains(name), let value = machine.globals.currentValue(name) else {
      return .undefined
    }
    if value.tag == .function { return .function }
    do {
      return .value(try PlainData.bytes(of: value, machine))
    } catch {
      return .notPlain(machine.runtimeError(error).message)
    }
  }
}
