// The help of every name, and the search in it.

import Syntax

extension Library {
  /// The help of everything that a block can name, by kind and name.
  public func helpEntries() -> [HelpEntry] {
    var entries = SyntaxHelp.keywords.map { HelpEntry($0, .keyword) }
    entries += SyntaxHelp.operators.map { HelpEntry($0, .operator) }
    entries += MacroHelp.entries
    entries += TypeHelp.entries
    entries += constantEntries()
    entries += functionEntries()
    entries += ProtocolHelp.entries
    return entries
  }

  private func constantEntries() -> [HelpEntry] {
    constants.sorted { $0.key < $1.key }.map { name, constant in
      HelpEntry(.constant, name, topic: constant.topic, signature: name, text: constant.help)
    }
  }

  /// One entry for each function, under all of its names. Names that begin with `#` or `@` are the compiler's.
  private func functionEntries() -> [HelpEntry] {
    var aliases: [String: [String]] = [:]
    for (name, function) in functions where name != function.name && !name.hasPrefix("#") {
      aliases[function.name, default: []].append(name)
    }
    return functions.filter { $0.key == $0.value.name && !$0.key.hasPrefix("#") && !$0.key.hasPrefix("@") }
      .sorted { $0.key < $1.key }
      .map { name, function in
        let isSign = name.unicodeScalars.first.map { !$0.properties.isAlphabetic && $0 != "_" } ?? false
        return HelpEntry(
          isSign ? .operator : .function, name, others: (aliases[name] ?? []).sorted(), topic: function.topic,
          signature: function.signature, text: function.help, example: function.example, source: function.source)
      }
  }

  /// What help there is for a name, as it is written: `svd`, `+`, `for`, `@test`, `Vector`; also `.+` and `f.`.
  public func help(for name: String) -> [HelpEntry] {
    let entries = helpEntries()
    let found = entries.filter { $0.name == name || $0.others.contains(name) }
    if !found.isEmpty || name.unicodeScalars.count < 2 { return found }
    // A dotted operator is the operator broadcast.
    if name.hasPrefix(".") { return help(for: String(name.dropFirst())) }
    // A name of a module is a name.
    for module in ["Base.", "Iterators.", "Random."] where name.hasPrefix(module) {
      return help(for: String(name.dropFirst(module.utf8.count)))
    }
    return entries.filter { $0.name == "@" + name }
  }

  /// For a name without help: the nearest names, and the entries whose help has all of the words.
  public func searchHelp(_ query: String) -> (nearest: [String], entries: [HelpEntry]) {
    let entries = helpEntries()
    let words = query.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let found = entries.filter { entry in
      let text = "\(entry.name) \(entry.signature) \(entry.text) \(entry.topic)".lowercased()
      return !words.isEmpty && words.allSatisfy { text.contains($0) }
    }
    let names = entries.flatMap { [$0.name] + $0.others }
    let near = Suggestions.near(query, among: names)
    return (near, found)
  }

  /// The topics in order, with the number of their entries.
  public func helpTopics() -> [(name: String, count: Int)] {
    Dictionary(grouping: helpEntries(), by: \.topic).map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 }
  }
}

extension HelpEntry {
  init(_ syntax: SyntaxHelp, _ kind: Kind) {
    self.init(
      kind, syntax.name, others: syntax.others, topic: "Language", signature: syntax.form, text: syntax.text,
      example: syntax.example)
  }
}
