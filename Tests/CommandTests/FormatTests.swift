// `nabla fmt`: what it writes, what it leaves, and how it exits.

import Foundation
import Testing

@Suite struct FormatTests {
  private let notebook = """
    ---
    title:   Blanks
    ---

    Prose  with   blanks, `= 1+1`.\u{20}

    ```nabla
    #| label:   fig-a

    x=1    # => 1


    f(x)=x^2  # hide
    ```

    > - a quote
    >
    >   ```nabla
    >   if x>0
    >   y=[1,
    >      2]
    >   end
    >
    >   ```

    ```julia
    not=run
    ```

    """

  @Test func `Cells are formatted and the rest of the file stays`() throws {
    let folder = try Workplace()
    try folder.write(notebook, to: "a.md")
    let outcome = try folder.nabla("fmt", "a.md")
    #expect(outcome.exitCode == 0)
    #expect(outcome.output == "formatted a.md\n")
    let expected =
      notebook
      .replacingOccurrences(of: "x=1    # => 1\n\n\nf(x)=x^2  # hide", with: "x = 1  # => 1\n\nf(x) = x^2  # hide")
      .replacingOccurrences(
        of: ">   if x>0\n>   y=[1,\n>      2]\n>   end\n>\n",
        with: ">   if x > 0\n>     y = [1,\n>          2]\n>   end\n")
    #expect(try folder.read("a.md") == expected)
    #expect(try folder.nabla("fmt", "a.md").output == "")
    #expect(try folder.nabla("fmt", "--check", ".").exitCode == 0)
    #expect(folder.files() == ["a.md"])
  }

  @Test func `Files keep their line ends, marks and permissions`() throws {
    let folder = try Workplace()
    try folder.write("\u{FEFF}Text\r\n\r\n```nabla\r\nx=1\r\n\r\n\r\ny=2\r\n```\r\n", to: "a.md")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.path + "/a.md")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/b.md", withDestinationPath: "a.md")
    #expect(try folder.nabla("fmt", "b.md").exitCode == 0)
    let written = String(decoding: try Data(contentsOf: URL(fileURLWithPath: folder.path + "/a.md")), as: UTF8.self)
    #expect(written == "\u{FEFF}Text\r\n\r\n```nabla\r\nx = 1\r\n\r\ny = 2\r\n```\r\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/a.md")
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/b.md") == "a.md")
  }

  @Test func `Checking lists files and changes none`() throws {
    let folder = try Workplace()
    try folder.write(notebook, to: "a.md")
    try folder.write("```nabla\nx = 1\n```\n", to: "b/c.md")
    let outcome = try folder.nabla("fmt", "--check", ".")
    #expect(outcome.exitCode == 1)
    #expect(outcome.output == "./a.md\n")
    #expect(try folder.read("a.md") == notebook)
  }

  @Test func `A cell that cannot be parsed stays as it is`() throws {
    let folder = try Workplace()
    try folder.write(
      "```nabla\nx=1\n```\n\n```nabla\nx  = (1,\n```\n\n```nabla\n#| error: true\ny  = (1,\n```\n", to: "a.md")
    let outcome = try folder.nabla("fmt", "a.md")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("a.md:6:6"))
    #expect(!outcome.errors.contains("a.md:11"))
    #expect(try folder.read("a.md").contains("x = 1\n```\n\n```nabla\nx  = (1,\n```\n"))
  }

  @Test func `Source comes from standard input or a file`() throws {
    let folder = try Workplace()
    #expect(try folder.nabla("fmt", "--stdin", input: "x=1\n").output == "x = 1\n")
    #expect(try folder.nabla("fmt", "-", input: "x=1").output == "x = 1\n")
    let check = try folder.nabla("fmt", "--stdin", "--check", input: "x=1\n")
    #expect(check.exitCode == 1 && check.output == "<stdin>\n")
    try folder.write("for i in 1:3\nf(i)\nend\n", to: "a.jl")
    #expect(try folder.nabla("fmt", "a.jl").exitCode == 0)
    #expect(try folder.read("a.jl") == "for i in 1:3\n  f(i)\nend\n")
  }

  @Test func `Wrong usage and missing files are told apart`() throws {
    let folder = try Workplace()
    #expect(try folder.nabla("fmt").exitCode == 2)
    #expect(try folder.nabla("fmt", "--stdin", "a.md").exitCode == 2)
    let missing = try folder.nabla("fmt", "none.md")
    #expect(missing.exitCode == 1)
    #expect(missing.errors == "error: none.md: no such file\n")
  }
}
