// Reading a file: whole, as UTF-8, or not at all.

import Syntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a file cannot be read.
public struct UnreadableFile: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: Hashable, Sendable {
    case notFound
    case isFolder
    case notPermitted
    /// Bytes that are not UTF-8: the offset of the first one, and its 1-based line.
    case invalidUTF8(offset: Int, line: Int)
    /// What the operating system says.
    case other(String)
  }

  public var path: String
  public var reason: Reason

  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  public var description: String {
    switch reason {
    case .notFound: "\(path): no such file"
    case .isFolder: "\(path): this is a folder, not a file"
    case .notPermitted: "\(path): not permitted to read this file"
    case .invalidUTF8(let offset, let line): "\(path):\(line): not UTF-8 (byte \(offset)); save the file as UTF-8"
    case .other(let words): "\(path): \(words)"
    }
  }
}

extension Notebook {
  /// Reads and parses a file.
  public init(readingFrom path: String) throws(UnreadableFile) {
    self.init(try readText(path), path: path)
  }
}

/// The text of a UTF-8 file.
public func readText(_ path: String) throws(UnreadableFile) -> String {
  let bytes = try readBytes(path)
  if let text = String(validating: bytes, as: UTF8.self) { return text }
  let offset = firstInvalidUTF8(bytes) ?? 0
  let line = bytes[..<offset].count { $0 == 0x0A } + 1
  throw UnreadableFile(path: path, reason: .invalidUTF8(offset: offset, line: line))
}

/// The bytes of a file.
public func readBytes(_ path: String) throws(UnreadableFile) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw unreadable(path) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw unreadable(path) }
  guard status.st_mode & S_IFMT != S_IFDIR else { throw UnreadableFile(path: path, reason: .isFolder) }
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw UnreadableFile(path: path, reason: .other("this is not an ordinary file"))
  }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(Int(status.st_size) + 1)
  var buffer = [UInt8](repeating: 0, count: max(4096, min(Int(status.st_size) + 1, 1 << 20)))
  while true {
    let count = read(descriptor, &buffer, buffer.count)
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw unreadable(path) }
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}

private func unreadable(_ path: String) -> UnreadableFile {
  let code = errno
  let reason: UnreadableFile.Reason =
    switch code {
    case ENOENT, ENOTDIR: .notFound
    case EISDIR: .isFolder
    case EACCES, EPERM: .notPermitted
    default: .other(String(cString: strerror(code)))
    }
  return UnreadableFile(path: path, reason: reason)
}

/// The offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7).
func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
  bytes.withUnsafeBufferPointer { bytes in
    var offset = 0
    while offset < bytes.count {
      let first = bytes[offset]
      if first < 0x80 {
        offset += 1
        continue
      }
      let (length, low, high): (Int, UInt8, UInt8)
      switch first {
      case 0xC2...0xDF: (length, low, high) = (2, 0x80, 0xBF)
      case 0xE0: (length, low, high) = (3, 0xA0, 0xBF)
      case 0xED: (length, low, high) = (3, 0x80, 0x9F)
      case 0xE1...0xEF: (length, low, high) = (3, 0x80, 0xBF)
      case 0xF0: (length, low, high) = (4, 0x90, 0xBF)
      case 0xF1...0xF3: (length, low, high) = (4, 0x80, 0xBF)
      case 0xF4: (length, low, high) = (4, 0x80, 0x8F)
      default: return offset
      }
      guard offset + length <= bytes.count, bytes[offset + 1] >= low, bytes[offset + 1] <= high else { return offset }
      for next in 2..<max(2, length) where bytes[offset + next] & 0xC0 != 0x80 { return offset }
      offset += length
    }
    return nil
  }
}
