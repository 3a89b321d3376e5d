// Bars: one column of values, several side by side or stacked, or grouped by labels.

import Engine
import Graphics

extension PlotBuilder {
  func bars(_ kind: SeriesKind, _ data: [PlotData]) throws -> [any Series] {
    guard let first = data.first else { return [] }
    let style = try attributes.style(isLine: false)
    let arrangement: BarSeries.Arrangement = try attributes.choice("bar_position") ?? .dodge
    let width = try attributes.number("bar_width") ?? 0.8 * spacing(data)

    // Groups share positions; where a group has no value at a position it has no bar.
    var positions = first.x
    var columns = data.map(\.y)
    if first.rows != nil {
      positions = Array(Set(data.flatMap(\.x))).sorted()
      columns = data.map { column in
        var values = [Double](repeating: .nan, count: positions.count)
        for (x, y) in zip(column.x, column.y) {
          if let place = positions.firstIndex(of: x) { values[place] = y }
        }
        return values
      }
    } else if let odd = data.first(where: { $0.x != first.x }) {
      throw RuntimeError.dimensionMismatch(
        "the columns of bars share their positions, and there are \(first.x.count) and \(odd.x.count)")
    }
    let names = first.categories
    let categories = names.isEmpty ? [] : positions.map { names[Int($0) - 1] }
    let labels = try data.enumerated().map { index, one in
      try attributes.label(attributes.value("label", series: index, of: data.count)) ?? one.group
    }
    let yError = data.count == 1 ? try attributes.extent("yerror", attributes["yerror"]) : nil
    let colors = try barColors(count: positions.count, columns: columns.count)
    return try checked {
      guard !colors.isEmpty else {
        var series = try BarSeries(
          positions: positions, values: columns,
          columnLabels: labels.contains { $0 == nil } || columns.count == 1 ? [] : labels.compactMap(\.self),
          categories: categories, arrangement: arrangement, isHorizontal: kind == .barh, barWidth: width, style: style)
        if columns.count == 1 { series.style.label = labels[0] }
        series.columnColors = try data.indices.map { index in
          guard let value = attributes.value("color", series: index, of: data.count), !value.isArray else { return nil }
          return try attributes.color("color", value)
        }
        series.yError = yError
        return [series]
      }
      // One colour for each bar: a series for each, with no height elsewhere.
      return try colors.enumerated().map { place, entry in
        var own = style
        own.color = entry.color
        if place > 0 { own.label = "" }
        let values = columns[0].indices.map { entry.members.contains($0) ? columns[0][$0] : 0 }
        return try BarSeries(
          positions: positions, values: [values], categories: categories, isHorizontal: kind == .barh, barWidth: width,
          style: own)
      }
    }
  }

  /// The least distance between bars at dates, which need not be days; 1 for others.
  private func spacing(_ data: [PlotData]) -> Double {
    guard data.contains(where: \.hasDates) else { return 1 }
    let positions = Set(data.flatMap(\.x)).sorted()
    return zip(positions, positions.dropFirst()).map { $1 - $0 }.min() ?? 1
  }

  /// The colours of single bars, with the bars that have them; empty when one colour serves all.
  private func barColors(count: Int, columns: Int) throws -> [(color: Color, members: Set<Int>)] {
    guard columns == 1, let value = attributes["color"] ?? attributes["fillcolor"], let array = value.array,
      array.count > 1, let elements = try machine.elements(value)
    else { return [] }
    var result: [(color: Color, members: Set<Int>)] = []
    for index in 0..<count {
      let color = try attributes.color("color", elements[index % elements.count]) ?? .palette(1)
      if let place = result.firstIndex(where: { $0.color == color }) {
        result[place].members.insert(index)
      } else {
        result.append((color, [index]))
      }
    }
    return result
  }
}
