// What the head of a page says about it to search engines, and to programs that show a link to it. Nothing of it is loaded.

import Notebooks

enum PageMetadata {
  /// The elements of the head.
  static func elements(_ run: NotebookRun, title: String, _ setting: PageSetting) -> String {
    guard setting.isListed else { return "<meta name=\"robots\" content=\"noindex\">\n" }
    let frontMatter = run.notebook.frontMatter
    let description = frontMatter.description.map { run.plainText($0.content) }
    let canonical = setting.site?.canonical
    var html = ""
    func add(_ kind: String, _ name: String, _ content: String?) {
      if let content, !content.isEmpty { html += "<meta \(kind)=\"\(name)\" content=\"\(HTMLText.attribute(content))\">\n" }
    }
    add("name", "description", description)
    add("name", "author", frontMatter.authors.joined(separator: ", "))
    add("name", "keywords", frontMatter.keywords.joined(separator: ", "))
    // https://ogp.me
    add("property", "og:title", title)
    add("property", "og:type", setting.site?.home?.isCurrent ?? false ? "website" : "article")
    add("property", "og:description", description)
    add("property", "og:url", canonical)
    if let canonical { html += "<link rel=\"canonical\" href=\"\(HTMLText.attribute(canonical))\">\n" }
    return html
  }
}
