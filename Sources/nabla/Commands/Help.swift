// `nabla help`: what a name of the language means, or a search for one.

import ArgumentParser
import Engine
import StandardLibrary

struct Help: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a name of the language: a function, type, keyword, macro or operator.",
    discussion: """
      Without a name, lists the topics. Words that are no name are looked for in all help; the name of a command gives
      its options.
      """)

  @Argument(parsing: .allUnrecognized, help: "A name, such as svd, for, @test or '+'; or words to look for.")
  var words: [String] = []

  @Flag(help: "List all names.")
  var list = false

  @Option(help: "List the names of a topic.")
  var topic: String?

  func run() throws {
    let library = Library.standard
    if list { return show(library.helpEntries()) }
    if let topic { return try show(topic: topic, library) }
    let query = words.joined(separator: " ")
    if query.isEmpty { return showTopics(library) }
    let found = library.help(for: query)
    if !found.isEmpty {
      return Terminal.write(found.map { HelpPage.render($0) }.joined(separator: "\n"))
    }
    if let command = Nabla.configuration.subcommands.first(where: { $0._commandName == query }) {
      return Terminal.write(Nabla.helpMessage(for: command) + "\n")
    }
    try search(query, library)
  }

  private func search(_ query: String, _ library: Library) throws {
    let (nearest, entries) = library.searchHelp(query)
    if nearest.isEmpty, entries.isEmpty {
      Terminal.writeError("error: there is no help for `\(query)`\nhelp: `nabla help` lists the topics\n")
      throw ExitCode(1)
    }
    if !nearest.isEmpty { Terminal.write("Names near to `\(query)`: \(nearest.joined(separator: "  "))\n") }
    if !entries.isEmpty {
      Terminal.write((nearest.isEmpty ? "" : "\n") + "Names whose help has the words `\(query)`:\n")
      show(entries)
    }
  }

  private func show(topic: String, _ library: Library) throws {
    let topics = library.helpTopics().map(\.name)
    guard let name = topics.first(where: { $0.lowercased() == topic.lowercased() }) else {
      let nearest = Suggestions.nearest(to: topic, among: topics).map { "did you mean `\($0)`?" }
      Terminal.writeError(
        "error: there is no topic `\(topic)`\nhelp: \(nearest ?? "the topics are " + topics.joined(separator: ", "))\n")
      throw ExitCode(1)
    }
    show(library.helpEntries().filter { $0.topic == name })
  }

  /// One line for each entry.
  private func show(_ entries: [HelpEntry]) {
    Terminal.write(entries.map { HelpPage.line($0) }.joined())
  }

  private func showTopics(_ library: Library) {
    let topics = library.helpTopics()
    let width = topics.map(\.name.count).max() ?? 0
    var text = """
      nabla help NAME         what a name means: nabla help svd, nabla help for, nabla help '+'
      nabla help WORD…        the names whose help has the words: nabla help least squares
      nabla help --topic X    the names of a topic
      nabla help --list       all names
      nabla help COMMAND      the options of a command: nabla help render

      \(HelpPage.bold("Topics"))

      """
    for topic in topics {
      let padding = String(repeating: " ", count: width - topic.name.count)
      text += "  \(topic.name)\(padding)  \(topic.count) names\n"
    }
    Terminal.write(text)
  }
}
