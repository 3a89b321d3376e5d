// `nabla new`: a folder to begin with.

import ArgumentParser
import Publishing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a starter collection: an index, a notebook, and a workflow that checks them.",
    discussion: """
      The folder holds README.md, which lists the notebooks in their order, one notebook, a workflow of GitHub that verifies
      and renders them, and .gitignore. Nothing that exists is overwritten.
      """)

  @Argument(help: "The folder to make; also a path, whose last part names the collection.")
  var name: String

  func validate() throws {
    if let problem = Self.problem(with: name) { throw ValidationError(problem) }
  }

  func run() throws {
    let folder = String(name.reversed().drop { $0 == "/" }.reversed())
    var status = stat()
    // Symbolic links that lead nowhere count as well.
    if lstat(folder, &status) == 0 {
      Terminal.writeError("error: \(folder): there is something of this name already\nhelp: choose another name; nothing was written\n")
      throw ExitCode(1)
    }
    let collection = StarterCollection(title: StarterCollection.title(of: folder.split(separator: "/").last.map(String.init) ?? folder))
    do {
      for file in collection.files { try OutputFiles.write(file.text, to: folder + "/" + file.path) }
    } catch {
      Terminal.writeError("error: \(error)\n")
      throw ExitCode(1)
    }
    Terminal.write("made \(folder):\n")
    for file in collection.files { Terminal.write("  \(file.path)\n") }
    Terminal.write("\nNext:\n  cd \(Self.quoted(folder)) && nabla render .\n")
  }

  /// Why a name cannot be a collection's; `nil` if it can.
  private static func problem(with name: String) -> String? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: true)
    guard let last = parts.last else { return "name the folder to make, such as `nabla new course`" }
    if last == "." || last == ".." { return "`\(last)` is a folder that exists; name the one to make" }
    if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control || $0.properties.generalCategory == .format }) {
      return "a name has no control characters"
    }
    if last.hasPrefix(".") { return "a collection whose name begins with a dot would be passed over; name it without" }
    if parts.contains(where: { $0.utf8.count > 255 }) { return "a part of a path has at most 255 bytes" }
    return nil
  }

  /// As a shell reads it.
  private static func quoted(_ path: String) -> String {
    let isPlain = path.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "/._-+@".unicodeScalars.contains(scalar)
    }
    if isPlain, !path.hasPrefix("-") { return path }
    return (path.hasPrefix("-") ? "-- " : "") + "'" + path.replacing("'", with: "'\\''") + "'"
  }
}
