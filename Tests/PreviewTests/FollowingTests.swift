// A page follows its files: what was saved is shown, and only what the change concerns runs.

import Foundation
import Testing

@testable import Preview

@Suite struct FollowingTests {
  private static func lesson(_ last: String = "a + b") -> String {
    "# One\n\nText.\n\n```nabla\na = 40\n```\n\n```nabla\nb = 2\n```\n\n```nabla\n\(last)\n```\n"
  }

  @Test func onlyWhatAnEditConcernsRuns() throws {
    let preview = try RunningPreview(["one.md": Self.lesson()], "one.md")
    #expect(try preview.get("/one.html").body.contains("42"))
    let live = try preview.live("one.html")
    var state = try live.version(after: "")
    #expect(state.evaluatedCount == 3 && state.problems.isEmpty)
    for (number, inPlace) in [false, true, false, true].enumerated() {
      try preview.save(Self.lesson("a + b + \(100 * number + 100)"), to: "one.md", inPlace: inPlace)
      state = try live.version(after: state.version)
      #expect(state.evaluatedCount == 1)
      #expect(try preview.get("/one.html").body.contains("\(142 + 100 * number)"))
    }
    try preview.save(Self.lesson("a + b + 400").replacing("Text.", with: "Other text."), to: "one.md")
    state = try live.version(after: state.version)
    #expect(state.evaluatedCount == 0)
    #expect(try preview.get("/one.html").body.contains("Other text."))
    try preview.save(Self.lesson("a + b + 400").replacing("a = 40", with: "a = 50"), to: "one.md")
    state = try live.version(after: state.version)
    #expect(state.evaluatedCount == 2)
    #expect(try preview.get("/one.html").body.contains("452"))
  }

  @Test func whatIsWrongIsToldWithItsPlace() throws {
    let preview = try RunningPreview(["one.md": Self.lesson()], "one.md")
    let live = try preview.live("one.html")
    var state = try live.version(after: "")
    try preview.save("---\nauthor: [\n---\n" + Self.lesson(), to: "one.md")
    // The page is the same, but for what is told.
    state = try live.wait { !$0.isRunning && $0.problemCount > 0 }
    #expect(state.problems.first?.place.hasPrefix("one.md:") == true && state.problems.first?.severity == "error")
    try preview.save(Self.lesson("a + absent").replacing("Text.", with: "[nowhere](nowhere.md)"), to: "one.md")
    state = try live.version(after: state.version)
    #expect(state.problems.map(\.place) == ["one.md:3:1", "one.md:14:5"])
    #expect(state.problems.map(\.anchor) == ["one", "cell-3"])
    #expect(try preview.get("/one.html").body.contains("id=\"cell-3\""))
    try preview.save(Self.lesson("a +"), to: "one.md")
    #expect(try live.wait { !$0.isRunning && $0.problemCount == 1 }.problems[0].anchor == "cell-3")
    try preview.save(Self.lesson(), to: "one.md")
    #expect(try live.wait { !$0.isRunning && $0.problemCount == 0 }.trouble == nil)
  }

  @Test(arguments: ["", "one.md"])
  func aFileThatGoesIsMissedAndComesBack(path: String) throws {
    let preview = try RunningPreview(["one.md": Self.lesson(), "two.md": "# Two\n"], path)
    let live = try preview.live("one.html")
    let state = try live.version(after: "")
    try FileManager.default.removeItem(atPath: preview.folder + "/one.md")
    let gone = try live.wait { $0.trouble != nil && !$0.isRunning }
    #expect(gone.version == state.version)
    #expect(try preview.get("/one.html").status == 200)
    // Longer than the folder is not looked at.
    usleep(1_000_000)
    try preview.save(Self.lesson("a * b"), to: "one.md")
    #expect(try live.wait { $0.trouble == nil && !$0.isRunning }.problemCount == 0)
    #expect(try preview.get("/one.html").body.contains("80"))
    try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: preview.folder + "/one.md"))
    #expect(try live.wait { $0.trouble != nil && !$0.isRunning }.trouble?.contains("UTF-8") == true)
    try preview.save(Self.lesson(), to: "one.md")
    try live.wait { $0.trouble == nil && !$0.isRunning }
  }

  @Test func aLongRunIsShownAndSuperseded() throws {
    let endless = "n = 0\nwhile n >= 0\n  n += 1\nend"
    let limits = "---\nlimits:\n  steps: 1000000000000\n  timeout: 3600\n---\n"
    let preview = try RunningPreview(["one.md": limits + Self.lesson()], "one.md")
    let live = try preview.live("one.html")
    var state = try live.version(after: "")
    try preview.save(limits + Self.lesson(endless), to: "one.md")
    try live.wait { $0.isRunning }
    // The old page is there all the while.
    let start = Date()
    #expect(try preview.get("/one.html").body.contains("42"))
    #expect(Date().timeIntervalSince(start) < 5)
    for number in 1...3 {
      try preview.save(limits + Self.lesson("a + b + \(number)"), to: "one.md")
      state = try live.version(after: state.version)
      // What ran before the edit stays.
      #expect(state.evaluatedCount == 1 && state.problemCount == 0)
      #expect(try preview.get("/one.html").body.contains("\(42 + number)"))
      try preview.save(limits + Self.lesson(endless), to: "one.md")
      try live.wait { $0.isRunning }
      // Time for the cells above to be known as unchanged, which a run that is stopped at once does not find out.
      usleep(200_000)
    }
    // A program that is told to end does so in the middle of a run.
    preview.process.terminate()
    preview.process.waitUntilExit()
    #expect(preview.process.terminationReason == .exit && preview.process.terminationStatus == 0)
  }

  @Test func aPageWhoseFirstRunTakesLongIsThereWithoutItsResults() throws {
    let source = "---\nlimits:\n  steps: 1000000000000\n  timeout: 3600\n---\n# Long\n\nText.\n\n```nabla\nwhile true\nend\n```\n"
    let preview = try RunningPreview(["long.md": source, "short.md": "# Short\n"])
    #expect(try preview.get("/long.html").body.contains("Text."))
    #expect(try preview.get("/short.html").body.contains("Short"))
    try preview.live("long.html").wait { $0.isRunning }
    kill(preview.process.processIdentifier, SIGINT)
    preview.process.waitUntilExit()
    #expect(preview.process.terminationReason == .exit && preview.process.terminationStatus == 0)
  }

  @Test func pagesOfAFolderFollowEachOther() throws {
    let preview = try RunningPreview([
      "README.md": "# Course\n\n- [One](one.md)\n- [Two](two.md)\n", "one.md": "# One\n\n## Part {#sec-part}\n",
      "two.md": "# Two\n\nSee @sec-part.\n\n![Dot](dot.svg)\n",
    ])
    let live = try preview.live("two.html")
    var state = try live.version(after: "")
    #expect(state.problems.map(\.message) == ["there is no file `dot.svg` for this image"])
    try preview.save("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", to: "dot.svg")
    state = try live.wait { !$0.isRunning && $0.problemCount == 0 }
    try preview.save("<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>", to: "dot.svg")
    let images = state.images
    state = try live.wait { !$0.isRunning && $0.images != images }
    // A page that others refer to.
    try preview.save("# One\n\n## Before\n\n## Part {#sec-section}\n", to: "one.md")
    state = try live.wait { !$0.isRunning && $0.problemCount == 1 }
    #expect(state.problems[0].message == "there is nothing called `sec-part` on any page")
    // A new page is in the list of all.
    try preview.save("# Three\n", to: "three.md")
    state = try live.version(after: state.version)
    #expect(try preview.get("/two.html").body.contains("three.html"))
    #expect(try preview.get("/three.html").status == 200)
  }

  @Test func aBibliographyIsFollowed() throws {
    let entry = "@book{a, author = {Strang, Gilbert}, title = {Algebra}, publisher = {Press}, year = {2016}}\n"
    let preview = try RunningPreview(["one.md": "---\nbibliography: works.bib\n---\n# One\n\n[@a]\n", "works.bib": entry], "one.md")
    let live = try preview.live("one.html")
    let state = try live.version(after: "")
    try preview.save(entry.replacing("Algebra", with: "Calculus"), to: "works.bib")
    _ = try live.version(after: state.version)
    #expect(try preview.get("/one.html").body.contains("Calculus"))
  }

  @Test func manyPagesCanBeOpened() throws {
    let files = Dictionary(uniqueKeysWithValues: (1...40).map { ("page-\($0).md", "# Page \($0)\n\n```nabla\n\($0) + 1000\n```\n") })
    let preview = try RunningPreview(files)
    for number in (1...40).map({ $0 }) + [1, 2, 3] {
      #expect(try preview.get("/page-\(number).html").body.contains("\(number + 1000)"))
    }
  }
}
