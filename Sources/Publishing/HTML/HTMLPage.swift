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
}

/// What a page shows of the site that it belongs to.
public struct SiteContext: Sendable {
  public struct Link: Sendable {
    public var title: String
    public var address: String
    public var level: Int
    /// The headings of the list that it stands under, outermost first.
    public var groups: [String]
    public var isCurrent: Bool
  }

  /// The way from the page to the folder of the site: empty or `../../`.
  public var root: String
  /// The page that lists the others, if there is one.
  public var home: Link?
  public var pages: [Link]
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
}

enum HTMLPage {
  /// The whole page. By itself it holds everything that it needs; in a site, style, script and font are `SiteAssets`.
  static func write(_ run: NotebookRun, _ destinations: Destinations, _ setting: PageSetting) -> WrittenPage {
    var writer = HTMLWriter(run, destinations, setting)
    writer.write()
    let site = setting.site
    let frontMatter = run.notebook.frontMatter
    let characters = writer.mathematics.characters.sorted()
    var problems = writer.mathematics.problems
    var html = "<!doctype html>\n<html lang=\"\(HTMLText.attribute(frontMatter.language))\">\n<head>\n<meta charset=\"utf-8\">\n"
    html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    let title = run.title ?? ""
    html += "<title>\(HTMLText.escape(title.allSatisfy(\.isWhitespace) ? setting.name : title))</title>\n"
    if let description = frontMatter.description {
      html += "<meta name=\"description\" content=\"\(HTMLText.attribute(run.plainText(description.content)))\">\n"
    }
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
    html += "</div>\n</body>\n</html>\n"
    return WrittenPage(text: html, problems: problems, mathematicalCharacters: characters)
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
    func entry(_ link: SiteContext.Link, _ title: String, level: String) -> String {
      let current = link.isCurrent ? " aria-current=\"page\"" : ""
      return "<li\(level)><a href=\"\(HTMLText.attribute(link.address))\"\(current)>\(HTMLText.escape(title))</a></li>\n"
    }
    var html = "<nav class=\"site\" aria-label=\"Pages\">\n<details open><summary>Pages</summary>\n<ul>\n"
    if let home = site.home { html += entry(home, "Contents", level: "") }
    var groups: [String] = []
    for page in site.pages {
      let known = zip(groups, page.groups).prefix { $0 == $1 }.count
      for (level, group) in page.groups.enumerated().dropFirst(known) {
        html += "<li class=\"group level-\(level)\">\(HTMLText.escape(group))</li>\n"
      }
      groups = page.groups
      // Values in the titles of other pages are not known; those in its own are.
      let isNamedByPage = page.isCurrent && page.title == run.notebook.title
      html += entry(page, isNamedByPage ? run.title ?? page.title : page.title, level: " class=\"level-\(page.level)\"")
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
