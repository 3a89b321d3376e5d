// What is remembered of pages that were written, so that those that cannot have changed are not built again.

import Notebooks
import Typesetting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One small record for each page that was written without a finding: a fingerprint of everything it depends on, and of each
/// file that was written.
///
/// A page is reused only if its files are still there as they were written. Records may be deleted at any time, and one
/// that cannot be read, or was changed, is none.
public struct PageCache: Sendable {
  struct Record: Equatable {
    /// The fingerprint of everything that the page depends on.
    var key: String
    var cellCount = 0
    var expectationCount = 0
    var testCount = 0
    var mathematicalCharacters: [Unicode.Scalar] = []
    /// One line.
    var searchEntry: String?
    var files: [File] = []
  }

  struct File: Equatable {
    var path: String
    var fingerprint: String
  }

  private let folder: String
  /// What tells one build of the program, and one mathematical font, from another.
  let stamp: String

  init(folder: String, stamp: String) {
    self.folder = folder
    self.stamp = stamp
  }

  /// The cache in the user's folder for such things (XDG Base Directory Specification); `nil` where there is none.
  public static var ofUser: PageCache? {
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    guard let program = modification(of: "/proc/self/exe"),
      let base = variable("XDG_CACHE_HOME") ?? variable("HOME").map({ $0 + "/.cache" })
    else { return nil }
    return PageCache(
      folder: base + "/nabla/pages", stamp: "\(program) \(modification(of: MathFont.latinModernMath) ?? "no font")")
  }

  /// The size of a file and when it was last changed.
  private static func modification(of path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return "\(status.st_size) \(time.tv_sec).\(time.tv_nsec)"
  }

  // MARK: - Records

  /// What is remembered of a page, if its files still are what was written.
  ///
  /// - Parameter page: the absolute path of the page without its ending.
  func record(of page: String) -> Record? {
    guard let text = try? readText(path(of: page)), let record = PageCache.parse(text, page),
      record.files.allSatisfy({ (try? readBytes($0.path)).map { Fingerprint.of($0) } == $0.fingerprint })
    else { return nil }
    return record
  }

  /// Remembers a page. That this fails is no error: the page is built again next time.
  func keep(_ record: Record, of page: String) {
    guard !(record.files.map(\.path) + [page]).contains(where: { $0.utf8.contains(UInt8(ascii: "\n")) }) else { return }
    try? OutputFiles.write(PageCache.text(record, page), to: path(of: page))
  }

  /// Forgets a page.
  func forget(_ page: String) { unlink(path(of: page)) }

  private func path(of page: String) -> String { folder + "/" + Fingerprint.of(page.utf8) }

  private static let head = "nabla page 2"

  private static func text(_ record: Record, _ page: String) -> String {
    var lines = [head, page, record.key, "\(record.cellCount) \(record.expectationCount) \(record.testCount)"]
    lines.append(record.mathematicalCharacters.map { String($0.value, radix: 16) }.joined(separator: " "))
    lines.append(record.searchEntry ?? "")
    lines += record.files.map { "\($0.fingerprint) \($0.path)" }
    let text = lines.joined(separator: "\n")
    return text + "\n" + Fingerprint.of(text.utf8)
  }

  private static func parse(_ text: String, _ page: String) -> Record? {
    guard let end = text.utf8.lastIndex(of: UInt8(ascii: "\n")),
      text[text.utf8.index(after: end)...] == Fingerprint.of(text[..<end].utf8)
    else { return nil }
    let lines = text[..<end].split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 6, lines[0] == head, lines[1] == page else { return nil }
    let counts = lines[3].split(separator: " ").compactMap { Int($0) }
    guard counts.count == 3 else { return nil }
    var record = Record(key: String(lines[2]), cellCount: counts[0], expectationCount: counts[1], testCount: counts[2])
    record.mathematicalCharacters = lines[4].split(separator: " ").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
    record.searchEntry = lines[5].isEmpty ? nil : String(lines[5])
    for line in lines[6...] {
      guard let blank = line.firstIndex(of: " ") else { return nil }
      record.files.append(File(path: String(line[line.index(after: blank)...]), fingerprint: String(line[..<blank])))
    }
    return record
  }
}
