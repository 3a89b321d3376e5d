// Renders and checks files and folders: what the commands do.

import Engine
import Notebooks
import Syntax

/// A form in which pages are written.
public enum OutputForm: String, CaseIterable, Sendable {
  case html
  case markdown = "md"
  case jupyter = "ipynb"
  case latex = "tex"
  case pdf
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
  /// What the formulas of the page need of the mathematical font that its site shares.
  var mathematicalCharacters: [Unicode.Scalar] = []

  public var hasErrors: Bool { trouble != nil || problems.contains { $0.severity == .error } }
}

/// Renders and verifies Markdown files. Its work runs on a thread of `EngineThread`.
public struct Publisher: Sendable {
  public var forms: [OutputForm]
  /// Where pages go; `nil` for beside their sources.
  public var outputFolder: String?
  /// Whether raw HTML of the sources is left out of pages.
  public var isSafe = false
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
    let source = Source(file: path)
    return render(source, to: outputFolder ?? OutputFiles.folder(of: path), name: stem(source.page), site: nil)
  }

  /// Renders a folder to a site: its pages in the order of the README's links, the README as index.
  public func render(folder path: String) -> [PageReport] {
    let collection: Collection
    do {
      collection = try Collection(folder: path)
    } catch {
      return [PageReport(path: path, trouble: error.description)]
    }
    let index = SiteIndex(collection)
    if index.pages.isEmpty { return [PageReport(path: path, trouble: "\(path): there are no Markdown files in this folder")] }
    var reports: [PageReport] = []
    for (number, page) in index.pages.enumerated() {
      onProgress?(number + 1, index.pages.count, page.path)
      let file = String(page.path.split(separator: "/").last ?? "")
      let name = file == "README.md" ? "index" : stem(file)
      let base = join(outputFolder ?? collection.root, OutputFiles.folder(of: page.path))
      let source = Source(path: join(path, page.path), root: collection.root, page: page.path)
      reports.append(render(source, to: base, name: name, site: (index, number)))
    }
    reports[0].problems += collection.diagnostics
    if forms.contains(.html) { writeAssets(to: outputFolder ?? collection.root, &reports) }
    return reports
  }

  /// Writes what the pages of a site share; what is wrong with it is reported with the first page.
  private func writeAssets(to base: String, _ reports: inout [PageReport]) {
    let (files, problems) = SiteAssets.files(covering: Set(reports.flatMap(\.mathematicalCharacters)))
    reports[0].problems += problems
    do {
      for file in files { try write(file.bytes, to: join(base, file.path), &reports[0]) }
    } catch {
      reports[0].trouble = reports[0].trouble ?? error.description
    }
  }

  /// What a page shows of the site: its pages, and its own place among them.
  private func context(_ index: SiteIndex, current: Int) -> SiteContext {
    func link(_ number: Int) -> SiteContext.Link {
      let page = index.pages[number]
      return SiteContext.Link(
        title: page.title, address: pageLink(SiteIndex.address(of: page.path, from: index.pages[current].path)),
        level: page.level, isCurrent: number == current)
    }
    let own = Array(index.pages.indices.dropFirst(index.hasIndex ? 1 : 0))
    let place = own.firstIndex(of: current)
    return SiteContext(
      root: String(repeating: "../", count: index.pages[current].path.split(separator: "/").count - 1),
      home: index.hasIndex ? link(0) : nil, pages: own.map(link),
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

  /// A notebook on disk.
  private struct Source {
    /// As it was reached from the command line.
    var path: String
    /// The folder that everything the page uses must lie below, without symbolic links.
    var root: String
    /// Relative to the root.
    var page: String

    init(path: String, root: String, page: String) {
      self.path = path
      self.root = root
      self.page = page
    }

    /// A file by itself, whose root is its folder.
    init(file path: String) {
      let folder = OutputFiles.folder(of: path)
      self.init(
        path: path, root: realPath(folder.isEmpty ? "." : folder) ?? folder,
        page: String(path.split(separator: "/").last ?? ""))
    }
  }

  private func render(_ source: Source, to base: String, name: String, site: (index: SiteIndex, number: Int)?) -> PageReport {
    var report = PageReport(path: source.path)
    do throws(any Error) {
      let notebook = try Notebook(readingFrom: source.path)
      let run = notebook.run(parameters: parameters)
      let destinations = self.destinations(notebook, source, site?.index, &report)
      fill(&report, from: run)
      report.problems += References.unresolved(notebook, destinations, root: source.root, page: source.page)
      let images = PageImages(notebook, page: source.page, root: source.root)
      var setting = PageSetting(name: name, site: site.map { context($0.index, current: $0.number) }, isSafe: isSafe)
      if site == nil { setting.image = images.embedded } else { setting.link = pageLink }
      for form in forms {
        // A Git host shows the file README.md of a folder.
        let isIndex = site != nil && source.page.hasSuffix("README.md")
        let name = form == .markdown && isIndex ? "README" : name
        let (page, figures) = try self.text(of: run, as: form, destinations, setting, name: name, source: source)
        report.problems += page.problems
        report.mathematicalCharacters += page.mathematicalCharacters
        let target = join(base, name + "." + form.rawValue)
        if let own = realPath(source.path), let other = realPath(target), own == other {
          throw UnwritableFile(path: target, reason: "the rendered Markdown would replace its source: name another folder with -o")
        }
        for figure in figures {
          try write(Array(figure.svg.utf8), to: join(join(base, name + "_files"), figure.name), &report)
        }
        if form == .pdf {
          try OutputFiles.printPage(page.text, to: target)
          report.written.append(target)
        } else {
          try write(Array(page.text.utf8), to: target, &report)
        }
      }
      if site != nil || forms != [.html] { try copy(images, from: source, to: base, &report) }
    } catch {
      report.trouble = "\(error)"
    }
    report.problems.sort { $0.span.start < $1.span.start }
    return report
  }

  /// A page in one form, and the figures that stand in files of their own.
  private func text(
    of run: NotebookRun, as form: OutputForm, _ destinations: Destinations, _ setting: PageSetting, name: String,
    source: Source
  ) throws -> (page: WrittenPage, figures: [(name: String, svg: String)]) {
    switch form {
    case .html: return (HTMLPage.write(run, destinations, setting), [])
    case .pdf:
      let images = PageImages(run.notebook, page: source.page, root: source.root)
      let own = PageSetting(name: name, image: images.embedded, isSafe: isSafe)
      return (WrittenPage(text: HTMLPage.write(run, destinations, own).text), [])
    case .markdown:
      let page = MarkdownWriter.write(run, destinations, name: name, sourcePath: source.page, isSafe: isSafe)
      return (WrittenPage(text: page.text), page.figures)
    case .jupyter:
      let page = MarkdownWriter.segments(run, destinations, name: name, isSafe: isSafe)
      return (WrittenPage(text: try JupyterWriter.write(run, page)), page.figures)
    case .latex:
      let page = LaTeXWriter.write(run, destinations, name: name)
      return (WrittenPage(text: page.text), page.figures)
    }
  }

  private func write(_ bytes: [UInt8], to path: String, _ report: inout PageReport) throws(UnwritableFile) {
    try OutputFiles.write(bytes, to: path)
    report.written.append(path)
  }

  /// Puts the images of a page where the written page looks for them.
  private func copy(_ images: PageImages, from source: Source, to base: String, _ report: inout PageReport) throws {
    for image in images.files {
      let from = join(source.root, image.path)
      let target = join(base, SiteIndex.address(of: image.path, from: source.page))
      if let own = realPath(from), own == realPath(target) { continue }
      try write(try readBytes(from), to: target, &report)
    }
  }

  /// What the references and citations of a page lead to; what is wrong with its bibliography is reported.
  private func destinations(
    _ notebook: Notebook, _ source: Source, _ site: SiteIndex?, _ report: inout PageReport
  ) -> Destinations {
    let (bibliography, problems) = Bibliography.read(for: notebook, page: source.page, root: source.root)
    let destinations = Destinations(notebook, bibliography, page: source.page, site: site)
    report.problems += problems + destinations.citations.problems
    return destinations
  }

  private func fill(_ report: inout PageReport, from run: NotebookRun) {
    report.notebook = run.notebook
    report.problems += run.problems
    report.cellCount = run.cells.count
    report.expectationCount = run.cells.reduce(0) { $0 + $1.expectations.count }
    report.testCount = run.cells.reduce(0) { $0 + $1.tests.count }
  }

  // MARK: - Verifying

  /// Runs the notebooks of files and folders from nothing and lists everything that is wrong with them.
  public func verify(_ paths: [String]) -> [PageReport] {
    var reports: [PageReport] = []
    var sources: [(source: Source, site: SiteIndex?)] = []
    for path in paths {
      if isFolder(path) {
        do {
          let collection = try Collection(folder: path)
          let index = SiteIndex(collection)
          if index.pages.isEmpty { reports.append(PageReport(path: path, trouble: "\(path): there are no Markdown files in this folder")) }
          sources += index.pages.map { (Source(path: join(path, $0.path), root: collection.root, page: $0.path), index) }
          if !collection.diagnostics.isEmpty, let index = collection.index {
            reports.append(
              PageReport(path: join(path, index), notebook: try? Notebook(readingFrom: join(path, index)), problems: collection.diagnostics))
          }
        } catch {
          reports.append(PageReport(path: path, trouble: error.description))
        }
      } else {
        sources.append((Source(file: path), nil))
      }
    }
    for (number, (source, site)) in sources.enumerated() {
      onProgress?(number + 1, sources.count, source.path)
      reports.append(verify(source, site))
    }
    return reports
  }

  private func verify(_ source: Source, _ site: SiteIndex?) -> PageReport {
    var report = PageReport(path: source.path)
    do {
      let notebook = try Notebook(readingFrom: source.path)
      let run = notebook.run(parameters: parameters)
      let destinations = self.destinations(notebook, source, site, &report)
      fill(&report, from: run)
      // Formulas are typeset and references resolved as a page would have them.
      report.problems += HTMLPage.write(run, destinations, PageSetting()).problems
        .filter { $0.severity == .error }
      report.problems += References.unresolved(notebook, destinations, root: source.root, page: source.page)
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
