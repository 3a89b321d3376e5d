// Renders text to a page in a temporary folder.

import Engine
import Foundation
import Publishing
import Testing

/// The page of a text, with what was found wrong.
struct Rendered {
  var html: String
  var markdown: String
  var report: PageReport

  /// - Parameter files: what lies beside the page, by name.
  init(_ source: String, files: [String: String] = [:], isSafe: Bool = false) throws {
    let folder = try TemporaryFolder(files.merging(["page.md": source]) { $1 })
    var publisher = Publisher(forms: [.html, .markdown], outputFolder: folder.path + "/out")
    publisher.isSafe = isSafe
    let work = publisher
    report = EngineThread.run { work.render(file: folder.path + "/page.md") }
    #expect(report.trouble == nil)
    html = try folder.text("out/page.html")
    markdown = try folder.text("out/page.md")
  }

  var messages: [String] { report.problems.map(\.message) }
}

/// The pages of a folder.
struct RenderedSite {
  let folder: TemporaryFolder
  let reports: [PageReport]

  init(_ files: [String: String], address: String? = nil) throws {
    let folder = try TemporaryFolder(files)
    var publisher = Publisher(forms: [.html, .markdown], outputFolder: folder.path + "/out")
    publisher.siteAddress = try address.map { try #require(SiteAddress($0)) }
    let work = publisher
    reports = EngineThread.run { work.render(folder: folder.path) }
    self.folder = folder
  }

  /// A written file.
  func text(_ path: String) throws -> String { try folder.text("out/" + path) }

  var messages: [String] { reports.flatMap { $0.problems.map(\.message) } + reports.compactMap(\.trouble) }
}

/// A folder that goes when its owner does.
final class TemporaryFolder: Sendable {
  let path: String

  init(_ files: [String: String]) throws {
    path = NSTemporaryDirectory() + "nabla-page-" + UUID().uuidString
    for (name, text) in files {
      let file = URL(fileURLWithPath: path + "/" + name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: false, encoding: .utf8)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func text(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }
}
