/// One run of `PlaneSampler`: values at the nodes of a fine grid, known where something changes.
struct PlaneTracing {
  /// What is looked for between two nodes.
  enum Change {
    /// A zero: the sign changes and the values shrink towards the change.
    case zero
    /// From not positive, or not defined, to positive.
    case sign
    /// From any value to another.
    case value
  }

  /// An edge from a node to the right or upwards, or the centre of the cell there.
  struct Edge: Hashable {
    enum Kind: Hashable {
      case horizontal, vertical, centre
    }

    var column: Int
    var row: Int
    var kind: Kind
  }

  private let sampler: PlaneSampler
  let change: Change
  /// Cells of the fine grid along each side.
  let count: Int
  private let step: Int
  private var values: [Double]
  private var isKnown: [Bool]
  private var isVisited: [Bool]
  private var pending: [Int] = []
  /// Squares in which nothing was found to change.
  private var uniform: [(column: Int, row: Int, size: Int)] = []
  private var crossings: [Edge: Point?] = [:]
  private var centres: [Int: Double] = [:]
  private(set) var cells: [Int] = []
  private var evaluations = 0
  private static let maximumEvaluations = 1_000_000

  init(_ sampler: PlaneSampler, change: Change) {
    self.sampler = sampler
    self.change = change
    step = max(1, min(32, sampler.refinement))
    count = max(1, min(512, sampler.coarse)) * step
    let nodes = (count + 1) * (count + 1)
    values = [Double](repeating: .nan, count: nodes)
    isKnown = [Bool](repeating: false, count: nodes)
    isVisited = [Bool](repeating: false, count: count * count)
  }

  // MARK: - Positions and values

  func x(_ column: Double) -> Double { sampler.x.lower + sampler.x.span * (column / Double(count)) }
  func y(_ row: Double) -> Double { sampler.y.lower + sampler.y.span * (row / Double(count)) }

  func value(_ column: Int, _ row: Int) -> Double { values[row * (count + 1) + column] }

  private mutating func evaluate(
    _ column: Int, _ row: Int, _ function: (Double, Double) throws -> Double
  ) rethrows {
    let index = row * (count + 1) + column
    guard !isKnown[index] else { return }
    isKnown[index] = true
    evaluations += 1
    values[index] = try function(x(Double(column)), y(Double(row)))
  }

  func differs(_ a: Double, _ b: Double) -> Bool {
    switch change {
    case .zero: a.isFinite && b.isFinite && (a > 0) != (b > 0)
    case .sign: (a > 0) != (b > 0)
    case .value: a != b && !(a.isNaN && b.isNaN)
    }
  }

  // MARK: - Search

  mutating func trace(_ function: (Double, Double) throws -> Double) rethrows {
    for row in stride(from: 0, through: count, by: step) {
      for column in stride(from: 0, through: count, by: step) { try evaluate(column, row, function) }
    }
    for row in stride(from: 0, to: count, by: step) {
      for column in stride(from: 0, to: count, by: step) { try refine(column, row, step, function) }
    }
    // From each cell with a change on to the neighbours that share it, also beyond what the coarse grid has seen.
    while let cell = pending.popLast(), evaluations < PlaneTracing.maximumEvaluations {
      try visit(cell % count, cell / count, function)
    }
    // The continuation follows no order that a reader would know.
    cells.sort()
    for cell in cells { try locate(cell % count, cell / count, function) }
    inherit()
  }

  /// Divides a square with a change, or with a zero that a linear function of these values could have inside.
  private mutating func refine(
    _ column: Int, _ row: Int, _ size: Int, _ function: (Double, Double) throws -> Double
  ) rethrows {
    let corners = [
      value(column, row), value(column + size, row), value(column + size, row + size), value(column, row + size),
    ]
    let hasChange = corners.contains { differs($0, corners[0]) }
    guard hasChange || (size == step && size > 1 && mayHideZero(corners)) else {
      if size > 1 { uniform.append((column, row, size)) }
      return
    }
    if size == 1 {
      push(column, row)
      return
    }
    let half = size / 2
    for (c, r) in [(half, 0), (0, half), (half, half), (size, half), (half, size)] {
      try evaluate(column + c, row + r, function)
    }
    for (c, r) in [(0, 0), (half, 0), (0, half), (half, half)] {
      try refine(column + c, row + r, half, function)
    }
  }

  private func mayHideZero(_ corners: [Double]) -> Bool {
    guard change != .value, corners.allSatisfy(\.isFinite), let low = corners.min(), let high = corners.max() else {
      return false
    }
    return min(low.magnitude, high.magnitude) < high - low
  }

  private mutating func push(_ column: Int, _ row: Int) {
    guard column >= 0, row >= 0, column < count, row < count, !isVisited[row * count + column] else { return }
    isVisited[row * count + column] = true
    pending.append(row * count + column)
  }

  private mutating func visit(
    _ column: Int, _ row: Int, _ function: (Double, Double) throws -> Double
  ) rethrows {
    for (c, r) in [(0, 0), (1, 0), (1, 1), (0, 1)] { try evaluate(column + c, row + r, function) }
    let a = value(column, row)
    let b = value(column + 1, row)
    let c = value(column + 1, row + 1)
    let d = value(column, row + 1)
    let changes = [differs(a, b), differs(b, c), differs(c, d), differs(d, a)]
    guard changes.contains(true) else { return }
    cells.append(row * count + column)
    if changes[0] { push(column, row - 1) }
    if changes[1] { push(column + 1, row) }
    if changes[2] { push(column, row + 1) }
    if changes[3] { push(column - 1, row) }
  }

  // MARK: - Crossings

  private mutating func locate(
    _ column: Int, _ row: Int, _ function: (Double, Double) throws -> Double
  ) rethrows {
    var changes = 0
    for edge in PlaneTracing.edges(column, row) {
      let (a, b) = ends(edge)
      guard differs(a, b) else { continue }
      changes += 1
      if crossings[edge] == nil { crossings[edge] = .some(try crossing(edge, a, b, function)) }
    }
    // What a saddle or a meeting of three regions looks like is decided by its centre.
    if changes > 2 {
      centres[row * count + column] = try function(x(Double(column) + 0.5), y(Double(row) + 0.5))
    }
  }

  /// Below, right, above and left of a cell.
  static func edges(_ column: Int, _ row: Int) -> [Edge] {
    [
      Edge(column: column, row: row, kind: .horizontal), Edge(column: column + 1, row: row, kind: .vertical),
      Edge(column: column, row: row + 1, kind: .horizontal), Edge(column: column, row: row, kind: .vertical),
    ]
  }

  private func ends(_ edge: Edge) -> (Double, Double) {
    let isVertical = edge.kind == .vertical
    return (
      value(edge.column, edge.row), value(edge.column + (isVertical ? 0 : 1), edge.row + (isVertical ? 1 : 0))
    )
  }

  /// Where the change on an edge is; `nil` where it is no zero. The Illinois rule for zeros (Dowell and Jarratt 1971), which
  /// halves the interval when it does not converge; halving for everything else.
  private mutating func crossing(
    _ edge: Edge, _ atStart: Double, _ atEnd: Double, _ function: (Double, Double) throws -> Double
  ) rethrows -> Point? {
    func place(_ t: Double) -> Point {
      edge.kind == .vertical
        ? Point(x(Double(edge.column)), y(Double(edge.row) + t))
        : Point(x(Double(edge.column) + t), y(Double(edge.row)))
    }
    var (low, high) = (0.0, 1.0)
    var (a, b) = (atStart, atEnd)
    var (weightA, weightB) = (1.0, 1.0)
    var movedHigh: Bool?
    let size = max(a.magnitude, b.magnitude)
    // Truth values, 0 and 1 or −1 and 1, say nothing about where the change is.
    let isGraded = a.isFinite && b.isFinite && a != 0 && b != 0 && a.magnitude != b.magnitude
    let interpolates = change == .zero || (change == .sign && isGraded)
    let rounds = change == .zero ? 14 : 8
    for round in 0..<rounds {
      var t = (low + high) / 2
      if interpolates, round < 5 {
        let guess = (low * b * weightB - high * a * weightA) / (b * weightB - a * weightA)
        if guess > low, guess < high { t = guess }
      }
      guard evaluations < 2 * PlaneTracing.maximumEvaluations else { return place(t) }
      evaluations += 1
      let position = place(t)
      let value = try function(position.x, position.y)
      if change == .zero, !value.isFinite { return nil }
      if interpolates, value.magnitude < 1e-4 * size { return position }
      if differs(atStart, value) {
        // A third class between two: the line goes where the first one ends.
        high = t
        b = value
        weightB = 1
        if movedHigh == true { weightA /= 2 }
        movedHigh = true
      } else {
        low = t
        a = value
        weightA = 1
        if movedHigh == false { weightB /= 2 }
        movedHigh = false
      }
    }
    if change == .zero, max(a.magnitude, b.magnitude) > 0.5 * size { return nil }
    return place((low + high) / 2)
  }

  /// The place on an edge where something changes, if that counts; the centre of a cell; the node inside for edges that lead
  /// out of the rectangle.
  func point(_ edge: Edge) -> Point? {
    if edge.kind == .centre { return Point(x(Double(edge.column) + 0.5), y(Double(edge.row) + 0.5)) }
    if let found = crossings[edge] { return found }
    let isOutside = edge.column < 0 || edge.row < 0 || edge.column > count || edge.row > count
      || (edge.kind == .vertical ? edge.row == count : edge.column == count)
    guard isOutside else { return nil }
    return Point(x(Double(max(0, min(count, edge.column)))), y(Double(max(0, min(count, edge.row)))))
  }

  func centre(_ column: Int, _ row: Int) -> Double { centres[row * count + column] ?? .nan }

  /// Gives the nodes that were not looked at the value of the square in which they lie.
  private mutating func inherit() {
    for square in uniform {
      let inherited = value(square.column, square.row)
      for row in square.row...square.row + square.size {
        let start = row * (count + 1) + square.column
        for index in start...start + square.size where !isKnown[index] { values[index] = inherited }
      }
    }
  }
}
