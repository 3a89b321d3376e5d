// What a server shows where a site has no page.

import Notebooks

enum MissingPage {
  static let name = "404.html"

  /// A page in the look of the site. A server shows it at whatever address was asked for, so its links hold everywhere only
  /// if they begin at the root of the server.
  static func write(_ site: SiteContext) -> String {
    var text = "# Page not found\n\nThere is no page at this address. It may be misspelled, or the page was moved or taken away.\n"
    if let home = site.home { text += "\n[To the contents](<\(home.address)>)\n" }
    let notebook = Notebook(text)
    let destinations = Destinations(notebook, Bibliography(), page: "404.md", site: nil)
    return HTMLPage.write(notebook.run(), destinations, PageSetting(site: site, isListed: false)).text
  }
}
