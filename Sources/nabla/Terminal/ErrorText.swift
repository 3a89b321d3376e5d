// How a problem is shown on a terminal: the message, the place, the line with an underline, a hint.

import Engine
import Syntax

/// A problem at a place in a file.
struct Problem {
  var severity = Diagnostic.Severity.error
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
  static func render(_ failure: Failure, file: String, hasColor: Bool = Terminal.errorsHaveColor) -> String {
    let message = failure.message.isEmpty ? failure.type : "\(failure.type): \(failure.message)"
    return render(
      Problem(
        message: message, file: file, line: failure.location.line, column: failure.location.column, excerpt: failure.line,
        length: scalarCount(failure), calls: failure.calls, hint: failure.hint), hasColor: hasColor)
  }

  /// How many characters of the line the span holds, which is given in bytes.
  private static func scalarCount(_ failure: Failure) -> Int {
    var bytes = failure.span.end - failure.span.start
    var count = 0
    for scalar in failure.line.unicodeScalars.dropFirst(failure.location.column - 1) {
      if bytes <= 0 { break }
      bytes -= UTF8.width(scalar)
      count += 1
    }
    return count
  }

  /// ```
  /// error: UndefVarError: `eigvalz` not defined
  ///   --> lesson.md:14:3
  ///    |
  /// 14 | eigvalz(A)
  ///    | ^^^^^^^
  /// help: did you mean `eigvals`?
  /// ```
  static func render(_ problem: Problem, hasColor: Bool = Terminal.errorsHaveColor) -> String {
    func color(_ text: String, _ code: String) -> String { hasColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
    let number = "\(problem.line)"
    let margin = String(repeating: " ", count: number.count)
    let (excerpt, start) = shortened(problem.excerpt, at: problem.column - 1)
    let scalars = Array(excerpt.unicodeScalars)
    let length = max(1, min(problem.length, scalars.count - start))
    // Tabs stay tabs under the line, so that the underline meets its text.
    let indent = scalars[..<start].map { $0 == "\t" ? "\t" : String(repeating: " ", count: TextWidth.of($0)) }.joined()
    let width = max(1, scalars[start..<min(scalars.count, start + length)].reduce(0) { $0 + TextWidth.of($1) })
    let label = color(problem.severity.rawValue, problem.severity == .error ? "1;31" : "1;33")
    var text = "\(label): \(problem.message)\n"
    text += "\(margin)\(color("-->", "34")) \(problem.file):\(problem.line):\(problem.column)\n"
    if !problem.excerpt.isEmpty {
      text += "\(margin) \(color("|", "34"))\n"
      text += "\(color(number, "34")) \(color("|", "34")) \(excerpt)\n"
      text += "\(margin) \(color("|", "34")) \(indent)\(color(String(repeating: "^", count: width), "1;31"))\n"
    }
    if !problem.calls.isEmpty {
      text += "\(margin) in \(chain(problem.calls))\n"
    }
    if let hint = problem.hint { text += "\(color("help", "1;36")): \(hint)\n" }
    return text
  }

  /// A line of more characters than one can read is shown around the place.
  private static func shortened(_ line: String, at place: Int) -> (line: String, place: Int) {
    let scalars = line.unicodeScalars
    let place = max(0, min(place, scalars.count))
    if scalars.count <= 400 { return (line, place) }
    let first = max(0, place - 60)
    let part = scalars.dropFirst(first).prefix(240)
    let (before, after) = (first > 0 ? "…" : "", part.endIndex < scalars.endIndex ? "…" : "")
    return (before + String(Substring(part)) + after, place - first + before.unicodeScalars.count)
  }

  /// The calls, innermost first; a function that called itself stands once, with the number of its calls.
  private static func chain(_ calls: [String]) -> String {
    var groups: [(name: String, count: Int)] = []
    for call in calls {
      if groups.last?.name == call { groups[groups.count - 1].count += 1 } else { groups.append((call, 1)) }
    }
    let shown = groups.prefix(8).map { $0.count == 1 ? "`\($0.name)`" : "`\($0.name)` (\($0.count < 90 ? "\($0.count)" : "many") calls)" }
    return shown.joined(separator: ", called from ") + (groups.count > 8 ? ", …" : "")
  }}
