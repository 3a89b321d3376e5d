// Renders and checks files and folders: what the commands do.

import Engine
import Notebooks
import Syntax

/// A form in which pages are written.
public enum OutputForm: String, CaseIterable, Sendable {
  case html
  case markdown = "md"
}

/// What was done with one source file.
public struct PageReport: Sendable {
  /// The path as it was reached from the command line.
  public var path: String
  public var notebook: Notebook?
  public var problems: [Diagnostic] = []
  /// Trouble that has no place in the file: it cannot be read, or a result cannot be written.
  public var trouble: String?
  /// Files that were written.
  public var written: [String] = []
  public var cellCount = 0
  public var expectationCount = 0
  public var testCount = 0

  public var hasErrors: Bool { trouble != nil || problems.contains { $0.severity == .error } }
}

/// Renders and verifies Markdown files. Its work runs on a thread of `EngineThread`.
public struct Publisher: Sendable {
  public var forms: [OutputForm]
  /// Where pages go; `nil` for beside their sources.
  public var outputFolder: String?
  /// Replacements of notebooks' parameters, as source text.
  public var parameters: [String: String]
  /// Called before each file, with its number, how many there are, and its path.
  public var onProgress: (@Sendable (_ number: Int, _ count: Int, _ path: String) -> Void)?

  public init(forms: [OutputForm] = [.html], outputFolder: String? = nil, parameters: [String: String] = [:]) {
    self.forms = forms
    self.outputFolder = outputFolder
    self.parameters = parameters
  }

  // MARK: - Rendering

  /// Renders a file to a page.
  public func render(file path: String) -> PageReport {
    onProgress?(1, 1, path)
    let name = String(path.split(separator: "/").last ?? "")
    let base = outputFolder ?? OutputFiles.folder(of: path)
    return render(source: path, shownAs: name, to: base, name: stem(name), site: nil, link: { $0 })
  }

  /// Renders a folder to a site: its pages in the order of the README's links, the README as index.
  public func render(folder path: String) -> [PageReport] {
    let collection: Collection
    do {
      collection = try Collection(folder: path)
    } catch {
      return [PageReport(path: path, trouble: error.description)]
    }
    let sources = pages(collection)
    if sources.isEmpty { return [PageReport(path: path, trouble: "\(path): there are no Markdown files in this folder")] }
    let titles = sources.map { title(of: $0, in: collection) }
    var reports: [PageReport] = []
    for (index, source) in sources.enumerated() {
      onProgress?(index + 1, sources.count, source)
      let folder = OutputFiles.folder(of: source)
      let name = source == collection.index ? "index" : stem(String(source.split(separator: "/").last ?? ""))
      let base = join(outputFolder ?? collection.root, folder)
      reports.append(
        render(
          source: join(path, source), shownAs: source, to: base, name: name,
          site: site(collection, sources, titles, current: index), link: { pageLink($0) }))
    }
    if var first = reports.first, !collection.diagnostics.isEmpty {
      first.problems += collection.diagnostics
      reports[0] = first
    }
    return reports
  }

  /// The files of a collection, the index first.
  private func pages(_ collection: Collection) -> [String] {
    (collection.index.map { [$0] } ?? []) + collection.entries.map(\.path)
  }

  private func title(of source: String, in collection: Collection) -> String {
    if let title = collection.entries.first(where: { $0.path == source })?.title { return title }
    return (try? Notebook(readingFrom: collection.root + "/" + source))?.title ?? stem(source)
  }

  private func site(_ collection: Collection, _ sources: [String], _ titles: [String], current: Int) -> SiteContext {
    let depth = sources[current].split(separator: "/").count - 1
    let up = String(repeating: "../", count: depth)
    func link(_ index: Int) -> SiteContext.Link {
      let level = collection.entries.first { $0.path == sources[index] }?.level ?? 0
      return SiteContext.Link(
        title: titles[index], address: up + pageLink(sources[index]), level: level, isCurrent: index == current)
    }
    let own = sources.indices.filter { sources[$0] != collection.index }
    let place = own.firstIndex(of: current)
    return SiteContext(
      title: collection.index == nil ? "Pages" : titles[0], home: up + "index.html", pages: own.map(link),
      previous: place.flatMap { $0 > 0 ? link(own[$0 - 1]) : nil },
      next: place.map { $0 + 1 < own.count ? link(own[$0 + 1]) : nil } ?? own.first.map(link))
  }

  /// A link to a Markdown file of the collection as a link to its page.
  private func pageLink(_ link: String) -> String {
    let end = link.firstIndex { $0 == "#" || $0 == "?" } ?? link.endIndex
    let path = link[..<end]
    if path.contains("://") || !path.hasSuffix(".md") { return link }
    let base = path == "README.md" || path.hasSuffix("/README.md") ? path.dropLast(9) + "index" : path.dropLast(3)
    return base + ".html" + link[end...]
  }

  private func render(
    source path: String, shownAs shown: String, to base: String, name: String, site: SiteContext?,
    link: @escaping (String) -> String
  ) -> PageReport {
    var report = PageReport(path: path)
    let notebook: Notebook
    do {
      notebook = try Notebook(readingFrom: path)
    } catch {
      report.trouble = "\(error)"
      return report
    }
    let run = notebook.run(parameters: parameters)
    fill(&report, from: run)
    do {
      if forms.contains(.html) {
        let page = HTMLPage.write(run, site: site, link: link)
        report.problems += page.problems
        let target = join(base, name + ".html")
        try OutputFiles.write(page.text, to: target)
        report.written.append(target)
      }
      if forms.contains(.markdown) {
        // The index keeps its name: a Git host shows README.md.
        let name = site != nil && shown == "README.md" ? "README" : name
        let target = join(base, name + ".md")
        if let own = realPath(path), let other = realPath(target), own == other {
          throw UnwritableFile(path: target, reason: "the rendered Markdown would replace its source: name another folder with -o")
        }
        let markdown = MarkdownWriter.write(run, name: name, sourcePath: shown)
        for figure in markdown.figures {
          let file = join(join(base, name + "_files"), figure.name)
          try OutputFiles.write(figure.svg, to: file)
          report.written.append(file)
        }
        try OutputFiles.write(markdown.text, to: target)
        report.written.append(target)
      }
    } catch {
      report.trouble = "\(error)"
    }
    report.problems.sort { $0.span.start < $1.span.start }
    return report
  }

  private func fill(_ report: inout PageReport, from run: NotebookRun) {
    report.notebook = run.notebook
    report.problems = run.problems
    report.cellCount = run.cells.count
    report.expectationCount = run.cells.reduce(0) { $0 + $1.expectations.count }
    report.testCount = run.cells.reduce(0) { $0 + $1.tests.count }
  }

  // MARK: - Verifying

  /// Runs the notebooks of files and folders from nothing and lists everything that is wrong with them.
  public func verify(_ paths: [String]) -> [PageReport] {
    var reports: [PageReport] = []
    var sources: [(path: String, root: String, page: String)] = []
    for path in paths {
      if isFolder(path) {
        do {
          let collection = try Collection(folder: path)
          let files = pages(collection)
          if files.isEmpty { reports.append(PageReport(path: path, trouble: "\(path): there are no Markdown files in this folder")) }
          sources += files.map { (join(path, $0), collection.root, $0) }
          if !collection.diagnostics.isEmpty, let index = collection.index {
            reports.append(
              PageReport(path: join(path, index), notebook: try? Notebook(readingFrom: join(path, index)), problems: collection.diagnostics))
          }
        } catch {
          reports.append(PageReport(path: path, trouble: error.description))
        }
      } else {
        let folder = OutputFiles.folder(of: path)
        sources.append((path, realPath(folder.isEmpty ? "." : folder) ?? folder, String(path.split(separator: "/").last ?? "")))
      }
    }
    for (index, source) in sources.enumerated() {
      onProgress?(index + 1, sources.count, source.path)
      reports.append(verify(source.path, root: source.root, page: source.page))
    }
    return reports
  }

  private func verify(_ path: String, root: String, page: String) -> PageReport {
    var report = PageReport(path: path)
    do {
      let run = try Notebook(readingFrom: path).run(parameters: parameters)
      fill(&report, from: run)
      // Formulas are typeset and references resolved as a page would have them.
      report.problems += HTMLPage.write(run, site: nil, link: { $0 }).problems.filter { $0.severity == .error }
      report.problems += References.unresolved(run, root: root, page: page)
      report.problems.sort { $0.span.start < $1.span.start }
    } catch {
      report.trouble = "\(error)"
    }
    return report
  }
}

/// Whether there is a folder at the path.
public func isFolder(_ path: String) -> Bool { (try? Collection(folder: path)) != nil }

private func stem(_ name: String) -> String { name.hasSuffix(".md") ? String(name.dropLast(3)) : name }

private func join(_ folder: String, _ name: String) -> String {
  if folder.isEmpty { return name }
  if name.isEmpty { return folder }
  return folder.hasSuffix("/") ? folder + name : folder + "/" + name
}
