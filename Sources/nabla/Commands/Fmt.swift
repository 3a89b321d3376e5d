// `nabla fmt`: the cells of notebooks, or plain source, in one style.

import ArgumentParser
import Notebooks
import Publishing
import Syntax

struct Fmt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Set the code of notebooks in one style.",
    discussion: """
      Blanks, indentation and empty lines of the cells change; prose, options, comments and line breaks stay. A file
      that does not end in .md is source text as a whole. Exits with 1 if code cannot be parsed (it is left as it
      is), and with --check also if anything would change.
      """)

  @Argument(help: "Notebooks, folders of them, or files of source; - for source on standard input.", completion: .file())
  var paths: [String] = []

  @Flag(help: "Change nothing; list the files that would change.")
  var check = false

  @Flag(help: "Format source text from standard input to standard output.")
  var stdin = false

  func validate() throws {
    if paths.isEmpty, !stdin { throw ValidationError("name a notebook or folder, or use --stdin") }
    if stdin, !paths.isEmpty { throw ValidationError("--stdin takes no paths") }
  }

  func run() throws {
    var isClean = true
    for path in stdin ? ["-"] : paths {
      if path == "-" {
        isClean = try formatInput() && isClean
      } else if let collection = try? Collection(folder: path) {
        let files = collection.paths
        for file in files { isClean = format(path.hasSuffix("/") ? path + file : path + "/" + file) && isClean }
      } else {
        isClean = format(path) && isClean
      }
    }
    if !isClean { throw ExitCode(1) }
  }

  private func formatInput() throws -> Bool {
    let text = try Files.readText("-", hint: "")
    let result = Formatter.format(text)
    show(result.diagnostics, in: SourceText(text), "<stdin>")
    if check {
      if result.text != text { Terminal.write("<stdin>\n") }
      return result.text == text && result.diagnostics.isEmpty
    }
    Terminal.write(result.text)
    if let last = result.text.utf8.last, last != UInt8(ascii: "\n") { Terminal.write("\n") }
    return result.diagnostics.isEmpty
  }

  /// Formats one file; whether all is well with it.
  private func format(_ path: String) -> Bool {
    do {
      let original = try readText(path)
      let (text, diagnostics) = formatted(original, path)
      show(diagnostics, in: SourceText(original), path)
      guard text != original else { return diagnostics.isEmpty }
      if !check { try OutputFiles.replace(path, with: text) }
      Terminal.write(check ? "\(path)\n" : "formatted \(path)\n")
      return !check && diagnostics.isEmpty
    } catch {
      Terminal.writeError("error: \(error)\n")
      return false
    }
  }

  private func formatted(_ original: String, _ path: String) -> (String, [Diagnostic]) {
    guard path.hasSuffix(".md") else {
      let result = Formatter.format(original)
      return (result.text, result.diagnostics)
    }
    let notebook = Notebook(original, path: path)
    let mark = "\u{FEFF}"
    let body = original.hasPrefix(mark) ? String(original.unicodeScalars.dropFirst()) : original
    guard notebook.source.utf8.elementsEqual(body.utf8) else {
      return (original, [Diagnostic(.error, "cannot-format", "the file contains NUL characters", at: Span(0, 0))])
    }
    let result = notebook.formatted()
    return (body.utf8.count < original.utf8.count ? mark + result.text : result.text, result.diagnostics)
  }

  private func show(_ diagnostics: [Diagnostic], in source: SourceText, _ path: String) {
    for diagnostic in diagnostics { Terminal.writeError(Reports.text(diagnostic, in: source, path)) }
  }
}
