// `nabla eval`: a file, standard input, or a session of JSON lines.

import ArgumentParser
import Engine
import StandardLibrary

struct Eval: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluate a file or standard input, or serve a session of JSON lines.")

  @Flag(help: "Read one JSON object a line, {\"code\": \"…\"}, and answer each with one line.")
  var session = false

  @OptionGroup(title: "Limits")
  var limits: LimitOptions

  @Argument(help: "The file to evaluate; - for standard input.", completion: .file())
  var file = "-"

  func run() throws {
    if session {
      EngineThread.run { SessionServer(limits: limits.limits).serve() }
      return
    }
    let text = try Files.readText(file, hint: "to evaluate text, pipe it in: echo '1 + 2' | nabla eval")
    let hasFailed = EngineThread.run { () -> Bool in
      let session = Session(library: .standard)
      session.machine.limits = limits.limits
      session.machine.onSave = Files.save
      let evaluation = session.evaluate(text) { output, value in
        Terminal.write(output)
        if let value { Terminal.write(value + "\n") }
      }
      Terminal.write(evaluation.output)
      guard let failure = evaluation.failure else { return false }
      Terminal.writeError(ErrorText.render(failure, file: file == "-" ? "<stdin>" : file))
      return true
    }
    if hasFailed { throw ExitCode(1) }
  }
}
