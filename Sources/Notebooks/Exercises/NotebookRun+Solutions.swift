// The results of solutions, which a page shows folded away.

import Engine
import StandardLibrary

extension NotebookRun {
  /// Runs each solution behind its starter, in the environment of the page up to there, which never learns of it.
  mutating func addSolutions(_ parameters: [String: String], _ library: Library) {
    if notebook.exercises.allSatisfy(\.solutions.isEmpty) { return }
    let environment = TrialEnvironment(notebook, parameters, library)
    var solved = NotebookRun(notebook)
    solved.problems = []
    for exercise in notebook.exercises {
      for solution in exercise.solutions {
        environment.begin(before: notebook.cells[solution])
        // What a starter does to itself is no concern of the page: it is there to be replaced.
        _ = environment.run(notebook.cells[exercise.starter])
        let (result, problems) = environment.run(notebook.cells[solution])
        environment.end()
        solved.cells[solution] = result
        solved.problems += problems
      }
    }
    solved.resizeFigures()
    for solution in notebook.exercises.flatMap(\.solutions) { cells[solution] = solved.cells[solution] }
    problems = (problems + solved.problems).sorted { $0.span.start < $1.span.start }
  }
}
