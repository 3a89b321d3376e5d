// `nabla verify`: notebooks run from nothing, and everything that is wrong listed.

import ArgumentParser
import Engine
import Publishing

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Run notebooks and check what they say.",
    discussion: """
      Checks that every cell runs (or fails as it says), that tests and expected results hold, that formulas typeset, and that
      references, local links and images lead somewhere. Exits with 0 if all hold, 1 if anything does not, 2 for wrong usage.
      """)

  @Argument(help: "Notebooks, or folders of them.")
  var paths: [String]

  @Option(name: .customShort("P"), help: "name=value, in place of a parameter of the notebook.")
  var parameter: [String] = []

  @Option(name: .shortAndLong, help: "How many notebooks run at the same time; as many as there are processors if left out.")
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1") }
    _ = try Parameters.parse(parameter)
  }

  func run() throws {
    var publisher = Publisher(parameters: try Parameters.parse(parameter))
    publisher.jobs = jobs ?? Publisher.defaultJobs
    publisher.onProgress = { ProgressLine.show("verifying", $0, $1, $2) }
    let work = publisher
    let reports = EngineThread.run { work.verify(paths) }
    ProgressLine.clear()
    let hasFailed = Reports.show(reports)
    let cells = reports.reduce(0) { $0 + $1.cellCount }
    let expectations = reports.reduce(0) { $0 + $1.expectationCount }
    let tests = reports.reduce(0) { $0 + $1.testCount }
    let problems = reports.reduce(0) { total, report in
      total + report.problems.count { $0.severity == .error } + (report.trouble == nil ? 0 : 1)
    }
    func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
    Terminal.write(
      "\(count(reports.count, "page")), \(count(cells, "cell")), \(count(expectations, "expected result")), \(count(tests, "test")): "
        + (hasFailed ? count(problems, "problem") : "all hold") + "\n")
    if hasFailed { throw ExitCode(1) }
  }
}
