// \begin{…} … \end{…}: matrices, cases, aligned equations, arrays, diagrams.

extension FormulaParser {
  mutating func parseEnvironment(_ token: Token) throws(Formula.Problem) -> Atom {
    let name = try rawArgument(of: token)
    guard var table = try table(for: name, token) else {
      throw Formula.Problem(
        message: "unknown environment \(name)",
        range: token.range,
        hint: Suggestion.nearest(to: name, in: FormulaParser.environmentNames).map { "did you mean \($0)?" })
    }
    let outer = (isInTable, endsAt, alphabet, size, tag)
    (isInTable, endsAt, tag) = (true, nil, nil)
    if table.kind == .array || table.kind == .matrix { table.stretch = try arrayStretch() }
    stream.openGroup()
    if table.kind == .diagram { try parseDiagram(&table) } else { try parseRows(&table, end: .command("end")) }
    stream.closeGroup()
    let innerTag = tag
    (isInTable, endsAt, alphabet, size, tag) = outer
    let end = try stream.nextVisible()
    guard end.kind == .command("end") else {
      if end.kind == .end {
        throw Formula.Problem(
          message: "\\begin{\(name)} is never ended", range: token.range, hint: "add \\end{\(name)}")
      }
      throw unexpected(end)
    }
    let endName = try rawArgument(of: end)
    if endName != name {
      throw Formula.Problem(message: "\\begin{\(name)} is ended by \\end{\(endName)}", range: end.range)
    }
    if table.rows.count == 1, table.rows[0].tag == nil { table.rows[0].tag = innerTag }
    return Atom(.table(table), table.left.isEmpty && table.right.isEmpty ? .ordinary : .inner)
  }

  private static let environmentNames = [
    "CD", "align", "align*", "alignat", "alignat*", "aligned", "alignedat", "array", "bmatrix", "Bmatrix", "cases",
    "darray", "dcases", "drcases", "equation", "equation*", "gather", "gather*", "gathered", "matrix", "pmatrix",
    "rcases", "smallmatrix", "split", "subarray", "vmatrix", "Vmatrix", "multline", "multline*", "eqnarray", "math",
    "displaymath", "psmallmatrix", "bsmallmatrix", "Bsmallmatrix", "vsmallmatrix", "Vsmallmatrix", "matrix*",
    "pmatrix*", "bmatrix*", "Bmatrix*", "vmatrix*", "Vmatrix*",
  ]

  /// An empty table of the kind that an environment's name asks for; nil for unknown names.
  private mutating func table(for name: String, _ token: Token) throws(Formula.Problem) -> Table? {
    let isStarred = name.hasSuffix("*")
    switch isStarred ? String(name.dropLast()) : name {
    case "matrix": return try matrix("", "", isStarred, token)
    case "pmatrix": return try matrix("(", ")", isStarred, token)
    case "bmatrix": return try matrix("[", "]", isStarred, token)
    case "Bmatrix": return try matrix("{", "}", isStarred, token)
    case "vmatrix": return try matrix("|", "|", isStarred, token)
    case "Vmatrix": return try matrix("‖", "‖", isStarred, token)
    case "smallmatrix": return Table(kind: .small, style: .script)
    case "psmallmatrix": return Table(kind: .small, style: .script, left: "(", right: ")")
    case "bsmallmatrix": return Table(kind: .small, style: .script, left: "[", right: "]")
    case "Bsmallmatrix": return Table(kind: .small, style: .script, left: "{", right: "}")
    case "vsmallmatrix": return Table(kind: .small, style: .script, left: "|", right: "|")
    case "Vsmallmatrix": return Table(kind: .small, style: .script, left: "‖", right: "‖")
    case "cases": return Table(kind: .cases, style: .text, left: "{")
    case "dcases": return Table(kind: .cases, style: .display, left: "{")
    case "rcases": return Table(kind: .cases, style: .text, right: "}")
    case "drcases": return Table(kind: .cases, style: .display, right: "}")
    case "align", "aligned", "split", "eqnarray":
      try skipPosition(token)
      return Table(kind: .aligned, style: .display)
    case "alignat", "alignedat":
      try skipPosition(token)
      _ = try rawArgument(of: token)
      return Table(kind: .alignedAt, style: .display)
    case "gather", "gathered", "equation", "displaymath", "math":
      try skipPosition(token)
      return Table(kind: .gathered, style: name == "math" ? .text : .display)
    case "multline": return Table(kind: .multline, style: .display)
    case "array", "darray":
      try skipPosition(token)
      var table = Table(kind: .array, style: name == "darray" ? .display : .text)
      try parseColumns(&table, token)
      return table
    case "subarray":
      var table = Table(kind: .substack, style: .script)
      try parseColumns(&table, token)
      return table
    case "CD": return Table(kind: .diagram, style: .display)
    default: return nil
    }
  }

  private mutating func matrix(
    _ left: String, _ right: String, _ isStarred: Bool, _ token: Token
  ) throws(Formula.Problem) -> Table {
    var table = Table(kind: .matrix, left: left, right: right)
    if isStarred, let option = try stream.optionalArgument(of: token) {
      let letter = option.map(\.text).joined().filter { $0 != " " }
      guard let alignment = Table.Alignment(rawValue: letter) else {
        throw Formula.Problem(
          message: "unknown alignment \(letter)", range: token.range, hint: "columns are l, c or r")
      }
      table.columns = [Table.Column(alignment: alignment)]
    }
    return table
  }

  /// `\arraystretch`, which formulas redefine: the distance of the lines of arrays relative to the usual one.
  private func arrayStretch() throws(Formula.Problem) -> Double {
    guard case .macro(_, _, let body)? = stream.definitions["arraystretch"] else { return 1 }
    return min(10, max(0.1, Double(body.map(\.text).joined().filter { $0 != " " }) ?? 1))
  }

  /// `[t]`, `[c]` or `[b]`, which places a table on the line; here tables stand on the axis.
  private mutating func skipPosition(_ token: Token) throws(Formula.Problem) {
    let open = stream.nextUnexpanded()
    stream.pushBack(open)
    guard open.isCharacter("["), let option = try stream.optionalArgument(of: token) else { return }
    if option.count == 1, ["t", "c", "b"].contains(option[0].text) { return }
    stream.pushBack([open] + option + [Token(kind: .character("]"), range: open.range)])
  }

  /// The columns of `array`: letters for alignment, bars and colons for lines.
  private mutating func parseColumns(_ table: inout Table, _ token: Token) throws(Formula.Problem) {
    stream.skipSpaces()
    var columns = ColumnReader(try stream.argument(of: token))
    try columns.read(token)
    for column in columns.columns {
      var separator: [Atom]?
      if let tokens = column.separator { separator = try inserted(tokens, of: token) }
      table.columns.append(
        Table.Column(alignment: column.alignment, linesBefore: column.lines, separator: separator))
    }
    table.trailingLines = columns.lines
    if let last = columns.separator { table.trailingSeparator = try inserted(last, of: token) }
  }

  /// What `@{…}` puts between two columns.
  private mutating func inserted(_ tokens: [Token], of call: Token) throws(Formula.Problem) -> [Atom] {
    let end = Token(kind: .character("}"), range: call.range)
    stream.pushBack([Token(kind: .character("{"), range: call.range)] + tokens + [end])
    return try parseArgument(of: call)
  }

  // MARK: - Rows

  mutating func parseRows(_ table: inout Table, end: Token.Kind) throws(Formula.Problem) {
    while true {
      var row = Table.Row(cells: [])
      row.linesAbove = try parseLines()
      while true {
        stream.openGroup()
        let outer = (alphabet, size)
        let cell = try parseList()
        (alphabet, size) = outer
        stream.closeGroup()
        row.cells.append(cell)
        let next = try stream.nextVisible()
        if next.isCharacter("&") { continue }
        stream.pushBack(next)
        break
      }
      row.tag = tag
      tag = nil
      pendingLabel = nil
      let separator = try stream.nextVisible()
      guard case .command(let name) = separator.kind, ["\\", "cr", "newline", "tabularnewline"].contains(name) else {
        stream.pushBack(separator)
        // What follows the last \\ is not a row, but may be a line below the last one.
        if row.cells.count == 1, row.cells[0].isEmpty, !table.rows.isEmpty {
          table.linesBelow = row.linesAbove
          if let tag = row.tag { table.rows[table.rows.count - 1].tag = tag }
        } else {
          table.rows.append(row)
        }
        return
      }
      row.gap = try rowGap()
      table.rows.append(row)
    }
  }

  private mutating func parseLines() throws(Formula.Problem) -> [Table.Line] {
    var lines: [Table.Line] = []
    while true {
      let token = try stream.nextVisible()
      switch token.kind {
      case .command("hline"): lines.append(.solid)
      case .command("hdashline"): lines.append(.dashed)
      default:
        stream.pushBack(token)
        return lines
      }
    }
  }

  /// `\substack{a \\ b}`.
  mutating func parseSubstack(_ token: Token) throws(Formula.Problem) -> Atom {
    let open = try stream.nextVisible()
    guard open.isCharacter("{") else {
      throw Formula.Problem(message: "\(token.text) lacks an argument", range: token.range, hint: "put it into braces")
    }
    var table = Table(kind: .substack, style: .script)
    let outer = (isInTable, endsAt)
    (isInTable, endsAt) = (true, nil)
    stream.openGroup()
    try parseRows(&table, end: .character("}"))
    stream.closeGroup()
    (isInTable, endsAt) = outer
    let close = try stream.nextVisible()
    if close.kind == .end {
      throw Formula.Problem(message: "this brace is never closed", range: open.range, hint: "add }")
    }
    if !close.isCharacter("}") { throw unexpected(close) }
    return Atom(.table(table))
  }

  // MARK: - Commutative diagrams

  /// Rows of `A @>f>g> B` and `@VVV`: every other cell of a row of arrows is empty.
  private mutating func parseDiagram(_ table: inout Table) throws(Formula.Problem) {
    var row = Table.Row(cells: [])
    var isArrowRow = false
    while true {
      endsAt = "@"
      let cell = try parseList()
      endsAt = nil
      let next = try stream.nextVisible()
      if next.isCharacter("@") {
        // In a row of vertical arrows nothing stands between them but empty cells.
        if !cell.isEmpty || !row.cells.isEmpty { row.cells.append(cell) }
        let (arrow, isVertical) = try parseDiagramArrow(next)
        if row.cells.isEmpty, !isVertical { row.cells.append(cell) }
        isArrowRow = isVertical
        row.cells.append([arrow])
        continue
      }
      if !cell.isEmpty || !(isArrowRow || row.cells.isEmpty) { row.cells.append(cell) }
      isArrowRow = false
      if next.kind == .command("\\") || next.kind == .command("cr") {
        table.rows.append(row)
        row = Table.Row(cells: [])
        continue
      }
      stream.pushBack(next)
      if !row.cells.isEmpty { table.rows.append(row) }
      return
    }
  }

  private mutating func parseDiagramArrow(_ at: Token) throws(Formula.Problem) -> (Atom, isVertical: Bool) {
    let kind = try stream.nextVisible()
    func sign(_ text: String) -> [Atom] { [Atom(.symbol(Symbol(text: text, stretch: .fill)), .relation)] }
    switch kind.kind {
    case .character(let scalar) where scalar == ">" || scalar == "<":
      let (over, under) = try diagramLabels(until: scalar)
      // A label that is not there keeps the arrow from being short.
      func label(_ atoms: [Atom]) -> [Atom] {
        atoms.isEmpty ? [Atom(.space(4), nil)] : [Atom(.space(1), nil)] + atoms + [Atom(.space(1), nil)]
      }
      let stack = Stack(
        kind: .labels, base: sign(scalar == ">" ? "→" : "←"), under: label(under), over: label(over))
      return (Atom(.stack(stack)), false)
    case .character(let scalar) where scalar == "V" || scalar == "A":
      let (left, right) = try diagramLabels(until: scalar)
      let arrow = Atom(.symbol(Symbol(text: scalar == "V" ? "↓" : "↑", stretch: .height(1.8))))
      let content = [Atom(.styled(.script, left), nil), arrow, Atom(.styled(.script, right), nil)]
      return (Atom(.group(content)), true)
    case .character("="):
      let width = [Atom(.space(4), nil)]
      return (Atom(.stack(Stack(kind: .labels, base: sign("="), under: nil, over: width))), false)
    case .character("|"):
      return (Atom(.symbol(Symbol(text: "‖", stretch: .height(1.8)))), true)
    case .character("."):
      return (Atom(.space(1), nil), false)
    default:
      throw Formula.Problem(
        message: "unknown arrow @\(kind.text)", range: at.range, hint: "arrows are @>>> @<<< @VVV @AAA @= @| @.")
    }
  }

  private mutating func diagramLabels(
    until scalar: Unicode.Scalar
  ) throws(Formula.Problem) -> ([Atom], [Atom]) {
    var labels: [[Atom]] = []
    for _ in 0..<2 {
      endsAt = scalar
      labels.append(try parseList())
      endsAt = nil
      let end = try stream.nextVisible()
      if !end.isCharacter(scalar) { throw unexpected(end) }
    }
    return (labels[0], labels[1])
  }
}
