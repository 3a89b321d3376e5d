// The column specification of `array`: l, c and r, lines, repetitions and what stands between columns.

struct ColumnReader {
  struct Column {
    var alignment: Table.Alignment
    var lines: [Table.Line]
    /// The content of `@{…}` before the column, which replaces the usual space; nil where there is none.
    var separator: [Token]?
  }

  private(set) var columns: [Column] = []
  /// What has been read since the last column.
  private(set) var lines: [Table.Line] = []
  private(set) var separator: [Token]?
  /// The tokens that are left, the next one last.
  private var rest: [Token]

  /// No table of a formula has more columns.
  private static let limit = 500

  init(_ tokens: [Token]) {
    rest = tokens.reversed()
  }

  mutating func read(_ call: Token) throws(Formula.Problem) {
    while let token = rest.popLast() {
      switch token.text {
      case "l", "p", "m": try append(.left, call, skipsWidth: token.text != "l")
      case "c": try append(.center, call)
      case "r": try append(.right, call)
      case "|": lines.append(.solid)
      case ":": lines.append(.dashed)
      case "@", "!": separator = (separator ?? []) + group()
      case ">", "<": _ = group()
      case "*":
        let count = Int(group().map(\.text).joined()) ?? 0
        let repeated = group()
        guard (0...ColumnReader.limit).contains(count), repeated.count * count <= ColumnReader.limit else {
          throw Formula.Problem(message: "more than \(ColumnReader.limit) columns", range: call.range)
        }
        for _ in 0..<count { rest += repeated.reversed() }
      case " ": break
      default:
        throw Formula.Problem(
          message: "unknown column \(token.text)", range: call.range, hint: "columns are l, c, r, | and :")
      }
    }
  }

  private mutating func append(
    _ alignment: Table.Alignment, _ call: Token, skipsWidth: Bool = false
  ) throws(Formula.Problem) {
    if skipsWidth { _ = group() }
    if columns.count >= ColumnReader.limit {
      throw Formula.Problem(message: "more than \(ColumnReader.limit) columns", range: call.range)
    }
    columns.append(Column(alignment: alignment, lines: lines, separator: separator))
    lines = []
    separator = nil
  }

  /// The group that follows, without its braces, or one token.
  private mutating func group() -> [Token] {
    while rest.last?.kind == .space { rest.removeLast() }
    guard let first = rest.popLast() else { return [] }
    if !first.isCharacter("{") { return [first] }
    var tokens: [Token] = []
    var depth = 0
    while let token = rest.popLast() {
      if token.isCharacter("{") { depth += 1 }
      if token.isCharacter("}") {
        if depth == 0 { break }
        depth -= 1
      }
      tokens.append(token)
    }
    return tokens
  }
}
