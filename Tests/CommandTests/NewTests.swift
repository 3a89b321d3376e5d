// `nabla new`: what it makes holds, and what is there stays.

import Foundation
import Testing

@Suite struct NewTests {
  static let files = [".github/workflows/notebooks.yml", ".gitignore", "README.md", "mean-and-least-squares.md"]

  @Test(arguments: ["course", "a/b/linear algebra", "it's *a* `b` $c #1: \"x\"", "-x", "ü%20", "a\\b", "<b>&amp;"])
  func `A new collection verifies and lints clean`(_ name: String) throws {
    let folder = try Workplace()
    let outcome = try folder.nabla("new", "--", name)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    for file in Self.files { #expect(folder.exists(name + "/" + file)) }
    let verified = try folder.nabla("verify", "./" + name)
    #expect(verified.exitCode == 0, "\(verified.errors)")
    let linted = try folder.nabla("lint", "./" + name)
    #expect(linted.exitCode == 0)
    #expect(linted.output == "2 pages: nothing to say\n", "\(linted.output)")
    #expect(try folder.nabla("fmt", "--check", "./" + name).exitCode == 0)
  }

  @Test func `It says what to do next, and that works`() throws {
    let folder = try Workplace()
    let name = "it's $HOME"
    let outcome = try folder.nabla("new", name)
    let next = try #require(outcome.output.components(separatedBy: "Next:\n").last)
    let rendered = try folder.shell(next)
    #expect(rendered.exitCode == 0, "\(rendered.errors)")
    #expect(folder.exists(name + "/index.html"))
    #expect(try String(contentsOfFile: folder.path + "/" + name + "/index.html", encoding: .utf8).contains("It’s $HOME")
      || String(contentsOfFile: folder.path + "/" + name + "/index.html", encoding: .utf8).contains("It's $HOME"))
  }

  @Test func `What exists stays as it is`() throws {
    let folder = try Workplace()
    try folder.write("mine", to: "course/README.md")
    try folder.write("mine", to: "file")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "nowhere")
    for name in ["course", "course/", "file", "link", "file/below"] {
      let outcome = try folder.nabla("new", name)
      #expect(outcome.exitCode == 1)
      #expect(outcome.errors.hasPrefix("error: "))
    }
    #expect(folder.files() == ["course", "course/README.md", "file", "link"])
    #expect(try folder.read("course/README.md") == "mine")
  }

  @Test(arguments: ["", "/", ".", "..", "a/..", ".hidden", "a\nb", "a\u{202E}b", String(repeating: "x", count: 256)])
  func `A name that cannot be a collection is wrong usage`(_ name: String) throws {
    let folder = try Workplace()
    let outcome = try folder.nabla("new", name)
    #expect(outcome.exitCode == 2)
    #expect(folder.files() == [])
  }
}
