// Renders and checks files and folders: what the commands do.

import Engine
import Notebooks
import Syntax
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A form in which pages are written.
public enum OutputForm: String, CaseIterable, Sendable {
  case html
  case markdown = "md"
  case jupyter = "ipynb"
  case latex = "tex"
  case pdf
}

/// Renders and verifies Markdown files. Its work runs on a thread of `EngineThread`.
public struct Publisher: Sendable {
  public var forms: [OutputForm]
  /// Where pages go; `nil` for beside their sources.
  public var outputFolder: String?
  /// Where a site will be found on the web.
  public var siteAddress: SiteAddress?
  /// Whether raw HTML of the sources is left out of pages.
  public var isSafe = false
  /// Replacements of notebooks' parameters, as source text.
  public var parameters: [String: String]
  /// Called before each file, with its number, how many there are, and its path.
  public var onProgress: (@Sendable (_ number: Int, _ count: Int, _ path: String) -> Void)?
  /// What is remembered of pages that were written; `nil` builds every page anew.
  public var cache: PageCache?
  /// How many notebooks run at the same time.
  public var jobs = 1

  /// As many as there are processors, and room in memory for what each may use.
  public static let defaultJobs: Int = {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return max(1, min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), pages * size / Limits().bytes))
  }()

  public init(forms: [OutputForm] = [.html], outputFolder: String? = nil, parameters: [String: String] = [:]) {
    self.forms = forms
    self.outputFolder = outputFolder
    self.parameters = parameters
  }

  /// A notebook on disk.
  struct Source {
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

  /// Does the work of each page, several at the same time; the results are in order.
  func eachPage<Result: Sendable>(of paths: [String], _ body: @escaping @Sendable (Int) -> Result) -> [Result] {
    let begun = Begun()
    return EngineThread.map(paths.count, threads: jobs) { [onProgress] number in
      onProgress?(begun.next(), paths.count, paths[number])
      return body(number)
    }
  }

  /// How many pages were begun.
  private final class Begun: Sendable {
    private let count = Atomic<Int>(0)
    func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
  }

  /// What the references and citations of a page lead to; what is wrong with its bibliography is reported.
  func destinations(
    _ notebook: Notebook, _ source: Source, _ site: SiteIndex?, _ report: inout PageReport
  ) -> Destinations {
    let (bibliography, problems) = Bibliography.read(for: notebook, page: source.page, root: source.root)
    let destinations = Destinations(notebook, bibliography, page: source.page, site: site)
    report.problems += problems + destinations.citations.problems
    return destinations
  }
}

/// Whether there is a folder at the path.
public func isFolder(_ path: String) -> Bool { (try? Collection(folder: path)) != nil }

func stem(_ name: String) -> String { name.hasSuffix(".md") ? String(name.dropLast(3)) : name }

public func join(_ folder: String, _ name: String) -> String {
  if folder.isEmpty { return name }
  if name.isEmpty { return folder }
  return folder.hasSuffix("/") ? folder + name : folder + "/" + name
}
