// A rough measure of how tall a list will be, from which the width of the delimiters around it follows.
//
// Chromium gives a stretched delimiter the width of its widest variant whatever height it has, which leaves gaps in
// `\left(x\right)`. The page therefore states the width, and for that the height has to be foreseen. The constants
// are those of Latin Modern Math's MATH table, the rules those of *The TeXbook*, appendix G, without the finer
// points.

/// Height above and depth below the baseline in em of the formula's text size.
struct Extent {
  var height = 0.0
  var depth = 0.0

  /// The axis, around which fractions, tables and delimiters are centred.
  static let axis = 0.25

  mutating func include(_ other: Extent, raisedBy shift: Double = 0) {
    height = max(height, other.height + shift)
    depth = max(depth, other.depth - shift)
  }

  /// The size of a delimiter that covers the extent and is centred on the axis.
  func delimiterSize(scale: Double) -> Double {
    2 * max(height - Extent.axis * scale, depth + Extent.axis * scale)
  }

  /// The same in em of the font's size in `style`.
  func relativeDelimiterSize(_ style: MathStyle) -> Double {
    delimiterSize(scale: style.scale) / style.scale
  }

  static func centered(_ size: Double, scale: Double) -> Extent {
    Extent(height: size / 2 + axis * scale, depth: size / 2 - axis * scale)
  }

  /// The height in em of the font's size that a radicand pretends to have, so that the bar of a root that is larger
  /// than its content stands where TeX puts it, half of what is left above the content (*The TeXbook*, appendix G,
  /// rule 11); nil where the root fits its content.
  func rootStrut(_ style: MathStyle) -> Double? {
    let gap = (style == .display ? 0.148 : 0.05) * style.scale
    let excess = 1.001 * style.scale - height - depth - gap
    return excess > 0.02 ? (height + excess / 2) / style.scale : nil
  }

  /// The extent of a list; nil when the list is too long to be worth measuring.
  static func measure(_ atoms: [Atom], _ style: MathStyle) -> Extent? {
    var ruler = Ruler()
    let extent = ruler.measure(atoms, style)
    return ruler.budget >= 0 ? extent : nil
  }
}

extension MathStyle {
  /// Size relative to text.
  var scale: Double {
    switch self {
    case .display, .text: 1
    case .script: 0.7
    case .scriptScript: 0.5
    }
  }

  fileprivate var inFraction: MathStyle { self == .display ? .text : inScripts }
}

/// Walks a tree within a budget, so that nested delimiters do not make measuring quadratic.
private struct Ruler {
  var budget = 400

  mutating func measure(_ atoms: [Atom], _ style: MathStyle) -> Extent {
    var extent = Extent()
    for atom in atoms {
      budget -= 1
      if budget < 0 { break }
      extent.include(measure(atom.content, style))
    }
    return extent
  }

  private mutating func measure(_ node: MathNode, _ style: MathStyle) -> Extent {
    let scale = style.scale
    switch node {
    case .identifier(let text, _): return letters(text, scale)
    case .number: return Extent(height: 0.66 * scale, depth: 0.02 * scale)
    case .text(let text, _): return letters(text, scale)
    case .symbol(let symbol): return sign(symbol, style)
    case .group(let atoms), .colored(_, let atoms), .link(_, let atoms): return measure(atoms, style)
    case .styled(let inner, let atoms): return measure(atoms, inner ?? style)
    case .sized(let factor, let atoms):
      let extent = measure(atoms, style)
      return Extent(height: extent.height * factor, depth: extent.depth * factor)
    case .scripts(let base, let sub, let sup): return scripts(base, sub, sup, style)
    case .stack(let stack): return self.stack(stack, style)
    case .fraction(let fraction): return self.fraction(fraction, style)
    case .root(let radicand, _):
      var extent = measure(radicand, style)
      if let strut = extent.rootStrut(style) {
        return Extent(height: strut * scale + 0.13 * scale, depth: (0.9 - strut) * scale)
      }
      extent.height += (style == .display ? 0.148 : 0.05) * scale + 0.08 * scale
      return extent
    case .fenced(let left, let atoms, let right):
      var extent = measure(atoms, style)
      let size = extent.delimiterSize(scale: scale) / scale
      for text in [left, right] where !text.isEmpty {
        extent.include(.centered(DelimiterMetrics.height(text, covering: size) * scale, scale: scale))
      }
      return extent
    case .table(let table): return self.table(table, scale)
    case .rule(_, let height, let shift): return Extent(height: height + shift, depth: -shift)
    case .wrapped(let wrapper, let atoms): return wrapped(wrapper, measure(atoms, style), scale)
    case .choice(let lists): return measure(lists[style.rawValue], style)
    case .space, .lineBreak: return Extent()
    case .error: return Extent(height: 0.75, depth: 0.25)
    }
  }

  private func letters(_ text: String, _ scale: Double) -> Extent {
    var extent = Extent(height: 0.45)
    for scalar in text.unicodeScalars.prefix(40) {
      switch Ruler.plainLetter(scalar) {
      case "a", "c", "e", "m", "n", "o", "r", "s", "u", "v", "w", "x", "z", "α", "ε", "ι", "κ", "ν", "π", "σ", "τ", "υ",
        "ω":
        break
      case "g", "p", "q", "y", "γ", "η", "μ", "ρ", "χ", "φ": extent.depth = 0.22
      case "f", "j", "β", "ζ", "ξ", "ψ", "ϕ", "Q": extent.include(Extent(height: 0.7, depth: 0.22))
      default: extent.height = 0.7
      }
    }
    return Extent(height: extent.height * scale, depth: extent.depth * scale)
  }

  /// The Latin letter behind one of the mathematical alphabets, which hold 26 capitals and 26 small letters each.
  private static func plainLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0x1D400...0x1D6A3).contains(scalar.value) else { return scalar }
    let offset = UInt8((scalar.value - 0x1D400) % 52)
    return Unicode.Scalar(offset < 26 ? 0x41 + offset : 0x61 + offset - 26)
  }

  private func sign(_ symbol: Symbol, _ style: MathStyle) -> Extent {
    let scale = style.scale
    if case .height(let height) = symbol.stretch { return .centered(height * scale, scale: scale) }
    if symbol.isLarge {
      let isIntegral = symbol.isIntegral
      let size = style == .display ? (isIntegral ? 2.22 : 1.4) : (isIntegral ? 1.11 : 1)
      return .centered(size * scale, scale: scale)
    }
    switch symbol.text.soleScalar {
    case "(", ")", "[", "]", "{", "}", "|", "/", "‖", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉", "∣":
      return .centered(scale, scale: scale)
    default: return .centered(0.6 * scale, scale: scale)
    }
  }

  private mutating func scripts(_ base: Atom?, _ sub: [Atom]?, _ sup: [Atom]?, _ style: MathStyle) -> Extent {
    let scale = style.scale
    var extent = base.map { measure($0.content, style) } ?? Extent()
    let nucleus = extent
    if let sup {
      let inner = measure(sup, style.inScripts)
      let shift = max(0.363 * scale, nucleus.height - 0.386 * scale, inner.depth + 0.108 * scale)
      extent.include(inner, raisedBy: shift)
    }
    if let sub {
      let inner = measure(sub, style.inScripts)
      let shift = max(0.15 * scale, nucleus.depth - 0.05 * scale, inner.height - 0.344 * scale)
      extent.include(inner, raisedBy: -shift)
    }
    return extent
  }

  private mutating func stack(_ stack: Stack, _ style: MathStyle) -> Extent {
    var partStyle = style.inScripts
    var gap = 0.15
    switch stack.kind {
    case .limits(let always):
      if style != .display, !always {
        return scripts(Atom(.group(stack.base)), stack.under, stack.over, style)
      }
      gap = 0.2
    case .accent, .brace: (partStyle, gap) = (style, 0.08)
    case .labels: break
    }
    var extent = measure(stack.base, stack.isBrace && style == .text ? .display : style)
    if let over = stack.over {
      let inner = measure(over, partStyle)
      let size = if stack.isAccent { 0.12 * style.scale } else { inner.height + inner.depth }
      extent.height += size + gap * style.scale
    }
    if let under = stack.under {
      let inner = measure(under, partStyle)
      let size = if stack.isAccent { 0.2 * style.scale } else { inner.height + inner.depth }
      extent.depth += size + gap * style.scale
    }
    return extent
  }

  private mutating func fraction(_ fraction: Fraction, _ outer: MathStyle) -> Extent {
    let style = fraction.style ?? outer
    let scale = style.scale
    let partStyle = fraction.isContinued ? .display : style.inFraction
    let over = measure(fraction.numerator, partStyle)
    let under = measure(fraction.denominator, partStyle)
    let isDisplay = style == .display
    let gap = (isDisplay ? 0.12 : 0.04) * scale
    let up = max((isDisplay ? 0.677 : 0.394) * scale, 0.27 * scale + gap + over.depth)
    let down = max((isDisplay ? 0.686 : 0.345) * scale, under.height + gap - 0.23 * scale)
    var extent = Extent()
    extent.include(over, raisedBy: up)
    extent.include(under, raisedBy: -down)
    if !fraction.left.isEmpty {
      let size = extent.delimiterSize(scale: scale) / scale
      extent.include(.centered(DelimiterMetrics.height(fraction.left, covering: size) * scale, scale: scale))
    }
    return extent
  }

  private mutating func table(_ table: Table, _ scale: Double) -> Extent {
    let inner = table.style.scale
    var total = 0.0
    for row in table.rows {
      budget -= 1
      if budget < 0 { break }
      var extent = Extent()
      for cell in row.cells { extent.include(measure(cell, table.style)) }
      if let strut = table.strut { extent.include(Extent(height: strut.height * inner, depth: strut.depth * inner)) }
      total += extent.height + extent.depth + max(0, row.gap ?? 0)
      total += 2 * table.kind.verticalPadding * inner
    }
    var extent = Extent.centered(total, scale: scale)
    for text in [table.left, table.right] where !text.isEmpty {
      extent.include(.centered(DelimiterMetrics.height(text, covering: total / scale) * scale, scale: scale))
    }
    return extent
  }

  private func wrapped(_ wrapper: Wrapper, _ inner: Extent, _ scale: Double) -> Extent {
    var extent = inner
    switch wrapper {
    case .boxed, .background, .framed:
      extent.height += 0.35 * scale
      extent.depth += 0.35 * scale
    case .overline, .wideHat, .wideCheck, .wideTilde, .actuarial, .segment(below: false): extent.height += 0.2 * scale
    case .underline, .wideTildeBelow, .phase, .segment(below: true): extent.depth += 0.2 * scale
    case .horizontalPhantom: extent = Extent()
    case .smash(let height, let depth):
      if height { extent.height = 0 }
      if depth { extent.depth = 0 }
    case .raised(let shift):
      extent = Extent()
      extent.include(inner, raisedBy: shift)
    case .verticallyCentered: extent = .centered(inner.height + inner.depth, scale: scale)
    default: break
    }
    return extent
  }
}

extension Stack {
  fileprivate var isBrace: Bool {
    if case .brace = kind { return true }
    return false
  }

  fileprivate var isAccent: Bool {
    if case .accent = kind { return true }
    return isBrace
  }
}

extension Table {
  /// The least height and depth of a row in em of the table's style, without the space above and below; nil where
  /// there is none. With the space, lines are 1.2 em apart as TeX's are, in equations 1.5 em.
  var strut: Extent? {
    switch kind {
    case .matrix, .array: Extent(height: max(0, 0.84 * stretch - 0.1), depth: max(0, 0.36 * stretch - 0.1))
    case .cases: Extent(height: 0.908, depth: 0.332)
    case .aligned, .alignedAt, .gathered, .multline, .lines: Extent(height: 0.84, depth: 0.36)
    case .small: Extent(height: 0.51, depth: 0.17)
    case .substack: Extent(height: 0.62, depth: 0.25)
    case .diagram: nil
    }
  }
}

extension Table.Kind {
  /// The space above and below a cell in em, as `Formula.styleSheet` has it.
  var verticalPadding: Double {
    switch self {
    case .matrix, .array, .cases: 0.1
    case .aligned, .alignedAt, .gathered, .multline, .lines: 0.15
    case .small: 0.09
    case .substack: 0.04
    case .diagram: 0.17
    }
  }
}
