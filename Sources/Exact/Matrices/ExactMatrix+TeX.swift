// Exact matrices as TeX and as text.

extension ExactMatrix {
  /// The matrix in square brackets.
  public var tex: String { "\\begin{bmatrix}\(texRows)\\end{bmatrix}" }

  /// The matrix in square brackets with a bar before a column: an augmented matrix.
  public func tex(bar: Int?) -> String {
    guard let bar, bar > 0, bar < columns else { return tex }
    let format = String(repeating: "c", count: bar) + "|" + String(repeating: "c", count: columns - bar)
    return "\\left[\\begin{array}{\(format)}\(texRows)\\end{array}\\right]"
  }

  /// The matrix between bars: its determinant.
  public var determinantTeX: String { "\\begin{vmatrix}\(texRows)\\end{vmatrix}" }

  private var texRows: String {
    (0..<rows).map { row($0).map(\.tex).joined(separator: " & ") }.joined(separator: " \\\\ ")
  }
}

extension ExactMatrix: CustomStringConvertible {
  /// A line for each row, the columns aligned to the right.
  public var description: String { text(bar: nil) }

  /// A line for each row, with a bar before a column.
  public func text(bar: Int?) -> String {
    let texts = elements.map(\.text)
    let widths = (0..<columns).map { j in (0..<rows).reduce(0) { max($0, texts[$1 * columns + j].count) } }
    return (0..<rows).map { i in
      var line = ""
      for j in 0..<columns {
        if j > 0 { line += j == bar ? " | " : "  " }
        let text = texts[i * columns + j]
        line += String(repeating: " ", count: widths[j] - text.count) + text
      }
      return line
    }.joined(separator: "\n")
  }
}

/// A column vector as TeX.
func columnTeX<Element: ExactRing>(_ elements: [Element]) -> String { ExactMatrix(column: elements).tex }

/// A column vector as text in one line: `[1, -2, 1]`.
func columnText<Element: ExactRing>(_ elements: [Element]) -> String {
  "[\(elements.map(\.text).joined(separator: ", "))]"
}

/// Lines of a derivation, aligned at their first `&`.
func alignedTeX(_ lines: [String]) -> String {
  "\\begin{aligned}" + lines.joined(separator: " \\\\ ") + "\\end{aligned}"
}
