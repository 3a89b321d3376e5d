// The `#|` lines of a cell.

import Syntax

extension DocumentParser {
  /// The options of a cell: the notebook's defaults with the cell's own lines over them.
  mutating func readCellOptions(_ source: [UInt8], _ lines: [Cell.Line], _ map: SourceMap) -> CellOptions {
    var options = frontMatter.cellDefaults
    options.places = []
    var text: [UInt8] = []
    var yamlMap = SourceMap()
    for line in lines {
      guard line.role == .option else { break }
      let skip = line.range.count > 2 && source[line.range.lowerBound + 2] == 0x20 ? 3 : 2
      let start = min(line.range.lowerBound + skip, line.range.upperBound)
      yamlMap.append(
        text: text.count, file: map.fileOffset(of: start), fileEnd: map.fileOffset(of: line.range.upperBound))
      text += source[start..<line.range.upperBound]
      text.append(0x0A)
    }
    guard !text.isEmpty else { return options }
    let yaml = YAMLSource(text: String(decoding: text, as: UTF8.self), map: yamlMap)
    for pair in readMapping(yaml, "cell options") {
      options.places.append(
        CellOptions.Place(name: pair.key, keySpan: yaml.span(pair.keySpan), valueSpan: yaml.span(pair.value)))
      if !readOption(pair, yaml, into: &options) {
        let name = String(pair.key.map { $0 == "_" || $0 == "." ? "-" : $0 })
        let similar = suggestion(for: name, among: CellOptions.names)
        report(
          "unknown-option", "there is no cell option `\(pair.key)`", at: yaml.span(pair.keySpan),
          hint: similar.map { "did you mean `\($0)`?" })
      }
    }
    return options
  }

  /// Takes one option; gives whether there is such an option.
  mutating func readOption(_ pair: YAMLNode.Pair, _ yaml: YAMLSource, into options: inout CellOptions) -> Bool {
    switch pair.key {
    case "label": options.label = label(pair, yaml) ?? options.label
    case "echo": options.echo = boolean(pair, yaml) ?? options.echo
    case "eval": options.eval = boolean(pair, yaml) ?? options.eval
    case "output": options.output = boolean(pair, yaml) ?? options.output
    case "error": options.error = boolean(pair, yaml) ?? options.error
    case "throws": options.throwsError = text(pair, yaml) ?? options.throwsError
    case "include": options.include = boolean(pair, yaml) ?? options.include
    case "fig-cap": options.figureCaption = caption(pair, yaml) ?? options.figureCaption
    case "fig-subcap": options.figureSubcaptions = captions(pair, yaml)
    case "fig-alt": options.figureAlternatives = texts(pair, yaml) ?? options.figureAlternatives
    case "fig-width": options.figureWidth = pixels(pair, yaml) ?? options.figureWidth
    case "fig-height": options.figureHeight = pixels(pair, yaml) ?? options.figureHeight
    case "tbl-cap": options.tableCaption = caption(pair, yaml) ?? options.tableCaption
    case "code-fold": readCodeFold(pair, yaml, into: &options)
    case "code-summary": options.codeSummary = text(pair, yaml) ?? options.codeSummary
    case "rel-tol": options.relativeTolerance = number(pair, yaml) ?? options.relativeTolerance
    case "abs-tol": options.absoluteTolerance = number(pair, yaml) ?? options.absoluteTolerance
    case "up-to": readUpTo(pair, yaml, into: &options)
    case "starter": options.starter = label(pair, yaml) ?? options.starter
    case "solution": options.solution = label(pair, yaml) ?? options.solution
    case "check": options.check = label(pair, yaml) ?? options.check
    case "hidden": options.hidden = boolean(pair, yaml) ?? options.hidden
    case "points": options.points = number(pair, yaml) ?? options.points
    case "variant": options.variant = boolean(pair, yaml) ?? options.variant
    case "steps": options.steps = integer(pair, yaml) ?? options.steps
    case "memory": options.memory = byteCount(pair, yaml) ?? options.memory
    default: return false
    }
    return true
  }

  /// A name, which becomes a part of addresses and file names.
  private mutating func label(_ pair: YAMLNode.Pair, _ yaml: YAMLSource) -> String? {
    guard let text = text(pair, yaml) else { return nil }
    let isName = text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "-_:.".unicodeScalars.contains(scalar)
    }
    guard isName, !text.isEmpty, text.first != ".", text.utf8.count <= 100 else {
      report(
        "invalid-label", "`\(pair.key)` must be a name", at: yaml.span(pair.value),
        hint: "use letters, digits, `-` and `_`, such as `fig-circle`")
      return nil
    }
    return text
  }

  private mutating func readCodeFold(_ pair: YAMLNode.Pair, _ yaml: YAMLSource, into options: inout CellOptions) {
    switch pair.value.value {
    case .boolean(true): options.codeFold = .folded
    case .boolean(false): options.codeFold = .open
    case .text("show"): options.codeFold = .unfolded
    default: reportType(pair, "`true`, `false` or `show`", yaml)
    }
  }

  private mutating func readUpTo(_ pair: YAMLNode.Pair, _ yaml: YAMLSource, into options: inout CellOptions) {
    guard let names = texts(pair, yaml) else { return }
    let known = CellOptions.Equivalence.allCases.map(\.rawValue)
    options.upTo = []
    for name in names {
      if let equivalence = CellOptions.Equivalence(rawValue: name) {
        options.upTo.append(equivalence)
      } else {
        reportType(pair, "one of \(known.map { "`\($0)`" }.joined(separator: ", "))", yaml)
      }
    }
  }
}

extension CellOptions {
  /// Every option there is, as it is written.
  public static let names = [
    "label", "echo", "eval", "output", "error", "throws", "include", "fig-cap", "fig-subcap", "fig-alt", "fig-width",
    "fig-height", "tbl-cap", "code-fold", "code-summary", "rel-tol", "abs-tol", "up-to", "starter", "solution", "check",
    "hidden", "points", "variant", "steps", "memory",
  ]
}
