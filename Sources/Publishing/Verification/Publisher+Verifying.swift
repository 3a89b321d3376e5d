// Runs notebooks from nothing and lists everything that is wrong with them.

import Engine
import Notebooks
import Syntax

/// What is verified, and how.
public struct VerificationOptions: Sendable {
  /// The folder of the recorded pages; `nil` for `output` beside a folder of notebooks, if there is one.
  public var recorded: String?
  /// Only the pages of one share.
  public var shard: VerificationReport.Shard?
  /// Whether each page is built twice, which has to give the same bytes.
  public var runsTwice = false

  public init() {}
}

extension Publisher {
  /// A page to be verified.
  struct Assignment: Sendable {
    var source: Source
    var site: SiteIndex?
    /// The folder where its page is recorded, below which it stands as below the root.
    var recorded: String?
    /// What is wrong with the site, told with its index.
    var siteProblems: [Diagnostic] = []
  }

  /// Verifies files, and the notebooks of folders.
  public func verify(_ paths: [String], _ options: VerificationOptions = VerificationOptions()) -> VerificationReport {
    let (assignments, troubles) = assignments(for: paths, options)
    var report = VerificationReport(shard: options.shard, pageCount: assignments.count + troubles.count)
    let own = assignments.enumerated().filter { options.shard?.contains($0.element.source.page) ?? true }
    report.pages = eachPage(of: own.map(\.element.source.path)) { number in
      let (position, assignment) = own[number]
      // The tree of the notebook goes as soon as its findings have places.
      return VerificationReport.Page(verify(assignment, options), position: position + troubles.count)
    }
    let ownsTroubles = options.shard.map { $0.number == 1 } ?? true
    if ownsTroubles {
      report.pages = troubles.enumerated().map { VerificationReport.Page($1, position: $0) } + report.pages
    }
    return report
  }

  /// The pages behind paths, and the paths behind which there are none.
  func assignments(for paths: [String], _ options: VerificationOptions) -> (pages: [Assignment], troubles: [PageReport]) {
    var pages: [Assignment] = []
    var troubles: [PageReport] = []
    for path in paths {
      guard isFolder(path) else {
        let source = Source(file: path)
        pages.append(Assignment(source: source, recorded: recordedFolder(of: source.root, [source.page], options)))
        continue
      }
      do {
        let collection = try Collection(folder: path)
        let index = SiteIndex(collection)
        if index.pages.isEmpty { troubles.append(PageReport(path: path, trouble: "\(path): there are no Markdown files in this folder")) }
        let recorded = recordedFolder(of: collection.root, index.pages.map(\.path), options)
        for (number, page) in index.pages.enumerated() {
          pages.append(
            Assignment(
              source: Source(path: join(path, page.path), root: collection.root, page: page.path), site: index, recorded: recorded,
              siteProblems: number == 0 ? collection.diagnostics : []))
        }
      } catch {
        troubles.append(PageReport(path: path, trouble: error.description))
      }
    }
    return (pages, troubles)
  }

  /// Where the pages of a root are recorded: a folder that somebody named, or `output` beside them if it holds one of them, and
  /// so should hold all. Other parameters give other pages than those.
  private func recordedFolder(of root: String, _ pages: [String], _ options: VerificationOptions) -> String? {
    guard parameters.isEmpty else { return nil }
    if let folder = options.recorded { return folder }
    let beside = join(OutputFiles.folder(of: root), "output")
    return pages.contains { realPath(join(beside, $0)) != nil } ? beside : nil
  }

  /// Verifies one page.
  func verify(_ assignment: Assignment, _ options: VerificationOptions) -> PageReport {
    let source = assignment.source
    var report = PageReport(path: source.path)
    do {
      let notebook = try Notebook(readingFrom: source.path)
      let run = notebook.run(parameters: parameters, checksExercises: true)
      let destinations = self.destinations(notebook, source, assignment.site, &report)
      report.fill(from: run)
      report.problems += assignment.siteProblems
      // Formulas are typeset and references resolved as a page would have them.
      let page = HTMLPage.write(run, destinations, PageSetting())
      report.problems += page.problems.filter { $0.severity == .error }
      report.problems += References.unresolved(notebook, destinations, root: source.root, page: source.page)
      report.problems += References.unsaved(run, root: source.root, page: source.page)
      lazy var markdown = self.markdown(run, destinations, source)
      if options.runsTwice {
        let second = notebook.run(parameters: parameters)
        let isSame = HTMLPage.write(second, destinations, PageSetting()).text.utf8.elementsEqual(page.text.utf8)
        if !isSame { report.problems.append(difference(of: self.markdown(second, destinations, source), from: markdown, notebook)) }
      }
      if let folder = assignment.recorded {
        try report.compare(markdown, run.files, withRecordIn: folder, source)
      }
      report.problems.sort { $0.span.start < $1.span.start }
    } catch {
      report.trouble = "\(error)"
    }
    return report
  }

  /// The page as it is recorded.
  func markdown(_ run: NotebookRun, _ destinations: Destinations, _ source: Source) -> WrittenMarkdown {
    let name = stem(String(source.page.split(separator: "/").last ?? ""))
    return MarkdownWriter.write(run, destinations, name: name, sourcePath: source.page, isSafe: false)
  }

  /// Where a second run of a page shows something else.
  private func difference(of second: WrittenMarkdown, from first: WrittenMarkdown, _ notebook: Notebook) -> Diagnostic {
    let offset = zip(first.text.utf8, second.text.utf8).enumerated().first { $1.0 != $1.1 }?.offset
      ?? min(first.text.utf8.count, second.text.utf8.count)
    let place = notebook.source.range(ofLine: notebook.location(of: first.sourceOffset(of: offset)).line)
    return Diagnostic(
      .error, "not-repeatable", "a second run of the notebook gives another page, from here on", at: Span(place.lowerBound, place.upperBound),
      hint: "the same source has to give the same bytes: times, addresses and unseeded random numbers do not")
  }
}

extension PageReport {
  /// Compares a page with the one that is recorded.
  fileprivate mutating func compare(_ page: WrittenMarkdown, _ saved: [SavedFile], withRecordIn folder: String, _ source: Publisher.Source) throws {
    guard let notebook else { return }
    let path = join(folder, source.page)
    if let record = try RecordedPage(path: path) {
      recorded = record.findings(page, saved, of: notebook, at: self.path, page: source.page, folder: String(path.dropLast(3)) + "_files")
    } else {
      problems.append(
        Diagnostic(.error, "not-recorded", "this page is not recorded in \(folder)", at: Span(0, 0), hint: "`nabla verify --update` records it"))
    }
  }
}
