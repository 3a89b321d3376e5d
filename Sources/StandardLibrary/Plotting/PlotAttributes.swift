// Reading the values of keyword arguments: colours, texts, numbers, one for all series or one for each.

import Engine
import Graphics

/// The keyword arguments of a call under their canonical names.
struct PlotAttributes {
  let machine: Machine
  private var values: [String: Value] = [:]
  /// Keywords that the chart reads itself, so that they say nothing about axes, plots or the figure.
  private let own: [String]

  init(_ call: borrowing Call, own: [String] = []) {
    machine = call.machine
    self.own = own
    for (name, value) in call.keywords { values[PlotKeywords.canonical(name)] = value }
  }

  subscript(name: String) -> Value? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// Whether a keyword has its general meaning.
  func isGeneral(_ name: String) -> Bool { !own.contains(name) }

  /// The value that a keyword has for one of `count` series: an entry of a row or, with several series, of a vector.
  func value(_ name: String, series index: Int, of count: Int) -> Value? {
    guard let value = values[name] else { return nil }
    if let array = value.array, array.count > 0 {
      if array.rank == 2 { return array.element(index % array.count, machine.heap) }
      if array.rank == 1, count > 1 { return array.element(index % array.count, machine.heap) }
    }
    return value
  }

  // MARK: - Single values

  func problem(_ name: String, _ value: Value, expected: String) -> RuntimeError {
    let text = (try? machine.compactText(of: value)) ?? "\(value.dataType)"
    return .argument("the keyword argument `\(name)` takes \(expected), not \(text)")
  }

  /// A name: a symbol or a string.
  func name(_ value: Value) -> String? { value.symbol?.name ?? value.string }

  /// A text that is shown: strings as they are, other values as they print.
  func text(_ value: Value) throws -> String {
    if value.isNothing { return "" }
    if let text = name(value) { return text }
    if let character = value.character { return String(Character(character)) }
    return try machine.compactText(of: value)
  }

  func text(_ name: String) throws -> String? {
    guard let value = values[name] else { return nil }
    return try text(value)
  }

  func number(_ name: String, _ value: Value) throws -> Double {
    guard let number = value.asDouble else { throw problem(name, value, expected: "a number") }
    return number
  }

  func number(_ name: String) throws -> Double? {
    guard let value = values[name], !value.isNothing else { return nil }
    return try number(name, value)
  }

  func integer(_ name: String) throws -> Int? {
    guard let value = values[name], !value.isNothing else { return nil }
    guard let number = machine.exactInt(value) else { throw problem(name, value, expected: "a whole number") }
    return number
  }

  /// A whole number in a range.
  func count(_ name: String, _ range: ClosedRange<Int>) throws -> Int? {
    guard let value = values[name], !value.isNothing else { return nil }
    guard let number = machine.exactInt(value), range.contains(number) else {
      throw problem(name, value, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// Whether a keyword says `nothing` or `false`.
  func isOff(_ name: String) -> Bool { values[name].map { $0.isNothing || $0.boolean == false } ?? false }

  func flag(_ name: String, _ value: Value) throws -> Bool {
    if let flag = value.boolean { return flag }
    switch self.name(value) {
    case "none", "off", "false": return false
    case "auto", "all", "on", "true", "x", "y", "both", "best": return true
    default: break
    }
    if value.isNothing { return false }
    throw problem(name, value, expected: "`true` or `false`")
  }

  func flag(_ name: String) throws -> Bool? {
    guard let value = values[name] else { return nil }
    return try flag(name, value)
  }

  /// One of an enumeration's names.
  func choice<Choice>(
    _ name: String, _ value: Value, among names: [String], _ make: (String) -> Choice?
  ) throws -> Choice {
    guard let given = self.name(value) else {
      throw problem(name, value, expected: "one of " + names.map { ":" + $0 }.joined(separator: ", "))
    }
    if let choice = make(given) { return choice }
    throw RuntimeError.argument(
      "`\(name)` has no choice :\(given)",
      hint: Suggestions.nearest(to: given, among: names).map { "did you mean :\($0)?" }
        ?? "there are " + names.map { ":" + $0 }.joined(separator: ", "))
  }

  /// A case of an enumeration by its name, or by one that it has elsewhere.
  func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ name: String, _ value: Value, alsoNamed others: [String: Choice] = [:]
  ) throws -> Choice {
    try choice(name, value, among: Choice.allCases.map(\.rawValue)) { others[$0] ?? Choice(rawValue: $0) }
  }

  func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ name: String, alsoNamed others: [String: Choice] = [:]
  ) throws -> Choice? {
    guard let value = values[name], !value.isNothing else { return nil }
    return try choice(name, value, alsoNamed: others)
  }

  /// A colour: a name, a hexadecimal form, or a place in the palette; `nil` for `:auto` and `nothing`.
  func color(_ name: String, _ value: Value) throws -> Color? {
    if value.isNothing { return nil }
    if let index = machine.exactInt(value) { return .palette(index) }
    guard let given = self.name(value) else { throw problem(name, value, expected: "a colour such as :steelblue") }
    if given == "auto" || given == "match" { return nil }
    if given == "none" { return Color("transparent") }
    if let color = Color(given) { return color }
    throw RuntimeError.argument(
      "there is no colour \"\(given)\"",
      hint: Suggestions.nearest(to: given, among: Color.knownNames).map { "did you mean :\($0)?" }
        ?? "the CSS names and \"#rrggbb\" are known")
  }

  /// A list of colours, which are the same on all pages: the stops of a colour map, or a palette.
  func colors(_ name: String, _ values: [Value]) throws -> [RGB] {
    try values.map { value in
      guard let color = try color(name, value) else { throw problem(name, value, expected: "colours such as :white") }
      return color.onLightPages
    }
  }

  /// A colour map by name, if the value names one.
  func colorMap(_ value: Value) -> ColorMap? { name(value).flatMap { ColorMap(named: $0) } }

  /// The colour map that the first of several keywords names.
  func colorMap(_ keywords: String...) -> ColorMap? {
    for keyword in keywords {
      if let map = values[keyword].flatMap({ colorMap($0) }) { return map }
    }
    return nil
  }

  // MARK: - Lists

  /// Real numbers of a vector, matrix (by columns), range, tuple or iterator; `missing` and `nothing` become NaN.
  /// `nil` for anything else.
  func numbers(_ value: Value) throws -> [Double]? {
    if let vector = value.host as? SparseObject, vector.isVector { return try numbers(vector.full(machine)) }
    if value.tag == .array || value.tag == .tuple || value.tag == .iterator {
      guard let elements = try machine.elements(value) else { return nil }
      var result: [Double] = []
      result.reserveCapacity(elements.count)
      for element in elements {
        if let number = element.asDouble {
          result.append(number)
        } else if element.isMissing || element.isNothing {
          result.append(.nan)
        } else {
          return nil
        }
      }
      return result
    }
    if let number = value.asDouble { return [number] }
    return try machine.floatArray(value).map { Array($0.buffer.elements) }
  }

  func numbers(_ name: String, _ value: Value) throws -> [Double] {
    guard let numbers = try numbers(value) else { throw problem(name, value, expected: "real numbers") }
    return numbers
  }

  func numbers(_ name: String) throws -> [Double]? {
    guard let value = values[name], !value.isNothing else { return nil }
    return try numbers(name, value)
  }

  /// Texts of a list of strings, symbols or characters; `nil` if it holds anything else.
  func texts(_ value: Value) throws -> [String]? {
    guard value.tag == .array || value.tag == .tuple || value.tag == .iterator,
      let elements = try machine.elements(value), !elements.isEmpty
    else { return nil }
    var result: [String] = []
    for element in elements {
      guard element.string != nil || element.symbol != nil || element.character != nil else { return nil }
      result.append(try text(element))
    }
    return result
  }

  /// Days since 1970-01-01 of a list of texts that are all dates such as "2024-03-01"; `nil` for anything else.
  func dates(_ value: Value) throws -> [Double]? {
    guard value.tag == .array || value.tag == .tuple, let elements = try machine.elements(value), !elements.isEmpty
    else { return nil }
    var result: [Double] = []
    for element in elements {
      guard let text = element.string, let days = CivilDate.days(iso: text) else { return nil }
      result.append(days)
    }
    return result
  }

  /// Two numbers, or dates; `nothing`, `:auto`, NaN leave an end open.
  func pair(_ name: String, _ value: Value) throws -> (Double?, Double?) {
    guard value.tag == .tuple || value.isArray || value.range != nil, let elements = try machine.elements(value),
      elements.count == 2
    else { throw problem(name, value, expected: "two numbers such as (0, 1)") }
    func end(_ value: Value) throws -> Double? {
      if value.isNothing || self.name(value) == "auto" { return nil }
      if let text = value.string, let days = CivilDate.days(iso: text) { return days }
      let number = try self.number(name, value)
      return number.isFinite ? number : nil
    }
    return (try end(elements[0]), try end(elements[1]))
  }

  /// Distances around values: one for all, one for each, or a pair of those for below and above.
  func extent(_ name: String, _ value: Value?) throws -> ErrorExtent? {
    guard let value, !value.isNothing, value.boolean != false else { return nil }
    if value.tag == .tuple, let parts = value.tuple?.elements, parts.count == 2 {
      return ErrorExtent(below: try numbers(name, parts[0]), above: try numbers(name, parts[1]))
    }
    return ErrorExtent(try numbers(name, value))
  }
}
