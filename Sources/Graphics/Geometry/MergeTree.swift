/// The tree of an agglomerative clustering, ready to be drawn.
struct MergeTree {
  /// Two clusters that become one; `0..<leafCount` are leaves, `leafCount + k` is the result of merge k.
  struct Merge: Hashable, Sendable {
    var left: Int
    var right: Int
    var height: Double
  }

  let merges: [Merge]
  let leafCount: Int
  /// The leaves from left to right: no lines cross.
  let leafOrder: [Int]

  /// Every merge joins two clusters that exist already and were not joined before.
  init(_ merges: [Merge]) throws(FigureError) {
    try FigureLimit.check(merges.count, "merges", MergeTree.limit)
    let count = merges.count + 1
    var used = [Bool](repeating: false, count: 2 * count)
    for (index, merge) in merges.enumerated() {
      for side in [merge.left, merge.right] {
        guard side >= 0, side < count + index, !used[side] else {
          throw .invalidOption(
            "merges", "row \(index + 1) joins a cluster that does not exist yet or was joined before")
        }
        used[side] = true
      }
      guard merge.height.isFinite else { throw .invalidOption("merges", "heights are finite numbers") }
    }
    self.merges = merges
    leafCount = count
    var order: [Int] = []
    var stack = [2 * count - 2]
    while let cluster = stack.popLast() {
      if cluster < count {
        order.append(cluster)
      } else {
        stack.append(merges[cluster - count].right)
        stack.append(merges[cluster - count].left)
      }
    }
    leafOrder = order
  }

  static let limit = 5_000

  /// The middle of each cluster, leaves at 1, 2, 3, … in their order.
  var positions: [Double] {
    var result = [Double](repeating: 0, count: leafCount + merges.count)
    for (place, leaf) in leafOrder.enumerated() { result[leaf] = Double(place + 1) }
    for (index, merge) in merges.enumerated() { result[leafCount + index] = (result[merge.left] + result[merge.right]) / 2 }
    return result
  }

  func height(_ cluster: Int) -> Double { cluster < leafCount ? 0 : merges[cluster - leafCount].height }

  /// The number of the group that each merge belongs to, from 0 at the left, when the tree is cut at `threshold`;
  /// `nil` above the cut.
  func groups(below threshold: Double) -> [Int?] {
    // The highest height in each subtree decides, so that inversions do not open a group again.
    var tops = merges.map(\.height)
    for (index, merge) in merges.enumerated() {
      for side in [merge.left, merge.right] where side >= leafCount { tops[index] = max(tops[index], tops[side - leafCount]) }
    }
    var result = [Int?](repeating: nil, count: merges.count)
    var next = 0
    var stack: [(cluster: Int, group: Int?)] = [(2 * leafCount - 2, nil)]
    while let (cluster, inherited) = stack.popLast() {
      guard cluster >= leafCount else { continue }
      let index = cluster - leafCount
      var group = inherited
      if group == nil, tops[index] < threshold {
        group = next
        next += 1
      }
      result[index] = group
      stack.append((merges[index].right, group))
      stack.append((merges[index].left, group))
    }
    return result
  }
}
