// `nabla exercise`: what students get, and what becomes of what they hand in.

import ArgumentParser
import Engine
import Publishing

struct ExerciseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exercise",
    abstract: "Release exercises to students, and grade what they hand in.",
    subcommands: [Release.self, Grade.self])
}

/// `nabla exercise release`: the student's version.
struct Release: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Write the student's version of notebooks.",
    discussion: """
      Solutions, hidden checks and HTML comments are cut out of the sources, and all that pages show, cite or link to is copied.
      Pages in other forms are made from the sources that were written. With students, each gets a folder, where the numbers
      that variants draw are written down.
      """)

  @Argument(help: "A notebook, or a folder of them.", completion: .file())
  var path: String

  @Option(name: .shortAndLong, help: "The folder for the student's version.")
  var output: String

  @Option(help: ArgumentHelp("Names of students, one a line.", valueName: "file"), completion: .file())
  var students: String?

  @Option(help: "The name of a student; may be given several times.")
  var student: [String] = []

  @Option(help: "Forms to write, joined by commas: md (the sources, always written), html, ipynb.")
  var to = "md"

  func validate() throws {
    let forms = to.split(separator: ",").map(String.init)
    for form in forms where !["md", "html", "ipynb"].contains(form) {
      throw ValidationError("unknown form `\(form)`: there are md, html, ipynb")
    }
  }

  func run() throws {
    var names = student
    if let students {
      let listed = StudentList.names(in: try Files.readText(students, hint: "--students takes a file with a name on each line"))
      if listed.isEmpty {
        Terminal.writeError("error: there are no names in \(students)\n")
        throw ExitCode(1)
      }
      names += listed
    }
    if let problem = StudentList.problem(with: names) {
      Terminal.writeError("error: \(problem)\n")
      throw ExitCode(2)
    }
    let publisher = Publisher(forms: to.split(separator: ",").compactMap { OutputForm(rawValue: String($0)) })
    let (path, output, given) = (path, output, names)
    let reports = EngineThread.run { publisher.release(path, to: output, for: given) }
    if Reports.show(reports) { throw ExitCode(1) }
  }
}
