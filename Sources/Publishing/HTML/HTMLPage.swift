// The frame around a page: head, navigation, contents, style.

import Notebooks
import Syntax
import Typesetting

/// A page of HTML and what was found while writing it.
public struct WrittenPage: Sendable {
  public var text: String
  public var problems: [Diagnostic]
}

/// What a page shows of the site that it belongs to.
public struct SiteContext: Sendable {
  public struct Link: Sendable {
    public var title: String
    public var address: String
    public var level: Int
    public var isCurrent: Bool
  }

  public var title: String
  /// Relative to the page.
  public var home: String
  public var pages: [Link]
  public var previous: Link?
  public var next: Link?
}

/// What surrounds the text of a page, and what becomes of the source's addresses and of its raw HTML.
struct PageSetting {
  var site: SiteContext?
  /// Turns a link of the source into one of the page.
  var link: (String) -> String = { $0 }
  /// Turns the address of an image in the source into what the page loads.
  var image: (String) -> String = { $0 }
  /// Whether raw HTML is left out.
  var isSafe = false
}

enum HTMLPage {
  /// The whole page, with everything that it needs inside.
  static func write(_ run: NotebookRun, _ destinations: Destinations, _ setting: PageSetting) -> WrittenPage {
    var writer = HTMLWriter(run, destinations, setting)
    writer.write()
    let site = setting.site
    let frontMatter = run.notebook.frontMatter
    let title = run.notebook.title ?? "Untitled"
    var html = "<!doctype html>\n<html lang=\"\(HTMLText.attribute(frontMatter.language))\">\n<head>\n<meta charset=\"utf-8\">\n"
    html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>\(HTMLText.escape(title))</title>\n"
    if let description = frontMatter.description {
      html += "<meta name=\"description\" content=\"\(HTMLText.attribute(description.text))\">\n"
    }
    html += "<meta name=\"generator\" content=\"nabla\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
    html += "<style>\n\(StyleSheet.page)\n"
    var problems = writer.mathematics.problems
    if !writer.mathematics.characters.isEmpty {
      html += Typesetting.Formula.styleSheet + "\n"
      do {
        let font = try MathFont.webFont(covering: writer.mathematics.characters)
        html += font.fontFace() + "\n"
      } catch {
        problems.append(
          Diagnostic(.warning, "no-math-font", "\(error): formulas are set in a font of the reader's system", at: Span(0, 0), hint: error.hint))
      }
    }
    html += "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#content\">Skip to the text</a>\n"
    let hasContents = (frontMatter.tableOfContents ?? true) && writer.contents.count > 1
    html += "<div class=\"frame\(site == nil ? "" : " has-site")\(hasContents ? " has-contents" : "")\">\n"
    if let site { html += navigation(site) }
    html += "<main id=\"content\">\n\(writer.html)"
    if let site { html += steps(site) }
    html += "</main>\n"
    if hasContents { html += contents(writer.contents) }
    html += "</div>\n<script>\n\(PageScript.text)\n</script>\n</body>\n</html>\n"
    return WrittenPage(text: html, problems: problems)
  }

  private static func contents(_ entries: [(level: Int, id: String, html: String)]) -> String {
    var html = "<nav class=\"contents\" aria-label=\"On this page\">\n<p>On this page</p>\n<ul>\n"
    for entry in entries {
      html += "<li class=\"level-\(entry.level)\"><a href=\"#\(HTMLText.attribute(entry.id))\">\(entry.html)</a></li>\n"
    }
    return html + "</ul>\n</nav>\n"
  }

  private static func navigation(_ site: SiteContext) -> String {
    var html = "<nav class=\"site\" aria-label=\"Pages\">\n<details open><summary>\(HTMLText.escape(site.title))</summary>\n<ul>\n"
    html += "<li><a href=\"\(HTMLText.attribute(site.home))\">Contents</a></li>\n"
    for page in site.pages {
      let current = page.isCurrent ? " aria-current=\"page\"" : ""
      html += "<li class=\"level-\(page.level)\"><a href=\"\(HTMLText.attribute(page.address))\"\(current)>\(HTMLText.escape(page.title))</a></li>\n"
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
