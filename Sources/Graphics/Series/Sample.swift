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

  /// Values divided by their categories, which keep the order of their first appearance. With `groups` there is a list for each
  /// group, in their order, whose samples stand side by side.
  public static func divided(
    _ values: [Double], by categories: [String], groups: [String]? = nil
  ) throws(FigureError) -> [(group: String?, samples: [Sample])] {
    try FigureLimit.checkSame("categories", categories.count, "values", values.count)
    var places: [String: Int] = [:]
    var names: [String] = []
    let indices = categories.map { name -> Int in
      if let place = places[name] { return place }
      places[name] = names.count
      names.append(name)
      return names.count - 1
    }
    return try divided(values, by: indices, names: names, positions: names.indices.map { Double($0 + 1) }, groups: groups)
  }

  /// Values divided by numbers on the axis, in ascending order.
  public static func divided(
    _ values: [Double], at numbers: [Double], groups: [String]? = nil
  ) throws(FigureError) -> [(group: String?, samples: [Sample])] {
    try FigureLimit.checkSame("x", numbers.count, "values", values.count)
    let kept = numbers.indices.filter { numbers[$0].isFinite && numbers[$0].magnitude <= AxisScale.largest }
    var positions: [Double] = []
    for number in kept.map({ numbers[$0] }).sorted() where number != positions.last { positions.append(number) }
    var places: [Double: Int] = [:]
    for (place, position) in positions.enumerated() { places[position] = place }
    // A few places are named, so that each has its label.
    let names = positions.count <= 30 ? positions.map { NumberLabel.short($0, digits: 6) } : []
    return try divided(
      kept.map { values[$0] }, by: kept.map { places[numbers[$0]] ?? 0 }, names: names, positions: positions,
      groups: groups.map { groups in kept.map { groups[$0] } })
  }

  private static func divided(
    _ values: [Double], by places: [Int], names: [String], positions: [Double], groups: [String]?
  ) throws(FigureError) -> [(group: String?, samples: [Sample])] {
    try FigureLimit.check(positions.count, "categories", 1000)
    if let groups { try FigureLimit.checkSame("group", groups.count, "values", values.count) }
    var order: [String] = []
    var numbers: [String: Int] = [:]
    for group in groups ?? [] where numbers[group] == nil {
      numbers[group] = order.count
      order.append(group)
    }
    let count = max(1, order.count)
    try FigureLimit.check(count * max(1, positions.count), "samples", FigureLimit.elements)
    var lists = [[[Double]]](repeating: [[Double]](repeating: [], count: positions.count), count: count)
    for (index, value) in values.enumerated() {
      lists[groups.flatMap { numbers[$0[index]] } ?? 0][places[index]].append(value)
    }
    var spacing = 1.0
    let gaps = zip(positions, positions.dropFirst()).map { $1 - $0 }
    if let least = gaps.min(), least > 0 { spacing = least }
    // Groups share nine tenths of the spacing, so that neighbours stay apart.
    let room = count == 1 ? spacing : spacing * 0.9 / Double(count)
    return lists.enumerated().map { group, samples in
      let shift = (Double(group) - Double(count - 1) / 2) * room
      return (
        order.isEmpty ? nil : order[group],
        samples.enumerated().map { place, values in
          Sample(
            values, name: names.isEmpty ? nil : names[place], position: positions[place],
            shift: count == 1 ? 0 : shift, room: room)
        }
      )
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
