// Arrays on one line, as inside other containers: `[1, 2]`, `Float32[1.0 2.0; 3.0 4.0]`, `[1 2;;; 3 4]`.

extension Printer {
  func showArray(_ value: Value, _ context: Context) throws {
    let array = value.unsafe(ArrayObject.self)
    let heap = machine.heap
    if array.rank == 1 {
      return try showVector(value, array.count, array.elementType, context) { array.element($0, heap) }
    }
    let (prefix, inner) = header(array.elementType, isEmpty: array.count == 0, context)
    if array.count == 0 {
      return write("\(DataType.array(array.elementType, rank: array.rank))(undef, \(dimensions(array, ", ")))")
    }
    if array.rank == 0 {
      write("fill(")
      try open(value) { try show(array.element(0, heap), inner) }
      return write(")")
    }
    if showCircular(value) { return }
    write(prefix + "[")
    try open(value) {
      if array.rank == 2 {
        try showRows(array, offset: 0, inner)
        // Without it the text would read back as a vector.
        if array.columns == 1 { write(";;") }
      } else {
        try showSlabsInline(array, inner)
      }
    }
    write("]")
  }

  /// What stands before the bracket, and what it tells the elements.
  private func header(_ type: DataType, isEmpty: Bool, _ context: Context) -> (prefix: String, inner: Context) {
    if context.knownType.displayedElementType === type { return ("", context.knowing(type)) }
    if !isEmpty, type.isTold { return ("", context) }
    return (type.description, context.knowing(type))
  }

  /// A vector, a set's elements: all, or the first and last ten of more than twenty.
  func showVector(
    _ container: Value, _ count: Int, _ type: DataType, _ context: Context, _ element: (Int) -> Value
  ) throws {
    let (prefix, inner) = header(type, isEmpty: count == 0, context)
    write(prefix + "[")
    if !showCircular(container) {
      try open(container) {
        let isCut = isLimited && count > 20
        for position in 0..<(isCut ? 10 : count) { try showElement(position, element, inner, isFirst: position == 0) }
        if isCut {
          write("  …  ")
          for position in count - 10..<count {
            try showElement(position, element, inner, isFirst: position == count - 10)
          }
        }
      }
    }
    write("]")
  }

  private func showElement(_ position: Int, _ element: (Int) -> Value, _ context: Context, isFirst: Bool) throws {
    if !isFirst { write(", ") }
    let mark = machine.heap.mark
    defer { machine.heap.drain(to: mark) }
    // A tuple's or array's known type is its own; other elements are of the type that the header names.
    try show(element(position), context)
    if text.utf8.count > Printer.byteLimit { throw RuntimeError.outputLimit(Printer.byteLimit) }
  }

  /// The rows of a matrix, or of one slab of an array, with `; ` between them.
  private func showRows(_ array: ArrayObject, offset: Int, _ context: Context) throws {
    let (rows, columns) = (array.shape[0], array.shape[1])
    func ranges(_ count: Int) -> [Range<Int>] { isLimited && count > 4 ? [0..<2, count - 2..<count] : [0..<count] }
    let columnRanges = ranges(columns)
    let rowRanges = ranges(rows)
    for (part, range) in rowRanges.enumerated() {
      for row in range {
        for (columnPart, columnRange) in columnRanges.enumerated() {
          for column in columnRange {
            if column > columnRange.lowerBound { write(" ") }
            let position = offset + row + column * rows
            try showElement(position, { array.element($0, self.machine.heap) }, context, isFirst: true)
          }
          if columnPart == columnRanges.count - 1 {
            if row < rows - 1 { write("; ") }
          } else {
            write(" … ")
          }
        }
      }
      if part < rowRanges.count - 1 { write("… ; ") }
    }
  }

  /// The slabs of an array of rank above two, with as many semicolons between them as the dimension that advances.
  private func showSlabsInline(_ array: ArrayObject, _ context: Context) throws {
    let slab = array.shape[0] * array.shape[1]
    let outer = Array(array.shape.dropFirst(2))
    var index = outer.map { _ in 0 }
    var reachedLast = false
    var offset = 0
    var isFirst = true
    while true {
      if !isSkipped(index, outer) {
        if !isFirst {
          // The dimension that advanced is the first whose index is not zero again.
          let dimension = (index.firstIndex { $0 != 0 } ?? 0) + 3
          write(String(repeating: ";", count: dimension) + " ")
          if dimension == array.rank { reachedLast = true }
        }
        try showRows(array, offset: offset, context)
        isFirst = false
      }
      offset += slab
      guard advance(&index, outer) else { break }
    }
    if !reachedLast { write(String(repeating: ";", count: array.rank)) }
  }

  /// Counts an index up, the first dimension fastest; false after the last.
  func advance(_ index: inout [Int], _ shape: [Int]) -> Bool {
    for dimension in index.indices {
      index[dimension] += 1
      if index[dimension] < shape[dimension] { return true }
      index[dimension] = 0
    }
    return false
  }

  /// Whether a slab of a long dimension is left out: all but the first and last three of more than ten.
  func isSkipped(_ index: [Int], _ shape: [Int]) -> Bool {
    isLimited && zip(index, shape).contains { $1 > 10 && $0 > 2 && $0 < $1 - 3 }
  }

  func dimensions(_ array: ArrayObject, _ separator: String) -> String {
    array.shape.map(String.init).joined(separator: separator)
  }
}
