// Arrays as the REPL shows them: a header, then rows with the elements aligned on their points, cut to the screen.

extension Printer {
  func showArrayPlain(_ value: Value, _ context: Context) throws {
    let array = value.unsafe(ArrayObject.self)
    if array.count == 0, context.compact || array.rank == 1 { return try show(value, context) }
    write(header(of: array))
    if array.count == 0 { return }
    write(":")
    if showCircular(value) { return }
    write("\n")
    var inner = context.knowing(array.elementType)
    if context.isCompact == nil, array.columns > 1 { inner.isCompact = true }
    try nested {
      try open(value) {
        switch array.rank {
        case 0: try show(array.element(0, machine.heap), inner)
        case 1, 2: try showGrid(MatrixGrid(array, heap: machine.heap), inner)
        default: try showSlabs(array, inner)
        }
      }
    }
  }

  /// `3-element Vector{Int64}`, `2×2 Matrix{Float64}`, `2×2 adjoint(::Matrix{Int64}) with eltype Int64`.
  func header(of array: ArrayObject) -> String {
    let size = ArrayObject.sizeText(array.shape)
    if let origin = array.origin, array.form == .plain {
      if let order = origin.order {
        let list = order.map(String.init).joined(separator: ", ")
        return "\(size) PermutedDimsArray(::\(origin.parent.dataType), (\(list))) with eltype \(array.elementType)"
      }
      let indices = origin.indices.map { $0.tag == .colon ? ":" : (try? machine.compactText(of: $0)) ?? "…" }
      return "\(size) view(::\(origin.parent.dataType), \(indices.joined(separator: ", "))) with eltype \(array.elementType)"
    }
    switch array.form {
    case .adjoint: return "\(size) adjoint(::\(array.parentType)) with eltype \(array.elementType)"
    case .transpose: return "\(size) transpose(::\(array.parentType)) with eltype \(array.elementType)"
    default: return "\(size) \(array.type)"
    }
  }

  /// The slabs of an array of rank above two, each with its index.
  private func showSlabs(_ array: ArrayObject, _ context: Context) throws {
    let slab = array.shape[0] * array.shape[1]
    let outer = Array(array.shape.dropFirst(2))
    var index = outer.map { _ in 0 }
    var offset = 0
    var isFirst = true
    while true {
      if !isSkipped(index, outer) {
        if !isFirst { write("\n\n") }
        write("[:, :, \(index.map { String($0 + 1) }.joined(separator: ", "))] =\n")
        try showGrid(MatrixGrid(array, offset: offset, heap: machine.heap), context)
        isFirst = false
      } else if opensGap(index, outer) {
        write("\n\n...")
      }
      offset += slab
      guard advance(&index, outer) else { break }
    }
  }
}

extension Printer {
  /// Whether a slab that is left out is the first of those that one row of dots stands for.
  private func opensGap(_ index: [Int], _ shape: [Int]) -> Bool {
    let skipped = shape.indices.filter { isSkipped([index[$0]], [shape[$0]]) }
    guard skipped.count == 1, let dimension = skipped.first else { return false }
    return index[dimension] == 3 && index[..<dimension].allSatisfy { $0 == 0 }
  }
}

/// A matrix, a column, or one slab of an array, as rows and columns.
public struct MatrixGrid {
  let rows: Int
  let columns: Int
  /// The type that the elements are declared to have.
  let elementType: DataType
  let element: (_ row: Int, _ column: Int) -> Value
  /// Whether the form of the matrix makes an element zero, so that a dot stands for it.
  let isStructuralZero: (_ row: Int, _ column: Int) -> Bool

  init(_ array: ArrayObject, offset: Int = 0, heap: Heap) {
    let rows = array.shape.first ?? 1
    self.init(
      rows: rows, columns: array.columns, of: array.elementType, dotted: { array.form.isZero(row: $0, column: $1) },
      element: { array.element(offset + $0 + $1 * rows, heap) })
  }

  public init(
    rows: Int, columns: Int, of elementType: DataType, dotted: @escaping (_ row: Int, _ column: Int) -> Bool,
    element: @escaping (_ row: Int, _ column: Int) -> Value
  ) {
    self.rows = rows
    self.columns = columns
    self.elementType = elementType
    self.element = element
    isStructuralZero = dotted
  }
}

extension Machine {
  /// The rows of a matrix as the REPL shows them under its header.
  public func text(of grid: MatrixGrid) throws -> String {
    let printer = Printer(machine: self, isLimited: true)
    let context = Printer.Context(isCompact: grid.columns > 1 ? true : nil, knownType: grid.elementType)
    try printer.showGrid(grid, context)
    return printer.text
  }

  /// A matrix as mathematics.
  public func faces(of grid: MatrixGrid) throws -> Faces { Faces(tex: try TeXWriter(machine: self).tex(of: grid)) }
}

// MARK: - The grid

extension Printer {
  /// Columns left and right of the place on which the elements of a column are aligned.
  typealias Widths = (left: Int, right: Int)

  private static let separator = "  "
  private static let horizontalDots = "  …  "
  private static let diagonalDots = "  ⋱  "
  /// Every how many rows or columns dots are repeated.
  private static let dotPeriod = 5

  func showGrid(_ grid: MatrixGrid, _ context: Context) throws {
    let height = isLimited ? Printer.screenHeight - 4 : Int.max
    let width = isLimited ? Printer.screenWidth - 1 : Int.max
    let half = height / 2
    let rowsFit = grid.rows <= height
    let rows = rowsFit ? Array(0..<grid.rows) : Array(0..<half) + Array(grid.rows - (height - 1) / 2..<grid.rows)
    let mostColumns = width / (1 + Printer.separator.count)
    let candidates =
      grid.columns > mostColumns
      ? Array(0..<mostColumns) + Array(grid.columns - mostColumns..<grid.columns) : Array(0..<grid.columns)
    let all = try alignments(grid, rows, candidates, width, context)
    let columnsFit = grid.columns <= all.count
    var left = all
    var right: [Widths] = []
    if !columnsFit {
      let rightWidth = (width - Printer.horizontalDots.count + 1) / 2 + 1
      right = try alignments(grid, rows, candidates.reversed(), rightWidth, context).reversed()
      let used = right.reduce(0) { $0 + $1.left + $1.right } + (right.count - 1) * Printer.separator.count
      left = try alignments(grid, rows, candidates, width - used - Printer.horizontalDots.count, context)
    }
    for (position, row) in rows.enumerated() {
      write(" ")
      try showRow(grid, row, firstColumn: 0, left, context)
      if !columnsFit {
        write(row % Printer.dotPeriod == 0 ? Printer.horizontalDots : "     ")
        try showRow(grid, row, firstColumn: grid.columns - right.count, right, context)
      }
      if position < rows.count - 1 { write("\n") }
      if !rowsFit, position == half - 1 {
        write(" " + verticalDots(left, phase: 1, padsLast: !columnsFit))
        if !columnsFit {
          let phase = (right.count - grid.columns + 1) % Printer.dotPeriod
          write(Printer.diagonalDots)
          write(verticalDots(right, phase: phase < 0 ? phase + Printer.dotPeriod : phase, padsLast: false))
        }
        write("\n")
      }
    }
  }

  /// The widths of as many columns as fit in `width`.
  private func alignments(
    _ grid: MatrixGrid, _ rows: [Int], _ columns: [Int], _ width: Int, _ context: Context
  ) throws -> [Widths] {
    var result: [Widths] = []
    var total = 0
    for column in columns {
      var widths: Widths = (0, 0)
      for row in rows {
        let mark = machine.heap.mark
        let element = try alignment(of: grid.element(row, column), context)
        machine.heap.drain(to: mark)
        widths = (max(widths.left, element.left), max(widths.right, element.right))
      }
      result.append(widths)
      total += widths.left + widths.right + Printer.separator.count
      if result.count > 1, total >= width {
        result.removeLast()
        total -= widths.left + widths.right + Printer.separator.count
        break
      }
    }
    if result.count > 1, result.count < grid.columns {
      while let last = result.last, total >= width {
        total -= last.left + last.right + Printer.separator.count
        result.removeLast()
      }
    }
    return result
  }

  private func showRow(
    _ grid: MatrixGrid, _ row: Int, firstColumn: Int, _ widths: [Widths], _ context: Context
  ) throws {
    for (position, width) in widths.enumerated() {
      let column = firstColumn + position
      let mark = machine.heap.mark
      defer { machine.heap.drain(to: mark) }
      let element = grid.element(row, column)
      let own = try alignment(of: element, context)
      var cell = try cellText(element, context)
      if grid.isStructuralZero(row, column) { cell = Printer.dot(insteadOf: cell) }
      write(String(repeating: " ", count: max(0, width.left - own.left)) + cell)
      if column < grid.columns - 1 { write(String(repeating: " ", count: max(0, width.right - own.right))) }
      if position < widths.count - 1 { write(Printer.separator) }
    }
  }

  /// An element as the REPL would show it, or on one line where that takes several.
  private func cellText(_ element: Value, _ context: Context) throws -> String {
    let takesLines =
      switch element.tag {
      case .floatArray, .integerArray, .booleanArray, .complexArray, .array:
        element.unsafe(ArrayObject.self).count > 0 && !isOpen(element)
      case .dictionary: element.unsafe(DictionaryObject.self).count > 0 && !isOpen(element)
      case .set: element.unsafe(SetObject.self).count > 0 && !isOpen(element)
      default: false
      }
    if !takesLines {
      let plain = try captured { try showPlain(element, context) }
      if !plain.utf8.contains(UInt8(ascii: "\n")) { return plain }
    }
    return try captured { try show(element, context) }
  }

  private static func dot(insteadOf cell: String) -> String {
    let count = TextWidth.of(cell)
    let before = max(0, (count + 1) / 2 - 1)
    return String(repeating: " ", count: before) + "⋅" + String(repeating: " ", count: max(0, count - before - 1))
  }

  private func verticalDots(_ widths: [Widths], phase: Int, padsLast: Bool) -> String {
    var line = ""
    for (position, width) in widths.enumerated() {
      let isLast = position == widths.count - 1
      let total = width.left + width.right
      if (position + 1) % Printer.dotPeriod == phase {
        let before = max(0, width.left - 1)
        line += String(repeating: " ", count: before) + "⋮"
        if !isLast || padsLast { line += String(repeating: " ", count: max(0, total - 1 - before)) }
      } else if !isLast || padsLast {
        line += String(repeating: " ", count: total)
      }
      if !isLast { line += Printer.separator }
    }
    return line
  }

  // MARK: - Alignment

  /// How far an element reaches to the left and right of the place where its column is aligned: the decimal point, the
  /// sign before an imaginary part, the `//` of a fraction, the arrow of a pair.
  private func alignment(of value: Value, _ context: Context) throws -> Widths {
    let text = try captured { try show(value, context) }
    let width = TextWidth.of(text)
    switch value.tag {
    case .boolean, .integer, .int8, .int16, .int32, .uint8, .uint16, .uint32, .uint64, .int128, .uint128, .bigInteger,
      .dual, .irrational:
      return (width, 0)
    case .float, .float32, .float16, .bigFloat:
      guard let split = text.utf8.firstIndex(where: { ".eEfF".utf8.contains($0) }) else { return (width, 0) }
      let left = text.utf8.distance(from: text.startIndex, to: split)
      return (left, width - left)
    case .rational:
      guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else { return (width, 0) }
      let left = text.utf8.distance(from: text.startIndex, to: slash) + 1
      return (left, width - left)
    case .complex:
      let bytes = Array(text.utf8)
      guard let sign = bytes.indices.last(where: { position in
        position > 0 && "+-".utf8.contains(bytes[position]) && !"ef".utf8.contains(bytes[position - 1])
      }) else { return (width, 0) }
      return (sign + 1, width - sign - 1)
    case .pair:
      let first = value.unsafe(TupleObject.self).elements[0]
      var inner = pairContext(context, 0)
      inner.isCompact = context.isCompact ?? true
      var left = TextWidth.of(try captured { try show(first, inner) })
      if Printer.needsParentheses(first) { left += 2 }
      if !context.compact { left += 1 }
      return (left + 1, width - left - 1)
    case .host where value.dataType.isSubtype(of: .number): return (width, 0)
    default: return (0, width)
    }
  }
}
