// Where a site will be found, which only its author knows.

/// The address of a site's folder.
public struct SiteAddress: Sendable {
  /// With `/` at its end.
  let text: String

  /// - Parameter text: `https://example.org/course`; `nil` for what is no address of a folder on the web (RFC 3986).
  public init?(_ text: String) {
    guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
    let rest = text.dropFirst(scheme.count)
    let isAllowed = rest.utf8.allSatisfy { byte in
      (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || "-._~%!$&*+,;=:@/[]".utf8.contains(byte)
    }
    guard isAllowed, let first = rest.first, first != "/", first != ":" else { return nil }
    self.text = text.hasSuffix("/") ? text : text + "/"
  }

  /// The address without scheme and host: `/course/`.
  var path: String {
    let afterScheme = text.firstIndex(of: "/").map { text.index($0, offsetBy: 2) } ?? text.startIndex
    return text[afterScheme...].firstIndex(of: "/").map { String(text[$0...]) } ?? "/"
  }

  /// The address of a page, that of the folder for its index.
  func address(of page: SiteIndex.Page) -> String {
    let address = FileAddress.encode(page.htmlPath)
    let isIndex = address == "index.html" || address.hasSuffix("/index.html")
    return text + (isIndex ? address.dropLast("index.html".count) : address[...])
  }
}
