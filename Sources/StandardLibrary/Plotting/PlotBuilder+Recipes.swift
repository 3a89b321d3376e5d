// Charts made of several series: their styles, the names of their parts, mistaken calls, rows of tables.

import Engine
import Graphics

extension PlotBuilder {
  /// Draws what a chart consists of; a figure that holds nothing else takes the chart's size.
  mutating func draw(_ recipe: Recipe) throws {
    try place(recipe.series)
    try suggest(recipe.suggest)
    if isNew, figure.size == nil, figure.subplots.count == 1 { figure.size = recipe.size }
  }

  /// The styles of `count` series of one call.
  func styles(_ count: Int) throws -> [SeriesStyle] {
    try (0..<count).map { try attributes.style(series: $0, of: count) }
  }

  /// The style of a chart whose `label` names parts of it rather than a row of the legend.
  func unnamedStyle() throws -> SeriesStyle {
    var plain = attributes
    plain["label"] = nil
    return try plain.style()
  }

  /// `orientation = :horizontal`.
  func isHorizontal() throws -> Bool {
    guard let value = attributes["orientation"], !value.isNothing else { return false }
    return try attributes.choice("orientation", value, among: ["vertical", "horizontal", "top", "right"]) { name in
      ["horizontal", "right", "h", "hor"].contains(name) ? true : ["vertical", "top", "v"].contains(name) ? false : nil
    }
  }

  /// The names of the parts of a chart (`names`, or `labels`); empty without them.
  func names() throws -> [String] {
    let keyword = attributes["names"] == nil ? "labels" : "names"
    guard let value = attributes[PlotKeywords.canonical(keyword)], !value.isNothing, value.boolean != false else { return [] }
    return try names(keyword, value)
  }

  /// The texts of a list; empty when the keyword is absent.
  func names(_ keyword: String) throws -> [String] {
    guard let value = attributes[keyword], !value.isNothing else { return [] }
    return try names(keyword, value)
  }

  func names(_ keyword: String, _ value: Value) throws -> [String] {
    guard value.isArray || value.tag == .tuple || value.range != nil, let elements = try machine.elements(value) else {
      throw attributes.problem(keyword, value, expected: "a list of names")
    }
    return try elements.map { try attributes.text($0) }
  }

  // MARK: - Calls with the wrong arguments

  func mismatch(_ arguments: [Value], takes hint: String) -> RuntimeError {
    machine.noMethod(name, arguments, hint: "it takes \(hint)")
  }

  func mismatch(_ arguments: [Value], calledAs form: String) -> RuntimeError {
    machine.noMethod(name, arguments, hint: "it is called as \(form)")
  }
}

extension PlotReader {
  /// The rows of a matrix, the entries of a vector of vectors, or one number a row.
  func rows(_ value: Value) throws -> [[Double]] {
    if let matrix = try matrix(value) {
      return (0..<matrix.rows).map { Array(matrix.values[$0 * matrix.columns..<($0 + 1) * matrix.columns]) }
    }
    if value.isArray || value.tag == .tuple, let elements = try machine.elements(value), !elements.isEmpty,
      elements.allSatisfy({ $0.isArray || $0.range != nil || $0.tag == .tuple })
    {
      return try elements.map { try numbers($0) }
    }
    return try numbers(value).map { [$0] }
  }
}
