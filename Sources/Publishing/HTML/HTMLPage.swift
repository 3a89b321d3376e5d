// The frame around a page: head, navigation, contents, style.

import Notebooks
import Syntax
import Typesetting

/// A page and what was found while writing it.
public struct WrittenPage: Sendable {
  public var text: String
  public var problems: [Diagnostic] = []
  /// What the formulas of a page of HTML need of the mathematical font, ascending.
  public var mathematicalCharacters: [Unicode.Scalar] = []
  /// The title of a page of a site and its text, for the search.
  var title = ""
  var searchSections: [SearchSection] = []
}

/// What a page shows of the site that it belongs to.
public struct SiteContext: Sendable {
  public struct Link: Sendable {
    public var title: String
    public var address: String
    public var level: Int
    public var isCurrent: Bool
  }

  /// An entry of the list of pages.
  public enum Entry: Sendable {
    case page(Link)
    /// A heading of the list, which leads to the first page below it where these are not listed.
    case group(title: String, level: Int, address: String?)
    /// Here stand others that are not listed.
    case gap
  }

  /// The way from the page to the folder of the site: empty or `../../`.
  public var root: String
  /// The address of the page on the web, if it is known.
  public var canonical: String?
  /// The page that lists the others, if there is one.
  public var home: Link?
  public var entries: [Entry]
  public var previous: Link?
  public var next: Link?
}

/// What surrounds the text of a page, and what becomes of the source's addresses and of its raw HTML.
struct PageSetting {
  /// The title of a page that gives itself none.
  var name = "Untitled"
  var site: SiteContext?
  /// Turns a link of the source into one of the page.
  var link: (String) -> String = { $0 }
  /// Turns the address of an image in the source into what the page loads.
  var image: (String) -> String = { $0 }
  /// Whether raw HTML is left out.
  var isSafe = false
  /// Whether search engines may list the page.
  var isListed = true
  /// Formulas that were typeset ahead.
  var formulas: PreparedFormulas?
}

enum HTMLPage {
  /// The whole page. By itself it holds everything that it needs; in a site, style, script and font are `SiteAssets`.
  static func write(_ run: NotebookRun, _ destinations: Destinations, _ setting: PageSetting) -> WrittenPage {
    var writer = HTMLWriter(run, destinations, setting)
    writer.write()
    let site = setting.site
    let frontMatter = run.notebook.frontMatter
    let characters = writer.mathematics.characters.sorted()
    var problems = writer.problems + writer.mathematics.problems
    var html = "<!doctype html>\n<html lang=\"\(HTMLText.attribute(frontMatter.language))\">\n<head>\n<meta charset=\"utf-8\">\n"
    html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    let title = run.title.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } ?? setting.name
    html += "<title>\(HTMLText.escape(title))</title>\n" + PageMetadata.elements(run, title: title, setting)
    html += "<meta name=\"generator\" content=\"nabla\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
    html += site.map { SiteAssets.links(root: $0.root) } ?? ownAssets(characters, &problems)
    let content = writer.ownIDs.free("content")
    html += "</head>\n<body>\n<a class=\"skip\" href=\"#\(content)\">Skip to the text</a>\n"
    if let site { html += header(site) }
    let hasContents = (frontMatter.tableOfContents ?? true) && writer.contents.count > 1
    html += "<div class=\"frame\(site == nil ? "" : " has-site")\(hasContents ? " has-contents" : "")\">\n"
    if let site { html += navigation(site, run) }
    if hasContents { html += contents(writer.contents) }
    html += "<main id=\"\(content)\">\n\(writer.html)"
    if let site { html += steps(site) }
    html += "</main>\n"
    html += "</div>\n\(writer.stateScript)</body>\n</html>\n"
    return WrittenPage(
      text: html, problems: problems, mathematicalCharacters: characters, title: title,
      searchSections: site == nil ? [] : writer.searchSections())
  }

  /// Style, font and script inside the page.
  private static func ownAssets(_ characters: [Unicode.Scalar], _ problems: inout [Diagnostic]) -> String {
    var style = StyleSheet.page + "\n"
    if !characters.isEmpty {
      style += Typesetting.Formula.styleSheet + "\n"
      if let font = font(covering: characters, &problems) { style += font.fontFace() + "\n" }
    }
    return "<style>\n\(style)</style>\n<script>\n\(PageScript.text)\n</script>\n"
  }

  /// The mathematical font; that there is none is a warning.
  static func font(covering characters: [Unicode.Scalar], _ problems: inout [Diagnostic]) -> WebFont? {
    do {
      return try MathFont.webFont(covering: characters)
    } catch {
      let message = "\(error): formulas are set in a font of the reader's system"
      problems.append(Diagnostic(.warning, "no-math-font", message, at: Span(0, 0), hint: error.hint))
      return nil
    }
  }

  // MARK: - Around the text

  private static func contents(_ entries: [(level: Int, id: String, html: String)]) -> String {
    var html = "<nav class=\"contents\" aria-label=\"On this page\">\n<details open><summary>On this page</summary>\n<ul>\n"
    for entry in entries {
      html += "<li class=\"level-\(entry.level)\"><a href=\"#\(HTMLText.attribute(entry.id))\">\(entry.html)</a></li>\n"
    }
    return html + "</ul>\n</details>\n</nav>\n"
  }

  private static func header(_ site: SiteContext) -> String {
    let home = site.home.map { "<a class=\"home\" href=\"\(HTMLText.attribute($0.address))\">\(HTMLText.escape($0.title))</a>\n" }
    return "<header class=\"top\">\n\(home ?? "")</header>\n"
  }

  private static func navigation(_ site: SiteContext, _ run: NotebookRun) -> String {
    func item(_ link: SiteContext.Link, _ title: String, level: String) -> String {
      let current = link.isCurrent ? " aria-current=\"page\"" : ""
      return "<li\(level)><a href=\"\(HTMLText.attribute(link.address))\"\(current)>\(HTMLText.escape(title))</a></li>\n"
    }
    var html = "<nav class=\"site\" aria-label=\"Pages\">\n<details open><summary>Pages</summary>\n<ul>\n"
    if let home = site.home { html += item(home, "Contents", level: "") }
    for entry in site.entries {
      switch entry {
      case .page(let page):
        // Values in the titles of other pages are not known; those in its own are.
        let isNamedByPage = page.isCurrent && page.title == run.notebook.title
        html += item(page, isNamedByPage ? run.title ?? page.title : page.title, level: " class=\"level-\(page.level)\"")
      case .group(let title, let level, let address):
        let name = HTMLText.escape(title)
        let content = address.map { "<a href=\"\(HTMLText.attribute($0))\">\(name)</a>" } ?? name
        html += "<li class=\"group level-\(level)\">\(content)</li>\n"
      case .gap: html += "<li class=\"gap\">…</li>\n"
      }
    }
    return html + "</ul>\n</details>\n</nav>\n"
  }

  private static func steps(_ site: SiteContext) -> String {
    if site.previous == nil, site.next == nil { return "" }
    var html = "<nav class=\"steps\" aria-label=\"Previous and next\">\n"
    if let previous = site.previous {
      html += "<a rel=\"prev\" href=\"\(HTMLText.attribute(previous.address))\">← \(HTMLText.escape(previous.title))</a>\n"
    }
    if let next = site.next {
      html += "<a rel=\"next\" href=\"\(HTMLText.attribute(next.address))\">\(HTMLText.escape(next.title)) →</a>\n"
    }
    return html + "</nav>\n"
  }
}
