/// A tidy drawing of a tree in linear time: equal subtrees look alike, parents stand over the middle of their children,
/// and nothing overlaps (Buchheim, Jünger and Leipert, "Improving Walker's algorithm to run in linear time", 2002;
/// with nodes of different breadth).
struct TidyTree {
  /// The middle of each node across the direction of growth, from 0.
  private(set) var positions: [Double]

  private let tree: Tree
  private let breadths: [Double]
  private let gap: Double
  private var prelim: [Double]
  private var modifier: [Double]
  private var change: [Double]
  private var shift: [Double]
  private var thread: [Int?]
  private var ancestor: [Int]
  /// Place among the siblings.
  private let number: [Int]

  /// `breadths` are the extents of the nodes, `gap` the room between neighbours.
  init(_ tree: Tree, breadths: [Double], gap: Double) {
    self.tree = tree
    self.breadths = breadths
    self.gap = gap
    let zeros = [Double](repeating: 0, count: tree.count)
    positions = zeros
    prelim = zeros
    modifier = zeros
    change = zeros
    shift = zeros
    thread = [Int?](repeating: nil, count: tree.count)
    ancestor = Array(0..<tree.count)
    var number = [Int](repeating: 0, count: tree.count)
    for siblings in tree.children { for (place, node) in siblings.enumerated() { number[node] = place } }
    self.number = number

    var defaultAncestor = tree.children.map { $0.first ?? 0 }
    for node in postorder() {
      firstWalk(node)
      if let parent = tree.parents[node] { apportion(node, &defaultAncestor[parent]) }
    }
    var sums = zeros
    for node in 0..<tree.count {
      let above = tree.parents[node].map { sums[$0] } ?? 0
      positions[node] = prelim[node] + above
      sums[node] = above + modifier[node]
    }
    let left = positions.indices.map { positions[$0] - breadths[$0] / 2 }.min() ?? 0
    for node in positions.indices { positions[node] -= left }
  }

  /// Nodes after their children, siblings from the left; without recursion, since trees may be deep.
  private func postorder() -> [Int] {
    // Root, then children from the right: its reverse is children from the left, then the root.
    var result: [Int] = []
    var stack = [0]
    while let node = stack.popLast() {
      result.append(node)
      stack += tree.children[node]
    }
    return result.reversed()
  }

  private func distance(_ left: Int, _ right: Int) -> Double { (breadths[left] + breadths[right]) / 2 + gap }

  private func leftSibling(_ node: Int) -> Int? {
    guard let parent = tree.parents[node], number[node] > 0 else { return nil }
    return tree.children[parent][number[node] - 1]
  }

  private mutating func firstWalk(_ node: Int) {
    let children = tree.children[node]
    let left = leftSibling(node)
    guard let first = children.first, let last = children.last else {
      prelim[node] = left.map { prelim[$0] + distance($0, node) } ?? 0
      return
    }
    executeShifts(children)
    let middle = (prelim[first] + prelim[last]) / 2
    if let left {
      prelim[node] = prelim[left] + distance(left, node)
      modifier[node] = prelim[node] - middle
    } else {
      prelim[node] = middle
    }
  }

  /// Moves the subtree of `node` to the right until it is clear of those of its left siblings.
  private mutating func apportion(_ node: Int, _ defaultAncestor: inout Int) {
    guard let left = leftSibling(node), let parent = tree.parents[node] else { return }
    var insideRight = node
    var outsideRight = node
    var insideLeft = left
    var outsideLeft = tree.children[parent][0]
    var (sumInRight, sumOutRight) = (modifier[insideRight], modifier[outsideRight])
    var (sumInLeft, sumOutLeft) = (modifier[insideLeft], modifier[outsideLeft])
    while let nextLeft = rightContour(insideLeft), let nextRight = leftContour(insideRight) {
      insideLeft = nextLeft
      insideRight = nextRight
      outsideLeft = leftContour(outsideLeft) ?? outsideLeft
      outsideRight = rightContour(outsideRight) ?? outsideRight
      ancestor[outsideRight] = node
      let move = prelim[insideLeft] + sumInLeft - prelim[insideRight] - sumInRight + distance(insideLeft, insideRight)
      if move > 0 {
        let from = tree.parents[ancestor[insideLeft]] == parent ? ancestor[insideLeft] : defaultAncestor
        moveSubtree(from, node, move)
        sumInRight += move
        sumOutRight += move
      }
      sumInLeft += modifier[insideLeft]
      sumInRight += modifier[insideRight]
      sumOutLeft += modifier[outsideLeft]
      sumOutRight += modifier[outsideRight]
    }
    if let next = rightContour(insideLeft), rightContour(outsideRight) == nil {
      thread[outsideRight] = next
      modifier[outsideRight] += sumInLeft - sumOutRight
    }
    if let next = leftContour(insideRight), leftContour(outsideLeft) == nil {
      thread[outsideLeft] = next
      modifier[outsideLeft] += sumInRight - sumOutLeft
      defaultAncestor = node
    }
  }

  private func leftContour(_ node: Int) -> Int? { tree.children[node].first ?? thread[node] }
  private func rightContour(_ node: Int) -> Int? { tree.children[node].last ?? thread[node] }

  private mutating func moveSubtree(_ left: Int, _ right: Int, _ move: Double) {
    let between = Double(number[right] - number[left])
    change[right] -= move / between
    shift[right] += move
    change[left] += move / between
    prelim[right] += move
    modifier[right] += move
  }

  private mutating func executeShifts(_ children: [Int]) {
    var (total, rate) = (0.0, 0.0)
    for child in children.reversed() {
      prelim[child] += total
      modifier[child] += total
      rate += change[child]
      total += shift[child] + rate
    }
  }
}
