// A notebook in every state of its sliders.

import Engine
import Syntax

extension NotebookSession {
  /// Adds to a run, the last of this session, what the notebook shows in the other states of its sliders, and what goes wrong there.
  /// Only what depends on a slider runs again; all states share the limits of the notebook.
  public func addSliderStates(to run: inout NotebookRun) {
    let sliders = run.sliders
    guard !sliders.isEmpty, !isExhausted, !isInterrupted else { return }
    let evaluatedCount = evaluatedCount
    defer { self.evaluatedCount = evaluatedCount }
    var states = SliderStates(sliders)
    func report(_ identifier: String, _ message: String, hint: String? = nil) {
      let span = run.notebook.cells[sliders[0].cell].fenceSpan
      run.problems.append(Diagnostic(.error, identifier, message, at: span, hint: hint))
    }
    guard let count = states.count else {
      return report(
        "too-many-states", "the sliders of this notebook have more than \(SliderStates.limit) states together",
        hint: "each value of one goes with each of the others; take fewer values")
    }
    let (initial, known) = (run, Set(run.problems))
    var budget = Budget(limits: run.notebook.limits, steps: stepsUsed)
    func reachLimits() { report("notebook-limit", "working out the states of the sliders reached the limits of the notebook") }
    let base = marks
    var last = base
    var places: Set<String> = []
    var problems: [Diagnostic] = []
    var bytes = 0
    defer { run.problems = (run.problems + problems).sorted { $0.span.start < $1.span.start } }
    for choices in states.walk {
      choose(choices, of: sliders)
      guard let limits = budget.rest else { return reachLimits() }
      let state = self.run(run.notebook, parameters: given, limits: limits)
      if isInterrupted { return }
      if isExhausted { return reachLimits() }
      budget.spend(stepsUsed)
      guard state.sliders == sliders else {
        return report(
          "sliders-change", "with \(states.words(for: choices)) the notebook has other sliders",
          hint: "what a slider offers cannot depend on another one")
      }
      let number = states.number(of: choices)
      let marks = marks
      for (item, own) in marks where base[item] != own {
        switch item {
        case .cell(let index):
          states.cells[index, default: Array(repeating: initial.cells[index], count: count)][number] = state.cells[index]
          if last[item] != own { bytes += state.cells[index].outputs.reduce(0) { $0 + $1.size } }
        case .value(let index):
          states.values[index, default: Array(repeating: initial.values[index], count: count)][number] = state.values[index]
        }
      }
      last = marks
      guard bytes < 1 << 26 else {
        return report(
          "states-too-large", "the states of the sliders show more than 64 MiB",
          hint: "take fewer values, or show less that depends on them")
      }
      // Expected results are those of the values that the page shows first.
      for problem in state.problems where !known.contains(problem) && !problem.identifier.hasPrefix("wrong-") {
        guard places.insert("\(problem.identifier) \(problem.span)").inserted else { continue }
        var problem = problem
        problem.message += " (with \(states.words(for: choices)))"
        problems.append(problem)
      }
    }
    run.sliderStates = states
  }

  /// What is left of the limits of a notebook.
  private struct Budget {
    private var limits: Limits
    private let end: ContinuousClock.Instant

    init(limits: Limits, steps: Int) {
      self.limits = limits
      end = .now + .seconds(limits.seconds)
      spend(steps)
    }

    mutating func spend(_ steps: Int) { limits.steps -= steps }

    var rest: Limits? {
      var rest = limits
      rest.seconds = Int(((end - .now) / .seconds(1)).rounded(.up))
      return rest.steps > 0 && rest.seconds > 0 ? rest : nil
    }
  }
}

extension CellOutput {
  /// About how many bytes it holds.
  fileprivate var size: Int {
    switch self {
    case .stream(let text): text.utf8.count
    case .value(let value): value.text.utf8.count + (value.faces.figure?.data().utf8.count ?? 0)
    }
  }
}

extension NotebookRun {
  /// The sliders that the page's own cells made, in the order of the source.
  var sliders: [SliderStates.Slider] {
    cells.indices.filter { notebook.cells[$0].part == nil }.flatMap { index in
      cells[index].sliders.map { .init(cell: index, label: $0.label, texts: $0.texts, initial: $0.initial) }
    }
  }
}
