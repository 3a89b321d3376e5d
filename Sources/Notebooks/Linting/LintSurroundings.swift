// The pages around a page: what it may refer to, and what refers to it.

/// What the pages of a folder have to do with each other.
public struct LintSurroundings: Sendable {
  /// What links and references may name on a page, and what the page names itself.
  struct Page: Sendable {
    var anchors: Set<String>
    var mentions: Set<String>

    init(_ notebook: Notebook) {
      var anchors = Set(notebook.targets.map(\.id))
      for cell in notebook.cells {
        // Panels of a figure are referred to by their place.
        guard let label = cell.options.label else { continue }
        for panel in cell.options.figureSubcaptions.indices { anchors.insert("\(label)-\(panel + 1)") }
      }
      notebook.forEachBlock { block in
        if case .heading(let heading) = block.kind { anchors.insert(heading.id) }
      }
      self.anchors = anchors
      var mentions: Set<String> = []
      notebook.forEachInline { inline in
        switch inline.kind {
        case .reference(let reference): mentions.insert(reference.id)
        case .link(let link):
          if let hash = link.destination.lastIndex(of: "#") {
            mentions.insert(String(link.destination[link.destination.index(after: hash)...]))
          }
        default: break
        }
      }
      self.mentions = mentions
    }
  }

  /// The folder that all files must lie below, without symbolic links.
  let root: String
  /// The pages of the folder by their paths, relative to the root.
  let pages: [String: Page]
  /// The page that is looked at.
  var current: String

  /// A page by itself, whose root is its folder.
  public init(_ notebook: Notebook, path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let folder = String(path.dropLast(name.count))
    root = realPath(folder.isEmpty ? "." : folder) ?? folder
    pages = [name: Page(notebook)]
    current = name
  }

  /// The pages of a collection. Those that cannot be read are left out; they are reported when their turn comes.
  public init(_ collection: Collection) {
    root = collection.root
    var pages: [String: Page] = [:]
    for path in [collection.index].compactMap(\.self) + collection.entries.map(\.path) {
      if let notebook = try? Notebook(readingFrom: collection.root + "/" + path) { pages[path] = Page(notebook) }
    }
    self.pages = pages
    current = ""
  }

  /// The same, looking at another page.
  public func page(_ path: String) -> LintSurroundings {
    var copy = self
    copy.current = path
    return copy
  }

  var own: Set<String> { pages[current]?.anchors ?? [] }

  /// The pages that have something of this name, in order.
  func pages(with id: String) -> [String] { pages.filter { $0.value.anchors.contains(id) }.keys.sorted() }

  /// Whether any page refers to this name, or to a panel of it.
  func isMentioned(_ id: String) -> Bool {
    pages.values.contains { page in
      page.mentions.contains(id) || page.mentions.contains { $0.hasPrefix(id + "-") && Int($0.dropFirst(id.count + 1)) != nil }
    }
  }
}
