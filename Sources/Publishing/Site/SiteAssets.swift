// What the pages of a site share: one style sheet, one script, one font, and the index of the search.
//
// The names are plain and not made of a hash of the content: a formula that is added to one page changes the font, and
// the other pages, written before and perhaps kept since, need not change for it.

import Syntax
import Typesetting

enum SiteAssets {
  static let folder = "assets"
  private static let style = "nabla.css"
  private static let script = "nabla.js"
  private static let font = "nabla-math.woff2"
  static let searchAddress = folder + "/" + SearchIndex.name

  /// The elements in the head of a page that load them.
  ///
  /// - Parameter root: the way from the page to the folder of the site.
  static func links(root: String) -> String {
    "<link rel=\"stylesheet\" href=\"\(root)\(folder)/\(style)\">\n<script src=\"\(root)\(folder)/\(script)\"></script>\n"
  }

  /// The files by their paths in the site.
  ///
  /// - Parameters:
  ///   - characters: what the formulas of all pages need of the mathematical font.
  ///   - searchEntries: the pages in the index of the search.
  static func files(
    covering characters: Set<Unicode.Scalar>, searchEntries: [String]
  ) -> (files: [(path: String, bytes: [UInt8])], problems: [Diagnostic]) {
    var problems: [Diagnostic] = []
    var files: [(path: String, bytes: [UInt8])] = []
    var rules = StyleSheet.page + "\n" + StyleSheet.search + "\n" + Formula.styleSheet + "\n"
    if !characters.isEmpty, let font = HTMLPage.font(covering: characters.sorted(), &problems) {
      rules += font.fontFace(address: self.font) + "\n"
      files.append((folder + "/" + self.font, font.woff2))
    }
    files.append((folder + "/" + style, Array(rules.utf8)))
    files.append((folder + "/" + script, Array((PageScript.text + ";\n" + SearchScript.text + "\n").utf8)))
    files.append((searchAddress, Array(SearchIndex.script(searchEntries).utf8)))
    return (files, problems)
  }
}
