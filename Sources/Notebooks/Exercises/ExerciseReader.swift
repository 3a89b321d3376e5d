// Finds the exercises of a page, and what is wrong with them.

import Syntax

struct ExerciseReader {
  private(set) var exercises: [Exercise] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let cells: [Cell]
  /// The cells of each exercise, by its name.
  private var parts: [String: [Cell]] = [:]
  /// The variants before each starter in its section, by the starter's index.
  private var setups: [Int: [Int]] = [:]
  private var callOuts: [(callOut: CallOut, id: String)] = []

  init(_ blocks: [Block], _ cells: [Cell]) {
    self.cells = cells
    let options = ["starter", "solution", "check", "hidden", "points", "variant"]
    guard cells.contains(where: { cell in options.contains { cell.options.span(of: $0) != nil } }) else { return }
    blocks.forEachBlock { block in
      guard case .callOut(let callOut) = block.kind, callOut.kind == .exercise, let id = callOut.attributes?.id else { return }
      callOuts.append((callOut, id))
    }
    for cell in cells {
      if let part = cell.part {
        parts[part.exercise, default: []].append(cell)
      } else if cell.options.variant, let starter = starterInSection(after: cell) {
        setups[starter.index, default: []].append(cell.index)
      }
    }
    for cell in cells { checkOptions(of: cell) }
    for (callOut, id) in callOuts { read(callOut, id) }
  }

  private mutating func report(_ identifier: String, _ message: String, at span: Span, hint: String? = nil) {
    diagnostics.append(Diagnostic(.error, identifier, message, at: span, hint: hint))
  }

  // MARK: - Cells

  private mutating func checkOptions(of cell: Cell) {
    let options = cell.options
    let roles = ExerciseRole.allCases.filter { options.span(of: $0.rawValue) != nil }
    if roles.count > 1, let span = options.span(of: roles[1].rawValue) {
      report("two-roles", "a cell cannot be both \(roles[0]) and \(roles[1])", at: span, hint: "give each a cell of its own")
    }
    if let part = cell.part, !callOuts.contains(where: { $0.id == part.exercise }) {
      let ids = callOuts.map(\.id)
      report(
        "unknown-exercise", "there is no exercise `\(part.exercise)` on this page",
        at: options.span(of: part.role.rawValue) ?? cell.fenceSpan,
        hint: suggestion(for: part.exercise, among: ids).map { "did you mean `\($0)`?" }
          ?? "an exercise is a call-out such as `> [!EXERCISE] Title {#\(part.exercise)}`")
    }
    if cell.part != nil, !options.eval, let span = options.span(of: "eval") {
      report(
        "option-without-effect", "a part of an exercise cannot have `eval: false`", at: span,
        hint: "starters do not run on the page anyway")
    }
    if options.hidden, options.check == nil, let span = options.span(of: "hidden") {
      report("option-without-effect", "only a check can be hidden", at: span, hint: "use `include: false` to leave a cell out of the page")
    }
    if let points = options.points, let span = options.span(of: "points") {
      if options.check == nil {
        report(
          "option-without-effect", "only a check has points", at: span,
          hint: "the exercise's own stand behind its title: `{#exr-… points=2}`")
      } else if !isPoints(points) {
        report("invalid-points", "points are a number from 0 to \(Int(maximumPoints))", at: span)
      }
    }
    if options.variant, let span = options.span(of: "variant") {
      let isSetup = cell.part == nil && starterInSection(after: cell) != nil
      if options.starter == nil, !isSetup {
        report(
          "option-without-effect", "`variant` is for a starter, or for a cell before it in its section", at: span,
          hint: "solutions and checks see the numbers that these draw")
      }
    }
  }

  /// The starter that follows a cell in its section.
  private func starterInSection(after cell: Cell) -> Cell? {
    cells.dropFirst(cell.index + 1).first { $0.options.starter != nil && $0.section == cell.section }
  }

  private let maximumPoints = 1_000_000.0

  private func isPoints(_ number: Double) -> Bool { number >= 0 && number <= maximumPoints }

  // MARK: - Exercises

  private mutating func read(_ callOut: CallOut, _ id: String) {
    // Without cells it is prose.
    guard let parts = parts[id] else { return }
    let isReleased = callOut.attributes?.classes.contains(Exercise.releasedClass) ?? false
    let starters = parts.filter { $0.part?.role == .starter }
    let solutions = parts.filter { $0.part?.role == .solution }
    let checks = parts.filter { $0.part?.role == .check }
    for second in starters.dropFirst() {
      report("second-starter", "the exercise `\(id)` has a starter already", at: second.options.span(of: "starter") ?? second.fenceSpan)
    }
    let place = callOut.attributes?.span ?? callOut.markerSpan
    guard let starter = starters.first else {
      return report(
        "incomplete-exercise", "the exercise has no starter", at: place,
        hint: "students begin with a cell that says `#| starter: \(id)`")
    }
    if !isReleased {
      if solutions.isEmpty {
        report("incomplete-exercise", "the exercise has no solution", at: place, hint: "add a cell that says `#| solution: \(id)`")
      }
      if checks.isEmpty {
        report("incomplete-exercise", "the exercise has no check", at: place, hint: "add a cell of `@test`s that says `#| check: \(id)`")
      }
      if solutions.isEmpty || checks.isEmpty { return }
    }
    var exercise = Exercise(
      id: id, starter: starter.index, solutions: solutions.map(\.index),
      checks: checks.map { Exercise.Check(cell: $0.index, isHidden: $0.options.hidden, points: $0.options.points) }, points: 1,
      setups: setups[starter.index] ?? [], isReleased: isReleased)
    exercise.points = points(of: exercise, callOut)
    exercises.append(exercise)
  }

  /// The points that the call-out gives, or its checks, or one.
  private mutating func points(of exercise: Exercise, _ callOut: CallOut) -> Double {
    let own = exercise.checks.compactMap(\.points)
    if !own.isEmpty, let check = exercise.checks.first(where: { $0.points == nil }) {
      report(
        "invalid-points", "this check has no points, and others of the exercise have some", at: cells[check.cell].fenceSpan,
        hint: "give each check its `points`, or none")
    }
    let sum = own.isEmpty ? nil : own.reduce(0, +)
    guard let attributes = callOut.attributes, let text = attributes["points"] else { return sum ?? 1 }
    guard let points = Double(text), isPoints(points) else {
      report("invalid-points", "`points=\(text)`: points are a number from 0 to \(Int(maximumPoints))", at: attributes.span)
      return sum ?? 1
    }
    // Hidden checks, which have their share, are not released.
    if let sum, sum != points, !exercise.isReleased {
      report(
        "invalid-points", "the exercise gives \(Exercise.text(points)), and its checks give \(Exercise.text(sum)) together",
        at: attributes.span, hint: "leave out one of them, or make them agree")
    }
    return points
  }
}

extension Exercise {
  /// The class of a call-out that marks the exercise as released.
  static let releasedClass = "released"

  /// Points as a reader writes them: `2`, `0.5`.
  public static func text(_ points: Double) -> String {
    points == points.rounded() && abs(points) < 1e15 ? String(Int(points)) : String(points)
  }
}
