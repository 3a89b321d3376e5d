// Test material that others wrote, which is kept outside the repository.

import Foundation

struct OutsideSuite {
  static let juliaDocumentation = OutsideSuite(path: "julia-doctests/in_scope.jsonl")

  /// Where the rows are, below the folder of suites.
  let path: String

  /// The folder that `NABLA_SUITES` names, or else `../shared/suites` beside the repository.
  private static let folder: URL = {
    if let named = ProcessInfo.processInfo.environment["NABLA_SUITES"] { return URL(fileURLWithPath: named) }
    return URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("../shared/suites")
  }()

  private var url: URL { Self.folder.appendingPathComponent(path).standardizedFileURL }

  var isPresent: Bool { FileManager.default.fileExists(atPath: url.path) }

  var absence: String { "\(url.path) is not there: NABLA_SUITES names the folder of suites" }

  func rows<Row: Decodable>(of type: Row.Type) throws -> [Row] {
    try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(type, from: Data($0.utf8))
    }
  }
}
