// The results of solutions, which a page shows folded away.

import Engine
import StandardLibrary

extension NotebookRun {
  /// Runs each solution behind its starter, in the environment of the page up to there, which never learns of it.
  /// - Parameter known: results of an earlier run, by all the code that they came from.
  /// - Returns: the results that may be known to a later run: those of which nothing depends on a place in the file.
  @discardableResult
  mutating func addSolutions(
    _ parameters: [String: String], _ library: Library, known: [[String]: CellResult] = [:]
  ) -> [[String]: CellResult] {
    if notebook.exercises.allSatisfy(\.solutions.isEmpty) { return [:] }
    var kept: [[String]: CellResult] = [:]
    let environment = TrialEnvironment(notebook, parameters, library)
    var solved = NotebookRun(notebook)
    solved.problems = []
    for exercise in notebook.exercises {
      for solution in exercise.solutions {
        let code = notebook.code(of: solution, behind: exercise.starter)
        if let result = known[code] {
          solved.cells[solution] = result
          kept[code] = result
          continue
        }
        environment.begin(before: notebook.cells[solution])
        // What a starter does to itself is no concern of the page: it is there to be replaced.
        _ = environment.run(notebook.cells[exercise.starter])
        let (result, problems) = environment.run(notebook.cells[solution])
        environment.end()
        solved.cells[solution] = result
        solved.problems += problems
        if problems.isEmpty, result.failure == nil, result.expectations.isEmpty { kept[code] = result }
      }
    }
    solved.resizeFigures()
    for solution in notebook.exercises.flatMap(\.solutions) { cells[solution] = solved.cells[solution] }
    problems = (problems + solved.problems).sorted { $0.span.start < $1.span.start }
    return kept
  }
}

extension Notebook {
  /// All that a solution's result comes from.
  fileprivate func code(of solution: Int, behind starter: Int) -> [String] {
    let end = cells[solution].span.start
    let before = items.filter { span(of: $0).start < end } + [.cell(starter), .cell(solution)]
    return [frontMatter.span.map { source[$0] } ?? ""] + before.flatMap { item -> [String] in
      switch item {
      case .cell(let index): [cells[index].source, cells[index].randomStream]
      case .value(let index): [values[index].expression]
      }
    }
  }
}
