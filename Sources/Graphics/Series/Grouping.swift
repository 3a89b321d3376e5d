/// Rows of data divided by labels.
public struct Grouping: Hashable, Sendable {
  /// The names of the groups, in their order.
  public let names: [String]
  /// The rows of each group.
  public let rows: [[Int]]
  /// How many rows there are.
  public let count: Int

  /// Each name with its rows.
  public var pairs: [(name: String, rows: [Int])] { zip(names, rows).map { ($0, $1) } }

  /// Groups in the order of their first appearance, after those that `order` names.
  public init(_ labels: [String], order: [String] = []) {
    var places: [String: Int] = [:]
    var names: [String] = []
    var rows: [[Int]] = []
    for name in order where places[name] == nil {
      places[name] = names.count
      names.append(name)
      rows.append([])
    }
    for (row, label) in labels.enumerated() {
      if let place = places[label] {
        rows[place].append(row)
      } else {
        places[label] = names.count
        names.append(label)
        rows.append([row])
      }
    }
    self.names = names
    self.rows = rows
    count = labels.count
  }
}
