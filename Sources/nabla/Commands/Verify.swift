// `nabla verify`: notebooks run from nothing, and everything that is wrong listed.

import ArgumentParser
import Engine
import Notebooks
import Publishing

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Run notebooks and check what they say.",
    discussion: """
      Checks that every cell runs (or fails as it says), that tests and expected results hold, that formulas typeset, that
      references, local links and images lead somewhere, and that the recorded pages (Markdown that was rendered before) still
      show what a fresh run gives. Exits with 0 if all hold, 1 if anything does not, 2 for wrong usage.

      A recorded page is stale if its source changed since and shows something else now, and wrong if its source is the same
      and another result comes out; that nothing but blanks changed is a note.
      """)

  @Argument(help: ArgumentHelp("Notebooks, or folders of them; with --merge, reports of shares.", valueName: "path"), completion: .file())
  var paths: [String]

  @Option(help: "How findings are printed: for people, as one JSON object, or as annotations of GitHub's workflows.")
  var format = ReportFormat.human

  @Option(
    name: .customLong("report"), help: ArgumentHelp("Also write a report: junit=FILE or json=FILE.", valueName: "form=file"))
  var reports: [String] = []

  @Option(help: "The folder of the recorded pages. [default: output beside a folder of notebooks, if pages are recorded there]")
  var recorded: String?

  @Flag(help: "Rewrite expected results, expected outputs and recorded pages that do not hold, and nothing else; then verify.")
  var update = false

  @Flag(help: "Build every page twice, and demand the same bytes.")
  var twice = false

  @Option(help: ArgumentHelp("Verify only one share of the pages, always the same.", valueName: "k/n"))
  var shard: String?

  @Flag(help: "Make one report of those of all shares, which --report json=FILE wrote.")
  var merge = false

  @Flag(help: "Verify again whenever a file changes.")
  var watch = false

  @Option(name: .customShort("P"), help: "name=value, in place of a parameter of the notebook.")
  var parameter: [String] = []

  @Option(name: .shortAndLong, help: "How many notebooks run at the same time; as many as there are processors if left out.")
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1") }
    if let shard, VerificationReport.Shard(shard) == nil { throw ValidationError("--shard takes k/n, such as 1/4, and this is `\(shard)`") }
    if merge, shard != nil || update || twice || watch || recorded != nil {
      throw ValidationError("--merge puts reports together and verifies nothing: it goes with --format and --report only")
    }
    if watch, update { throw ValidationError("--watch and --update contradict each other: an update is made once") }
    if update, !parameter.isEmpty { throw ValidationError("--update records the notebooks as they are, without -P") }
    if watch, format != .human { throw ValidationError("--watch prints for people") }
    for report in reports { _ = try ReportFile(report) }
    _ = try Parameters.parse(parameter)
  }

  func run() throws {
    if merge { return try finish(try merged()) }
    var publisher = Publisher(parameters: try Parameters.parse(parameter))
    publisher.jobs = jobs ?? Publisher.defaultJobs
    publisher.onProgress = { ProgressLine.show("verifying", $0, $1, $2) }
    var options = VerificationOptions()
    options.recorded = recorded
    options.runsTwice = twice
    options.shard = shard.flatMap { VerificationReport.Shard($0) }
    if update { try update(publisher, options) }
    repeat {
      let changes = watch ? FolderState(paths) : nil
      let (work, given) = (publisher, options)
      let report = EngineThread.run { work.verify(paths, given) }
      ProgressLine.clear()
      guard let changes else { return try finish(report) }
      show(report)
      Terminal.writeError("waiting for changes; Ctrl-C ends\n")
      changes.waitForChange(of: paths)
    } while true
  }

  private func update(_ publisher: Publisher, _ options: VerificationOptions) throws {
    let (written, troubles) = EngineThread.run { publisher.update(paths, options) }
    ProgressLine.clear()
    for path in written { Terminal.writeError("updated \(path)\n") }
    for trouble in troubles { Terminal.writeError("error: \(trouble)\n") }
    if !troubles.isEmpty { throw ExitCode(1) }
  }

  private func merged() throws -> VerificationReport {
    do {
      return try VerificationReport.merged(
        try paths.map { path in
          let text = try Files.readText(path, hint: "--merge takes the files that `nabla verify --report json=FILE` wrote")
          return (path, try VerificationReport(json: Array(text.utf8), name: path))
        })
    } catch let error as UnmergeableReports {
      Terminal.writeError("error: \(error)\n")
      throw ExitCode(1)
    }
  }

  /// Prints and writes the report, and exits with what it says.
  private func finish(_ report: VerificationReport) throws {
    show(report)
    for file in reports {
      do {
        try ReportFile(file).write(report)
      } catch let error as UnwritableFile {
        Terminal.writeError("error: \(error)\n")
        throw ExitCode(1)
      }
    }
    if report.errorCount > 0 { throw ExitCode(1) }
  }

  private func show(_ report: VerificationReport) {
    switch format {
    case .human:
      for page in report.pages { Reports.show(page) }
      Terminal.write(report.summary + "\n")
    case .json: Terminal.write(report.json)
    case .github: Terminal.write(GitHubAnnotations.text(of: report.problems) + report.summary + "\n")
    }
  }
}

/// `junit=FILE` or `json=FILE`.
private struct ReportFile {
  private enum Form: String { case junit, json }

  private let form: Form
  private let path: String

  init(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let form = Form(rawValue: parts[0]), !parts[1].isEmpty else {
      throw ValidationError("--report takes junit=FILE or json=FILE, and this is `\(text)`")
    }
    (self.form, path) = (form, parts[1])
  }

  func write(_ report: VerificationReport) throws {
    try OutputFiles.write(form == .junit ? JUnitReport.text(of: report) : report.json, to: path)
  }
}
