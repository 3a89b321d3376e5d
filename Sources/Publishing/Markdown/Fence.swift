// Fences of Markdown.

enum Fence {
  /// The lines of a fence that no run of backticks in the text closes.
  static func around(_ text: String, _ language: String) -> [String] {
    var longest = 2
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    var body = text
    while body.hasSuffix("\n") { body.removeLast() }
    return [fence + language] + body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + [fence]
  }
}
