// A notebook that is run again whenever it was edited, as far as the edit concerns it.

import Engine
import StandardLibrary
import Syntax

/// The environment of a notebook that is being written: each run gives what a run from nothing gives, but runs only the cells
/// that an edit concerns.
///
/// It rests on what the machine records: the variables that each cell reads and assigns, and whose objects it changes. A cell
/// runs again if its code changed, or if something that it reads was assigned by one that runs; one that changes objects of
/// another runs again with that one. Comments, blanks and prose run nothing. Use it on threads of ``EngineThread``.
public final class NotebookSession {
  private let library: Library
  private var runner: NotebookRunner?
  private var records: [ItemRecord] = []
  /// The values of the parameters.
  private var parameters: [String: KeptValue?] = [:]
  private var notebook: Notebook?
  private(set) var given: [String: String] = [:]
  /// What the sliders of each cell are to give, by the cell's index: their first values where nothing is said.
  private var choices: [Int: [Int]] = [:]
  /// The results of solutions, by all the code that they came from.
  private var solutions: [[String]: CellResult] = [:]
  /// How many cells and inline values the last run ran.
  public internal(set) var evaluatedCount = 0
  /// How often everything ran from nothing.
  private var environmentCount = 0
  /// A flag outside of the session that stops the run when it is not 0.
  public var interruption: UnsafePointer<Int32>?
  /// Whether the last run was stopped: what it gave is not the whole result. The next run takes over what was done.
  public private(set) var isInterrupted = false
  /// Whether the environment is of no use to the next run.
  private var isSpoilt = false

  public init(library: Library = .standard) { self.library = library }

  deinit { forget() }

  /// Runs a version of the notebook.
  /// - Parameters:
  ///   - parameters: values that replace those of `params:`, as source text.
  ///   - checksExercises: as of `Notebook.run`.
  public func run(_ notebook: Notebook, parameters: [String: String] = [:], checksExercises: Bool = false) -> NotebookRun {
    choices = [:]
    let known = given == parameters ? solutions : [:]
    var run = run(notebook, parameters: parameters, limits: notebook.limits)
    if !isInterrupted, !notebook.exercises.isEmpty {
      let trials = ExerciseTrials(notebook, parameters, library, known: known, interruption: interruption)
      trials.run(checks: checksExercises)
      trials.add(to: &run)
      solutions = trials.kept
      isInterrupted = isStopped
    }
    return run
  }

  /// - Parameter limits: in place of the notebook's own.
  func run(_ notebook: Notebook, parameters: [String: String], limits: Limits) -> NotebookRun {
    defer {
      self.notebook = notebook
      given = parameters
    }
    isInterrupted = false
    return rerun(notebook, parameters, limits) ?? runAll(notebook, parameters, limits)
  }

  // MARK: - Sliders

  /// Lets the next run have these values of the sliders.
  func choose(_ places: [Int], of sliders: [SliderStates.Slider]) {
    choices = [:]
    for (slider, place) in zip(sliders, places) { choices[slider.cell, default: []].append(place) }
  }

  var isExhausted: Bool { runner?.isExhausted ?? false }
  /// The steps of the last run.
  var stepsUsed: Int { runner?.machine.stepsUsed ?? 0 }
  /// What tells the last run of each item from earlier ones.
  var marks: [Notebook.Item: Mark] {
    Dictionary(records.map { ($0.item, Mark(environment: environmentCount, number: $0.number)) }) { first, _ in first }
  }

  struct Mark: Hashable {
    var environment: Int
    var number: Int32
  }

  /// Whether the sliders of a cell gave what they are to give now.
  private func hasChosen(_ record: ItemRecord) -> Bool {
    guard case .cell(let index) = record.item, case .cell(let result) = record.outcome, !result.sliders.isEmpty else { return true }
    let wanted = choices[index] ?? []
    return result.sliders.enumerated().allSatisfy { $1.chosen == ($0 < wanted.count ? wanted[$0] : $1.initial) }
  }

  // MARK: - All

  private func runAll(_ notebook: Notebook, _ given: [String: String], _ limits: Limits) -> NotebookRun {
    forget()
    environmentCount += 1
    var runner = NotebookRunner(notebook, library: library, limits: limits)
    runner.sliderChoices = choices
    runner.machine.globals.isRecording = true
    runner.machine.interruption = interruption
    runner.define(given)
    let names = notebook.frontMatter.parameters.map(\.name)
    parameters = Dictionary(names.map { ($0, runner.kept($0)) }) { first, _ in first }
    var progress = Progress(parameters)
    evaluatedCount = 0
    for item in notebook.items {
      let record = progress.evaluate(item, &runner)
      if isStopped {
        interrupt(runner, in: record, done: records, left: [])
        return runner.result
      }
      records.append(record)
      evaluatedCount += 1
    }
    self.runner = runner
    return runner.result
  }

  // MARK: - Interruption

  private var isStopped: Bool { interruption.map { $0.pointee != 0 } ?? false }

  /// Ends a run in the middle of an item: what came before it stays, and the item is as if it had never run.
  ///
  /// - Parameter left: records of later items that the run would have kept.
  private func interrupt(_ runner: NotebookRunner, in item: ItemRecord, done: [ItemRecord], left: [ItemRecord]) {
    isInterrupted = true
    // Half a change of others' objects, or of what all cells share, cannot be taken back.
    isSpoilt = item.definesForAll || item.changed.contains { $0 != item.number }
    for name in Set((records + done + [item]).flatMap(\.assigned.keys)) { runner.machine.globals.restore(name, nil) }
    records = done + left
    self.runner = runner
  }

  /// Gives up the environment; what was kept of it goes first.
  private func forget() {
    records = []
    parameters = [:]
    isSpoilt = false
    runner?.machine.heap.close()
    runner = nil
  }

  // MARK: - What an edit concerns

  /// Runs what the edit concerns; `nil` where that is everything, or turns out to be.
  private func rerun(_ notebook: Notebook, _ given: [String: String], _ limits: Limits) -> NotebookRun? {
    guard var runner, let old = self.notebook, given == self.given, !runner.isExhausted, !isSpoilt,
      old.frontMatterText == notebook.frontMatterText
    else { return nil }
    let items = notebook.items
    let found = match(items, of: notebook, with: old).map { $0.flatMap { hasChosen($0) ? $0 : nil } }
    let plan = RerunPlan(found: found, records: records) { FreeNames(of: notebook.program(of: items[$0]).statements) }
    guard let plan else { return nil }

    runner.begin(notebook, limits: limits)
    runner.sliderChoices = choices
    for name in Set(records.flatMap(\.assigned.keys)) { runner.machine.globals.restore(name, nil) }
    for (name, value) in parameters { runner.machine.globals.restore(name, value?.value) }
    var progress = Progress(parameters)
    var kept: Set<Int32> = []
    var results: [ItemRecord] = []
    evaluatedCount = 0
    for (place, item) in items.enumerated() {
      if let record = plan.kept[place], progress.isCurrent(record, runner) {
        kept.insert(record.number)
        progress.adopt(record, as: item, &runner)
        results.append(record)
        continue
      }
      // What the plan did not foresee is all right where nobody changes the objects of others.
      if plan.kept[place] != nil, plan.hasChanges || records.contains(where: \.definesForAll) { return nil }
      let record = progress.evaluate(item, &runner)
      if isStopped {
        interrupt(runner, in: record, done: results, left: plan.kept[(place + 1)...].compactMap { $0 })
        return runner.result
      }
      evaluatedCount += 1
      results.append(record)
      let isSpoilt = record.definesForAll || runner.isExhausted || runner.hasLostPlace
        || record.changed.contains { $0 == 1 || kept.contains($0) }
      if isSpoilt { return nil }
    }
    records = results
    self.runner = runner
    return runner.result
  }

  /// For each item the record of the same item, or of one with the same code, before the edit.
  private func match(_ items: [Notebook.Item], of notebook: Notebook, with old: Notebook) -> [ItemRecord?] {
    var found = [ItemRecord?](repeating: nil, count: items.count)
    var places: [String: [Int]] = [:]
    for (place, record) in records.enumerated().reversed() { places[record.text, default: []].append(place) }
    var next = 0
    var gapStart = 0
    /// Items and records between two that were found: the same ones with other comments or blanks, if they are as many.
    func compare(_ gap: Range<Int>, _ recorded: Range<Int>) {
      guard gap.count == recorded.count else { return }
      for (place, position) in zip(gap, recorded) {
        found[place] = reworded(records[position], items[place], of: notebook, from: old)
      }
    }
    for (place, item) in items.enumerated() {
      let text = notebook.text(of: item)
      while let passed = places[text]?.last, passed < next { places[text]?.removeLast() }
      guard let position = places[text]?.last, runsAlike(records[position], item, notebook, old) else { continue }
      compare(gapStart..<place, next..<position)
      found[place] = records[position].moved(to: item, at: notebook.span(of: item).start)
      next = position + 1
      gapStart = place + 1
    }
    compare(gapStart..<items.count, next..<records.count)
    return found
  }

  private func runsAlike(_ record: ItemRecord, _ item: Notebook.Item, _ notebook: Notebook, _ old: Notebook) -> Bool {
    switch (record.item, item) {
    case (.cell(let before), .cell(let now)):
      old.cells[before].runsLike(notebook.cells[now])
        && (!record.drawsRandomNumbers || old.cells[before].randomStream == notebook.cells[now].randomStream)
    case (.value, .value): true
    default: false
    }
  }

  /// The record for an item whose code says the same in other words, where nothing in it depends on the words.
  private func reworded(
    _ record: ItemRecord, _ item: Notebook.Item, of notebook: Notebook, from old: Notebook
  ) -> ItemRecord? {
    guard case .cell(let before) = record.item, case .cell(let now) = item, runsAlike(record, item, notebook, old),
      case .cell(let result) = record.outcome, result.expectations.isEmpty, result.tests.isEmpty, record.problems.isEmpty,
      notebook.cells[now].expectedOutput == nil
    else { return nil }
    let (a, b) = (Parser.parse(old.cells[before].source), Parser.parse(notebook.cells[now].source))
    let isPlain = b.diagnostics.isEmpty && b.comments.allSatisfy { ExpectedValue.text(of: $0) == nil }
    guard isPlain, a.hasSameStatements(as: b), !notebook.cells[now].promisesFigure else { return nil }
    var record = record.moved(to: item, at: notebook.span(of: item).start)
    record.text = notebook.text(of: item)
    record.isReworded = true
    return record
  }
}

/// How far a run has come: which item gave each variable its value.
private struct Progress {
  private var versions: [String: Int32]
  private var anonymousCount = 0

  init(_ parameters: [String: KeptValue?]) { versions = parameters.mapValues { _ in 1 } }

  /// Whether an item would do again what it did.
  func isCurrent(_ record: ItemRecord, _ runner: NotebookRunner) -> Bool {
    // Functions without a name are shown by number.
    let isCountedAlike = record.anonymous.isEmpty || record.anonymous.lowerBound == anonymousCount
    return isCountedAlike && runner.reasonToSkip(record.names.reads) == nil
      && record.read.allSatisfy { versions[$0] ?? 0 == $1 }
  }

  mutating func adopt(_ record: ItemRecord, as item: Notebook.Item, _ runner: inout NotebookRunner) {
    runner.adopt(record, as: item)
    for (name, value) in record.assigned {
      runner.machine.globals.restore(name, value?.value)
      versions[name] = record.number
    }
    anonymousCount += record.anonymous.count
  }

  mutating func evaluate(_ item: Notebook.Item, _ runner: inout NotebookRunner) -> ItemRecord {
    let machine = runner.machine
    machine.anonymousCount = anonymousCount
    let definitions = machine.sharedDefinitions
    let (units, problems) = (machine.unitCount, runner.run.problems.count)
    runner.trace = ItemTrace()
    runner.evaluate(item)
    let trace = runner.trace ?? ItemTrace()
    var record = ItemRecord(
      number: runner.number, item: item, text: runner.notebook.text(of: item),
      start: runner.notebook.span(of: item).start,
      names: FreeNames(of: runner.notebook.program(of: item).statements), outcome: runner.outcome(of: item))
    for name in trace.read { record.read[name] = versions[name] ?? 0 }
    for name in trace.assigned {
      record.assigned[name] = runner.kept(name)
      versions[name] = record.number
    }
    record.changed = machine.changedCells
    record.drawsRandomNumbers = runner.hasDrawn
    record.definesForAll = machine.sharedDefinitions != definitions
    record.anonymous = anonymousCount..<max(anonymousCount, machine.anonymousCount)
    anonymousCount = record.anonymous.upperBound
    record.problems = Array(runner.run.problems[problems...])
    record.units = Array(units..<machine.unitCount)
    return record
  }
}

extension NotebookRunner {
  /// The value that a variable has now.
  fileprivate func kept(_ name: String) -> KeptValue? {
    machine.globals.currentValue(name).map { KeptValue($0, heap: machine.heap) }
  }

  fileprivate func outcome(of item: Notebook.Item) -> ItemRecord.Outcome {
    switch item {
    case .cell(let index): .cell(run.cells[index])
    case .value(let index): .value(run.values[index])
    }
  }
}

extension Notebook {
  fileprivate func text(of item: Item) -> String { source[span(of: item)] }

  fileprivate var frontMatterText: String { frontMatter.span.map { source[$0] } ?? "" }
}

extension Cell {
  /// Whether its options speak of figures, which are counted after it ran.
  fileprivate var promisesFigure: Bool {
    options.figureCaption != nil || !options.figureSubcaptions.isEmpty || options.label?.hasPrefix("fig-") ?? false
  }
}
