/// A rooted tree with texts at its nodes and edges. Node 0 is the root, and every other node comes after its parent.
public struct Tree: Hashable, Sendable {
  public private(set) var labels: [String] = []
  /// `nil` for the root.
  public private(set) var parents: [Int?] = []
  /// The text at the edge from the parent; empty for none.
  public var edgeLabels: [String] = []
  /// From left to right.
  public private(set) var children: [[Int]] = []

  public init(root label: String) { append(label, parent: nil, edge: "") }

  /// A tree from the parent of each node, counted from 1, with 0 for the root (MATLAB's `treeplot`).
  /// `order` tells which node became which of the given ones.
  public init(parents given: [Int], labels: [String]) throws(FigureError) {
    try FigureLimit.checkSame("parents", given.count, "names", labels.count)
    var below = [[Int]](repeating: [], count: given.count)
    var roots: [Int] = []
    for (node, parent) in given.enumerated() {
      guard parent >= 0, parent <= given.count, parent != node + 1 else {
        throw .invalidOption("parents", "a parent is a number from 1 to \(given.count), or 0 for the root")
      }
      if parent == 0 { roots.append(node) } else { below[parent - 1].append(node) }
    }
    guard roots.count == 1 else {
      throw .invalidOption("parents", "a tree has one root, whose parent is 0, and there are \(roots.count)")
    }
    self.init(root: labels[roots[0]])
    // Depth first, so that the numbers of children follow those of their parents.
    var queue = below[roots[0]].reversed().map { (node: $0, parent: 0) }
    order = [roots[0]]
    while let (node, parent) = queue.popLast() {
      let own = append(labels[node], parent: parent, edge: "")
      order.append(node)
      queue += below[node].reversed().map { ($0, own) }
    }
    guard labels.count == order.count else { throw .invalidOption("parents", "some nodes are their own ancestors") }
  }

  /// For trees from parents: the given node behind each node.
  public private(set) var order: [Int] = []

  public var count: Int { labels.count }

  /// Adds a child at the right and returns its number.
  @discardableResult
  public mutating func append(_ label: String, parent: Int?, edge: String) -> Int {
    let node = labels.count
    labels.append(label)
    parents.append(parent)
    edgeLabels.append(edge)
    children.append([])
    if let parent { children[parent].append(node) }
    return node
  }

  /// How many edges lie between the root and each node.
  var depths: [Int] {
    var depths = [Int](repeating: 0, count: count)
    for node in labels.indices { if let parent = parents[node] { depths[node] = depths[parent] + 1 } }
    return depths
  }
}
