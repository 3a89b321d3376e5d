// What a page refers to and what is not there.

import Engine
import Notebooks
import Syntax

enum References {
  /// References, local links, anchors and images that lead nowhere.
  static func unresolved(_ notebook: Notebook, _ destinations: Destinations, root: String, page: String) -> [Diagnostic] {
    let anchors = Set(destinations.numbering.entries.keys).union(notebook.targets.map(\.id))
    var problems: [Diagnostic] = []

    func check(_ address: String, _ span: Span, _ what: String) {
      switch resolve(address, from: page, root: root) {
      case .external: break
      case .missing where savedName(address, page: page) != nil: break
      case .missing:
        problems.append(Diagnostic(.error, "missing-file", "there is no file `\(address)` for this \(what)", at: span))
      case .outside:
        problems.append(Diagnostic(.error, "outside-root", "`\(address)` lies outside of the collection", at: span))
      case .file(let path, let fragment):
        let target = destinations.page(at: path)
        if destinations.isInSite, target == nil, isFolder(root + "/" + path) {
          problems.append(
            Diagnostic(
              .error, "missing-file", "the folder `\(address)` has no page for this \(what)", at: span,
              hint: "link to one of its files, or give it a README.md"))
        }
        let known = path == page || target?.path == page ? anchors : target?.anchors
        if let fragment, !fragment.isEmpty, let known, !known.contains(fragment) {
          let place = path == page ? "on this page" : "in `\(target?.path ?? path)`"
          problems.append(
            Diagnostic(
              .error, "missing-anchor", "there is nothing called `\(fragment)` \(place)", at: span,
              hint: Suggestions.nearest(to: fragment, among: known.sorted()).map { "did you mean `#\($0)`?" }))
        }
      }
    }

    notebook.forEachInline { inline in
      switch inline.kind {
      case .reference(let reference):
        if destinations.place(of: reference.id) == nil {
          let (message, hint) = destinations.whyMissing(reference.id)
          problems.append(Diagnostic(.error, "unresolved-reference", message, at: inline.span, hint: hint))
        }
      case .link(let link): check(link.destination, inline.span, "link")
      case .image(let image): check(image.source, inline.span, "image")
      default: break
      }
    }
    return problems
  }

  /// Links and images that lead to a file beside the page which no cell wrote.
  static func unsaved(_ run: NotebookRun, root: String, page: String) -> [Diagnostic] {
    let names = Set(run.files.flatMap { [$0.name, FileAddress.encode($0.name)] })
    var problems: [Diagnostic] = []
    run.notebook.forEachInline { inline in
      let address: String
      switch inline.kind {
      case .link(let link): address = link.destination
      case .image(let image): address = image.source
      default: return
      }
      guard let name = savedName(address, page: page), !names.contains(name),
        case .missing = resolve(address, from: page, root: root)
      else { return }
      let isPicture = [".svg", ".png", ".pdf"].contains { name.lowercased().hasSuffix($0) }
      problems.append(
        Diagnostic(
          .error, "missing-file", "no cell writes the file `\(address)`", at: inline.span,
          hint: Suggestions.nearest(to: name, among: names.sorted()).map { "did you mean `\($0)`?" }
            ?? (isPicture ? "`savefig(\"\(name)\")` writes the current plot into it" : nil)))
    }
    return problems
  }

  /// The name of a file in the folder of files beside the page, as an address gives it.
  static func savedName(_ address: String, page: String) -> String? {
    let name = stem(String(page.split(separator: "/").last ?? "")) + "_files/"
    for folder in [name, FileAddress.encode(name)] where address.hasPrefix(folder) {
      let file = String(address.dropFirst(folder.count))
      if !file.isEmpty, !file.contains(where: { "/?#".contains($0) }) { return file }
    }
    return nil
  }
}

/// Looks for references, citations, links and images that lead nowhere, without running anything.
public struct ReferenceCheck: Sendable {
  private let root: String
  private let site: SiteIndex?

  /// For the pages of a collection.
  public init(_ collection: Collection) {
    root = collection.root
    site = SiteIndex(collection)
  }

  /// For a page by itself, whose root is its folder.
  public init(file path: String) {
    root = Publisher.Source(file: path).root
    site = nil
  }

  /// - Parameter page: the path of the notebook, relative to the root.
  public func problems(of notebook: Notebook, page: String) -> [Diagnostic] {
    let (bibliography, problems) = Bibliography.read(for: notebook, page: page, root: root)
    let destinations = Destinations(notebook, bibliography, page: page, site: site)
    return problems + destinations.citations.problems + References.unresolved(notebook, destinations, root: root, page: page)
  }
}
