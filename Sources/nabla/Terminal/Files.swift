// Reading what the command line names, and writing what blocks save.

import ArgumentParser
import Engine
import Publishing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

enum Files {
  /// The text of a file; `-` is standard input.
  /// - Parameter hint: what to say to somebody who names a file that is not there.
  static func readText(_ path: String, hint: String) throws -> String {
    let descriptor = path == "-" ? 0 : open(path, O_RDONLY)
    guard descriptor >= 0 else {
      let isMissing = errno == ENOENT
      Terminal.writeError("error: \(path): \(String(cString: strerror(errno)))\n" + (isMissing ? "help: \(hint)\n" : ""))
      throw ExitCode(1)
    }
    defer { if descriptor != 0 { close(descriptor) } }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        Terminal.writeError("error: \(path): \(String(cString: strerror(errno)))\n")
        throw ExitCode(1)
      }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      Terminal.writeError("error: \(path): the text is not valid UTF-8\n")
      throw ExitCode(1)
    }
    return text
  }

  /// Writes a file of a block into the current folder.
  static func save(_ file: SavedFile) throws {
    do {
      try OutputFiles.write(file.bytes, to: file.name)
    } catch {
      throw RuntimeError("SystemError", "opening file \"\(file.name)\": \(error.reason)")
    }
  }
}
