/// A label set in type: pieces of text with their place, size and slant, and the bars of fractions and roots, in em.
struct LabelLayout: Hashable {
  struct Piece: Hashable {
    var text: String
    /// Left end and height of the baseline above the label's baseline.
    var x: Double
    var rise: Double
    /// Size relative to the label's.
    var scale: Double
    var italic: Bool
    var bold: Bool
    var width: Double
  }

  /// A horizontal bar.
  struct Bar: Hashable {
    var x: Double
    var rise: Double
    var width: Double
  }

  private(set) var pieces: [Piece] = []
  private(set) var bars: [Bar] = []
  private(set) var width = 0.0
  /// Extent above and below the baseline.
  private(set) var ascent = FontMetrics.capHeight
  private(set) var descent = FontMetrics.descent

  /// The layout of a label in which `$…$` is TeX and everything else is text.
  init(_ label: String, bold: Bool = false) {
    self.init(nodes: MathLabelParser.parse(label), scale: 1, bold: bold)
  }

  private init(nodes: [MathLabelNode], scale: Double, bold: Bool) {
    for node in nodes { append(node, scale: scale, bold: bold) }
  }

  /// Whether the pieces are one plain string.
  var plainText: String? {
    if pieces.isEmpty { return "" }
    guard pieces.count == 1, bars.isEmpty, pieces[0].rise == 0, pieces[0].scale == 1, !pieces[0].italic else {
      return nil
    }
    return pieces[0].text
  }

  /// Whether pieces must be placed one by one rather than flow.
  var isTwoDimensional: Bool { !bars.isEmpty || stacked }
  private var stacked = false

  private mutating func append(_ node: MathLabelNode, scale: Double, bold: Bool) {
    switch node {
    case .text(let text), .function(let text): append(text, scale: scale, italic: false, bold: bold)
    case .variable(let text): append(text, scale: scale, italic: true, bold: bold)
    case .bold(let text): append(text, scale: scale, italic: false, bold: true)
    case .space(let em): width += em * scale
    case .scripts(let lower, let upper):
      let start = width
      var end = width
      if let upper {
        place(LabelLayout(nodes: upper, scale: scale * 0.72, bold: bold), x: start, rise: 0.36 * scale)
        end = max(end, width)
      }
      if let lower {
        if upper != nil { stacked = true }
        width = start
        place(LabelLayout(nodes: lower, scale: scale * 0.72, bold: bold), x: start, rise: -0.2 * scale)
        end = max(end, width)
      }
      width = end + 0.03 * scale
    case .fraction(let top, let bottom):
      let numerator = LabelLayout(nodes: top, scale: scale * 0.8, bold: bold)
      let denominator = LabelLayout(nodes: bottom, scale: scale * 0.8, bold: bold)
      let wide = max(numerator.width, denominator.width) + 0.16 * scale
      let start = width + 0.06 * scale
      let axis = 0.3 * scale
      place(numerator, x: start + (wide - numerator.width) / 2, rise: axis + 0.14 * scale + numerator.descent)
      place(denominator, x: start + (wide - denominator.width) / 2, rise: axis - 0.12 * scale - denominator.ascent)
      bars.append(Bar(x: start, rise: axis, width: wide))
      width = start + wide + 0.06 * scale
    case .root(let body):
      let inner = LabelLayout(nodes: body, scale: scale, bold: bold)
      append("√", scale: scale, italic: false, bold: bold)
      let start = width
      place(inner, x: start, rise: 0)
      bars.append(Bar(x: start - 0.02 * scale, rise: inner.ascent + 0.06 * scale, width: inner.width + 0.04 * scale))
      ascent = max(ascent, inner.ascent + 0.12 * scale)
    }
  }

  private mutating func append(_ text: String, scale: Double, italic: Bool, bold: Bool) {
    let advance = FontMetrics.width(text, size: scale, bold: bold)
    if let last = pieces.indices.last, pieces[last].italic == italic, pieces[last].bold == bold,
      pieces[last].scale == scale, pieces[last].rise == 0, pieces[last].x + pieces[last].width == width
    {
      pieces[last].text += text
      pieces[last].width += advance
    } else {
      pieces.append(
        Piece(text: text, x: width, rise: 0, scale: scale, italic: italic, bold: bold, width: advance))
    }
    width += advance
    ascent = max(ascent, FontMetrics.capHeight * scale)
  }

  private mutating func place(_ other: LabelLayout, x: Double, rise: Double) {
    for var piece in other.pieces {
      piece.x += x
      piece.rise += rise
      pieces.append(piece)
    }
    for var bar in other.bars {
      bar.x += x
      bar.rise += rise
      bars.append(bar)
    }
    stacked = stacked || other.stacked
    width = x + other.width
    ascent = max(ascent, rise + other.ascent)
    descent = max(descent, other.descent - rise)
  }
}

extension LabelLayout {
  /// Lines of a label that holds line breaks.
  static func lines(_ label: String, bold: Bool = false) -> [LabelLayout] {
    label.split(separator: "\n", omittingEmptySubsequences: false).map { LabelLayout(String($0), bold: bold) }
  }

  /// The label read as plain characters, for titles, descriptions and data.
  static func plain(_ label: String) -> String {
    label.contains("$") || label.contains("\n")
      ? lines(label).map { $0.spoken }.joined(separator: " ") : label
  }

  private var spoken: String {
    var text = ""
    var previousEnd = 0.0
    for piece in pieces {
      if piece.x > previousEnd + 0.14 { text += " " }
      text += piece.text
      previousEnd = piece.x + piece.width
    }
    return text
  }
}
