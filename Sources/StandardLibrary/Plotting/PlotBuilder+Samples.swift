// Samples as arguments of a plot: vectors, columns of a matrix, values by category, each divided by groups.

import Engine
import Graphics

extension PlotBuilder {
  /// Draws the samples of a call, a series for each column or group.
  mutating func drawSamples(
    _ arguments: [Value], _ make: ([Sample], SeriesStyle) throws -> any Series
  ) throws {
    let lists = try samples(arguments)
    var series: [any Series] = []
    for (index, list) in lists.enumerated() {
      var style = try attributes.style(series: index, of: lists.count, isLine: false)
      // Names stand on the axis, so that only groups are listed.
      if list.isColumn || style.label == nil { style.label = list.label }
      series.append(try checked { try make(list.samples, style) })
    }
    try place(series)
  }

  private struct SampleList {
    var label: String
    var samples: [Sample]
    var isColumn = false
  }

  private func samples(_ arguments: [Value]) throws -> [SampleList] {
    let reader = try reader()
    let known = try categories()
    func columns(_ lists: [[Double]], _ names: [String?]) -> [SampleList] {
      zip(lists, names).enumerated().map { index, column in
        let place = known.count + index + 1
        let name = column.1.flatMap { $0.isEmpty ? nil : $0 } ?? "y\(place)"
        return SampleList(label: "", samples: [Sample(column.0, name: name, position: Double(place))], isColumn: true)
      }
    }
    switch arguments.count {
    case 1:
      if let dictionary = arguments[0].dictionary {
        let pairs = dictionary.pairs
        return columns(try pairs.map { try reader.numbers($0.value) }, try pairs.map { try attributes.text($0.key) })
      }
      let lists = try reader.lists(arguments[0])
      if lists.count == 1, let grouping = try reader.grouping(count: lists[0].count) {
        return columns(grouping.rows.map { rows in rows.map { lists[0][$0] } }, grouping.names)
      }
      return columns(
        lists, try lists.indices.map { try attributes.label(attributes.value("label", series: $0, of: lists.count)) })
    case 2:
      let lists = try reader.lists(arguments[1])
      var names = try attributes.texts(arguments[0])
      if lists.count > 1 {
        guard let names, names.count == lists.count else { throw sampleMismatch(arguments) }
        return columns(lists, names)
      }
      let values = lists.first ?? []
      if !arguments[0].isArray, let name = attributes.name(arguments[0]) { names = values.map { _ in name } }
      let groups = try reader.grouping(count: values.count)
      let divided: [[Sample]]
      if let names {
        divided = try checked { try Sample.divided(values, by: names, known: known, groups: groups) }
      } else {
        var numbers = try reader.numbers(arguments[0])
        if arguments[0].asDouble != nil { numbers = values.map { _ in numbers[0] } }
        divided = try checked { try Sample.divided(values, at: numbers, groups: groups) }
      }
      return zip(groups?.names ?? [""], divided).map { SampleList(label: $0, samples: $1) }
    default: throw sampleMismatch(arguments)
    }
  }

  private func sampleMismatch(_ arguments: [Value]) -> RuntimeError {
    machine.noMethod(
      name, arguments,
      hint: "it takes a vector, a matrix whose columns are samples, or a category for each value: \(name)(categories, values)")
  }

  /// The names at 1, 2, 3, … on an axis of the plot that is added to.
  private func categories() throws -> [String] {
    let plot = figure.subplots[try target() ?? 0]
    let isHorizontal = try isHorizontal()
    var names: [String] = []
    for series in plot.series {
      let demand = series.demand(x: plot.options.x.scale, y: plot.options.y.scale)
      for category in (isHorizontal ? demand.y : demand.x)?.categories ?? [] where category.position == Double(names.count + 1) {
        names.append(category.name)
      }
    }
    return names
  }

  // MARK: - Plain lists

  /// Lists of numbers with their styles: the columns of the first argument, or one list by groups. `rows` are those of a group.
  func lists(_ arguments: [Value]) throws -> [(values: [Double], rows: [Int]?, style: SeriesStyle)] {
    guard arguments.count == 1 else {
      throw mismatch(arguments, takes: "a vector, or a matrix whose columns are samples")
    }
    let reader = try reader()
    let lists = try reader.lists(arguments[0])
    if lists.count == 1, let grouping = try reader.grouping(count: lists[0].count) {
      return try zip(grouping.names, grouping.rows).enumerated().map { index, group in
        var style = try attributes.style(series: index, of: grouping.names.count)
        style.label = style.label ?? group.0
        return (group.1.map { lists[0][$0] }, group.1, style)
      }
    }
    return try lists.enumerated().map { index, values in
      (values, nil, try attributes.style(series: index, of: lists.count))
    }
  }

  /// Two lists of numbers of equal length.
  func pair(_ arguments: [Value]) throws -> (x: [Double], y: [Double]) {
    guard arguments.count == 2 else {
      throw mismatch(arguments, calledAs: "\(name)(x, y) with two vectors")
    }
    return try reader().coordinates(arguments[0], arguments[1])
  }

  /// The colour map of what is filled.
  func fillMap() -> ColorMap? { attributes.colorMap("color", "fillcolor") }

  // MARK: - Heights

  /// What the heights of a histogram are called.
  func heightName() throws -> String? {
    switch try normalization() {
    case .none: attributes["weights"] == nil ? "count" : nil
    case .pdf: "density"
    case .probability: "probability"
    case .density: nil
    }
  }

  /// Names the axis of heights of a new plot, unless the caller names it.
  mutating func nameHeights(_ name: String?) throws {
    let isHorizontal = try isHorizontal()
    guard isNew, let name, attributes[isHorizontal ? "xlabel" : "ylabel"] == nil else { return }
    let axis: WritableKeyPath<SubplotOptions, AxisOptions> = isHorizontal ? \.x : \.y
    try suggest { if $0[keyPath: axis].label.isEmpty { $0[keyPath: axis].label = name } }
  }
}
