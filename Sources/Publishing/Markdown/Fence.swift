// Fences of Markdown.

enum Fence {
  /// Code in running text.
  static func inline(_ code: String) -> String {
    if !code.contains("`") { return "`\(code)`" }
    let fence = backticks(longerThanIn: code, atLeast: 1)
    return "\(fence) \(code) \(fence)"
  }

  private static func backticks(longerThanIn text: String, atLeast least: Int) -> String {
    var longest = least - 1
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    return String(repeating: "`", count: longest + 1)
  }

  /// The lines of a fence that no run of backticks in the text closes.
  static func around(_ text: String, _ language: String) -> [String] {
    let fence = backticks(longerThanIn: text, atLeast: 3)
    var body = text
    while body.hasSuffix("\n") { body.removeLast() }
    return [fence + language] + body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + [fence]
  }
}
