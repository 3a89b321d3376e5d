// The names of students, which name folders and streams of random numbers.

public enum StudentList {
  /// The names in a text, one a line; empty lines and lines that begin with `#` are none.
  public static func names(in text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { line in
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
      if name.isEmpty || name.hasPrefix(".") || !isPlain || name.utf8.count > 200 {
        return "`\(name)` cannot name a student: a name becomes a folder, without `/` and without a dot at its beginning"
      }
      if names[..<position].contains(name) { return "the student `\(name)` is given twice" }
    }
    return nil
  }
}
