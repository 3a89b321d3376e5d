// Whether files changed: what is waited for between two runs.

import Notebooks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// When the files below some paths were last written, and how large they are.
struct FolderState: Equatable {
  private struct Stamp: Equatable {
    var seconds: Int
    var nanoseconds: Int
    var size: Int
  }

  private var stamps: [String: Stamp] = [:]

  init(_ paths: [String]) {
    for path in paths { add(path, depth: 0) }
  }

  /// Looks five times a second, and returns when something is no longer as it was.
  func waitForChange(of paths: [String]) {
    while FolderState(paths) == self { usleep(200_000) }
  }

  private mutating func add(_ path: String, depth: Int) {
    var status = stat()
    guard depth < 32, stat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in folderContents(path) ?? [] where !name.hasPrefix(".") { add(path + "/" + name, depth: depth + 1) }
    } else {
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      stamps[path] = Stamp(seconds: time.tv_sec, nanoseconds: time.tv_nsec, size: Int(status.st_size))
    }
  }
}
