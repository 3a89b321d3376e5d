// Files and folders.

import Foundation
import Testing

@testable import Notebooks

@Suite struct ReadingTests {
  /// A folder that is removed at the end of the test.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func write(_ text: String, to path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  @Test func `a file is read, or it is said why not`() throws {
    try withFolder { folder in
      try write("# Ä\n", to: folder + "/a.md")
      #expect(try Notebook(readingFrom: folder + "/a.md").title == "Ä")
      #expect(throws: UnreadableFile(path: folder + "/b.md", reason: .notFound)) {
        try Notebook(readingFrom: folder + "/b.md")
      }
      #expect(throws: UnreadableFile(path: folder, reason: .isFolder)) { try Notebook(readingFrom: folder) }
      try Data([0x61, 0x0A, 0x62, 0xC3, 0x28]).write(to: URL(fileURLWithPath: folder + "/c.md"))
      #expect(throws: UnreadableFile(path: folder + "/c.md", reason: .invalidUTF8(offset: 3, line: 2))) {
        try Notebook(readingFrom: folder + "/c.md")
      }
    }
  }

  @Test(arguments: [
    ([0x61, 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0x80], nil),
    ([0x80], 0), ([0x61, 0xC0, 0x80], 1), ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
    ([0xF5, 0x80, 0x80, 0x80], 0),
    ([0xF4, 0x90, 0x80, 0x80], 0), ([0x61, 0xE2, 0x82], 1), ([], nil),
  ] as [([UInt8], Int?)])
  func `ill-formed UTF-8 is found`(bytes: [UInt8], offset: Int?) {
    #expect(firstInvalidUTF8(bytes) == offset)
  }

  @Test func `a collection has the order of its README`() throws {
    try withFolder { folder in
      try write(
        "# Course\n\n- [One](b.md)\n  - **[Two](sub/a.md#x)**\n- [Site](https://x.org)\n"
          + "- [Gone](gone.md)\n- [Up](../x.md)\n",
        to: folder + "/README.md")
      for name in ["a.md", "b.md", "sub/a.md", "sub/c.md", ".hidden/d.md", "sub/e.txt"] {
        try write("# x\n", to: folder + "/" + name)
      }
      let collection = try Collection(folder: folder)
      #expect(collection.index == "README.md")
      #expect(collection.entries.map(\.path) == ["b.md", "sub/a.md", "a.md", "sub/c.md"])
      #expect(collection.entries.map(\.level) == [0, 1, 0, 0])
      #expect(collection.entries.map(\.title) == ["One", "Two", nil, nil])
      #expect(collection.diagnostics.map(\.identifier) == ["missing-file", "outside-root"])
    }
  }

  @Test func `links stay below the root`() throws {
    try withFolder { folder in
      try write("x", to: folder + "/root/sub/a b.md")
      try write("x", to: folder + "/secret.md")
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/root/link.md", withDestinationPath: folder + "/secret.md")
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/root/inner.md", withDestinationPath: folder + "/root/sub/a b.md")
      try FileManager.default.createSymbolicLink(atPath: folder + "/root/loop", withDestinationPath: folder + "/root")
      let collection = try Collection(folder: folder + "/root")
      #expect(collection.entries.map(\.path) == ["inner.md", "sub/a b.md"])
      #expect(collection.resolve("a%20b.md#part", from: "sub/x.md") == .file(path: "sub/a b.md", fragment: "part"))
      #expect(collection.resolve("/sub/a b.md?q", from: "sub/x.md") == .file(path: "sub/a b.md", fragment: nil))
      #expect(collection.resolve("#top", from: "sub/x.md") == .file(path: "sub/x.md", fragment: "top"))
      #expect(collection.resolve("../inner.md", from: "sub/x.md") == .file(path: "inner.md", fragment: nil))
      #expect(collection.resolve("link.md", from: "x.md") == .outside)
      #expect(collection.resolve("../secret.md", from: "x.md") == .outside)
      #expect(collection.resolve("%2e%2e/secret.md", from: "x.md") == .outside)
      #expect(collection.resolve("none.md", from: "x.md") == .missing)
      #expect(collection.resolve("a%00.md", from: "x.md") == .missing)
      #expect(collection.resolve("mailto:a@b.c", from: "x.md") == .external)
      #expect(collection.resolve("//x.org/a", from: "x.md") == .external)
    }
  }

  @Test func `a folder that is none is an error`() {
    #expect(throws: UnreadableFile.self) { try Collection(folder: "/nonexistent/folder") }
  }
}
