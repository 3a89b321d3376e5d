// Values as mathematics in TeX: numbers, vectors, matrices and tuples of such.

/// Writes a value as a TeX formula, with the digits of the text face.
struct TeXWriter {
  let machine: Machine
  /// Rows and columns that an array may have before its middle is left out.
  private static let extent = 10
  private static let depthLimit = 8

  init(machine: Machine) { self.machine = machine }

  /// The formula, `nil` for values that are no mathematics: strings, dictionaries, functions.
  func tex(of value: Value) throws -> String? { try tex(of: value, isCompact: false, depth: 0) }

  private func tex(of value: Value, isCompact: Bool, depth: Int) throws -> String? {
    if depth > TeXWriter.depthLimit { return nil }
    switch value.tag {
    case .boolean: return value.unsafeBoolean ? "\\mathrm{true}" : "\\mathrm{false}"
    case .missing: return "\\mathrm{missing}"
    case .integer: return String(value.unsafeInteger)
    case .int8, .int16, .int32, .uint8, .uint16, .uint32, .uint64, .int128, .uint128, .bigInteger:
      return value.exactInteger?.description
    case .float: return TeXWriter.number(FloatText.text(value.unsafeFloat, isCompact: isCompact))
    case .float32:
      return TeXWriter.number(FloatText.text(value.unsafeFloat32, isCompact: isCompact, isTyped: false))
    case .float16: return TeXWriter.number(FloatText.text(value.unsafeFloat16, isCompact: isCompact))
    case .bigFloat:
      return TeXWriter.number(value.unsafe(BigFloatObject.self).value.description(digits: isCompact ? 6 : 0))
    case .irrational:
      guard let number = value.irrational else { return nil }
      return depth > 0 ? number.tex : "\(number.tex) = \(FloatText.text(number.double).prefix(15))\\ldots"
    case .rational: return fraction(value.unsafe(RationalObject.self))
    case .complex: return try complex(value.unsafe(ComplexObject.self), isCompact: isCompact)
    case .tuple: return try list(value.unsafe(TupleObject.self).elements, depth: depth)
    case .range: return try range(value.unsafe(RangeObject.self))
    case .host: return try value.unsafe(HostObject.self).faces(machine).tex
    case .floatArray, .integerArray, .booleanArray, .complexArray, .array:
      return try array(value.unsafe(ArrayObject.self), depth: depth)
    default: return nil
    }
  }

  // MARK: - Numbers

  /// A number as text turned into TeX: `1.0e-5` becomes `1.0 \times 10^{-5}`.
  static func number(_ text: String) -> String {
    switch text {
    case "Inf": return "\\infty"
    case "-Inf": return "-\\infty"
    case "NaN": return "\\mathrm{NaN}"
    default:
      guard let mark = text.firstIndex(where: { $0 == "e" || $0 == "f" }) else { return text }
      // `e+07` of a long float is the power 7.
      var exponent = text[text.index(after: mark)...]
      let sign = exponent.hasPrefix("-") ? "-" : ""
      exponent = exponent.drop { $0 == "+" || $0 == "-" || $0 == "0" }
      return "\(text[..<mark]) \\times 10^{\(sign)\(exponent.isEmpty ? "0" : exponent)}"
    }
  }

  private func fraction(_ number: RationalObject) -> String {
    if number.denominator == 1 { return number.numerator.description }
    if number.denominator.isZero { return number.numerator.isNegative ? "-\\infty" : "\\infty" }
    let sign = number.numerator.isNegative ? "-" : ""
    return "\(sign)\\frac{\(number.numerator.magnitude)}{\(number.denominator)}"
  }

  private func complex(_ number: ComplexObject, isCompact: Bool) throws -> String? {
    if number.imaginary.tag == .boolean, !number.real.unsafeBoolean, number.imaginary.unsafeBoolean { return "i" }
    guard let real = try part(number.real, isCompact: isCompact),
      let imaginary = try part(number.imaginary, isCompact: isCompact)
    else { return nil }
    let isNegative = imaginary.hasPrefix("-")
    let magnitude = isNegative ? String(imaginary.dropFirst()) : imaginary
    // An exponent or a symbol keeps its distance from the unit.
    let space = magnitude.contains("\\") && !magnitude.hasPrefix("\\frac") ? "\\," : ""
    let factor = magnitude == "1" ? "" : magnitude + space
    return "\(real) \(isNegative ? "-" : "+") \(factor)i"
  }

  private func part(_ value: Value, isCompact: Bool) throws -> String? {
    if value.tag == .boolean { return value.unsafeBoolean ? "1" : "0" }
    return try tex(of: value, isCompact: isCompact, depth: 0)
  }

  private func range(_ range: RangeObject) throws -> String? {
    guard range.isInteger || range.isFloat else { return nil }
    guard range.count > 4 else {
      let values = (0..<range.count).map { range.element($0) }
      return try bracketed(rows: values.count, columns: 1) { row, _ in
        try tex(of: values[row], isCompact: false, depth: 1)
      }
    }
    guard let first = try tex(of: range.first), let second = try tex(of: range.element(1)),
      let last = try tex(of: range.last)
    else { return nil }
    return "\\left(\(first), \(second), \\ldots, \(last)\\right)"
  }

  // MARK: - Tuples and arrays

  private func list(_ elements: [Value], depth: Int) throws -> String? {
    if elements.isEmpty || elements.count > 2 * TeXWriter.extent { return nil }
    var parts: [String] = []
    for element in elements {
      guard let part = try tex(of: element, isCompact: false, depth: depth + 1) else { return nil }
      parts.append(part)
    }
    return "\\left(" + parts.joined(separator: ", ") + "\\right)"
  }

  private func array(_ array: ArrayObject, depth: Int) throws -> String? {
    guard array.rank == 1 || array.rank == 2, array.count > 0 else { return nil }
    return try tex(of: MatrixGrid(array, heap: machine.heap), depth: depth)
  }

  func tex(of grid: MatrixGrid, depth: Int = 0) throws -> String? {
    try bracketed(rows: grid.rows, columns: grid.columns) { row, column in
      let mark = machine.heap.mark
      defer { machine.heap.drain(to: mark) }
      return try tex(of: grid.element(row, column), isCompact: grid.columns > 1, depth: depth + 1)
    }
  }

  /// A matrix in brackets: all of it up to ten rows and columns, else the first and last ones with dots between.
  private func bracketed(
    rows: Int, columns: Int, _ cell: (_ row: Int, _ column: Int) throws -> String?
  ) throws -> String? {
    let rowIndices = TeXWriter.shown(rows)
    let columnIndices = TeXWriter.shown(columns)
    var lines: [String] = []
    for row in rowIndices {
      var cells: [String] = []
      for column in columnIndices {
        switch (row, column) {
        case (let row?, let column?):
          guard let text = try cell(row, column) else { return nil }
          cells.append(text)
        case (nil, nil): cells.append("\\ddots")
        case (nil, _?): cells.append("\\vdots")
        case (_?, nil): cells.append("\\cdots")
        }
      }
      lines.append(cells.joined(separator: " & "))
    }
    return "\\begin{bmatrix} " + lines.joined(separator: " \\\\ ") + " \\end{bmatrix}"
  }

  /// The indices that are shown; `nil` stands for those left out.
  private static func shown(_ count: Int) -> [Int?] {
    if count <= extent { return Array(0..<count) }
    return Array(0..<extent / 2) + [nil] + Array(count - (extent / 2 - 1)..<count)
  }
}
