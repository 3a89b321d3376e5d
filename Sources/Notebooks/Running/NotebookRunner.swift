// Runs the cells and inline values of a notebook in source order, in one environment.

import Engine
import StandardLibrary
import Syntax

extension Notebook {
  /// Runs everything from nothing. Call it on a thread of ``EngineThread``.
  /// - Parameters:
  ///   - parameters: values that replace those of `params:`, as source text (`-P name=value`).
  ///   - checksExercises: whether solutions have to pass the checks of their exercises, and starters to fail one.
  public func run(
    parameters: [String: String] = [:], library: Library = .standard, checksExercises: Bool = false
  ) -> NotebookRun {
    if !exercises.isEmpty { return runWithExercises(parameters, library, checks: checksExercises) }
    var runner = NotebookRunner(self, library: library)
    runner.define(parameters)
    for item in items { runner.evaluate(item) }
    runner.machine.heap.close()
    let result = runner.result
    return result.sliders.isEmpty ? result : runWithSliders(parameters, library, checks: checksExercises)
  }

  private func runWithExercises(_ parameters: [String: String], _ library: Library, checks: Bool) -> NotebookRun {
    let trials = ExerciseTrials(self, parameters, library)
    trials.run(checks: checks)
    let result = trials.finish()
    return result.sliders.isEmpty ? result : runWithSliders(parameters, library, checks: checks)
  }

  /// Runs it in every state of its sliders.
  private func runWithSliders(_ parameters: [String: String], _ library: Library, checks: Bool) -> NotebookRun {
    let session = NotebookSession(library: library)
    var run = session.run(self, parameters: parameters, checksExercises: checks)
    session.addSliderStates(to: &run)
    return run
  }

  /// What the front matter allows, else what every notebook may take.
  var limits: Limits {
    var limits = Limits()
    let own = frontMatter.limits
    if let steps = own.steps { limits.steps = steps }
    if let memory = own.memory { limits.bytes = memory }
    if let output = own.output { limits.outputBytes = output }
    if let timeout = own.timeout { limits.seconds = Int(timeout.rounded(.up)) }
    return limits
  }
}

/// An environment and what the cells did in it so far.
struct NotebookRunner {
  private(set) var notebook: Notebook
  let machine: Machine
  var run: NotebookRun
  /// What the running item reads and assigns, if somebody wants to know.
  var trace: ItemTrace?
  /// The number under which the last item ran; the parameters are of number 1.
  private(set) var number: Int32 = 1
  /// What the sliders of cells are to give, by the cell's index.
  var sliderChoices: [Int: [Int]] = [:]
  /// What each unit of the machine is in the file.
  var maps: [Int: SourceMap] = [:]
  /// The random numbers of the last item that ran, as they were before.
  private var randomNumbers = RandomSource(seed: 0)
  /// Names whose definition failed.
  private var broken: [String: Break] = [:]
  /// Units whose text is no longer that of the file.
  private var outdated: Set<Int> = []
  /// Whether an error lies in such a unit, so that its place is not known.
  private(set) var hasLostPlace = false
  /// Where a limit of the whole notebook was reached, after which nothing runs.
  private var exhaustion: Break?
  var isExhausted: Bool { exhaustion != nil }

  /// A failure that keeps other cells from running.
  private struct Break {
    var line: Int
    /// Whether the failure is reported, so that what it keeps from running need not be.
    var isReported: Bool
  }

  /// - Parameter limits: in place of the notebook's own.
  init(_ notebook: Notebook, library: Library, limits: Limits? = nil) {
    self.notebook = notebook
    machine = Machine(library: library)
    run = NotebookRun(notebook)
    machine.limits = limits ?? notebook.limits
    machine.resetSteps()
    machine.begin(cell: number)
  }

  /// What came of all items.
  var result: NotebookRun {
    var result = run
    result.problems.sort { $0.span.start < $1.span.start }
    result.resizeFigures()
    return result
  }

  /// Goes on with another version of the notebook: as if nothing had run, but in the same environment.
  mutating func begin(_ notebook: Notebook, limits: Limits) {
    self.notebook = notebook
    machine.limits = limits
    run = NotebookRun(notebook)
    broken = [:]
    exhaustion = nil
    machine.resetSteps()
  }

  mutating func evaluate(_ item: Notebook.Item) {
    number += 1
    machine.begin(cell: number)
    switch item {
    case .cell(let index): evaluate(notebook.cells[index])
    case .value(let index): evaluate(notebook.values[index])
    }
  }

  /// Runs a cell of an exercise, in the budget of a whole notebook: what came of it, and what is wrong with it.
  mutating func evaluate(part cell: Cell) -> (result: CellResult, problems: [Diagnostic]) {
    number += 1
    machine.begin(cell: number)
    machine.resetSteps()
    let count = run.problems.count
    run.cells[cell.index] = CellResult()
    evaluate(cell)
    return (run.cells[cell.index], Array(run.problems[count...]))
  }

  /// Forgets what became known since an earlier state, but not the numbers of what ran.
  mutating func goBack(to earlier: NotebookRunner) {
    let number = number
    self = earlier
    self.number = number
  }

  /// Takes over what an item did when it ran before, in place of running it.
  mutating func adopt(_ record: ItemRecord, as item: Notebook.Item) {
    switch (item, record.outcome) {
    case (.cell(let index), .cell(let result)): run.cells[index] = result
    case (.value(let index), .value(let result)): run.values[index] = result
    default: break
    }
    run.problems += record.problems
    for unit in record.units {
      maps[unit] = notebook.map(of: item)
      if record.isReworded { outdated.insert(unit) }
    }
    for name in record.names.writes { broken[name] = nil }
  }

  // MARK: - Cells

  mutating func evaluate(_ cell: Cell) {
    let program = Parser.parse(cell.source)
    let findings = program.diagnostics.map { cell.placed($0) }
    let names = FreeNames(of: program.statements)
    guard cell.options.eval else {
      run.cells[cell.index].state = .skipped(reason: nil)
      return
    }
    if let reason = reasonToSkip(names.reads) {
      run.cells[cell.index].state = .skipped(reason: reason.text)
      let line = notebook.location(of: cell.span.start).line
      if !reason.isReported, cell.states(program) {
        report(
          "cell-skipped", "what this cell states was not checked: \(reason.text)", cell.fenceSpan,
          hint: "a failure that was expected takes with it what it should have defined")
      }
      for name in names.writes { broken[name] = broken[name] ?? Break(line: line, isReported: true) }
      return
    }
    if let problem = findings.first(where: { $0.severity == .error }) {
      let isExpected = cell.options.error || cell.options.throwsError == "ParseError"
      if !isExpected { run.problems += findings }
      fail(
        cell,
        RunFailure(
          type: "ParseError", message: problem.message, hint: problem.hint, span: problem.span, calls: [],
          isExpected: isExpected), writes: names.writes, reports: false)
      return
    }
    run.problems += findings
    run.problems += ExpectedValue.unattached(in: program).map { cell.placed($0) }
    beginRandomNumbers(stream: cell.randomStream)
    machine.resetOutput()
    machine.tests = []
    machine.sliders = []
    machine.sliderChoices = sliderChoices[cell.index] ?? []
    let unit = machine.addUnit(program.source)
    maps[unit] = cell.map
    machine.limitCell(steps: cell.options.steps, bytes: cell.options.memory)
    defer { machine.endCellLimits() }

    let outputs = OutputCollector(machine)
    machine.onDisplay = { try outputs.show($0) }
    machine.onSave = { outputs.keep($0) }
    defer { (machine.onDisplay, machine.onSave) = (nil, nil) }
    var failed: (RuntimeError, Statement)?
    for (position, statement) in program.statements.enumerated() {
      do {
        let value = try machine.run(statement.expression, unit: unit)
        trace?.note(machine.takeAccess(), of: statement.expression)
        check(statement, value, nil, cell)
        let isLast = position == program.statements.count - 1
        if isLast, !statement.isSilent, !value.isNothing { try outputs.show(value, of: statement.expression) }
        trace?.note(machine.takeAccess())
      } catch {
        trace?.note(machine.takeAccess())
        let failure = machine.runtimeError(error)
        if !failure.isLimit, check(statement, .nothing, failure, cell) { continue }
        failed = (failure, statement)
        break
      }
    }
    outputs.flush()
    run.cells[cell.index].outputs = outputs.outputs
    run.cells[cell.index].files = outputs.files
    run.cells[cell.index].tests = machine.tests
    run.cells[cell.index].sliders = machine.sliders
    if let (error, _) = failed, error.type == "TestSetException", !cell.options.error, cell.options.throwsError == nil {
      for test in machine.tests where !test.passed {
        guard let span = test.span, let map = maps[unit] else { continue }
        let what = test.detail.isEmpty || test.detail == test.text ? test.text : "\(test.text) (\(test.detail))"
        report("test-failed", "the test does not hold: \(what)", map.fileSpan(of: span))
      }
    }
    if let (error, statement) = failed {
      let rest = program.statements.drop { $0.expression.span.start < statement.expression.span.start }
      var failure = place(error, unit: unit)
      failure.isExpected = cell.options.error || cell.options.throwsError == error.type
      if error.isLimit, error.type == "StepLimit" || error.type == "TimeLimit" {
        let isOfNotebook = error.type == "TimeLimit" || machine.cellSteps == nil
        if isOfNotebook { exhaustion = Break(line: notebook.location(of: cell.span.start).line, isReported: !failure.isExpected) }
      }
      fail(cell, failure, writes: FreeNames(of: Array(rest)).writes, reports: true)
    } else {
      for name in names.writes { broken[name] = nil }
      if let wanted = cell.options.throwsError {
        report(
          "missing-error", "the cell should throw \(wanted), and it ran without an error",
          cell.options.span(of: "throws") ?? cell.fenceSpan)
      }
    }
    compareOutput(cell)
    comparePanels(cell)
    compareFigure(cell)
  }

  func reasonToSkip(_ reads: [String]) -> (text: String, isReported: Bool)? {
    if let exhaustion {
      return ("the notebook reached its limit in the cell of line \(exhaustion.line)", exhaustion.isReported)
    }
    for name in reads {
      if let cause = broken[name] {
        return ("it needs `\(name)`, and the cell that defines it (line \(cause.line)) failed", cause.isReported)
      }
    }
    return nil
  }

  mutating func fail(_ cell: Cell, _ failure: RunFailure, writes: [String], reports: Bool) {
    run.cells[cell.index].state = .failed(failure)
    let line = notebook.location(of: cell.span.start).line
    for name in writes { broken[name] = Break(line: line, isReported: !failure.isExpected) }
    if let wanted = cell.options.throwsError, wanted != failure.type {
      report(
        "wrong-error", "the cell should throw \(wanted), and it threw \(failure.description)", failure.span,
        hint: failure.hint)
    } else if reports, !failure.isExpected {
      report("cell-failed", failure.description, failure.span, hint: failure.hint)
    }
  }

  /// The error as a place in the file.
  mutating func place(_ error: RuntimeError, unit: Int) -> RunFailure {
    let entries = error.trace.filter { maps[$0.unit] != nil }
    if !outdated.isEmpty, entries.contains(where: { outdated.contains($0.unit) }) { hasLostPlace = true }
    let place = entries.first
    let span = place.flatMap { maps[$0.unit]?.fileSpan(of: $0.span) } ?? maps[unit]?.fileSpan(of: Span(0, 1)) ?? Span(0, 0)
    let calls = entries.filter { $0.function != "top level" && $0.function != "broadcast" }.compactMap { entry in
      maps[entry.unit].map { (entry.function, $0.fileSpan(of: entry.span)) }
    }
    return RunFailure(
      type: error.type, message: error.message, hint: error.hint, span: span, calls: calls, isExpected: false)
  }

  /// Each item draws from a stream of its own.
  mutating func beginRandomNumbers(stream: String) {
    randomNumbers = RandomSource(seed: UInt64(bitPattern: Int64(notebook.frontMatter.seed ?? 0)), stream: stream)
    machine.random = randomNumbers
  }

  /// Whether the last item that ran used its stream.
  var hasDrawn: Bool { machine.random != randomNumbers }

  // MARK: - Inline values

  mutating func evaluate(_ value: InlineValue) {
    guard notebook.frontMatter.evaluatesInlineValues else { return }
    let program = Parser.parseExpression(value.expression)
    if let problem = program.diagnostics.first(where: { $0.severity == .error }) {
      let span = value.map.fileSpan(of: problem.span)
      run.values[value.index] = .failed(
        RunFailure(
          type: "ParseError", message: problem.message, hint: problem.hint, span: span, calls: [], isExpected: false))
      return report(problem.identifier, problem.message, span, hint: problem.hint)
    }
    if let reason = reasonToSkip(FreeNames(of: program.statements).reads) {
      return report("value-skipped", "this value was not computed: \(reason.text)", value.span)
    }
    let unit = machine.addUnit(program.source)
    maps[unit] = value.map
    machine.resetOutput()
    machine.sliders = []
    machine.sliderChoices = []
    beginRandomNumbers(stream: "value:\(value.expression)")
    do {
      var result = Value.nothing
      for statement in program.statements { result = try machine.run(statement.expression, unit: unit) }
      run.values[value.index] = .value(printed: try machine.printedText(of: result), faces: try machine.faces(of: result))
      trace?.note(machine.takeAccess())
    } catch {
      trace?.note(machine.takeAccess())
      let failure = place(machine.runtimeError(error), unit: unit)
      run.values[value.index] = .failed(failure)
      report("value-failed", failure.description, failure.span, hint: failure.hint)
    }
  }

  mutating func report(_ identifier: String, _ message: String, _ span: Span, hint: String? = nil) {
    run.problems.append(Diagnostic(.error, identifier, message, at: span, hint: hint))
  }
}
