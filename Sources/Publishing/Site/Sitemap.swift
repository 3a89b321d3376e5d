// The list of a site's pages for search engines (https://www.sitemaps.org/protocol.html).

enum Sitemap {
  static let name = "sitemap.xml"

  static func write(_ addresses: [String]) -> String {
    let entries = addresses.map { "<url><loc>\(HTMLText.attribute($0))</loc></url>\n" }.joined()
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\(entries)</urlset>\n"
  }
}
