// How a problem is shown on a terminal: the message, the place, the line with an underline, a hint.

import Engine

/// A problem at a place in a file.
struct Problem {
  enum Severity: String { case error, warning, note }

  var severity = Severity.error
  var message: String
  var file: String
  var line: Int
  var column: Int
  /// The source line, without its break.
  var excerpt: String
  /// How many characters are underlined, at least one.
  var length: Int
  var calls: [String] = []
  var hint: String?
}

enum ErrorText {
  static func render(_ failure: Failure, file: String) -> String {
    let message = failure.message.isEmpty ? failure.type : "\(failure.type): \(failure.message)"
    return render(
      Problem(
        message: message, file: file, line: failure.location.line, column: failure.location.column, excerpt: failure.line,
        length: failure.span.end - failure.span.start, calls: failure.calls, hint: failure.hint))
  }

  /// ```
  /// error: UndefVarError: `eigvalz` not defined
  ///   --> lesson.md:14:3
  ///    |
  /// 14 | eigvalz(A)
  ///    | ^^^^^^^
  /// help: did you mean `eigvals`?
  /// ```
  static func render(_ problem: Problem) -> String {
    let number = "\(problem.line)"
    let margin = String(repeating: " ", count: number.count)
    let scalars = Array(problem.excerpt.unicodeScalars)
    let start = max(0, min(problem.column - 1, scalars.count))
    let length = max(1, min(problem.length, scalars.count - start))
    // Tabs stay tabs under the line, so that the underline meets its text.
    let indent = String(String.UnicodeScalarView(scalars[..<start].map { $0 == "\t" ? "\t" : " " }))
    let label = color(problem.severity.rawValue, problem.severity == .error ? "1;31" : "1;33")
    var text = "\(label): \(problem.message)\n"
    text += "\(margin)\(color("-->", "34")) \(problem.file):\(problem.line):\(problem.column)\n"
    if !problem.excerpt.isEmpty {
      text += "\(margin) \(color("|", "34"))\n"
      text += "\(color(number, "34")) \(color("|", "34")) \(problem.excerpt)\n"
      text += "\(margin) \(color("|", "34")) \(indent)\(color(String(repeating: "^", count: length), "1;31"))\n"
    }
    if !problem.calls.isEmpty {
      text += "\(margin) in " + problem.calls.prefix(8).map { "`\($0)`" }.joined(separator: ", called from ") + "\n"
    }
    if let hint = problem.hint { text += "\(color("help", "1;36")): \(hint)\n" }
    return text
  }

  private static func color(_ text: String, _ code: String) -> String {
    Terminal.errorsHaveColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
