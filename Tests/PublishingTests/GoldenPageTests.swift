// The course as rendered Markdown is what `output` records, number by number.

import Engine
import Foundation
import Publishing
import Testing

@Suite struct GoldenPageTests {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  @Test func `The rendered lessons are those of the output folder`() throws {
    let folder = NSTemporaryDirectory() + "nabla-golden-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let publisher = Publisher(forms: [.markdown], outputFolder: folder)
    let reports = EngineThread.run { publisher.render(folder: Self.root + "/notebooks") }
    #expect(reports.count >= 5)
    for report in reports {
      #expect(!report.hasErrors, "\(report.path): \(report.problems.map(\.message).prefix(3))")
      for file in report.written {
        let name = String(file.dropFirst(folder.count + 1))
        let recorded = Self.root + "/output/" + name
        #expect(FileManager.default.fileExists(atPath: recorded), "output/\(name) is not there: run `make notebooks`")
        guard let expected = try? String(contentsOfFile: recorded, encoding: .utf8) else { continue }
        let actual = try String(contentsOfFile: file, encoding: .utf8)
        // Drawings are rounded to a hundredth of a unit.
        let difference = NumericText(actual).difference(
          from: NumericText(expected), relative: 1e-8, absolute: name.hasSuffix(".svg") ? 0.02 : 1e-12)
        #expect(difference == nil, "output/\(name): \(difference ?? "")")
      }
    }
  }

  @Test func `Nothing that only nabla understands is left in a rendered page`() throws {
    for file in (FileManager.default.enumerator(atPath: Self.root + "/output")?.allObjects as? [String] ?? [])
    where file.hasSuffix(".md") {
      let page = try String(contentsOfFile: Self.root + "/output/" + file, encoding: .utf8)
      #expect(page.hasPrefix("<!-- nabla: "))
      // What the guide shows as source is meant to be there.
      let text = page.replacing(#/(?m)^````markdown\n(?s:.*?)^````$/#, with: "").replacing(#/``.+?``|`[^`=\n][^`\n]*`/#, with: "")
      for mark in ["{#", "[!THEOREM", "[!DEFINITION", "[!PROOF", "[!EXERCISE", "\\val{", "```nabla", "`= ", "#| "] {
        #expect(!text.contains(mark), "\(file) holds \(mark)")
      }
    }
  }

  @Test func `Numbers are compared and words are not forgiven`() {
    func differ(_ a: String, _ b: String) -> Bool {
      NumericText(a).difference(from: NumericText(b), relative: 1e-8) != nil
    }
    #expect(!differ("x = 1.00000000001", "x = 1.0"))
    #expect(differ("x = 1.0001", "x = 1.0"))
    #expect(differ("x = 1", "y = 1"))
    #expect(differ("-1", "1"))
    #expect(differ("1 2", "1"))
  }
}
