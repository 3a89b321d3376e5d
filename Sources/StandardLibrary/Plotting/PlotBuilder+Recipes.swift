// Charts made of several series, and the tables and names that they are given.

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

  /// Texts of a list; empty when the keyword is absent.
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

  /// The groups that the keyword `group` makes of `count` rows; none when it is absent.
  func groups(_ reader: PlotReader, count: Int) throws -> [(name: String, rows: [Int])] {
    guard let value = attributes["group"], !value.isNothing else { return [] }
    return try reader.grouping(by: value, "group", count: count).pairs
  }

  /// A call with the wrong arguments.
  func mismatch(_ arguments: [Value], _ hint: String) -> RuntimeError {
    machine.noMethod(name, arguments, hint: "it is called as \(hint)")
  }
}

extension PlotReader {
  /// The rows of a matrix, the entries of a vector of vectors, or one number a row.
  func rows(_ value: Value) throws -> [[Double]] {
    if let array = value.array, array.rank == 2 {
      let all = try numbers(value)
      let (height, width) = (array.shape[0], array.shape[1])
      return (0..<height).map { row in (0..<width).map { all[$0 * height + row] } }
    }
    if value.isArray || value.tag == .tuple, let elements = try machine.elements(value), !elements.isEmpty,
      elements.allSatisfy({ $0.isArray || $0.range != nil || $0.tag == .tuple })
    {
      return try elements.map { try numbers($0) }
    }
    return try numbers(value).map { [$0] }
  }
}
