// The index of a site's search: a script, because a page that was opened from a file may not ask for data in another way.

enum SearchIndex {
  static let name = "nabla-search.js"

  /// A page in the index, on one line: `["Title","a/page.html",[["Heading","id","text"],…]]`.
  ///
  /// - Parameter address: relative to the folder of the site.
  static func entry(title: String, address: String, _ sections: [SearchSection]) -> String {
    let list = sections.map { "[\(literal($0.heading)),\(literal($0.id)),\(literal($0.text))]" }
    return "[\(literal(title)),\(literal(address)),[\(list.joined(separator: ","))]]"
  }

  /// A page of a site in the index.
  static func entry(_ page: WrittenPage, of place: SiteIndex.Page) -> String {
    entry(title: page.title, address: FileAddress.encode(place.htmlPath), page.searchSections)
  }

  static func script(_ entries: [String]) -> String { "nablaSearch=[\n\(entries.joined(separator: ",\n"))\n]\n" }

  /// A literal of JavaScript (and JSON) with each run of white space and controls as one blank, none at the ends.
  private static func literal(_ text: String) -> String {
    var result: [UInt8] = [UInt8(ascii: "\"")]
    result.reserveCapacity(text.utf8.count + 2)
    var isAfterBlank = false
    for byte in text.utf8 {
      if byte <= 0x20 || byte == 0x7F {
        isAfterBlank = true
        continue
      }
      if isAfterBlank, result.count > 1 { result.append(UInt8(ascii: " ")) }
      isAfterBlank = false
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
    }
    result.append(UInt8(ascii: "\""))
    return String(decoding: result, as: UTF8.self)
  }
}
