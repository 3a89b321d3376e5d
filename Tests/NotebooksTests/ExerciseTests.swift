// Exercises: how they are read, that the page never sees them, and what a check sees of an answer.

import Engine
import Syntax
import Testing

@testable import Notebooks

/// A page with one exercise; parts of it can be replaced.
func exercisePage(
  before: String = "h(x) = 2x\nv = [1, 2, 3]", starter: String = "x = missing", solution: String = "x = 2", check: String = "@test x == 2",
  title: String = "{#exr-a}"
) -> String {
  """
  ```nabla
  \(before)
  ```

  > [!EXERCISE] Title \(title)
  > Do it.

  ```nabla
  #| starter: exr-a
  \(starter)
  ```

  ```nabla
  #| solution: exr-a
  \(solution)
  ```

  ```nabla
  #| check: exr-a
  \(check)
  ```

  """
}

@Suite struct ExerciseTests {
  // MARK: - Reading

  @Test func `The parts of an exercise are found by its name`() throws {
    let hidden = "\n```nabla\n#| check: exr-a\n#| hidden: true\n#| points: 2\n@test x > 1\n```\n\n```nabla\n#| solution: exr-a\nx = 1 + 1\n```\n"
    let notebook = Notebook(exercisePage(check: "#| points: 1\n@test x == 2", title: "{#exr-a points=3}") + hidden)
    #expect(notebook.diagnostics.isEmpty, "\(notebook.diagnostics)")
    let exercise = try #require(notebook.exercises.first)
    #expect(exercise.id == "exr-a" && exercise.starter == 1 && exercise.solutions == [2, 5] && exercise.points == 3)
    #expect(exercise.checks.map(\.cell) == [3, 4] && exercise.checks.map(\.isHidden) == [false, true])
    #expect(exercise.points(passing: [true, true]) == 3)
    #expect(exercise.points(passing: [true, false]) == 1)
    #expect(exercise.points(passing: [false, true]) == 2)
  }

  @Test func `Points are given as a whole where checks have none`() throws {
    let exercise = try #require(Notebook(exercisePage(title: "{#exr-a points=1.5}")).exercises.first)
    #expect(exercise.points(passing: [true]) == 1.5 && exercise.points(passing: [false]) == 0)
    #expect(Notebook(exercisePage()).exercises.first?.points == 1)
  }

  @Test func `An exercise without cells is prose`() {
    let notebook = Notebook("> [!EXERCISE] Title {#exr-a points=many}\n> Do it.\n\n```nabla\nx = 1\n```\n")
    #expect(notebook.exercises.isEmpty && notebook.diagnostics.isEmpty)
  }

  @Test(arguments: [
    (exercisePage().replacing("check: exr-a", with: "check: exr-b"), ["incomplete-exercise", "unknown-exercise"]),
    (exercisePage().replacing("#| solution: exr-a\n", with: ""), ["incomplete-exercise"]),
    (exercisePage().replacing("#| check: exr-a\n", with: ""), ["incomplete-exercise"]),
    (exercisePage().replacing("#| starter: exr-a\n", with: ""), ["incomplete-exercise"]),
    (exercisePage(solution: "#| starter: exr-a\nx = 1"), ["second-starter", "two-roles", "incomplete-exercise"]),
    (exercisePage(solution: "#| check: exr-a\nx = 1"), ["two-roles"]),
    (exercisePage(starter: "#| hidden: true\nx = 1"), ["option-without-effect"]),
    (exercisePage(starter: "#| points: 1\nx = 1"), ["option-without-effect"]),
    (exercisePage(solution: "#| variant: true\nx = 1"), ["option-without-effect"]),
    (exercisePage() + "\n```nabla\n#| variant: true\ny = rand()\n```\n", ["option-without-effect"]),
    (exercisePage(title: "{#exr-a points=two}"), ["invalid-points"]),
    (exercisePage(title: "{#exr-a points=-1}"), ["invalid-points"]),
    (exercisePage(title: "{#exr-a points=nan}"), ["invalid-points"]),
    (exercisePage(check: "#| points: -1\n@test x == 2"), ["option-value"]),
    (exercisePage(check: "#| points: 1e9\n@test x == 2"), ["invalid-points"]),
    (exercisePage(check: "#| points: 2\n@test x == 2", title: "{#exr-a points=3}"), ["invalid-points"]),
  ])
  func `What is wrong with an exercise is said where it is`(_ page: String, _ identifiers: [String]) {
    let notebook = Notebook(page)
    #expect(Set(notebook.diagnostics.map(\.identifier)) == Set(identifiers))
    for diagnostic in notebook.diagnostics {
      #expect(diagnostic.span.end > diagnostic.span.start && diagnostic.span.end <= notebook.source.utf8.count)
    }
  }

  @Test func `A misspelt name gets a suggestion`() {
    let diagnostics = Notebook(exercisePage().replacing("check: exr-a", with: "check: exr-b")).diagnostics
    #expect(diagnostics.first { $0.identifier == "unknown-exercise" }?.hint == "did you mean `exr-a`?")
  }

  // MARK: - Running

  private func run(_ page: String) -> NotebookRun { EngineThread.run { Notebook(page).run() } }

  private func text(_ run: NotebookRun, _ cell: Int) -> String { run.cells[cell].text }

  @Test func `The page never sees what cells of exercises do`() {
    let solution = """
      push!(v, 4)
      h(x) = 100
      struct Q
        a
      end
      y = 7
      x = (length(v), h(1))
      """
    let page = exercisePage(starter: "x = missing\nz = 1", solution: solution, check: "@test x == (4, 100)")
      + "\n```nabla\n(v, h(2))\n```\n\n```nabla\n#| error: true\ny\n```\n\n```nabla\n#| error: true\nz\n```\n\n```nabla\n#| error: true\nQ\n```\n"
    let result = run(page)
    #expect(text(result, 2) == "(4, 100)\n")
    #expect(text(result, 4) == "([1, 2, 3], 4)\n")
    for cell in 5...7 { #expect(result.cells[cell].failure?.type == "UndefVarError") }
    #expect(!result.hasErrors, "\(result.problems)")
    if case .skipped(nil) = result.cells[1].state {} else { Issue.record("the starter ran") }
    if case .skipped(nil) = result.cells[3].state {} else { Issue.record("the check ran") }
  }

  @Test func `Solutions see the page, their starter, and nothing of each other`() {
    let page = exercisePage(starter: "a = 5\nx = missing\nerror(\"to do\")", solution: "push!(v, 9)\nx = sum(v) + a",
      check: "@test x == 20")
      + "\n```nabla\n#| solution: exr-a\nx = sum(v) + a\n```\n\n```nabla\nv = [0]\n```\n"
    let result = run(page)
    #expect(text(result, 2) == "20\n" && text(result, 4) == "11\n")
  }

  @Test func `A solution that fails is a problem at its place`() {
    let result = run(exercisePage(solution: "x = sqrt(-1)"))
    #expect(result.problems.map(\.identifier) == ["cell-failed"])
    #expect(result.notebook.location(of: result.problems[0].span.start).line == 16)
  }

  @Test func `An edit of a page runs no less of it for its exercises`() {
    let page = exercisePage(solution: "x = h(1)") + "\n```nabla\nw = sum(v)\n```\n"
    EngineThread.run {
      let session = NotebookSession()
      _ = session.run(Notebook(page))
      #expect(session.evaluatedCount == 2)
      let edited = Notebook(page.replacing("x = h(1)", with: "x = h(1) + 1"))
      let result = session.run(edited)
      #expect(session.evaluatedCount == 0)
      #expect(result.cells[2].text == "3\n")
      let moved = Notebook("Prose.\n\n" + page.replacing("x = h(1)", with: "x = h(1) + 1").replacing("h(x) = 2x", with: "h(x) = 5x"))
      #expect(session.run(moved).cells[2].text == "6\n")
      #expect(session.run(Notebook("Other prose.\n\n" + page)).cells[2].text == "2\n")
    }
  }

  // MARK: - Checking

  private func problems(_ page: String) -> [String] {
    EngineThread.run {
      Notebook(page).run(checksExercises: true).problems.map { "\($0.identifier): \($0.message)" }
    }
  }

  @Test(arguments: [
    exercisePage(), exercisePage(starter: "x = 1"), exercisePage(starter: "f(t) = missing", solution: "f(t) = h(t)",
      check: "@test f(2) == 4\n@test f.(v) == [2, 4, 6]"),
    exercisePage(starter: "f(t; k = 1) = missing", solution: "f(t; k = 1) = k * t", check: "@test f(2, k = 3) == 6"),
    exercisePage(starter: "f(t) = missing", solution: "f(t) = t < 0 ? throw(DomainError(t, \"negative\")) : sqrt(t)",
      check: "@test f(4) == 2\n@test_throws DomainError f(-1)"),
    exercisePage(starter: "s = missing", solution: "s = Set([(1, :a), (2, :b)])", check: "@test (1, :a) in s && length(s) == 2"),
    exercisePage(starter: "x = missing", solution: "x = (n = 1, m = [1 2; 3 4])", check: "@test x.m[2, 1] == 3"),
    exercisePage(starter: "x = missing", solution: "x = 2", check: "x  # => 2"),
    // A check may define what it needs, and change what it is given.
    exercisePage(starter: "w = missing", solution: "w = copy(v)",
      check: "push!(w, 1)\ng(t) = t\n@test g(length(w)) == 4 && length(v) == 3"),
    // What a check does not look at need not be plain.
    exercisePage(starter: "x = missing\nstruct P\n  a\nend", solution: "x = 2", check: "@test x == 2"),
  ])
  func `A solution that is right passes, and the starter does not`(_ page: String) {
    #expect(problems(page) == [])
  }

  @Test(arguments: [
    (exercisePage(solution: "x = 3"),
      "solution-fails: the solution does not pass the check of line 19: TestFailure: x == 2 is false: 3 == 2"),
    (exercisePage(starter: "x = 2"), "starter-passes: the starter passes all checks of `exr-a`, with nothing done"),
    (exercisePage(solution: "y = 2"),
      "solution-fails: the solution does not pass the check of line 19: TypeError: non-boolean (Missing) used in a test: x == 2"),
    (exercisePage(solution: "x = 3", check: "x  # => 2"),
      "solution-fails: the solution does not pass the check of line 19: expected 2, got 3 (off by 1.0)"),
    (exercisePage(solution: "struct P\n  a\nend\nx = P(1)", check: "@test x.a == 1"),
     "solution-fails: the solution does not pass the check of line 22: `x` cannot be checked: a value of type P is not plain data"),
    (exercisePage(solution: "x = [t -> t]", check: "@test x[1](2) == 2"),
     "solution-fails: the solution does not pass the check of line 19: `x` cannot be checked: a value of type var\"#1\" is not plain data"),
    (exercisePage(starter: "f(t) = missing", solution: "f(t) = t", check: "@test f(s -> s) == 1"),
     "solution-fails: the solution does not pass the check of line 19: ArgumentError: a value of type var"),
    // A check that does not run holds nothing.
    (exercisePage(before: "h(x) = 2x\nw = sqrt(-1)", check: "@test x == 2 || w > 0"),
     "solution-fails: the solution does not pass the check of line 19: the check did not run: it needs `w`"),
    (exercisePage(check: "#| eval: false\n@test x == 2"),
      "solution-fails: the solution does not pass the check of line 19: the check did not run"),
    // Functions of the page are the key's: a solution cannot replace them for the check.
    (exercisePage(solution: "h(t) = 2\nx = 1", check: "@test h(x) == 3 - x"), ""),
    (exercisePage(solution: "Base.:(==)(a, b) = true\nx = 3"), "solution-fails"),
    (exercisePage(solution: "isapprox(a, b) = true\nx = 3", check: "@test x ≈ 2"), "solution-fails"),
  ])
  func `What does not hold is told with its reason`(_ page: String, _ problem: String) {
    let found = problems(page)
    if problem.isEmpty { return #expect(found == []) }
    #expect(found.contains { $0.hasPrefix(problem) }, "\(found)")
  }

  @Test func `Checks of an exercise see nothing of each other`() {
    let second = "\n```nabla\n#| check: exr-a\n@test x == 2 && length(v) == 3\n@test_throws UndefVarError leak\n```\n"
    #expect(problems(exercisePage(check: "leak = 1\npush!(v, 1)\nx = 2\n@test x == 2") + second) == [])
  }

  @Test func `A released exercise is checked with what the reader wrote`() {
    let page = Notebook(exercisePage()).released().text
    #expect(problems(page).map { $0.prefix(11) } == ["check-fails"])
    #expect(problems(page.replacing("x = missing", with: "x = 2")) == [])
  }
}
