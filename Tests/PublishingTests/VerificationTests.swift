// `Publisher.verify`: recorded pages, updates, shares, reports.

import Engine
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Publishing

@Suite struct VerificationTests {
  private static let lesson = """
    # A lesson {#sec-one}

    ```nabla
    #| label: first
    s = 1.5 + 2.25
    s            # => 3.75
    ```

    The sum is `= s`.

    ```nabla
    [s, 2s]
    ```
    ```output
    2-element Vector{Float64}:
     3.75
     7.5
    ```

    """

  /// A folder `notes` with its pages recorded beside it.
  private func recorded(_ files: [String: String] = ["a.md": lesson]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder(Dictionary(uniqueKeysWithValues: files.map { ("notes/" + $0.key, $0.value) }))
    let publisher = Publisher(forms: [.markdown], outputFolder: folder.path + "/output")
    let reports = EngineThread.run { publisher.render(folder: folder.path + "/notes") }
    #expect(reports.allSatisfy { !$0.hasErrors })
    return folder
  }

  private func verify(_ folder: TemporaryFolder, _ options: VerificationOptions = VerificationOptions()) -> VerificationReport {
    EngineThread.run { Publisher().verify([folder.path + "/notes"], options) }
  }

  private func edit(_ folder: TemporaryFolder, _ file: String, _ old: String, _ new: String) throws {
    let text = try folder.text(file)
    #expect(text.contains(old))
    try text.replacing(old, with: new, maxReplacements: 1).write(toFile: folder.path + "/" + file, atomically: true, encoding: .utf8)
  }

  private func lines(_ report: VerificationReport, _ code: String) -> [String] {
    report.problems.filter { $0.code == code }.map { "\($0.file.split(separator: "/").suffix(2).joined(separator: "/")):\($0.line)" }
  }

  @Test func `what is recorded and did not change holds`() throws {
    let report = verify(try recorded())
    #expect(report.problems.isEmpty, "\(report.problems.map(\.message))")
    #expect(report.summary == "1 page, 2 cells, 1 expected result, 0 tests: all hold")
  }

  @Test func `a recorded result that is changed by hand is wrong, with its place`() throws {
    let folder = try recorded()
    try edit(folder, "output/a.md", "The sum is $3.75", "The sum is $3.76")
    let report = verify(folder)
    let line = try folder.text("output/a.md").split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.hasPrefix("The sum") }
    #expect(lines(report, "recorded-wrong") == ["output/a.md:\(try #require(line) + 1)"])
    #expect(report.problems.first?.message.contains("notes/a.md:9") == true)
    #expect(report.errorCount == 1)
  }

  @Test func `a source that changed makes its page stale where it shows something else`() throws {
    let folder = try recorded()
    try edit(folder, "notes/a.md", "The sum is", "The whole sum is")
    #expect(lines(verify(folder), "recorded-stale") == ["notes/a.md:9"])
    try edit(folder, "notes/a.md", "1.5 + 2.25", "1.5 + 2.26")
    #expect(Set(lines(verify(folder), "recorded-stale")) == ["notes/a.md:3", "notes/a.md:5", "notes/a.md:9", "notes/a.md:11"])
  }

  @Test func `a source that shows the same is reformatted only`() throws {
    let folder = try recorded()
    try edit(folder, "notes/a.md", "# A lesson {#sec-one}\n\n", "# A lesson {#sec-one}\n\n\n")
    let report = verify(folder)
    #expect(report.errorCount == 0)
    #expect(report.problems.map(\.code) == ["recorded-reformatted"])
  }

  @Test func `a page that is not recorded among others that are is told`() throws {
    let folder = try recorded()
    try Self.lesson.write(toFile: folder.path + "/notes/b.md", atomically: true, encoding: .utf8)
    #expect(verify(folder).problems.map(\.code).contains("not-recorded"))
  }

  @Test func `figures are compared by their numbers`() throws {
    let folder = try recorded(["a.md": "```nabla\n#| label: fig-line\n#| fig-alt: a line\nplot([1, 2, 4])\n```\n\nSee @fig-line.\n"])
    #expect(verify(folder).problems.isEmpty)
    try edit(folder, "notes/a.md", "[1, 2, 4]", "[1, 2, 5]")
    let report = verify(folder)
    #expect(report.problems.contains { $0.code == "recorded-stale" && $0.message.contains("fig-line.svg") && $0.line == 1 })
    try FileManager.default.removeItem(atPath: folder.path + "/output/a_files/fig-line.svg")
    #expect(verify(folder).problems.contains { $0.message.contains("there is no such file") })
  }

  @Test func `an update rewrites what does not hold and nothing else`() throws {
    let folder = try recorded()
    try edit(folder, "notes/a.md", "1.5 + 2.25", "1.5 + 2.123456")
    #expect(verify(folder).errorCount > 0)
    let (written, troubles) = EngineThread.run { Publisher().update([folder.path + "/notes"]) }
    #expect(troubles.isEmpty)
    #expect(written.count == 2)
    let report = verify(folder)
    #expect(report.problems.isEmpty, "\(report.problems.map(\.message))")
    let expected = Self.lesson.replacing("1.5 + 2.25", with: "1.5 + 2.123456").replacing("# => 3.75", with: "# => 3.62")
      .replacing(" 3.75\n 7.5\n", with: " 3.623456\n 7.246912\n")
    #expect(try folder.text("notes/a.md") == expected)
    let again = EngineThread.run { Publisher().update([folder.path + "/notes"]) }
    #expect(again.written.isEmpty)
  }

  @Test func `outputs in quotes keep their marks`() throws {
    let text = "> ```nabla\n> println(\"a\\n\\nb\")\n> ```\n> ```output\n> old\n> ```\n"
    let folder = try TemporaryFolder(["notes/a.md": text])
    _ = EngineThread.run { Publisher().update([folder.path + "/notes"]) }
    #expect(try folder.text("notes/a.md") == text.replacing("> old\n", with: "> a\n>\n> b\n"))
  }

  @Test func `shares hold each page once, and merged they are the whole`() throws {
    let files = Dictionary(uniqueKeysWithValues: (0..<12).map { ("p\($0).md", Self.lesson + ($0 == 5 ? "\n```nabla\n1 + 1 # => 3\n```\n" : "")) })
    let folder = try TemporaryFolder(Dictionary(uniqueKeysWithValues: files.map { ("notes/" + $0.key, $0.value) }))
    let whole = verify(folder)
    let shares = (1...4).map { number in
      var options = VerificationOptions()
      options.shard = VerificationReport.Shard("\(number)/4")
      return verify(folder, options)
    }
    #expect(shares.map(\.pages.count).reduce(0, +) == 12)
    #expect(shares.allSatisfy { $0.pages.count < 12 })
    let read = try shares.reversed().map { ("share", try VerificationReport(json: Array($0.json.utf8), name: "share")) }
    let merged = try VerificationReport.merged(read)
    #expect(merged.json == whole.json)
    #expect(JUnitReport.text(of: merged) == JUnitReport.text(of: whole))
    #expect(throws: UnmergeableReports.self) { try VerificationReport.merged(Array(read.dropLast())) }
    #expect(throws: UnmergeableReports.self) { try VerificationReport.merged(read + [read[0]]) }
    #expect(throws: UnmergeableReports.self) { try VerificationReport.merged([("whole", whole)]) }
    #expect(throws: UnmergeableReports.self) { try VerificationReport(json: Array("{}".utf8), name: "x") }
  }

  @Test func `reports hold every problem with its place`() throws {
    let text = "# T\n\n```nabla\n#| label: \"one\"\n1 + 1   # => 3\n\"<&>\"   # => \"x\"\n```\n\n```nabla\n#| eval: false\n2\n```\n\n[gone](missing.md)\n"
    let folder = try TemporaryFolder(["notes/a, b.md": text])
    let report = verify(folder)
    #expect(report.errorCount == 3)
    let junit = JUnitReport.text(of: report)
    #expect(junit.contains("tests=\"3\" failures=\"2\" errors=\"0\" skipped=\"1\""))
    #expect(junit.contains("&lt;&amp;&gt;"))
    #expect(XMLParser(data: Data(junit.utf8)).parse())
    let annotations = GitHubAnnotations.text(of: report.problems).split(separator: "\n")
    #expect(annotations.count == 3)
    #expect(annotations[0].hasPrefix("::error file=") && annotations[0].contains("a%2C b.md,line=5,endLine=5,col="))
  }

  @Test(.enabled(if: Tool("python3") != nil, "there is no Python"))
  func `other programs read the report for JUnit`() throws {
    let text = "```nabla\n1 + 1  # => 3\n```\n\n```nabla\n#| eval: false\n2\n```\n\n```nabla\nsqrt(-1)\n```\n"
    let folder = try TemporaryFolder(["notes/a.md": text])
    let report = try TemporaryFolder(["junit.xml": JUnitReport.text(of: verify(folder))])
    // The parser is asked where it is installed (`pip install junitparser`).
    let script = """
      import sys
      try:
        from junitparser import JUnitXml
      except ImportError:
        sys.exit(0)
      report = JUnitXml.fromfile(sys.argv[1])
      suite, = report
      results = [[type(result).__name__ for result in case.result] for case in suite]
      assert (report.tests, report.failures, report.errors, suite.skipped) == (3, 2, 0, 1), report
      assert results == [["Failure"], ["Skipped"], ["Failure"]], results
      """
    let (_, errors, code) = try #require(Tool("python3")).run(["-c", script, report.path + "/junit.xml"])
    #expect(code == 0, "\(errors)")
  }

  @Test func `a page that differs from run to run is told`() throws {
    let folder = try TemporaryFolder(["notes/a.md": Self.lesson])
    var options = VerificationOptions()
    options.runsTwice = true
    #expect(verify(folder, options).problems.isEmpty)
  }
}
