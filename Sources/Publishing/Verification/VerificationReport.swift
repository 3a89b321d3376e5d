// What verifying found, with places instead of trees: what all forms of reports are written from, and what shards exchange.

import Engine
import Notebooks
import Syntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The findings about a collection, or about a share of it. As JSON, a share can be merged with the others.
public struct VerificationReport: Codable, Sendable {
  /// The share `number` of `count`, which holds the pages whose path hashes to it, on every machine.
  public struct Shard: Codable, Sendable, Hashable {
    public var number: Int
    public var count: Int

    /// Reads `2/4`.
    public init?(_ text: String) {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let number = parts[0], let count = parts[1], number >= 1, number <= count else { return nil }
      (self.number, self.count) = (number, count)
    }

    func contains(_ page: String) -> Bool {
      Fingerprint.number(of: page.utf8) % UInt64(count) == UInt64(number - 1)
    }
  }

  public struct Page: Codable, Sendable {
    /// The place among all pages, those of other shares included.
    public var position: Int
    /// As it was reached from the command line.
    public var path: String
    public var cells: [Cell]
    public var expectedResults: Int
    public var tests: Int
    public var problems: [Problem]
  }

  public struct Cell: Codable, Sendable {
    /// Its label, or the section it stands in and its place there.
    public var name: String
    public var line: Int
    /// Whether it did not run: its options say so, or something that it needs failed.
    public var isSkipped: Bool
  }

  public struct Problem: Codable, Sendable {
    public var severity: Diagnostic.Severity
    /// A stable name such as `wrong-result`.
    public var code: String
    public var message: String
    public var hint: String?
    public var file: String
    /// Line and column from 1, in characters; both 0 where the trouble has no place in the file.
    public var line: Int
    public var column: Int
    /// Where it ends; the column is that behind the last character.
    public var endLine: Int
    public var endColumn: Int
    /// The source line.
    public var excerpt: String
    /// The number of the cell that it concerns, from 0.
    public var cell: Int?
  }

  /// Which program wrote the report, in which form.
  public private(set) var format = Self.currentFormat
  static let currentFormat = "nabla-verification-1"

  public var shard: Shard?
  /// How many pages all shares have together.
  public var pageCount: Int
  public var pages: [Page] = []

  init(shard: Shard?, pageCount: Int) {
    self.shard = shard
    self.pageCount = pageCount
  }

  public var problems: [Problem] { pages.flatMap(\.problems) }
  public var errorCount: Int { pages.reduce(0) { $0 + $1.problems.count { $0.severity == .error } } }

  /// One line that says how much was checked.
  public var summary: String {
    func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
    let cells = pages.reduce(0) { $0 + $1.cells.count }
    let results = pages.reduce(0) { $0 + $1.expectedResults }
    let tests = pages.reduce(0) { $0 + $1.tests }
    let verdict = errorCount == 0 ? "all hold" : count(errorCount, "problem")
    return "\(count(pages.count, "page")), \(count(cells, "cell")), \(count(results, "expected result")), \(count(tests, "test")): \(verdict)"
  }
}

extension VerificationReport.Page {
  public init(_ report: PageReport, position: Int = 0) {
    self.init(
      position: position, path: report.path, cells: [], expectedResults: report.expectationCount, tests: report.testCount, problems: [])
    if let trouble = report.trouble { problems.append(VerificationReport.Problem(trouble: trouble, file: report.path)) }
    guard let notebook = report.notebook else { return }
    cells = notebook.cells.map { cell in
      let place = "\(cell.section.map { "\($0), " } ?? "")cell \(cell.placeInSection + 1)"
      return VerificationReport.Cell(
        name: cell.options.label ?? place, line: notebook.location(of: cell.span.start).line,
        isSkipped: report.skippedCells.contains(cell.index))
    }
    func cell(at offset: Int) -> Int? {
      notebook.cells.first { $0.span.start <= offset && offset < ($0.expectedOutput?.span.end ?? $0.span.end) }?.index
    }
    for problem in report.problems {
      problems.append(
        VerificationReport.Problem(problem, in: notebook.source, file: report.path, cell: cell(at: problem.span.start)))
    }
    for finding in report.recorded {
      let isHere = finding.path == report.path
      problems.append(
        VerificationReport.Problem(
          finding.diagnostic, in: finding.source, file: finding.path, cell: isHere ? cell(at: finding.diagnostic.span.start) : nil))
    }
  }
}

extension VerificationReport.Problem {
  /// Trouble without a place.
  init(trouble: String, file: String) {
    self.init(
      severity: .error, code: "unusable-file", message: trouble, hint: nil, file: file, line: 0, column: 0, endLine: 0, endColumn: 0,
      excerpt: "", cell: nil)
  }

  public init(_ diagnostic: Diagnostic, in source: SourceText, file: String, cell: Int? = nil) {
    let start = source.location(of: diagnostic.span.start)
    let end = source.location(of: max(diagnostic.span.start, diagnostic.span.end))
    self.init(
      severity: diagnostic.severity, code: diagnostic.identifier, message: diagnostic.message, hint: diagnostic.hint, file: file, line: start.line,
      column: start.column, endLine: end.line, endColumn: end.column, excerpt: source.line(start.line), cell: cell)
  }
}

// MARK: - JSON and shares

/// Why reports cannot be read or merged.
public struct UnmergeableReports: Error, Sendable, CustomStringConvertible {
  public var description: String
}

extension VerificationReport {
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // A report has no numbers that JSON lacks, and no keys that fail.
    guard let data = try? encoder.encode(self) else { preconditionFailure("a report cannot be encoded") }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  public init(json bytes: [UInt8], name: String) throws(UnmergeableReports) {
    guard let report = try? JSONDecoder().decode(VerificationReport.self, from: Data(bytes)), report.format == Self.currentFormat else {
      throw UnmergeableReports(description: "\(name): this is not a report that `nabla verify --report json=FILE` wrote")
    }
    self = report
  }

  /// The report of all pages from those of all shares.
  public static func merged(_ reports: [(name: String, report: VerificationReport)]) throws(UnmergeableReports) -> VerificationReport {
    guard let first = reports.first?.report, let count = first.shard?.count else {
      throw UnmergeableReports(description: "\(reports.first?.name ?? "no file"): this report is of all pages, not of a share")
    }
    var names: [Int: String] = [:]
    for (name, report) in reports {
      guard let shard = report.shard, shard.count == count, report.pageCount == first.pageCount else {
        throw UnmergeableReports(description: "\(name): this report is not of the same run as \(reports[0].name)")
      }
      if let other = names[shard.number] {
        throw UnmergeableReports(description: "\(name): this share, \(shard.number)/\(count), is also in \(other)")
      }
      names[shard.number] = name
    }
    let missing = (1...count).filter { names[$0] == nil }
    if !missing.isEmpty {
      throw UnmergeableReports(description: "there is no report of \(missing.map { "\($0)/\(count)" }.joined(separator: ", "))")
    }
    var merged = VerificationReport(shard: nil, pageCount: first.pageCount)
    merged.pages = reports.flatMap(\.report.pages).sorted { $0.position < $1.position }
    guard merged.pages.map(\.position) == Array(0..<first.pageCount) else {
      throw UnmergeableReports(description: "the reports do not have all \(first.pageCount) pages: they are of different sources")
    }
    return merged
  }
}
