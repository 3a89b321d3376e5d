// The command line: one file per command under `Commands`.

import ArgumentParser

@main
struct Nabla: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nabla",
    abstract: "Run notebooks of mathematics, and check them.",
    subcommands: [Eval.self])
}
