// Pages that cannot have changed are not built again, and all others are.

import Engine
import Foundation
import Notebooks
import Testing

@testable import Publishing

@Suite struct PageCacheTests {
  private static let files = [
    "README.md": "# Course\n\n- [One](one.md)\n- [Two](two.md)\n",
    "one.md": "---\nbibliography: works.bib\n---\n\n# One {#sec-one}\n\n![A dot](dot.svg)\n\n[@knuth]\n\n```nabla\nx = rand()\n```\n",
    "two.md": "# Two\n\nSee @sec-one and $x^2$.\n\n```nabla\n1 + 1\n```\n",
    "dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"1\"/></svg>",
    "works.bib": "@book{knuth, author = {Donald Knuth}, title = {Art}, year = {1968}}\n",
  ]

  private let folder: TemporaryFolder
  private var cache: String { folder.path + "/cache" }

  init() throws { folder = try TemporaryFolder(Self.files) }

  private func render(
    stamp: String = "1", isSafe: Bool = false, forms: [OutputForm] = [.html, .markdown], parameters: [String: String] = [:],
    jobs: Int = 1
  ) -> [PageReport] {
    var publisher = Publisher(forms: forms, outputFolder: folder.path + "/out", parameters: parameters)
    publisher.isSafe = isSafe
    publisher.jobs = jobs
    publisher.cache = PageCache(folder: cache, stamp: stamp)
    let work = publisher
    return EngineThread.run { work.render(folder: folder.path) }
  }

  /// Which of the pages README, one, two were not built again.
  private func reused(_ reports: [PageReport]) -> [Bool] {
    #expect(reports.allSatisfy { !$0.hasErrors })
    return reports.map(\.isReused)
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(toFile: folder.path + "/" + name, atomically: false, encoding: .utf8)
  }

  @Test func `nothing changed, so nothing is built, and all is told as before`() throws {
    let first = render()
    #expect(reused(first) == [false, false, false])
    let page = try folder.text("out/one.html")
    let index = try folder.text("out/assets/nabla-search.js")
    #expect(index.split(separator: "\n").count == 5)
    let second = render()
    #expect(reused(second) == [true, true, true])
    #expect(try folder.text("out/one.html") == page)
    #expect(try folder.text("out/assets/nabla-search.js") == index)
    #expect(second.map(\.cellCount) == first.map(\.cellCount))
    #expect(second.map { $0.written.map { realPath($0) } } == first.map { $0.written.map { realPath($0) } })
    #expect(Set(second[2].mathematicalCharacters) == Set(first[2].mathematicalCharacters) && !second[2].mathematicalCharacters.isEmpty)
  }

  @Test(arguments: [
    ("one.md", "# One {#sec-one}\n\nOther text.\n", [true, false, true]),
    ("dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"2\"/></svg>", [true, false, true]),
    ("works.bib", "@book{knuth, author = {Donald Knuth}, title = {The Art}, year = {1968}}\n", [true, false, true]),
    // Titles stand in the navigation of every page.
    ("one.md", "# Another title {#sec-one}\n", [false, false, false]),
    ("README.md", "# Course\n\n- [Two](two.md)\n- [One](one.md)\n", [false, false, false]),
    // What was written is gone, or somebody changed it.
    ("out/two.html", "changed", [true, true, false]),
    ("out/dot.svg", "", [true, false, true]),
  ])
  func `what depends on a change is built again`(name: String, text: String, expected: [Bool]) throws {
    _ = render()
    try write(text, to: name)
    let reports = render()
    #expect(reused(reports) == expected || name == "README.md" && reused(reports).allSatisfy { !$0 })
    #expect(try folder.text("out/two.html") != "changed")
    #expect(reused(render()) == [true, true, true])
  }

  @Test func `another build of the program, another form and other parameters build everything`() {
    _ = render()
    #expect(reused(render(stamp: "2")) == [false, false, false])
    #expect(reused(render(stamp: "2", isSafe: true)) == [false, false, false])
    #expect(reused(render(stamp: "2", isSafe: true, forms: [.html])) == [false, false, false])
    #expect(reused(render(stamp: "2", isSafe: true, forms: [.html])) == [true, true, true])
  }

  @Test func `a page with a finding is never kept`() throws {
    try write("# Two\n\n```nabla\nsqrt(-1)\n```\n", to: "two.md")
    for _ in 0..<2 {
      let report = render()[2]
      #expect(report.hasErrors && !report.isReused)
    }
    // A finding that comes later, of a file that the page only links to.
    try write("# Two\n\n[data](data.csv)\n", to: "two.md")
    try write("1", to: "data.csv")
    #expect(reused(render())[2] == false)
    #expect(reused(render())[2] == true)
    try FileManager.default.removeItem(atPath: folder.path + "/data.csv")
    #expect(render()[2].hasErrors)
  }

  @Test func `records that are damaged or gone are none`() throws {
    _ = render()
    let records = try FileManager.default.contentsOfDirectory(atPath: cache).sorted()
    #expect(records.count == 3)
    for damage in 0..<4 {
      for record in records {
        let path = cache + "/" + record
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        switch damage {
        case 0: try Data().write(to: URL(fileURLWithPath: path))
        case 1: try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: path))
        case 2:
          var bytes = bytes
          bytes[bytes.count / 3] ^= 1
          try bytes.write(to: URL(fileURLWithPath: path))
        default: try FileManager.default.removeItem(atPath: path)
        }
      }
      #expect(reused(render()) == [false, false, false], "damage \(damage)")
    }
    #expect(reused(render()) == [true, true, true])
  }

  @Test func `a cache that cannot be written changes nothing`() throws {
    try write("a file, not a folder", to: "cache")
    #expect(reused(render()) == [false, false, false])
    #expect(reused(render()) == [false, false, false])
  }

  @Test func `the bytes are the same with one thread and with several, with the cache and without`() throws {
    func pages() throws -> [String] { try ["index.html", "one.html", "two.html", "one.md", "two.md"].map { try folder.text("out/" + $0) } }
    _ = render()
    let expected = try pages()
    _ = render(jobs: 3)
    #expect(try pages() == expected)
    try FileManager.default.removeItem(atPath: folder.path + "/out")
    _ = render(jobs: 3)
    #expect(try pages() == expected)
  }
}
