// Where the plots of a figure stand: rows and columns of `grid`, and the pictures that `@layout` draws with brackets.

import Engine
import Graphics

/// What `grid(2, 2, widths = [0.3, 0.7])` and `@layout [a; b c]` make.
final class LayoutObject: HostObject {
  let layout: GridLayout

  init(_ layout: GridLayout) {
    self.layout = layout
    super.init()
  }

  override var type: DataType { .named("GridLayout") }

  override func text(_ machine: Machine) -> String {
    layout.spans.isEmpty ? "GridLayout(\(layout.rows), \(layout.columns))" : "GridLayout of \(layout.capacity) plots"
  }
}

extension Library {
  mutating func addLayouts() {
    add(
      "grid(rows, columns; widths, heights)",
      "A layout of plots in rows and columns; `widths` and `heights` are relative.",
      arity: 2, keywords: ["widths", "heights"], example: "plot(plot([1, 2]), plot([2, 1]), layout = grid(2, 1));"
    ) { call in
      let attributes = PlotAttributes(call)
      let (rows, columns) = (try call.int(0), try call.int(1))
      guard (1...100).contains(rows), (1...100).contains(columns) else {
        throw RuntimeError.argument("a layout has between 1 and 100 rows and columns, not \(rows) and \(columns)")
      }
      let widths = try call.keyword("widths").map { try attributes.numbers("widths", $0) } ?? []
      let heights = try call.keyword("heights").map { try attributes.numbers("heights", $0) } ?? []
      return call.heap.adopt(LayoutObject(GridLayout(rows: rows, columns: columns, widths: widths, heights: heights)))
    }
    // What `@layout` stands for: its brackets as nested tuples.
    add("@layout(tree)", "", arity: 1) { call in
      let layout = try LayoutTree(call[0]).grid()
      return call.heap.adopt(LayoutObject(layout))
    }
  }
}

/// The brackets of `@layout`: plots beside and above one another, to any depth.
private struct LayoutTree {
  private enum Content {
    case plot
    case blank
    case grid(GridLayout)
    /// Above one another, or side by side.
    case parts([LayoutTree], isRow: Bool)
  }

  private let content: Content
  /// Parts of what it stands in; `nil` shares what is left.
  private let width: Double?
  private let height: Double?

  /// `(direction, parts…)`, or `(name, width, height)` where 0 leaves a side open.
  init(_ value: Value) throws {
    if let object = value.host as? LayoutObject {
      content = .grid(object.layout)
      (width, height) = (nil, nil)
      return
    }
    let wrong = RuntimeError.argument(
      "this is not a layout", hint: "write names and brackets: `@layout [a{0.7w} b; c]`, or `grid(2, 2)`")
    guard value.tag == .tuple, let parts = value.tuple?.elements, let first = parts.first else { throw wrong }
    if let direction = first.integer {
      content = .parts(try parts.dropFirst().map { try LayoutTree($0) }, isRow: direction == 2)
      (width, height) = (nil, nil)
      return
    }
    guard parts.count == 3, let width = parts[1].asDouble, let height = parts[2].asDouble else { throw wrong }
    for side in [width, height] where !(side >= 0 && side <= 1) {
      throw RuntimeError.argument("a part of a layout is between 0 and 1, not \(side)")
    }
    self.width = width > 0 ? width : nil
    self.height = height > 0 ? height : nil
    if let name = first.string {
      content = name == "_" ? .blank : .plot
    } else {
      content = try LayoutTree(first).content
    }
  }

  private var share: (width: Double?, height: Double?) {
    guard case .parts(let parts, let isRow) = content else { return (width, height) }
    // A row is as high as its plots say, a column as wide.
    return isRow
      ? (width, height ?? parts.lazy.compactMap(\.share.height).first)
      : (width ?? parts.lazy.compactMap(\.share.width).first, height)
  }

  private typealias Interval = (start: Double, end: Double)

  /// Adds the places of the plots, in parts of the whole.
  private func place(_ x: Interval, _ y: Interval, into places: inout [(x: Interval, y: Interval)]) throws {
    switch content {
    case .blank: break
    case .plot: places.append((x, y))
    case .grid(let grid):
      let rows = [LayoutTree](repeating: LayoutTree(row: grid.columns), count: grid.rows)
      try LayoutTree(column: rows).place(x, y, into: &places)
    case .parts(let parts, let isRow):
      let given = parts.map { isRow ? $0.share.width : $0.share.height }
      let sum = given.reduce(0) { $0 + ($1 ?? 0) }
      let open = given.count { $0 == nil }
      guard sum < 1 || (open == 0 && sum < 1 + 1e-9) else {
        throw RuntimeError.argument("the parts of a layout add up to \(sum), which is more than the whole")
      }
      // Parts that leave room without saying to whom are stretched.
      let scale = open == 0 ? 1 / sum : 1
      let rest = open == 0 ? 0 : (1 - sum) / Double(open)
      var place = isRow ? x.start : y.start
      for (part, given) in zip(parts, given) {
        let length = (given.map { $0 * scale } ?? rest) * (isRow ? x.end - x.start : y.end - y.start)
        let own = (start: place, end: place + length)
        try isRow ? part.place(own, y, into: &places) : part.place(x, own, into: &places)
        place += length
      }
    }
  }

  private init(row count: Int) {
    content = .parts([LayoutTree](repeating: LayoutTree(), count: count), isRow: true)
    (width, height) = (nil, nil)
  }

  private init(column parts: [LayoutTree]) {
    content = .parts(parts, isRow: false)
    (width, height) = (nil, nil)
  }

  private init() {
    content = .plot
    (width, height) = (nil, nil)
  }

  /// The layout as rows and columns between all edges of plots.
  func grid() throws -> GridLayout {
    var places: [(x: Interval, y: Interval)] = []
    try place((0, 1), (0, 1), into: &places)
    guard (1...100).contains(places.count) else {
      throw RuntimeError.argument("a layout has between 1 and 100 plots, not \(places.count)")
    }
    let across = LayoutTree.edges(places.map(\.x))
    let down = LayoutTree.edges(places.map(\.y))
    func lengths(_ edges: [Double]) -> [Double] { zip(edges.dropFirst(), edges).map { $0 - $1 } }
    var layout = GridLayout(
      rows: down.count - 1, columns: across.count - 1, widths: lengths(across), heights: lengths(down))
    layout.spans = places.map { place in
      GridLayout.Span(
        rows: LayoutTree.index(place.y.start, down)..<LayoutTree.index(place.y.end, down),
        columns: LayoutTree.index(place.x.start, across)..<LayoutTree.index(place.x.end, across))
    }
    return layout
  }

  private static let tolerance = 1e-6

  private static func edges(_ intervals: [Interval]) -> [Double] {
    var result: [Double] = []
    for edge in (intervals.flatMap { [$0.start, $0.end] } + [0, 1]).sorted() where edge - (result.last ?? -1) > tolerance {
      result.append(edge)
    }
    return result
  }

  private static func index(_ edge: Double, _ edges: [Double]) -> Int {
    edges.firstIndex { ($0 - edge).magnitude <= tolerance } ?? 0
  }
}
