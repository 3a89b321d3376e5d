// Runs the cells and inline values of a notebook in source order, in one environment.

import Engine
import StandardLibrary
import Syntax

extension Notebook {
  /// Runs everything from nothing. Call it on a thread of ``EngineThread``.
  /// - Parameter parameters: values that replace those of `params:`, as source text (`-P name=value`).
  public func run(parameters: [String: String] = [:], library: Library = .standard) -> NotebookRun {
    var runner = NotebookRunner(self, library: library)
    var run = runner.run(parameters: parameters)
    run.resizeFigures()
    return run
  }
}

struct NotebookRunner {
  private let notebook: Notebook
  private let machine: Machine
  private var run: NotebookRun
  /// What each unit of the machine is in the file.
  private var maps: [Int: SourceMap] = [:]
  /// Names whose definition failed.
  private var broken: [String: Break] = [:]
  /// Where a limit of the whole notebook was reached, after which nothing runs.
  private var exhaustion: Break?

  /// A failure that keeps other cells from running.
  private struct Break {
    var line: Int
    /// Whether the failure is reported, so that what it keeps from running need not be.
    var isReported: Bool
  }

  init(_ notebook: Notebook, library: Library) {
    self.notebook = notebook
    machine = Machine(library: library)
    run = NotebookRun(
      notebook: notebook, cells: Array(repeating: CellResult(), count: notebook.cells.count),
      values: Array(repeating: .skipped, count: notebook.values.count), problems: notebook.diagnostics)
    var limits = Limits()
    let own = notebook.frontMatter.limits
    if let steps = own.steps { limits.steps = steps }
    if let memory = own.memory { limits.bytes = memory }
    if let output = own.output { limits.outputBytes = output }
    if let timeout = own.timeout { limits.seconds = Int(timeout.rounded(.up)) }
    machine.limits = limits
    machine.resetSteps()
  }

  mutating func run(parameters: [String: String]) -> NotebookRun {
    define(parameters)
    // Inline values run where they stand among the cells.
    var nextValue = 0
    for cell in notebook.cells {
      while nextValue < notebook.values.count, notebook.values[nextValue].span.start < cell.span.start {
        evaluate(notebook.values[nextValue])
        nextValue += 1
      }
      evaluate(cell)
    }
    for value in notebook.values[nextValue...] { evaluate(value) }
    run.problems.sort { $0.span.start < $1.span.start }
    machine.heap.close()
    return run
  }

  // MARK: - Parameters

  private mutating func define(_ given: [String: String]) {
    for parameter in notebook.frontMatter.parameters {
      if given[parameter.name] != nil { continue }
      machine.globals.set(parameter.name, value(of: parameter.value))
    }
    for (name, text) in given.sorted(by: { $0.key < $1.key }) {
      let known = notebook.frontMatter.parameters.map(\.name)
      if !known.contains(name) {
        report(
          "unknown-parameter", "the notebook has no parameter `\(name)`", Span(0, 0),
          hint: Suggestions.nearest(to: name, among: known).map { "did you mean `\($0)`?" })
        continue
      }
      let program = Parser.parseExpression(text)
      let unit = machine.addUnit(program.source)
      if program.diagnostics.isEmpty, program.statements.count == 1,
        let value = try? machine.run(program.statements[0].expression, unit: unit)
      {
        machine.globals.set(name, value)
      } else {
        machine.globals.set(name, machine.heap.string(text))
      }
    }
  }

  private func value(of metadata: MetadataValue) -> Value {
    switch metadata {
    case .null: return .nothing
    case .boolean(let flag): return Value(flag)
    case .integer(let integer): return Value(integer)
    case .number(let number): return Value(number)
    case .text(let text): return machine.heap.string(text)
    case .list(let items): return (try? machine.makeVector(items.map { value(of: $0) })) ?? .nothing
    case .mapping(let entries):
      return machine.heap.namedTuple(entries.map { Symbol($0.key) }, entries.map { value(of: $0.value) })
    }
  }

  // MARK: - Cells

  private mutating func evaluate(_ cell: Cell) {
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
    reportUnattachedExpectations(of: program, in: cell)
    machine.random = RandomSource(
      seed: UInt64(bitPattern: Int64(notebook.frontMatter.seed ?? 0)),
      stream: cell.options.label ?? "\(cell.section ?? ""):\(cell.placeInSection)")
    machine.heap.maker = Int32(clamping: cell.index + 1)
    machine.resetOutput()
    machine.tests = []
    let unit = machine.addUnit(program.source)
    maps[unit] = cell.map
    machine.limitCell(steps: cell.options.steps, bytes: cell.options.memory)
    defer { machine.endCellLimits() }

    let outputs = OutputCollector(machine)
    machine.onDisplay = { try outputs.show($0) }
    defer { machine.onDisplay = nil }
    var failed: (RuntimeError, Statement)?
    for (position, statement) in program.statements.enumerated() {
      do {
        let value = try machine.run(statement.expression, unit: unit)
        if let comment = statement.trailingComment { check(comment, value, nil, cell) }
        let isLast = position == program.statements.count - 1
        if isLast, !statement.isSilent, !value.isNothing { try outputs.show(value, of: statement.expression) }
      } catch {
        let failure = machine.runtimeError(error)
        if let comment = statement.trailingComment, !failure.isLimit, check(comment, .nothing, failure, cell) { continue }
        failed = (failure, statement)
        break
      }
    }
    outputs.flush()
    run.cells[cell.index].outputs = outputs.outputs
    run.cells[cell.index].tests = machine.tests
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

  /// `fig-subcap` names the panels of a figure: as many as the cell shows.
  private mutating func comparePanels(_ cell: Cell) {
    let (captions, figures) = (cell.options.figureSubcaptions.count, run.cells[cell.index].figureCount)
    guard captions > 0, captions != figures, run.cells[cell.index].failure == nil else { return }
    report(
      "subcaptions", "`fig-subcap` has \(captions) \(captions == 1 ? "caption" : "captions"), and the cell shows "
        + "\(figures) \(figures == 1 ? "figure" : "figures")",
      cell.options.span(of: "fig-subcap") ?? cell.fenceSpan,
      hint: "show each panel with `display(plot(…))`; the cell's last value is shown by itself")
  }

  /// What the text may refer to as a figure shows one.
  private mutating func compareFigure(_ cell: Cell) {
    let options = cell.options
    let isFigure = options.figureCaption != nil || options.label?.hasPrefix("fig-") ?? false
    guard isFigure, run.cells[cell.index].figureCount == 0, run.cells[cell.index].failure == nil else { return }
    report(
      "missing-figure", "the cell is called a figure, and it shows none",
      options.span(of: "label") ?? options.span(of: "fig-cap") ?? cell.fenceSpan,
      hint: "the value of its last statement has to be a plot, without a semicolon behind it")
  }

  private func reasonToSkip(_ reads: [String]) -> (text: String, isReported: Bool)? {
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

  private mutating func fail(_ cell: Cell, _ failure: RunFailure, writes: [String], reports: Bool) {
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
  private func place(_ error: RuntimeError, unit: Int) -> RunFailure {
    let entries = error.trace.filter { maps[$0.unit] != nil }
    let place = entries.first
    let span = place.flatMap { maps[$0.unit]?.fileSpan(of: $0.span) } ?? maps[unit]?.fileSpan(of: Span(0, 1)) ?? Span(0, 0)
    let calls = entries.filter { $0.function != "top level" && $0.function != "broadcast" }.compactMap { entry in
      maps[entry.unit].map { (entry.function, $0.fileSpan(of: entry.span)) }
    }
    return RunFailure(
      type: error.type, message: error.message, hint: error.hint, span: span, calls: calls, isExpected: false)
  }

  // MARK: - Expectations

  /// Checks a `# => value`; whether the statement's outcome is what it says. Other comments hold always.
  @discardableResult
  private mutating func check(_ comment: Comment, _ value: Value, _ error: RuntimeError?, _ cell: Cell) -> Bool {
    guard let (text, span) = ExpectedValue.text(of: comment) else { return error == nil }
    let tolerance = ExpectedValue.Tolerance(
      relative: cell.options.relativeTolerance, absolute: cell.options.absoluteTolerance)
    var outcome: Expectation
    if let error {
      outcome = Expectation(
        expected: text, actual: error.description, holds: text == error.type || error.description.hasPrefix(text),
        detail: nil, span: cell.map.fileSpan(of: span))
    } else {
      let comparison = ExpectedValue(text, tolerance: tolerance).compare(value, machine)
      outcome = Expectation(
        expected: text, actual: comparison.actual, holds: comparison.holds, detail: comparison.detail,
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

  /// A `# => value` that does not end a statement of the cell would never be compared.
  private mutating func reportUnattachedExpectations(of program: Program, in cell: Cell) {
    let attached = Set(program.statements.compactMap(\.trailingComment?.span))
    for comment in program.comments where !attached.contains(comment.span) {
      guard let (_, span) = ExpectedValue.text(of: comment) else { continue }
      report(
        "unattached-expectation", "this expected result ends no statement of the cell, so it is never compared",
        cell.map.fileSpan(of: span),
        hint: "write it on the statement's last line; inside a function or loop use `@test`")
    }
  }

  /// Compares the cell's text with the `output` fence behind it.
  private mutating func compareOutput(_ cell: Cell) {
    guard let expected = cell.expectedOutput else { return }
    var actual = ""
    for output in run.cells[cell.index].outputs {
      switch output {
      case .stream(let text): actual += text
      case .value(let value): actual += value.text + "\n"
      }
    }
    func lines(_ text: String) -> [Substring] {
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        var line = line
        while line.last?.isWhitespace == true { line.removeLast() }
        return line
      }
      while lines.last?.isEmpty == true { lines.removeLast() }
      return lines
    }
    let (wanted, got) = (lines(expected.text), lines(actual))
    if wanted == got { return }
    let place = zip(wanted, got).enumerated().first { $1.0 != $1.1 }?.offset ?? min(wanted.count, got.count)
    let difference = place < wanted.count ? "expected `\(wanted[place])`" : "expected no more lines"
    let came = place < got.count ? "got `\(got[place])`" : "the output ends there"
    report("wrong-output", "the output differs in line \(place + 1): \(difference), \(came)", expected.span)
  }

  // MARK: - Inline values

  private mutating func evaluate(_ value: InlineValue) {
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
    machine.random = RandomSource(
      seed: UInt64(bitPattern: Int64(notebook.frontMatter.seed ?? 0)), stream: "value:\(value.expression)")
    do {
      var result = Value.nothing
      for statement in program.statements { result = try machine.run(statement.expression, unit: unit) }
      run.values[value.index] = .value(printed: try machine.printedText(of: result), faces: try machine.faces(of: result))
    } catch {
      let failure = place(machine.runtimeError(error), unit: unit)
      run.values[value.index] = .failed(failure)
      report("value-failed", failure.description, failure.span, hint: failure.hint)
    }
  }

  private mutating func report(_ identifier: String, _ message: String, _ span: Span, hint: String? = nil) {
    run.problems.append(Diagnostic(.error, identifier, message, at: span, hint: hint))
  }
}

extension Cell {
  /// Whether the cell says what comes out: an expected result or output, or a test.
  fileprivate func states(_ program: Program) -> Bool {
    expectedOutput != nil || program.comments.contains { ExpectedValue.text(of: $0) != nil }
      || ["@test", "@assert"].contains { source.contains($0) }
  }
}

/// Gathers what a cell shows, prints and displays interleaved.
private final class OutputCollector {
  private let machine: Machine
  private(set) var outputs: [CellOutput] = []

  init(_ machine: Machine) { self.machine = machine }

  /// - Parameter expression: the statement that gave the value; a definition shows as a formula.
  func show(_ value: Value, of expression: Expression? = nil) throws {
    flush()
    var faces = try machine.faces(of: value)
    if let formula = expression?.definitionTeX { faces.tex = formula }
    outputs.append(.value(ShownValue(text: try machine.text(of: value), faces: faces)))
  }

  func flush() {
    let text = machine.takeOutput()
    if !text.isEmpty { outputs.append(.stream(text)) }
  }
}
