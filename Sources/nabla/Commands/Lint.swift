// `nabla lint`: what is questionable in notebooks, without running them.

import ArgumentParser
import Engine
import Notebooks
import Publishing
import Syntax

struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Find what is questionable in notebooks, without running them.",
    discussion: """
      Looks for names that nobody reads, references that lead nowhere, images without words, and more; --rules lists all of
      it. A notebook switches rules off in its front matter: `lint: {ignore: [long-line]}`. Exits with 0 if there are at most
      notes, 1 if a warning or an error is left, 2 for wrong usage.
      """)

  @Argument(help: "Notebooks, or folders of them.", completion: .file())
  var paths: [String] = []

  @Flag(help: "Mend tabs, blanks at the ends of lines, and the style of cells.")
  var fix = false

  @Option(help: "A rule to leave out; may be given several times.", completion: .list(LintRule.all.map(\.code)))
  var ignore: [String] = []

  @Option(help: "How findings are written: human, json or github (annotations of a workflow).")
  var format = ReportFormat.human

  @Flag(help: "List the rules.")
  var rules = false

  func validate() throws {
    if rules {
      if !paths.isEmpty || fix { throw ValidationError("--rules takes no paths") }
    } else if paths.isEmpty {
      throw ValidationError("name a notebook or folder, or use --rules")
    }
    for code in ignore where LintRule.named(code) == nil {
      throw ValidationError("there is no rule `\(code)`; \(LintRule.hint(forUnknown: code))")
    }
  }

  func run() throws {
    if rules { return showRules() }
    var report = LintReport(format: format)
    EngineThread.run {
      for path in paths { lint(path, &report) }
    }
    report.finish()
    if report.hasFailed { throw ExitCode(1) }
  }

  private func lint(_ path: String, _ report: inout LintReport) {
    guard let collection = try? Collection(folder: path) else { return lint(file: path, &report) }
    let files = collection.paths
    if files.isEmpty { return report.add(trouble: "\(path): there are no Markdown files in this folder") }
    let references = ReferenceCheck(collection)
    // A file that cannot be read is reported when its turn comes.
    let surroundings = LintSurroundings(files.compactMap { try? Notebook(readingFrom: join(collection.root, $0)) })
    for file in files { lint(file: join(path, file), page: file, references, surroundings, &report) }
  }

  private func lint(file path: String, _ report: inout LintReport) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    lint(file: path, page: name, ReferenceCheck(file: path), nil, &report)
  }

  /// - Parameter surroundings: `nil` for a page by itself.
  private func lint(
    file path: String, page: String, _ references: ReferenceCheck, _ surroundings: LintSurroundings?, _ report: inout LintReport
  ) {
    do {
      var text = try readText(path)
      if fix {
        let mended = mended(text, path)
        if mended != text {
          try OutputFiles.replace(path, with: mended)
          report.note(mended: path)
          text = mended
        }
      }
      let notebook = Notebook(text, path: path)
      var surroundings = surroundings ?? LintSurroundings([notebook])
      surroundings.linkProblems = references.problems(of: notebook, page: page)
      report.add(notebook.lint(in: surroundings, ignoring: Set(ignore)), in: notebook.source, path)
    } catch {
      report.add(trouble: "\(error)")
    }
  }

  /// The text of a file, mended; its byte order mark stays, and a file with NUL characters stays as it is.
  private func mended(_ original: String, _ path: String) -> String {
    let mark = "\u{FEFF}"
    let hasMark = original.unicodeScalars.first == "\u{FEFF}"
    let body = hasMark ? String(original.unicodeScalars.dropFirst()) : original
    let notebook = Notebook(body, path: path)
    guard notebook.source.utf8.elementsEqual(body.utf8) else { return original }
    return (hasMark ? mark : "") + notebook.mended(ignoring: Set(ignore))
  }

  private func showRules() {
    let width = LintRule.all.map(\.code.count).max() ?? 0
    for rule in LintRule.all {
      let code = rule.code + String(repeating: " ", count: width - rule.code.count)
      let severity = rule.severity.rawValue + String(repeating: " ", count: 7 - rule.severity.rawValue.count)
      Terminal.write("\(code)  \(severity)  \(rule.summary)\(rule.isFixable ? " (--fix)" : "")\n")
    }
  }
}
