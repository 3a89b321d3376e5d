// Where the marks of a page lead: to its own numbered things, to those of the other pages, and to the works it cites.

import Engine
import Notebooks

/// What references and citations of one page say and lead to.
struct Destinations {
  struct Place {
    /// `Figure 2`.
    var words: String
    /// A link of the source: `#fig-circle`, or `../calculus/taylor.md#fig-error` on another page.
    var address: String
    /// The title of the other page.
    var pageTitle: String?
  }

  private(set) var numbering: Numbering
  let citations: Citations
  private let page: String
  private let site: SiteIndex?

  /// - Parameters:
  ///   - page: the path of the notebook, relative to the folder of the site.
  init(_ notebook: Notebook, _ bibliography: Bibliography, page: String, site: SiteIndex?) {
    numbering = Numbering(notebook)
    citations = Citations(notebook, bibliography)
    self.page = page
    self.site = site
  }

  /// The same with headings called as they are on the page: with the values in them.
  func filled(by run: NotebookRun) -> Destinations {
    var copy = self
    copy.numbering = Numbering(run.notebook, plainText: run.plainText)
    return copy
  }

  /// Where a reference leads; the page's own things come first.
  func place(of id: String) -> Place? {
    if let entry = numbering.entries[id] { return Place(words: entry.words, address: "#" + id, pageTitle: nil) }
    guard let targets = site?.targets[id], targets.count == 1, let site else { return nil }
    let other = site.pages[targets[0].page]
    return Place(
      words: targets[0].entry.words, address: SiteIndex.address(of: other.path, from: page) + "#" + id,
      pageTitle: other.title)
  }

  /// The page of the site that a path leads to, if it leads to one.
  func page(at path: String) -> SiteIndex.Page? { site?.number(at: path).flatMap { site?.pages[$0] } }

  var isInSite: Bool { site != nil }

  /// What to say of a name that leads nowhere.
  func whyMissing(_ id: String) -> (message: String, hint: String?) {
    if let site, let targets = site.targets[id], targets.count > 1 {
      let pages = targets.prefix(3).map { "`\(site.pages[$0.page].path)`" }.joined(separator: ", ")
      return ("`\(id)` is on several pages: \(pages)", "rename all but one of them")
    }
    let known = numbering.entries.keys.sorted() + (site?.targets.keys.sorted() ?? [])
    let hint = Suggestions.nearest(to: id, among: known).map { "did you mean `@\($0)`?" }
    return ("there is nothing called `\(id)` on \(site == nil ? "this page" : "any page")", hint)
  }
}
