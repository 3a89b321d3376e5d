// The names of students, which name folders and streams of random numbers.

public enum StudentList {
  /// The names in a text, one a line; empty lines and lines that begin with `#` are none.
  public static func names(in text: String) -> [String] {
    // Some editors begin a file with U+FEFF.
    text.drop { $0 == "\u{FEFF}" }.split(whereSeparator: \.isNewline).map { line in
      var line = line
      while line.last?.isWhitespace == true { line.removeLast() }
      return String(line.drop(while: \.isWhitespace))
    }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }

  /// Why names cannot be those of students; `nil` if they can.
  public static func problem(with names: [String]) -> String? {
    for (position, name) in names.enumerated() {
      let isPlain = !name.unicodeScalars.contains { scalar in
        scalar == "/" || scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
      }
      if name.allSatisfy(\.isWhitespace) { return "the name of a student is empty" }
      if !isPlain {
        return "`\(name.filter { !$0.isNewline })` cannot name a student: it becomes a folder, without `/` and invisible characters"
      }
      if name.hasPrefix(".") { return "`\(name)` cannot name a student: it becomes a folder, whose name cannot begin with a dot" }
      if name.utf8.count > 200 { return "the name `\(name.prefix(20))…` of a student is longer than 200 bytes" }
      if names[..<position].contains(name) { return "the student `\(name)` is given twice" }
    }
    return nil
  }
}
