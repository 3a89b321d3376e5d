// The works that a page may cite, from the BibTeX files that its front matter names.

import Syntax

/// Works by key.
public struct Bibliography: Sendable {
  /// The first entry of each key.
  public private(set) var entries: [String: BibTeXEntry] = [:]
  /// Keys in the order of the files.
  public private(set) var keys: [String] = []

  public init() {}

  /// Reads the text of a BibTeX file and adds its entries.
  ///
  /// - Returns: what is wrong with it, placed in that text. A key that is there already is a finding; the first entry stays.
  @discardableResult public mutating func read(_ text: String) -> [Diagnostic] {
    let parser = BibTeXParser(text)
    var diagnostics = parser.diagnostics
    for entry in parser.entries {
      if entries[entry.key] == nil {
        entries[entry.key] = entry
        keys.append(entry.key)
      } else {
        diagnostics.append(
          Diagnostic(
            .warning, "bibtex", "the key `\(entry.key)` is taken; the first entry counts", at: entry.span))
      }
    }
    return diagnostics
  }

  /// Reads the BibTeX files that a notebook names.
  ///
  /// - Parameters:
  ///   - page: the notebook's path, relative to `root`; names of files are resolved from it and must lie below the root.
  /// - Returns: the works, and what is wrong, placed in the front matter.
  public static func read(for notebook: Notebook, page: String, root: String) -> (Bibliography, [Diagnostic]) {
    var bibliography = Bibliography()
    var diagnostics: [Diagnostic] = []
    for file in notebook.frontMatter.bibliography {
      let span = notebook.frontMatter.span ?? Span(0, 0)
      func report(_ message: String, _ severity: Diagnostic.Severity = .error, hint: String? = nil) {
        diagnostics.append(Diagnostic(severity, "bibliography", message, at: Span(span.start, span.start + 3), hint: hint))
      }
      switch resolve(file, from: page, root: root) {
      case .missing: report("there is no bibliography `\(file)`")
      case .outside, .external: report("the bibliography `\(file)` lies outside of the notebook's folder")
      case .file(let path, _):
        do {
          let text = try readText(root + "/" + path)
          let source = SourceText(text)
          for problem in bibliography.read(text) {
            let line = source.location(of: problem.span.start).line
            report("\(file):\(line): \(problem.message)", problem.severity, hint: problem.hint)
          }
        } catch {
          report("\(error)")
        }
      }
    }
    return (bibliography, diagnostics)
  }
}
