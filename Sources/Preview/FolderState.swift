// Whether files changed: what is waited for between two runs.

import Notebooks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which file stands at a path, when it was last written, and how large it is.
struct FileStamp: Equatable, Sendable, CustomStringConvertible {
  private var file: UInt64
  private var seconds: Int
  private var nanoseconds: Int
  private var size: Int

  var description: String { "\(file) \(seconds).\(nanoseconds) \(size)" }

  var isEmpty: Bool { size == 0 }

  /// - Returns: `nil` where there is no file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return nil }
    self.init(status)
  }

  fileprivate init(_ status: stat) {
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    (file, seconds, nanoseconds, size) = (UInt64(status.st_ino), time.tv_sec, time.tv_nsec, Int(status.st_size))
  }
}

/// The stamps of all files below some paths, hidden ones left out.
public struct FolderState: Equatable, Sendable {
  private var stamps: [String: FileStamp] = [:]

  /// The files that are there.
  var paths: Dictionary<String, FileStamp>.Keys { stamps.keys }

  public init(_ paths: [String]) {
    for path in paths { add(path, depth: 0) }
  }

  /// Looks five times a second, and returns when something is no longer as it was.
  public func waitForChange(of paths: [String]) {
    while FolderState(paths) == self { usleep(200_000) }
  }

  private mutating func add(_ path: String, depth: Int) {
    var status = stat()
    guard depth < 32, stat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in folderContents(path) ?? [] where !name.hasPrefix(".") { add(path + "/" + name, depth: depth + 1) }
    } else {
      stamps[path] = FileStamp(status)
    }
  }
}
