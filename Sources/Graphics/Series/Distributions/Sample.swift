// Samples at places of a category axis: what boxes, violins and strips have in common.

/// Values that belong to one place of an axis of categories.
public struct Sample: Hashable, Sendable {
  /// The name of the place; `nil` for a plain number.
  public var name: String?
  /// Its place on the axis of categories.
  public var position: Double
  /// How far beside the place it stands, among samples of several groups.
  public var shift = 0.0
  /// The room that it has along this axis, in data units.
  public var room: Double
  public var values: [Double]

  /// Where its middle is.
  var centre: Double { position + shift }

  public init(_ values: [Double], name: String? = nil, position: Double, shift: Double = 0, room: Double = 1) {
    self.name = name
    self.position = position
    self.shift = shift
    self.room = room
    self.values = values
  }

  /// Values divided by their categories at 1, 2, 3, …, in the order of their first appearance after those in `known`. With
  /// groups there is a list for each, whose samples stand side by side.
  public static func divided(
    _ values: [Double], by categories: [String], known: [String] = [], groups: Grouping? = nil
  ) throws(FigureError) -> [[Sample]] {
    try FigureLimit.checkSame("categories", categories.count, "values", values.count)
    let grouping = Grouping(categories, order: known)
    return try divided(
      values, grouping, names: grouping.names, positions: grouping.names.indices.map { Double($0 + 1) }, groups: groups)
  }

  /// Values divided by numbers on the axis, in ascending order.
  public static func divided(
    _ values: [Double], at numbers: [Double], groups: Grouping? = nil
  ) throws(FigureError) -> [[Sample]] {
    try FigureLimit.checkSame("x", numbers.count, "values", values.count)
    var positions: [Double] = []
    for number in numbers.filter({ $0.magnitude <= AxisScale.largest }).sorted() where number != positions.last {
      positions.append(number)
      try FigureLimit.check(positions.count, "categories", 1000)
    }
    // Equal numbers have equal texts, and what is not finite has a group that is left out.
    let grouping = Grouping(numbers.map { "\($0 + 0)" }, order: positions.map { "\($0 + 0)" })
    // A few places are named, so that each has its label.
    let names = positions.count <= 30 ? positions.map { NumberLabel.short($0, digits: 6) } : []
    return try divided(values, grouping, names: names, positions: positions, groups: groups)
  }

  private static func divided(
    _ values: [Double], _ grouping: Grouping, names: [String], positions: [Double], groups: Grouping?
  ) throws(FigureError) -> [[Sample]] {
    try FigureLimit.check(positions.count, "categories", 1000)
    let count = groups?.names.count ?? 1
    try FigureLimit.check(count * positions.count, "samples", FigureLimit.elements)
    var group = [Int](repeating: 0, count: values.count)
    if let groups {
      try FigureLimit.checkSame("group", groups.count, "values", values.count)
      for (number, rows) in groups.rows.enumerated() { for row in rows { group[row] = number } }
    }
    var lists = [[[Double]]](repeating: [[Double]](repeating: [], count: positions.count), count: count)
    for (place, rows) in grouping.rows.prefix(positions.count).enumerated() {
      for row in rows { lists[group[row]][place].append(values[row]) }
    }
    let spacing = zip(positions, positions.dropFirst()).map { $1 - $0 }.min() ?? 1
    // Groups share nine tenths of the spacing, so that neighbours stay apart.
    let room = count == 1 ? spacing : spacing * 0.9 / Double(count)
    return lists.enumerated().map { number, samples in
      samples.enumerated().map { place, values in
        Sample(
          values, name: names.isEmpty ? nil : names[place], position: positions[place],
          shift: (Double(number) - Double(count - 1) / 2) * room, room: room)
      }
    }
  }
}

/// A chart of samples side by side.
protocol SampleSeries: Series {
  var samples: [Sample] { get }
  /// Whether values run along x.
  var isHorizontal: Bool { get }
}

extension SampleSeries {
  /// The ranges for the samples' places and for `values`.
  func demand(x: AxisScale, y: AxisScale, values shown: some Sequence<Double>) -> RangeDemand {
    let along = isHorizontal ? y : x
    let across = isHorizontal ? x : y
    var place = AxisDemand(samples.flatMap { [$0.centre - $0.room / 2, $0.centre + $0.room / 2] }, on: along)
    place?.exactLower = true
    place?.exactUpper = true
    place?.categories = samples.compactMap { sample in sample.name.map { (sample.position, $0) } }
    let values = AxisDemand(shown, on: across)
    var demand = isHorizontal ? RangeDemand(x: values, y: place) : RangeDemand(x: place, y: values)
    if isHorizontal { demand.wantsYGrid = false } else { demand.wantsXGrid = false }
    return demand
  }

  /// A point of the plot area: `place` on the axis of categories and `value` on the other.
  func point(_ place: Double, _ value: Double, on canvas: Canvas) -> Point {
    isHorizontal ? canvas.point(value, place) : canvas.point(place, value)
  }

  public func warnings(x: AxisScale, y: AxisScale) -> [String] {
    logarithmWarnings(samples.flatMap(\.values), axis: isHorizontal ? "x" : "y", scale: isHorizontal ? x : y)
  }
}
