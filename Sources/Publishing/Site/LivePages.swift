// The pages of a folder, or a notebook by itself, written in memory one at a time: what a preview shows.

import Engine
import Notebooks
import Syntax

/// Where pages come from, and what they share, as it stands at one time.
public struct LivePages: Sendable {
  /// A page with what was found on it.
  public struct Page: Sendable {
    public var html: String
    public var findings: [Finding]
    /// The files beside the notebook that it shows or cites, relative to the root.
    public var files: [String]
    /// Those of them that a browser loads as images.
    public var images: [String]
    /// What its cells wrote, by paths relative to the root.
    public var saved: [String: [UInt8]]
    /// Changes with what they wrote.
    public var savedVersion: String
    /// What the page adds to the shared font and to the search.
    public var mathematicalCharacters: Set<Unicode.Scalar>
    public var searchEntry: String?
  }

  /// Something that is wrong, with its place in the file and on the page.
  public struct Finding: Sendable {
    public var diagnostic: Diagnostic
    public var location: SourceLocation
    /// The id of the element that is nearest; `nil` for what stands before all of them.
    public var anchor: String?
  }

  /// The folder that holds everything that is shown, without symbolic links.
  public let root: String
  /// The pages by their addresses, relative to the root: `calculus/taylor.html`.
  private let numbers: [String: Int]
  private let sources: [Publisher.Source]
  private let site: Site?
  private let publisher = Publisher()
  /// What is wrong with the list of pages, in the index.
  private let indexProblems: [Diagnostic]

  /// The pages of a site.
  public init(folder path: String) throws(UnreadableFile) {
    let collection = try Collection(folder: path)
    let index = SiteIndex(collection)
    root = collection.root
    site = Site(index, address: nil)
    sources = index.pages.map { Publisher.Source(path: join(path, $0.path), root: collection.root, page: $0.path) }
    numbers = Dictionary(index.pages.enumerated().map { ($1.htmlPath, $0) }) { first, _ in first }
    indexProblems = collection.diagnostics
  }

  /// A notebook by itself; it need not be there yet.
  public init(file path: String) {
    let source = Publisher.Source(file: path)
    root = source.root
    site = nil
    sources = [source]
    numbers = [stem(source.page) + ".html": 0]
    indexProblems = []
  }

  /// Changes with everything that pages show of each other.
  public var fingerprint: String { site?.index.fingerprint ?? "" }

  /// The address of the page that is shown first; `nil` for a folder without pages.
  public var firstAddress: String? { site?.index.pages.first?.htmlPath ?? numbers.keys.first }

  /// The number of the page at an address relative to the root.
  public func number(at address: String) -> Int? { numbers[address] }

  /// The file of a page, as it was reached from the command line.
  public func path(of number: Int) -> String { sources[number].path }

  // MARK: - Pages

  /// Writes a page as it stands in its file now. Call it on a thread of `EngineThread`.
  ///
  /// - Parameter run: gives the results of the notebook.
  public func write(_ number: Int, run: (Notebook) -> NotebookRun) throws(UnreadableFile) -> Page {
    let source = sources[number]
    let notebook = try Notebook(readingFrom: source.path)
    var report = PageReport(path: source.path)
    let destinations = publisher.destinations(notebook, source, site?.index, &report)
    report.problems += References.unresolved(notebook, destinations, root: source.root, page: source.page)
    var images = PageImages(notebook, page: source.page, root: source.root)
    let place = site.map { ($0, number) }
    let name = site?.index.pages[number].name ?? stem(source.page)
    let run = run(notebook)
    images.saved = run.files
    let setting = publisher.setting(of: source, name: name, site: place, images)
    report.fill(from: run)
    report.problems += References.unsaved(run, root: source.root, page: source.page)
    let folder = stem(source.page) + "_files"
    let page = HTMLPage.write(run, destinations, setting)
    report.problems += page.problems
    if number == 0 { report.problems += indexProblems }
    let writer = HTMLWriter(run, destinations, setting)
    let findings = report.problems.sorted { $0.span.start < $1.span.start }.map { problem in
      Finding(
        diagnostic: problem, location: notebook.location(of: problem.span.start),
        anchor: writer.anchor(near: problem.span.start))
    }
    return Page(
      html: page.text, findings: findings,
      files: images.files.map(\.path) + notebook.frontMatter.bibliography.compactMap { source.file($0) },
      images: site != nil ? images.files.map(\.path) : [],
      saved: Dictionary(run.files.map { (join(folder, $0.name), $0.bytes) }) { _, last in last },
      savedVersion: LivePages.version(of: run.files.map { $0.name + Fingerprint.of($0.bytes) }.joined(separator: " ")),
      mathematicalCharacters: Set(page.mathematicalCharacters),
      searchEntry: site.map { SearchIndex.entry(page, of: $0.index.pages[number]) })
  }

  /// The files to which a page by itself links, relative to the root.
  public func linkedFiles() -> [String] {
    guard let source = sources.first, let notebook = try? Notebook(readingFrom: source.path) else { return [] }
    var files: [String] = []
    notebook.forEachInline { inline in
      if case .link(let link) = inline.kind, let file = source.file(link.destination) { files.append(file) }
      if case .image(let image) = inline.kind, let file = source.file(image.source) { files.append(file) }
    }
    return files
  }

  /// A short text that changes with another.
  public static func version(of text: String) -> String { Fingerprint.of(text.utf8) }

  // MARK: - What pages share

  /// Whether an address may be that of a file that the pages of a site share.
  public static func isShared(_ address: String) -> Bool { address.hasPrefix(SiteAssets.folder + "/") }

  /// The style, script and font of the pages of a site, by their addresses.
  ///
  /// - Parameter characters: what the formulas of the pages need of the font.
  public static func sharedFiles(covering characters: Set<Unicode.Scalar>) -> [String: [UInt8]] {
    let files = SiteAssets.files(covering: characters, searchEntries: []).files
    return Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
  }

  /// The address of the index of the search.
  public static let searchAddress = SiteAssets.searchAddress

  /// The index of the search.
  ///
  /// - Parameter known: the entries of pages by their addresses; other pages are found by what they say without their results.
  public func searchIndex(_ known: [String: String]) -> [UInt8] {
    let entries = (site?.index.pages ?? []).enumerated().compactMap { number, page in
      known[page.htmlPath] ?? (try? write(number) { NotebookRun($0) })?.searchEntry
    }
    return Array(SearchIndex.script(entries).utf8)
  }

  /// What is shown at an address where there is no page.
  public func missingPage() -> String {
    guard let index = site?.index else { return LivePages.page(title: "Page not found") }
    return MissingPage.write(Site(index, address: SiteAddress("http://localhost")).contextOfMissingPage)
  }

  /// A page that has nothing but a title.
  public static func page(title: String) -> String {
    let notebook = Notebook("# \(title)\n")
    return HTMLPage.write(NotebookRun(notebook), Destinations(notebook, Bibliography(), page: "", site: nil), PageSetting()).text
  }
}

extension Publisher.Source {
  /// The file below the root to which a link of the page leads, relative to the root.
  fileprivate func file(_ link: String) -> String? {
    if case .file(let path, _) = resolve(link, from: page, root: root) { path } else { nil }
  }
}

extension HTMLWriter {
  /// The id of the cell that holds a place of the source, or else of the last cell or heading before it.
  func anchor(near position: Int) -> String? {
    var last: String?
    for block in notebook.blocks where block.span.start <= position {
      switch block.kind {
      case .heading(let heading): last = heading.id
      case .cell(let index):
        let cell = notebook.cells[index]
        if cell.options.include || run.cells[index].failure != nil { last = cellID(index) }
      default: break
      }
    }
    return last
  }
}
