// What Tab offers: names, fields, keyword arguments, and the characters behind backslashes.

import Engine
import StandardLibrary
import Syntax

/// Finds what could stand at the end of a text.
struct Completer {
  /// What was found for the last `length` characters of the text.
  struct Result {
    var length: Int
    var candidates: [String]
    /// Whether the one candidate takes the place of what was typed as it is, as `α` does of `\alpha`.
    var isReplacement = false
  }

  let machine: Machine

  func complete(_ text: String) -> Result? {
    let characters = Array(text)
    if let result = backslash(characters) { return result }
    var start = characters.count
    while start > 0, EditBuffer.isWord(characters[start - 1]) { start -= 1 }
    let prefix = String(characters[start...])
    if start > 0, characters[start - 1] == "@" {
      return found(machineMacros, "@" + prefix)
    }
    if start > 1, characters[start - 1] == ".", EditBuffer.isWord(characters[start - 2]) {
      return found(fields(characters[..<(start - 1)]), prefix)
    }
    if prefix.isEmpty { return nil }
    let keywords = keywords(characters[..<start])
    return found(keywords + names.filter { !keywords.contains($0 + "=") }, prefix)
  }

  private func found(_ names: [String], _ prefix: String) -> Result? {
    let candidates = Set(names.filter { $0.hasPrefix(prefix) && $0 != prefix }).sorted()
    return candidates.isEmpty ? nil : Result(length: prefix.count, candidates: candidates)
  }

  // MARK: - Characters

  /// `\alpha` and the like, back to the backslash.
  private func backslash(_ characters: [Character]) -> Result? {
    guard let start = characters.lastIndex(of: "\\") else { return nil }
    let name = String(characters[(start + 1)...])
    guard !name.isEmpty, !name.contains(where: { $0.isWhitespace }) else { return nil }
    if let character = UnicodeNames.character(named: name) {
      return Result(length: name.count + 1, candidates: [character], isReplacement: true)
    }
    let names = UnicodeNames.names(withPrefix: name)
    if names.count == 1, let character = UnicodeNames.character(named: names[0]) {
      return Result(length: name.count + 1, candidates: [character], isReplacement: true)
    }
    return names.isEmpty ? nil : Result(length: name.count + 1, candidates: names.map { "\\" + $0 })
  }

  // MARK: - Names

  private var machineMacros: [String] { machine.library.helpEntries().filter { $0.kind == .macro }.map(\.name) }

  /// Everything that a statement can name.
  private var names: [String] {
    let library = machine.library
    var names = machine.globals.assignedNames + library.functions.keys.filter { $0.first?.isLetter == true }
    names += library.constants.keys
    names += SyntaxHelp.reservedWords
    names += library.helpEntries().filter { $0.kind == .type }.flatMap { [$0.name] + $0.others }
    return names
  }

  /// The fields of the value that a name before the dot stands for.
  private func fields(_ text: ArraySlice<Character>) -> [String] {
    var start = text.endIndex
    while start > text.startIndex, EditBuffer.isWord(text[start - 1]) { start -= 1 }
    let name = String(text[start...])
    guard let value = machine.globals.assignedNames.contains(name) ? machine.globals[name] : nil else { return [] }
    return value.memberNames
  }

  /// The keyword arguments of the call that the text is in.
  private func keywords(_ text: ArraySlice<Character>) -> [String] {
    var depth = 0
    for place in text.indices.reversed() {
      switch text[place] {
      case ")", "]", "}": depth += 1
      case "[", "{": depth -= 1
      case "(" where depth == 0:
        var start = place
        while start > text.startIndex, EditBuffer.isWord(text[start - 1]) { start -= 1 }
        let name = String(text[start..<place])
        let known = machine.globals.assignedNames.contains(name) ? machine.globals[name]?.function?.keywordNames : nil
        return (known ?? machine.library.functions[name]?.keywords ?? []).filter { $0 != "..." }.map { $0 + "=" }
      case "(": depth -= 1
      default: break
      }
      if depth < 0 { return [] }
    }
    return []
  }
}
