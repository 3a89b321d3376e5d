// The YAML between `---` lines at the head of a file.

import Syntax

extension DocumentParser {
  /// Reads the front matter, if there is any, and gives the offset behind it.
  mutating func readFrontMatter() -> Int? {
    guard lines.count > 1, isMarker(1, "---") else { return nil }
    var end: Int?
    for line in 2...lines.count where isMarker(line, "---") || isMarker(line, "...") {
      end = line
      break
    }
    guard let end else {
      // A thematic break, unless what follows looks like a key.
      let next = String(decoding: bytes[lines.range(2, in: bytes)], as: UTF8.self)
      if let colon = next.firstIndex(of: ":"), colon > next.startIndex,
        next[..<colon].allSatisfy({ $0.isLetter || $0 == "-" })
      {
        let first = lines.range(1, in: bytes)
        report(
          "unclosed-front-matter", "the front matter is never closed", at: Span(first.lowerBound, first.upperBound),
          hint: "end it with `---` on a line of its own")
      }
      return nil
    }
    let start = lines.fullRange(1).upperBound
    let stop = lines.fullRange(end).lowerBound
    frontMatter.span = Span(0, lines.range(end, in: bytes).upperBound)
    let text = String(decoding: bytes[start..<stop], as: UTF8.self)
    let yaml = YAMLSource(
      text: text, map: SourceMap(pieces: [.init(text: 0, file: start, fileEnd: stop)]))
    let pairs = readMapping(yaml, "front matter")
    // Whether inline values are evaluated decides how titles are read.
    for pair in pairs where pair.key == "execute" { readExecute(pair, yaml) }
    for pair in pairs where pair.key != "execute" { readKey(pair, yaml) }
    return lines.fullRange(end).upperBound
  }

  private func isMarker(_ line: Int, _ marker: StaticString) -> Bool {
    var text = bytes[lines.range(line, in: bytes)]
    while let last = text.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
    return text.elementsEqual(UnsafeBufferPointer(start: marker.utf8Start, count: marker.utf8CodeUnitCount))
  }

  private mutating func readKey(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) {
    if pair.value.value == .null { return }
    switch pair.key {
    case "title": frontMatter.title = caption(pair, yaml)
    case "subtitle": frontMatter.subtitle = caption(pair, yaml)
    case "description": frontMatter.description = caption(pair, yaml)
    case "author", "authors": readAuthors(pair, yaml)
    case "date": readDate(pair, yaml)
    case "keywords": frontMatter.keywords = texts(pair, yaml) ?? []
    case "bibliography": frontMatter.bibliography = texts(pair, yaml) ?? []
    case "lang": readLanguage(pair, yaml)
    case "toc": frontMatter.tableOfContents = boolean(pair, yaml)
    case "number-sections": frontMatter.numberSections = boolean(pair, yaml) ?? false
    case "seed": frontMatter.seed = integer(pair, yaml, orMore: .min)
    case "params": readParameters(pair, yaml)
    case "macros": readMacros(pair, yaml)
    case "limits": readLimits(pair, yaml)
    case "lint": readLint(pair, yaml)
    default:
      frontMatter.other.append(
        FrontMatter.Parameter(name: pair.key, value: pair.value.value, span: yaml.span(pair.value)))
      let known = [
        "title", "subtitle", "author", "date", "description", "keywords", "bibliography", "lang", "toc",
        "number-sections", "seed", "params", "macros", "execute", "limits", "lint",
      ]
      // Of many keys none is a slip.
      if frontMatter.other.count <= 50, let similar = suggestion(for: pair.key, among: known) {
        report(
          .note, "unknown-key", "`\(pair.key)` is not a key that is read here", at: yaml.span(pair.keySpan),
          hint: "did you mean `\(similar)`?")
      }
    }
  }

  private mutating func readAuthors(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) {
    let items: [YAMLNode]
    if case .sequence(let list) = pair.value.content { items = list } else { items = [pair.value] }
    for item in items {
      switch item.content {
      case .scalar(let name, _): frontMatter.authors.append(name)
      case .mapping(let entries):
        if case .scalar(let name, _)? = entries.first(where: { $0.key == "name" })?.value.content {
          frontMatter.authors.append(name)
        } else {
          reportType(pair, "a name, or have a `name`", yaml)
        }
      case .sequence: reportType(pair, "a name or a list of names", yaml)
      }
    }
  }

  private mutating func readDate(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) {
    guard let date = text(pair, yaml) else { return }
    if ["today", "now", "last-modified"].contains(date.lowercased()) {
      report(
        "date-of-today", "`date: \(date)` would make each rendering another page", at: yaml.span(pair.value),
        hint: "write the date, such as `2026-01-31`")
      return
    }
    frontMatter.date = date
  }

  private mutating func readLanguage(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) {
    guard let tag = text(pair, yaml) else { return }
    let isTag = !tag.isEmpty && tag.utf8.count <= 35
      && tag.utf8.allSatisfy { isPunctuation($0) ? $0 == UInt8(ascii: "-") : $0 > 0x20 && $0 < 0x7F }
    if isTag { frontMatter.language = tag } else { reportType(pair, "a language tag such as `en` or `de-AT`", yaml) }
  }

  private mutating func entries(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) -> [YAMLNode.Pair] {
    if case .mapping(let entries) = pair.value.content { return entries }
    if pair.value.value != .null { reportType(pair, "a mapping of names to values", yaml) }
    return []
  }

  private mutating func readParameters(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) {
    for entry in entries(pair, yaml) {
      let isName = entry.key.unicodeScalars.enumerated().allSatisfy { index, scalar in
        let properties = scalar.properties
        return scalar == "_" || (index == 0 ? properties.isXIDStart : properties.isXIDContinue || scalar == "!")
      }
      guard isName, !entry.key.isEmpty else {
        report("parameter-name", "`\(entry.key)` cannot be the name of a parameter", at: yaml.span(entry.keySpan))
        continue
      }
      frontMatter.parameters.append(
        FrontMatter.Parameter(name: entry.key, value: entry.value.value, span: yaml.span(entry.value)))
    }
  }

  private mutating func readMacros(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) {
    for entry in entries(pair, yaml) {
      guard case .scalar(var definition, let isPlain) = entry.value.content else {
        reportType(entry, "text", yaml)
        continue
      }
      if isPlain, let parameter = yaml.comment(after: entry.value), parameter.hasPrefix("#"),
        parameter.utf8.dropFirst().first.map({ $0 >= UInt8(ascii: "1") && $0 <= UInt8(ascii: "9") }) == true
      {
        definition += " " + parameter
        report(
          "yaml", "the macro `\(entry.key)` ends before ` \(parameter.prefix(2))`, which begins a comment in YAML",
          at: yaml.span(entry.value), hint: "put it in single quotes: `\(entry.key): '\(definition.replacing("'", with: "''"))'`")
      }
      let name = entry.key.hasPrefix("\\") ? entry.key : "\\" + entry.key
      frontMatter.macros.append(
        FrontMatter.Macro(name: name, definition: definition, span: yaml.span(entry.value)))
    }
  }

  private mutating func readLimits(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) {
    for entry in entries(pair, yaml) {
      switch entry.key {
      case "steps": frontMatter.limits.steps = integer(entry, yaml)
      case "memory": frontMatter.limits.memory = byteCount(entry, yaml)
      case "output": frontMatter.limits.output = byteCount(entry, yaml)
      case "timeout": frontMatter.limits.timeout = number(entry, yaml)
      default:
        let similar = suggestion(for: entry.key, among: ["steps", "memory", "output", "timeout"])
        report(
          "unknown-option", "there is no limit `\(entry.key)`", at: yaml.span(entry.keySpan),
          hint: similar.map { "did you mean `\($0)`?" } ?? "there are `steps`, `memory`, `output` and `timeout`")
      }
    }
  }

  private mutating func readLint(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) {
    for entry in entries(pair, yaml) {
      guard entry.key == "ignore" else {
        report(
          .warning, "unknown-option", "`lint` has no key `\(entry.key)`", at: yaml.span(entry.keySpan),
          hint: "there is `ignore`, a list of rules: `lint: {ignore: [long-line]}`")
        continue
      }
      let items: [YAMLNode]
      if case .sequence(let list) = entry.value.content { items = list } else { items = [entry.value] }
      for item in items {
        guard case .scalar(let code, _) = item.content, item.value != .null else {
          reportType(entry, "the code of a rule, or a list of them", yaml)
          continue
        }
        frontMatter.ignoredRules.append(FrontMatter.IgnoredRule(code: code, span: yaml.span(item)))
      }
    }
  }

  private mutating func readExecute(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) {
    var options = CellOptions()
    // What names one cell cannot be a default for all.
    let personal = ["label", "fig-cap", "fig-subcap", "fig-alt", "tbl-cap", "starter", "solution", "check", "throws"]
    for entry in entries(pair, yaml) {
      if entry.key == "inline" {
        frontMatter.evaluatesInlineValues = boolean(entry, yaml) ?? true
      } else if personal.contains(entry.key) || !readOption(entry, yaml, into: &options) {
        let known = CellOptions.names.filter { !personal.contains($0) } + ["inline"]
        report(
          .warning, "unknown-option", "`\(entry.key)` cannot be a default for all cells", at: yaml.span(entry.keySpan),
          hint: suggestion(for: entry.key, among: known).map { "did you mean `\($0)`?" })
      }
    }
    frontMatter.cellDefaults = options
  }
}
