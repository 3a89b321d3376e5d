// Reading the positional arguments of a plot: vectors, matrices, categories, groups.

import Engine
import Graphics

/// Turns positional arguments into points.
struct PlotReader {
  let attributes: PlotAttributes
  /// The function that was called, for messages.
  let name: String
  /// The axes that functions are sampled for.
  var options = SubplotOptions()
  /// Where functions are plotted when the call does not say: where the axis of what they are added to ends. It takes a layout,
  /// so it is only asked for then.
  var ownDomain: () -> (lower: Double, upper: Double)? = { nil }

  var machine: Machine { attributes.machine }

  func numbers(_ value: Value) throws -> [Double] {
    if let numbers = try attributes.numbers(value) { return numbers }
    if value.isArray, let elements = try machine.elements(value),
      let odd = elements.first(where: { $0.asDouble == nil && !$0.isMissing })
    {
      throw RuntimeError.argument("\(name) draws real numbers, not values of type \(odd.dataType)")
    }
    throw machine.noMethod(name, [value], hint: "\(name) draws vectors of real numbers")
  }

  /// Two lists of equal length.
  func coordinates(_ x: Value, _ y: Value) throws -> (x: [Double], y: [Double]) {
    let (x, y) = (try numbers(x), try numbers(y))
    guard x.count == y.count else {
      throw RuntimeError.dimensionMismatch("x has \(x.count) values and y has \(y.count)")
    }
    return (x, y)
  }

  /// One list for each series: the columns of a matrix, the entries of a vector of vectors, or the vector itself.
  func lists(_ value: Value) throws -> [[Double]] {
    if let array = value.array {
      if array.rank == 2 {
        let all = try numbers(value)
        let rows = array.shape[0]
        return (0..<array.shape[1]).map { Array(all[$0 * rows..<($0 + 1) * rows]) }
      }
      if array.rank > 2 {
        throw RuntimeError.dimensionMismatch(
          "\(name) draws vectors and matrices, not an array of \(array.rank) dimensions")
      }
    }
    if value.tag == .array || value.tag == .tuple, let elements = try machine.elements(value), !elements.isEmpty,
      elements.allSatisfy({ $0.isArray || $0.range != nil })
    {
      return try elements.map { try numbers($0) }
    }
    return [try numbers(value)]
  }

  /// The coordinates of a list of points; `nil` if it is not one.
  private func points(_ value: Value) throws -> PlotData? {
    guard value.tag == .array, let elements = try machine.elements(value), !elements.isEmpty,
      elements.allSatisfy({ $0.tag == .tuple && $0.tuple?.elements.count == 2 })
    else { return nil }
    let parts = elements.compactMap(\.tuple)
    return PlotData(
      x: try parts.map { try attributes.number("x", $0.elements[0]) },
      y: try parts.map { try attributes.number("y", $0.elements[1]) })
  }

  /// The points of a call.
  func data(_ arguments: [Value]) throws -> [PlotData] {
    if arguments.isEmpty { return [] }
    if let data = try functionData(arguments) { return data }
    switch arguments.count {
    case 1:
      let value = arguments[0]
      if let points = try points(value) { return [points] }
      if value.tag == .complexArray, let array = value.array {
        let parts = array.complexes.map { ($0.rawStorage.x, $0.rawStorage.y) }
        return [PlotData(x: parts.map { $0.0 }, y: parts.map { $0.1 })]
      }
      if let dictionary = value.dictionary {
        let pairs = dictionary.pairs
        return [
          PlotData(
            x: pairs.indices.map { Double($0 + 1) }, y: try pairs.map { try attributes.number("y", $0.value) },
            categories: try pairs.map { try attributes.text($0.key) })
        ]
      }
      return try lists(value).map { y in PlotData(x: y.indices.map { Double($0 + 1) }, y: y) }
    case 2:
      let ys = try lists(arguments[1])
      if let dates = try attributes.dates(arguments[0]) {
        return try ys.map { y in
          guard dates.count == y.count else {
            throw RuntimeError.dimensionMismatch("x has \(dates.count) dates and y has \(y.count) values")
          }
          return PlotData(x: dates, y: y, hasDates: true)
        }
      }
      if let texts = try attributes.texts(arguments[0]) { return try ys.map { try categorical(texts, $0) } }
      let xs = try lists(arguments[0])
      guard xs.count == ys.count || xs.count == 1 || ys.count == 1 else {
        throw RuntimeError.dimensionMismatch("x has \(xs.count) columns and y has \(ys.count)")
      }
      if xs.isEmpty || ys.isEmpty { return [] }
      return try (0..<max(xs.count, ys.count)).map { index in
        let x = xs[xs.count == 1 ? 0 : index]
        let y = ys[ys.count == 1 ? 0 : index]
        guard x.count == y.count else {
          throw RuntimeError.dimensionMismatch("x has \(x.count) values and y has \(y.count)", hint: transposed(x, ys))
        }
        return PlotData(x: x, y: y)
      }
    default: throw mismatch(arguments)
    }
  }

  private func transposed(_ x: [Double], _ columns: [[Double]]) -> String? {
    columns.count > 1 && columns.count == x.count
      ? "each column of a matrix is a series: did you mean the transpose, y'?" : nil
  }

  /// Values over names; a name that comes again keeps its place.
  private func categorical(_ texts: [String], _ y: [Double]) throws -> PlotData {
    guard texts.count == y.count else {
      throw RuntimeError.dimensionMismatch("x has \(texts.count) values and y has \(y.count)")
    }
    var places: [String: Int] = [:]
    var names: [String] = []
    let x = texts.map { text -> Double in
      if let place = places[text] { return Double(place) }
      names.append(text)
      places[text] = names.count
      return Double(names.count)
    }
    return PlotData(x: x, y: y, categories: names)
  }

  // MARK: - Groups

  /// What `group` says of `count` points: groups in their labels' order, `nil` without the keyword.
  func grouping(count: Int) throws -> Grouping? {
    guard let group = attributes["group"], !group.isNothing else { return nil }
    return try grouping(by: group, "group", count: count)
  }

  /// The rows of each label of a list with one for each of `count` points, in the labels' order.
  func grouping(by value: Value, _ keyword: String, count: Int) throws -> Grouping {
    guard let labels = try machine.elements(value) else {
      throw attributes.problem(keyword, value, expected: "a vector of labels, one for each point")
    }
    guard labels.count == count else {
      throw RuntimeError.dimensionMismatch("`\(keyword)` has \(labels.count) labels for \(count) points")
    }
    let texts = try labels.map { try attributes.text($0) }
    let found = Grouping(texts)
    var places = Array(found.names.indices)
    if let numbers = try attributes.numbers(value) {
      places.sort { (numbers[found.rows[$0][0]], found.names[$0]) < (numbers[found.rows[$1][0]], found.names[$1]) }
    } else {
      places.sort { found.names[$0] < found.names[$1] }
    }
    return Grouping(texts, order: places.map { found.names[$0] })
  }

  /// The points of one series by the labels of `group`, in the labels' order.
  func grouped(_ data: [PlotData]) throws -> [PlotData] {
    guard attributes["group"].map({ !$0.isNothing }) == true else { return data }
    guard data.count == 1, let whole = data.first else {
      throw RuntimeError.argument("`group` divides one series, and there are \(data.count)")
    }
    guard let grouping = try grouping(count: whole.y.count) else { return data }
    return zip(grouping.names, grouping.rows).map { name, own in
      PlotData(
        x: own.map { whole.x[$0] }, y: own.map { whole.y[$0] }, categories: whole.categories, hasDates: whole.hasDates, rows: own,
        group: name)
    }
  }
}
