// Help knows every name, and its examples run and give what they say.

import StandardLibrary
import Syntax
import Testing

@testable import Engine

@Suite struct HelpEntryTests {
  private static let entries = Library.standard.helpEntries()

  @Test func `every keyword, macro, type, constant and function has help`() {
    let known = Set(Self.entries.flatMap { [$0.name] + $0.others })
    let library = Library.standard
    let functions = library.functions.keys.filter { !$0.hasPrefix("#") && !$0.hasPrefix("@") }
    let names =
      SyntaxHelp.reservedWords + Machine.macroNames + TypeNames.plainNames + TypeNames.exceptions
      + library.constants.keys + functions
    for name in names.sorted() { #expect(known.contains(name), "\(name) has no help") }
  }

  @Test func `help tells what it knows`() {
    for entry in Self.entries {
      #expect(!entry.text.isEmpty, "\(entry.name)")
      #expect(!entry.signature.isEmpty && !entry.topic.isEmpty, "\(entry.name)")
    }
    for entry in Self.entries where entry.kind == .type {
      for name in [entry.name] + entry.others {
        #expect(Library.standard.functions[name] != nil || TypeNames.type(named: name) != nil, "\(name) is no type")
      }
    }
  }

  @Test func `examples of keywords, operators, macros and types give what they say`() {
    let entries = Self.entries.filter { $0.topic == "Language" || [.type, .macro, .keyword].contains($0.kind) }
    #expect(entries.count > 100)
    let problems = EngineThread.run { entries.compactMap { problem(with: $0) } }
    for problem in problems { Issue.record("\(problem)") }
  }

  /// What is wrong with an example, `nil` if nothing is.
  private func problem(with entry: HelpEntry) -> String? {
    let machine = Machine(library: .standard)
    let program = Parser.parse(entry.example)
    if let problem = program.diagnostics.first { return "\(entry.name): \(problem.message)" }
    let unit = machine.addUnit(program.source)
    do {
      for statement in program.statements {
        let value = try machine.run(statement.expression, unit: unit)
        guard let comment = statement.trailingComment?.text, comment.hasPrefix("# => ") else { continue }
        machine.globals.set("value", value)
        let expected = String(comment.dropFirst(5))
        let wanted = Parser.parse(expected)
        let wantedUnit = machine.addUnit(wanted.source)
        guard let first = wanted.statements.first else { return "\(entry.name): nothing is expected" }
        let result = try machine.run(first.expression, unit: wantedUnit)
        let actual = machine.globals["value"] ?? .nothing
        let text = try machine.text(of: actual)
        if try !Equality.isEqualAsKeys(actual, result) && text != machine.text(of: result) {
          return "\(entry.name): gives \(text), not \(expected)"
        }
      }
      return nil
    } catch {
      return "\(entry.name): \(machine.runtimeError(error))"
    }
  }

  @Test func `names are found as they are written`() {
    let library = Library.standard
    for name in [
      "svd", "+", ".+", "for", "elseif", "@test", "test", "Vector", "π", "'", "≤", "->", "Int", "DomainError",
    ] {
      #expect(!library.help(for: name).isEmpty, "\(name)")
    }
    #expect(library.help(for: "no such name").isEmpty)
    #expect(library.help(for: "svd")[0].topic == "Linear algebra")
  }

  @Test func `words are looked for in all help`() {
    let library = Library.standard
    #expect(library.searchHelp("eigvalz").nearest.first == "eigvals")
    #expect(library.searchHelp("singular values").entries.contains { $0.name == "svd" || $0.name == "svdvals" })
    let nothing = library.searchHelp("qwertzuiop")
    #expect(nothing.nearest.isEmpty && nothing.entries.isEmpty)
  }

  @Test func `pages keep to their width`() {
    for entry in Self.entries {
      for line in entry.page(width: 80).split(separator: "\n").dropFirst() where !line.hasPrefix("    ") {
        #expect(TextWidth.of(String(line)) <= 80, "\(entry.name): \(line)")
      }
    }
  }

  /// What `@doc` shows behind a source.
  private func documentation(_ source: String) throws -> String {
    let evaluation = EngineThread.run { Session(library: .standard).evaluate(source) }
    return try #require(evaluation.text, "\(String(describing: evaluation.failure))")
  }

  @Test func `a string above a definition is its help`() throws {
    #expect(
      try documentation("\"\"\"\n    area(r)\n\nThe area of a disc.\n\"\"\"\narea(r) = π * r^2\n@doc area")
        == "area\n\n    area(r)\n\nThe area of a disc.")
    #expect(
      try documentation("\"One.\"\nfunction f(x)\n  x\nend\n\"Two.\"\nf(x, y) = x\n@doc f") == "f\n\nOne.\n\nTwo.")
    #expect(try documentation("\"A point.\"\nstruct P\n  x\nend\nP(1)\n@doc P") == "P\n\nA point.")
    #expect(try documentation("\"A kind.\"\nabstract type K end\n@doc K") == "K\n\nA kind.")
    #expect(try documentation("\"Gravity.\"\nconst g = 9.81\n@doc g") == "g\n\nGravity.")
    #expect(try documentation("\"Twice.\"\ntwice(x) = 2x\ntwice(4)") == "8")
    #expect(try documentation("\"apart\"\n\ntwice(x) = 2x\n@doc twice").hasPrefix("twice\n  A value of type"))
  }

  @Test func `@doc shows the help of the library`() throws {
    #expect(try documentation("@doc svd").hasPrefix("svd(A"))
    #expect(try documentation("@doc svdd").contains("Near to it: svd"))
  }
}
