// Figure data as lines of text: one fact a line, numbers in the shortest form that reads back exactly.

extension FigureData: CustomStringConvertible {
  public var description: String { text }

  /// The data as text, read back by `init(text:)`.
  public var text: String {
    var lines: [String] = []
    if !title.isEmpty { lines.append("figure " + FigureData.quoted(title)) }
    for plot in plots {
      lines.append("plot " + FigureData.quoted(plot.title))
      for (name, axis) in [("x", plot.x), ("y", plot.y)] + (plot.z.map { [("z", $0)] } ?? []) {
        lines.append("  \(name) \(axis.scale) \(axis.lower) \(axis.upper) " + FigureData.quoted(axis.label))
        for label in axis.names { lines.append("    name " + FigureData.quoted(label)) }
      }
      for text in plot.annotations { lines.append("  annotation " + FigureData.quoted(text)) }
      for series in plot.series {
        lines.append("  series \(series.kind) " + FigureData.quoted(series.name))
        for column in series.columns {
          var line = "    column " + FigureData.quoted(column.name)
          for value in column.values {
            line += " "
            line += value.description
          }
          lines.append(line)
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads what `text` wrote; `nil` for anything else.
  public init?(text: String) {
    title = ""
    plots = []
    var axisWord = "x"
    for line in text.split(separator: "\n") {
      var fields = FieldReader(line)
      guard let word = fields.word() else { continue }
      let last = plots.count - 1
      switch word {
      case "figure":
        guard let name = fields.quoted() else { return nil }
        title = name
      case "plot":
        guard let name = fields.quoted() else { return nil }
        let empty = Axis(label: "", lower: 0, upper: 1, scale: "identity", names: [])
        plots.append(Plot(title: name, x: empty, y: empty, series: [], annotations: []))
      case "x", "y", "z":
        guard last >= 0, let scale = fields.word(), let lower = fields.number(), let upper = fields.number(),
          let label = fields.quoted()
        else { return nil }
        let axis = Axis(label: label, lower: lower, upper: upper, scale: scale, names: [])
        switch word {
        case "x": plots[last].x = axis
        case "y": plots[last].y = axis
        default: plots[last].z = axis
        }
        axisWord = word
      case "name":
        guard last >= 0, let label = fields.quoted() else { return nil }
        switch axisWord {
        case "x": plots[last].x.names.append(label)
        case "y": plots[last].y.names.append(label)
        default: plots[last].z?.names.append(label)
        }
      case "annotation":
        guard last >= 0, let label = fields.quoted() else { return nil }
        plots[last].annotations.append(label)
      case "series":
        guard last >= 0, let kind = fields.word(), let name = fields.quoted() else { return nil }
        plots[last].series.append(SeriesData(kind: kind, name: name, columns: []))
      case "column":
        guard last >= 0, !plots[last].series.isEmpty, let name = fields.quoted(), let values = fields.numbers()
        else { return nil }
        plots[last].series[plots[last].series.count - 1].columns.append(DataColumn(name, values))
      default: return nil
      }
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      switch character {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.append(character)
      }
    }
    return result + "\""
  }
}

/// Reads words, numbers and quoted texts off a line.
private struct FieldReader {
  private var rest: Substring

  init(_ line: Substring) { rest = line }

  private mutating func skipSpaces() { rest = rest.drop { $0 == " " } }

  mutating func word() -> String? {
    skipSpaces()
    let word = rest.prefix { $0 != " " }
    rest = rest.dropFirst(word.count)
    return word.isEmpty ? nil : String(word)
  }

  mutating func number() -> Double? { word().flatMap(Double.init) }

  mutating func numbers() -> [Double]? {
    var values: [Double] = []
    while let field = word() {
      guard let value = Double(field) else { return nil }
      values.append(value)
    }
    return values
  }

  mutating func quoted() -> String? {
    skipSpaces()
    guard rest.first == "\"" else { return nil }
    rest.removeFirst()
    var text = ""
    while let character = rest.popFirst() {
      if character == "\"" { return text }
      guard character == "\\" else {
        text.append(character)
        continue
      }
      guard let escaped = rest.popFirst() else { return nil }
      text.append(escaped == "n" ? "\n" : escaped)
    }
    return nil
  }
}
