// The exercises of a page while it runs: what solutions show, and whether they pass the checks and starters do not.

import Engine
import StandardLibrary
import Syntax

/// Runs the parts of exercises where they stand, in the environment of the page, which never learns of them.
final class ExerciseTrials {
  private let notebook: Notebook
  private let parameters: [String: String]
  private let library: Library
  private let environment: TrialEnvironment
  /// Results of an earlier run, by all the code that they came from; `nil` where there is no later run either.
  private let known: [[String]: CellResult]?
  /// Where each of the page's own items begins, and what its result comes from.
  private lazy var items = notebook.items.map { (start: notebook.span(of: $0).start, code: notebook.code(of: $0)) }
  /// The results of the solutions.
  private var solved: NotebookRun
  private var side: SubmissionSide?
  private var cellsOfSide: [Int] = []
  /// Those that may be known to a later run, because nothing in them depends on a place in the file.
  private(set) var kept: [[String]: CellResult] = [:]

  /// - Parameter interruption: a flag that stops what runs when it is not 0.
  init(
    _ notebook: Notebook, _ parameters: [String: String], _ library: Library, known: [[String]: CellResult]? = nil,
    interruption: UnsafePointer<Int32>? = nil
  ) {
    (self.notebook, self.parameters, self.library, self.known) = (notebook, parameters, library, known)
    environment = TrialEnvironment(notebook, parameters, library, interruption)
    solved = NotebookRun(notebook)
    solved.problems = []
  }

  /// Runs all solutions, and whatever of the page stands before them.
  /// - Parameter checks: whether solutions have to pass the checks, and starters to fail one.
  func run(checks: Bool) {
    for exercise in notebook.exercises {
      let program = checks ? Parser.parse(notebook.cells[exercise.starter].source) : nil
      // Nobody but a check asks for values.
      let names = program.map { FreeNames(of: $0.statements).writes } ?? []
      // In the order of the source, so that the environment never has to go back.
      let starter = program.map { ($0, answer(exercise, nil, names)) }
      let solutions = exercise.solutions.compactMap { solution in solve(exercise, solution, names).map { (solution, $0) } }
      if let (program, answer) = starter { solved.problems += findings(exercise, program, answer, solutions) }
    }
  }

  /// What came of the page with its exercises; the environment runs what is left of it.
  func finish() -> NotebookRun {
    var run = environment.finish()
    add(to: &run)
    return run
  }

  /// Adds the results of the solutions, and what is wrong with the exercises.
  func add(to run: inout NotebookRun) {
    solved.resizeFigures()
    for solution in notebook.exercises.flatMap(\.solutions) { run.cells[solution] = solved.cells[solution] }
    run.problems = (run.problems + solved.problems).sorted { $0.span.start < $1.span.start }
  }

  // MARK: - Solutions

  /// Runs a solution; what it has to show to checks, `nil` where it failed or its results are known.
  private func solve(_ exercise: Exercise, _ solution: Int, _ names: [String]) -> AnswerRecord? {
    let code = known.map { _ in self.code(of: solution, behind: exercise.starter) }
    if let code, let result = known?[code] {
      solved.cells[solution] = result
      kept[code] = result
      return nil
    }
    let record = answer(exercise, solution, names) { result, problems in
      self.solved.cells[solution] = result
      self.solved.problems += problems
      if let code, problems.isEmpty, result.failure == nil, result.expectations.isEmpty { self.kept[code] = result }
    }
    return solved.cells[solution].failure == nil ? record : nil
  }

  /// All that a solution's result comes from.
  private func code(of solution: Int, behind starter: Int) -> [String] {
    let end = notebook.cells[solution].span.start
    let before = items.filter { $0.start < end }.flatMap(\.code)
    let head = notebook.frontMatter.span.map { notebook.source[$0] } ?? ""
    return [head] + before + notebook.code(of: .cell(starter)) + notebook.code(of: .cell(solution))
  }

  /// Runs the starter, and a solution behind it: what they have to show to checks.
  /// - Parameter names: the variables that checks may ask for.
  private func answer(
    _ exercise: Exercise, _ solution: Int?, _ names: [String], _ note: (CellResult, [Diagnostic]) -> Void = { _, _ in }
  ) -> AnswerRecord {
    environment.begin(before: notebook.cells[solution ?? exercise.starter])
    defer { environment.end() }
    // What a starter does to itself is no concern of the page: it is there to be replaced.
    var outcome = environment.run(notebook.cells[exercise.starter])
    if let solution { outcome = environment.run(notebook.cells[solution]) }
    note(outcome.result, outcome.problems)
    let values = Dictionary(names.map { ($0, environment.reply(toValueOf: $0)) }) { first, _ in first }
    let cells = [exercise.starter, solution].compactMap { $0 }
    return AnswerRecord(problem: environment.problem(of: outcome), values: values) { [unowned self] in side(running: cells) }
  }

  /// The side on which functions of answers are called, when these cells have run there last.
  private func side(running cells: [Int]) -> SubmissionSide {
    let side = self.side ?? SubmissionSide(notebook, parameters, library) { [unowned self] _ in cellsOfSide }
    if cellsOfSide != cells {
      cellsOfSide = cells
      _ = side.exchange(SubmissionRequest.run(exercise: "").bytes)
    }
    self.side = side
    return side
  }

  // MARK: - Checks

  /// What is wrong with an exercise. Of a released one, which has no solutions, the starter is the reader's answer.
  private func findings(
    _ exercise: Exercise, _ program: Program, _ starter: AnswerRecord, _ solutions: [(cell: Int, answer: AnswerRecord)]
  ) -> [Diagnostic] {
    let checker = CheckRunner(notebook, in: environment)
    func failures(_ answer: AnswerRecord) -> [CheckOutcome] {
      checker.outcomes(of: exercise, against: answer, drawn: [:]).filter { !$0.holds }
    }
    if exercise.isReleased {
      return failures(starter).map { outcome in
        Diagnostic(
          .error, "check-fails", "the check does not hold: \(outcome.message ?? "")", at: notebook.cells[outcome.check.cell].fenceSpan)
      }
    }
    let cell = notebook.cells[exercise.starter]
    var problems = program.diagnostics.filter { $0.severity == .error }.map { cell.placed($0) }
    if problems.isEmpty, cell.options.variant, let reason = starter.problem {
      problems.append(Diagnostic(.error, "variant-fails", "the variant fails: \(reason)", at: cell.fenceSpan))
    }
    for (solution, answer) in solutions {
      guard let failure = failures(answer).first else { continue }
      let line = notebook.location(of: notebook.cells[failure.check.cell].span.start).line
      problems.append(
        Diagnostic(
          .error, "solution-fails", "the solution does not pass the check of line \(line): \(failure.message ?? "")",
          at: notebook.cells[solution].fenceSpan))
    }
    if failures(starter).isEmpty {
      problems.append(
        Diagnostic(
          .error, "starter-passes", "the starter passes all checks of `\(exercise.id)`, with nothing done",
          at: notebook.cells[exercise.starter].fenceSpan,
          hint: "let it assign `missing` where an answer is asked for, or check more"))
    }
    return problems
  }
}

extension Notebook {
  /// What an item's result comes from, besides what ran before it.
  fileprivate func code(of item: Item) -> [String] {
    switch item {
    case .cell(let index): [cells[index].source, cells[index].randomStream]
    case .value(let index): [values[index].expression]
    }
  }
}
