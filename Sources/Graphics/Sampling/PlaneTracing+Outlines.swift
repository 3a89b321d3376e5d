// Lines and outlines from the cells in which something changes: marching squares on the fine grid, with the exact places of
// the changes.

extension PlaneTracing {
  private typealias Segment = (Edge, Edge)

  /// Lines along which the values change.
  func lines() -> [Polyline] {
    var segments: [Segment] = []
    for cell in cells {
      let (column, row) = (cell % count, cell / count)
      let corners = corners(column, row)
      if isCrowded(corners) {
        let centre = Edge(column: column, row: row, kind: .centre)
        for (index, edge) in PlaneTracing.edges(column, row).enumerated()
        where differs(corners[index], corners[(index + 1) % 4]) { segments.append((edge, centre)) }
      } else {
        append(column, row, &segments) { !self.differs($0, corners[0]) }
      }
    }
    return polylines(segments)
  }

  /// Closed outlines of the nodes above a level.
  func outlines(above level: Double) -> [Polyline] { outlines(cells) { $0 > level } }

  /// The regions of each value. There are at most 100; further ones stay empty.
  func classes() -> ClassRegions {
    var found: Set<Double> = []
    for row in 0...count {
      for column in 0...count where value(column, row).isFinite { found.insert(value(column, row)) }
      if found.count > 10_000 { break }
    }
    let classes = Array(found.sorted().prefix(100))
    // Each class looks at its own cells only.
    var own: [Double: [Int]] = [:]
    for cell in cells {
      for corner in Set(corners(cell % count, cell / count)) { own[corner, default: []].append(cell) }
    }
    let centres = (0..<count).map { Double($0) + 0.5 }
    let values = (0..<count * count).map { value($0 % count, $0 / count) }
    let grid = Grid(unchecked: values, x: centres.map { x($0) }, y: centres.map { y($0) })
    return ClassRegions(
      values: classes, outlines: classes.map { one in outlines(own[one] ?? []) { $0 == one } }, borders: lines(), grid: grid)
  }

  // MARK: - Segments

  /// The corners of a cell, anticlockwise from the lower left.
  private func corners(_ column: Int, _ row: Int) -> [Double] {
    [value(column, row), value(column + 1, row), value(column + 1, row + 1), value(column, row + 1)]
  }

  /// Whether three or more regions meet in a cell.
  private func isCrowded(_ corners: [Double]) -> Bool {
    change == .value && Set(corners.map { $0.isNaN ? .infinity : $0 }).count > 2
  }

  private func append(
    _ column: Int, _ row: Int, _ segments: inout [Segment], _ isInside: (Double) -> Bool
  ) {
    let values = corners(column, row)
    let inside = values.map(isInside)
    let edges = PlaneTracing.edges(column, row)
    let changed = (0..<4).filter { inside[$0] != inside[($0 + 1) % 4] }
    if changed.count == 2 {
      if isCrowded(values) {
        let centre = Edge(column: column, row: row, kind: .centre)
        segments.append((edges[changed[0]], centre))
        segments.append((centre, edges[changed[1]]))
      } else {
        segments.append((edges[changed[0]], edges[changed[1]]))
      }
    } else if changed.count == 4 {
      // A saddle: corners that are like the centre are joined, so the lines cut off the other two.
      let joinsFirst = isInside(centre(column, row)) == inside[0]
      segments.append(joinsFirst ? (edges[0], edges[1]) : (edges[3], edges[0]))
      segments.append(joinsFirst ? (edges[2], edges[3]) : (edges[1], edges[2]))
    }
  }

  /// Rings around what is inside; they run along the rectangle where it ends there.
  private func outlines(_ cells: [Int], _ isInside: (Double) -> Bool) -> [Polyline] {
    var segments: [Segment] = []
    for cell in cells { append(cell % count, cell / count, &segments, isInside) }
    func close(_ a: (Int, Int), _ b: (Int, Int), _ edge: Edge, _ outwardA: Edge, _ outwardB: Edge) {
      let first = isInside(value(a.0, a.1))
      let second = isInside(value(b.0, b.1))
      if first, second { segments.append((outwardA, outwardB)) }
      if first != second { segments.append((first ? outwardA : outwardB, edge)) }
    }
    for index in 0..<count {
      for (row, outside) in [(0, -1), (count, count)] {
        close(
          (index, row), (index + 1, row), Edge(column: index, row: row, kind: .horizontal),
          Edge(column: index, row: outside, kind: .vertical), Edge(column: index + 1, row: outside, kind: .vertical))
      }
      for (column, outside) in [(0, -1), (count, count)] {
        close(
          (column, index), (column, index + 1), Edge(column: column, row: index, kind: .vertical),
          Edge(column: outside, row: index, kind: .horizontal), Edge(column: outside, row: index + 1, kind: .horizontal))
      }
    }
    for (column, outsideColumn) in [(0, -1), (count, count)] {
      for (row, outsideRow) in [(0, -1), (count, count)] where isInside(value(column, row)) {
        segments.append(
          (
            Edge(column: column, row: outsideRow, kind: .vertical),
            Edge(column: outsideColumn, row: row, kind: .horizontal)
          ))
      }
    }
    return polylines(segments)
  }

  /// The lines that segments form, interrupted at places that do not count.
  private func polylines(_ segments: [Segment]) -> [Polyline] {
    let shown = segments.filter { point($0.0) != nil && point($0.1) != nil }
    return SegmentChains.join(shown).map { chain in
      var points = chain.compactMap { point($0) }
      let closed = chain.count > 2 && chain.first == chain.last
      if closed { points.removeLast() }
      return Polyline(points, closed: closed)
    }
  }
}
