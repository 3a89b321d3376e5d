// Files that a cell writes: it gives them a name, and whoever runs it decides where they go.

/// A file by its name and its bytes.
public struct SavedFile: Sendable {
  public var name: String
  public var bytes: [UInt8]

  /// So many bytes may a cell write, or a program that runs by itself.
  static let byteLimit = 256_000_000

  /// Whether a name says no more than how the file is called: it names no folder and hides nothing.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 200 && !name.hasPrefix(".")
      && !name.unicodeScalars.contains { $0 == "/" || $0 == "\\" || $0.properties.generalCategory == .control }
  }
}

extension Machine {
  /// Hands a file over to whoever runs the cell.
  public func save(_ bytes: [UInt8], as name: String) throws {
    guard SavedFile.isPlain(name) else {
      throw RuntimeError.argument(
        "\"\(name)\" is no plain file name", hint: "files go to the folder of the page, or to the current one: name no other")
    }
    guard let onSave else { throw RuntimeError("SystemError", "opening file \"\(name)\": nothing is written to files here") }
    savedByteCount += bytes.count
    guard savedByteCount <= SavedFile.byteLimit else {
      throw RuntimeError.argument("the files of a cell have more than \(SavedFile.byteLimit / 1_000_000) MB together")
    }
    try onSave(SavedFile(name: name, bytes: bytes))
  }
}
