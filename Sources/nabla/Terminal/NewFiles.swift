// Writing files that must not exist yet.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

enum NewFiles {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Writes a file and makes the folders above it; what exists is not touched.
  static func write(_ text: String, to path: String) throws(Failure) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for count in 1..<parts.count {
      let folder = parts.prefix(count).joined(separator: "/")
      if !folder.isEmpty, mkdir(folder, 0o755) != 0, errno != EEXIST { throw failure(folder) }
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      rest = rest.dropFirst(count)
    }
  }

  private static func failure(_ path: String) -> Failure { Failure(description: "\(path): \(String(cString: strerror(errno)))") }
}
