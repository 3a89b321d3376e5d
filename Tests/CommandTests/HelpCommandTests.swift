// `nabla help`: names, words, topics, and what nobody knows.

import Testing

@Suite struct HelpCommandTests {
  @Test func `A name is explained`() throws {
    let folder = try Workplace()
    let outcome = try folder.nabla("help", "svd")
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.hasPrefix("svd(A"))
    #expect(outcome.output.contains("function · Linear algebra"))
    // Colours are for terminals.
    #expect(!outcome.output.contains("\u{1B}"))
  }

  @Test(arguments: ["for", "+", "->", "'", "@test", "Vector", "π", "isa", "? :", "-", "..."])
  func `Keywords, operators, macros, types and constants are explained`(_ name: String) throws {
    let outcome = try Workplace().nabla("help", name)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.split(separator: "\n").count >= 3)
  }

  @Test func `Words are looked for`() throws {
    let folder = try Workplace()
    #expect(try folder.nabla("help", "Kronecker", "product").output.contains("kron"))
    let near = try folder.nabla("help", "eigvalz")
    #expect(near.exitCode == 0)
    #expect(near.output.hasPrefix("Names near to `eigvalz`: eigvals"))
    let nothing = try folder.nabla("help", "qwertzuiop")
    #expect(nothing.exitCode == 1)
    #expect(nothing.output.isEmpty)
    #expect(nothing.errors.hasPrefix("error: there is no help for `qwertzuiop`"))
  }

  @Test func `Topics and names are listed`() throws {
    let folder = try Workplace()
    #expect(try folder.nabla("help").output.contains("\n  Linear algebra "))
    let topic = try folder.nabla("help", "--topic", "linear algebra")
    #expect(topic.output.contains("\n  svd "))
    #expect(!topic.output.contains("\n  sin "))
    let list = try folder.nabla("help", "--list").output
    for name in ["svd", "sin", "for", "@test", "Vector"] { #expect(list.contains("\n  \(name) ")) }
    let unknown = try folder.nabla("help", "--topic", "Linear algebre")
    #expect(unknown.exitCode == 1)
    #expect(unknown.errors.contains("did you mean `Linear algebra`?"))
  }

  @Test func `The name of a command gives its options`() throws {
    #expect(try Workplace().nabla("help", "render").output.contains("USAGE: nabla render"))
    #expect(try Workplace().nabla("render", "--help").output.contains("USAGE: nabla render"))
  }

  @Test func `A definition has the help that stands above it`() throws {
    let outcome = try Workplace().nabla("eval", input: "\"\"\"Twice `x`.\"\"\"\ntwice(x) = 2x;\n@doc twice")
    #expect(outcome.output == "twice\n\nTwice `x`.\n")
  }
}
