// `nabla submission`: the process in which a submission runs.

import ArgumentParser
import Publishing

/// `nabla submission`: what grading starts for each submission.
struct Submission: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submission", abstract: "Run a submission for grading.", shouldDisplay: false)

  @Argument var steps: Int
  @Argument var memory: Int
  @Argument var seconds: Int
  @Argument var folder: String

  func run() {
    var limits = SubmissionLimits()
    (limits.steps, limits.memory, limits.seconds) = (steps, memory, seconds)
    SubmissionWorker.run(in: folder, limits)
  }
}
