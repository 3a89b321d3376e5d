// A file of a folder that is shown, and no other file.

import Notebooks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An ordinary file, open for reading.
final class OpenFile: Sendable {
  let path: String
  let size: Int
  private let descriptor: Int32

  /// Opens a file below a folder.
  ///
  /// Refused are paths with `..` or with hidden parts, what symbolic links lead to outside of the folder or below a hidden part, and
  /// whatever is not an ordinary file.
  ///
  /// - Parameters:
  ///   - path: relative to the folder.
  ///   - root: free of symbolic links.
  init?(_ path: String, below root: String) {
    guard OpenFile.isPlain(path), let real = realPath(root + "/" + path) else { return nil }
    let folder = root == "/" ? root : root + "/"
    guard real.hasPrefix(folder), OpenFile.isPlain(real.dropFirst(folder.count)) else { return nil }
    // Not followed a second time: a link that was put there since leads nowhere.
    descriptor = open(real, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    (self.path, size) = (path, Int(status.st_size))
  }

  deinit { close(descriptor) }

  /// Whether a path is a way down through names that are not hidden.
  static func isPlain(_ path: some StringProtocol) -> Bool {
    !path.isEmpty && !path.utf8.contains(0) && !path.utf8.contains(UInt8(ascii: "\\"))
      && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
  }

  /// Some of the bytes from an offset on; none at the end.
  func read(from offset: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: min(256 << 10, max(0, size - offset))) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)))
    }
  }
}
