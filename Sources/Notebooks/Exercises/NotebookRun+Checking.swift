// What `verify` asks of exercises: solutions pass the checks, starters do not.

import Engine
import StandardLibrary
import Syntax

extension NotebookRun {
  /// What is wrong with the exercises of the page: each solution has to pass all checks, and the starter has to fail one.
  ///
  /// Both sides are machines of this process, and speak as they do where submissions are graded. Of a released exercise, which
  /// has no solutions, the starter is the reader's answer.
  public func exerciseProblems(parameters: [String: String] = [:]) -> [Diagnostic] {
    if notebook.exercises.isEmpty { return [] }
    let runner = CheckRunner(notebook, parameters: parameters)
    let side = SubmissionSide(notebook, parameters) { _ in [] }
    var problems: [Diagnostic] = []
    for exercise in notebook.exercises {
      func failures(_ cells: [Int]) -> [CheckOutcome] {
        side.answer = { _ in cells }
        return runner.outcomes(of: exercise, against: side).filter { !$0.holds }
      }
      if exercise.isReleased {
        problems += failures([exercise.starter]).map { outcome in
          Diagnostic(
            .error, "check-fails", "the check does not hold: \(outcome.message ?? "")",
            at: notebook.cells[outcome.check.cell].fenceSpan)
        }
        continue
      }
      for solution in exercise.solutions where cells[solution].failure == nil {
        guard let failure = failures([exercise.starter, solution]).first else { continue }
        let line = notebook.location(of: notebook.cells[failure.check.cell].span.start).line
        problems.append(
          Diagnostic(
            .error, "solution-fails", "the solution does not pass the check of line \(line): \(failure.message ?? "")",
            at: notebook.cells[solution].fenceSpan))
      }
      if failures([exercise.starter]).isEmpty {
        problems.append(
          Diagnostic(
            .error, "starter-passes", "the starter passes all checks of `\(exercise.id)`, with nothing done",
            at: notebook.cells[exercise.starter].fenceSpan,
            hint: "let it assign `missing` where an answer is asked for, or check more"))
      }
    }
    return problems
  }
}
