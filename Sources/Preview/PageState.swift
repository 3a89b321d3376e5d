// What the script of a page is told: all that there is to know, each time anything changes.

import Publishing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How a page stands, as JSON.
struct PageState: Codable, Equatable, Sendable {
  struct Problem: Codable, Equatable, Sendable {
    var severity: String
    var message: String
    var hint: String?
    /// `lesson.md:12:3`.
    var place: String
    /// The id of the nearest element of the page.
    var anchor: String?
  }

  /// So many problems are shown; whoever has mended them sees the rest.
  private static let limit = 50

  /// Changes with the page.
  var version: String
  /// Changes with the image files that it shows.
  var images: String
  /// Whether the page is being made anew.
  var isRunning: Bool
  /// Why there is no page now.
  var trouble: String?
  var problems: [Problem]
  var problemCount: Int
  /// How many cells and inline values ran for this version.
  var evaluatedCount: Int

  init(
    version: String, images: String, isRunning: Bool, trouble: String?, findings: [LivePages.Finding], name: String, evaluatedCount: Int
  ) {
    self.evaluatedCount = evaluatedCount
    (self.version, self.images, self.isRunning, self.trouble) = (version, images, isRunning, trouble)
    problemCount = findings.count
    problems = findings.prefix(PageState.limit).map { finding in
      Problem(
        severity: finding.diagnostic.severity.rawValue, message: finding.diagnostic.message, hint: finding.diagnostic.hint,
        place: "\(name):\(finding.location.line):\(finding.location.column)", anchor: finding.anchor)
    }
  }

  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // Texts and numbers can always be encoded.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
