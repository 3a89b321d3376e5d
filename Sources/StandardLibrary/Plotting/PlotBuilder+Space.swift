// Series in space: lines, points, surfaces, level lines.

import Engine
import Graphics

extension PlotBuilder {
  /// A line or markers through points in space, divided by `group`.
  mutating func drawPoints(_ arguments: [Value], isLine: Bool) throws {
    let reader = try reader()
    let (x, y, z) = try reader.space(arguments)
    let markerZ = try attributes.numbers("marker_z")
    if let markerZ, markerZ.count != x.count {
      throw RuntimeError.dimensionMismatch("`marker_z` has \(markerZ.count) values for \(x.count) points")
    }
    let lineZ = try lineValues(x, y, z, reader)
    let groups = try reader.grouped([PlotData(x: x, y: y)])
    let map = attributes.colorMap("color", isLine ? "linecolor" : "markercolor")
    func own(_ values: [Double]?, _ rows: [Int]?) -> [Double]? {
      guard let rows else { return values }
      return values.map { values in rows.map { values[$0] } }
    }
    var series: [any Series] = []
    for (index, group) in groups.enumerated() {
      var style = try attributes.style(series: index, of: groups.count, isLine: isLine)
      if let name = group.group, style.label == nil { style.label = name }
      let height = group.rows.map { $0.map { z[$0] } } ?? z
      series.append(
        try checked {
          if isLine {
            var line = try SpaceLineSeries(
              x: group.x, y: group.y, z: height, style: style, lineZ: own(lineZ, group.rows))
            line.colorMap = map
            return line
          }
          var points = try SpaceScatterSeries(
            x: group.x, y: group.y, z: height, style: style,
            markerZ: own(markerZ, group.rows))
          points.colorMap = map
          return points
        })
    }
    try place(series)
  }

  /// What `line_z` says of a line in space: a value for each point, or a function of the three coordinates.
  private func lineValues(
    _ x: [Double], _ y: [Double], _ z: [Double], _ reader: PlotReader
  ) throws -> [Double]? {
    guard let value = attributes["line_z"], !value.isNothing else { return nil }
    if reader.isFunction(value) {
      let evaluate = reader.callable(value)
      return try x.indices.map { try evaluate([x[$0], y[$0], z[$0]]) }
    }
    let values = try attributes.numbers("line_z", value)
    guard values.count == x.count else {
      throw RuntimeError.dimensionMismatch(
        "`line_z` has \(values.count) values for \(x.count) points",
        hint: "it may be a function of the points too: line_z = (x, y, z) -> z")
    }
    return values
  }

  /// A surface, or the lines of its grid.
  mutating func drawSurface(_ arguments: [Value], isWireframe: Bool) throws {
    let mesh = try reader().mesh(arguments)
    var style = try attributes.style(isLine: isWireframe)
    if isWireframe {
      try place([WireframeSeries(mesh, style: style)])
    } else {
      let map = try colorMap(&style, allowsColor: true, of: "surface")
      try place([SurfaceSeries(mesh, colorMap: map, style: style)])
    }
  }

  mutating func drawContours(_ arguments: [Value]) throws {
    let grid = try reader().grid(arguments).grid
    var style = try attributes.style()
    let map = try colorMap(&style, allowsColor: true, of: "contour3d")
    let levels = try levels(default: 15)
    try place([try checked { try SpaceContourSeries(grid, levels: levels, colorMap: map, style: style) }])
  }
}

// MARK: - Around a middle

extension PlotBuilder {
  mutating func drawRadar(_ arguments: [Value]) throws {
    guard arguments.count == 2, let labels = try attributes.texts(arguments[0]) else {
      throw mismatch(arguments, takes: "labels and values: \(name)([\"a\", \"b\", \"c\"], [1, 2, 3])")
    }
    let data = try reader().data([arguments[1]])
    if let odd = data.first(where: { $0.y.count != labels.count }) {
      throw RuntimeError.dimensionMismatch(
        "there are \(labels.count) labels and \(odd.y.count) values",
        hint: data.count == labels.count ? "each column of a matrix is a series: did you mean the transpose, values'?" : nil)
    }
    let styles = try data.indices.map { try attributes.style(series: $0, of: data.count) }
    try place(try checked { try RadarChart.series(data.map(\.y), styles: styles) })
    try suggest { RadarChart.apply(labels, to: &$0) }
  }
}
