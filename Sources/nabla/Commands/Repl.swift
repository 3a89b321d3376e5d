// `nabla repl`: statements typed one after the other, each answered at once.

import ArgumentParser
import Engine
import StandardLibrary
import Syntax

struct Repl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Evaluate statements as they are typed.",
    discussion: """
      Up and Down go through earlier entries (those that begin with what is typed), Control-R searches them, Tab
      completes names and \\alpha, ?name shows help, Control-C stops what is running, Control-D leaves. Where
      standard input is no terminal, statements are read from it and results written without prompts.
      """)

  func run() throws {
    let hasFailed = EngineThread.run { () -> Bool in
      let conversation = Conversation()
      guard let mode = RawMode() else { return conversation.readInput() }
      conversation.talk(mode)
      return false
    }
    if hasFailed { throw ExitCode(1) }
  }
}

/// One session: what was defined stays until its end.
private final class Conversation {
  private let session = Session(library: .standard)
  private var count = 0
  private var hasFailed = false

  init() {
    let machine = session.machine
    // Somebody watches, who can stop what takes too long.
    machine.limits.steps = .max / 2
    machine.limits.seconds = 1 << 40
    machine.limits.outputBytes = 1 << 40
    machine.onPrint = { Terminal.write($0) }
    machine.onSave = Files.save
  }

  /// At a terminal, with an editor.
  func talk(_ mode: RawMode) {
    Interruption.listen()
    session.machine.interruption = UnsafePointer(Interruption.flag)
    Terminal.write("\(Nabla.configuration.version): ? for help, Tab completes, Control-D leaves.\n\n")
    let editor = LineEditor(mode: mode, completer: Completer(machine: session.machine))
    while true {
      switch editor.read() {
      case .endOfInput: return
      case .abandoned: continue
      case .help(let name): explain(name)
      case .entry(let text):
        let statement = text.trimmingBlanks
        if statement.isEmpty { continue }
        if ["exit", "quit", "exit()", "quit()"].contains(statement) { return }
        Interruption.clear()
        evaluate(text)
        Terminal.write("\n")
      }
    }
  }

  /// From a file or another program; whether anything failed.
  func readInput() -> Bool {
    var text = ""
    while let line = readLine(strippingNewline: false) {
      text += line
      if text.hasPrefix("?") {
        explain(String(text.dropFirst()).trimmingBlanks)
        text = ""
      } else if !Parser.parse(text).isIncomplete {
        evaluate(text)
        text = ""
      }
    }
    if !text.trimmingBlanks.isEmpty { evaluate(text) }
    return hasFailed
  }

  private func evaluate(_ text: String) {
    count += 1
    let evaluation = session.evaluate(text) { output, value in
      Terminal.write(output)
      if let value { Terminal.write(value + "\n") }
    }
    Terminal.write(evaluation.output)
    guard let failure = evaluation.failure else { return }
    hasFailed = true
    Terminal.writeError(ErrorText.render(failure, file: "repl[\(count)]"))
  }

  private func explain(_ query: String) {
    if query.isEmpty {
      Terminal.write("?name explains a name, ?words looks for words in all help; `nabla help` lists the topics.\n\n")
      return
    }
    let machine = session.machine
    let entries = machine.documentation[query] == nil ? machine.library.help(for: query) : []
    if entries.isEmpty {
      Terminal.write(machine.helpPage(for: query) + "\n")
    } else {
      Terminal.write(entries.map { HelpPage.render($0) }.joined(separator: "\n") + "\n")
    }
  }
}
