// What is known of the pages of a folder before any of them is run: order, titles, and what can be referred to.

import Notebooks

/// The pages of a site in the order of reading, the index first.
struct SiteIndex: Sendable {
  struct Page: Sendable {
    /// Relative to the folder of the site.
    var path: String
    var title: String
    /// How deep the list of the index nests there.
    var level: Int
    /// The groups of the index that it belongs to, outermost first.
    var groups: [String]
    /// What links may name behind `#`.
    var anchors: Set<String> = []

    /// The name of the page by itself: a README is the index of its folder.
    var name: String {
      let file = String(path.split(separator: "/").last ?? "")
      return file == "README.md" ? "index" : stem(file)
    }

    /// The page as it is written, relative to the folder of the site.
    var htmlPath: String { join(OutputFiles.folder(of: path), name + ".html") }
  }

  /// A numbered thing of a page.
  struct Target: Sendable {
    var page: Int
    var entry: Numbering.Entry
  }

  let pages: [Page]
  /// Whether the first page is the index, `README.md`.
  let hasIndex: Bool
  /// The numbers of the pages by their paths.
  private let numbers: [String: Int]
  /// `index.md` beside a `README.md`, which is the folder's index: the later page, and the one before it.
  let rivals: [Int: Int]
  /// What references may name, on which pages.
  let targets: [String: [Target]]
  /// Changes with everything that pages show of each other.
  let fingerprint: String

  init(_ collection: Collection) {
    let entries = collection.entries.map { (path: $0.path, title: $0.title, level: $0.level, groups: $0.groups) }
    var pages: [Page] = []
    var targets: [String: [Target]] = [:]
    for entry in (collection.index.map { [(path: $0, title: nil, level: 0, groups: [])] } ?? []) + entries {
      // A file that cannot be read is reported when its turn comes.
      let notebook = try? Notebook(readingFrom: collection.root + "/" + entry.path)
      let name = entry.path.split(separator: "/").last.map(String.init) ?? entry.path
      let title = entry.title ?? notebook?.title ?? String(name.hasSuffix(".md") ? name.dropLast(3) : name[...])
      var page = Page(path: entry.path, title: title, level: entry.level, groups: entry.groups)
      if let notebook {
        let numbered = Numbering(notebook).entries
        page.anchors = Set(numbered.keys).union(notebook.targets.map(\.id))
        for (id, target) in numbered where ReferenceKind(id: id) != nil {
          targets[id, default: []].append(Target(page: pages.count, entry: target))
        }
      }
      pages.append(page)
    }
    self.init(pages, targets: targets, hasIndex: collection.index != nil)
  }

  init(_ pages: [Page], targets: [String: [Target]] = [:], hasIndex: Bool) {
    self.pages = pages
    self.targets = targets
    self.hasIndex = hasIndex
    numbers = Dictionary(pages.enumerated().map { ($1.path, $0) }) { first, _ in first }
    rivals = SiteIndex.rivals(pages)
    var fingerprint = Fingerprint()
    for page in pages {
      fingerprint.add(page.path)
      fingerprint.add(page.title)
      fingerprint.add("\(page.level)")
      for group in page.groups { fingerprint.add(group) }
      for anchor in page.anchors.sorted() { fingerprint.add(anchor) }
    }
    for (id, places) in targets.sorted(by: { $0.key < $1.key }) {
      fingerprint.add(id)
      for place in places { fingerprint.add("\(place.page) \(place.entry.words)") }
    }
    self.fingerprint = fingerprint.text
  }

  private static func rivals(_ pages: [Page]) -> [Int: Int] {
    var rivals: [Int: Int] = [:]
    var known: [String: Int] = [:]
    for (number, page) in pages.enumerated() {
      if let other = known[page.htmlPath] { rivals[number] = other } else { known[page.htmlPath] = number }
    }
    return rivals
  }

  /// The page that a path leads to: a file's own, and for a folder that of its README.
  func number(at path: String) -> Int? { numbers[path] ?? numbers[path.isEmpty ? "README.md" : path + "/README.md"] }

  /// A relative link from a page, given by its source, to another as it is written.
  func link(to number: Int, from page: String) -> String { SiteIndex.address(of: pages[number].htmlPath, from: page) }

  /// A link of a source as one of its page: what leads to the source of a page, or to a folder with one, leads to the page.
  func pageLink(_ link: String, from page: String, root: String) -> String {
    let end = link.firstIndex { $0 == "#" || $0 == "?" } ?? link.endIndex
    guard end > link.startIndex, case .file(let path, _) = resolve(link, from: page, root: root), let number = number(at: path)
    else { return link }
    return self.link(to: number, from: page) + link[end...]
  }

  /// A relative link from one page to another, both given from the same folder.
  static func address(of target: String, from page: String) -> String { FileAddress.encode(path(to: target, from: page)) }

  /// The relative path from one file to another, both given from the same folder.
  static func path(to target: String, from page: String) -> String {
    var up = page.split(separator: "/").dropLast()[...]
    var down = target.split(separator: "/")[...]
    while down.count > 1, let first = up.first, first == down.first {
      up = up.dropFirst()
      down = down.dropFirst()
    }
    return (up.map { _ in "..".prefix(2) } + down).joined(separator: "/")
  }
}
