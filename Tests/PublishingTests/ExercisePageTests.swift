// Exercises on pages of every form, in the search, in verification and in tables of grades.

import Engine
import Foundation
import Testing

@testable import Notebooks
@testable import Publishing

@Suite struct ExercisePageTests {
  private static let page = """
    # A lesson

    > [!EXERCISE] Title {#exr-a}
    > Do it.

    > [!HINT] Look {#hint-a}
    > A hint.

    ```nabla
    #| starter: exr-a
    start = missing
    ```

    ```nabla
    #| solution: exr-a
    start = 40 + 2
    ```

    ```nabla
    #| solution: exr-a
    start = 6 * 7
    ```

    ```nabla
    #| check: exr-a
    @test start > 41
    ```

    ```nabla
    #| check: exr-a
    #| hidden: true
    @test start == unspoken_number(42)
    ```
    ```output
    unspoken output
    ```

    > ```nabla
    > #| check: exr-a
    > #| hidden: true
    > @test start == unspoken_too
    > ```

    The end.

    """

  /// The page with hidden checks that hold.
  private static let holding = page.replacing("unspoken_number(42)", with: "42").replacing("unspoken_too", with: "42")
    .replacing("```output\nunspoken output\n```\n", with: "")

  private func text(_ form: OutputForm) throws -> String {
    let folder = try TemporaryFolder(["page.md": Self.page])
    let publisher = Publisher(forms: [form], outputFolder: folder.path + "/out")
    let report = EngineThread.run { publisher.render(file: folder.path + "/page.md") }
    #expect(report.trouble == nil && report.problems.isEmpty, "\(report.problems)")
    return try folder.text("out/page." + form.rawValue)
  }

  @Test(arguments: [OutputForm.html, .markdown, .jupyter, .latex])
  func `No page holds a hidden check`(_ form: OutputForm) throws {
    let text = try text(form)
    #expect(!text.contains("unspoken"))
    #expect(text.contains("The end."))
  }

  @Test func `A page of HTML folds solutions with their results, and checks`() throws {
    let html = try text(.html)
    #expect(html.contains("<details class=\"part\"><summary>Solution 1</summary>\n<div class=\"cell\""))
    #expect(html.contains("<summary>Solution 2</summary>") && html.contains("<summary>Check</summary>"))
    #expect(html.components(separatedBy: "42</mn>").count + html.components(separatedBy: ">42</pre>").count > 3)
    // The starter lies open, before the first fold of a solution.
    let starter = try #require(html.range(of: "start = <span class=\"k\">missing</span>") ?? html.range(of: "missing"))
    let solution = try #require(html.range(of: "<summary>Solution 1"))
    #expect(starter.lowerBound < solution.lowerBound)
  }

  @Test func `A Git host folds hints, solutions and checks too`() throws {
    let markdown = try text(.markdown)
    #expect(markdown.contains("> <details>\n> <summary>Hint</summary>\n> \n> **Look.**\n> \n> A hint.\n> \n> </details>"), "\(markdown)")
    #expect(markdown.contains("<details>\n<summary>Solution 1</summary>\n\n```julia\nstart = 40 + 2\n```"))
    #expect(markdown.components(separatedBy: "<details>").count == markdown.components(separatedBy: "</details>").count)
  }

  @Test func `A Jupyter notebook folds the cell of a solution`() throws {
    let json = try #require(try JSONSerialization.jsonObject(with: Data(try text(.jupyter).utf8)) as? [String: Any])
    let cells = try #require(json["cells"] as? [[String: Any]])
    let folded = cells.filter { (($0["metadata"] as? [String: Any])?["jupyter"] as? [String: Any])?["source_hidden"] as? Bool == true }
    #expect(folded.count == 2)
  }

  @Test func `The search finds no solution`() throws {
    let site = try RenderedSite(["README.md": "# Index\n\n- [Page](page.md)\n", "page.md": Self.holding])
    let files = try FileManager.default.subpathsOfDirectory(atPath: site.folder.path + "/out").filter { $0.hasSuffix(".js") || $0.hasSuffix(".json") }
    #expect(!files.isEmpty)
    for file in files {
      let text = try site.text(file)
      #expect(!text.contains("40 + 2") && !text.contains("start > 41"), "\(file)")
    }
  }

  @Test func `Verification tells of a solution that fails and of a starter that passes`() throws {
    let wrong = Self.holding.replacing("6 * 7", with: "6 + 7")
    let folder = try TemporaryFolder(["a.md": wrong, "b.md": wrong.replacing("6 + 7", with: "42").replacing("start = missing", with: "start = 42")])
    let path = folder.path
    let report = EngineThread.run { Publisher().verify([path + "/a.md", path + "/b.md"]) }
    #expect(report.pages[0].problems.map(\.code) == ["solution-fails"])
    #expect(report.pages[0].problems.first?.line == 19)
    #expect(report.pages[1].problems.map(\.code) == ["starter-passes"])
  }

  @Test func `A release holds nothing of the teacher's in any form`() throws {
    let key = Self.page.replacing("unspoken_number(42)", with: "unspoken").replacing("unspoken_too", with: "unspoken")
    let folder = try TemporaryFolder([
      "key/README.md": "# Index\n\n- [Page](sub/page.md)\n", "key/sub/page.md": key + "\n![A picture](picture.svg) and [data](data.csv)\n",
      "key/sub/picture.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", "key/sub/data.csv": "a,b\n1,2\n",
      "key/sub/answers.txt": "42",
    ])
    let path = folder.path
    let reports = EngineThread.run { Publisher(forms: [.markdown, .html, .jupyter]).release(path + "/key", to: path + "/out", for: ["ada",
      "grace"]) }
    #expect(reports.filter(\.hasErrors).isEmpty, "\(reports.flatMap(\.problems)) \(reports.compactMap(\.trouble))")
    let files = try FileManager.default.subpathsOfDirectory(atPath: path + "/out")
    for name in ["README.md", "sub/page.md", "sub/page.html", "sub/page.ipynb", "sub/picture.svg", "sub/data.csv", "index.html"] {
      #expect(files.contains("ada/" + name) && files.contains("grace/" + name), "\(name)")
    }
    #expect(!files.contains("ada/sub/answers.txt"))
    for file in files {
      guard let data = FileManager.default.contents(atPath: path + "/out/" + file) else { continue }
      let text = String(decoding: data, as: UTF8.self)
      #expect(!text.contains("40 + 2") && !text.contains("6 * 7") && !text.contains("unspoken"), "\(file)")
    }
  }

  @Test func `A release into the key itself is refused`() throws {
    let folder = try TemporaryFolder(["key/page.md": Self.page])
    let path = folder.path
    for target in ["/key", "/key/out"] {
      let reports = EngineThread.run { Publisher().release(path + "/key", to: path + target) }
      #expect(reports.compactMap(\.trouble).count == 1)
    }
    #expect(try folder.text("key/page.md") == Self.page)
  }

  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("two\nlines", "\"two\nlines\""), ("=SUM(A1)", "'=SUM(A1)"),
    ("+1", "'+1"), ("-1", "'-1"), ("@cmd", "'@cmd"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("=a,\"b\"", "\"'=a,\"\"b\"\"\""), ("", ""),
    ("1.5", "1.5"),
  ])
  func `A field of a table is text and never a formula`(_ field: String, _ written: String) {
    #expect(GradeReport.escape(field) == written)
  }

  @Test(arguments: ["a/b", "", ".", "..", ".hidden", "a\nb", String(repeating: "x", count: 300)])
  func `A name that is no folder names no student`(_ name: String) {
    #expect(StudentList.problem(with: [name]) != nil)
  }

  @Test func `Names of students stand one a line`() {
    #expect(StudentList.names(in: "# course\nada\n\n  grace hopper \r\nálvaro\n") == ["ada", "grace hopper", "álvaro"])
    #expect(StudentList.problem(with: ["ada", "grace hopper"]) == nil)
    #expect(StudentList.problem(with: ["ada", "ada"]) != nil)
  }
}
