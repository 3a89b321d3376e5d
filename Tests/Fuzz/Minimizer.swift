// Makes a failing input small: cells, then lines, then tokens are left out while it still fails.

import Foundation
import Syntax

struct Minimizer {
  let driver: Driver
  let folder: String
  /// The kind of failure that is looked for.
  private var wanted = ""
  /// How many processes may be started for one input.
  var attempts = 300

  /// Writes the smallest input found to a file and gives its path.
  mutating func minimize(_ cells: [String], _ finding: Finding) -> String {
    let path = folder + "/\(driver.options.seed)-\(finding.session).nabla"
    wanted = finding.kind
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var best = cells
    best = reduce(best) { $0 }
    if best.count > 1 || fails([best.joined(separator: "\n")]) {
      var lines = best.joined(separator: "\n").components(separatedBy: "\n")
      if fails([lines.joined(separator: "\n")]) {
        lines = reduce(lines) { [$0.joined(separator: "\n")] }
        best = [lines.joined(separator: "\n")]
      }
    }
    if best.count == 1 {
      let bytes = Array(best[0].utf8)
      let tokens = Highlighter.spans(of: best[0]).map { String(decoding: bytes[$0.0.start..<$0.0.end], as: UTF8.self) }
      best = [reduce(tokens) { [$0.joined()] }.joined()]
    }
    let text = "# \(finding.reason)\n" + best.joined(separator: "\n" + Self.separator + "\n") + "\n"
    try? text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// What stands between two cells of a file.
  static let separator = "#---"

  static func cells(ofFile path: String) -> [String] {
    ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").components(separatedBy: "\n" + separator + "\n")
  }

  /// Leaves out ever smaller runs of pieces while the rest still fails (delta debugging, Zeller & Hildebrandt 2002).
  private mutating func reduce(_ pieces: [String], _ cells: ([String]) -> [String]) -> [String] {
    var pieces = pieces
    var size = max(1, pieces.count / 2)
    while true {
      var place = 0
      while place < pieces.count, pieces.count > 1, attempts > 0 {
        var rest = pieces
        rest.removeSubrange(place..<min(rest.count, place + size))
        if !rest.isEmpty, fails(cells(rest)) { pieces = rest } else { place += size }
      }
      if size == 1 || attempts <= 0 { return pieces }
      size = max(1, size / 2)
    }
  }

  private mutating func fails(_ cells: [String]) -> Bool {
    attempts -= 1
    let path = NSTemporaryDirectory() + "fuzz-\(UUID().uuidString).nabla"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try? cells.joined(separator: "\n" + Self.separator + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    guard case .failed(_, let reason) = driver.runProcess(["--replay", path], timeout: driver.options.timeout) else { return false }
    return Finding.kind(reason) == wanted
  }

  init(driver: Driver, folder: String) {
    self.driver = driver
    self.folder = folder
  }
}

extension String {
  fileprivate func write(toFile path: String, atomically: Bool, encoding: Encoding) throws {
    try write(to: URL(fileURLWithPath: path), atomically: atomically, encoding: encoding)
  }
}
