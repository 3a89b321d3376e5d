// The cells of the lessons, as pieces to change.

import Foundation

enum Lessons {
  /// The cells of every Markdown file below a folder.
  static func cells(in folder: String) -> [[String]] {
    let files = (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".md") }.sorted()
    return files.compactMap { file in
      guard let text = try? String(contentsOfFile: folder + "/" + file, encoding: .utf8) else { return nil }
      var cells: [String] = []
      var lines: [Substring]?
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if let open = lines {
          if line.hasPrefix("```") {
            cells.append(open.joined(separator: "\n"))
            lines = nil
          } else {
            lines = open + [line]
          }
        } else if line.hasPrefix("```nabla") {
          lines = []
        }
      }
      return cells.isEmpty ? nil : cells
    }
  }
}
