// Markdown as it is written for nabla, as HTML: fences, options, names, formulas and values marked for colour.

enum MarkdownHTML {
  static func html(_ source: String) -> String {
    var html: [String] = []
    var lines = source.split(separator: "\n", omittingEmptySubsequences: false)[...]
    if lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") {
      html.append(mark("---", "k"))
      html += block(lines[1..<end]) { SourceHTML.other($0, language: "yaml") }
      html.append(mark("---", "k"))
      lines = lines[(end + 1)...]
    }
    while let line = lines.popFirst() {
      if let fence = Fence(line) {
        let body = lines.prefix { !fence.isClosed(by: $0) }
        lines = lines[body.endIndex...]
        html.append(mark(line, "k"))
        html += fenced(body, fence.language)
        if let end = lines.popFirst() { html.append(mark(end, "k")) }
      } else if line.drop(while: isMargin).hasPrefix("$$"), !line.dropFirst(2).contains("$$") {
        let body = lines.prefix { !$0.contains("$$") }
        lines = lines[body.endIndex...]
        html += ([line] + body).map { mark($0, "s") }
        if let end = lines.popFirst() { html.append(inline(end, opensIn: "s")) }
      } else if line.hasPrefix("#"), line.drop(while: { $0 == "#" }).first == " " {
        let name = line.firstIndex(of: "{") ?? line.endIndex
        html.append(mark(line[..<name], "k") + inline(line[name...]))
      } else {
        html.append(inline(line))
      }
    }
    return html.joined(separator: "\n")
  }

  private static func mark(_ text: some StringProtocol, _ name: String) -> String {
    text.isEmpty ? "" : "<span class=\"\(name)\">\(HTMLText.escape(text))</span>"
  }

  private static func block(_ lines: Array<Substring>.SubSequence, _ html: (String) -> String) -> [String] {
    lines.isEmpty ? [] : [html(lines.joined(separator: "\n"))]
  }

  /// Code; the options of a cell stand out from it.
  private static func fenced(_ lines: Array<Substring>.SubSequence, _ language: String) -> [String] {
    let options = lines.prefix { $0.drop(while: isMargin).hasPrefix("#|") }
    let code = lines[options.endIndex...]
    return options.map { mark($0, "t") } + block(code) { SourceHTML.other($0 + "\n", language: language) }
  }

  /// Running text.
  ///
  /// - Parameter opensIn: the colour of what the line ends, up to the closing dollar signs.
  private static func inline(_ line: Substring, opensIn name: String? = nil) -> String {
    var html = ""
    var rest = line
    if let name, let end = rest.firstRange(of: "$$") {
      html += mark(rest[..<end.upperBound], name)
      rest = rest[end.upperBound...]
    }
    let pattern = #/(?<value>`= [^`]+`)|(?<code>`[^`]+`)|(?<formula>\$\$[^$]+\$\$|\$[^\s$]\$|\$[^\s$][^$]*[^\s$]\$)/#
    let names = #/\{(?:[#.]|[a-z-]+=)[^{}]*\}|\[![A-Z]+\]|@[\p{L}\p{N}](?:[\p{L}\p{N}_:-]*[\p{L}\p{N}])?|\[\^[^\[\]]+\]/#
    func plain(_ text: Substring) -> String {
      var html = ""
      var rest = text
      while let match = rest.firstMatch(of: names) {
        html += HTMLText.escape(rest[..<match.range.lowerBound]) + mark(match.output, "f")
        rest = rest[match.range.upperBound...]
      }
      return html + HTMLText.escape(rest)
    }
    while let match = rest.firstMatch(of: pattern) {
      html += plain(rest[..<match.range.lowerBound])
      html += mark(match.output.0, match.output.value != nil ? "n" : match.output.code != nil ? "t" : "s")
      rest = rest[match.range.upperBound...]
    }
    return html + plain(rest)
  }

  /// What may stand before a fence: the indentation of a list, the marks of a quote.
  private static func isMargin(_ character: Character) -> Bool { character == " " || character == ">" }

  private struct Fence {
    let mark: Substring
    let language: String

    init?(_ line: Substring) {
      let text = line.drop(while: isMargin)
      mark = text.prefix { $0 == "`" }
      guard mark.count >= 3 else { return nil }
      language = String(text.dropFirst(mark.count).filter { $0 != "{" && $0 != "}" }.split(separator: " ").first ?? "")
    }

    func isClosed(by line: Substring) -> Bool {
      let text = line.drop(while: isMargin)
      return text.hasPrefix(mark) && text.allSatisfy { $0 == "`" || $0 == " " }
    }
  }
}
