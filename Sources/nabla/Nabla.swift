// The command line: one file per command under `Commands`.

import ArgumentParser

@main
struct Nabla: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nabla",
    abstract: "Run notebooks of mathematics, and check them.",
    version: "nabla 0.1.0",
    subcommands: [
      Render.self, PreviewCommand.self, Verify.self, Convert.self, Eval.self, Fmt.self, Lint.self, New.self, ExerciseCommand.self,
      Help.self, Repl.self, Completions.self, Manual.self, Submission.self,
    ])

  /// Exits with 0 when all went well, 1 when something in the input is wrong, 2 for wrong usage.
  static func main() {
    do {
      var command = try parse()
      try command.run()
    } catch let code as ExitCode {
      Terminal.exit(code.rawValue)
    } catch {
      let text = fullMessage(for: error) + "\n"
      switch exitCode(for: error) {
      case .success:
        Terminal.write(text)
        Terminal.exit(0)
      case .validationFailure:
        Terminal.writeError(text)
        Terminal.exit(2)
      default:
        Terminal.writeError(text)
        Terminal.exit(1)
      }
    }
  }

  /// Parses a command alone where its name comes first, which takes a fraction of the time; what is not understood is parsed as
  /// a whole, for its message.
  private static func parse() throws -> ParsableCommand {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let type = configuration.subcommands.first { $0.configuration.commandName == arguments.first }
    if let command = try? type?.parse(Array(arguments.dropFirst())) { return command }
    return try parseAsRoot()
  }
}
