// `nabla exercise grade`: submissions held against a key.

import ArgumentParser
import Engine
import Notebooks
import Publishing

struct Grade: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case human, json, csv }

  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "Grade submissions against the notebooks with solutions and checks.",
    discussion: """
      A submission is a file or a folder, and its student is called as it is. Files of a folder are matched to pages of the key by
      their paths; a file by itself by its name, or by the exercises in it. The code of a submission runs in a process that has
      limits and no environment, and knows nothing of the key; the checks do not run there. Variants have the numbers that were
      released to the student.
      """)

  @Argument(help: "Files or folders, each of one student.", completion: .file())
  var submissions: [String]

  @Option(help: "The notebook with solutions and checks, or a folder of them.", completion: .file())
  var key: String

  @Flag(help: "Give variants the numbers of the page: the release was the same for all students.")
  var general = false

  @Option(help: "How grades are written: human, json or csv.")
  var format = Format.human

  @Option(name: .shortAndLong, help: "The file for the grades; standard output if left out.")
  var output: String?

  @Option(name: .shortAndLong, help: "How many submissions are graded at the same time; as many as there are processors if left out.")
  var jobs: Int?

  @Option(help: ArgumentHelp("The most steps that an exercise of a submission may take.", valueName: "count"))
  var steps = SubmissionLimits().steps

  @Option(help: ArgumentHelp("The most memory that its values may use, in MiB.", valueName: "MiB"))
  var memory = SubmissionLimits().memory >> 20

  @Option(help: ArgumentHelp("The longest time that it may take, in seconds.", valueName: "seconds"))
  var timeout = SubmissionLimits().seconds

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1") }
    for (name, value) in [("steps", steps), ("memory", memory), ("timeout", timeout)] where value < 1 {
      throw ValidationError("--\(name) must be at least 1")
    }
    if memory > 1 << 20 { throw ValidationError("--memory is in MiB") }
    if timeout > 1_000_000 { throw ValidationError("--timeout is in seconds") }
  }

  func run() throws {
    do {
      var grader = try Grader(key: key)
      grader.isGeneral = general
      grader.jobs = jobs ?? Publisher.defaultJobs
      (grader.limits.steps, grader.limits.memory, grader.limits.seconds) = (steps, memory << 20, timeout)
      let report = try grader.grade(submissions)
      let text =
        switch format {
        case .human: report.summary
        case .json: report.json
        case .csv: report.csv
        }
      if let output { try OutputFiles.write(text, to: output) } else { Terminal.write(text) }
    } catch {
      Terminal.writeError("error: \(error)\n")
      throw ExitCode(1)
    }
  }
}
