// What slips past verification: characters of the course are changed at random, and each change has to be reported where it was made.

import Engine
import Foundation
import Notebooks
import Testing

@testable import Publishing

/// A copy of the course with its recorded pages, in which one character after the other is changed and put back.
private struct MutatedCourse {
  let folder: TemporaryFolder
  /// The pages and the recorded pages, below the folder.
  let files: [String]

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    folder = try TemporaryFolder([:])
    var files: [String] = []
    for part in ["notebooks", "output"] {
      let from = root.appending(path: part)
      for path in try FileManager.default.subpathsOfDirectory(atPath: from.path).sorted() {
        let isFolder = (try? from.appending(path: path).resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
        if isFolder || path.hasSuffix(".html") || path.hasPrefix("assets") { continue }
        let target = URL(fileURLWithPath: folder.path).appending(path: part + "/" + path)
        try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: from.appending(path: path), to: target)
        if path.hasSuffix(".md") { files.append(part + "/" + path) }
      }
    }
    self.files = files
  }

  private let publisher = Publisher(forms: [], outputFolder: "")

  /// The page that a file belongs to, in its collection.
  private func assignment(of file: String) throws -> Publisher.Assignment {
    let page = file.drop { $0 != "/" }.dropFirst()
    let pages = publisher.assignments(for: [folder.path + "/notebooks"], VerificationOptions()).pages
    return try #require(pages.first { $0.source.page == page }, "\(file)")
  }

  /// What verification says of the page that a file belongs to.
  func errors(about file: String) throws -> [VerificationReport.Problem] {
    let assignment = try assignment(of: file)
    let report = EngineThread.run { publisher.verify(assignment, VerificationOptions()) }
    return VerificationReport.Page(report, position: 0).problems.filter { $0.severity == .error }
  }

  /// All that the page shows.
  func shown(_ file: String) throws -> String {
    let assignment = try assignment(of: file)
    let notebook = try Notebook(readingFrom: assignment.source.path)
    var report = PageReport(path: "")
    let destinations = publisher.destinations(notebook, assignment.source, assignment.site, &report)
    let markdown = EngineThread.run { publisher.markdown(notebook.run(), destinations, assignment.source) }
    return markdown.text.drop { $0 != "\n" } + markdown.figures.map(\.svg).joined()
  }
}

/// A character of a line, and what takes its place.
private struct Mutation: CustomStringConvertible {
  var file: String
  var line: Int
  var before: String
  var after: String

  var description: String { "\(file):\(line): \(before) → \(after)" }

  /// A digit, a sign, an index, a reference or a label, somewhere in the text of a file.
  init?(of text: String, in file: String, _ random: inout RandomSource) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let pattern = #/[0-9]| [-+*\/] |@(?:fig|sec|eq|thm|tbl)-\w|\{#/#
    for _ in 0..<200 {
      let number = Int.random(in: lines.indices, using: &random)
      let line = String(lines[number])
      // The fingerprint of the source is no part of what is shown.
      guard !line.hasPrefix("<!-- nabla"), let match = line.matches(of: pattern).randomElement(using: &random) else { continue }
      let old = String(match.output)
      let new: String
      if let digit = Int(old) {
        new = String((digit + Int.random(in: 1...9, using: &random)) % 10)
      } else if old.hasPrefix(" ") {
        new = [" + ", " - ", " * ", " / "].filter { $0 != old }.randomElement(using: &random) ?? " + "
      } else {
        new = old == "{#" ? "{#zz" : old.dropLast() + "zz"
      }
      (self.file, self.line, before, after) = (file, number + 1, line, line.replacingCharacters(in: match.range, with: new))
      return
    }
    return nil
  }
}

@Suite struct MutationTests {
  /// Changes and runs without a change; `make mutations EDITS=500` takes more of them.
  private static let count = ProcessInfo.processInfo.environment["NABLA_MUTATIONS"].flatMap(Int.init) ?? 24
  private static let seed = ProcessInfo.processInfo.environment["NABLA_MUTATION_SEED"].flatMap(UInt64.init) ?? 1

  @Test func `changes are reported where they were made`() throws {
    let course = try MutatedCourse()
    var random = RandomSource(seed: Self.seed)
    var missed: [Mutation] = []
    var misplaced: [Mutation] = []
    var count = 0
    var idle = 0
    while count < Self.count {
      let file = try #require(course.files.randomElement(using: &random))
      let text = try course.folder.text(file)
      guard let mutation = Mutation(of: text, in: file, &random) else { continue }
      count += 1
      var lines = text.components(separatedBy: "\n")
      lines[mutation.line - 1] = mutation.after
      let path = course.folder.path + "/" + file
      try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
      let findings = try course.errors(about: file).filter { $0.file.hasSuffix(file) }
      let shown = findings.isEmpty && file.hasPrefix("notebooks") ? try course.shown(file) : nil
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      if findings.isEmpty {
        // Another seed where nothing is random, another bracket around the same root.
        if let shown, try shown == course.shown(file) { idle += 1 } else { missed.append(mutation) }
      } else if !findings.contains(where: { $0.line == mutation.line }) {
        misplaced.append(mutation)
      }
    }
    #expect(idle * 10 <= Self.count, "\(idle) changes without effect")
    let allowed = max(1, Self.count * 3 / 100)
    #expect(missed.count + misplaced.count <= allowed, "missed: \(missed); on another line: \(misplaced)")
    if Self.count > 100 { print("\(count) changes, \(idle) without effect, \(missed.count) missed: \(missed), \(misplaced.count) on another line: \(misplaced)") }
  }

  @Test func `a course that nobody changed gives no report`() throws {
    let course = try MutatedCourse()
    for _ in 0..<max(1, Self.count / 5) {
      let report = EngineThread.run {
        var publisher = Publisher(forms: [], outputFolder: "")
        publisher.jobs = 2
        return publisher.verify([course.folder.path + "/notebooks"])
      }
      #expect(report.pages.flatMap(\.problems).filter { $0.severity == .error }.map(\.message) == [])
    }
  }
}
