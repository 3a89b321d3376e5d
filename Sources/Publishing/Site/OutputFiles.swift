// Writing results: to a temporary file beside the target, then renamed, so that nothing is ever half written.

import Engine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a result could not be written.
public struct UnwritableFile: Error, Sendable, CustomStringConvertible {
  public var path: String
  public var reason: String

  public var description: String { "\(path): \(reason)" }
}

public enum OutputFiles {
  /// Writes new text into a file that is there, at the end of symbolic links if they lead to it; who may read and write
  /// it stays as it was.
  public static func replace(_ path: String, with text: String) throws(UnwritableFile) {
    var status = stat()
    guard stat(path, &status) == 0, let resolved = realpath(path, nil) else { throw failure(path) }
    defer { free(resolved) }
    try write(text, to: String(cString: resolved), mode: status.st_mode & 0o777)
  }

  /// Refuses files of cells that would be one with another, or with a figure of the page, also where upper and lower case are
  /// not told apart.
  static func requireNames(of files: [SavedFile], besides figures: [String]) throws(UnwritableFile) {
    var taken = Set(figures.map { $0.lowercased() })
    for file in files where !taken.insert(file.name.lowercased()).inserted {
      throw UnwritableFile(path: file.name, reason: "a cell saves a file under the name of another one, or of a figure of the page")
    }
  }

  /// Writes the whole file or leaves what was there.
  public static func write(_ text: String, to path: String, mode: mode_t = 0o644) throws(UnwritableFile) {
    try write(Array(text.utf8), to: path, mode: mode)
  }

  /// Writes the whole file or leaves what was there.
  public static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws(UnwritableFile) {
    try makeFolder(folder(of: path))
    let temporary = path + ".part-\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw failure(path) }
    if mode != 0o644 { fchmod(descriptor, mode) }
    let isWritten = bytes.withUnsafeBytes { bytes -> Bool in
      var rest = bytes
      while let start = rest.baseAddress, rest.count > 0 {
        let count = Glibc.write(descriptor, start, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return true
    }
    let error = isWritten ? nil : failure(path)
    close(descriptor)
    if let error {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let error = failure(path)
      unlink(temporary)
      throw error
    }
  }

  /// Prints a page of HTML to a PDF file, whole or not at all.
  static func printPage(_ html: String, to path: String) throws {
    let browser = try Browser()
    let page = path + ".part-\(getpid()).html"
    try write(html, to: page)
    defer { unlink(page) }
    guard let absolute = realpath(page, nil) else { throw failure(page) }
    defer { free(absolute) }
    let absolutePage = String(cString: absolute)
    let absolutePDF = String(absolutePage.dropLast(5)) + ".print.pdf"
    defer { unlink(absolutePDF) }
    try browser.printPage(absolutePage, to: absolutePDF)
    guard rename(absolutePDF, path) == 0 else { throw failure(path) }
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws(UnwritableFile) {
    if path.isEmpty || path == "/" { return }
    var status = stat()
    if stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { return }
      throw UnwritableFile(path: path, reason: "there is a file of this name, and a folder is needed")
    }
    try makeFolder(folder(of: path))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure(path) }
  }

  /// The path without its last part; empty for a plain name.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func failure(_ path: String) -> UnwritableFile {
    UnwritableFile(path: path, reason: String(cString: strerror(errno)))
  }
}
