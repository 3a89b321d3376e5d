// Whether files changed: what is waited for between two runs.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which file stands at a path, when it was last written, and how large it is.
public struct FileStamp: Equatable, Sendable, CustomStringConvertible {
  private var file: UInt64
  private var seconds: Int
  private var nanoseconds: Int
  private var size: Int

  public var description: String { "\(file) \(seconds).\(nanoseconds) \(size)" }

  public var isEmpty: Bool { size == 0 }

  /// - Returns: `nil` where there is no file.
  public init?(_ path: String) {
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
  public var paths: Dictionary<String, FileStamp>.Keys { stamps.keys }

  public init(_ paths: [String]) {
    var visited: Set<Folder> = []
    for path in paths { add(path, &visited) }
  }

  /// Looks five times a second, and returns when something is no longer as it was.
  public func waitForChange(of paths: [String]) {
    while FolderState(paths) == self { usleep(200_000) }
  }

  /// A folder, whatever leads to it.
  private struct Folder: Hashable {
    var device: UInt64
    var file: UInt64
  }

  /// - Parameter visited: the folders that were looked at: symbolic links may lead back to them.
  private mutating func add(_ path: String, _ visited: inout Set<Folder>) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      guard visited.insert(Folder(device: UInt64(status.st_dev), file: UInt64(status.st_ino))).inserted else { return }
      for name in folderContents(path) ?? [] where !name.hasPrefix(".") { add(path + "/" + name, &visited) }
    } else {
      stamps[path] = FileStamp(status)
    }
  }
}
