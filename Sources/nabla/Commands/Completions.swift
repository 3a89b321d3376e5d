// `nabla completions`: what a shell needs to complete the program's commands and options; `make install` puts it into place.

import ArgumentParser

struct Completions: ParsableCommand {
  enum Shell: String, CaseIterable, ExpressibleByArgument { case bash, zsh, fish }

  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Print the completions of commands and options for a shell.", shouldDisplay: false)

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run() {
    switch shell {
    case .bash:
      // Where nothing else fits, a word is the name of a file.
      let script = Self.withOneHelp(Nabla.completionScript(for: .bash))
      Terminal.write(script.replacing("complete -o filenames -F", with: "complete -o filenames -o default -F"))
    case .zsh: Terminal.write(Self.withOneHelp(Nabla.completionScript(for: .zsh)))
    case .fish: Terminal.write(Self.withOneHelp(Nabla.completionScript(for: .fish)))
    }
  }

  /// Without the second command `help`, which the argument parser adds whether or not there is one.
  private static func withOneHelp(_ script: String) -> String {
    var lines: [Substring] = []
    var hasHelp = false
    var isInSecond = false
    for line in script.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "_nabla_help() {" {
        isInSecond = hasHelp
        hasHelp = true
      }
      if !isInSecond, !line.contains("Show subcommand help information.") { lines.append(line) }
      if line == "}" { isInSecond = false }
    }
    let text = lines.joined(separator: "\n")
    return text.hasSuffix("\n") ? text : text + "\n"
  }
}
